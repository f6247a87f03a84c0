"""Numbers in answers and in sentences."""

from __future__ import annotations

import pytest

from regio.congruentie import getallen


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (0.0, "0 procent"),
        (0.0001, "minder dan 1 procent"),
        (0.0149, "1 procent"),
        (0.545, "55 procent"),
        (0.99, "99 procent"),
        (0.9999, "meer dan 99 procent"),
        (1.0, "100 procent"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_all(waarde: float, tekst: str) -> None:
    assert getallen.procent(waarde) == tekst


@pytest.mark.parametrize(
    ("waarde", "tekst"), [(0.0, "0,000"), (0.00001, "0,001"), (0.8771, "0,877"), (0.99999, "0,999"), (1.0, "1,000")]
)
def test_a_measure_is_1_or_0_only_when_it_is(waarde: float, tekst: str) -> None:
    assert getallen.maat(waarde) == tekst


@pytest.mark.parametrize(
    ("waarde", "tekst"), [(0.00041, "+0,0004"), (-0.00074, "\u22120,0007"), (0.0, "0"), (-0.00001, "0")]
)
def test_a_difference_has_its_sign(waarde: float, tekst: str) -> None:
    assert getallen.verschil(waarde) == tekst


def test_numbers_are_written_as_in_dutch() -> None:
    assert [getallen.heel(x) for x in (0, 999.6, 1_452_965)] == ["0", "1.000", "1.452.965"]


def test_shares_stay_within_their_bounds() -> None:
    assert (getallen.deel(1.0000000002), getallen.deel(-1e-18)) == (1.0, 0.0)
    assert (getallen.verhouding(1.0, 0.0), getallen.verhouding(1.0, 4.0)) == (None, 0.25)
    assert (getallen.aandeel(None), getallen.aandeel(1.0000000002)) == (None, 1.0)


@pytest.mark.parametrize(
    ("delen", "tekst"),
    [
        (["a"], "a"),
        (["a", "b"], "a en b"),
        (["a", "b", "c"], "a, b en c"),
        (["a", "b", "c", "d"], "a, b en nog 2 dorpen"),
    ],
)
def test_long_lists_are_cut_short_with_their_number(delen: list[str], tekst: str) -> None:
    assert getallen.kort(delen, 2, "dorpen") == tekst


def test_a_band_that_rounds_to_one_number_is_about_that() -> None:
    assert getallen.tussen(0.8749, 0.8752) == "ongeveer 0,875"
    assert getallen.tussen(0.8749, 0.8799) == "tussen 0,875 en 0,880"


def test_one_is_not_told_in_the_plural() -> None:
    geteld = [getallen.geteld(aantal, "zet", "zetten") for aantal in (0, 1, 1_200)]
    assert geteld == ["0 zetten", "1 zet", "1.200 zetten"]
