"""Territoriale congruentie: who sits with whom, in every division and in any."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from regio.congruentie.model import Territoriaal
from regio.congruentie.territoriaal import territoriaal, zonder_zekere_grond
from regio.indeling import Indeling
from regio.stand.stand import Stand
from tests.regio.congruentie.kruisproef import indeling, rustig
from tests.regio.mini import A, B, C, D, E, F, H

LETTERS = "abcd"


def van(gemeenten: str, *indelingen: str) -> dict[str, Territoriaal]:
    """The answers by gemeente."""
    return {rij.gemeente: rij for rij in territoriaal(indeling(gemeenten), [indeling(tekst) for tekst in indelingen])}


def test_fellows_in_every_division_over_fellows_in_any() -> None:
    uit = van("a b c d", "p p p q", "w w x x")
    assert uit["a"] == Territoriaal("a", 0.5, ("b",), ("b", "c"))
    assert uit["c"] == Territoriaal("c", 0.0, (), ("a", "b", "d"))
    assert list(uit) == ["a", "b", "c", "d"]


def test_a_split_gemeente_sits_at_two_tables() -> None:
    uit = van("a a b c", "p q p q", "w w w x")
    assert uit["a"] == Territoriaal("a", 0.5, ("b",), ("b", "c"))


def test_without_fellows_there_is_nothing_to_measure() -> None:
    assert van("a b", "p q")["a"] == Territoriaal("a", None, (), ())
    assert van("a b", "p p")["a"] == Territoriaal("a", 1.0, ("b",), ("b",))
    assert van("a b")["a"] == Territoriaal("a", None, (), ())


def test_a_gemeente_whose_region_is_open_somewhere_is_left_out_for_everybody() -> None:
    uit = van("a b c", "p p q", "w|x w w")
    assert uit["a"] == Territoriaal("a", None, (), ())
    # For b the open gemeente a is no fellow, also where it certainly is one.
    assert uit["b"] == Territoriaal("b", 0.0, (), ("c",))
    assert van("a b", "p p", "- w") == {code: Territoriaal(code, None, (), ()) for code in "ab"}
    # With a part of its ground open a gemeente counts by the rest.
    assert van("a a b", "p p p", "w|x w w")["b"] == Territoriaal("b", 1.0, ("a",), ("a",))


def test_gemeenten_that_are_left_out_are_known_by_name() -> None:
    gemeenten, een, twee = (indeling(tekst) for tekst in ("a b b c d|a", "p p p q q", "w|x w x|w - w"))
    assert zonder_zekere_grond(gemeenten, [een, twee]) == ("a", "c")
    assert zonder_zekere_grond(gemeenten, [een]) == ()


def test_ground_of_an_unsure_gemeente_makes_no_fellows() -> None:
    uit = van("a a|b b c", "p q q p", "w x x w")
    assert uit["a"] == Territoriaal("a", 1.0, ("c",), ("c",))


def test_mini_nederland(mini_stand: Stand) -> None:
    dag = date(2015, 4, 23)
    gemeenten = mini_stand.indeling("gemeente", dag)
    uit = {
        rij.gemeente: rij
        for rij in territoriaal(gemeenten, [mini_stand.indeling(soort, dag) for soort in ("PO", "VO", "jeugdregio")])
    }
    # C lies in PO9002 (with A, D, E, H), in VO9001 (with A, B, E, F) and in JZ91 (with A, B, E, F).
    assert uit[C] == Territoriaal(C, 2 / 6, (A, E), (A, B, D, E, F, H))
    # B lies in PO9001 (with A, E, F), in VO9001 (with A, C, E, F) and in JZ91 (with A, C, E, F).
    assert uit[B] == Territoriaal(B, 3 / 4, (A, E, F), (A, C, E, F))


gemeente = st.sampled_from(LETTERS)
regio = st.sampled_from("pqr")


@rustig
@given(st.lists(st.tuples(gemeente, regio, regio), min_size=1, max_size=12))
def test_it_is_the_count_of_the_sets_of_fellows(stenen: list[tuple[str, str, str]]) -> None:
    gemeenten, *indelingen = (Indeling.van("", [(steen[kant],) for steen in stenen]) for kant in range(3))
    for rij in territoriaal(gemeenten, indelingen):
        mede = [
            {
                ander[0]
                for eigen in stenen
                for ander in stenen
                if eigen[0] == rij.gemeente and eigen[kant] == ander[kant]
            }
            - {rij.gemeente}
            for kant in (1, 2)
        ]
        overal, ergens = mede[0] & mede[1], mede[0] | mede[1]
        assert (set(rij.overal), set(rij.ergens)) == (overal, ergens)
        assert rij.congruentie == (len(overal) / len(ergens) if ergens else None)


@rustig
@given(st.lists(st.tuples(gemeente, regio, regio), min_size=1, max_size=12))
def test_another_division_never_raises_it_and_the_same_again_changes_nothing(
    stenen: list[tuple[str, str, str]],
) -> None:
    gemeenten, een, twee = (Indeling.van("", [(steen[kant],) for steen in stenen]) for kant in range(3))
    assert territoriaal(gemeenten, [een, twee]) == territoriaal(gemeenten, [twee, een, een])
    for alleen, samen in zip(territoriaal(gemeenten, [een]), territoriaal(gemeenten, [een, twee]), strict=True):
        assert alleen.congruentie in (None, 1.0)
        assert alleen.congruentie is None or (samen.congruentie or 0.0) <= alleen.congruentie


@rustig
@given(st.lists(st.tuples(gemeente, regio, regio), min_size=1, max_size=12), st.sampled_from(["", "pq"]))
def test_opening_a_gemeente_is_for_all_others_as_if_it_were_not_there(
    stenen: list[tuple[str, str, str]], wordt: str
) -> None:
    gemeenten, een = (Indeling.van("", [(steen[kant],) for steen in stenen]) for kant in range(2))
    weg = stenen[0][0]
    open_ = Indeling.van("", [wordt if wie == weg else (waar,) for wie, _, waar in stenen])
    rest = [steen for steen in stenen if steen[0] != weg]
    zonder = [Indeling.van("", [(steen[kant],) for steen in rest]) for kant in range(3)]
    anderen = tuple(rij for rij in territoriaal(gemeenten, [een, open_]) if rij.gemeente != weg)
    assert anderen == territoriaal(zonder[0], zonder[1:])
    assert Territoriaal(weg, None, (), ()) in territoriaal(gemeenten, [een, open_])
