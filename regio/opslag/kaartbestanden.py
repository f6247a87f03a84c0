"""The ready map files of the editions on disk: which an edition names, which are missing, which may go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from regio.fouten import Opslagfout
from regio.gebieden.kaartset.bestanden import ACHTERVOEGSEL
from regio.stand.stand import BESTANDEN, Stand


def maten_van(editiebestand: Path) -> dict[str, int]:
    """Name and size (bytes) of every map file that an edition names, its compressed forms too.

    Empty for an edition that cannot be read or has no maps.
    """
    try:
        kaarten = Stand.open(editiebestand).kaarten
    except (Opslagfout, KeyError, ValueError):
        return {}
    uit: dict[str, int] = {}
    for naam, velden in kaarten["bestanden"].items():
        uit[naam] = velden["grootte"]
        uit |= {naam + ACHTERVOEGSEL[codering]: maat for codering, maat in velden.get("samengeperst", {}).items()}
    return uit


def ontbrekend(editiebestand: Path) -> list[str]:
    """The map files of an edition that are gone or have another size, by name."""
    map_ = editiebestand.parent / BESTANDEN
    return sorted(naam for naam, maat in maten_van(editiebestand).items() if not _is_zo_groot(map_ / naam, maat))


def _is_zo_groot(pad: Path, maat: int) -> bool:
    try:
        return pad.stat().st_size == maat
    except OSError:
        return False


def ruim_kaartbestanden_op(map_: Path, edities: Iterable[Path]) -> None:
    """Remove the map files in a folder of editions that none of ``edities`` names. Raises OSError."""
    genoemd = {naam for editie in edities for naam in maten_van(editie)}
    for bestand in (map_ / BESTANDEN).glob("*"):
        if bestand.name not in genoemd:
            bestand.unlink(missing_ok=True)
