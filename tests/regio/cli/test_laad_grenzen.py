"""``regio data laad`` with ground: which folder holds what, and what is said when it holds nothing of use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regio.cli.data import _wat_laden
from regio.fouten import RegioFout
from regio.instellingen import Instellingen

Regio = Any


@pytest.fixture
def mappen(tmp_path: Path) -> dict[str, Path]:
    """Folders with facts, with borders, with both and with neither."""
    inhoud = {
        "feiten": ["manifest.csv"],
        "grenzen": ["cbs.GPKG"],
        "beide": ["manifest.csv", "a.gpkg"],
        "leeg": ["a.txt"],
    }
    for naam, bestanden in inhoud.items():
        (tmp_path / naam).mkdir()
        for bestand in bestanden:
            (tmp_path / naam / bestand).touch()
    return {naam: tmp_path / naam for naam in inhoud}


def test_a_folder_is_known_by_what_is_in_it(mappen: dict[str, Path]) -> None:
    standaard = Instellingen()
    met_bronnen = Instellingen(bronnen=mappen["grenzen"])
    assert _wat_laden(standaard, None) == (standaard.gegevens, None)
    assert _wat_laden(standaard, None, schets=True) == (standaard.gegevens, "schets")
    assert _wat_laden(met_bronnen, None) == (standaard.gegevens, mappen["grenzen"])
    assert _wat_laden(met_bronnen, None, schets=True) == (standaard.gegevens, "schets")
    assert _wat_laden(standaard, mappen["feiten"]) == (mappen["feiten"], None)
    assert _wat_laden(standaard, mappen["grenzen"]) == (standaard.gegevens, mappen["grenzen"])
    assert _wat_laden(standaard, mappen["beide"]) == (mappen["beide"], mappen["beide"])


@pytest.mark.parametrize(
    ("naam", "schets", "noemt"),
    [("leeg", False, "regio data ophalen"), ("grenzen", True, "of --schets"), ("weg", False, "is geen map")],
)
def test_a_folder_without_use_is_told(mappen: dict[str, Path], naam: str, schets: bool, noemt: str) -> None:
    map_ = mappen.get(naam, mappen["leeg"] / naam)
    with pytest.raises(RegioFout, match=noemt):
        _wat_laden(Instellingen(), map_, schets=schets)


@pytest.mark.parametrize("proef", [True, False])
def test_a_folder_of_rubbish_is_refused_and_nothing_is_written(
    regio: Regio, monkeypatch: pytest.MonkeyPatch, mappen: dict[str, Path], tmp_path: Path, proef: bool
) -> None:
    (mappen["grenzen"] / "cbs.GPKG").write_bytes(b"dit is geen GeoPackage" * 100)
    monkeypatch.setenv("REGIO_VAR", str(tmp_path / "var"))
    klaar = regio("data", "laad", mappen["grenzen"], *(["--proef"] if proef else []))
    assert klaar.code == 1
    assert "cbs.GPKG" in klaar.fout and "Traceback" not in klaar.fout
    assert not (tmp_path / "var" / "actief.json").exists()


def test_the_report_of_the_sketch_says_that_it_is_one(
    regio: Regio, monkeypatch: pytest.MonkeyPatch, staatmap: Path
) -> None:
    monkeypatch.setenv("REGIO_VAR", str(staatmap))
    klaar = regio("data", "verslag")
    assert klaar.code == 0 and klaar.uit.startswith("De gebieden zijn een schets.")
    grenzen = json.loads(regio("data", "verslag", "--json").uit)
    assert grenzen["bron"] == "schets" and grenzen["verslag"] and grenzen["nauwkeurigheid"] > 0
