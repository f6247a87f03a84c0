"""Names as they are printed, typed and spoken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.bronnen.rijen import Feiten
from regio.stand.toestanden import Opbouw
from regio.tijdlijn.namen import vouw

APOSTROFFEN = "'‘’ʼ´`′"


@pytest.mark.parametrize("teken", APOSTROFFEN)
@pytest.mark.parametrize(("plaats", "code"), [("s-Gravenhage", "GM0518"), ("s-Hertogenbosch", "GM0796")])
def test_every_apostrophe_is_the_same(opbouw: Opbouw, teken: str, plaats: str, code: str) -> None:
    assert vouw(f"{teken}{plaats}") == vouw(f"'{plaats}")
    assert opbouw.namen.codes(f"{teken}{plaats}") == {code}
    assert opbouw.namen.codes(f"{teken}{plaats.upper()}") == {code}


@pytest.mark.parametrize(
    ("geschreven", "gevouwen"),
    [
        ("Súdwest-Fryslân", "sudwest fryslan"),
        ("Su\u0301dwest-Frysla\u0302n", "sudwest fryslan"),
        ("St. Anthonis", "sint anthonis"),
        ("ST ANTHONIS", "sint anthonis"),
        ("Sint Anthonis", "sint anthonis"),
        ("Mill en St.Hubert", "mill en sint hubert"),
        ("Stein", "stein"),
        ("Staphorst", "staphorst"),
        ("Bergen (NH.)", "bergen nh"),
        ("Edam/Volendam", "edam volendam"),
        ("Kollumerland c.a.", "kollumerland c a"),
        ("  Nuenen,   Gerwen en Nederwetten ", "nuenen gerwen en nederwetten"),
        ("ĳsselstein", "ijsselstein"),
        ("", ""),
        ("😀 –", ""),
    ],
)
def test_folding(geschreven: str, gevouwen: str) -> None:
    assert vouw(geschreven) == gevouwen


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(tekst: str) -> None:
    assert vouw(vouw(tekst)) == vouw(tekst)
    assert vouw(tekst).isascii()


def test_every_gemeente_is_found_by_its_own_name_and_aliases(opbouw: Opbouw, feiten: Feiten) -> None:
    for rij in opbouw.tijdlijn.alle_gemeenten():
        assert rij.code in opbouw.namen.codes(rij.naam, rij.geldig_vanaf)
    for alias in feiten.aliassen:
        assert alias.code in opbouw.namen.codes(alias.alias)


@pytest.mark.parametrize(
    ("naam", "dag", "codes"),
    [
        ("Bergen (NH.)", None, {"GM0373"}),
        ("Bergen (L)", None, {"GM0893"}),
        ("Bergen", date(2013, 1, 1), {"GM0893"}),
        ("Den Haag", None, {"GM0518"}),
        ("De Friese Meren", date(2015, 4, 23), {"GM1921"}),
        ("De Friese Meren", date(2016, 1, 1), {"GM1940"}),
        ("Groesbeek", date(2015, 4, 23), {"GM0241"}),
        ("Groesbeek", date(2016, 1, 1), {"GM1945"}),
        ("Boarnsterhim", date(2014, 1, 1), set()),
        ("Nergenshuizen", None, set()),
        ("", None, set()),
    ],
)
def test_a_name_gives_those_who_bore_it_then(opbouw: Opbouw, naam: str, dag: date | None, codes: set[str]) -> None:
    assert opbouw.namen.codes(naam, dag) == codes
