"""The page ``/herindelingen/toets`` without a browser: its answer, its files, its faults, and a scenario made of it."""

from __future__ import annotations

import csv
import html
import io
import re
import tracemalloc
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from kaarten.herindelingen.toetsvraag import LANGST, VOORBEELDEN, adres, lees
from regio.csvcel import onveilig
from tests.api.conftest import MaakClient
from tests.api.scenarioproef import maak_database

PAD = "/herindelingen/toets"
WIJDEMEREN = {"samenvoegen": "Wijdemeren, GM0402", "naam": "Hilversum", "datum": "2027-01-01"}
AMSTERDAM = {"samenvoegen": "Weesp", "naam": "Amsterdam", "datum": "2022-03-24"}


def leesbaar(tekst: str) -> str:
    """A text without tags and double spaces."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", tekst))).strip()


def test_the_form_stands_on_both_pages_and_needs_no_scripts(client: TestClient) -> None:
    for pad in ("/herindelingen", PAD):
        pagina = client.get(pad).text
        assert f'<form id="toets" class="kader" method="get" action="{PAD}"' in pagina
        for _, velden in VOORBEELDEN:
            assert html.escape(adres(velden)) in pagina
    assert "<script" not in client.get(PAD).text


@pytest.mark.parametrize("velden", [velden for _, velden in VOORBEELDEN])
def test_every_example_works(client: TestClient, velden: dict[str, str]) -> None:
    assert client.get(adres(velden)).status_code == 200
    assert client.get(adres(velden, "/kaart.svg")).headers["content-type"] == "image/svg+xml"


def test_a_field_that_comes_over_and_over_is_not_joined_beyond_its_bound() -> None:
    tracemalloc.start()
    try:
        vraag = lees([("delen", "x" * 1_000)] * 2_000)
        assert tracemalloc.get_traced_memory()[1] < 500_000
    finally:
        tracemalloc.stop()
    assert len(vraag.velden["delen"]) == LANGST["delen"] and list(vraag.invoer.fouten) == ["delen"]


def test_it_tells_what_the_api_tells(client: TestClient) -> None:
    antwoord = client.get(PAD, params=AMSTERDAM)
    assert antwoord.headers["cache-control"] == "no-store"
    tekst = leesbaar(antwoord.text)
    api = client.post("/v1/herindelingen/_toets", json={**AMSTERDAM, "samenvoegen": ["Weesp"]}).json()
    for sector in api["sectoren"]:
        for verband in sector["verbanden"]:
            assert verband["code"] in tekst
            assert f"{verband['kinderen']:,}".replace(",", ".") in tekst
        for rij in api["congruentie"]:
            assert f"{rij['na']:.4f}".replace(".", ",") in tekst
    assert "Toets: Amsterdam op 24 maart 2022" in tekst and "een nieuwe splitsing" in tekst
    assert tekst.count("Zetten als CSV") == len(api["opties"]) == 4
    assert "Rijen van de bijlage die dan veranderen (8)" in tekst
    assert "krijgen 4 rijen de naam Amsterdam" in tekst and "1381 t/m 1384" in tekst
    assert "Weesp PO2709 gaat op in Amsterdam" in tekst


def test_across_jeugdregios_every_measure_is_beside_what_it_can_be_compared_with(client: TestClient) -> None:
    vraag = {"samenvoegen": "Tynaarlo, Groningen", "naam": "Gorecht", "datum": "2027-01-01"}
    tekst = leesbaar(client.get(PAD, params=vraag).text)
    api = client.post("/v1/herindelingen/_toets", json={**vraag, "samenvoegen": ["Tynaarlo", "Groningen"]}).json()
    assert "Gorecht ligt op grond van meer dan één jeugdregio." in tekst and "daalt" not in tekst
    for rij in api["congruentie"]:
        assert len(rij["perJeugdregio"]) == 2
        for keuze in rij["perJeugdregio"]:
            voor, na = (f"{waarde:.4f}".replace(".", ",") for waarde in (rij["voor"], keuze["v"]))
            assert f"{rij['sector']}, bij jeugdregio {keuze['naam']} {voor} {na}" in tekst


def test_a_part_by_postcode_leaves_the_rest_in_its_gemeente(client: TestClient) -> None:
    vraag = {"delen": "Wijdemeren: 1231, 1241\nGM0406: 1271", "naam": "Hilversum", "datum": "2027-01-01"}
    tekst = leesbaar(client.get(PAD, params=vraag).text)
    assert "krijgen 3 rijen de naam Hilversum" in tekst
    assert "Wijdemeren: 1231, 1241" in tekst and "Huizen: 1271" in tekst


def test_what_is_not_known_is_said(client: TestClient) -> None:
    oud = "Bergambacht; Schoonhoven; Vlist; Nederlek; Ouderkerk"
    tekst = leesbaar(client.get(PAD, params={"samenvoegen": oud, "naam": "Krimpenerwaard", "datum": "2015-01-01"}).text)
    assert "Niet zeker in welk verband: 2872." in tekst and "niet bekend" in tekst
    assert "GM9900" not in tekst and "Een nieuwe gemeente, uit Bergambacht" in tekst


def test_the_moves_come_as_csv_that_a_scenario_reads(client: TestClient) -> None:
    antwoord = client.get(f"{PAD}/zetten.csv", params={**AMSTERDAM, "optie": "samen-po-vo"})
    assert antwoord.headers["content-disposition"] == 'attachment; filename="herindeling-gm0363-2022-03-24.csv"'
    rijen = list(csv.DictReader(io.StringIO(antwoord.text, newline="")))
    assert [(rij["soort"], rij["naar"]) for rij in rijen] == [
        ("herindeel", "GM0363"),
        ("verplaats", "PO2707"),
        ("verplaats", "VO2708"),
    ]
    alleen = client.get(f"{PAD}/zetten.csv", params=AMSTERDAM).text
    assert antwoord.text.startswith(alleen)


def test_a_link_with_a_formula_in_a_name_gives_a_file_without_one(client: TestClient) -> None:
    naam = "X;=cmd|' /C calc'!A0"
    antwoord = client.get(f"{PAD}/zetten.csv", params={**AMSTERDAM, "naam": naam})
    assert antwoord.status_code == 200
    assert "=cmd" in antwoord.text and ";=" not in antwoord.text
    assert onveilig(next(csv.DictReader(io.StringIO(antwoord.text, newline="")))["naam"]) == naam


def test_the_map_says_in_words_what_it_shows(client: TestClient) -> None:
    svg = client.get(f"{PAD}/kaart.svg", params=AMSTERDAM).text
    assert "PO2709, VO2710" in svg and "Weesp (GM0457)" in svg and "<script" not in svg
    assert "Bron: " in svg


@pytest.mark.parametrize("deel", ["", "/kaart.svg", "/zetten.csv"])
def test_every_fault_stands_at_its_field(client: TestClient, deel: str) -> None:
    vraag = {"samenvoegen": "Nergens, Wijdemeren, GM1696", "delen": "x", "naam": "<b>", "datum": "2012-01-01"}
    antwoord = client.get(PAD + deel, params=vraag)
    assert antwoord.status_code == 400 and antwoord.headers["cache-control"] == "no-store"
    for veld in vraag:
        assert f'id="toets-{veld}-fout"' in antwoord.text
    assert antwoord.text.count('aria-invalid="true"') == 4
    assert "<b>" not in antwoord.text.replace("<b>\n", "") and 'value="&lt;b&gt;"' in antwoord.text
    assert "Fout: " in antwoord.text[antwoord.text.index("<title>") :]


@pytest.mark.parametrize(
    ("anders", "deel"),
    [
        ({"samenvoegen": "Wijdemeren, Wijdemeren"}, "Wijdemeren (GM1696) staat er meer dan een keer"),
        ({"delen": "Wijdemeren: 1231"}, "Wijdemeren (GM1696) gaat al helemaal mee"),
        ({"samenvoegen": "", "delen": "GM1696: 1231; GM1696: 1231 1241"}, "staat meer dan een keer: 1231"),
        ({"samenvoegen": "", "delen": "GM1696: 1211"}, "1211 ligt niet (zeker) in Wijdemeren"),
        ({"naam": "x" * 10_000}, "ten hoogste 1000 tekens"),
        ({"naam": "x" * 500}, "ten hoogste 200 tekens"),
        ({"datum": "2027-13-01"}, "bestaat niet"),
        ({"samenvoegen": "Weesp"}, "bestaat niet op 31 december 2026"),
        ({"taal": "en"}, "begrijpt dit adres niet"),
    ],
)
def test_what_cannot_be(client: TestClient, anders: dict[str, str], deel: str) -> None:
    antwoord = client.get(PAD, params={**WIJDEMEREN, **anders})
    assert antwoord.status_code == 400 and deel in leesbaar(antwoord.text)
    assert len(antwoord.content) < 30_000


@pytest.fixture(scope="module")
def ingelogd(maak_client: MaakClient, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Anna, who may make scenarios, signed in."""
    from regio.opslag import gebruikers

    url = f"sqlite:///{tmp_path_factory.mktemp('toets') / 'regio.db'}"
    engine = maak_database(url)
    client = maak_client(database_url=url)
    client.base_url = client.base_url.copy_with(scheme="https")
    antwoord = client.post("/inloggen", data={"token": gebruikers.maak_token(engine, "anna"), "naar": PAD})
    assert antwoord.status_code == 303, antwoord.text
    yield client
    engine.dispose()


