"""Points over HTTP: every way to ask gives the same answer, with what lies across a near border."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api import modellen
from regio.gebieden.vlakken import OFFICIEEL, SCHETS, Bronsoort
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from tests.api.conftest import MaakClient
from tests.regio.mini import mini_nederland
from tests.regio.minigrond import minigrond

Json = dict[str, Any]
DAG = "2016-06-01"


def _client(maak_client: MaakClient, bron: Bronsoort) -> TestClient:
    feiten = mini_nederland()
    secties = secties_van(Opbouw(feiten), minigrond(feiten, bron))
    stand = Stand(Sectiebestand(memoryview(inhoud(secties))))
    return maak_client(houder=Standhouder(Path("bestaat-niet"), stand))


@pytest.fixture(scope="module")
def schets(maak_client: MaakClient) -> TestClient:
    """A client of mini-Nederland on its sketch."""
    return _client(maak_client, SCHETS)


@pytest.fixture(scope="module")
def officieel(maak_client: MaakClient) -> TestClient:
    """A client of mini-Nederland with official borders."""
    return _client(maak_client, OFFICIEEL)


@pytest.fixture(params=["schets", "officieel"])
def mini(request: pytest.FixtureRequest) -> TestClient:
    """Both of them."""
    client: TestClient = request.getfixturevalue(request.param)
    return client


def _punten(aantal: int) -> list[Json]:
    """Points all over mini-Nederland and beside it, many of them near a border."""
    kans = random.Random(2014)
    uit: list[Json] = []
    for nummer in range(aantal):
        x, y = kans.uniform(97_000, 118_000), kans.uniform(437_000, 463_000)
        if nummer % 2:
            x = round(x / 2500) * 2500 + kans.uniform(-300, 300)
        uit.append({"x": round(x, 2), "y": round(y, 2)})
    return uit


def test_every_way_to_ask_gives_the_same(mini: TestClient) -> None:
    punten = _punten(300)
    reeks = mini.post("/v1/locaties/_batch", json={"requests": punten, "context": {"geldigOp": DAG}}).json()
    fouten = {fout["index"]: fout["melding"] for fout in reeks["errors"]}
    nabij = 0
    for nummer, (punt, uit) in enumerate(zip(punten, reeks["results"], strict=True)):
        los = mini.get("/v1/locaties", params={**punt, "geldigOp": DAG})
        lijf = mini.post("/v1/locaties/_zoek", json={**punt, "geldigOp": DAG})
        if uit is None:
            assert {los.status_code, lijf.status_code} == {404}
            assert los.json()["detail"] == lijf.json()["detail"] == fouten[nummer]
            continue
        modellen.Antwoord.model_validate_json(los.content, strict=True)
        assert los.json() == lijf.json() == uit
        nabij += uit["grensNabij"] is not None
    assert nabij > 20 and len(fouten) > 10


def test_a_search_gives_the_same(mini: TestClient) -> None:
    for punt in _punten(60):
        los = mini.get("/v1/locaties", params={"x": round(punt["x"]), "y": round(punt["y"]), "geldigOp": DAG})
        vraag = {"vraag": f"{round(punt['x'])} {round(punt['y'])}", "geldigOp": DAG}
        zoek = mini.post("/v1/adressen/_zoek", json=vraag)
        assert zoek.status_code == los.status_code
        if los.status_code == 200:
            assert zoek.json()["antwoorden"] == [los.json()]


def test_the_etag_depends_on_everything_in_the_answer(mini: TestClient) -> None:
    lijven: dict[str, bytes] = {}
    for punt in _punten(200):
        for dag in (DAG, "2018-06-01"):
            antwoord = mini.get("/v1/locaties", params={**punt, "geldigOp": dag})
            if antwoord.status_code == 200:
                etag = antwoord.headers["etag"]
                assert lijven.setdefault(etag, antwoord.content) == antwoord.content
                weer = mini.get("/v1/locaties", params={**punt, "geldigOp": dag}, headers={"if-none-match": etag})
                assert (weer.status_code, weer.content, weer.headers["etag"]) == (304, b"", etag)
    assert len(lijven) > 40
    assert len(set(lijven.values())) == len(lijven)


def test_the_sketch_and_official_borders_never_share_an_etag(schets: TestClient, officieel: TestClient) -> None:
    punt: Json = {"x": 105_000, "y": 455_000, "geldigOp": DAG}
    een, ander = (client.get("/v1/locaties", params=punt) for client in (schets, officieel))
    assert een.headers["etag"] != ander.headers["etag"]
    assert (een.json()["ligging"], ander.json()["ligging"]) == ("punt-schets", "punt-officieel")


def test_on_the_water_the_nearest_postcode_is_known(mini: TestClient) -> None:
    probleem = mini.get("/v1/locaties", params={"x": 116_900, "y": 445_000})
    assert probleem.status_code == 404
    assert probleem.json()["bekend"] == {"dichtbij": ["4004"], "afstandMeter": 400}
    assert "postcode 4004" in probleem.json()["detail"]
    assert mini.get("/v1/postcodes/4004").status_code == 200


def test_the_postcode_and_other_answers_have_the_member_too(mini: TestClient) -> None:
    assert mini.get("/v1/postcodes/2002").json()["grensNabij"] is None
    assert mini.get("/v1/gemeenten/GM9001", params={"geldigOp": DAG}).json()["grensNabij"] is None
