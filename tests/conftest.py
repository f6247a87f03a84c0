"""What every test shares: the markers for what a machine may lack, and what happens without it.

A test marked ``postgis``, ``browser`` or ``bronnen`` is skipped where that is not at hand, and fails
instead when ``REGIO_EIS_ALLES=1`` (as in ``.ci/run``), also when it skips for a reason of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent


def _bronnen_aanwezig() -> bool:
    map_ = os.environ.get("REGIO_BRONNEN", "")
    return bool(map_) and any(Path(map_).glob("*.gpkg"))


NODIG: dict[str, tuple[Callable[[], bool], str]] = {
    "postgis": (lambda: bool(os.environ.get("REGIO_TEST_POSTGIS_URL")), "REGIO_TEST_POSTGIS_URL is not set"),
    "browser": (lambda: shutil.which("chromium") is not None, "no chromium on the path"),
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
