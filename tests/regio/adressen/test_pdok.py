"""The Locatieserver adapter against a server that behaves, and one that does not."""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol

import httpx2  # noqa: F401 - here, so that no time limit below has to pay for loading it
import pytest
import stamina
import stamina.instrumentation
from hypothesis import given
from hypothesis import strategies as st

from regio.adressen import Geocodering, lees_postcode
from regio.adressen.onderbreker import Onderbreker
from regio.adressen.pdok import GROOTSTE_ANTWOORD, PdokGeocoder, schone_vraag, wachttijd
from regio.fouten import RegioFout
from tests.regio.adressen.conftest import ESWEG, Gedrag, Nepdienst, solr, stuur

VRAAG = "Esweg 21, Eelde"
RUIM_S = 30.0  # a busy machine is slow, not wrong


class Maken(Protocol):
    def __call__(self, *, totaal: float = RUIM_S, onderbreker: Onderbreker | None = None) -> PdokGeocoder: ...


@pytest.fixture
def maak(dienst: Nepdienst, monkeypatch: pytest.MonkeyPatch) -> Iterator[Maken]:
    for naam in ("TIJD_VERBINDEN", "TIJD_LEZEN"):
        monkeypatch.setattr(f"regio.adressen.pdok.{naam}", RUIM_S)
    gemaakt: list[PdokGeocoder] = []

    def _maak(*, totaal: float = RUIM_S, onderbreker: Onderbreker | None = None) -> PdokGeocoder:
        gemaakt.append(PdokGeocoder(dienst.url, referer="https://regio.test/", totaal=totaal, onderbreker=onderbreker))
        return gemaakt[-1]

    yield _maak
    dienst.klaar.set()
    for geocoder in gemaakt:
        geocoder.sluit()


def niet_opgezocht(uitkomst: Geocodering) -> bool:
    return bool(uitkomst.niet_opgezocht) and uitkomst.adressen == () and "postcode" in str(uitkomst.niet_opgezocht)


def verbreek(verzoek: BaseHTTPRequestHandler) -> None:
    verzoek.connection.shutdown(socket.SHUT_RDWR)
    verzoek.close_connection = True


def halverwege(verzoek: BaseHTTPRequestHandler) -> None:
    verzoek.send_response(200)
    verzoek.send_header("Content-Length", "5000")
    verzoek.end_headers()
    verzoek.wfile.write(b'{"response": {"docs": [')
    verbreek(verzoek)


def test_een_adres(dienst: Nepdienst, maak: Maken) -> None:
    dienst.gedrag = [solr(ESWEG)]
    uitkomst = maak().zoek(VRAAG, maximum=3)
    assert uitkomst.niet_opgezocht is None
    assert uitkomst.bron == "PDOK Locatieserver"
    (adres,) = uitkomst.adressen
    assert (adres.weergavenaam, adres.postcode, adres.huisnummer) == ("Esweg 21, 9761EN Eelde", "9761EN", "21")
    assert (adres.gemeentecode, adres.gemeentenaam, adres.woonplaats) == ("GM1730", "Tynaarlo", "Eelde")
    assert (adres.lon, adres.lat, adres.x, adres.y) == (6.56389, 53.13472, 234730.0, 572230.0)
    assert adres.score == 12.5


def test_het_verzoek(dienst: Nepdienst, maak: Maken) -> None:
    dienst.gedrag = [solr(ESWEG)]
    maak().zoek("Esweg 21, Eelde OR type:gemeente -Assen", maximum=3)
    ((pad, vraag, koppen),) = dienst.verzoeken
    assert pad == "/free"
    assert vraag["q"] == ["Esweg 21, Eelde OR type gemeente Assen"]
    assert (vraag["fq"], vraag["rows"]) == (["type:adres"], ["3"])
    assert {"postcode", "gemeentecode", "centroide_ll", "centroide_rd"} <= set(vraag["fl"][0].split(","))
    assert koppen["Referer"] == "https://regio.test/"


def test_geen_treffers_is_geen_storing(dienst: Nepdienst, maak: Maken) -> None:
    dienst.gedrag = [solr()]
    assert maak().zoek(VRAAG) == Geocodering((), "PDOK Locatieserver")


def test_meer_treffers_op_volgorde(dienst: Nepdienst, maak: Maken) -> None:
    dienst.gedrag = [solr(*({**ESWEG, "weergavenaam": f"Dorpsstraat 1, plaats {n}"} for n in range(4)))]
    uitkomst = maak().zoek("Dorpsstraat 1", maximum=3)
    namen = [adres.weergavenaam for adres in uitkomst.adressen]
    assert uitkomst.meer
    assert namen == ["Dorpsstraat 1, plaats 0", "Dorpsstraat 1, plaats 1", "Dorpsstraat 1, plaats 2"]


