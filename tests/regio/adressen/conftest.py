"""A stand-in for the Locatieserver on 127.0.0.1, answering what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

Gedrag = Callable[[BaseHTTPRequestHandler], None]

ESWEG: dict[str, Any] = {
    "type": "adres",
    "weergavenaam": "Esweg 21, 9761EN Eelde",
    "postcode": "9761EN",
    "huisnummer": 21,
    "gemeentecode": "1730",
    "gemeentenaam": "Tynaarlo",
    "woonplaatsnaam": "Eelde",
    "centroide_ll": "POINT(6.56389 53.13472)",
    "centroide_rd": "POINT(234730 572230)",
    "score": 12.5,
}


class Nepdienst:
    """A server whose answers come from ``gedrag`` in turn; the last one is repeated."""

    def __init__(self) -> None:
        self.gedrag: list[Gedrag] = []
        self.verzoeken: list[tuple[str, dict[str, list[str]], dict[str, str]]] = []
        self.klaar = threading.Event()
        dienst = self

        class Afhandeling(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                adres = urlsplit(self.path)
                dienst.verzoeken.append((adres.path, parse_qs(adres.query), dict(self.headers)))
                beurt = min(len(dienst.verzoeken), len(dienst.gedrag)) - 1
                dienst.gedrag[beurt](self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Afhandeling)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/free"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def sluit(self) -> None:
        self.klaar.set()
        self._server.shutdown()
        self._server.server_close()


def stuur(lijf: bytes, status: int = 200, soort: str = "application/json", **koppen: str) -> Gedrag:
    """Answer with this body; ``koppen`` with ``_`` for ``-``."""

    def gedrag(verzoek: BaseHTTPRequestHandler) -> None:
        verzoek.send_response(status)
        for naam, waarde in {"Content-Type": soort, "Content-Length": str(len(lijf)), **koppen}.items():
            verzoek.send_header(naam.replace("_", "-"), waarde)
        verzoek.end_headers()
        verzoek.wfile.write(lijf)

    return gedrag


def solr(*documenten: Any) -> Gedrag:
    """Answer in the shape of the Locatieserver."""
    antwoord = {"response": {"numFound": len(documenten), "start": 0, "docs": documenten, "numFoundExact": True}}
    return stuur(json.dumps(antwoord).encode())


@pytest.fixture
def dienst(monkeypatch: pytest.MonkeyPatch) -> Iterator[Nepdienst]:
    """A running stand-in; proxies of the machine are left out of it."""
    for naam in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(naam, raising=False)
        monkeypatch.delenv(naam.upper(), raising=False)
    nep = Nepdienst()
    yield nep
    nep.sluit()
