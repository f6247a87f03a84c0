"""The tables: one model for SQLite and for PostgreSQL/PostGIS.

``editie`` is the list of editions. Every row class of ``regio.bronnen.rijen`` has one table with a
column per field, plus the edition and ``volgnummer``, the place of the row in its file. ``cel``
holds the sketch cell of every PC4. A change here needs a migration in ``regio.opslag.migraties``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, get_args, get_type_hints

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

from regio.bronnen.rijen import RIJKLASSEN
from regio.opslag.kolomtypen import Geometrie, Lijst, Tijdstip

LADEND, GELADEN, ACTIEF, VERVALLEN = "ladend", "geladen", "actief", "vervallen"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

EEN_ACTIEVE = text(f"status = '{ACTIEF}'")

editie = Table(
    "editie",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("vingerafdruk", Text, nullable=False, unique=True),
    Column("status", Text, nullable=False),
    Column("aangemaakt_op", Tijdstip, nullable=False),
    Column("geactiveerd_op", Tijdstip),
    CheckConstraint("status IN ('ladend', 'geladen', 'actief', 'vervallen')", name="status"),
    # The database itself refuses a second active edition.
    Index("uq_editie_actief", "status", unique=True, sqlite_where=EEN_ACTIEVE, postgresql_where=EEN_ACTIEVE),
)

# Field of Feiten -> table.
TABELNAMEN = {
    "bronnen": "bron",
    "versies": "versie",
    "regeling_rijen": "regeling_rij",
    "regeling_postcodes": "regeling_postcode",
    "correcties": "correctie",
    "wijzigingen": "wijziging",
    "concept_2011": "conceptwijziging",
    "aandachtspunten": "aandachtspunt",
    "swvs": "samenwerkingsverband",
    "nieuwe_postcodes": "nieuwe_postcode",
    "gemeenten": "gemeente",
    "aliassen": "gemeente_alias",
    "herindelingen": "herindeling",
    "jeugdregios": "jeugdregio",
    "gemeente_jeugdregio": "gemeente_jeugdregio",
    "wissels": "jeugdregio_wissel",
    "rmc": "gemeente_rmc",
    "postcodes": "postcode",
    "postcodes_2014": "postcode_2014",
    "delen": "gemeente_deel",
    "bouwstenen": "bouwsteen",
}

_KOLOMTYPEN: dict[Any, type[TypeEngine[Any]]] = {
    str: Text,
    int: Integer,
    float: Double,
    date: Date,
    bool: Boolean,
    tuple[str, ...]: Lijst,
}


def _van_editie() -> Column[int]:
    return Column("editie_id", ForeignKey("editie.id", ondelete="CASCADE"), primary_key=True)


def _veldkolommen(klasse: type[Any]) -> Iterator[Column[Any]]:
    types = get_type_hints(klasse)
    for veld in fields(klasse):
        soort = types[veld.name]
        mag_leeg = type(None) in get_args(soort)
        kern = next(deel for deel in get_args(soort) if deel is not type(None)) if mag_leeg else soort
        yield Column(veld.name, _KOLOMTYPEN[kern], nullable=mag_leeg)


def _rijtabel(veld: str) -> Table:
    volgnummer = Column("volgnummer", Integer, primary_key=True, autoincrement=False)
    return Table(TABELNAMEN[veld], metadata, _van_editie(), volgnummer, *_veldkolommen(RIJKLASSEN[veld]))


# Field of Feiten -> the table with its rows, in the order of Feiten.
RIJTABELLEN: dict[str, Table] = {veld: _rijtabel(veld) for veld in RIJKLASSEN}

cel = Table(
    "cel",
    metadata,
    _van_editie(),
    Column("pc4", Text, primary_key=True),
    Column("punt", Geometrie("POINT"), nullable=False),
    Column("cel", Geometrie("POLYGON"), nullable=False),
)
RUIMTELIJKE_INDEX = "ix_cel_cel"
Index(RUIMTELIJKE_INDEX, cel.c.cel, postgresql_using="gist").ddl_if(dialect="postgresql")
