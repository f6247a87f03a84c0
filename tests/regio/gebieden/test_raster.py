"""The grid over the ground is exact: what shapely finds in the same shapes, on borders the lowest number."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regio.gebieden.raster import GEEN, KOLOMMEN, MARGE, RIJEN, VAK, X_MAX, X_MIN, Y_MAX, Y_MIN, Raster
from regio.gebieden.rasterbouw import rastersecties
from regio.gebieden.vlakken import Vlakken
from tests.regio.gebieden.dekking import (
    Getallen,
    X,
    Y,
    getekend,
    moeilijke_punten,
    raster_over,
    vlakken_van,
    volgens_shapely,
)


@pytest.fixture(scope="module")
def vlakken() -> Vlakken:
    """The drawn ground."""
    return vlakken_van(getekend())


@pytest.fixture(scope="module")
def raster(vlakken: Vlakken) -> Raster:
    """The grid over it."""
    return raster_over(vlakken)


def _los(raster: Raster, x: Getallen, y: Getallen) -> list[int]:
    gevonden = [raster.bouwsteen(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    return [GEEN if nummer is None else nummer for nummer in gevonden]


def _klopt(raster: Raster, vlakken: Vlakken, x: Getallen, y: Getallen) -> set[int]:
    """Compare one by one, all at once and shapely; gives which answers there were."""
    verwacht = volgens_shapely(vlakken.vlak.tolist(), x, y)
    assert raster.bouwstenen(x, y).tolist() == verwacht
    assert _los(raster, x, y) == verwacht
    return set(verwacht)


def _verspreid(aantal: int) -> tuple[Getallen, Getallen]:
    willekeur = np.random.default_rng(2014)
    return X + willekeur.uniform(-300, 2700, aantal), Y + willekeur.uniform(-300, 1800, aantal)


def test_the_drawing_is_a_coverage_with_every_hard_thing(vlakken: Vlakken) -> None:
    assert shapely.coverage_is_valid(vlakken.vlak)
    assert vlakken.leeg.tolist() == [False] * 5 + [True, False]
    assert shapely.get_num_geometries(vlakken.vlak).max() == 2
    assert shapely.get_num_interior_rings(vlakken.vlak[0]) == 2


def test_points_everywhere_equal_shapely(raster: Raster, vlakken: Vlakken) -> None:
    assert _klopt(raster, vlakken, *_verspreid(20_000)) == {GEEN, 0, 1, 2, 3, 4, 6}


def test_points_on_and_beside_borders_equal_shapely(raster: Raster, vlakken: Vlakken) -> None:
    assert _klopt(raster, vlakken, *moeilijke_punten(vlakken.vlak.tolist())) == {GEEN, 0, 1, 2, 3, 4, 6}


def test_points_on_sides_and_corners_of_squares_equal_shapely(raster: Raster, vlakken: Vlakken) -> None:
    x, y = np.meshgrid(np.arange(149_700.0, 152_800.0, VAK / 4), np.arange(449_700.0, 451_800.0, VAK / 4))
    kaal = (x.ravel(), y.ravel())
    _klopt(raster, vlakken, *kaal)
    _klopt(raster, vlakken, np.nextafter(kaal[0], 0), np.nextafter(kaal[1], np.inf))


def test_on_a_shared_border_the_lowest_number_answers(raster: Raster) -> None:
    assert raster.bouwsteen(X + 1000, Y + 500) == 0  # of 0 and 3
    assert raster.bouwsteen(X + 1000, Y + 1000) == 0  # the corner of 0, 2, 3 and 4
    assert raster.bouwsteen(X + 1500, Y + 640) == 3  # the bend between 3 and 4
    assert raster.bouwsteen(X, Y) == 0  # the corner where 6 touches 0
    assert raster.bouwsteen(X + 640, Y + 640) is None  # the water in 0
    assert raster.bouwsteen(X + 640, Y + 720) == 0  # its shore


@st.composite
def _dekkingen(draw: st.DrawFn) -> list[shapely.Geometry]:
    """Cells around drawn points, some of them taken together, some left out."""
    punt = st.tuples(st.integers(0, 2500), st.integers(0, 2500))
    punten = draw(st.lists(punt, min_size=3, max_size=25, unique=True))
    doos = shapely.box(X - 100, Y - 100, X + 2600, Y + 2600)
    wolk = shapely.MultiPoint([(X + x, Y + y) for x, y in punten])
    cellen = shapely.intersection(shapely.get_parts(shapely.voronoi_polygons(wolk, extend_to=doos)), doos)
    assume(bool(shapely.coverage_is_valid(cellen)))
    groep = np.array(draw(st.lists(st.integers(-1, 8), min_size=len(cellen), max_size=len(cellen))))
    return [shapely.coverage_union_all(cellen[groep == nummer]) for nummer in range(9)]


@given(_dekkingen(), st.lists(st.tuples(st.floats(-200, 2700), st.floats(-200, 2700)), min_size=1))
@settings(deadline=None, max_examples=60)
def test_any_coverage_equals_shapely(vlak: list[shapely.Geometry], los: list[tuple[float, float]]) -> None:
    vlakken = vlakken_van(vlak)
    op_x, op_y = moeilijke_punten(vlak)
    x, y = (
        np.concatenate([op, [begin + punt[as_] for punt in los]]) for op, begin, as_ in ((op_x, X, 0), (op_y, Y, 1))
    )
    _klopt(raster_over(vlakken), vlakken, x, y)


def test_a_sure_answer_holds_for_every_point_within_the_margin(raster: Raster) -> None:
    x, y = _verspreid(5_000)
    zeker = 0
    for a, b in zip(x.tolist(), y.tolist(), strict=True):
        uit = raster.zeker(a, b)
        if uit is not None:
            zeker += 1
            rondom = {raster.bouwsteen(a + dx * MARGE, b + dy * MARGE) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
            assert rondom == {None if uit == GEEN else uit}
    assert 2_000 < zeker < 5_000


@pytest.mark.parametrize("x", [-5.0, -1e9, X_MAX + 50.0, 1e9])
def test_outside_the_grid_nothing_is_sure(raster: Raster, x: float) -> None:
    assert raster.zeker(x, Y) is None
    assert raster.zeker(X, Y_MIN - 50.0) is None
    assert raster.zeker(X, Y_MAX + 50.0) is None


@pytest.mark.parametrize(("x", "y"), [(-0.1, 400_000.0), (X_MAX, 400_000.0), (100_000.0, 299_999.9), (1e5, Y_MAX)])
def test_outside_the_grid_there_is_nothing(raster: Raster, x: float, y: float) -> None:
    assert raster.bouwsteen(x, y) is None
    assert raster.bouwstenen(np.array([x]), np.array([y])).tolist() == [GEEN]


def test_arrays_take_points_that_are_none(raster: Raster) -> None:
    raar = np.array([math.nan, math.inf, -math.inf, 1e300, X_MIN])
    assert raster.bouwstenen(raar, raar[::-1]).tolist() == [GEEN] * 5
    assert raster.bouwstenen(np.empty(0), np.empty(0)).shape == (0,)


def test_what_lies_near_misses_nothing(raster: Raster, vlakken: Vlakken) -> None:
    x, y = _verspreid(3_000)
    punten = shapely.points(x, y)
    for a, b, punt in zip(x.tolist(), y.tolist(), punten, strict=True):
        binnen = set(np.flatnonzero(shapely.dwithin(vlakken.vlak, punt, vlakken.nauwkeurigheid)).tolist())
        lijst = list(raster.nabij(a, b))
        assert lijst == sorted(set(lijst))
        if len(binnen) > 1:
            assert binnen <= set(lijst)


@pytest.mark.parametrize("afstand", [20.0, 100.0, 250.0])
def test_what_lies_around_misses_nothing_and_little_more(raster: Raster, vlakken: Vlakken, afstand: float) -> None:
    x, y = _verspreid(1_000)
    # The point itself is off by at most the margin, on either axis.
    for a, b, punt in zip((x + MARGE).tolist(), (y - MARGE).tolist(), shapely.points(x, y), strict=True):
        binnen, ruim = (
            set(np.flatnonzero(shapely.dwithin(vlakken.vlak, punt, meter)).tolist())
            for meter in (afstand, (afstand + VAK + 1) * 2**0.5)
        )
        assert binnen <= raster.rondom(a, b, afstand) <= ruim


def test_distances_are_those_of_shapely(raster: Raster, vlakken: Vlakken) -> None:
    nummers = [4, 0, 3]
    for x, y in zip(*(as_[:300].tolist() for as_ in _verspreid(300)), strict=True):
        assert raster.afstanden(nummers, x, y) == shapely.distance(vlakken.vlak[nummers], shapely.Point(x, y)).tolist()
    assert raster.afstanden([], X, Y) == []


@pytest.mark.parametrize("bereik", [50.0, 400.0, 5_000.0])
def test_the_nearest_ground(raster: Raster, vlakken: Vlakken, bereik: float) -> None:
    willekeur = np.random.default_rng(7)
    for _ in range(300):
        x, y = X + willekeur.uniform(-6000, 8000), Y + willekeur.uniform(-6000, 8000)
        afstand = np.nan_to_num(shapely.distance(vlakken.vlak, shapely.Point(x, y)), nan=np.inf)
        gevonden = raster.dichtstbij(x, y, bereik)
        if afstand.min() > bereik:
            assert gevonden is None
        else:
            assert gevonden == (int(afstand.argmin()), float(afstand.min()))


def test_the_nearest_ground_beside_the_grid(raster: Raster) -> None:
    assert raster.dichtstbij(X_MAX - 1.0, Y_MIN + 1.0, 5_000.0) is None


def test_ground_on_the_side_of_the_grid_is_refused() -> None:
    for vorm in (shapely.box(-10, 400_000, 50, 400_100), shapely.box(1e5, Y_MAX - 200, 1e5 + 50, Y_MAX)):
        with pytest.raises(ValueError, match="buiten het raster"):
            rastersecties(vlakken_van([vorm]))


def test_overlapping_ground_is_refused() -> None:
    with pytest.raises(ValueError, match="overlappen elkaar"):
        rastersecties(vlakken_van([shapely.box(X, Y, X + 900, Y + 900), shapely.box(X + 5, Y + 5, X + 950, Y + 950)]))


def test_no_ground_at_all() -> None:
    raster = raster_over(vlakken_van([shapely.Polygon()]))
    assert raster.bouwsteen(X, Y) is None
    assert raster.dichtstbij(X, Y, 5_000.0) is None


def test_more_lists_than_small_numbers_can_tell(monkeypatch: pytest.MonkeyPatch, vlakken: Vlakken) -> None:
    monkeypatch.setattr(np, "iinfo", lambda _: type("Klein", (), {"max": 1}))
    assert rastersecties(vlakken)["raster_vak"][0] == "I"
    _klopt(raster_over(vlakken), vlakken, *_verspreid(500))


def test_the_sections_are_as_large_as_the_grid(vlakken: Vlakken) -> None:
    soort, inhoud = rastersecties(vlakken)["raster_vak"]
    assert (soort, len(inhoud)) == ("H", 2 * KOLOMMEN * RIJEN)


def test_one_point_in_a_plain_square_needs_no_numpy_and_no_shapely() -> None:
    code = (
        "import sys; from regio.gebieden.raster import Raster, KOLOMMEN, RIJEN; import array\n"
        "s = {'raster_aantal': array.array('I', [1]), 'raster_vak': array.array('H', [1]) * (KOLOMMEN * RIJEN)}\n"
        "r = Raster(lambda naam: memoryview(s.get(naam, array.array('I', [0]))), lambda: None)\n"
        "assert r.bouwsteen(1e5, 4e5) == r.zeker(100050, 400050) == 0\n"
        "assert not {'numpy', 'shapely'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.bronnen
def test_a_hundred_thousand_points_equal_shapely_on_official_borders(officieel: Vlakken) -> None:
    willekeur = np.random.default_rng(20150423)
    x, y = willekeur.uniform(10_000, 280_000, 100_000), willekeur.uniform(305_000, 620_000, 100_000)
    op_x, op_y = moeilijke_punten(officieel.vlak[::40].tolist())
    punten = np.concatenate([x, op_x]), np.concatenate([y, op_y])
    gevonden = raster_over(officieel).bouwstenen(*punten).tolist()
    assert gevonden == volgens_shapely(officieel.vlak.tolist(), *punten)
    assert len(set(gevonden)) > 3_500
