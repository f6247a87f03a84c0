"""The place that somebody points at on the page of a scenario: for its owner and for who has the link."""

from __future__ import annotations

import httpx2
import pytest

from regio.opslag import scenarios
from regio.opslag.gebruikers import wie_heeft
from tests.api.scenariobladproef import nieuw
from tests.api.scenarioproef import PAD, PEILDATUM, ZET, Proef
from tests.api.sessieproef import Inlog, log_in

PUNT = {"lon": "6.6863", "lat": "53.0929"}


@pytest.fixture(scope="module")
def anna(proef: Proef, token: str) -> Inlog:
    """She is signed in."""
    return log_in(proef, token)


def _po(antwoord: httpx2.Response) -> str:
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["cache-control"] == "no-store"
    code: str = antwoord.json()["samenwerkingsverbanden"][0]["code"]
    return code


def test_the_place_is_in_the_version_that_is_shown(proef: Proef, token: str, anna: Inlog) -> None:
    blad = nieuw(anna)
    pad = f"{blad.pad}/plek"
    was = _po(anna.kaal("POST", pad, data=PUNT))
    assert was != "PO2203"
    etag = anna.kaal("GET", f"/v1{blad.pad}").headers["etag"]
    proef.vraag("POST", f"/v1{blad.pad}/_zet", token, json={"zetten": [ZET]}, gezien=etag)
    assert _po(anna.kaal("POST", pad, data=PUNT)) == "PO2203"
    assert _po(anna.kaal("POST", f"{pad}?versie=1", data=PUNT)) == was
    assert f'data-plek="{pad}"' in blad.lees() and f'data-plek="{pad}?versie=1"' in blad.lees("?versie=1")


def test_whoever_has_the_link_may_point_too(proef: Proef, token: str, anna: Inlog) -> None:
    blad = nieuw(anna, ZET)
    link = proef.vraag("POST", f"/v1{blad.pad}/_deel", token).json()["token"]
    proef.client.cookies.clear()
    assert _po(proef.client.post(f"/scenarios/gedeeld/{link}/plek", data=PUNT)) == "PO2203"
    assert proef.client.post(f"/scenarios/gedeeld/{link}x/plek", data=PUNT).status_code == 404
    assert proef.client.post(f"{blad.pad}/plek", data=PUNT).headers["location"].startswith("/inloggen")
    assert log_in(proef, proef.token("bob")).kaal("POST", f"{blad.pad}/plek", data=PUNT).status_code == 404


@pytest.mark.parametrize(
    ("velden", "status"),
    [
        ({}, 400),
        ({"lon": "6.6863"}, 400),
        ({"lon": "x", "lat": "53"}, 400),
        ({"lon": "0", "lat": "0"}, 400),
        ({"lon": "4.0", "lat": "53.5"}, 404),
    ],
)
def test_a_place_that_is_none_is_told_of(anna: Inlog, velden: dict[str, str], status: int) -> None:
    antwoord = anna.kaal("POST", f"{nieuw(anna).pad}/plek", data=velden or {"anders": "1"})
    assert antwoord.status_code == status
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert antwoord.json()["detail"].endswith(".")


def test_only_a_form_on_an_edition_in_use(proef: Proef, token: str, anna: Inlog) -> None:
    assert anna.kaal("POST", f"{nieuw(anna).pad}/plek", json=PUNT).status_code == 415
    wie = wie_heeft(proef.engine, token)
    assert wie is not None
    nummer = scenarios.maak(proef.engine, wie, "Oud", ("0" * 64, PEILDATUM), [ZET]).id
    assert anna.kaal("POST", f"/scenarios/{nummer}/plek", data=PUNT).status_code == 409
    assert proef.vraag("GET", f"{PAD}/{nummer}", token).status_code == 200
