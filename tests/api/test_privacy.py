"""An address beside special education is sensitive: nothing of a question reaches a log, here or on a server."""

from __future__ import annotations

import http.client
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from opentelemetry import _logs, metrics, trace
from starlette.testclient import TestClient

# Parts of the questions below that may stand in no log. 9471 is not among them by accident.
GEHEIM = (
    "Geheim",
    "9471",
    "6.6863",
    "53.0929",
    "241570",
    "568010",
    "geldigOp",
    "2015-04-23",
    "Tynaarlo",
    "GM1730",
    "onzin",
)
JSON = {"content-type": "application/json"}
TELLERS = {"created", "msecs", "relativeCreated", "thread", "process", "threadName", "taskName", "pathname"}
VRAGEN: list[tuple[str, str, Any]] = [
    ("GET", "/v1/postcodes/9471%20RM?geldigOp=2015-04-23", None),
    ("GET", "/v1/postcodes/Geheimlaan%2012", None),
    ("GET", "/v1/locaties?lon=6.6863&lat=53.0929", None),
    ("HEAD", "/v1/locaties?x=241570&y=568010&onzin=Geheimlaan", None),
    ("GET", "/v1/suggesties?q=Geheimlaan%2012", None),
    ("GET", "/v1/gemeenten/GM1730?onzin=Geheimlaan", None),
    ("GET", "/v1/gemeenten?naam=Tynaarlo", None),
    ("GET", "/Geheimlaan/12?q=Geheimlaan", None),
    ("GET", "/statisch/Geheimlaan", None),
    ("GET", "/namen/Geheimlaan.json", None),
    ("GET", "/gebieden/Geheimlaan-12.topojson", None),
    ("GET", "/v1/ogc/collections/gemeenten/items?bbox=6.6863,53.0929,6.7,53.1&onzin=Geheimlaan", None),
    ("GET", "/v1/ogc/collections/geheimlaan/items/GM1730", None),
    ("DELETE", "/v1/gemeenten/Geheimlaan", None),
    ("POST", "/v1/adressen/_zoek", {"vraag": "Geheimlaan 12, Geheimdorp", "geldigOp": "2015-04-23"}),
    ("POST", "/v1/adressen/_zoek", {"vraag": "Geheimlaan 12, 9471 RM"}),
    ("POST", "/v1/adressen/_zoek?onzin=Geheimlaan", {"Geheimlaan": 12, "vraag": ["Geheimlaan"]}),
    ("POST", "/v1/locaties/_zoek", {"lon": 6.6863, "lat": 53.0929}),
    ("POST", "/v1/postcodes/_batch", {"requests": ["9471 RM", "Geheimlaan 12"]}),
    ("POST", "/v1/locaties/_batch", {"requests": [{"x": 241570, "y": 568010}, {"onzin": "Geheimlaan"}]}),
]
REGEL = re.compile(r"(GET|HEAD|POST|DELETE) (\S+) [1-5][0-9]{2} [0-9.]+ ms$")


def _sjablonen(openapi: dict[str, Any]) -> set[str]:
    """What may stand in the log in place of a path."""
    paginas = {"/", "/namen/{bestand}", "/statisch/{pad}", "/gebieden/{naam}", "/v1/openapi.json"}
    return {*openapi["paths"], *paginas, "-"}


def _controleer(tekst: str) -> None:
    for deel in GEHEIM:
        assert deel.lower() not in tekst.lower(), tekst


