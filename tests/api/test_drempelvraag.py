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
    weging, drempels, fouten = gewogen({"minstePo": " 5.000 ", "meestePo": "1 200 000", "weging": "", "versie": "3"})
    assert (weging, fouten) == ("kinderen", [])
    assert drempels is not None and drempels["PO"] == Drempel(5000, 1_200_000)
    assert gewogen({"weging": "leerlingen"})[0] == "leerlingen"


@pytest.mark.parametrize("getal", ["12.5", "7.000,5", "1.20", "-5", "1e6", "12.000.00", "²", "1234567890123"])
def test_what_is_no_whole_number_is_told_by_the_name_of_its_field(getal: str) -> None:
    _, drempels, fouten = gewogen({"meesteVo": getal})
    assert drempels is None
    assert [(een.veld, een.melding) for een in fouten] == [
        ("meesteVo", "Meeste aantal in een verband VO: vul een heel getal in, zoals 12.000, of niets.")
    ]


def test_more_than_the_most_is_told_in_words() -> None:
    (fout,) = gewogen({"minsteVo": "9", "meesteVo": "1"})[2]
    assert (fout.veld, fout.melding.partition(". ")[0]) == (
        "minsteVo", "Het minste aantal in een verband VO is hoger dan het meeste aantal"
    )  # fmt: skip


def test_the_api_takes_digits_only(proef: Proef, token: str, anna: Inlog) -> None:
    """A point between thousands is one before decimals elsewhere."""
    pad = f"/v1{nieuw(anna, ZET).pad}/bevindingen"
    for getal in ("12.000", "12000.0", "12 000", "1e4", ""):
        antwoord = proef.vraag("GET", pad, token, params={"minstePo": getal})
        assert antwoord.status_code == 400, getal
        assert "met alleen cijfers" in antwoord.json()["errors"][0]["melding"]
    assert proef.vraag("GET", pad, token, params={"minstePo": "12000"}).status_code == 200


def test_the_report_is_with_the_same_thresholds(anna: Inlog) -> None:
    pad = nieuw(anna, ZET).pad
    met = anna.kaal("GET", f"{pad}/rapport?minstePo=1.000.000&meesteVo=")
    assert met.status_code == 200
    assert "Met eigen grenzen: minste aantal kinderen in een verband PO: 1.000.000." in met.text
    assert "uw ondergrens is 1.000.000" in met.text
    zonder = anna.kaal("GET", f"{pad}/rapport").text
    assert "eigen grenzen" not in zonder and "ondergrens" not in zonder
    assert anna.kaal("GET", f"{pad}/rapport?minstePo=veel").status_code == 400
    blad = anna.kaal("GET", f"{pad}?minstePo=9.000").text
    assert f'href="{pad}/rapport?minstePo=9000"' in blad


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
