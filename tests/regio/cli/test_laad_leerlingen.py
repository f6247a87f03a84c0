"""``regio data laad --leerlingen``: what it takes, refuses and says, and an edition of another form."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from regio.cli import data
from regio.cli.gedeeld import open_stand
from regio.fouten import AndereVorm, Opslagfout
from regio.instellingen import Instellingen
from regio.stand.bestand import MAGIE
from regio.stand.houder import open_actief
from regio.stand.wijzer import lees_wijzer

Regio = Any
KOP = "pc4,sector,leerlingen,jaar,bron\n"


@pytest.fixture
def bestand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with pupils, and a state folder in which nothing is loaded yet."""
    monkeypatch.setenv("REGIO_VAR", str(tmp_path / "nieuw"))
    pad = tmp_path / "leerlingen.csv"
    pad.write_text(f"{KOP}9471,PO,12,2024,DUO\n9761,PO,30,2024,DUO\n", encoding="utf-8")
    return pad


def test_a_trial_tells_what_pupils_it_would_load(regio: Regio, bestand: Path) -> None:
    zonder = regio("data", "laad", "--proef").fout
    met = regio("data", "laad", "--proef", "--leerlingen", bestand)
    assert (met.code, met.uit) == (0, "")
    assert met.fout != zonder and met.fout.splitlines()[1] == "Actieve editie: geen"
    assert not (bestand.parent / "nieuw").exists()


def test_what_a_file_leaves_out_is_told_last(regio: Regio, bestand: Path) -> None:
    zin, slot = regio("data", "laad", "--proef", "--leerlingen", bestand).fout.splitlines()[-2:]
    assert zin.startswith("Let op: van 4.067 van de 4.069 postcodes staat er geen aantal leerlingen PO in het bestand")
    assert "Geen enkel aantal voor PO" in zin
    assert zin.endswith("Voor minder dan de helft van de postcodes een aantal: PO2201.")
    assert slot == "Dit was een proef: er is niets geladen."
    assert "Let op" not in regio("data", "laad", "--proef").fout


def test_faults_are_one_line_and_nothing_is_loaded(regio: Regio, bestand: Path) -> None:
    bestand.write_text(f"{KOP}0000,PO,12,2024,DUO\n9761,PO,-3,2024,DUO\n", encoding="utf-8")
    melding = regio("data", "laad", "--leerlingen", bestand).melding
    assert melding == (
        "leerlingen.csv heeft 2 fouten en is niet geladen. "
        "Regel 2: postcode 0000 bestaat hier niet; geef vier cijfers. "
        "Regel 3: leerlingen -3 is minder dan nul."
    )
    assert not (bestand.parent / "nieuw").exists()


def test_loading_and_removing_at_once_is_refused(regio: Regio, bestand: Path) -> None:
    melding = regio("data", "laad", "--leerlingen", bestand, "--zonder-leerlingen").melding
    assert melding == "Kies: of --leerlingen met een bestand, of --zonder-leerlingen."


@pytest.fixture
def andere_vorm(staatmap: Path, tmp_path: Path) -> Path:
    """A state folder with an edition file of an earlier form."""
    var = tmp_path / "oud"
    shutil.copytree(staatmap, var, symlinks=True)
    wijzer = lees_wijzer(var)
    assert wijzer is not None
    (var / wijzer.bestand).unlink()
    (var / wijzer.bestand).write_bytes(MAGIE.replace(b"3", b"2") + b"\0" * 100)
    return var


def test_an_edition_of_another_form_is_loaded_again(
    andere_vorm: Path, editie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gezegd: list[str] = []

    def laad(instellingen: Instellingen, waarom: str) -> None:
        gezegd.append(waarom)
        wijzer = lees_wijzer(instellingen.var)
        assert wijzer is not None
        shutil.copy(editie, instellingen.var / wijzer.bestand)

    monkeypatch.setattr(data, "laad_stil", laad)
    with pytest.raises(AndereVorm, match="niet van deze versie"):
        open_actief(andere_vorm, controleer=False)
    assert open_stand(Instellingen(var=andere_vorm)).plek("9471") is not None
    assert gezegd == ["De gegevens zijn van een andere versie van dit programma; ze worden opnieuw geladen."]


def test_in_a_folder_of_another_process_it_is_only_told(andere_vorm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(data, "laad_stil", lambda *_: pytest.fail("geladen"))
    with pytest.raises(Opslagfout, match="regio data laad"):
        open_stand(Instellingen(var=andere_vorm))


def test_on_a_shared_database_it_is_only_compiled(andere_vorm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gedaan: list[str] = []
    monkeypatch.setattr(data, "compileer_gegevens", lambda: gedaan.append("gecompileerd"))
    monkeypatch.setattr(data, "_laad", lambda *_, **__: pytest.fail("geladen"))
    data.laad_stil(Instellingen(var=andere_vorm, database_url="postgresql://db/regio"), "omdat")
    assert gedaan == ["gecompileerd"]
