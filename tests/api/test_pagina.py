"""The page without a browser: its form, its answers, its errors, and what it never does."""

from __future__ import annotations

import copy
import html
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import maak_app
from kaarten.beeld import maak_uitkomst
from kaarten.pagina import Formulier, Gemist, toon
from regio.adressen import GeenGeocoder
from regio.instellingen import Instellingen
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand
from regio.zoeken.zoek import zoek

VANDAAG = "2026-11-22"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def klant(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the whole application, without a geocoder."""
    var = tmp_path_factory.mktemp("var")
    instellingen = Instellingen(var=var, geocoder="geen", limiet=10_000)
    app = maak_app(instellingen, houder=Standhouder(var, stand), geocoder=GeenGeocoder())
    with TestClient(app) as klant:
        yield klant


def vraag(klant: TestClient, tekst: str, peildatum: str = VANDAAG, *, fragment: bool = False) -> Any:
    koppen = {"X-Fragment": "1"} if fragment else {}
    return klant.post("/", data={"vraag": tekst, "peildatum": peildatum}, headers=koppen)


def leesbaar(antwoord: Any) -> str:
    """The text of a page without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", antwoord.text)))


def test_the_empty_page_is_small_and_has_one_post_form(klant: TestClient) -> None:
    antwoord = klant.get("/")
    assert antwoord.status_code == 200
    assert len(antwoord.content) <= 5_000
    assert antwoord.headers["cache-control"] == "public, max-age=60"
    assert '<html lang="nl">' in antwoord.text
    assert re.findall(r"<form[^>]*>", antwoord.text)[0].count('method="post"') == 1
    assert antwoord.text.count("<form") == 1


def test_every_header_leads_to_scenarios_and_to_the_menu_whoever_asks(klant: TestClient) -> None:
    """It is the same for everybody, so that a page can be kept by a cache."""
    for pad in ("/", "/overzicht", "/overleg", "/congruentie", "/herindelingen", "/scenarios", "/gemeenten/x"):
        (kop,) = re.findall(r"<header.*?</header>", klant.get(pad).text, re.DOTALL)
        assert '<a href="/scenarios">Mijn scenario’s</a>' in kop and '<a href="#menu">Menu</a>' in kop, pad
        assert '<nav id="menu"' in klant.get(pad).text
    anders = klant.get("/overleg", headers={"cookie": "__Host-regio=iets"})
    assert anders.text == klant.get("/overleg").text and "cookie" not in anders.headers["vary"].casefold()


def test_nothing_inline_and_nothing_from_elsewhere(klant: TestClient) -> None:
    for antwoord in (klant.get("/"), vraag(klant, "Tynaarlo")):
        assert "style=" not in antwoord.text
        assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=", antwoord.text)
        bronnen = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', antwoord.text)
        assert bronnen
        assert all(bron.startswith("/statisch/") for bron in bronnen)
        for bron in bronnen:
            assert klant.get(bron).status_code == 200


def test_postcode_of_a_split_gemeente(klant: TestClient) -> None:
    antwoord = vraag(klant, "9471 rm")
    tekst = leesbaar(antwoord)
    assert antwoord.status_code == 200
    assert antwoord.headers["cache-control"] == "no-store"
    for verwacht in ("Postcode 9471", "PO2201", "VO2001", "Tynaarlo (GM1730)", "Drenthe", "rij 3750", "artikel 3"):
        assert verwacht in tekst
    for steun in ("steunpunt", "onderwijsconsulent", "onderwijsgeschillen.nl", "thuiszitter", "doorbraakaanpak"):
        assert steun in tekst
    assert "plek waar het schoolgebouw staat" in tekst
    assert "woonadres" in tekst
    assert "Berséba" in tekst
    assert "RefSVO" in tekst
    assert "PO0001" not in tekst


def test_printed_in_the_law_is_certain(klant: TestClient) -> None:
    tekst = leesbaar(vraag(klant, "9471", "2015-04-23"))
    assert "Zeker Staat zo in de regeling van 23 april 2015 (rij 3750)." in tekst
    assert "Afgeleid" not in tekst


def test_a_code_without_a_name_shows_its_gemeenten(klant: TestClient) -> None:
    assert "Samenwerkingsverband PO2201" in leesbaar(vraag(klant, "9471"))
    assert "Gebied: Aa en Hunze, Assen, Midden-Drenthe, Tynaarlo." in leesbaar(vraag(klant, "9471"))
    assert "Groningen (deel), Tynaarlo (deel)" in leesbaar(vraag(klant, "9471"))


def test_a_gemeente_over_two_verbanden_shows_both(klant: TestClient) -> None:
    tekst = leesbaar(vraag(klant, "tynaarlo"))
    assert "De postcode bepaalt welk samenwerkingsverband erbij hoort." in tekst
    assert "67% van de inwoners in 2021" in tekst
    assert "Postcodes: 9471 t/m 9475" in tekst


def test_europoort_has_none(klant: TestClient) -> None:
    tekst = leesbaar(vraag(klant, "3197"))
    assert tekst.count("De regeling noemt hier geen samenwerkingsverband") == 2
    assert "Basisonderwijs: geen samenwerkingsverband" in vraag(klant, "3197").text


def test_who_gets_no_name_or_no_verband_reads_how_to_go_on(klant: TestClient) -> None:
    zonder_naam = vraag(klant, "9471")
    assert 'href="#verder-kop">Zo komt u verder</a>' in zonder_naam.text
    assert '<h3 id="verder-kop" tabindex="-1">Waar kunt u verder terecht?' in zonder_naam.text
    assert "met de naam van uw gemeente, zoals ‘ouder- en jeugdsteunpunt Tynaarlo’." in leesbaar(zonder_naam)
    assert "met de naam van uw gemeente. Of vraag" in leesbaar(vraag(klant, "Bergen"))
    europoort = leesbaar(vraag(klant, "3197"))
    assert europoort.count("Vraag de school of de gemeente bij welk samenwerkingsverband u terechtkunt.") == 2
    assert "‘ouder- en jeugdsteunpunt Rotterdam’" in europoort


def test_a_website_that_is_known_needs_no_other_way_to_the_steunpunt(stand: Stand) -> None:
    uitkomst = maak_uitkomst(stand, zoek(stand, "3701", VANDAAG, GeenGeocoder()))
    assert uitkomst.websites and not uitkomst.steunpunt


def test_a_former_gemeente_offers_its_successors(klant: TestClient) -> None:
    antwoord = vraag(klant, "Skarsterlân")
    tekst = leesbaar(antwoord)
    assert "Voormalige gemeente Skarsterlân" in tekst
    assert "bestaat sinds 1 januari 2014 niet meer" in tekst
    assert 'value="GM0074" data-naam="Heerenveen"' in antwoord.text
    assert 'value="Heerenveen"' in vraag(klant, "GM0074").text


def test_a_gemeente_that_was_not_there_yet(klant: TestClient) -> None:
    tekst = leesbaar(vraag(klant, "Het Hogeland", "2015-04-23"))
    assert "bestond toen nog niet" in tekst
    assert "Winsum" in tekst


def test_a_name_of_several_gives_a_list(klant: TestClient) -> None:
    antwoord = vraag(klant, "Bergen")
    assert antwoord.text.count('<article class="antwoord"') == 2
    tekst = leesbaar(antwoord)
    assert "Gemeente Bergen (NH.)" in tekst
    assert "Gemeente Bergen (L.)" in tekst


def test_before_the_jeugdregios(klant: TestClient) -> None:
    assert "de jeugdregio’s zijn van 2015" in leesbaar(vraag(klant, "9471", "2014-09-01"))


def test_an_address_that_was_not_looked_up_says_so(klant: TestClient) -> None:
    assert "kunnen hier niet worden opgezocht" in leesbaar(vraag(klant, "Esweg 21, Eelde"))
    alleen = vraag(klant, "Nergensstraat 12, Niemandsdorp")
    assert alleen.status_code == 200
    assert "Dit adres is niet opgezocht" in leesbaar(alleen)


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("", "Vul een postcode, gemeente, plaats of adres in."),
        ("   ", "Vul een postcode, gemeente, plaats of adres in."),
        ("12345", "geen postcode"),
        ("0000 AA", "begint nooit met een 0"),
        ("x" * 10_000, "te lang"),
        ("😀" * 10_000, "te lang"),
        ("😀", "geen letters of cijfers"),
    ],
)
def test_an_unusable_question_is_tied_to_the_field(klant: TestClient, tekst: str, melding: str) -> None:
    antwoord = vraag(klant, tekst)
    assert antwoord.status_code == 400
    assert antwoord.headers["cache-control"] == "no-store"
    assert re.search(r'<p class="fout" id="vraag-fout">[^<]*' + melding, antwoord.text)
    invoer = re.findall(r'<input id="vraag"[^>]*>', antwoord.text)[0]
    assert 'aria-invalid="true"' in invoer
    assert 'aria-describedby="vraag-hulp vraag-fout"' in invoer
    assert "<title>Fout: " in antwoord.text


