"""A socket between the service and PostgreSQL that can be cut, closed, or lose what comes back."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

_BROK = 65_536


class Doorgeefluik:
    """Passes everything on to ``doel`` (host and port) from ``poort`` of 127.0.0.1, as long as it may.

    With ``dicht`` nobody gets through; with ``verzwijg`` the next thing that comes back ends its connection instead.
    """

    def __init__(self, doel: tuple[str, int]) -> None:
        self._doel = doel
        self._luister = socket.create_server(("127.0.0.1", 0))
        self.poort: int = self._luister.getsockname()[1]
        self.dicht = self.verzwijg = False
        self._open: list[socket.socket] = []
        threading.Thread(target=self._neem_aan, daemon=True).start()

    def verbreek(self) -> None:
        """Cut every connection there is."""
        while self._open:
            _sluit(self._open.pop())

    def sluit(self) -> None:
        """End for good."""
        self.dicht = True
        _sluit(self._luister)
        self.verbreek()

    def _neem_aan(self) -> None:
        with suppress(OSError):
            while True:
                klant, _ = self._luister.accept()
                if self.dicht:
                    _sluit(klant)
                    continue
                dienst = socket.create_connection(self._doel)
                self._open += [klant, dienst]
                for van, naar in ((klant, dienst), (dienst, klant)):
                    threading.Thread(target=self._geef_door, args=(van, naar, van is dienst), daemon=True).start()

    def _geef_door(self, van: socket.socket, naar: socket.socket, terug: bool) -> None:
        with suppress(OSError):
            while brok := van.recv(_BROK):
                if terug and self.verzwijg:
                    self.verzwijg = False
                    break
                naar.sendall(brok)
        _sluit(van)
        _sluit(naar)


def _sluit(lijn: socket.socket) -> None:
    with suppress(OSError):
        lijn.shutdown(socket.SHUT_RDWR)
    lijn.close()
