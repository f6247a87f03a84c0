"""Pupils that a user loaded: kept by later loads, replaced and removed on request, part of the edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from alembic import command
from sqlalchemy import inspect

from regio.bronnen.rijen import Feiten, LeerlingRij
from regio.opslag import migraties
from regio.opslag.edities import actieve_editie, leerlingen_van_actieve, lees_feiten, lees_vlakken
from regio.opslag.gebieden import zelfde_vlakken
from regio.opslag.laden import compileer_actief
from regio.opslag.plan import lees_actief, lees_leerlingen_van_actieve
from regio.stand.wijzer import lees_wijzer
from tests.regio.blokken import officiele_blokken
from tests.regio.opslag.proef import Proef, database

Merk = Callable[[Feiten, str], Feiten]
RIJEN = (LeerlingRij("1011", "PO", 12, 2024, "DUO"), LeerlingRij("1011", "VO", 0, 2024, "DUO"))
ANDERE = (LeerlingRij("1012", "PO", 7, 2025, "DUO"),)


def test_pupils_stay_until_others_come_or_they_are_removed(proef: Proef, merk: Merk) -> None:
    zonder = proef.laad()
    met = proef.laad(leerlingen=RIJEN)
    assert met != zonder and proef.geserveerd().leerlingen == RIJEN
    proef.feiten = merk(proef.feiten, "nieuwe feiten")
    proef.laad()
    assert proef.geserveerd().leerlingen == RIJEN
    proef.laad(grenzen=Path("cbs"))
    assert proef.geserveerd().leerlingen == RIJEN
    proef.laad(leerlingen=ANDERE)
    assert proef.geserveerd().leerlingen == ANDERE == lees_leerlingen_van_actieve(proef.url)
    proef.laad(leerlingen=())
    assert proef.geserveerd().leerlingen == () == lees_leerlingen_van_actieve(proef.url)


def test_the_same_pupils_again_are_nothing_to_do(lokaal: Proef) -> None:
    lokaal.laad(leerlingen=RIJEN)
    for opties in ({}, {"leerlingen": RIJEN}):
        lokaal.laad(**opties)
        assert any("niets te doen" in een for een in lokaal.gemeld)


def test_without_a_database_there_are_no_pupils(tmp_path: Path) -> None:
    bestand = tmp_path / "regio.db"
    assert lees_leerlingen_van_actieve(f"sqlite:///{bestand}") == ()
    assert not bestand.exists()


def _terug_naar_0002(proef: Proef) -> None:
    """The database as the version before this table left it."""
    opties = migraties._instellingen()
    with database(proef.url) as motor, motor.begin() as verbinding:
        opties.attributes["connection"] = verbinding
        command.downgrade(opties, "0002")


def test_an_older_database_keeps_its_official_borders(proef: Proef) -> None:
    nu = proef.feiten
    proef.feiten = replace(nu, oppervlakten=(), provincies=())
    oud = proef.laad(grenzen=Path("cbs"))
    _terug_naar_0002(proef)
    with database(proef.url) as motor:
        assert not inspect(motor).has_table("leerlingaantal")
        actief = actieve_editie(motor)
        assert actief is not None and lees_feiten(motor, actief.id).leerlingen == ()
        assert leerlingen_van_actieve(motor) == ()
    gelezen = lees_actief(proef.url)
    assert gelezen is not None and gelezen.grenzen == "cbs"
    proef.feiten = nu
    assert proef.laad() != oud
    with database(proef.url) as motor:
        actief = actieve_editie(motor)
        assert actief is not None
        assert zelfde_vlakken(lees_vlakken(motor, actief.id), officiele_blokken(proef.feiten, "cbs"))
        assert lees_feiten(motor, actief.id) == nu


def test_an_older_database_of_somebody_else_is_compiled_as_it_is(proef: Proef) -> None:
    proef.feiten = replace(proef.feiten, oppervlakten=(), provincies=())
    afdruk = proef.laad(grenzen=Path("cbs"))
    _terug_naar_0002(proef)
    elders = proef.var.parent / "elders"
    assert compileer_actief(elders, proef.url, proef.gemeld.append, stappen=proef.stappen) == afdruk
    wijzer = lees_wijzer(elders)
    assert wijzer is not None and wijzer.editie == afdruk
    with database(proef.url) as motor:
        assert not inspect(motor).has_table("leerlingaantal")