@pytest.mark.parametrize("datum", ["2026-02-30", "gisteren", "2012-12-31", "9999-01-01"])
def test_both_fields_are_faulted_at_once(klant: TestClient, datum: str) -> None:
    antwoord = vraag(klant, "12345", datum)
    assert antwoord.status_code == 400
    assert re.search(r'id="vraag-fout">Dit is geen postcode', antwoord.text)
    assert re.search(r'id="peildatum-fout">\w+', antwoord.text)
    assert "<details open>" in antwoord.text


def test_a_gemeente_before_the_regeling(klant: TestClient) -> None:
    antwoord = vraag(klant, "Tynaarlo", "2011-06-01")
    assert antwoord.status_code == 200 and "Tynaarlo" in leesbaar(antwoord)
    te_vroeg = vraag(klant, "9471", "2011-06-01")
    assert te_vroeg.status_code == 400 and "bekend vanaf 1 januari 2013" in leesbaar(te_vroeg)
    assert re.findall(r'data-veld="(\w+)"', vraag(klant, "9471", "2011-06-01", fragment=True).text) == ["peildatum"]


def test_faults_as_a_fragment(klant: TestClient) -> None:
    antwoord = vraag(klant, "12345", "2012-12-31", fragment=True)
    assert antwoord.status_code == 400
    assert re.findall(r'data-veld="(\w+)"', antwoord.text) == ["peildatum", "vraag"]
    assert "<html" not in antwoord.text