@pytest.mark.parametrize(
    ("gevonden", "meer"),
    [(1, False), (5, False), (6, True), (4711, True), (None, False), ("veel", False), (True, False)],
)
def test_wat_er_meer_is_wordt_gezegd(dienst: Nepdienst, maak: Maken, gevonden: object, meer: bool) -> None:
    dienst.gedrag = [stuur(json.dumps({"response": {"numFound": gevonden, "docs": [ESWEG]}}).encode())]
    uitkomst = maak().zoek(VRAAG)
    assert (len(uitkomst.adressen), uitkomst.meer) == (1, meer)


@pytest.mark.parametrize(
    "eerst",
    [
        stuur(b"", 500),
        stuur(b"", 503),
        stuur(b"", 429),
        stuur(b"", 429, Retry_After="0"),
        stuur(b"", 429, Retry_After="morgen"),
        verbreek,
        halverwege,
    ],
    ids=["500", "503", "429", "429 nu", "429 onleesbaar", "verbroken", "halverwege"],
)
def test_een_tweede_poging_helpt(dienst: Nepdienst, maak: Maken, eerst: Gedrag) -> None:
    dienst.gedrag = [eerst, solr(ESWEG)]
    uitkomst = maak().zoek(VRAAG)
    assert [adres.postcode for adres in uitkomst.adressen] == ["9761EN"]
    assert len(dienst.verzoeken) == 2


def test_wacht_zo_lang_als_gevraagd(dienst: Nepdienst, maak: Maken) -> None:
    dienst.gedrag = [stuur(b"", 429, Retry_After="1"), solr(ESWEG)]
    begin = time.monotonic()
    assert maak().zoek(VRAAG).adressen
    assert time.monotonic() - begin >= 1.0


def test_te_lang_wachten_wordt_een_pauze(dienst: Nepdienst, maak: Maken) -> None:
    klok = [0.0]
    geocoder = maak(onderbreker=Onderbreker(klok=lambda: klok[0]))
    dienst.gedrag = [stuur(b"", 429, Retry_After="60"), solr(ESWEG)]
    begin = time.monotonic()
    assert niet_opgezocht(geocoder.zoek(VRAAG))
    assert niet_opgezocht(geocoder.zoek(VRAAG))
    assert time.monotonic() - begin < RUIM_S
    assert len(dienst.verzoeken) == 1
    klok[0] = 61.0
    assert geocoder.zoek(VRAAG).adressen


ONBRUIKBAAR: dict[str, Gedrag] = {
    "html": stuur(b"<html><body>Onderhoud</body></html>", soort="text/html"),
    "afgekapt": stuur(b'{"response": {"numFound": 1, "docs": [{"weergavenaam": "Esw'),
    "leeg": stuur(b""),
    "geen utf-8": stuur(b'{"response": {"docs": [{"weergavenaam": "\xff\xfe"}]}}'),
    "geen response": stuur(b'{"error": "iets"}'),
    "lijst": stuur(b"[1, 2]"),
    "null": stuur(b"null"),
    "docs null": stuur(b'{"response": {"docs": null}}'),
    "docs tekst": stuur(b'{"response": {"docs": "Esweg"}}'),
    "docs vreemd": solr(None, 1, "x", [], {}),
    "diep genest": stuur(b"[" * 200_000),
    "groot getal": stuur(b'{"response": ' + b"9" * 5000 + b"}"),
    "te groot": stuur(b" " * (GROOTSTE_ANTWOORD + 1) + b'{"response": {"docs": []}}'),
    "doorverwijzing": stuur(b"", 302, Location="https://elders.invalid/free?q=Esweg"),
    "foute gzip": stuur(b"geen gzip", Content_Encoding="gzip"),
    "403": stuur(b"", 403),
    "404": stuur(b"", 404),
}


