"""Tables as CSV: no part of a cell is a formula, whatever a spreadsheet cuts at, and every text comes back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regio.csvcel import csv_tekst, onveilig, veilig

AANVAL = "X;=cmd|' /C calc'!A0"
TEKSTEN = st.lists(st.sampled_from("=+-@'\";,\t\r\n ab") | st.characters(codec="utf-8"), max_size=20).map("".join)


def _gesneden(tekst: str, teken: str) -> list[str]:
    """The cells that a spreadsheet makes of a file when it cuts at another sign; quotes hold at the start of a cell."""
    return [cel for rij in csv.reader(io.StringIO(tekst, newline=""), delimiter=teken) for cel in rij]


@pytest.mark.parametrize("teken", [",", ";", "\t"])
@given(teksten=st.lists(TEKSTEN, min_size=1, max_size=4))
@example(teksten=[AANVAL])
@example(teksten=['X;"=1', 'X;" \'=1"', "een\n=1", "een\r\n@x", "een\t+1", "x; -1"])
def test_no_piece_of_a_cell_is_a_formula(teken: str, teksten: list[str]) -> None:
    tekst = csv_tekst(("nummer", "tekst", "nog een"), [("1", een, een) for een in teksten])
    assert not [cel for cel in _gesneden(tekst, teken) if cel.lstrip(' "')[:1] in tuple("=+-@")]


@given(TEKSTEN)
@example(AANVAL)
@example("X;'=1")
@example("''=1\n'- a\n\n'")
@example("=\t=\r=\n=;=\n")
def test_every_text_comes_back(tekst: str) -> None:
    assert onveilig(veilig(tekst)) == tekst


@pytest.mark.parametrize("tekst", ["'s-Hertogenbosch", "'", "gewoon", "a-b; c=d", "a\n\nb", "PO2001", ""])
def test_text_without_a_formula_stays_as_it_is(tekst: str) -> None:
    assert veilig(tekst) == tekst


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [("'=1", "=1"), ("''=1", "'=1"), ("'\tx", "\tx"), ("a;=1", "a;=1"), ("'- a\n- b", "- a\n- b"), ("'s-H", "'s-H")],
)
def test_a_file_in_which_only_the_beginning_of_a_cell_is_guarded_is_read_too(cel: str, tekst: str) -> None:
    assert onveilig(cel) == tekst


def test_a_number_stays_a_number() -> None:
    assert csv_tekst(("a", "b"), [(-1.5, "-1.5")]) == "a,b\r\n-1.5,'-1.5\r\n"
