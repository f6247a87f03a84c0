"""Crumbs on the lattice: small loose parts go to what lies around them, everything else stays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from regio.gebieden.schets.kruimels import MEEST, zonder_kruimels
from regio.gebieden.schets.rooster import Rooster

ROOSTER = Rooster.om((0.0, 0.0, 4_000.0, 4_000.0), 250.0)
GEEN = np.array([], dtype=np.int64)


def land() -> NDArray[np.int64]:
    """Label 0 in the west and 1 in the east, with water around."""
    uit = np.full((ROOSTER.rijen, ROOSTER.kolommen), -1, dtype=np.int64)
    uit[2:-2, 2:-2] = 0
    uit[2:-2, 12:-2] = 1
    return uit.ravel()


def plek(rij: int, kolom: int) -> int:
    """The number of a node."""
    return rij * ROOSTER.kolommen + kolom


def rijtje(aantal: int) -> list[int]:
    """Nodes in a row in the east."""
    return [plek(8, 14 + nr) for nr in range(aantal)]


def test_a_crumb_goes_to_what_lies_around_it() -> None:
    met = land()
    met[rijtje(MEEST)] = 0
    assert np.array_equal(zonder_kruimels(ROOSTER, met, GEEN), land())


def test_a_larger_part_stays() -> None:
    met = land()
    met[rijtje(MEEST + 1)] = 0
    assert np.array_equal(zonder_kruimels(ROOSTER, met, GEEN), met)


def test_a_part_with_a_point_stays() -> None:
    met = land()
    met[rijtje(2)] = 0
    assert np.array_equal(zonder_kruimels(ROOSTER, met, np.array(rijtje(1))), met)


def test_all_that_a_label_has_stays() -> None:
    met = land()
    met[rijtje(2)] = 2
    assert np.array_equal(zonder_kruimels(ROOSTER, met, GEEN), met)


def test_a_crumb_in_the_water_becomes_water_and_one_on_the_shore_does_not() -> None:
    met = land()
    met[plek(0 + 2, 15)] = 0
    zee = land().reshape(ROOSTER.rijen, ROOSTER.kolommen)
    zee[2:-2, 8:12] = -1
    los = zee.copy().ravel()
    los[plek(8, 10)] = 1
    assert np.array_equal(zonder_kruimels(ROOSTER, met, GEEN), land())
    assert np.array_equal(zonder_kruimels(ROOSTER, los, GEEN), zee.ravel())


def test_crumbs_beside_each_other_all_go() -> None:
    met = land()
    met[rijtje(2)] = 0
    met[plek(3, 4)] = met[plek(3, 5)] = 1
    met[plek(8, 16)] = 2
    met[plek(12, 14) : plek(12, 14) + 5] = 2
    uit = zonder_kruimels(ROOSTER, met, GEEN)
    verwacht = land()
    verwacht[plek(12, 14) : plek(12, 14) + 5] = 2
    assert np.array_equal(uit, verwacht)
