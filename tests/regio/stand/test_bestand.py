"""The compiled file: sections come back, and a broken file is refused with what to do."""

from __future__ import annotations

import os
import struct
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.fouten import Opslagfout
from regio.stand.bestand import MAGIE, Sectiebestand, inhoud, schrijf

SECTIES = {
    "meta": ("B", b'{"editie":"x"}'),
    "getallen": ("d", array("d", [1.5, -2.0]).tobytes()),
    "leeg": ("h", b""),
}


@given(st.dictionaries(st.text("abcé", min_size=1, max_size=4), st.binary(max_size=40), max_size=5))
def test_sections_come_back(secties: dict[str, bytes]) -> None:
    bestand = Sectiebestand(memoryview(inhoud({naam: ("B", gegevens) for naam, gegevens in secties.items()})))
    for naam, gegevens in secties.items():
        assert naam in bestand
        assert bytes(bestand.sectie(naam)) == gegevens
    assert "x" not in bestand


def test_elements_have_their_own_type(tmp_path: Path) -> None:
    schrijf(tmp_path / "e.regio", SECTIES)
    bestand = Sectiebestand.open(tmp_path / "e.regio")
    assert bestand.json("meta") == {"editie": "x"}
    assert bestand.sectie("getallen").tolist() == [1.5, -2.0]
    assert len(bestand.sectie("leeg")) == 0
    with pytest.raises(KeyError):
        bestand.sectie("onbekend")


def test_sections_are_aligned_to_eight_bytes() -> None:
    kop = len(MAGIE) + 8
    assert kop % 8 == 0
    gegevens = inhoud(SECTIES)
    assert len(gegevens) % 8 == 0
    assert struct.unpack("<Q", gegevens[len(MAGIE) : kop])[0] % 8 == 0


def test_only_the_file_itself_remains(tmp_path: Path) -> None:
    schrijf(tmp_path / "e.regio", SECTIES)
    schrijf(tmp_path / "e.regio", {"ander": ("B", b"1")})
    assert [pad.name for pad in tmp_path.iterdir()] == ["e.regio"]
    assert "ander" in Sectiebestand.open(tmp_path / "e.regio")


def test_a_failure_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doel = tmp_path / "e.regio"
    schrijf(doel, SECTIES)
    oud = doel.read_bytes()

    def vol(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", vol)
    with pytest.raises(OSError, match="No space"):
        schrijf(doel, {"ander": ("B", b"1")})
    assert doel.read_bytes() == oud
    assert [pad.name for pad in tmp_path.iterdir()] == ["e.regio"]


@pytest.mark.parametrize("lengte", [0, 5, len(MAGIE), len(MAGIE) + 4, len(MAGIE) + 8, 60, -8])
def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path, lengte: int) -> None:
    doel = tmp_path / "e.regio"
    doel.write_bytes(inhoud(SECTIES | {"slot": ("B", b"x" * 24)})[:lengte])
    with pytest.raises(Opslagfout, match="draai: regio data laad"):
        Sectiebestand.open(doel)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    doel = tmp_path / "e.regio"
    doel.write_bytes(b"REGIO-EDITIE-0\n\0" + inhoud(SECTIES)[len(MAGIE) :])
    with pytest.raises(Opslagfout, match="niet van deze versie"):
        Sectiebestand.open(doel)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for pad in (tmp_path / "weg.regio", tmp_path):
        with pytest.raises(Opslagfout, match=rf"{pad.name} kan niet worden geopend; draai: regio data laad"):
            Sectiebestand.open(pad)


@pytest.mark.parametrize("gids", [b"geenjson", b"[1,2,3] ", b"3       ", b'{"a":1} ', b'{"a":[]}'])
def test_a_directory_that_is_none_is_refused(tmp_path: Path, gids: bytes) -> None:
    doel = tmp_path / "e.regio"
    doel.write_bytes(MAGIE + struct.pack("<Q", 8) + gids + b"\0" * 64)
    with pytest.raises(Opslagfout, match="draai: regio data laad"):
        Sectiebestand.open(doel)
