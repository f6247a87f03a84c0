"""What ``regio congruentie`` shows: who fits worst first, no 'all' or 'nothing' where that is not known."""

from __future__ import annotations

from typing import Any

import pytest

from regio.cli import congruentie_beeld as beeld
from regio.congruentie import dienst
from regio.stand.stand import Stand

Regio = Any
DAG = ("--peildatum", "2015-04-23")
PAAR = ("congruentie", "--sector", "PO", "--met", "jeugdregio-2015", *DAG)


def _plat(uitkomst: Any) -> str:
    assert (uitkomst.code, uitkomst.fout) == (0, "")
    return " ".join(str(uitkomst.uit).split())


def test_who_is_cut_through_comes_before_who_fits(regio: Regio, stand: Stand) -> None:
    """PO2505, PO2506 and PO2605 have nothing to move that is counted, and are cut through."""
    antwoord = dienst.paar(stand, "PO", "jeugdregio-2015", "2015-04-23", "kinderen")
    oordeel = {rij["code"]: rij["oordeel"] for rij in antwoord["regios"]}
    regels = str(regio(*PAAR).uit).splitlines()
    codes = list(dict.fromkeys(regel.split()[0] for regel in regels if regel.startswith(" PO")))
    codes = [code for code in codes if code in oordeel][: len(oordeel)]
    volgorde = [oordeel[code] == "doorsneden" for code in codes]
    assert len(codes) == 77
    assert volgorde == sorted(volgorde, reverse=True)
    assert set(codes[26:29]) == {"PO2505", "PO2506", "PO2605"}


def test_a_part_of_a_postcode_is_not_nothing(regio: Regio) -> None:
    tekst = _plat(regio(*PAAR, "--regio", "PO2506"))
    assert "Arnhem (JZ28) 27.643 bijna alles 73,7% nee" in tekst
    assert "Nijmegen (JZ32) geen geteld – – nee" in tekst
    assert "Samen: geen getelde kinderen." in tekst
    assert "PO2506 PO2507 geen geteld 6678 (deel)" in tekst
    assert "0 kinderen" not in tekst.replace(".0 kinderen", "")
    assert "100,0%" not in tekst


def test_a_move_to_nobody_is_told_in_words(regio: Regio) -> None:
    """All of JZ08 outside its main partner would go out, and no other jeugdregio has ground there."""
    vraag = ("congruentie", "--indeling", "jeugdregio-2015", "--met", "PO", *DAG, "--regio", "JZ08")
    assert "geen ander gebied heeft daar grond" in _plat(regio(*vraag))


@pytest.mark.parametrize(
    "vraag",
    [
        ("--sector", "PO", "--met", "jeugdregio-2015"),
        ("--sector", "VO", "--regio", "VO2402"),
        ("--matrix", "--indeling", "PO,VO", "--met", "jeugdregio"),
        ("--gemeenten",),
    ],
)
def test_that_later_versions_of_the_regeling_are_not_known_is_said(
    regio: Regio, stand: Stand, vraag: tuple[str, ...]
) -> None:
    zin = dienst.paar(stand, "PO", "VO", "2020-01-01", "inwoners")["regeling"]["toelichting"]
    assert f"Let op: {zin}" in _plat(regio("congruentie", *vraag, "--peildatum", "2020-01-01"))


def test_about_other_divisions_nothing_is_said_of_the_regeling(regio: Regio) -> None:
    tekst = _plat(regio("congruentie", "--indeling", "rmc-2014", "--peildatum", "2020-01-01"))
    assert "regeling" not in tekst.replace("verdeelregel", "").replace("de regeling de postcode noemt", "")


def test_a_band_that_rounds_to_one_number_is_about_that() -> None:
    assert beeld._v({"v": 0.8751, "vMin": 0.8749, "vMax": 0.8752}) == "ongeveer 0,875"
    assert beeld._v({"v": 0.8751, "vMin": 0.8699, "vMax": 0.8752}) == "0,870–0,875"
    assert beeld._v({"v": 0.8751, "vMin": 0.8751, "vMax": 0.8751}) == "0,875"
