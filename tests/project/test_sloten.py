"""The lock files: everything pinned, everything hashed, no addresses."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

REPO = Path(__file__).resolve().parents[2]
SLOTEN = ("requirements.txt", "requirements-dev.txt")
DELEN = ("regio", "kaarten", "api")
# Chosen by name at run time: the server's loop and parser, and the driver in the URL of the database.
BIJ_NAAM = {"uvloop", "httptools", "psycopg"}
# Module -> package, where the names differ.
ANDERE_NAAM = {"pil": "pillow"}
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==(\S+)")


def _genormeerd(naam: str) -> str:
    return re.sub(r"[-_.]+", "-", naam).lower()


def _regels(slot: str) -> list[str]:
    """Logical lines: a requirement with its hashes is one."""
    tekst = (REPO / slot).read_text(encoding="utf-8").replace("\\\n", " ")
    return [regel for regel in tekst.splitlines() if regel.strip() and not regel.lstrip().startswith("#")]


def _pins(slot: str) -> dict[str, str]:
    gevonden = (_PIN.match(regel) for regel in _regels(slot))
    return {_genormeerd(m[1]): m[2] for m in gevonden if m}


def _project() -> dict[str, Any]:
    return tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]  # type: ignore[no-any-return]


def _ingevoerd() -> set[str]:
    """Top-level modules that the code imports and that are neither its own nor Python's."""
    knopen = [
        k for deel in DELEN for p in (REPO / deel).rglob("*.py") for k in ast.walk(ast.parse(p.read_text("utf-8")))
    ]
    namen = {a.name for k in knopen if isinstance(k, ast.Import) for a in k.names}
    namen |= {k.module for k in knopen if isinstance(k, ast.ImportFrom) and k.module and not k.level}
    return {naam.split(".")[0] for naam in namen} - set(sys.stdlib_module_names) - set(DELEN)


@pytest.mark.parametrize("slot", SLOTEN)
def test_every_requirement_is_pinned_and_hashed(slot: str) -> None:
    regels = _regels(slot)
    assert len(regels) > 20
    assert [regel for regel in regels if not _PIN.match(regel) or "--hash=sha256:" not in regel] == []


@pytest.mark.parametrize("slot", SLOTEN)
def test_a_lock_names_no_address_and_no_folder(slot: str) -> None:
    tekst = (REPO / slot).read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*(-i|-f|--\w*-?index-url|--find-links|--trusted-host)\b", tekst, re.MULTILINE)
    assert not re.search(r"(?m)[ =]/\w+/", tekst)


def test_the_development_lock_holds_the_same_versions() -> None:
    start, ontwikkeling = (_pins(slot) for slot in SLOTEN)
    assert {naam: ontwikkeling.get(naam) for naam in start} == start


@pytest.mark.parametrize(("slot", "extra"), [(SLOTEN[0], ()), (SLOTEN[1], ("dev",))])
def test_every_direct_dependency_is_in_the_lock(slot: str, extra: tuple[str, ...]) -> None:
    project = _project()
    wensen = project["dependencies"] + [w for naam in extra for w in project["optional-dependencies"][naam]]
    namen = {_genormeerd(re.split(r"[\[<>=!~; ]", wens)[0]) for wens in wensen}
    assert namen <= set(_pins(slot))


def test_what_is_declared_is_imported_and_the_other_way_round() -> None:
    wensen = {_genormeerd(re.split(r"[\[<>=!~; ]", wens)[0]) for wens in _project()["dependencies"]}
    assert wensen - BIJ_NAAM == {ANDERE_NAAM.get(naam, naam) for naam in map(_genormeerd, _ingevoerd())}


def test_setuptools_is_locked_because_the_project_is_built_without_network() -> None:
    assert "setuptools" in _pins("requirements.txt")


def test_npm_lock_has_hashes_and_no_addresses() -> None:
    slot = json.loads((REPO / "package-lock.json").read_text(encoding="utf-8"))
    pakketten = {naam: p for naam, p in slot["packages"].items() if naam}
    assert {"node_modules/swagger-ui-dist", "node_modules/axe-core"} <= set(pakketten)
    assert [naam for naam, p in pakketten.items() if not p.get("integrity", "").startswith("sha512-")] == []
    assert [naam for naam, p in pakketten.items() if "resolved" in p] == []


def test_npm_dependencies_are_exact() -> None:
    pakket = json.loads((REPO / "package.json").read_text(encoding="utf-8"))
    versies = [*pakket["dependencies"].values(), *pakket["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", versie) for versie in versies)


def test_install_scripts_of_others_never_run() -> None:
    assert "ignore-scripts=true" in (REPO / ".npmrc").read_text(encoding="utf-8").splitlines()
