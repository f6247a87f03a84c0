"""After a swap nothing keeps the edition that was served before: a service that is swapped daily does not grow."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api import app as dienst
from api import geheugen
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand
from regio.stand.wijzer import Wijzer, lees_wijzer, zet_wijzer
from tests.api.conftest import handelingen
from tests.api.scenarioproef import ANDERE_ZET, ZET, Proef, maak_database

MaakClient = Callable[..., TestClient]
BLADEN = (
    *("/", "/overzicht", "/overzicht?sector=VO&peildatum=2020-01-01", "/kaarten", "/kaarten/gemeente/GM1730?vorm=png"),
    *("/congruentie", "/congruentie/rapport", "/congruentie/regios.csv", "/congruentie/kaart.json"),
    *("/overleg", "/overleg/tafels.csv", "/gemeenten/GM1730", "/samenwerkingsverbanden/PO2203"),
    *("/herindelingen", "/herindelingen/lijst.csv", "/herindelingen/toets"),
)


def _vraag_alles(proef: Proef) -> None:
    """One question of every kind: every open operation of the API, the pages, and a scenario."""
    for handeling in handelingen():
        if "security" not in handeling.spec:
            assert handeling.doe(proef.client).status_code < 500, handeling.sjabloon
    for pad in BLADEN:
        assert proef.client.get(pad).status_code == 200, pad
    token = proef.token("anna")
    eigen = f"/v1/scenarios/{proef.maak(token, ZET).json()['id']}"
    for deel in ("effecten", "bevindingen", "kaart", "geopakket", "tabel", "regeling"):
        assert proef.vraag("GET", f"{eigen}/{deel}", token).status_code == 200, deel
    lijf = {"zetten": [ANDERE_ZET]}
    assert proef.vraag("POST", f"{eigen}/_probeer", token, json=lijf).status_code == 200


def _wijzer(var: Path) -> Wijzer:
    wijzer = lees_wijzer(var)
    assert wijzer is not None
    return wijzer


def _wissel(var: Path, houder: Standhouder) -> weakref.ref[Stand]:
    """Swap to the same file under another name of its edition; gives what was served till then."""
    oud, wijzer = weakref.ref(houder.stand), _wijzer(var)
    kopie = var / wijzer.bestand.replace(".regio", "-2.regio")
    kopie.hardlink_to(var / wijzer.bestand)
    zet_wijzer(var, replace(wijzer, bestand=str(kopie.relative_to(var))))
    assert houder.herlaad()
    return oud


class Kring:
    """Something that only the collector can take away, as a Stand is."""

    def __init__(self) -> None:
        self.zelf = self


class Wisselaar:
    """Holds something that is replaced at the first look; the second ends the looking."""

    def __init__(self) -> None:
        self.stand, self._gekeken = Kring(), False

    def herlaad(self) -> bool:
        """Swap."""
        if self._gekeken:
            raise asyncio.CancelledError
        self.stand, self._gekeken = Kring(), True
        return True


@pytest.fixture
def bevroren() -> Iterator[Callable[[], None]]:
    """Sets apart what is there, as a server does at its start; only for one test."""
    yield geheugen.bevries
    gc.unfreeze()


def test_the_old_edition_is_gone_after_a_swap(var: Path, tmp_path: Path, maak_client: MaakClient) -> None:
    engine = maak_database(f"sqlite:///{tmp_path / 'regio.db'}")
    houder = Standhouder(var)
    proef = Proef(maak_client(houder=houder, database_url=f"{engine.url}"), engine)
    _vraag_alles(proef)
    oud = _wissel(var, houder)
    gc.collect()
    assert oud() is None
    engine.dispose()


def test_an_edition_that_was_opened_beside_it_goes_too(var: Path, tmp_path: Path) -> None:
    houder = Standhouder(var)
    houder._vorige = Stand.open(var / _wijzer(var).bestand)
    ernaast = weakref.ref(houder._vorige)
    _wissel(var, houder)
    gc.collect()
    assert ernaast() is None


def test_what_was_there_at_the_start_goes_when_no_request_uses_it(bevroren: Callable[[], None]) -> None:
    in_gebruik: list[Any] = [Kring()]
    oud = weakref.ref(in_gebruik[0])
    bevroren()
    assert geheugen.ruim_op([oud]) == [oud]
    in_gebruik.clear()
    assert geheugen.ruim_op([oud]) == []
    assert oud() is None


def test_the_service_lets_go_by_itself(monkeypatch: pytest.MonkeyPatch, bevroren: Callable[[], None]) -> None:
    monkeypatch.setattr(dienst, "HERLAAD_S", 0)
    houder: Any = Wisselaar()
    oud = weakref.ref(houder.stand)
    bevroren()
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(dienst._volg(houder))
    assert oud() is None
