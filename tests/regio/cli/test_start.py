"""``regio start``: when it loads first, and what it serves when that fails."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from regio.cli import start
from regio.cli.start import moet_laden
from regio.fouten import RegioFout
from regio.instellingen import Instellingen
from regio.stand.houder import open_actief
from regio.stand.maker import maker
from regio.stand.wijzer import lees_wijzer, zet_wijzer


@pytest.fixture
def var(staatmap: Path, tmp_path: Path) -> Path:
    """A state folder of its own, newer than the facts."""
    shutil.copytree(staatmap, tmp_path / "var", symlinks=True)
    wijzer = lees_wijzer(tmp_path / "var")
    assert wijzer is not None
    zet_wijzer(tmp_path / "var", replace(wijzer, maker=maker()))
    os.utime(tmp_path / "var" / wijzer.bestand)
    return tmp_path / "var"


@pytest.fixture
def mislukt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading that fails."""
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))


def test_an_edition_of_these_facts_is_served_as_it_is(var: Path) -> None:
    assert not moet_laden(Instellingen(var=var))
    assert moet_laden(Instellingen(var=var / "leeg"))


def test_official_files_older_than_the_edition_are_loaded(var: Path, tmp_path: Path) -> None:
    map_ = tmp_path / "bronnen"
    map_.mkdir()
    (map_ / "cbs.gpkg").write_bytes(b"oud")
    os.utime(map_ / "cbs.gpkg", (0, 0))
    assert moet_laden(Instellingen(var=var, bronnen=map_))
    assert moet_laden(Instellingen(var=var, bronnen=tmp_path / "weg"))
    gedeeld = Instellingen(var=var, bronnen=map_, database_url="postgresql://db/regio")
    assert not moet_laden(gedeeld)


def test_the_official_files_that_are_served_are_not_loaded_again(
    var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    afdruk = open_actief(var).grenzen["afdruk"]
    monkeypatch.setattr("regio.gebieden.officieel.afdruk_van", lambda *_: afdruk)
    assert not moet_laden(Instellingen(var=var, bronnen=tmp_path))


@pytest.mark.usefixtures("mislukt")
def test_a_usable_edition_goes_on_serving_with_a_warning(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start._laad(Instellingen(var=var))
    assert capsys.readouterr().err == (
        "Let op: laden is niet gelukt (zie hierboven). De editie die er al was blijft in gebruik.\n"
    )


@pytest.mark.usefixtures("mislukt")
def test_without_a_usable_edition_start_is_refused(var: Path) -> None:
    with pytest.raises(RegioFout, match="konden niet worden geladen"):
        start._laad(Instellingen(var=var / "leeg"))
    wijzer = lees_wijzer(var)
    assert wijzer is not None
    (var / wijzer.bestand).unlink()
    (var / wijzer.bestand).write_bytes(b"stuk")
    with pytest.raises(RegioFout, match="konden niet worden geladen"):
        start._laad(Instellingen(var=var))
