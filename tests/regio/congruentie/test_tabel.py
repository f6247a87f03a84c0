"""Answers as tables: the same figures as the JSON, one shape of row, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.congruentie.tabel import Tabel, als_csv, van_gemeenten, van_matrix, van_paar, van_tijdreeks, vermelding
from regio.csvcel import onveilig, veilig

CBS = {"naamsvermelding": "© Kadaster / Centraal Bureau voor de Statistiek, 2021", "licentie": "CC BY 4.0"}
WET = {"naamsvermelding": None, "licentie": "geen auteursrecht"}
CBS_TEKST = "© Kadaster / Centraal Bureau voor de Statistiek, 2021 (CC BY 4.0)"
TITEL = "kinderen van 4 tot en met 11 jaar (geschat, 2021)"
WEGING = {
    "naam": "kinderen",
    "titel": TITEL,
    "jaar": 2021,
    "eenheid": "kinderen",
    "verdeelregel": "Naar oppervlakte.",
}
ALGEMEEN: dict[str, Any] = {
    "geldigOp": "2015-04-23",
    "weging": WEGING,
    "grensbron": "schets",
    "herkomst": [WET, CBS, CBS],
}
PARTNERS = [
    {"code": "JZ02", "naam": "Friesland", "aandeel": 0.75, "aandeelVanPartner": 1.0},
    {"code": "JZ01", "naam": "Groningen", "aandeel": 0.25, "aandeelVanPartner": 0.1},
]
GRENS = {"lengte": 100.5, "samenvallend": 50.25, "aandeel": 0.5, "rand": 12.0, "onzeker": 0.0}
REGIO = {
    "code": "PO0001",
    "naam": "Súd, West",
    "oordeel": "doorsneden",
    "zeker": False,
    "gewicht": 40.0,
    "bouwstenen": 4,
    "hoofdpartner": PARTNERS[0],
    "aantalPartners": 2,
    "partners": PARTNERS,
    "inhomogeniteit": 0.5,
    "jaccard": 0.6,
    "grens": GRENS,
    "teVerplaatsen": 10.0,
    "aandeelTeVerplaatsen": 0.25,
}
LEEG = {
    **REGIO,
    "code": "PO0002",
    "naam": None,
    "oordeel": "zonder gebied",
    "zeker": True,
    "hoofdpartner": None,
    "aantalPartners": 0,
    "partners": [],
    "inhomogeniteit": None,
    "jaccard": None,
    "grens": {**GRENS, "aandeel": None},
    "teVerplaatsen": None,
    "aandeelTeVerplaatsen": None,
}
PAAR = {**ALGEMEEN, "indeling": {"naam": "PO"}, "met": {"naam": "jeugdregio-2015"}, "regios": [REGIO, LEEG]}
TELLING = {"identiek": 1, "unie": 2, "binnen": 3, "doorsneden": 4, "zonderGebied": 5, "onbekend": 6}
MATEN = {"homogeniteit": 0.9, "volledigheid": 0.8, "v": 0.85, "vMin": 0.84, "vMax": 0.86}
MATRIX = {
    **ALGEMEEN,
    "congruenties": [
        {
            "indeling": "PO",
            "met": "VO",
            **MATEN,
            "oordelen": TELLING,
            "grensaandeel": 0.7,
            "grensaandeelMet": None,
        }
    ],
}
PUNT = {
    "vanaf": "2013-01-01",
    "tot": None,
    **MATEN,
    "oordelen": TELLING,
    "grensaandeel": 0.7,
    "verschil": -0.01,
    "band": True,
    "kenmerk": None,
    "gebeurtenissen": ["Een versie.", "Een fusie."],
}
TIJDREEKS = {**ALGEMEEN, "reeksen": [{"indeling": "PO", "met": "jeugdregio", "punten": [PUNT, PUNT]}]}
GEMEENTEN = {
    **ALGEMEEN,
    "indelingen": [{"naam": "PO"}, {"naam": "VO"}],
    "gemeenten": [
        {"code": "GM0001", "naam": "A", "congruentie": 0.5, "overal": ["GM0002"], "ergens": ["GM0002", "GM0003"]},
        {"code": "GM0004", "naam": "D", "congruentie": None, "overal": [], "ergens": []},
    ],
}
ALLE = [(van_paar, PAAR, 2), (van_matrix, MATRIX, 1), (van_tijdreeks, TIJDREEKS, 2), (van_gemeenten, GEMEENTEN, 2)]


def _gelezen(tabel: Tabel) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(als_csv(tabel), newline=""), strict=True))


@pytest.mark.parametrize(("maak", "inhoud", "rijen"), ALLE)
def test_every_row_has_a_cell_per_column_and_names_its_sources(maak: Any, inhoud: Any, rijen: int) -> None:
    tabel = maak(inhoud)
    assert {len(rij) for rij in tabel.rijen} == {len(tabel.kop)} == {len(set(tabel.kop))}
    assert len(tabel.rijen) == rijen
    assert [rij["naamsvermelding"] for rij in _gelezen(tabel)] == [CBS_TEKST] * rijen
    assert als_csv(tabel).count("\r\n") == rijen + 1


def test_a_region_and_its_partners() -> None:
    regio, leeg = _gelezen(van_paar(PAAR))
    assert (regio["code"], regio["naam"], regio["zeker"]) == ("PO0001", "Súd, West", "nee")
    assert (regio["hoofdpartner"], regio["hoofdpartner_aandeel_van_partner"]) == ("JZ02", "1.0")
    assert (regio["partners"], regio["aantal_partners"]) == ("JZ02|JZ01", "2")
    assert (regio["grens_samenvallend_meter"], regio["te_verplaatsen"]) == ("50.25", "10.0")
    assert (regio["weging"], regio["verdeelregel"]) == ("kinderen", "Naar oppervlakte.")
    leeg_gelaten = (
        "naam",
        "hoofdpartner",
        "hoofdpartner_aandeel",
        "partners",
        "inhomogeniteit",
        "jaccard",
        "grens_aandeel",
        "te_verplaatsen",
        "aandeel_te_verplaatsen",
    )
    assert [leeg[naam] for naam in leeg_gelaten] == [""] * len(leeg_gelaten)


@pytest.mark.parametrize(("maak", "inhoud"), [(van_paar, PAAR), (van_matrix, MATRIX), (van_tijdreeks, TIJDREEKS)])
@pytest.mark.parametrize("bron", ["schets", "officieel"])
def test_every_row_with_a_border_or_a_weight_says_of_what(maak: Any, inhoud: Any, bron: str) -> None:
    for rij in _gelezen(maak({**inhoud, "grensbron": bron})):
        assert rij["grens_bron"] == bron
        assert (rij["weging"], rij["weging_titel"], rij["weging_jaar"]) == ("kinderen", TITEL, "2021")


def test_a_weight_without_a_year_leaves_it_empty() -> None:
    (rij,) = _gelezen(van_matrix({**MATRIX, "weging": {**WEGING, "jaar": None}}))
    assert rij["weging_jaar"] == ""


def test_a_pair_and_a_point_in_time() -> None:
    (paar,) = _gelezen(van_matrix(MATRIX))
    assert [paar[naam] for naam in ("v_laagst", "v", "v_hoogst")] == ["0.84", "0.85", "0.86"]
    assert [paar[naam] for naam in ("identiek", "doorsneden", "zonder_gebied", "onbekend")] == ["1", "4", "5", "6"]
    assert (paar["grens_aandeel"], paar["grens_aandeel_met"]) == ("0.7", "")
    punt = _gelezen(van_tijdreeks(TIJDREEKS))[0]
    assert (punt["met"], punt["vanaf"], punt["tot"]) == ("jeugdregio", "2013-01-01", "")
    assert (punt["verschil"], punt["band"], punt["gebeurtenissen"]) == ("-0.01", "ja", "Een versie. Een fusie.")


def test_a_gemeente_and_its_fellows() -> None:
    een, alleen = _gelezen(van_gemeenten(GEMEENTEN))
    assert (een["indelingen"], een["aantal_ergens"], een["ergens"]) == ("PO|VO", "2", "GM0002|GM0003")
    assert (alleen["congruentie"], alleen["aantal_overal"]) == ("", "0")


@pytest.mark.parametrize("tekst", ["=1+1", "+31", "-A1", "@SOM(A1)", "\t=1", "\r=1", "\n=1", "Veen;=1", "Veen\n@x"])
def test_a_spreadsheet_gets_no_formula(tekst: str) -> None:
    (rij,) = _gelezen(Tabel(("naam", "getal"), ((tekst, -1.5),)))
    assert rij == {"naam": veilig(tekst), "getal": "-1.5"}
    assert veilig(tekst) != tekst


@given(st.lists(st.tuples(st.text(), st.text(), st.floats(allow_nan=False, allow_infinity=False))))
def test_any_text_comes_back(rijen: list[tuple[str, str, float]]) -> None:
    gelezen = _gelezen(Tabel(("a", "b", "c"), tuple(rijen)))
    assert [(onveilig(rij["a"]), float(rij["c"])) for rij in gelezen] == [(rij[0], rij[2]) for rij in rijen]


def test_sources_without_a_wish_are_not_named() -> None:
    assert vermelding([WET]) == ""
    assert vermelding([CBS, WET, CBS]) == CBS_TEKST
