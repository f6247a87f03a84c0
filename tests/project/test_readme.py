"""Every setting, command and path of the API stands in the README or in docs/.

Expected of the code: settings are the fields of ``Instellingen``, with the prefix ``REGIO_``; ``regio.cli.app``
is the ``typer.Typer``; ``api.app.maak_app(instellingen, houder=…)`` gives the FastAPI app.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from regio.instellingen import Instellingen

REPO = Path(__file__).resolve().parents[2]
# Served, and not described by the document: the document itself and the page that shows it.
BUITEN_SCHEMA = {"/v1/openapi.json", "/v1/docs"}
_INSTELLING = re.compile(r"\bREGIO_[A-Z][A-Z_]*[A-Z]\b")


@pytest.fixture(scope="module")
def documentatie() -> str:
    bladen = [REPO / "README.md", *sorted((REPO / "docs").rglob("*.md"))]
    return "\n".join(blad.read_text(encoding="utf-8") for blad in bladen)


def _bestanden(*mappen: str) -> list[Path]:
    return sorted(p for deel in mappen for p in (REPO / deel).rglob("*.py"))


def _instellingen() -> set[str]:
    return {f"REGIO_{veld.name.upper()}" for veld in fields(Instellingen)}


def _opdrachten() -> Iterator[str]:
    """``regio zoek``, ``regio data laad`` …: every command without subcommands."""
    typer = importlib.import_module("typer")
    cli = importlib.import_module("regio.cli")

    def loop(opdracht: Any, pad: str) -> Iterator[str]:
        onder = getattr(opdracht, "commands", {})
        for naam, sub in onder.items():
            yield from loop(sub, f"{pad} {naam}")
        if not onder:
            yield pad

    yield from loop(typer.main.get_command(cli.app), "regio")


def _paden(map_: Path) -> set[str]:
    # The document does not depend on an edition, so none is loaded for it.
    geen_editie: Any = object()
    maak_app = importlib.import_module("api.app").maak_app
    app = maak_app(Instellingen(var=map_, geocoder="geen"), houder=geen_editie)
    return set(app.openapi()["paths"])


def test_every_setting_is_documented(documentatie: str) -> None:
    assert sorted(_instellingen() - set(_INSTELLING.findall(documentatie))) == []


def test_every_documented_setting_exists(documentatie: str) -> None:
    bekend = _instellingen()
    for bestand in [*_bestanden("tests"), REPO / ".ci/run"]:
        bekend |= set(_INSTELLING.findall(bestand.read_text(encoding="utf-8")))
    assert sorted(set(_INSTELLING.findall(documentatie)) - bekend) == []


def test_every_command_is_documented(documentatie: str) -> None:
    opdrachten = set(_opdrachten())
    assert {"regio zoek", "regio bulk", "regio start", "regio data controleer"} <= opdrachten
    assert sorted(opdracht for opdracht in opdrachten if opdracht not in documentatie) == []


def test_every_path_is_documented(documentatie: str, tmp_path: Path) -> None:
    paden = _paden(tmp_path)
    assert "/v1/postcodes/{postcode}" in paden
    assert sorted(pad for pad in paden if not re.search(rf"{re.escape(pad)}(?![\w/{{])", documentatie)) == []


def test_every_documented_path_exists(documentatie: str, tmp_path: Path) -> None:
    genoemd = set(re.findall(r"`(?:GET|POST) (/[^`\s]*)`", documentatie)) - BUITEN_SCHEMA
    assert len(genoemd) > 15
    assert sorted(genoemd - _paden(tmp_path)) == []


def test_examples_of_the_readme_each_write_a_file_of_their_own() -> None:
    tekst = (REPO / "README.md").read_text(encoding="utf-8")
    namen = re.findall(r"(?m)^regio .*--uit (\S+)", tekst)
    assert len(namen) > 5 and sorted(set(namen)) == sorted(namen)


def test_the_readme_names_the_two_commands_first() -> None:
    tekst = (REPO / "README.md").read_text(encoding="utf-8")
    assert tekst.index("make start") < tekst.index("docker compose")
    assert re.findall(r"(?m)^make (\w+)", tekst)[:2] == ["start", "test"]
