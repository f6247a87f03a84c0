"""The net of triangles between the points, and which triangles are land.

Water comes in from outside, through every side that is too long for land, and takes the triangle
behind it; what it cannot reach stays land, however thinly populated. So the Veluwe is dry and the
IJsselmeer is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.gebieden.schets.punten import Getallen, Nummers, Punten

# Longest side (metres) over which there can be land: within a gemeente, within a provincie, and
# between two provincies.
LANG_GEMEENTE, LANG_PROVINCIE, LANG = 12_000.0, 9_000.0, 5_500.0
# Two gemeenten that come nowhere nearer to each other than this have water between them, wherever
# water can come: nearly all islands are gemeenten of their own.
LOS = 6_000.0
# In the delta of Zeeland and Zuid-Holland an arm of the sea may lie between any two gemeenten. In
# Flevoland the places lie far apart, and lakes lie between it and the old land.
DELTA, LANG_DELTA, LOS_DELTA = ("PV28", "PV29"), 4_500.0, 4_000.0
POLDER, LANG_POLDER, LOS_POLDER, LANG_RANDMEER = "PV24", 16_000.0, 8_500.0, 4_000.0


@dataclass(frozen=True, eq=False)
class Net:
    """Triangles (t, 3) of points, sides (s, 2) of points with their length (s,) in metres.

    ``van_driehoek`` (t, 3) are the sides of each triangle, ``droog`` (t,) says which are land.
    """

    driehoeken: Nummers
    zijden: Nummers
    lengte: Getallen
    van_driehoek: Nummers
    droog: NDArray[np.bool_]

    @cached_property
    def keren(self) -> Nummers:
        """How many triangles of land (s,) lie along each side: 0 over water, 1 on the shore, else 2."""
        uit: Nummers = np.bincount(self.van_driehoek[self.droog].ravel(), minlength=len(self.zijden))
        return uit


def maak_net(punten: Punten) -> Net:
    """Join the points into triangles (Delaunay) and let the water in."""
    driehoeken = _driehoeken(punten.xy)
    paren = np.sort(driehoeken[:, [[0, 1], [1, 2], [2, 0]]], axis=2).reshape(-1, 2)
    zijden, nummer = np.unique(paren, axis=0, return_inverse=True)
    verschil = punten.xy[zijden[:, 0]] - punten.xy[zijden[:, 1]]
    lengte = np.hypot(verschil[:, 0], verschil[:, 1])
    van_driehoek = nummer.reshape(-1, 3)
    open_ = lengte > _langste(punten, zijden, lengte)
    return Net(driehoeken, zijden, lengte, van_driehoek, _droog(van_driehoek, open_))


def _driehoeken(xy: Getallen) -> Nummers:
    delen = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(xy)))
    hoeken = shapely.get_coordinates(delen).reshape(-1, 4, 2)[:, :3]
    # Points lie on whole metres, so one number can stand for a place.
    sleutel = xy[:, 0] * 1e6 + xy[:, 1]
    volgorde = np.argsort(sleutel)
    gezocht = hoeken[:, :, 0] * 1e6 + hoeken[:, :, 1]
    uit: Nummers = volgorde[np.searchsorted(sleutel[volgorde], gezocht)].reshape(-1, 3)
    return uit


def _langste(punten: Punten, zijden: Nummers, lengte: Getallen) -> Getallen:
    """Over what length (s,) there can still be land along each side."""
    een, twee = (np.array(punten.provincie)[punten.van[zijden[:, kant]]] for kant in (0, 1))
    delta = np.isin(een, DELTA) | np.isin(twee, DELTA)
    polder = (een == POLDER) & (twee == POLDER)
    lang = np.where(een == twee, LANG_PROVINCIE, LANG)
    lang = np.where((een == POLDER) != (twee == POLDER), LANG_RANDMEER, lang)
    lang = np.select([delta, polder], [LANG_DELTA, LANG_POLDER], lang)
    los = np.select([delta, polder], [LOS_DELTA, LOS_POLDER], LOS)
    zelfde, nader = _gemeenten(punten, zijden, lengte)
    return np.where(zelfde, np.maximum(lang, LANG_GEMEENTE), np.where(nader > los, 0.0, lang))


def _gemeenten(punten: Punten, zijden: Nummers, lengte: Getallen) -> tuple[NDArray[np.bool_], Getallen]:
    """Per side whether it lies within a gemeente, and how near its two gemeenten come (s,), in metres."""
    _, gemeente = np.unique(np.array(punten.later), return_inverse=True)
    code = np.sort(gemeente[punten.van[zijden]], axis=1)
    paren, paar = np.unique(code, axis=0, return_inverse=True)
    naast = np.full(len(paren), np.inf)
    np.minimum.at(naast, paar.ravel(), lengte)
    return code[:, 0] == code[:, 1], naast[paar.ravel()]


def _droog(van_driehoek: Nummers, open_: NDArray[np.bool_]) -> NDArray[np.bool_]:
    droog = np.ones(len(van_driehoek), dtype=np.bool_)
    while True:
        keren = np.bincount(van_driehoek[droog].ravel(), minlength=len(open_))
        nat = droog & (open_ & (keren == 1))[van_driehoek].any(axis=1)
        if not nat.any():
            return droog
        droog &= ~nat
