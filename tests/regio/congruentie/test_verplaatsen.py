"""The lightest lists of moves: against brute force, after applying them, and at the edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regio.bronnen.rijen import Feiten
from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import regiomaten
from regio.congruentie.model import Kruistabel, Oordeel, Verplaatsing, Verplaatslijst
from regio.congruentie.verplaatsen import binnen, genest, te_verplaatsen, te_weinig, voor_regio
from regio.stand.stand import Stand
from tests.regio.congruentie.kruisproef import Geval, geval, gevallen

BUITEN = "zz"
# Brute force takes its time, and the first solve imports the solver.
LANGZAAM = settings(max_examples=40, deadline=None)
Prijs = tuple[float, int]


def toegepast(proef: Geval, lijst: Verplaatslijst) -> Kruistabel:
    """The table after the moves; what goes to no region gets one of its own."""
    zetten = {nummer: zet.naar or BUITEN for zet in lijst.verplaatsingen for nummer in zet.bouwstenen}
    return kruis(proef.a.met(zetten), proef.b, proef.gewicht)


def prijs(lijst: Verplaatslijst) -> Prijs:
    """Weight, then number of bouwstenen."""
    return lijst.gewicht, lijst.bouwstenen


def doorsneden(k: Kruistabel) -> list[str]:
    """The regions that a border of the other division runs through."""
    return [regio.code for regio in regiomaten(k) if regio.oordeel == Oordeel.DOORSNEDEN]


def op_orde(proef: Geval, lijst: Verplaatslijst) -> None:
    """The list is whole: sums, order, and every bouwsteen once and from where it is."""
    k = proef.tabel
    nummers = [nummer for zet in lijst.verplaatsingen for nummer in zet.bouwstenen]
    assert len(nummers) == len(set(nummers)) == lijst.bouwstenen
    assert lijst.gewicht == pytest.approx(proef.gewicht[nummers].sum())
    assert [zet.gewicht for zet in lijst.verplaatsingen] == sorted(
        (z.gewicht for z in lijst.verplaatsingen), reverse=True
    )
    paren = [(zet.van, zet.naar) for zet in lijst.verplaatsingen]
    assert len(paren) == len(set(paren))
    for zet in lijst.verplaatsingen:
        assert zet.naar != zet.van
        assert list(zet.bouwstenen) == sorted(zet.bouwstenen)
        assert {k.a[k.rij[nummer]] for nummer in zet.bouwstenen} == {zet.van}
    geheel = k.gewicht.sum()
    assert lijst.aandeel == (pytest.approx(lijst.gewicht / geheel) if geheel else None)


Paren = list[tuple[int, int]]


def _paren(k: Kruistabel) -> tuple[list[int], Paren]:
    """The bouwstenen in the table, and their row and column."""
    nummers = np.flatnonzero(k.rij >= 0).tolist()
    return nummers, list(zip(k.rij[nummers].tolist(), k.kolom[nummers].tolist(), strict=True))


def _uitkomsten(proef: Geval) -> Iterator[tuple[Prijs, set[tuple[int, int]]]]:
    """Every way to put each bouwsteen in a region of A with ground in its region of B: price and cells.

    Ways that leave a region of A without ground are no way.
    """
    nummers, paren = _paren(proef.tabel)
    kan = [sorted({rij for rij, daar in paren if daar == kolom}) for _, kolom in paren]
    rijen = {rij for rij, _ in paren}
    for keuze in product(*kan):
        if set(keuze) == rijen:
            weg = [nummer for nummer, (rij, _), naar in zip(nummers, paren, keuze, strict=True) if rij != naar]
            prijs = float(proef.gewicht[weg].sum()), len(weg)
            yield prijs, {(naar, kolom) for naar, (_, kolom) in zip(keuze, paren, strict=True)}


def _ongesneden(cellen: set[tuple[int, int]]) -> bool:
    """Every row has one column, or only columns that no other row has."""
    for rij in {rij for rij, _ in cellen}:
        kolommen = {kolom for eigen, kolom in cellen if eigen == rij}
        anderen = {kolom for ander, kolom in cellen if ander != rij}
        if len(kolommen) > 1 and kolommen & anderen:
            return False
    return True


def _een_per_rij(cellen: set[tuple[int, int]]) -> bool:
    return len({rij for rij, _ in cellen}) == len(cellen)


@LANGZAAM
@given(gevallen(hoogstens=7, minstens=1, regios=3))
def test_nesting_is_the_lightest_by_brute_force(proef: Geval) -> None:
    lijst = genest(proef.tabel, proef.gewicht)
    assert prijs(lijst) == min(p for p, cellen in _uitkomsten(proef) if _ongesneden(cellen))
    assert lijst.bewezen
    op_orde(proef, lijst)


@LANGZAAM
@given(gevallen(hoogstens=7, minstens=1, regios=3))
def test_lying_within_one_region_is_the_lightest_by_brute_force(proef: Geval) -> None:
    lijst = binnen(proef.tabel, proef.gewicht)
    prijzen = [p for p, cellen in _uitkomsten(proef) if _een_per_rij(cellen)]
    assert (lijst is None) == (not prijzen)
    if lijst is not None:
        assert prijs(lijst) == min(prijzen)
        op_orde(proef, lijst)


@LANGZAAM
@given(gevallen(hoogstens=8, minstens=4, regios=3, onzeker=False))
def test_of_equally_heavy_lists_it_is_the_one_with_fewest_bouwstenen(proef: Geval) -> None:
    licht = Geval(proef.a, proef.b, np.where(proef.gewicht > 6, 1.0, 0.0))
    uitkomsten = list(_uitkomsten(licht))
    assert prijs(genest(licht.tabel, licht.gewicht)) == min(p for p, cellen in uitkomsten if _ongesneden(cellen))
    lijst = binnen(licht.tabel, licht.gewicht)
    prijzen = [p for p, cellen in uitkomsten if _een_per_rij(cellen)]
    assert (prijs(lijst) if lijst else None) == min(prijzen, default=None)


# Tables drawn by hand, one bouwsteen per cell with its weight; rows A, columns B.
GETEKEND = {
    "already nested": [[5, 0, 0], [0, 3, 0], [0, 4, 0]],
    "a sliver": [[9, 1, 0], [0, 9, 0], [0, 0, 9]],
    "a ring": [[5, 4, 0], [0, 5, 4], [4, 0, 5]],
    "all mixed": [[3, 1, 2], [2, 3, 1], [1, 2, 3]],
    "a union beside a part": [[6, 5, 1], [0, 0, 7]],
    "a column nobody wants": [[9, 1], [9, 1]],
    "equal weights": [[1, 1], [1, 1]],
}


def _getekend(tabel: list[list[int]]) -> Geval:
    cellen = [(i, j, gewicht) for i, rij in enumerate(tabel) for j, gewicht in enumerate(rij) if gewicht]
    a, b = (" ".join("pqr"[i] for i, _, _ in cellen), " ".join("wxy"[j] for _, j, _ in cellen))
    return geval(a, b, [gewicht for _, _, gewicht in cellen])


@pytest.mark.parametrize("tabel", GETEKEND.values(), ids=GETEKEND)
def test_drawn_tables_by_brute_force(tabel: list[list[int]]) -> None:
    proef = _getekend(tabel)
    uitkomsten = list(_uitkomsten(proef))
    assert prijs(genest(proef.tabel, proef.gewicht)) == min(p for p, cellen in uitkomsten if _ongesneden(cellen))
    lijst = binnen(proef.tabel, proef.gewicht)
    prijzen = [p for p, cellen in uitkomsten if _een_per_rij(cellen)]
    assert (prijs(lijst) if lijst else None) == min(prijzen, default=None)


def test_a_sliver_moves_to_the_region_that_has_the_rest() -> None:
    lijst = genest(*_tabel_en_gewicht("p p q", "w x x", [9, 1, 8]))
    assert lijst == Verplaatslijst((Verplaatsing((1,), "p", "q", 1.0),), 1.0, 1 / 18, 1, bewezen=True)


def test_moved_ground_goes_to_the_region_with_most_of_it() -> None:
    # x is for the most part of q; r has less of it. s has none and would make an exclave.
    proef = geval("p p q r s", "w x x x y", [9, 1, 8, 5, 50])
    assert [(zet.van, zet.naar) for zet in genest(proef.tabel, proef.gewicht).verplaatsingen] == [("p", "q")]


def test_the_cheapest_cut_may_be_to_join_whole_regions() -> None:
    # p holds nearly all of w and of x: as a union it costs 2, within one region 5.
    proef = geval("p p q q r", "w x w x y", [9, 5, 1, 1, 1])
    assert binnen(proef.tabel, proef.gewicht) is not None or len(proef.tabel.a) < len(proef.tabel.b)
    lijst, unie = voor_regio(proef.tabel, proef.gewicht, "p")
    assert lijst is not None
    assert unie is not None
    assert (lijst.gewicht, unie.gewicht) == (5.0, 2.0)
    assert [(zet.van, zet.naar, zet.bouwstenen) for zet in unie.verplaatsingen] == [("q", "p", (2, 3))]
    assert te_verplaatsen(proef.tabel)[0] == 2.0


@pytest.mark.parametrize(("a", "van", "naar"), [("p p p q q", "q", "p"), ("q q q p p", "p", "q")])
def test_weightless_ground_moves_too_and_as_little_of_it_as_can_be(a: str, van: str, naar: str) -> None:
    # Nobody lives in x, which both share; one has two bouwstenen of it, the other one.
    proef = geval(a, "w x x x y", [5, 0, 0, 0, 5])
    lijst = genest(proef.tabel, proef.gewicht)
    assert prijs(lijst) == (0.0, 1)
    assert [(zet.van, zet.naar) for zet in lijst.verplaatsingen] == [(van, naar)]
    assert doorsneden(proef.tabel) == ["p", "q"]
    assert doorsneden(toegepast(proef, lijst)) == []


def test_fewer_regions_than_partners_cannot_all_lie_within_one() -> None:
    proef = geval("p p q", "w x y")
    assert binnen(proef.tabel, proef.gewicht) is None
    assert genest(proef.tabel, proef.gewicht).verplaatsingen == ()


def test_two_regions_of_b_in_one_of_a_cannot_each_have_one_however_many_others_there_are() -> None:
    proef = geval("p p q r s", "w x y y y")
    assert binnen(proef.tabel, proef.gewicht) is None


def test_nothing_to_move_without_ground() -> None:
    leeg = geval("- p|q", "w w")
    for lijst in (genest(leeg.tabel, leeg.gewicht), binnen(leeg.tabel, leeg.gewicht)):
        assert lijst == Verplaatslijst((), 0.0, None, 0, bewezen=True)


def _tabel_en_gewicht(a: str, b: str, gewicht: list[float]) -> tuple[Kruistabel, np.ndarray]:
    proef = geval(a, b, gewicht)
    return proef.tabel, proef.gewicht


@LANGZAAM
@given(gevallen(hoogstens=14, breuken=True))
def test_after_the_moves_no_region_is_cut_through_and_none_is_gone(proef: Geval) -> None:
    lijst = genest(proef.tabel, proef.gewicht)
    daarna = toegepast(proef, lijst)
    assert doorsneden(daarna) == []
    assert daarna.a == proef.tabel.a
    assert daarna.b == proef.tabel.b
    op_orde(proef, lijst)


@LANGZAAM
@given(gevallen(hoogstens=14, breuken=True))
def test_nesting_costs_no_more_than_lying_within_one_region(proef: Geval) -> None:
    lijst = binnen(proef.tabel, proef.gewicht)
    if lijst is not None:
        assert genest(proef.tabel, proef.gewicht).gewicht <= lijst.gewicht * (1 + 1e-9)
        daarna = regiomaten(toegepast(proef, lijst))
        assert all(len(regio.partners) <= 1 for regio in daarna)
        op_orde(proef, lijst)


@LANGZAAM
@given(gevallen(hoogstens=10))
def test_what_is_nested_has_nothing_to_move(proef: Geval) -> None:
    lijst = genest(proef.tabel, proef.gewicht)
    assert (lijst.bouwstenen == 0) == (doorsneden(proef.tabel) == [])


# Per region.


def _deelverzamelingen(stenen: Iterable[int]) -> Iterator[set[int]]:
    lijst = list(stenen)
    for aantal in range(len(lijst) + 1):
        yield from map(set, combinations(lijst, aantal))


def _regio_met_de_hand(proef: Geval, rij: int) -> tuple[Prijs, Prijs]:
    """The best prices over every set of bouwstenen that could be the region: within one, and a union.

    A region keeps ground in a region of B where it had some.
    """
    nummers, paren = _paren(proef.tabel)
    kolom_van = dict(zip(nummers, (kolom for _, kolom in paren), strict=True))
    eigen = {nummer for nummer, (van, _) in zip(nummers, paren, strict=True) if van == rij}
    had = {kolom_van[nummer] for nummer in eigen}
    binnen_een, unies = [], []
    for keuze in _deelverzamelingen(nummers):
        kolommen = {kolom_van[nummer] for nummer in keuze}
        weg = sorted(keuze ^ eigen)
        kost = float(proef.gewicht[weg].sum()), len(weg)
        if keuze and kolommen <= had:
            if keuze <= eigen and len(kolommen) == 1:
                binnen_een.append(kost)
            if keuze == {nummer for nummer in nummers if kolom_van[nummer] in kolommen}:
                unies.append(kost)
    return min(binnen_een), min(unies)


@LANGZAAM
@given(gevallen(hoogstens=8, regios=3))
def test_the_lists_of_a_region_are_the_lightest_by_brute_force(proef: Geval) -> None:
    k = proef.tabel
    for rij, code in enumerate(k.a):
        lijst, unie = voor_regio(k, proef.gewicht, code)
        if not k.aantal[rij].any():
            assert (lijst, unie) == (None, None)
            assert te_verplaatsen(k)[rij] == 0.0
            continue
        assert lijst is not None
        assert unie is not None
        assert (prijs(lijst), prijs(unie)) == _regio_met_de_hand(proef, rij)
        assert te_verplaatsen(k)[rij] == min(lijst.gewicht, unie.gewicht)


@LANGZAAM
@given(gevallen(hoogstens=12, breuken=True))
def test_after_its_own_list_a_region_is_what_it_set_out_to_be(proef: Geval) -> None:
    k = proef.tabel
    for code in k.a:
        for lijst, doel in zip(voor_regio(k, proef.gewicht, code), ("binnen", "unie"), strict=True):
            if lijst is None:
                continue
            op_orde(proef, lijst)
            oordeel = {regio.code: regio.oordeel for regio in regiomaten(toegepast(proef, lijst))}[code]
            assert oordeel in (
                {Oordeel.BINNEN, Oordeel.IDENTIEK} if doel == "binnen" else {Oordeel.UNIE, Oordeel.IDENTIEK}
            )
            assert all(code in (zet.van, zet.naar) for zet in lijst.verplaatsingen)


def test_what_no_other_region_has_ground_in_goes_nowhere_in_particular() -> None:
    proef = geval("p p q", "w x w", [5, 1, 1])
    lijst, _ = voor_regio(proef.tabel, proef.gewicht, "p")
    assert lijst is not None
    assert lijst.verplaatsingen == (Verplaatsing((1,), "p", "", 1.0),)


def test_an_unknown_region_has_no_list() -> None:
    proef = geval("p", "w")
    with pytest.raises(ValueError, match="tuple"):
        voor_regio(proef.tabel, proef.gewicht, "q")


# The drawn country and the real one.


def test_mini_nederland_the_gemeenten_with_a_split_or_an_exclave(mini: Feiten, mini_stand: Stand) -> None:
    """Gemeenten beside PO on 2015-04-23: A and E are cut through, each by its smaller part."""
    dag = date(2015, 4, 23)
    a, b = mini_stand.indeling("gemeente", dag), mini_stand.indeling("PO", dag)
    proef = Geval(a, b, np.ones(len(a)))
    ids = [rij.id for rij in mini.bouwstenen]
    lijst = binnen(proef.tabel, proef.gewicht)
    assert lijst is not None
    weg = {ids[nummer] for zet in lijst.verplaatsingen for nummer in zet.bouwstenen}
    assert doorsneden(proef.tabel) == ["GM9001", "GM9005"]
    # Of A 1001 and 1002 lie in PO9001 and four in PO9002; of E one bouwsteen in each.
    assert {"1001-1", "1002-1"} < weg
    assert len(weg) == 3
    assert doorsneden(toegepast(proef, lijst)) == []


@pytest.mark.parametrize("sector", ["PO", "VO"])
@pytest.mark.parametrize("b", ["jeugdregio", "rmc"])
def test_the_real_divisions_nest_after_the_moves(stand: Stand, sector: str, b: str) -> None:
    dag = date(2015, 4, 23)
    links, rechts = stand.indeling(sector, dag), stand.indeling(b, dag)
    gewicht = np.random.default_rng(4).gamma(1.0, 100.0, len(links))
    proef = Geval(links, rechts, gewicht)
    lijst = genest(proef.tabel, gewicht)
    assert lijst.bewezen
    assert doorsneden(proef.tabel)
    assert doorsneden(toegepast(proef, lijst)) == []
    op_orde(proef, lijst)
    per_regio = [voor_regio(proef.tabel, gewicht, code) for code in proef.tabel.a]
    lichtste = [min(x.gewicht for x in paar if x is not None) for paar in per_regio]
    assert te_verplaatsen(proef.tabel) == pytest.approx(lichtste)


@LANGZAAM
@given(st.integers(1, 5))
def test_a_list_that_ran_out_of_time_nests_but_is_not_called_proven(zaad: int) -> None:
    kies = np.random.default_rng(zaad)
    a, b = (" ".join(f"{letter}{nr}" for nr in kies.integers(0, 6, 80)) for letter in "ab")
    proef = geval(a, b, kies.random(80).tolist())
    lijst = genest(proef.tabel, proef.gewicht, seconden=0.0)
    assert not lijst.bewezen
    assert doorsneden(toegepast(proef, lijst)) == []
    assert lijst.gewicht >= genest(proef.tabel, proef.gewicht).gewicht - 1e-9


def test_why_not_every_region_can_lie_within_one() -> None:
    # As many regions of A as of B, but w and x both lie in p alone.
    vast = geval("p p q r s", "w x y y y")
    assert binnen(vast.tabel, vast.gewicht) is None
    assert te_weinig(vast.tabel) == (("w", "x"), ("p",))
    # Of the first ones no ground counts: names are those of the regions themselves.
    scheef = geval("a p p q r s", "b|c w x y y y")
    assert te_weinig(scheef.tabel) == (("w", "x"), ("p",))
    assert te_weinig(geval("p q r s", "w x y y").tabel) is None
