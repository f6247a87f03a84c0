"""Narrow places that stay open after cleaning: they lie on the outer edge, so none is a hole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from regio.gebieden.officieel.maten import SPLEET
from regio.gebieden.vlakken import Geometrieen


def inhammen(vlak: Geometrieen, namen: Sequence[str]) -> list[dict[str, object]]:
    """Every narrow place with its bouwstenen, length (m) and point (RD).

    Class ``inham``: an inlet, creek or neck of water narrower than ``SPLEET``, open to water or
    abroad. Class ``fout``: a narrow place that is on no outer edge, which a coverage cannot have.
    """
    randen = shapely.coverage_invalid_edges(vlak, gap_width=SPLEET)
    wie = np.flatnonzero(~shapely.is_empty(randen))
    if not len(wie):
        return []
    buitenkant = shapely.boundary(shapely.coverage_union_all(vlak))
    plekken = shapely.get_parts(shapely.union_all(shapely.buffer(randen[wie], SPLEET)))
    boom = shapely.STRtree(randen[wie])
    uit: list[dict[str, object]] = []
    for nummer, plek in enumerate(plekken, start=1):
        eigen = wie[boom.query(plek, predicate="intersects")]
        lijn = shapely.union_all(shapely.intersection(randen[eigen], plek))
        midden = shapely.point_on_surface(lijn)
        open_ = shapely.dwithin(lijn, buitenkant, 0.01)
        uit.append(
            {
                "id": nummer,
                "klasse": "inham" if open_ else "fout",
                "m": round(float(lijn.length), 1),
                "x": round(float(midden.x)),
                "y": round(float(midden.y)),
                "bouwstenen": sorted(namen[nr] for nr in eigen),
            }
        )
    return uit
