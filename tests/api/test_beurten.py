"""Heavy work about scenarios waits its turn, and nobody else waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from time import monotonic, sleep
from typing import Any

import anyio
import anyio.to_thread
import pytest
from fastapi import FastAPI
from starlette.exceptions import HTTPException

from api.beurten import BESTANDEN, FACTOREN, KAARTEN, VOORBEELDEN, Beurten
from api.scenariokaart import DEEL, Kaartbewaring
from regio.scenario.dienst import Vraag
from regio.stand.stand import Stand
from tests.api.conftest import MaakApp
from tests.api.scenarioproef import PAD, ZET, Proef
from tests.api.sessieproef import log_in

VRAAG = Vraag("2026-01-01", (ZET,))


@contextmanager
def _bezet(beurten: Beurten) -> Iterator[None]:
    """One at work and all places behind it taken."""
    verder, plaatsen = Event(), beurten._meeste + 1
    with ThreadPoolExecutor(plaatsen) as rij:
        for _ in range(plaatsen):
            rij.submit(beurten.doe, lambda: verder.wait(600))
        _wacht_tot(beurten, plaatsen - 1)
        try:
            yield
        finally:
            verder.set()


def _wacht_tot(beurten: Beurten, aantal: int) -> None:
    klok = monotonic() + 120
    while beurten._binnen <= aantal:
        assert monotonic() < klok
        sleep(0.001)


def test_files_of_an_example_wait_for_their_own_turn(proef: Proef) -> None:
    with _bezet(BESTANDEN):
        assert proef.client.get("/scenarios/voorbeelden/tynaarlo-heel/bijlage.xlsx").status_code == 200


def test_factors_of_an_example_wait_for_their_own_turn(proef: Proef) -> None:
    pad, leeg = "/scenarios/voorbeelden/tynaarlo-heel/factoren", {"afstandKm": (None, "15")}
    with _bezet(FACTOREN):
        assert proef.client.post(pad, files=leeg).status_code == 200
    with _bezet(VOORBEELDEN):
        assert proef.client.post(pad, files=leeg).status_code == 503


def test_maps_and_factors_beyond_the_queue_are_refused_and_nothing_else_is(proef: Proef, token: str) -> None:
    anna = log_in(proef, token)
    nummer = proef.maak(token, ZET, naam="Druk").json()["id"]
    kaarten = [f"/scenarios/{nummer}/kaart.json", f"/scenarios/{nummer}/kaart.svg"]
    kaart, factoren = f"{PAD}/{nummer}/kaart", f"{PAD}/{nummer}/_factoren"
    with _bezet(KAARTEN):
        te_druk = [*(anna.kaal("GET", pad) for pad in kaarten), proef.vraag("GET", kaart, token)]
        assert [een.status_code for een in te_druk] == [503] * 3
        assert {een.headers["retry-after"] for een in te_druk} == {"5"}
        assert proef.vraag("POST", factoren, token, json={}).status_code == 200
        assert anna.kaal("GET", f"/scenarios/{nummer}/bijlage.xlsx").status_code == 200
    with _bezet(BESTANDEN), _bezet(FACTOREN):
        assert [anna.kaal("GET", pad).status_code for pad in kaarten] == [200, 200]
        assert proef.vraag("GET", kaart, token).status_code == 200
        vol = proef.vraag("POST", factoren, token, json={})
        assert (vol.status_code, vol.headers["retry-after"]) == (503, "5")
    with _bezet(KAARTEN):
        assert [anna.kaal("GET", pad).status_code for pad in kaarten] == [200, 200], "what is kept waits for nobody"


def test_a_map_that_many_ask_for_is_made_once(stand: Stand) -> None:
    beurten = Beurten("proef")
    bewaring, verder, gemaakt = Kaartbewaring(beurten), Event(), list[str]()

    def maak() -> bytes:
        gemaakt.append("een")
        assert verder.wait(240)
        return b"kaart"

    with ThreadPoolExecutor(4) as rij:
        vragen = [rij.submit(bewaring.geef, stand, VRAAG, "svg", maak, "naam") for _ in range(4)]
        _wacht_tot(beurten, 3)
        verder.set()
        assert [een.result(240) for een in vragen] == [b"kaart"] * 4
    assert gemaakt == ["een"]


def test_everything_that_decides_a_map_is_in_its_key(stand: Stand) -> None:
    bewaring = Kaartbewaring(Beurten("proef"))
    vragen: list[tuple[Vraag, str, str]] = [
        (VRAAG, "svg", "a"),
        (VRAAG, "svg", "b"),
        (VRAAG, "json", "a"),
        (Vraag("2025-01-01", VRAAG.zetten), "svg", "a"),
        (Vraag(VRAAG.peildatum, ({**ZET, "naar": "PO2201"},)), "svg", "a"),
        (Vraag(VRAAG.peildatum, (ZET, ZET)), "svg", "a"),
    ]
    for _ in range(2):
        for nummer, (vraag, vorm, meer) in enumerate(vragen):
            assert bewaring.geef(stand, vraag, vorm, lambda nr=nummer: b"%d" % nr, meer) == b"%d" % nummer  # type: ignore[misc]


def test_kept_maps_have_a_bound_in_bytes_and_faults_are_not_kept(stand: Stand) -> None:
    bewaring, gemaakt = Kaartbewaring(Beurten("proef"), 10 * DEEL), list[str]()

    def geef(naam: str, lengte: int = 10) -> None:
        def maak() -> bytes:
            gemaakt.append(naam)
            return b"x" * lengte

        bewaring.geef(stand, VRAAG, "svg", maak, naam)

    for naam in ("a", "b", "c", "d", "a", "e", "a", "b"):
        geef(naam)
    assert gemaakt == ["a", "b", "c", "d", "e", "b"], "the one asked for longest ago made room"
    geef("groot", 11)
    geef("groot", 11)
    geef("a")
    assert gemaakt[6:] == ["groot", "groot"], "one that is too large is not kept, and pushes out none"

    def mis() -> bytes:
        raise HTTPException(400)

    for _ in range(2):
        with pytest.raises(HTTPException):
            bewaring.geef(stand, VRAAG, "svg", mis, "mis")
    geef("mis")
    assert gemaakt[-1] == "mis"


@pytest.mark.parametrize("pad", ["/livez", "/readyz"])
def test_health_needs_none_of_the_threads(maak: MaakApp, pad: str) -> None:
    app, verder = maak(), Event()

    async def meet() -> int:
        # The routes themselves are read in when they are first asked for.
        await _status(app, pad)
        anyio.to_thread.current_default_thread_limiter().total_tokens = 1
        async with anyio.create_task_group() as groep:
            groep.start_soon(anyio.to_thread.run_sync, verder.wait, 60)
            await anyio.sleep(0.05)
            try:
                with anyio.fail_after(20):
                    status = await _status(app, pad)
            finally:
                verder.set()
        return status

    assert anyio.run(meet) == 200


async def _status(app: FastAPI, pad: str) -> int:
    status = 0

    async def ontvang() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def stuur(bericht: Any) -> None:
        nonlocal status
        status = bericht.get("status", status)

    vraag = {"type": "http", "method": "GET", "path": pad, "query_string": b"", "headers": [], "http_version": "1.1"}
    await app({**vraag, "scheme": "http", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80)}, ontvang, stuur)
    return status
