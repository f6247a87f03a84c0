"""The measures of congruence beside laying shapes over each other, on the same ground and on raw layers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from regio.congruentie.grensmaat import grensmaat
from regio.congruentie.indelingen import kies
from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import maten, regiomaten
from regio.congruentie.model import Oordeel
from regio.gebieden.grensnet import grensnet
from regio.gebieden.vlakken import Vlakken
from regio.gebieden.vormen import Vormen
from regio.indeling import Indeling
from regio.stand.stand import Stand
from tests.bench.congruentie import LENGTE, VERSCHIL, Lagen, grens_van_lijnen, lagen, maten_van_overlay

DAG = "2015-04-23"
PAREN = [("PO", "jeugdregio-2015"), ("VO", "jeugdregio-2015"), ("PO", "VO"), ("VO", "gemeente")]
Vlak = NDArray[np.object_]


@pytest.fixture(scope="module")
def schets(stand: Stand) -> Vlak:
    """The ground of the bouwstenen in the edition: the sketch."""
    return Vormen(stand.sectie, "vlak_volledig").alle()


def indelingen(stand: Stand, *namen: str) -> Iterator[Indeling]:
    """Divisions by name, on the day of the last version of the law."""
    return (kies(stand, naam, DAG).indeling for naam in namen)


def zoals_overlay(a: Indeling, b: Indeling, laag: Lagen) -> None:
    """V, h and c weighed by area are those of overlay."""
    onze = maten(kruis(a, b, np.where(laag.mee, laag.gewicht, 0.0)))
    hun = maten_van_overlay(laag.a, laag.b)
    assert (onze.homogeniteit, onze.volledigheid, onze.v) == pytest.approx(hun, abs=VERSCHIL)


def zoals_lijnen(a: Indeling, b: Indeling, vlak: Vlak, laag: Lagen) -> None:
    """The lengths of borders are those of lines laid over each other, but for the order of adding up."""
    onze = grensmaat(a, b, grensnet(vlak))
    lengte_a, lengte_b, samen = grens_van_lijnen(laag.a, laag.b)
    assert onze.totaal_a.lengte == pytest.approx(lengte_a, rel=LENGTE)
    assert onze.totaal_b.lengte == pytest.approx(lengte_b, rel=LENGTE)
    assert onze.totaal_a.samenvallend == onze.totaal_b.samenvallend == pytest.approx(samen, rel=LENGTE)
    assert 0 < samen < min(lengte_a, lengte_b)


@pytest.mark.parametrize("namen", PAREN)
def test_the_sketch_measured_by_overlay_and_by_lines(stand: Stand, schets: Vlak, namen: tuple[str, str]) -> None:
    a, b = indelingen(stand, *namen)
    laag = lagen(schets, a, b)
    zoals_overlay(a, b, laag)
    zoals_lijnen(a, b, schets, laag)


@pytest.mark.bronnen
@pytest.mark.parametrize("namen", PAREN)
def test_official_borders_measured_by_overlay_and_by_lines(
    stand: Stand, officieel: Vlakken, namen: tuple[str, str]
) -> None:
    a, b = indelingen(stand, *namen)
    laag = lagen(officieel.vlak, a, b)
    zoals_overlay(a, b, laag)
    zoals_lijnen(a, b, officieel.vlak, laag)


def test_the_border_of_every_region_is_that_of_its_shape(stand: Stand, schets: Vlak) -> None:
    a, b = indelingen(stand, "PO", "jeugdregio-2015")
    laag, onze = lagen(schets, a, b), grensmaat(a, b, grensnet(schets))
    rand = dict(zip(laag.a["a"], shapely.boundary(np.asarray(laag.a.geometry.array)), strict=True))
    land = shapely.boundary(shapely.coverage_union_all(schets[laag.mee]))
    for code, lijn in rand.items():
        lengte = shapely.length(lijn) - shapely.length(shapely.intersection(lijn, land))
        assert onze.per_a[code].lengte == pytest.approx(lengte, rel=1e-6, abs=1e-3), code


def identiek(a: geopandas.GeoDataFrame, b: geopandas.GeoDataFrame) -> set[tuple[str, str]]:
    """The regions of two layers that overlay finds to be the same ground: one piece, and nothing of either left."""
    stukken = geopandas.overlay(a, b, how="union", keep_geom_type=True)
    per_a, per_b = stukken.groupby("a", dropna=True).size(), stukken.groupby("b", dropna=True).size()
    heel = stukken.dropna(subset=["a", "b"])
    return {(een, ander) for een, ander in zip(heel["a"], heel["b"], strict=True) if per_a[een] == per_b[ander] == 1}


def cbs(bronnenmap: Path, jaar: int, laag: str, kolom: str) -> geopandas.GeoDataFrame:
    """A layer of CBS as it is, with its code in ``kolom``; only what is no valid shape is repaired."""
    uit = geopandas.read_file(bronnenmap / f"cbsgebiedsindelingen{jaar}.gpkg", layer=f"{laag}_gegeneraliseerd")
    return uit.assign(geometry=uit.geometry.make_valid())[["statcode", "geometry"]].rename(columns={"statcode": kolom})


def op_bouwstenen(a: Indeling, b: Indeling) -> set[tuple[str, str]]:
    """The regions that are the same ground on the bouwstenen."""
    alle = regiomaten(kruis(a, b, np.ones(len(a))))
    return {(een.code, een.partners[0].code) for een in alle if een.oordeel is Oordeel.IDENTIEK}


def test_most_jeugdregios_of_2016_are_those_of_2025(stand: Stand, repo: Path) -> None:
    gelijk = op_bouwstenen(*indelingen(stand, "jeugdregio-2016", "jeugdregio-2025"))
    assert all(een == ander for een, ander in gelijk)
    blad = " ".join((repo / "docs/congruentie.md").read_text(encoding="utf-8").split())
    assert f"Van de 42 jeugdregio's zijn er op de bouwstenen {len(gelijk)} in 2016 en 2025 dezelfde" in blad


@pytest.mark.bronnen
def test_two_layers_of_the_same_regions_are_never_identical_to_overlay(stand: Stand, bronnenmap: Path) -> None:
    """The jeugdregio's of 2016 and 2025, most of which did not change, in the layers of 2016 and 2023."""
    toen, nu = cbs(bronnenmap, 2016, "jeugdregio", "a"), cbs(bronnenmap, 2023, "jeugdregio", "b")
    assert len(toen) == len(nu) == 42
    assert identiek(toen, nu) == set()
    assert len(op_bouwstenen(*indelingen(stand, "jeugdregio-2016", "jeugdregio-2025"))) > 20


@pytest.mark.bronnen
def test_own_layer_beside_dissolved_postcodes_is_never_identical_to_overlay(
    stand: Stand, officieel: Vlakken, bronnenmap: Path
) -> None:
    """Some SWVs are exactly a jeugdregio; drawn from two files their borders differ by metres everywhere."""
    swv, jeugdregio = indelingen(stand, "PO", "jeugdregio-2015")
    gelijk = op_bouwstenen(swv, jeugdregio)
    assert len(gelijk) == 6
    opgelost = lagen(officieel.vlak, swv, jeugdregio)
    assert identiek(opgelost.a, opgelost.b) == gelijk
    assert identiek(opgelost.a, cbs(bronnenmap, 2016, "jeugdregio", "b")) == set()
