"""Points answered from the stored cells, the same on SQLite and on PostGIS."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import shapely
from sqlalchemy import Engine, text

from regio.bronnen.rijen import Feiten
from regio.gebieden.cellen import schetscellen
from regio.opslag.edities import maak_engine, schrijf_editie
from regio.opslag.migraties import migreer
from regio.opslag.punten import _VRAAG, pc4_op_punten


@pytest.fixture
def editie_id(engine: Engine, weinig: Feiten) -> int:
    """An edition with the cells of 300 postcodes."""
    return schrijf_editie(engine, weinig, schetscellen(weinig.postcodes))


def test_every_postcode_point_is_answered_by_its_own_cell(engine: Engine, editie_id: int, weinig: Feiten) -> None:
    punten = [(rij.x_rd, rij.y_rd) for rij in weinig.postcodes]
    assert pc4_op_punten(engine, editie_id, punten) == [rij.pc4 for rij in weinig.postcodes]


def test_order_outside_and_unusable_points(engine: Engine, editie_id: int, weinig: Feiten) -> None:
    rij = weinig.postcodes[7]
    goed = (float(rij.x_rd), float(rij.y_rd))
    vraag = [(math.nan, 1.0), goed, (-5.0, 400_000.0), (math.inf, -math.inf), goed, (500_000, 1)]
    assert pc4_op_punten(engine, editie_id, vraag) == [None, rij.pc4, None, None, rij.pc4, None]
    assert pc4_op_punten(engine, editie_id, []) == []
    assert pc4_op_punten(engine, editie_id, [(math.nan, math.nan)]) == [None]
    assert pc4_op_punten(engine, 999, [goed]) == [None]


def test_a_point_on_a_border_gets_the_lowest_postcode(engine: Engine, editie_id: int, weinig: Feiten) -> None:
    cellen = schetscellen(weinig.postcodes)
    hoeken = [tuple(hoek) for hoek in shapely.get_coordinates(list(cellen.values()))[:200].tolist()]
    boom = shapely.STRtree(list(cellen.values()))
    pc4s = list(cellen)
    verwacht = [min(pc4s[nummer] for nummer in boom.query(shapely.Point(hoek), "intersects")) for hoek in hoeken]
    assert pc4_op_punten(engine, editie_id, hoeken) == verwacht


@pytest.mark.postgis
def test_sqlite_and_postgis_agree_on_ten_thousand_points(postgis_url: str, tmp_path: Path, feiten: Feiten) -> None:
    cellen = schetscellen(feiten.postcodes)
    willekeur = np.random.default_rng(2014)
    los = np.column_stack([willekeur.uniform(-1e3, 301e3, 6000), willekeur.uniform(299e3, 631e3, 6000)])
    hoeken = shapely.get_coordinates(list(cellen.values()))
    op_de_grens = np.vstack([hoeken[::13], (hoeken[:-1:13] + hoeken[1::13]) / 2])[:4000]
    punten = [(x, y) for x, y in np.vstack([los, op_de_grens]).tolist()]
    assert len(punten) == 10_000
    antwoorden = []
    for url in (f"sqlite:///{tmp_path / 'regio.db'}", postgis_url):
        motor = maak_engine(url)
        migreer(motor)
        antwoorden.append(pc4_op_punten(motor, schrijf_editie(motor, feiten, cellen), punten))
        motor.dispose()
    verschil = [(punt, een, ander) for punt, een, ander in zip(punten, *antwoorden, strict=True) if een != ander]
    assert verschil == []
    assert 0 < antwoorden[0].count(None) < 200


@pytest.mark.postgis
def test_postgis_uses_the_spatial_index(postgis_url: str, feiten: Feiten) -> None:
    motor = maak_engine(postgis_url)
    migreer(motor)
    nummer = schrijf_editie(motor, feiten, schetscellen(feiten.postcodes))
    waarden = {"x": [155_000.0] * 1000, "y": [463_000.0] * 1000, "editie_id": nummer}
    with motor.connect() as verbinding:
        plan = "\n".join(verbinding.scalars(text(f"EXPLAIN {_VRAAG.text}"), waarden).all())
    motor.dispose()
    assert "ix_cel_cel" in plan
    assert "Seq Scan on cel" not in plan
