"""The page about congruence without a browser: the same numbers as the API, its faults, its files and its report."""

from __future__ import annotations

import base64
import csv
import hashlib
import html
import io
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from kaarten.congruentie.getallen import deel, heel
from kaarten.congruentie.vraag import INDELINGEN

PAAR = "indeling=PO&met=jeugdregio-2015&peildatum=2015-04-23"
API = "/v1/congruenties/po/jeugdregio-2015?geldigOp=2015-04-23"


def _kaal(tekst: str) -> str:
    """A text without tags and double spaces."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", tekst))).strip()


def _rijen(tekst: str, tabel: str = "tabel") -> list[tuple[str, list[str], list[str]]]:
    """Code, texts and sort values of every row of the table with an id."""
    (romp,) = re.findall(rf'<table id="{tabel}".*?<tbody>(.*?)</tbody>', tekst, re.DOTALL)
    uit = []
    for code, rij in re.findall(r'<tr data-code="([^"]+)"[^>]*>(.*?)</tr>', romp, re.DOTALL):
        cellen = re.findall(r'<t[dh][^>]*data-waarde="([^"]*)">(.*?)</t[dh]>', rij, re.DOTALL)
        uit.append((code, [_kaal(tekst) for _, tekst in cellen], [waarde for waarde, _ in cellen]))
    return uit


@pytest.fixture(scope="module")
def paar(client: TestClient) -> dict[str, Any]:
    """The answer of the API."""
    uit: dict[str, Any] = client.get(API).json()
    return uit


@pytest.fixture(scope="module")
def pagina(client: TestClient) -> str:
    """The page about the same pair."""
    antwoord = client.get(f"/congruentie?{PAAR}")
    assert antwoord.status_code == 200
    assert antwoord.headers["cache-control"] == "public, max-age=86400"
    return str(antwoord.text)


def test_the_table_is_whole_and_tells_the_numbers_of_the_api(pagina: str, paar: dict[str, Any]) -> None:
    rijen = {code: (teksten, waarden) for code, teksten, waarden in _rijen(pagina)}
    assert len(rijen) == len(paar["regios"]) == 77
    for regio in paar["regios"]:
        teksten, waarden = rijen[regio["code"]]
        grens, te_veel = regio["grens"]["aandeel"], regio["teVerplaatsen"]
        assert teksten[1].startswith(regio["oordeel"])
        assert teksten[3] == str(regio["aantalPartners"])
        assert teksten[4].startswith(deel(grens))
        assert (waarden[4], waarden[5]) == tuple("" if een is None else str(een) for een in (grens, te_veel))
        if te_veel is None:
            assert (regio["oordeel"], teksten[5], teksten[6]) == ("zonder gebied", "–", "–")
        elif regio["oordeel"] == "doorsneden" and not te_veel:
            assert (teksten[5], teksten[6]) == ("geen geteld", "–")
        else:
            assert (teksten[5], teksten[6]) == (heel(te_veel), deel(regio["aandeelTeVerplaatsen"]))


def test_the_conclusion_stands_before_map_and_table(pagina: str, paar: dict[str, Any]) -> None:
    tekst = _kaal(pagina)
    eerste = tekst.index(paar["conclusie"][0])
    assert eerste < tekst.index("Op de kaart") < tekst.index("Alle gebieden") < tekst.index("Hoe dit is berekend")
    for naam in ("identiek", "unie", "binnen", "doorsneden"):
        assert re.search(rf"{naam.capitalize()} .{{0,60}}? {paar['oordelen'][naam]}\b", tekst)
    assert "© Kadaster / Centraal Bureau voor de Statistiek" in tekst


def test_the_worst_comes_first_and_every_order_is_a_link(client: TestClient, pagina: str) -> None:
    *gemeten, laatste = (waarden[5] for _, _, waarden in _rijen(pagina))
    te_veel = [float(waarde) for waarde in gemeten]
    assert laatste == ""  # of who has no ground nothing is said
    assert te_veel == sorted(te_veel, reverse=True) and te_veel[0] > te_veel[-1]
    koppen = re.findall(r'<th[^>]*data-kolom="(\w+)"[^>]*><a href="([^"]+)"', pagina)
    assert len(koppen) == 7
    for kolom, adres in koppen:
        nieuw = client.get(html.unescape(adres).partition("#")[0]).text
        assert re.findall(r'data-kolom="(\w+)"[^>]*aria-sort="(\w+)"', nieuw)[0][0] == kolom
        assert sorted(_rijen(nieuw)) == sorted(_rijen(pagina))


def test_nothing_inline_and_nothing_from_elsewhere(client: TestClient, pagina: str) -> None:
    assert not re.search(r"style=|<script(?![^>]*src=)|<style|\son\w+=", pagina)
    bronnen = [html.unescape(bron) for bron in re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', pagina)]
    assert len(bronnen) >= 5
    for bron in bronnen:
        assert bron.startswith("/")
        assert client.get(bron).status_code == 200


def test_every_pair_of_a_kind_has_a_page(client: TestClient) -> None:
    for naam in INDELINGEN:
        met = "PO" if naam != "PO" else "VO"
        antwoord = client.get(f"/congruentie?indeling={naam}&met={met}&weging=oppervlakte&peildatum=2024-01-01")
        assert antwoord.status_code == 200, naam
        assert len(_rijen(antwoord.text)) >= 10


def test_names_that_no_source_gives_are_not_shown(client: TestClient, pagina: str, paar: dict[str, Any]) -> None:
    zonder = [regio["code"] for regio in paar["regios"] if regio["naam"] is None]
    rijen = {code: teksten[0] for code, teksten, _ in _rijen(pagina)}
    assert len(zonder) > 20
    assert rijen["PO2201"] == "PO2201 Aa en Hunze, Assen, Midden-Drenthe en Tynaarlo"
    assert "PO2201" in zonder
    assert client.get(f"/congruentie/regios/PO2201?{PAAR}").text.count("Gebied PO2201") == 1


# -- faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vraag", "veld", "zin"),
    [
        ("indeling=provincie", "indeling", "Deze indeling kennen we niet"),
        ("met=%3Cb%3E", "met", "Deze indeling kennen we niet"),
        ("indeling=po&met=PO", "met", "Kies twee verschillende indelingen"),
        ("weging=euro", "weging", "Deze weging kennen we niet"),
        ("weging=leerlingen", "weging", "Er zijn geen aantallen leerlingen geladen"),
        ("peildatum=2026-02-30", "peildatum", "bestaat niet"),
        ("peildatum=gisteren", "peildatum", "Geef de datum als"),
        ("peildatum=2012-12-31", "peildatum", "bekend vanaf 1 januari 2013"),
        ("indeling=jeugdregio&met=rmc&peildatum=2011-01-01", "peildatum", "RMC-regio's zijn bekend vanaf"),
    ],
)
def test_a_fault_stands_at_its_field(client: TestClient, vraag: str, veld: str, zin: str) -> None:
    for pad in ("/congruentie", "/congruentie/rapport", "/congruentie/kaart.svg", "/congruentie/regios.csv"):
        antwoord = client.get(f"{pad}?{vraag}")
        assert antwoord.status_code == 400
        assert antwoord.headers["cache-control"] == "no-store"
        (fout,) = re.findall(rf'<p class="fout" id="{veld}-fout">([^<]*)</p>', antwoord.text)
        assert zin in html.unescape(fout)
        (invoer,) = re.findall(rf'<(?:input|select) id="{veld}"[^>]*>', antwoord.text)
        assert 'aria-invalid="true"' in invoer and f"{veld}-fout" in invoer
        assert "<title>Fout: " in antwoord.text
        assert "<b>" not in antwoord.text


def test_all_faults_at_once(client: TestClient) -> None:
    antwoord = client.get("/congruentie?indeling=x&met=y&weging=z&peildatum=w&raar=1")
    assert re.findall(r'id="(\w+)-fout"', antwoord.text) == ["indeling", "met", "weging", "peildatum"]
    assert "De pagina begrijpt raar in dit adres niet" in antwoord.text


def test_an_unknown_region_is_not_there(client: TestClient) -> None:
    for code in ("PO9999", "x", "JZ01", "%3Cb%3E"):
        antwoord = client.get(f"/congruentie/regios/{code}?{PAAR}", headers={"accept": "text/html"})
        assert antwoord.status_code == 404
        assert antwoord.headers["content-type"].startswith("text/html")
        assert "Niet gevonden" in antwoord.text and "<b>" not in antwoord.text


# -- one region -----------------------------------------------------------------------------------


def test_a_region_names_what_causes_its_mismatch(client: TestClient, paar: dict[str, Any]) -> None:
    ergste = max(paar["regios"], key=lambda regio: regio["teVerplaatsen"] or 0)
    antwoord = client.get(f"/congruentie/regios/{ergste['code'].lower()}?{PAAR}")
    in_api = client.get(f"/v1/congruenties/po/jeugdregio-2015/regios/{ergste['code']}?geldigOp=2015-04-23").json()
    tekst = _kaal(antwoord.text)
    assert tekst.count("Naar de inhoud") == 1
    for zin in in_api["conclusie"]:
        assert zin in tekst
    rijen = [rij for lijst in in_api["verplaatsingen"] for rij in lijst["gemeenten"]]
    assert rijen
    for rij in rijen:
        assert f"{rij['gemeenteNaam']} ({rij['gemeente']}) {rij['van']} {rij['naar']}" in tekst
    for partner in in_api["regio"]["partners"]:
        assert partner["code"] in tekst


def test_the_part_for_the_page_is_a_part_of_that_page(client: TestClient) -> None:
    pad = f"/congruentie/regios/PO2201?{PAAR}"
    deel_ = client.get(pad, headers={"x-fragment": "1"})
    assert "X-Fragment" in deel_.headers["vary"]
    assert deel_.headers["etag"] != client.get(pad).headers["etag"]
    assert "<html" not in deel_.text
    assert 'id="gebied-kop"' in deel_.text
    assert _kaal(deel_.text).split("Gemeenten:")[1] in _kaal(client.get(pad).text)


# -- files ----------------------------------------------------------------------------------------


def test_the_csv_is_that_of_the_api(client: TestClient) -> None:
    antwoord = client.get(f"/congruentie/regios.csv?{PAAR}")
    assert antwoord.headers["content-type"].startswith("text/csv")
    assert antwoord.headers["content-disposition"] == (
        'attachment; filename="congruentie-po-jeugdregio-2015-2015-04-23.csv"'
    )
    assert antwoord.text == client.get(API, headers={"accept": "text/csv"}).text
    rijen = list(csv.DictReader(io.StringIO(antwoord.text)))
    assert len(rijen) == 77 and all("Kadaster" in rij["naamsvermelding"] for rij in rijen)


def test_every_download_on_the_page_is_there(client: TestClient, pagina: str) -> None:
    (lijst,) = re.findall(r'<ul class="downloads">(.*?)</ul>', pagina, re.DOTALL)
    soorten = [client.get(html.unescape(pad)).headers["content-type"] for pad in re.findall(r'href="([^"]+)"', lijst)]
    assert [soort.partition(";")[0] for soort in soorten] == [
        *("text/html", "text/csv", "image/svg+xml", "application/geo+json", "application/json")
    ]


def test_the_map_is_a_picture_that_tells_what_it_is(client: TestClient, pagina: str, paar: dict[str, Any]) -> None:
    antwoord = client.get(f"/congruentie/kaart.svg?{PAAR}")
    assert antwoord.headers["content-type"] == "image/svg+xml"
    boom = ET.fromstring(antwoord.text)
    assert boom.tag.endswith("svg")
    # Once more in the legend.
    assert antwoord.text.count("url(#doorsneden)") == paar["oordelen"]["doorsneden"] + 1
    for zin in ("Op 23 april 2015", "Schets", "De Randstad, groter", "Streepjeslijn", "CC BY 4.0"):
        assert zin in antwoord.text
    assert "content-disposition" not in antwoord.headers
    bewaard = client.get(f"/congruentie/kaartbestand.svg?{PAAR}")
    assert bewaard.text == antwoord.text
    assert bewaard.headers["content-disposition"] == (
        'attachment; filename="congruentie-po-jeugdregio-2015-2015-04-23.svg"'
    )
    assert client.get(f"/congruentie/kaartbestand.svg?{PAAR}&raar=1").status_code == 400
    (alt,) = re.findall(r'<noscript><img[^>]* alt="([^"]+)"', pagina)
    assert "grens valt" in alt and "samen" in alt
    assert (
        client.get(f"/congruentie/kaart.svg?{PAAR}", headers={"if-none-match": antwoord.headers["etag"]}).status_code
        == 304
    )


def test_the_report_is_one_file_under_its_own_policy(client: TestClient, pagina: str, paar: dict[str, Any]) -> None:
    antwoord = client.get(f"/congruentie/rapport?{PAAR}")
    tekst = antwoord.text
    (stijl,) = re.findall(r"<style>(.*?)</style>", tekst, re.DOTALL)
    som = base64.b64encode(hashlib.sha256(stijl.encode()).digest()).decode()
    beleid = antwoord.headers["content-security-policy"]
    assert f"style-src 'sha256-{som}'" in beleid and "default-src 'none'" in beleid
    assert "@page" in stijl and "table-header-group" in stijl
    assert not re.search(r"<script|\ssrc=|style=|<link[^>]*stylesheet|@import", tekst)
    assert tekst.count("<svg") >= 6
    assert antwoord.headers["content-disposition"].startswith('inline; filename="congruentie-po-jeugdregio-2015')
    kaal = _kaal(tekst)
    for zin in (*paar["conclusie"], "Methode", "Bronnen", paar["weging"]["verdeelregel"], "Door de tijd"):
        assert _kaal(zin).replace("2015-04-23", "23 april 2015") in kaal
    for _, teksten, _ in _rijen(pagina):
        assert " ".join(teksten) in kaal
    assert "Centraal Bureau voor de Statistiek" in kaal


def test_the_footer_of_every_page_leads_here(client: TestClient) -> None:
    assert '<a href="/congruentie">' in client.get("/").text


def test_today_is_kept_shortly(client: TestClient) -> None:
    assert client.get("/congruentie").headers["cache-control"] == "public, max-age=300"
    assert client.head("/congruentie").status_code == 200
    assert client.post("/congruentie").status_code == 405
