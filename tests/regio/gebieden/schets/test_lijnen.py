"""Borders from labels on the lattice: whatever the labels are, the ground is a valid coverage."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from regio.gebieden.schets.lijnen import vlakken
from regio.gebieden.schets.rooster import Rooster

ROOSTER = Rooster.om((0.0, 0.0, 4_000.0, 4_000.0), 250.0)


def geen_voorkeur(een: NDArray[np.int64], _twee: NDArray[np.int64], _knopen: NDArray[np.int64]) -> NDArray[np.float64]:
    """Every border halfway."""
    return np.zeros(len(een))


def binnen(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """The labels with water along the outside of the lattice."""
    uit = labels.reshape(ROOSTER.rijen, ROOSTER.kolommen).copy()
    uit[[0, -1], :] = uit[:, [0, -1]] = -1
    return uit.ravel()


@pytest.mark.parametrize("zaad", range(10))
def test_noise_gives_a_valid_coverage(zaad: int) -> None:
    labels = binnen(np.random.default_rng(zaad).integers(-1, 5, ROOSTER.aantal))
    uit = vlakken(ROOSTER, labels, geen_voorkeur, 5)
    assert shapely.is_valid(uit).all()
    assert shapely.coverage_is_valid(uit, gap_width=1.0)
    for nummer, vlak in enumerate(uit):
        assert shapely.contains_xy(vlak, ROOSTER.plaats(np.flatnonzero(labels == nummer))).all()


def test_a_label_without_a_node_is_empty() -> None:
    labels = binnen(np.zeros(ROOSTER.aantal, dtype=np.int64))
    uit = vlakken(ROOSTER, labels, geen_voorkeur, 2)
    assert shapely.is_empty(uit).tolist() == [False, True]


def test_an_enclave_is_a_hole_in_the_ground_around_it() -> None:
    labels = binnen(np.zeros(ROOSTER.aantal, dtype=np.int64))
    midden = int(ROOSTER.naaste(np.array([[2_000.0, 2_000.0]]))[0])
    labels[midden] = 1
    om, enclave = vlakken(ROOSTER, labels, geen_voorkeur, 2)
    assert len(om.interiors) == 1
    assert shapely.Polygon(om.interiors[0]).equals(enclave)


def test_a_border_lies_where_the_preference_turns() -> None:
    plaats = ROOSTER.plaats(np.arange(ROOSTER.aantal))
    labels = binnen((plaats[:, 0] > 2_030.0).astype(np.int64))

    def links(een: NDArray[np.int64], twee: NDArray[np.int64], knopen: NDArray[np.int64]) -> NDArray[np.float64]:
        afstand = 2_030.0 - plaats[knopen, 0]
        return np.where((een < 0) | (twee < 0), 0.0, np.where(een == 0, afstand, -afstand))

    grens = shapely.get_coordinates(shapely.intersection(*vlakken(ROOSTER, labels, links, 2)))
    middelste = grens[(grens[:, 1] > 500) & (grens[:, 1] < 3_500), 0]
    # A crossing stays off the nodes by a twentieth of a side.
    assert np.abs(middelste - 2_030.0).max() <= 12.5


def test_neighbours_are_one_step_away() -> None:
    for knoop in (5 * ROOSTER.kolommen + 5, 6 * ROOSTER.kolommen + 5):
        rondom = ROOSTER.plaats(np.array(ROOSTER.buren(knoop))) - ROOSTER.plaats(np.array([knoop]))
        assert np.hypot(rondom[:, 0], rondom[:, 1]) == pytest.approx(250.0)


def test_triangles_cover_the_lattice_once() -> None:
    driehoeken = shapely.polygons(ROOSTER.plaats(ROOSTER.driehoeken().ravel()).reshape(-1, 3, 2))
    assert shapely.is_ccw(shapely.get_exterior_ring(driehoeken)).all()
    assert shapely.area(driehoeken) == pytest.approx(250.0**2 * np.sqrt(3) / 4)
    assert shapely.coverage_is_valid(driehoeken)
