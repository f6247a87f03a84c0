"""The sketch against the official PC4 borders: better than the nearest point, and honest about the rest."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from regio.bronnen.rijen import Feiten
from regio.gebieden.schets import maak_schets
from regio.stand.stand import Stand
from tests.bench.schets import afstand_tot_waarheid, bij_grens, lees_pc4, trek, vergelijk, waarden

pytestmark = pytest.mark.bronnen


@pytest.fixture(scope="module")
def pc4(bronnenmap: Path) -> dict[str, shapely.Geometry]:
    """The official ground of every PC4."""
    return lees_pc4(sorted(bronnenmap.glob("cbs_pc4_*.gpkg"))[-1])


def test_the_sketch_answers_better_than_the_nearest_point(
    feiten: Feiten, stand: Stand, pc4: dict[str, shapely.Geometry]
) -> None:
    schets = maak_schets(feiten)
    trekking = trek(feiten, pc4)
    scores, antwoord = vergelijk(feiten, stand, schets, trekking)
    onze, basis = (een for _, een in scores)
    assert len(antwoord) == 100_000
    assert onze.po > basis.po + 0.005
    assert onze.vo > basis.vo + 0.004
    assert onze.pc4 > basis.pc4 + 0.05
    assert (antwoord < 0).mean() < 0.005
    per_sector = waarden(stand)
    ver = afstand_tot_waarheid(schets, per_sector, trekking, antwoord)
    assert len(ver) > 1_000
    assert (ver <= schets.nauwkeurigheid).mean() >= 0.90
    nabij = bij_grens(schets, per_sector, trekking.xy, antwoord, schets.nauwkeurigheid)
    fout = (antwoord >= 0) & np.any([soort[antwoord] != soort[trekking.echt] for soort in per_sector.values()], axis=0)
    assert nabij[fout].mean() >= 0.90
    assert nabij.mean() < 0.25


def test_the_land_is_where_the_land_is(feiten: Feiten, pc4: dict[str, shapely.Geometry]) -> None:
    schets = shapely.coverage_union_all(maak_schets(feiten).vlak)
    echt = shapely.union_all(shapely.buffer(list(pc4.values()), 0))
    samen = shapely.intersection(schets, echt).area
    assert samen / echt.area > 0.97
    assert samen / shapely.union(schets, echt).area > 0.90
