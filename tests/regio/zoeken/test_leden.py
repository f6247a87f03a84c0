"""Jeugdregio's and RMC-regio's with their gemeenten, on days of which more and less is known."""

from __future__ import annotations

import pytest

from regio.fouten import NietGevonden
from regio.stand.stand import Stand
from regio.zoeken import rmc
from regio.zoeken.leden import een, leden


@pytest.mark.parametrize(("datum", "aantal"), [("2012-07-31", 0), ("2012-08-01", 39), ("2014-08-28", 39)])
def test_the_rmc_regios_begin_with_the_first_known_list(datum: str, aantal: int, stand: Stand) -> None:
    assert len(leden(stand, "rmc", datum)) == aantal


def test_every_gemeente_is_in_some_rmc_regio_after_the_last_whole_list(stand: Stand) -> None:
    bestaand = {
        rij["code"]
        for rij in stand.tabellen["gemeenten"]
        if rij["geldig_vanaf"] <= "2014-09-01" and (rij["geldig_tot"] is None or rij["geldig_tot"] > "2014-09-01")
    }
    zeker = [gemeente["code"] for regio in leden(stand, "rmc", "2014-09-01") for gemeente in regio["gemeenten"]]
    assert len(zeker) == len(set(zeker))
    assert set(zeker) <= bestaand
    assert len(bestaand - set(zeker)) <= 2


def test_what_may_belong_to_a_region_is_apart_from_what_does(stand: Stand) -> None:
    for regio in leden(stand, "rmc", "2019-06-01"):
        zeker = {gemeente["code"] for gemeente in regio["gemeenten"]}
        assert not zeker & {gemeente["code"] for gemeente in regio["gemeentenMisschien"]}
        assert regio["naam"]
    assert any(regio["gemeentenMisschien"] for regio in leden(stand, "rmc", "2019-06-01"))


def test_one_region_is_the_one_of_the_list(stand: Stand) -> None:
    for soort, datum in (("rmc", "2026-01-01"), ("jeugdregio", "2018-01-01")):
        lijst = leden(stand, soort, datum)  # type: ignore[arg-type]
        assert [een(stand, soort, regio["code"], datum) for regio in lijst] == lijst  # type: ignore[arg-type]


def test_a_region_that_is_not_there_yet_says_from_when(stand: Stand) -> None:
    with pytest.raises(NietGevonden) as fout:
        een(stand, "jeugdregio", "JZ01", "2014-12-31")
    assert fout.value.bekend == {"code": "JZ01", "geldigVanaf": "2015-01-01"}
    with pytest.raises(NietGevonden, match="RMC07") as fout:
        een(stand, "rmc", "RMC99", "2026-01-01")
    assert fout.value.bekend == {}


def test_the_list_of_a_day_says_what_is_not_known() -> None:
    assert "2012-08-01" in rmc.toelichting("2011-01-01")
    assert "niet meer volledig" not in rmc.toelichting("2015-08-20")
    assert "niet meer volledig" in rmc.toelichting("2015-08-21")
    # What is taken from the law of 2014 may be out of date, and the text does not deny it.
    assert "kan ontbreken" in rmc.toelichting("2015-08-21")