def test_the_fragment_is_the_answer_alone(klant: TestClient) -> None:
    antwoord = vraag(klant, "9471", fragment=True)
    assert "<html" not in antwoord.text
    assert 'data-samenvatting="Postcode 9471. Basisonderwijs: PO2201' in antwoord.text
    assert antwoord.text.strip() in vraag(klant, "9471").text


def test_an_unknown_postcode_offers_its_neighbours(klant: TestClient) -> None:
    antwoord = vraag(klant, "1000")
    assert antwoord.status_code == 404
    assert "staat niet in de regeling" in leesbaar(antwoord)
    assert re.findall(r'name="vraag" value="(\d+)"', antwoord.text) == ["1011", "1012", "1013"]


def test_a_samenwerkingsverband_is_linked_to_its_page(klant: TestClient) -> None:
    antwoord = vraag(klant, "po2203")
    assert antwoord.status_code == 404
    (pad,) = re.findall(r'href="(/samenwerkingsverbanden/PO2203[^"]*)"', antwoord.text)
    assert klant.get(pad).status_code == 200
    assert "De gemeenten van PO2203" in leesbaar(antwoord)


def test_a_misspelled_name_gets_a_suggestion(klant: TestClient) -> None:
    antwoord = vraag(klant, "Tynarlo")
    assert antwoord.status_code == 404
    assert "Bedoelt u Tynaarlo?" in leesbaar(antwoord)


