"""The samenwerkingsverbanden as rows: which there are, what they count, and in what order."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import Mock

import pytest

from kaarten import gebied
from kaarten.beeld import maak_uitkomst
from kaarten.kaartgegevens import kaartgegevens, merk
from kaarten.overzicht import Keuze, lees_keuze, maak_overzicht
from kaarten.teksten import getal
from kaarten.verbanden import KOLOMMEN, gesorteerd, rijen
from regio.adressen import GeenGeocoder
from regio.gebieden.kaartset.kaartset import kaartset_van
from regio.stand.stand import Stand
from regio.zoeken.zoek import zoek

VANDAAG = "2026-11-22"


def op(stand: Stand, datum: str) -> int:
    return stand.toestand_nr_iso(datum)


def gelezen(stand: Stand, datum: str = VANDAAG) -> dict[str, Any]:
    """The data of the map on a day, as a browser reads it."""
    uit: dict[str, Any] = json.loads(kaartgegevens(stand, kaartset_van(stand), op(stand, datum)))
    return uit


@pytest.mark.parametrize(("sector", "aantal"), [("PO", 76), ("VO", 74)])
def test_every_area_is_a_row(stand: Stand, sector: str, aantal: int) -> None:
    alle = rijen(stand, op(stand, VANDAAG), sector)
    assert len(alle) == aantal
    assert all(rij.code.startswith(sector) and rij.gemeenten and rij.postcodes for rij in alle)


def test_before_the_regeling_there_are_none(stand: Stand) -> None:
    assert rijen(stand, op(stand, "2012-06-01"), "PO") == ()


def test_a_split_gemeente_is_a_part_of_two(stand: Stand) -> None:
    nummer = op(stand, VANDAAG)
    met = [rij.code for rij in rijen(stand, nummer, "VO") if ("GM1730", True) in rij.leden]
    assert met == ["VO2001", "VO2201"]
    assert ("GM1730", False) in gebied.leden_per_verband(stand, nummer, "PO")["PO2201"]


def test_a_name_without_a_source_is_none(stand: Stand) -> None:
    namen = {rij.code: rij.naam for rij in rijen(stand, op(stand, VANDAAG), "PO")}
    assert namen["PO2101"] is None
    assert namen["PO2001"] is not None


@pytest.mark.parametrize("aflopend", [False, True])
@pytest.mark.parametrize("kolom", KOLOMMEN)
def test_rows_in_order_with_the_nameless_behind(stand: Stand, kolom: str, aflopend: bool) -> None:
    alle = rijen(stand, op(stand, VANDAAG), "PO")
    waarden = [getattr(rij, kolom) for rij in gesorteerd(alle, kolom, aflopend=aflopend)]
    bekend = [waarde for waarde in waarden if waarde is not None]
    assert bekend == sorted(bekend, reverse=aflopend)
    assert waarden[: len(bekend)] == bekend
    assert len(waarden) == len(alle)


def test_a_choice_that_is_not_known_falls_back() -> None:
    assert lees_keuze({"sector": "XX", "sorteer": "prijs", "volgorde": "om"}) == Keuze()
    assert lees_keuze({"sector": "VO", "sorteer": "inwoners", "volgorde": "af"}) == Keuze("VO", "", "inwoners", True)


def test_the_column_sorted_by_turns_around(stand: Stand) -> None:
    overzicht = maak_overzicht(stand, Keuze("VO", "2015-04-23", "inwoners"), "2015-04-23")
    koppen = {kop.kolom: kop for kop in overzicht.koppen}
    assert koppen["inwoners"].volgorde == "ascending"
    assert koppen["inwoners"].adres == "/overzicht?sector=VO&peildatum=2015-04-23&sorteer=inwoners&volgorde=af"
    assert (koppen["code"].volgorde, koppen["code"].adres.count("volgorde")) == ("", 0)


def test_the_data_of_the_map(stand: Stand) -> None:
    gegevens = gelezen(stand)
    gemeenten = {code: rest for code, *rest in gegevens["g"]}
    assert (len(gegevens["PO"]), len(gegevens["VO"])) == (76, 74)
    assert gemeenten["GM1730"] == ["Tynaarlo", 0, 1]
    _, naam, leden, postcodes, misschien, inwoners = next(rij for rij in gegevens["VO"] if rij[0] == "VO2001")
    assert (naam, misschien) == (None, 0)
    assert postcodes > 0 < inwoners
    assert "GM1730" in [gegevens["g"][-plek - 1][0] for plek in leden if plek < 0]
    assert gegevens["dagen"][gegevens["nummer"]] == gegevens["vanaf"] <= VANDAAG
    assert gegevens["bron"] == "schets"
    assert [len(paden) for paden in gegevens["bestanden"].values()] == [4, 4, 4]
    assert all(pad.startswith("/gebieden/swv-") for pad in gegevens["bestanden"]["swv"])


def test_on_another_day_the_map_is_another(stand: Stand) -> None:
    assert gelezen(stand, "2013-06-01")["bestanden"]["swv"] != gelezen(stand)["bestanden"]["swv"]
    voor = gelezen(stand, "2012-06-01")
    assert (voor["PO"], voor["bestanden"]["swv"]) == ([], [None] * 4)
    assert all(voor["bestanden"]["gemeente"])


def test_without_a_map_set_the_rows_remain(stand: Stand) -> None:
    gegevens = json.loads(kaartgegevens(stand, None, op(stand, VANDAAG)))
    assert (gegevens["bron"], gegevens["bestanden"], len(gegevens["PO"])) == (None, {}, 76)


def test_another_map_set_gives_another_fingerprint(stand: Stand) -> None:
    ander: Any = Mock(inhoud={"bron": "officieel"})
    assert len({merk(stand, None), merk(stand, kaartset_van(stand)), merk(stand, ander)}) == 3


def test_a_border_that_is_near_names_both_sides(stand: Stand) -> None:
    uitkomst = zoek(stand, "9471", VANDAAG, GeenGeocoder())
    over = zoek(stand, "9482", VANDAAG, GeenGeocoder())["antwoorden"][0]
    uitkomst["antwoorden"][0] |= {"ligging": "punt-schets", "grensNabij": {"binnenMeter": 800, "overkant": [over]}}
    grens = maak_uitkomst(stand, uitkomst).antwoorden[0].grens
    assert grens is not None
    assert "binnen 800 meter van een grens" in grens[0]
    assert "aan beide kanten dezelfde" not in grens[0]
    assert grens[1] == [
        ("Deze kant", "postcode 9471, gemeente Tynaarlo: PO2201 en VO2001."),
        ("De andere kant", "postcode 9482, gemeente Tynaarlo: PO2201 en VO2201."),
    ]


def test_the_same_on_both_sides_is_said(stand: Stand) -> None:
    uitkomst = zoek(stand, "9471", VANDAAG, GeenGeocoder())
    eigen = uitkomst["antwoorden"][0]
    uitkomst["antwoorden"][0] = {**eigen, "grensNabij": {"binnenMeter": 100, "overkant": [{**eigen, "gemeente": None}]}}
    grens = maak_uitkomst(stand, uitkomst).antwoorden[0].grens
    assert grens is not None
    assert grens[0].endswith("De samenwerkingsverbanden zijn aan beide kanten dezelfde.")


def test_far_from_a_border_nothing_is_said(stand: Stand) -> None:
    assert maak_uitkomst(stand, zoek(stand, "9471", VANDAAG, GeenGeocoder())).antwoorden[0].grens is None


@pytest.mark.parametrize(("waarde", "tekst"), [(7, "7"), (1234, "1.234"), (1044935, "1.044.935")])
def test_numbers_as_a_dutch_reader_writes_them(waarde: int, tekst: str) -> None:
    assert getal(waarde) == tekst
