"""The choice of cells: stars, assignments, and the simple choice that is kept when time runs out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from regio.congruentie.oplosser import Cellen, Keuze, snoei, sterren, tekort, toewijzing
from tests.regio.congruentie.kruisproef import Geval, gevallen, rustig, van_tabel


def cellen_van(proef: Geval) -> Cellen:
    """The non-empty cells of a case, numbered without gaps."""
    k = proef.tabel
    rij, kolom = k.cellen
    return Cellen(rij, kolom, k.gewicht[rij, kolom], k.aantal[rij, kolom]).deel(np.arange(len(rij)))


def zijn_sterren(deel: Cellen, keuze: Keuze) -> bool:
    """Whether the choice covers every row and column, and each kept cell has an end without another."""
    rijen = np.bincount(deel.rij[keuze], minlength=deel.rij.max(initial=-1) + 1)
    kolommen = np.bincount(deel.kolom[keuze], minlength=deel.kolom.max(initial=-1) + 1)
    alleen = (rijen[deel.rij[keuze]] == 1) | (kolommen[deel.kolom[keuze]] == 1)
    return bool(rijen.all() and kolommen.all() and alleen.all())


@rustig
@given(gevallen(hoogstens=16))
def test_the_simple_choice_is_of_stars_that_cover_all(proef: Geval) -> None:
    deel = cellen_van(proef)
    assert zijn_sterren(deel, snoei(deel))


@settings(max_examples=40, deadline=None)  # the first solve imports the solver
@given(gevallen(hoogstens=16))
def test_the_optimum_is_of_stars_and_weighs_no_less_than_the_simple_choice(proef: Geval) -> None:
    deel = cellen_van(proef)
    beste = sterren(deel, 10.0)
    assert beste.bewezen
    assert zijn_sterren(deel, beste.behouden)
    assert deel.gewicht[beste.behouden].sum() >= deel.gewicht[snoei(deel)].sum()


def test_the_simple_choice_is_not_always_the_best() -> None:
    # Lightest first keeps the last 5, and with it only 3 and 4; without it there is 3, 4, 5 and 3.
    deel = cellen_van(van_tabel([[3, 5, 1], [4, 4, 0], [2, 5, 3]]))
    beste = sterren(deel, 10.0)
    assert deel.gewicht[snoei(deel)].sum() == 12
    assert deel.gewicht[beste.behouden].sum() == 15


def test_stars_are_left_as_they_are() -> None:
    deel = cellen_van(van_tabel([[1, 2, 0], [0, 0, 3], [0, 0, 4]]))
    assert sterren(deel, 10.0).behouden.all()


@pytest.mark.parametrize(
    ("tabel", "kolommen", "rijen"),
    [
        ([[1, 1]], [0, 1], [0]),
        ([[1, 1, 0], [0, 0, 1], [0, 0, 1]], [0, 1], [0]),
        ([[1, 1, 0, 1], [0, 1, 1, 1], [0, 0, 0, 9], [0, 0, 0, 9]], [0, 1, 2], [0, 1]),
    ],
)
def test_an_assignment_that_cannot_be(tabel: list[list[int]], kolommen: list[int], rijen: list[int]) -> None:
    deel = cellen_van(van_tabel(tabel))
    assert toewijzing(deel) is None
    gevonden = tekort(deel)
    assert gevonden is not None
    assert [een.tolist() for een in gevonden] == [kolommen, rijen]


@rustig
@given(gevallen(hoogstens=16))
def test_what_lacks_is_the_reason_that_there_is_no_assignment(proef: Geval) -> None:
    deel = cellen_van(proef)
    mist, keuze = tekort(deel), toewijzing(deel)
    assert (mist is None) != (keuze is None)
    if mist is not None:
        kolommen, rijen = mist
        assert set(rijen) == set(deel.rij[np.isin(deel.kolom, kolommen)])
        assert len(rijen) == len(kolommen) - 1


def test_sixty_regions_of_single_postcodes_need_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """As big as a division of a user gets: sixty regions that lie anywhere, against forty."""

    def zoek(*_: object, **__: object) -> None:
        raise AssertionError("an assignment is matched, not searched for")

    monkeypatch.setattr("scipy.optimize.milp", zoek)
    kans = np.random.default_rng(5)
    rij, kolom = kans.integers(0, 60, 4_000), kans.integers(0, 40, 4_000)
    cel, plek = np.unique(rij * 40 + kolom, return_inverse=True)
    gewicht = np.bincount(plek, weights=kans.integers(0, 900, 4_000)).astype(np.float64)
    deel = Cellen(cel // 40, cel % 40, gewicht, np.bincount(plek))
    keuze = toewijzing(deel)
    assert keuze is not None and keuze.bewezen
    assert (np.bincount(deel.rij[keuze.behouden], minlength=60) == 1).all()
    assert set(deel.kolom[keuze.behouden]) == set(range(40))
    # No choice is better than the best cell of every row; a matching of one row per column is no better than this.
    beste = sum(gewicht[deel.rij == nr].max() for nr in range(60))
    assert 0.8 * beste < gewicht[keuze.behouden].sum() <= beste


def test_without_time_the_best_known_choice_is_kept_unproven() -> None:
    tabel = np.random.default_rng(2).integers(1, 90, (8, 5)).tolist()
    deel = cellen_van(van_tabel(tabel))
    haastig, rustig, een_per_rij = sterren(deel, 0.0), sterren(deel, 10.0), toewijzing(deel)
    assert not haastig.bewezen
    assert zijn_sterren(deel, haastig.behouden)
    assert een_per_rij is not None
    gewicht = deel.gewicht[haastig.behouden].sum()
    assert gewicht >= max(deel.gewicht[snoei(deel)].sum(), deel.gewicht[een_per_rij.behouden].sum())
    assert gewicht <= deel.gewicht[rustig.behouden].sum()
