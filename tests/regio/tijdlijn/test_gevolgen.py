"""Herindelingen and their consequences: every kind on drawn facts, and the known cases on the real ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from regio.bronnen.rijen import HerindelingRij
from regio.congruentie.tabel import als_csv
from regio.fouten import Vraagfout
from regio.overleg.tafels import SECTOREN, tafels
from regio.overleg.tellen import inwoners, postcodes
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from regio.tijdlijn.gevolgen import Gevolg, betrokken, gevolgen, herindelingen, lees_gevolg
from regio.tijdlijn.gevolgtabel import KOP, van_gevolgen
from regio.tijdlijn.gevolgtekst import conclusie
from regio.tijdlijn.overgang import Overgang
from tests.regio.mini import A, B, D, E, F, G, H, herindeling, mini_nederland
from tests.regio.minigrond import minigrond

Json = dict[str, Any]


def een(stand: Stand, dag: str, code: str) -> Json:
    """The herindeling of a day that gave a gemeente ground or its name."""
    (uit,) = [rij for rij in herindelingen(stand) if (rij["datum"], rij["gemeente"]["code"]) == (dag, code)]
    return uit


def kort(herindeling: Json) -> list[tuple[str, list[str]]]:
    """Consequence and SWVs, of PO and VO."""
    return [
        (deel["gevolg"], [verband["code"] for verband in deel["samenwerkingsverbanden"]])
        for deel in herindeling["gevolgen"]
    ]


def gaf(herindeling: Json) -> dict[str, Any]:
    """The postcodes that each gemeente gave."""
    return {deel["gemeente"]["code"]: deel["postcodes"] for deel in herindeling["delen"]}


# -- drawn facts ----------------------------------------------------------------------------------


def test_a_merger_across_two_swvs_is_a_new_split_where_no_old_gemeente_lay_in_both(mini_stand: Stand) -> None:
    samen = een(mini_stand, "2019-01-01", G)
    # E already lay in both for PO (5001); for VO it lay in one, and H in the other.
    assert kort(samen) == [("al-gesplitst", ["PO9001", "PO9002"]), ("nieuw-gesplitst", ["VO9001", "VO9002"])]
    assert gaf(samen) == {E: ["4001", "5001", "5002"], H: ["4004", "5003", "5004"]}
    assert not samen["bestond"]
    # 5004 reads Europoort where a code belongs, so the shares are not known.
    assert {verband["aandeel"] for deel in samen["gevolgen"] for verband in deel["samenwerkingsverbanden"]} == {None}


def test_a_part_that_came_to_a_gemeente_that_was_split_before(mini_stand: Stand) -> None:
    deel = een(mini_stand, "2018-01-01", A)
    assert kort(deel) == [("al-gesplitst", ["PO9001", "PO9002"]), ("al-gesplitst", ["VO9001", "VO9002"])]
    assert gaf(deel) == {F: ["3001"]}
    assert deel["bestond"] and deel["delen"][0]["plaatsen"] == ["Foort"]


def test_a_part_is_named_by_its_place_where_no_postcode_is(mini_stand: Stand) -> None:
    deel = een(mini_stand, "2018-01-01", B)
    assert gaf(deel) == {F: ["4002"]}
    assert deel["delen"][0]["inwoners"] == 20
    # 2004 may have been of B on that day; that has nothing to do with what came from F.
    assert kort(deel) == [("geen", ["PO9001"]), ("geen", ["VO9001"])]
    assert "niet zeker of postcode 2004 op deze dag bij de gemeente hoorde" in deel["gevolgen"][0]["toelichting"]


def test_ground_seen_on_maps_counts_from_the_map_that_shows_it(mini_stand: Stand) -> None:
    gezien = een(mini_stand, "2017-01-01", B)
    assert gezien["bevestigd"] == "waargenomen" and gaf(gezien) == {D: ["2004"]}
    assert kort(gezien)[0] == ("nieuw-gesplitst", ["PO9001", "PO9002"])
    assert "kaarten van 2016-01-01 en 2022-01-01" in gezien["gevolgen"][0]["toelichting"]


def test_another_name_leaves_everything_as_it_was(mini_stand: Stand) -> None:
    naam = een(mini_stand, "2014-01-01", H)
    assert kort(naam) == [("geen", ["PO9002"]), ("geen", ["VO9002"])]
    assert not naam["bestond"] and naam["delen"][0]["inwoners"] == 110


@pytest.mark.parametrize(("dag", "code"), [("2016-01-01", B), ("2027-01-01", A)])
def test_what_is_not_confirmed_or_not_known_is_not_applied(mini_stand: Stand, dag: str, code: str) -> None:
    niet = een(mini_stand, dag, code)
    assert kort(niet) == [("niet-toegepast", []), ("niet-toegepast", [])]
    assert [(deel["postcodes"], deel["inwoners"]) for deel in niet["delen"]] == [(None, None)]


def test_choosing_and_counting(mini_stand: Stand) -> None:
    assert {rij["datum"][:4] for rij in gevolgen(mini_stand, jaar=2018)["herindelingen"]} == {"2018"}
    van_f = gevolgen(mini_stand, gemeenten={F})
    assert van_f["aantal"] == 3 and all(F in betrokken(rij) for rij in van_f["herindelingen"])
    nieuw = gevolgen(mini_stand, gevolg="nieuw-gesplitst")
    assert [rij["gemeente"]["code"] for rij in nieuw["herindelingen"]] == [B, G]
    telling = {rij["gevolg"]: rij for rij in gevolgen(mini_stand)["tellingen"]}
    assert telling["nieuw-gesplitst"] == {
        "gevolg": "nieuw-gesplitst",
        "herindelingen": 2,
        "perSector": {"PO": 1, "VO": 2},
    }
    for sector in SECTOREN:
        assert sum(rij["perSector"][sector] for rij in telling.values()) == gevolgen(mini_stand)["aantal"] == 8


def test_conclusions_are_sentences(mini_stand: Stand) -> None:
    assert gevolgen(mini_stand)["conclusie"][0] == (
        "8 herindelingen: 2 daarvan legden een gemeente in meer dan één samenwerkingsverband (PO 1, VO 2)."
    )
    eerste = [gevolgen(mini_stand, jaar=jaar)["conclusie"][0] for jaar in (2012, 2014, 2019, 2018)]
    assert eerste == [
        "Er is geen herindeling die past bij uw keuze.",
        "1 herindeling: die maakte geen nieuwe splitsing.",
        "1 herindeling: die legde de gemeente in meer dan één samenwerkingsverband (VO).",
        "3 herindelingen: geen enkele maakte een nieuwe splitsing.",
    ]


def test_a_consequence_as_typed() -> None:
    assert lees_gevolg("Nieuw gesplitst") == lees_gevolg("nieuw-gesplitst") == Gevolg.NIEUW_GESPLITST
    with pytest.raises(Vraagfout, match=r"Kies uit: geen, nieuw-gesplitst, .*niet-toegepast\."):
        lees_gevolg("heel erg")


def test_the_table_has_a_row_per_old_gemeente(mini_stand: Stand) -> None:
    tabel = van_gevolgen(gevolgen(mini_stand, jaar=2019))
    rijen = [dict(zip(KOP, rij, strict=True)) for rij in tabel.rijen]
    assert [rij["van_code"] for rij in rijen] == [E, H]
    assert rijen[0]["postcodes"] == "4001|5001|5002"
    assert (rijen[0]["gevolg_vo"], rijen[0]["verbanden_vo"]) == ("nieuw-gesplitst", "VO9001|VO9002")
    assert als_csv(tabel).count("\r\n") == 3


# -- the real facts -------------------------------------------------------------------------------

GEVALLEN = [
    ("2013-01-01", "GM1927", ("geen", ["PO2816"]), ("geheeld", ["VO2813", "VO2814"])),
    ("2014-01-01", "GM1921", ("geen", ["PO2101"]), ("nieuw-gesplitst", ["VO2101", "VO2102", "VO2103", "VO2402"])),
    ("2014-01-01", "GM0484", ("nieuw-gesplitst", ["PO2813", "PO2814"]), ("geen", ["VO2802"])),
    ("2015-01-01", "GM0796", ("geheeld", ["PO3005", "PO3006"]), ("geheeld", ["VO3005", "VO3006"])),
    ("2015-01-01", "GM0828", ("geen", ["PO3006"]), ("geen", ["VO3006"])),
    ("2015-01-01", "GM1931", ("geen", ["PO2814"]), ("nieuw-gesplitst", ["VO2802", "VO2810"])),
    ("2015-07-01", "GM1940", ("geen", ["PO2101"]), ("al-gesplitst", ["VO2101", "VO2102", "VO2103", "VO2402"])),
    ("2016-01-01", "GM1942", ("geen", ["PO2709"]), ("geen", ["VO2710"])),
    ("2017-01-01", "GM0014", ("geen", ["PO2001"]), ("nieuw-gesplitst", ["VO2001", "VO2002"])),
    ("2018-01-01", "GM1900", ("geen", ["PO2101"]), ("al-gesplitst", ["VO2101", "VO2103"])),
    ("2018-01-01", "GM1952", ("geen", ["PO2001"]), ("geen", ["VO2002"])),
    ("2019-01-01", "GM0014", ("geen", ["PO2001"]), ("geen", ["VO2001"])),
    ("2021-01-01", "GM0757", ("geen", ["PO3005"]), ("geen", ["VO3005"])),
    ("2021-01-01", "GM0824", ("nieuw-gesplitst", ["PO3004", "PO3005"]), ("nieuw-gesplitst", ["VO3004", "VO3005"])),
    ("2021-01-01", "GM0855", ("nieuw-gesplitst", ["PO3004", "PO3005"]), ("nieuw-gesplitst", ["VO3004", "VO3005"])),
    ("2021-01-01", "GM0865", ("geen", ["PO3005"]), ("geen", ["VO3005"])),
    ("2022-03-24", "GM0363", ("nieuw-gesplitst", ["PO2707", "PO2709"]), ("nieuw-gesplitst", ["VO2708", "VO2710"])),
    ("2023-01-01", "GM1992", ("geen", ["PO2808"]), ("geen", ["VO2812"])),
    ("2027-01-01", "GM0402", ("niet-toegepast", []), ("niet-toegepast", [])),
]


@pytest.mark.parametrize(("dag", "code", "po", "vo"), GEVALLEN, ids=[f"{rij[0]} {rij[1]}" for rij in GEVALLEN])
def test_known_cases(stand: Stand, dag: str, code: str, po: tuple[str, list[str]], vo: tuple[str, list[str]]) -> None:
    assert kort(een(stand, dag, code)) == [po, vo]


def test_which_version_healed(stand: Stand) -> None:
    assert een(stand, "2013-01-01", "GM1927")["gevolgen"][1]["geheeldDoor"] == "2013-10-01"
    assert {deel["geheeldDoor"] for deel in een(stand, "2015-01-01", "GM0796")["gevolgen"]} == {"2015-04-23"}
    alle = [deel for rij in herindelingen(stand) for deel in rij["gevolgen"]]
    assert all((deel["gevolg"] == "geheeld") == (deel["geheeldDoor"] is not None) for deel in alle)


def test_the_law_itself_says_that_molenwaard_was_split(stand: Stand) -> None:
    """Nieuw-Lekkerland stood under VO2813, Graafstroom and Liesveld under VO2814; which ground is theirs is open."""
    rijen = [rij for rij in stand.tabellen["wijzigingen"] if rij["gemeente"] == "Nieuw-Lekkerland (Molenwaard)"]
    assert [(rij["oud"], rij["nieuw"]) for rij in rijen] == [("VO2813", "VO2814")]
    verbanden = een(stand, "2013-01-01", "GM1927")["gevolgen"][1]["samenwerkingsverbanden"]
    assert [(verband["postcodes"], verband["aandeel"]) for verband in verbanden] == [(["2957"], None), ([], None)]


def test_haaren_went_to_four_gemeenten(stand: Stand) -> None:
    naar = {rij["gemeente"]["naam"]: rij["delen"][0] for rij in gevolgen(stand, {"GM0788"}, 2021)["herindelingen"]}
    assert {naam: (deel["plaatsen"], deel["postcodes"]) for naam, deel in naar.items()} == {
        "Boxtel": (["Esch"], ["5296"]),
        "Oisterwijk": (["Haaren"], ["5076"]),
        "Tilburg": (["Biezenmortel"], ["5074"]),
        "Vught": (["Helvoirt"], ["5268"]),
    }
    voor = tafels(stand, stand.toestand_nr(date(2020, 12, 31))).hoofddelen["GM0788"]
    assert sum(deel["inwoners"] for deel in naar.values()) == inwoners(stand)(voor)


def test_places_of_whole_gemeenten_follow_from_the_postcodes(stand: Stand) -> None:
    delen = {deel["gemeente"]["naam"]: deel for deel in een(stand, "2015-01-01", "GM1931")["delen"]}
    assert delen["Bergambacht"]["plaatsen"] == ["Ammerstol", "Bergambacht", "Berkenwoude"]
    assert delen["Schoonhoven"]["postcodes"] == ["2871"]
    # From which of the five 2872 came, no source tells.
    assert {tuple(deel["postcodesMisschien"]) for deel in delen.values()} == {("2872",)}


def test_what_the_first_day_of_the_facts_leaves_unknown(stand: Stand) -> None:
    sudwest = een(stand, "2011-01-01", "GM1900")
    assert not sudwest["bestond"] and een(stand, "2011-01-01", "GM0420")["bestond"]
    op_de_dag = stand.zicht(0).lagen["gemeente"]
    eigen = {stand.pc4s[stand.plekken[nr]] for nr in op_de_dag.met_code("GM1900") if stand.is_hoofddeel(nr)}
    misschien = {
        stand.pc4s[stand.plekken[nr]] for nr in op_de_dag.misschien_met_code("GM1900") if stand.is_hoofddeel(nr)
    }
    for deel in sudwest["delen"]:
        # It lies somewhere in the new gemeente; where, no source tells.
        assert (deel["postcodes"], set(deel["postcodesMisschien"])) == ([], eigen | misschien)
        assert {"Bolsward", "Sneek", "Workum"} < set(deel["plaatsenMisschien"])
    assert kort(sudwest) == [("nog-geen-verbanden", [])] * 2


def test_a_whole_gemeente_that_got_another_name_took_all_its_ground_along(stand: Stand) -> None:
    """Also on the first day of the facts: nothing else came to it."""
    menameradiel = een(stand, "2011-01-01", "GM1908")
    (deel,) = menameradiel["delen"]
    grond = stand.zicht(0).lagen["gemeente"].met_code("GM1908")
    assert deel["postcodes"] == sorted({stand.pc4s[stand.plekken[nr]] for nr in grond if stand.is_hoofddeel(nr)})
    assert "Menaam" in deel["plaatsen"] and deel["postcodesMisschien"] == []
    assert menameradiel["inwoners"] == deel["inwoners"] > 10_000


def test_every_change_since_2011_tells_what_went_where_or_why_not(stand: Stand) -> None:
    """Places, postcodes and inhabitants, certain or open; only two changes have none, and their words say why."""
    zonder = set()
    for rij in herindelingen(stand):
        for deel in rij["delen"]:
            if deel["postcodes"] is None:
                zonder.add((rij["datum"], deel["gemeente"]["naam"]))
                assert {gevolg["gevolg"] for gevolg in rij["gevolgen"]} <= {"geen", "niet-toegepast"}
                continue
            assert deel["postcodes"] or deel["postcodesMisschien"]
            assert deel["plaatsen"] or not deel["postcodes"]
            # Of a postcode newer than 2014 the facts have no place.
            assert bool(deel["plaatsenMisschien"]) <= bool(deel["postcodesMisschien"])
            assert deel["inwoners"] is not None
        assert all(gevolg["toelichting"] for gevolg in rij["gevolgen"])
    assert zonder == {("2016-01-01", "Weesp"), ("2027-01-01", "Wijdemeren")}


def test_every_row_of_the_facts_stands_in_one_herindeling(stand: Stand) -> None:
    alle = herindelingen(stand)
    assert len(alle) == 60
    assert sum(len(rij["delen"]) for rij in alle) == len(stand.tabellen["herindelingen"]) == 135
    assert [rij["datum"] for rij in alle] == sorted(rij["datum"] for rij in alle)


def test_the_swvs_are_those_of_the_tables_of_the_overleg(stand: Stand) -> None:
    """A gemeente lies in the SWVs at whose tables it certainly sits on that day, but for what was proven otherwise."""
    anders = []
    for rij in herindelingen(stand):
        nummer = stand.toestand_nr_iso(rij["datum"])
        if rij["bevestigd"] == "bevestigd" and nummer >= stand.eerste_met_swv:
            for deel, (_, codes) in zip(rij["gevolgen"], kort(rij), strict=True):
                alle = tafels(stand, nummer).van_gemeente(rij["gemeente"]["code"], deel["sector"])
                verwacht = {plaats.swv: postcodes(stand, plaats.zeker) for plaats in alle if plaats.zeker}
                gegeven = {een_["code"]: een_["postcodes"] for een_ in deel["samenwerkingsverbanden"]}
                if gegeven != verwacht:
                    anders.append((rij["gemeente"]["naam"], deel["sector"], codes))
    assert anders == [("Molenwaard", "VO", ["VO2813", "VO2814"])]


def test_no_ground_is_given_twice(stand: Stand) -> None:
    """What certainly came from one gemeente did not come from another."""
    for rij in herindelingen(stand):
        alle = [pc4 for deel in rij["delen"] for pc4 in deel["postcodes"] or ()]
        assert len(alle) == len(set(alle)), rij["gemeente"]
        for deel in rij["delen"]:
            assert set(deel["postcodes"] or ()).isdisjoint(deel["postcodesMisschien"])


def test_ground_of_which_nobody_knows_whose_it_was_leaves_the_consequence_open(stand: Stand) -> None:
    """Amsterdam without knowing which ground was Weesp's: only what is proven counts."""
    dag = date(2022, 3, 24)
    voor, na = (stand.toestand_nr(een_) for een_ in (dag - timedelta(days=1), dag))
    over = Overgang(stand, voor, na, "GM0363")
    assert over.bewezen("PO", {"GM0457"}) == ["PO2707", "PO2709"]
    assert over.onzeker("PO") == []
    assert over.lag_al_in("PO", ["PO2707", "PO2709"]) is None
    assert over.lag_al_in("PO", ["PO2709"]) == "GM0457"
    assert over.geheeld_door("PO") is None


