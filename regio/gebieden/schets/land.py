"""Where there is land: worked out from how far the points of the postcodes lie from each other.

The points are joined into triangles (Delaunay). Water comes in from outside, through every side that
is too long for land, and takes the triangles behind it; what no water can reach stays land, however
thinly populated: so the Veluwe is dry and the IJsselmeer is not. Around what is left every point
brings land as far as its neighbours lie apart, but never more than a third of the way over water.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.gebieden.schets.punten import Getallen, Nummers, Punten

# Longest side (metres) over which there is land: within a gemeente, within a provincie, elsewhere,
# and between gemeenten in the delta, where an arm of the sea may lie between any two islands.
LANG_GEMEENTE, LANG_PROVINCIE, LANG, LANG_DELTA = 12_000.0, 9_000.0, 5_500.0, 4_000.0
DELTA = ("PV28", "PV29")
# Reach of the land around a point (metres), and how far bays are filled and spikes rounded.
MINST, MEEST, AANDEEL = 1_300.0, 3_000.0, 0.55
OVER_WATER = 0.33
VUL, SLIJP = 1_500.0, 500.0


@dataclass(frozen=True, eq=False)
class Net:
    """Triangles (t, 3) of points, the sides (s, 2), which sides a triangle has, and what is land."""

    driehoeken: Nummers
    zijden: Nummers
    van_driehoek: Nummers
    lengte: Getallen
    droog: NDArray[np.bool_]


def land(punten: Punten) -> shapely.Geometry:
    """The land as a polygon or multipolygon without small holes (metres RD)."""
    net = _net(punten)
    bereik = _bereik(punten, net)
    kern = shapely.polygons(punten.xy[net.driehoeken[net.droog]])
    schijven = shapely.buffer(shapely.points(punten.xy), bereik, quad_segs=6)
    rand = net.zijden[_rand(net)]
    banen = [shapely.convex_hull(shapely.union(schijven[a], schijven[b])) for a, b in rand]
    ruw = shapely.union_all([*kern, *schijven, *banen])
    glad = shapely.buffer(shapely.buffer(shapely.buffer(ruw, VUL), -VUL - SLIJP), SLIJP)
    return shapely.union_all([_zonder_gaten(deel) for deel in shapely.get_parts(glad)])


def _zonder_gaten(vlak: shapely.Polygon) -> shapely.Polygon:
    return shapely.Polygon(vlak.exterior)


def _net(punten: Punten) -> Net:
    driehoeken = _driehoeken(punten.xy)
    paren = np.sort(driehoeken[:, [[0, 1], [1, 2], [2, 0]]], axis=2).reshape(-1, 2)
    zijden, nummer = np.unique(paren, axis=0, return_inverse=True)
    verschil = punten.xy[zijden[:, 0]] - punten.xy[zijden[:, 1]]
    lengte = np.hypot(verschil[:, 0], verschil[:, 1])
    van_driehoek = nummer.reshape(-1, 3)
    open_ = lengte > _langste(punten, zijden)
    return Net(driehoeken, zijden, van_driehoek, lengte, _droog(van_driehoek, open_))


def _driehoeken(xy: Getallen) -> Nummers:
    delen = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(xy)))
    hoeken = shapely.get_coordinates(delen).reshape(-1, 4, 2)[:, :3]
    # Points lie on whole metres, so one number can stand for a place.
    sleutel = xy[:, 0] * 1e6 + xy[:, 1]
    volgorde = np.argsort(sleutel)
    gezocht = hoeken[:, :, 0] * 1e6 + hoeken[:, :, 1]
    uit: Nummers = volgorde[np.searchsorted(sleutel[volgorde], gezocht)].reshape(-1, 3)
    return uit


def _langste(punten: Punten, zijden: Nummers) -> Getallen:
    gemeente, provincie = np.array(punten.gemeente)[punten.van], np.array(punten.provincie)[punten.van]
    een, twee = zijden[:, 0], zijden[:, 1]
    delta = np.isin(provincie[een], DELTA) | np.isin(provincie[twee], DELTA)
    uit = np.where(provincie[een] == provincie[twee], LANG_PROVINCIE, LANG)
    uit = np.where(delta, LANG_DELTA, uit)
    return np.where(gemeente[een] == gemeente[twee], LANG_GEMEENTE, uit)


def _droog(van_driehoek: Nummers, open_: NDArray[np.bool_]) -> NDArray[np.bool_]:
    droog = np.ones(len(van_driehoek), dtype=np.bool_)
    while True:
        keren = np.bincount(van_driehoek[droog].ravel(), minlength=len(open_))
        nat = droog & (open_ & (keren == 1))[van_driehoek].any(axis=1)
        if not nat.any():
            return droog
        droog &= ~nat


def _rand(net: Net) -> NDArray[np.bool_]:
    """Sides between land and water."""
    keren = np.bincount(net.van_driehoek[net.droog].ravel(), minlength=len(net.zijden))
    uit: NDArray[np.bool_] = keren == 1
    return uit


def _bereik(punten: Punten, net: Net) -> Getallen:
    """How far (m,) the land reaches around each point."""
    keren = np.bincount(net.van_driehoek[net.droog].ravel(), minlength=len(net.zijden))
    droog = keren > 0
    som, aantal = np.zeros(len(punten.xy)), np.zeros(len(punten.xy))
    for kant in (0, 1):
        np.add.at(som, net.zijden[droog, kant], net.lengte[droog])
        np.add.at(aantal, net.zijden[droog, kant], 1)
    bereik = np.clip(AANDEEL * som / np.maximum(aantal, 1), MINST, MEEST)
    nat = ~droog & (punten.van[net.zijden[:, 0]] != punten.van[net.zijden[:, 1]])
    for kant in (0, 1):
        np.minimum.at(bereik, net.zijden[nat, kant], np.maximum(OVER_WATER * net.lengte[nat], 700.0))
    return bereik
