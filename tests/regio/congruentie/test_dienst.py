"""The answers about a pair, a matrix and a region, on the real facts and on mini-Nederland."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from regio.congruentie import dienst
from regio.congruentie.indelingen import NAMEN, Keuze, kies
from regio.congruentie.kruistabel import kruis
from regio.congruentie.meting import weeg
from regio.congruentie.oordeel import oordelen
from regio.congruentie.paar import lijsten_bekend
from regio.fouten import NietGevonden, Vraagfout
from regio.stand.stand import Stand

DAG = "2015-04-23"
Json = dict[str, Any]
KOP = {"geldigOp", "indeling", "met", "weging", "grensbron", "opmerkingen", "regeling", "herkomst"}
PAAR = KOP | {"conclusie", "maten", "oordelen", "grens", "buiten", "verplaatsingen", "regios"}
REGIO = KOP | {"conclusie", "regio", "verplaatsingen"}


def rij_van(uit: Json, code: str) -> Json:
    return next(rij for rij in uit["regios"] if rij["code"] == code)


def codes(opmerkingen: list[Json]) -> list[str]:
    return [een["code"] for een in opmerkingen]


@pytest.fixture(scope="module")
def po(stand: Stand) -> Json:
    """PO against the jeugdregio's of 2015 on the day of the table of 2015."""
    return dienst.paar(stand, "PO", "jeugdregio-2015", DAG, "kinderen")


# -- a pair ---------------------------------------------------------------------------------------


def test_a_pair_has_every_part_and_no_nan(po: Json) -> None:
    assert set(po) == PAAR
    json.dumps(po, allow_nan=False)
    assert (po["indeling"]["naam"], po["met"]["naam"], po["met"]["stand"]) == ("PO", "jeugdregio-2015", "2015-01-01")


@pytest.mark.parametrize(("sector", "aantal"), [("PO", 76), ("VO", 74)])
def test_verdicts_are_those_of_the_sets_of_ground(sector: str, aantal: int, stand: Stand) -> None:
    """Recomputed with sets of bouwstenen, without the code that measures."""
    a, b = stand.indeling(sector, date(2015, 4, 23)), stand.indeling("jeugdregio", date(2015, 4, 23))
    in_a: dict[str, set[int]] = defaultdict(set)
    in_b: dict[str, set[int]] = defaultdict(set)
    for nr in range(stand.aantal_bouwstenen):
        if len(a[nr]) == len(b[nr]) == 1:
            in_a[a[nr][0]].add(nr)
            in_b[b[nr][0]].add(nr)

    def oordeel(grond: set[int]) -> str:
        raakt = [ander for ander in in_b.values() if ander & grond]
        if len(raakt) == 1:
            return "identiek" if raakt[0] == grond else "binnen"
        return "unie" if all(ander <= grond for ander in raakt) else "doorsneden"

    uit = dienst.paar(stand, sector, "jeugdregio", DAG, "inwoners")
    assert len(in_a) == aantal
    assert {r["code"]: r["oordeel"] for r in uit["regios"] if r["oordeel"] != "zonder gebied"} == {
        code: oordeel(grond) for code, grond in in_a.items()
    }
    geteld = Counter(rij["oordeel"].replace("zonder gebied", "zonderGebied") for rij in uit["regios"])
    assert uit["oordelen"] == {naam: geteld[naam] for naam in uit["oordelen"]}


def test_national_samenwerkingsverbanden_stand_without_ground(po: Json) -> None:
    rij = rij_van(po, "PO0001")
    assert (rij["oordeel"], rij["gewicht"], rij["hoofdpartner"], rij["partners"]) == ("zonder gebied", 0.0, None, [])
    assert rij["grens"]["aandeel"] is None
    assert [rij[veld] for veld in ("inhomogeniteit", "jaccard", "teVerplaatsen", "aandeelTeVerplaatsen")] == [None] * 4
    assert po["oordelen"]["zonderGebied"] == 1
    assert [r["code"] for r in po["regios"]] == sorted(r["code"] for r in po["regios"])
    assert po["indeling"]["regios"] == 76


