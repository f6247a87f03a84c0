"""A version after the first table, on mini-Nederland: which answers it gives, from when, and how sure they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from regio.bronnen.rijen import Bron, Correctie, Feiten, RegelingPostcode, Versie
from regio.controle import bevindingen_van
from regio.regeling import Grondslag, Uitspraak
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from tests.regio.mini import GROND, NAMEN, NIEUW, V1, V2, V3
from tests.regio.minigrond import minigrond

V4 = date(2020, 1, 1)
# H lies in G since 2019, with E; in 2016 4004, 5003 and 5004 were H.
ANDERS = {"5003": ("PO9001", "VO9002"), "5004": ("PO9001", "VO9002"), "2001": ("PO9001", "VO9001")}


def _feiten(mini: Feiten, zeker_tot: date | None = date.max, zonder: tuple[str, ...] = (NIEUW,)) -> Feiten:
    """Mini-Nederland with a table of 2020 that moves ground, and leaves out some postcodes."""
    rijen: list[RegelingPostcode] = []
    for pc4, (gemeente, _, po, vo) in GROND.items():
        if pc4 not in zonder:
            eigen = ANDERS.get(pc4, (po, vo))
            naam = NAMEN[gemeente]
            rijen.append(RegelingPostcode(V4, len(rijen) + 1, pc4, naam, *eigen))
    versie = Versie(V4, V4, None, date(2018, 6, 1), "postcodetabel", f"regeling_{V4}.csv", "", "")
    bron = Bron(f"swv/{versie.bestand}", "", "Mini", "", "vrij", V4, zeker_tot, V4, "0" * 64, "")
    return replace(
        mini,
        versies=(*mini.versies, versie),
        regeling_postcodes=(*mini.regeling_postcodes, *rijen),
        bronnen=(*mini.bronnen, bron),
    )


def _uitspraak(opbouw: Opbouw, dag: date, sector: str, deel: str) -> Uitspraak:
    nr = [rij.id for rij in opbouw.feiten.bouwstenen].index(deel)
    return opbouw.toestand(dag).uitspraken[sector][nr]


@pytest.fixture(scope="module")
def opbouw(mini: Feiten) -> Opbouw:
    """With the version of 2020."""
    return Opbouw(_feiten(mini))


@pytest.fixture(scope="module")
def stand(opbouw: Opbouw) -> Stand:
    """Compiled."""
    return Stand(Sectiebestand(memoryview(inhoud(secties_van(opbouw, minigrond(opbouw.feiten))))))


def test_each_day_is_answered_by_its_own_version(opbouw: Opbouw) -> None:
    voor, na = (_uitspraak(opbouw, dag, "PO", "2001-1") for dag in (date(2019, 12, 31), V4))
    assert (voor.codes, voor.grondslag) == (("PO9002",), Grondslag.AFGELEID)
    assert (na.codes, na.grondslag) == (("PO9001",), Grondslag.REGELING)
    assert _uitspraak(opbouw, date(2030, 1, 1), "PO", "2001-1") == na


def test_ground_that_a_later_herindeling_touched_is_derived(opbouw: Opbouw) -> None:
    # Ground of E came to G in 2019, after the day of whose gemeenten the list is.
    assert _uitspraak(opbouw, V4, "PO", "5002-1").grondslag == Grondslag.AFGELEID


def test_without_an_end_in_the_manifest_only_the_day_itself_is_sure(mini: Feiten) -> None:
    anders = Opbouw(_feiten(mini, None))
    assert _uitspraak(anders, V4, "PO", "2001-1").grondslag == Grondslag.REGELING
    assert _uitspraak(anders, date(2020, 1, 2), "PO", "2001-1").grondslag == Grondslag.AFGELEID


def test_a_newer_postcode_follows_its_gemeente_in_the_version_itself(opbouw: Opbouw) -> None:
    assert _uitspraak(opbouw, V3, "PO", f"{NIEUW}-1") == Uitspraak(("PO9002",), Grondslag.AFGELEID, ())
    assert _uitspraak(opbouw, V4, "PO", f"{NIEUW}-1") == Uitspraak(("PO9001",), Grondslag.AFGELEID, ())


def test_a_postcode_that_is_not_listed_follows_its_gemeente_or_has_every_candidate(mini: Feiten) -> None:
    # D had 2004, 3003 and 3004 in 2016, all in one SWV; A is split, and 1001 may be in either.
    anders = Opbouw(_feiten(mini, zonder=("3004", "1001")))
    assert _uitspraak(anders, V4, "PO", "3004-1") == Uitspraak(("PO9002",), Grondslag.AFGELEID, ())
    assert _uitspraak(anders, V4, "PO", "1001-1") == Uitspraak(("PO9001", "PO9002"), Grondslag.ONBEKEND, ())


def test_answers_name_the_version_and_what_is_not_known(stand: Stand) -> None:
    def regeling(dag: str) -> tuple[str, str | None, str]:
        uit = stand.staart(stand.toestand_nr_iso(dag))["regeling"]
        return uit["versie"], uit["laatstBekendeVersie"], uit["toelichting"] or ""

    assert stand.laatst_bekend == "2020-01-01"
    assert regeling("2015-04-23") == ("2015-04-23", None, "")
    versie, laatste, zin = regeling("2019-12-31")
    assert (versie, laatste) == ("2015-04-23", None)
    assert zin.startswith("Doorgetrokken uit de versie van 2015-04-23; of de regeling tot die van 2020-01-01")
    assert regeling("2014-09-01")[2].startswith("Vanaf 2014-08-01 gold een versie die niet is gevonden")
    assert regeling("2020-01-01") == regeling("2030-01-01") == ("2020-01-01", None, "")


def test_remarks_follow_the_version(mini: Feiten, stand: Stand) -> None:
    def codes(van: Stand, dag: str) -> list[str]:
        kern = van.kern(NIEUW, van.toestand_nr_iso(dag))
        return [een["code"] for een in kern["opmerkingen"] if een["code"].startswith(("nieuwer", "niet-in"))]

    assert codes(stand, "2016-01-01") == ["nieuwer-dan-de-regeling"]
    assert codes(stand, "2020-01-01") == ["nieuwer-dan-de-regeling", "niet-in-de-regeling"]
    feiten = _feiten(mini, zonder=())
    wel = Stand(Sectiebestand(memoryview(inhoud(secties_van(Opbouw(feiten), minigrond(feiten))))))
    assert codes(wel, "2016-01-01") == ["nieuwer-dan-de-regeling"]
    assert codes(wel, "2020-01-01") == []


def test_a_correction_of_a_cell_is_applied_and_marked(mini: Feiten) -> None:
    feiten = _feiten(mini, zonder=())
    anders_gedrukt: dict[str, Any] = {"1001": {"vo": "V09001"}, "1002": {"vo": "V09001"}, "1003": {"po": "VO9001"}}
    rijen = tuple(
        replace(rij, **anders_gedrukt.get(rij.pc4, {})) if rij.versie == V4 else rij
        for rij in feiten.regeling_postcodes
    )
    correctie = Correctie("M2", V4, "VO", "1001", "V09001", "VO9001", toegepast=True, reden="nul")
    anders = Opbouw(replace(feiten, regeling_postcodes=rijen, correcties=(*feiten.correcties, correctie)))
    versie = anders.laatste_versie()
    assert _uitspraak(anders, V4, "VO", "1001-1") == Uitspraak(("VO9001",), Grondslag.AFGELEID, (1,), correctie="M2")
    assert _uitspraak(anders, V4, "VO", "1002-1") == Uitspraak((), Grondslag.REGELING, (2,), gedrukt="V09001")
    # A code of the other sector is no code here.
    assert _uitspraak(anders, V4, "PO", "1003-1") == Uitspraak((), Grondslag.REGELING, (3,), gedrukt="VO9001")
    assert anders.lees(versie, gecorrigeerd=False)["VO"][0].gedrukt == "V09001"
    gevonden = [een.wat for een in bevindingen_van(anders) if een.code == "geen-code"]
    assert gevonden == ["PO, 1003: „VO9001” waar een code hoort.", "VO, 1002: „V09001” waar een code hoort."]


def test_findings_on_a_later_version_do_not_refuse_it(mini: Feiten, opbouw: Opbouw) -> None:
    landelijk = {een.code for een in bevindingen_van(Opbouw(mini)) if een.niveau == "fout"}
    gevonden = bevindingen_van(opbouw)
    assert {een.code for een in gevonden if een.niveau == "fout"} == landelijk
    eigen = {
        (een.niveau, een.code)
        for een in gevonden
        if een.waar in ("versie 2020-01-01", "van 2015-04-23 naar 2020-01-01")
    }
    assert eigen == {
        ("info", "aantal-gebieden-anders"),
        ("waarschuwing", "gemeente-bestond-niet"),
        ("waarschuwing", "postcode-niet-genoemd"),
        ("waarschuwing", "wijziging-niet-beschreven"),
    }


def test_rows_that_cannot_be_right_refuse_the_edition(mini: Feiten) -> None:
    feiten = _feiten(mini)
    extra = (
        RegelingPostcode(V4, 90, "1001", "Aadorp", "PO9001", "VO9001"),
        RegelingPostcode(V4, 91, "8999", "Aadorp", "PO9001", "VO9001"),
        RegelingPostcode(V4, 92, "1002", "Nergenshuizen", "PO9001", "VO9001"),
        RegelingPostcode(V4, 93, "1003", "Hoge Kamp", "PO9001", "VO9001"),
    )
    gevonden = bevindingen_van(Opbouw(replace(feiten, regeling_postcodes=(*feiten.regeling_postcodes, *extra))))
    per_niveau = {(een.niveau, een.code) for een in gevonden}
    assert per_niveau >= {
        ("fout", "postcode-dubbel"),
        ("fout", "postcode-zonder-bouwsteen"),
        ("fout", "gemeente-onbekend"),
        ("waarschuwing", "gemeente-bestond-niet"),
    }


def test_the_first_versions_are_as_they_were(mini: Feiten, opbouw: Opbouw) -> None:
    oud = Opbouw(mini)
    for versie in mini.versies:
        assert oud.lezing(versie) == opbouw.lezing(versie)
    for dag in (V1, V2, date(2014, 8, 1), V3, date(2015, 4, 24), date(2019, 12, 31)):
        assert oud.toestand(dag).uitspraken == opbouw.toestand(dag).uitspraken
