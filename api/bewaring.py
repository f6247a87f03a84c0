"""Ready reference answers and maps, kept within a bound: put together and packed once, then sent as they are.

What decides an answer is its key: the edition, the day, path, question and the two headers that choose
the form. Nothing that can hold an address or a postcode comes in here.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from starlette.types import Scope

from api.afhankelijk import net_middernacht, vandaag
from api.onderhandeling import heeft
from api.snelantwoord import Snelantwoord

GRENS = 24_000_000
# Larger ones would push out all others.
GROOTSTE = GRENS // 4
Sleutel = tuple[str, str, str, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Klaar:
    """A ready answer: body and headers, of which a 304 carries the first three (ETag, Cache-Control, Vary)."""

    etag: bytes
    koppen: tuple[tuple[bytes, bytes], ...]
    lijf: bytes

    def antwoord(self, scope: Scope) -> Snelantwoord:
        """The answer to a request, or 304 when the client has it."""
        if heeft(scope, self.etag):
            return Snelantwoord(304, self.koppen[:3], b"")
        return Snelantwoord(200, self.koppen, self.lijf)


class Bewaring:
    """The answers asked for last, up to ``grens`` bytes of bodies."""

    def __init__(self, grens: int = GRENS) -> None:
        self._grens, self._gebruikt = grens, 0
        self._antwoorden: OrderedDict[Sleutel, Klaar] = OrderedDict()
        self._slot = Lock()

    def haal(self, scope: Scope) -> Klaar | None:
        """The ready answer to a request, None when it has to be made."""
        sleutel = _sleutel(scope)
        with self._slot:
            klaar = self._antwoorden.get(sleutel)
            if klaar is not None:
                self._antwoorden.move_to_end(sleutel)
        return klaar

    def zet(self, scope: Scope, klaar: Klaar, kenmerk: str) -> None:
        """Keep an answer of the edition ``kenmerk``; the ones that were asked for longest ago make room.

        Not when another edition or another day began while it was made: it is not theirs.
        """
        sleutel = _sleutel(scope)
        if len(klaar.lijf) > min(GROOTSTE, self._grens) or sleutel[0] != kenmerk or net_middernacht():
            return
        with self._slot:
            if sleutel in self._antwoorden:
                return
            self._antwoorden[sleutel] = klaar
            self._gebruikt += _omvang(sleutel, klaar)
            while self._gebruikt > self._grens:
                self._gebruikt -= _omvang(*self._antwoorden.popitem(last=False))


def _omvang(sleutel: Sleutel, klaar: Klaar) -> int:
    return len(klaar.lijf) + sum(map(len, sleutel))


def _sleutel(scope: Scope) -> Sleutel:
    vorm = codering = b""
    for naam, waarde in scope["headers"]:
        if naam == b"accept":
            vorm += b"," + waarde
        elif naam == b"accept-encoding":
            codering += b"," + waarde
    stand = scope["app"].state.houder.stand
    return stand.kenmerk, vandaag(), scope["path"], scope["query_string"], vorm, codering
