"""Bounds: questions per minute, and batches of at most 1,000 of which no item fails the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api import tussenlaag
from api.tussenlaag import Begrenzer

POSTCODES, PUNTEN = "/v1/postcodes/_batch", "/v1/locaties/_batch"
BATCHES = [
    pytest.param(POSTCODES, "9471 RM", "/v1/postcodes/9471", id="postcodes"),
    pytest.param(PUNTEN, {"lon": 6.6863, "lat": 53.0929}, "/v1/locaties?lon=6.6863&lat=53.0929", id="points"),
]


@pytest.mark.parametrize(("pad", "vraag", "los"), BATCHES)
def test_a_thousand_duplicates_are_all_answered_as_one(pad: str, vraag: Any, los: str, client: TestClient) -> None:
    lijf = {"context": {"geldigOp": "2015-04-23"}, "requests": [vraag] * 1_000}
    uitkomst = client.post(pad, json=lijf).json()
    een = client.get(los, params={**dict(client.get(los).request.url.params), "geldigOp": "2015-04-23"}).json()
    assert uitkomst["results"] == [een] * 1_000
    assert uitkomst["errors"] == []


@pytest.mark.parametrize(("pad", "vraag", "los"), BATCHES)
@pytest.mark.parametrize("aantal", [0, 1_001])
def test_too_many_or_none_is_400_naming_the_bound(
    pad: str, vraag: Any, los: str, aantal: int, client: TestClient
) -> None:
    antwoord = client.post(pad, json={"requests": [vraag] * aantal})
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["errors"]
    assert (fout["in"], fout["veld"]) == ("body", "requests")
    assert ("1000" if aantal else "minstens 1") in fout["melding"]
    assert str(aantal) in fout["melding"]


FOUT_POSTCODES = [
    "12345",
    "0000 AA",
    "",
    None,
    9471,
    {"postcode": "9471"},
    ["9471"],
    "9471 SS",
    "😀",
    "\x00",
    "1008",
    "x" * 9_999,
]
FOUT_PUNTEN: list[Any] = [
    *(None, 3, "6.6,53.1", [6.6, 53.1], {}, {"lon": 6.6}, {"lon": 6.6, "lat": 53.1, "z": 1}),
    *({"lon": 53.1, "lat": 6.6}, {"lon": 0, "lat": 0}, {"lon": "a", "lat": None}, {"lon": [], "lat": {}}),
    *({"lon": 6.6, "lat": 53.1, "x": 1, "y": 2}, {"x": 568_010, "y": 241_570}, {"lon": True, "lat": False}),
    *({"lon": "1e999", "lat": "nan"}, {"lon": 4.0, "lat": 53.6}, {"lon": 10**400, "lat": 52}),
]


@pytest.mark.parametrize(
    ("pad", "fouten", "goed"),
    [(POSTCODES, FOUT_POSTCODES, "9471"), (PUNTEN, FOUT_PUNTEN, {"x": 241_570, "y": 568_010})],
)
def test_a_bad_item_is_null_and_fails_no_other(pad: str, fouten: list[Any], goed: Any, client: TestClient) -> None:
    vragen = [deel for fout in fouten for deel in (goed, fout)]
    antwoord = client.post(pad, json={"requests": vragen})
    assert antwoord.status_code == 200, antwoord.text
    uitkomst = antwoord.json()
    assert len(uitkomst["results"]) == len(vragen)
    assert {een and een["postcode"] for een in uitkomst["results"][::2]} == {"9471"}
    assert uitkomst["results"][1::2] == [None] * len(fouten)
    assert sorted({fout["index"] for fout in uitkomst["errors"]}) == list(range(1, len(vragen), 2))
    assert all(fout["code"] and fout["melding"].endswith(".") for fout in uitkomst["errors"])


def test_a_batch_says_why_a_postcode_is_not_found(client: TestClient) -> None:
    (fout,) = client.post(POSTCODES, json={"requests": ["9471", "1008"]}).json()["errors"]
    assert (fout["index"], fout["code"]) == (1, "niet-gevonden")
    assert "1008" in fout["melding"]


def test_order_and_date_of_a_batch(client: TestClient) -> None:
    vragen = ["3155", "9471 RM", "1011AB", "3155"]
    uitkomst = client.post(POSTCODES, json={"context": {"geldigOp": "2013-01-01"}, "requests": vragen}).json()
    assert [een["postcode"] for een in uitkomst["results"]] == ["3155", "9471", "1011", "3155"]
    assert {een["geldigOp"] for een in uitkomst["results"]} == {uitkomst["geldigOp"]} == {"2013-01-01"}


@pytest.mark.parametrize("pad", ["/v1/adressen/_zoek", POSTCODES, PUNTEN])
def test_beyond_the_bound_is_429_that_says_when_to_come_back(pad: str, maak_client: Callable[..., TestClient]) -> None:
    krap = maak_client(limiet=2)
    lijf = {"vraag": "9471"} if pad.endswith("_zoek") else {"requests": ["9471"]}
    eerste, tweede, derde = (krap.post(pad, json=lijf) for _ in range(3))
    assert [een.status_code for een in (eerste, tweede, derde)] == [200, 200, 429]
    assert [een.headers["x-rate-limit-remaining"] for een in (eerste, tweede, derde)] == ["1", "0", "0"]
    assert {een.headers["x-rate-limit-limit"] for een in (eerste, tweede, derde)} == {"2"}
    assert derde.headers["content-type"] == "application/problem+json"
    assert derde.headers["api-version"]
    assert 1 <= int(derde.headers["retry-after"]) <= 61
    assert derde.headers["retry-after"] == derde.headers["x-rate-limit-reset"]
    assert derde.headers["retry-after"] in derde.json()["detail"]
    assert krap.get("/v1/postcodes/9471").status_code == 200, "lookups from ready bytes have no bound"


def test_the_bound_is_per_client_and_minute() -> None:
    klok = [0.0]
    begrenzer = Begrenzer(_leeg, frozenset({"/v1/x"}), 1, klok=lambda: klok[0])

    def status(klant: str, methode: str = "POST", pad: str = "/v1/x") -> int:
        return asyncio.run(_vraag(begrenzer, {"method": methode, "path": pad, "client": (klant, 1)}))

    assert [status("a"), status("a"), status("b")] == [200, 429, 200]
    assert [status("a", methode="GET"), status("a", pad="/v1/y")] == [200, 200]
    klok[0] = 59.9
    assert status("a") == 429
    klok[0] = 60.0
    assert [status("a"), status("a")] == [200, 429]


def test_the_memory_for_clients_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tussenlaag, "MEESTE_KLANTEN", 3)
    begrenzer = Begrenzer(_leeg, frozenset({"/v1/x"}), 1, klok=lambda: 0.0)

    def status(klant: str) -> int:
        return asyncio.run(_vraag(begrenzer, {"method": "POST", "path": "/v1/x", "client": (klant, 1)}))

    assert [status(klant) for klant in "abcd"] == [200] * 4
    assert len(begrenzer._tellers) == 3
    assert [status(klant) for klant in "bcd"] == [429] * 3, "the newest are still counted"


async def _leeg(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _vraag(app: Begrenzer, deel: dict[str, Any]) -> int:
    gezien: list[Message] = []

    async def stuur(bericht: Message) -> None:
        gezien.append(bericht)

    async def ontvang() -> Message:
        return {"type": "http.request", "body": b""}

    await app({"type": "http", "headers": [], **deel}, ontvang, stuur)
    status: int = gezien[0]["status"]
    return status
