"""One edition, two databases: what comes back from either answers every question alike."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from regio.bronnen.rijen import Feiten
from regio.gebieden.schets import maak_schets
from regio.opslag.edities import lees_feiten, lees_vlakken, maak_engine, schrijf_editie
from regio.opslag.migraties import migreer
from regio.opslag.punten import bouwsteen_op_punten
from regio.stand import bestand
from regio.stand.compileren import secties_van
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from regio.zoeken.gemeente import antwoord_gemeente
from regio.zoeken.punt import opzoeker

POSTCODES, GEMEENTEN, PUNTEN = 6_000, 1_000, 3_000


@dataclass(frozen=True)
class Teruggelezen:
    """An edition after a round trip through a database."""

    engine: Engine
    editie: int
    stand: Stand


def _heen_en_terug(url: str, feiten: Feiten, map_: Path, naam: str) -> Teruggelezen:
    engine = maak_engine(url)
    migreer(engine)
    nummer = schrijf_editie(engine, feiten, maak_schets(feiten))
    doel = map_ / f"{naam}.regio"
    bestand.schrijf(doel, secties_van(Opbouw(lees_feiten(engine, nummer)), lees_vlakken(engine, nummer)))
    return Teruggelezen(engine, nummer, Stand.open(doel))


def _dag(kans: random.Random) -> str:
    return (date(2013, 1, 1) + timedelta(days=kans.randrange(5_100))).isoformat()


@pytest.mark.postgis
def test_ten_thousand_questions_without_a_difference(postgis_url: str, tmp_path: Path, feiten: Feiten) -> None:
    lite = _heen_en_terug(f"sqlite:///{tmp_path / 'regio.db'}", feiten, tmp_path, "lite")
    post = _heen_en_terug(postgis_url, feiten, tmp_path, "post")
    kans = random.Random(20150423)
    pc4s, gemeenten = lite.stand.pc4s, [rij.code for rij in feiten.gemeenten]
    assert post.stand.pc4s == pc4s

    for _ in range(POSTCODES):
        plek, dag = kans.randrange(len(pc4s)), _dag(kans)
        toestand = lite.stand.toestand_nr_iso(dag)
        assert post.stand.toestand_nr_iso(dag) == toestand
        assert lite.stand.postcode_bytes(plek, dag, toestand) == post.stand.postcode_bytes(plek, dag, toestand)
    for _ in range(GEMEENTEN):
        code, dag = kans.choice(gemeenten), _dag(kans)
        assert antwoord_gemeente(lite.stand, code, dag) == antwoord_gemeente(post.stand, code, dag)
    _vergelijk_punten(lite, post, feiten, kans)
    lite.engine.dispose()
    post.engine.dispose()


def _vergelijk_punten(lite: Teruggelezen, post: Teruggelezen, feiten: Feiten, kans: random.Random) -> None:
    """PostGIS finds the ground itself (ST_Covers); SQLite and the grid of the Stand must agree."""
    midden = [kans.choice(feiten.postcodes) for _ in range(PUNTEN)]
    punten = [(rij.x_rd + kans.uniform(-3e3, 3e3), rij.y_rd + kans.uniform(-3e3, 3e3)) for rij in midden]
    uit_postgis = bouwsteen_op_punten(post.engine, post.editie, punten)
    assert uit_postgis == bouwsteen_op_punten(lite.engine, lite.editie, punten)
    assert uit_postgis == [opzoeker(post.stand).raster.bouwsteen(x, y) for x, y in punten]
    assert len(set(uit_postgis)) > PUNTEN / 4
