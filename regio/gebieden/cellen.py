"""The sketch of the country: one Voronoi cell around the point of every PC4, in RD (EPSG:28992)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import shapely

from regio.bronnen.rijen import PostcodeRij
from regio.fouten import Bronfout

# The land lies well inside this box (metres): every cell is cut to it.
X_MIN, Y_MIN, X_MAX, Y_MAX = 0.0, 300_000.0, 300_000.0, 630_000.0


def schetscellen(postcodes: Sequence[PostcodeRij]) -> dict[str, shapely.Polygon]:
    """The ground nearest to the point of each PC4, in metres RD: a valid coverage of the whole box.

    Keys stand in the order of ``postcodes``. Raises Bronfout when there is no postcode, when two
    rows share a PC4 or a point, or when a point lies outside the box around the Netherlands.
    """
    punten = _punten(postcodes)
    doos = shapely.box(X_MIN, Y_MIN, X_MAX, Y_MAX)
    if len(postcodes) == 1:
        return {postcodes[0].pc4: doos}
    ruw = shapely.voronoi_polygons(shapely.MultiPoint(punten), extend_to=doos, ordered=True)
    geknipt = shapely.intersection(shapely.get_parts(ruw), doos)
    if not shapely.coverage_is_valid(geknipt):
        raise Bronfout("De schetscellen sluiten niet op elkaar aan: liggen er punten vrijwel op dezelfde plaats?")
    return dict(zip((rij.pc4 for rij in postcodes), geknipt, strict=True))


def _punten(postcodes: Sequence[PostcodeRij]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    if not postcodes:
        raise Bronfout("Zonder postcodes zijn er geen schetscellen te tekenen.")
    op_plaats: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for rij in postcodes:
        if not (X_MIN < rij.x_rd < X_MAX and Y_MIN < rij.y_rd < Y_MAX):
            raise Bronfout(f"Het punt van postcode {rij.pc4} ({rij.x_rd}, {rij.y_rd}) ligt buiten Nederland.")
        op_plaats[rij.x_rd, rij.y_rd].append(rij.pc4)
    dubbel = [f"{' en '.join(pc4s)} op ({x}, {y})" for (x, y), pc4s in op_plaats.items() if len(pc4s) > 1]
    if dubbel:
        raise Bronfout(f"Meer dan één postcode heeft hetzelfde punt: {'; '.join(dubbel)}.")
    if len({rij.pc4 for rij in postcodes}) < len(postcodes):
        raise Bronfout("Een postcode staat twee keer in de lijst met punten.")
    return np.array([(rij.x_rd, rij.y_rd) for rij in postcodes], dtype=np.float64)
