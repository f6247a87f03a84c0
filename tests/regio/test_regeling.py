"""Reading versions onto bouwstenen, on the drawn country."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from regio.bronnen.rijen import Feiten
from regio.regeling import (
    SECTOREN,
    Gemeentelijst,
    Grondslag,
    Uitspraak,
    is_swv_code,
    lees_versie,
    postcodecorrecties,
)
from regio.stand.toestanden import Opbouw
from regio.tijdlijn.herindelingen import Gemeenten
from tests.regio.mini import V1, V2, V3, A, B, D


def van(opbouw: Opbouw, versie: int, sector: str, deel: str) -> Uitspraak:
    """What a version of the drawn country says of a bouwsteen."""
    nr = [rij.id for rij in opbouw.feiten.bouwstenen].index(deel)
    return opbouw.lezing(opbouw.feiten.versies[versie])[sector][nr]


@pytest.mark.parametrize(
    ("tekst", "goed"),
    [
        ("PO2201", True),
        ("VO0001", True),
        ("V02507", False),
        ("PO220", False),
        ("PO22011", False),
        ("Europoort", False),
        ("", False),
        ("po2201", False),
        ("PO22O1", False),
    ],
)
def test_codes_of_the_law(tekst: str, goed: bool) -> None:
    assert is_swv_code(tekst) is goed


def test_a_misprint_is_mended_and_marked(mini_opbouw: Opbouw) -> None:
    gelezen = van(mini_opbouw, 0, "VO", "2003-1")
    assert gelezen == Uitspraak(("VO9002",), Grondslag.AFGELEID, (6,), correctie="M1")
    assert van(mini_opbouw, 1, "VO", "2003-1") == Uitspraak(("VO9002",), Grondslag.REGELING, (6,))


def test_as_printed_nobody_has_the_misprinted_postcode(mini_opbouw: Opbouw, mini: Feiten) -> None:
    versie = mini.versies[0]
    wie = mini_opbouw.gemeenten_op(versie.gemeenten_per)
    gedrukt = lees_versie(mini, versie, wie, mini_opbouw.namen, gecorrigeerd=False)
    leeg = [b.id for b, u in zip(mini.bouwstenen, gedrukt["VO"], strict=True) if not u.codes]
    assert leeg == ["2003-1"]
    assert gedrukt["PO"] == mini_opbouw.lezing(versie)["PO"]


def test_only_applied_corrections_of_one_postcode_count(mini: Feiten) -> None:
    (regel,) = mini.correcties
    assert postcodecorrecties([regel], V1) == {("VO", "VO9002", "2003"): ("2093", "M1")}
    assert postcodecorrecties([regel], V2) == {}
    assert postcodecorrecties([replace(regel, toegepast=False)], V1) == {}
    assert postcodecorrecties([replace(regel, gedrukt="7233. 7234")], V1) == {}


def test_europoort_is_printed_and_no_code(mini_opbouw: Opbouw) -> None:
    assert van(mini_opbouw, 2, "PO", "5004-1") == Uitspraak((), Grondslag.REGELING, (19,), gedrukt="Europoort")
    assert van(mini_opbouw, 1, "PO", "5004-1").codes == ("PO9002",)


def test_a_postcode_newer_than_the_law_is_derived_in_every_version(mini_opbouw: Opbouw) -> None:
    for versie in range(3):
        for sector in SECTOREN:
            gevonden = van(mini_opbouw, versie, sector, "4004-1")
            assert (gevonden.codes, gevonden.grondslag) == ((f"{sector}9002",), Grondslag.AFGELEID)
    assert van(mini_opbouw, 2, "PO", "4004-1").rijen == ()


def test_a_second_part_is_derived_from_a_list_of_gemeenten(mini_opbouw: Opbouw) -> None:
    assert van(mini_opbouw, 1, "VO", "3003-2") == Uitspraak(("VO9001",), Grondslag.AFGELEID, (1,))
    assert van(mini_opbouw, 2, "VO", "3003-2") == Uitspraak(("VO9002",), Grondslag.REGELING, (11,))


def _lijst(mini_opbouw: Opbouw, feiten: Feiten) -> Gemeentelijst:
    return Gemeentelijst(feiten, feiten.versies[1], mini_opbouw.namen)


def test_ground_of_unknown_gemeente_has_every_candidate(mini_opbouw: Opbouw, mini: Feiten) -> None:
    lijst, bouwsteen = _lijst(mini_opbouw, mini), mini.bouwstenen[2]
    open_ = Gemeenten(frozenset({B, D}), frozenset({B, D}))
    gevonden = lijst.uitspraak("PO", bouwsteen, open_, afgeleid=False)
    assert gevonden == Uitspraak(("PO9001", "PO9002"), Grondslag.ONBEKEND, (2, 7))


def test_the_likely_gemeente_decides_and_makes_it_derived(mini_opbouw: Opbouw, mini: Feiten) -> None:
    lijst, bouwsteen = _lijst(mini_opbouw, mini), mini.bouwstenen[2]
    waarschijnlijk = Gemeenten(frozenset({B, D}), frozenset({B}))
    gevonden = lijst.uitspraak("PO", bouwsteen, waarschijnlijk, afgeleid=False)
    assert gevonden == Uitspraak(("PO9001",), Grondslag.AFGELEID, (2,))


def test_ground_of_a_gemeente_that_is_not_listed_has_no_swv(mini_opbouw: Opbouw, mini: Feiten) -> None:
    gevonden = _lijst(mini_opbouw, mini).uitspraak("PO", mini.bouwstenen[0], Gemeenten.zeker("GM9999"), afgeleid=False)
    assert gevonden == Uitspraak((), Grondslag.ONBEKEND, ())


@pytest.mark.parametrize("naam", ["Aadorq", "Gravenmeer", ""])
def test_a_name_nobody_bears_that_day_is_kept_apart(mini_opbouw: Opbouw, mini: Feiten, naam: str) -> None:
    eerste = replace(mini.regeling_rijen[0], gemeente=naam, versie=V2)
    lijst = _lijst(mini_opbouw, replace(mini, regeling_rijen=(eerste,)))
    assert lijst.onbekende_namen == [eerste]


def test_after_its_day_a_version_is_carried_forward(mini_opbouw: Opbouw) -> None:
    op_de_dag, erna = (mini_opbouw.toestand(dag).uitspraken["PO"] for dag in (V3, date(2015, 4, 24)))
    assert [u.codes for u in op_de_dag] == [u.codes for u in erna]
    assert {u.grondslag for u in op_de_dag} == {Grondslag.REGELING, Grondslag.AFGELEID}
    assert {u.grondslag for u in erna} == {Grondslag.AFGELEID}


def test_before_the_first_version_there_is_nothing(mini_opbouw: Opbouw) -> None:
    toestand = mini_opbouw.toestand(date(2012, 6, 1))
    assert toestand.versie is None
    assert toestand.uitspraken == {"PO": [], "VO": []}
    assert A in {code for wie in toestand.gemeenten for code in wie.mogelijk}
