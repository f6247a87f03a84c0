"""The pointer ``actief.json``: which edition file is served. Written whole or not at all."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from regio.fouten import Opslagfout
from regio.schijf import sha256_van

WIJZER = "actief.json"
EDITIES = "edities"


@dataclass(frozen=True, slots=True)
class Wijzer:
    """The served edition: its fingerprint, its file relative to the state folder, the file's sha256
    and the program that made it."""

    editie: str
    bestand: str
    sha256: str
    maker: str = ""


def lees_wijzer(var: Path) -> Wijzer | None:
    """The pointer in a state folder, or None when there is none. Raises Opslagfout when it is unreadable."""
    pad = var / WIJZER
    try:
        return Wijzer(**json.loads(pad.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as fout:
        raise Opslagfout(
            f"{WIJZER} in de map REGIO_VAR is onleesbaar. Verwijder dit bestand en voer uit: regio data laad."
        ) from fout


def zet_wijzer(var: Path, wijzer: Wijzer) -> None:
    """Replace the pointer at once: whoever reads sees the old or the new one. Raises OSError."""
    zet_op_schijf(var / wijzer.bestand)
    tijdelijk = var / f"{WIJZER}.nieuw"
    with tijdelijk.open("w", encoding="utf-8") as uit:
        json.dump(asdict(wijzer), uit)
        uit.flush()
        os.fsync(uit.fileno())
    tijdelijk.replace(var / WIJZER)
    _fsync(var)


def sha256_klopt(var: Path, wijzer: Wijzer) -> bool:
    """Whether the file that the pointer names is there with the right sha256."""
    pad = var / wijzer.bestand
    return pad.is_file() and sha256_van(pad) == wijzer.sha256


def zet_op_schijf(bestand: Path) -> None:
    """Wait until a file and its place in the folder are on the disk. Raises OSError."""
    _fsync(bestand)
    _fsync(bestand.parent)


def _fsync(pad: Path) -> None:
    nummer = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
