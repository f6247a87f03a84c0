"""What hangs around a question: the register of names, suggestions, SWVs and jeugdregio's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.fouten import NietGevonden
from regio.stand.stand import Stand
from regio.zoeken import jeugdregio, swv
from regio.zoeken.gemeente import antwoord_gemeente
from regio.zoeken.plaats import antwoord_plaats
from regio.zoeken.register import Streken, kale_naam, register_van
from regio.zoeken.suggesties import MEESTE, suggesties
from tests.regio.mini import A, B, D, E, F, G, H

DAG = "2026-11-22"


# -- register ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("naam", "kaal"),
    [
        ("Bergen (NH.)", "bergen"),
        ("BERGEN NH", "bergen"),
        ("Hengelo (Gld)", "hengelo"),
        ("'s-Gravenhage (gemeente)", "s gravenhage"),
        ("Bergen op Zoom", "bergen op zoom"),
        ("St. Anthonis", "sint anthonis"),
    ],
)
def test_bare_names(naam: str, kaal: str) -> None:
    assert kale_naam(naam) == kaal


def test_every_gemeente_place_and_alias_is_found_by_its_name(stand: Stand) -> None:
    register = register_van(stand)
    for code, rij in register.gemeenten.items():
        assert code in {naam.sleutel for naam in register.met_naam(rij["naam"])}
    for code, rij in register.plaatsen.items():
        assert code in {naam.sleutel for naam in register.met_naam(rij["naam"])}
    for code, aliassen in register.aliassen.items():
        for alias in aliassen:
            assert code in {naam.sleutel for naam in register.met_naam(alias)}
    assert register_van(stand) is register


def test_a_gemeente_from_before_the_facts_is_known_by_its_end(stand: Stand) -> None:
    antwoord = antwoord_gemeente(stand, "GM0364", DAG)
    assert (antwoord["naam"], antwoord["geldigVanaf"], antwoord["geldigTot"]) == ("Andijk", None, "2011-01-01")
    assert antwoord["samenwerkingsverbanden"] == [] and antwoord["bestaat"] is False
    assert [o["naam"] for o in antwoord["opvolgers"]] == ["Medemblik"]
    assert "staat niet in de bronnen" in antwoord["opmerkingen"][0]["tekst"]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("hengelo ov", ["GM0164", "Hengelo"]),
        ("Hengelo (Overijssel)", ["GM0164", "Hengelo"]),
        ("HENGELO GLD", ["Hengelo (Gld)"]),
        ("Hengelo, Gelderland", ["Hengelo (Gld)"]),
        ("BERGEN LB", ["GM0893", "Bergen L"]),
        ("Bergen Noord-Holland", ["GM0373", "Bergen (NH)"]),
        ("LAREN N.H.", ["GM0417", "Laren"]),
        ("BEEK GEM MONTFERLAND", ["Beek"]),
        ("Tynaarlo (gemeente)", ["GM1730"]),
        ("Vijfheerenlanden Utrecht", ["GM1961"]),
        ("Vijfheerenlanden ZH", ["GM1961"]),
        ("Rotterdam Gelderland", []),
        ("Hengelo Limburg", []),
        ("Beek gem Rotterdam", []),
        ("Limburg", []),
    ],
)
def test_a_province_or_gemeente_behind_a_name_picks(stand: Stand, vraag: str, verwacht: list[str]) -> None:
    gevonden = register_van(stand).met_naam(vraag)
    assert sorted(n.sleutel if n.soort == "gemeente" else n.naam for n in gevonden) == sorted(verwacht)


@pytest.mark.parametrize(
    ("vraag", "pc4"),
    [("BEEK GEM MONTFERLAND", "7037"), ("Beek gem. Ubbergen", "6573"), ("Beek gem Berg en Dal", "6573")],
)
def test_the_gemeente_behind_a_place_may_be_of_another_day(stand: Stand, vraag: str, pc4: str) -> None:
    register = register_van(stand)
    (naam,) = register.met_naam(vraag)
    assert pc4 in register.plaatsen[naam.sleutel]["postcodes"]


def test_an_edition_without_provinces_contradicts_nothing() -> None:
    streken = Streken([{"code": "1", "gemeente_2014": "GM0001"}], [])
    assert streken.provincies("1") == streken.provincies("GM0001") == streken.provincies("GM9999") == set()


def test_nothing_bears_an_empty_name(stand: Stand) -> None:
    assert register_van(stand).met_naam("") == []
    assert register_van(stand).met_naam("(NH)") == []


# -- gemeente and place ------------------------------------------------------------------------


def test_a_merged_gemeente_lies_in_the_swvs_of_its_ground(mini_stand: Stand) -> None:
    antwoord = antwoord_gemeente(mini_stand, G, "2020-01-01")
    codes = {deel["code"]: deel["postcodes"] for deel in antwoord["samenwerkingsverbanden"]}
    assert codes == {
        "PO9001": ["4001", "5002"],
        "PO9002": ["4004", "5001", "5003"],
        "VO9001": ["4001", "5001", "5002"],
        "VO9002": ["4004", "5003"],
    }
    assert [(z["sector"], z["postcodes"]) for z in antwoord["zonderSamenwerkingsverband"]] == [
        ("PO", ["5004"]),
        ("VO", ["5004"]),
    ]
    assert antwoord["gesplitst"] == {"PO": True, "VO": True}
    assert [v["code"] for v in antwoord["voorgangers"]] == [E, H]


def test_a_former_gemeente_answers_with_the_ground_it_last_had(mini_stand: Stand) -> None:
    antwoord = antwoord_gemeente(mini_stand, F, DAG)
    assert antwoord["bestaat"] is False and antwoord["postcodes"] == ["3001", "4001", "4002"]
    tekst = antwoord["opmerkingen"][0]["tekst"]
    assert tekst.startswith("Foort bestaat sinds 2018-01-01 niet meer en is opgegaan in Aadorp, Eksloo en Bovenveen.")


def test_a_gemeente_that_is_still_to_come_says_so(mini_stand: Stand) -> None:
    antwoord = antwoord_gemeente(mini_stand, G, "2013-01-01")
    assert antwoord["bestaat"] is False
    assert "Gravenmeer bestond nog niet op 2013-01-01" in antwoord["opmerkingen"][0]["tekst"]


def test_ground_under_another_gemeente_or_open_is_named(mini_stand: Stand) -> None:
    rand = antwoord_gemeente(mini_stand, A, "2016-01-01")["opmerkingen"]
    assert rand[0]["code"] == "postcode-onder-andere-gemeente" and "3003" in rand[0]["tekst"]
    antwoord = antwoord_gemeente(mini_stand, D, "2018-01-01")
    open_ = antwoord["opmerkingen"]
    assert open_[0]["code"] == "postcodes-onbekend" and "2004" in open_[0]["tekst"]
    assert antwoord["postcodesMisschien"] == ["2004"] and "2004" not in antwoord["postcodes"]


def test_an_unconfirmed_herindeling_is_no_kin(mini_stand: Stand) -> None:
    antwoord = antwoord_gemeente(mini_stand, B, "2027-06-01")
    assert antwoord["bestaat"] is True and antwoord["opvolgers"] == []
    assert {v["bevestigd"] for v in antwoord["voorgangers"]} == {"bevestigd", "waargenomen"}


def test_a_place_says_that_smaller_places_may_be_missing(mini_stand: Stand) -> None:
    antwoord = antwoord_plaats(mini_stand, "W-Eksloo", "2020-01-01")
    assert (antwoord["plaats"], antwoord["postcodes"], antwoord["ligging"]) == ("Eksloo", ["5001", "5002"], "plaats")
    assert antwoord["opmerkingen"][-1]["code"] == "kleinere-plaatsen"
    assert antwoord["gemeente"] == {"code": G, "naam": "Gravenmeer"}


# -- suggestions -------------------------------------------------------------------------------


def test_existing_gemeenten_first_then_places_then_former_ones(stand: Stand) -> None:
    gevonden = suggesties(stand, "haar", DAG)
    assert len(gevonden) == MEESTE
    assert gevonden[0] == {"soort": "gemeente", "tekst": "Haarlem", "toelichting": "gemeente"}
    haaren = suggesties(stand, "Haaren", DAG)
    assert [(een["soort"], een["toelichting"]) for een in haaren if een["tekst"] == "Haaren"] == [
        ("plaats", "plaats, in 2014 gemeente Haaren"),
        ("gemeente", "gemeente tot 2021-01-01"),
    ]
    assert suggesties(stand, "Haaren", "2020-12-31")[0]["toelichting"] == "gemeente"


@pytest.mark.parametrize(
    ("begin", "tekst"), [("súdw", "Súdwest-Fryslân"), ("den haa", "'s-Gravenhage"), ("’s-her", "'s-Hertogenbosch")]
)
def test_suggestions_are_found_however_written(stand: Stand, begin: str, tekst: str) -> None:
    assert suggesties(stand, begin, DAG)[0]["tekst"] == tekst


def test_digits_suggest_postcodes(stand: Stand) -> None:
    gevonden = [een["tekst"] for een in suggesties(stand, "947", DAG)]
    assert gevonden == ["9471", "9472", "9473", "9474", "9475", "9479"]
    assert len(suggesties(stand, "1", DAG)) == MEESTE
    assert suggesties(stand, "9471", DAG) == [{"soort": "postcode", "tekst": "9471", "toelichting": "postcode"}]
    assert suggesties(stand, "0", DAG) == suggesties(stand, "94711", DAG) == []


@given(st.text(max_size=20))
def test_no_text_breaks_the_suggestions(stand: Stand, tekst: str) -> None:
    for een in suggesties(stand, tekst, DAG):
        assert set(een) == {"soort", "tekst", "toelichting"}


@pytest.mark.parametrize("tekst", ["", " ", "😀", "--"])
def test_no_letters_no_suggestions(stand: Stand, tekst: str) -> None:
    assert suggesties(stand, tekst, DAG) == []


# -- samenwerkingsverbanden --------------------------------------------------------------------


@pytest.mark.parametrize("dag", ["2013-01-01", "2013-10-01", "2015-04-23", DAG])
def test_152_samenwerkingsverbanden_on_every_day(stand: Stand, dag: str) -> None:
    alle = swv.lijst(stand, dag)
    assert len(alle) == 152
    assert [len(swv.lijst(stand, dag, sector)) for sector in ("PO", "VO")] == [77, 75]
    zonder = [een["code"] for een in alle if not een["aantalPostcodes"]]
    assert zonder == ["PO0001", "VO0001"]
    assert [een["code"] for een in alle] == sorted(een["code"] for een in alle)


def test_the_partners_of_a_split_gemeente(stand: Stand) -> None:
    assert [een["code"] for een in swv.lijst(stand, DAG, gemeente="GM1730")] == ["PO2201", "VO2001", "VO2201"]
    assert [een["code"] for een in swv.lijst(stand, DAG, "VO", "GM1730")] == ["VO2001", "VO2201"]
    assert swv.lijst(stand, DAG, gemeente="GM9999") == []
    assert swv.swvs_per_gemeente(stand, stand.toestand_nr_iso(DAG))["GM1730"] == (["PO2201", "VO2001", "VO2201"], [])
    assert swv.gesplitst(["PO2201", "VO2001", "VO2201"], []) == {"PO": False, "VO": True}
    assert swv.gesplitst(["VO2001"], ["VO2002"]) == {"PO": False, "VO": None}


def test_a_former_gemeente_filters_by_the_ground_it_had(stand: Stand) -> None:
    assert [een["code"] for een in swv.lijst(stand, DAG, gemeente="GM0457")] == ["PO2709", "VO2710"]


def test_one_samenwerkingsverband_with_its_ground(stand: Stand) -> None:
    antwoord = swv.een(stand, "VO2001", DAG)
    tynaarlo = next(deel for deel in antwoord["gemeenten"] if deel["code"] == "GM1730")
    assert tynaarlo["geheel"] is False
    assert tynaarlo["postcodes"] == ["9471", "9472", "9473", "9474", "9475"]
    assert {"9471"} < set(antwoord["postcodes"]) and antwoord["regeling"]["versie"] == "2015-04-23"
    groningen = next(deel for deel in antwoord["gemeenten"] if deel["code"] == "GM0014")
    assert groningen["naam"] == "Groningen"


def test_a_national_swv_has_no_territory(mini_stand: Stand) -> None:
    antwoord = swv.een(mini_stand, "PO0001", "2020-01-01")
    assert (antwoord["naam"], antwoord["gemeenten"], antwoord["postcodes"]) == ("Overal", [], [])
    assert antwoord["inwoners"] == 0


@pytest.mark.parametrize("code", ["VO9999", "", "vo2001", "Europoort"])
def test_an_unknown_swv_is_not_found(stand: Stand, code: str) -> None:
    with pytest.raises(NietGevonden, match="Een code is PO of VO met vier cijfers"):
        swv.een(stand, code, DAG)


# -- jeugdregio's ------------------------------------------------------------------------------


def test_jeugdregios_of_certain_and_uncertain_gemeenten(mini_stand: Stand) -> None:
    noord, zuid = jeugdregio.lijst(mini_stand, "2020-01-01")
    assert (noord["code"], noord["naam"]) == ("JZ91", "Noord")
    assert A in {gm["code"] for gm in noord["gemeenten"]}
    assert B in {gm["code"] for gm in noord["gemeentenMisschien"]}
    assert B in {gm["code"] for gm in zuid["gemeentenMisschien"]}
    assert G in {gm["code"] for gm in zuid["gemeenten"]}
    later = jeugdregio.lijst(mini_stand, "2025-01-01")
    assert B in {gm["code"] for gm in later[1]["gemeenten"]} and not later[1]["gemeentenMisschien"]


@pytest.mark.parametrize(("dag", "aantal"), [("2014-12-31", 0), ("2015-01-01", 42), ("2016-01-01", 42), (DAG, 42)])
def test_the_number_of_jeugdregios(stand: Stand, dag: str, aantal: int) -> None:
    gevonden = jeugdregio.lijst(stand, dag)
    assert len(gevonden) == aantal
    if aantal and dag != "2016-01-01":
        leden = [gm["code"] for regio in gevonden for gm in regio["gemeenten"]]
        assert len(leden) == len(set(leden))


def test_what_to_know_about_the_list() -> None:
    assert "bestaan sinds 2015-01-01" in jeugdregio.toelichting("2014-12-31")
    assert "2015, 2016 en 2025" in jeugdregio.toelichting("2020-01-01")
    assert "Stb. 2025, 357" in jeugdregio.toelichting("2026-01-01")
