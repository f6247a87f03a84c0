"""Every gap gets its name: water, enclave, noise, forgotten ground, or a fault."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
import shapely

from regio.gebieden.officieel.gaten import Beoordeling, Gat, beoordeel, geef_terug, openingen, sluit
from regio.gebieden.officieel.inhammen import inhammen
from regio.gebieden.vlakken import Geometrieen

NAMEN = ("links", "rechts")
HEEL = shapely.box(0, 0, 4000, 2000)


def rij(*vormen: shapely.Geometry) -> Geometrieen:
    """An array of shapes."""
    return np.array(vormen, dtype=object)


def met_gat(gat: shapely.Geometry, x: float = 0.0, y: float = 0.0) -> Geometrieen:
    """Two boxes of 2 km with a hole on their border, moved to a place."""
    links, rechts = shapely.box(0, 0, 2000, 2000), shapely.box(2000, 0, 4000, 2000)
    vormen = rij(links.difference(gat), rechts.difference(gat))
    return np.array([shapely.transform(vorm, lambda p: p + np.array([x, y])) for vorm in vormen], dtype=object)


def een(vlak: Geometrieen, land: Mapping[int, shapely.Geometry] | None = None, **meer: object) -> Gat:
    """The only gap, judged with these layers of gemeenten."""
    (gat,) = beoordeel(vlak, NAMEN, Beoordeling({} if land is None else land, meer.pop("gezocht", {}), **meer))  # type: ignore[arg-type]
    return gat


BREED, SMAL = shapely.box(1900, 500, 2100, 700), shapely.box(1990, 200, 2010, 1800)


def test_noise_is_narrow_and_goes_to_the_neighbour_with_most_border() -> None:
    gat = een(met_gat(shapely.box(1995, 200, 2010, 1800)), {2016: HEEL})
    assert (gat.klasse, gat.naar) == ("spleet", "rechts")
    assert gat.breedte == pytest.approx(15, abs=1) and set(gat.rondom) == {"links", "rechts"}
    assert gat.m2 == pytest.approx(15 * 1600)


def test_water_lies_outside_the_ground_of_some_year() -> None:
    gat = een(met_gat(BREED), {2016: HEEL.difference(BREED), 2021: HEEL})
    assert (gat.klasse, gat.naar) == ("water", "") and "2016" in gat.waarom


def test_wide_on_land_is_a_fault() -> None:
    gat = een(met_gat(BREED), {2016: HEEL, 2021: HEEL})
    assert (gat.klasse, gat.naar) == ("fout", "") and "4 ha" in gat.melding() and "links" in gat.melding()


def test_without_any_layer_nobody_knows() -> None:
    assert een(met_gat(BREED)).klasse == "onbekend"
    assert een(met_gat(SMAL)).klasse == "spleet"


def test_foreign_ground_in_baarle_is_an_enclave() -> None:
    for gat in (BREED, SMAL):
        assert een(met_gat(gat, 121_000, 383_000)).klasse == "enclave"
    assert een(met_gat(BREED, 21_000, 383_000)).klasse == "onbekend"


def test_forgotten_ground_holds_the_point_of_its_postcode() -> None:
    gezocht = {"1234-1": shapely.Point(2000, 600)}
    gat = een(met_gat(BREED), {2016: HEEL}, gezocht=gezocht)
    assert gat.klasse == "postcode" and "1234-1" in gat.waarom
    assert geef_terug([gat], gezocht)[0].naar == "1234-1"
    assert een(met_gat(BREED), {2016: HEEL.difference(BREED)}, gezocht=gezocht).klasse == "water"
    assert een(met_gat(BREED), {2016: HEEL}, gezocht={"x": shapely.Point(100, 100)}).klasse == "fout"


def test_between_whole_gemeenten_only_an_inhabited_opening_is_a_fault() -> None:
    bewoond, leeg = rij(shapely.Point(2000, 600)), rij(shapely.Point(100, 100))
    assert een(met_gat(BREED), {2016: HEEL}, bewoond=bewoond).klasse == "fout"
    assert een(met_gat(BREED), {2016: HEEL}, bewoond=leeg).klasse == "water"
    assert een(met_gat(BREED), {2016: HEEL}, bewoond=bewoond, kleine_opening=50_000.0).klasse == "spleet"


def test_closing_gives_a_valid_coverage_and_exactly_the_gap() -> None:
    vlak = met_gat(SMAL)
    gaten = beoordeel(vlak, NAMEN, Beoordeling({2016: HEEL}, {}))
    dicht = sluit(vlak, NAMEN, gaten)
    assert shapely.coverage_is_valid(dicht) and len(openingen(dicht)) == 0
    assert shapely.area(dicht).sum() == pytest.approx(8e6)
    assert shapely.area(vlak).sum() == pytest.approx(8e6 - 20 * 1600)


def test_an_island_in_a_gap_is_no_part_of_it() -> None:
    """Without that, closing the gap would lay it over the island."""
    eiland = shapely.box(1960, 560, 2040, 640)
    vlak = met_gat(BREED)
    vlak[0] = shapely.MultiPolygon([vlak[0], eiland])
    gat = een(vlak, {2016: HEEL}, gezocht={"rechts": shapely.Point(1950, 550)})
    assert gat.m2 == pytest.approx(200 * 200 - 80 * 80)
    dicht = sluit(vlak, NAMEN, geef_terug([gat], {"rechts": shapely.Point(1950, 550)}))
    assert shapely.coverage_is_valid(dicht) and shapely.area(dicht).sum() == pytest.approx(8e6)


def test_gaps_are_numbered_from_large_to_small() -> None:
    vlak = met_gat(shapely.union_all([BREED, SMAL, shapely.box(500, 500, 900, 900)]))
    gaten = beoordeel(vlak, NAMEN, Beoordeling({2016: HEEL.difference(shapely.box(500, 500, 900, 900))}, {}))
    assert [gat.nummer for gat in gaten] == [1, 2]
    assert [gat.klasse for gat in gaten] == ["water", "fout"]
    assert list(gaten[0].regel())[:3] == ["id", "klasse", "m2"]


def test_no_gap_at_all() -> None:
    assert len(openingen(met_gat(shapely.Polygon()))) == 0
    assert inhammen(met_gat(shapely.Polygon()), NAMEN) == []


def test_a_narrow_place_on_the_outer_edge_is_an_inlet() -> None:
    vlak = met_gat(shapely.box(1997, 1000, 2003, 3000))
    (plek,) = inhammen(vlak, NAMEN)
    assert plek["klasse"] == "inham" and plek["bouwstenen"] == ["links", "rechts"]
    assert plek["x"] in range(1996, 2005) and plek["y"] in range(999, 2001)


def test_a_narrow_neck_of_water_is_an_inlet_too() -> None:
    """A hole with a narrow place: no hole on land, but the list names it."""
    gat = shapely.union_all(
        [shapely.box(1900, 500, 2200, 800), shapely.box(1900, 1200, 2200, 1500), shapely.box(1998, 700, 2002, 1300)]
    )
    assert [plek["klasse"] for plek in inhammen(met_gat(gat), NAMEN)] == ["inham"]
