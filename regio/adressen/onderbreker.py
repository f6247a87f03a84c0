"""A circuit breaker: after repeated failures a service is left alone for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock


class Onderbreker:
    """Opens after ``grens`` failures in a row and then lets one try through per ``pauze`` seconds.

    ``klok`` gives seconds that only go up. Safe to share between threads.
    """

    def __init__(self, grens: int = 5, pauze: float = 30.0, klok: Callable[[], float] = time.monotonic) -> None:
        self._grens = grens
        self._pauze = pauze
        self._klok = klok
        self._slot = Lock()
        self._achtereen = 0
        self._dicht_tot: float | None = None  # None: closed circuit, everyone may ask

    @property
    def open(self) -> bool:
        """Whether the service is being left alone (a single try may still be let through)."""
        return self._dicht_tot is not None

    def mag(self) -> bool:
        """Whether the caller may ask the service now; it then owes ``gelukt`` or ``mislukt``.

        Half open: the one who gets True after the pause starts the next pause at once, so the
        others keep waiting, and a try that never reports back blocks nobody for longer.
        """
        with self._slot:
            if self._dicht_tot is None:
                return True
            nu = self._klok()
            if nu < self._dicht_tot:
                return False
            self._dicht_tot = nu + self._pauze
            return True

    def gelukt(self) -> None:
        """The service answered: close the circuit."""
        with self._slot:
            self._achtereen = 0
            self._dicht_tot = None

    def mislukt(self, pauze: float | None = None) -> None:
        """The service failed. ``pauze``: it asked itself to be left alone for so many seconds."""
        with self._slot:
            self._achtereen += 1
            te_vaak = self._achtereen >= self._grens or self._dicht_tot is not None
            if te_vaak or pauze is not None:
                self._dicht_tot = self._klok() + max(pauze or 0.0, self._pauze if te_vaak else 0.0)
