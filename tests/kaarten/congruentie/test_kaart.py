"""The maps: regions dissolved from pieces, lines by kind, as a picture and as data for the page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely

from kaarten.congruentie.kaartdata import STAPPEN, kaartdata
from kaarten.congruentie.prent import PRENT, Bijschrift, prent_svg
from kaarten.congruentie.svg import NOORD, SCHAAL, STIJLEN, WEST, kaart_svg, legenda, randstad_svg, staal
from kaarten.congruentie.vormen import SOORTEN, Gebied, Kaartvormen, gebieden, kaartvormen, zonder_spikkels
from regio.congruentie.grensmaat import grensmaat
from regio.congruentie.indelingen import kies
from regio.gebieden.crs import CRS84, uit_rd
from regio.indeling import Indeling
from regio.stand.stand import Stand

DAG = "2015-04-23"
SVG = "{http://www.w3.org/2000/svg}"
VIERKANT = np.array(
    [[100_000, 400_000], [150_000, 400_000], [150_000, 450_000], [100_000, 450_000], [100_000, 400_000]]
)


def _mini(**lijnen: list[np.ndarray]) -> Kaartvormen:
    gebied = Gebied("PO<1>", ((VIERKANT.astype(float),),), (125_000.0, 425_000.0), 25_000.0)
    alle = {soort: lijnen.get(soort.replace("-", "_"), []) for soort in SOORTEN}
    return Kaartvormen((gebied,), alle, "schets", "Schets", 1000.0)


@pytest.fixture(scope="module")
def vormen(stand: Stand) -> Kaartvormen:
    """PO beside the jeugdregio's of 2015."""
    return kaartvormen(stand, "PO", "jeugdregio-2015", DAG)


def test_regions_are_whole_pieces_and_ground_without_a_region_comes_last() -> None:
    vormen = np.array([shapely.box(x, 0, x + 1000, 1000) for x in range(0, 4000, 1000)], dtype=object)
    # Five bouwstenen on four pieces: the first two share one.
    indeling = Indeling.van("proef", [["B"], ["B"], ["A"], ["B"], []])
    alle = gebieden(indeling, vormen, np.array([0, 0, 1, 2, 3]))
    assert [gebied.code for gebied in alle] == ["A", "B", ""]
    assert [len(gebied.delen) for gebied in alle] == [1, 2, 1]
    assert alle[0].plek == (1500.0, 500.0)
    assert alle[0].straal == pytest.approx(500)


def test_the_regions_of_the_real_division_cover_the_country(vormen: Kaartvormen, stand: Stand) -> None:
    codes = [gebied.code for gebied in vormen.gebieden if gebied.code]
    assert tuple(codes) == kies(stand, "PO", DAG).indeling.codes
    oppervlak = sum(shapely.Polygon(deel[0], deel[1:]).area for gebied in vormen.gebieden for deel in gebied.delen)
    assert 33e9 < oppervlak < 42e9


def test_lines_are_as_long_as_the_border_measure_says(vormen: Kaartvormen, stand: Stand) -> None:
    """Within what simplifying to 150 metres takes off."""
    maat = grensmaat(kies(stand, "PO", DAG).indeling, kies(stand, "jeugdregio-2015", DAG).indeling, stand.net)

    def lengte(soort: str) -> float:
        return sum(float(np.hypot(*np.diff(lijn.astype(float), axis=0).T).sum()) for lijn in vormen.lijnen[soort])

    totaal = maat.totaal_a
    assert lengte("samenvallend") == pytest.approx(totaal.samenvallend, rel=0.02)
    assert lengte("alleen-indeling") == pytest.approx(totaal.lengte - totaal.samenvallend, rel=0.02)
    assert lengte("alleen-met") == pytest.approx(maat.totaal_b.lengte - maat.totaal_b.samenvallend, rel=0.02)


# -- the picture ----------------------------------------------------------------------------------


def test_kinds_of_lines_differ_without_their_colour() -> None:
    assert len({(stijl.breedte, stijl.streep) for stijl in STIJLEN.values()}) == len(SOORTEN) == len(STIJLEN)
    assert STIJLEN["samenvallend"].streep == ""
    assert all(STIJLEN[soort].streep for soort in SOORTEN if soort != "samenvallend")
    woorden = dict(legenda("A", "B", onzeker=False))
    assert list(woorden) == ["samenvallend", "alleen-indeling", "alleen-met"]
    assert "doorlopende" in woorden["samenvallend"] and "Stippel" in woorden["alleen-met"]
    assert 'stroke-dasharray="8 4"' in staal("alleen-indeling")


def test_the_picture_has_a_title_a_pattern_and_no_styles(vormen: Kaartvormen) -> None:
    oordelen = {gebied.code: "binnen" for gebied in vormen.gebieden} | {"PO2201": "doorsneden"}
    tekst = kaart_svg(vormen, oordelen, "Kaart van <alles> & meer")
    boom = ET.fromstring(tekst.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))
    titel = boom.find(f"{SVG}title")
    assert titel is not None and titel.text == "Kaart van <alles> & meer"
    assert boom.get("aria-labelledby") == titel.get("id")
    assert not re.search(r"style=|<style|<script|href=", tekst)
    assert tekst.count('fill="url(#doorsneden)"') == 1
    paden = [pad.get("class") for pad in boom.findall(f"{SVG}g/{SVG}path") if pad.get("class")]
    assert paden == [soort for soort in SOORTEN if vormen.lijnen[soort]]
    assert paden[-1] == "samenvallend"
    assert len(tekst) < 150_000


