"""Cutting a postcode along a gemeente border; slivers stay with the same postcode."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely

from regio.bronnen.rijen import Feiten
from regio.gebieden.officieel.delen import is_snipper, snij, verdeel
from regio.gebieden.officieel.melden import Meldingen
from tests.regio.gebieden.officieel.kaart import oostrand, postcodes, vak
from tests.regio.mini import A

BLOK = shapely.box(0, 0, 2000, 2000)


def test_a_cut_along_a_straight_border() -> None:
    (rest, deel), snippers = snij(BLOK, [shapely.box(1500, -500, 9000, 9000)])
    assert shapely.equals(rest, shapely.box(0, 0, 1500, 2000)) and shapely.equals(
        deel, shapely.box(1500, 0, 2000, 2000)
    )
    assert snippers == []


def test_slivers_go_to_the_piece_that_they_lie_against() -> None:
    """The gemeente takes the east, and 2 m along the west and north side by bad drawing."""
    gemeente = shapely.union_all(
        [shapely.box(1500, 0, 2000, 2000), shapely.box(0, 0, 2, 2000), shapely.box(700, 1998, 900, 2000)]
    )
    (rest, deel), snippers = snij(BLOK, [gemeente])
    assert shapely.equals(rest, shapely.box(0, 0, 1500, 2000)) and shapely.equals(
        deel, shapely.box(1500, 0, 2000, 2000)
    )
    assert sorted(snippers) == [pytest.approx(400), pytest.approx(4000)]


def test_a_loose_sliver_goes_to_the_largest_piece() -> None:
    geheel = shapely.MultiPolygon([BLOK, shapely.box(5000, 0, 5010, 100)])
    (rest, deel), _ = snij(
        geheel, [shapely.union_all([shapely.box(1500, 0, 2000, 2000), shapely.box(5000, 0, 5010, 100)])]
    )
    assert rest.area == pytest.approx(3e6 + 1000) and deel.area == pytest.approx(1e6)


def test_a_large_loose_piece_is_no_sliver() -> None:
    stuk = shapely.box(5000, 0, 5200, 200)
    (rest, deel), snippers = snij(
        shapely.MultiPolygon([BLOK, stuk]), [shapely.union_all([shapely.box(1500, 0, 2000, 2000), stuk])]
    )
    assert snippers == [] and deel.area == pytest.approx(1e6 + 40_000) and rest.area == pytest.approx(3e6)


def test_two_gemeenten_never_take_the_same_ground() -> None:
    delen, _ = snij(BLOK, [shapely.box(1000, 0, 2000, 2000), shapely.box(500, 0, 1500, 2000)])
    assert [deel.area for deel in delen] == [pytest.approx(1e6), pytest.approx(2e6), pytest.approx(1e6)]


def test_nothing_left_for_the_first_part() -> None:
    delen, _ = snij(BLOK, [BLOK.buffer(10)])
    assert delen[0].is_empty and delen[1].area == pytest.approx(4e6)


@pytest.mark.parametrize(
    ("stuk", "wel"),
    [
        (shapely.box(0, 0, 99, 99), True),
        (shapely.box(0, 0, 150, 150), False),
        (shapely.box(0, 0, 20, 5000), True),
        (shapely.box(0, 0, 60, 5000), False),
    ],
)
def test_small_or_narrow_is_a_sliver(stuk: shapely.Polygon, wel: bool) -> None:
    assert is_snipper(stuk) is wel


def test_the_bouwstenen_of_mini_nederland(mini: Feiten) -> None:
    meldingen = Meldingen()
    grenzen = {date(2016, 1, 1): {A: shapely.union_all([vak("3002"), oostrand("3003")])}}
    vlak, rijen = verdeel(mini.bouwstenen, postcodes(), grenzen, "kaart", meldingen)
    per_id = dict(zip((rij.id for rij in mini.bouwstenen), vlak, strict=True))
    assert shapely.equals(per_id["3003-2"], oostrand("3003"))
    assert shapely.equals(per_id["3003-1"], vak("3003").difference(oostrand("3003")))
    assert shapely.equals(per_id["1001-1"], vak("1001")) and not meldingen.alle
    assert [(rij["id"], rij["aandeel"], rij["aandeel_volgens_feiten"]) for rij in rijen] == [
        ("3003-1", 0.7, 0.7),
        ("3003-2", 0.3, 0.3),
    ]


def test_without_the_borders_everything_is_part_one(mini: Feiten) -> None:
    meldingen = Meldingen()
    vlak, rijen = verdeel(mini.bouwstenen, postcodes(), {}, "kaart", meldingen)
    per_id = dict(zip((rij.id for rij in mini.bouwstenen), vlak, strict=True))
    assert shapely.equals(per_id["3003-1"], vak("3003")) and per_id["3003-2"].is_empty and rijen == []
    (een,) = meldingen.alle
    assert (een.niveau, een.code) == ("waarschuwing", "delen-niet-geknipt") and "2016" in een.wat
    assert een.wat.endswith("1 postcode is niet geknipt.")
    assert np.isclose(shapely.area(vlak).sum(), 500e6)
