"""The first form of the database: editions, a table per row class, and the sketch cells."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from regio.opslag.kolomtypen import Geometrie, Lijst, Tijdstip

revision = "0001"
down_revision = None

# Kind of column -> its type; a question mark behind the kind: may be empty.
SOORTEN: dict[str, type[TypeEngine[Any]]] = {
    "tekst": sa.Text,
    "getal": sa.Integer,
    "breuk": sa.Double,
    "datum": sa.Date,
    "ja_nee": sa.Boolean,
    "lijst": Lijst,
}

# Table -> the columns that stand behind ``editie_id`` and ``volgnummer``.
RIJTABELLEN = {
    "bron": {
        "bestand": "tekst",
        "titel": "tekst",
        "autoriteit": "tekst",
        "bron": "tekst",
        "licentie": "tekst",
        "geldig_vanaf": "datum?",
        "geldig_tot": "datum?",
        "verzameld_op": "datum",
        "sha256": "tekst",
        "opmerking": "tekst",
    },
    "versie": {
        "versie": "datum",
        "geldig_vanaf": "datum",
        "geldig_tot": "datum?",
        "gemeenten_per": "datum",
        "vorm": "tekst",
        "bestand": "tekst",
        "vindplaats": "tekst",
        "toelichting": "tekst",
    },
    "regeling_rij": {
        "versie": "datum",
        "sector": "tekst",
        "rij": "getal",
        "swv": "tekst",
        "gemeente": "tekst",
        "postcodes_wel": "lijst",
        "postcodes_niet": "lijst",
        "zoals_gedrukt": "tekst",
    },
    "regeling_postcode": {
        "versie": "datum",
        "rij": "getal",
        "pc4": "tekst",
        "gemeente": "tekst",
        "po": "tekst",
        "vo": "tekst",
    },
    "correctie": {
        "nummer": "tekst",
        "versie": "datum",
        "sector": "tekst",
        "plaats": "tekst",
        "gedrukt": "tekst",
        "gelezen": "tekst",
        "toegepast": "ja_nee",
        "reden": "tekst",
    },
    "wijziging": {
        "van_versie": "datum",
        "naar_versie": "datum",
        "sector": "tekst",
        "gemeente": "tekst",
        "postcodes": "tekst",
        "oud": "tekst",
        "nieuw": "tekst",
        "toelichting": "tekst",
    },
    "conceptwijziging": {
        "nummer": "getal",
        "sector": "tekst",
        "onderwerp": "tekst",
        "volgens_voortgangsrapportage": "tekst",
        "in_de_regeling": "tekst",
        "oordeel": "tekst",
        "zekerheid_concept": "tekst",
        "bron": "tekst",
    },
    "aandachtspunt": {
        "nummer": "tekst",
        "sector": "tekst",
        "gemeenten": "lijst",
        "vanaf": "datum",
        "tekst": "tekst",
        "bron": "tekst",
    },
    "samenwerkingsverband": {
        "code": "tekst",
        "sector": "tekst",
        "naam": "tekst",
        "naam_status": "tekst",
        "soort": "tekst",
        "website": "tekst",
        "plaats": "tekst",
        "code_in_bron": "tekst",
        "bron": "tekst",
        "opmerking": "tekst",
    },
    "nieuwe_postcode": {
        "pc4": "tekst",
        "gemeente_code_2016": "tekst",
        "gemeente_2016": "tekst",
        "po": "tekst",
        "vo": "tekst",
        "inwoners_2021": "getal",
    },
    "gemeente": {
        "code": "tekst",
        "naam": "tekst",
        "geldig_vanaf": "datum",
        "geldig_tot": "datum?",
        "bestond_al_op_2011_01_01": "ja_nee",
    },
    "gemeente_alias": {
        "code": "tekst",
        "naam": "tekst",
        "alias": "tekst",
        "waar_gezien": "tekst",
    },
    "herindeling": {
        "datum": "datum",
        "soort": "tekst",
        "oude_code": "tekst",
        "oude_naam": "tekst",
        "nieuwe_code": "tekst",
        "nieuwe_naam": "tekst",
        "omvang": "tekst",
        "postcodes": "lijst",
        "plaatsen": "lijst",
        "omschrijving": "tekst",
        "bevestigd": "tekst",
        "bron": "tekst",
        "opmerking": "tekst",
    },
    "jeugdregio": {
        "code": "tekst",
        "naam": "tekst",
        "jaren_gezien": "tekst",
        "opmerking": "tekst",
    },
    "gemeente_jeugdregio": {
        "peildatum": "datum",
        "gemeente_code": "tekst",
        "gemeente": "tekst",
        "jeugdregio": "tekst",
        "methode": "tekst",
        "controle": "tekst",
    },
    "jeugdregio_wissel": {
        "gemeente_code": "tekst",
        "gemeente": "tekst",
        "van": "tekst",
        "naar": "tekst",
        "na": "datum",
        "uiterlijk": "datum",
        "toelichting": "tekst",
    },
    "gemeente_rmc": {
        "peildatum": "datum",
        "herkomst": "tekst",
        "rmc_nr": "getal",
        "rmc_naam": "tekst",
        "gemeente_code": "tekst",
        "gemeente_zoals_gedrukt": "tekst",
        "toen_al_opgeheven": "ja_nee",
    },
    "postcode": {
        "pc4": "tekst",
        "x_rd": "getal",
        "y_rd": "getal",
        "punt_bron": "tekst",
        "inwoners_2021": "getal?",
        "kinderen_4_11": "getal?",
        "kinderen_12_17": "getal?",
        "gemeente_2022": "tekst",
        "gemeente_2022_grootste_oppervlak": "tekst",
        "aandeel_grootste_oppervlak": "breuk?",
    },
    "postcode_2014": {
        "pc4": "tekst",
        "gemeente_2014": "tekst",
        "woonplaats_code": "tekst",
        "woonplaats": "tekst",
        "buurtnaam": "tekst",
        "provincie": "tekst",
        "inwoners_2014": "getal?",
        "x_rd": "getal",
        "y_rd": "getal",
        "gemeente_2013_duo": "tekst",
    },
    "gemeente_deel": {
        "pc4": "tekst",
        "grenzen_jaar": "getal",
        "gemeente": "tekst",
        "aandeel_oppervlak": "breuk",
        "hectare": "breuk",
    },
    "bouwsteen": {
        "id": "tekst",
        "pc4": "tekst",
        "deel": "getal",
        "gemeente": "tekst",
        "gemeente_per": "datum",
        "aandeel": "breuk",
        "reden": "tekst",
    },
}


def upgrade() -> None:
    """Make every table; on PostGIS also the spatial index of the cells."""
    _maak_editie()
    for naam, kolommen in RIJTABELLEN.items():
        _maak_rijtabel(naam, kolommen)
    _maak_cel()


def _maak_editie() -> None:
    op.create_table(
        "editie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vingerafdruk", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("aangemaakt_op", Tijdstip(), nullable=False),
        sa.Column("geactiveerd_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_editie"),
        sa.UniqueConstraint("vingerafdruk", name="uq_editie_vingerafdruk"),
        sa.CheckConstraint("status IN ('ladend', 'geladen', 'actief', 'vervallen')", name=op.f("ck_editie_status")),
    )
    een = sa.text("status = 'actief'")
    op.create_index("uq_editie_actief", "editie", ["status"], unique=True, sqlite_where=een, postgresql_where=een)


def _maak_rijtabel(naam: str, kolommen: dict[str, str]) -> None:
    op.create_table(
        naam,
        sa.Column("editie_id", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), autoincrement=False, nullable=False),
        *(
            sa.Column(kolom, SOORTEN[soort.removesuffix("?")](), nullable=soort.endswith("?"))
            for kolom, soort in kolommen.items()
        ),
        sa.PrimaryKeyConstraint("editie_id", "volgnummer", name=f"pk_{naam}"),
        _hoort_bij_editie(naam),
    )


def _maak_cel() -> None:
    op.create_table(
        "cel",
        sa.Column("editie_id", sa.Integer(), nullable=False),
        sa.Column("pc4", sa.Text(), nullable=False),
        sa.Column("punt", Geometrie("POINT"), nullable=False),
        sa.Column("cel", Geometrie("POLYGON"), nullable=False),
        sa.PrimaryKeyConstraint("editie_id", "pc4", name="pk_cel"),
        _hoort_bij_editie("cel"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_cel_cel", "cel", ["cel"], postgresql_using="gist")


def _hoort_bij_editie(naam: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["editie_id"], ["editie.id"], name=f"fk_{naam}_editie", ondelete="CASCADE")


def downgrade() -> None:
    """Remove every table, with all editions."""
    for naam in ("cel", *reversed(RIJTABELLEN), "editie"):
        op.drop_table(naam)
