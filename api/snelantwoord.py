"""A whole answer, ready to send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from starlette.responses import Response
from starlette.types import Send


class Snelantwoord(NamedTuple):
    """Status, headers and body: what the hot lookups give."""

    status: int
    koppen: Sequence[tuple[bytes, bytes]]
    lijf: bytes

    @classmethod
    def van(cls, antwoord: Response) -> Snelantwoord:
        """A response of Starlette."""
        return cls(antwoord.status_code, antwoord.raw_headers, bytes(antwoord.body))


async def stuur(send: Send, status: int, koppen: Sequence[tuple[bytes, bytes]], lijf: bytes) -> None:
    """Send a whole answer."""
    await send({"type": "http.response.start", "status": status, "headers": koppen})
    await send({"type": "http.response.body", "body": lijf})
