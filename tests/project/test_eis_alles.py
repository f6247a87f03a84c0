"""Under REGIO_EIS_ALLES=1 a test that lacks what it needs fails; otherwise it is skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
PROEF = """
import pytest

@pytest.mark.postgis
def test_needs_a_database():
    pass

@pytest.mark.bronnen
def test_gives_up_by_itself():
    pytest.skip("not today")

def test_needs_nothing():
    pytest.skip("allowed")
"""


def _draai(map_: Path, eis: str) -> subprocess.CompletedProcess[str]:
    (map_ / "conftest.py").write_text((REPO / "tests/conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (map_ / "test_proef.py").write_text(PROEF, encoding="utf-8")
    (map_ / "kaart.gpkg").touch()
    omgeving = {k: v for k, v in os.environ.items() if not k.startswith(("REGIO_", "PYTEST_"))}
    opdracht = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    opdracht += ["-c", str(REPO / "pyproject.toml"), "--rootdir", str(map_), str(map_)]
    return subprocess.run(
        opdracht,
        env={**omgeving, "REGIO_EIS_ALLES": eis, "REGIO_BRONNEN": str(map_)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.mark.parametrize(("eis", "slot", "code"), [("0", "3 skipped", 0), ("1", "1 failed, 1 skipped, 1 error", 1)])
def test_missing_parts_are_skipped_or_fail(tmp_path: Path, eis: str, slot: str, code: int) -> None:
    klaar = _draai(tmp_path, eis)
    assert slot in klaar.stdout, klaar.stdout + klaar.stderr
    assert klaar.returncode == code
