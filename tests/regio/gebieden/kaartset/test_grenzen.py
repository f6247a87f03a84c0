"""Borders as lines: every pair of neighbours once, the coast never."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from numpy.typing import NDArray

from regio.gebieden.kaartset.grenzen import gedeelde_grenzen
from regio.gebieden.kaartset.niveaus import los_op
from tests.regio.gebieden.kaartset.tekenen import PO, ZIJDE, cellen, laag, lappendekens


def test_lengths_of_the_drawing() -> None:
    kaart = laag("PO", PO, "2015-01-01")
    grenzen = gedeelde_grenzen(los_op(cellen(), kaart.waarde, len(kaart.regios)))
    lengtes = {
        tuple(kaart.regios[nummer].code[-1] for nummer in paar): lijn.length / ZIJDE for paar, lijn in grenzen.items()
    }
    assert lengtes == {("A", "B"): 5, ("A", "C"): 4, ("A", "D"): 2, ("B", "D"): 3, ("B", "F"): 2}


def test_nothing_to_share() -> None:
    assert gedeelde_grenzen(np.array([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6)])) == {}
    assert gedeelde_grenzen(np.array([shapely.Polygon()])) == {}


@settings(max_examples=60, deadline=None)
@given(lappendekens())
def test_shared_and_outer_borders_make_up_all_of_them(deken: tuple[NDArray[np.object_], NDArray[np.int16]]) -> None:
    vormen = los_op(*deken, 6)
    gedeeld = sum(lijn.length for lijn in gedeelde_grenzen(vormen).values())
    vol = vormen[~shapely.is_empty(vormen)]
    buiten = shapely.coverage_union_all(vol).length if len(vol) else 0.0
    assert 2 * gedeeld + buiten == pytest.approx(shapely.length(vol).sum())
