"""The page ``/herindelingen`` without a browser: the answer of the API in words, its form and its faults."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from kaarten.analyse.herindeling import herindelingsdag
from kaarten.herindelingen.beeld import gesorteerd, maak_beeld
from kaarten.herindelingen.vraag import GEVOLGEN, Formulier, lees
from kaarten.teksten import getal
from regio.stand.stand import Stand
from regio.tijdlijn.gevolgen import Gevolg, gevolgen

PAD = "/herindelingen"


def leesbaar(tekst: str) -> str:
    """A text without tags and double spaces."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", tekst))).strip()


def rijen(client: TestClient, vraag: str = "") -> list[str]:
    """The rows of the table, in order."""
    antwoord = client.get(f"{PAD}{vraag}")
    assert antwoord.status_code == 200, antwoord.text
    (romp,) = re.findall(r'<tbody role="rowgroup">(.*?)</tbody>', antwoord.text, re.DOTALL)
    return [leesbaar(rij) for rij in re.findall(r'<tr role="row">(.*?)</tr>', romp, re.DOTALL)]


@pytest.fixture(scope="module")
def alle(client: TestClient) -> list[dict[str, Any]]:
    """The herindelingen of the API."""
    uit: list[dict[str, Any]] = client.get("/v1/herindelinggevolgen").json()["herindelingen"]
    return uit


def test_the_page_tells_what_the_api_tells(client: TestClient, alle: list[dict[str, Any]]) -> None:
    gegeven = rijen(client, "?volgorde=datum")
    assert len(gegeven) == len(alle) == 60
    for tekst in gegeven:
        assert sum(een["gemeente"]["code"] in tekst for een in alle) >= 1
    op_code = {een["gemeente"]["code"]: een for een in alle}  # the last of each
    for code, een in op_code.items():
        (tekst,) = [rij for rij in gegeven if code in rij][-1:]
        for deel in een["delen"]:
            assert deel["gemeente"]["naam"] in tekst
            assert deel["inwoners"] in (None, 0) or getal(deel["inwoners"]) in tekst
        for gevolg in een["gevolgen"]:
            assert GEVOLGEN[gevolg["gevolg"]] in tekst
            assert all(verband["code"] in tekst for verband in gevolg["samenwerkingsverbanden"])


def test_every_gemeente_leads_to_its_page_on_that_day(client: TestClient, alle: list[dict[str, Any]]) -> None:
    adressen = re.findall(r'rowheader"><a href="([^"]+)">', client.get(PAD).text)
    assert len(adressen) == len(alle)
    assert "/gemeenten/GM1966?peildatum=2019-01-01" in adressen
    assert {client.get(adres).status_code for adres in (*adressen[::15], adressen[-1])} == {200}


def test_the_conclusion_comes_first(client: TestClient) -> None:
    tekst = leesbaar(client.get(PAD).text)
    kop = "60 herindelingen: 18 daarvan legden een gemeente in meer dan één samenwerkingsverband (PO 10, VO 17)."
    assert 0 < tekst.index(kop) < tekst.index("Alle jaren")
    gekozen = leesbaar(client.get(f"{PAD}?jaar=2021&gevolg=nieuw-gesplitst").text)
    assert "In uw keuze 2 herindelingen: 2 daarvan legden" in gekozen


@pytest.mark.parametrize(
    ("vraag", "aantal"),
    [
        ("?jaar=2021", 5),
        ("?gemeente=haaren", 4),
        ("?gemeente=GM0788&gevolg=nieuw-gesplitst", 2),
        ("?gevolg=geheeld", 2),
    ],
)
def test_choosing(client: TestClient, vraag: str, aantal: int) -> None:
    assert len(rijen(client, vraag)) == aantal


def test_every_order(client: TestClient, alle: list[dict[str, Any]]) -> None:
    eerste = {volgorde: rijen(client, f"?volgorde={volgorde}")[0] for volgorde in ("datum", "-datum", "gemeente")}
    assert "1 januari 2011" in eerste["datum"] and "1 januari 2027" in eerste["-datum"]
    assert "'s-Hertogenbosch" in eerste["gemeente"]
    bekend = sorted((een for een in alle if een["inwoners"] is not None), key=lambda een: -int(een["inwoners"]))
    op_inwoners = rijen(client, "?volgorde=-inwoners")
    assert [een["gemeente"]["code"] in rij for een, rij in zip(bekend, op_inwoners, strict=False)] == [True] * len(
        bekend
    )
    assert all("niet bekend" in rij for rij in op_inwoners[len(bekend) :]) and len(bekend) > 40
    soorten = [GEVOLGEN[Gevolg.NIEUW_GESPLITST] in rij for rij in rijen(client, "?volgorde=vo")]
    assert soorten[:17] == [True] * 17
    kop = client.get(f"{PAD}?volgorde=-inwoners").text
    assert kop.count("aria-sort") == 1 and 'aria-sort="descending"' in kop


