"""The land: the triangles of the net that stay dry, with a shore around them.

Around the outermost points the land reaches as far as points lie apart there, but never more than
about a third of the way to the other side of a water. The Wadden islands lie in a row, each long in the
direction of the row: so a small island reaches out to the next one.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.gebieden.schets.net import Net
from regio.gebieden.schets.punten import Getallen, Nummers, Punten

# Reach of the land around a point (metres), as a share of the distance to the points around it.
MINST, MEEST, AANDEEL = 1_500.0, 4_200.0, 0.6
OVER_WATER, SMALST = 0.36, 700.0
# How far bays are filled and spikes are rounded (metres).
VUL, SLIJP = 600.0, 500.0
# A bay is filled where a circle of one of these radii does not fit in, when its mean depth is small.
BAAI, ONDIEP, STRAND = (6_000.0, 15_000.0), 1_900.0, 30.0
# A small island has at most this many postcodes; the next one of the row lies at most this far off.
KLEIN, RIJ = 12, 26_000.0
NAAR_BUUR, BREED, VERST = 0.38, 1_000.0, 6_500.0


def land(punten: Punten, net: Net) -> shapely.Geometry:
    """The land as a polygon or multipolygon without holes (metres RD)."""
    bereik = _bereik(punten, net)
    kern = shapely.polygons(punten.xy[net.driehoeken[net.droog]])
    schijven = shapely.buffer(shapely.points(punten.xy), bereik, quad_segs=6)
    oever = net.zijden[net.keren == 1]
    banen = [shapely.convex_hull(shapely.union(schijven[een], schijven[twee])) for een, twee in oever]
    ruw = [*kern, *schijven, *banen, *_rij_van_eilanden(punten, net)]
    kust = shapely.union_all(ruw)
    for straal in BAAI:
        kust = _strek(kust, straal)
    glad = _glad(kust)
    return shapely.union_all([shapely.Polygon(deel.exterior) for deel in shapely.get_parts(glad)])


def _strek(ruw: shapely.Geometry, straal: float) -> shapely.Geometry:
    """Straighten the coast: fill what is wide and shallow, leave what is an arm of the sea or a lake."""
    vol = shapely.buffer(shapely.buffer(ruw, straal, quad_segs=16), -straal, quad_segs=16)
    # A strip of shore is left out: it would string all bays along a coast together.
    plekken = shapely.get_parts(shapely.difference(vol, shapely.buffer(ruw, STRAND)))
    plekken = plekken[shapely.area(plekken) > STRAND * straal]
    mond = shapely.line_merge(shapely.difference(shapely.boundary(plekken), shapely.buffer(ruw, STRAND + 1.0)))
    # With a mouth on two sides it is a strait.
    baai = (shapely.get_num_geometries(mond) == 1) & (shapely.area(plekken) < ONDIEP * shapely.length(mond))
    return shapely.union_all([ruw, *shapely.buffer(plekken[baai], STRAND + 1.0)])


def _glad(ruw: shapely.Geometry) -> shapely.Geometry:
    """Fill narrow corners and round spikes."""
    return shapely.buffer(shapely.buffer(shapely.buffer(ruw, VUL), -VUL - SLIJP), SLIJP)


def _bereik(punten: Punten, net: Net) -> Getallen:
    """How far (m,) the land reaches around each point."""
    ander = punten.van[net.zijden[:, 0]] != punten.van[net.zijden[:, 1]]
    droog = ander & (net.keren > 0)
    som, aantal = np.zeros(len(punten.xy)), np.zeros(len(punten.xy))
    for kant in (0, 1):
        np.add.at(som, net.zijden[droog, kant], net.lengte[droog])
        np.add.at(aantal, net.zijden[droog, kant], 1)
    bereik = np.clip(AANDEEL * som / np.maximum(aantal, 1), MINST, MEEST)
    nat = ander & (net.keren == 0)
    for kant in (0, 1):
        np.minimum.at(bereik, net.zijden[nat, kant], np.maximum(OVER_WATER * net.lengte[nat], SMALST))
    return bereik


def _rij_van_eilanden(punten: Punten, net: Net) -> list[shapely.Geometry]:
    """What small islands get beyond their points: a tongue of land towards each neighbour in the row."""
    eiland = _eilanden(len(punten.xy), net.zijden[_verbonden(punten, net)])
    klein = _klein(punten, eiland)
    wegen: dict[tuple[int, int], tuple[float, int, int]] = {}
    for (een, twee), lengte in zip(net.zijden.tolist(), net.lengte.tolist(), strict=True):
        a, b = int(eiland[een]), int(eiland[twee])
        if a != b and a in klein and b in klein and lengte <= RIJ:
            wegen[a, b] = min(wegen.get((a, b), (lengte, een, twee)), (lengte, een, twee))
            wegen[b, a] = min(wegen.get((b, a), (lengte, twee, een)), (lengte, twee, een))
    buren: defaultdict[int, int] = defaultdict(int)
    for van, _ in wegen:
        buren[van] += 1
    uit = []
    for (van, _), (_, hier, daar) in sorted(wegen.items()):
        tong = _tong(punten.xy[hier], punten.xy[daar])
        uit.append(tong)
        if klein[van] == 1 and buren[van] == 1:
            uit.append(_tong(punten.xy[hier], 2 * punten.xy[hier] - punten.xy[daar]))
    return uit


def _tong(van: Getallen, naar: Getallen) -> shapely.Geometry:
    weg = naar - van
    lengte = min(NAAR_BUUR * float(np.hypot(*weg)), VERST)
    lijn = shapely.linestrings([van, van + weg * (lengte / float(np.hypot(*weg)))])
    return shapely.buffer(lijn, BREED, quad_segs=6)


def _verbonden(punten: Punten, net: Net) -> NDArray[np.bool_]:
    """Sides over land, or between the two points of one postcode."""
    van = punten.van[net.zijden]
    uit: NDArray[np.bool_] = (net.keren > 0) | (van[:, 0] == van[:, 1])
    return uit


def _eilanden(aantal: int, zijden: Nummers) -> Nummers:
    """A number (aantal,) per point, the same for points that are joined."""
    nummer = np.arange(aantal)
    while True:
        laagste = np.minimum(nummer[zijden[:, 0]], nummer[zijden[:, 1]])
        nieuw = nummer.copy()
        np.minimum.at(nieuw, zijden[:, 0], laagste)
        np.minimum.at(nieuw, zijden[:, 1], laagste)
        nieuw = nieuw[nieuw]
        if np.array_equal(nieuw, nummer):
            return nummer
        nummer = nieuw


def _klein(punten: Punten, eiland: Nummers) -> dict[int, int]:
    paren = np.unique(np.column_stack([eiland, punten.van]), axis=0)
    nummers, aantal = np.unique(paren[:, 0], return_counts=True)
    return {int(nr): int(hoeveel) for nr, hoeveel in zip(nummers, aantal, strict=True) if hoeveel <= KLEIN}
