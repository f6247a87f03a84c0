"""The same measure through time: the points, what changed between them, and the sentences."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from regio.congruentie import dienst
from regio.congruentie.gebeurtenissen import gelijk
from regio.congruentie.indelingen import kies
from regio.congruentie.reekstekst import Open, _open_in_a, richting
from regio.fouten import Vraagfout
from regio.stand.stand import Stand

Json = dict[str, Any]
MET = ["jeugdregio", "jeugdregio-2015", "jeugdregio-2016", "jeugdregio-2025"]
ZES = "Alphen-Chaam, Baarle-Nassau, Voorschoten, Weesp, Wijdemeren en Zeewolde"


@pytest.fixture(scope="module")
def po(stand: Stand) -> Json:
    """PO through time, by children."""
    return dienst.tijdreeks(stand, "po", "kinderen")


@pytest.fixture(scope="module")
def vo(stand: Stand) -> Json:
    """VO through time, by inhabitants."""
    return dienst.tijdreeks(stand, "VO", "inwoners")


def punten(uit: Json, met: str) -> list[Json]:
    gevonden: list[Json] = next(reeks["punten"] for reeks in uit["reeksen"] if reeks["met"] == met)
    return gevonden


def punt(uit: Json, met: str, dag: str) -> Json:
    return next(p for p in punten(uit, met) if p["vanaf"] <= dag and (p["tot"] is None or dag < p["tot"]))


def test_there_is_a_line_for_every_list(po: Json) -> None:
    assert [reeks["met"] for reeks in po["reeksen"]] == MET
    assert po["indeling"] == "PO"
    json.dumps(po, allow_nan=False)


@pytest.mark.parametrize("met", MET)
def test_the_points_cover_every_day_from_2013_on(met: str, po: Json, vo: Json) -> None:
    for uit in (po, vo):
        rij = punten(uit, met)
        assert (rij[0]["vanaf"], rij[0]["verschil"], rij[-1]["tot"]) == ("2013-01-01", None, None)
        assert all(een["tot"] == ander["vanaf"] for een, ander in pairwise(rij))


@pytest.mark.parametrize("met", MET)
def test_equal_neighbours_are_one_point(met: str, po: Json, stand: Stand) -> None:
    """A step is a change of a division, or of what is said of it; within a point there is none."""
    for een, ander in pairwise(punten(po, met)):
        voor, na = ({n: kies(stand, n, p["vanaf"]).indeling for n in ("PO", met)} for p in (een, ander))
        assert not all(gelijk(voor[n], na[n]) for n in voor) or een["kenmerk"] != ander["kenmerk"]
        laatste = (date.fromisoformat(een["tot"]) - timedelta(days=1)).isoformat()
        assert all(gelijk(voor[n], kies(stand, n, laatste).indeling) for n in voor)


@pytest.mark.parametrize("dag", ["2013-05-05", "2014-09-01", "2015-04-23", "2018-01-01", "2020-02-02", "2026-11-22"])
@pytest.mark.parametrize("met", MET)
def test_a_point_tells_what_the_pair_tells_on_any_of_its_days(met: str, dag: str, vo: Json, stand: Stand) -> None:
    eigen, paar = punt(vo, met, dag), dienst.paar(stand, "VO", met, dag, "inwoners")
    for maat in ("v", "vMin", "vMax", "homogeniteit", "volledigheid"):
        assert eigen[maat] == paar["maten"][maat]
    assert (eigen["oordelen"], eigen["grensaandeel"]) == (paar["oordelen"], paar["grens"]["indeling"]["aandeel"])


def test_2013_and_2014_are_marked(po: Json) -> None:
    for met in ("jeugdregio", "jeugdregio-2015"):
        for rij in punten(po, met):
            assert rij["kenmerk"] == ("met de regio's van 2015" if rij["vanaf"] < "2015-01-01" else None)
    assert punt(po, "jeugdregio-2025", "2020-01-01")["kenmerk"] == "met de regio's van 2025"


def test_the_six_gemeenten_make_a_band_in_the_line_of_the_day_itself(po: Json) -> None:
    for rij in punten(po, "jeugdregio"):
        open_ = "2016-01-02" <= rij["vanaf"] < "2025-01-01"
        assert rij["band"] == open_
        assert (rij["vMin"] < rij["vMax"]) == open_
    assert any(ZES in zin and "2016-01-02 tot 2025-01-01" in zin for zin in po["conclusie"])


def test_a_band_is_told_with_its_own_cause(stand: Stand) -> None:
    """De Friese Meren was in no RMC-regio yet in 2014: that has nothing to do with jeugdregio's."""
    uit = dienst.tijdreeks(stand, "rmc", "kinderen")
    assert punt(uit, "jeugdregio", "2014-06-01")["band"]
    assert not punt(uit, "jeugdregio", "2015-06-01")["band"]
    (zes,) = [zin for zin in uit["conclusie"] if ZES in zin]
    assert "van 2016-01-02 tot 2025-01-01 een band" in zes
    assert "2014" not in zes
    (eigen,) = [
        zin for zin in uit["conclusie"] if zin.startswith("Niet van elke gemeente staat vast in welke RMC-regio")
    ]
    assert "van 2014-01-01 tot 2014-08-28 niet van De Friese Meren;" in eigen
    assert "vanaf 2019-01-01 niet van Vijfheerenlanden en Westerkwartier." in eigen
    open_ = [("2014-01-01", "2014-08-28"), ("2018-01-01", None)]
    for met in MET[1:3]:
        for rij in punten(uit, met):
            assert rij["band"] == any(van <= rij["vanaf"] and (tot is None or rij["vanaf"] < tot) for van, tot in open_)