def test_what_is_not_known_is_said(client: TestClient) -> None:
    (molenwaard,) = rijen(client, "?gemeente=Nieuw-Lekkerland")
    assert "VO2814: welke postcodes is niet bekend" in molenwaard
    assert "De regeling van 1 oktober 2013 legt al deze grond in één verband." in molenwaard
    (meerstad,) = rijen(client, "?jaar=2017&gemeente=Groningen")
    assert "De dag is niet bekend" in meerstad and "Postcodes 9613, 9614, 9622; 1." not in meerstad
    (wijdemeren,) = rijen(client, "?jaar=2027")
    assert "Niet bevestigd." in wijdemeren and "postcodes" not in wijdemeren


def test_a_fault_stands_at_its_field(client: TestClient) -> None:
    antwoord = client.get(f"{PAD}?gemeente=<b>Nergens</b>&jaar=1850&gevolg=erg&taal=en")
    assert antwoord.status_code == 400
    assert antwoord.headers["cache-control"] == "no-store"
    tekst = leesbaar(antwoord.text)
    for zin in ("begrijpt taal in dit adres niet", "Geen gemeente met deze naam", "Dit jaar staat niet", "Dit gevolg"):
        assert zin in tekst
    assert "<b>Nergens" not in antwoord.text and "&lt;b&gt;Nergens" in antwoord.text
    assert antwoord.text.count('aria-invalid="true"') == 3


def test_a_very_long_name_is_cut(client: TestClient) -> None:
    antwoord = client.get(PAD, params={"gemeente": "x" * 10_000})
    assert antwoord.status_code == 400 and len(antwoord.content) < 10_000


def test_nothing_found_is_not_an_error(client: TestClient) -> None:
    antwoord = client.get(f"{PAD}?jaar=2012&gevolg=geheeld")
    assert antwoord.status_code == 200 and "Er is geen herindeling die past bij uw keuze" in leesbaar(antwoord.text)


def test_the_table_as_csv_is_that_of_the_api(client: TestClient) -> None:
    antwoord = client.get(f"{PAD}/lijst.csv?jaar=2021")
    api = client.get("/v1/herindelinggevolgen?jaar=2021", headers={"accept": "text/csv"})
    assert antwoord.text == api.text
    assert antwoord.headers["content-disposition"] == 'attachment; filename="herindelingen.csv"'
    assert client.get(f"{PAD}/lijst.csv?jaar=1").status_code == 400


def test_it_is_linked_from_every_page_and_kept(client: TestClient) -> None:
    assert 'href="/herindelingen"' in client.get("/").text
    eerste = client.get(PAD)
    assert client.get(PAD, headers={"if-none-match": eerste.headers["etag"]}).status_code == 304


def test_every_map_that_is_linked_is_that_of_the_day(stand: Stand, alle: list[dict[str, Any]]) -> None:
    beeld = maak_beeld(gevolgen(stand), Formulier(volgorde="datum"))
    met_kaart = [
        (rij, een)
        for rij, een in zip(beeld.rijen, gesorteerd(alle, Formulier(volgorde="datum")), strict=True)
        if rij.kaart
    ]
    assert len(met_kaart) > 40
    for rij, een in met_kaart:
        vraag = parse_qs(urlsplit(rij.kaart).query)
        assert herindelingsdag(stand, vraag["gemeente"][0], int(vraag["jaar"][0])) == een["datum"]


def test_addresses_leave_out_what_is_usual() -> None:
    formulier = lees([("jaar", "2021"), ("gemeente", " Haaren "), ("volgorde", "onzin")], [2021])
    assert (formulier.gemeente, formulier.volgorde, formulier.fouten) == ("Haaren", "-datum", {})
    assert formulier.adres() == "/herindelingen?jaar=2021&gemeente=Haaren"
    assert formulier.adres(volgorde="gemeente").endswith("&volgorde=gemeente")
    assert lees([], []).adres("/herindelingen/lijst.csv") == "/herindelingen/lijst.csv"