@pytest.mark.parametrize("soort", ONBRUIKBAAR)
def test_onbruikbaar_antwoord_is_een_storing(dienst: Nepdienst, maak: Maken, soort: str) -> None:
    dienst.gedrag = [ONBRUIKBAAR[soort]]
    assert niet_opgezocht(maak().zoek(VRAAG))
    assert len(dienst.verzoeken) == 1  # asking again would not help


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"postcode": None}, {"postcode": None}),
        ({"postcode": ["9761EN"]}, {"postcode": None}),
        ({"postcode": "9761"}, {"postcode": None}),
        ({"gemeentecode": 1730}, {"gemeentecode": "GM1730"}),
        ({"gemeentecode": "0363"}, {"gemeentecode": "GM0363"}),
        ({"gemeentecode": "x"}, {"gemeentecode": None}),
        ({"gemeentecode": True}, {"gemeentecode": None}),
        ({"centroide_ll": "POINT(53.13472 6.56389)"}, {"lon": None, "lat": None}),
        ({"centroide_ll": "POINT(NaN NaN)"}, {"lon": None, "lat": None}),
        ({"centroide_ll": {"x": 1}}, {"lon": None, "lat": None}),
        ({"centroide_rd": "POINT(0 0)"}, {"x": None, "y": None}),
        ({"centroide_rd": "POINT (234730.5 572230)"}, {"x": 234730.5, "y": 572230.0}),
        ({"huisnummer": "21-a"}, {"huisnummer": "21-a"}),
        ({"huisnummer": {}}, {"huisnummer": None}),
        ({"gemeentenaam": "x" * 10_000}, {"gemeentenaam": None}),
        ({"weergavenaam": "Esweg\n21\x00"}, {"weergavenaam": "Esweg 21"}),
        ({"score": "hoog"}, {"score": 0.0}),
        ({"score": float("nan")}, {"score": 0.0}),
    ],
)
def test_vreemde_velden(dienst: Nepdienst, maak: Maken, velden: dict[str, Any], verwacht: dict[str, Any]) -> None:
    dienst.gedrag = [solr({**ESWEG, **velden})]
    (adres,) = maak().zoek(VRAAG).adressen
    assert {naam: getattr(adres, naam) for naam in verwacht} == verwacht


def test_documenten_zonder_naam_of_plek_vallen_weg(dienst: Nepdienst, maak: Maken) -> None:
    nergens = {"weergavenaam": "Esweg 21, Eelde", "type": "adres"}
    dienst.gedrag = [solr({**ESWEG, "type": "weg"}, nergens, {**ESWEG, "weergavenaam": 5.5}, ESWEG)]
    assert len(maak().zoek(VRAAG).adressen) == 1


def test_traag_antwoord(dienst: Nepdienst, maak: Maken) -> None:
    def traag(verzoek: BaseHTTPRequestHandler) -> None:
        dienst.klaar.wait(2 * RUIM_S)
        verzoek.close_connection = True

    dienst.gedrag = [traag]
    begin = time.monotonic()
    uitkomst = maak(totaal=1.0).zoek(VRAAG)
    assert niet_opgezocht(uitkomst)
    assert "op tijd" in str(uitkomst.niet_opgezocht)
    assert time.monotonic() - begin < RUIM_S
    assert len(dienst.verzoeken) < 2


