"""Points answered from the stored ground, the same on SQLite and on PostGIS."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import shapely
from sqlalchemy import Engine, text

from regio.bronnen.rijen import Feiten
from regio.gebieden.raster import GEEN
from regio.gebieden.schets import maak_schets
from regio.gebieden.vlakken import Vlakken
from regio.opslag.edities import maak_engine, schrijf_editie
from regio.opslag.migraties import migreer
from regio.opslag.punten import _VRAAG, bouwsteen_op_punten
from tests.regio.gebieden.dekking import X, Y, getekend, moeilijke_punten, raster_over, vlakken_van, volgens_shapely

Punten = list[tuple[float, float]]


@pytest.fixture
def vlakken() -> Vlakken:
    """The drawn ground."""
    return vlakken_van(getekend())


@pytest.fixture
def editie_id(engine: Engine, weinig: Feiten, vlakken: Vlakken) -> int:
    """An edition with that ground."""
    return schrijf_editie(engine, weinig, vlakken)


def _met_none(nummers: list[int]) -> list[int | None]:
    return [None if nummer == GEEN else nummer for nummer in nummers]


def test_points_everywhere_and_on_borders_equal_shapely(engine: Engine, editie_id: int, vlakken: Vlakken) -> None:
    willekeur = np.random.default_rng(2014)
    los = X + willekeur.uniform(-300, 2700, 2000), Y + willekeur.uniform(-300, 1800, 2000)
    op = moeilijke_punten(vlakken.vlak.tolist())
    x, y = np.concatenate([los[0], op[0]]), np.concatenate([los[1], op[1]])
    punten = list(zip(x.tolist(), y.tolist(), strict=True))
    verwacht = _met_none(volgens_shapely(vlakken.vlak.tolist(), x, y))
    assert bouwsteen_op_punten(engine, editie_id, punten) == verwacht
    assert set(verwacht) == {None, 0, 1, 2, 3, 4, 6}


def test_order_outside_and_unusable_points(engine: Engine, editie_id: int) -> None:
    goed = (X + 100, Y + 100)
    vraag = [(math.nan, 1.0), goed, (-5.0, 400_000.0), (math.inf, -math.inf), goed, (500_000, 1)]
    assert bouwsteen_op_punten(engine, editie_id, vraag) == [None, 0, None, None, 0, None]
    assert bouwsteen_op_punten(engine, editie_id, []) == []
    assert bouwsteen_op_punten(engine, editie_id, [(math.nan, math.nan)]) == [None]
    assert bouwsteen_op_punten(engine, 999, [goed]) == [None]


def test_on_a_shared_border_the_lowest_number_answers(engine: Engine, editie_id: int) -> None:
    assert bouwsteen_op_punten(engine, editie_id, [(X + 1000, Y + 500), (X + 1500, Y + 640), (X, Y)]) == [0, 3, 0]


def tienduizend(vlakken: Vlakken) -> Punten:
    """Points all over the country, and on vertices and sides of its ground."""
    willekeur = np.random.default_rng(2014)
    los = np.column_stack([willekeur.uniform(10e3, 280e3, 6000), willekeur.uniform(305e3, 620e3, 6000)])
    hoeken, vorm = shapely.get_coordinates(vlakken.vlak, return_index=True)
    zelfde = np.flatnonzero(vorm[1:] == vorm[:-1])
    gekozen = willekeur.choice(zelfde, 2000, replace=False)
    op_de_grens = np.vstack([hoeken[gekozen], (hoeken[gekozen] + hoeken[gekozen + 1]) / 2])
    return [(x, y) for x, y in np.vstack([los, op_de_grens]).tolist()]


def vergelijk(vlakken: Vlakken, feiten: Feiten, urls: tuple[str, ...]) -> None:
    """Ask both databases and the grid; they must not differ at one of 10,000 points."""
    punten = tienduizend(vlakken)
    raster = raster_over(vlakken)
    antwoorden: list[list[int | None]] = [[raster.bouwsteen(x, y) for x, y in punten]]
    for url in urls:
        motor = maak_engine(url)
        migreer(motor)
        antwoorden.append(bouwsteen_op_punten(motor, schrijf_editie(motor, feiten, vlakken), punten))
        motor.dispose()
    verschil = [(punt, *alle) for punt, *alle in zip(punten, *antwoorden, strict=True) if len(set(alle)) > 1]
    assert verschil == []
    assert 1000 < antwoorden[0].count(None) < 5000


@pytest.mark.postgis
def test_sqlite_postgis_and_the_grid_agree_on_the_sketch(
    postgis_url: str, tmp_path: Path, weinig: Feiten, feiten: Feiten
) -> None:
    vergelijk(maak_schets(feiten), weinig, (f"sqlite:///{tmp_path / 'regio.db'}", postgis_url))


@pytest.mark.bronnen
@pytest.mark.postgis
def test_sqlite_postgis_and_the_grid_agree_on_official_borders(
    postgis_url: str, tmp_path: Path, weinig: Feiten, officieel: Vlakken
) -> None:
    vergelijk(officieel, weinig, (f"sqlite:///{tmp_path / 'regio.db'}", postgis_url))


@pytest.mark.postgis
def test_postgis_uses_the_spatial_index(postgis_url: str, weinig: Feiten, feiten: Feiten) -> None:
    motor = maak_engine(postgis_url)
    migreer(motor)
    nummer = schrijf_editie(motor, weinig, maak_schets(feiten))
    waarden = {"x": [155_000.0] * 1000, "y": [463_000.0] * 1000, "editie_id": nummer}
    with motor.connect() as verbinding:
        plan = "\n".join(verbinding.scalars(text(f"EXPLAIN {_VRAAG.text}"), waarden).all())
    motor.dispose()
    assert "ix_bouwsteenvlak_vlak" in plan
    assert "Seq Scan on bouwsteenvlak" not in plan
