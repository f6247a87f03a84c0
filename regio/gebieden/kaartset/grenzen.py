"""Borders between neighbours as lines: the segments that two regions of a coverage share."""

from __future__ import annotations

import numpy as np
import shapely

from regio.gebieden.kaartset.niveaus import Vormen


def gedeelde_grenzen(vormen: Vormen) -> dict[tuple[int, int], shapely.Geometry]:
    """The border of every pair of neighbours in a valid coverage, shape (n,), by their positions.

    LineString or MultiLineString, in the units of the shapes; the coast, which one region has alone,
    is left out. Pairs stand in order.
    """
    delen, regio = shapely.get_parts(vormen, return_index=True)
    ringen, deel = shapely.get_rings(delen, return_index=True)
    punten, ring = shapely.get_coordinates(ringen, return_index=True)
    binnen = ring[1:] == ring[:-1]
    van, naar, eigenaar = punten[:-1][binnen], punten[1:][binnen], regio[deel[ring[:-1][binnen]]]
    # Neighbours run along their border in opposite directions: the same two ends, in one order.
    om = (van[:, 0] > naar[:, 0]) | ((van[:, 0] == naar[:, 0]) & (van[:, 1] > naar[:, 1]))
    stukken = np.where(om[:, None], np.hstack([naar, van]), np.hstack([van, naar]))
    volgorde = np.lexsort((eigenaar, *stukken.T))
    stukken, eigenaar = stukken[volgorde], eigenaar[volgorde]
    gelijk = np.flatnonzero((stukken[1:] == stukken[:-1]).all(axis=1))
    paren = np.column_stack([eigenaar[gelijk], eigenaar[gelijk + 1]])
    lijnen = shapely.linestrings(stukken[gelijk].reshape(-1, 2, 2))
    uit = {}
    for a, b in sorted(set(map(tuple, paren.tolist()))):
        eigen = lijnen[(paren == (a, b)).all(axis=1)]
        uit[a, b] = shapely.line_merge(shapely.multilinestrings(eigen))
    return uit
