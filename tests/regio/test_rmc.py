"""RMC-regio's: the lists of the law, the gemeenten it forgot, and what came of them later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from regio.bronnen.lezen import lees_feiten
from regio.rmc import RmcRegios, rmc_code
from regio.tijdlijn.herindelingen import Tijdlijn


@pytest.fixture(scope="module")
def tijdlijn(repo: Path) -> Tijdlijn:
    feiten = lees_feiten(repo / "data")
    return Tijdlijn(feiten.gemeenten, feiten.herindelingen)


@pytest.fixture(scope="module")
def rmcs(repo: Path, tijdlijn: Tijdlijn) -> RmcRegios:
    return RmcRegios(lees_feiten(repo / "data"), tijdlijn)


def test_there_are_39_regions_with_names(rmcs: RmcRegios) -> None:
    namen = rmcs.namen()
    assert list(namen) == [rmc_code(nummer) for nummer in range(1, 40)]
    assert namen["RMC12"] == "Twente"


def test_the_law_of_a_day_is_a_source(rmcs: RmcRegios) -> None:
    assert rmcs.op("GM0037", date(2012, 8, 1)) == (frozenset({"RMC01"}), True)
    assert rmcs.op("GM0037", date(2012, 7, 31)) == (frozenset(), False)


def test_a_gemeente_that_the_law_forgot_comes_from_duo_or_its_predecessors(rmcs: RmcRegios) -> None:
    # Goeree-Overflakkee (2013-01-01) is missing in the law of 2012; its four predecessors stand in it.
    assert rmcs.op("GM1924", date(2013, 1, 1)) == (frozenset({"RMC29"}), False)
    assert rmcs.op("GM1924", date(2013, 6, 27)) == (frozenset({"RMC29"}), False)


def test_every_gemeente_of_every_date_has_a_region(rmcs: RmcRegios, tijdlijn: Tijdlijn) -> None:
    for datum in (date(2013, 1, 1), date(2015, 4, 23), date(2019, 1, 1), date(2026, 1, 1)):
        zonder = [rij.naam for rij in tijdlijn.op(datum) if not rmcs.op(rij.code, datum)[0]]
        assert not zonder, datum


def test_a_merger_across_regions_stays_open(rmcs: RmcRegios) -> None:
    # Vijfheerenlanden (2019): Leerdam and Zederik from Zuid-Holland-Zuid, Vianen from Utrecht.
    codes, bron = rmcs.op("GM1961", date(2019, 1, 1))
    assert codes == {"RMC19", "RMC30"}
    assert not bron


def test_after_the_last_list_nothing_is_sure(rmcs: RmcRegios) -> None:
    assert rmcs.op("GM0037", date(2015, 8, 20))[1]
    assert not rmcs.op("GM0037", date(2015, 8, 21))[1]
