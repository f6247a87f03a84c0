"""The sketch as a whole: the real country, the drawn one, and points that cannot be used."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely

from regio.bronnen.rijen import BouwsteenRij, Feiten, Postcode2014Rij, PostcodeRij
from regio.fouten import Bronfout
from regio.gebieden.schets import maak_schets
from regio.gebieden.schets.maken import STAP
from regio.gebieden.vlakken import Vlakken
from tests.regio.mini import V3


def rij(pc4: str, x: int, y: int) -> PostcodeRij:
    """A postcode with a point and nothing else."""
    return PostcodeRij(pc4, x, y, "test", None, None, None, "GM0001", "", None)


def toen(pc4: str, x: int, y: int) -> Postcode2014Rij:
    """A postcode of 2014 with a point and nothing else."""
    return Postcode2014Rij(pc4, "GM0001", "", "", "", "", None, x, y, "")


def met(mini: Feiten, *rijen: PostcodeRij, **velden: Any) -> Feiten:
    """Facts with only these postcodes, each of them one bouwsteen."""
    stenen = tuple(
        BouwsteenRij(f"{pc4}-1", pc4, 1, "GM0001", V3, 1.0, "hele postcode") for pc4 in sorted({r.pc4 for r in rijen})
    )
    return replace(mini, postcodes=rijen, **{"postcodes_2014": (), "bouwstenen": stenen, **velden})


@pytest.fixture(scope="module")
def schets(feiten: Feiten) -> Vlakken:
    """The sketch of the real facts."""
    return maak_schets(feiten)


def test_the_country_is_a_valid_coverage_without_necks(schets: Vlakken) -> None:
    assert shapely.is_valid(schets.vlak).all()
    assert shapely.coverage_is_valid(schets.vlak, gap_width=1.0)
    assert shapely.coverage_union_all(schets.vlak).area == pytest.approx(shapely.area(schets.vlak).sum(), rel=1e-9)


def test_every_bouwsteen_with_a_point_has_ground(schets: Vlakken, feiten: Feiten) -> None:
    assert schets.ids == tuple(een.id for een in feiten.bouwstenen)
    met_punt = {een.pc4 for een in feiten.postcodes} | {een.pc4 for een in feiten.postcodes_2014}
    zonder = {een.pc4 for een in feiten.bouwstenen} - met_punt
    assert [pc4 for pc4, leeg in zip(schets.ids, schets.leeg, strict=True) if leeg] == [f"{pc4}-1" for pc4 in zonder]
    assert {een.waar for een in schets.bevindingen} == {f"{pc4}-1" for pc4 in zonder}


def test_every_point_lies_on_land(schets: Vlakken, feiten: Feiten) -> None:
    grond = shapely.coverage_union_all(schets.vlak)
    shapely.prepare(grond)
    assert [een.pc4 for een in feiten.postcodes if not shapely.contains_xy(grond, een.x_rd, een.y_rd)] == []


def test_land_has_no_holes(schets: Vlakken) -> None:
    delen = shapely.get_parts(shapely.coverage_union_all(schets.vlak))
    assert shapely.get_num_interior_rings(delen).sum() == 0


def test_no_crumbs_without_a_point(schets: Vlakken, feiten: Feiten) -> None:
    delen, van = shapely.get_parts(schets.vlak, return_index=True)
    klein = (shapely.area(delen) < 100_000.0) & (shapely.get_num_geometries(schets.vlak)[van] > 1)
    punten = [(een.x_rd, een.y_rd) for een in feiten.postcodes]
    punten += [(een.x_rd, een.y_rd) for een in feiten.postcodes_2014]
    # A point lies within a step of the node that is its own.
    ver = shapely.STRtree(shapely.points(punten)).query_nearest(delen[klein], return_distance=True, all_matches=False)[
        1
    ]
    assert klein.any()
    assert ver.max() < STAP


def test_a_small_cell_in_another_gemeente_is_no_disc(mini: Feiten) -> None:
    rijen = [rij(f"{1000 + nr}", 100_000 + 4000 * (nr % 5), 400_000 + 4000 * (nr // 5)) for nr in range(25)]
    rijen[12] = replace(rijen[12], inwoners_2021=20_000)
    kaal = met(mini, *rijen, rij("1100", rijen[12].x_rd + 500, rijen[12].y_rd))
    stenen = tuple(replace(een, gemeente="GM0002") if een.pc4 == "1100" else een for een in kaal.bouwstenen)
    vlakken = maak_schets(replace(kaal, bouwstenen=stenen))
    vlak = vlakken.vlak[vlakken.ids.index("1100-1")]
    assert 4 * np.pi * vlak.area / vlak.length**2 < 0.9


def test_parts_have_their_share(schets: Vlakken) -> None:
    delen = schets.verslag["delen"]
    assert len(delen) == 50
    assert {plek: deel for plek, deel in delen.items() if abs(deel["aandeel"] - deel["schets"]) > 0.06} == {}


def test_equal_facts_give_equal_ground(schets: Vlakken, feiten: Feiten) -> None:
    weer = maak_schets(feiten)
    assert shapely.equals_identical(weer.vlak, schets.vlak).all()
    assert weer.afdruk == schets.afdruk


def test_other_points_have_another_fingerprint(mini: Feiten) -> None:
    verzet = replace(mini.postcodes[0], x_rd=mini.postcodes[0].x_rd + 1)
    anders = maak_schets(replace(mini, postcodes=(verzet, *mini.postcodes[1:])))
    assert anders.afdruk != maak_schets(mini).afdruk
    assert anders.afdruk.startswith("schets-")


def test_two_points_share_the_land_by_the_middle_line(mini: Feiten) -> None:
    vlak = maak_schets(met(mini, rij("1000", 100_000, 400_000), rij("2000", 102_000, 400_000))).vlak
    assert shapely.coverage_is_valid(vlak, gap_width=1.0)
    grens = shapely.get_coordinates(shapely.intersection(*vlak))
    assert len(grens) > 3
    assert np.abs(grens[1:-1, 0] - 101_000).max() < 60.0


def test_more_inhabitants_reach_farther(mini: Feiten) -> None:
    rijen = [rij(f"{1000 + nr}", 100_000 + 2000 * (nr % 5), 400_000 + 2000 * (nr // 5)) for nr in range(25)]
    gelijk = maak_schets(met(mini, *rijen)).vlak
    rijen[12] = replace(rijen[12], inwoners_2021=20_000)
    groot = maak_schets(met(mini, *rijen)).vlak
    assert groot[12].area > 1.3 * gelijk[12].area
    assert all(vlak.covers(shapely.Point(een.x_rd, een.y_rd)) for een, vlak in zip(rijen, groot, strict=True))


def test_one_postcode_is_an_island_around_its_point(mini: Feiten) -> None:
    vlak = maak_schets(met(mini, rij("1000", 100_000, 400_000))).vlak
    assert vlak[0].contains(shapely.Point(100_000, 400_000))
    assert 1e6 < vlak[0].area < 5e7


def test_points_close_together_keep_ground_of_their_own(mini: Feiten) -> None:
    rijen = [rij(f"{1000 + nr}", 100_000 + nr, 400_000) for nr in range(12)]
    vlak = maak_schets(met(mini, *rijen)).vlak
    assert not shapely.is_empty(vlak).any()
    assert shapely.coverage_is_valid(vlak, gap_width=1.0)


def test_points_in_a_row_make_land(mini: Feiten) -> None:
    vlak = maak_schets(met(mini, *(rij(f"{1000 + nr}", 100_000, 400_000 + 2000 * nr) for nr in range(9)))).vlak
    assert shapely.coverage_union_all(vlak).geom_type == "Polygon"


def test_a_postcode_with_a_point_of_2014_only_has_ground(mini: Feiten) -> None:
    kaal = met(mini, rij("1000", 100_000, 400_000), rij("2000", 102_000, 400_000))
    vlak = maak_schets(replace(kaal, postcodes=kaal.postcodes[:1], postcodes_2014=(toen("2000", 102_000, 400_000),)))
    assert vlak.vlak[1].contains(shapely.Point(102_000, 400_000))


def test_the_sketch_says_that_it_is_one(mini: Feiten) -> None:
    schets = maak_schets(mini)
    assert schets.bron == "schets"
    assert schets.vermelding.startswith("Schets, geen officiële grenzen")
    assert schets.nauwkeurigheid > 0


@pytest.mark.parametrize(
    ("rijen", "noemt"),
    [
        ([], "Zonder postcodes"),
        ([rij("1000", 5, 400_000), rij("2000", 5, 400_000)], r"1000 en 2000 op \(5, 400000\)"),
        ([rij("1000", 5, 400_000), rij("1000", 6, 400_000)], "twee keer"),
        ([rij("1000", 400_000, 5)], r"1000 \(400000, 5\) ligt buiten Nederland"),
        ([rij("1000", 0, 400_000)], "ligt buiten Nederland"),
    ],
)
def test_unusable_points_are_named(mini: Feiten, rijen: list[PostcodeRij], noemt: str) -> None:
    with pytest.raises(Bronfout, match=noemt):
        maak_schets(met(mini, *rijen))


def test_unusable_points_of_2014_are_named(mini: Feiten) -> None:
    with pytest.raises(Bronfout, match=r"2000 \(1, 1\) ligt buiten Nederland"):
        maak_schets(met(mini, rij("1000", 100_000, 400_000), postcodes_2014=(toen("2000", 1, 1),)))


def test_every_shared_point_is_named(feiten: Feiten) -> None:
    een, twee, *rest = feiten.postcodes
    zelfde = replace(feiten, postcodes=(een, replace(twee, x_rd=een.x_rd, y_rd=een.y_rd), *rest))
    with pytest.raises(Bronfout, match="1011 en 1012"):
        maak_schets(zelfde)
