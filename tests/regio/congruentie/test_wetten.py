"""Laws that hold for the measures of any two divisions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.congruentie.kruistabel import kruis, omgekeerd
from regio.congruentie.maten import maten, regiomaten
from regio.congruentie.model import Maten, Oordeel
from regio.indeling import Indeling
from tests.regio.congruentie.kruisproef import REGIOS_B, Geval, gevallen, rustig

BIJNA = 1e-9


def samen(indeling: Indeling, codes: st.DataObject) -> Indeling:
    """Some regions of B merged into other ones."""
    namen = codes.draw(st.dictionaries(st.sampled_from(REGIOS_B), st.sampled_from(REGIOS_B)))
    return indeling.hernoemd(namen)


def dicht_bij(links: Maten, rechts: Maten) -> None:
    """Every measure the same."""
    for veld in Maten.__slots__:
        assert getattr(links, veld) == pytest.approx(getattr(rechts, veld), abs=BIJNA), veld


@rustig
@given(gevallen(breuken=True))
def test_every_measure_lies_between_0_and_1(proef: Geval) -> None:
    gemeten = maten(proef.tabel)
    assert all(0.0 <= getattr(gemeten, veld) <= 1.0 for veld in Maten.__slots__)
    for regio in regiomaten(proef.tabel):
        assert 0.0 <= regio.jaccard <= 1.0
        assert regio.inhomogeniteit >= 0.0
        delen = [deel for p in regio.partners for deel in (p.aandeel, p.aandeel_van_partner)]
        assert all(deel is None or 0.0 <= deel <= 1.0 for deel in delen)


@rustig
@given(gevallen(breuken=True))
def test_swapping_the_divisions_swaps_the_measures(proef: Geval) -> None:
    heen, terug = maten(proef.tabel), maten(omgekeerd(proef.tabel))
    verwisseld = Maten(
        terug.volledigheid,
        terug.homogeniteit,
        terug.v,
        terug.jaccard_b,
        terug.jaccard_b_gewogen,
        terug.jaccard_a,
        terug.jaccard_a_gewogen,
    )
    dicht_bij(heen, verwisseld)


@rustig
@given(gevallen(breuken=True, onzeker=False), st.data())
def test_merging_regions_of_b_never_raises_homogeneity(proef: Geval, data: st.DataObject) -> None:
    grover = kruis(proef.a, samen(proef.b, data), proef.gewicht)
    assert maten(grover).homogeniteit <= maten(proef.tabel).homogeniteit + BIJNA


@rustig
@given(gevallen(breuken=True, onzeker=False), st.data())
def test_merging_regions_of_b_cuts_no_region_that_lay_within_one(proef: Geval, data: st.DataObject) -> None:
    grover = kruis(proef.a, samen(proef.b, data), proef.gewicht)
    een = {regio.code for regio in regiomaten(proef.tabel) if len(regio.partners) == 1}
    assert een <= {regio.code for regio in regiomaten(grover) if len(regio.partners) == 1}


@rustig
@given(gevallen(breuken=True), st.permutations(REGIOS_B))
def test_identical_divisions_with_other_names_are_at_one_on_everything(proef: Geval, namen: list[str]) -> None:
    ander = proef.a.hernoemd(dict(zip("pqrs", namen, strict=True)))
    k = kruis(proef.a, ander, proef.gewicht)
    assert maten(k) == Maten(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    assert {regio.oordeel for regio in regiomaten(k)} <= {Oordeel.IDENTIEK, Oordeel.ONBEKEND}


@rustig
@given(gevallen(breuken=True, onzeker=False), st.data())
def test_refining_identical_divisions_alike_leaves_v_at_one(proef: Geval, data: st.DataObject) -> None:
    deel = data.draw(st.lists(st.sampled_from("12"), min_size=len(proef.a), max_size=len(proef.a)))
    fijner = Indeling.van("fijner", [(proef.a[nummer][0] + deel[nummer],) for nummer in range(len(proef.a))])
    assert maten(kruis(fijner, fijner, proef.gewicht)).v == 1.0
    # A finer A is decided by itself, and lies within the coarser one everywhere.
    k = kruis(fijner, proef.a, proef.gewicht)
    assert maten(k).volledigheid == 1.0
    assert {regio.oordeel for regio in regiomaten(k)} <= {Oordeel.IDENTIEK, Oordeel.BINNEN}
    assert {regio.oordeel for regio in regiomaten(omgekeerd(k))} <= {Oordeel.IDENTIEK, Oordeel.UNIE}


@rustig
@given(gevallen(breuken=True), st.data())
def test_a_bouwsteen_in_two_parts_measures_as_the_whole(proef: Geval, data: st.DataObject) -> None:
    stenen = list(range(len(proef.a)))
    gedeeld = data.draw(st.sets(st.sampled_from(stenen))) if stenen else set()
    volgorde = np.array([*stenen, *sorted(gedeeld)], dtype=np.intp)
    half = np.where(np.isin(volgorde, list(gedeeld)), 0.5, 1.0)
    a, b = (Indeling.van("", [indeling[nummer] for nummer in volgorde.tolist()]) for indeling in (proef.a, proef.b))
    delen = kruis(a, b, proef.gewicht[volgorde] * half)
    dicht_bij(maten(delen), maten(proef.tabel))
    assert [(r.code, r.oordeel, r.zeker) for r in regiomaten(delen)] == [
        (r.code, r.oordeel, r.zeker) for r in regiomaten(proef.tabel)
    ]


@rustig
@given(gevallen(), st.floats(1e-3, 1e3))
def test_the_unit_of_the_weight_does_not_matter(proef: Geval, factor: float) -> None:
    dicht_bij(maten(kruis(proef.a, proef.b, proef.gewicht * factor)), maten(proef.tabel))


@rustig
@given(gevallen(), st.randoms(use_true_random=False))
def test_the_order_of_the_bouwstenen_does_not_matter(proef: Geval, dobbel: object) -> None:
    volgorde = list(range(len(proef.a)))
    dobbel.shuffle(volgorde)  # type: ignore[attr-defined]
    a, b = (Indeling.van("", [indeling[nummer] for nummer in volgorde]) for indeling in (proef.a, proef.b))
    anders = kruis(a, b, proef.gewicht[np.array(volgorde, dtype=np.intp)])
    dicht_bij(maten(anders), maten(proef.tabel))
    assert [(r.code, r.oordeel) for r in regiomaten(anders)] == [(r.code, r.oordeel) for r in regiomaten(proef.tabel)]


@rustig
@given(gevallen(), st.lists(st.integers(0, 9), min_size=12, max_size=12))
def test_the_weight_plays_no_part_in_the_verdict(proef: Geval, anders: list[int]) -> None:
    ander = kruis(proef.a, proef.b, np.array(anders[: len(proef.a)], dtype=np.float64))
    assert [(r.code, r.oordeel, r.zeker) for r in regiomaten(ander)] == [
        (r.code, r.oordeel, r.zeker) for r in regiomaten(proef.tabel)
    ]


@rustig
@given(gevallen())
def test_verdicts_of_both_sides_agree(proef: Geval) -> None:
    """Identical is mutual; the partners of a union lie within it."""
    k = proef.tabel
    heen = {regio.code: regio for regio in regiomaten(k)}
    terug = {regio.code: regio for regio in regiomaten(omgekeerd(k))}
    for regio in heen.values():
        wederzijds = {terug[partner.code].oordeel for partner in regio.partners}
        if regio.oordeel == Oordeel.IDENTIEK:
            assert wederzijds == {Oordeel.IDENTIEK}
        if regio.oordeel == Oordeel.UNIE:
            assert wederzijds == {Oordeel.BINNEN}
        if regio.oordeel == Oordeel.BINNEN:
            assert wederzijds <= {Oordeel.UNIE, Oordeel.DOORSNEDEN}
