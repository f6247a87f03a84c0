"""The bouwstenen beside the layer of a gemeente: how much they differ and why."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely

from regio.bronnen.rijen import BouwsteenRij
from regio.gebieden.officieel.nauwkeurigheid import ZONDER_METING, afstanden, binnengrenzen, meet
from regio.gebieden.officieel.vergelijken import voluit
from regio.gebieden.officieel.verschillen import (
    ANDERE_GEMEENTE,
    ENCLAVE,
    KUST_MEER,
    KUST_MINDER,
    OPEN,
    OVER_DE_GRENS,
    STROKEN,
    Vergelijking,
    overlap,
)
from regio.gebieden.vlakken import Geometrieen
from regio.tijdlijn.herindelingen import Gemeenten
from tests.regio.mini import V3

CODES, NAMEN = ("GM1", "GM2"), ("Westdorp", "Oostdorp")
# Four postcodes of 1 km in a row: two in the west, two in the east.
VIER = np.array([shapely.box(1000 * nr, 0, 1000 * nr + 1000, 1000) for nr in range(4)], dtype=object)
PC4S = ("1001", "1002", "1003", "1004")
ZEKER = tuple(Gemeenten.zeker(code) for code in ("GM1", "GM1", "GM2", "GM2"))


def tabel(
    west: shapely.Geometry,
    oost: shapely.Geometry,
    *,
    wie: tuple[Gemeenten, ...] = ZEKER,
    vlak: Geometrieen = VIER,
    enclave: float = 0.0,
) -> dict[str, Any]:
    """The row per gemeente for two drawn gemeenten."""
    lagen = np.array([west, oost], dtype=object)
    blokken = [BouwsteenRij(f"{pc4}-1", pc4, 1, "GM1", V3, 1.0, "") for pc4 in PC4S]
    samen, m2 = overlap(vlak, lagen), (shapely.area(lagen), shapely.area(vlak))
    vergelijking = Vergelijking(CODES, NAMEN, blokken, wie, *m2, samen, {"GM1": enclave})
    return {str(rij["gemeente"]): rij for rij in vergelijking.rijen()}


def oorzaken(rij: dict[str, Any]) -> list[tuple[str, int, list[str]]]:
    """Causes of a row."""
    return [(een["oorzaak"], een["m2"], een["postcodes"]) for een in rij["oorzaken"]]


def test_equal_drawings_do_not_differ() -> None:
    rijen = tabel(shapely.box(0, 0, 2000, 1000), shapely.box(2000, 0, 4000, 1000))
    assert [(rij["verschil_m2"], rij["oorzaken"]) for rij in rijen.values()] == [(0, []), (0, [])]


def test_a_postcode_across_the_border_counts_on_both_sides() -> None:
    rijen = tabel(shapely.box(0, 0, 2300, 1000), shapely.box(2300, 0, 4000, 1000))
    for rij in rijen.values():
        assert rij["verschil_m2"] == 300_000 and oorzaken(rij) == [(OVER_DE_GRENS, 300_000, ["1003"])]
    assert rijen["GM1"]["aandeel"] == pytest.approx(0.3 / 2.3, abs=1e-4)
    assert voluit(rijen["GM2"]) == f"{OVER_DE_GRENS} (1003), 30 ha"


def test_a_narrow_strip_is_drawing_noise() -> None:
    rijen = tabel(shapely.box(0, 0, 2050, 1000), shapely.box(2050, 0, 4000, 1000))
    assert oorzaken(rijen["GM1"]) == [(STROKEN, 50_000, ["1003"])]


def test_a_whole_postcode_elsewhere() -> None:
    rijen = tabel(shapely.box(0, 0, 3000, 1000), shapely.box(3000, 0, 4000, 1000))
    assert oorzaken(rijen["GM1"]) == [(ANDERE_GEMEENTE, 1_000_000, ["1003"])]


def test_ground_of_which_the_facts_leave_the_gemeente_open() -> None:
    beide = Gemeenten(frozenset(CODES), frozenset(CODES))
    rijen = tabel(shapely.box(0, 0, 2000, 1000), shapely.box(2000, 0, 4000, 1000), wie=(*ZEKER[:3], beide))
    assert oorzaken(rijen["GM2"]) == [(OPEN, 1_000_000, ["1004"])] and rijen["GM1"]["verschil_m2"] == 0


def test_coast_on_either_side() -> None:
    meer = tabel(shapely.box(100, 0, 2000, 1000), shapely.box(2000, 0, 4000, 1000))
    assert oorzaken(meer["GM1"]) == [(KUST_MEER, 100_000, [])]
    minder = tabel(shapely.box(-100, 0, 2000, 1000), shapely.box(2000, 0, 4000, 1000))
    assert oorzaken(minder["GM1"]) == [(KUST_MINDER, 100_000, [])]


def test_an_enclave_that_the_postcodes_draw() -> None:
    gat = shapely.box(400, 400, 700, 700)
    rijen = tabel(shapely.box(0, 0, 2000, 1000).difference(gat), shapely.box(2000, 0, 4000, 1000), enclave=90_000.0)
    assert oorzaken(rijen["GM1"]) == [(ENCLAVE, 90_000, [])]


def test_the_causes_add_up_to_the_difference() -> None:
    rijen = tabel(shapely.box(-70, 0, 2310, 1000), shapely.box(2310, 0, 3900, 1000))
    for rij in rijen.values():
        assert sum(een["m2"] for een in rij["oorzaken"]) == rij["verschil_m2"]


def test_without_causes_it_is_unknown() -> None:
    assert voluit({"oorzaken": []}) == "onbekend"


def test_inner_borders_leave_out_the_coast() -> None:
    lijn = binnengrenzen(VIER, np.array([0, 0, 1, -1]))
    assert shapely.equals(lijn, shapely.LineString([(2000, 0), (2000, 1000)]))


def test_distance_between_two_drawings_of_a_border() -> None:
    een = binnengrenzen(VIER, np.array([0, 0, 1, 1]))
    scheef = np.array([shapely.box(0, 0, 2040, 1000), shapely.box(2040, 0, 4000, 1000)], dtype=object)
    gemeten = afstanden(binnengrenzen(scheef, np.arange(2)), een)
    assert len(gemeten) == 10 and gemeten == pytest.approx(40.0)
    assert len(afstanden(een, shapely.MultiLineString())) == 0


def test_accuracy_is_that_of_the_finest_layer_rounded_up() -> None:
    fijn, grof = np.linspace(0, 60, 100), np.linspace(0, 300, 100)
    uit = meet({2016: np.append(fijn, 900.0), 2021: grof})
    assert uit["gemeten_aan"] == 2016 and uit["afgerond"] == 100.0
    assert uit["per_jaar"]["2016"]["andere_lijn"] == pytest.approx(1 / 101, abs=1e-4)
    assert uit["per_jaar"]["2021"]["p95"] == pytest.approx(285.0)
    assert meet({2016: fijn / 10})["afgerond"] == 50.0
    assert meet({})["afgerond"] == ZONDER_METING == meet({2016: np.array([800.0])})["afgerond"]