def test_a_division_without_open_gemeenten_has_no_sentence_about_them(po: Json) -> None:
    assert not [zin for zin in po["conclusie"] if zin.startswith("Niet van elke gemeente")]


def test_a_narrow_band_is_one_number(po: Json) -> None:
    assert punt(po, "jeugdregio-2015", "2024-01-01")["band"]
    assert "is ongeveer 0,875 vanaf 2022-03-24" in po["conclusie"][1]
    assert not [zin for zin in po["conclusie"] if "tussen 0,875 en 0,875" in zin]


def test_ground_that_becomes_open_is_no_difference(po: Json) -> None:
    stap = punt(po, "jeugdregio", "2016-01-02")
    assert stap["verschil"] == 0
    assert any("niet zeker" in zin and "Weesp" in zin for zin in stap["gebeurtenissen"])
    assert stap["v"] != punt(po, "jeugdregio", "2016-01-01")["v"]


def test_without_open_ground_the_difference_is_that_of_v(po: Json) -> None:
    voor, na = punt(po, "jeugdregio-2015", "2013-09-30"), punt(po, "jeugdregio-2015", "2013-10-01")
    assert na["verschil"] == pytest.approx(na["v"] - voor["v"], abs=1e-12)
    assert na["verschil"] > 0
    assert na["gebeurtenissen"] == ["Regeling van 2013-10-01, PO: ander gebied voor Renkum (6866, 6871, 6874)."]


def test_a_herindeling_is_told_by_name(po: Json) -> None:
    weesp = punt(po, "jeugdregio-2015", "2022-03-24")
    assert (weesp["vanaf"], weesp["gebeurtenissen"]) == ("2022-03-24", ["Herindeling: Weesp naar Amsterdam."])
    vijf = punt(po, "jeugdregio-2015", "2019-01-01")["gebeurtenissen"]
    assert "Herindeling: Leerdam, Vianen en Zederik naar Vijfheerenlanden." in vijf
    assert any("niet zeker" in zin and "Vijfheerenlanden" in zin for zin in vijf)
    haaren = punt(po, "jeugdregio-2015", "2021-01-01")["gebeurtenissen"]
    assert haaren == ["Herindeling: grond van Haaren naar Boxtel, Oisterwijk, Tilburg en Vught."]


