"""No file of the repository names a package registry or a folder of the machine it was made on.

The names to look for are read from this machine's own settings while the test runs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

REPO = Path(__file__).resolve().parents[2]
OVERSLAAN = {".git", ".venv", "node_modules", "var", "build", "dist", "leveranciers", "__pycache__"}
_ADRES = re.compile(r"(?:https?|file)://[^\s'\"]+")
_STANDAARD_PIP = (
    "from pip._internal.models.index import PyPI as p; print('//' + p.netloc, '//' + p.file_storage_domain)"
)
_LIJST = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")


def _uitvoer(*opdracht: str) -> str:
    klaar = subprocess.run(opdracht, capture_output=True, text=True, check=False, cwd=REPO, timeout=300)
    return klaar.stdout.strip()


def bestanden() -> list[Path]:
    """Every file that is or would be committed; without git, every file that make did not make."""
    namen = _uitvoer(*_LIJST) if shutil.which("git") else ""
    if namen:
        paden = [REPO / naam for naam in namen.split("\0") if naam]
    else:
        paden = [p for p in REPO.rglob("*") if not OVERSLAAN & set(p.relative_to(REPO).parts)]
    return sorted(p for p in paden if p.is_file() and not p.is_symlink())


def registers() -> set[str]:
    """Host names of the package registries that pip and npm use here, their defaults included."""
    instellingen = [_uitvoer(sys.executable, "-m", "pip", "config", "list"), os.environ.get("PIP_INDEX_URL", "")]
    if shutil.which("npm"):
        instellingen += [_uitvoer("npm", "config", "get", "registry")]
        instellingen += [_uitvoer("npm", "config", "get", "registry", "--userconfig", os.devnull)]
    adressen = [adres for tekst in instellingen for adres in _ADRES.findall(tekst)]
    adressen += _uitvoer(sys.executable, "-c", _STANDAARD_PIP).split()
    return {host for host in (urlsplit(adres).hostname for adres in adressen) if host and "." in host}


def machinepaden() -> set[str]:
    """Folders of this machine that mean nothing on another: the clone, what lies beside it, home."""
    kandidaten = {REPO, REPO.parent / "shared", Path.home(), Path(os.environ.get("REGIO_TEST_BRONNEN") or REPO)}
    instellingen = _uitvoer(sys.executable, "-m", "pip", "config", "list")
    kandidaten |= {Path(m).parent for m in re.findall(r"file://(/[^\s'\"]+)", instellingen)}
    # A folder right under the root is too plain a word to look for, but not with a slash behind it.
    return {f"{map_}/" if len(map_.parts) == 2 else str(map_) for map_ in kandidaten if len(map_.parts) > 1}


def gevonden(inhoud: str, sporen: set[str]) -> set[str]:
    """Which of ``sporen`` stand in a text, in any case."""
    klein = inhoud.lower()
    return {spoor for spoor in sporen if spoor.lower() in klein}


@pytest.fixture(scope="module")
def inhoud() -> dict[str, str]:
    return {p.relative_to(REPO).as_posix(): p.read_text(encoding="utf-8", errors="replace") for p in bestanden()}


def test_the_list_of_files_is_real(inhoud: dict[str, str]) -> None:
    assert {"README.md", "requirements.txt", "package-lock.json", "Dockerfile"} <= set(inhoud)


def test_no_registry_is_named(inhoud: dict[str, str]) -> None:
    hosts = registers()
    assert len(hosts) >= 2
    assert not {naam: sporen for naam, tekst in inhoud.items() if (sporen := gevonden(tekst, hosts))}


def test_no_folder_of_this_machine_is_named(inhoud: dict[str, str]) -> None:
    paden = machinepaden()
    assert str(REPO) in {p.rstrip("/") for p in paden}
    assert not {naam: sporen for naam, tekst in inhoud.items() if (sporen := gevonden(tekst, paden))}


def test_a_trace_is_seen() -> None:
    host = min(registers())
    assert gevonden(f"resolved https://{host.upper()}/x", {host}) == {host}
