"""The thresholds in the address of the pages about a scenario: what is wrong with them is told, on every page."""

from __future__ import annotations

import re

import pytest

from api.drempelvraag import gewogen
from regio.scenario.bevindingen import Drempel
from tests.api.scenariobladproef import fouten_in, nieuw
from tests.api.scenarioproef import ANDERE_ZET, ZET, Proef
from tests.api.sessieproef import Inlog, log_in

FORMULIER = {"soort": "verplaats", "sector": "PO", "grond": "gemeente", "gemeente": "GM1730", "naar": "PO2203"}
DEEL = {"x-fragment": "1"}


@pytest.fixture(scope="module")
def anna(proef: Proef, token: str) -> Inlog:
    """She is signed in."""
    return log_in(proef, token)


def test_numbers_are_read_as_people_write_them() -> None:
    weging, drempels, fouten = gewogen({"minstePo": " 5.000 ", "meestePo": "7.000,5", "weging": "", "versie": "3"})
    assert (weging, fouten) == ("kinderen", [])
    assert drempels is not None and drempels["PO"] == Drempel(5000, 7000.5)
    assert gewogen({"weging": "leerlingen"})[0] == "leerlingen"


@pytest.mark.parametrize(("mis", "veld"), [("minstePo=abc", "minstePo"), ("minsteVo=9&meesteVo=1", "minsteVo")])
def test_thresholds_that_are_wrong_are_told_of(anna: Inlog, mis: str, veld: str) -> None:
    pad = nieuw(anna, ANDERE_ZET).pad
    for antwoord in (
        anna.kaal("GET", f"{pad}/gevolgen?{mis}"),
        anna.kaal("GET", f"{pad}/gevolgen?{mis}", headers=DEEL),
        anna.kaal("POST", f"{pad}/proef?{mis}", data=FORMULIER),
        anna.kaal("POST", f"{pad}/proef?{mis}", data=FORMULIER, headers=DEEL),
    ):
        assert antwoord.status_code == 400
        assert "Deze eigen grenzen kunnen zo niet" in antwoord.text
        assert re.findall(r'data-veld="([^"]*)"', antwoord.text) == [veld]
    assert anna.kaal("POST", f"{pad}/proef?minstePo=5.000", data=FORMULIER, headers=DEEL).status_code == 200


def test_a_weight_that_is_wrong_is_told_of_where_it_can_be_found(anna: Inlog) -> None:
    for weging in ("leerlingen", "onzin"):
        assert set(fouten_in(anna.kaal("GET", f"{nieuw(anna, ZET).pad}?weging={weging}"))) == {"drempels"}
