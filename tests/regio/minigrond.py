"""The ground of mini-Nederland: every postcode a square of 5 km around its point, 3003 in two parts.

The part of 3003 in A is its western fifth, against 3002. 4004 lacks a piece in the east that
water took, and 1001 has no ground in the official files.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely

from regio.bronnen.rijen import Feiten
from regio.gebieden.vlakken import OFFICIEEL, SCHETS, Bronsoort, Vlakken

WATER = shapely.box(116_500, 444_000, 117_500, 446_000)


def minigrond(feiten: Feiten, bron: Bronsoort = SCHETS, *, geknipt: bool = True) -> Vlakken:
    """The ground of the drawing; the sketch is accurate to 500 metres, official borders to 100.

    Not ``geknipt`` the whole of 3003 is its part 1, as when a layer of gemeenten is missing.
    """
    punten = {rij.pc4: (rij.x_rd, rij.y_rd) for rij in feiten.postcodes}
    vlak = np.array([_grond(rij.id, *punten[rij.pc4]) for rij in feiten.bouwstenen], dtype=object)
    # Neighbours share their corners, also where a third one touches their border.
    vlak = shapely.segmentize(vlak, 500.0)
    ids = tuple(rij.id for rij in feiten.bouwstenen)
    if bron == OFFICIEEL:
        vlak[ids.index("1001-1")] = shapely.Polygon()
    if not geknipt:
        delen = [ids.index(naam) for naam in _DELEN]
        vlak[delen] = shapely.union_all(vlak[delen]), shapely.Polygon()
    assert shapely.coverage_is_valid(vlak)
    return Vlakken(bron, ids, vlak, 100.0 if bron == OFFICIEEL else 500.0, f"Getekend: {bron}", f"mini-{bron}")


_DELEN: dict[str, Callable[[float, float], shapely.Polygon]] = {
    "3003-1": lambda x, y: shapely.box(x - 1500, y - 2500, x + 2500, y + 2500),
    "3003-2": lambda x, y: shapely.box(x - 2500, y - 2500, x - 1500, y + 2500),
}


def _grond(bouwsteen: str, x: float, y: float) -> shapely.Geometry:
    if bouwsteen in _DELEN:
        return _DELEN[bouwsteen](x, y)
    vierkant = shapely.box(x - 2500, y - 2500, x + 2500, y + 2500)
    return shapely.difference(vierkant, WATER) if bouwsteen.startswith("4004") else vierkant
