"""The papers around the code: licence, publiccode.yml, changelog, decisions, CI script."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

REPO = Path(__file__).resolve().parents[2]
PAPIEREN = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "publiccode.yml", ".editorconfig")

# Links to files; not to other sites or to a heading.
_VERWIJZING = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def _tekst(naam: str) -> str:
    return (REPO / naam).read_text(encoding="utf-8")


def _versie() -> str:
    gevonden = re.search(r'__version__ = "([^"]+)"', _tekst("regio/__init__.py"))
    assert gevonden
    return gevonden[1]


@pytest.fixture(scope="module")
def publiccode() -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load(_tekst("publiccode.yml"))
    return inhoud


@pytest.mark.parametrize("naam", PAPIEREN)
def test_paper_exists_and_ends_with_a_newline(naam: str) -> None:
    assert _tekst(naam).endswith("\n")


def test_licence_is_the_whole_eupl() -> None:
    tekst = _tekst("LICENSE")
    assert tekst.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [int(n) for n in re.findall(r"(?m)^(\d+)\.\s?[A-Z]", tekst)] == list(range(1, 16))
    assert "Appendix" in tekst


def test_licence_is_the_same_everywhere(publiccode: dict[str, Any]) -> None:
    project = tomllib.loads(_tekst("pyproject.toml"))["project"]
    assert project["license"] == publiccode["legal"]["license"] == "EUPL-1.2"


def test_publiccode_has_what_the_standard_asks(publiccode: dict[str, Any]) -> None:
    assert publiccode["publiccodeYmlVersion"] == "0.4"
    verplicht = {"name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal"}
    assert verplicht | {"maintenance", "localisation"} <= set(publiccode)
    assert publiccode["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    for beschrijving in publiccode["description"].values():
        assert len(beschrijving["shortDescription"]) <= 150
        assert 150 <= len(beschrijving["longDescription"]) <= 10_000
        assert all(len(kenmerk) <= 100 for kenmerk in beschrijving["features"])


def test_version_is_the_same_everywhere(publiccode: dict[str, Any]) -> None:
    assert publiccode["softwareVersion"] == _versie()
    assert re.search(rf"(?m)^## \[{re.escape(_versie())}\]", _tekst("CHANGELOG.md"))
    assert f"image: regio:{_versie()}" in _tekst("compose.yaml")


@pytest.mark.parametrize("besluit", sorted((REPO / "docs/adr").glob("*.md")), ids=lambda p: p.name)
def test_a_decision_has_its_three_parts(besluit: Path) -> None:
    koppen = re.findall(r"(?m)^## (.+)$", besluit.read_text(encoding="utf-8"))
    assert [kop for kop in koppen if kop in {"Context", "Decision", "Consequences"}] == [
        "Context", "Decision", "Consequences",
    ]  # fmt: skip


def test_links_between_papers_hold() -> None:
    bladen = [REPO / n for n in PAPIEREN if n.endswith(".md")] + sorted((REPO / "docs").rglob("*.md"))
    doelen = [(b, d) for b in bladen for d in _VERWIJZING.findall(b.read_text(encoding="utf-8"))]
    assert len(doelen) > 5
    assert [f"{blad.name}: {doel}" for blad, doel in doelen if not (blad.parent / doel).exists()] == []


@pytest.mark.parametrize("script", [".ci/run", ".ci/postgis"])
def test_ci_scripts_can_be_run(script: str) -> None:
    assert os.access(REPO / script, os.X_OK)
    subprocess.run(["bash", "-n", str(REPO / script)], check=True, timeout=300)


def test_ci_runs_the_command_of_the_readme_with_nothing_skipped() -> None:
    script = _tekst(".ci/run")
    assert script.rstrip().endswith('make test &\ntests=$!\nwait "$tests"')
    assert "export REGIO_EIS_ALLES=1" in script
    assert "make test" in _tekst("README.md")
