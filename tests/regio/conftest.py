"""The real facts and a drawn small country, read and built once for the tests of the core."""

from __future__ import annotations

from pathlib import Path

import pytest

from regio.bronnen.lezen import lees_feiten
from regio.bronnen.rijen import Feiten
from regio.gebieden.vlakken import OFFICIEEL, Vlakken
from regio.schijf import sha256_van
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.stand import BESTANDEN, Stand
from regio.stand.toestanden import Opbouw
from regio.stand.wijzer import Wijzer, zet_wijzer
from tests.regio.mini import mini_nederland
from tests.regio.minigrond import minigrond


@pytest.fixture(scope="session")
def feiten(repo: Path) -> Feiten:
    """The fact tables of ``data/``."""
    return lees_feiten(repo / "data")


@pytest.fixture(scope="session")
def opbouw(feiten: Feiten) -> Opbouw:
    """What is derived from them."""
    return Opbouw(feiten)


@pytest.fixture(scope="session")
def mini() -> Feiten:
    """The drawn mini-Nederland of ``tests/regio/mini.py``."""
    return mini_nederland()


@pytest.fixture(scope="session")
def mini_opbouw(mini: Feiten) -> Opbouw:
    """What is derived from mini-Nederland."""
    return Opbouw(mini)


@pytest.fixture(scope="session")
def mini_stand(mini_opbouw: Opbouw) -> Stand:
    """The Stand over mini-Nederland and its sketch, compiled in memory, without maps."""
    return _in_geheugen(mini_opbouw, minigrond(mini_opbouw.feiten))


@pytest.fixture(scope="session")
def mini_officieel(mini_opbouw: Opbouw) -> Stand:
    """The same with official borders."""
    return _in_geheugen(mini_opbouw, minigrond(mini_opbouw.feiten, OFFICIEEL))


def _in_geheugen(opbouw: Opbouw, vlakken: Vlakken) -> Stand:
    return Stand(Sectiebestand(memoryview(inhoud(secties_van(opbouw, vlakken)))))


@pytest.fixture(scope="session")
def staatmap(editie: Path, stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder (``REGIO_VAR``) in which the real facts are loaded; only to be read."""
    var = tmp_path_factory.mktemp("var")
    (var / "edities").mkdir()
    (var / "edities" / "echt.regio").symlink_to(editie)
    (var / "edities" / BESTANDEN).symlink_to(editie.parent / BESTANDEN)
    zet_wijzer(var, Wijzer(stand.editie, "edities/echt.regio", sha256_van(editie)))
    return var
