"""``regio scenario``: the figures of the core in every form, and every fault of a file at once."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regio.scenario.beeld import basis_van
from regio.scenario.bevindingen import bevindingen
from regio.scenario.effecten import effecten
from regio.scenario.maatstaf import maatstaf
from regio.scenario.naast import effecten_json
from regio.scenario.toepassen import speel
from regio.scenario.uitvoer import KOLOMMEN, bijlage_csv, tabel_csv, zetten_csv
from regio.scenario.voorbeelden import Voorbeeld, lees_voorbeelden
from regio.stand.stand import Stand

Regio = Any
DAG = ("--peildatum", "2026-11-22")
KOP = ",".join(KOLOMMEN)
NAAR_PO2202 = f"{KOP}\r\n1,verplaats,PO,,PO2202,,,,,GM1730,9471,,ja,Een proef\r\n"


@pytest.fixture(scope="module")
def voorbeelden(repo: Path) -> dict[str, Voorbeeld]:
    return {een.naam: een for een in lees_voorbeelden(repo / "data")}


@pytest.fixture
def zetten(tmp_path: Path) -> Path:
    """A file that moves one postcode of Tynaarlo."""
    pad = tmp_path / "zetten.csv"
    pad.write_bytes(NAAR_PO2202.encode())
    return pad


def _klaar(uitkomst: Any) -> str:
    assert (uitkomst.code, uitkomst.fout) == (0, "")
    return str(uitkomst.uit)


def _rijen(tekst: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tekst, newline="")))


def test_every_example_is_listed_with_its_source(regio: Regio, voorbeelden: dict[str, Voorbeeld]) -> None:
    plat = " ".join(_klaar(regio("scenario", "voorbeelden")).split())
    for een in voorbeelden.values():
        assert f"{een.naam} ({een.soort}, {een.peildatum})" in plat
        assert " ".join(een.bron.split()) in plat
    lijst = json.loads(_klaar(regio("scenario", "voorbeelden", "--json")))
    assert [een["naam"] for een in lijst] == sorted(voorbeelden)


def test_json_holds_the_effects_and_findings_of_the_core(
    regio: Regio, stand: Stand, voorbeelden: dict[str, Voorbeeld]
) -> None:
    een = voorbeelden["haaren-2021"]
    uit = json.loads(_klaar(regio("scenario", "bekijk", "haaren-2021", "--json")))
    maat = maatstaf(stand, een.peildatum.isoformat())
    voor = effecten(maat, maat.basis.beeld)
    na = effecten(maat, speel(maat.basis.beeld, een.zetten))
    verwacht = json.loads(json.dumps(effecten_json(maat, voor, na)))
    assert {naam: uit[naam] for naam in verwacht} == verwacht
    assert [rij["wat"] for rij in uit["bevindingen"]] == [rij.wat for rij in bevindingen(maat, voor, na)]
    assert (uit["na"]["peildatum"], len(uit["na"]["zetten"])) == ("2020-12-31", 4)
    assert (uit["voor"]["peildatum"], uit["voor"]["zetten"]) == ("2020-12-31", [])


def test_the_screen_ends_with_what_it_rests_on(regio: Regio, stand: Stand) -> None:
    """The version of the regeling of each day, and which borders the kilometres are measured on."""
    from regio.gebieden.kaartset.kaartset import kaartset_van

    plat = " ".join(_klaar(regio("scenario", "vergelijk", "midden-delfland-2013", "2026-11-22")).split())
    grenzen = " ".join(kaartset_van(stand).vermelding.rstrip(".").split())
    einde = plat[plat.index("Regeling van 2013-") :]
    assert "Regeling van 2015-04-23. Doorgetrokken uit de laatst bekende versie" in einde
    assert f"Kilometers rusten op een schets van de grenzen. {grenzen}." in einde


def test_a_division_under_two_names_is_told_once(regio: Regio) -> None:
    """Before 2015 the list of jeugdregio's of the day is that of 2015, which has a row of its own."""
    alle = json.loads(_klaar(regio("scenario", "bekijk", "tynaarlo-heel", "--json")))["congruentie"]
    titels = [rij["titel"] for rij in alle if rij["indeling"] == "PO"]
    dubbel = {titel for titel in titels if titels.count(titel) > 1}
    assert len(dubbel) == 1 and "jeugdregio" in min(dubbel)
    congruentie = _klaar(regio("scenario", "bekijk", "tynaarlo-heel")).partition("Congruentie: 1 is gelijk")[2]
    plat = " ".join(congruentie.partition("Grond die verandert")[0].split())
    assert plat.count(f"PO {min(dubbel)} ") == plat.count(f"VO {min(dubbel)} ") == 1


