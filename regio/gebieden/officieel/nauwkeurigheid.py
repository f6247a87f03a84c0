"""How far two official drawings of the same border lie apart: the accuracy that answers may claim."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.gebieden.vlakken import Geometrieen

STAP = 100.0
# Beyond this the two borders are no two drawings of one line: a postcode lies across the border.
ZELFDE_LIJN = 500.0
ZONDER_METING = 100.0
_ROND = 50.0


def binnengrenzen(vlak: Geometrieen, waarde: NDArray[np.intp]) -> shapely.Geometry:
    """The borders between regions (dissolved by ``waarde``, -1 left out), without coast and frontier."""
    regios = [shapely.coverage_union_all(vlak[waarde == nummer]) for nummer in np.unique(waarde[waarde >= 0])]
    grenzen = shapely.union_all(shapely.boundary(regios))
    buitenkant = shapely.boundary(shapely.coverage_union_all(vlak[waarde >= 0]))
    uit: shapely.Geometry = shapely.difference(grenzen, buitenkant)
    return uit


def afstanden(van: shapely.Geometry, naar: shapely.Geometry) -> NDArray[np.float64]:
    """Metres from points every ``STAP`` along one set of lines to the other set."""
    lijnen = shapely.get_parts(shapely.line_merge(van))
    punten = [
        shapely.line_interpolate_point(lijn, np.arange(STAP / 2, lijn.length, STAP))
        for lijn in lijnen
        if lijn.length > STAP / 2
    ]
    if not punten or shapely.is_empty(naar):
        return np.empty(0)
    stukken = shapely.get_parts(naar)
    alle = np.concatenate(punten)
    _, afstand = shapely.STRtree(stukken).query_nearest(alle, return_distance=True, all_matches=False)
    uit: NDArray[np.float64] = afstand
    return uit


def meet(metingen: Mapping[int, NDArray[np.float64]]) -> dict[str, Any]:
    """Percentiles (metres) per year of a layer; ``afgerond`` is what answers state.

    The layer whose borders lie nearest is the least simplified, and the one to measure by: the
    others differ by their own simplification. Points where the lines lie farther apart than
    ``ZELFDE_LIJN`` are counted, not averaged: there a postcode lies across the border.
    """
    per_jaar = {str(jaar): _cijfers(meting) for jaar, meting in metingen.items() if (meting <= ZELFDE_LIJN).any()}
    if not per_jaar:
        return {"per_jaar": {}, "gemeten_aan": None, "afgerond": ZONDER_METING}
    fijnste = min(per_jaar, key=lambda jaar: per_jaar[jaar]["p50"])
    afgerond = max(_ROND, math.ceil(per_jaar[fijnste]["p95"] / _ROND) * _ROND)
    return {"per_jaar": per_jaar, "gemeten_aan": int(fijnste), "afgerond": afgerond}


def _cijfers(meting: NDArray[np.float64]) -> dict[str, float]:
    zelfde = meting[meting <= ZELFDE_LIJN]
    p50, p90, p95 = (round(float(p), 1) for p in np.percentile(zelfde, (50, 90, 95)))
    anders = round(1.0 - len(zelfde) / len(meting), 4)
    return {"punten": len(meting), "andere_lijn": anders, "p50": p50, "p90": p90, "p95": p95}
