"""How many moves and bytes there are is kept, so that lists read no moves; rows that stay cannot be replaced either."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

# Table -> what tells its rows apart.
VAST = {
    "auditregel": ("id",),
    "scenario_versie": ("scenario_id", "nummer"),
    "verzoek": ("id",),
    "verzoekstap": ("id",),
}
GETELD = ("scenario_versie", "verzoek")
# The audit log refuses TRUNCATE since the migration that made it.
NIET_LEEG_TE_MAKEN = ("scenario_versie", "verzoek", "verzoekstap")


def upgrade() -> None:
    """Count what is there, and refuse TRUNCATE (PostgreSQL) and INSERT OR REPLACE (SQLite)."""
    for tabel in GETELD:
        op.add_column(tabel, sa.Column("aantal", sa.Integer(), nullable=False, server_default="0"))
        _tel(tabel)
    # The versions from before have no bound: together they may be more than fits in 32 bits.
    op.add_column("scenario", sa.Column("bytes", sa.BigInteger(), nullable=False, server_default="0"))
    lengte = "octet_length(zetten)" if _postgresql() else "length(CAST(zetten AS BLOB))"
    op.execute(
        f"UPDATE scenario SET bytes = (SELECT coalesce(sum({lengte}), 0) FROM scenario_versie "  # noqa: S608 - fixed texts
        "WHERE scenario_versie.scenario_id = scenario.id)"
    )
    if _postgresql():
        for tabel in NIET_LEEG_TE_MAKEN:
            op.execute(
                f"CREATE TRIGGER {tabel}_truncate BEFORE TRUNCATE ON {tabel} "
                "FOR EACH STATEMENT EXECUTE FUNCTION rij_staat_vast()"
            )
    else:
        for tabel, sleutel in VAST.items():
            _weiger_vervangen(tabel, sleutel)


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _tel(tabel: str) -> None:
    """Write the numbers of moves; the trigger that refuses any UPDATE is away meanwhile, in this transaction only."""
    aantal = "json_array_length(zetten::json)" if _postgresql() else "json_array_length(zetten)"
    op.execute(f"DROP TRIGGER {tabel}_update" + (f" ON {tabel}" if _postgresql() else ""))
    op.execute(f"UPDATE {tabel} SET aantal = {aantal}")  # noqa: S608 - fixed texts
    if _postgresql():
        op.execute(
            f"CREATE TRIGGER {tabel}_update BEFORE UPDATE ON {tabel} FOR EACH ROW EXECUTE FUNCTION rij_staat_vast()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {tabel}_update BEFORE UPDATE ON {tabel} "
            "BEGIN SELECT RAISE(ABORT, 'deze rij staat vast'); END"
        )


def _weiger_vervangen(tabel: str, sleutel: tuple[str, ...]) -> None:
    """INSERT OR REPLACE takes a row away without firing its DELETE trigger: by its key, or by its hidden rowid."""
    zelfde = " AND ".join(f"{kolom} = NEW.{kolom}" for kolom in sleutel)
    op.execute(
        f"CREATE TRIGGER {tabel}_insert BEFORE INSERT ON {tabel} "  # noqa: S608 - fixed texts
        f"WHEN EXISTS (SELECT 1 FROM {tabel} WHERE {zelfde}) OR EXISTS (SELECT 1 FROM {tabel} WHERE rowid = NEW.rowid) "
        "BEGIN SELECT RAISE(ABORT, 'deze rij staat vast'); END"
    )


def downgrade() -> None:
    """Without the numbers and those triggers."""
    for tabel in NIET_LEEG_TE_MAKEN if _postgresql() else VAST:
        op.execute(f"DROP TRIGGER {tabel}_truncate ON {tabel}" if _postgresql() else f"DROP TRIGGER {tabel}_insert")
    op.drop_column("scenario", "bytes")
    for tabel in GETELD:
        op.drop_column(tabel, "aantal")