def test_the_screen_tells_findings_first_and_every_part(regio: Regio) -> None:
    tekst = _klaar(regio("scenario", "bekijk", "tynaarlo-heel"))
    regels = tekst.splitlines()
    assert regels[0].startswith("Tynaarlo heel, in één verband VO, naast de indeling van 2013-01-01")
    assert "1 zet op 2013-01-01; regeling van 2013-01-01. Die is een aanname." in regels
    plekken = [
        tekst.index(wat)
        for wat in (
            "Weet: Tynaarlo (GM1730) ligt niet langer in meer dan één verband VO",
            "14.793 → 14.049",
            "VO2001, VO2201",
            "Congruentie: 1 is gelijk",
            "9471, 9472, 9473, 9474",
            "Kinderen VO: kinderen van 12 tot en met 17 jaar (geschat, 2021).",
        )
    ]
    assert plekken == sorted(plekken)
    assert max(map(len, regels)) <= 120


def test_csv_has_a_row_per_figure_and_per_postcode(regio: Regio) -> None:
    rijen = _rijen(_klaar(regio("scenario", "bekijk", "tynaarlo-heel", "--csv")))
    cijfers = {(rij["onderdeel"], rij["code"], rij["maat"]): (rij["voor"], rij["na"]) for rij in rijen}
    voor, na = cijfers["verband", "VO2001", "kinderen"]
    assert (round(float(voor)), round(float(na))) == (14_793, 14_049)
    assert cijfers["gemeente", "GM1730", "verbanden"] == ("VO2001 VO2201", "VO2201")
    # What is beside no certain jeugdregio is part of the border, and told apart.
    for onderdeel, code in (("verband", "VO2001"), ("congruentie", "jeugdregio")):
        heel, samen, open_ = (
            float(cijfers[onderdeel, code, maat][0])
            for maat in (
                "grens in meter",
                "daarvan grens van beide in meter",
                "daarvan niet te vergelijken in meter",
            )
        )
        assert 0 <= open_ < heel
        assert samen <= heel - open_
    assert [rij["code"] for rij in rijen if rij["onderdeel"] == "postcode"] == ["9471", "9472", "9473", "9474", "9475"]
    assert {"bevinding", "totaal", "verband", "gemeente", "congruentie", "postcode"} == {
        rij["onderdeel"] for rij in rijen
    }


def test_a_file_of_moves_is_worked_out_on_the_day(regio: Regio, zetten: Path) -> None:
    uit = json.loads(_klaar(regio("scenario", "bekijk", zetten, *DAG, "--json")))
    (wissel,) = uit["verschil"]["wissels"]
    assert (wissel["laag"], wissel["van"], wissel["naar"]) == ("PO", ["PO2201"], ["PO2202"])
    assert wissel["postcodes"] == ["9471"]
    assert uit["na"]["zetten"][0]["notitie"] == "Een proef"
    assert "niet-aaneengesloten" in {een["code"] for een in uit["bevindingen"]}


def test_the_screen_writes_dutch_numbers_and_the_name_of_the_file_as_it_is(regio: Regio, zetten: Path) -> None:
    regels = _klaar(regio("scenario", "bekijk", zetten, *DAG)).splitlines()
    assert regels[0].startswith("zetten.csv, naast ")
    assert regels[2].startswith("1 zet op 2026-11-22;") and regels[2].endswith(". Die is een aanname.")
    lengtes = re.findall(r"\S+,\d\b", "\n".join(regels))
    assert any(re.fullmatch(r"\d\.\d{3},\d", lengte) for lengte in lengtes)
    assert not [lengte for lengte in lengtes if re.search(r"\d{4}", lengte)]
    assert "(ten)" not in _klaar(regio("scenario", "voorbeelden"))


