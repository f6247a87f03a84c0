"""Moves from a CSV in the API, and a scenario on an edition that was replaced."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.modellen_overzetten import Herbasering
from api.modellen_scenario import ScenarioAntwoord
from regio.opslag import gebruikers, scenarios
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.houder import Standhouder
from regio.stand.wijzer import Wijzer
from tests.api.conftest import MaakClient
from tests.api.scenarioproef import ANDERE_ZET, ZET, Proef

CSV, ALS_CSV = {"content-type": "text/csv"}, {"accept": "text/csv"}
LASTIG: list[dict[str, Any]] = [
    {**ZET, "notitie": '=1+1\n"é", en\tmeer;', "aanname": True},
    {"soort": "splits", "sector": "VO", "van": "VO2001", "nieuw": "VO2099", "naam": "'=Nieuw", "grond":
        {"postcodes": ["9471", "9472"]}},
    {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "delen":
        [{"gemeente": "GM1696", "postcodes": ["1241"]}, {"bouwstenen": ["1243-1"]}]},
    {"soort": "voegsamen", "sector": "PO", "van": ["PO2001", "PO2203"], "naar": "PO2201"},
]  # fmt: skip


@pytest.fixture(scope="module")
def anna(proef: Proef) -> str:
    """Her token."""
    return proef.token("anna")


def _importeer(proef: Proef, wie: str, een: Any, tekst: bytes | str, **opties: Any) -> Any:
    pad = f"/v1/scenarios/{een.json()['id']}/_importeer"
    return proef.vraag("POST", pad, wie, content=tekst, **{"gezien": een.headers["etag"], "headers": CSV, **opties})


def test_export_import_export_is_the_same_byte_for_byte(proef: Proef, anna: str) -> None:
    een, leeg = proef.maak(anna, *LASTIG), proef.maak(anna, ANDERE_ZET)
    assert een.status_code == 201, een.text
    tekst = proef.vraag("GET", een.headers["location"], anna, headers=ALS_CSV).content
    weer = _importeer(proef, anna, leeg, tekst)
    assert weer.status_code == 200, weer.text
    ScenarioAntwoord.model_validate(weer.json())
    assert weer.json()["zetten"] == een.json()["zetten"], "they replace what was there"
    assert weer.json()["versie"] == 2 and weer.headers["etag"] != leeg.headers["etag"]
    assert proef.vraag("GET", leeg.headers["location"], anna, headers=ALS_CSV).content == tekst


def test_a_whole_table_comes_back_as_the_same_table(proef: Proef, anna: str) -> None:
    een, leeg = proef.maak(anna, *LASTIG[:2]), proef.maak(anna)
    for deel in ("tabel", "regeling"):
        tekst = proef.vraag("GET", f"{een.headers['location']}/{deel}", anna, headers=ALS_CSV).content
        leeg = _importeer(proef, anna, leeg, tekst)
        assert leeg.status_code == 200, leeg.text
    terug = proef.vraag("GET", f"/v1/scenarios/{leeg.json()['id']}/regeling", anna, headers=ALS_CSV).content
    assert terug == tekst


def test_a_code_that_was_typed_over_in_a_table_is_told(proef: Proef, anna: str) -> None:
    een = proef.maak(anna)
    for deel in ("tabel", "regeling"):
        tekst = proef.vraag("GET", f"{een.headers['location']}/{deel}", anna, headers=ALS_CSV).text
        rijen = list(csv.DictReader(io.StringIO(tekst, newline="")))
        rijen = [{**rij, "po": "PO9999"} if rij["postcode"] == "9471" else rij for rij in rijen]
        uit = io.StringIO()
        schrijver = csv.DictWriter(uit, rijen[0])
        schrijver.writeheader()
        schrijver.writerows(rijen)
        een = _importeer(proef, anna, een, uit.getvalue())
        assert een.json()["meldingen"] == ["Uit de tabel ontstaat een nieuw verband PO9999, met 1 postcode."]
        ScenarioAntwoord.model_validate(een.json())
        gevonden = proef.vraag("GET", f"/v1/scenarios/{een.json()['id']}/bevindingen", anna).json()["bevindingen"]
        assert "nieuw-zonder-naam" in {bevinding["code"] for bevinding in gevonden}
        een.headers["location"] = f"/v1/scenarios/{een.json()['id']}"


def test_a_file_that_an_older_spreadsheet_saved_is_read(proef: Proef, anna: str) -> None:
    tekst = "zet;soort;sector;naar;gemeente;notitie\r\n1;verplaats;PO;PO2203;GM1730;één – drieëntwintig €\r\n"
    antwoord = _importeer(proef, anna, proef.maak(anna), tekst.encode("cp1252"))
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.json()["zetten"][0]["notitie"] == "één – drieëntwintig €" and antwoord.json()["meldingen"] == []
    fout = _importeer(proef, anna, antwoord, b"zet;soort\r\n1;\x81\r\n")
    assert [een["code"] for een in fout.json()["errors"]] == ["geen-utf8"]


def test_every_fault_has_its_line_and_nothing_is_kept(proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ZET)
    regels = [
        "zet,soort,sector,naar,gemeente,naam,code",
        "1,verplaats,PO,PO9999,GM1730,,",
        "2,vliegen,PO,PO2203,GM1730,,",
        "4,verplaats,PO,PO2203,GM9999,,",
        "4,hernoem,PO,,,<b>x</b>,PO2203",
        "5,te weinig",
    ]
    antwoord = _importeer(proef, anna, een, "\r\n".join(regels))
    assert antwoord.status_code == 400
    fouten = antwoord.json()["errors"]
    assert {fout["in"] for fout in fouten} == {"body"}
    nummers = [int(fout["veld"].removeprefix("regel ")) for fout in fouten]
    assert nummers == sorted(nummers) and set(nummers) == {2, 3, 4, 5, 6}
    assert all(fout["melding"].startswith("Regel ") and "<b>" not in fout["melding"] for fout in fouten)
    assert proef.vraag("GET", een.headers["location"], anna).json() == een.json()


@pytest.mark.parametrize("tekst", [b"", b"\0\1\2", b"zet\r1\r", b'"', b'"' + b"x" * 200_000 + b'"', b"po,vo\n", b","])
def test_a_file_that_is_no_list_of_moves(tekst: bytes, proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ZET)
    antwoord = _importeer(proef, anna, een, tekst)
    assert antwoord.status_code == 400 and antwoord.json()["errors"]
    assert proef.vraag("GET", een.headers["location"], anna).json() == een.json()


def test_another_type_or_too_much_is_refused(proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ZET)
    for soort in ("application/json", "application/x-www-form-urlencoded", "text/plain", ""):
        antwoord = _importeer(proef, anna, een, "zet,soort\r\n", headers={"content-type": soort})
        assert antwoord.status_code == 415 and "text/csv" in antwoord.json()["detail"]
    assert _importeer(proef, anna, een, b"x" * 1_000_001).status_code == 413
    assert _importeer(proef, anna, een, "zet,soort\r\n", headers={"content-type": "Text/CSV; charset=utf-8"}).json()[
        "zetten"] == []  # fmt: skip


def test_a_table_that_comes_down_to_too_many_moves_is_refused(proef: Proef, anna: str) -> None:
    """With one more it could be kept and never be opened again."""
    een = proef.maak(anna, ZET)
    kop, *regels = proef.vraag("GET", f"{een.headers['location']}/tabel", anna, headers=ALS_CSV).text.splitlines()
    kolom = kop.split(",").index("po")

    def tabel(aantal: int) -> str:
        rijen = list(csv.reader(regels))
        for nummer, rij in enumerate(rijen[:aantal]):
            rij[kolom] = f"PO{9000 + nummer}"
        uit = io.StringIO()
        csv.writer(uit).writerows([kop.split(","), *rijen])
        return uit.getvalue()

    antwoord = _importeer(proef, anna, een, tabel(510))
    assert antwoord.status_code == 400, antwoord.text
    (fout,) = antwoord.json()["errors"]
    assert (fout["code"], fout["in"]) == ("te-veel", "body") and "ten hoogste 500 zetten" in fout["melding"]
    assert proef.vraag("GET", een.headers["location"], anna).json() == een.json()


def test_an_import_must_know_what_it_replaces(proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ZET)
    tekst = proef.vraag("GET", een.headers["location"], anna, headers=ALS_CSV).content
    assert _importeer(proef, anna, een, tekst, gezien=None).status_code == 428
    ander = proef.vraag("PATCH", een.headers["location"], anna, gezien=een.headers["etag"], json={"naam": "Ander"})
    te_laat = _importeer(proef, anna, een, tekst)
    assert te_laat.status_code == 412
    assert te_laat.json()["bekend"] == {"versie": 1, "etag": ander.headers["etag"]}


# -- on another edition --------------------------------------------------------------------------

OUD = "e" * 64


@pytest.fixture
def vervangen(
    proef: Proef, anna: str, var: Path, editie: Path, maak_client: MaakClient, tmp_path: Path,
    activeer_editie: Callable[[Path, Path], Wijzer],
) -> tuple[Proef, Path, str]:  # fmt: skip
    """A service of which the former edition is still on the disk, that file, and a scenario that rests on it."""
    bestand = Sectiebestand.open(editie)
    alle = {naam: (soort, bytes(bestand.sectie(naam))) for naam, (_, _, soort) in bestand._gids.items()}
    meta = {**bestand.json("meta"), "editie": OUD}
    oud = tmp_path / "oud.regio"
    oud.write_bytes(inhoud({**alle, "meta": (alle["meta"][0], json.dumps(meta).encode())}))
    activeer_editie(var, oud)
    activeer_editie(var, editie)
    client = maak_client(houder=Standhouder(var), database_url=str(proef.engine.url))
    wie = gebruikers.wie_heeft(proef.engine, anna)
    assert wie is not None
    een = scenarios.lees(proef.engine, wie, proef.maak(anna, ZET).json()["id"])
    # The last cannot be made: the gemeente never was.
    onmogelijk = {**een.zetten[0], "grond": {"gemeente": "GM9999"}}
    scenarios.zet(proef.engine, wie, een, [*een.zetten, onmogelijk], OUD)
    return Proef(client, proef.engine), var / "edities" / "oud.regio", een.id


def test_what_differs_is_told_with_and_without_the_old_edition(vervangen: tuple[Proef, Path, str], anna: str) -> None:
    dienst, bestand, nummer = vervangen
    pad = f"/v1/scenarios/{nummer}"
    assert dienst.vraag("GET", pad, anna).json()["basis"]["actueel"] is False
    uit = dienst.vraag("GET", f"{pad}/herbasering", anna)
    assert uit.status_code == 200, uit.text
    Herbasering.model_validate(uit.json())
    assert uit.json()["rustOp"] == {"editie": OUD, "regeling": "2015-04-23", "aanwezig": True}
    assert [zet["kan"] for zet in uit.json()["zetten"]] == [True, False]
    assert uit.json()["basis"]["wissels"] == [] == uit.json()["uitkomst"]["wissels"]
    bestand.unlink()
    proef = Proef(dienst.client, dienst.engine)
    weer = proef.vraag("GET", f"{pad}/herbasering", anna).json()
    assert weer["zetten"] == uit.json()["zetten"], "a file that is open stays readable"
    eerste = dienst.vraag("GET", f"{pad}/herbasering", anna, params={"versie": 1}).json()
    assert eerste["actueel"] and eerste["kanGeheel"]


def test_the_old_edition_may_be_gone(vervangen: tuple[Proef, Path, str], anna: str) -> None:
    dienst, bestand, nummer = vervangen
    bestand.write_bytes(b"kapot")
    uit = dienst.vraag("GET", f"/v1/scenarios/{nummer}/herbasering", anna)
    Herbasering.model_validate(uit.json())
    assert uit.json()["rustOp"] == {"editie": OUD, "regeling": None, "aanwezig": False}
    assert [zet["kan"] for zet in uit.json()["zetten"]] == [True, False] and uit.json()["basis"] is None


def test_going_over_is_refused_or_leaves_out_what_cannot(vervangen: tuple[Proef, Path, str], anna: str) -> None:
    dienst, _, nummer = vervangen
    pad = f"/v1/scenarios/{nummer}"
    was = dienst.vraag("GET", pad, anna)
    nee = dienst.vraag("POST", f"{pad}/_herbaseer", anna, gezien=was.headers["etag"])
    assert nee.status_code == 400
    assert [fout["veld"] for fout in nee.json()["errors"]] == ["zetten[1].grond.gemeente"]
    assert dienst.vraag("GET", pad, anna).json() == was.json()
    opties = {"gezien": was.headers["etag"], "params": {"laatWeg": True}}
    over = dienst.vraag("POST", f"{pad}/_herbaseer", anna, **opties)
    assert (over.status_code, over.json()["basis"]["actueel"]) == (200, True)
    assert over.json()["zetten"] == was.json()["zetten"][:1]
    terug = dienst.vraag("POST", f"{pad}/_ongedaan", anna, gezien=over.headers["etag"])
    assert terug.json()["zetten"] == was.json()["zetten"], "nothing is lost"
    te_laat = dienst.vraag("POST", f"{pad}/_herbaseer", anna, **opties)
    assert te_laat.status_code == 412 and te_laat.json()["bekend"]["etag"] == terug.headers["etag"]
