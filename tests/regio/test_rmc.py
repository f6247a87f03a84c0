"""RMC-regio's: the lists of the law, the gemeenten it forgot, and what came of them later."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from regio.bronnen.lezen import lees_feiten
from regio.rmc import VOLLEDIG_TOT, RmcRegios, rmc_code
from regio.stand.toestanden import Opbouw
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


def test_an_older_list_never_overrides_a_newer_law(rmcs: RmcRegios) -> None:
    # Echt-Susteren: number 39 for DUO in 2013, but 38 in the law of 2013-06-14 and of 2014-08-28.
    for datum in (date(2013, 6, 27), date(2015, 1, 1), date(2015, 8, 21), date(2016, 1, 1), date(2026, 1, 1)):
        assert rmcs.op("GM1711", datum)[0] == {"RMC38"}
    assert rmcs.op("GM1711", date(2012, 8, 1))[0] == {"RMC39"}


def test_a_newer_list_overrides_the_law_that_may_have_lapsed(rmcs: RmcRegios) -> None:
    # Maashorst (2022) stands in the list of 2023.
    assert rmcs.op("GM1991", date(2023, 1, 1)) == (frozenset({"RMC36"}), False)


def test_regions_and_certainty_change_on_days_of_change_only(rmcs: RmcRegios, tijdlijn: Tijdlijn) -> None:
    assert {VOLLEDIG_TOT, date(2023, 1, 1)} <= set(rmcs.data)
    wissels = {*rmcs.data, *tijdlijn.data}
    vorige, dag = date(2012, 8, 1), date(2012, 8, 2)
    while dag <= date(2023, 6, 1):
        if dag not in wissels and dag.day in (1, 14, 21, 27, 28):
            for rij in tijdlijn.op(dag):
                assert rmcs.op(rij.code, dag) == rmcs.op(rij.code, vorige), (rij.naam, dag)
        vorige, dag = dag, dag + timedelta(days=1)


def test_the_editions_change_on_those_days(opbouw: Opbouw) -> None:
    dagen = opbouw.wisseldagen()
    assert set(opbouw.rmcs.data) <= set(dagen)
    vorige = dagen[dagen.index(VOLLEDIG_TOT) - 1]
    assert any(bron for _, bron in opbouw.toestand(vorige).rmcs)
    assert not any(bron for _, bron in opbouw.toestand(VOLLEDIG_TOT).rmcs)
