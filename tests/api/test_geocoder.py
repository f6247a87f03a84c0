"""Addresses: with the geocoder down, slow or wrong the answer says what was not looked up; the rest works."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.modellen import Zoekuitkomst
from regio.adressen import Adres, Geocodering
from regio.adressen.onderbreker import Onderbreker
from regio.adressen.pdok import PdokGeocoder

ZOEK = "/v1/adressen/_zoek"
STRAAT = "Voorbeeldstraat 7"


class Nep:
    """A geocoder that always gives the same and counts what it was asked."""

    def __init__(self, *adressen: Adres, niet: str | None = None, meer: bool = False) -> None:
        self._uitkomst = Geocodering(adressen, "nep", niet, meer)
        self.gevraagd: list[str] = []

    def zoek(self, vraag: str, maximum: int = 5) -> Geocodering:
        self.gevraagd.append(vraag)
        return self._uitkomst


MaakClient = Callable[..., TestClient]


def _zoek(client: TestClient, vraag: str, status: int = 200) -> Any:
    antwoord = client.post(ZOEK, json={"vraag": vraag, "geldigOp": "2015-04-23"})
    assert antwoord.status_code == status, antwoord.text
    if status == 200:
        Zoekuitkomst.model_validate_json(antwoord.content, strict=True)
    return antwoord.json()


def test_an_address_answers_by_its_postcode(maak_client: MaakClient) -> None:
    nep = Nep(Adres("Voorbeeldstraat 7, 9471RM Zuidlaren", postcode="9471RM"))
    uit = _zoek(maak_client(geocoder=nep), STRAAT)
    (antwoord,) = uit["antwoorden"]
    assert (uit["soort"], antwoord["ligging"], antwoord["postcode"]) == ("adres", "geocoder", "9471")
    assert antwoord["adres"] == "Voorbeeldstraat 7, 9471RM Zuidlaren"
    assert {deel["code"] for deel in antwoord["samenwerkingsverbanden"]} == {"PO2201", "VO2001"}


def test_an_address_without_postcode_answers_by_its_point(maak_client: MaakClient) -> None:
    nep = Nep(Adres("Voorbeeldstraat 7", lon=6.6863, lat=53.0929))
    (antwoord,) = _zoek(maak_client(geocoder=nep), STRAAT)["antwoorden"]
    assert (antwoord["ligging"], antwoord["postcode"]) == ("punt-schets", "9471")


def test_every_address_that_fits_is_shown(maak_client: MaakClient) -> None:
    adressen = (
        Adres("Voorbeeldstraat 7, Zuidlaren", postcode="9471RM"),
        Adres("Voorbeeldstraat 7, Eelde", postcode="9761EN"),
    )
    uit = _zoek(maak_client(geocoder=Nep(*adressen, meer=True)), STRAAT)
    assert [een["adres"] for een in uit["antwoorden"]] == [een.weergavenaam for een in adressen]
    assert {een["code"] for een in uit["meldingen"]} == {"meer-mogelijkheden", "meer-adressen"}


@pytest.mark.parametrize(
    "adres",
    [
        Adres("Nergens 1"),
        Adres("Nergens 1", postcode="1008AA"),
        Adres("Nergens 1", lon=3.5, lat=53.6),
        Adres("Nergens 1", lon=4.35, lat=50.85),
        Adres("Nergens 1", lon=float("nan"), lat=float("inf")),
        Adres("Nergens 1", postcode="1008AA", lon=200.0, lat=-95.0),
    ],
)
def test_an_address_that_cannot_be_placed_is_not_found(adres: Adres, maak_client: MaakClient) -> None:
    probleem = _zoek(maak_client(geocoder=Nep(adres)), STRAAT, 404)
    assert "Nergens" not in json.dumps(probleem)


def test_a_postcode_a_name_or_a_point_needs_no_geocoder(maak_client: MaakClient) -> None:
    nep = Nep(niet="Het adres is niet opgezocht: er is een storing.")
    client = maak_client(geocoder=nep)
    for vraag in ("9471 RM", "Esweg 21, 9761 EN Eelde", "Tynaarlo", "Bergen", "Zuidlaren", "GM1730", "241570 568010"):
        uit = _zoek(client, vraag)
        assert uit["antwoorden"]
        assert "adres-niet-opgezocht" not in {een["code"] for een in uit["meldingen"]}
    assert nep.gevraagd == []


def test_what_was_not_looked_up_is_said_beside_what_is_known(maak_client: MaakClient) -> None:
    client = maak_client(geocoder=Nep(niet="Het adres is niet opgezocht: er is een storing."))
    los = _zoek(client, "Voorbeeldstraat 7")
    assert los["antwoorden"] == []
    met_plaats = _zoek(client, "Voorbeeldstraat 7, Eelde")
    assert [een["plaats"] for een in met_plaats["antwoorden"]] == ["Eelde"]
    for uit in (los, met_plaats):
        assert [een["tekst"] for een in uit["meldingen"]] == ["Het adres is niet opgezocht: er is een storing."]


class _Dienst(BaseHTTPRequestHandler):
    """A Locatieserver that goes wrong in one of several ways."""

    soort = ""

    def do_GET(self) -> None:
        time.sleep(60 if self.soort == "traag" else 0)
        lijf = {"leeg": b"", "html": b"<html>", "vreemd": b'{"response": {"docs": [{"type": "adres"}]}}'}.get(
            self.soort, b"{}"
        )
        self.send_response(503 if self.soort == "stuk" else 200)
        self.send_header("Content-Length", str(len(lijf)))
        self.end_headers()
        self.wfile.write(lijf)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is that of the library
        """Quiet."""


@pytest.fixture
def maak_dienst() -> Iterator[Callable[[str], str]]:
    """Starts such a service; gives its web address."""
    diensten: list[ThreadingHTTPServer] = []

    def maak_een(soort: str) -> str:
        dienst = ThreadingHTTPServer(("127.0.0.1", 0), type("Dienst", (_Dienst,), {"soort": soort}))
        diensten.append(dienst)
        threading.Thread(target=dienst.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{dienst.server_address[1]}/free"

    yield maak_een
    for dienst in diensten:
        dienst.shutdown()
        dienst.server_close()


@pytest.mark.parametrize("soort", ["stuk", "traag", "leeg", "html", "vreemd", "weg"])
def test_a_real_service_that_fails_is_told_and_hurts_nothing_else(
    soort: str, maak_dienst: Callable[[str], str], maak_client: MaakClient
) -> None:
    url = "http://127.0.0.1:9/free" if soort == "weg" else maak_dienst(soort)
    geocoder = PdokGeocoder(url, referer="http://localhost/", onderbreker=Onderbreker(), totaal=0.4)
    client = maak_client(geocoder=geocoder)
    begin = time.monotonic()
    uit = _zoek(client, "Voorbeeldstraat 7, Eelde")
    assert time.monotonic() - begin < 30
    assert [een["code"] for een in uit["meldingen"]] == ["adres-niet-opgezocht"]
    assert uit["meldingen"][0]["tekst"].startswith("Het adres is niet opgezocht")
    assert [een["plaats"] for een in uit["antwoorden"]] == ["Eelde"]
    assert client.get("/v1/postcodes/9761").status_code == 200
    assert _zoek(client, "9761 EN")["antwoorden"]
    geocoder.sluit()
