"""Facts to write in, and a version as the scenario with all its moves would print it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def gegevens(repo: Path, tmp_path: Path) -> Path:
    """A copy of the facts, to be changed."""
    return Path(shutil.copytree(repo / "data", tmp_path / "gegevens"))