@pytest.mark.parametrize("deel", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"])
def test_druppelend_antwoord(dienst: Nepdienst, maak: Maken, deel: bytes) -> None:
    def druppel(verzoek: BaseHTTPRequestHandler) -> None:
        verzoek.wfile.write(deel)
        for _ in range(20 * 2 * int(RUIM_S)):
            if dienst.klaar.wait(0.05):
                break
            try:
                verzoek.wfile.write(b"X")
            except OSError:
                break
        verzoek.close_connection = True

    dienst.gedrag = [druppel]
    begin = time.monotonic()
    assert niet_opgezocht(maak(totaal=0.5).zoek(VRAAG))
    assert time.monotonic() - begin < RUIM_S


def test_blijvende_storing_binnen_de_tijd(dienst: Nepdienst, maak: Maken) -> None:
    dienst.gedrag = [stuur(b"", 500)]
    begin = time.monotonic()
    assert niet_opgezocht(maak().zoek(VRAAG))
    assert time.monotonic() - begin < RUIM_S
    assert len(dienst.verzoeken) == 3


def test_niemand_luistert(dienst: Nepdienst) -> None:
    with socket.socket() as gesloten:
        gesloten.bind(("127.0.0.1", 0))
        geocoder = PdokGeocoder(f"http://127.0.0.1:{gesloten.getsockname()[1]}", referer="https://regio.test/")
    assert niet_opgezocht(geocoder.zoek(VRAAG))
    assert lees_postcode("9471 RM") == "9471"  # the rest does not need it
    geocoder.sluit()


def test_na_vijf_storingen_even_met_rust(dienst: Nepdienst, maak: Maken) -> None:
    klok = [0.0]
    geocoder = maak(onderbreker=Onderbreker(grens=5, pauze=30.0, klok=lambda: klok[0]))
    dienst.gedrag = [ONBRUIKBAAR["html"]]
    for _ in range(5):
        assert niet_opgezocht(geocoder.zoek(VRAAG))
    assert len(dienst.verzoeken) == 5
    assert "even niet" in str(geocoder.zoek(VRAAG).niet_opgezocht)
    assert len(dienst.verzoeken) == 5
    klok[0] = 30.0
    dienst.gedrag = [solr(ESWEG)]
    assert geocoder.zoek(VRAAG).adressen
    assert geocoder.zoek(VRAAG).adressen


def test_een_onverteerbare_vraag_sluit_niemand_af(dienst: Nepdienst, maak: Maken) -> None:
    onderbreker = Onderbreker(grens=2)
    dienst.gedrag = [stuur(b"", 400)]
    for _ in range(4):
        assert niet_opgezocht(maak(onderbreker=onderbreker).zoek(VRAAG))
    assert not onderbreker.open


@pytest.mark.parametrize("vraag", ["", "   ", "!?*", "🏠", "a" * 201, "Esweg " * 2000])
def test_zonder_vraag_geen_verzoek(dienst: Nepdienst, maak: Maken, vraag: str) -> None:
    assert maak().zoek(vraag) == Geocodering((), "PDOK Locatieserver")
    assert dienst.verzoeken == []


@given(st.text(max_size=250))
def test_schone_vraag_heeft_geen_zoektaal(vraag: str) -> None:
    schoon = schone_vraag(vraag)
    assert not set(schoon) & set('+&|!(){}[]^"~*?:\\/<>%#')
    assert not any(woord.startswith("-") for woord in schoon.split())
    assert len(schoon) <= 200


@pytest.mark.parametrize("url", ["", "pdok", "ftp://pdok.nl/free", "http://", "https://pdok.nl/free?q=1", "/free"])
def test_onbruikbaar_webadres(url: str) -> None:
    with pytest.raises(RegioFout, match="REGIO_GEOCODER_URL"):
        PdokGeocoder(url, referer="https://regio.test/")


def test_webadres_zonder_free_mag(dienst: Nepdienst) -> None:
    dienst.gedrag = [solr(ESWEG)]
    geocoder = PdokGeocoder(dienst.url.removesuffix("free"), referer="https://regio.test/")
    assert geocoder.zoek(VRAAG).adressen
    assert dienst.verzoeken[0][0] == "/free"
    geocoder.sluit()


def test_wachttijd() -> None:
    assert wachttijd("7") == 7.0
    assert wachttijd(None) is None
    assert wachttijd("-3") is None
    assert wachttijd("9" * 50) is None
    assert wachttijd("Mon, 01 Jan 2001 00:00:00 GMT") == 0.0
    straks = wachttijd(formatdate(time.time() + 30, usegmt=True))
    assert straks is not None
    assert 0 < straks <= 30


STORINGEN: list[Callable[[], Gedrag]] = [
    lambda: solr(ESWEG),
    lambda: stuur(b"", 500),
    lambda: ONBRUIKBAAR["afgekapt"],
    lambda: ONBRUIKBAAR["doorverwijzing"],
    lambda: verbreek,
]


@pytest.mark.parametrize("gedrag", STORINGEN, ids=["goed", "500", "afgekapt", "doorverwijzing", "verbroken"])
def test_de_vraag_komt_in_geen_log(
    dienst: Nepdienst,
    maak: Maken,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    gedrag: Callable[[], Gedrag],
) -> None:
    dienst.gedrag = [gedrag()]
    caplog.set_level(logging.DEBUG)
    for naam in ("httpx2", "httpcore2", "stamina", "regio"):
        caplog.set_level(logging.DEBUG, logger=naam)
    maak().zoek("Geheimstraat 77 Eelde")
    assert dienst.verzoeken[0][1]["q"] == ["Geheimstraat 77 Eelde"]
    alles = "".join(str(regel.__dict__) for regel in caplog.records) + caplog.text + "".join(capfd.readouterr())
    for deel in ("Geheimstraat", "Eelde", "9761EN", "/free", "q="):
        assert deel not in alles


def test_een_nieuwe_poging_schrijft_niets(dienst: Nepdienst, maak: Maken, capfd: pytest.CaptureFixture[str]) -> None:
    """Stdout is the answer of ``regio zoek --json``."""
    stamina.instrumentation.set_on_retry_hooks(None)  # as in a fresh process
    dienst.gedrag = [stuur(b"", 500), solr(ESWEG)]
    assert maak().zoek(VRAAG).adressen
    assert capfd.readouterr() == ("", "")


def test_een_storing_staat_wel_in_de_log(dienst: Nepdienst, maak: Maken, caplog: pytest.LogCaptureFixture) -> None:
    dienst.gedrag = [stuur(b"", 404)]
    maak().zoek(VRAAG)
    assert [regel.getMessage() for regel in caplog.records] == ["adres niet opgezocht bij PDOK: http-404"]


def test_fouten_in_eigen_werk_lekken_niets(
    maak: Maken, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stuk(*_: object) -> bytes:
        raise ValueError(VRAAG)

    monkeypatch.setattr("regio.adressen.pdok._haal", stuk)
    assert niet_opgezocht(maak().zoek(VRAAG))
    assert "Esweg" not in caplog.text
