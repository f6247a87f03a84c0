"""The band of V: every choice for the gemeenten that are open, and nothing else."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.congruentie import band as module
from regio.congruentie.band import band
from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import maten
from regio.indeling import Indeling
from regio.stand.stand import Stand
from tests.regio.congruentie.kruisproef import indeling, rustig


def v(a: Indeling, b: Indeling, gewicht: np.ndarray) -> float:
    """V of the certain ground."""
    return maten(kruis(a, b, gewicht)).v


def met_de_hand(a: Indeling, b: Indeling, gemeenten: Indeling, gewicht: np.ndarray) -> tuple[float, float]:
    """The band by making every pair of divisions that may be meant."""
    paren = product(_keuzes(a, gemeenten), _keuzes(b, gemeenten))
    waarden = [v(keuze_a, keuze_b, gewicht) for keuze_a, keuze_b in paren]
    return min(waarden), max(waarden)


def _keuzes(a: Indeling, gemeenten: Indeling) -> list[Indeling]:
    alle = list(range(len(a)))
    blokken = {
        code: [nummer for nummer in alle if gemeenten[nummer] == (code,) and a[nummer]] for code in gemeenten.codes
    }
    open_ = {
        code: a[stenen[0]]
        for code, stenen in blokken.items()
        if stenen and len({a[nummer] for nummer in stenen}) == 1 and len(a[stenen[0]]) > 1
    }
    return [
        a.met({nummer: regio for code, regio in zip(open_, keuze, strict=True) for nummer in blokken[code]})
        for keuze in product(*open_.values())
    ]


def test_without_open_gemeenten_the_band_is_v_itself() -> None:
    a, b, gewicht = indeling("p p q q"), indeling("w x x -"), np.array([1.0, 2.0, 3.0, 4.0])
    assert band(a, b, indeling("m n o o"), gewicht) == (v(a, b, gewicht), v(a, b, gewicht))


def test_an_open_gemeente_goes_as_a_whole() -> None:
    a, b = indeling("p p p q q q"), indeling("w w|x w|x x x x")
    gewicht = np.ones(6)
    laagste, hoogste = band(a, b, indeling("k m m n n n"), gewicht)
    assert hoogste == 1.0
    assert laagste == pytest.approx(v(a, indeling("w x x x x x"), gewicht))
    # One by one the two bouwstenen could also be put one in each.
    assert v(a, indeling("w x w x x x"), gewicht) not in (laagste, hoogste)


@pytest.mark.parametrize(
    ("b", "gemeenten"),
    [
        ("w w|x w x x", "m m n n n"),  # of m only a part is open
        ("w w|x w|y x x", "k m m n n"),  # not the same candidates
        ("w w|x w x x", "k m|n m n n"),  # whose ground it is, is open itself
    ],
)
def test_other_unsure_ground_is_left_out(b: str, gemeenten: str) -> None:
    a, rechts, gewicht = indeling("p p q q q"), indeling(b), np.arange(1.0, 6.0)
    assert band(a, rechts, indeling(gemeenten), gewicht) == (v(a, rechts, gewicht),) * 2


def test_v_of_the_certain_ground_may_lie_outside() -> None:
    # Wherever m lies, it makes the match worse than the other ground is by itself.
    a, b, gewicht = indeling("p p q q"), indeling("w y|z x x"), np.ones(4)
    assert v(a, b, gewicht) == 1.0
    assert band(a, b, indeling("k m n n"), gewicht)[1] < 1.0


def test_one_division_against_itself_is_at_one_whatever_is_open() -> None:
    a = indeling("p p|q q q")
    assert band(a, indeling("p p|q q q"), indeling("k m n n"), np.ones(4)) == (1.0, 1.0)
    assert band(a, indeling("p p|q q p"), indeling("k m n o"), np.ones(4))[0] < 1.0


woord_a = st.sampled_from(["p", "q", "r", "p|q", "q|r", "-"])
woord_b = st.sampled_from(["w", "x", "y", "w|x", "w|x|y", "-"])


@rustig
@given(
    st.lists(st.tuples(woord_a, woord_b, st.integers(0, 9)), min_size=1, max_size=6),
    st.lists(st.sampled_from("kmn"), min_size=6, max_size=6),
)
def test_the_band_is_that_of_every_choice(blokken: list[tuple[str, str, int]], bij: list[str]) -> None:
    a, b = (indeling(" ".join(blok[kant] for blok in blokken)) for kant in (0, 1))  # type: ignore[misc]
    gewicht = np.array([blok[2] for blok in blokken], dtype=np.float64)
    gemeenten = indeling(" ".join(bij[: len(blokken)]))
    assert band(a, b, gemeenten, gewicht) == pytest.approx(met_de_hand(a, b, gemeenten, gewicht), abs=1e-9)


def test_over_the_limit_a_search_finds_bounds_within_the_true_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    kies = np.random.default_rng(8)
    a = indeling(" ".join(kies.choice(list("pqrs"), 30)))
    b = indeling(
        " ".join([*kies.choice(list("wxyz"), 22), *["w|x", "x|y", "y|z", "w|z", "w|x|y", "x|z", "w|y", "x|y|z"]])
    )
    gemeenten = indeling(" ".join(f"g{nummer:02}" for nummer in range(30)))
    gewicht = kies.random(30)
    laagste, hoogste = band(a, b, gemeenten, gewicht)
    monkeypatch.setattr(module, "COMBINATIES", 10)
    gezocht = band(a, b, gemeenten, gewicht)
    assert laagste <= gezocht[0] < gezocht[1] <= hoogste


def test_the_real_jeugdregios_with_six_open_gemeenten(stand: Stand) -> None:
    dag = date(2019, 1, 1)
    po, jeugd, gemeenten = (stand.indeling(soort, dag) for soort in ("PO", "jeugdregio", "gemeente"))
    gewicht = np.ones(len(po))
    assert len({gemeenten[nummer] for nummer in np.flatnonzero(jeugd.waarden < -1).tolist()}) == 6
    laagste, hoogste = band(po, jeugd, gemeenten, gewicht)
    assert 0.8 < laagste < hoogste < 1.0
    assert (laagste, hoogste) == pytest.approx(met_de_hand(po, jeugd, gemeenten, gewicht), abs=1e-12)