def test_the_weight_of_the_regions_and_of_what_is_left_out_is_all_there_is(po: Json) -> None:
    som = sum(rij["gewicht"] for rij in po["regios"]) + po["buiten"]["gewicht"]
    assert som == pytest.approx(po["weging"]["totaal"], abs=1)
    assert sum(rij["bouwstenen"] for rij in po["regios"]) + po["buiten"]["bouwstenen"] == 4119
    for rij in po["regios"]:
        assert sum(partner["gewicht"] for partner in rij["partners"]) == pytest.approx(rij["gewicht"], abs=0.01)


def test_ground_without_a_region_is_named(po: Json) -> None:
    """The table of 2015 prints Europoort where codes of 3197 to 3199 belong."""
    assert codes(po["buiten"]["redenen"]) == ["geen-gebied-in-indeling"]
    assert "3197, 3198 en 3199" in po["buiten"]["redenen"][0]["tekst"]


def test_open_gemeenten_are_named_with_what_they_may_be(stand: Stand) -> None:
    uit = dienst.paar(stand, "PO", "jeugdregio", "2018-03-01", "kinderen")
    reden = next(een["tekst"] for een in uit["buiten"]["redenen"] if een["code"] == "meer-mogelijk-in-met")
    assert "Weesp (Amsterdam-Amstelland (JZ13) of Utrecht West (JZ19))" in reden
    assert uit["maten"]["vMin"] < uit["maten"]["vMax"]
    assert any("Zeewolde" in zin and "tussen" in zin for zin in uit["conclusie"])


def test_the_measures_swap_with_the_divisions(stand: Stand) -> None:
    heen = dienst.paar(stand, "PO", "VO", DAG, "inwoners")
    terug = dienst.paar(stand, "VO", "PO", DAG, "inwoners")
    assert heen["maten"]["homogeniteit"] == pytest.approx(terug["maten"]["volledigheid"], abs=1e-12)
    assert heen["maten"]["v"] == pytest.approx(terug["maten"]["v"], abs=1e-12)
    assert heen["grens"]["indeling"] == terug["grens"]["met"]


def test_a_division_beside_itself_is_the_same(stand: Stand) -> None:
    uit = dienst.paar(stand, "rmc-2014", "rmc-2014", "2019-06-01", "bouwstenen")
    assert (uit["maten"]["v"], uit["grens"]["indeling"]["aandeel"]) == (1.0, 1.0)
    assert uit["oordelen"]["identiek"] == 39
    assert uit["conclusie"][0] == "De 39 RMC-regio's van 2014 en de 39 RMC-regio's van 2014 hebben dezelfde gebieden."
    assert [lijst["bouwstenen"] for lijst in uit["verplaatsingen"]] == [0, 0]


@pytest.mark.parametrize(("datum", "weging"), [(DAG, "kinderen"), ("2018-03-01", "oppervlakte")])
def test_the_moves_of_the_list_leave_no_region_cut_through(datum: str, weging: str, stand: Stand) -> None:
    a, b = kies(stand, "VO", datum), kies(stand, "jeugdregio", datum)
    nest, _ = lijsten_bekend(stand, stand.toestand_nr_iso(datum), "VO", "jeugdregio", weging)
    gang = {nr: stap.naar for stap in nest.verplaatsingen for nr in stap.bouwstenen}
    na = oordelen(kruis(a.indeling.met(gang), b.indeling, weeg(stand, weging, a, b).waarden))
    assert "doorsneden" not in na.oordeel
    uit = dienst.paar(stand, "VO", "jeugdregio", datum, weging)["verplaatsingen"][0]
    assert (uit["doel"], uit["bouwstenen"], uit["bewezen"]) == ("genest", len(gang), True)


def test_moves_are_told_by_gemeente_with_parts_apart(po: Json, stand: Stand) -> None:
    for lijst in po["verplaatsingen"]:
        assert sum(rij["gewicht"] for rij in lijst["gemeenten"]) == pytest.approx(lijst["gewicht"], abs=0.1)
        assert sum(rij["bouwstenen"] for rij in lijst["gemeenten"]) == lijst["bouwstenen"]
        for rij in lijst["gemeenten"]:
            assert rij["postcodes"] == sorted(rij["postcodes"])
            delen = [len(stand.bouwstenen_van(stand.plek(pc4) or 0)) for pc4 in rij["postcodesDeel"]]
            assert all(aantal > 1 for aantal in delen)
            assert rij["gemeenteNaam"]
    assert any(rij["postcodesDeel"] for lijst in po["verplaatsingen"] for rij in lijst["gemeenten"])


