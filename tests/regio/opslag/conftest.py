"""Real facts, whole and cut down, and an empty database of each kind."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from regio.bronnen.lezen import lees_feiten
from regio.bronnen.rijen import Feiten
from regio.opslag.edities import maak_engine
from regio.opslag.migraties import migreer
from tests.regio.opslag.proef import Proef


@pytest.fixture(scope="session")
def feiten(repo: Path) -> Feiten:
    """All real facts."""
    return lees_feiten(repo / "data")


@pytest.fixture(scope="session")
def weinig(feiten: Feiten) -> Feiten:
    """Real facts of 300 postcodes, with the first 50 rows of every other table."""
    kort = {veld.name: getattr(feiten, veld.name)[:50] for veld in fields(feiten)}
    return replace(feiten, **{**kort, "postcodes": feiten.postcodes[:300]})


def met_merk(feiten: Feiten, merk: str) -> Feiten:
    """The same facts with another remark at the first source, so with another fingerprint."""
    eerste = replace(feiten.bronnen[0], opmerking=merk)
    return replace(feiten, bronnen=(eerste, *feiten.bronnen[1:]))


@pytest.fixture(scope="session")
def merk() -> object:
    """Gives ``met_merk``: equal facts under another fingerprint."""
    return met_merk


@contextmanager
def _leeg_postgis() -> Iterator[str]:
    url = make_url(os.environ["REGIO_TEST_POSTGIS_URL"])
    naam = f"regio_{uuid.uuid4().hex[:12]}"
    beheer = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with beheer.connect() as verbinding:
            verbinding.execute(text(f"CREATE DATABASE {naam}"))
        yield url.set(database=naam).render_as_string(hide_password=False)
        with beheer.connect() as verbinding:
            verbinding.execute(text(f"DROP DATABASE {naam} WITH (FORCE)"))
    finally:
        beheer.dispose()


@pytest.fixture
def postgis_url() -> Iterator[str]:
    """An empty database on the PostgreSQL server of REGIO_TEST_POSTGIS_URL, removed afterwards."""
    with _leeg_postgis() as url:
        yield url


@pytest.fixture(scope="module")
def postgis_module_url() -> Iterator[str]:
    """As ``postgis_url``, one for the tests of a module."""
    with _leeg_postgis() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgis", marks=pytest.mark.postgis)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'var' / 'regio.db'}"
    url: str = request.getfixturevalue("postgis_url")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated database of each kind."""
    motor = maak_engine(database_url)
    migreer(motor)
    yield motor
    motor.dispose()


@pytest.fixture
def proef(tmp_path: Path, database_url: str, weinig: Feiten) -> Proef:
    """Nothing loaded yet, on both databases."""
    return Proef(tmp_path / "var", database_url, weinig)


@pytest.fixture
def lokaal(tmp_path: Path, weinig: Feiten) -> Proef:
    """Nothing loaded yet, on SQLite."""
    return Proef(tmp_path / "var", f"sqlite:///{tmp_path / 'var' / 'regio.db'}", weinig)
