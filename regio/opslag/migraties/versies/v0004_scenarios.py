"""Users with their tokens, scenarios with their versions and links, and the audit log that nobody edits."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ROLLEN = "rol IN ('lezer', 'bewerker', 'beheerder')"
# Table -> what nobody may do with its rows.
VAST = {"scenario_versie": ("UPDATE",), "auditregel": ("UPDATE", "DELETE")}


def upgrade() -> None:
    """Make the tables, and the triggers that keep rows as they were written."""
    _maak_gebruikers()
    _maak_scenarios()
    _maak("auditregel", _nummer("id"), *_teksten("wanneer", "wie", "wat", "waarvan", "bijzonderheden"))
    for tabel, handelingen in VAST.items():
        for handeling in handelingen:
            _weiger(tabel, handeling)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER auditregel_truncate BEFORE TRUNCATE ON auditregel "
            "FOR EACH STATEMENT EXECUTE FUNCTION rij_staat_vast()"
        )


def _maak_gebruikers() -> None:
    _maak(
        "gebruiker",
        _nummer("id"),
        *_teksten("naam", "rol", "aangemaakt_op"),
        sa.UniqueConstraint("naam", name="uq_gebruiker_naam"),
        sa.CheckConstraint(ROLLEN, name="ck_gebruiker_rol"),
    )
    _maak(
        "token",
        _nummer("id"),
        _nummer("gebruiker_id"),
        *_teksten("sha256", "rol", "aangemaakt_op", "verloopt_op", "ingetrokken_op?"),
        sa.UniqueConstraint("sha256", name="uq_token_sha256"),
        sa.CheckConstraint(ROLLEN, name="ck_token_rol"),
        sa.ForeignKeyConstraint(["gebruiker_id"], ["gebruiker.id"], name="fk_token_gebruiker"),
    )


def _maak_scenarios() -> None:
    _maak(
        "scenario",
        *_teksten("id"),
        _nummer("eigenaar_id"),
        *_teksten("naam", "peildatum"),
        _nummer("kop"),
        *_teksten("vooruit"),
        _nummer("wijziging"),
        *_teksten("aangemaakt_op", "gewijzigd_op"),
        sa.ForeignKeyConstraint(["eigenaar_id"], ["gebruiker.id"], name="fk_scenario_gebruiker"),
    )
    op.create_index("ix_scenario_eigenaar_id", "scenario", ["eigenaar_id"])
    _maak(
        "scenario_versie",
        *_teksten("scenario_id"),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ouder", sa.Integer(), nullable=True),
        *_teksten("editie", "zetten", "door", "wanneer"),
        _hoort_bij_scenario("scenario_versie"),
        sleutel=("scenario_id", "nummer"),
    )
    _maak(
        "scenario_link",
        *_teksten("scenario_id", "sha256", "aangemaakt_op"),
        sa.UniqueConstraint("sha256", name="uq_scenario_link_sha256"),
        _hoort_bij_scenario("scenario_link"),
        sleutel=("scenario_id",),
    )


def _hoort_bij_scenario(naam: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["scenario_id"], ["scenario.id"], name=f"fk_{naam}_scenario", ondelete="CASCADE")


def _nummer(naam: str) -> sa.Column[int]:
    return sa.Column(naam, sa.Integer(), nullable=False)


def _teksten(*namen: str) -> list[sa.Column[str]]:
    return [sa.Column(naam.removesuffix("?"), sa.Text(), nullable=naam.endswith("?")) for naam in namen]


def _maak(naam: str, *delen: Any, sleutel: tuple[str, ...] = ("id",)) -> None:
    op.create_table(naam, *delen, sa.PrimaryKeyConstraint(*sleutel, name=f"pk_{naam}"))


def _weiger(tabel: str, handeling: str) -> None:
    naam = f"{tabel}_{handeling.lower()}"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION rij_staat_vast() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'deze rij staat vast'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {naam} BEFORE {handeling} ON {tabel} FOR EACH ROW EXECUTE FUNCTION rij_staat_vast()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {naam} BEFORE {handeling} ON {tabel} BEGIN SELECT RAISE(ABORT, 'deze rij staat vast'); END"
        )


def downgrade() -> None:
    """Without users and scenarios: what they made is gone."""
    for naam in ("auditregel", "scenario_link", "scenario_versie", "scenario", "token", "gebruiker"):
        op.drop_table(naam)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION rij_staat_vast()")