def test_a_line_is_drawn_where_it_lies_and_labels_are_escaped() -> None:
    lijn = np.array([[WEST + 5_000, NOORD - 1_000], [WEST + 5_040, NOORD - 1_000], [WEST + 9_000, NOORD - 3_000]])
    tekst = kaart_svg(_mini(alleen_met=[lijn, lijn[:2]]), {"PO<1>": "binnen"}, "x")
    (pad,) = re.findall(r'class="alleen-met"[^>]* d="([^"]*)"', tekst)
    assert pad == f"M{5_000 // SCHAAL},{1_000 // SCHAAL}l40,20"
    assert "PO&lt;1&gt;</text>" in tekst
    assert "xmlns" not in tekst


def _codes(tekst: str) -> list[str]:
    return re.findall(r"<text[^>]*>([A-Z]+[0-9]+)</text>", tekst)


def test_every_region_has_its_code_on_the_country_or_on_the_randstad(vormen: Kaartvormen) -> None:
    codes = {gebied.code for gebied in vormen.gebieden if gebied.code}
    land, randstad = _codes(kaart_svg(vormen, {}, "x")), _codes(randstad_svg(vormen, "x"))
    assert len(land) == len(set(land)) and len(randstad) == len(set(randstad))
    assert {"PO2814", "PO2708", "PO2806"} <= set(randstad)
    assert set(land) | set(randstad) == codes


def test_the_picture_that_is_kept_tells_what_it_is(vormen: Kaartvormen) -> None:
    regels = legenda("samenwerkingsverbanden <PO>", "jeugdregio's van 2015", onzeker=True)
    woorden = Bijschrift("PO naast <alles>", "23 april 2015", regels, "© Kadaster / CBS, CC BY 4.0", schets=True)
    tekst = prent_svg(vormen, {}, woorden)
    boom = ET.fromstring(tekst)
    gezegd = " ".join(stuk.text or "" for stuk in boom.iter(f"{SVG}text"))
    for zin in ("PO naast <alles>", "Op 23 april 2015", "Schets", "De Randstad, groter", woorden.vermelding):
        assert zin in gezegd
    for _, regel in regels:
        assert regel in gezegd
    assert not re.search(r"style=|<style|<script|href=\"[^#]", tekst)
    zonder = prent_svg(vormen, {}, replace(woorden, schets=False))
    assert ">Schets<" not in zonder
    # Nothing reaches over the edge of the picture.
    breed, hoog = PRENT
    for stuk in boom.findall(f"{SVG}text"):
        x, y, maat = (float(stuk.get(naam, "0")) for naam in ("x", "y", "font-size"))
        assert x + 0.55 * maat * len(stuk.text or "") < breed and y < hoog


def test_short_pieces_that_stand_alone_are_not_drawn() -> None:
    def lijn(*punten: tuple[int, int]) -> np.ndarray:
        return np.array(punten, dtype=np.int32)

    los, lang = lijn((0, 0), (399, 0)), lijn((0, 5_000), (400, 5_000))
    raakt, geraakt = lijn((1_000, 0), (1_100, 0)), lijn((1_000, 9_000), (1_000, 0), (2_000, 0))
    per_soort = {"samenvallend": [los, lang, raakt], "alleen-met": [geraakt]}
    over = zonder_spikkels(per_soort)
    assert [len(over[soort]) for soort in per_soort] == [2, 1]
    assert over["samenvallend"][0] is lang and over["samenvallend"][1] is raakt


# -- the data for the script ----------------------------------------------------------------------


def _punten(stappen: list[int]) -> np.ndarray:
    return np.cumsum(np.array(stappen).reshape(-1, 2), axis=0) / STAPPEN


def test_the_data_gives_the_same_lines_in_degrees() -> None:
    inhoud = json.loads(kaartdata(_mini(samenvallend=[VIERKANT[:2]])))
    ((code, delen, plek),) = inhoud["gebieden"]
    assert (code, len(delen), len(delen[0])) == ("PO<1>", 1, 1)
    assert np.allclose(_punten(delen[0][0]), uit_rd(VIERKANT.astype(float), CRS84), atol=0.6 / STAPPEN)
    assert np.allclose(_punten(plek), uit_rd(np.array([[125_000.0, 425_000.0]]), CRS84), atol=0.6 / STAPPEN)
    assert {soort: len(lijnen) for soort, lijnen in inhoud["lijnen"].items()} == {
        **dict.fromkeys(SOORTEN, 0),
        "samenvallend": 1,
    }
    assert (inhoud["bron"], inhoud["nauwkeurigheid"]) == ("schets", 1000.0)


def test_the_data_of_the_country_is_small_and_complete(vormen: Kaartvormen) -> None:
    lijf = kaartdata(vormen)
    inhoud = json.loads(lijf)
    assert len(lijf) < 200_000
    assert [code for code, _, _ in inhoud["gebieden"]] == [gebied.code for gebied in vormen.gebieden]
    assert all(delen for _, delen, _ in inhoud["gebieden"])
    assert {soort: len(lijnen) for soort, lijnen in inhoud["lijnen"].items()} == {
        soort: len(vormen.lijnen[soort]) for soort in SOORTEN
    }