def test_what_the_form_of_the_law_does_is_apart_from_what_it_says(po: Json, vo: Json) -> None:
    """In 2015 the law went from gemeenten to postcodes: parts of postcodes went along."""
    for uit, sector in ((po, "PO"), (vo, "VO")):
        zinnen = punt(uit, "jeugdregio-2015", "2015-04-23")["gebeurtenissen"]
        assert f"Regeling van 2015-04-23, {sector}: geen gebied meer voor Rotterdam (3197, 3198, 3199)." in zinnen
        assert any("vorm van de regeling" in zin for zin in zinnen)
        assert any(zin.startswith("Zonder die delen van postcodes is het verschil in V") for zin in zinnen)
        assert any("'s-Hertogenbosch (5 postcodes)" in zin for zin in zinnen)
    assert any("Gulpen-Wittem" in zin for zin in punt(vo, "jeugdregio-2015", "2015-04-23")["gebeurtenissen"])


def test_the_conclusion_tells_every_step_beside_a_fixed_list(po: Json) -> None:
    dagen = {
        p["vanaf"]
        for met in MET[1:]
        for p in punten(po, met)
        if p["verschil"] is not None and abs(p["verschil"]) >= 0.00005
    }
    verteld = {zin[:10] for zin in po["conclusie"] if zin[:2] == "20"}
    assert verteld == dagen
    assert "2013-10-01" in dagen


def test_the_conclusion_says_what_is_measurement(po: Json, stand: Stand) -> None:
    assert any("kinderen van 2021" in zin for zin in po["conclusie"])
    grond = dienst.tijdreeks(stand, "rmc-2014", "bouwstenen")
    assert any("dezelfde grond" in zin for zin in grond["conclusie"])
    assert not any("artikel 3" in zin for zin in grond["conclusie"])
    verteld = {een["code"] for een in po["opmerkingen"]}
    assert verteld == {"versies-bekend", "lijst-overgezet", "verschil-op-vaste-grond", "jeugdregios-na-2025"}


def test_the_sources_are_those_of_every_day(po: Json) -> None:
    wet = {rij["bestand"] for rij in po["herkomst"] if rij["wat"] == "samenwerkingsverbanden"}
    lijsten = {f"swv/regeling_{dag}.csv" for dag in ("2013-01-01", "2013-10-01", "2015-04-23")}
    assert wet == {*lijsten, "swv/postcodes_na_regeling.csv"}


def test_a_list_is_not_held_against_itself(stand: Stand) -> None:
    uit = dienst.tijdreeks(stand, "jeugdregio-2015", "inwoners")
    assert [reeks["met"] for reeks in uit["reeksen"]] == ["jeugdregio", "jeugdregio-2016", "jeugdregio-2025"]
    assert punt(uit, "jeugdregio", "2015-06-01")["v"] == 1.0


def test_unknown_questions_are_refused(stand: Stand) -> None:
    with pytest.raises(Vraagfout):
        dienst.tijdreeks(stand, "swv", "kinderen")
    with pytest.raises(Vraagfout):
        dienst.tijdreeks(stand, "PO", "kindjes")


@pytest.mark.parametrize(
    ("oud", "nieuw", "hoe"),
    [
        ((0.5, 0.5), (0.6, 0.6), "beter"),
        ((0.5, 0.5), (0.4, 0.45), "minder goed"),
        ((0.5, 0.5), (0.5, 0.5), "gelijk"),
        ((0.5, 0.5), (0.45, 0.55), "onzeker"),
        ((0.4, 0.6), (0.5, 0.5), "onzeker"),
    ],
)
def test_better_is_only_said_for_every_place_of_what_is_open(
    oud: tuple[float, float], nieuw: tuple[float, float], hoe: str
) -> None:
    een, ander = ({"vMin": laag, "vMax": hoog, "band": laag < hoog} for laag, hoog in (oud, nieuw))
    assert richting(een, ander) == hoe


def test_periods_that_begin_together_stand_in_the_order_of_their_end(stand: Stand) -> None:
    """One without an end comes last; names of one period stand together."""
    open_: Open = {"C": [("2014-01-01", None)], "B": [("2014-01-01", "2015-01-01")], "A": [("2014-01-01", None)]}
    (zin,) = _open_in_a(kies(stand, "rmc", "2016-01-01"), open_)
    assert "van 2014-01-01 tot 2015-01-01 niet van B; vanaf 2014-01-01 niet van A en C." in zin
