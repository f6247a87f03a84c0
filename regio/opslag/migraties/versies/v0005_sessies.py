"""Sessions of the pages, users of a provider of OpenID Connect, and requests to move a border."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ROLLEN = "rol IN ('lezer', 'bewerker', 'beheerder')"
VAST = ("verzoek", "verzoekstap")
HANDELINGEN = ("UPDATE", "DELETE")


def upgrade() -> None:
    """Make the tables; rows of requests stay as they were written."""
    op.add_column("gebruiker", sa.Column("extern", sa.Text(), nullable=True))
    op.create_index("uq_gebruiker_extern", "gebruiker", ["extern"], unique=True)
    _maak(
        "sessie",
        *_nummers("id", "gebruiker_id"),
        *_teksten("sha256", "csrf", "rol"),
        sa.Column("token_id", sa.Integer(), nullable=True),
        *_teksten("aangemaakt_op", "verloopt_op"),
        sa.UniqueConstraint("sha256", name="uq_sessie_sha256"),
        sa.CheckConstraint(ROLLEN, name="ck_sessie_rol"),
        sa.ForeignKeyConstraint(["gebruiker_id"], ["gebruiker.id"], name="fk_sessie_gebruiker"),
        sa.ForeignKeyConstraint(["token_id"], ["token.id"], name="fk_sessie_token"),
    )
    _maak(
        "verzoek",
        *_teksten("id", "scenario_id"),
        *_nummers("versie", "indiener_id"),
        *_teksten("naam", "peildatum", "editie", "zetten", "aanvrager", "reden", "steun", "ingediend_op"),
        sa.ForeignKeyConstraint(["indiener_id"], ["gebruiker.id"], name="fk_verzoek_gebruiker"),
    )
    op.create_index("ix_verzoek_indiener_id", "verzoek", ["indiener_id"])
    _maak(
        "verzoekstap",
        *_nummers("id"),
        *_teksten("verzoek_id", "soort", "datum", "tekst", "door", "wanneer"),
        sa.ForeignKeyConstraint(["verzoek_id"], ["verzoek.id"], name="fk_verzoekstap_verzoek"),
    )
    op.create_index("ix_verzoekstap_verzoek_id", "verzoekstap", ["verzoek_id"])
    for tabel in VAST:
        for handeling in HANDELINGEN:
            _weiger(tabel, handeling)


def _nummers(*namen: str) -> list[sa.Column[int]]:
    return [sa.Column(naam, sa.Integer(), nullable=False) for naam in namen]


def _teksten(*namen: str) -> list[sa.Column[str]]:
    return [sa.Column(naam, sa.Text(), nullable=False) for naam in namen]


def _maak(naam: str, *delen: Any) -> None:
    op.create_table(naam, *delen, sa.PrimaryKeyConstraint("id", name=f"pk_{naam}"))


def _weiger(tabel: str, handeling: str) -> None:
    naam = f"{tabel}_{handeling.lower()}"
    if op.get_bind().dialect.name == "postgresql":
        # The function comes from the migration that made the audit log.
        op.execute(
            f"CREATE TRIGGER {naam} BEFORE {handeling} ON {tabel} FOR EACH ROW EXECUTE FUNCTION rij_staat_vast()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {naam} BEFORE {handeling} ON {tabel} BEGIN SELECT RAISE(ABORT, 'deze rij staat vast'); END"
        )


def downgrade() -> None:
    """Without sessions and requests: what was handed in is gone."""
    for naam in ("verzoekstap", "verzoek", "sessie"):
        op.drop_table(naam)
    op.drop_index("uq_gebruiker_extern", "gebruiker")
    op.drop_column("gebruiker", "extern")
