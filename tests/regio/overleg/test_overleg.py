"""The OOGO of a gemeente and of an SWV, with the terms of the law."""

from __future__ import annotations

from datetime import date

import pytest

from regio.fouten import NietGevonden
from regio.overleg.gemeente import overleg_van_gemeente
from regio.overleg.termijnen import termijnen
from regio.overleg.verband import overleg_van_verband
from regio.stand.stand import Stand
from tests.regio.mini import A, B, D, F

DAG = "2026-11-22"


def test_tynaarlo_sits_at_three_tables(stand: Stand) -> None:
    antwoord = overleg_van_gemeente(stand, "GM1730", DAG)
    assert antwoord["aantalTafels"] == {"PO": 1, "VO": 2}
    tafel = {een["code"]: een for een in antwoord["tafels"]}
    assert tafel["VO2001"]["postcodes"] == ["9471", "9472", "9473", "9474", "9475"]
    assert [een["naam"] for een in tafel["VO2001"]["gemeenten"]] == ["Groningen", "Tynaarlo"]
    assert tafel["VO2001"]["aandeelKinderen"] + tafel["VO2201"]["aandeelKinderen"] == pytest.approx(1, abs=1e-4)
    assert tafel["PO2201"]["aandeelKinderen"] == 1.0
    assert all(een["geheel"] for een in tafel["PO2201"]["gemeenten"])
    assert [een["geheel"] for een in tafel["VO2001"]["gemeenten"]] == [False, False]


def test_shares_of_a_table_add_up(stand: Stand) -> None:
    for code in ("PO2201", "VO2001", "PO2707"):
        gemeenten = overleg_van_verband(stand, code, "2015-04-23")["gemeenten"]
        assert sum(een["aandeel"] for een in gemeenten) == pytest.approx(1, abs=1e-3)


def test_how_a_table_coincides_with_the_youth_region(stand: Stand) -> None:
    antwoord = overleg_van_gemeente(stand, "GM1730", DAG)
    rij = next(een for een in antwoord["samenloop"] if (een["tafel"], een["regio"]) == ("PO2201", "JZ04"))
    samen, tafel, regio = (len(rij[veld]) for veld in ("inBeide", "alleenTafel", "alleenRegio"))
    assert (samen, tafel, regio) == (3, 0, 8)
    assert rij["congruentie"] == round(3 / 11, 4)
    alle = {een["code"] for veld in ("inBeide", "alleenTafel", "alleenRegio") for een in rij[veld]}
    assert "GM1730" not in alle


def test_a_region_that_the_sources_leave_open_stands_beside_the_other(stand: Stand) -> None:
    # Alphen-Chaam changed jeugdregio between 2016 and 2025, in a year nobody knows.
    antwoord = overleg_van_gemeente(stand, "GM1723", "2020-01-01")
    assert len(antwoord["jeugdregios"]) == 2 and not any(een["zeker"] for een in antwoord["jeugdregios"])
    assert "regio-niet-zeker" in {een["code"] for een in antwoord["opmerkingen"]}


def test_open_ground_leaves_the_shares_open(mini_stand: Stand) -> None:
    antwoord = overleg_van_gemeente(mini_stand, B, "2018-06-01")
    mogelijk = next(een for een in antwoord["tafels"] if een["code"] == "PO9002")
    assert not mogelijk["zeker"] and mogelijk["postcodesMisschien"] == ["2004"]
    assert all(een["aandeelKinderen"] is None for een in antwoord["tafels"] if een["sector"] == "PO")
    assert "niet-zeker" in {een["code"] for een in antwoord["opmerkingen"]}


def test_a_gemeente_that_is_no_more_names_its_successors(mini_stand: Stand) -> None:
    with pytest.raises(NietGevonden, match=r"bestaat sinds 2018-01-01 niet meer.*Vraag het overleg van") as fout:
        overleg_van_gemeente(mini_stand, F, DAG)
    assert fout.value.bekend["opvolgers"]
    assert overleg_van_gemeente(mini_stand, F, "2017-12-31")["tafels"]


def test_a_gemeente_that_is_not_there_yet(stand: Stand) -> None:
    with pytest.raises(NietGevonden, match="bestond nog niet op 2015-04-23; kies een dag vanaf 2023-01-01"):
        overleg_van_gemeente(stand, "GM1992", "2015-04-23")


@pytest.mark.parametrize("code", ["GM9999", "GM0000"])
def test_an_unknown_gemeente(stand: Stand, code: str) -> None:
    with pytest.raises(NietGevonden, match="Geen gemeente met code"):
        overleg_van_gemeente(stand, code, DAG)


def test_an_swv_meets_its_gemeenten_and_their_youth_regions(mini_stand: Stand) -> None:
    antwoord = overleg_van_verband(mini_stand, "PO9002", "2015-04-23")
    gemeenten = {een["code"]: een["geheel"] for een in antwoord["gemeenten"]}
    assert gemeenten[A] is False and gemeenten[D] is True
    assert {een["code"] for een in antwoord["jeugdregios"]} == {"JZ91", "JZ92"}
    aandelen = [een["aandeel"] for een in antwoord["jeugdregios"]]
    assert sum(aandelen) == pytest.approx(1, abs=1e-3) and aandelen == sorted(aandelen, reverse=True)


def test_a_national_swv_has_no_gemeenten(stand: Stand) -> None:
    antwoord = overleg_van_verband(stand, "PO0001", DAG)
    assert (antwoord["gemeenten"], antwoord["jeugdregios"], antwoord["soort"]) == ([], [], "landelijk")


def test_an_unknown_swv(stand: Stand) -> None:
    with pytest.raises(NietGevonden, match="Geen samenwerkingsverband met code VO9999"):
        overleg_van_verband(stand, "VO9999", DAG)


def test_before_the_first_school_day_the_answer_says_so(stand: Stand) -> None:
    codes = {een["code"] for een in overleg_van_gemeente(stand, "GM1730", "2013-06-01")["opmerkingen"]}
    assert "nog-niet-begonnen" in codes


@pytest.mark.parametrize(
    ("vanaf", "raad", "klaar"),
    [
        ("2013-01-01", "2014-01-31", "2014-05-01"),
        ("2014-05-01", "2014-01-31", "2014-05-01"),
        ("2014-05-02", "2018-01-31", "2018-05-01"),
        ("2026-11-22", "2030-01-31", "2030-05-01"),
    ],
)
def test_the_terms_of_the_law(vanaf: str, raad: str, klaar: str) -> None:
    assert [een.dag.isoformat() for een in termijnen(date.fromisoformat(vanaf))] == [raad, klaar]
