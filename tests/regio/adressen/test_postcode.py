"""Postcodes as people write them."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.adressen import Vondst, lees_postcode, ontleed_postcode, vind_postcodes
from regio.adressen.postcode import NOOIT_UITGEGEVEN, lees_pc6
from regio.fouten import Vraagfout

GEVALLEN = Path(__file__).parents[2] / "gegevens" / "toetsgevallen.csv"


@pytest.mark.parametrize(
    "tekst",
    [
        *("9471 RM", " 9471rm", "9471-RM", "9471.rm", "9471", "9471\u00a0RM", "9471\u2009rm", "９４７１ ＲＭ"),
        *("NL-9471 RM", "nl 9471rm", "9471  \t RM\n", "9471 – RM", "(9471 RM)", '"9471RM",', "9471\u200bRM", "9471_rm"),
    ],
)
def test_slordig_geschreven(tekst: str) -> None:
    assert lees_postcode(tekst) == "9471"


def test_letters_blijven_bewaard() -> None:
    assert ontleed_postcode("9471 rm") == Vondst("9471", "RM")
    assert ontleed_postcode("9471 rm").postcode == "9471RM"
    assert ontleed_postcode("9471") == Vondst("9471", None)


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        *((tekst, "postcode-leeg") for tekst in ("", "  ", "\u00a0", "-", "\u200b")),
        *((tekst, "postcode-nul") for tekst in ("0999", "0000 AA")),
        *((tekst, "postcode-letters") for tekst in ("9471 SA", "9471sd", "1011-SS")),
        *((tekst, "postcode-vorm") for tekst in ("12345", "947", "9471 R", "9471 RMX", "RM 9471", "94 71 RM", "9A71")),
        *(
            (tekst, "postcode-vorm")
            for tekst in ("٩٤٧١", "9471 ßa", "9471; DROP TABLE", "<b>9471</b>", "🏠", "9471\x00RM")
        ),
    ],
)
def test_geen_postcode(tekst: str, code: str) -> None:
    with pytest.raises(Vraagfout) as fout:
        lees_postcode(tekst, plek="path")
    (enige,) = fout.value.fouten
    assert (enige.veld, enige.code, enige.plek) == ("postcode", code, "path")
    assert "vier cijfers" in enige.melding
    assert "9471 RM" in enige.melding


@pytest.mark.parametrize("waarde", [None, 9471, "9471", "9471 SA", "", ["9471RM"]])
def test_pc6_van_anderen_onvolledig(waarde: object) -> None:
    assert lees_pc6(waarde) is None


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Esweg 21, 9761 EN Eelde", ["9761EN"]),
        ("Eelde 9761en", ["9761EN"]),
        ("Larikslaan 2 9471RM Zuidlaren", ["9471RM"]),
        ("Esweg 21\n9761 EN\nEelde", ["9761EN"]),
        ("9471RM21", ["9471RM"]),
        ("9471", ["9471"]),
        ("9471 Zuidlaren", ["9471"]),
        ("9471 De Groeve", ["9471"]),
        ("9471 Esweg 21", ["9471"]),
        ("Zuidlaren, 9471", ["9471"]),
        ("Larikslaan 2, 9471, Zuidlaren", ["9471"]),
        ("Larikslaan 2 9471 Zuidlaren", ["9471"]),
        ("Larikslaan 2a 9471", ["9471"]),
        ("postcode: 9471", ["9471"]),
        # A house number, or possibly one: not taken.
        ("Dorpsstraat 1234", []),
        ("Dorpsstraat 1234 Eelde", []),
        ("Dorpsstraat, 1234", []),
        ("1234 Dorpsstraat", []),
        ("Zuidlaren 9471", []),
        ("Plein 1944 12 Nijmegen", []),
        ("Dorpsstraat 1234a", []),
        # Two letters that are a word of the sentence.
        ("Dorpsstraat 1234 te Eelde", []),
        ("DORPSSTRAAT 1234 TE EELDE", []),
        ("esweg 21, 9761 en eelde", ["9761"]),
        ("Zuidlaren 9471. Ik woon daar", []),
        # No postcodes at all.
        ("5.1234, 52.1234", []),
        ("52,1234 5,1234", []),
        ("12345 AB", []),
        ("9471-9475", []),
        ("9471 SA Zuidlaren", []),
        ("0612 AB", []),
        ("", []),
        # More than one.
        ("9471 RM of 9761 EN", ["9471RM", "9761EN"]),
        ("9471RM, nogmaals 9471 rm", ["9471RM"]),
        ("9471, 9761", ["9471", "9761"]),
        # A complete one beats a bare number.
        ("9471 Zuidlaren, 9761 EN", ["9761EN"]),
    ],
)
def test_in_vrije_tekst(tekst: str, verwacht: list[str]) -> None:
    assert [vondst.postcode for vondst in vind_postcodes(tekst)] == verwacht


def test_echte_adressen() -> None:
    with GEVALLEN.open(encoding="utf-8", newline="") as invoer:
        rijen = list(csv.DictReader(invoer))
    assert len(rijen) > 10
    for rij in rijen:
        if rij["postcode"]:
            assert lees_postcode(rij["postcode"]) == rij["pc4"]
        if rij["adres"] and len(rij["postcode"]) > 4:
            tekst = f"{rij['adres']}, {rij['postcode']} {rij['plaats_zoals_duo']}"
            assert {vondst.pc4 for vondst in vind_postcodes(tekst)} == {rij["pc4"]}


CIJFERS = st.integers(1000, 9999).map(str)
LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2).filter(
    lambda paar: paar not in NOOIT_UITGEGEVEN
)
SCHRIJFWIJZEN = st.tuples(
    st.sampled_from(["", " ", "NL-", "nl ", "\t", "("]),
    st.sampled_from(["", " ", "-", ".", "\u00a0", " - ", "\u202f", "\u2013"]),
    st.sampled_from(["", " ", ".", "\n", ")", ","]),
    st.booleans(),
)


@given(CIJFERS, LETTERS, SCHRIJFWIJZEN)
def test_elke_schrijfwijze_geeft_dezelfde_postcode(pc4: str, letters: str, wijze: tuple[str, str, str, bool]) -> None:
    begin, tussen, einde, klein = wijze
    tekst = begin + pc4 + tussen + (letters.lower() if klein else letters) + einde
    assert ontleed_postcode(tekst) == Vondst(pc4, letters)
    assert vind_postcodes(tekst) == [Vondst(pc4, letters)]


@given(st.text() | st.text("0123456789 ,.-aeNL'RM", max_size=60))
def test_rommel_geeft_een_fout_of_een_postcode(tekst: str) -> None:
    for vondst in vind_postcodes(tekst):
        assert lees_postcode(vondst.postcode) == vondst.pc4
    try:
        pc4 = lees_postcode(tekst)
    except Vraagfout:
        return
    assert 1000 <= int(pc4) <= 9999


@pytest.mark.parametrize(
    "brok",
    [
        "1",
        "1234 ",
        "1234, ",
        "12 a 1234 ",
        "9471 te ",
        "a",
        " ",
        "-",
        "'",
        "9471 R",
        "NL-",
        "🏠",
        "\u0301",
        "\ufdfa",
        "a 1 ",
        "' OR 1=1; -- ",
        "<script>alert(1)</script>",
        "postcode 1234 ",
        "12 1234 ",
        ".",
        "9471 - ",
        "weg 1234, ",
    ],
)
def test_lange_tekst_blijft_snel(brok: str) -> None:
    tekst = (brok * 10_000)[:10_000]
    begin = time.process_time()
    vind_postcodes(tekst)
    with pytest.raises(Vraagfout):
        lees_postcode(tekst)
    assert time.process_time() - begin < 1.0
