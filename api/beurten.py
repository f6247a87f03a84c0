"""Heavy work by turns: whoever asks much at once holds up neither the service nor who asks something else."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from starlette.exceptions import HTTPException

Uit = TypeVar("Uit")
MEESTE_WACHTENDEN = 4
WACHT_S = 5


class Beurten:
    """Heavy work one at a time; who would have to wait behind too many is told to come back. Thread-safe.

    One thread does all of it: what shapes take from the system is kept per thread. ``naam`` is that of the thread.
    """

    def __init__(self, naam: str, meeste: int = MEESTE_WACHTENDEN) -> None:
        self._meeste, self._grendel = meeste, Lock()
        self._werker = ThreadPoolExecutor(1, naam)
        self._binnen = 0

    def doe(self, werk: Callable[[], Uit]) -> Uit:
        """What ``werk`` gives, or raises, in its turn. Raises 503 with Retry-After when too many wait."""
        with self._grendel:
            if self._binnen > self._meeste:
                raise HTTPException(503, headers={"retry-after": str(WACHT_S)})
            self._binnen += 1
        try:
            return self._werker.submit(werk).result()
        finally:
            with self._grendel:
                self._binnen -= 1


# Each kind waits for its own only: a map takes a moment, a report longer, and tables may be large. Together they
# hold fewer than half of the threads that answer everybody.
BESTANDEN = Beurten("bestanden")
KAARTEN = Beurten("scenariokaarten")
FACTOREN = Beurten("factoren")
# Files that everybody may ask for hold up nobody who works on a scenario.
VOORBEELDEN = Beurten("voorbeelden", 3)
