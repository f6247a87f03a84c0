"""The load lock: one load at a time per state folder and per database; it ends with its process."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import Engine, text

from regio.fouten import Opslagfout
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import sqlite_bestand

# Any fixed number will do: whoever holds it is loading into this PostgreSQL database.
_LAADSLOT = 7_203_154
_STAP_S = 0.1


@contextmanager
def laadslot(var: Path, engine: Engine | None, wacht_s: float) -> Iterator[None]:
    """Hold the lock of a state folder and, when given, of a database.

    Waits at most ``wacht_s`` seconds for another load and then raises Opslagfout.
    """
    tot = time.monotonic() + wacht_s
    with ExitStack() as stapel:
        _wacht_op(lambda: _bestandsslot(stapel, var / "laden.slot"), tot)
        if engine is not None:
            bestand = sqlite_bestand(engine)
            if bestand is not None:
                _wacht_op(lambda: _bestandsslot(stapel, bestand.with_name(f"{bestand.name}.slot")), tot)
            elif engine.dialect.name == "postgresql":
                _wacht_op(lambda: _databaseslot(stapel, engine), tot)
        yield


def _wacht_op(probeer: Callable[[], bool], tot: float) -> None:
    while not probeer():
        if time.monotonic() >= tot:
            raise Opslagfout("Er wordt al een editie geladen. Wacht tot dat klaar is en probeer het dan opnieuw.")
        time.sleep(_STAP_S)


def _bestandsslot(stapel: ExitStack, pad: Path) -> bool:
    with in_gewone_taal(f"In de map {pad.parent} schrijven"):
        pad.parent.mkdir(parents=True, exist_ok=True)
        slot: IO[bytes] = pad.open("ab")
    try:
        fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        slot.close()
        return False
    stapel.enter_context(slot)
    return True


def _databaseslot(stapel: ExitStack, engine: Engine) -> bool:
    # The lock lives as long as this connection: a killed process loses it by itself.
    with in_gewone_taal("Verbinding maken met de database"), ExitStack() as voorlopig:
        verbinding = voorlopig.enter_context(engine.connect().execution_options(isolation_level="AUTOCOMMIT"))
        # Back in the pool it would keep the lock; detached, closing is the end of it.
        verbinding.detach()
        if not verbinding.scalar(text("SELECT pg_try_advisory_lock(:nummer)"), {"nummer": _LAADSLOT}):
            return False
        stapel.push(voorlopig.pop_all())
        return True
