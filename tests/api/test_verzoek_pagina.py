"""The pages about requests to move a border, and about a scenario on a replaced edition, without a browser."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from sqlalchemy import text

from api import modellen_verzoek as modellen
from regio.opslag import gebruikers, scenarios
from regio.opslag.scenarios_tabellen import verzoek as tabel
from tests.api.scenariobladproef import NIEUWE_ZET, Blad, fouten_in, kaal, verborgen_in
from tests.api.scenarioproef import ZET, Proef
from tests.api.sessieproef import Inlog, log_in

REDEN = 'Eerste regel & meer\r\nTweede "regel"'


@pytest.fixture(scope="module")
def anna(proef: Proef, token: str) -> Inlog:
    """She is signed in."""
    return log_in(proef, token)


@pytest.fixture(scope="module")
def beheer(proef: Proef) -> Inlog:
    """Whoever decides is signed in."""
    return log_in(proef, proef.token("beheer"))


def _velden(pagina: str) -> dict[str, str]:
    """What the form to hand in holds as it stands."""
    invoer = re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', pagina)
    keuzes = dict.fromkeys(re.findall(r'<select id="[^"]+" name="(steun-[^"]+)"', pagina), "nog-niet-gevraagd")
    return {**{naam: html.unescape(waarde) for naam, waarde in invoer}, **keuzes}


def _formulier(anna: Inlog, nummer: str, **anders: str) -> dict[str, str]:
    pagina = anna.kaal("GET", f"/scenarios/{nummer}/indienen")
    assert pagina.status_code == 200, pagina.text
    return {**_velden(pagina.text), "aanvrager": "Gemeente Tynaarlo", "reden": REDEN, **anders}


def _dien_in(anna: Inlog, nummer: str, **anders: str) -> Any:
    return anna.formulier(f"/scenarios/{nummer}/indienen", _formulier(anna, nummer, **anders))


@pytest.fixture
def nummer(proef: Proef, token: str) -> str:
    """A scenario of hers."""
    return str(proef.maak(token, {**ZET, "notitie": "Op <b>verzoek</b>"}, naam="Tynaarlo heel").json()["id"])


@pytest.fixture
def verzoek(anna: Inlog, nummer: str) -> str:
    """The path of a request of hers."""
    return str(_dien_in(anna, nummer).headers["location"].partition("?")[0])


def test_the_form_proposes_who_is_touched(anna: Inlog, nummer: str) -> None:
    velden = _formulier(anna, nummer)
    assert "label aanname" not in anna.kaal("GET", f"/scenarios/{nummer}/indienen").text
    assert velden["steun-GM1730-naam"] == "Tynaarlo (GM1730)"
    assert all(code in velden[f"steun-{code}-naam"] for code in ("PO2201", "PO2203"))
    assert velden["steun-vrij1-naam"] == "" and "steun-vrij1-standpunt" in velden
    assert "/indienen" in anna.kaal("GET", f"/scenarios/{nummer}").text


def test_a_request_is_handed_in_and_shown_whole(anna: Inlog, nummer: str) -> None:
    antwoord = _dien_in(
        anna,
        nummer,
        **{"steun-GM1730-standpunt": "steunt", "steun-GM1730-toelichting": "De raad", "steun-vrij1-naam": "Een school"},
    )
    assert antwoord.status_code == 303, antwoord.text
    pad = antwoord.headers["location"]
    pagina = anna.kaal("GET", pad)
    assert (pagina.status_code, pagina.headers["cache-control"]) == (200, "no-store")
    for deel in (
        "Het verzoek is ingediend", "Gemeente Tynaarlo", "Eerste regel &amp; meer", "Steunt dit", "De raad",
        "Een school",
        "Op &lt;b&gt;verzoek&lt;/b&gt;", "Tynaarlo (GM1730) gaat naar", 'id="gevolgen-kop"', "Trek het verzoek in",
    ):  # fmt: skip
        assert deel in pagina.text, deel
    assert "<b>verzoek" not in pagina.text and "Neem in behandeling" not in pagina.text
    lijst = anna.kaal("GET", "/verzoeken").text
    assert pad.partition("?")[0] in lijst and "Uw verzoeken" in lijst


def test_a_form_that_is_refused_comes_back_as_it_was_left(anna: Inlog, nummer: str) -> None:
    anders = {"aanvrager": "<b>x</b>", "steun-vrij1-naam": "x" * 201, "steun-PO2201-standpunt": "steunt-niet"}
    antwoord = _dien_in(anna, nummer, **anders)
    assert antwoord.status_code == 400
    tekst = html.unescape(antwoord.text)
    assert 'href="#indienen-aanvrager"' in tekst and 'href="#indienen-steun-vrij1-naam"' in tekst
    assert 'value="<b>x</b>"' in tekst and "x" * 201 in tekst and REDEN.replace("\r\n", "\n") in tekst.replace("\r", "")
    assert '<option value="steunt-niet" selected>' in tekst
    assert "Fout:" in tekst.partition("</title>")[0]


def _naast(anna: Inlog, nummer: str) -> None:
    """Assen goes elsewhere too: its code comes before that of Tynaarlo."""
    blad = Blad(anna, f"/scenarios/{nummer}")
    blad.gelukt("zet", {**NIEUWE_ZET, "gemeente": "Assen"})


def _steun(anna: Inlog, antwoord: Any) -> dict[str, dict[str, str]]:
    """What a request that was handed in says per party."""
    assert antwoord.status_code == 303, antwoord.text
    nummer = antwoord.headers["location"].partition("?")[0].rpartition("/")[2]
    inhoud = anna.kaal("GET", f"/v1/grenswijzigingsverzoeken/{nummer}").json()
    return {een["naam"]: een for een in inhoud["steun"]}


def test_what_a_party_says_stays_with_it_when_the_moves_change_meanwhile(anna: Inlog, nummer: str) -> None:
    zegt = {"steun-GM1730-standpunt": "steunt", "steun-GM1730-toelichting": "Tynaarlo wil dit"}
    velden = _formulier(anna, nummer, **zegt, aanvrager="")
    _naast(anna, nummer)
    ingehaald = anna.formulier(f"/scenarios/{nummer}/indienen", velden)
    assert ingehaald.status_code == 412
    fout = anna.kaal("POST", f"/scenarios/{nummer}/indienen", data=verborgen_in(ingehaald.text))
    assert fout.status_code == 400
    weer = _velden(fout.text)
    assert weer["steun-GM0106-naam"] == "Assen (GM0106)" and weer["steun-GM0106-toelichting"] == ""
    assert weer["steun-GM1730-toelichting"] == "Tynaarlo wil dit"
    steun = _steun(anna, _dien_in(anna, nummer, **zegt))
    assert steun["Tynaarlo (GM1730)"]["toelichting"] == "Tynaarlo wil dit"
    assert steun["Assen (GM0106)"]["standpunt"] == "nog-niet-gevraagd"


def test_a_party_that_is_touched_no_longer_keeps_what_was_said_of_it(anna: Inlog, nummer: str) -> None:
    anders = {"steun-GM0106-naam": "Assen (GM0106)", "steun-GM0106-toelichting": "Assen wilde dit", "aanvrager": ""}
    antwoord = _dien_in(anna, nummer, **anders)
    velden = _velden(antwoord.text)
    assert velden["steun-GM0106-naam"] == "Assen (GM0106)" and velden["steun-GM0106-toelichting"] == "Assen wilde dit"
    assert "raken deze partij niet meer" in antwoord.text
    zwijgt = {**anders, "steun-GM0106-toelichting": "", "steun-GM0106-standpunt": "nog-niet-gevraagd"}
    assert "steun-GM0106" not in _dien_in(anna, nummer, **zwijgt).text


@pytest.mark.parametrize("deel", [{"standpunt": "steunt-niet"}, {"toelichting": "De raad is fel tegen"}])
def test_what_is_said_without_a_name_is_asked_for_the_name(anna: Inlog, nummer: str, deel: dict[str, str]) -> None:
    zegt = {f"steun-{rij}-{naam}": waarde for rij in ("vrij2", "vrij3") for naam, waarde in deel.items()}
    antwoord = _dien_in(anna, nummer, **zegt)
    assert antwoord.status_code == 400
    for rij in ("vrij2", "vrij3"):
        assert antwoord.text.count(f'href="#indienen-steun-{rij}-naam"') == 1, "said once, and not as if it were double"
    assert 'href="#indienen-steun-vrij1' not in antwoord.text
    assert all(waarde in antwoord.text for waarde in deel.values())
    goed = _dien_in(anna, nummer, **zegt, **{"steun-vrij2-naam": "De raad", "steun-vrij3-naam": "Een school"})
    assert {"De raad", "Een school"} < set(_steun(anna, goed))


def test_what_was_changed_by_somebody_else_first_is_not_handed_in(
    proef: Proef, anna: Inlog, token: str, nummer: str
) -> None:
    velden = _formulier(anna, nummer)
    pad = f"/v1/scenarios/{nummer}"
    proef.vraag("PATCH", pad, token, gezien=velden["kenmerk"], json={"naam": "Anders"})
    antwoord = anna.formulier(f"/scenarios/{nummer}/indienen", velden)
    assert antwoord.status_code == 412 and "Gemeente Tynaarlo" in antwoord.text


def test_the_forms_are_only_for_a_session_of_ours(proef: Proef, anna: Inlog, nummer: str, verzoek: str) -> None:
    velden = _formulier(anna, nummer)
    for pad, vraag in ((f"/scenarios/{nummer}/indienen", velden), (f"{verzoek}/stap", {"soort": "ingetrokken"})):
        assert anna.kaal("POST", pad, data={**vraag, "csrf": "x"}).status_code == 403
        vreemd = {"origin": "https://elders.example"}
        assert anna.formulier(pad, vraag, headers=vreemd).status_code == 403
        assert proef.client.post(pad, data={**vraag, "csrf": anna.csrf}).status_code == 403
    for pad in ("/verzoeken", verzoek, f"/scenarios/{nummer}/indienen"):
        antwoord = proef.client.get(pad)
        assert antwoord.status_code == 303 and antwoord.headers["location"].startswith("/inloggen?naar=/")
    assert "Nog niets" in anna.kaal("GET", verzoek).text


def test_a_request_of_another_is_as_one_that_is_not_there(proef: Proef, nummer: str, verzoek: str) -> None:
    bob = log_in(proef, proef.token("bob"))
    for pad in (verzoek, f"/verzoeken/{'f' * 32}", "/verzoeken/x", f"/scenarios/{nummer}/indienen"):
        assert bob.kaal("GET", pad).status_code == 404
    assert bob.formulier(f"{verzoek}/stap", {"soort": "ingetrokken"}).status_code == 404
    assert verzoek not in bob.kaal("GET", "/verzoeken").text


def test_steps_up_to_the_decision(anna: Inlog, beheer: Inlog, verzoek: str) -> None:
    assert anna.formulier(f"{verzoek}/stap", {"soort": "aanvulling", "tekst": "Er is nog steun"}).status_code == 303
    assert verzoek in beheer.kaal("GET", "/verzoeken").text
    geen_tekst = beheer.formulier(f"{verzoek}/stap", {"soort": "besluit", "uitkomst": "afgewezen"})
    assert geen_tekst.status_code == 400
    assert beheer.formulier(f"{verzoek}/stap", {"soort": "in-behandeling"}).status_code == 303
    mis = beheer.formulier(f"{verzoek}/stap", {"soort": "besluit", "uitkomst": "", "tekst": "Wel getypt", "datum": ""})
    assert mis.status_code == 400 and 'href="#besluit-uitkomst"' in mis.text and "Wel getypt" in mis.text
    goed = {"soort": "besluit", "uitkomst": "deels-toegewezen", "tekst": "Alleen PO"}
    klaar = beheer.formulier(f"{verzoek}/stap", goed)
    assert klaar.status_code == 303 and klaar.headers["location"] == f"{verzoek}?gedaan=besluit"
    pagina = anna.kaal("GET", verzoek).text
    assert "Besluit: deels toegewezen" in pagina and "Alleen PO" in pagina and "<form class" not in pagina
    te_laat = anna.formulier(f"{verzoek}/stap", {"soort": "aanvulling", "tekst": "Mijn late tekst"})
    assert te_laat.status_code == 400 and "Mijn late tekst" in te_laat.text


def test_what_a_party_thinks_is_written_down_after_handing_in(anna: Inlog, beheer: Inlog, verzoek: str) -> None:
    pad, wie = f"{verzoek}/stap", "Tynaarlo (GM1730)"
    assert "Wat een partij ervan vindt" not in beheer.kaal("GET", verzoek).text
    mis = anna.formulier(pad, {"soort": "steun", "naam": wie, "standpunt": "", "tekst": "Besluit van 3 mei"})
    assert mis.status_code == 400 and 'href="#steun-standpunt"' in mis.text
    assert f'value="{wie}"' in mis.text and "Besluit van 3 mei" in mis.text
    goed = anna.formulier(pad, {"soort": "steun", "naam": wie, "standpunt": "steunt", "tekst": "Besluit van 3 mei"})
    assert goed.status_code == 303 and goed.headers["location"] == f"{verzoek}?gedaan=steun"
    pagina = anna.kaal("GET", f"{verzoek}?gedaan=steun").text
    assert "<title>Het standpunt staat bij het verzoek: " in pagina and 'id="gedaan" tabindex="-1" autofocus' in pagina
    gelezen = kaal(pagina)
    assert re.search(rf"{re.escape(wie)} Steunt dit \d+ \w+ \d{{4}} Besluit van 3 mei", gelezen)
    assert f"Standpunt van {wie}: steunt dit" in gelezen
    niet_genoemd = re.search(r"staat niet bij wat zij ervan vinden: ([^.]*)\.", gelezen)
    assert niet_genoemd is None or wie not in niet_genoemd[1]


def test_steps_of_another_are_refused(proef: Proef, anna: Inlog, beheer: Inlog, verzoek: str) -> None:
    assert anna.formulier(f"{verzoek}/stap", {"soort": "in-behandeling"}).status_code == 403
    assert beheer.formulier(f"{verzoek}/stap", {"soort": "ingetrokken"}).status_code == 403
    lezer = log_in(proef, proef.token("anna", "lezer"))
    assert lezer.formulier(f"{verzoek}/stap", {"soort": "ingetrokken"}).status_code == 403
    assert "Wat u nu kunt doen" not in lezer.kaal("GET", verzoek).text
    for velden in ({"soort": "<vliegen>"}, {"soort": ""}, {"tekst": "Zonder soort"}):
        mis = anna.formulier(f"{verzoek}/stap", velden)
        assert mis.status_code == 400 and "Kies als soort: aanvulling, steun" in mis.text


def test_who_was_signed_out_meanwhile_finds_the_whole_request_again(proef: Proef, anna: Inlog, nummer: str) -> None:
    geheim = proef.token("anna")
    oud = log_in(proef, geheim)
    velden = _formulier(oud, nummer, **{"steun-GM1730-standpunt": "steunt", "steun-GM1730-toelichting": "De raad"})
    assert oud.formulier("/uitloggen").status_code == 303
    uit = oud.formulier(f"/scenarios/{nummer}/indienen", velden)
    assert uit.status_code == 403
    gelezen = kaal(uit.text)
    assert "Steun van Tynaarlo (GM1730) Steunt dit: De raad" in gelezen and "Eerste regel" in gelezen
    assert "Steun van een ander" not in gelezen, "nothing was said of them"
    weer = log_in(proef, geheim)
    terug = weer.kaal("POST", f"/scenarios/{nummer}/indienen", data=verborgen_in(uit.text))
    assert "opnieuw ingelogd" in " ".join(fouten_in(terug, 403).values())
    assert "Eerste regel &amp; meer" in terug.text and '<option value="steunt" selected>' in terug.text
    klaar = weer.formulier(f"/scenarios/{nummer}/indienen", {**velden, **_velden(terug.text)})
    assert _steun(anna, klaar)["Tynaarlo (GM1730)"]["toelichting"] == "De raad"


def test_a_request_out_of_moves_that_are_gone_is_kept(anna: Inlog, nummer: str) -> None:
    blad = Blad(anna, f"/scenarios/{nummer}")
    velden = _formulier(anna, nummer)
    blad.gelukt("weg", {"nummer": "1"})
    leeg = anna.formulier(f"{blad.pad}/indienen", {**velden, "kenmerk": blad.kenmerk})
    assert leeg.status_code == 400 and "geen zetten" in leeg.text and "Eerste regel" in leeg.text
    blad.gelukt("zet", NIEUWE_ZET)
    ingehaald = anna.kaal("POST", f"{blad.pad}/indienen", data=verborgen_in(leeg.text))
    assert ingehaald.status_code == 412
    assert anna.kaal("POST", f"{blad.pad}/indienen", data=verborgen_in(ingehaald.text)).status_code == 303


def test_without_moves_or_on_another_edition_there_is_no_form(proef: Proef, anna: Inlog, token: str) -> None:
    leeg = proef.maak(token).json()["id"]
    oud = _op_andere_editie(proef, token)
    for nummer, status, waarom in ((leeg, 400, "geen zetten"), (oud, 409, "Zet het scenario eerst over op")):
        pagina = anna.kaal("GET", f"/scenarios/{nummer}/indienen", headers={"accept": "text/html"})
        assert pagina.status_code == status and waarom in pagina.text, nummer
        assert "<h1>Dit scenario kan nu niet worden ingediend</h1>" in pagina.text
        assert f'<a href="/scenarios/{nummer}">Terug naar het scenario</a>' in pagina.text
    kenmerk = proef.vraag("GET", f"/v1/scenarios/{oud}", token).headers["etag"]
    velden = {"kenmerk": kenmerk, "aanvrager": "Gemeente Tynaarlo", "reden": "Mijn lange reden"}
    mis = ({"aanvrager": ""}, {"csrf": "van een vorige sessie"})
    for anders in ({}, *mis):
        antwoord = anna.formulier(f"/scenarios/{oud}/indienen", {**velden, **anders})
        assert antwoord.status_code == 409 and "Mijn lange reden" in antwoord.text, "what was typed is kept"


def _op_andere_editie(proef: Proef, token: str) -> str:
    wie = gebruikers.wie_heeft(proef.engine, token)
    assert wie is not None
    een = scenarios.lees(proef.engine, wie, proef.maak(token, ZET).json()["id"])
    onmogelijk = {**een.zetten[0], "grond": {"gemeente": "GM9999"}}
    scenarios.zet(proef.engine, wie, een, [*een.zetten, onmogelijk, *een.zetten], "vorige-editie")
    return een.id


def test_what_a_new_edition_changes_has_a_page(proef: Proef, anna: Inlog, token: str) -> None:
    oud = _op_andere_editie(proef, token)
    assert f"/scenarios/{oud}/herbasering" in anna.kaal("GET", f"/scenarios/{oud}").text
    pagina = anna.kaal("GET", f"/scenarios/{oud}/herbasering")
    assert pagina.status_code == 200
    tekst = html.unescape(pagina.text)
    assert "2 van de 3 zetten kunnen op de nieuwe gegevens niet" in tekst
    assert "De oude gegevens zijn er niet meer" in tekst
    assert "Gemeente GM9999 is niet bekend" in tekst and "is al zo" in tekst
    nu = anna.kaal("GET", f"/scenarios/{oud}/herbasering?versie=1").text
    assert "Er is niets om over te zetten" in nu
    link = proef.vraag("POST", f"/v1/scenarios/{oud}/_deel", token).json()["token"]
    gedeeld = proef.client.get(f"/scenarios/gedeeld/{link}/herbasering")
    assert gedeeld.status_code == 200 and oud not in gedeeld.text


def test_the_file_says_what_it_rests_on_and_shows_report_and_map_while_they_are_there(
    proef: Proef, anna: Inlog, beheer: Inlog, token: str, nummer: str, verzoek: str
) -> None:
    pagina = beheer.kaal("GET", verzoek).text
    tekst = html.unescape(re.sub(r"<[^>]+>", "", pagina))
    for kop in ("Waar dit op rust", "Wat niet is berekend", "Hoe zeker is dit", "Bronnen en grenzen"):
        assert kop in tekst, kop
    assert "volgens de regeling van 23 april 2015 (BWBR0032324)" in tekst and "doorgetrokken" in tekst
    assert proef.vraag("GET", f"/v1/scenarios/{nummer}", token).json()["basis"]["editie"] in tekst
    assert "Ministerie van OCW, 2015" in tekst and "Grenzen: " in tekst
    assert "Jeugdregio's (stand 2025): Vanaf 2026 is deze lijst niet nagegaan." in tekst
    assert "RMC-regio's (lijst van 28 augustus 2014)" in tekst
    links = [html.unescape(een) for een in re.findall(r'href="(/scenarios/[^"]+\?versie=\d+)"', pagina)]
    assert [een.partition("?")[0].rpartition("/")[2] for een in links] == ["rapport", "kaart.svg"]
    for link in links:
        assert beheer.kaal("GET", link).status_code == 200
    kenmerk = proef.vraag("GET", f"/v1/scenarios/{nummer}", token).headers["etag"]
    assert proef.vraag("DELETE", f"/v1/scenarios/{nummer}", token, gezien=kenmerk).status_code == 204
    erna = beheer.kaal("GET", verzoek).text
    assert "/rapport?versie" not in erna and "Waar dit op rust" in erna


def test_an_assumption_is_marked_in_the_form_to_hand_in(proef: Proef, anna: Inlog, token: str) -> None:
    nummer = proef.maak(token, {**ZET, "aanname": True}).json()["id"]
    assert anna.kaal("GET", f"/scenarios/{nummer}/indienen").text.count('<span class="label aanname">Aanname') == 1


def test_a_request_from_before_effects_were_kept_is_shown_without(proef: Proef, anna: Inlog, verzoek: str) -> None:
    """As the migration promises: no effects, and it says so, on the page and in the API."""
    nummer = verzoek.rpartition("/")[2]
    kolommen = ", ".join(kolom.name for kolom in tabel.c if kolom.name not in ("id", "gevolgen"))
    oud = nummer[::-1]
    with proef.engine.begin() as verbinding:
        rij = f"INSERT INTO verzoek (id, {kolommen}) SELECT :oud, {kolommen} FROM verzoek WHERE id = :nummer"
        verbinding.execute(text(rij), {"oud": oud, "nummer": nummer})
    pagina = anna.kaal("GET", f"/verzoeken/{oud}")
    assert pagina.status_code == 200, pagina.text
    assert "geen gevolgen bewaard" in pagina.text and "Berekend bij het indienen" not in pagina.text
    assert "verplaats: " in pagina.text and "GM1730" in pagina.text and "Op &lt;b&gt;verzoek&lt;/b&gt;" in pagina.text
    antwoord = anna.kaal("GET", f"/v1/grenswijzigingsverzoeken/{oud}")
    assert antwoord.status_code == 200, antwoord.text
    modellen.VerzoekAntwoord.model_validate(antwoord.json())
    inhoud = antwoord.json()
    assert (inhoud["effecten"], inhoud["bevindingen"], inhoud["betrokkenen"]) == (None, [], [])
    assert "geen gevolgen bewaard" not in anna.kaal("GET", verzoek).text
