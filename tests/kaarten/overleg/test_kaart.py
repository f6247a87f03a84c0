"""The map of a table: the right ground, told apart without colour, in one small drawing."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely

from kaarten.analyse.bron import bron_van
from kaarten.overleg.kaart import BREED, HOOGST, RAND, staal, tafelkaart
from kaarten.overleg.vormen import BINNEN, BUITEN, NIVEAU, tafelvormen
from regio.overleg.tafels import tafels
from regio.stand.stand import Stand
from regio.stand.zicht import benoemd

DAG = "2026-11-22"
SVG = "{http://www.w3.org/2000/svg}"


def _oppervlakte(gebied: object) -> float:
    delen = gebied.delen  # type: ignore[attr-defined]
    return sum(float(shapely.Polygon(deel[0], list(deel[1:])).area) for deel in delen)


@pytest.mark.parametrize("swv", ["VO2001", "PO2201", "VO2810", "PO2707"])
def test_ground_inside_is_exactly_that_of_the_swv(stand: Stand, swv: str) -> None:
    """Against the pieces of the map themselves, added up."""
    toestand = stand.toestand_nr_iso(DAG)
    vormen = tafelvormen(stand, toestand, swv)
    pieces, stuk = bron_van(stand).stukken(NIVEAU)
    laag = stand.zicht(toestand).lagen[swv[:2]]
    mee = np.unique(stuk[[nr for nr in range(stand.aantal_bouwstenen) if tuple(laag.mogelijk(nr)) == (swv,)]])
    verwacht = float(shapely.area(pieces[mee[mee >= 0]]).sum())
    binnen = sum(_oppervlakte(deel.gebied) for deel in vormen.delen if deel.ligging == BINNEN)
    assert binnen == pytest.approx(verwacht, rel=1e-9)
    assert sum(_oppervlakte(gebied) for gebied in vormen.verband) == pytest.approx(verwacht, rel=1e-9)


def test_ground_outside_is_only_of_gemeenten_that_are_divided(stand: Stand) -> None:
    toestand = stand.toestand_nr_iso(DAG)
    for swv in ("VO2001", "VO2201", "PO2201"):
        geheel = {
            plaats.gemeente
            for plaats in tafels(stand, toestand).aan(swv)
            if plaats.zeker == tafels(stand, toestand).hoofddelen[plaats.gemeente]
        }
        buiten = {deel.gemeente for deel in tafelvormen(stand, toestand, swv).delen if deel.ligging == BUITEN}
        assert not buiten & geheel
        assert buiten == ({"GM0014", "GM1730"} - geheel if swv == "VO2001" else buiten)


def _kaart(stand: Stand, swv: str, eigen: str) -> tuple[ET.Element, list[tuple[str, str]]]:
    zicht = stand.zicht(stand.toestand_nr_iso(DAG))
    vormen = tafelvormen(stand, zicht.nummer, swv)
    codes = [plaats.gemeente for plaats in tafels(stand, zicht.nummer).aan(swv)]
    nummers = {code: (nr, str(benoemd(zicht, "gemeente", code)["naam"])) for nr, code in enumerate(codes, 1)}
    kaart = tafelkaart(vormen, swv, nummers, "Kaart <&> van", eigen=eigen, gestreept={eigen} if eigen else set())
    return ET.fromstring(kaart.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)), kaart.legenda


def test_the_gemeente_is_marked_by_pattern_and_outline(stand: Stand) -> None:
    beeld, legenda = _kaart(stand, "VO2001", "GM1730")
    paden = beeld.findall(f"{SVG}path")
    assert [pad.get("fill") for pad in paden].count("url(#strepen-VO2001)") == 1
    assert sum(pad.get("stroke-dasharray") == "9 4" for pad in paden) == 1
    assert [soort for soort, _ in legenda] == ["verband", "eigen", "strepen", "buiten"]
    assert any("Tynaarlo" in tekst for _, tekst in legenda)
    titel = beeld.find(f"{SVG}title")
    assert titel is not None and titel.text == "Kaart <&> van"
    assert beeld.get("role") == "img" and beeld.get("aria-labelledby") == titel.get("id")


@pytest.mark.parametrize(("swv", "eigen"), [("VO2001", "GM1730"), ("PO2707", ""), ("VO2102", "")])
def test_everything_of_the_swv_is_in_the_drawing_with_a_number(stand: Stand, swv: str, eigen: str) -> None:
    beeld, _ = _kaart(stand, swv, eigen)
    breed, hoog = (int(deel) for deel in str(beeld.get("viewBox")).split()[2:])
    assert breed == BREED and hoog <= HOOGST
    dik = [pad for pad in beeld.findall(f"{SVG}path") if pad.get("stroke-width") == "4"]
    for ring in re.findall(r"M(-?\d+),(-?\d+)l([^z]*)z", " ".join(str(pad.get("d")) for pad in dik)):
        punten = np.array([[int(ring[0]), int(ring[1])], *[paar.split(",") for paar in ring[2].split()]], dtype=int)
        spoor = np.cumsum(punten, axis=0)
        assert (
            spoor.min() >= RAND - 1 and spoor[:, 0].max() <= breed - RAND + 1 and spoor[:, 1].max() <= hoog - RAND + 1
        )
    teksten = [str(tekst.text) for tekst in beeld.findall(f"{SVG}text")]
    aantal = len(tafels(stand, stand.toestand_nr_iso(DAG)).aan(swv))
    assert len({tekst.split()[0] for tekst in teksten}) == len(teksten)
    assert len(teksten) >= 0.6 * aantal


def test_a_sample_for_every_line_of_the_legend() -> None:
    stalen = [staal(soort, "VO2001") for soort in ("verband", "eigen", "strepen", "stippen", "buiten")]
    assert len(set(stalen)) == 5
    for een in stalen:
        ET.fromstring(een)
