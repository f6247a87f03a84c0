"""The hot lookups come before FastAPI, and nothing about their answers shows it."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api import snel
from api.tussenlaag import KOPPEN
from api.voorrang import Voorrang
from tests.api.conftest import MaakClient

DAG = "geldigOp=2015-04-23"
# With the template that the log writes.
SNEL = (
    (f"/v1/postcodes/9471?{DAG}", "/v1/postcodes/{postcode}"),
    ("/v1/postcodes/onzin", "/v1/postcodes/{postcode}"),
    (f"/v1/locaties?lon=6.6863&lat=53.0929&{DAG}", "/v1/locaties"),
    ("/v1/locaties?lon=6.6863&lat=53.0929", "/v1/locaties"),
    ("/v1/locaties?lon=53.0929&lat=6.6863", "/v1/locaties"),
    (f"/v1/samenwerkingsverbanden?sector=PO&{DAG}", "/v1/samenwerkingsverbanden"),
)
# The same point as it is usually put, and otherwise.
ANDERS = ("lat=53.0929&lon=6.6863", "lon=6.6863&lat=53.0929&", "lon=%36.6863&lat=53.0929", "lon=6.68630e0&lat=53.0929")


@pytest.fixture
def zonder_fastapi(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A client that was asked every question before, and of which FastAPI answers nothing any more."""

    async def weiger(*_: Any) -> None:
        raise AssertionError("this came by FastAPI")

    for pad, _ in SNEL:
        client.get(pad)
    monkeypatch.setattr(FastAPI, "__call__", weiger)
    return client


def test_they_do_not_come_by_fastapi(zonder_fastapi: TestClient) -> None:
    statussen = [zonder_fastapi.get(pad).status_code for pad, _ in SNEL]
    assert statussen == [200, 400, 200, 200, 400, 200]
    with pytest.raises(AssertionError, match="by FastAPI"):
        zonder_fastapi.get("/v1/bronnen")


@pytest.mark.parametrize(("pad", "sjabloon"), SNEL)
def test_head_has_the_headers_of_get_and_both_are_logged(
    pad: str, sjabloon: str, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    client.get(pad)
    with caplog.at_level(logging.INFO, "regio.toegang"):
        kop, heel = client.head(pad), client.get(pad)
    assert (kop.status_code, kop.headers, kop.content) == (heel.status_code, heel.headers, b"")
    assert set(KOPPEN) <= set(heel.headers.raw) and heel.content
    regels = [een.getMessage().split()[:3] for een in caplog.records if een.name == "regio.toegang"]
    assert regels == [[methode, sjabloon, str(heel.status_code)] for methode in ("HEAD", "GET")]


@pytest.mark.parametrize("pad", [pad for pad, _ in SNEL])
def test_the_long_way_gives_the_same(pad: str, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    kort = client.get(pad)
    monkeypatch.setattr(Voorrang, "weg", lambda *_: None)
    lang = client.get(pad)
    assert (lang.status_code, lang.headers, lang.content) == (kort.status_code, kort.headers, kort.content)


@pytest.mark.parametrize("vraag", ANDERS)
def test_a_point_is_read_the_same_however_it_is_put(vraag: str, client: TestClient) -> None:
    gewoon, anders = (client.get(f"/v1/locaties?{een}") for een in ("lon=6.6863&lat=53.0929", vraag))
    assert (anders.status_code, anders.content) == (gewoon.status_code, gewoon.content) != (400, gewoon.content)
    assert anders.headers["etag"] == gewoon.headers["etag"]


def test_an_error_that_nobody_foresaw_is_a_problem_and_says_nothing_in_the_log(
    maak_client: MaakClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breek(*_: Any) -> None:
        raise ValueError("Geheimlaan 12")

    client = maak_client()
    monkeypatch.setattr(snel, "vind_op_lonlat", breek)
    antwoord = client.get("/v1/locaties?lon=6.6863&lat=53.0929")
    assert (antwoord.status_code, antwoord.json()["status"]) == (500, 500)
    assert set(KOPPEN) <= set(antwoord.headers.raw)
    eigen = [een.getMessage() for een in caplog.records if een.name.startswith("regio")]
    assert eigen[0].startswith("onverwachte fout: ValueError") and "Geheimlaan" not in caplog.text
