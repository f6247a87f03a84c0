"""Levels and dissolves: simplified or joined, the regions keep fitting together."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from regio.fouten import Bronfout
from regio.gebieden.kaartset.niveaus import NIVEAUS, controleer, los_op, vereenvoudig
from tests.regio.gebieden.kaartset.tekenen import PO, cellen, laag, lappendekens

Deken = tuple[NDArray[np.object_], NDArray[np.int16]]


def test_levels_go_from_coarse_to_fine() -> None:
    assert NIVEAUS == {"land": 600, "regio": 150, "plaats": 40, "fijn": 10}


def test_regions_of_the_drawing() -> None:
    kaart = laag("PO", PO, "2015-01-01", zonder_grond="Z")
    vormen = dict(zip((regio.code for regio in kaart.regios), los_op(cellen(), kaart.waarde, 6), strict=True))
    assert {code: vorm.area / 25e6 for code, vorm in vormen.items()} == {
        "PO-A": 7,
        "PO-B": 9,
        "PO-C": 1,
        "PO-D": 3,
        "PO-F": 2,
        "PO-Z": 0,
    }
    assert len(vormen["PO-A"].interiors) == 1
    assert vormen["PO-A"].interiors[0].equals(vormen["PO-C"].exterior)
    assert vormen["PO-Z"].equals(shapely.Polygon())
    assert {vorm.geom_type for vorm in vormen.values()} == {"Polygon", "MultiPolygon"}


def test_ground_of_nobody_stays_out() -> None:
    vlak = cellen(("AB",))
    assert los_op(vlak, np.array([-1, -1], dtype=np.int16), 1)[0].is_empty
    assert los_op(np.array([], dtype=object), np.array([], dtype=np.int16), 0).shape == (0,)


def test_what_overlaps_is_refused_because_a_dissolve_would_lie() -> None:
    scheef = np.array([shapely.box(0, 0, 10, 10), shapely.box(5, 0, 15, 10)])
    with pytest.raises(Bronfout, match="sluiten hier niet op elkaar aan"):
        controleer(scheef, "hier")


def test_empty_pieces_stay_empty_and_in_place() -> None:
    vlak = cellen()
    uit = vereenvoudig(vlak, 150)
    assert (shapely.is_empty(uit) == shapely.is_empty(vlak)).all()
    assert shapely.is_empty(vereenvoudig(np.array([shapely.Polygon()]), 10)).all()


@settings(max_examples=60, deadline=None)
@given(lappendekens(), st.sampled_from([10, 150, 600, 5_000, 50_000]))
def test_simplifying_keeps_a_coverage(deken: Deken, tolerantie: int) -> None:
    vlak, _ = deken
    eenvoudig = vereenvoudig(vlak, tolerantie)
    assert shapely.coverage_is_valid(eenvoudig)
    assert not shapely.is_empty(eenvoudig).any()
    assert shapely.get_num_coordinates(eenvoudig).sum() <= shapely.get_num_coordinates(vlak).sum()


@settings(max_examples=60, deadline=None)
@given(lappendekens(), st.sampled_from([0, 600]))
def test_regions_fit_together_and_their_areas_sum(deken: Deken, tolerantie: int) -> None:
    vlak, waarde = deken
    grond = vereenvoudig(vlak, tolerantie) if tolerantie else vlak
    regios = los_op(grond, waarde, 6)
    assert shapely.area(regios).sum() == pytest.approx(shapely.area(grond[waarde >= 0]).sum())
    assert shapely.coverage_is_valid(regios)
    assert shapely.is_valid(regios).all()
