"""The shape of the code: which part may import which, and how long things get."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
DELEN = ("regio", "kaarten", "api")
MAX_REGELS = 400
DATABANK = {"sqlalchemy", "geoalchemy2", "alembic"}
# Package -> top-level modules it must never name. Imports run one way: regio <- kaarten <- api.
VERBODEN = {
    "regio": {"fastapi", "starlette", "folium", "kaarten", "api"},
    "kaarten": {"fastapi", "starlette", "api"} | DATABANK,
    "api": {"folium"} | DATABANK,
}


def _bestanden(*mappen: str) -> list[Path]:
    return sorted(p for deel in mappen for p in (REPO / deel).rglob("*.py"))


def _naam(bestand: Path) -> str:
    return bestand.relative_to(REPO).as_posix()


def ingevoerd(bron: str) -> Iterator[str]:
    """Top-level names that a source text imports, anywhere in it."""
    for knoop in ast.walk(ast.parse(bron)):
        if isinstance(knoop, ast.Import):
            yield from (alias.name.split(".")[0] for alias in knoop.names)
        elif isinstance(knoop, ast.ImportFrom) and knoop.level == 0 and knoop.module:
            yield knoop.module.split(".")[0]


def overtredingen(pad: str, bron: str) -> set[str]:
    """What the file at ``pad`` (from the root, with slashes) imports and may not."""
    verboden = set(VERBODEN[pad.split("/", maxsplit=1)[0]])
    if pad.startswith("regio/") and not pad.startswith("regio/opslag/"):
        verboden |= DATABANK
    return verboden & set(ingevoerd(bron))


def functielengtes(bron: str) -> list[int]:
    """Lines of every function in a source text, from its ``def`` to its end."""
    soorten = (ast.FunctionDef, ast.AsyncFunctionDef)
    knopen = (k for k in ast.walk(ast.parse(bron)) if isinstance(k, soorten))
    return [(k.end_lineno or k.lineno) - k.lineno + 1 for k in knopen]


@pytest.mark.parametrize("bestand", _bestanden(*DELEN), ids=_naam)
def test_imports_run_one_way(bestand: Path) -> None:
    assert not overtredingen(_naam(bestand), bestand.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("pad", "bron", "fout"),
    [
        ("regio/zoeken/x.py", "from fastapi import FastAPI", {"fastapi"}),
        ("regio/zoeken/x.py", "def f():\n    import sqlalchemy.orm", {"sqlalchemy"}),
        ("regio/opslag/x.py", "import sqlalchemy.orm", set()),
        ("regio/cli/x.py", "import api.app", {"api"}),
        ("kaarten/x.py", "from api.app import maak_app", {"api"}),
        ("api/app.py", "from regio.stand import Stand\nimport fastapi", set()),
    ],
)
def test_a_wrong_import_is_seen(pad: str, bron: str, fout: set[str]) -> None:
    assert overtredingen(pad, bron) == fout


@pytest.mark.parametrize("bestand", _bestanden(*DELEN, "tests"), ids=_naam)
def test_no_file_is_too_long(bestand: Path) -> None:
    assert len(bestand.read_text(encoding="utf-8").splitlines()) <= MAX_REGELS


def test_functions_are_short() -> None:
    lengtes = [n for p in _bestanden(*DELEN) for n in functielengtes(p.read_text(encoding="utf-8"))]
    assert statistics.median(lengtes) <= 12
    assert statistics.quantiles(lengtes, n=10)[-1] <= 30


def test_function_length_counts_from_def_to_end() -> None:
    assert functielengtes("@d\ndef f():\n    a = 1\n\n    return a\n") == [4]
