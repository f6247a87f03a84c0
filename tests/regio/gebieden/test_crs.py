"""Coordinate systems: order of axes, known places, and what is said to an unknown one."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from regio.fouten import Vraagfout
from regio.gebieden import crs
from regio.gebieden.rd import rijen_naar_rd

AMERSFOORT = np.array([[155_000.0, 463_000.0]])
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"


@pytest.mark.parametrize(
    ("uri", "plek", "fout"),
    [
        (crs.CRS84, (5.387206, 52.155174), 2e-5),
        (EPSG + "4258", (52.155174, 5.387206), 2e-5),
        (EPSG + "9067", (52.155174, 5.387206), 2e-5),
        (EPSG + "28992", (155_000, 463_000), 1e-9),
        (EPSG + "3857", (599_701, 6_828_231), 2.0),
    ],
)
def test_the_tower_of_amersfoort_in_every_system(uri: str, plek: tuple[float, float], fout: float) -> None:
    assert crs.uit_rd(AMERSFOORT, uri)[0] == pytest.approx(plek, abs=fout)


def test_the_systems_that_the_rules_ask_for() -> None:
    assert list(crs.STELSELS) == [crs.CRS84, *(EPSG + code for code in ("28992", "4258", "9067", "3857"))]
    assert {stelsel.decimalen for stelsel in crs.STELSELS.values() if "graden" in stelsel.naam} == {6}
    assert {stelsel.decimalen for stelsel in crs.STELSELS.values() if "meter" in stelsel.naam} == {2}


def test_an_unknown_system_lists_the_known_ones() -> None:
    with pytest.raises(Vraagfout, match="28992") as fout:
        crs.stelsel("EPSG:28992")
    assert (fout.value.fouten[0].veld, fout.value.fouten[0].code) == ("crs", "onbekend-crs")
    with pytest.raises(Vraagfout):
        crs.uit_rd(AMERSFOORT, "")


def test_there_and_back_again_is_within_a_millimetre() -> None:
    willekeur = np.random.default_rng(28992)
    punten = np.column_stack([willekeur.uniform(20_000, 280_000, 200), willekeur.uniform(305_000, 620_000, 200)])
    graden = crs.uit_rd(punten, crs.CRS84)
    assert np.column_stack(rijen_naar_rd(graden[:, 0], graden[:, 1])) == pytest.approx(punten, abs=0.001)


def test_shapes_keep_their_shared_vertices_and_empty_ones_stay_empty() -> None:
    vormen = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.Polygon()])
    graden = crs.vormen_uit_rd(vormen, crs.CRS84)
    assert shapely.coverage_is_valid(graden)
    assert graden[2].is_empty
    assert crs.vormen_uit_rd(vormen, crs.RD)[0].equals(vormen[0])
