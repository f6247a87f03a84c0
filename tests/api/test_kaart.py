"""The data behind the map, the table page, the files of the pages, and a click on the map."""

from __future__ import annotations

import gzip
import html
import re
from typing import Any

import brotli
import pytest
from starlette.testclient import TestClient

from kaarten.pagina import STATISCH, statisch_merk

IMMUTABLE = "public, max-age=31536000, immutable"


def leesbaar(antwoord: Any) -> str:
    """The text of a page without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", antwoord.text)))


def klik(client: TestClient, lon: str, lat: str, peildatum: str = "", *, fragment: bool = True) -> Any:
    koppen = {"X-Fragment": "1"} if fragment else {}
    return client.post("/", data={"lon": lon, "lat": lat, "peildatum": peildatum}, headers=koppen)


@pytest.fixture
def kaartpad(client: TestClient) -> str:
    """The path of the map's data, as the page names it."""
    pad: str = re.findall(r'data-kaart="([^"]+)"', client.get("/").text)[0]
    return pad


def test_the_data_is_for_good_and_packed(client: TestClient, kaartpad: str) -> None:
    antwoord = client.get(kaartpad, headers={"Accept-Encoding": "br"})
    assert antwoord.headers["cache-control"] == IMMUTABLE
    assert antwoord.headers["content-encoding"] == "br"
    assert int(antwoord.headers["content-length"]) < 9_000
    assert len(antwoord.json()["PO"]) == 76
    opnieuw = client.get(kaartpad, headers={"If-None-Match": antwoord.headers["etag"], "Accept-Encoding": "br"})
    assert (opnieuw.status_code, opnieuw.content) == (304, b"")
    assert client.head(kaartpad).status_code == 200


def test_other_days_lie_beside_it(client: TestClient, kaartpad: str) -> None:
    dagen = client.get(kaartpad).json()["dagen"]
    eerste = client.get(re.sub(r"-\d+\.json$", "-0.json", kaartpad)).json()
    assert (eerste["vanaf"], eerste["PO"]) == (dagen[0], [])


@pytest.mark.parametrize("pad", ["/kaart/0000-0.json", "/kaart/x", "/kaart/{merk}-999.json", "/kaart/{merk}-０.json"])
def test_data_that_is_not_there(client: TestClient, kaartpad: str, pad: str) -> None:
    merk = kaartpad.removeprefix("/kaart/").partition("-")[0]
    antwoord = client.get(pad.format(merk=merk))
    assert antwoord.status_code == 404
    assert antwoord.headers["cache-control"] == "no-store"


def test_a_click_answers_as_a_postcode_does(client: TestClient) -> None:
    antwoord = klik(client, "6.686300", "53.092900")
    assert antwoord.status_code == 200
    assert antwoord.headers["cache-control"] == "no-store"
    assert 'data-swv="PO2201 VO2001" data-gemeente="GM1730"' in antwoord.text
    assert "Op een punt" in leesbaar(antwoord)
    assert "53.09" not in klik(client, "6.686300", "53.092900", fragment=False).text


@pytest.mark.parametrize(("lon", "lat"), [("3.9", "53.5"), ("13.4", "52.5"), ("0", "0"), ("-70.5", "12.1")])
def test_a_click_beside_the_country(client: TestClient, lon: str, lat: str) -> None:
    antwoord = klik(client, lon, lat)
    assert antwoord.status_code == 404
    assert "Niet gevonden" in leesbaar(antwoord)


@pytest.mark.parametrize(("lon", "lat"), [("6.6", ""), ("", "53"), ("nan", "53"), ("6,6", "53"), ("<b>", "1e9")])
def test_a_click_that_is_no_point(client: TestClient, lon: str, lat: str) -> None:
    antwoord = klik(client, lon, lat)
    assert antwoord.status_code == 400
    assert "geen punt op de kaart" in leesbaar(antwoord)
    assert "<b>" not in antwoord.text


def test_a_click_on_a_day_that_cannot_be(client: TestClient) -> None:
    antwoord = klik(client, "6.6863", "53.0929", "2012-01-01")
    assert antwoord.status_code == 400
    assert re.findall(r'data-veld="(\w+)"', antwoord.text) == ["peildatum"]


