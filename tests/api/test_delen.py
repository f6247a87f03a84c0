"""Parts that are imported when the first request for them comes, and what a client may not notice of it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest
from fastapi import FastAPI
from starlette.routing import Route
from starlette.testclient import TestClient

from api.app import DELEN, MET_KAART

ALLE = [deel[0] for deel in DELEN]


def _geladen(app: FastAPI) -> list[str]:
    """The parts that an application has imported, in the order of their routes."""
    ontbreekt = set(chain.from_iterable(app.state.delen.nodig(pad) for _, *paden in DELEN for pad in paden))
    return [naam for nummer, naam in enumerate(ALLE) if nummer not in ontbreekt]


@pytest.mark.parametrize(("module", "paden"), [(deel[0], deel[1:]) for deel in DELEN], ids=ALLE)
def test_every_route_of_a_part_is_at_or_under_its_paths(module: str, paden: tuple[str, ...]) -> None:
    routes = [route for route in importlib.import_module(module).router.routes if isinstance(route, Route)]
    assert routes
    for route in routes:
        assert any(route.path == pad or route.path.startswith(f"{pad}/") for pad in paden), route.path
    for pad in paden:
        assert any(route.path == pad or route.path.startswith(f"{pad}/") for route in routes), f"{pad} is of no use"


def test_a_collection_that_is_also_a_map_has_a_route() -> None:
    routes = chain.from_iterable(importlib.import_module(module).router.routes for module in ALLE)
    assert {route.path for route in routes if isinstance(route, Route)} >= MET_KAART


def test_a_request_brings_in_what_it_may_need_and_no_more(maak: Callable[..., FastAPI]) -> None:
    app = maak()
    assert _geladen(app) == []
    with TestClient(app) as client:
        assert client.get("/v1/postcodes/9471").status_code == 200
        assert client.get("/nergens").status_code == 404
        assert _geladen(app) == []
        assert client.get("/v1/rmc-regios").status_code == 200
        assert _geladen(app) == ["api.routes.rmc"]
        assert client.get("/v1/crss").status_code == 200
        assert client.get("/v1/adressen/_zoek").status_code == 405
        assert _geladen(app) == ["api.routes.adressen", "api.routes.rmc", "api.routes.crss"]


def test_the_openapi_is_the_same_whatever_was_asked_before(maak: Callable[..., FastAPI]) -> None:
    vers, gebruikt = maak(), maak()
    with TestClient(gebruikt) as client:
        # The other way round than their order.
        for pad in ("/", "/v1/scenario-voorbeelden", "/v1/gemeenten"):
            assert client.get(pad).status_code == 200
    assert gebruikt.openapi() == vers.openapi()
    assert _geladen(gebruikt) == _geladen(vers) == ALLE


VRAGEN = [
    *(("GET", pad) for pad in ("/v1/gemeenten/", "/v1/gemeenten/GM1730/", "/v1", "/v1/", "//", "/kaartx", "/livez/x")),
    *(("GET", pad) for pad in ("/v1/postcodes", "/v1/postcodes/", "/v1/postcodes/_batch", "/v1/locaties/")),
    *(("POST", pad) for pad in ("/v1/postcodes/9471", "/v1/locaties", "/v1/gemeenten", "/v1/scenarios", "/livez")),
    *(("DELETE", pad) for pad in ("/", "/v1/postcodes/9471", "/v1/scenarios/1", "/statisch/stijl.css")),
    *(("HEAD", pad) for pad in ("/v1/postcodes/9471", "/v1/gemeenten", "/overzicht")),
    ("OPTIONS", "/v1/congruenties"),
]


@pytest.mark.parametrize(("methode", "pad"), VRAGEN)
def test_the_first_answer_is_as_when_every_part_is_there(
    maak: Callable[..., FastAPI], alles: TestClient, methode: str, pad: str
) -> None:
    with TestClient(maak()) as client:
        eerste = client.request(methode, pad, follow_redirects=False)
    later = alles.request(methode, pad, follow_redirects=False)
    assert (eerste.status_code, eerste.content) == (later.status_code, later.content)
    assert dict(eerste.headers) == dict(later.headers)


@pytest.fixture(scope="module")
def alles(maak: Callable[..., FastAPI]) -> TestClient:
    """A client of an application with every part."""
    app = maak()
    app.state.delen.laad_alle()
    return TestClient(app)


def test_many_first_requests_at_once_bring_a_part_in_once(maak: Callable[..., FastAPI]) -> None:
    app = maak()
    with TestClient(app) as client, ThreadPoolExecutor(16) as tegelijk:
        statussen = list(tegelijk.map(lambda pad: client.get(pad).status_code, ["/v1/crss", "/v1/rmc-regios"] * 24))
    assert set(statussen) == {200}
    assert len(app.router.routes) == len(maak().router.routes) + 2


def test_a_part_that_cannot_be_imported_is_tried_again(
    maak: Callable[..., FastAPI], monkeypatch: pytest.MonkeyPatch
) -> None:
    with TestClient(maak()) as client:
        with monkeypatch.context() as stuk:
            stuk.setattr(importlib, "import_module", _weigert)
            assert client.get("/v1/crss").status_code == 500
        assert client.get("/v1/crss").status_code == 200


def _weigert(naam: str) -> None:
    raise ImportError(naam)
