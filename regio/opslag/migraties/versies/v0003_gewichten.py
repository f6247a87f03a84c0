"""What congruence is weighed by: areas, provincies, and the pupils that a user may load."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables; editions from before stay, without rows in them."""
    _maak("postcode_oppervlakte", _tekst("pc4"), _getal("hectare"))
    _maak("provincie", _tekst("code"), _tekst("naam"))
    _maak("leerlingaantal", _tekst("pc4"), _tekst("sector"), _getal("leerlingen"), _getal("jaar"), _tekst("bron"))


def _tekst(naam: str) -> sa.Column[Any]:
    return sa.Column(naam, sa.Text(), nullable=False)


def _getal(naam: str) -> sa.Column[Any]:
    return sa.Column(naam, sa.Integer(), nullable=False)


def _maak(naam: str, *kolommen: sa.Column[Any]) -> None:
    op.create_table(
        naam,
        sa.Column("editie_id", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), autoincrement=False, nullable=False),
        *kolommen,
        sa.PrimaryKeyConstraint("editie_id", "volgnummer", name=f"pk_{naam}"),
        sa.ForeignKeyConstraint(["editie_id"], ["editie.id"], name=f"fk_{naam}_editie", ondelete="CASCADE"),
    )


def downgrade() -> None:
    """Without these tables; whoever loaded pupils loads them again."""
    for naam in ("leerlingaantal", "provincie", "postcode_oppervlakte"):
        op.drop_table(naam)
