"""The chart through time: where its lines run, that they differ in more than colour, and what it says in words."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

from kaarten.congruentie.grafiek import BREED, HOOG, grafiek
from tests.kaarten.congruentie.voorbeeld import REEKS, punt

SVG = "{http://www.w3.org/2000/svg}"


def _boom(antwoord: dict[str, object] = REEKS) -> ET.Element:
    return ET.fromstring(grafiek(antwoord, "2026-11-22"))


def test_it_is_well_formed_and_says_in_words_what_it_shows() -> None:
    boom = _boom()
    titel, tekst = boom.find(f"{SVG}title"), boom.find(f"{SVG}desc")
    assert titel is not None and tekst is not None and tekst.text
    assert boom.get("aria-labelledby") == f"{titel.get('id')} {tekst.get('id')}"
    assert boom.get("role") == "img"
    assert "0,877 op 1 januari 2013, 0,881 vanaf 23 april 2015" in tekst.text
    assert "jeugdregio's van <2015>" in tekst.text
    assert "style=" not in grafiek(REEKS, "2026-11-22")


def test_lines_step_where_something_changes_and_a_band_is_an_area() -> None:
    boom = _boom()
    eerste, tweede = boom.findall(f"{SVG}g")
    (lijn,) = eerste.findall(f"{SVG}path")
    assert re.fullmatch(r"M56\.0,[\d.]+H[\d.]+L[\d.]+,[\d.]+H560\.0", lijn.get("d", ""))
    zeker, randen = tweede.findall(f"{SVG}path")
    assert zeker.get("d", "").count("H") == 1
    assert randen.get("d", "").count("H") == 2
    (band,) = boom.findall(f"{SVG}path[@class='band']")
    assert band.get("d", "").endswith("Z")


def test_a_higher_value_lies_higher_and_a_later_day_to_the_right() -> None:
    boom = _boom()
    pad = boom.findall(f"{SVG}g")[0].findall(f"{SVG}path")[0].get("d", "")
    x1, y1, x2, x3, y2, x4 = map(float, re.findall(r"[\d.]+", pad))
    assert x1 < x2 == x3 < x4
    assert y2 < y1
    # Of the 5,073 days from 2013 to the end 842 come before 23 April 2015.
    assert abs((x2 - x1) / (x4 - x1) - 842 / 5073) < 0.001


def test_four_lines_differ_in_width_or_dash() -> None:
    vier = {**REEKS, "reeksen": [{**REEKS["reeksen"][0], "titel": f"nummer {nr}"} for nr in range(4)]}
    stijlen = [
        (lijn.get("stroke-width"), lijn.get("stroke-dasharray"))
        for groep in _boom(vier).findall(f"{SVG}g")
        for lijn in groep.findall(f"{SVG}path")
    ]
    assert len(set(stijlen)) == 4


def test_labels_stand_apart_and_inside_even_where_lines_end_together() -> None:
    vier = {**REEKS, "reeksen": [{**REEKS["reeksen"][0], "titel": f"nummer {nr}"} for nr in range(4)]}
    namen = [tekst for tekst in _boom(vier).findall(f"{SVG}text") if (tekst.text or "").startswith("nummer")]
    hoogten = sorted(float(naam.get("y", "")) for naam in namen)
    assert len(namen) == 4
    assert all(onder - boven >= 18 for boven, onder in pairwise(hoogten))
    _, _, breed, hoog = map(float, (_boom(vier).get("viewBox") or "").split())
    assert hoogten[0] > HOOG and hoogten[-1] < hoog
    # On a phone of 375 pixels letters are still about ten pixels high.
    assert breed == BREED and float(_boom(vier).get("font-size", "")) * 340 / breed >= 9.9
    assert all(float(naam.get("x", "")) < BREED for naam in namen)


def test_without_points_there_is_no_chart_and_one_value_is_a_line() -> None:
    assert grafiek({**REEKS, "reeksen": [{**REEKS["reeksen"][0], "punten": []}]}, "2026-11-22") == ""
    een = {**REEKS["reeksen"][0], "punten": [punt("2013-01-01", None, 1.0, None)]}
    boom = _boom({**REEKS, "reeksen": [een]})
    waarden = [tekst.text for tekst in boom.findall(f"{SVG}text") if (tekst.text or "")[:2] in ("0,", "1,")]
    assert "1,000" in waarden
    assert not [waarde for waarde in waarden if waarde and float(waarde.replace(",", ".")) > 1]
