"""A factory of clients of the real application over the real edition, with nothing outside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import maak_app
from regio.adressen import GeenGeocoder, Geocoder
from regio.instellingen import Instellingen
from regio.schijf import sha256_van
from regio.stand.houder import Standhouder
from regio.stand.stand import BESTANDEN, Stand
from regio.stand.wijzer import EDITIES, Wijzer, zet_wijzer
from tests.api.scenarioproef import Proef, maak_database

RUIM = 1_000_000  # questions per minute: no test meets the bound that does not look for it

MaakApp = Callable[..., FastAPI]
MaakClient = Callable[..., TestClient]


@pytest.fixture(scope="session")
def maak(stand: Stand) -> MaakApp:
    """Makes an application over the real edition; by default it finds no addresses and has no bound."""

    def maak_een(
        geocoder: Geocoder | None = None, limiet: int = RUIM, houder: Standhouder | None = None, **anders: str
    ) -> FastAPI:
        instellingen = Instellingen(var=Path("bestaat-niet"), geocoder="geen", limiet=limiet, **anders)  # type: ignore[arg-type]
        houder = houder or Standhouder(instellingen.var, stand)
        return maak_app(instellingen, houder=houder, geocoder=geocoder or GeenGeocoder())

    return maak_een


@pytest.fixture(scope="session")
def maak_client(maak: MaakApp) -> Iterator[MaakClient]:
    """Makes a client of such an application. An error that is not handled fails the test."""
    with ExitStack() as open_:

        def maak_een(**opties: Any) -> TestClient:
            return open_.enter_context(TestClient(maak(**opties), follow_redirects=False))

        yield maak_een


@pytest.fixture(scope="session")
def client(maak_client: MaakClient) -> TestClient:
    """A client for tests that change nothing; it keeps no state between questions."""
    return maak_client()


@pytest.fixture(scope="module")
def proef(maak_client: MaakClient, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proef]:
    """An application with users of every role, on SQLite."""
    engine = maak_database(f"sqlite:///{tmp_path_factory.mktemp('proef') / 'regio.db'}")
    yield Proef(maak_client(database_url=f"{engine.url}"), engine)
    engine.dispose()


@pytest.fixture(scope="module")
def token(proef: Proef) -> str:
    """A token of anna, who is bewerker."""
    return proef.token("anna")


@pytest.fixture(scope="session")
def openapi(maak: MaakApp) -> dict[str, Any]:
    """The OpenAPI document, as a client reads it."""
    gelezen: dict[str, Any] = json.loads(json.dumps(maak().openapi()))
    return gelezen


def activeer(var: Path, bestand: Path) -> Wijzer:
    """Make a compiled edition the active one of a state folder, without a database."""
    (var / EDITIES).mkdir(parents=True, exist_ok=True)
    if not (var / EDITIES / BESTANDEN).exists():
        (var / EDITIES / BESTANDEN).symlink_to(bestand.parent / BESTANDEN)
    naam = f"{EDITIES}/{bestand.name}"
    if not (var / naam).exists():
        (var / naam).hardlink_to(bestand)
    stand = Stand.open(bestand)
    wijzer = Wijzer(stand.editie, naam, sha256_van(bestand), stand.meta["maker"])
    zet_wijzer(var, wijzer)
    return wijzer


@pytest.fixture
def var(tmp_path: Path, editie: Path) -> Path:
    """A state folder in which the real edition is active."""
    activeer(tmp_path, editie)
    return tmp_path


@pytest.fixture(scope="session")
def activeer_editie() -> Callable[[Path, Path], Wijzer]:
    """Gives ``activeer``."""
    return activeer


@dataclass(frozen=True)
class Handeling:
    """One operation of the OpenAPI, with the request that its own examples make: JSON, or CSV as ``tekst``."""

    methode: str
    sjabloon: str
    spec: dict[str, Any]
    lijf: Any
    tekst: str | None = None

    @property
    def opties(self) -> dict[str, Any]:
        """The body of that request, as a client of HTTP takes it."""
        if self.tekst is not None:
            return {"content": self.tekst, "headers": {"content-type": "text/csv"}}
        return {} if self.lijf is None else {"json": self.lijf}

    @property
    def pad(self) -> str:
        """The path with every parameter replaced by its example."""
        return self.pad_met()

    def pad_met(self, **anders: str) -> str:
        """That path with other values for some of its parameters."""
        return self.sjabloon.format(**{**self._voorbeelden("path"), **anders})

    @property
    def vraag(self) -> dict[str, str]:
        """The examples of the query parameters."""
        return {naam: str(waarde) for naam, waarde in self._voorbeelden("query").items()}

    def velden(self, plek: str) -> list[str]:
        """The names of the parameters in ``path`` or ``query``."""
        return [een["name"] for een in self.spec.get("parameters", ()) if een["in"] == plek]

    def doe(self, client: TestClient, **anders: Any) -> httpx2.Response:
        """Ask with the examples; ``anders`` replaces parts of the request."""
        verzoek: dict[str, Any] = {"method": self.methode, "url": self.pad, "params": self.vraag}
        if self.lijf is not None and "content" not in anders:
            verzoek["json"] = self.lijf
        return client.request(**{**verzoek, **anders})

    def _voorbeelden(self, plek: str) -> dict[str, Any]:
        velden = [een for een in self.spec.get("parameters", ()) if een["in"] == plek]
        return {een["name"]: een["schema"]["examples"][0] for een in velden if "examples" in een["schema"]}


def handelingen() -> list[Handeling]:
    """Every operation of the OpenAPI; the document needs no edition."""
    instellingen = Instellingen(var=Path("bestaat-niet"), geocoder="geen")
    houder = Standhouder(instellingen.var, Mock(spec=Stand))
    document = maak_app(instellingen, houder=houder, geocoder=GeenGeocoder()).openapi()
    modellen = document["components"]["schemas"]
    uit = []
    for sjabloon, pad in document["paths"].items():
        for methode, spec in pad.items():
            lijf, inhoud = None, spec.get("requestBody", {}).get("content", {})
            if "application/json" in inhoud:
                lijf = modellen[inhoud["application/json"]["schema"]["$ref"].rpartition("/")[2]]["example"]
            uit.append(Handeling(methode.upper(), sjabloon, spec, lijf, inhoud.get("text/csv", {}).get("example")))
    return uit


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for ``handeling`` once for every open operation, ``beveiligd`` for those with a token."""
    for naam, met_token in (("handeling", False), ("beveiligd", True)):
        if naam in metafunc.fixturenames:
            alle = [een for een in handelingen() if ("security" in een.spec) is met_token]
            metafunc.parametrize(naam, alle, ids=[f"{een.methode} {een.sjabloon}" for een in alle])
