"""``regio data laad`` says what it will do before it writes anything."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from regio.bronnen.lezen import MANIFEST, lees_feiten, vingerafdruk
from regio.opslag.laden import laad
from regio.schijf import sha256_van

Regio = Any
ALIASSEN = "gemeenten/aliassen.csv"


def inhoud(map_: Path) -> dict[str, bytes]:
    return {str(pad.relative_to(map_)): pad.read_bytes() for pad in map_.rglob("*") if pad.is_file()}


@pytest.fixture(scope="module")
def geladen(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with the real facts as active edition in its database; only to be read."""
    var = tmp_path_factory.mktemp("geladen")
    laad(repo / "data", var, f"sqlite:///{var / 'regio.db'}", lambda _: None)
    return var


@pytest.fixture
def anders(repo: Path, tmp_path: Path) -> Path:
    """The real facts without the last alias, and with another name seen for the one before it."""
    doel = tmp_path / "data"
    shutil.copytree(repo / "data", doel)
    pad = doel / ALIASSEN
    oud = sha256_van(pad)
    regels = pad.read_text(encoding="utf-8").splitlines(keepends=True)
    pad.write_text("".join(regels[:-2]) + regels[-2].rstrip("\n") + " (gezien)\n", encoding="utf-8")
    manifest = doel / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(oud, sha256_van(pad)), encoding="utf-8")
    return doel


def test_a_trial_of_a_first_edition_writes_nothing(
    regio: Regio, monkeypatch: pytest.MonkeyPatch, repo: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("REGIO_VAR", str(tmp_path / "nieuw"))
    klaar = regio("data", "laad", "--proef")
    afdruk = vingerafdruk(lees_feiten(repo / "data"))
    assert (klaar.code, klaar.uit) == (0, "")
    assert klaar.fout.splitlines() == [
        f"Map: {repo / 'data'}",
        "Actieve editie: geen",
        f"Nieuwe editie: {afdruk} (eerste editie)",
        "Dit was een proef: er is niets geladen.",
    ]
    assert not (tmp_path / "nieuw").exists()


def test_a_trial_names_both_editions_and_counts_rows(
    regio: Regio, monkeypatch: pytest.MonkeyPatch, geladen: Path, repo: Path, anders: Path
) -> None:
    monkeypatch.setenv("REGIO_VAR", str(geladen))
    voor = inhoud(geladen)
    klaar = regio("data", "laad", anders, "--proef")
    assert klaar.code == 0
    assert klaar.fout.splitlines() == [
        f"Map: {anders}",
        f"Actieve editie: {vingerafdruk(lees_feiten(repo / 'data'))}",
        f"Nieuwe editie: {vingerafdruk(lees_feiten(anders))}",
        "  bronnen: 0 erbij, 0 weg, 1 gewijzigd",
        "  aliassen: 0 erbij, 1 weg, 1 gewijzigd",
        "Dit was een proef: er is niets geladen.",
    ]
    assert inhoud(geladen) == voor


def test_the_same_facts_change_no_row(regio: Regio, monkeypatch: pytest.MonkeyPatch, geladen: Path) -> None:
    monkeypatch.setenv("REGIO_VAR", str(geladen))
    regels = regio("data", "laad").fout.splitlines()
    assert regels[3] == "  Er verandert geen enkele rij."
    assert "al actief; er is niets te doen" in regels[-2]


def test_an_active_edition_that_cannot_be_read_is_no_obstacle(
    regio: Regio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "regio.db").write_bytes(b"geen database, maar wel een bestand\n" * 100)
    monkeypatch.setenv("REGIO_VAR", str(tmp_path))
    klaar = regio("data", "laad", "--proef")
    assert klaar.code == 0 and "Actieve editie: niet te lezen. " in klaar.fout and "Nieuwe editie: " in klaar.fout


def test_loading_announces_before_it_writes(regio: Regio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REGIO_VAR", str(tmp_path / "nieuw"))
    klaar = regio("data", "laad")
    regels = klaar.fout.splitlines()
    assert klaar.code == 0
    assert [regel.split(":")[0] for regel in regels[:4]] == ["Map", "Actieve editie", "Nieuwe editie", "lezen"]
    assert regels[-1] == "klaar"


def test_the_report_is_written_also_when_there_is_nothing_to_load(
    regio: Regio, monkeypatch: pytest.MonkeyPatch, geladen: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("REGIO_VAR", str(geladen))
    doel = tmp_path / "verslag.json"
    klaar = regio("data", "laad", "--verslag", doel)
    assert klaar.code == 0 and "er is niets te doen" in klaar.fout
    assert klaar.uit.startswith(f"Geschreven: {doel} (")
    assert json.loads(doel.read_bytes()) == json.loads(regio("data", "verslag", "--json").uit)["verslag"]


@pytest.mark.parametrize("proef", [True, False])
def test_a_report_that_cannot_be_written_is_told_before_anything_else(
    regio: Regio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, proef: bool
) -> None:
    monkeypatch.setenv("REGIO_VAR", str(tmp_path / "nieuw"))
    woorden = ("data", "laad", *(["--proef"] if proef else []), "--verslag", tmp_path / "weg" / "verslag.json")
    assert f"De map {tmp_path / 'weg'} bestaat niet" in regio(*woorden).melding
    assert list(tmp_path.iterdir()) == []
