"""Asking the provider: bounded in time and size, following no redirects, and never half an answer."""

from __future__ import annotations

import time
from typing import Any

import httpx2

from regio import __version__
from regio.stil import zwijg

TIJD = httpx2.Timeout(3.0, connect=2.0)  # seconds
TIJD_TOTAAL = 8.0
GROOTSTE_ANTWOORD = 1_000_000  # bytes


class Begrensd(httpx2.HTTPTransport):
    """Reads an answer whole, or raises ReadTimeout or ReadError: it may not drip in or be without end."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to one request."""
        eind = time.monotonic() + TIJD_TOTAAL
        antwoord = super().handle_request(request)
        lijf = bytearray()
        try:
            for stuk in antwoord.iter_raw():
                lijf += stuk
                if len(lijf) > GROOTSTE_ANTWOORD:
                    raise httpx2.ReadError("te groot", request=request)
                if time.monotonic() > eind:
                    raise httpx2.ReadTimeout("te laat", request=request)
        finally:
            antwoord.close()
        return httpx2.Response(antwoord.status_code, headers=antwoord.headers, content=bytes(lijf))


def opties() -> dict[str, Any]:
    """The options of a client that asks the provider."""
    zwijg()
    return {
        "transport": Begrensd(retries=1),
        "timeout": TIJD,
        "follow_redirects": False,
        "headers": {"Accept": "application/json", "User-Agent": f"regio/{__version__}"},
    }
