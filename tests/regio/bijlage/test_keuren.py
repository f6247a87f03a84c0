"""What is a misprint that stays, what is a fault, and corrections that a user confirms."""

from __future__ import annotations

from datetime import date

import pytest

from regio.bijlage.keuren import bedoeld, drukfouten, lees_correcties
from regio.bronnen.rijen import Correctie
from regio.fouten import Vraagfout
from regio.regeling_lijst import Gedrukterij

V = date(2027, 1, 1)
RIJEN = (
    Gedrukterij(2, "6591", "Gennep", "PO3101", "V02507", spatie=False),
    Gedrukterij(3, "6592", "Gennep", "PO3101", "V02507", spatie=False),
    Gedrukterij(4, "3197", "Rotterdam", "Europoort", "VO2810", spatie=False),
)
KOP = "sector,postcodes,gedrukt,gelezen,reden\n"


@pytest.mark.parametrize(
    ("cel", "sector", "code"),
    [
        ("V02507", "VO", "VO2507"),
        ("vo2507", "VO", "VO2507"),
        ("VO25O7", "VO", "VO2507"),
        ("VO 25.07", "VO", "VO2507"),
        ("P0220l", "PO", "PO2201"),
        ("VO2507", "PO", ""),
        ("VO250", "VO", ""),
        ("Europoort", "VO", ""),
        ("", "VO", ""),
    ],
)
def test_what_a_misprint_looks_like(cel: str, sector: str, code: str) -> None:
    assert bedoeld(cel, sector) == code


def test_misprints_are_listed_with_their_line_and_never_mended() -> None:
    gevonden = [(een.regel, een.pc4, een.sector, een.gedrukt, een.lijkt_op) for een in drukfouten(RIJEN)]
    assert gevonden == [
        (2, "6591", "VO", "V02507", "VO2507"),
        (3, "6592", "VO", "V02507", "VO2507"),
        (4, "3197", "PO", "Europoort", ""),
    ]


def test_corrections_go_on_numbering() -> None:
    bestaand = [Correctie("C12", V, "PO", "", "a", "b", toegepast=False, reden="r")]
    tekst = f'{KOP}VO,"6591, 6592",V02507,VO2507,nul voor letter O\nPO,,Europoort,PO2806,nagevraagd\n'
    een, ander = lees_correcties(tekst.encode(), V, RIJEN, bestaand)
    assert een == Correctie("C13", V, "VO", "6591 6592", "V02507", "VO2507", toegepast=True, reden="nul voor letter O")
    assert (ander.nummer, ander.plaats, ander.gelezen) == ("C14", "", "PO2806")


def test_every_fault_of_corrections_is_told() -> None:
    tekst = (
        f"{KOP}XO,,V02507,VO2507,r\n"
        "VO,,V02507,PO2507,r\n"
        "VO,,V02507,VO2507,\n"
        "VO,9999,V02507,VO2507,r\n"
        "VO,,V09999,VO2507,r\n"
    )
    with pytest.raises(Vraagfout) as gevangen:
        lees_correcties(tekst.encode(), V, RIJEN, ())
    assert [(fout.veld, fout.code) for fout in gevangen.value.fouten] == [
        ("regel 2", "sector"),
        ("regel 3", "swv-vorm"),
        ("regel 4", "reden"),
        ("regel 5", "staat-er-niet"),
        ("regel 6", "staat-er-niet"),
    ]
