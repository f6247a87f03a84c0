"""Coordinates: to RD, and what cannot be Dutch."""

from __future__ import annotations

import math

import numpy as np
import pytest

from regio.fouten import Vraagfout
from regio.gebieden.rd import controleer_lonlat, controleer_rd, naar_rd, rijen_naar_rd


def test_the_origin_of_rd() -> None:
    """The tower in Amersfoort is the point (155000, 463000); without the grid within a metre."""
    x, y = naar_rd(5.387206, 52.155174)
    assert x == pytest.approx(155_000, abs=2)
    assert y == pytest.approx(463_000, abs=2)


def test_arrays_equal_single_points_and_nan_stays_unusable() -> None:
    lon, lat = np.array([4.9, 6.56389, math.nan]), np.array([52.37, 53.13472, 52.0])
    x, y = rijen_naar_rd(lon, lat)
    for nr in (0, 1):
        assert (x[nr], y[nr]) == pytest.approx(naar_rd(float(lon[nr]), float(lat[nr])))
    assert not (np.isfinite(x[2]) and np.isfinite(y[2]))


@pytest.mark.parametrize(("lon", "lat"), [(3.2, 50.7), (7.3, 53.7), (5.0, 52.0)])
def test_points_that_can_be_dutch(lon: float, lat: float) -> None:
    controleer_lonlat(lon, lat)


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (52.0, 5.0, "verwisseld"),
        (53.7, 7.3, "verwisseld"),
        (0.0, 0.0, "buiten-nederland"),
        (-68.9, 12.1, "buiten-nederland"),
        (7.31, 52.0, "buiten-nederland"),
        (5.0, 53.71, "buiten-nederland"),
        (1e300, -1e300, "buiten-nederland"),
        (math.nan, 52.0, "geen-getal"),
        (5.0, math.inf, "geen-getal"),
    ],
)
def test_points_in_degrees_that_cannot(lon: float, lat: float, code: str) -> None:
    with pytest.raises(Vraagfout) as gevangen:
        controleer_lonlat(lon, lat)
    assert [fout.code for fout in gevangen.value.fouten] == [code]


@pytest.mark.parametrize(("x", "y"), [(0.0, 300_000.0), (289_999.9, 629_999.9), (155_000.0, 463_000.0)])
def test_rd_points_that_can_be_dutch(x: float, y: float) -> None:
    controleer_rd(x, y)


@pytest.mark.parametrize(
    ("x", "y", "code"),
    [
        (463_000.0, 155_000.0, "verwisseld"),
        (290_000.0, 463_000.0, "buiten-nederland"),
        (155_000.0, 630_000.0, "buiten-nederland"),
        (-1.0, 463_000.0, "buiten-nederland"),
        (5.0, 52.0, "buiten-nederland"),
        (math.nan, 463_000.0, "geen-getal"),
        (155_000.0, -math.inf, "geen-getal"),
    ],
)
def test_rd_points_that_cannot(x: float, y: float, code: str) -> None:
    with pytest.raises(Vraagfout) as gevangen:
        controleer_rd(x, y)
    assert [fout.code for fout in gevangen.value.fouten] == [code]


def test_both_faults_are_named_at_once() -> None:
    with pytest.raises(Vraagfout, match=r"lon moet een gewoon getal zijn\. lat moet"):
        controleer_lonlat(math.nan, math.nan)
    with pytest.raises(Vraagfout, match=r"x moet een gewoon getal zijn\. y moet"):
        controleer_rd(math.inf, math.nan)
