"""Land and water of the sketch: what a Dutch eye looks for."""

from __future__ import annotations

import pytest
import shapely

from regio.bronnen.rijen import Feiten
from regio.gebieden.schets.land import land as teken_land
from regio.gebieden.schets.net import maak_net
from regio.gebieden.schets.punten import lees_punten


@pytest.fixture(scope="module")
def land(feiten: Feiten) -> shapely.Geometry:
    """The land of the real facts."""
    punten = lees_punten(feiten)
    return teken_land(punten, maak_net(punten))


@pytest.mark.parametrize(
    ("waar", "x", "y"),
    [
        ("IJsselmeer", 155_000, 535_000),
        ("Markermeer", 145_000, 510_000),
        ("Waddenzee", 150_000, 590_000),
        ("Westerschelde", 40_000, 380_500),
        ("Oosterschelde", 54_000, 401_500),
        ("Grevelingen", 58_000, 418_000),
        ("Haringvliet", 72_500, 423_000),
        ("Marsdiep", 113_500, 556_500),
    ],
)
def test_water_is_open(land: shapely.Geometry, waar: str, x: int, y: int) -> None:
    assert not land.contains(shapely.Point(x, y)), waar


@pytest.mark.parametrize(
    ("waar", "x", "y"),
    [
        ("Veluwe", 186_000, 476_000),
        ("Oostvaardersplassen", 150_000, 493_000),
        ("Oostelijk Flevoland", 172_000, 498_000),
        ("Noordoostpolder", 178_000, 525_000),
        ("Peel", 187_000, 385_000),
    ],
)
def test_thinly_populated_land_is_land(land: shapely.Geometry, waar: str, x: int, y: int) -> None:
    assert land.contains(shapely.Point(x, y)), waar


@pytest.mark.parametrize(
    ("eiland", "pc4"),
    [
        ("Texel", "1791"),
        ("Vlieland", "8899"),
        ("Terschelling", "8881"),
        ("Ameland", "9163"),
        ("Schiermonnikoog", "9166"),
        ("Schouwen-Duiveland", "4301"),
    ],
)
def test_an_island_is_an_island(land: shapely.Geometry, feiten: Feiten, eiland: str, pc4: str) -> None:
    rij = next(een for een in feiten.postcodes if een.pc4 == pc4)
    grond = next(deel for deel in land.geoms if deel.contains(shapely.Point(rij.x_rd, rij.y_rd)))
    assert 20e6 < grond.area < 500e6, eiland


def test_the_wadden_islands_are_long(land: shapely.Geometry, feiten: Feiten) -> None:
    for pc4 in ("8899", "9166"):
        rij = next(een for een in feiten.postcodes if een.pc4 == pc4)
        grond = next(deel for deel in land.geoms if deel.contains(shapely.Point(rij.x_rd, rij.y_rd)))
        assert grond.length**2 / grond.area > 25


def test_water_comes_only_from_outside(feiten: Feiten) -> None:
    punten = lees_punten(feiten)
    net = maak_net(punten)
    nat = shapely.union_all(shapely.polygons(punten.xy[net.driehoeken[~net.droog]]))
    buiten = shapely.convex_hull(shapely.multipoints(punten.xy)).exterior
    assert all(deel.distance(buiten) == 0 for deel in shapely.get_parts(nat))
