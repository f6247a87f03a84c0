"""The engine: safe settings on SQLite, the right driver on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from regio.opslag.verbinding import maak_engine, sqlite_bestand


def test_sqlite_checks_foreign_keys_and_waits_for_a_lock(tmp_path: Path) -> None:
    motor = maak_engine(f"sqlite:///{tmp_path / 'regio.db'}")
    with motor.connect() as verbinding:
        assert verbinding.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert verbinding.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000
    motor.dispose()


def test_sqlite_rolls_back_a_table_that_was_made_in_a_failed_transaction(tmp_path: Path) -> None:
    motor = maak_engine(f"sqlite:///{tmp_path / 'regio.db'}")
    with motor.connect() as verbinding:
        verbinding.exec_driver_sql("CREATE TABLE half (a INTEGER)")
        verbinding.rollback()
        assert verbinding.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    motor.dispose()


def test_making_an_engine_makes_no_file(tmp_path: Path) -> None:
    maak_engine(f"sqlite:///{tmp_path / 'diep' / 'regio.db'}").dispose()
    assert list(tmp_path.iterdir()) == []


def test_which_file_holds_the_database(tmp_path: Path) -> None:
    assert sqlite_bestand(maak_engine(f"sqlite:///{tmp_path / 'regio.db'}")) == tmp_path / "regio.db"
    assert sqlite_bestand(maak_engine("sqlite://")) is None
    assert sqlite_bestand(maak_engine("postgresql://regio@127.0.0.1/regio")) is None


def test_postgresql_is_always_reached_with_psycopg() -> None:
    assert maak_engine("postgresql://regio@127.0.0.1/regio").driver == "psycopg"
