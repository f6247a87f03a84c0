"""The divisions to choose from, and lists of one day on the gemeenten of another."""

from __future__ import annotations

from datetime import date

import pytest

from regio.bronnen.rijen import Feiten
from regio.congruentie.buiten import open_gemeenten
from regio.congruentie.indelingen import EDITIES, NAMEN, kies
from regio.congruentie.overzetten import herschreven, overgezet, per_gemeente
from regio.fouten import Vraagfout
from regio.indeling import Indeling
from regio.stand.stand import Stand

DAGEN = ("2013-01-01", "2014-06-01", "2015-04-23", "2018-03-01", "2022-03-24", "2026-11-22")
AANTAL = {
    "PO": 76,
    "VO": 74,
    "jeugdregio": 42,
    "jeugdregio-2015": 42,
    "jeugdregio-2016": 42,
    "jeugdregio-2025": 42,
    "rmc": 39,
    "rmc-2012": 39,
    "rmc-2013": 39,
    "rmc-2014": 39,
    "provincie-2014": 12,
}


def indeling(naam: str, *codes: str) -> Indeling:
    """A division written as a word per bouwsteen: ``A``, ``A|B`` for candidates, ``-`` for none."""
    return Indeling.van(naam, [() if tekst == "-" else tekst.split("|") for tekst in codes])


def met_gm(stand: Stand, datum: str, code: str) -> list[int]:
    gemeenten: Indeling = stand.indeling("gemeente", date.fromisoformat(datum))
    return [int(nr) for nr in gemeenten.bouwstenen_van(code)]


def test_every_division_covers_the_country_on_every_day(stand: Stand) -> None:
    for naam in NAMEN:
        for datum in DAGEN:
            keuze = kies(stand, naam, datum)
            assert len(keuze.indeling) == stand.aantal_bouwstenen
            assert len(keuze.indeling.codes) == AANTAL.get(naam, len(keuze.indeling.codes))
            assert set(keuze.namen) == set(keuze.indeling.codes)


@pytest.mark.parametrize(("datum", "aantal"), [("2013-01-01", 408), ("2015-01-01", 393), ("2023-01-01", 342)])
def test_only_gemeenten_of_the_day_take_part(datum: str, aantal: int, stand: Stand) -> None:
    assert len(kies(stand, "gemeente", datum).indeling.codes) == aantal


@pytest.mark.parametrize("tekst", ["po", "Po", " PO ", "JEUGDREGIO-2015", "Rmc", "Provincie-2014"])
def test_the_case_of_a_name_does_not_matter(tekst: str, stand: Stand) -> None:
    assert kies(stand, tekst, "2015-04-23").naam.casefold() == tekst.strip().casefold()


@pytest.mark.parametrize("naam", ["", "jeugdregio-2014", "jeugdregio-", "swv", "PO;", "ＰＯ"])
def test_an_unknown_name_is_refused_with_the_known_ones(naam: str, stand: Stand) -> None:
    with pytest.raises(Vraagfout) as fout:
        kies(stand, naam, "2015-04-23", "met")
    assert all(bekend in str(fout.value) for bekend in NAMEN)
    assert [een.veld for een in fout.value.fouten] == ["met"]


@pytest.mark.parametrize(
    ("naam", "datum"),
    [("PO", "2012-12-31"), ("VO", "2012-12-31"), ("rmc", "2012-07-31"), ("gemeente", "2010-12-31")],
)
def test_a_day_before_a_division_is_refused(naam: str, datum: str, stand: Stand) -> None:
    with pytest.raises(Vraagfout, match="bekend vanaf"):
        kies(stand, naam, datum)


def test_a_list_can_be_laid_on_days_before_it(stand: Stand) -> None:
    for naam in EDITIES:
        assert kies(stand, naam, "2011-01-01").indeling.codes


@pytest.mark.parametrize("naam", EDITIES)
def test_on_its_own_day_a_list_is_the_division_of_that_day(naam: str, stand: Stand) -> None:
    soort, dag = EDITIES[naam]
    assert kies(stand, naam, dag).indeling == stand.indeling(soort, date.fromisoformat(dag))
    assert kies(stand, naam, dag).stand == dag


@pytest.mark.parametrize("datum", ["2013-01-01", "2014-12-31"])
def test_before_2015_the_jeugdregios_are_those_of_2015_and_say_so(datum: str, stand: Stand) -> None:
    keuze, editie = kies(stand, "jeugdregio", datum), kies(stand, "jeugdregio-2015", datum)
    assert keuze.naam == "jeugdregio"
    assert keuze.indeling == editie.indeling
    assert [een["code"] for een in keuze.opmerkingen] == ["met-de-regios-van-2015"]
    assert not kies(stand, "jeugdregio", "2015-01-01").opmerkingen
    assert not editie.opmerkingen


