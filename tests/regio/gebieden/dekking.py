"""Small coverages drawn for tests, and what lies where according to shapely alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.gebieden.raster import GEEN, Raster
from regio.gebieden.rasterbouw import rastersecties
from regio.gebieden.vlakken import OFFICIEEL, Vlakken
from regio.gebieden.vormen import Vormen, vormsecties
from regio.stand.bestand import Sectiebestand, inhoud

Getallen = NDArray[np.float64]
# The south-west corner of what is drawn: no whole square, so that borders run through squares.
X, Y = 150_017.25, 450_033.5


def _vlak(*punten: tuple[float, float]) -> shapely.Polygon:
    return shapely.Polygon([(X + x, Y + y) for x, y in punten])


def getekend() -> list[shapely.Geometry]:
    """Seven bouwstenen: what is hard about ground, small.

    0 lies around a hole that 1 fills (an enclave), and around one that nothing fills (water); 2 has
    an exclave east of 3; 3 and 4 share a slanting border with a bend; 5 has no ground; 6 touches 0
    in one corner only and is smaller than a square.
    """
    buiten = [(0, 0), (1000, 0), (1000, 1000), (0, 1000)]
    enclave, water = [(200, 200), (450, 230), (420, 480), (210, 460)], [(600, 600), (700, 610), (640, 720)]
    nul = shapely.Polygon(
        [(X + x, Y + y) for x, y in buiten],
        [[(X + x, Y + y) for x, y in gat] for gat in (enclave, water)],
    )
    exclave = _vlak((2100, 100), (2400, 100), (2250, 333.3))
    return [
        nul,
        _vlak(*enclave),
        shapely.MultiPolygon([_vlak((0, 1000), (1000, 1000), (1000, 1500), (0, 1500)), exclave]),
        _vlak((1000, 0), (2000, 0), (2000, 100), (1500, 640), (1410, 1100), (1000, 1000)),
        _vlak((2000, 100), (2000, 1500), (1000, 1500), (1000, 1000), (1410, 1100), (1500, 640)),
        shapely.Polygon(),
        _vlak((-40, -40), (0, -40), (0, 0), (-40, 0)),
    ]


def vlakken_van(vlak: Sequence[shapely.Geometry], nauwkeurigheid: float = 100.0) -> Vlakken:
    """These shapes as the ground of as many bouwstenen."""
    ids = tuple(f"{1000 + nummer}-1" for nummer in range(len(vlak)))
    return Vlakken(OFFICIEEL, ids, np.array(vlak, dtype=object), nauwkeurigheid, "Getekend", "getekend")


def raster_over(vlakken: Vlakken) -> Raster:
    """The grid over some ground, as a compiled edition has it."""
    secties = {**rastersecties(vlakken), **vormsecties("vlak_volledig", vlakken.vlak)}
    sectie = Sectiebestand(memoryview(inhoud(secties))).sectie
    return Raster(sectie, lambda: Vormen(sectie, "vlak_volledig"))


def volgens_shapely(vlak: Sequence[shapely.Geometry], x: Getallen, y: Getallen) -> list[int]:
    """The lowest number of the shapes that cover each point, GEEN outside all of them."""
    punt, nummer = shapely.STRtree(vlak).query(shapely.points(x, y), predicate="intersects")
    laagste = np.full(len(x), len(vlak))
    np.minimum.at(laagste, punt, nummer)
    uit: list[int] = np.where(laagste == len(vlak), GEEN, laagste).tolist()
    return uit


def moeilijke_punten(vlak: Sequence[shapely.Geometry]) -> tuple[Getallen, Getallen]:
    """Every vertex, the middle of every side, and points a hair beside them."""
    punten, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(vlak)), return_index=True)
    zelfde = np.flatnonzero(ring[1:] == ring[:-1])
    middens = (punten[zelfde] + punten[zelfde + 1]) / 2
    op = np.concatenate([punten, middens])
    naast = [op + stap for stap in ((0, 0), (1e-9, 0), (0, -1e-9), (1e-3, 1e-3), (-1e-3, 1e-3))]
    alle = np.concatenate(naast)
    return alle[:, 0], alle[:, 1]
