"""What every test shares: the markers for what a machine may lack, and what happens without it.

``editie`` and ``stand`` are the compiled edition of the real facts, made once per run.
A test marked ``postgis``, ``browser``, ``bronnen``, ``kantoor`` or ``node`` is skipped where that is not at hand, and
fails instead when ``REGIO_EIS_ALLES=1`` (as in ``.ci/run``), also when it skips for a reason of its own.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from regio.bronnen.lezen import lees_feiten
from regio.gebieden.officieel import lees_officieel
from regio.gebieden.schets import maak_schets
from regio.gebieden.vlakken import Vlakken
from regio.stand.compileren import compileer
from regio.stand.stand import Stand

REPO = Path(__file__).resolve().parent.parent
# The same examples in every run, and none with a limit of time: a failure is one of the code, not of the machine.
# Before any test is read: its own settings add to these. --hypothesis-profile=default looks for other examples.
settings.load_profile("ci")
# Hypothesis also tries constants of the modules that are loaded: which those are depends on what ran before.
providers._get_local_constants = Constants
# REGIO_BRONNEN is a setting of the service too: under its own name the tests would all load the
# official borders. Workers of pytest-xdist inherit the other name.
if "REGIO_BRONNEN" in os.environ:
    os.environ["REGIO_TEST_BRONNEN"] = os.environ.pop("REGIO_BRONNEN")


def _bronnen_aanwezig() -> bool:
    map_ = os.environ.get("REGIO_TEST_BRONNEN", "")
    return bool(map_) and any(Path(map_).glob("*.gpkg"))


def _node_aanwezig() -> bool:
    return shutil.which("node") is not None and (REPO / "node_modules/oidc-provider").is_dir()


NODIG: dict[str, tuple[Callable[[], bool], str]] = {
    "postgis": (lambda: bool(os.environ.get("REGIO_TEST_POSTGIS_URL")), "REGIO_TEST_POSTGIS_URL is not set"),
    "browser": (lambda: shutil.which("chromium") is not None, "no chromium on the path"),
    "kantoor": (lambda: shutil.which("soffice") is not None, "no soffice (LibreOffice Calc) on the path"),
    "node": (_node_aanwezig, "no node on the path, or no packages: npm ci"),
    "bronnen": (_bronnen_aanwezig, "REGIO_BRONNEN names no folder with GeoPackages"),
}


def eis_alles() -> bool:
    """Whether a test that lacks what it needs must fail."""
    return os.environ.get("REGIO_EIS_ALLES") == "1"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or fail, a marked test on a machine without what its marker names."""
    for merk, (aanwezig, reden) in NODIG.items():
        if item.get_closest_marker(merk) and not aanwezig():
            pytest.skip(reden)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn every skip of a marked test into a failure under ``REGIO_EIS_ALLES=1``."""
    verslag = yield
    if verslag.skipped and eis_alles() and any(item.get_closest_marker(merk) for merk in NODIG):
        verslag.outcome = "failed"
        verslag.longrepr = f"must not be skipped here: {verslag.longrepr}"
    return verslag


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root folder of the repository."""
    return REPO


@pytest.fixture(scope="session")
def bronnenmap() -> Path:
    """The folder with the official GeoPackages, for tests marked ``bronnen``."""
    return Path(os.environ["REGIO_TEST_BRONNEN"])


@pytest.fixture(scope="session")
def officieel(bronnenmap: Path, tmp_path_factory: pytest.TempPathFactory) -> Vlakken:
    """The official borders through the gate, made once per run: for tests marked ``bronnen``."""
    eigen = tmp_path_factory.getbasetemp()
    doel = (eigen.parent if "PYTEST_XDIST_WORKER" in os.environ else eigen) / "officieel.pickle"
    with doel.with_suffix(".slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not doel.exists():
            doel.write_bytes(pickle.dumps(lees_officieel(bronnenmap, lees_feiten(REPO / "data"), lambda _: None)))
        uit: Vlakken = pickle.loads(doel.read_bytes())
    return uit


@pytest.fixture(scope="session")
def editie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled edition of the real facts; the workers of pytest-xdist wait for one and the same.

    ``REGIO_TEST_EDITIE`` names one that was compiled before, for who runs a few tests often.
    """
    if klaar := os.environ.get("REGIO_TEST_EDITIE"):
        return Path(klaar)
    eigen = tmp_path_factory.getbasetemp()
    doel = (eigen.parent if "PYTEST_XDIST_WORKER" in os.environ else eigen) / "echt.regio"
    with doel.with_suffix(".slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not doel.exists():
            feiten = lees_feiten(REPO / "data")
            compileer(feiten, maak_schets(feiten), doel)
    return doel


@pytest.fixture(scope="session")
def stand(editie: Path) -> Stand:
    """That edition, opened."""
    return Stand.open(editie)
