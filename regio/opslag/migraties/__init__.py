"""The migrations of the database, for SQLite and PostgreSQL alike; run by ``migreer``.

A new one is a module in ``versies`` named after its number, with ``down_revision`` naming the one
before. It writes its columns out in full, because the model moves on and a migration does not;
a test compares the migrated database with the model on both databases.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import SchemaItem

from regio.fouten import Opslagfout
from regio.opslag import scenarios_tabellen
from regio.opslag.model import RUIMTELIJKE_INDEXEN, metadata
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import schrijvend, sqlite_bestand

# Any fixed number will do: whoever holds it is migrating.
_MIGRATIESLOT = 7_203_155

_GEEN_POSTGIS = (
    "PostGIS staat niet aan in deze database en mag niet worden aangezet. Laat een beheerder in deze database "
    "CREATE EXTENSION postgis uitvoeren en probeer het opnieuw."
)
_POSTGIS_ONTBREEKT = (
    "PostGIS is niet geïnstalleerd op de databaseserver. Installeer het (Debian: postgresql-15-postgis-3), "
    "laat een beheerder CREATE EXTENSION postgis uitvoeren en probeer het opnieuw."
)
_NIEUWER = (
    "De database is gemaakt door een nieuwere versie van dit programma. Werk het programma bij of kies een andere "
    "database."
)


def migreer(engine: Engine) -> None:
    """Bring the database to the newest form; does nothing when it is.

    Raises Opslagfout when that is impossible: no PostGIS, no rights, no room, or a newer database.
    """
    with in_gewone_taal("De database bijwerken"):
        bestand = sqlite_bestand(engine)
        if bestand is not None:
            bestand.parent.mkdir(parents=True, exist_ok=True)
        if _heeft_nieuwste_vorm(engine):
            return
        if engine.dialect.name == "postgresql":
            _zorg_voor_postgis(engine)
        with schrijvend(engine) as verbinding:
            if verbinding.dialect.name == "postgresql":
                verbinding.execute(text("SELECT pg_advisory_xact_lock(:nummer)"), {"nummer": _MIGRATIESLOT})
            _werk_bij(verbinding)


def is_bijgewerkt(engine: Engine) -> bool:
    """Whether the database has the newest form. Raises Opslagfout when it cannot be read."""
    with in_gewone_taal("De database lezen"):
        return _heeft_nieuwste_vorm(engine)


def _heeft_nieuwste_vorm(engine: Engine) -> bool:
    with engine.connect() as verbinding:
        return huidige_versie(verbinding) == _script().get_current_head()


def huidige_versie(verbinding: Connection) -> str | None:
    """The last migration that was done; None in an empty database."""
    return MigrationContext.configure(verbinding).get_current_revision()


def verschillen(engine: Engine) -> list[Any]:
    """What Alembic would still change to make the database equal to the model: nothing, after ``migreer``."""

    def van_ons(_object: SchemaItem, naam: str | None, soort: str, _gevonden: bool, _tegenhanger: object) -> bool:
        # The first table belongs to PostGIS; a spatial index exists on PostGIS only.
        return naam != "spatial_ref_sys" and not (
            soort == "index" and naam in RUIMTELIJKE_INDEXEN.values() and engine.dialect.name != "postgresql"
        )

    with in_gewone_taal("De database lezen"), engine.connect() as verbinding:
        opties = {"include_object": van_ons, "compare_type": True}
        alles: Any = [metadata, scenarios_tabellen.metadata]
        return list(compare_metadata(MigrationContext.configure(verbinding, opts=opties), alles))


def _werk_bij(verbinding: Connection) -> None:
    huidig = huidige_versie(verbinding)
    bekend = {versie.revision for versie in _script().walk_revisions()}
    if huidig is not None and huidig not in bekend:
        raise Opslagfout(_NIEUWER)
    instellingen = _instellingen()
    instellingen.attributes["connection"] = verbinding
    command.upgrade(instellingen, "head")


def _instellingen() -> Config:
    instellingen = Config()
    # A percent sign in the path would be read as interpolation.
    map_ = str(Path(__file__).parent).replace("%", "%%")
    instellingen.set_main_option("script_location", map_)
    instellingen.set_main_option("version_locations", f"{map_}/versies")
    instellingen.set_main_option("path_separator", "newline")
    return instellingen


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_instellingen())


def _zorg_voor_postgis(engine: Engine) -> None:
    with engine.connect() as verbinding:
        if verbinding.scalar(text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")):
            return
        beschikbaar = verbinding.scalar(text("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"))
    if not beschikbaar:
        raise Opslagfout(_POSTGIS_ONTBREEKT)
    try:
        with schrijvend(engine) as verbinding:
            verbinding.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
    except DBAPIError as fout:
        raise Opslagfout(_GEEN_POSTGIS) from fout
