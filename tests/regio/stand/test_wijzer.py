"""The pointer: replaced at once, on the disk before it counts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from regio.fouten import Opslagfout
from regio.stand.wijzer import Wijzer, lees_wijzer, sha256_klopt, zet_wijzer

SHA_VAN_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def wijzer(tmp_path: Path) -> Wijzer:
    """A pointer to a file that exists."""
    (tmp_path / "edities").mkdir()
    (tmp_path / "edities" / "x.regio").write_bytes(b"abc")
    return Wijzer("x", "edities/x.regio", SHA_VAN_ABC)


def test_what_is_set_is_read(tmp_path: Path, wijzer: Wijzer) -> None:
    assert lees_wijzer(tmp_path) is None
    zet_wijzer(tmp_path, wijzer)
    assert lees_wijzer(tmp_path) == wijzer
    assert sha256_klopt(tmp_path, wijzer)
    assert sorted(een.name for een in tmp_path.iterdir()) == ["actief.json", "edities"]


def test_a_changed_or_missing_file_is_not_whole(tmp_path: Path, wijzer: Wijzer) -> None:
    (tmp_path / wijzer.bestand).write_bytes(b"abd")
    assert not sha256_klopt(tmp_path, wijzer)
    (tmp_path / wijzer.bestand).unlink()
    assert not sha256_klopt(tmp_path, wijzer)


def test_the_edition_and_its_folder_reach_the_disk_before_the_pointer(
    tmp_path: Path, wijzer: Wijzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    volgorde: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noteer_fsync(nummer: int) -> None:
        volgorde.append(os.path.relpath(Path(f"/proc/self/fd/{nummer}").readlink(), tmp_path))
        fsync(nummer)

    def noteer_replace(self: Path, doel: Path) -> Path:
        volgorde.append(f"{self.name} -> {doel.name}")
        return replace(self, doel)

    monkeypatch.setattr(os, "fsync", noteer_fsync)
    monkeypatch.setattr(Path, "replace", noteer_replace)
    zet_wijzer(tmp_path, wijzer)
    assert volgorde == ["edities/x.regio", "edities", "actief.json.nieuw", "actief.json.nieuw -> actief.json", "."]


def test_a_pointer_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "actief.json").write_text("{")
    with pytest.raises(Opslagfout, match="Verwijder dit bestand"):
        lees_wijzer(tmp_path)
