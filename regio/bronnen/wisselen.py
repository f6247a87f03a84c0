"""Replacing several files of the facts at once: all of them or none, also when the program is killed half way.

Before the first file changes, copies of the old ones are put into a folder beside them (``.wissel``). As long as that
folder is there the exchange is not done, and every reader takes the old files; it goes away in one step at the end.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from regio.fouten import Bronfout
from regio.schijf import zin

WISSEL = ".wissel"
_OUD, _NIEUW, _ERBIJ = "oud", "nieuw", "erbij.json"


def pad_van(gegevensmap: Path, bestand: str) -> Path:
    """Where to read a file of the facts: in the folder, or the old one while an exchange is not done."""
    oud = gegevensmap / WISSEL / _OUD / bestand
    return oud if oud.is_file() else gegevensmap / bestand


def tabellen_in(gegevensmap: Path) -> dict[str, Path]:
    """Every CSV of the facts by its name in the manifest, with where to read it."""
    erbij = _erbij(gegevensmap)
    alle = (pad.relative_to(gegevensmap) for pad in gegevensmap.rglob("*.csv"))
    namen = (pad.as_posix() for pad in alle if not pad.parts[0].startswith(WISSEL))
    return {naam: pad_van(gegevensmap, naam) for naam in namen if naam not in erbij}


def vervang(gegevensmap: Path, inhoud: Mapping[str, bytes]) -> None:
    """Write files of the facts, new ones and others over what was there. Raises Bronfout; then nothing has changed."""
    try:
        with _slot(gegevensmap):
            _herstel(gegevensmap)
            _wissel(gegevensmap, inhoud)
    except OSError as fout:
        raise Bronfout(f"De gegevens zijn niet gewijzigd. {zin(fout, 'geef een andere map met --map')}") from fout


def schrijf_kopie(gegevensmap: Path, doel: Path, inhoud: Mapping[str, bytes]) -> None:
    """Write all facts, with some files replaced or added, to a folder that is not there yet or empty.

    Raises Bronfout; the folder is there whole or not at all.
    """
    tijdelijk = doel.with_name(f".{doel.name}-{os.getpid()}")
    try:
        if doel.exists() and (not doel.is_dir() or any(doel.iterdir())):
            raise Bronfout(f"{doel} bestaat al en is geen lege map. Kies bij --map een andere naam.")
        doel.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copytree(gegevensmap, tijdelijk, ignore=shutil.ignore_patterns(f"{WISSEL}*"))
            for naam in _erbij(gegevensmap):
                (tijdelijk / naam).unlink(missing_ok=True)
            for naam, pad in tabellen_in(gegevensmap).items():
                shutil.copyfile(pad, tijdelijk / naam)
            for naam, stuk in inhoud.items():
                _schrijf(tijdelijk / naam, stuk)
            tijdelijk.replace(doel)
        finally:
            shutil.rmtree(tijdelijk, ignore_errors=True)
    except OSError as fout:
        raise Bronfout(f"{doel} is niet geschreven. {zin(fout)}") from fout


def _erbij(gegevensmap: Path) -> frozenset[str]:
    """The files that an exchange which is not done adds: to readers they are not there yet."""
    lijst = gegevensmap / WISSEL / _ERBIJ
    return frozenset(json.loads(lijst.read_text(encoding="utf-8"))) if lijst.is_file() else frozenset()


@contextmanager
def _slot(gegevensmap: Path) -> Iterator[None]:
    """One exchange at a time; the lock is on the folder itself and ends with the process."""
    map_ = os.open(gegevensmap, os.O_RDONLY)
    try:
        try:
            fcntl.flock(map_, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Bronfout("Een ander programma wijzigt deze gegevens. Probeer het daarna opnieuw.") from None
        yield
    finally:
        os.close(map_)


def _herstel(gegevensmap: Path) -> None:
    """Undo an exchange that was cut off, and remove what is left of others."""
    dagboek = gegevensmap / WISSEL
    if dagboek.is_dir():
        for naam in _erbij(gegevensmap):
            (gegevensmap / naam).unlink(missing_ok=True)
        oud = dagboek / _OUD
        for pad in sorted(pad for pad in oud.rglob("*") if pad.is_file()):
            doel = gegevensmap / pad.relative_to(oud)
            tijdelijk = dagboek / "terug"
            shutil.copyfile(pad, tijdelijk)
            tijdelijk.replace(doel)
        dagboek.rename(gegevensmap / f"{WISSEL}-af")
    for rest in gegevensmap.glob(f"{WISSEL}-*"):
        shutil.rmtree(rest)


def _wissel(gegevensmap: Path, inhoud: Mapping[str, bytes]) -> None:
    klaarzetten, dagboek = gegevensmap / f"{WISSEL}-{os.getpid()}", gegevensmap / WISSEL
    for naam, stuk in inhoud.items():
        _schrijf(klaarzetten / _NIEUW / naam, stuk)
        if (gegevensmap / naam).is_file():
            _schrijf(klaarzetten / _OUD / naam, (gegevensmap / naam).read_bytes())
    erbij = [naam for naam in inhoud if not (gegevensmap / naam).is_file()]
    _schrijf(klaarzetten / _ERBIJ, json.dumps(erbij).encode())
    klaarzetten.rename(dagboek)
    _naar_schijf(gegevensmap)
    for naam in inhoud:
        (gegevensmap / naam).parent.mkdir(parents=True, exist_ok=True)
        (dagboek / _NIEUW / naam).replace(gegevensmap / naam)
        _naar_schijf((gegevensmap / naam).parent)
    # From here on the new files hold.
    dagboek.rename(klaarzetten)
    _naar_schijf(gegevensmap)
    shutil.rmtree(klaarzetten, ignore_errors=True)


def _schrijf(pad: Path, inhoud: bytes) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    with pad.open("wb") as uit:
        uit.write(inhoud)
        uit.flush()
        os.fsync(uit.fileno())


def _naar_schijf(map_: Path) -> None:
    """Put the names in a folder on disk."""
    nummer = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
