"""Bases of scenarios on mini-Nederland and on the real facts."""

from __future__ import annotations

from datetime import date

import pytest

from regio.scenario.beeld import Basis, basis_van
from regio.scenario.maatstaf import Maatstaf, maatstaf
from regio.stand.stand import Stand

VANDAAG = "2026-01-01"


@pytest.fixture(scope="session")
def mini_basis(mini_stand: Stand) -> Basis:
    """Mini-Nederland on 2020-01-01: 2004 may lie in B or D, 5004 in no SWV."""
    return basis_van(mini_stand, date(2020, 1, 1))


@pytest.fixture(scope="session")
def mini_maat(mini_stand: Stand) -> Maatstaf:
    """What effects on it are measured with."""
    return maatstaf(mini_stand, "2020-01-01")


@pytest.fixture(scope="session")
def basis(stand: Stand) -> Basis:
    """The real facts of 2026."""
    return basis_van(stand, date.fromisoformat(VANDAAG))


@pytest.fixture(scope="session")
def maat(stand: Stand) -> Maatstaf:
    """What effects on them are measured with."""
    return maatstaf(stand, VANDAAG)
