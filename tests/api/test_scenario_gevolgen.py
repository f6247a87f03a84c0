"""Trying out a move, the map and the effects of a scenario: in the API and as parts of its page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import httpx2
import pytest
import shapely
from shapely.geometry import shape

from api.modellen_scenariokaart import Scenariokaart, Zetproefuitkomst
from regio.gebieden.crs import CRS84, RD
from regio.opslag import scenarios
from regio.opslag.gebruikers import wie_heeft
from regio.scenario.voorbeelden import lees_voorbeelden
from regio.scenario.zetten import zetten_json
from tests.api.scenariobladproef import velden_in
from tests.api.scenarioproef import ANDERE_ZET, PAD, PEILDATUM, ZET, Proef
from tests.api.sessieproef import Inlog, log_in
from tests.kaarten.scenarios.tabellen import lees_tabellen

Json = dict[str, Any]
GEOJSON = {"accept": "application/geo+json"}
DEEL = {"x-fragment": "1"}
FORMULIER = {"soort": "verplaats", "sector": "PO", "grond": "gemeente", "gemeente": "GM1730", "naar": "PO2203"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def anna(proef: Proef, token: str) -> Inlog:
    """She is signed in."""
    return log_in(proef, token)


@pytest.fixture(scope="module")
def voorbeelden(repo: Path) -> dict[str, tuple[str, list[Json]]]:
    """Day and moves of the worked examples."""
    return {een.naam: (een.peildatum.isoformat(), zetten_json(een.zetten)) for een in lees_voorbeelden(repo / "data")}


def _maak(proef: Proef, token: str, *zetten: Json, peildatum: str = PEILDATUM) -> str:
    lijf = {"naam": "Proef & co", "peildatum": peildatum, "zetten": list(zetten)}
    antwoord = proef.vraag("POST", PAD, token, json=lijf)
    assert antwoord.status_code == 201, antwoord.text
    nummer: str = antwoord.json()["id"]
    return nummer


def _json(antwoord: httpx2.Response, status: int = 200) -> Json:
    assert antwoord.status_code == status, antwoord.text
    inhoud: Json = antwoord.json()
    return inhoud


# -- _probeer -------------------------------------------------------------------------------------


def test_trying_out_tells_what_keeping_would_bring(proef: Proef, token: str) -> None:
    nummer = _maak(proef, token, ZET)
    terug = {"soort": "verplaats", "sector": "PO", "grond": {"postcodes": ["9471"]}, "naar": "PO2201"}
    antwoord = proef.vraag("POST", f"{PAD}/{nummer}/_probeer", token, json={"zetten": [terug]})
    uit = _json(antwoord)
    Zetproefuitkomst.model_validate(uit)
    assert antwoord.headers["cache-control"] == "no-store"
    was = _json(proef.vraag("GET", f"{PAD}/{nummer}/bevindingen", token))["bevindingen"]
    kop = proef.vraag("GET", f"{PAD}/{nummer}", token)
    assert kop.json()["versie"] == 1, "nothing was kept"
    assert kop.headers["etag"] == antwoord.headers["etag"]
    bewaard = proef.vraag("POST", f"{PAD}/{nummer}/_zet", token, json={"zetten": [terug]}, gezien=kop.headers["etag"])
    assert _json(bewaard)["zetten"][1:] == uit["zetten"]
    effecten = _json(proef.vraag("GET", f"{PAD}/{nummer}/effecten", token))
    assert {naam: effecten[naam] for naam in uit["naastBasis"]} == uit["naastBasis"]
    wordt = _json(proef.vraag("GET", f"{PAD}/{nummer}/bevindingen", token))["bevindingen"]
    assert wordt == uit["bevindingen"]
    assert uit["nieuw"] == [een for een in wordt if een not in was]
    assert uit["vervallen"] == [een for een in was if een not in wordt]
    naast = _json(proef.vraag("GET", f"{PAD}/{nummer}/_vergelijk?versie=1&met={nummer}", token))["effecten"]
    assert naast == uit["naastNu"]


def test_the_example_of_the_documentation_works_as_it_stands_there(proef: Proef, token: str, repo: Path) -> None:
    blad = (repo / "docs/scenarios.md").read_text(encoding="utf-8")
    (begin,) = re.findall(r"/v1/scenarios -H[^']*'Content-Type: application/json' \\\n +-d '([^']+)'", blad)
    ((vraag, lijf),) = re.findall(r"\$ID(/_probeer[^\"]*)\"[^']*'[^']*' \\\n +-d '([^']+)'", blad)
    nummer = _json(proef.vraag("POST", PAD, token, json=json.loads(begin)), 201)["id"]
    uit = _json(proef.vraag("POST", f"{PAD}/{nummer}{vraag}", token, json=json.loads(lijf)))
    assert {een["code"] for een in uit["naastNu"]["samenwerkingsverbanden"]} == {"VO2501", "VO2502"}


def test_other_moves_in_the_place_of_all_are_tried_out_too(proef: Proef, token: str) -> None:
    nummer = _maak(proef, token, ZET)
    ander = {**ZET, "naar": "PO2001"}
    anders = {"zetten": [ander], "vervang": True}
    uit = _json(proef.vraag("POST", f"{PAD}/{nummer}/_probeer", token, json=anders))
    vers = _json(proef.vraag("GET", f"{PAD}/{_maak(proef, token, ander)}/effecten", token))
    assert {naam: vers[naam] for naam in uit["naastBasis"]} == uit["naastBasis"]
    assert {een["code"] for een in uit["naastNu"]["samenwerkingsverbanden"]} == {"PO2001", "PO2203"}
    erbij = proef.vraag("POST", f"{PAD}/{nummer}/_probeer", token, json={**anders, "vervang": False})
    assert _json(erbij)["naastNu"] == uit["naastNu"], "a later move of the same ground"
    niets = _json(proef.vraag("POST", f"{PAD}/{nummer}/_probeer", token, json={"zetten": [], "vervang": True}))
    assert niets["naastBasis"]["samenwerkingsverbanden"] == []


def test_thresholds_and_the_version_count_when_trying_out(proef: Proef, token: str) -> None:
    nummer = _maak(proef, token)
    vraag = f"{PAD}/{nummer}/_probeer?minstePo=100000&versie=1"
    codes = {een["code"] for een in _json(proef.vraag("POST", vraag, token, json={"zetten": [ZET]}))["nieuw"]}
    assert "te-weinig-kinderen" in codes
    kaal = _json(proef.vraag("POST", f"{PAD}/{nummer}/_probeer", token, json={"zetten": [ZET]}))
    assert "te-weinig-kinderen" not in {een["code"] for een in kaal["bevindingen"]}


@pytest.mark.parametrize(
    ("lijf", "velden"),
    [
        ({"zetten": [{**ZET, "naar": "PO0000"}]}, ["zetten[0].naar"]),
        ({"zetten": [ZET, {"soort": "verplaats"}]}, ["zetten[1].sector", "zetten[1].grond", "zetten[1].naar"]),
        ({"zetten": [ZET] * 501}, ["zetten"]),
        ({"zetten": "alles"}, ["zetten"]),
        ({}, ["zetten"]),
        ({"zetten": [], "meer": 1}, ["meer"]),
    ],
)
def test_what_cannot_be_tried_out_is_told_at_its_place(proef: Proef, token: str, lijf: Json, velden: list[str]) -> None:
    nummer = _maak(proef, token)
    antwoord = proef.vraag("POST", f"{PAD}/{nummer}/_probeer", token, json=lijf)
    assert [fout["veld"] for fout in _json(antwoord, 400)["errors"]] == velden


# -- the map in the API ---------------------------------------------------------------------------


@pytest.mark.parametrize("naam", ["tynaarlo-heel", "haaren-2021", "wijdemeren-2027", "midden-delfland-2013"])
def test_the_map_is_the_ground_that_changes(
    naam: str, proef: Proef, token: str, voorbeelden: dict[str, tuple[str, list[Json]]]
) -> None:
    dag, zetten = voorbeelden[naam]
    nummer = _maak(proef, token, *zetten, peildatum=dag)
    antwoord = proef.vraag("GET", f"{PAD}/{nummer}/kaart?crs={RD}", token, headers=GEOJSON)
    kaart = _json(antwoord)
    Scenariokaart.model_validate(kaart)
    assert antwoord.headers["content-type"] == "application/geo+json"
    assert antwoord.headers["content-crs"] == f"<{RD}>"
    assert (kaart["bron"], kaart["grens"], kaart["aantal"]) == ("schets", "bouwstenen", len(kaart["features"]))
    assert kaart["toelichting"].startswith("De grenzen zijn een schets")
    assert "Schets" in kaart["vermelding"]
    wissels = _json(proef.vraag("GET", f"{PAD}/{nummer}/effecten", token))["verschil"]["wissels"]
    grond = _van_soort(kaart, "grond")
    assert {_wissel(een) for een in wissels} == {_wissel(een["properties"]) for een in grond}
    for laag in {een["properties"]["laag"] for een in grond}:
        _past(kaart, laag)


def _wissel(een: Json) -> tuple[Any, ...]:
    return (een["laag"], *(tuple(een[veld]) for veld in ("van", "naar", "postcodes")))


def _van_soort(kaart: Json, soort: str, laag: str | None = None) -> list[Json]:
    return [
        een
        for een in kaart["features"]
        if een["properties"]["soort"] == soort and laag in (None, een["properties"]["laag"])
    ]


def _past(kaart: Json, laag: str) -> None:
    """The regions before and after cover the same ground, and differ by what changes."""
    voor, na = (
        {tuple(een["properties"][kant]): shape(een["geometry"]) for een in _van_soort(kaart, soort, laag)}
        for soort, kant in (("gebied-voor", "van"), ("gebied-na", "naar"))
    )
    alles = shapely.union_all(list(voor.values()))
    assert shapely.symmetric_difference(alles, shapely.union_all(list(na.values()))).area < alles.area * 1e-6
    for een in _van_soort(kaart, "grond", laag):
        vorm = shape(een["geometry"])
        van, naar = (tuple(een["properties"][kant]) for kant in ("van", "naar"))
        assert shapely.difference(vorm, voor[van]).area < vorm.area * 1e-4
        assert shapely.difference(vorm, na[naar]).area < vorm.area * 1e-4
        if van in na:
            assert shapely.intersection(vorm, na[van]).area < vorm.area * 1e-4
    (vervalt,), (wordt,) = _van_soort(kaart, "grens-vervalt", laag), _van_soort(kaart, "grens-wordt", laag)
    assert shapely.length(shape(vervalt["geometry"])) > 0
    randen = shapely.union_all(shapely.boundary(list(na.values())))
    assert shapely.length(shape(wordt["geometry"])) == pytest.approx(shapely.length(randen), rel=1e-3)


def test_the_map_without_a_question_is_in_degrees(proef: Proef, token: str) -> None:
    nummer = _maak(proef, token, ZET)
    antwoord = proef.vraag("GET", f"{PAD}/{nummer}/kaart", token)
    assert antwoord.headers["content-crs"] == f"<{CRS84}>"
    west, zuid, oost, noord = shapely.total_bounds(
        [shape(een["geometry"]) for een in _van_soort(_json(antwoord), "grond")]
    )
    assert 6.4 < west < oost < 6.9
    assert 52.9 < zuid < noord < 53.3


def test_a_scenario_that_changes_no_ground_has_an_empty_map(proef: Proef, token: str) -> None:
    hernoem = {"soort": "hernoem", "sector": "PO", "code": "PO2203", "naam": "Nieuw"}
    for nummer in (_maak(proef, token), _maak(proef, token, hernoem)):
        assert _json(proef.vraag("GET", f"{PAD}/{nummer}/kaart", token))["features"] == []


def test_the_map_follows_the_conventions(proef: Proef, token: str) -> None:
    nummer = _maak(proef, token, ZET)
    assert proef.vraag("GET", f"{PAD}/{nummer}/kaart", token, headers={"accept": "text/csv"}).status_code == 406
    fout = _json(proef.vraag("GET", f"{PAD}/{nummer}/kaart?crs=EPSG:28992", token), 400)["errors"][0]
    assert (fout["veld"], fout["code"]) == ("crs", "onbekend-crs")
    assert proef.vraag("GET", f"{PAD}/{nummer}/kaart?detail=fijn", token).status_code == 400
    assert proef.vraag("GET", f"{PAD}/{nummer}/kaart?versie=9", token).status_code == 404
    antwoord = proef.vraag("GET", f"{PAD}/{nummer}/kaart", token)
    assert antwoord.headers["cache-control"] == "no-store"
    assert antwoord.headers["etag"]
    gespiegeld = proef.vraag("HEAD", f"{PAD}/{nummer}/kaart", token)
    assert (gespiegeld.status_code, gespiegeld.content) == (200, b"")


def test_who_may_not_read_it_learns_nothing(proef: Proef, token: str) -> None:
    nummer = _maak(proef, token, ZET)
    ander = proef.token("bob")
    for methode, deel, lijf in (("GET", "kaart", None), ("POST", "_probeer", {"zetten": [ZET]})):
        assert proef.vraag(methode, f"{PAD}/{nummer}/{deel}", ander, json=lijf).status_code == 404
        assert proef.vraag(methode, f"{PAD}/{nummer}/{deel}", None, json=lijf).status_code == 401


def test_on_an_edition_that_was_replaced_there_is_no_outcome(proef: Proef, token: str, anna: Inlog) -> None:
    wie = wie_heeft(proef.engine, token)
    assert wie is not None
    nummer = scenarios.maak(proef.engine, wie, "Oud", ("0" * 64, PEILDATUM), [ZET]).id
    assert proef.vraag("GET", f"{PAD}/{nummer}/kaart", token).status_code == 409
    assert proef.vraag("POST", f"{PAD}/{nummer}/_probeer", token, json={"zetten": [ZET]}).status_code == 409
    antwoord = anna.kaal("POST", f"/scenarios/{nummer}/proef", data=FORMULIER, headers=DEEL)
    assert antwoord.status_code == 409
    assert "De gegevens zijn vernieuwd" in antwoord.text


# -- parts of the page ----------------------------------------------------------------------------


def test_the_effects_are_a_part_and_a_page(proef: Proef, token: str, anna: Inlog) -> None:
    pad = f"/scenarios/{_maak(proef, token, ZET)}"
    deel = anna.kaal("GET", f"{pad}/gevolgen", headers=DEEL)
    assert deel.status_code == 200
    assert deel.headers["cache-control"] == "no-store"
    assert deel.text.lstrip().startswith('<h2 id="gevolgen-kop"')
    heel = anna.kaal("GET", f"{pad}/gevolgen?minstePo=100.000")
    assert "<h1>Proef &amp; co</h1>" in heel.text
    assert f'href="{pad}"' in heel.text
    assert 'data-code="te-weinig-kinderen"' in heel.text
    assert 'data-code="te-weinig-kinderen"' not in deel.text


def test_the_effects_of_an_older_version(proef: Proef, token: str, anna: Inlog) -> None:
    nummer = _maak(proef, token)
    etag = proef.vraag("GET", f"{PAD}/{nummer}", token).headers["etag"]
    proef.vraag("POST", f"{PAD}/{nummer}/_zet", token, json={"zetten": [ZET]}, gezien=etag)
    assert "PO2203" in anna.kaal("GET", f"/scenarios/{nummer}/gevolgen", headers=DEEL).text
    assert "Er verandert niets" in anna.kaal("GET", f"/scenarios/{nummer}/gevolgen?versie=1", headers=DEEL).text


def test_one_gemeente_at_a_table_is_not_told_in_the_plural(proef: Proef, token: str, anna: Inlog) -> None:
    weg = {**FORMULIER, "gemeente": "Diemen (GM0384)", "naar": "PO2709"}
    deel = anna.kaal("POST", f"/scenarios/{_maak(proef, token)}/proef", data=weg, headers=DEEL).text
    assert "van 2 naar 1 gemeente aan tafel" in deel and "1 gemeenten" not in deel


def test_the_proof_has_the_figures_of_the_api(proef: Proef, token: str, anna: Inlog) -> None:
    nummer = _maak(proef, token)
    deel = anna.kaal("POST", f"/scenarios/{nummer}/proef", data=FORMULIER, headers=DEEL)
    assert deel.status_code == 200, deel.text
    uit = _json(proef.vraag("POST", f"{PAD}/{nummer}/_probeer", token, json={"zetten": [ZET]}))
    rijen = lees_tabellen(deel.text)["verbanden"]
    for een in uit["naastNu"]["samenwerkingsverbanden"]:
        (cellen,) = [cel for (groep, maat), cel in rijen.items() if een["code"] in groep and maat == "Kinderen"]
        assert [float(cel) for cel in cellen[:2]] == [een[kant]["kinderen"] for kant in ("voor", "na")]
    assert deel.text.count('class="bevinding ') == len(uit["nieuw"]) + len(uit["vervallen"])
    assert "<html" not in deel.text
    assert _json(proef.vraag("GET", f"{PAD}/{nummer}", token))["versie"] == 1
    heel = anna.kaal("POST", f"/scenarios/{nummer}/proef", data=FORMULIER)
    assert heel.status_code == 200
    assert "<h1>Proef &amp; co</h1>" in heel.text
    assert "Als u deze zet toevoegt</h2>" in heel.text


def test_the_proof_of_a_change_is_beside_the_move_as_it_is(proef: Proef, token: str, anna: Inlog) -> None:
    nummer = _maak(proef, token, ZET, ANDERE_ZET)
    velden = velden_in(anna.kaal("GET", f"/scenarios/{nummer}?wijzig=1").text, "zet")
    gelijk = anna.kaal("POST", f"/scenarios/{nummer}/proef", data=velden, headers=DEEL).text
    assert "Als u de zet zo wijzigt" in gelijk and "PO2203" not in gelijk
    anders = anna.kaal("POST", f"/scenarios/{nummer}/proef", data={**velden, "naar": "PO2001"}, headers=DEEL).text
    assert "PO2203" in anders and "PO2001" in anders
    fout = anna.kaal("POST", f"/scenarios/{nummer}/proef", data={**velden, "naar": "PO0000"}, headers=DEEL)
    assert (fout.status_code, re.findall(r'data-veld="([^"]*)"', fout.text)) == (400, ["naar"])
    weg = anna.kaal("POST", f"/scenarios/{nummer}/proef", data={**velden, "afdruk": "0" * 16}, headers=DEEL)
    assert weg.status_code == 400 and "Deze zet is er niet meer" in weg.text


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"naar": "PO0000"}, "naar"),
        ({"naar": ""}, "naar"),
        ({"gemeente": "GM9999"}, "gemeente"),
        ({"grond": "postcodes", "gemeente": "", "postcodes": "0000"}, "postcodes"),
        ({"sector": "XX"}, "sector"),
        ({"soort": "weg ermee"}, "soort"),
    ],
)
def test_faults_of_a_proof_are_told_at_their_fields(
    proef: Proef, token: str, anna: Inlog, anders: dict[str, str], veld: str
) -> None:
    pad = f"/scenarios/{_maak(proef, token)}/proef"
    antwoord = anna.kaal("POST", pad, data={**FORMULIER, **anders}, headers=DEEL)
    assert antwoord.status_code == 400
    assert veld in re.findall(r'data-veld="([^"]*)"', antwoord.text)
    assert anna.kaal("POST", pad, data={**FORMULIER, **anders}).status_code == 400


def test_a_proof_asks_for_a_session(proef: Proef, token: str) -> None:
    pad = f"/scenarios/{_maak(proef, token)}/proef"
    proef.client.cookies.clear()
    los = proef.client.post(pad, data=FORMULIER, headers=DEEL)
    assert los.status_code == 401
    assert "U bent niet meer ingelogd" in los.text
    heel = proef.client.post(pad, data=FORMULIER)
    assert heel.status_code == 303
    assert heel.headers["location"].startswith("/inloggen")


def test_nobody_tries_out_moves_on_what_is_not_theirs(proef: Proef, token: str) -> None:
    nummer = _maak(proef, token)
    bob = log_in(proef, proef.token("bob"))
    for methode, deel in (("POST", "proef"), ("GET", "gevolgen"), ("GET", "kaart.json"), ("GET", "kaart.svg")):
        lijf = {"data": FORMULIER} if methode == "POST" else {}
        assert bob.kaal(methode, f"/scenarios/{nummer}/{deel}", headers=DEEL, **lijf).status_code == 404


def test_whoever_has_the_link_sees_the_effects_and_the_map(proef: Proef, token: str) -> None:
    nummer = _maak(proef, token, ZET)
    link = _json(proef.vraag("POST", f"{PAD}/{nummer}/_deel", token))["token"]
    proef.client.cookies.clear()
    for deel in ("gevolgen", "kaart.json", "kaart.svg"):
        antwoord = proef.client.get(f"/scenarios/gedeeld/{link}/{deel}")
        assert antwoord.status_code == 200
        assert antwoord.headers["cache-control"] == "no-store"
    assert proef.client.post(f"/scenarios/gedeeld/{link}/proef", data=FORMULIER).status_code in (404, 405)


def test_the_data_of_the_map_leads_to_the_map_of_the_country(proef: Proef, token: str, anna: Inlog) -> None:
    nummer = _maak(proef, token, ZET)
    inhoud = _json(anna.kaal("GET", f"/scenarios/{nummer}/kaart.json"))
    kaart = _json(proef.vraag("GET", f"{PAD}/{nummer}/kaart", token))
    assert inhoud["kenmerken"] == kaart["features"]
    assert (inhoud["bron"], inhoud["peildatum"]) == ("schets", PEILDATUM)
    west, zuid, oost, noord = inhoud["kader"]
    assert 5 < west < oost < 8
    assert 52 < zuid < noord < 54
    land = _json(proef.client.get(inhoud["achtergrond"]))
    assert land["vanaf"] <= PEILDATUM
    assert land["bestanden"]["swv"]


def test_the_picture_tells_by_itself_what_it_is(proef: Proef, token: str, anna: Inlog) -> None:
    prent = anna.kaal("GET", f"/scenarios/{_maak(proef, token, ZET)}/kaart.svg")
    assert prent.headers["content-type"] == "image/svg+xml"
    boom = ET.fromstring(prent.text)
    assert boom.findtext(f"{SVG}title") == "Scenario: Proef & co"
    uitleg = boom.findtext(f"{SVG}desc") or ""
    assert "1 januari 2026" in uitleg
    assert "PO2201" in uitleg and "PO2203" in uitleg
    woorden = [deel.text for deel in boom.iter(f"{SVG}text")]
    assert {"Schets", "Grens die vervalt", "Grens zoals zij wordt", "→ PO2203"} <= set(woorden)
    assert any(woord and woord.startswith("Bron: ") for woord in woorden)
    assert "stroke-dasharray" in prent.text
    assert "script" not in prent.text and "style=" not in prent.text


def test_without_ground_that_changes_the_picture_says_so(proef: Proef, token: str, anna: Inlog) -> None:
    prent = anna.kaal("GET", f"/scenarios/{_maak(proef, token)}/kaart.svg")
    assert prent.status_code == 200
    assert "Dit scenario verandert geen grond." in prent.text
    inhoud = json.loads(anna.kaal("GET", f"/scenarios/{_maak(proef, token)}/kaart.json").text)
    assert (inhoud["kenmerken"], inhoud["kader"]) == ([], None)