def test_a_list_that_cannot_exist_is_said_to_be_missing(stand: Stand) -> None:
    uit = dienst.paar(stand, "provincie-2014", "PO", DAG, "kinderen")
    assert [lijst["doel"] for lijst in uit["verplaatsingen"]] == ["genest"]
    assert "binnen-kan-niet" in codes(uit["opmerkingen"])


def test_why_there_is_no_list_is_told_of_the_regions_that_make_it_so(stand: Stand) -> None:
    """There are more VO than RMC-regio's: it is not their number that stands in the way."""
    uit = dienst.paar(stand, "VO", "rmc", DAG, "kinderen")
    tekst = next(een["tekst"] for een in uit["opmerkingen"] if een["code"] == "binnen-kan-niet")
    assert "minder" not in tekst and "de 3 RMC-regio's" in tekst and "Zuid-Oost Drenthe (RMC08)" in tekst
    assert tekst.endswith("liggen samen in maar 2 samenwerkingsverbanden VO (VO2002 en VO2202).")


def test_each_question_keeps_its_own_day(stand: Stand) -> None:
    een, ander = (dienst.paar(stand, "PO", "jeugdregio-2015", dag, "kinderen") for dag in ("2015-05-01", "2015-06-01"))
    assert (een["geldigOp"], ander["geldigOp"]) == ("2015-05-01", "2015-06-01")
    assert een["maten"] == ander["maten"]
    assert dienst.paar(stand, "PO", "jeugdregio-2015", "2015-01-01", "kinderen")["met"]["stand"] is None


def test_the_weight_is_that_of_the_sectors(stand: Stand) -> None:
    titel = {
        (a, b): dienst.paar(stand, a, b, DAG, "kinderen")["weging"]["titel"]
        for a, b in (("PO", "rmc"), ("rmc", "VO"), ("PO", "VO"), ("rmc", "jeugdregio"))
    }
    assert ["4 tot en met 11" in titel["PO", "rmc"], "12 tot en met 17" in titel["rmc", "VO"]] == [True, True]
    assert "4 tot en met 17" in titel["PO", "VO"]
    assert titel["PO", "VO"] == titel["rmc", "jeugdregio"]


@pytest.mark.parametrize(("a", "b", "veld"), [("SWV", "VO", "indeling"), ("PO", "SWV", "met")])
def test_an_unknown_division_names_the_field(a: str, b: str, veld: str, stand: Stand) -> None:
    with pytest.raises(Vraagfout) as fout:
        dienst.paar(stand, a, b, DAG, "kinderen")
    assert fout.value.fouten[0].veld == veld


def test_a_point_of_attention_stands_with_its_sector_from_its_day_on(stand: Stand) -> None:
    """Whether the Hoeksche Waard has an SWV of its own for VO since 2018-08-01 is not known."""

    def heeft(a: str, dag: str) -> bool:
        return "aandachtspunt" in codes(dienst.paar(stand, a, "jeugdregio-2025", dag, "inwoners")["opmerkingen"])

    assert [heeft("VO", "2018-07-31"), heeft("VO", "2018-08-01")] == [False, True]
    assert [heeft("PO", "2018-08-01"), heeft("rmc", "2018-08-01")] == [False, False]
    matrix = dienst.matrix(stand, "2026-01-01", "inwoners", ["PO"], ["VO"])
    assert "aandachtspunt" in codes(matrix["opmerkingen"])


def test_an_unknown_weight_is_refused(stand: Stand) -> None:
    for weging in ("", "Kinderen", "leerlingen"):
        with pytest.raises(Vraagfout):
            dienst.paar(stand, "PO", "VO", DAG, weging)


def test_a_division_made_elsewhere_is_measured_alike(stand: Stand, po: Json) -> None:
    a, b = kies(stand, "PO", DAG), kies(stand, "jeugdregio-2015", DAG)
    eigen = Keuze("eigen", "eigen indeling", "gebied", None, None, b.indeling, b.namen)
    uit = dienst.paar_van(stand, DAG, a, eigen, weeg(stand, "kinderen", a, eigen))
    assert set(uit) == PAAR
    assert [uit[deel] for deel in ("maten", "oordelen", "regios")] == [po[d] for d in ("maten", "oordelen", "regios")]
    assert "gebieden" in uit["conclusie"][0]
    assert not [rij for rij in uit["herkomst"] if "jeugdregio" in rij["bestand"]]


