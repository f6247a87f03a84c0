"""Files of a scenario, on the pages and in the API: what is in them, who gets them, what stands in their headers."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Event, Thread, current_thread
from time import monotonic, sleep
from typing import Any

import httpx2
import pytest
from openpyxl import load_workbook
from starlette.exceptions import HTTPException

from api.beurten import Beurten
from api.scenarioblad import EEN, GEDEELD
from api.scenarioexport import GEOPAKKET
from regio.opslag import gebruikers, scenarios
from regio.scenario.beeld import basis_van
from regio.scenario.bijlagemap import BLADEN
from regio.scenario.csvinvoer import lees_csv
from regio.scenario.lezen import lees_zetten
from regio.scenario.toepassen import speel
from regio.scenario.uitvoer import bijlage_csv, tabel_csv, zetten_csv
from regio.scenario.zetten import zetten_json
from regio.stand.stand import Stand
from regio.werkmap import XLSX
from tests.api.scenarioproef import PAD, PEILDATUM, ZET, Proef
from tests.api.sessieproef import Inlog, log_in

RAAR = 'Ré"; filename=x.exe; \u4e2d een & twee'
NOTITIE = '=1+1;"a",\n\U0001d11e ' + "é" * 900
ZETTEN = [{**ZET, "notitie": NOTITIE, "aanname": True}]
DELEN = ("zetten.csv", "tabel.csv", "bijlage.csv", "bijlage.xlsx", "scenario.gpkg", "rapport")


@pytest.fixture(scope="module")
def anna(proef: Proef) -> Inlog:
    """Anna, who signed in."""
    return log_in(proef, proef.token("anna"))


@pytest.fixture(scope="module")
def scenario(proef: Proef) -> dict[str, Any]:
    """A scenario of hers, with a name that would break out of a header."""
    gemaakt: dict[str, Any] = proef.maak(proef.token("anna"), *ZETTEN, naam=RAAR).json()
    return gemaakt


@pytest.fixture(scope="module")
def link(proef: Proef, scenario: dict[str, Any]) -> str:
    """The secret of a link to it."""
    antwoord = proef.vraag("POST", f"{PAD}/{scenario['id']}/_deel", proef.token("anna"))
    return str(antwoord.json()["token"])


@pytest.fixture(scope="module")
def verwacht(stand: Stand) -> dict[str, str]:
    """The tables of the core."""
    beeld = speel(basis_van(stand, date.fromisoformat(PEILDATUM)).beeld, lees_zetten(ZETTEN))
    tabellen = {"tabel.csv": tabel_csv(beeld), "bijlage.csv": bijlage_csv(beeld)}
    return {"zetten.csv": zetten_csv(lees_zetten(ZETTEN)), **tabellen}


def _klopt(antwoord: httpx2.Response, soort: str) -> None:
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["cache-control"] == "no-store"
    assert antwoord.headers["content-type"].startswith(soort)
    waar, _, naam = antwoord.headers["content-disposition"].partition("; ")
    assert waar == "attachment"
    assert naam.startswith('filename="scenario-re-filename-x-exe-een-twee-') and naam.count('"') == 2
    assert PEILDATUM in naam


def test_tables_are_those_of_the_core_for_owner_and_for_who_has_the_link(
    anna: Inlog, proef: Proef, scenario: dict[str, Any], link: str, verwacht: dict[str, str], stand: Stand
) -> None:
    for deel, tekst in verwacht.items():
        eigen = anna.kaal("GET", f"{EEN.format(id=scenario['id'])}/{deel}")
        gedeeld = proef.client.get(f"{GEDEELD.format(token=link)}/{deel}")
        for antwoord in (eigen, gedeeld):
            _klopt(antwoord, "text/csv; charset=utf-8")
            assert antwoord.content.decode("utf-8-sig") == tekst
            assert link not in str(antwoord.headers)
    zetten = anna.kaal("GET", f"{EEN.format(id=scenario['id'])}/zetten.csv").content
    terug = lees_csv(zetten, basis_van(stand, date.fromisoformat(PEILDATUM)).beeld)
    assert zetten_json(terug) == scenario["zetten"]
    assert scenario["zetten"][0]["notitie"] == NOTITIE


def test_the_workbook_and_the_geopackage_open(
    anna: Inlog, proef: Proef, scenario: dict[str, Any], link: str, tmp_path: Path
) -> None:
    for pad, vraag in ((EEN.format(id=scenario["id"]), anna.kaal), (GEDEELD.format(token=link), proef.client.request)):
        werkmap, geopakket = vraag("GET", f"{pad}/bijlage.xlsx"), vraag("GET", f"{pad}/scenario.gpkg")
        _klopt(werkmap, XLSX)
        _klopt(geopakket, GEOPAKKET)
        boek = load_workbook(io.BytesIO(werkmap.content))
        assert tuple(boek.sheetnames) == BLADEN
        regels = dict(boek["Verantwoording"].iter_rows(min_row=2, values_only=True))
        assert (regels["scenario"], regels["versie van het scenario"]) == (RAAR, "1")
        assert regels["adres"].endswith(f"/scenarios/{scenario['id']}?versie=1")
        bestand = tmp_path / "x.gpkg"
        bestand.write_bytes(geopakket.content)
        with closing(sqlite3.connect(bestand)) as databank:
            assert databank.execute("SELECT laag, van, naar FROM wijzigingen").fetchall() == [
                ("PO", "PO2201", "PO2203")
            ]
            assert databank.execute("SELECT notitie FROM zetten").fetchone() == (NOTITIE,)
        assert link.encode() not in werkmap.content + geopakket.content


def test_the_report_opens_under_its_own_policy(anna: Inlog, proef: Proef, scenario: dict[str, Any], link: str) -> None:
    for pad, vraag in ((EEN.format(id=scenario["id"]), anna.kaal), (GEDEELD.format(token=link), proef.client.request)):
        antwoord = vraag("GET", f"{pad}/rapport")
        assert antwoord.status_code == 200 and antwoord.headers["cache-control"] == "no-store"
        assert antwoord.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
        waar, _, naam = antwoord.headers["content-disposition"].partition("; ")
        assert waar == "inline" and naam.startswith('filename="scenario-re-filename-x-exe-een-twee-rapport-')
        assert "<h1>Scenario: Ré&#34;; filename=x.exe; \u4e2d een &amp; twee</h1>" in antwoord.text
        assert f"/scenarios/{scenario['id']}?versie=1" in antwoord.text and "Versie 1 van dit scenario" in antwoord.text
        assert link not in antwoord.text and "<figure>" in antwoord.text


def test_an_older_version_has_its_own_files(proef: Proef, anna: Inlog) -> None:
    token = proef.token("anna")
    een = proef.maak(token, naam="Twee versies").json()
    was = proef.vraag("GET", f"{PAD}/{een['id']}", token)
    proef.vraag("POST", f"{PAD}/{een['id']}/_zet", token, gezien=was.headers["etag"], json={"zetten": [ZET]})
    pad = EEN.format(id=een["id"])
    leeg, nu = (anna.kaal("GET", f"{pad}/bijlage.csv{vraag}").text for vraag in ("?versie=1", ""))
    assert ",ja," not in leeg and ",ja," in nu


def test_nobody_else_gets_them(proef: Proef, scenario: dict[str, Any], link: str) -> None:
    bob = log_in(proef, proef.token("bob"))
    beheer = log_in(proef, proef.token("beheer"))
    pad = EEN.format(id=scenario["id"])
    for deel in DELEN:
        weg = proef.client.get(f"{pad}/{deel}")
        assert weg.status_code == 303 and weg.headers["location"].startswith("/inloggen?naar=")
        assert bob.kaal("GET", f"{pad}/{deel}").status_code == 404
        assert beheer.kaal("GET", f"{pad}/{deel}").status_code == 200
        assert proef.client.get(f"{GEDEELD.format(token=link[:-1])}x/{deel}").status_code == 404
        assert _vertelt_niets(bob.kaal("GET", f"{EEN.format(id='0' * 32)}/{deel}"))


def _vertelt_niets(antwoord: httpx2.Response) -> bool:
    """Whether nothing of a scenario is told."""
    return antwoord.status_code == 404 and "content-disposition" not in antwoord.headers


@pytest.mark.parametrize(
    ("deel", "soort", "anders"),
    [("regeling", XLSX, "application/pdf"), ("geopakket", GEOPAKKET, "application/json")],
)
def test_the_api_gives_both_by_accept(
    proef: Proef, scenario: dict[str, Any], deel: str, soort: str, anders: str
) -> None:
    token, pad = proef.token("anna"), f"{PAD}/{scenario['id']}/{deel}"
    antwoord = proef.vraag("GET", pad, token, headers={"accept": soort})
    _klopt(antwoord, soort)
    assert antwoord.headers["etag"] == proef.vraag("GET", f"{PAD}/{scenario['id']}", token).headers["etag"]
    niet = proef.vraag("GET", pad, token, headers={"accept": anders})
    assert (niet.status_code, niet.headers["content-type"]) == (406, "application/problem+json")
    assert proef.vraag("GET", pad, None, headers={"accept": soort}).status_code == 401
    assert proef.vraag("GET", pad, proef.token("bob"), headers={"accept": soort}).status_code == 404
    assert proef.vraag("GET", f"{pad}?vreemd=1", token, headers={"accept": soort}).status_code == 400
    assert proef.vraag("HEAD", pad, token, headers={"accept": soort}).content == b""


def test_a_scenario_on_a_replaced_edition_keeps_only_its_moves(
    proef: Proef, anna: Inlog, verwacht: dict[str, str]
) -> None:
    wie = gebruikers.wie_heeft(proef.engine, proef.token("anna"))
    assert wie is not None
    nummer = scenarios.maak(proef.engine, wie, "Oud", ("0" * 64, PEILDATUM), zetten_json(lees_zetten(ZETTEN))).id
    pad = EEN.format(id=nummer)
    for deel in DELEN:
        antwoord = anna.kaal("GET", f"{pad}/{deel}")
        if deel == "zetten.csv":
            assert antwoord.content.decode("utf-8-sig") == verwacht[deel]
        else:
            assert antwoord.status_code == 409
            assert antwoord.headers["content-type"] == "application/problem+json"
    for deel, soort in (("regeling", XLSX), ("geopakket", GEOPAKKET)):
        vraag = proef.vraag("GET", f"{PAD}/{nummer}/{deel}", proef.token("anna"), headers={"accept": soort})
        assert vraag.status_code == 409


def test_heavy_work_waits_its_turn_and_no_more_than_a_few_wait() -> None:
    beurten, verder, begonnen = Beurten("proef", 2), Event(), Event()
    uit = list[str]()

    def zwaar() -> str:
        begonnen.set()
        assert verder.wait(120)
        return current_thread().name

    rij = [Thread(target=lambda: uit.append(beurten.doe(zwaar))) for _ in range(3)]
    for draad in rij:
        draad.start()
    assert begonnen.wait(120)
    klok = monotonic() + 60
    while beurten._binnen <= 2 and monotonic() < klok:
        sleep(0.001)
    with pytest.raises(HTTPException) as te_druk:
        beurten.doe(zwaar)
    assert (te_druk.value.status_code, te_druk.value.headers) == (503, {"retry-after": "5"})
    assert not uit
    verder.set()
    for draad in rij:
        draad.join(120)
    assert len(uit) == 3 and len(set(uit)) == 1

    def mis() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        beurten.doe(mis)
    assert beurten.doe(lambda: 7) == 7 and beurten._binnen == 0
