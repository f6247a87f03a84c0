"""Points: whose ground they lie on, what lies across a near border, and what is said beside all ground."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
import shapely

from regio.fouten import NietGevonden, Vraagfout
from regio.gebieden.rd import naar_rd, rijen_naar_rd
from regio.gebieden.vlakken import OFFICIEEL
from regio.gebieden.vormen import Vormen
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from regio.zoeken.nabij import SOORTEN
from regio.zoeken.punt import Vindplaats, antwoord_punt, opzoeker, punt_op, vind_op_lonlat, vind_op_rd
from tests.regio.gebieden.dekking import volgens_shapely
from tests.regio.minigrond import minigrond

Json = dict[str, Any]
DAG = "2016-06-01"


def _op(stand: Stand, x: float, y: float, datum: str = DAG) -> Json:
    return antwoord_punt(stand, vind_op_rd(stand, x, y), datum)


def _overkant(antwoord: Json) -> list[str]:
    return [een["postcode"] for een in (antwoord["grensNabij"] or {"overkant": []})["overkant"]]


# -- whose ground ------------------------------------------------------------------------------


def test_a_point_gets_the_answer_of_its_postcode(mini_stand: Stand) -> None:
    antwoord = _op(mini_stand, 105_100.0, 455_200.0)
    zelf = mini_stand.postcode(mini_stand.plek("2002") or 0, DAG)
    anders = {veld for veld in antwoord if antwoord[veld] != zelf[veld]}
    assert anders == {"ligging", "liggingToelichting"}
    assert antwoord["ligging"] == "punt-schets" and "schets" in antwoord["liggingToelichting"]


def test_official_borders_say_so(mini_officieel: Stand) -> None:
    antwoord = _op(mini_officieel, 105_100.0, 455_200.0)
    assert (antwoord["postcode"], antwoord["ligging"], antwoord["grensNabij"]) == ("2002", "punt-officieel", None)
    assert (
        "officiële postcodegrenzen" in antwoord["liggingToelichting"] and "schets" not in antwoord["liggingToelichting"]
    )


def test_official_borders_tell_the_parts_of_a_postcode_apart(mini_officieel: Stand) -> None:
    hoofd, deel = _op(mini_officieel, 111_000.0, 450_000.0), _op(mini_officieel, 108_000.0, 450_000.0)
    assert {een["postcode"] for een in (hoofd, deel)} == {"3003"}
    assert [een["naam"] for een in hoofd["gemeenten"]] == ["'s-Diepwijk"]
    assert [(een["naam"], een["aandeel"]) for een in deel["gemeenten"]] == [("Aadorp", 1.0)]
    assert {een["aandeel"] for een in deel["samenwerkingsverbanden"]} == {1.0}
    for antwoord in (hoofd, deel):
        assert antwoord["gemeente"] == {k: antwoord["gemeenten"][0][k] for k in ("code", "naam")}
        assert "deel-van-postcode" in {een["code"] for een in antwoord["opmerkingen"]}
        assert "gemeente-gedeeld" not in {een["code"] for een in antwoord["opmerkingen"]}


def test_the_sketch_gives_the_whole_postcode_for_each_part(mini_stand: Stand) -> None:
    hoofd, deel = _op(mini_stand, 111_000.0, 449_000.0), _op(mini_stand, 108_200.0, 449_000.0)
    assert [een["naam"] for een in hoofd["gemeenten"]] == ["'s-Diepwijk", "Aadorp"]
    assert [een["aandeel"] for een in hoofd["gemeenten"]] == [0.7, 0.3]
    assert {veld for veld in hoofd if hoofd[veld] != deel[veld]} <= {"liggingToelichting", "grensNabij"}
    assert "deel-van-postcode" not in {een["code"] for een in deel["opmerkingen"]}


def test_the_border_between_parts_is_near_on_official_borders_only(mini_officieel: Stand, mini_stand: Stand) -> None:
    assert _overkant(_op(mini_officieel, 108_550.0, 450_000.0)) == ["3003"]
    assert _overkant(_op(mini_stand, 108_550.0, 450_000.0)) == []


def test_a_postcode_that_was_not_cut_answers_as_a_whole(mini_opbouw: Opbouw) -> None:
    vlakken = minigrond(mini_opbouw.feiten, OFFICIEEL, geknipt=False)
    stand = Stand(Sectiebestand(memoryview(inhoud(secties_van(mini_opbouw, vlakken)))))
    hoofd, deel = _op(stand, 111_000.0, 450_000.0), _op(stand, 108_000.0, 450_000.0)
    for antwoord in (hoofd, deel):
        assert antwoord["ligging"] == "punt-officieel" and antwoord["gemeente"] is None
        assert [een["naam"] for een in antwoord["gemeenten"]] == ["'s-Diepwijk", "Aadorp"]
        assert "deel-van-postcode" not in {een["code"] for een in antwoord["opmerkingen"]}
    # 3004 lies in the gemeente of part 1 only: across the border the whole of 3003 is named.
    assert _overkant(_op(stand, 112_560.0, 450_000.0)) == ["3003"]


# -- what lies across --------------------------------------------------------------------------


def test_across_a_border_both_sides_are_named(mini_officieel: Stand) -> None:
    antwoord = _op(mini_officieel, 102_440.0, 455_000.0)
    assert antwoord["postcode"] == "2001"
    assert antwoord["grensNabij"] == {
        "binnenMeter": 100,
        "overkant": [
            {
                "postcode": "2002",
                "gemeente": {"code": "GM9003", "naam": "Côrtenhof"},
                "samenwerkingsverbanden": [{"sector": "PO", "code": "PO9002"}, {"sector": "VO", "code": "VO9001"}],
                "jeugdregio": {"code": "JZ91", "naam": "Noord"},
            }
        ],
    }
    zin = antwoord["liggingToelichting"]
    assert "binnen 100 meter" in zin and "postcode 2002 in Côrtenhof, met PO9002 en VO9001" in zin


def test_what_does_not_differ_is_said(mini_officieel: Stand) -> None:
    antwoord = _op(mini_officieel, 107_560.0, 460_000.0)
    assert (antwoord["postcode"], _overkant(antwoord)) == ("1003", ["1002"])
    assert "postcode 1002 in Aadorp, met dezelfde samenwerkingsverbanden" in antwoord["liggingToelichting"]


@pytest.mark.parametrize(("afstand", "nabij"), [(0.0, True), (99.9, True), (100.0, True), (100.1, False)])
def test_the_accuracy_of_the_borders_is_the_bound(mini_officieel: Stand, afstand: float, nabij: bool) -> None:
    assert bool(_overkant(_op(mini_officieel, 107_500.0 - afstand, 460_000.0))) is nabij


def test_between_equal_regions_there_is_no_border(mini_stand: Stand, mini_officieel: Stand) -> None:
    for stand in (mini_stand, mini_officieel):
        assert _op(stand, 112_500.0, 460_000.0)["grensNabij"] is None  # of 1003 and 1004, both in B


def test_of_equal_neighbours_the_nearest_is_named_once(mini_stand: Stand) -> None:
    antwoord = _op(mini_stand, 107_400.0, 457_900.0)
    assert antwoord["postcode"] == "1002"
    assert _overkant(antwoord) == ["1003", "2002", "2003"]


def test_a_border_that_a_herindeling_removed_is_no_longer_near(mini_stand: Stand) -> None:
    # F gave 4001 to E in 2018; the SWVs of 4001 and 5002 are the same.
    assert _overkant(_op(mini_stand, 102_300.0, 442_700.0, "2017-06-01")) == ["5001", "5002"]
    assert _overkant(_op(mini_stand, 102_300.0, 442_700.0, "2018-06-01")) == ["4002", "5001"]


def _verwacht(stand: Stand, boom: shapely.STRtree, plaats: Vindplaats, datum: str) -> set[Any]:
    """The other combinations of regions within the accuracy, by shapely and the values themselves."""
    lagen = stand.zicht(stand.toestand_nr_iso(datum)).lagen
    officieel = stand.grenzen["bron"] == "officieel"

    def regios(nummer: int) -> Any:
        wie = [nummer] if officieel else list(stand.bouwstenen_van(stand.plekken[nummer]))
        return tuple(tuple(tuple(lagen[soort].mogelijk(nr)) for soort in SOORTEN) for nr in wie)

    binnen = boom.query(shapely.Point(plaats.rd), "dwithin", stand.grenzen["nauwkeurigheid"])
    return {regios(nummer) for nummer in binnen.tolist()} - {regios(plaats.bouwsteen)}


@pytest.mark.parametrize("welke", ["mini_stand", "mini_officieel", "stand"])
def test_all_other_sides_are_named_and_no_others(welke: str, request: pytest.FixtureRequest) -> None:
    stand: Stand = request.getfixturevalue(welke)
    kans, vormen = random.Random(2014), Vormen(stand.sectie, "vlak_volledig").alle()
    boom = shapely.STRtree(vormen)
    west, zuid, oost, noord = shapely.total_bounds(vormen).tolist()
    gevuld = 0
    for _ in range(1500):
        datum = kans.choice(("2013-01-01", "2015-04-23", "2018-06-01", "2026-01-01"))
        try:
            plaats = vind_op_rd(stand, kans.uniform(west, oost), kans.uniform(zuid, noord))
        except NietGevonden:
            continue
        verwacht = _verwacht(stand, boom, plaats, datum)
        gevonden = _overkant(antwoord_punt(stand, plaats, datum))
        gevuld += bool(gevonden)
        assert len(gevonden) == len(verwacht), (plaats, datum)
    assert gevuld > 20


def test_the_mark_tells_answers_apart(mini_stand: Stand, mini_officieel: Stand) -> None:
    plaatsen = [vind_op_rd(mini_stand, x, 455_000.0) for x in (100_000.0, 102_400.0, 102_600.0)]
    merken = {(punt_op(mini_stand, een, 5).plek, punt_op(mini_stand, een, 5).merk) for een in plaatsen}
    assert len(merken) == 3
    merk = punt_op(mini_officieel, vind_op_rd(mini_officieel, 100_000.0, 455_000.0), 5).merk
    assert merk != punt_op(mini_stand, plaatsen[0], 5).merk


# -- beside all ground -------------------------------------------------------------------------


def test_on_the_water_the_nearest_postcode_is_named(mini_stand: Stand, mini_officieel: Stand) -> None:
    with pytest.raises(NietGevonden, match=r"volgens de schets .* postcode 4004, op ongeveer 400 meter") as gevangen:
        vind_op_rd(mini_stand, 116_900.0, 445_000.0)
    assert gevangen.value.bekend == {"dichtbij": ["4004"], "afstandMeter": 400}
    assert "waarschijnlijk" in str(gevangen.value)
    with pytest.raises(NietGevonden) as gevangen:
        vind_op_rd(mini_officieel, 100_000.0, 458_400.0)  # 1001, without ground
    assert not {"schets", "waarschijnlijk"} & set(str(gevangen.value).split())
    assert gevangen.value.bekend == {"dichtbij": ["2001"], "afstandMeter": 900}


def test_just_beside_the_ground_is_never_at_no_distance(mini_stand: Stand) -> None:
    with pytest.raises(NietGevonden, match="op ongeveer 10 meter"):
        vind_op_rd(mini_stand, 97_499.99, 455_000.0)
    with pytest.raises(NietGevonden, match="op ongeveer 4,2 kilometer"):
        vind_op_rd(mini_stand, 97_500.0 - 4_210.0, 455_000.0)


def test_far_from_all_ground_nothing_is_named(mini_stand: Stand) -> None:
    with pytest.raises(NietGevonden, match=r"zee, ander groot water of buitenland\.$") as gevangen:
        vind_op_rd(mini_stand, 200_000.0, 455_000.0)
    assert gevangen.value.bekend == {}


def test_points_that_cannot_be_dutch(mini_stand: Stand) -> None:
    with pytest.raises(Vraagfout, match="verwisseld"):
        vind_op_lonlat(mini_stand, 52.0, 5.0)
    with pytest.raises(Vraagfout, match="verwisseld"):
        vind_op_rd(mini_stand, 455_000.0, 105_000.0)


# -- the fast way and the exact one ------------------------------------------------------------


def _graden(aantal: int, zaad: int) -> tuple[list[float], list[float]]:
    willekeur = np.random.default_rng(zaad)
    lon, lat = willekeur.uniform(3.2, 7.3, aantal), willekeur.uniform(50.7, 53.7, aantal)
    return np.round(lon, 6).tolist(), np.round(lat, 6).tolist()


def _vergelijk_met_exact(stand: Stand, aantal: int, zaad: int) -> int:
    """Ask points in degrees both ways; gives how many took the fast one."""
    lon, lat = _graden(aantal, zaad)
    exact = opzoeker(stand).raster.bouwstenen(*rijen_naar_rd(np.array(lon), np.array(lat))).tolist()
    snel = 0
    for a, b, nummer in zip(lon, lat, exact, strict=True):
        try:
            plaats = vind_op_lonlat(stand, a, b)
        except NietGevonden:
            assert nummer == -1, (a, b)
            continue
        assert plaats.bouwsteen == nummer, (a, b)
        snel += plaats.lonlat is not None
    return snel


def test_the_fast_way_changes_nothing(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regio.zoeken.punt.BEREIK", 1.0)
    assert _vergelijk_met_exact(stand, 50_000, 1) > 10_000


@pytest.mark.lang
def test_the_fast_way_changes_nothing_at_a_million_points(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regio.zoeken.punt.BEREIK", 1.0)
    assert _vergelijk_met_exact(stand, 1_000_000, 2) > 200_000


def test_the_fast_way_knows_its_exact_place(stand: Stand) -> None:
    plaats = vind_op_lonlat(stand, 6.5, 52.9)
    assert plaats.lonlat == (6.5, 52.9) and plaats.rd == naar_rd(6.5, 52.9)
    assert abs(plaats.x - plaats.rd[0]) < 0.5 and abs(plaats.y - plaats.rd[1]) < 0.5


# -- the whole country -------------------------------------------------------------------------


def test_a_hundred_thousand_points_equal_shapely(stand: Stand) -> None:
    willekeur = np.random.default_rng(20150423)
    x, y = willekeur.uniform(10_000, 280_000, 100_000), willekeur.uniform(305_000, 620_000, 100_000)
    vormen = Vormen(stand.sectie, "vlak_volledig").alle().tolist()
    gevonden = opzoeker(stand).raster.bouwstenen(x, y).tolist()
    assert gevonden == volgens_shapely(vormen, x, y)
    assert len(set(gevonden)) > 3_500
