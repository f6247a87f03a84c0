"""Whoever writes waits for others who do, also where they read first: there is one way to write."""

from __future__ import annotations

import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

import regio.opslag
from regio.aanmelden.identiteit import Identiteit
from regio.fouten import Opslagfout
from regio.opslag import edities, extern, gebruikers, scenarios, sessies, verbinding, verzoeken
from regio.opslag.migraties import migreer
from regio.opslag.verbinding import schrijvend
from regio.scenario.verzoek import Indiening, Stap
from tests.regio.opslag.dienstproef import ZET

Wie = gebruikers.Wie
INDIENING = Indiening(aanvrager="Proef", reden="Omdat het moet.")


def _wie(engine: Engine) -> Wie:
    wie = gebruikers.wie_heeft(engine, gebruikers.maak_token(engine, "anna"))
    assert wie is not None
    return wie


def _scenario(engine: Engine) -> scenarios.Scenario:
    return scenarios.maak(engine, _wie(engine), "een", ("e" * 64, "2026-01-01"), [ZET])


def _verzoek(engine: Engine) -> str:
    return verzoeken.dien_in(engine, _wie(engine), _scenario(engine), INDIENING, {}).kop.id


def _met_zet(engine: Engine) -> scenarios.Scenario:
    return scenarios.zet(engine, _wie(engine), _scenario(engine), [ZET], "e" * 64)


# What each needs, and what it then does.
OPDRACHTEN: dict[str, tuple[Callable[[Engine], Any], Callable[[Engine, Wie, Any], Any]]] = {
    "gebruiker": (lambda _: None, lambda engine, _, __: gebruikers.maak_gebruiker(engine, "bob", "lezer")),
    "token": (lambda _: None, lambda engine, _, __: gebruikers.maak_token(engine, "anna")),
    "rol": (lambda _: None, lambda engine, _, __: gebruikers.geef_rol(engine, "anna", "lezer")),
    "intrekken": (lambda _: None, lambda engine, _, __: gebruikers.trek_in(engine, "anna")),
    "aanmelden": (
        lambda engine: gebruikers.maak_token(engine, "anna"),
        lambda engine, _, geheim: sessies.open_sessie(engine, geheim),
    ),
    "afmelden": (
        lambda engine: sessies.open_sessie(engine, gebruikers.maak_token(engine, "anna")),
        lambda engine, _, geheim: sessies.sluit(engine, geheim),
    ),
    "extern": (
        lambda _: Identiteit(extern="https://login.voorbeeld.nl 1", naam="Carla", rol="lezer"),
        lambda engine, _, wie: extern.open_extern(engine, wie),
    ),
    "maken": (lambda _: None, lambda engine, wie, _: scenarios.maak(engine, wie, "x", ("e", "2026-01-01"), [])),
    "zet": (_scenario, lambda engine, wie, was: scenarios.zet(engine, wie, was, [ZET], was.editie)),
    "ongedaan": (_met_zet, scenarios.ongedaan),
    "opnieuw": (
        lambda engine: scenarios.ongedaan(engine, _wie(engine), _met_zet(engine)),
        scenarios.opnieuw,
    ),
    "hernoem": (_scenario, lambda engine, wie, was: scenarios.hernoem(engine, wie, was, "Ander")),
    "verwijder": (_scenario, scenarios.verwijder),
    "deel": (_scenario, lambda engine, wie, was: scenarios.deel(engine, wie, was.id)),
    "ontdeel": (_scenario, lambda engine, wie, was: scenarios.ontdeel(engine, wie, was.id)),
    "indienen": (_scenario, lambda engine, wie, was: verzoeken.dien_in(engine, wie, was, INDIENING, {})),
    "stap": (
        _verzoek,
        lambda engine, wie, nummer: verzoeken.zet_stap(
            engine, wie, nummer, Stap("aanvulling", datum="2099-01-01", tekst="Meer.")
        ),
    ),
    "opruimen": (lambda _: None, lambda engine, _, __: edities.ruim_halve_op(engine)),
}


@pytest.fixture(scope="module")
def bestand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with ``anna``, to copy."""
    bestand = tmp_path_factory.mktemp("schrijven") / "regio.db"
    motor = verbinding.maak_engine(f"sqlite:///{bestand}")
    migreer(motor)
    gebruikers.maak_gebruiker(motor, "anna", "bewerker")
    motor.dispose()
    return bestand


@pytest.fixture
def geduldig(bestand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A copy of that database, in which who waits for a lock has the time."""
    monkeypatch.setattr(verbinding, "WACHT_OP_SLOT_MS", 60_000)
    motor = verbinding.maak_engine(f"sqlite:///{shutil.copy(bestand, tmp_path)}")
    yield motor
    motor.dispose()


def _ernaast(engine: Engine) -> sqlite3.Connection:
    """Somebody else in the same database, who does not wait."""
    assert engine.url.database is not None
    return sqlite3.connect(engine.url.database, isolation_level=None, timeout=0)


@pytest.mark.parametrize("naam", OPDRACHTEN)
def test_a_change_waits_until_another_is_done(geduldig: Engine, naam: str) -> None:
    bereid_voor, doe = OPDRACHTEN[naam]
    wie, nodig = _wie(geduldig), bereid_voor(geduldig)
    los = threading.Event()

    @event.listens_for(geduldig, "before_cursor_execute")
    def _wacht(_lijn: Any, _cursor: Any, opdracht: str, *_rest: Any) -> None:
        # Here it is going to wait. Who does not ask for the lock first runs into it, with the other still there.
        if opdracht == "BEGIN IMMEDIATE":
            los.set()

    def ernaast() -> Any:
        try:
            return doe(geduldig, wie, nodig)
        finally:
            los.set()

    ander = _ernaast(geduldig)
    ander.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as draad:
        klaar = draad.submit(ernaast)
        los.wait()
        ander.execute("COMMIT")
        klaar.result()
    ander.close()


def test_who_reads_in_order_to_write_holds_the_lock_already(geduldig: Engine) -> None:
    ander = _ernaast(geduldig)
    with schrijvend(geduldig) as lijn:
        lijn.exec_driver_sql("SELECT count(*) FROM gebruiker")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            ander.execute("BEGIN IMMEDIATE")
    ander.execute("BEGIN IMMEDIATE")
    ander.execute("ROLLBACK")
    ander.close()


def test_what_fails_leaves_nothing_and_no_lock(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "anna", "bewerker")

    def breek_af() -> None:
        with schrijvend(engine) as lijn:
            lijn.exec_driver_sql("UPDATE gebruiker SET rol = 'lezer'")
            raise Opslagfout("Weg.")

    with pytest.raises(Opslagfout, match=r"Weg\."):
        breek_af()
    assert [een["rol"] for een in gebruikers.lijst(engine)] == ["bewerker"]
    assert gebruikers.geef_rol(engine, "anna", "beheerder") == "bewerker"


def test_reading_takes_no_lock(geduldig: Engine) -> None:
    with schrijvend(geduldig) as lijn:
        lijn.exec_driver_sql("UPDATE gebruiker SET rol = 'lezer'")
        assert [een["rol"] for een in gebruikers.lijst(geduldig)] == ["bewerker"]
        migreer(geduldig)  # the form is the newest already: nothing to write


def test_there_is_no_other_way_to_write() -> None:
    """What is not committed is not written, and only one place commits."""
    map_ = Path(regio.opslag.__file__).parent
    elders = re.compile(r"\.(begin|begin_nested|commit)\(")
    raak = {pad.name for pad in map_.rglob("*.py") if elders.search(pad.read_text("utf-8"))}
    assert raak == {"verbinding.py"}
