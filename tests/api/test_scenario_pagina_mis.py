"""The pages about scenarios without a browser: files, who may what, and everything that can go wrong with a form."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from regio.opslag import scenarios
from regio.opslag.gebruikers import Wie, wie_heeft
from tests.api.conftest import MaakClient
from tests.api.scenariobladproef import (
    NIEUWE_ZET,
    PAD,
    Blad,
    fouten_in,
    kaal,
    maak,
    nieuw,
    tag_van,
    verborgen_in,
)
from tests.api.scenarioproef import ANDERE_ZET, PEILDATUM, ZET, Proef, maak_database
from tests.api.sessieproef import Inlog, log_in


@pytest.fixture(scope="module")
def anna(proef: Proef, token: str) -> Inlog:
    """She is signed in."""
    return log_in(proef, token)


# -- files ----------------------------------------------------------------------------------------


def _lees_in(blad: Blad, inhoud: bytes, **velden: str) -> httpx2.Response:
    lijf = {"csrf": blad.inlog.csrf, "kenmerk": blad.kenmerk, **velden}
    bestanden = {"bestand": ("zetten.csv", inhoud, "text/csv")}
    return blad.inlog.kaal("POST", f"{blad.pad}/importeer", data=lijf, files=bestanden)


def test_moves_go_out_and_come_in_the_same(anna: Inlog) -> None:
    blad = nieuw(anna, {**ZET, "notitie": '=1+1\n"é" <b>'}, ANDERE_ZET)
    uit = anna.kaal("GET", f"/v1{blad.pad}", headers={"accept": "text/csv"}).content
    ander = nieuw(anna, {**ANDERE_ZET, "naam": "Eerst"})
    assert _lees_in(ander, uit, vervang="ja").status_code == 303
    assert ander.zetten == blad.zetten
    assert anna.kaal("GET", f"/v1{ander.pad}", headers={"accept": "text/csv"}).content == uit
    achter = nieuw(anna, {**ANDERE_ZET, "naam": "Eerst"})
    assert _lees_in(achter, uit).status_code == 303
    assert [zet["soort"] for zet in achter.zetten] == ["hernoem", "verplaats", "hernoem"]
    geplakt = nieuw(anna)
    assert _lees_in(geplakt, b"", csv=uit.decode()).status_code == 303
    assert geplakt.zetten == blad.zetten


def test_a_whole_table_changed_by_hand_comes_in_as_moves(anna: Inlog) -> None:
    blad = nieuw(anna, ZET)
    tabel = anna.kaal("GET", f"/v1{blad.pad}/tabel", headers={"accept": "text/csv"}).content
    ander = nieuw(anna)
    assert _lees_in(ander, tabel).status_code == 303
    assert anna.kaal("GET", f"/v1{ander.pad}/tabel", headers={"accept": "text/csv"}).content == tabel


def test_an_import_with_mistakes_tells_every_line_and_keeps_the_text(anna: Inlog) -> None:
    blad = nieuw(anna, ZET)
    kop = "zet,soort,sector,van,naar,nieuw,code,naam,datum,gemeente,postcodes,bouwstenen,aanname,notitie"
    inhoud = (
        f"{kop}\n1,verplaats,PO,,PO9999,,,,,GM1730,,,nee,\n2,raar,,,,,,,,,,,nee,\n3,hernoem,VO,,,,VO2001,<b>,,,,,ja,x\n"
    )
    antwoord = _lees_in(blad, inhoud.encode())
    assert antwoord.status_code == 400
    (vak,) = re.findall(r'<div class="foutoverzicht".*?</div>', antwoord.text, re.DOTALL)
    assert sorted(re.findall(r"Regel (\d):", vak)) == ["2", "3", "4"]
    (tekst,) = re.findall(r'<textarea id="importeer-csv"[^>]*>\n(.*?)</textarea>', antwoord.text, re.DOTALL)
    assert html.unescape(tekst) == inhoud
    assert len(blad.zetten) == 1
    for onleesbaar in (b"\xff\xfe\x00", b"\x00" * 10, b"PK\x03\x04", b""):
        assert set(fouten_in(_lees_in(blad, onleesbaar))) == {"importeer-csv"}


def test_forms_that_cannot_be_read(proef: Proef, anna: Inlog) -> None:
    blad = nieuw(anna)
    for pad in (f"{blad.pad}/importeer", PAD):
        assert anna.kaal("POST", pad, data={"csrf": anna.csrf}).status_code == 415
        kop = {"content-type": "multipart/form-data; boundary=x"}
        for lijf in (
            b"",
            b"onzin",
            b"--x\r\n\r\n\r\n--x--",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--',
        ):
            assert anna.kaal("POST", pad, content=lijf, headers=kop).status_code == 400, lijf
    assert anna.kaal("POST", f"{blad.pad}/zet", json={}).status_code == 415
    assert _lees_in(blad, b"x" * 1_100_000).status_code == 413


# -- who may, and what goes wrong -----------------------------------------------------------------

FORMULIEREN = (
    *("zet", "wijzig", "weg", "schuif", "ongedaan", "opnieuw", "hernoem", "vertak"),
    *("herbaseer", "deel", "ontdeel", "verwijder", "importeer"),
)


def _post(inlog: Inlog, pad: str, velden: dict[str, str], **opties: Any) -> httpx2.Response:
    if pad.endswith("importeer") or pad == PAD:
        opties["files"] = {"leeg": ("", b"")}
    return inlog.kaal("POST", pad, data=velden, **opties)


def test_the_address_of_a_form_leads_back_to_its_page(anna: Inlog) -> None:
    blad = nieuw(anna)
    for naam in FORMULIEREN:
        antwoord = anna.kaal("GET", f"{blad.pad}/{naam}")
        eigen = naam == "verwijder"
        assert antwoord.status_code == (200 if eigen else 303), naam
        assert eigen or antwoord.headers["location"] == blad.pad
    assert anna.kaal("GET", f"{PAD}/onzin/zet").status_code == 404


@pytest.mark.parametrize("naam", FORMULIEREN)
def test_who_may_use_a_form(proef: Proef, anna: Inlog, naam: str) -> None:
    blad = nieuw(anna, ZET)
    velden = {"kenmerk": blad.kenmerk, "naam": "Overgenomen", **NIEUWE_ZET}
    ervoor = anna.kaal("GET", f"/v1{blad.pad}").json()
    bob, lies = log_in(proef, proef.token("bob")), log_in(proef, proef.token("lies"))
    assert _post(bob, f"{blad.pad}/{naam}", {**velden, "csrf": bob.csrf}).status_code == 404
    assert _post(lies, f"{blad.pad}/{naam}", {**velden, "csrf": lies.csrf}).status_code == 404
    lezer = log_in(proef, proef.token("anna", "lezer"))
    assert _post(lezer, f"{blad.pad}/{naam}", {**velden, "csrf": lezer.csrf}).status_code == 403
    vreemd = {"origin": "https://elders.example", "sec-fetch-site": "cross-site"}
    assert _post(anna, f"{blad.pad}/{naam}", {**velden, "csrf": anna.csrf}, headers=vreemd).status_code == 403
    zonder = _post(anna, f"{blad.pad}/{naam}", velden)
    assert zonder.status_code == 403 and "Controleer wat u invulde" in zonder.text
    assert anna.kaal("GET", f"/v1{blad.pad}").json() == ervoor


def test_a_reader_sees_no_forms_and_a_beheerder_those_of_others(proef: Proef, anna: Inlog) -> None:
    blad = nieuw(anna, ZET)
    lezer, beheer = log_in(proef, proef.token("anna", "lezer")), log_in(proef, proef.token("beheer"))
    gelezen = lezer.kaal("GET", blad.pad)
    assert gelezen.status_code == 200 and 'method="post" action="/scenarios' not in gelezen.text
    assert "Nieuw scenario" not in lezer.kaal("GET", PAD).text
    assert maak(lezer).status_code == 403
    assert Blad(beheer, blad.pad).gelukt("hernoem", {"naam": "Door beheer"})
    assert log_in(proef, proef.token("bob")).kaal("GET", blad.pad).status_code == 404


def test_the_second_of_two_is_told_and_can_do_it_after_all(proef: Proef, anna: Inlog, token: str) -> None:
    blad, tweede = nieuw(anna, ZET), log_in(proef, token)
    gezien = blad.kenmerk
    blad.gelukt("zet", {"soort": "hernoem", "sector": "VO", "van": "VO2001", "naam": "Eerder"})
    ingehaald = tweede.formulier(f"{blad.pad}/zet", {**NIEUWE_ZET, "gemeente": "Groningen", "kenmerk": gezien})
    assert ingehaald.status_code == 412
    tekst = kaal(ingehaald.text)
    assert "Nu geldt versie 2, gemaakt door anna, met 2 zetten" in tekst
    assert "Gemeente Groningen" in tekst and "Notitie Op verzoek" in tekst
    velden = verborgen_in(ingehaald.text)
    assert velden["kenmerk"] != gezien and len(blad.zetten) == 2
    weer = tweede.kaal("POST", f"{blad.pad}/zet", data=velden)
    assert weer.status_code == 303
    assert [zet["soort"] for zet in blad.zetten] == ["verplaats", "hernoem", "verplaats"]


def test_one_move_is_not_told_in_the_plural(anna: Inlog) -> None:
    blad = nieuw(anna, ZET)
    gezien = blad.kenmerk
    blad.gelukt("hernoem", {"naam": "Anders"})
    blad.gelukt("wijzig", {"nummer": "1", "notitie": "Later"})
    tekst = kaal(anna.formulier(f"{blad.pad}/zet", {**NIEUWE_ZET, "kenmerk": gezien}).text)
    assert "met 1 zet." in tekst and "1 zetten" not in tekst
    nieuw(anna, ZET)
    keuze = kaal(anna.kaal("GET", blad.pad).text)
    assert "januari 2026, 1 zet)" in keuze and "1 zetten" not in keuze


def test_a_move_that_shifted_is_found_and_one_that_is_gone_is_told(anna: Inlog) -> None:
    blad = nieuw(anna, ANDERE_ZET, ZET)
    gezien, velden = blad.kenmerk, blad.bij_zet("wijzig", {"nummer": "2", "notitie": "Nieuw"})
    blad.gelukt("weg", {"nummer": "1"})
    ingehaald = anna.formulier(f"{blad.pad}/wijzig", {**velden, "kenmerk": gezien})
    assert ingehaald.status_code == 412
    assert anna.kaal("POST", f"{blad.pad}/wijzig", data=verborgen_in(ingehaald.text)).status_code == 303
    assert [zet["notitie"] for zet in blad.zetten] == ["Nieuw"]
    weg = blad.stuur("wijzig", {**velden, "notitie": "Nog meer"})
    assert "Deze zet is er niet meer" in fouten_in(weg)["zetten"] and "Nog meer" in weg.text
    assert [zet["notitie"] for zet in blad.zetten] == ["Nieuw"]


def test_a_scenario_that_somebody_removed_keeps_what_was_typed(anna: Inlog) -> None:
    blad = nieuw(anna, ZET)
    velden = {**NIEUWE_ZET, "notitie": "Veel werk", "kenmerk": blad.kenmerk}
    blad.stuur("verwijder")
    weg = anna.formulier(f"{blad.pad}/zet", velden)
    assert weg.status_code == 404 and "intussen verwijderd" in weg.text and "Veel werk" in weg.text
    assert f'action="{blad.pad}' not in weg.text


def test_a_session_that_ended_keeps_what_was_typed(proef: Proef) -> None:
    geheim = proef.token("anna")
    oud = log_in(proef, geheim)
    blad = nieuw(oud, ZET)
    velden = {**NIEUWE_ZET, "notitie": "Lang werk <b>", "kenmerk": blad.kenmerk}
    assert oud.formulier("/uitloggen").status_code == 303
    uit = oud.formulier(f"{blad.pad}/zet", velden)
    assert uit.status_code == 403 and "Lang werk &lt;b&gt;" in uit.text and 'href="/inloggen"' in uit.text
    weer = log_in(proef, geheim)
    terug = weer.kaal("POST", f"{blad.pad}/zet", data=verborgen_in(uit.text))
    assert "opnieuw ingelogd" in " ".join(fouten_in(terug, 403).values())
    assert "Lang werk &lt;b&gt;" in terug.text and 'value="Tynaarlo"' in tag_van(terug.text, "zet-gemeente")
    blad = Blad(weer, blad.pad)
    assert len(blad.zetten) == 1
    andere = {**velden, "naar": "PO2203", "gemeente": "Groningen", "kenmerk": blad.kenmerk}
    assert weer.formulier(f"{blad.pad}/zet", andere).status_code == 303
    maak = proef.client.post(PAD, data={"naam": "Was ik kwijt"}, files={"leeg": ("", b"")})
    assert maak.status_code == 403 and "Was ik kwijt" in maak.text


def test_a_database_that_is_away_keeps_what_was_typed(
    maak_client: MaakClient, tmp_path: Path, token: str, proef: Proef
) -> None:
    url = f"sqlite:///{tmp_path / 'regio.db'}"
    engine = maak_database(url)
    weg = Proef(maak_client(database_url=url), engine)
    inlog = log_in(weg, weg.token("anna"))
    blad = nieuw(inlog, ANDERE_ZET)
    velden = {**NIEUWE_ZET, "kenmerk": blad.kenmerk, "notitie": "Bewaar mij"}
    with engine.begin() as verbinding:
        verbinding.execute(text("ALTER TABLE scenario_versie RENAME TO elders"))
    for naam in FORMULIEREN:
        antwoord = _post(inlog, f"{blad.pad}/{naam}", {**velden, "csrf": inlog.csrf})
        assert antwoord.status_code == 503, naam
        assert antwoord.headers["retry-after"] == "5" and "Bewaar mij" in antwoord.text
        assert "Probeer opnieuw" in antwoord.text
        assert "Het is niet zeker of uw wijziging is bewaard" in antwoord.text
        eerst = "Kijk eerst of het er al staat" in antwoord.text and 'href="/scenarios">Naar uw' in antwoord.text
        assert eerst == (naam == "vertak"), naam
    assert maak(inlog, naam="Ook bewaard").status_code == 503
    lezen = inlog.kaal("GET", blad.pad, headers={"accept": "text/html"})
    assert lezen.status_code == 503 and lezen.headers["retry-after"] == "5"
    antwoord = inlog.formulier(f"{blad.pad}/zet", velden)
    with engine.begin() as verbinding:
        verbinding.execute(text("ALTER TABLE elders RENAME TO scenario_versie"))
    assert inlog.kaal("POST", f"{blad.pad}/zet", data=verborgen_in(antwoord.text)).status_code == 303
    assert blad.zetten[1]["notitie"] == "Bewaar mij"
    engine.dispose()


def test_a_scenario_on_data_that_were_replaced(proef: Proef, anna: Inlog, token: str) -> None:
    wie = wie_heeft(proef.engine, token)
    assert isinstance(wie, Wie)
    niet_meer = {**ZET, "naar": "PO9999", "notitie": "", "aanname": False}
    oud = scenarios.maak(
        proef.engine, wie, "Oud", ("een-oude-editie", PEILDATUM), [{**ZET, "notitie": "", "aanname": False}, niet_meer]
    )
    blad = Blad(anna, f"{PAD}/{oud.id}")
    pagina = kaal(blad.lees())
    assert "De gegevens zijn vervangen" in pagina and "1 van de 2 zetten kan op de nieuwe gegevens niet meer" in pagina
    assert "PO9999 bestaat niet op 1 januari 2026" in pagina and "oude gegevens" in anna.kaal("GET", PAD).text
    # The regeling of the edition in use is not what this rests on.
    assert "Regeling die van de vervangen gegevens" in pagina and "versie van 23 april 2015" not in pagina
    assert "als u het scenario overzet" in pagina
    link = re.search(r"deel_[A-Za-z0-9_-]{43}", blad.stuur("deel").headers["set-cookie"])
    assert link is not None
    gedeeld = kaal(proef.client.get(f"{PAD}/gedeeld/{link[0]}").text)
    assert "als anna het scenario overzet" in gedeeld and "versie van 23 april 2015" not in gedeeld
    antwoord = blad.stuur("zet", NIEUWE_ZET)
    assert antwoord.status_code == 409 and "Zet het eerst over" in antwoord.text
    alles = blad.stuur("herbaseer")
    assert list(fouten_in(alles)) == ["zet-2"] and len(blad.zetten) == 2
    vergelijk = anna.kaal("GET", f"{blad.pad}/vergelijk")
    assert vergelijk.status_code == 409 and "vervangen" in vergelijk.text
    assert "rust nu op de nieuwste gegevens" in blad.gelukt("herbaseer", {"laatWeg": "ja"})
    assert len(blad.zetten) == 1 and "vervangen" not in blad.lees()
    assert "Regeling versie van 23 april 2015" in kaal(blad.lees())
