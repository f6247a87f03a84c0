"""The contingency table: what counts, in which order, and what is left out."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given

from regio.congruentie.kruistabel import kruis, omgekeerd
from regio.congruentie.model import Kruistabel
from regio.indeling import Indeling
from tests.regio.congruentie.kruisproef import Geval, geval, gevallen, indeling, rustig


def gelijk(links: Kruistabel, rechts: Kruistabel) -> bool:
    """Whether every part of two tables is the same."""
    if (links.a, links.b) != (rechts.a, rechts.b):
        return False
    return all(
        np.array_equal(getattr(links, deel), getattr(rechts, deel))
        for deel in ("gewicht", "aantal", "rij", "kolom", "mogelijk", "onzeker_a", "onzeker_b")
    )


def test_weight_and_number_per_pair_in_the_order_of_the_codes() -> None:
    k = geval("q p q p", "x w w x", [1, 2, 3, 0]).tabel
    assert (k.a, k.b) == (("p", "q"), ("w", "x"))
    assert k.gewicht.tolist() == [[2, 0], [3, 1]]
    assert k.aantal.tolist() == [[1, 1], [1, 1]]
    assert k.rij.tolist() == [1, 0, 1, 0]
    assert k.kolom.tolist() == [1, 0, 0, 1]
    assert not k.mogelijk.any()


def test_only_ground_with_one_certain_region_on_both_sides_counts() -> None:
    k = geval("p p|q - p p -", "w w w - w|x -").tabel
    assert k.gewicht.tolist() == [[1, 0], [0, 0]]
    assert k.rij.tolist() == k.kolom.tolist()[:1] + [-1] * 5
    assert k.mogelijk.tolist() == [[True, True], [True, False]]
    assert k.onzeker_a.tolist() == [True, True]
    assert k.onzeker_b.tolist() == [True, True]


def test_ground_that_the_other_division_does_not_name_leaves_nothing_open() -> None:
    k = geval("p p|q", "w -").tabel
    assert k.a == ("p", "q")
    assert not k.mogelijk.any()


def test_a_region_with_only_unsure_ground_has_an_empty_row() -> None:
    k = geval("p q q", "w w|x w|x").tabel
    assert k.aantal.tolist() == [[1, 0], [0, 0]]
    assert k.onzeker_a.tolist() == [False, True]


def test_a_code_without_ground_is_left_out_and_unordered_codes_are_put_in_order() -> None:
    a = Indeling("A", ("q", "leeg", "p"), np.array([0, 2, 2], dtype=np.int16))
    k = kruis(a, indeling("w w x"), np.ones(3))
    assert k.a == ("p", "q")
    assert k.aantal.tolist() == [[1, 1], [1, 0]]


def test_candidates_that_no_bouwsteen_has_make_no_region() -> None:
    a = Indeling("A", ("p", "q", "r"), np.array([0, -3], dtype=np.int16), ((1, 2), (0, 2)))
    assert kruis(a, indeling("w w"), np.ones(2)).a == ("p", "r")


def test_nothing_at_all_is_an_empty_table() -> None:
    for proef in (geval("", ""), geval("- -", "w w")):
        assert proef.tabel.gewicht.size == 0
        assert proef.tabel.gewicht.dtype == np.float64
        assert proef.tabel.cellen[0].size == 0


@pytest.mark.parametrize("gewicht", [[1, -1], [1, float("nan")], [1, float("inf")]])
def test_a_weight_is_a_number_of_zero_or_more(gewicht: list[float]) -> None:
    with pytest.raises(ValueError, match="nul of meer"):
        geval("p q", "w w", gewicht).tabel  # noqa: B018


@pytest.mark.parametrize(("a", "b", "gewicht"), [("p", "w w", [1]), ("p q", "w w", [1]), ("p", "w", [1, 1])])
def test_other_bouwstenen_are_refused(a: str, b: str, gewicht: list[float]) -> None:
    with pytest.raises(ValueError, match="dezelfde bouwstenen"):
        geval(a, b, gewicht).tabel  # noqa: B018


@rustig
@given(gevallen())
def test_the_table_is_that_of_counting_one_by_one(proef: Geval) -> None:
    k = proef.tabel
    gewicht, aantal, mogelijk = Counter[tuple[str, str]](), Counter[tuple[str, str]](), set()
    for nummer, weegt in enumerate(proef.gewicht.tolist()):
        paren = [(a, b) for a in proef.a[nummer] for b in proef.b[nummer]]
        if len(paren) == 1:
            gewicht[paren[0]] += weegt
            aantal[paren[0]] += 1
        mogelijk |= set(paren) if len(paren) > 1 else set()
    for i, a in enumerate(k.a):
        for j, b in enumerate(k.b):
            assert (k.gewicht[i, j], k.aantal[i, j], k.mogelijk[i, j]) == (
                gewicht[a, b],
                aantal[a, b],
                (a, b) in mogelijk,
            )
    assert k.a == tuple(sorted({code for nummer in range(len(proef.a)) for code in proef.a[nummer]}))
    assert k.aantal.sum() == (k.rij >= 0).sum() == (k.kolom >= 0).sum() == aantal.total()


@rustig
@given(gevallen())
def test_the_other_way_round_is_the_table_of_b_against_a(proef: Geval) -> None:
    k = proef.tabel
    assert gelijk(omgekeerd(k), kruis(proef.b, proef.a, proef.gewicht))
    assert gelijk(omgekeerd(omgekeerd(k)), k)