@pytest.mark.parametrize(
    ("inhoud", "soort"),
    [
        (b"vraag=%ff%fe", FORM),
        (b"vraag=\xff", FORM),
        (b"&".join([b"a=1"] * 50), FORM),
        (b'{"vraag": "9471"}', "application/json"),
        (b"vraag=9471", "text/plain"),
        (b"", ""),
    ],
)
def test_a_body_that_is_no_form_is_refused(klant: TestClient, inhoud: bytes, soort: str) -> None:
    antwoord = klant.post("/", content=inhoud, headers={"content-type": soort} if soort else {})
    assert antwoord.status_code == 400
    assert 'id="vraag-fout">' in antwoord.text


@pytest.mark.parametrize(
    "kwaad", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "' OR 1=1--"]
)
def test_what_is_typed_is_shown_harmless(klant: TestClient, kwaad: str) -> None:
    antwoord = vraag(klant, kwaad, kwaad)
    assert kwaad.strip() not in re.sub(r'value="[^"]*"', "", antwoord.text)
    assert "<script>alert" not in antwoord.text
    assert "<img" not in antwoord.text
    assert f'value="{html.escape(kwaad).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")}"' in antwoord.text


def besmet(waarde: Any, gif: str) -> Any:
    """The same structure with poison behind every text that people read."""
    if isinstance(waarde, dict):
        vrij = {"naam", "tekst", "toelichting", "plaats", "adres", "vindplaats", "autoriteit", "licentie", "bestand"}
        return {k: v + gif if k in vrij and isinstance(v, str) else besmet(v, gif) for k, v in waarde.items()}
    return [besmet(deel, gif) for deel in waarde] if isinstance(waarde, list) else waarde


@pytest.mark.parametrize("gevraagd", ["Tynaarlo", "Haren", "3197", "Rotterdam"])
def test_hostile_names_in_the_data_are_harmless(stand: Stand, gevraagd: str) -> None:
    gif = "<b onclick=x>\"'</b>"
    uitkomst = besmet(copy.deepcopy(zoek(stand, gevraagd, VANDAAG, GeenGeocoder())), gif)
    pagina = toon(Formulier(), vandaag=VANDAAG, namen_hash="0", uitkomst=maak_uitkomst(stand, uitkomst))
    assert "&lt;b onclick=x&gt;" in pagina
    assert "<b onclick" not in pagina
    assert not re.search(r'="[^"]*<b', pagina)


def test_hostile_suggestions_are_harmless() -> None:
    gemist = Gemist("<i>weg</i>", ['"><b>'], [])
    pagina = toon(Formulier(), vandaag=VANDAAG, namen_hash="0", gemist=gemist)
    assert "<i>" not in pagina
    assert "<b>" not in pagina


def test_the_names_are_one_cacheable_file(klant: TestClient) -> None:
    pad = re.findall(r'data-namen="([^"]+)"', klant.get("/").text)[0]
    antwoord = klant.get(pad)
    namen = json.loads(antwoord.content)
    assert antwoord.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert ["Tynaarlo", ""] in namen["g"]
    assert ["Haren", "2019-01-01"] in namen["g"]
    nummer = next(n for n, rij in enumerate(namen["g"]) if rij[0] == "'s-Gravenhage")
    assert any(rij[1] == nummer for rij in namen["a"])
    assert "Zuidlaren" in [rij[0] for rij in namen["p"]]
    assert len(antwoord.content) < 60_000
    opnieuw = klant.get(pad, headers={"If-None-Match": antwoord.headers["etag"]})
    assert (opnieuw.status_code, opnieuw.content) == (304, b"")
    assert klant.head(pad).status_code == 200
    assert klant.get("/namen/0000.json").status_code == 404


def test_no_question_reaches_a_log(klant: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    vraag(klant, "Geheimstraat 7, 9471 RM Zuidlaren")
    vraag(klant, "Geheimstraat zonder eind")
    eigen = [r.getMessage() for r in caplog.records if r.name.startswith("regio")]
    assert eigen
    assert not [regel for regel in eigen if "Geheim" in regel or "9471" in regel]


def test_the_page_is_no_part_of_the_api_description(klant: TestClient) -> None:
    assert not {"/", "/namen/{bestand}"} & set(klant.get("/v1/openapi.json").json()["paths"])