# -- sources --------------------------------------------------------------------------------------


def bestanden(uit: Json) -> set[str]:
    return {rij["bestand"] for rij in uit["herkomst"]}


def test_sources_are_those_that_the_answer_rests_on(stand: Stand, po: Json) -> None:
    assert {"swv/regeling_2015-04-23.csv", "jeugdregios/gemeente_jeugdregio.csv"} <= bestanden(po)
    assert "jeugdregios/gemeente_rmc.csv" not in bestanden(po)
    assert po["regeling"]["versie"] == DAG
    zonder = dienst.paar(stand, "rmc", "provincie-2014", DAG, "oppervlakte")
    assert zonder["regeling"] is None
    assert {"jeugdregios/gemeente_rmc.csv", "gemeenten/provincies.csv", "postcodes/oppervlakten.csv"} <= bestanden(
        zonder
    )
    assert not [rij for rij in zonder["herkomst"] if rij["wat"] == "samenwerkingsverbanden"]


def test_every_source_is_in_the_manifest(stand: Stand) -> None:
    sha = {rij["bestand"]: rij["sha256"] for rij in stand.tabellen["bronnen"]}
    for naam in NAMEN:
        for rij in dienst.paar(stand, naam, "jeugdregio-2025", "2020-06-01", "inwoners")["herkomst"]:
            assert rij["sha256"] == sha[rij["bestand"]]
            assert rij["vindplaats"]


def test_on_the_sketch_lengths_are_an_estimate(po: Json, stand: Stand) -> None:
    assert po["grens"]["bron"] == stand.grenzen["bron"] == "schets"
    assert "schets" in po["grens"]["toelichting"]
    assert any("schatting" in zin for zin in po["conclusie"])
    assert "postcodes/postcodes.csv" in {r["bestand"] for r in po["herkomst"] if r["wat"] == "lengte van grenzen"}


# -- the matrix -----------------------------------------------------------------------------------


def test_the_matrix_holds_every_pair_once(stand: Stand) -> None:
    uit = dienst.matrix(stand, DAG, "kinderen", None, None)
    paren = [(rij["indeling"], rij["met"]) for rij in uit["congruenties"]]
    gewoon = [naam for naam in NAMEN if naam != "gemeente"]
    assert paren == [(a, b) for a in gewoon for b in gewoon if a != b]
    assert uit["aantal"] == len(paren)
    assert "weging-per-paar" in codes(uit["opmerkingen"])
    json.dumps(uit, allow_nan=False)


def test_a_cell_of_the_matrix_is_the_pair(stand: Stand, po: Json) -> None:
    uit = dienst.matrix(stand, DAG, "kinderen", ["po"], ["Jeugdregio-2015", "PO"])
    assert [een["naam"] for een in uit["indelingen"]] == ["PO", "jeugdregio-2015"]
    (cel,) = uit["congruenties"]
    assert {naam: cel[naam] for naam in ("v", "vMin", "homogeniteit")} == {
        naam: po["maten"][naam] for naam in ("v", "vMin", "homogeniteit")
    }
    assert (cel["oordelen"], cel["grensaandeel"]) == (po["oordelen"], po["grens"]["indeling"]["aandeel"])
    assert cel["url"] == "/v1/congruenties/po/jeugdregio-2015?weging=kinderen&geldigOp=2015-04-23"
    assert uit["weging"]["titel"] == po["weging"]["titel"]


def test_before_the_regeling_the_matrix_is_about_the_rest(stand: Stand) -> None:
    uit = dienst.matrix(stand, "2012-01-01", "inwoners", None, None)
    assert not {"PO", "VO", "rmc"} & {rij["indeling"] for rij in uit["congruenties"]}
    with pytest.raises(Vraagfout):
        dienst.matrix(stand, "2012-01-01", "inwoners", ["PO"], None)


# -- one region -----------------------------------------------------------------------------------