def test_the_six_gemeenten_are_open_on_the_day_itself_and_in_no_list(stand: Stand) -> None:
    zes = ["Alphen-Chaam", "Baarle-Nassau", "Voorschoten", "Weesp", "Wijdemeren", "Zeewolde"]
    nummer = stand.toestand_nr_iso("2018-03-01")
    assert open_gemeenten(stand, nummer, [kies(stand, "jeugdregio", "2018-03-01")]) == zes
    for naam in ("jeugdregio-2015", "jeugdregio-2016"):
        assert open_gemeenten(stand, nummer, [kies(stand, naam, "2018-03-01")]) == []


def test_a_gemeente_keeps_the_region_of_the_list_and_takes_new_ground_along(stand: Stand) -> None:
    """Weesp (JZ19 in 2015) went into Amsterdam (JZ13), which the list knows."""
    voor, na = (kies(stand, "jeugdregio-2015", dag).indeling for dag in ("2022-03-23", "2022-03-24"))
    weesp = met_gm(stand, "2022-03-23", "GM0457")
    assert {voor[nr] for nr in weesp} == {("JZ19",)}
    assert {na[nr] for nr in weesp} == {("JZ13",)}


def test_a_new_gemeente_on_two_regions_is_open_as_a_whole(stand: Stand) -> None:
    """Vijfheerenlanden came in 2019 from Leerdam and Zederik (JZ31) and Vianen (JZ26)."""
    na = kies(stand, "jeugdregio-2015", "2019-01-01").indeling
    grond = met_gm(stand, "2019-01-01", "GM1961")
    assert len(grond) > 10
    assert {na[nr] for nr in grond} == {("JZ26", "JZ31")}


def test_the_provincies_are_the_same_on_every_day(stand: Stand) -> None:
    eerste = kies(stand, "provincie-2014", "2013-01-01").indeling
    assert all(kies(stand, "provincie-2014", dag).indeling == eerste for dag in DAGEN)
    assert kies(stand, "provincie-2014", "2026-01-01").namen["PV20"] == "Groningen"


def test_names_without_a_source_are_not_shown(stand: Stand, feiten: Feiten) -> None:
    bron = {rij.code: rij.naam for rij in feiten.swvs if rij.naam_status == "bron"}
    for sector in ("PO", "VO"):
        namen = kies(stand, sector, "2015-04-23").namen
        assert namen == {code: bron.get(code) for code in namen}
        assert None in namen.values()


def test_names_of_a_list_are_those_of_its_year(stand: Stand) -> None:
    toen, later = (kies(stand, f"jeugdregio-{jaar}", "2026-01-01").namen for jaar in ("2015", "2025"))
    assert {code for code in toen if toen[code] != later[code]} == {"JZ28", "JZ32", "JZ35"}


# -- carrying over, on a few blocks ---------------------------------------------------------------


def test_a_list_by_code_and_else_by_ground() -> None:
    """N is new and lies on R alone; W is new on R and S; B grew over ground of A."""
    toen = indeling("gemeente", "A", "A", "B", "C", "D")
    grond = indeling("regio", "R", "R", "S", "R", "S")
    nu = indeling("gemeente", "N", "B", "B", "W", "W")
    uit = overgezet("regio", nu, per_gemeente(toen, grond), grond)
    assert [uit[nr] for nr in range(5)] == [("R",), ("S",), ("S",), ("R", "S"), ("R", "S")]


def test_ground_of_an_unknown_gemeente_has_the_regions_of_all_it_may_be() -> None:
    toen, grond = indeling("gemeente", "A", "B", "C"), indeling("regio", "R", "R", "S")
    uit = overgezet("regio", indeling("gemeente", "A|B", "A|C", "C"), per_gemeente(toen, grond), grond)
    assert [uit[nr] for nr in range(3)] == [("R",), ("R", "S"), ("S",)]


def test_a_gemeente_without_certain_ground_goes_by_what_may_be_its() -> None:
    assert per_gemeente(indeling("g", "A|B", "B"), indeling("r", "R", "S")) == {"A": ("R",), "B": ("S",)}


def test_ground_without_region_stays_without() -> None:
    toen, grond = indeling("g", "A", "B"), indeling("r", "-", "R")
    uit = overgezet("r", toen, per_gemeente(toen, grond), grond)
    assert [uit[0], uit[1]] == [(), ("R",)]


def test_a_rewritten_division_is_written_down_as_any_other() -> None:
    begin = indeling("x", "C", "A|B", "-", "B", "A|B")
    uit = herschreven("x", begin, lambda codes: codes)
    assert uit == begin
    assert uit.codes == ("A", "B", "C")
    smal = herschreven("x", begin, lambda codes: ["B"] if codes else [])
    assert (smal.codes, smal.waarden.tolist(), smal.kandidaten) == (("B",), [0, 0, -1, 0, 0], ())