def test_thresholds_are_for_both_sectors_or_for_one(regio: Regio, zetten: Path) -> None:
    def codes(*opties: str) -> set[tuple[str, str]]:
        uit = json.loads(_klaar(regio("scenario", "bekijk", zetten, *DAG, "--json", *opties)))
        return {(een["code"], een["waar"][:2]) for een in uit["bevindingen"] if een["code"].startswith("te-")}

    assert codes() == set()
    assert codes("--minste-kinderen", "9.000") == codes("--minste-kinderen", "9000")
    assert codes("--minste-kinderen", "9000") == {("te-weinig-kinderen", "PO"), ("te-weinig-kinderen", "VO")}
    assert codes("--minste-kinderen", "po=9000", "--meeste-kinderen", "VO=30000") == {
        ("te-weinig-kinderen", "PO"),
        ("te-veel-kinderen", "VO"),
    }


def test_an_example_beside_the_day_it_became_true(regio: Regio) -> None:
    uit = json.loads(_klaar(regio("scenario", "vergelijk", "midden-delfland-2013", "2013-10-01", "--json")))
    assert (uit["voor"]["peildatum"], uit["na"]["peildatum"]) == ("2013-01-01", "2013-10-01")
    anders = {pc4 for wissel in uit["verschil"]["wissels"] if wissel["laag"] == "VO" for pc4 in wissel["postcodes"]}
    assert "2957" in anders  # Nieuw-Lekkerland changed too
    assert not anders & {"2635", "2636"}


def test_two_scenarios_beside_each_other(regio: Regio, zetten: Path, tmp_path: Path) -> None:
    ander = tmp_path / "ander.csv"
    ander.write_text(NAAR_PO2202.replace("9471", "9472"), encoding="utf-8")
    uit = json.loads(_klaar(regio("scenario", "vergelijk", zetten, ander, *DAG, "--json")))
    assert [(wissel["van"], wissel["naar"], wissel["postcodes"]) for wissel in uit["verschil"]["wissels"]] == [
        (["PO2201"], ["PO2202"], ["9472"]),
        (["PO2202"], ["PO2201"], ["9471"]),
    ]


@pytest.mark.parametrize("soort", ["regeling", "tabel", "zetten"])
def test_files_are_those_of_the_core(
    regio: Regio, stand: Stand, voorbeelden: dict[str, Voorbeeld], tmp_path: Path, soort: str
) -> None:
    een, pad = voorbeelden["tynaarlo-heel"], tmp_path / "uit.csv"
    assert regio("scenario", soort, een.naam, "--uit", pad).code == 0
    beeld = speel(basis_van(stand, een.peildatum).beeld, een.zetten)
    verwacht = {"regeling": bijlage_csv(beeld), "tabel": tabel_csv(beeld), "zetten": zetten_csv(een.zetten)}[soort]
    assert pad.read_bytes().decode() == verwacht
    assert regio("scenario", soort, een.naam).uit.replace("\r", "") == verwacht.replace("\r", "")
    if soort == "regeling":
        rijen = _rijen(verwacht)
        assert [rij["postcode"] for rij in rijen if rij["gewijzigd"] == "ja"] == [
            "9471",
            "9472",
            "9473",
            "9474",
            "9475",
        ]
        assert {rij["was_vo"] for rij in rijen if rij["gewijzigd"] == "ja"} == {"VO2001"}


def test_moves_come_back_from_a_table_that_was_changed(regio: Regio, stand: Stand, tmp_path: Path) -> None:
    tabel = tmp_path / "tabel.csv"
    beeld = basis_van(stand, date(2026, 11, 22)).beeld
    tabel.write_text(tabel_csv(beeld), encoding="utf-8", newline="")
    with tabel.open(encoding="utf-8", newline="") as bestand:
        rijen = list(csv.DictReader(bestand))
    for rij in rijen:
        rij["po"] = "PO2202" if rij["postcode"] == "9471" else rij["po"]
    with tabel.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, list(rijen[0]))
        schrijver.writeheader()
        schrijver.writerows(rijen)
    (zet,) = _rijen(_klaar(regio("scenario", "zetten", tabel, *DAG)))
    assert (zet["soort"], zet["sector"], zet["naar"], zet["postcodes"]) == ("verplaats", "PO", "PO2202", "9471")


