"""TopoJSON from a coverage: every stretch of border is stored once and shared by all regions and layers.

In a coverage neighbours have exactly equal vertices, so borders follow by finding nodes: the
vertices where not every ring runs on between the same two neighbours. Coordinates are whole
steps of a fixed raster in degrees, written as differences. Equal input gives equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Getallen = NDArray[np.int64]
# A corner southwest of the country (degrees): steps are counted from here.
OORSPRONG = (3.0, 50.5)
_HELFT = 32
_VERSCHUIVING = 1 << 30


@dataclass(frozen=True, eq=False)
class Object:
    """Regions of one layer: what each says beside its border (``id``, ``properties``) and its shape
    in degrees (longitude first), shape (n,)."""

    leden: Sequence[Mapping[str, Any]]
    vormen: NDArray[np.object_]


@dataclass
class _Bogen:
    """Arcs in order of first use; an arc that runs the other way is known by its complement."""

    nummers: dict[bytes, int] = field(default_factory=dict)
    lijst: list[Getallen] = field(default_factory=list)

    def nummer(self, boog: Getallen) -> int:
        sleutel, terug = boog.tobytes(), boog[::-1].tobytes()
        if sleutel in self.nummers:
            return self.nummers[sleutel]
        if terug in self.nummers:
            return ~self.nummers[terug]
        self.nummers[sleutel] = len(self.lijst)
        self.lijst.append(boog)
        return self.nummers[sleutel]


def topojson(objecten: Mapping[str, Object], stap: tuple[float, float]) -> bytes:
    """One topology of several layers over the same ground; ``stap`` is the raster in degrees (lon, lat).

    A part that falls away between the lines of the raster is left out; a region without any part
    has type null.
    """
    vlakken, van_vlak = _vlakken(objecten)
    punten, ringen = _ringen(vlakken, stap)
    knoop = _knopen(ringen, len(punten))
    bogen = _Bogen()
    geknipt = [[bogen.nummer(boog) for boog in _knip(ring, knoop)] if len(ring) > 2 else [] for ring in ringen]
    return _schrijf(
        {naam: list(_leden(een, geknipt, van_vlak[naam])) for naam, een in objecten.items()},
        _verschillen(punten, bogen.lijst),
        stap,
    )


def _vlakken(objecten: Mapping[str, Object]) -> tuple[NDArray[np.object_], dict[str, list[list[range]]]]:
    """All polygons, and per object, region and polygon the numbers of its rings (the first is the outer one)."""
    alle: list[NDArray[np.object_]] = []
    waar: dict[str, list[list[range]]] = {}
    ring = 0
    for naam, een in objecten.items():
        delen, regio = shapely.get_parts(shapely.orient_polygons(een.vormen), return_index=True)
        vol = ~shapely.is_empty(delen)
        delen, regio = delen[vol], regio[vol]
        alle.append(delen)
        waar[naam] = [[] for _ in een.vormen]
        for nummer, gaten in zip(regio.tolist(), shapely.get_num_interior_rings(delen).tolist(), strict=True):
            waar[naam][nummer].append(range(ring, ring + 1 + gaten))
            ring += 1 + gaten
    return np.concatenate(alle), waar


def _ringen(vlakken: NDArray[np.object_], stap: tuple[float, float]) -> tuple[Getallen, list[Getallen]]:
    """The distinct points of the raster, shape (p, 2), and per ring its points without the closing one."""
    ringen = shapely.get_rings(vlakken)
    graden, ring = shapely.get_coordinates(ringen, return_index=True)
    if not len(graden):
        return np.empty((0, 2), dtype=np.int64), []
    raster = np.rint((graden - OORSPRONG) / stap).astype(np.int64)
    sleutels, nummer = np.unique(
        (raster[:, 0] + _VERSCHUIVING << _HELFT) + raster[:, 1] + _VERSCHUIVING, return_inverse=True
    )
    punten = np.column_stack([(sleutels >> _HELFT), sleutels & (1 << _HELFT) - 1]) - _VERSCHUIVING
    # A point equal to the one after it in the same ring falls away; the closing point always does.
    laatste = np.append(ring[1:] != ring[:-1], True)
    blijft = ~laatste & np.append(nummer[1:] != nummer[:-1], False)
    begin = np.searchsorted(ring[blijft], np.arange(1, len(ringen)))
    return punten, np.split(nummer[blijft].astype(np.int64), begin)


def _knopen(ringen: Sequence[Getallen], aantal: int) -> NDArray[np.bool_]:
    """Which points have other neighbours in one ring than in another, shape (aantal,)."""
    knoop = np.zeros(aantal, dtype=np.bool_)
    ringen = [ring for ring in ringen if len(ring)]
    if not ringen:
        return knoop
    punt = np.concatenate(ringen)
    eind = np.cumsum([len(ring) for ring in ringen])
    begin = np.concatenate([[0], eind[:-1]])
    voor, na = np.roll(punt, 1), np.roll(punt, -1)
    voor[begin], na[eind - 1] = punt[eind - 1], punt[begin]
    buren = np.column_stack([np.minimum(voor, na), np.maximum(voor, na)])
    eerste = np.zeros((aantal, 2), dtype=np.int64)
    eerste[punt] = buren
    knoop[punt[(eerste[punt] != buren).any(axis=1)]] = True
    return knoop


def _knip(ring: Getallen, knoop: NDArray[np.bool_]) -> Iterator[Getallen]:
    """The stretches of a ring between nodes; a ring without any is one, from its lowest point."""
    plekken = np.flatnonzero(knoop[ring])
    begin = int(plekken[0]) if len(plekken) else int(ring.argmin())
    gesloten = np.concatenate([ring[begin:], ring[: begin + 1]])
    grenzen = [*(plekken - begin).tolist(), len(ring)] if len(plekken) else [0, len(ring)]
    for van, tot in pairwise(grenzen):
        yield gesloten[van : tot + 1]


def _leden(een: Object, geknipt: Sequence[list[int]], waar: Sequence[Sequence[range]]) -> Iterator[dict[str, Any]]:
    for lid, vlakken in zip(een.leden, waar, strict=True):
        delen = [[geknipt[ring] for ring in vlak if geknipt[ring]] for vlak in vlakken if geknipt[vlak[0]]]
        if not delen:
            yield {"type": None, **lid}
        elif len(delen) == 1:
            yield {"type": "Polygon", **lid, "arcs": delen[0]}
        else:
            yield {"type": "MultiPolygon", **lid, "arcs": delen}


def _verschillen(punten: Getallen, bogen: Sequence[Getallen]) -> list[list[list[int]]]:
    """Per arc its first point and from there the steps."""
    if not bogen:
        return []
    alle = punten[np.concatenate(bogen)]
    eind = np.cumsum([len(boog) for boog in bogen])
    begin = np.concatenate([[0], eind[:-1]])
    stappen = np.diff(alle, axis=0, prepend=0)
    stappen[begin] = alle[begin]
    lijst = stappen.tolist()
    return [lijst[van:tot] for van, tot in zip(begin.tolist(), eind.tolist(), strict=True)]


def _schrijf(
    leden: Mapping[str, list[dict[str, Any]]], bogen: list[list[list[int]]], stap: tuple[float, float]
) -> bytes:
    objecten = {naam: {"type": "GeometryCollection", "geometries": lijst} for naam, lijst in leden.items()}
    inhoud = {
        "type": "Topology",
        "transform": {"scale": list(stap), "translate": list(OORSPRONG)},
        "objects": objecten,
        "arcs": bogen,
    }
    return json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode()
