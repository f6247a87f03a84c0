"""The borders of two divisions as GeoJSON: as documented, in every system, and as long as the measure says."""

from __future__ import annotations

from itertools import pairwise
from math import dist
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.modellen_congruentie import CongruentieGrenzen
from regio.gebieden.crs import CRS84, ETRS89, RD, STELSELS, WEBMERCATOR
from regio.gebieden.lijnennet import TOLERANTIE

DAG = "2015-04-23"
PAAR = "/v1/congruenties/po/jeugdregio-2015"
SOORTEN = ("samenvallend", "alleen-indeling", "alleen-met", "onzeker")
PAREN = ("po/jeugdregio-2015", "vo/po", "jeugdregio/jeugdregio-2015", "gemeente/provincie-2014", "rmc-2012/vo")
GEOJSON = "application/geo+json"


def _kaart(client: TestClient, paar: str, **vraag: str) -> Any:
    antwoord = client.get(f"/v1/congruenties/{paar}/grenzen", params=vraag)
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, GEOJSON), antwoord.text
    gelezen = CongruentieGrenzen.model_validate_json(antwoord.content, strict=True)
    assert gelezen.model_dump(mode="json") == antwoord.json()
    return antwoord.json()


def _lengte(kenmerk: Any) -> float:
    lijnen = kenmerk["geometry"]["coordinates"] if kenmerk["geometry"] else []
    return sum(dist(van, naar) for lijn in lijnen for van, naar in pairwise(lijn))


@pytest.mark.parametrize("datum", ["2013-01-01", DAG, "2026-01-01"])
@pytest.mark.parametrize("paar", PAREN)
def test_lines_are_as_documented_and_about_as_long_as_measured(paar: str, datum: str, client: TestClient) -> None:
    kaart = _kaart(client, paar, geldigOp=datum, crs=RD)
    assert (kaart["geldigOp"], kaart["bron"], kaart["grens"]) == (datum, "schets", "bouwstenen")
    assert tuple(kenmerk["id"] for kenmerk in kaart["features"]) == SOORTEN
    assert kaart["vereenvoudigdMeter"] == TOLERANTIE == 150
    assert kaart["aantal"] == 4 and kaart["vermelding"] and "schets" in kaart["toelichting"]
    for kenmerk in kaart["features"]:
        gemeten = kenmerk["properties"]["lengte"]
        assert (kenmerk["geometry"] is None) == (gemeten == 0)
        assert _lengte(kenmerk) <= gemeten * 1.01 + 1, "simplifying makes no line longer"
        assert _lengte(kenmerk) >= gemeten * 0.6


def test_lengths_are_those_of_the_border_measure(client: TestClient) -> None:
    lengte = {
        kenmerk["id"]: kenmerk["properties"]["lengte"]
        for kenmerk in _kaart(client, "po/jeugdregio-2015", geldigOp=DAG)["features"]
    }
    grens = client.get(PAAR, params={"geldigOp": DAG}).json()["grens"]
    samen = lengte["samenvallend"]
    assert samen == pytest.approx(grens["indeling"]["samenvallend"], abs=1)
    assert samen + lengte["alleen-indeling"] == pytest.approx(grens["indeling"]["lengte"], abs=1)
    assert samen + lengte["alleen-met"] == pytest.approx(grens["met"]["lengte"], abs=1)


def test_the_other_way_about_the_kinds_change_places(client: TestClient) -> None:
    heen, terug = (
        {kenmerk["id"]: kenmerk["properties"]["lengte"] for kenmerk in _kaart(client, paar, geldigOp=DAG)["features"]}
        for paar in ("po/vo", "vo/po")
    )
    assert heen["samenvallend"] == terug["samenvallend"] > 0
    assert (heen["alleen-indeling"], heen["alleen-met"]) == (terug["alleen-met"], terug["alleen-indeling"])


@pytest.mark.parametrize("crs", STELSELS)
def test_coordinates_are_those_of_the_system_that_is_asked_for(crs: str, client: TestClient) -> None:
    antwoord = client.get(f"{PAAR}/grenzen", params={"crs": crs, "geldigOp": DAG})
    assert antwoord.headers["content-crs"] == f"<{crs}>"
    punten = [
        punt
        for kenmerk in antwoord.json()["features"]
        if kenmerk["geometry"]
        for lijn in kenmerk["geometry"]["coordinates"]
        for punt in lijn
    ]
    breed, hoog = (3.2, 7.3), (50.7, 53.7)
    vak = {
        CRS84: (breed, hoog),
        RD: ((0, 290_000), (300_000, 630_000)),
        WEBMERCATOR: ((350_000, 830_000), (6_550_000, 7_150_000)),
    }.get(crs, (hoog, breed))
    assert len(punten) > 1_000
    for as_, (laagst, hoogst) in enumerate(vak):
        waarden = [punt[as_] for punt in punten]
        assert laagst < min(waarden) < max(waarden) < hoogst
        assert all(round(waarde, STELSELS[crs].decimalen) == waarde for waarde in waarden[:1_000])


def test_without_a_question_the_system_is_crs84(client: TestClient) -> None:
    gewoon = client.get(f"{PAAR}/grenzen", params={"geldigOp": DAG})
    assert gewoon.headers["content-crs"] == f"<{CRS84}>"
    assert gewoon.content == client.get(f"{PAAR}/grenzen", params={"geldigOp": DAG, "crs": CRS84}).content


def test_a_system_that_is_not_there_is_400_with_all_that_are(client: TestClient) -> None:
    antwoord = client.get(f"{PAAR}/grenzen", params={"crs": "EPSG:28992", "geldigOp": "2010-01-01"})
    assert antwoord.status_code == 400
    assert {fout["code"] for fout in antwoord.json()["errors"]} == {"onbekend-crs", "datum-te-vroeg"}
    assert ETRS89 in antwoord.json()["detail"]


@pytest.mark.parametrize("accept", ["*/*", "application/geo+json", "application/json", "application/*;q=0.5"])
def test_who_can_read_geojson_gets_it(accept: str, client: TestClient) -> None:
    antwoord = client.get(f"{PAAR}/grenzen", params={"geldigOp": DAG}, headers={"accept": accept})
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, "application/geo+json")


def test_lines_take_little_room(client: TestClient) -> None:
    koppen = {"accept-encoding": "br"}
    with client.stream("GET", f"{PAAR}/grenzen", params={"geldigOp": DAG}, headers=koppen) as antwoord:
        assert antwoord.headers["content-encoding"] == "br"
        assert len(b"".join(antwoord.iter_raw())) < 120_000
