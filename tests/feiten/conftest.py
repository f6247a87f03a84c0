"""The real facts, read and built once for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from regio.bronnen.lezen import lees_feiten
from regio.bronnen.rijen import Feiten
from regio.stand.toestanden import Opbouw


@pytest.fixture(scope="session")
def feiten(repo: Path) -> Feiten:
    """The fact tables of ``data/``."""
    return lees_feiten(repo / "data")


@pytest.fixture(scope="session")
def opbouw(feiten: Feiten) -> Opbouw:
    """What is derived from them."""
    return Opbouw(feiten)
