"""``regio herindeling toets``: the sheet, the JSON, and every fault in one line."""

from __future__ import annotations

import json
from typing import Any

import pytest

Regio = Any
HILVERSUM = ("--naam", "Hilversum", "--datum", "2027-01-01")


def toets(regio: Regio, *woorden: str) -> Any:
    return regio("herindeling", "toets", *woorden)


def test_wijdemeren_as_a_sheet(regio: Regio) -> None:
    klaar = toets(regio, "--samenvoegen", "GM1696", "GM0402", *HILVERSUM)
    assert (klaar.code, klaar.fout) == (0, "")
    for regel in (
        "Toets: Hilversum (GM0402) op 2027-01-01, vergeleken met 2026-12-31",
        "Uit: Hilversum, Wijdemeren",
        "Deze herindeling staat in de gegevens als niet bevestigd: het is een plan. Daarom rekent deze dienst er op "
        "andere pagina's niet mee.",
        "PO: Hilversum blijft in één samenwerkingsverband",
        "  OOGO-tafels ervoor: Hilversum VO2710; Wijdemeren VO2710",
        "  OOGO-tafels erna: Hilversum VO2710",
        "Bijlage: 6 rijen krijgen de naam Hilversum (artikel 3)",
        "  Wijdemeren: 1231, 1241, 1243, 1244, 1394, 3625",
    ):
        assert regel in klaar.uit.splitlines()
    assert "Tafel PO2709: van 8 naar 7 gemeenten; weg: Wijdemeren; erna: " in klaar.uit
    assert "V-maat" in klaar.uit and "laten: De gebieden blijven" in klaar.uit


def test_across_jeugdregios_the_measure_is_told_for_each(regio: Regio) -> None:
    uit = toets(regio, "--samenvoegen", "Tynaarlo", "Groningen", "--naam", "Gorecht", "--datum", "2027-01-01").uit
    assert "Bij welke jeugdregio Gorecht komt staat nog open; het wordt" in uit
    assert uit.count(" bij jeugdregio Groningen (JZ01)") > 2 and "bij jeugdregio Drenthe (JZ04)" in uit
    assert "daalt" not in uit and "niet te vergelijken" in uit


def test_names_and_options_may_be_given_in_either_way(regio: Regio) -> None:
    een = toets(regio, "--samenvoegen", "Wijdemeren", *HILVERSUM, "--json")
    twee = toets(regio, "--samenvoegen", "GM0402", "--samenvoegen", "GM1696", *HILVERSUM, "--json")
    assert een.uit == twee.uit
    assert json.loads(een.uit)["gemeente"] == {"code": "GM0402", "naam": "Hilversum", "nieuw": False}


def test_a_part_by_postcode(regio: Regio) -> None:
    antwoord = json.loads(toets(regio, "--deel", "GM1696:1231, 1241", *HILVERSUM, "--json").uit)
    assert antwoord["bijlage"]["andereNaam"] == [{"was": "Wijdemeren", "postcodes": ["1231", "1241"]}]


def test_a_split_shows_the_rows_that_would_change(regio: Regio) -> None:
    oude = ("Bergambacht", "Schoonhoven", "Vlist", "Nederlek", "Ouderkerk")
    klaar = toets(regio, "--samenvoegen", *oude, "--naam", "Krimpenerwaard", "--datum", "2015-01-01")
    assert "VO: Krimpenerwaard komt in meer dan één samenwerkingsverband te liggen" in klaar.uit
    assert "    2931 VO: VO2810 wordt VO2802" in klaar.uit.splitlines()
    assert "  Niet zeker in welk verband: 2872" in klaar.uit.splitlines()
    assert "GM9900" not in klaar.uit


@pytest.mark.parametrize(
    ("woorden", "delen"),
    [
        (
            ("--samenvoegen", "Nergens", "--deel", "x", *HILVERSUM),
            ("Geen gemeente met de naam of code ‘Nergens’", "Schrijf een deel als"),
        ),
        (("--deel", "GM1696:1211", *HILVERSUM), ("1211 ligt niet (zeker) in Wijdemeren (GM1696).",)),
        (("--samenvoegen", "GM1696", "--naam", "A", "--datum", "2027-02-30"), ("bestaat niet",)),
        (("--samenvoegen", "GM1696", "--naam", "A", "--datum", "2012-01-01"), ("bekend vanaf 2013-01-01",)),
        (HILVERSUM, ("Noem minstens een andere gemeente",)),
    ],
)
def test_faults_are_one_line_and_status_1(regio: Regio, woorden: tuple[str, ...], delen: tuple[str, ...]) -> None:
    melding = toets(regio, *woorden).melding
    assert all(deel in melding for deel in delen), melding


def test_one_gemeente_at_a_table_is_not_told_in_the_plural(regio: Regio) -> None:
    uit = toets(regio, "--samenvoegen", "Amsterdam", "Diemen", "--naam", "Amsterdam", "--datum", "2027-01-01").uit
    assert "van 2 naar 1 gemeente; weg: Diemen" in uit
    assert "1 gemeenten" not in uit


def test_a_gemeente_and_a_postcode_that_are_not_known_are_told_together(regio: Regio) -> None:
    klaar = toets(regio, "--samenvoegen", "GM9999", "--deel", "GM0402:9999,1211", "--deel", "GM9998:1000", *HILVERSUM)
    assert klaar.code != 0
    assert "‘GM9999’" in klaar.fout and "‘GM9998’" in klaar.fout
    assert "9999 ligt niet (zeker) in Hilversum (GM0402)." in klaar.fout
    assert "1000 is niet bekend als postcode." in klaar.fout
