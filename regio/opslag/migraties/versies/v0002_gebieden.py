"""The ground of the bouwstenen in place of sketch cells per PC4, official layers, and regions with views."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from regio.opslag.kolomtypen import Geometrie

revision = "0002"
down_revision = "0001"

# View -> the indeling it shows as it is now.
KAARTEN = {
    "kaart_po": "PO",
    "kaart_vo": "VO",
    "kaart_gemeente": "gemeente",
    "kaart_jeugdregio": "jeugdregio",
    "kaart_rmc": "rmc",
}


def upgrade() -> None:
    """Make the tables; editions from before have no ground and are removed, so that they are loaded again."""
    op.execute("DELETE FROM editie")
    op.drop_table("cel")
    _maak("grens", sa.Column("bron", sa.Text(), nullable=False), *_grenskolommen(), sleutel=["editie_id"])
    _maak("bouwsteenvlak", _nummer(), _tekst("bouwsteen"), _tekst("pc4"), _vlak())
    _maak("grenslaag", _nummer(), _tekst("soort"), _jaar(), *_dagen(), _tekst("code"), _tekst("naam"), _vlak())
    _maak("gebied", _nummer(), _tekst("indeling"), *_dagen(), *_gebiedskolommen(), _vlak())
    if op.get_bind().dialect.name == "postgresql":
        for tabel in ("bouwsteenvlak", "grenslaag", "gebied"):
            op.create_index(f"ix_{tabel}_vlak", tabel, ["vlak"], postgresql_using="gist")
        for kaart, indeling in KAARTEN.items():
            op.execute(_kaart(kaart, indeling))
        op.execute(_alle_kaarten())


def _grenskolommen() -> list[sa.Column[Any]]:
    return [
        _tekst("afdruk"),
        sa.Column("nauwkeurigheid", sa.Double(), nullable=False),
        _tekst("vermelding"),
        *(sa.Column(naam, sa.JSON(), nullable=False) for naam in ("bestanden", "bevindingen", "verslag")),
    ]


def _gebiedskolommen() -> list[sa.Column[Any]]:
    return [
        _tekst("code"),
        sa.Column("naam", sa.Text(), nullable=True),
        sa.Column("zeker", sa.Boolean(), nullable=False),
        _tekst("bron"),
        _tekst("vermelding"),
    ]


def _nummer() -> sa.Column[int]:
    return sa.Column("volgnummer", sa.Integer(), autoincrement=False, nullable=False)


def _tekst(naam: str) -> sa.Column[str]:
    return sa.Column(naam, sa.Text(), nullable=False)


def _jaar() -> sa.Column[int]:
    return sa.Column("jaar", sa.Integer(), nullable=False)


def _dagen() -> list[sa.Column[Any]]:
    return [sa.Column("vanaf", sa.Date(), nullable=False), sa.Column("tot", sa.Date(), nullable=True)]


def _vlak() -> sa.Column[Any]:
    return sa.Column("vlak", Geometrie("MULTIPOLYGON"), nullable=False)


def _maak(naam: str, *kolommen: sa.Column[Any], sleutel: list[str] | None = None) -> None:
    op.create_table(
        naam,
        sa.Column("editie_id", sa.Integer(), nullable=False),
        *kolommen,
        sa.PrimaryKeyConstraint(*(sleutel or ["editie_id", "volgnummer"]), name=f"pk_{naam}"),
        sa.ForeignKeyConstraint(["editie_id"], ["editie.id"], name=f"fk_{naam}_editie", ondelete="CASCADE"),
    )


_KOLOMMEN = "g.volgnummer, g.code, g.naam, g.zeker, g.vanaf, g.tot, g.bron, g.vermelding, g.vlak"


def _kaart(kaart: str, indeling: str) -> str:
    # Plain views: PostGIS uses the spatial index of the table under them.
    return (
        f"CREATE VIEW {kaart} AS SELECT {_KOLOMMEN} FROM gebied g JOIN editie e ON e.id = g.editie_id "  # noqa: S608
        f"WHERE e.status = 'actief' AND g.indeling = '{indeling}' "
        "AND g.vanaf <= CURRENT_DATE AND (g.tot IS NULL OR g.tot > CURRENT_DATE)"
    )


def _alle_kaarten() -> str:
    return (
        f"CREATE VIEW kaart_alle_data AS SELECT {_KOLOMMEN}, g.indeling FROM gebied g "  # noqa: S608
        "JOIN editie e ON e.id = g.editie_id WHERE e.status = 'actief'"
    )


def downgrade() -> None:
    """Back to the sketch cells of the first form; the editions are removed."""
    if op.get_bind().dialect.name == "postgresql":
        for kaart in (*KAARTEN, "kaart_alle_data"):
            op.execute(f"DROP VIEW {kaart}")
    op.execute("DELETE FROM editie")
    for naam in ("gebied", "grenslaag", "bouwsteenvlak", "grens"):
        op.drop_table(naam)
    op.create_table(
        "cel",
        sa.Column("editie_id", sa.Integer(), nullable=False),
        sa.Column("pc4", sa.Text(), nullable=False),
        sa.Column("punt", Geometrie("POINT"), nullable=False),
        sa.Column("cel", Geometrie("POLYGON"), nullable=False),
        sa.PrimaryKeyConstraint("editie_id", "pc4", name="pk_cel"),
        sa.ForeignKeyConstraint(["editie_id"], ["editie.id"], name="fk_cel_editie", ondelete="CASCADE"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_cel_cel", "cel", ["cel"], postgresql_using="gist")
