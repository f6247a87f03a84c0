"""What a new edition changes for a scenario, as HTML."""

from __future__ import annotations

import html
from typing import Any

from api.modellen_overzetten import Herbasering
from kaarten.scenarios.herbasering import herbasering

NAMEN = {"PO9001": "Noord", "PO9002": None}
LEEG: dict[str, Any] = {
    "wissels": [], "postcodes": {}, "verdwenen": [], "nieuw": [], "hernoemd": [], "alleenHier": [], "alleenDaar": [],
}  # fmt: skip


def _cijfers(kinderen: float) -> dict[str, Any]:
    grens = {"lengte": 0.0, "samenvallend": 0.0, "aandeel": None, "rand": 0.0, "onzeker": 0.0}
    return {
        "naam": "Noord", "kinderen": kinderen, "inwoners": 10.0, "postcodes": 1, "bouwstenen": 1,
        "bouwstenenMisschien": 0,
        "gemeenten": [], "gemeentenMisschien": [], "stukken": 1, "grens": grens,
    }  # fmt: skip


def _fout(veld: str, code: str, zet: str, zin: str) -> dict[str, str]:
    return {"veld": veld, "code": code, "melding": f"{zet}{zin}", "zin": zin}


def _antwoord(**anders: Any) -> dict[str, Any]:
    wissel = {
        "laag": "PO",
        "van": ["PO9001"],
        "naar": ["PO9002"],
        "postcodes": ["1003", "1004", "1005"],
        "bouwstenen": [],
    }
    basis = {
        **LEEG, "wissels": [wissel], "hernoemd": [{"code": "PO9001", "van": None, "naar": "Noord"}],
        "verdwenen": ["PO9003"], "nieuw": [{"code": "PO9004", "naam": "<b>Vier</b>"}], "alleenDaar": ["1099-1"],
    }  # fmt: skip
    zet = {
        "nummer": 1, "zet": {},
        "zin": "PO: postcode 1003 gaat naar PO9002.", "kan": False, "alZo": True, "gevolg": False,
        "fouten": [_fout("zetten[0]", "niets-verandert", "Zet 1: ", "deze grond ligt al daar.")],
        "nietMeer": [], "ook": [],
    }  # fmt: skip
    mis = {
        **zet,
        "nummer": 2,
        "alZo": False,
        "fouten": [_fout("x", "y", "Zet 2: ", "x is onbekend.")],
    }
    goed = {**zet, "nummer": 3, "kan": True, "alZo": False, "fouten": [], "nietMeer": ["3003-2"], "ook": ["3001-1"]}
    rij = {"code": "PO9001", "sector": "PO", "naam": "Noord", "gewijzigd": True, "status": "gewijzigd"}
    antwoord = {
        "rustOp": {"editie": "a" * 64, "regeling": "2013-10-01", "aanwezig": True},
        "nu": {"editie": "b" * 64, "regeling": "2015-04-23", "aanwezig": True},
        "peildatum": "2020-01-01", "actueel": False, "kanGeheel": False, "zetten": [zet, mis, goed], "basis": basis,
        "uitkomst": LEEG, "samenwerkingsverbanden": [{**rij, "voor": _cijfers(1200.0), "na": _cijfers(1100.0)}],
    }  # fmt: skip
    antwoord |= anders
    Herbasering.model_validate(antwoord)
    return antwoord


def test_everything_that_differs_is_shown() -> None:
    ruw = herbasering(_antwoord(), NAMEN)
    tekst = html.unescape(ruw)
    for deel in (
        "2 van de 3 zetten kunnen", "regeling van 1 oktober 2013", "is al zo", "X is onbekend.", "1003 t/m 1005",
        "Noord (PO9001)", "geen naam", "PO9003", "1099-1", "Raakte eerst ook: 3003-2.", "Raakt nu ook: 3001-1.",
        "1.200", "1.100", "Niets: alle grond",
    ):  # fmt: skip
        assert deel in tekst, deel
    assert "<b>Vier" not in ruw and "Zet 2:" not in tekst
    assert "De oude gegevens zijn er niet meer" not in tekst


def test_without_the_old_edition_no_table_is_promised() -> None:
    weg = {"editie": "a" * 64, "regeling": None, "aanwezig": False}
    zonder = _antwoord(rustOp=weg, basis=None, uitkomst=None, samenwerkingsverbanden=None)
    tekst = herbasering(zonder, NAMEN)
    assert "De oude gegevens zijn er niet meer" in tekst and "<table" not in tekst


def test_of_a_scenario_that_is_up_to_date_is_said_so() -> None:
    tekst = herbasering(_antwoord(actueel=True), NAMEN)
    assert "niets om over te zetten" in tekst and "<table" not in tekst
