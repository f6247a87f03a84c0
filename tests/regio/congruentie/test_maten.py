"""The measures: published values, a second opinion, and what they do at the edges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given
from sklearn.metrics import completeness_score, homogeneity_score, v_measure_score

from regio.congruentie.kruistabel import kruis, omgekeerd
from regio.congruentie.maten import maten, regiomaat, regiomaten, v_maat, v_van
from regio.congruentie.model import Kruistabel, Maten, Oordeel
from regio.stand.stand import Stand
from tests.regio.congruentie.kruisproef import Geval, geval, gevallen, rustig, van_tabel

GELIJK = Maten(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
B = ((3, 2, 0), (0, 3, 2), (2, 0, 3))
# The four clusterings of figure 2, rows the three classes of five points, columns the clusters.
FIGUUR_2 = {
    "A": (((3, 1, 1), (1, 3, 1), (1, 1, 3)), 0.14),
    "B": (B, 0.39),
    "C": (tuple((*rij, *(nr != weg for weg in range(3))) for nr, rij in enumerate(B)), 0.30),
    "D": (tuple((*rij, *(nr == eigen for eigen in (0, 0, 1, 1, 2, 2))) for nr, rij in enumerate(B)), 0.41),
}


@pytest.mark.parametrize(("tabel", "v"), FIGUUR_2.values(), ids=FIGUUR_2)
def test_the_published_values_of_figure_2(tabel: Sequence[Sequence[int]], v: float) -> None:
    """Rosenberg & Hirschberg (2007), figure 2: classes and clusters of five points each.

    In A every cluster has three points of its own class and one of both others; in B three of its own
    and two of one other. C and D are B with six points more, two of each class: in C in three clusters
    of two points of different class, in D each in a cluster of its own. The classes are A, the clusters B.
    """
    gemeten = maten(van_tabel(tabel).tabel)
    assert round(gemeten.v, 2) == v
    assert round(maten(omgekeerd(van_tabel(tabel).tabel)).v, 2) == v
    assert sum(map(sum, tabel)) == (21 if len(tabel[0]) > 3 else 15)


def test_which_is_homogeneity_and_which_completeness() -> None:
    # Every region of B lies in one of A: B decides A, A does not decide B.
    gemeten = maten(geval("p p q q", "w x y y").tabel)
    assert gemeten.homogeniteit == 1.0
    # H(A) = ln 2 and H(B) = 1,5 ln 2.
    assert gemeten.volledigheid == pytest.approx(2 / 3)
    assert gemeten.v == pytest.approx(0.8)


def _zeker(k: Kruistabel) -> tuple[list[int], list[int]]:
    telt = k.rij >= 0
    return k.rij[telt].tolist(), k.kolom[telt].tolist()


def _gelijk_aan_sklearn(k: Kruistabel) -> None:
    a, b = _zeker(k)
    gemeten = maten(k)
    assert gemeten.homogeniteit == pytest.approx(homogeneity_score(a, b), abs=1e-12)
    assert gemeten.volledigheid == pytest.approx(completeness_score(a, b), abs=1e-12)
    assert gemeten.v == pytest.approx(v_measure_score(a, b), abs=1e-12)


@rustig
@given(gevallen(hoogstens=40))
def test_equal_to_scikit_learn_at_weight_one(proef: Geval) -> None:
    _gelijk_aan_sklearn(kruis(proef.a, proef.b, np.ones(len(proef.a))))


@pytest.mark.parametrize(("bouwstenen", "van_a", "van_b"), [(4119, 76, 42), (4119, 342, 76), (500, 500, 3)])
def test_equal_to_scikit_learn_on_large_tables(bouwstenen: int, van_a: int, van_b: int) -> None:
    kies = np.random.default_rng(bouwstenen + van_a)
    a, b = (" ".join(f"r{nr:03}" for nr in kies.integers(0, n, bouwstenen)) for n in (van_a, van_b))
    _gelijk_aan_sklearn(geval(a, b).tabel)


@pytest.mark.parametrize("dag", [date(2013, 10, 1), date(2015, 4, 23), date(2019, 1, 1), date(2026, 1, 1)])
@pytest.mark.parametrize("b", ["jeugdregio", "rmc", "VO", "gemeente"])
def test_equal_to_scikit_learn_on_the_real_divisions(stand: Stand, dag: date, b: str) -> None:
    een = stand.indeling("PO", dag)
    _gelijk_aan_sklearn(kruis(een, stand.indeling(b, dag), np.ones(len(een))))


def test_jaccard_by_hand() -> None:
    # p and w share 3 of 5, q and w 1 of 6, q and x 2 of 3.
    gemeten = maten(geval("p q q", "w w x", [3, 1, 2]).tabel)
    assert gemeten.jaccard_a == pytest.approx((3 / 4 + 2 / 3) / 2)
    assert gemeten.jaccard_b == gemeten.jaccard_a
    assert gemeten.jaccard_a_gewogen == pytest.approx((3 * 3 / 4 + 3 * 2 / 3) / 6)
    assert gemeten.jaccard_b_gewogen == pytest.approx((4 * 3 / 4 + 2 * 2 / 3) / 6)


@rustig
@given(gevallen())
def test_jaccard_is_that_of_the_sets_of_bouwstenen(proef: Geval) -> None:
    k = proef.tabel
    telt = k.rij >= 0
    for nummer, regio in enumerate(regiomaten(k)):
        beste = 0.0
        for partner in range(len(k.b)):
            in_a, in_b = (k.rij == nummer) & telt, (k.kolom == partner) & telt
            geheel = proef.gewicht[in_a | in_b].sum()
            beste = max(beste, proef.gewicht[in_a & in_b].sum() / geheel if geheel else 0.0)
        assert regio.jaccard == pytest.approx(beste)


@pytest.mark.parametrize(
    ("a", "b", "gewicht"),
    [
        ("", "", []),
        ("- p", "w -", [1, 1]),
        ("p q", "w w", [0, 0]),
        ("p p", "w w", [1, 2]),
        ("p q r", "w x y", [5, 1, 0]),
    ],
)
def test_where_there_is_nothing_to_disagree_on_every_measure_is_one(a: str, b: str, gewicht: list[float]) -> None:
    assert maten(geval(a, b, gewicht).tabel) == GELIJK


def test_one_region_against_several_knows_nothing_of_them() -> None:
    gemeten = maten(geval("p p", "w x").tabel)
    assert (gemeten.homogeniteit, gemeten.volledigheid, gemeten.v) == (1.0, 0.0, 0.0)


def test_divisions_that_have_nothing_to_do_with_each_other() -> None:
    gemeten = maten(geval("p p q q", "w x w x").tabel)
    assert gemeten.v == pytest.approx(0.0, abs=1e-12)
    assert v_maat(0.0, 0.0) == 0.0


@rustig
@given(gevallen(breuken=True))
def test_v_of_a_bare_table_is_the_same(proef: Geval) -> None:
    assert v_van(proef.tabel.gewicht) == pytest.approx(maten(proef.tabel).v, abs=1e-12)


def test_partners_stand_heaviest_first_with_their_shares() -> None:
    regio = regiomaat(geval("p p p p q", "x w y y w", [3, 1, 2, 2, 3]).tabel, "p")
    assert [(p.code, p.gewicht, p.bouwstenen, p.heel) for p in regio.partners] == [
        ("y", 4, 2, True),
        ("x", 3, 1, True),
        ("w", 1, 1, False),
    ]
    assert [p.aandeel for p in regio.partners] == [0.5, 0.375, 0.125]
    assert [p.aandeel_van_partner for p in regio.partners] == [1.0, 1.0, 0.25]
    assert (regio.oordeel, regio.gewicht, regio.bouwstenen) == (Oordeel.DOORSNEDEN, 8, 4)


def test_equal_weights_are_ordered_by_bouwstenen_and_then_by_code() -> None:
    regio = regiomaat(geval("p p p p", "x w y y", [2, 2, 1, 1]).tabel, "p")
    assert [p.code for p in regio.partners] == ["y", "w", "x"]


def test_a_share_of_nothing_is_none() -> None:
    zonder, met = regiomaten(geval("p p q", "w x x", [0, 0, 1]).tabel)
    assert [p.aandeel for p in zonder.partners] == [None, None]
    assert [p.aandeel_van_partner for p in zonder.partners] == [None, 0.0]
    assert zonder.jaccard == 0.0
    assert met.partners[0].aandeel == 1.0


def test_a_region_of_unsure_ground_has_no_partners() -> None:
    regio = regiomaat(geval("p q", "w|x w").tabel, "p")
    assert (regio.oordeel, regio.zeker, regio.partners, regio.bouwstenen) == (Oordeel.ONBEKEND, False, (), 0)


def test_inhomogeneity_by_hand() -> None:
    # B has four equal regions, entropy ln 4; p has two of them, q three unequal ones.
    p, q = regiomaten(geval("p p q q q q q q", "w x w x y y z z").tabel)
    assert p.inhomogeniteit == pytest.approx(np.log(2) / np.log(4))
    assert q.inhomogeniteit == pytest.approx((np.log(6) / 3 + np.log(3) * 2 / 3) / np.log(4))


def test_a_mixed_corner_of_a_division_with_one_giant_is_over_one() -> None:
    # Within p two regions weigh the same, in the country one outweighs all.
    p, q = regiomaten(geval("p p q", "w x y", [1, 1, 98]).tabel)
    assert p.inhomogeniteit > 1.0
    assert q.inhomogeniteit == 0.0


@rustig
@given(gevallen(breuken=True))
def test_the_weighed_mean_of_inhomogeneity_is_what_completeness_lacks(proef: Geval) -> None:
    k = proef.tabel
    regios = regiomaten(k)
    totaal = sum(regio.gewicht for regio in regios)
    assume(totaal > 0)
    gemiddeld = sum(regio.gewicht * regio.inhomogeniteit for regio in regios) / totaal
    assert gemiddeld == pytest.approx(1.0 - maten(k).volledigheid, abs=1e-9)


@rustig
@given(gevallen())
def test_the_partners_of_a_region_make_up_the_region(proef: Geval) -> None:
    k = proef.tabel
    regios = regiomaten(k)
    assert tuple(regio.code for regio in regios) == k.a
    for regio in regios:
        assert sum(p.gewicht for p in regio.partners) == pytest.approx(regio.gewicht)
        assert sum(p.bouwstenen for p in regio.partners) == regio.bouwstenen
        delen = [p.aandeel for p in regio.partners if p.aandeel is not None]
        assert sum(delen) == pytest.approx(1.0) if delen else regio.gewicht == 0.0
    heel = [p.code for regio in regios for p in regio.partners if p.heel]
    assert len(heel) == len(set(heel)) == ((k.aantal > 0).sum(0) == 1).sum()