def test_no_question_is_logged_or_printed(
    client: TestClient, openapi: dict[str, Any], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        for methode, pad, lijf in VRAGEN:
            antwoord = client.request(methode, pad, json=lijf)
            assert antwoord.status_code in (200, 400, 404, 405)
            assert not {"set-cookie"} & set(antwoord.headers)
    eigen = [een for een in caplog.records if not een.name.startswith("httpx")]  # the test's own client
    assert len(eigen) == len(VRAGEN), "one line for every question"
    for een in eigen:
        # Clocks, numbers and the place of the code say nothing of a question but may hold any row of digits.
        _controleer(json.dumps({naam: w for naam, w in een.__dict__.items() if naam not in TELLERS}, default=str))
        gevonden = REGEL.fullmatch(een.getMessage())
        assert gevonden is not None
        assert gevonden[2] in _sjablonen(openapi)
    _controleer("".join(capfd.readouterr()))


class _Locatieserver(BaseHTTPRequestHandler):
    """Answers no address the first time and breaks after that."""

    gevraagd: list[str]

    def do_GET(self) -> None:
        self.gevraagd.append(self.path)
        lijf = b'{"response": {"docs": []}}'
        self.send_response(200 if len(self.gevraagd) == 1 else 500)
        self.send_header("Content-Length", str(len(lijf)))
        self.end_headers()
        self.wfile.write(lijf)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is that of the library
        """Quiet."""


@pytest.fixture
def locatieserver() -> Iterator[tuple[str, list[str]]]:
    """The web address of such a service, and the paths that were asked of it."""
    gevraagd: list[str] = []
    dienst = HTTPServer(("127.0.0.1", 0), type("Dienst", (_Locatieserver,), {"gevraagd": gevraagd}))
    threading.Thread(target=dienst.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{dienst.server_address[1]}/free", gevraagd
    dienst.shutdown()
    dienst.server_close()


@pytest.fixture
def start(repo: Path, var: Path, tmp_path: Path) -> Iterator[Callable[..., tuple[int, Path, Callable[[], None]]]]:
    """Starts the real service on a free port; gives the port, its output, and what stops it."""
    lopend: list[subprocess.Popen[bytes]] = []

    def start_een(**omgeving: str) -> tuple[int, Path, Callable[[], None]]:
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            poort: int = vrij.getsockname()[1]
        os.utime(var / json.loads((var / "actief.json").read_text())["bestand"])
        uitvoer = tmp_path / "uitvoer.txt"
        with uitvoer.open("wb") as uit:
            proces = subprocess.Popen(
                [sys.executable, "-m", "regio", "start"],
                cwd=repo,
                env={**os.environ, "REGIO_VAR": str(var), "REGIO_POORT": str(poort), **omgeving},
                stdout=uit,
                stderr=subprocess.STDOUT,
            )
        lopend.append(proces)
        _wacht(poort, proces, uitvoer)

        def stop() -> None:
            proces.send_signal(signal.SIGTERM)
            proces.wait(120)

        return poort, uitvoer, stop

    yield start_een
    for proces in lopend:
        if proces.poll() is None:
            proces.kill()
            proces.wait(120)


def _wacht(poort: int, proces: subprocess.Popen[bytes], uitvoer: Path) -> None:
    uiterlijk = time.monotonic() + 300
    while time.monotonic() < uiterlijk and proces.poll() is None:
        with suppress(OSError):
            if _vraag(poort, "GET", "/readyz", None)[0] == 200:
                return
        time.sleep(0.05)
    raise AssertionError(uitvoer.read_text())


def _vraag(poort: int, methode: str, pad: str, lijf: Any) -> tuple[int, dict[str, str], bytes]:
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=120)
    try:
        verbinding.request(
            methode, pad, json.dumps(lijf) if lijf is not None else None, JSON if lijf is not None else {}
        )
        antwoord = verbinding.getresponse()
        return antwoord.status, {naam.lower(): waarde for naam, waarde in antwoord.getheaders()}, antwoord.read()
    finally:
        verbinding.close()


def test_the_real_server_writes_the_route_template_and_no_more(
    start: Callable[..., tuple[int, Path, Callable[[], None]]],
    locatieserver: tuple[str, list[str]],
    openapi: dict[str, Any],
) -> None:
    url, gevraagd = locatieserver
    poort, uitvoer, stop = start(REGIO_GEOCODER="pdok", REGIO_GEOCODER_URL=url)
    for methode, pad, lijf in VRAGEN:
        status, koppen, inhoud = _vraag(poort, methode, pad, lijf)
        assert status in (200, 400, 404, 405)
        assert koppen["api-version"]
        assert "server" not in koppen
        assert methode != "HEAD" or inhoud == b""
    with socket.create_connection(("127.0.0.1", poort)) as rauw:
        rauw.sendall(b"GEHEIM /Geheimlaan\r\nGeheimlaan 12\r\n\r\n")
        rauw.recv(1_000)
    stop()
    assert any("Geheimlaan" in pad for pad in gevraagd), "the address was really looked up"
    tekst = uitvoer.read_text()
    regels = [gevonden[2] for regel in tekst.splitlines() if (gevonden := REGEL.search(regel))]
    assert len([regel for regel in regels if regel != "/readyz"]) == len(VRAGEN)
    assert set(regels) <= _sjablonen(openapi)
    assert "Traceback" not in tekst
    _controleer(tekst.replace(f":{poort}", ""))  # any free port, with any digits


def test_the_real_server_answers_as_the_tests_do(
    start: Callable[..., tuple[int, Path, Callable[[], None]]], client: TestClient
) -> None:
    """Over a socket HEAD has no body, a large body is refused, and answers are equal."""
    poort, _, stop = start(REGIO_GEOCODER="geen")
    pad = "/v1/postcodes/9471?geldigOp=2015-04-23"
    status, koppen, inhoud = _vraag(poort, "GET", pad, None)
    assert (status, inhoud) == (200, client.get(pad).content)
    assert int(koppen["content-length"]) == len(inhoud)
    kop = _vraag(poort, "HEAD", pad, None)
    weg = {"date"}
    assert (kop[0], kop[2]) == (200, b"")
    assert {k: v for k, v in kop[1].items() if k not in weg} == {k: v for k, v in koppen.items() if k not in weg}
    assert _vraag(poort, "POST", "/v1/postcodes/_batch", {"requests": ["9471 RM", None]})[0] == 200
    groot = _vraag(poort, "POST", "/v1/adressen/_zoek", {"vraag": "x" * 1_000_001})
    assert (groot[0], json.loads(groot[2])["status"]) == (413, 413)
    stop()


def test_no_collector_of_the_environment_gets_to_see_a_request(
    maak_client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    gezien: list[str] = []
    for deel, haal in ((trace, "get_tracer_provider"), (metrics, "get_meter_provider"), (_logs, "get_logger_provider")):
        monkeypatch.setattr(deel, haal, lambda haal=haal: gezien.append(haal))
    client = maak_client()
    for pad in ("/v1/postcodes/9471", "/v1/crss", "/"):
        assert client.get(pad).status_code == 200
    assert gezien == []
