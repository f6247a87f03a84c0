"""``regio start``: when it loads first, and what it serves when that fails."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from urllib.request import urlopen

import pytest

from regio.cli import start
from regio.cli.data import _meld
from regio.cli.start import moet_laden, open_poort
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


@pytest.fixture
def bezet() -> Iterator[int]:
    """A port on which another program listens."""
    with socket.create_server(("127.0.0.1", 0)) as ander:
        yield ander.getsockname()[1]


def test_a_port_that_is_taken_is_told_before_anything_is_loaded(
    bezet: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def laadt(_: Instellingen) -> bool:
        raise AssertionError("loaded")

    monkeypatch.setenv("REGIO_POORT", str(bezet))
    monkeypatch.setattr(start, "moet_laden", laadt)
    with pytest.raises(RegioFout) as fout:
        start.start_dienst(None, None)
    assert str(fout.value) == f"Poort {bezet} is al in gebruik; kies een andere met --poort of REGIO_POORT."
    assert capsys.readouterr().err == ""


def test_an_address_of_another_machine_is_told_in_dutch() -> None:
    with pytest.raises(RegioFout, match=r"^Luisteren op 192\.0\.2\.1, poort 8000, lukt niet: .*--host of REGIO_HOST"):
        open_poort("192.0.2.1", 8000)


@pytest.mark.parametrize("processen", [1, 2])
def test_it_says_that_it_serves_when_it_can_be_asked(var: Path, processen: int) -> None:
    with open_poort("127.0.0.1", 0) as vrij:
        poort = vrij.getsockname()[1]
    omgeving = {**os.environ, "REGIO_VAR": str(var), "REGIO_PROCESSEN": str(processen), "REGIO_GEOCODER": "geen"}
    opdracht = [sys.executable, "-m", "regio", "start", "--poort", str(poort)]
    with subprocess.Popen(opdracht, env=omgeving, stderr=subprocess.PIPE, text=True) as dienst:
        try:
            assert dienst.stderr is not None
            zin = dienst.stderr.readline()
            assert zin == f"Regio draait op http://127.0.0.1:{poort}/ (stoppen: Ctrl+C)\n"
            with urlopen(f"http://127.0.0.1:{poort}/livez", timeout=60) as antwoord:
                assert antwoord.status == 200
        finally:
            dienst.send_signal(signal.SIGTERM)


def test_compiling_says_how_long_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    for fase in ("teruglezen", "compileren"):
        _meld(fase)
    assert capsys.readouterr().err == "teruglezen\ncompileren (dit duurt één tot enkele minuten)\n"
