"""The file of a compiled edition: named sections that are mapped into memory, not read.

Layout: a magic line, the length of a JSON directory (8 bytes, little endian), the directory, and
the sections, each aligned to 8 bytes. Every worker maps the same file, so they share its pages.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regio.fouten import AndereVorm, Opslagfout

MAGIE = b"REGIO-EDITIE-3\n\0"
_LIJN = 8


def schrijf(doel: Path, secties: Mapping[str, tuple[str, bytes]]) -> None:
    """Write sections (name to element type and bytes) to a file, whole or not at all."""
    tijdelijk = doel.with_name(f".{doel.name}.{os.getpid()}")
    try:
        with tijdelijk.open("wb") as uit:
            uit.write(inhoud(secties))
            uit.flush()
            os.fsync(uit.fileno())
        tijdelijk.replace(doel)
    finally:
        tijdelijk.unlink(missing_ok=True)


def inhoud(secties: Mapping[str, tuple[str, bytes]]) -> bytes:
    """The bytes of a file with these sections."""
    gids: dict[str, list[int | str]] = {}
    plek = 0
    for naam, (soort, gegevens) in secties.items():
        gids[naam] = [plek, len(gegevens), soort]
        plek += _opgevuld(len(gegevens))
    kop = json.dumps(gids).encode()
    kop = kop.ljust(_opgevuld(len(kop)))
    delen = [gegevens.ljust(_opgevuld(len(gegevens)), b"\0") for _, gegevens in secties.values()]
    return b"".join([MAGIE, len(kop).to_bytes(_LIJN, "little"), kop, *delen])


def _opgevuld(lengte: int) -> int:
    return -(-lengte // _LIJN) * _LIJN


class Sectiebestand:
    """A compiled edition, opened for reading."""

    def __init__(self, bron: memoryview) -> None:
        begin = len(MAGIE) + _LIJN
        if bytes(bron[: len(MAGIE)]) != MAGIE:
            raise AndereVorm("Het editiebestand is niet van deze versie; draai: regio data laad.")
        eind = begin + int.from_bytes(bron[len(MAGIE) : begin], "little")
        self._gids: dict[str, list[Any]] = json.loads(bytes(bron[begin:eind]))
        self._bron = bron[eind:]
        laatste = max((plek + lengte for plek, lengte, _ in self._gids.values()), default=0)
        if len(self._bron) < laatste:
            raise Opslagfout("Het editiebestand is afgebroken; draai: regio data laad.")

    @classmethod
    def open(cls, pad: Path) -> Sectiebestand:
        """Map a file; raises Opslagfout when it is missing or no whole edition."""
        try:
            with pad.open("rb") as bestand:
                return cls(memoryview(mmap.mmap(bestand.fileno(), 0, access=mmap.ACCESS_READ)))
        except (OSError, ValueError, TypeError, AttributeError) as fout:
            raise Opslagfout(f"Het editiebestand {pad.name} kan niet worden geopend; draai: regio data laad.") from fout

    def __contains__(self, naam: str) -> bool:
        return naam in self._gids

    def sectie(self, naam: str) -> memoryview:
        """A section as a view of its element type, without copying."""
        plek, lengte, soort = self._gids[naam]
        return self._bron[plek : plek + lengte].cast(soort)

    def json(self, naam: str) -> Any:
        """A section that holds JSON, decoded."""
        return json.loads(bytes(self.sectie(naam)))
