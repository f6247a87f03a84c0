"""The grid of candidates is exact: the nearest point, as brute force finds it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from regio.gebieden.puntenraster import GEEN_PUNT, VAK, VERSTE, X_MAX, X_MIN, Y_MAX, Y_MIN, Raster, bouw_raster
from regio.stand.stand import Stand
from regio.zoeken.punt import raster_van

Getallen = NDArray[np.float64]


@pytest.fixture(scope="module")
def raster(stand: Stand) -> Raster:
    """The grid of the real postcodes."""
    return raster_van(stand)


@pytest.fixture(scope="module")
def punten(stand: Stand) -> tuple[Getallen, Getallen]:
    """The real PC4 points; those without a point lie infinitely far."""
    x: Getallen = np.array(stand.sectie("punt_x").tolist(), dtype=np.float64)
    y: Getallen = np.array(stand.sectie("punt_y").tolist(), dtype=np.float64)
    x[x == GEEN_PUNT] = np.inf
    return x, y


def naast(punten: tuple[Getallen, Getallen], x: float, y: float) -> tuple[float, set[int]]:
    """The shortest distance to a PC4 point, and the points at that distance."""
    afstand = (punten[0] - x) ** 2 + (punten[1] - y) ** 2
    kortst = float(afstand.min())
    return kortst, set(np.flatnonzero(afstand == kortst).tolist())


def klopt(raster: Raster, punten: tuple[Getallen, Getallen], x: float, y: float) -> bool:
    """Whether the grid gives a nearest point, or none beyond the farthest distance."""
    kortst, beste = naast(punten, x, y)
    plek = raster.plek(x, y)
    if plek is None:
        return kortst > VERSTE**2
    return plek in beste and kortst <= VERSTE**2


def _op_randen(willekeur: np.random.Generator) -> tuple[Getallen, Getallen]:
    """Points on corners and sides of squares."""
    x = willekeur.integers(X_MIN // VAK, X_MAX // VAK, 1000).astype(np.float64) * VAK
    y = willekeur.integers(Y_MIN // VAK, Y_MAX // VAK, 1000).astype(np.float64) * VAK
    x[:500] += willekeur.uniform(0, VAK, 500)
    return x, y


def _overal(willekeur: np.random.Generator) -> tuple[Getallen, Getallen]:
    return willekeur.uniform(X_MIN, X_MAX, 1000), willekeur.uniform(Y_MIN, Y_MAX, 1000)


@pytest.mark.parametrize("waar", [_op_randen, _overal])
def test_the_grid_equals_brute_force(raster: Raster, punten: tuple[Getallen, Getallen], waar: object) -> None:
    assert callable(waar)
    x, y = waar(np.random.default_rng(20150423))
    fout = [(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True) if not klopt(raster, punten, a, b)]
    assert fout == []
    vast = [raster.plek(a, b) is None for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    assert any(vast) and not all(vast)


@given(st.floats(X_MIN, X_MAX, exclude_max=True), st.floats(Y_MIN, Y_MAX, exclude_max=True))
@settings(deadline=None)
def test_the_grid_equals_brute_force_anywhere(
    raster: Raster, punten: tuple[Getallen, Getallen], x: float, y: float
) -> None:
    assert klopt(raster, punten, x, y)


def test_one_point_and_arrays_of_points_agree(raster: Raster) -> None:
    willekeur = np.random.default_rng(1)
    delen = [_op_randen(willekeur), _overal(willekeur)]
    buiten = np.array([-1.0, X_MAX, 1e12, np.nan, np.inf, -np.inf, 100_000.0])
    x = np.concatenate([delen[0][0], delen[1][0], buiten])
    y = np.concatenate([delen[0][1], delen[1][1], buiten[::-1]])
    samen = raster.plekken(x, y).tolist()
    for a, b, plek in zip(x.tolist(), y.tolist(), samen, strict=True):
        if np.isfinite(a) and np.isfinite(b):
            een = raster.plek(a, b)
            assert (GEEN_PUNT if een is None else een) == plek
        else:
            assert plek == GEEN_PUNT


def test_no_points_give_no_places(raster: Raster) -> None:
    assert raster.plekken(np.empty(0), np.empty(0)).shape == (0,)


def test_every_postcode_is_found_at_its_own_point(raster: Raster, stand: Stand) -> None:
    x, y = stand.sectie("punt_x"), stand.sectie("punt_y")
    zelf = [nr for nr in range(stand.aantal_pc4) if x[nr] != GEEN_PUNT]
    assert [raster.plek(x[nr], y[nr]) for nr in zelf] == zelf
    assert len(zelf) == 4067


@pytest.mark.parametrize(("x", "y"), [(-0.1, 400_000.0), (X_MAX, 400_000.0), (100_000.0, 299_999.9), (1e5, Y_MAX)])
def test_outside_the_grid_there_is_nothing(raster: Raster, x: float, y: float) -> None:
    assert raster.plek(x, y) is None


def test_the_farthest_distance_is_a_limit() -> None:
    x, y = np.array([100_000], dtype=np.int32), np.array([400_000], dtype=np.int32)
    begin, kandidaten = bouw_raster(x, y)
    raster = Raster(begin.tolist(), kandidaten.tolist(), [100_000], [400_000])
    assert raster.plek(100_000.0, 400_000.0 + VERSTE) == 0
    assert raster.plek(100_000.0, 400_000.5 + VERSTE) is None
    assert raster.plekken(np.full(2, 100_000.0), 400_000 + VERSTE + np.array([0.0, 0.5])).tolist() == [0, GEEN_PUNT]


def test_of_two_equally_near_points_the_first_is_taken() -> None:
    x, y = np.array([100_000, 102_000], dtype=np.int32), np.array([400_000, 400_000], dtype=np.int32)
    begin, kandidaten = bouw_raster(x, y)
    raster = Raster(begin.tolist(), kandidaten.tolist(), x.tolist(), y.tolist())
    assert raster.plek(101_000.0, 400_000.0) == 0
    assert raster.plekken(np.array([101_000.0]), np.array([400_000.0])).tolist() == [0]


def test_a_postcode_without_a_point_is_never_found() -> None:
    x, y = np.array([GEEN_PUNT, 102_000], dtype=np.int32), np.array([GEEN_PUNT, 400_000], dtype=np.int32)
    _, kandidaten = bouw_raster(x, y)
    assert set(kandidaten.tolist()) == {1}
