"""Walking through WKB before it goes to GEOS.

GEOS follows a collection in a collection as deep as it goes, and a hundred thousand deep ends the
process. Here only polygons and multipolygons pass, whose counts fit the bytes that are there.
"""

from __future__ import annotations

import struct

from regio.gebieden.officieel.gpkg import Kapot

VLAK, VLAKKEN = 3, 6
# Flags for Z, M and an SRID in the type number, as PostGIS writes them.
_Z, _M, _SRID = 0x80000000, 0x40000000, 0x20000000


def controleer_wkb(wkb: bytes) -> None:
    """Raise Kapot unless the bytes are exactly one polygon or multipolygon, with or without Z and M."""
    try:
        soort, afmetingen, volgorde, plek = _kop(wkb, 0)
        if soort not in (VLAK, VLAKKEN):
            raise Kapot("een geometrie die geen vlak is")
        plek = _ringen(wkb, plek, afmetingen, volgorde) if soort == VLAK else _vlakken(wkb, plek, volgorde)
    except struct.error as fout:
        raise Kapot("een kapotte geometrie") from fout
    if plek != len(wkb):
        raise Kapot("een kapotte geometrie")


def _kop(wkb: bytes, plek: int) -> tuple[int, int, str, int]:
    """Type, number of dimensions, byte order, and where the rest begins."""
    volgorde = "<" if wkb[plek : plek + 1] == b"\x01" else ">"
    (nummer,) = struct.unpack_from(f"{volgorde}I", wkb, plek + 1)
    plek += 9 if nummer & _SRID else 5
    basis = nummer & 0x0FFFFFFF
    duizend = basis // 1000
    afmetingen = 2 + (bool(nummer & _Z) or duizend in (1, 3)) + (bool(nummer & _M) or duizend in (2, 3))
    return basis % 1000 if duizend <= 3 else -1, afmetingen, volgorde, plek


def _ringen(wkb: bytes, plek: int, afmetingen: int, volgorde: str) -> int:
    (aantal,) = struct.unpack_from(f"{volgorde}I", wkb, plek)
    plek += 4
    for _ in range(aantal):
        (punten,) = struct.unpack_from(f"{volgorde}I", wkb, plek)
        plek += 4 + 8 * afmetingen * punten
    return plek


def _vlakken(wkb: bytes, plek: int, volgorde: str) -> int:
    (aantal,) = struct.unpack_from(f"{volgorde}I", wkb, plek)
    plek += 4
    for _ in range(aantal):
        soort, afmetingen, eigen, plek = _kop(wkb, plek)
        if soort != VLAK:
            raise Kapot("een kapotte geometrie")
        plek = _ringen(wkb, plek, afmetingen, eigen)
    return plek
