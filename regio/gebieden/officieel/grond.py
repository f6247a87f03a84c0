"""Postcodes without ground on the map: which, where their point lies, and whose ground it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import shapely

from regio.bronnen.rijen import BouwsteenRij, Feiten
from regio.gebieden.officieel.gaten import Gat, Land
from regio.gebieden.officieel.maten import MEESTE_GROND, MINSTE_GROND, OEVERRUIS
from regio.gebieden.vlakken import Geometrieen


def bewoond(feiten: Feiten) -> dict[str, shapely.Point]:
    """The point (RD) of every PC4 where people live by the facts, of 2021 or else of 2014."""
    inwoners: dict[str, int] = {rij.pc4: rij.inwoners_2021 or 0 for rij in feiten.postcodes}
    for oud in feiten.postcodes_2014:
        inwoners[oud.pc4] = inwoners.get(oud.pc4) or oud.inwoners_2014 or 0
    return {rij.pc4: shapely.Point(rij.x_rd, rij.y_rd) for rij in feiten.postcodes if inwoners[rij.pc4]}


def zonder_grond(vlak: Geometrieen, feiten: Feiten) -> dict[str, shapely.Point]:
    """The point of every first part with next to no ground, by id, where people live by the facts.

    A small postcode whose point lies in its own ground is only small.
    """
    punten = bewoond(feiten)
    klein = shapely.area(vlak) < MINSTE_GROND
    uit = {}
    for nummer in np.flatnonzero(klein):
        rij = feiten.bouwstenen[int(nummer)]
        punt = punten.get(rij.pc4)
        if rij.deel == 1 and punt and not shapely.intersects(vlak[nummer], punt):
            uit[rij.id] = punt
    return uit


def ontbreekt_op_land(vlak: Geometrieen, feiten: Feiten, land: Land) -> list[str]:
    """The inhabited PC4s whose point lies on land but in the ground of no bouwsteen, such as a bite out
    of the coast or the frontier, which is no gap. Without layers of gemeenten every such point is land.
    """
    punten = bewoond(feiten)
    _, gedekt = shapely.STRtree(list(punten.values())).query(vlak, predicate="intersects")
    open_ = np.setdiff1d(np.arange(len(punten)), gedekt)
    los = [list(punten.items())[nummer] for nummer in open_]
    return [pc4 for pc4, punt in los if not land or any(shapely.intersects(vorm, punt) for vorm in land.values())]


def droog_deel(gat: Gat, punt: shapely.Point, land: Land) -> shapely.Polygon | None:
    """The land within a gap of water that a point lies on: what the nearest layer of gemeenten draws
    there, without the noise along the shore. None when it cannot be the ground of one postcode.
    """
    for jaar in sorted(land, reverse=True):
        droog = shapely.intersection(gat.vorm, land[jaar])
        kern = shapely.intersection(
            droog.buffer(-OEVERRUIS, join_style="mitre").buffer(OEVERRUIS, join_style="mitre"), droog
        )
        for stuk in shapely.get_parts(kern):
            if stuk.geom_type == "Polygon" and shapely.intersects(stuk, punt):
                return stuk if MINSTE_GROND <= stuk.area <= MEESTE_GROND else None
    return None


def ligt_in(punt: shapely.Point, vlak: Geometrieen, bouwstenen: Sequence[BouwsteenRij]) -> str:
    """The id of the bouwsteen in whose ground a point lies, empty when it lies in none."""
    for nummer in shapely.STRtree(vlak).query(punt, predicate="intersects"):
        return bouwstenen[int(nummer)].id
    return ""


def landen(gemeenten: Mapping[int, Geometrieen]) -> dict[int, shapely.Geometry]:
    """The ground of all gemeenten together, per year of a layer."""
    return {jaar: shapely.union_all(vlak) for jaar, vlak in gemeenten.items()}
