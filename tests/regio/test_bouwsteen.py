"""The rule by which the list of bouwstenen was drawn up."""

from __future__ import annotations

from datetime import date

from regio.bouwsteen import GRENZEN_PER, HEEL, bouwsteen_id, deel_regel, grote_delen
from regio.bronnen.rijen import BouwsteenRij, DeelRij

PER = date(2015, 4, 23)
LATER = {"A": {"A"}, "B": {"B"}, "C": {"A"}, "D": {"D", "B"}}


def opvolger(code: str) -> set[str]:
    """Where a gemeente of 2016 lies in 2022: C merged into A, part of D into B."""
    return LATER[code]


def delen(*rijen: tuple[int, str, float, float]) -> list[DeelRij]:
    """Parts of postcode 1000."""
    return [DeelRij("1000", jaar, code, aandeel, hectare) for jaar, code, aandeel, hectare in rijen]


def regel(hoofd: str, *rijen: tuple[int, str, float, float]) -> list[BouwsteenRij]:
    """The bouwstenen of postcode 1000 by the rule."""
    groot = grote_delen(delen(*rijen), opvolger).get("1000", [])
    return list(deel_regel("1000", hoofd, hoofd, PER, groot, opvolger))


def test_an_undivided_postcode_is_one_bouwsteen() -> None:
    assert regel("A") == [BouwsteenRij("1000-1", "1000", 1, "A", PER, 1.0, HEEL)]


def test_a_large_part_on_both_maps_is_a_bouwsteen() -> None:
    eerste, tweede = regel("A", (2016, "A", 0.7, 70.0), (2016, "B", 0.3, 30.0), (2022, "B", 0.3, 30.0))
    assert (eerste.id, eerste.gemeente, eerste.gemeente_per, eerste.aandeel) == ("1000-1", "A", PER, 0.7)
    assert (tweede.id, tweede.gemeente, tweede.gemeente_per, tweede.aandeel) == ("1000-2", "B", GRENZEN_PER, 0.3)
    assert "30 ha" in tweede.reden


def test_what_is_small_or_on_one_map_only_is_drawing_noise() -> None:
    assert len(regel("A", (2016, "B", 0.3, 30.0))) == 1
    assert len(regel("A", (2016, "B", 0.09, 300.0), (2022, "B", 0.09, 300.0))) == 1
    assert len(regel("A", (2016, "B", 0.5, 24.9), (2022, "B", 0.5, 30.0))) == 1
    assert len(regel("A", (2016, "B", 0.1, 25.0), (2022, "B", 0.1, 25.0))) == 2


def test_parts_that_merge_by_2022_are_one_part() -> None:
    assert len(regel("A", (2016, "C", 0.4, 40.0), (2022, "A", 1.0, 100.0))) == 1
    assert len(regel("B", (2016, "C", 0.4, 40.0), (2022, "A", 0.4, 40.0))) == 2


def test_the_part_under_which_the_law_lists_is_first_though_smaller() -> None:
    rijen = ((2016, "A", 0.2, 50.0), (2016, "B", 0.8, 200.0), (2022, "A", 0.2, 50.0), (2022, "B", 0.8, 200.0))
    assert [(rij.gemeente, rij.aandeel) for rij in regel("A", *rijen)] == [("A", 0.2), ("B", 0.8)]


def test_several_parts_follow_largest_first() -> None:
    rijen = [(jaar, code, deel, 500 * deel) for jaar in (2016, 2022) for code, deel in (("D", 0.2), ("B", 0.5))]
    groot = grote_delen(delen(*rijen), lambda code: {code})
    gevonden = list(deel_regel("1000", "A", "A", PER, groot["1000"], lambda code: {code}))
    assert [(rij.id, rij.gemeente) for rij in gevonden] == [("1000-1", "A"), ("1000-2", "B"), ("1000-3", "D")]
    assert sum(rij.aandeel for rij in gevonden) == 1.0


def test_the_id() -> None:
    assert bouwsteen_id("0123", 12) == "0123-12"
