"""Migrations: equal to the model on both databases, whole or not at all, and clear when they cannot run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Column, Engine, Text, create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from regio.fouten import Opslagfout
from regio.opslag import migraties
from regio.opslag.edities import alle_edities, maak_engine
from regio.opslag.migraties import is_bijgewerkt, migreer, verschillen
from regio.opslag.model import RIJTABELLEN, bouwsteenvlak, metadata


def test_the_migrated_database_equals_the_model(engine: Engine) -> None:
    assert verschillen(engine) == []
    assert is_bijgewerkt(engine)


def test_the_comparison_sees_a_column_that_no_migration_makes(engine: Engine) -> None:
    tabel = RIJTABELLEN["swvs"]
    extra = Column("verzonnen", Text)
    tabel.append_column(extra)
    try:
        assert [verschil[0] for verschil in verschillen(engine)] == ["add_column"]
    finally:
        tabel._columns.remove(extra)


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    voor = sorted(inspect(engine).get_table_names())
    migreer(engine)
    assert sorted(inspect(engine).get_table_names()) == voor
    assert set(metadata.tables) < set(voor)


def test_a_database_of_a_newer_program_is_refused(engine: Engine) -> None:
    with engine.begin() as verbinding:
        verbinding.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not is_bijgewerkt(engine)
    with pytest.raises(Opslagfout, match="nieuwere versie"):
        migreer(engine)


def test_a_migration_that_fails_leaves_nothing(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def breek_af(verbinding: object) -> None:
        echt(verbinding)  # type: ignore[arg-type]
        raise RuntimeError("afgebroken")

    echt = migraties._werk_bij
    monkeypatch.setattr(migraties, "_werk_bij", breek_af)
    motor = maak_engine(database_url)
    with pytest.raises(RuntimeError, match="afgebroken"):
        migreer(motor)
    assert set(inspect(motor).get_table_names()) <= {"spatial_ref_sys"}
    monkeypatch.undo()
    migreer(motor)
    assert alle_edities(motor) == []
    motor.dispose()


def test_sqlite_has_no_index_on_the_shapes(tmp_path: Path) -> None:
    motor = maak_engine(f"sqlite:///{tmp_path / 'een map % met teken' / 'regio.db'}")
    migreer(motor)
    assert inspect(motor).get_indexes("bouwsteenvlak") == []
    assert "vlak BLOB NOT NULL" in str(CreateTable(bouwsteenvlak).compile(motor))
    motor.dispose()


@pytest.mark.postgis
def test_postgis_has_one_spatial_index_and_real_geometry(postgis_url: str) -> None:
    motor = maak_engine(postgis_url)
    migreer(motor)
    with motor.connect() as verbinding:
        indexen = verbinding.scalars(text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")).all()
        soort = verbinding.execute(
            text("SELECT f_table_name, type, srid FROM geometry_columns WHERE f_table_name NOT LIKE 'kaart%'")
        ).all()
    motor.dispose()
    tabellen = ("bouwsteenvlak", "gebied", "grenslaag")
    assert sorted(een for een in indexen if "gist" in een) == [
        f"CREATE INDEX ix_{naam}_vlak ON public.{naam} USING gist (vlak)" for naam in tabellen
    ]
    assert sorted(tuple(een) for een in soort) == [(naam, "MULTIPOLYGON", 28992) for naam in tabellen]


def _op_versie(motor: Engine, versie: str) -> None:
    """Run the migrations up to, or back to, a version."""
    opties = migraties._instellingen()
    with motor.begin() as verbinding:
        opties.attributes["connection"] = verbinding
        nu = migraties.huidige_versie(verbinding)
        (command.upgrade if nu is None or nu < versie else command.downgrade)(opties, versie)


def test_a_database_of_the_first_form_is_brought_up_to_date(database_url: str) -> None:
    motor = maak_engine(database_url)
    if database_url.startswith("postgresql"):
        migraties._zorg_voor_postgis(motor)
    else:
        Path(make_url(database_url).database or "").parent.mkdir(parents=True, exist_ok=True)
    _op_versie(motor, "0001")
    with motor.begin() as verbinding:
        verbinding.execute(text("INSERT INTO editie VALUES (1, 'oud', 'actief', '2026-01-01 00:00:00', NULL)"))
    migreer(motor)
    # The old edition has no ground and must be loaded again; its file goes on serving meanwhile.
    assert alle_edities(motor) == [] and verschillen(motor) == []
    _op_versie(motor, "0001")
    assert "cel" in inspect(motor).get_table_names()
    migreer(motor)
    assert verschillen(motor) == []
    motor.dispose()


# What a database from before 0007 holds: a scenario of two versions, and a request.
_VAN_VOOR_0007 = (
    "INSERT INTO gebruiker (id, naam, rol, aangemaakt_op) VALUES (1, 'anna', 'bewerker', '')",
    "INSERT INTO scenario VALUES ('s', 1, 'Proef', '2026-01-01', 2, '[]', 2, '', '')",
    "INSERT INTO scenario VALUES ('t', 1, 'Leeg', '2026-01-01', 1, '[]', 1, '', '')",
    "INSERT INTO scenario_versie VALUES ('s', 1, NULL, 'editie', '[]', 'anna', '')",
    "INSERT INTO scenario_versie VALUES ('s', 2, 1, 'editie', '[\"é\",2,3]', 'anna', '')",
    "INSERT INTO verzoek (id, scenario_id, versie, indiener_id, naam, peildatum, editie, zetten, aanvrager, reden, "
    "steun, ingediend_op) VALUES ('v', 's', 2, 1, '', '', '', '[1,2]', '', '', '[]', '')",
)


def test_moves_and_bytes_from_before_are_counted_and_rows_stay_fixed(engine: Engine) -> None:
    _op_versie(engine, "0006")
    with engine.begin() as verbinding:
        for opdracht in _VAN_VOOR_0007:
            verbinding.execute(text(opdracht))
    migreer(engine)
    with engine.connect() as verbinding:
        aantallen = verbinding.scalars(text("SELECT aantal FROM scenario_versie ORDER BY nummer")).all()
        assert (aantallen, verbinding.scalars(text("SELECT aantal FROM verzoek")).all()) == ([0, 3], [2])
        alles = {rij.id: rij.bytes for rij in verbinding.execute(text("SELECT id, bytes FROM scenario"))}
        assert alles == {"s": len("[]") + len('["é",2,3]'.encode()), "t": 0}
    for tabel in ("scenario_versie", "verzoek"):
        with pytest.raises(DBAPIError, match="deze rij staat vast"), engine.begin() as verbinding:
            verbinding.execute(text(f"UPDATE {tabel} SET aantal = 9"))


@pytest.fixture
def gewone_gebruiker(postgis_url: str) -> Iterator[str]:
    """The URL of the same database for a user who may not create extensions."""
    naam = make_url(postgis_url).database
    beheer = create_engine(postgis_url, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"CREATE ROLE {naam}_gebruiker LOGIN"))
    yield make_url(postgis_url).set(username=f"{naam}_gebruiker").render_as_string(hide_password=False)
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"DROP OWNED BY {naam}_gebruiker"))
        verbinding.execute(text(f"DROP ROLE {naam}_gebruiker"))
    beheer.dispose()


@pytest.mark.postgis
def test_without_rights_for_postgis_the_administrator_is_asked(gewone_gebruiker: str) -> None:
    motor = maak_engine(gewone_gebruiker)
    with pytest.raises(Opslagfout, match="CREATE EXTENSION postgis"):
        migreer(motor)
    motor.dispose()


@pytest.mark.postgis
def test_without_rights_on_the_schema_the_user_hears_so(postgis_url: str, gewone_gebruiker: str) -> None:
    beheer = create_engine(postgis_url, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.execute(text("CREATE EXTENSION postgis"))
    beheer.dispose()
    motor = maak_engine(gewone_gebruiker)
    with pytest.raises(Opslagfout, match="te weinig rechten"):
        migreer(motor)
    motor.dispose()
