"""Maps of scenarios: made one at a time, kept within a bound for the next who asks for the same."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

from api.beurten import KAARTEN, Beurten
from regio.scenario.dienst import Vraag
from regio.stand.stand import Stand

RUIMTE = 32_000_000
# A larger one would push out too many others.
DEEL = 4


class Kaartbewaring:
    """The maps asked for last, up to ``ruimte`` bytes; what is not there is made in its turn. Thread-safe."""

    def __init__(self, beurten: Beurten, ruimte: int = RUIMTE) -> None:
        self._beurten, self._ruimte = beurten, ruimte
        self._kaarten: OrderedDict[str, bytes] = OrderedDict()
        self._gebruikt, self._slot = 0, Lock()

    def geef(self, stand: Stand, vraag: Vraag, vorm: str, maak: Callable[[], bytes], *meer: str) -> bytes:
        """The map of a scenario in a form; ``meer`` is all else that decides what ``maak`` gives.

        Raises what ``maak`` raises, and 503 with Retry-After when too many wait.
        """
        sleutel = afdruk([stand.kenmerk, vraag.peildatum, list(vraag.zetten), vorm, *meer])
        klaar = self._haal(sleutel)
        if klaar is not None:
            return klaar
        # Looked up once more in its turn: who asked at the same time may have had it made.
        return self._beurten.doe(lambda: self._haal(sleutel) or self._bewaar(sleutel, maak()))

    def _haal(self, sleutel: str) -> bytes | None:
        with self._slot:
            if sleutel in self._kaarten:
                self._kaarten.move_to_end(sleutel)
            return self._kaarten.get(sleutel)

    def _bewaar(self, sleutel: str, kaart: bytes) -> bytes:
        if len(kaart) > self._ruimte // DEEL:
            return kaart
        with self._slot:
            self._kaarten[sleutel] = kaart
            self._gebruikt += len(kaart)
            while self._gebruikt > self._ruimte:
                self._gebruikt -= len(self._kaarten.popitem(last=False)[1])
        return kaart


def afdruk(wat: Sequence[Any]) -> str:
    """What tells things (JSON) apart."""
    return hashlib.sha256(json.dumps(wat, sort_keys=True).encode()).hexdigest()


BEWARING = Kaartbewaring(KAARTEN)
