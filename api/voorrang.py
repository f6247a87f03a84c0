"""The hot lookups, answered before FastAPI: its layers and its routing cost more than their answers.

A lookup here is a plain function from a request to a whole answer. What ``api.tussenlaag`` does around every
other route is done here in one go: the headers, the log and the answer to an error that nobody foresaw.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from starlette.types import Receive, Scope, Send

from api.bewaring import Bewaring
from api.snelantwoord import Snelantwoord, stuur
from api.tussenlaag import KOPPEN, log, onverwacht

Opzoeking = Callable[[Scope], Snelantwoord]


class Eindpunt:
    """A lookup as the endpoint of a route: by its routes FastAPI knows which methods a path has."""

    def __init__(self, zoek: Opzoeking) -> None:
        self._zoek = zoek

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await stuur(send, *self._zoek(scope))


class Snelweg(NamedTuple):
    """A path as the log writes it, and its lookup; ``naam`` is what its last segment is called, if that varies."""

    sjabloon: str
    zoek: Opzoeking
    naam: str = ""


class Voorrang:
    """Knows by its path whether a GET or HEAD is a hot lookup.

    ``laatste`` maps the path before a last segment (``/v1/postcodes``), which does not begin with ``_``;
    ``vast`` maps whole paths; ``bewaard`` are those of which ready answers are kept in ``bewaring``.
    """

    def __init__(
        self, laatste: Mapping[str, Snelweg], vast: Mapping[str, Snelweg], bewaard: Collection[str], bewaring: Bewaring
    ) -> None:
        self._laatste, self._vast, self._bewaard, self._bewaring = laatste, vast, bewaard, bewaring

    def weg(self, scope: Scope) -> Snelweg | None:
        """The fast way to the answer of a request, None when there is none."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        pad: str = scope["path"]
        voor, _, segment = pad.rpartition("/")
        if voor in self._laatste and segment[:1] not in ("", "_"):
            weg = self._laatste[voor]
            scope["path_params"] = {weg.naam: segment}
            return weg
        if pad in self._vast:
            return self._vast[pad]
        klaar = self._bewaring.haal(scope) if pad in self._bewaard else None
        return Snelweg(pad, klaar.antwoord) if klaar else None


async def beantwoord(weg: Snelweg, scope: Scope, send: Send) -> None:
    """Send the answer of a lookup, with the headers that every answer has, and log it."""
    begin, methode = time.perf_counter(), scope["method"]
    try:
        status, koppen, lijf = weg.zoek(scope)
    except Exception as fout:  # noqa: BLE001 - further out its text would be logged
        status, koppen, lijf = Snelantwoord.van(onverwacht(scope, fout))
    await stuur(send, status, [*koppen, *KOPPEN], b"" if methode == "HEAD" else lijf)
    log(methode, weg.sjabloon, status, begin)
