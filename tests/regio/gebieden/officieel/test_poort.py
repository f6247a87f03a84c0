"""The gate on drawn shapes: what is repaired, what is closed, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from regio.gebieden.officieel.melden import Meldingen
from regio.gebieden.officieel.poort import alleen_vlakken, door_de_poort, maak_geldig
from regio.gebieden.vlakken import Geometrieen

NAMEN = ("een", "twee", "drie")


def rij(*vormen: shapely.Geometry) -> Geometrieen:
    """An array of shapes."""
    return np.array(vormen, dtype=object)


def drie(links: float = 0.0, midden: float = 0.0) -> Geometrieen:
    """Three boxes of 1 km side by side; the first reaches ``links`` too far, the second ``midden``."""
    return rij(
        shapely.box(0, 0, 1000 + links, 1000),
        shapely.box(1000, 0, 2000 + midden, 1000),
        shapely.box(2000, 0, 3000, 1000),
    )


def met_spleet(breed: float) -> Geometrieen:
    """The three boxes with a gap of 400 m long between the last two."""
    vormen = drie()
    vormen[2] = vormen[2].difference(shapely.box(2000, 300, 2000 + breed, 700))
    return vormen


def poort(vormen: Geometrieen) -> tuple[Geometrieen, dict[str, object], Meldingen]:
    """The whole gate."""
    meldingen = Meldingen()
    door = door_de_poort(maak_geldig(vormen, NAMEN, "kaart", meldingen), NAMEN, "kaart", meldingen)
    return door.vlak, door.cijfers, meldingen


def test_what_is_clean_stays() -> None:
    vlak, cijfers, meldingen = poort(drie())
    assert shapely.equals(vlak, drie()).all() and not meldingen.alle
    assert cijfers["sluitend"] is True and cijfers["verschil_m2"] == 0.0 and cijfers["geleegd"] == []


def test_noise_between_neighbours_is_closed_and_counted() -> None:
    """An overlap of 1 m, and a gap of 4 m."""
    vlak, cijfers, meldingen = poort(drie(links=1.0))
    assert shapely.coverage_is_valid(vlak) and not meldingen.fouten
    assert shapely.area(vlak).sum() == pytest.approx(3e6) and cijfers["verschil_m2"] == pytest.approx(1_000)
    vlak, cijfers, meldingen = poort(met_spleet(4.0))
    assert shapely.coverage_is_valid(vlak) and not meldingen.fouten
    assert shapely.area(vlak).sum() == pytest.approx(3e6) and cijfers["verschil_m2"] == pytest.approx(1_600)


def test_a_wider_gap_stays_for_the_list_of_gaps() -> None:
    vlak, cijfers, _ = poort(met_spleet(30.0))
    assert shapely.area(vlak).sum() == pytest.approx(3e6 - 12_000) and cijfers["verschil_m2"] == 0.0


def test_an_overlap_of_km2_is_refused_by_name() -> None:
    groot = rij(shapely.box(0, 0, 4000, 4000), shapely.box(2500, 0, 8000, 4000), shapely.box(8000, 0, 9000, 4000))
    _, _, meldingen = poort(groot)
    (een,) = meldingen.fouten
    assert een.code == "oppervlak-anders"
    assert "een van 16,00" in een.wat or "twee van 22,00" in een.wat


def test_many_small_changes_together_are_refused() -> None:
    """Each row under its own threshold, the whole over its share."""
    _, _, meldingen = poort(drie(links=8.0, midden=8.0))
    assert [een.code for een in meldingen.fouten] == ["oppervlak-anders"]
    assert "het geheel" in meldingen.fouten[0].wat


def test_a_self_intersection_is_repaired_and_reported_with_its_area() -> None:
    strik = shapely.Polygon([(0, 0), (1000, 0), (1000, 1000), (0, 1000), (10, 1010), (0, 1020), (-10, 1010), (0, 1000)])
    vormen = drie()
    vormen[0] = strik
    vlak, _, meldingen = poort(vormen)
    assert shapely.is_valid(vlak).all() and not meldingen.fouten
    (een,) = meldingen.alle
    assert (
        een.code == "vlak-hersteld"
        and "een (" in een.wat
        and "m² verschil in oppervlak" in een.gedaan
        and een.wat.startswith("1 vlak snijdt zichzelf")
    )


def test_a_self_intersection_that_moves_much_is_refused() -> None:
    vormen = drie()
    vormen[2] = shapely.Polygon([(2000, 0), (3000, 1000), (3000, 0), (2000, 1000)])
    meldingen = Meldingen()
    maak_geldig(vormen, NAMEN, "kaart", meldingen)
    assert [een.code for een in meldingen.fouten] == ["oppervlak-anders"]
    assert "drie van 0,00 naar 0,50 km²" in meldingen.fouten[0].wat


def test_a_polygon_that_cleaning_empties_is_named() -> None:
    vormen = drie()
    vormen[1] = shapely.Polygon([(1000, 0), (1000.004, 0), (1000, 0.004)])
    _, cijfers, _ = poort(vormen)
    assert cijfers["geleegd"] == ["twee"]


def test_lines_and_points_fall_away() -> None:
    lijn, vlak = shapely.LineString([(0, 0), (1, 1)]), shapely.box(0, 0, 1, 1)
    gemengd = shapely.GeometryCollection([vlak, lijn, shapely.MultiPolygon([shapely.box(5, 5, 6, 6)])])
    uit = alleen_vlakken(rij(gemengd, lijn, vlak))
    assert [een.geom_type for een in uit] == ["MultiPolygon", "Polygon", "Polygon"]
    assert shapely.area(uit).tolist() == [2.0, 0.0, 1.0]
