"""The Stand over the drawn country and over the real facts."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regio.stand.stand import Stand
from regio.stand.tabellen import aandeel_van
from regio.stand.toestanden import Opbouw
from regio.tijdlijn.peildatum import LAATSTE_DAG
from tests.regio.mini import NIEUW, A, B, C, D, E, F, G, H

dagen = st.dates(date(2011, 1, 1), LAATSTE_DAG)


def antwoord(stand: Stand, pc4: str, dag: str) -> dict[str, Any]:
    """The whole answer for a postcode that is there."""
    plek = stand.plek(pc4)
    assert plek is not None
    return stand.postcode(plek, dag)


def codes(deel: dict[str, Any], veld: str = "samenwerkingsverbanden") -> list[str]:
    """The codes in a list of an answer, in its order."""
    return [een["code"] for een in deel[veld]]


def opmerkingen(deel: dict[str, Any]) -> list[str]:
    """The codes of the remarks."""
    return [een["code"] for een in deel["opmerkingen"]]


@given(dagen)
def test_the_toestand_of_a_day_is_the_last_that_began(mini_stand: Stand, stand: Stand, dag: date) -> None:
    for een in (mini_stand, stand):
        vanaf = [toestand["vanaf"] for toestand in een.meta["toestanden"]]
        (gezocht,) = (
            nr
            for nr, toestand in enumerate(een.meta["toestanden"])
            if toestand["vanaf"] <= dag.isoformat() and (toestand["tot"] is None or dag.isoformat() < toestand["tot"])
        )
        assert een.toestand_nr(dag) == een.toestand_nr_iso(dag.isoformat()) == gezocht
        assert vanaf == sorted(set(vanaf))


def test_toestanden_join_without_gap_or_overlap(stand: Stand) -> None:
    toestanden = stand.meta["toestanden"]
    assert toestanden[0]["vanaf"] == "2011-01-01" and toestanden[-1]["tot"] is None
    assert [t["tot"] for t in toestanden[:-1]] == [t["vanaf"] for t in toestanden[1:]]
    assert toestanden[stand.eerste_met_swv]["vanaf"] == "2013-01-01"


@pytest.mark.parametrize("soort", ["PO", "VO", "gemeente", "jeugdregio"])
@pytest.mark.parametrize("dag", [date(2013, 1, 1), date(2015, 4, 23), date(2020, 2, 29), date(2026, 11, 22)])
def test_mapped_values_are_those_of_the_facts(mini_stand: Stand, mini_opbouw: Opbouw, soort: str, dag: date) -> None:
    gemapt, berekend = mini_stand.indeling(soort, dag), mini_opbouw.toestand(dag).indeling(soort)
    assert gemapt == berekend
    assert hash(gemapt) == hash(berekend)
    assert not gemapt.waarden.flags.writeable


@given(st.data(), st.dates(date(2013, 1, 1), date(2030, 1, 1)))
@settings(max_examples=200, deadline=None)
def test_shares_in_an_answer_sum_to_one(stand: Stand, data: st.DataObject, dag: date) -> None:
    antw = stand.postcode(data.draw(st.integers(0, stand.aantal_pc4 - 1)), dag.isoformat())
    for sector in ("PO", "VO"):
        delen = [deel for deel in antw["samenwerkingsverbanden"] if deel["sector"] == sector]
        zonder = [deel for deel in antw["zonderSamenwerkingsverband"] if deel["sector"] == sector]
        assert delen or zonder
        if not zonder and all(deel["aandeel"] is not None for deel in delen):
            assert sum(deel["aandeel"] for deel in delen) == pytest.approx(1.0, abs=0.002)
    for lijst, enige in (("gemeenten", "gemeente"), ("jeugdregios", "jeugdregio")):
        assert (antw[enige] is None) == (len(antw[lijst]) != 1)


def test_ready_bytes_equal_the_answer_worked_out(mini_stand: Stand) -> None:
    for plek in range(mini_stand.aantal_pc4):
        for nummer, toestand in enumerate(mini_stand.meta["toestanden"]):
            antw = mini_stand.postcode(plek, toestand["vanaf"])
            kern = json.loads(json.dumps(mini_stand.maak_kern(plek, nummer)))
            assert {veld: antw[veld] for veld in kern} == kern
            assert antw["geldigOp"] == toestand["vanaf"] and antw["ligging"] == "postcode"


def test_positions(mini_stand: Stand) -> None:
    assert mini_stand.aantal_pc4 == 20 and mini_stand.aantal_bouwstenen == 21
    assert [mini_stand.plek(pc4) for pc4 in ("1001", "5004", "9999", "0000")] == [0, 19, None, None]
    assert mini_stand.pc4s[10] == "3003"
    assert list(mini_stand.bouwstenen_van(10)) == [10, 11]
    assert [mini_stand.is_hoofddeel(nr) for nr in (0, 10, 11, 12)] == [True, True, False, True]


def test_a_postcode_in_two_bouwstenen_shows_both(mini_stand: Stand) -> None:
    oud = antwoord(mini_stand, "3003", "2014-01-01")
    vo = [deel for deel in oud["samenwerkingsverbanden"] if deel["sector"] == "VO"]
    assert [(deel["code"], deel["aandeel"], deel["aandeelNaar"]) for deel in vo] == [
        ("VO9002", 0.7, "oppervlakte"),
        ("VO9001", 0.3, "oppervlakte"),
    ]
    assert [(deel["code"], deel["aandeel"]) for deel in oud["gemeenten"]] == [(D, 0.7), (A, 0.3)]
    assert oud["gemeente"] is None and "gemeente-gedeeld" in opmerkingen(oud)
    nu = antwoord(mini_stand, "3003", "2015-04-23")
    assert codes(nu) == ["PO9002", "VO9002"]
    assert nu["samenwerkingsverbanden"][1]["aandeelNaar"] is None


def test_europoort_has_no_swv_and_says_what_is_printed(mini_stand: Stand) -> None:
    antw = antwoord(mini_stand, "5004", "2015-04-23")
    assert antw["samenwerkingsverbanden"] == []
    assert [(z["sector"], z["gedrukt"], z["grondslag"]) for z in antw["zonderSamenwerkingsverband"]] == [
        ("PO", "Europoort", "regeling"),
        ("VO", "Europoort", "regeling"),
    ]
    assert "Europoort" in antw["zonderSamenwerkingsverband"][0]["toelichting"]


@pytest.mark.parametrize(
    ("pc4", "dag", "verwacht"),
    [
        (NIEUW, "2026-11-22", ["nieuwer-dan-de-regeling"]),
        ("2003", "2013-01-01", ["drukfout"]),
        ("2003", "2013-10-01", []),
        ("5001", "2014-07-31", []),
        ("5001", "2014-08-01", ["wisseldag-onbekend"]),
        ("5001", "2015-04-23", []),
        ("2004", "2018-08-01", ["gemeente-onbekend", "jeugdregio-onbekend", "aandachtspunt"]),
        ("2004", "2018-01-01", ["gemeente-onbekend", "jeugdregio-onbekend"]),
        ("3004", "2018-08-01", ["aandachtspunt"]),
        ("1003", "2020-01-01", ["jeugdregio-onbekend"]),
        ("1001", "2026-11-22", []),
    ],
)
def test_remarks(mini_stand: Stand, pc4: str, dag: str, verwacht: list[str]) -> None:
    assert opmerkingen(antwoord(mini_stand, pc4, dag)) == verwacht


def test_a_misprint_says_what_is_printed_and_read(mini_stand: Stand) -> None:
    antw = antwoord(mini_stand, "2003", "2013-01-01")
    assert [deel["correcties"] for deel in antw["samenwerkingsverbanden"]] == [[], ["M1"]]
    tekst = antw["opmerkingen"][0]["tekst"]
    assert "„2093”" in tekst and "„2003”" in tekst and "2093 bestaat niet." in tekst


def test_candidates_have_no_share_and_come_with_a_remark(stand: Stand) -> None:
    zicht = stand.zicht(stand.eerste_met_swv)
    plek = next(
        plek for plek in range(stand.aantal_pc4) if len(zicht.lagen["VO"].mogelijk(stand.bouwstenen_van(plek)[0])) > 1
    )
    antw = stand.postcode(plek, "2013-01-01")
    vo = [deel for deel in antw["samenwerkingsverbanden"] if deel["sector"] == "VO"]
    assert len(vo) > 1
    assert {(deel["aandeel"], deel["aandeelNaar"], deel["grondslag"]) for deel in vo} == {(None, None, "onbekend")}
    assert "swv-onbekend" in opmerkingen(antw)


@pytest.mark.parametrize(
    ("dag", "versie", "laatste", "woorden"),
    [
        ("2013-01-01", "2013-01-01", None, "Toegewezen maar nog niet begonnen"),
        ("2014-07-31", "2013-10-01", None, "Toegewezen maar nog niet begonnen"),
        ("2014-08-01", "2013-10-01", None, "een versie die niet is gevonden"),
        ("2015-04-22", "2013-10-01", None, "een versie die niet is gevonden"),
        ("2015-04-23", "2015-04-23", None, None),
        ("2015-04-24", "2015-04-23", "2015-04-23", "Volgens artikel 3"),
        ("2026-11-22", "2015-04-23", "2015-04-23", "Volgens artikel 3"),
    ],
)
def test_the_version_of_a_day(stand: Stand, dag: str, versie: str, laatste: str | None, woorden: str | None) -> None:
    regeling = antwoord(stand, "9471", dag)["regeling"]
    assert (regeling["versie"], regeling["laatstBekendeVersie"]) == (versie, laatste)
    assert (woorden in regeling["toelichting"]) if woorden else regeling["toelichting"] is None


def test_before_the_regeling_there_is_a_gemeente_and_no_swv(stand: Stand) -> None:
    antw = antwoord(stand, "9471", "2012-12-31")
    assert antw["regeling"] is None and antw["samenwerkingsverbanden"] == []
    assert antw["gemeente"] == {"code": "GM1730", "naam": "Tynaarlo"} and antw["jeugdregios"] == []
    assert "samenwerkingsverbanden" not in [bron["wat"] for bron in antw["herkomst"]]


def test_every_answer_names_its_sources(stand: Stand) -> None:
    bronnen = {bron["bestand"]: bron["sha256"] for bron in stand.tabellen["bronnen"]}
    for dag in ("2013-01-01", "2014-12-31", "2015-01-01", "2026-11-22"):
        herkomst = antwoord(stand, "9471", dag)["herkomst"]
        assert [bron["wat"] for bron in herkomst[:2]] == ["samenwerkingsverbanden", "gemeente van de postcode"]
        assert ("jeugdregios" in [bron["wat"] for bron in herkomst]) == (dag >= "2015")
        assert all(bronnen[bron["bestand"]] == bron["sha256"] and bron["licentie"] for bron in herkomst)


def test_a_group_weighs_by_inhabitants_and_lists_postcodes(mini_stand: Stand) -> None:
    groep = mini_stand.groep([0, 1, 4], "2020-01-01", "gemeente")
    po = [deel for deel in groep["samenwerkingsverbanden"] if deel["sector"] == "PO"]
    assert [(deel["code"], deel["aandeel"], deel["aandeelNaar"], deel["postcodes"]) for deel in po] == [
        ("PO9001", 0.75, "inwoners", ["1001", "1002"]),
        ("PO9002", 0.25, "inwoners", ["2001"]),
    ]
    assert groep["gemeente"] == {"code": A, "naam": "Aadorp"} and groep["postcode"] is None


def test_an_empty_group_has_nothing_in_it(mini_stand: Stand) -> None:
    groep = mini_stand.groep([], "2020-01-01", "gemeente")
    assert groep["samenwerkingsverbanden"] == groep["zonderSamenwerkingsverband"] == groep["gemeenten"] == []
    assert groep["gemeente"] is None


def test_the_second_part_has_no_inhabitants_of_its_own(mini_stand: Stand) -> None:
    assert [stuk.gewicht for stuk in mini_stand.grond([10, 11])] == [30.0, 0.0]
    assert np.asarray(mini_stand.sectie("aandeel")).sum() == pytest.approx(20.0)


def test_shares_of_herindelingen_are_known_or_none(mini_stand: Stand, mini_opbouw: Opbouw) -> None:
    rijen = {(r["oude_code"], r["nieuwe_code"]): r["aandeel"] for r in mini_stand.tabellen["herindelingen"]}
    assert rijen[E, G] == rijen[H, G] == 1.0
    assert rijen[F, A] is rijen[F, E] is rijen[F, B] is None
    assert rijen[A, B] is rijen[D, B] is None
    f = [rij for rij in mini_opbouw.tijdlijn.opvolgers(F) if rij.postcodes]
    assert aandeel_van(f[0], f, {"3001": 30, "4001": 10}) == 0.75
    assert aandeel_van(f[0], f, {}) is None


def test_names_only_from_a_source(mini_stand: Stand) -> None:
    assert mini_stand.tabellen["namen"]["swv"] == {"PO0001": "Overal", "VO0001": "Overal"}
    assert all(deel["naam"] is None for deel in antwoord(mini_stand, "1001", "2020-01-01")["samenwerkingsverbanden"])
    assert C in mini_stand.tabellen["namen"]["gemeente"]
