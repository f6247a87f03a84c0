"""From a label at every node of the lattice to polygons that share their borders exactly.

In a triangle whose corners differ, a border runs between the points where its sides are crossed; in
one with three labels three borders meet in the middle. Every crossing is worked out once and no line
leaves its triangle, so the polygons are a valid coverage whatever the labels are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.gebieden.schets.punten import Getallen, Nummers
from regio.gebieden.schets.rooster import Rooster

# A crossing stays this share of a side away from both its ends: no neck gets narrower.
RAND = 0.05
# Gives how much better the first label suits a node than the second one (n,), negative where worse.
Voorkeur = Callable[[Nummers, Nummers, Nummers], Getallen]


@dataclass(frozen=True, eq=False)
class Bogen:
    """Directed pieces of border: from and to a corner (numbers of ``hoeken``), with ``links`` on the left."""

    hoeken: Getallen
    van: Nummers
    naar: Nummers
    links: Nummers


def vlakken(rooster: Rooster, labels: Nummers, voorkeur: Voorkeur, aantal: int) -> NDArray[np.object_]:
    """Polygon or MultiPolygon of the labels 0 up to ``aantal``, empty where a label has no node.

    ``labels`` (nodes,) may hold other labels too (water, -1); the outermost nodes must hold those.
    """
    bogen = _bogen(rooster, labels, voorkeur)
    ringen: defaultdict[int, list[NDArray[np.float64]]] = defaultdict(list)
    for label, ring in _ringen(bogen, aantal):
        ringen[label].append(bogen.hoeken[ring])
    uit = np.full(aantal, shapely.Polygon(), dtype=object)
    for label, delen in ringen.items():
        uit[label] = _vlak(delen)
    return uit


def _bogen(rooster: Rooster, labels: Nummers, voorkeur: Voorkeur) -> Bogen:
    drie = rooster.driehoeken()
    soort = labels[drie]
    gemengd = (soort != soort[:, [1, 2, 0]]).any(axis=1)
    drie, soort = drie[gemengd], soort[gemengd]
    paren = np.stack([drie, drie[:, [1, 2, 0]]], axis=2)
    doorsneden = soort != soort[:, [1, 2, 0]]
    laag, hoog = paren[doorsneden].min(axis=1), paren[doorsneden].max(axis=1)
    sleutels, nummer = np.unique(laag * rooster.aantal + hoog, return_inverse=True)
    zijden = np.stack(np.divmod(sleutels, rooster.aantal), axis=1)
    hoek = np.full(drie.shape, -1, dtype=np.int64)
    hoek[doorsneden] = nummer
    snijpunten = _snijpunten(rooster, labels, zijden, voorkeur)
    knoop = doorsneden.all(axis=1)
    middens = snijpunten[hoek[knoop]].mean(axis=1)
    delen = [*_door_twee(soort[~knoop], hoek[~knoop]), *_door_drie(soort[knoop], hoek[knoop], len(snijpunten))]
    van, naar, links = (np.concatenate(kolom) for kolom in zip(*delen, strict=True))
    return Bogen(np.concatenate([snijpunten, middens]), van, naar, links)


def _snijpunten(rooster: Rooster, labels: Nummers, zijden: Nummers, voorkeur: Voorkeur) -> Getallen:
    """Where the preference for the one label turns into that for the other, between two nodes."""
    een, twee = zijden[:, 0], zijden[:, 1]
    hier = voorkeur(labels[een], labels[twee], een)
    daar = -voorkeur(labels[een], labels[twee], twee)
    met = (hier >= 0) & (daar >= 0) & (hier + daar > 0)
    deel = np.divide(hier, hier + daar, out=np.full(len(een), 0.5), where=met)
    deel = np.clip(deel, RAND, 1 - RAND)[:, None]
    uit: Getallen = rooster.plaats(een) * (1 - deel) + rooster.plaats(twee) * deel
    return uit


Deel = tuple[Nummers, Nummers, Nummers]


def _door_twee(soort: Nummers, hoek: Nummers) -> list[Deel]:
    """One border cuts off the corner whose label stands alone; corners run counterclockwise."""
    uit = []
    for i in range(3):
        j, k = (i + 1) % 3, (i + 2) % 3
        alleen = soort[:, j] == soort[:, k]
        # Side i runs from corner i to corner j; side k comes back to corner i.
        uit.append((hoek[alleen, i], hoek[alleen, k], soort[alleen, i]))
        uit.append((hoek[alleen, k], hoek[alleen, i], soort[alleen, j]))
    return uit


def _door_drie(soort: Nummers, hoek: Nummers, eerste: int) -> list[Deel]:
    """Three labels meet in the middle: each has its own corner of the triangle."""
    midden = np.arange(eerste, eerste + len(soort))
    uit = []
    for i in range(3):
        k = (i + 2) % 3
        uit += [(hoek[:, i], midden, soort[:, i]), (midden, hoek[:, k], soort[:, i])]
    return uit


def _ringen(bogen: Bogen, aantal: int) -> list[tuple[int, Nummers]]:
    """Closed rings of corner numbers with their label on the left; a label passes a corner once."""
    mee = np.flatnonzero((bogen.links >= 0) & (bogen.links < aantal))
    maat = len(bogen.hoeken)
    begin = bogen.links[mee] * maat + bogen.van[mee]
    volgorde = np.argsort(begin)
    mee, begin = mee[volgorde], begin[volgorde]
    volgende = np.searchsorted(begin, bogen.links[mee] * maat + bogen.naar[mee]).tolist()
    van, links = bogen.van[mee], bogen.links[mee].tolist()
    gezien = bytearray(len(volgende))
    uit = []
    for start in range(len(volgende)):
        if gezien[start]:
            continue
        ring, plek = [], start
        while not gezien[plek]:
            gezien[plek] = 1
            ring.append(plek)
            plek = volgende[plek]
        uit.append((links[start], van[ring]))
    return uit


def _vlak(ringen: list[NDArray[np.float64]]) -> shapely.Geometry:
    """Rings with the ground on their left: counterclockwise ones around it, clockwise ones are holes."""
    gesloten = [shapely.linearrings(ring) for ring in ringen]
    buiten = [shapely.Polygon(ring) for ring in gesloten if ring.is_ccw]
    gaten = [ring for ring in gesloten if not ring.is_ccw]
    if not gaten:
        return buiten[0] if len(buiten) == 1 else shapely.MultiPolygon(buiten)
    met: list[list[shapely.LinearRing]] = [[] for _ in buiten]
    for gat in gaten:
        om = [nr for nr, vlak in enumerate(buiten) if vlak.contains(gat)]
        met[min(om, key=lambda nr: buiten[nr].area)].append(gat)
    vormen = [shapely.Polygon(vlak.exterior, gat) for vlak, gat in zip(buiten, met, strict=True)]
    return vormen[0] if len(vormen) == 1 else shapely.MultiPolygon(vormen)
