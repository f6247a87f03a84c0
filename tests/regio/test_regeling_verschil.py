"""Every difference between versions of the regeling has a reason, and the known changes are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from regio.bronnen.rijen import Feiten, Wijziging
from regio.fouten import Vraagfout
from regio.regeling_lijst import Opgave, Postcode, Regelinglijst, lees_regeling, van_versie
from regio.regeling_verschil import KOP, SOORTEN, Vergelijking, Verschil, vergelijk
from regio.scenario.beeld import basis_van
from regio.scenario.uitvoer import bijlage_csv
from regio.stand.stand import Stand
from regio.zoeken.register import register_van

V2013, V2013B, V2015 = "2013-01-01", "2013-10-01", "2015-04-23"
STAPPEN = [(V2013, V2013B), (V2013B, V2015)]


@pytest.fixture(scope="module")
def tabel(stand: Stand) -> Regelinglijst:
    """The version of 2015."""
    return van_versie(stand, V2015)


def _met(lijst: Regelinglijst, anders: Mapping[str, Postcode | None]) -> Regelinglijst:
    """The version with some postcodes replaced, or left out."""
    postcodes = {**lijst.postcodes, **anders}
    return Regelinglijst("mijn.csv", None, {pc4: rij for pc4, rij in postcodes.items() if rij is not None})


def _cel(rij: Postcode, sector: str, tekst: str) -> Postcode:
    opgave = Opgave((tekst,)) if tekst[2:].isdigit() else Opgave((), tekst)
    return replace(rij, cellen={**rij.cellen, sector: opgave})


def _enige(uitkomst: Vergelijking) -> Verschil:
    (een,) = uitkomst.verschillen
    return een


def _postcodes(stand: Stand, rij: Wijziging, van: Regelinglijst) -> tuple[str, ...]:
    """The postcodes that a row of the known changes is about, also where it names them in words."""
    woorden = rij.postcodes.split()
    if all(woord.isdigit() for woord in woorden):
        return tuple(woorden)
    naam = rij.gemeente.partition(" (")[0]
    codes = {een.sleutel for een in register_van(stand).met_naam(naam) if een.soort == "gemeente"}
    alle = {pc4 for pc4, een in van.postcodes.items() if set(een.gemeenten) <= codes}
    return tuple(sorted(alle - {woord for woord in woorden if woord.isdigit()}))


@pytest.mark.parametrize(("oud", "nieuw"), STAPPEN)
def test_the_known_changes_are_found_and_nothing_else(stand: Stand, feiten: Feiten, oud: str, nieuw: str) -> None:
    van = van_versie(stand, oud)
    gevonden = vergelijk(stand, van, van_versie(stand, nieuw)).verschillen
    bekend = [rij for rij in feiten.wijzigingen if rij.naar_versie == date.fromisoformat(nieuw)]
    verwacht = {(rij.sector, _postcodes(stand, rij, van), rij.nieuw) for rij in bekend}
    assert {(een.kolom, een.postcodes, een.nieuw) for een in gevonden if een.kolom != "gemeente"} == verwacht
    oude = {(rij.sector, _postcodes(stand, rij, van)): rij.oud for rij in bekend}
    for een in gevonden:
        if een.kolom != "gemeente":
            assert een.oud in oude[een.kolom, een.postcodes]


@pytest.mark.parametrize(("oud", "nieuw"), STAPPEN)
def test_every_other_gemeente_comes_from_a_herindeling(stand: Stand, oud: str, nieuw: str) -> None:
    alle = vergelijk(stand, van_versie(stand, oud), van_versie(stand, nieuw)).verschillen
    gemeenten = [een for een in alle if een.kolom == "gemeente"]
    assert gemeenten
    assert {een.soort for een in gemeenten} == {"herindeling"}
    dagen = {rij["datum"] for rij in stand.tabellen["herindelingen"] if rij["bevestigd"] == "bevestigd"}
    assert all(een.uitleg.rstrip(".").split()[-1] in dagen for een in gemeenten)


def test_the_reasons_are_those_of_the_facts(stand: Stand) -> None:
    soorten = {}
    for oud, nieuw in STAPPEN:
        for een in vergelijk(stand, van_versie(stand, oud), van_versie(stand, nieuw)).verschillen:
            if een.kolom != "gemeente":
                soorten[nieuw, een.kolom, een.gemeente, een.postcodes[0]] = een.soort
    assert soorten == {
        (V2013B, "PO", "Renkum", "6866"): "verplaatst",
        (V2013B, "VO", "Midden-Delfland", "2635"): "verplaatst",
        (V2013B, "VO", "Molenwaard", "2957"): "herindeling",
        (V2013B, "VO", "Rheden", "6883"): "drukfout",
        (V2013B, "VO", "Rheden", "6885"): "drukfout",
        (V2015, "PO", "'s-Hertogenbosch", "5381"): "herindeling",
        (V2015, "VO", "'s-Hertogenbosch", "5381"): "herindeling",
        (V2015, "VO", "Gulpen-Wittem", "6271"): "verplaatst",
        (V2015, "VO", "Vaals", "6291"): "verplaatst",
        (V2015, "PO", "Rotterdam", "3197"): "drukfout",
        (V2015, "VO", "Rotterdam", "3197"): "drukfout",
    }


def test_what_the_sources_leave_open_is_no_difference(stand: Stand) -> None:
    uitkomst = vergelijk(stand, van_versie(stand, V2013), van_versie(stand, V2013B))
    assert "2959" in uitkomst.open["VO"]  # Graafstroom, Liesveld or Nieuw-Lekkerland
    assert not uitkomst.open["PO"]
    assert "2959" not in {pc4 for een in uitkomst.verschillen if een.kolom == "VO" for pc4 in een.postcodes}
    assert ("VO", "niet-te-vergelijken") in {rij[:2] for rij in uitkomst.als_tabel().rijen}


def test_a_version_beside_itself_has_no_differences(stand: Stand, tabel: Regelinglijst) -> None:
    assert vergelijk(stand, tabel, tabel).verschillen == ()


def test_the_annex_of_the_last_version_read_back_differs_in_nothing_but_newer_postcodes(
    stand: Stand, tabel: Regelinglijst
) -> None:
    inhoud = bijlage_csv(basis_van(stand, date(2015, 4, 23)).beeld).encode()
    uitkomst = vergelijk(stand, tabel, lees_regeling(inhoud, "bijlage.csv", stand))
    nieuw = {pc4 for pc4, een in tabel.postcodes.items() if not een.genoemd}
    assert len(nieuw) == 23
    assert {een.soort for een in uitkomst.verschillen} == {"nieuwe-postcode"}
    assert {pc4 for een in uitkomst.verschillen for pc4 in een.postcodes} == nieuw
    assert all("al afgeleid" in een.uitleg for een in uitkomst.verschillen)


def test_moved_ground(stand: Stand, tabel: Regelinglijst) -> None:
    een = _enige(vergelijk(stand, tabel, _met(tabel, {"9471": _cel(tabel.postcodes["9471"], "PO", "PO2202")})))
    assert (een.kolom, een.soort, een.gemeente, een.postcodes) == ("PO", "verplaatst", "Tynaarlo", ("9471",))
    assert (een.oud, een.nieuw) == ("PO2201", "PO2202")


def test_a_code_that_is_one_character_off_is_a_misprint(stand: Stand, tabel: Regelinglijst) -> None:
    for code in ("PO2291", "PO2210"):  # a wrong digit, and two that changed places
        een = _enige(vergelijk(stand, tabel, _met(tabel, {"9471": _cel(tabel.postcodes["9471"], "PO", code)})))
        assert (een.soort, een.nieuw) == ("drukfout", code)


def test_a_code_that_nobody_knows_and_looks_like_none_is_a_new_swv(stand: Stand, tabel: Regelinglijst) -> None:
    een = _enige(vergelijk(stand, tabel, _met(tabel, {"9471": _cel(tabel.postcodes["9471"], "PO", "PO9876")})))
    assert (een.soort, "het is nieuw" in een.uitleg) == ("verplaatst", True)


def test_text_in_place_of_a_code_is_a_misprint(stand: Stand, tabel: Regelinglijst) -> None:
    een = _enige(vergelijk(stand, tabel, _met(tabel, {"9471": _cel(tabel.postcodes["9471"], "VO", "V02001")})))
    assert (een.soort, een.nieuw) == ("drukfout", "V02001")


def test_a_postcode_that_goes_and_one_that_comes(stand: Stand, tabel: Regelinglijst) -> None:
    anders = _met(tabel, {"9471": None, "1000": tabel.postcodes["9471"], "1384": None})
    alle = vergelijk(stand, tabel, anders).verschillen
    gevonden = {(een.kolom, een.soort, een.postcodes) for een in alle}
    assert gevonden == {
        (sector, soort, (pc4,))
        for sector in ("PO", "VO")
        for soort, pc4 in (("vervallen-postcode", "9471"), ("nieuwe-postcode", "1000"))
    }


def test_a_gemeente_that_came_later_is_a_herindeling_and_one_elsewhere_a_misprint(
    stand: Stand, tabel: Regelinglijst
) -> None:
    # Haren went into Groningen in 2019.
    haren = tabel.postcodes["9751"]
    een = _enige(vergelijk(stand, tabel, _met(tabel, {"9751": replace(haren, gemeenten=("GM0014",))})))
    assert (een.kolom, een.soort, een.oud, een.nieuw) == ("gemeente", "herindeling", "Haren", "Groningen")
    assert "2019-01-01" in een.uitleg
    een = _enige(vergelijk(stand, tabel, _met(tabel, {"9751": replace(haren, gemeenten=("GM0363",))})))
    assert (een.soort, een.nieuw) == ("drukfout", "Amsterdam")


def test_ground_that_follows_its_gemeente(stand: Stand, tabel: Regelinglijst) -> None:
    # With Haaren 5076 came to Oisterwijk in 2021; here its SWV changes with it.
    lag, oisterwijk = tabel.postcodes["5076"], tabel.postcodes["5061"]
    assert lag.cellen["PO"] != oisterwijk.cellen["PO"]
    anders = {"5076": replace(lag, gemeenten=oisterwijk.gemeenten, cellen=oisterwijk.cellen)}
    alle = vergelijk(stand, tabel, _met(tabel, anders)).verschillen
    assert {(een.kolom, een.soort) for een in alle} == {(kolom, "herindeling") for kolom in ("PO", "VO", "gemeente")}


def test_json_and_table_tell_the_same(stand: Stand) -> None:
    uitkomst = vergelijk(stand, van_versie(stand, V2013B), van_versie(stand, V2015))
    inhoud, tabel = uitkomst.als_json(), uitkomst.als_tabel()
    assert tabel.kop == KOP
    assert [(een["kolom"], " ".join(een["postcodes"])) for een in inhoud["verschillen"]] == [
        (rij[0], rij[3]) for rij in tabel.rijen if rij[1] != "niet-te-vergelijken"
    ]
    assert tuple(inhoud["postcodesPerSoort"]) == SOORTEN
    assert inhoud["postcodesPerSoort"]["verplaatst"] == 15


def test_an_unknown_version_is_told_which_are_known(stand: Stand) -> None:
    with pytest.raises(Vraagfout, match="2013-01-01, 2013-10-01, 2015-04-23"):
        van_versie(stand, "2014-08-01")


def test_every_fault_of_a_file_is_told_with_its_line(stand: Stand) -> None:
    tekst = (
        "pc4;gemeente;po;vo\n"
        "9471;Tynaarlo;PO2201;VO2001\n"
        "947;Tynaarlo;PO2201;VO2001\n"
        "9472;Nergenshuizen;PO2201;\n"
        "9471;GM1730;PO2201;VO2001\n"
        "9473;Tynaarlo;PO2201\n"
    )
    with pytest.raises(Vraagfout) as gevangen:
        lees_regeling(tekst.encode(), "mijn.csv", stand)
    assert [(fout.veld, fout.code) for fout in gevangen.value.fouten] == [
        ("regel 3", "postcode-vorm"),
        ("regel 4", "gemeente-onbekend"),
        ("regel 4", "swv-vorm"),
        ("regel 5", "dubbel"),
        ("regel 6", "aantal-cellen"),
    ]
    assert "Nergenshuizen" not in str(gevangen.value)


@pytest.mark.parametrize("tekst", ["", "postcode;po;vo\n", "postcode;gemeente;po;vo\n"])
def test_a_file_without_a_table_is_refused(stand: Stand, tekst: str) -> None:
    with pytest.raises(Vraagfout):
        lees_regeling(tekst.encode(), "mijn.csv", stand)
