"""Ready files of the map set as they lie on disk, and features as slices of a mapped file."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regio.fouten import Opslagfout
from regio.gebieden.kaartset.geojson import KOP, STAART, TUSSEN, verzameling

ACHTERVOEGSEL = {"identity": "", "br": ".br", "gzip": ".gz"}
KWIJT = "Een kaartbestand van deze editie ontbreekt of is onleesbaar; draai: regio data laad."


@dataclass(frozen=True, slots=True)
class Kaartbestand:
    """A file of the map set: it never changes, a new one gets another name."""

    naam: str
    mediatype: str
    grootte: int
    sha256: str
    coderingen: tuple[str, ...]
    map_: Path

    @property
    def etag(self) -> str:
        """Strong ETag of the file as it is; a compressed form needs one of its own."""
        return f'"{self.sha256[:32]}"'

    def pad(self, codering: str = "identity") -> Path | None:
        """The file in a content coding (``br``, ``gzip`` or ``identity``), None where it is not kept so."""
        return self.map_ / f"{self.naam}{ACHTERVOEGSEL[codering]}" if codering in self.coderingen else None


def kaartbestand(naam: str, velden: Mapping[str, Any], map_: Path) -> Kaartbestand:
    """A file as the index describes it."""
    coderingen = ("identity", *velden.get("samengeperst", {}))
    return Kaartbestand(naam, velden["mediatype"], velden["grootte"], velden["sha256"], coderingen, map_)


class Kenmerken(Mapping[str, memoryview]):
    """Ready GeoJSON features by code, in order of code: UTF-8 bytes, not copied."""

    def __init__(self, codes: Sequence[str], stukken: Sequence[memoryview], geheel: memoryview | None = None) -> None:
        """``geheel`` is the whole FeatureCollection, where it lies ready."""
        self._stukken = dict(zip(codes, stukken, strict=True))
        self._geheel = geheel
        self.grootte = sum(map(len, stukken))

    def __getitem__(self, code: str) -> memoryview:
        return self._stukken[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stukken)

    def __len__(self) -> int:
        return len(self._stukken)

    def verzameling(self, codes: Iterable[str] | None = None) -> bytes:
        """A FeatureCollection of some regions, or all; raises KeyError for a code without a feature."""
        if codes is not None:
            return verzameling(self._stukken[code] for code in codes)
        return verzameling(self._stukken.values()) if self._geheel is None else bytes(self._geheel)


def kenmerken_uit(pad: Path, codes: Sequence[str]) -> Kenmerken:
    """The features of a GeoJSON file with one feature per line. Raises Opslagfout."""
    try:
        with pad.open("rb") as bestand:
            inhoud = mmap.mmap(bestand.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as fout:
        raise Opslagfout(KWIJT) from fout
    bron, stukken, begin = memoryview(inhoud), [], len(KOP)
    for _ in codes:
        eind = inhoud.find(b"\n", begin)
        stukken.append(bron[begin : eind - (inhoud[eind - 1] == TUSSEN[0])])
        begin = eind + 1
    if begin - 1 + len(STAART) != len(inhoud):
        raise Opslagfout(KWIJT)
    return Kenmerken(codes, stukken, bron)
