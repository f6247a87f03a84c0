"""The views that QGIS reads on PostGIS: the regions of today, dissolved, valid, through the spatial index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import shapely
from sqlalchemy import Engine, text

from regio.bronnen.rijen import Feiten
from regio.gebieden.kaartset.kaartset import kaartset_van
from regio.opslag.edities import activeer, maak_engine, schrijf_editie
from regio.opslag.gebieden import schrijf_gebieden
from regio.opslag.migraties import migreer
from regio.stand.stand import Stand
from tests.regio.blokken import blokken

# A point of Zuidlaren (9471), RD.
X, Y = 241_500, 568_500
VANDAAG = date.today().isoformat()


@pytest.fixture(scope="module")
def gevuld(postgis_module_url: str, weinig: Feiten, editie: Path) -> Iterator[Engine]:
    """A database with the regions of the real edition, under one edition that is active."""
    motor = maak_engine(postgis_module_url)
    migreer(motor)
    nummer = schrijf_editie(motor, weinig, blokken(weinig))
    schrijf_gebieden(motor, nummer, editie)
    activeer(motor, nummer)
    yield motor
    motor.dispose()


@pytest.mark.postgis
@pytest.mark.parametrize(("kaart", "indeling", "aantal"), [("kaart_po", "PO", 76), ("kaart_vo", "VO", 74)])
def test_a_view_holds_the_areas_as_the_service_draws_them(
    gevuld: Engine, stand: Stand, kaart: str, indeling: str, aantal: int
) -> None:
    vraag = text(f"SELECT code, ST_AsBinary(vlak), ST_IsValid(vlak), ST_SRID(vlak) FROM {kaart} ORDER BY code")
    with gevuld.connect() as verbinding:
        rijen = verbinding.execute(vraag).all()
    regios, vormen = kaartset_van(stand).geometrie(indeling, VANDAAG, "volledig")
    verwacht = {regio.code: vorm for regio, vorm in zip(regios, vormen, strict=True)}
    assert len(rijen) == aantal == len(verwacht)
    for code, wkb, geldig, srid in rijen:
        assert geldig and srid == 28992
        assert shapely.equals(shapely.from_wkb(bytes(wkb)), verwacht[code])


@pytest.mark.postgis
def test_every_indeling_has_its_view_and_all_dates_stand_in_one(gevuld: Engine, stand: Stand) -> None:
    kaarten = kaartset_van(stand)
    with gevuld.connect() as verbinding:
        for kaart, indeling in (("gemeente", "gemeente"), ("jeugdregio", "jeugdregio"), ("rmc", "rmc")):
            gevonden = verbinding.scalar(text(f"SELECT count(*) FROM kaart_{kaart}"))
            assert gevonden == len(kaarten.regios(indeling, VANDAAG))
        alle = verbinding.scalar(text("SELECT count(*) FROM kaart_alle_data"))
        schets = verbinding.scalars(text("SELECT DISTINCT bron FROM kaart_alle_data")).all()
    assert alle == sum(laag["aantal"] for laag in kaarten.inhoud["lagen"])
    assert schets == ["schets"]


@pytest.mark.postgis
def test_a_point_is_found_through_the_index(gevuld: Engine) -> None:
    vraag = f"SELECT code FROM kaart_vo WHERE ST_Covers(vlak, ST_SetSRID(ST_MakePoint({X}, {Y}), 28992))"
    with gevuld.connect() as verbinding:
        assert verbinding.scalars(text(vraag)).all() == ["VO2001"]
        plan = "\n".join(verbinding.scalars(text(f"EXPLAIN {vraag}")))
    assert "ix_gebied_vlak" in plan


@pytest.mark.postgis
def test_regions_are_replaced_not_doubled(gevuld: Engine, editie: Path) -> None:
    with gevuld.connect() as verbinding:
        voor = verbinding.scalar(text("SELECT count(*) FROM gebied"))
        nummer = verbinding.scalar(text("SELECT id FROM editie"))
    schrijf_gebieden(gevuld, int(nummer or 0), editie)
    with gevuld.connect() as verbinding:
        assert verbinding.scalar(text("SELECT count(*) FROM gebied")) == voor


def test_sqlite_keeps_no_regions(tmp_path: Path, weinig: Feiten, editie: Path) -> None:
    motor = maak_engine(f"sqlite:///{tmp_path / 'regio.db'}")
    migreer(motor)
    schrijf_gebieden(motor, schrijf_editie(motor, weinig, blokken(weinig)), editie)
    with motor.connect() as verbinding:
        assert verbinding.scalar(text("SELECT count(*) FROM gebied")) == 0
    motor.dispose()
