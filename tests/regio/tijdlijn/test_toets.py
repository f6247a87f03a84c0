"""The test of a herindeling: held against what really happened, on the intended one, and with faults."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from regio.fouten import Vraagfout
from regio.overleg.gemeente import overleg_van_gemeente
from regio.stand.stand import Stand
from regio.tijdlijn.gevolgen import herindelingen
from regio.tijdlijn.toets import toets
from regio.tijdlijn.voorstel import Voorstel, gemeente_op
from tests.regio.mini import A, B, E, H

Json = dict[str, Any]
DAG = date(2027, 1, 1)
WIJDEMEREN = Voorstel("Hilversum", DAG, ("GM1696", "GM0402"))
KRIMPENERWAARD = Voorstel("Krimpenerwaard", date(2015, 1, 1), ("GM0491", "GM0608", "GM0623", "GM0643", "GM0644"))

# Groningen lies in another jeugdregio than Tynaarlo.
GORECHT = Voorstel("Gorecht", DAG, ("GM0014", "GM1730"))


def sector(antwoord: Json, naam: str) -> Json:
    """What is said of one sector."""
    (uit,) = [een for een in antwoord["sectoren"] if een["sector"] == naam]
    return dict(uit)


def test_every_merger_that_happened_would_have_been_foreseen(stand: Stand) -> None:
    """Whole gemeenten that became one: SWVs, postcodes and consequence are those that followed."""
    geteld = 0
    for echt in herindelingen(stand):
        heel = all(deel["omvang"] == "geheel" and deel["bevestigd"] == "bevestigd" for deel in echt["delen"])
        if not heel or echt["datum"] <= "2013-01-01" or echt["soorten"] == ["naamswijziging"]:
            continue
        geheel = tuple(deel["gemeente"]["code"] for deel in echt["delen"])
        antwoord = toets(stand, Voorstel(echt["gemeente"]["naam"], date.fromisoformat(echt["datum"]), geheel))
        assert antwoord["gemeente"]["nieuw"] != echt["bestond"]
        for gevolg in echt["gevolgen"]:
            getoetst = sector(antwoord, gevolg["sector"])
            assert getoetst["gevolg"] == gevolg["gevolg"], (echt["gemeente"], gevolg["sector"])
            werkelijk = {een["code"]: een["postcodes"] for een in gevolg["samenwerkingsverbanden"]}
            assert {een["code"]: een["postcodes"] for een in getoetst["verbanden"]} == werkelijk
        geteld += 1
    assert geteld == 27


def test_wijdemeren_into_hilversum(stand: Stand) -> None:
    antwoord = toets(stand, WIJDEMEREN)
    assert antwoord["gemeente"] == {"code": "GM0402", "naam": "Hilversum", "nieuw": False}
    assert antwoord["vergelekenMet"] == "2026-12-31"
    for naam, swv in (("PO", "PO2709"), ("VO", "VO2710")):
        een = sector(antwoord, naam)
        assert een["gevolg"] == "geen"
        assert [(verband["code"], verband["aandeelKinderen"]) for verband in een["verbanden"]] == [(swv, 1.0)]
        (tafel,) = een["tafels"]
        assert [gemeente["naam"] for gemeente in tafel["weg"]] == ["Wijdemeren"] and not tafel["erbij"]
        assert (len(tafel["voor"]), len(tafel["na"])) == (8, 7)
    assert [optie["optie"] for optie in antwoord["opties"]] == ["laten"]
    rijen = {een["was"]: een["postcodes"] for een in antwoord["bijlage"]["andereNaam"]}
    assert rijen == {"Wijdemeren": ["1231", "1241", "1243", "1244", "1394", "3625"]}
    assert {een["voor"] == een["na"] for een in antwoord["congruentie"]} == {True}


def test_tables_before_are_those_of_the_overleg(stand: Stand) -> None:
    antwoord = toets(stand, WIJDEMEREN)
    for naam in ("PO", "VO"):
        for rij in sector(antwoord, naam)["tafelsPerGemeente"]["voor"]:
            overleg = overleg_van_gemeente(stand, rij["code"], "2026-12-31")
            tafels = {tafel["code"]: tafel for tafel in overleg["tafels"] if tafel["sector"] == naam}
            assert rij["tafels"] == sorted(tafels)
            (tafel,) = sector(antwoord, naam)["tafels"]
            assert {een["code"] for een in tafel["voor"]} == {g["code"] for g in tafels[tafel["code"]]["gemeenten"]}


def test_the_option_of_moving_the_smaller_part(stand: Stand) -> None:
    antwoord = toets(stand, KRIMPENERWAARD)
    laten, samen = antwoord["opties"]
    assert laten["tafels"] == {"PO": ["PO2814"], "VO": ["VO2802", "VO2810"]} and laten["rijen"] == []
    assert samen["optie"] == "samen-vo" and samen["tafels"]["VO"] == ["VO2802"]
    assert [(rij["postcode"], rij["was"], rij["wordt"]) for rij in samen["rijen"]] == [
        ("2931", "VO2810", "VO2802"),
        ("2941", "VO2810", "VO2802"),
    ]
    klein = next(een for een in sector(antwoord, "VO")["verbanden"] if een["code"] == "VO2810")
    assert samen["kinderen"] == {"PO": 0, "VO": klein["kinderen"]} and klein["kinderen"] > 0
    assert samen["v"]["PO"] == laten["v"]["PO"] and samen["v"]["VO"] > laten["v"]["VO"]


def test_shares_are_not_guessed_where_ground_is_open(stand: Stand) -> None:
    vo = sector(toets(stand, KRIMPENERWAARD), "VO")
    assert vo["postcodesOpen"] == ["2872"]
    assert {een["aandeelKinderen"] for een in vo["verbanden"]} == {None}
    assert [een["code"] for een in sector(toets(stand, KRIMPENERWAARD), "PO")["verbanden"]] == ["PO2814"]


def test_a_part_by_postcode_leaves_the_rest(stand: Stand) -> None:
    antwoord = toets(stand, Voorstel("Hilversum", DAG, delen=(("GM1696", ("1231", "1241")),)))
    po = sector(antwoord, "PO")
    assert [rij["naam"] for rij in po["tafelsPerGemeente"]["na"]] == ["Hilversum", "Wijdemeren"]
    assert {"1231", "1241"} < set(po["verbanden"][0]["postcodes"])
    assert "1243" not in po["verbanden"][0]["postcodes"]
    assert antwoord["bijlage"]["andereNaam"] == [{"was": "Wijdemeren", "postcodes": ["1231", "1241"]}]


def test_a_split_in_both_sectors_can_be_undone_per_sector_or_in_both(stand: Stand) -> None:
    antwoord = toets(stand, Voorstel("Amsterdam", date(2022, 3, 24), ("GM0457",)))
    assert [optie["optie"] for optie in antwoord["opties"]] == ["laten", "samen-po", "samen-vo", "samen-po-vo"]
    beide = antwoord["opties"][-1]
    assert beide["tafels"] == {"PO": ["PO2707"], "VO": ["VO2708"]}
    assert sorted({rij["postcode"] for rij in beide["rijen"]}) == ["1381", "1382", "1383", "1384"]
    assert len(beide["rijen"]) == 8
    assert "gemeente-nieuw-gesplitst" in {een["code"] for een in antwoord["bevindingen"]}


def test_a_new_gemeente_has_a_code_that_only_stands_in(mini_stand: Stand) -> None:
    antwoord = toets(mini_stand, Voorstel("Eksmeer", date(2018, 6, 1), (E, H)))
    assert antwoord["gemeente"] == {"code": "GM9900", "naam": "Eksmeer", "nieuw": True}
    assert sector(antwoord, "VO")["gevolg"] == "nieuw-gesplitst"
    assert sector(antwoord, "PO")["gevolg"] == "al-gesplitst"
    assert antwoord["bevindingen"] and not any("GM9900" in een["wat"] for een in antwoord["bevindingen"])


def test_across_jeugdregios_nothing_is_compared_that_cannot_be(stand: Stand) -> None:
    """The ground of the new gemeente would count before and not after; per jeugdregio it counts in both."""
    antwoord = toets(stand, GORECHT)
    assert [een["vergelijkbaar"] for een in antwoord["congruentie"]] == [False, False]
    codes = {een["code"] for een in antwoord["bevindingen"]}
    assert "jeugdregio-open" in codes and "congruentie-lager" not in codes
    (open_,) = [een["wat"] for een in antwoord["bevindingen"] if een["code"] == "jeugdregio-open"]
    assert "niet te vergelijken" in open_
    for een in antwoord["congruentie"]:
        assert [(keuze["code"], keuze["naam"]) for keuze in een["perJeugdregio"]] == [
            ("JZ01", "Groningen"),
            ("JZ04", "Drenthe"),
        ]
    laten, samen, *_ = antwoord["opties"]
    per = {een["sector"]: een["perJeugdregio"] for een in antwoord["congruentie"]}
    assert laten["vPerJeugdregio"] == per and samen["vPerJeugdregio"] != per


def test_the_measure_per_jeugdregio_is_that_of_the_gemeente_that_keeps_its_own(stand: Stand) -> None:
    """The same ground under the name of one of the two gemeenten: then the jeugdregio is that of the name."""
    per = {een["sector"]: een["perJeugdregio"] for een in toets(stand, GORECHT)["congruentie"]}
    for plek, naam in ((0, "Groningen"), (1, "Tynaarlo")):
        bekend = toets(stand, replace(GORECHT, naam=naam))["congruentie"]
        assert all(een["vergelijkbaar"] and een["perJeugdregio"] == [] for een in bekend)
        assert [een["na"] for een in bekend] == [per[een["sector"]][plek]["v"] for een in bekend]


@pytest.mark.parametrize(
    ("voorstel", "tekst"),
    [
        (Voorstel("", DAG, (A, B)), "Geef de gemeente die ontstaat een naam"),
        (Voorstel("Aadorp", DAG, (A,)), "Noem minstens een andere gemeente"),
        (Voorstel("Nergens", DAG), "Noem minstens een andere gemeente"),
        (Voorstel("Nieuwdorp", DAG, (E, A)), "bestaat sinds 2019-01-01 niet meer"),
        (Voorstel("Aadorp", DAG, delen=((B, ("1001", "8888")),)), "1001, 8888 liggen niet|8888 is niet bekend"),
        (Voorstel("Aadorp", date(2013, 1, 1), (B,)), "Samenwerkingsverbanden zijn bekend vanaf"),
        (Voorstel("Aadorp", DAG, (B, B)), "meer dan één deel"),
    ],
)
def test_what_cannot_be(mini_stand: Stand, voorstel: Voorstel, tekst: str) -> None:
    with pytest.raises(Vraagfout, match=tekst):
        toets(mini_stand, voorstel)


def test_a_gemeente_by_name_on_the_day(stand: Stand) -> None:
    assert gemeente_op(stand, "wijdemeren", "2026-12-31", "samenvoegen") == "GM1696"
    with pytest.raises(Vraagfout, match=r"Weesp \(GM0457\) bestaat niet op 2026-12-31"):
        gemeente_op(stand, "Weesp", "2026-12-31", "samenvoegen")
    with pytest.raises(Vraagfout, match="Geen gemeente met deze naam"):
        gemeente_op(stand, "Nergens", "2026-12-31", "samenvoegen")


@pytest.mark.parametrize("getypt", ["hilversum", "HILVERSUM", "GM0402", "gm0402", " Hilversum "])
def test_the_gemeente_that_grows_however_its_name_is_typed(stand: Stand, getypt: str) -> None:
    assert toets(stand, replace(WIJDEMEREN, naam=getypt)) == toets(stand, WIJDEMEREN)


def test_a_code_that_no_gemeente_has_is_no_name(stand: Stand) -> None:
    with pytest.raises(Vraagfout, match="GM9999 is geen gemeente op de dag ervoor"):
        toets(stand, replace(WIJDEMEREN, naam="gm9999"))


def test_only_what_the_facts_confirm_is_no_assumption(stand: Stand) -> None:
    plan = toets(stand, WIJDEMEREN)
    assert plan["feit"]["bevestigd"] == "onbevestigd" and "niet bevestigd" in plan["feit"]["wat"]
    bedacht = toets(stand, Voorstel("Hilversum", DAG, ("GM1696", "GM0402", "GM0417")))
    andere_dag = toets(stand, Voorstel("Hilversum", date(2028, 1, 1), ("GM1696", "GM0402")))
    deel = toets(stand, Voorstel("Hilversum", DAG, ("GM0402",), (("GM1696", ("1231",)),)))
    assert bedacht["feit"] is andere_dag["feit"] is deel["feit"] is None
    for antwoord in (plan, bedacht, andere_dag, deel):
        (zet,) = antwoord["scenario"]["zetten"]
        assert zet["aanname"] is True
        assert zet["notitie"] == "Voorgenomen of bedacht; niet bevestigd in de gegevens."
    echt = toets(stand, KRIMPENERWAARD)
    assert echt["feit"]["bevestigd"] == "bevestigd"
    (zet,) = echt["scenario"]["zetten"]
    assert (zet["aanname"], zet["notitie"]) == (False, "")