def test_every_region_has_its_own_answer(stand: Stand) -> None:
    paar = dienst.paar(stand, "VO", "jeugdregio-2015", DAG, "kinderen")
    for rij in paar["regios"]:
        uit = dienst.regio(stand, "VO", "jeugdregio-2015", rij["code"], DAG, "kinderen")
        assert set(uit) == REGIO
        assert uit["regio"] == rij
        assert uit["conclusie"][0].split(" ")[0]
        assert bool(uit["verplaatsingen"]) == (rij["oordeel"] == "doorsneden")
        if uit["verplaatsingen"]:
            assert uit["verplaatsingen"][0]["gewicht"] == pytest.approx(rij["teVerplaatsen"], abs=0.01)
        json.dumps(uit, allow_nan=False)


def test_the_causing_gemeenten_are_named(stand: Stand) -> None:
    """VO2509 has Nijkerk, of the jeugdregio Food Valley, and Zeewolde, of Flevoland."""
    uit = dienst.regio(stand, "vo", "jeugdregio-2015", "vo2509", DAG, "inwoners")
    rijen = {rij["gemeenteNaam"]: rij for rij in uit["verplaatsingen"][0]["gemeenten"]}
    assert set(rijen) == {"Nijkerk", "Zeewolde"}
    assert (rijen["Nijkerk"]["gemeente"], rijen["Nijkerk"]["van"]) == ("GM0267", "VO2509")
    assert rijen["Nijkerk"]["postcodes"] == ["3861", "3862", "3863", "3864", "3871"]
    assert any("Nijkerk (5 postcodes) en Zeewolde" in zin for zin in uit["conclusie"])


@pytest.mark.parametrize("code", ["", "PO9999", "VO2001", "JZ01"])
def test_an_unknown_region_is_not_found(code: str, stand: Stand) -> None:
    with pytest.raises(NietGevonden, match="samenwerkingsverband"):
        dienst.regio(stand, "PO", "jeugdregio", code, DAG, "kinderen")


# -- sentences ------------------------------------------------------------------------------------


def test_the_conclusion_tells_the_numbers_of_the_answer(po: Json) -> None:
    tel, grens = po["oordelen"], po["grens"]
    assert po["conclusie"][0].startswith(f"Van de 76 samenwerkingsverbanden PO zijn er {tel['identiek']} gelijk")
    assert f"worden er {tel['doorsneden']} doorsneden" in po["conclusie"][0]
    assert f"dus {tel['identiek'] + tel['unie'] + tel['binnen']} van de 76" in po["conclusie"][0]
    tekst = " ".join(po["conclusie"])
    assert f"{round(100 * grens['indeling']['aandeel'])} procent ook een grens" in tekst
    assert "Kust, rijksgrens en water tussen postcodes tellen niet mee." in tekst
    assert f"{po['maten']['v']:.3f}".replace(".", ",") in tekst
    assert "2021" in tekst


def test_no_name_without_a_source_in_any_sentence(stand: Stand, po: Json) -> None:
    onbevestigd = [r["naam"] for r in stand.tabellen["swvs"] if r["naam"] and r["naam_status"] != "bron"]
    namen = {rij["naam"] for rij in po["regios"]}
    assert not namen & set(onbevestigd)
    assert None in namen


# -- mini-Nederland -------------------------------------------------------------------------------


@pytest.mark.parametrize("datum", ["2013-06-01", "2015-06-01", "2018-06-01", "2020-06-01"])
def test_on_mini_nederland_every_pair_has_an_answer(datum: str, mini_stand: Stand) -> None:
    bekend = ("PO", "VO", "jeugdregio", "provincie-2014", "gemeente")
    for a in bekend:
        for b in bekend:
            uit = dienst.paar(mini_stand, a, b, datum, "bouwstenen")
            json.dumps(uit, allow_nan=False)
            for rij in uit["regios"]:
                dienst.regio(mini_stand, a, b, rij["code"], datum, "bouwstenen")


def test_on_mini_nederland_ground_that_weighs_nothing_gives_no_share(mini_stand: Stand) -> None:
    a = kies(mini_stand, "PO", "2015-06-01")
    b = kies(mini_stand, "gemeente", "2015-06-01")
    wicht = weeg(mini_stand, "bouwstenen", a, b)
    niets = replace(wicht, waarden=np.zeros(len(a.indeling)), totaal=0.0)
    uit = dienst.paar_van(mini_stand, "2015-06-01", a, b, niets)
    json.dumps(uit, allow_nan=False)
    assert {rij["aandeelTeVerplaatsen"] for rij in uit["regios"]} == {None}
    assert uit["buiten"]["aandeel"] is None
