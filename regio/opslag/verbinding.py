"""The connection with the database: SQLite in a file or PostgreSQL/PostGIS."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from regio.fouten import Opslagfout

WACHT_OP_SLOT_MS = 10_000
WACHT_OP_VERBINDING_S = 10
# What a service lets one statement take, so that a database that hangs does not hold up its threads.
LANGSTE_OPDRACHT_MS = 20_000
# A PostgreSQL that is silent for this long is gone, also where the network never says so.
_STILTE = {"keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 30_000}
# An option of a connection: what it begins is going to write.
_SCHRIJFT = "regio_schrijft"


def maak_engine(database_url: str, *, dienst: bool = False) -> Engine:
    """An engine for a ``sqlite:///`` or ``postgresql+psycopg://`` URL; connects to nothing yet.

    One for a ``dienst`` tries a connection before it is used again, so that a database that was restarted is not
    noticed, and gives up waiting; loading may take as long as it takes. Raises Opslagfout when the URL cannot be used.
    """
    try:
        url = make_url(database_url)
        soort = url.get_backend_name()
    except SQLAlchemyError as fout:
        raise Opslagfout("REGIO_DATABASE_URL is geen geldig adres van een database.") from fout
    if soort == "sqlite":
        return _sqlite(database_url)
    if soort == "postgresql":
        return _postgresql(url.set(drivername="postgresql+psycopg"), dienst=dienst)
    raise Opslagfout(f"REGIO_DATABASE_URL noemt {soort}; kies sqlite of postgresql.")


@contextmanager
def schrijvend(engine: Engine) -> Iterator[Connection]:
    """A transaction for whoever writes, also if they read first: the one way to write into a database.

    On SQLite it begins with the lock for writing, which it waits for: who asks for that lock after reading is refused
    at once while somebody else has it. On PostgreSQL it locks nothing by itself.
    """
    with engine.connect() as verbinding, verbinding.execution_options(**{_SCHRIJFT: True}).begin():
        yield verbinding


def sqlite_bestand(engine: Engine) -> Path | None:
    """The file of a SQLite database; None for one in memory and for PostgreSQL."""
    naam = engine.url.database
    if engine.dialect.name != "sqlite" or not naam or naam == ":memory:" or naam.startswith("file:"):
        return None
    return Path(naam)


def _postgresql(url: URL, *, dienst: bool) -> Engine:
    opties = {"connect_timeout": WACHT_OP_VERBINDING_S}
    if not dienst:
        return create_engine(url, connect_args=opties)
    engine = create_engine(
        url, connect_args={**opties, **_STILTE}, pool_pre_ping=True, pool_timeout=WACHT_OP_VERBINDING_S
    )

    @event.listens_for(engine, "connect")
    def _bij_verbinden(verbinding: Any, _gegevens: Any) -> None:
        # Not as options of the connection: a pooler in between may refuse those.
        with verbinding.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {WACHT_OP_SLOT_MS}; SET statement_timeout = {LANGSTE_OPDRACHT_MS}")
        verbinding.commit()

    return engine


def _sqlite(database_url: str) -> Engine:
    engine = create_engine(database_url, connect_args={"timeout": WACHT_OP_SLOT_MS / 1000})

    @event.listens_for(engine, "connect")
    def _bij_verbinden(verbinding: Any, _gegevens: Any) -> None:
        # The driver begins no transaction for CREATE TABLE: a killed migration would be half done.
        # So it begins none at all, and ``_bij_begin`` begins every one.
        verbinding.isolation_level = None
        verbinding.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _bij_begin(verbinding: Connection) -> None:
        schrijft = verbinding.get_execution_options().get(_SCHRIJFT, False)
        verbinding.exec_driver_sql("BEGIN IMMEDIATE" if schrijft else "BEGIN")

    return engine
