"""The tables: one model for SQLite and for PostgreSQL/PostGIS.

``editie`` is the list of editions. Every row class of ``regio.bronnen.rijen`` has one table with a
column per field, plus the edition and ``volgnummer``, the place of the row in its file. The
last tables hold the ground: where it comes from (``grens``), of every bouwsteen, of whole official
regions, and dissolved into the regions of every map. A change here needs a migration in ``regio.opslag.migraties``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, get_args, get_type_hints

from sqlalchemy import (
    JSON,
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
from regio.opslag.namen import NAAMREGELS

LADEND, GELADEN, ACTIEF, VERVALLEN = "ladend", "geladen", "actief", "vervallen"

metadata = MetaData(naming_convention=NAAMREGELS)

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
    "oppervlakten": "postcode_oppervlakte",
    "provincies": "provincie",
    "leerlingen": "leerlingaantal",
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


def _volgnummer() -> Column[int]:
    return Column("volgnummer", Integer, primary_key=True, autoincrement=False)


def _veldkolommen(klasse: type[Any]) -> Iterator[Column[Any]]:
    types = get_type_hints(klasse)
    for veld in fields(klasse):
        soort = types[veld.name]
        mag_leeg = type(None) in get_args(soort)
        kern = next(deel for deel in get_args(soort) if deel is not type(None)) if mag_leeg else soort
        yield Column(veld.name, _KOLOMTYPEN[kern], nullable=mag_leeg)


def _rijtabel(veld: str) -> Table:
    return Table(TABELNAMEN[veld], metadata, _van_editie(), _volgnummer(), *_veldkolommen(RIJKLASSEN[veld]))


# Field of Feiten -> the table with its rows, in the order of Feiten.
RIJTABELLEN: dict[str, Table] = {veld: _rijtabel(veld) for veld in RIJKLASSEN}

# Where the ground of an edition comes from, and the report of how it was made.
grens = Table(
    "grens",
    metadata,
    _van_editie(),
    Column("bron", Text, nullable=False),
    Column("afdruk", Text, nullable=False),
    Column("nauwkeurigheid", Double, nullable=False),
    Column("vermelding", Text, nullable=False),
    Column("bestanden", JSON, nullable=False),
    Column("bevindingen", JSON, nullable=False),
    Column("verslag", JSON, nullable=False),
)

# The ground of every bouwsteen; an empty shape where it has none.
bouwsteenvlak = Table(
    "bouwsteenvlak",
    metadata,
    _van_editie(),
    _volgnummer(),
    Column("bouwsteen", Text, nullable=False),
    Column("pc4", Text, nullable=False),
    Column("vlak", Geometrie("MULTIPOLYGON"), nullable=False),
)

# Official layers of whole gemeenten and jeugdregio's, drawn as they are on the dates they hold for.
grenslaag = Table(
    "grenslaag",
    metadata,
    _van_editie(),
    _volgnummer(),
    Column("soort", Text, nullable=False),
    Column("jaar", Integer, nullable=False),
    Column("vanaf", Date, nullable=False),
    Column("tot", Date),
    Column("code", Text, nullable=False),
    Column("naam", Text, nullable=False),
    Column("vlak", Geometrie("MULTIPOLYGON"), nullable=False),
)

# Every region of every map layer, dissolved; filled on PostGIS only, for the views that QGIS reads.
gebied = Table(
    "gebied",
    metadata,
    _van_editie(),
    _volgnummer(),
    Column("indeling", Text, nullable=False),
    Column("vanaf", Date, nullable=False),
    Column("tot", Date),
    Column("code", Text, nullable=False),
    Column("naam", Text),
    Column("zeker", Boolean, nullable=False),
    Column("bron", Text, nullable=False),
    Column("vermelding", Text, nullable=False),
    Column("vlak", Geometrie("MULTIPOLYGON"), nullable=False),
)

RUIMTELIJKE_INDEXEN = {}
for _tabel in (bouwsteenvlak, grenslaag, gebied):
    RUIMTELIJKE_INDEXEN[_tabel.name] = f"ix_{_tabel.name}_vlak"
    Index(RUIMTELIJKE_INDEXEN[_tabel.name], _tabel.c.vlak, postgresql_using="gist").ddl_if(dialect="postgresql")
