"""The load: a fixed number of GET requests over keep-alive connections, in a process of its own.

``python -m tests.bench.last`` reads ``{"poort", "paden", "aantal", "verbindingen", "koppen", "status"}`` on stdin and
writes what it saw on stdout. Each connection sends its next request when its answer is whole.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import uvloop

from tests.bench.server import WORTEL

LANGST_S = 120


@dataclass(frozen=True, slots=True)
class Gezien:
    """What one run of load saw: answers with another status than asked for, and times in milliseconds."""

    aantal: int
    fouten: int
    seconden: float
    p50_ms: float
    p99_ms: float


class _Verbinding(asyncio.Protocol):
    """One keep-alive connection that takes its requests from a shared supply."""

    def __init__(self, vragen: Iterator[bytes], tijden: list[float], klaar: asyncio.Future[None], status: int) -> None:
        self._vragen, self._tijden, self._klaar = vragen, tijden, klaar
        self._goed = b"HTTP/1.1 %d" % status
        self._buffer, self._nog, self.fouten = b"", 0, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are no subclass of asyncio's.
        self._transport = cast(asyncio.Transport, transport)
        self._volgende()

    def _volgende(self) -> None:
        vraag = next(self._vragen, None)
        if vraag is None:
            self._klaar.set_result(None)
            return
        self._begin = time.perf_counter()
        self._transport.write(vraag)

    def data_received(self, data: bytes) -> None:
        self._buffer = data if not self._buffer else self._buffer + data
        kop = self._buffer.find(b"\r\n\r\n")
        if kop < 0 or len(self._buffer) < kop + 4 + _lengte(self._buffer[:kop]):
            return
        self._tijden.append(time.perf_counter() - self._begin)
        self.fouten += not self._buffer.startswith(self._goed)
        self._buffer = b""
        self._volgende()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._klaar.done():
            self.fouten += 1
            self._klaar.set_result(None)


def _lengte(kop: bytes) -> int:
    if kop.startswith(b"HTTP/1.1 304"):
        return 0
    plek = kop.lower().index(b"content-length:") + 15
    eind = kop.find(b"\r", plek)
    return int(kop[plek : eind if eind > 0 else len(kop)])


async def _belast(
    poort: int, paden: Sequence[str], aantal: int, verbindingen: int, koppen: dict[str, str], status: int
) -> Gezien:
    alle = {"Host": f"127.0.0.1:{poort}", "Accept": "application/json", **koppen}
    kop = "".join(f"{naam}: {waarde}\r\n" for naam, waarde in alle.items())
    vragen = [f"GET {pad} HTTP/1.1\r\n{kop}\r\n".encode() for pad in paden]
    voorraad = (vragen[nummer % len(vragen)] for nummer in range(aantal))
    tijden: list[float] = []
    lus = asyncio.get_running_loop()
    klaar: list[asyncio.Future[None]] = [lus.create_future() for _ in range(verbindingen)]
    begin = time.perf_counter()
    paren = [
        await lus.create_connection(lambda af=af: _Verbinding(voorraad, tijden, af, status), "127.0.0.1", poort)  # type: ignore[misc]
        for af in klaar
    ]
    await asyncio.gather(*klaar)
    seconden = time.perf_counter() - begin
    for transport, _ in paren:
        transport.close()
    tijden.sort()
    p50, p99 = (1000 * tijden[int(len(tijden) * deel)] for deel in (0.5, 0.99))
    fouten = sum(verbinding.fouten for _, verbinding in paren) + aantal - len(tijden)
    return Gezien(aantal, fouten, seconden, p50, p99)


def belast(
    poort: int,
    paden: Sequence[str],
    aantal: int,
    verbindingen: int = 32,
    koppen: Mapping[str, str] | None = None,
    status: int = 200,
) -> Gezien:
    """Run the load in a process of its own and give what it saw; every answer should have this status."""
    vraag: dict[str, Any] = {"poort": poort, "paden": list(paden), "aantal": aantal, "verbindingen": verbindingen}
    vraag |= {"koppen": dict(koppen or {}), "status": status}
    opdracht = [sys.executable, "-m", "tests.bench.last"]
    klaar = subprocess.run(
        opdracht, input=json.dumps(vraag), capture_output=True, text=True, check=True, cwd=WORTEL, timeout=LANGST_S
    )
    return Gezien(**json.loads(klaar.stdout))


if __name__ == "__main__":
    gc.disable()
    print(json.dumps(asdict(uvloop.run(_belast(**json.load(sys.stdin))))))