def test_every_fault_of_both_files_is_told_with_its_line(regio: Regio, zetten: Path, tmp_path: Path) -> None:
    slecht = tmp_path / "slecht.csv"
    slecht.write_text(
        f"{KOP}\n1,verplaats,PO,,PO9999,,,,,GM1730,9471,,nee,\n2,verplaats,PO,,PO2201,,,,,GM1730,9999,,nee,\n"
        "3,draai,,,,,,,,,,,nee,\n",
        encoding="utf-8",
    )
    ook = tmp_path / "ook.csv"
    ook.write_bytes(b"zet,soort\n\xff\n")
    uitkomst = regio("scenario", "vergelijk", slecht, ook, *DAG)
    assert (uitkomst.code, uitkomst.uit) == (1, "")
    *fouten, slot = uitkomst.fout.splitlines()
    assert [fout.partition(":")[0] for fout in fouten] == ["slecht.csv"] * (len(fouten) - 1) + ["ook.csv"]
    assert [fout.split()[1:3] for fout in fouten[:-1]] == [["Regel", f"{nummer}:"] for nummer in (2, 3, 4)]
    assert slot == "Er is niets berekend: 4 fouten in slecht.csv en ook.csv."


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (("bekijk", "bestaat-niet.csv"), "geen bestand, geen voorbeeld en geen datum"),
        (("bekijk", "tynaarlo-heel", "--minste-kinderen", "veel"), "PO=5000"),
        (("bekijk", "tynaarlo-heel", "--minste-kinderen", "9", "--meeste-kinderen", "8"), "minste niet boven meeste"),
        (("bekijk", "tynaarlo-heel", "--csv", "--json"), "niet allebei"),
        (("bekijk", "tynaarlo-heel", "--weging", "bomen"), "kinderen of leerlingen"),
        (("bekijk", "tynaarlo-heel", "--peildatum", "2012-01-01"), "bekend vanaf 2013-01-01"),
        (("bekijk", "tynaarlo-heel", "--uit", "uit.txt"), ".csv of .json"),
        (("vergelijk", "tynaarlo-heel", "2013-13-01"), "2013-13-01"),
    ],
)
def test_what_cannot_be_is_one_plain_line(regio: Regio, woorden: tuple[str, ...], melding: str) -> None:
    assert melding in regio("scenario", *woorden).melding


def test_a_file_of_100_mb_is_not_read_whole(regio: Regio, tmp_path: Path) -> None:
    groot = tmp_path / "groot.csv"
    with groot.open("wb") as uit:
        uit.truncate(100_000_000)
    uitkomst = regio("scenario", "bekijk", groot, *DAG)
    assert uitkomst.code == 1
    assert "groter dan 5 MB" in uitkomst.fout


def test_an_existing_file_is_left_alone(regio: Regio, tmp_path: Path) -> None:
    pad = tmp_path / "uit.json"
    pad.write_text("van mij", encoding="utf-8")
    assert "bestaat al" in regio("scenario", "bekijk", "tynaarlo-heel", "--uit", pad).melding
    assert pad.read_text(encoding="utf-8") == "van mij"
    assert regio("scenario", "bekijk", "tynaarlo-heel", "--uit", pad, "--vervang").code == 0
    assert json.loads(pad.read_text(encoding="utf-8"))["na"]["naam"] == "tynaarlo-heel"


def test_a_map_has_its_own_name_or_the_asked_ones(
    regio: Regio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert regio("scenario", "kaart", "tynaarlo-heel").code == 0
    assert [pad.name for pad in tmp_path.iterdir()] == ["kaart-scenario-tynaarlo-heel-2013-01-01.html"]
    klaar = regio("scenario", "kaart", "haaren-2021", "--uit", "a.html", "--png", "a.png")
    assert (klaar.code, klaar.fout) == (0, "")
    assert Path("a.png").read_bytes().startswith(b"\x89PNG")
    assert "bestaat al" in regio("scenario", "kaart", "haaren-2021", "--uit", "a.html").melding
    assert "verandert geen grond" in regio("scenario", "kaart", "vo2502-vo2512").melding
