"""Every setting, command and path of the API stands in the README or in docs/.

Expected of the code: settings are fields of a pydantic ``BaseSettings`` class with prefix ``REGIO_``;
the module ``regio.cli`` holds its ``typer.Typer``; ``api.app.maak_app(instellingen)`` gives the FastAPI app.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

REPO = Path(__file__).resolve().parents[2]
DELEN = ("regio", "kaarten", "api")
_INSTELLING = re.compile(r"\bREGIO_[A-Z][A-Z_]*[A-Z]\b")


@pytest.fixture(scope="module")
def documentatie() -> str:
    bladen = [REPO / "README.md", *sorted((REPO / "docs").rglob("*.md"))]
    return "\n".join(blad.read_text(encoding="utf-8") for blad in bladen)


def _bestanden(*mappen: str) -> list[Path]:
    return sorted(p for deel in mappen for p in (REPO / deel).rglob("*.py"))


def _instellingklassen() -> Iterator[tuple[Path, ast.ClassDef]]:
    """Every class that derives from BaseSettings, with its file."""
    for bestand in _bestanden(*DELEN):
        for knoop in ast.walk(ast.parse(bestand.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.ClassDef) and any("BaseSettings" in ast.unparse(b) for b in knoop.bases):
                yield bestand, knoop


def _instellingen() -> set[str]:
    velden = (v for _, klasse in _instellingklassen() for v in klasse.body if isinstance(v, ast.AnnAssign))
    namen = {ast.unparse(veld.target) for veld in velden}
    return {f"REGIO_{naam.upper()}" for naam in namen if not naam.startswith(("_", "model_config"))}


def _opdrachten() -> Iterator[str]:
    """``regio zoek``, ``regio data laad`` …: every command without subcommands."""
    typer = importlib.import_module("typer")
    cli = importlib.import_module("regio.cli")
    apps = [waarde for waarde in vars(cli).values() if isinstance(waarde, typer.Typer)]
    assert apps, "regio.cli holds no typer.Typer"

    def loop(opdracht: Any, pad: str) -> Iterator[str]:
        onder = getattr(opdracht, "commands", {})
        for naam, sub in onder.items():
            yield from loop(sub, f"{pad} {naam}")
        if not onder:
            yield pad

    for app in apps:
        yield from loop(typer.main.get_command(app), "regio")


def _paden(map_: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    monkeypatch.setenv("REGIO_VAR", str(map_))
    bestand, klasse = next(_instellingklassen())
    module = importlib.import_module(".".join(bestand.relative_to(REPO).with_suffix("").parts))
    app = importlib.import_module("api.app").maak_app(getattr(module, klasse.name)())
    paden: dict[str, Any] = app.openapi()["paths"]
    return set(paden)


def test_every_setting_is_documented(documentatie: str) -> None:
    namen = _instellingen()
    assert namen, "no settings found"
    assert sorted(namen - set(_INSTELLING.findall(documentatie))) == []


def test_every_documented_setting_exists(documentatie: str) -> None:
    bekend = _instellingen()
    for bestand in [*_bestanden("tests"), REPO / ".ci/run"]:
        bekend |= set(_INSTELLING.findall(bestand.read_text(encoding="utf-8")))
    assert sorted(set(_INSTELLING.findall(documentatie)) - bekend) == []


def test_every_command_is_documented(documentatie: str) -> None:
    opdrachten = set(_opdrachten())
    assert {"regio zoek", "regio bulk", "regio start", "regio data controleer"} <= opdrachten
    assert sorted(opdracht for opdracht in opdrachten if opdracht not in documentatie) == []


def test_every_path_is_documented(documentatie: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paden = _paden(tmp_path, monkeypatch)
    assert "/v1/postcodes/{postcode}" in paden
    assert sorted(pad for pad in paden if not re.search(rf"{re.escape(pad)}(?![\w/{{])", documentatie)) == []


def test_the_readme_names_the_two_commands_first() -> None:
    tekst = (REPO / "README.md").read_text(encoding="utf-8")
    assert tekst.index("make start") < tekst.index("docker compose")
    assert re.findall(r"(?m)^make (\w+)", tekst)[:2] == ["start", "test"]
