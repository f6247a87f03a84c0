"""Laws of the Indeling, and its edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regio.indeling import Indeling
from regio.waarde import GEEN, KANDIDATEN

CODES = ("PO2001", "PO2201", "VO2001", "VO2201", "GM1730")
mogelijkheden = st.lists(st.frozensets(st.sampled_from(CODES), max_size=3), max_size=30)
zekere = st.lists(st.sampled_from(CODES), min_size=1, max_size=30)


def lijst(indeling: Indeling) -> list[frozenset[str]]:
    """The possible codes of every bouwsteen."""
    return [frozenset(indeling[nr]) for nr in range(len(indeling))]


@given(mogelijkheden)
def test_codes_come_back_as_they_went_in(mogelijk: list[frozenset[str]]) -> None:
    indeling = Indeling.van("PO", mogelijk)
    assert lijst(indeling) == mogelijk
    assert indeling == Indeling("PO", indeling.codes, indeling.waarden.copy(), indeling.kandidaten)


@given(mogelijkheden)
def test_equal_divisions_have_equal_hashes_whatever_their_positions(mogelijk: list[frozenset[str]]) -> None:
    indeling = Indeling.van("PO", mogelijk)
    verschoven = np.where(indeling.waarden >= 0, indeling.waarden + 1, indeling.waarden)
    kandidaten = tuple(tuple(plek + 1 for plek in groep) for groep in indeling.kandidaten)
    ander = Indeling("PO", ("PO0000", *indeling.codes), verschoven, kandidaten)
    assert indeling == ander
    assert hash(indeling) == hash(ander)


@given(mogelijkheden, st.data())
def test_shares_sum_to_one(mogelijk: list[frozenset[str]], data: st.DataObject) -> None:
    indeling = Indeling.van("PO", mogelijk)
    gewichten = st.lists(st.floats(0.01, 1e6), min_size=len(mogelijk), max_size=len(mogelijk))
    aandelen = indeling.aandelen(np.array(data.draw(gewichten)))
    assert all(0.0 <= aandeel <= 1.0 + 1e-9 for aandeel in aandelen.values())
    zeker = any(len(codes) == 1 for codes in mogelijk)
    assert sum(aandelen.values()) == pytest.approx(1.0 if zeker else 0.0)


def test_shares_without_any_weight_are_zero() -> None:
    assert Indeling.van("PO", [["PO2001"], ["PO2201"]]).aandelen(np.zeros(2)) == {"PO2001": 0.0, "PO2201": 0.0}


@given(mogelijkheden, st.data())
def test_moving_leaves_the_original_untouched(mogelijk: list[frozenset[str]], data: st.DataObject) -> None:
    assume(mogelijk)
    indeling = Indeling.van("PO", mogelijk)
    plekken = st.dictionaries(st.integers(0, len(mogelijk) - 1), st.sampled_from([*CODES, "PO9999"]), max_size=5)
    verplaatst = data.draw(plekken)
    nieuw = indeling.met(verplaatst)
    assert lijst(indeling) == mogelijk
    assert lijst(nieuw) == [
        frozenset({verplaatst[nr]}) if nr in verplaatst else codes for nr, codes in enumerate(mogelijk)
    ]


@given(zekere, st.data())
def test_moving_and_moving_back_is_the_identity(codes: list[str], data: st.DataObject) -> None:
    indeling = Indeling.van("PO", [[code] for code in codes])
    plekken = data.draw(st.sets(st.integers(0, len(codes) - 1)))
    heen = indeling.met(dict.fromkeys(plekken, "PO9999"))
    terug = heen.met({nr: codes[nr] for nr in plekken})
    assert terug == indeling
    assert (heen == indeling) == (not plekken)


@given(zekere)
def test_merging_and_splitting_back_is_the_identity(codes: list[str]) -> None:
    indeling = Indeling.van("gemeente", [[code] for code in codes])
    samen = indeling.hernoemd({"PO2001": "PO2000", "PO2201": "PO2000"})
    assert "PO2001" not in samen.codes and "PO2201" not in samen.codes
    delen = {nr: code for code in ("PO2001", "PO2201") for nr in map(int, indeling.bouwstenen_van(code))}
    assert set(map(int, samen.bouwstenen_van("PO2000"))) == set(delen)
    assert samen.met(delen) == indeling


@given(mogelijkheden)
def test_renaming_there_and_back_is_the_identity(mogelijk: list[frozenset[str]]) -> None:
    indeling = Indeling.van("PO", mogelijk)
    heen = {code: code[::-1] for code in CODES}
    terug = {nieuw: oud for oud, nieuw in heen.items()}
    assert indeling.hernoemd(heen).hernoemd(terug) == indeling


@given(mogelijkheden)
def test_every_certain_bouwsteen_is_found_by_its_code(mogelijk: list[frozenset[str]]) -> None:
    indeling = Indeling.van("PO", mogelijk)
    for code in CODES:
        verwacht = [nr for nr, codes in enumerate(mogelijk) if codes == {code}]
        assert indeling.bouwstenen_van(code).tolist() == verwacht


def test_candidates_that_merge_become_certain() -> None:
    indeling = Indeling.van("PO", [["PO2001", "PO2201"]])
    assert indeling.hernoemd({"PO2201": "PO2001"})[0] == ("PO2001",)


def test_values_are_frozen() -> None:
    indeling = Indeling.van("PO", [["PO2001"], []])
    with pytest.raises(ValueError, match="read-only"):
        indeling.waarden[0] = GEEN


@pytest.mark.parametrize("waarde", [1, KANDIDATEN, KANDIDATEN - 5])
def test_a_value_without_a_code_is_refused(waarde: int) -> None:
    with pytest.raises(ValueError, match="indeling VO: een waarde verwijst naar geen code"):
        Indeling("VO", ("VO2001",), np.array([0, waarde]))


def test_an_indeling_differs_from_other_things_and_lengths() -> None:
    indeling = Indeling.van("PO", [["PO2001"]])
    assert indeling != Indeling.van("PO", [["PO2001"], ["PO2001"]])
    assert indeling != ["PO2001"]
    assert len(Indeling.van("PO", [])) == 0