# -- drawn facts with more herindelingen -----------------------------------------------------------


def met_herindelingen(*rijen: HerindelingRij) -> Stand:
    """Mini-Nederland with these herindelingen too."""
    feiten = mini_nederland()
    opbouw = Opbouw(replace(feiten, herindelingen=(*feiten.herindelingen, *rijen)))
    return Stand(Sectiebestand(memoryview(inhoud(secties_van(opbouw, minigrond(opbouw.feiten))))))


def test_the_split_of_an_old_gemeente_is_no_split_of_the_ground_it_gave() -> None:
    """E lies in PO9001 and PO9002; what it gives lies in PO9001 alone, and H lay in PO9002."""
    dag = date(2016, 6, 1)
    stand = met_herindelingen(herindeling(dag, "grenscorrectie", E, H, "deel", "5002"))
    assert gaf(een(stand, "2016-06-01", H)) == {E: ["5002"]}
    assert kort(een(stand, "2016-06-01", H)) == [
        ("nieuw-gesplitst", ["PO9001", "PO9002"]),
        ("nieuw-gesplitst", ["VO9001", "VO9002"]),
    ]


def test_ground_that_nobody_knows_leaves_open_where_the_gemeente_lies() -> None:
    """3004 of D lies where H lies; what came from E, nobody knows which, may lie elsewhere."""
    dag = date(2016, 6, 1)
    deel = herindeling(dag, "grenscorrectie", D, H, "deel", "3004")
    alleen = een(met_herindelingen(deel), "2016-06-01", H)
    assert kort(alleen) == [("geen", ["PO9002"]), ("geen", ["VO9002"])]
    ook = een(met_herindelingen(deel, herindeling(dag, "grenscorrectie", E, H, "onbekend")), "2016-06-01", H)
    assert kort(ook) == [("niet-te-zeggen", ["PO9002"]), ("niet-te-zeggen", ["VO9002"])]
    assert gaf(ook) == {D: ["3004"], E: None}


