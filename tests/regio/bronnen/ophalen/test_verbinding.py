"""Trying again, waiting, and giving up."""

from __future__ import annotations

import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest

from regio.bronnen.ophalen.dienst import maak_dienst
from regio.bronnen.ophalen.fouten import Onbruikbaar, Storing
from regio.bronnen.ophalen.verbinding import Verbinding, lijkt_html
from tests.regio.bronnen.ophalen.conftest import HAAST, Nepdok, Werkplek, omleiden, stuur

PAD = "/cbs/gebiedsindelingen/atom/v1_0/index.xml"


def verbreek(verzoek: BaseHTTPRequestHandler) -> None:
    """Hang up without a word."""
    verzoek.close_connection = True
    verzoek.connection.shutdown(socket.SHUT_RDWR)


def haal(werkplek: Werkplek, **anders: float) -> bytes:
    with werkplek.verbinding(**anders) as verbinding:
        return verbinding.haal(verbinding.dienst.index, grootste=100_000).lijf


@pytest.mark.parametrize(
    "gedrag",
    [
        stuur(b"", 500),
        stuur(b"", 502),
        stuur(b"", 503, Retry_After="0"),
        stuur(b"", 429, Retry_After="0"),
        stuur(b"", 429),
        stuur(b"", 408),
        stuur(b"half", lengte=400),
        verbreek,
    ],
)
def test_what_may_pass_is_tried_again(werkplek: Werkplek, nepdok: Nepdok, gedrag: object) -> None:
    nepdok.eerst["index.xml"] = [gedrag, gedrag]  # type: ignore[list-item]
    assert haal(werkplek) == nepdok.index()
    assert len(nepdok.verzoeken) == 3
    assert [tekst[:15] for tekst in werkplek.meldingen] == ["Poging 2 van 3.", "Poging 3 van 3."]


def test_retry_after_is_waited_for(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.eerst["index.xml"] = [stuur(b"", 429, Retry_After="1")]
    begin = time.monotonic()
    assert haal(werkplek) == nepdok.index()
    assert time.monotonic() - begin >= 1


def test_giving_up_says_what_to_do(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.eerst["index.xml"] = [stuur(b"", 500)] * 9
    with pytest.raises(Storing, match=r"storing \(status 500\).*later opnieuw.*niet veranderd"):
        haal(werkplek)
    assert len(nepdok.verzoeken) == HAAST.pogingen


def test_a_service_that_does_not_listen_is_told() -> None:
    with socket.socket() as plek:
        plek.bind(("127.0.0.1", 0))
        dienst = maak_dienst(f"http://127.0.0.1:{plek.getsockname()[1]}")
        with (
            Verbinding(dienst, HAAST) as verbinding,
            pytest.raises(Storing, match=r"niet bereikbaar.*internetverbinding"),
        ):
            verbinding.haal(dienst.index, grootste=10)


def test_a_service_that_stays_silent_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        dienst = maak_dienst(f"http://127.0.0.1:{server.getsockname()[1]}")
        geduld = type(HAAST)(verbinden=30.0, lezen=0.05, pogingen=2, eerste_wacht=0.001)
        with Verbinding(dienst, geduld) as verbinding, pytest.raises(Storing, match="antwoordt niet op tijd"):
            verbinding.haal(dienst.index, grootste=10)


def test_an_answer_that_only_drips_in_is_given_up(werkplek: Werkplek, nepdok: Nepdok) -> None:
    def druppel(verzoek: BaseHTTPRequestHandler) -> None:
        verzoek.send_response(200)
        verzoek.send_header("Content-Length", "1000")
        verzoek.end_headers()
        for _ in range(200):
            verzoek.wfile.write(b".")
            time.sleep(0.01)

    nepdok.eerst["index.xml"] = [druppel] * 9
    with pytest.raises(Storing, match="te traag"):
        haal(werkplek, venster=0.05, pogingen=1)


def test_redirects_within_the_service_are_followed_but_not_for_ever(werkplek: Werkplek, nepdok: Nepdok) -> None:
    nepdok.eerst["index.xml"] = [omleiden("/elders.xml")]
    nepdok.eerst["elders.xml"] = [omleiden(f"{nepdok.url}{PAD}")]
    assert haal(werkplek) == nepdok.index()
    nepdok.eerst["index.xml"] = [omleiden(PAD)] * 20
    with pytest.raises(Onbruikbaar, match="blijft doorverwijzen"):
        haal(werkplek)


@pytest.mark.parametrize("naar", ["https://voorbeeld.nl/x.gpkg", "http://10.1.2.3/x", "file:///etc/hosts"])
def test_a_foreign_host_is_never_asked(werkplek: Werkplek, nepdok: Nepdok, naar: str) -> None:
    nepdok.eerst["index.xml"] = [omleiden(naar)]
    with pytest.raises(Onbruikbaar, match="wordt niet gevolgd"):
        haal(werkplek)


def test_web_pages_are_recognised() -> None:
    assert lijkt_html("text/html; charset=utf-8", b"")
    assert lijkt_html("", b"\xef\xbb\xbf \n<HTML>")
    assert not lijkt_html("application/json", b'{"a": "<html>"}')


@pytest.mark.parametrize("begin", [b"geen http\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n"])
def test_an_answer_that_is_no_http_is_told(begin: bytes, werkplek: Werkplek, nepdok: Nepdok) -> None:
    def praat(verzoek: BaseHTTPRequestHandler) -> None:
        verzoek.wfile.write(begin)
        verbreek(verzoek)

    nepdok.eerst["index.xml"] = [praat] * 9
    with pytest.raises(Storing, match="verbroken"):
        haal(werkplek)