def _formulieren(tekst: str) -> list[dict[str, str]]:
    """The hidden fields of every form that goes to /scenarios."""
    delen = re.findall(r'<form method="post" action="/scenarios"[^>]*>(.*?)</form>', tekst, re.DOTALL)
    velden = r'<input type="hidden" name="(\w+)" value="([^"]*)">'
    return [{naam: html.unescape(waarde) for naam, waarde in re.findall(velden, deel)} for deel in delen]


def test_whoever_signed_in_makes_a_scenario_of_every_option(ingelogd: TestClient) -> None:
    formulieren = _formulieren(ingelogd.get(PAD, params=AMSTERDAM).text)
    assert len(formulieren) == 4
    for velden, aantal in zip(formulieren, (1, 2, 2, 3), strict=True):
        delen: Any = {naam: (None, waarde) for naam, waarde in velden.items()}
        gemaakt = ingelogd.post("/scenarios", files=delen)
        assert gemaakt.status_code == 303, leesbaar(gemaakt.text)
        pad = urlsplit(gemaakt.headers["location"]).path
        een = ingelogd.get(f"/v1{pad}").json()
        assert een["naam"].startswith("Amsterdam op 24 maart 2022: ")
        assert (een["basis"]["peildatum"], een["aantalZetten"]) == ("2022-03-23", aantal)


def test_who_is_not_signed_in_is_shown_the_way_back_here(client: TestClient) -> None:
    pagina = client.get(PAD, params=WIJDEMEREN).text
    assert not _formulieren(pagina)
    (link,) = re.findall(r'href="(/inloggen\?[^"]+)">Log in</a>', pagina)
    (naar,) = parse_qs(urlsplit(html.unescape(link)).query)["naar"]
    assert client.get(naar).status_code == 200 and naar.startswith(f"{PAD}?samenvoegen=")
