"""The verdicts, drawn: each of them, enclave, exclave, no territory, and ground that is unsure."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from regio.bronnen.rijen import Feiten
from regio.congruentie.kruistabel import kruis, omgekeerd
from regio.congruentie.maten import regiomaat, regiomaten
from regio.congruentie.model import Kruistabel, Oordeel
from regio.congruentie.oordeel import oordelen
from regio.indeling import Indeling
from regio.stand.stand import Stand
from tests.regio.congruentie.kruisproef import Geval, geval, gevallen, oplossingen
from tests.regio.mini import A, B, C, D, H

IDENTIEK, UNIE, BINNEN, DOORSNEDEN = Oordeel.IDENTIEK, Oordeel.UNIE, Oordeel.BINNEN, Oordeel.DOORSNEDEN
ZONDER_GEBIED, ONBEKEND = Oordeel.ZONDER_GEBIED, Oordeel.ONBEKEND
OP = date(2015, 4, 23)


def per_regio(k: Kruistabel) -> dict[str, Oordeel]:
    """The verdict by code."""
    return dict(zip(k.a, oordelen(k).oordeel, strict=True))


def zekere(k: Kruistabel) -> dict[str, bool]:
    """Whether the verdict is certain, by code."""
    return dict(zip(k.a, oordelen(k).zeker.tolist(), strict=True))


@pytest.mark.parametrize(
    ("a", "b", "oordeel"),
    [
        ("p p q", "w w x", IDENTIEK),
        ("p p q", "w x y", UNIE),
        ("p q q", "w w w", BINNEN),
        ("p p q", "w x x", DOORSNEDEN),
        ("p p q q", "w x x w", DOORSNEDEN),
        # A part of one region and the whole of another: its border runs through the first.
        ("p p q q", "w x x y", DOORSNEDEN),
        ("p q", "- w", ONBEKEND),
        ("p q", "w|x w", ONBEKEND),
        ("p|q q", "w w", ONBEKEND),
    ],
)
def test_each_verdict(a: str, b: str, oordeel: Oordeel) -> None:
    assert per_regio(geval(a, b).tabel)["p"] == oordeel


def test_ground_without_weight_counts_in_the_verdict() -> None:
    # Nobody lives on the second bouwsteen, yet a border of B runs before it.
    k = geval("p p q", "w x x", [5, 0, 5]).tabel
    assert per_regio(k) == {"p": DOORSNEDEN, "q": BINNEN}
    assert per_regio(geval("p p q", "w x x", [0, 0, 0]).tabel) == {"p": DOORSNEDEN, "q": BINNEN}


def test_the_region_of_an_enclave_lies_in_the_one_around_it_or_makes_a_hole() -> None:
    # A ring of eight around one, as B draws it: the enclave w in x.
    ring = "x x x x w x x x x"
    assert per_regio(geval("p p p p p p p p p", ring).tabel) == {"p": UNIE}
    assert per_regio(geval("p p p p q p p p p", ring).tabel) == {"p": IDENTIEK, "q": IDENTIEK}
    # One bouwsteen beside it belongs to the enclave in A: the ring is cut, and so is the enclave.
    assert per_regio(geval("p p p q q p p p p", ring).tabel) == {"p": BINNEN, "q": DOORSNEDEN}


def van_mini(stand: Stand, soort: str) -> Indeling:
    """A division of mini-Nederland on the day of its last version."""
    uit: Indeling = stand.indeling(soort, OP)
    return uit


@pytest.fixture(scope="module")
def po(mini_stand: Stand) -> Indeling:
    return van_mini(mini_stand, "PO")


@pytest.fixture(scope="module")
def gemeenten(mini_stand: Stand) -> Indeling:
    return van_mini(mini_stand, "gemeente")


@pytest.fixture(scope="module")
def jeugd(mini_stand: Stand) -> Indeling:
    return van_mini(mini_stand, "jeugdregio")


def test_mini_nederland_po_beside_the_jeugdregios(po: Indeling, jeugd: Indeling) -> None:
    k = kruis(po, jeugd, np.ones(len(po)))
    # PO9001 holds A, B, E and F, all of JZ91; PO9002 has A and C of JZ91, D and H of JZ92.
    assert per_regio(k) == {"PO9001": BINNEN, "PO9002": DOORSNEDEN}
    assert per_regio(omgekeerd(k)) == {"JZ91": DOORSNEDEN, "JZ92": BINNEN}


def test_mini_nederland_a_jeugdregio_is_a_union_of_gemeenten(jeugd: Indeling, gemeenten: Indeling) -> None:
    k = kruis(jeugd, gemeenten, np.ones(len(jeugd)))
    assert per_regio(k) == {"JZ91": UNIE, "JZ92": UNIE}
    assert set(per_regio(omgekeerd(k)).values()) == {BINNEN}
    assert [p.code for p in regiomaat(k, "JZ92").partners if p.heel] == sorted((D, H))


def test_mini_nederland_enclave_exclave_and_a_split_gemeente(po: Indeling, gemeenten: Indeling) -> None:
    oordeel = per_regio(kruis(gemeenten, po, np.ones(len(po))))
    # C is an enclave in A; B has an exclave (4003), in the same SWV as its other ground; A is split.
    assert (oordeel[C], oordeel[B], oordeel[A]) == (BINNEN, BINNEN, DOORSNEDEN)


def test_mini_nederland_the_exclave_in_another_swv_cuts_its_gemeente(
    mini: Feiten, po: Indeling, gemeenten: Indeling
) -> None:
    exclave = [rij.id for rij in mini.bouwstenen].index("4003-1")
    anders = po.met({exclave: "PO9002"})
    assert per_regio(kruis(gemeenten, anders, np.ones(len(po))))[B] == DOORSNEDEN


def test_mini_nederland_a_region_without_territory(po: Indeling, jeugd: Indeling) -> None:
    k = kruis(po, jeugd, np.ones(len(po)))
    maat = regiomaat(k, "PO0001")
    assert (maat.oordeel, maat.zeker, maat.partners, maat.gewicht) == (ZONDER_GEBIED, True, (), 0.0)
    assert regiomaat(k, "PO9001") == regiomaten(k)[0]


@pytest.mark.parametrize(
    ("a", "b", "zeker"),
    [
        ("p p q", "w w|x x", False),  # identiek, or cut
        ("p q q", "w x w|x", False),  # q's ground may be of p's partner
        ("p p q", "w x x|y", False),  # a union, or cut
        ("p p", "w x", True),
        ("p p p", "w x w|x", True),  # both whole in p, whichever it is
        ("p p p", "w x x|y", True),  # y would lie in p alone
        ("p p p q q", "w x w|y z z|y", False),  # y may lie in p and in q
        ("p q q", "w w w|x", True),  # p stays within w
        ("p q p", "w w w|x", False),
        ("p p q q", "w x x w|y", True),  # cut through whatever comes
        ("p|q q", "w w", False),  # unknown, or within
        ("p|q q", "- w", True),  # B has nothing there
    ],
)
def test_unsure_ground_makes_a_verdict_unsure_only_where_it_may_change_it(a: str, b: str, *, zeker: bool) -> None:
    assert zekere(geval(a, b).tabel)["p"] is zeker


@settings(max_examples=60, deadline=None)  # up to thousands of choices for one case
@given(gevallen(hoogstens=6, regios=3))
def test_a_certain_verdict_holds_for_every_choice_of_the_unsure_ground(proef: Geval) -> None:
    k = proef.tabel
    keuzes = [per_regio(kruis(a, b, proef.gewicht)) for a, b in product(oplossingen(proef.a), oplossingen(proef.b))]
    for code, oordeel in per_regio(k).items():
        uitkomsten = {keuze.get(code, ONBEKEND) for keuze in keuzes}
        if zekere(k)[code]:
            assert uitkomsten == {oordeel}
        elif oordeel != UNIE:
            # Of a union an unsure partner may turn out to lie in it alone: then unsure is too careful.
            assert uitkomsten != {oordeel}