def test_the_table_page(client: TestClient) -> None:
    antwoord = client.get("/overzicht?sector=VO&sorteer=inwoners&volgorde=af")
    codes = re.findall(r'<th scope="row"><a href="/samenwerkingsverbanden/\w+">(\w+)</a></th>', antwoord.text)
    assert antwoord.status_code == 200
    assert len(codes) == 74
    assert codes[0] == "VO2810"
    assert "<caption" in antwoord.text
    assert antwoord.text.count('aria-sort="descending"') == 1
    assert "Tynaarlo (deel)" in leesbaar(antwoord)
    assert not re.search(r"<script|style=|\son\w+=", antwoord.text)


def test_every_row_of_the_table_page_leads_on_to_the_same_day(client: TestClient) -> None:
    rijen = client.get("/overzicht?sector=PO&peildatum=2015-04-23").text.partition("<tbody>")[2]
    assert '<a href="/samenwerkingsverbanden/PO2201?peildatum=2015-04-23">PO2201</a>' in rijen
    assert '<a href="/gemeenten/GM1730?peildatum=2015-04-23">Tynaarlo</a>' in rijen
    adressen = dict.fromkeys(re.findall(r'href="(/[^"]+)"', rijen.partition("</tbody>")[0]))
    assert len(adressen) == 76 + 393
    assert {client.get(adres).status_code for adres in list(adressen)[::100]} == {200}
    vandaag = client.get("/overzicht").text
    assert '<a href="/samenwerkingsverbanden/PO2201">' in vandaag and '<a href="/gemeenten/GM1730">' in vandaag


def test_the_table_page_on_other_days(client: TestClient) -> None:
    assert "op 1 juni 2013" in leesbaar(client.get("/overzicht?peildatum=2013-06-01"))
    assert "nog geen samenwerkingsverbanden" in leesbaar(client.get("/overzicht?peildatum=2011-06-01"))
    te_vroeg = client.get("/overzicht?peildatum=2010-06-01")
    assert te_vroeg.status_code == 400 and "bekend vanaf 1 januari 2011" in leesbaar(te_vroeg)
    vreemd = client.get("/overzicht?sector=VO&<b>=1")
    assert vreemd.status_code == 400 and "De pagina begrijpt <b> in dit adres niet." in leesbaar(vreemd)
    assert "<b>" not in vreemd.text and "<tbody>" not in vreemd.text
    fout = client.get('/overzicht?peildatum="><script>')
    assert fout.status_code == 400
    assert 'id="peildatum-fout"' in fout.text
    assert "<script>" not in fout.text


def test_files_of_the_pages_are_packed(client: TestClient) -> None:
    pad = f"/statisch/{statisch_merk()}/kaart.js"
    echt = (STATISCH / "kaart.js").read_bytes()
    vormen = {vorm: client.get(pad, headers={"Accept-Encoding": vorm}) for vorm in ("br", "gzip", "identity")}
    assert all(antwoord.content == echt for antwoord in vormen.values())
    assert all(antwoord.headers["cache-control"] == IMMUTABLE for antwoord in vormen.values())
    assert all(antwoord.headers["vary"] == "Accept-Encoding" for antwoord in vormen.values())
    assert vormen["br"].headers["content-encoding"] == "br"
    assert vormen["gzip"].headers["content-encoding"] == "gzip"
    assert "content-encoding" not in vormen["identity"].headers
    assert vormen["br"].headers["content-type"] == "text/javascript; charset=utf-8"
    assert int(vormen["br"].headers["content-length"]) <= len(brotli.compress(echt))
    assert int(vormen["gzip"].headers["content-length"]) <= len(gzip.compress(echt)) + 1
    assert len({antwoord.headers["etag"] for antwoord in vormen.values()}) == 3


def test_without_the_right_fingerprint_a_browser_asks_again(client: TestClient) -> None:
    for pad in ("/statisch/stijl.css", "/statisch/0000000000/stijl.css"):
        antwoord = client.get(pad)
        assert (antwoord.status_code, antwoord.headers["cache-control"]) == (200, "no-cache")
        assert client.get(pad, headers={"If-None-Match": antwoord.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    "pad", ["", "weg.js", "../pagina.py", "%2e%2e/pagina.py", "x/../../pagina.py", "leveranciers", "/etc/hostname"]
)
def test_nothing_else_is_served(client: TestClient, pad: str) -> None:
    assert client.get(f"/statisch/{pad}").status_code == 404
    assert client.get(f"/statisch/{statisch_merk()}/{pad}").status_code == 404
