"""Several files change at once or not at all, also when the program is killed at any step."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from regio.bronnen import wisselen
from regio.bronnen.wisselen import WISSEL, pad_van, schrijf_kopie, tabellen_in, vervang
from regio.fouten import Bronfout

OUD = {"a.csv": b"oud a", "swv/b.csv": b"oud b", "swv/c.csv": b"oud c"}
NIEUW = {"a.csv": b"nieuw a", "swv/b.csv": b"nieuw b", "swv/d.csv": b"nieuw d"}
SAMEN = {**OUD, **NIEUW}


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """A folder with the old files."""
    uit = tmp_path / "map"
    for naam, inhoud in OUD.items():
        (uit / naam).parent.mkdir(parents=True, exist_ok=True)
        (uit / naam).write_bytes(inhoud)
    return uit


def _gezien(map_: Path) -> dict[str, bytes]:
    """What a reader sees."""
    alle = {naam: pad.read_bytes() for naam, pad in tabellen_in(map_).items()}
    assert all(pad_van(map_, naam).read_bytes() == inhoud for naam, inhoud in alle.items())
    return alle


def test_all_files_change(map_: Path) -> None:
    vervang(map_, NIEUW)
    assert _gezien(map_) == SAMEN
    assert not list(map_.glob(f"{WISSEL}*"))


def _gedood_na(map_: Path, stap: int) -> bool:
    """Kill the exchange, in a process of its own, at its nth step on the disk; whether it came that far."""
    kind = os.fork()
    if kind == 0:
        teller = 0

        def tel(gebeurtenis: str, _: object) -> None:
            nonlocal teller
            if gebeurtenis in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir"):
                teller += 1
                if teller == stap:
                    os.kill(os.getpid(), signal.SIGKILL)

        import sys

        sys.addaudithook(tel)
        vervang(map_, NIEUW)
        os._exit(0)
    _, hoe = os.waitpid(kind, 0)
    return os.WIFSIGNALED(hoe)


def test_killed_at_any_step_readers_see_all_old_or_all_new(map_: Path, tmp_path: Path) -> None:
    gezien = []
    for stap in range(1, 500):
        kopie = tmp_path / f"stap-{stap}"
        shutil.copytree(map_, kopie)
        if not _gedood_na(kopie, stap):
            break
        gezien.append(_gezien(kopie))
        assert gezien[-1] in (OUD, SAMEN), stap
        # Whoever writes next mends what was left, and nothing of it stays.
        vervang(kopie, {"swv/c.csv": b"later c"})
        assert _gezien(kopie) == {**gezien[-1], "swv/c.csv": b"later c"}
        assert not list(kopie.glob(f"{WISSEL}*"))
        shutil.rmtree(kopie)
    assert len(gezien) > 20
    # First always the old ones, then always the new ones, and both occurred.
    omslag = gezien.index(SAMEN)
    assert omslag > 0 and all(een == SAMEN for een in gezien[omslag:])


def test_a_copy_is_there_whole_or_not_at_all(map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doel = tmp_path / "elders" / "kopie"
    schrijf_kopie(map_, doel, NIEUW)
    assert _gezien(doel) == SAMEN
    assert _gezien(map_) == OUD
    with pytest.raises(Bronfout, match="bestaat al"):
        schrijf_kopie(map_, doel, NIEUW)

    def vol(pad: Path, inhoud: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(wisselen, "_schrijf", vol)
    with pytest.raises(Bronfout, match="De schijf is vol"):
        schrijf_kopie(map_, tmp_path / "anders", NIEUW)
    assert {pad.name for pad in tmp_path.iterdir()} == {"map", "elders"}
    with pytest.raises(Bronfout, match="niet gewijzigd"):
        vervang(map_, NIEUW)
    assert _gezien(map_) == OUD


def test_a_copy_of_facts_in_exchange_has_the_old_ones(map_: Path, tmp_path: Path) -> None:
    wissel = map_ / WISSEL
    shutil.copytree(map_, tmp_path / "oud")
    shutil.move(tmp_path / "oud", wissel / "oud")
    (wissel / "erbij.json").write_text('["swv/d.csv"]', encoding="utf-8")
    for naam, inhoud in NIEUW.items():
        (map_ / naam).write_bytes(inhoud)
    doel = tmp_path / "kopie"
    schrijf_kopie(map_, doel, {})
    assert _gezien(doel) == _gezien(map_) == OUD
    assert not (doel / WISSEL).exists()


def test_two_at_once_are_kept_apart(map_: Path) -> None:
    with wisselen._slot(map_), pytest.raises(Bronfout, match="Een ander programma"):
        vervang(map_, NIEUW)
    assert _gezien(map_) == OUD
