"""``regio bulk`` on files it cannot use: one line, status 1, and nothing is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Regio = Any
OUD = b"what was here before\n"


def inhoud(map_: Path) -> dict[str, bytes]:
    """Every file in a folder with its bytes."""
    return {pad.name: pad.read_bytes() for pad in map_.iterdir() if pad.is_file()}


@pytest.mark.parametrize(
    ("bestand", "begin"),
    [
        (b"", "in.csv: Het bestand is leeg."),
        (b"\n\n", "in.csv: Het bestand is leeg."),
        (b"naam,straat\na,b\n", "in.csv: Geen bruikbare kolom gevonden."),
        (b"lon,y\n5,52\n", "in.csv: Geen bruikbare kolom gevonden."),
        (b"postcode,po\n9471,x\n", "in.csv: Deze kolommen voegt regio toe en staan er al: po."),
        (b"postcode,Melding,VO\n9471,x,y\n", "in.csv: Deze kolommen voegt regio toe en staan er al: vo, melding."),
        (b"postcode,POSTCODE\n9471,1011\n", "in.csv: Deze kolommen staan er dubbel: postcode."),
        (b"postcode,naam\n9471,a\n9471\n1011,b,c\n", "in.csv: Niet elke rij heeft 2 cellen zoals de kop: regel 3 (1),"),
        (b"postcode,naam\n" + b"9471\n" * 25, "in.csv: Niet elke rij heeft 2 cellen zoals de kop: regel 2 (1)"),
        (b'postcode,naam\n9471,"open\n', "in.csv is geen leesbare CSV: regel 2: een aanhalingsteken wordt geopend"),
        (b'postcode,naam\n9471,"a"b\n', "in.csv is geen leesbare CSV: regel 2: na een sluitend aanhalingsteken"),
        (b"postcode,naam\n9471,\x9d\n1,\xe9\n1,\x81\n", "in.csv: onleesbare tekens op regel 2, regel 4. Sla het"),
        (b"postcode\n" + b"\x8f\n" * 25, "in.csv: onleesbare tekens op regel 2, regel 3, regel 4, "),
        (b"PK\x03\x04\x00\x00postcode", "in.csv is geen tekst maar een binair bestand"),
        ("postcode\n9471\n".encode("utf-16"), "in.csv is geen tekst maar een binair bestand"),
        (b"postcode,naam\n9471," + b"x" * 200_000 + b"\n", "in.csv is geen leesbare CSV: regel 2: een cel is te lang"),
    ],
)
@pytest.mark.parametrize("al_iets", [True, False])
def test_an_unusable_file(regio: Regio, tmp_path: Path, bestand: bytes, begin: str, al_iets: bool) -> None:
    (tmp_path / "in.csv").write_bytes(bestand)
    if al_iets:
        (tmp_path / "uit.csv").write_bytes(OUD)
    voor = inhoud(tmp_path)
    assert regio("bulk", tmp_path / "in.csv", tmp_path / "uit.csv", "--vervang").melding.startswith(begin)
    assert inhoud(tmp_path) == voor


def test_of_many_ragged_rows_ten_are_named_and_the_rest_counted(regio: Regio, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"postcode,naam\n" + b"9471\n" * 25)
    assert "regel 11 (1) en nog 15." in regio("bulk", tmp_path / "in.csv", tmp_path / "uit.csv").melding


def test_a_missing_file_and_a_folder(regio: Regio, tmp_path: Path) -> None:
    for invoer in (tmp_path / "weg.csv", tmp_path):
        melding = regio("bulk", invoer, tmp_path / "uit.csv").melding
        assert melding == f"{invoer} bestaat niet of is geen bestand."
    assert inhoud(tmp_path) == {}


def test_input_and_output_may_not_be_one_file(regio: Regio, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("postcode\n9471\n")
    (tmp_path / "koppeling.csv").symlink_to(tmp_path / "in.csv")
    voor = inhoud(tmp_path)
    for uitvoer in ("in.csv", "koppeling.csv"):
        assert "hetzelfde bestand" in regio("bulk", tmp_path / "in.csv", tmp_path / uitvoer).melding
    assert inhoud(tmp_path) == voor


def test_what_is_there_already_is_replaced_only_when_asked(regio: Regio, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("postcode\n9471\n")
    (tmp_path / "uit.csv").write_bytes(OUD)
    opdracht = ("bulk", tmp_path / "in.csv", tmp_path / "uit.csv", "--stil")
    assert regio(*opdracht).melding == (
        f"{tmp_path / 'uit.csv'} bestaat al; kies een andere naam, of geef --vervang om het te overschrijven."
    )
    assert (tmp_path / "uit.csv").read_bytes() == OUD
    assert regio(*opdracht, "--vervang").code == 0
    assert (tmp_path / "uit.csv").read_text().startswith("postcode,po,")


@pytest.mark.parametrize(
    ("waar", "zin"),
    [
        ("map", "is een map; geef de naam van een bestand."),
        ("map/weg/uit.csv", "bestaat niet; maak die eerst of kies een andere."),
        ("in.csv/uit.csv", "bestaat niet; maak die eerst of kies een andere."),
    ],
)
def test_output_that_cannot_be_written(regio: Regio, tmp_path: Path, waar: str, zin: str) -> None:
    (tmp_path / "in.csv").write_text("postcode\n9471\n")
    (tmp_path / "map").mkdir()
    melding = regio("bulk", tmp_path / "in.csv", tmp_path / waar, "--stil").melding
    assert melding.endswith(zin)
    assert inhoud(tmp_path) == {"in.csv": b"postcode\n9471\n"}
    assert list((tmp_path / "map").iterdir()) == []


def test_a_full_disk_leaves_the_old_output(regio: Regio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.csv").write_text("postcode\n9471\n")
    (tmp_path / "uit.csv").write_bytes(OUD)

    def vol(self: Path, doel: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", vol)
    assert (
        "de schijf is vol. Er is niets gewijzigd"
        in regio("bulk", tmp_path / "in.csv", tmp_path / "uit.csv", "--stil", "--vervang").melding
    )
    assert inhoud(tmp_path) == {"in.csv": b"postcode\n9471\n", "uit.csv": OUD}


@pytest.mark.parametrize(("dag", "begin"), [("2012-12-31", "Samenwerkingsverbanden"), ("2026-02-30", "De datum")])
def test_an_unusable_date_is_seen_first(regio: Regio, tmp_path: Path, dag: str, begin: str) -> None:
    melding = regio("bulk", tmp_path / "weg.csv", tmp_path / "uit.csv", "--peildatum", dag).melding
    assert melding.startswith(begin)


METER = """
import resource, sys
from pathlib import Path
from regio.cli.bulk import verwerk
klein, groot, uit = map(Path, sys.argv[1:])
verwerk(klein, uit, "2026-11-22", stil=True)
voor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
verwerk(groot, uit, "2026-11-22", stil=True, vervang=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - voor)
"""


@pytest.mark.lang
def test_memory_does_not_grow_with_the_file(staatmap: Path, stand: Any, tmp_path: Path) -> None:
    """Ten times as many rows, hardly more memory; and every row comes back."""
    rijen = [f"{stand.pc4s[nr % len(stand.pc4s)]},{nr}" for nr in range(100_000)]
    klein, groot, uit = (tmp_path / naam for naam in ("klein.csv", "groot.csv", "uit.csv"))
    klein.write_text("\n".join(["postcode,nr", *rijen[:10_000]]) + "\n")
    groot.write_text("\n".join(["postcode,nr", *rijen]) + "\n")
    omgeving = {**os.environ, "REGIO_VAR": str(staatmap), "REGIO_GEOCODER": "geen"}
    opdracht = [sys.executable, "-c", METER, str(klein), str(groot), str(uit)]
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=True, timeout=300)
    assert int(klaar.stdout) < 8_000, f"{klaar.stdout} KB more for 90,000 rows more"
    with uit.open(encoding="utf-8") as bestand:
        nummers = [regel.split(",")[1] for regel in bestand]
    assert nummers == ["nr", *map(str, range(100_000))]
