"""Sessions in the database, on SQLite and on PostGIS."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from regio.fouten import Opslagfout
from regio.opslag import gebruikers, sessies
from regio.opslag.verbinding import maak_engine

OUD = "2020-01-01T00:00:00+00:00"


@pytest.fixture
def token(engine: Engine) -> str:
    """A token of ``anna``, who is a bewerker."""
    gebruikers.maak_gebruiker(engine, "anna", "bewerker")
    return gebruikers.maak_token(engine, "anna")


def _aantal(engine: Engine) -> int:
    with engine.connect() as verbinding:
        return int(verbinding.execute(text("SELECT count(*) FROM sessie")).scalar_one())


def test_open_use_and_close(engine: Engine, token: str) -> None:
    geheim = sessies.open_sessie(engine, token)
    assert geheim is not None
    gevonden = sessies.sessie_met(engine, geheim)
    assert gevonden is not None and not gevonden.extern
    assert (gevonden.wie.naam, gevonden.wie.rol) == ("anna", "bewerker")
    assert sessies.sessie_met(engine, geheim[:-1]) is None
    sessies.sluit(engine, geheim)
    assert sessies.sessie_met(engine, geheim) is None
    sessies.sluit(engine, geheim)
    assert [regel["wat"] for regel in gebruikers.logboek(engine)][-2:] == ["aangemeld", "afgemeld"]


def test_an_end_of_the_token_is_an_end_of_the_session(engine: Engine, token: str) -> None:
    geheim = sessies.open_sessie(engine, token)
    assert geheim is not None
    assert gebruikers.trek_in(engine, "anna") == (1, 0)
    assert sessies.sessie_met(engine, geheim) is None
    assert sessies.open_sessie(engine, token) is None
    assert _aantal(engine) == 0


def test_what_ended_is_removed_when_another_begins(engine: Engine, token: str) -> None:
    for _ in range(2):
        assert sessies.open_sessie(engine, token)
    with engine.begin() as verbinding:
        verbinding.execute(text("UPDATE sessie SET verloopt_op = :oud"), {"oud": OUD})
    assert sessies.open_sessie(engine, token)
    assert _aantal(engine) == 1


def test_many_at_a_time_all_get_in(engine: Engine, token: str) -> None:
    with ThreadPoolExecutor(8) as draden:
        alle = list(draden.map(lambda _: sessies.open_sessie(engine, token), range(16)))
    assert len({geheim for geheim in alle if geheim}) == 16
    assert all(sessies.sessie_met(engine, geheim or "") for geheim in alle)


def test_no_database_is_told_in_plain_words() -> None:
    weg = maak_engine("postgresql://iemand@127.0.0.1:9/regio")
    for doe in (sessies.open_sessie, sessies.sessie_met, sessies.sluit):
        with pytest.raises(Opslagfout, match="niet bereikbaar"):
            doe(weg, "regio_" + "a" * 43)
