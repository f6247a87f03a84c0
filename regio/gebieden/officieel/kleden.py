"""Closing what cleaning left open: noise to its neighbour, ground back to its own postcode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from regio.bronnen.rijen import Feiten
from regio.gebieden.officieel.gaten import Beoordeling, Gat, Land, beoordeel, geef_terug, sluit
from regio.gebieden.officieel.grond import droog_deel, ligt_in, zonder_grond
from regio.gebieden.officieel.maten import SNAPPEN
from regio.gebieden.officieel.melden import Meldingen
from regio.gebieden.officieel.poort import alleen_vlakken
from regio.gebieden.vlakken import Geometrieen

Rij = dict[str, object]


@dataclass(frozen=True, eq=False)
class Gekleed:
    """The coverage after closing, every gap with its class, and what happened to empty postcodes."""

    vlak: Geometrieen
    gaten: list[Gat]
    leeg: list[Rij]


def kleed(vlak: Geometrieen, feiten: Feiten, land: Land, waar: str, meldingen: Meldingen) -> Gekleed:
    """Close the gaps of the cleaned bouwstenen, shape (n,), and give emptied postcodes their ground."""
    ids = [rij.id for rij in feiten.bouwstenen]
    gezocht = zonder_grond(vlak, feiten)
    gaten = geef_terug(beoordeel(vlak, ids, Beoordeling(land, gezocht)), gezocht)
    for gat in gaten:
        if gat.klasse == "fout":
            meldingen.fout("gat-in-het-land", waar, gat.melding())
    dicht = sluit(vlak, ids, gaten)
    leeg: list[Rij] = []
    for naam, punt in gezocht.items():
        dicht, regel = _geef_grond(dicht, ids.index(naam), punt, gaten, land)
        buur = "" if regel["m2_na"] else ligt_in(punt, dicht, feiten.bouwstenen)
        leeg.append({"id": naam, "m2_kaart": round(float(vlak[ids.index(naam)].area), 1), **regel, "ligt_in": buur})
    return Gekleed(dicht, gaten, leeg)


def _geef_grond(
    vlak: Geometrieen, nummer: int, punt: shapely.Point, gaten: Sequence[Gat], land: Land
) -> tuple[Geometrieen, Rij]:
    """Ground for an emptied postcode whose point lies in a gap: all of it, or the land in it."""
    gat = next((gat for gat in gaten if shapely.intersects(gat.vorm, punt)), None)
    if gat is None:
        return vlak, {"gat": 0, "hoe": "geen", "m2_na": 0.0}
    if gat.klasse == "postcode":
        return vlak, {"gat": gat.nummer, "hoe": "gat", "m2_na": round(float(vlak[nummer].area), 1)}
    droog = droog_deel(gat, punt, land)
    nieuw = inpassen(vlak, nummer, droog) if droog is not None else None
    if nieuw is None:
        return vlak, {"gat": gat.nummer, "hoe": "geen", "m2_na": 0.0}
    return nieuw, {"gat": gat.nummer, "hoe": "land-in-gat", "m2_na": round(float(nieuw[nummer].area), 1)}


def inpassen(vlak: Geometrieen, nummer: int, stuk: shapely.Polygon) -> Geometrieen | None:
    """The coverage with one more piece in a gap, or None when it does not fit without overlap.

    Only the neighbours of the gap gain corners, on edges that nobody shares.
    """
    boom = shapely.STRtree(vlak)
    buren = np.setdiff1d(boom.query(stuk, predicate="dwithin", distance=1.0), [nummer])
    eigen = shapely.difference(stuk, shapely.union_all(vlak[buren])) if len(buren) else stuk
    groep = alleen_vlakken(
        np.asarray(shapely.coverage_clean([eigen, *vlak[buren]], snapping_distance=SNAPPEN, gap_width=1.0))
    )
    uit = vlak.copy()
    uit[nummer], uit[buren] = groep[0], groep[1:]
    gelijk = np.abs(shapely.area(uit[buren]) - shapely.area(vlak[buren])).max(initial=0.0) < 1_000.0
    return uit if gelijk and bool(shapely.coverage_is_valid(uit)) else None