def test_ground_on_maps_that_never_became_certain() -> None:
    """H is no more when the second map is made, so no day is known on which the ground was its."""
    gezien = herindeling(date(2017, 6, 1), "grenscorrectie", D, H, "deel", "3004", bevestigd="waargenomen")
    open_ = een(met_herindelingen(gezien), "2017-06-01", H)
    assert kort(open_) == [("niet-te-zeggen", []), ("niet-te-zeggen", [])]
    assert "niet op welke dag" in open_["gevolgen"][0]["toelichting"]
    assert gaf(open_) == {D: None} and open_["inwoners"] is None


def test_only_what_can_be_told_is_said_to_make_no_split(stand: Stand) -> None:
    plan = gevolgen(stand, jaar=2027)
    assert plan["conclusie"][0] == "1 herindeling: of die een splitsing maakt, is niet te zeggen."
    assert any("niet bevestigd" in zin for zin in plan["conclusie"])
    tellingen = [{"gevolg": een.value, "herindelingen": 0, "perSector": {"PO": 0, "VO": 0}} for een in Gevolg]
    eerste = [conclusie(*aantallen)[0] for aantallen in ((3, tellingen, 3), (3, tellingen, 2), (3, tellingen, 1))]
    assert eerste == [
        "3 herindelingen: of die een splitsing maken, is niet te zeggen.",
        "3 herindelingen: de ene die te beoordelen is, maakte geen nieuwe splitsing.",
        "3 herindelingen: van de 2 die te beoordelen zijn, maakte geen enkele een nieuwe splitsing.",
    ]
