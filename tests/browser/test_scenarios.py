"""The pages about scenarios in Chromium: the whole story without scripts, by keyboard, on a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from regio.opslag import gebruikers
from regio.stand.stand import Stand
from tests.api.scenarioproef import maak_database
from tests.browser.bezoek import Bezoek, bezoek_aan, dienst_over

pytestmark = pytest.mark.browser
ZONDER = {"java_script_enabled": False, "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> str:
    """That of anna, in the database of the service below."""
    engine = maak_database(f"sqlite:///{_map(tmp_path_factory) / 'regio.db'}")
    geheim = gebruikers.maak_token(engine, "anna")
    engine.dispose()
    return geheim


@pytest.fixture(scope="module")
def dienst(stand: Stand, token: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service with a database of users."""
    with dienst_over(stand, _map(tmp_path_factory)) as adres:
        yield adres


def _map(fabriek: pytest.TempPathFactory) -> Path:
    map_ = fabriek.getbasetemp() / "scenariodienst"
    map_.mkdir(exist_ok=True)
    return map_


def _log_in(pagina: Page, dienst: str, token: str) -> None:
    pagina.goto(f"{dienst}/scenarios")
    pagina.get_by_role("link", name="Inloggen", exact=True).click()
    pagina.get_by_label("Token").fill(token)
    pagina.get_by_role("button", name="Inloggen").click()
    expect(pagina.get_by_role("heading", name="Mijn scenario’s")).to_be_visible()


def _maak(pagina: Page, naam: str, voorbeeld: str = "") -> str:
    """Make a scenario; gives its address."""
    pagina.goto(f"{pagina.url.split('/scenarios')[0]}/scenarios")
    pagina.get_by_label("Naam", exact=True).fill(naam)
    pagina.get_by_label("Peildatum").fill("" if voorbeeld else "2026-01-01")
    pagina.get_by_label("Beginnen met een voorbeeld").select_option(voorbeeld)
    pagina.get_by_role("button", name="Maak scenario").click()
    expect(pagina.get_by_role("status").first).to_have_text("Het scenario is gemaakt.")
    return pagina.url.partition("?")[0]


def _vul_zet(pagina: Page, gemeente: str, naar: str, notitie: str = "") -> None:
    vorm = pagina.locator("#zet")
    vorm.get_by_role("radio", name="Grond verplaatsen").check()
    vorm.get_by_role("radio", name="PO, basisonderwijs").check()
    # With scripts the labels say what they mean for the kind of move.
    vorm.locator("#zet-gemeente").fill(gemeente)
    vorm.locator("#zet-naar").fill(naar)
    vorm.get_by_label("Notitie").fill(notitie)
    vorm.get_by_role("button", name="Voeg toe").click()


def _melding(pagina: Page, tekst: str) -> None:
    expect(pagina.locator(".melding[role=status]")).to_have_text(tekst)


def test_the_whole_story_without_scripts(browser: Browser, dienst: str, token: str) -> None:
    with bezoek_aan(browser, dienst, **ZONDER) as bezoek:
        pagina = bezoek.pagina
        _log_in(pagina, dienst, token)
        adres = _maak(pagina, "Tynaarlo bij Drenthe")
        _vul_zet(pagina, "Tynaarlo", "PO2203", "Op verzoek van de raad")
        _melding(pagina, "De zet is toegevoegd.")
        expect(pagina.locator("#zetten > li")).to_have_count(1)
        expect(pagina.locator("#zet-1")).to_contain_text("gemeente Tynaarlo (GM1730) gaat naar")
        expect(pagina.locator("#gevolgen")).to_contain_text("PO2203")
        _vul_zet(pagina, "Tynarlo", "PO2203", "Typefout")
        expect(pagina.get_by_role("alert")).to_contain_text("Geen gemeente met deze naam")
        expect(pagina.locator("#zet").get_by_label("Gemeente", exact=True)).to_have_value("Tynarlo")
        expect(pagina.locator("#zet").get_by_label("Notitie")).to_have_value("Typefout")
        bezoek.fouten.clear()  # the 400 of the page itself
        pagina.goto(adres)
        pagina.locator("#zet-1 summary").click()
        pagina.locator("#wijzig-1").get_by_label("Dit is een aanname").check()
        pagina.locator("#wijzig-1").get_by_role("button").click()
        _melding(pagina, "De zet is gewijzigd.")
        expect(pagina.locator("#zet-1 .aanname")).to_be_visible()
        pagina.get_by_role("button", name="Maak ongedaan").click()
        _melding(pagina, "De laatste wijziging is ongedaan gemaakt.")
        expect(pagina.locator("#zet-1 .aanname")).to_have_count(0)
        pagina.get_by_role("button", name="Doe opnieuw").click()
        expect(pagina.locator("#zet-1 .aanname")).to_be_visible()
        pagina.get_by_role("link", name="Vergelijk met versie 2").click()
        expect(pagina.get_by_role("heading", level=1)).to_have_text("Twee scenario’s naast elkaar")
        pagina.get_by_role("link", name="Terug naar").click()
        _deel_en_lees(browser, pagina)
        _lees_in(bezoek)
        pagina.goto(adres)
        pagina.get_by_role("link", name="Dit scenario verwijderen").click()
        pagina.get_by_role("button", name="Ja, verwijder").click()
        _melding(pagina, "Het scenario is verwijderd.")


def _deel_en_lees(browser: Browser, pagina: Page) -> None:
    """Share it, read it as somebody else, and revoke the link."""
    pagina.get_by_role("button", name="Maak een link").click()
    link = pagina.locator("#deellink").input_value()
    assert re.search(r"/scenarios/gedeeld/deel_[A-Za-z0-9_-]{43}$", link)
    pad = link.partition("/scenarios")[2]
    hier = pagina.url.partition("/scenarios")[0]
    pagina.reload()
    expect(pagina.locator("#deellink")).to_have_count(0)
    with bezoek_aan(browser, f"{hier}/scenarios{pad}", **ZONDER) as gast:
        expect(gast.pagina.get_by_role("heading", level=1)).to_have_text("Tynaarlo bij Drenthe")
        expect(gast.pagina.locator("main form[method=post]")).to_have_count(0)
        pagina.get_by_role("button", name="Trek de link in").click()
        _melding(pagina, "De link is ingetrokken. Hij werkt niet meer.")
        gast.pagina.reload()
        expect(gast.pagina.locator("main")).to_contain_text("Vraag een nieuwe aan")
        gast.fouten.clear()  # the 404 of the page itself


def _lees_in(bezoek: Bezoek) -> None:
    """A file with a mistake comes back as text, and goes in once that is mended."""
    pagina = bezoek.pagina
    pagina.get_by_text("Zetten inlezen uit een bestand").click()
    inhoud = b"zet,soort,sector,code,naam\n1,hernoem,VO,VO2001,Proefnaam\n2,hernoem,VO,VO9999,Weg\n"
    bestand = FilePayload(name="zetten.csv", mimeType="text/csv", buffer=inhoud)
    pagina.locator("#importeer-bestand").set_input_files(bestand)
    pagina.get_by_role("button", name="Lees in").click()
    expect(pagina.get_by_role("alert")).to_contain_text("Regel 3:")
    tekst = pagina.locator("#importeer-csv")
    expect(tekst).to_have_value(inhoud.decode())
    tekst.fill(inhoud.decode().rsplit("2,", 1)[0])
    pagina.get_by_role("button", name="Lees in").click()
    _melding(pagina, "De zetten uit het bestand staan in het scenario.")
    expect(pagina.locator("#zetten > li")).to_have_count(2)
    bezoek.fouten.clear()  # the 400 of the page itself


def test_two_people_and_a_session_that_ended(browser: Browser, dienst: str, token: str) -> None:
    with bezoek_aan(browser, dienst, **ZONDER) as bezoek:
        een = bezoek.pagina
        _log_in(een, dienst, token)
        adres = _maak(een, "Met z’n tweeën")
        twee = een.context.new_page()
        twee.goto(adres)
        _vul_zet(een, "Tynaarlo", "PO2203")
        _vul_zet(twee, "Groningen", "PO2203", "Ik was later")
        expect(twee.get_by_role("heading", level=1)).to_have_text("Dit scenario is intussen gewijzigd")
        expect(twee.locator(".getypt")).to_contain_text("Ik was later")
        twee.get_by_role("button", name="Doe dit op versie 2").click()
        expect(twee.locator("#zetten > li")).to_have_count(2)
        een.goto(adres)
        twee.get_by_role("button", name="Uitloggen").click()
        _vul_zet(een, "Assen", "PO2203", "Lang werk")
        expect(een.get_by_role("heading", level=1)).to_have_text("U bent niet meer ingelogd")
        expect(een.locator(".getypt")).to_contain_text("Lang werk")
        _log_in(twee, dienst, token)
        een.get_by_role("button", name="Ga verder").click()
        expect(een.get_by_role("alert")).to_contain_text("Controleer wat u invulde")
        expect(een.locator("#zet").get_by_label("Notitie")).to_have_value("Lang werk")
        een.locator("#zet").get_by_role("button", name="Voeg toe").click()
        expect(een.locator("#zetten > li")).to_have_count(3)
        bezoek.fouten.clear()  # the 412 and 403 of the pages themselves


def test_a_scenario_by_keyboard_alone(browser: Browser, dienst: str, token: str) -> None:
    with bezoek_aan(browser, dienst, **ZONDER) as bezoek:
        pagina = bezoek.pagina
        _log_in(pagina, dienst, token)
        _tab_naar(pagina, "#maak-naam")
        pagina.keyboard.type("Met toetsen")
        pagina.keyboard.press("Enter")
        _melding(pagina, "Het scenario is gemaakt.")
        _tab_naar(pagina, "#zet input[name=soort]")
        _tab_naar(pagina, "#zet input[name=sector]")
        pagina.keyboard.press("Space")
        _tab_naar(pagina, "#zet-gemeente")
        pagina.keyboard.type("Tynarlo")
        _tab_naar(pagina, "#zet-naar")
        pagina.keyboard.type("PO2203")
        _tab_naar(pagina, "#zet button.hoofd")
        pagina.keyboard.press("Enter")
        expect(pagina.locator("#fouten")).to_be_focused()
        pagina.keyboard.press("Tab")
        pagina.keyboard.press("Enter")
        expect(pagina.locator("#zet-gemeente")).to_be_focused()
        pagina.keyboard.press("Control+A")
        pagina.keyboard.type("Tynaarlo")
        _tab_naar(pagina, "#zet button.hoofd")
        pagina.keyboard.press("Enter")
        expect(pagina.locator("#zetten > li")).to_have_count(1)
        _tab_naar(pagina, "#zet-1 summary")
        pagina.keyboard.press("Enter")
        _tab_naar(pagina, "#weg-1 button")
        pagina.keyboard.press("Enter")
        _melding(pagina, "De zet is weggehaald.")
        bezoek.fouten.clear()  # the 400 of the page itself


def test_a_move_is_changed_and_shoved_by_keyboard(browser: Browser, dienst: str, token: str) -> None:
    with bezoek_aan(browser, dienst, viewport={"width": 375, "height": 800}) as bezoek:
        pagina = bezoek.pagina
        _log_in(pagina, dienst, token)
        _maak(pagina, "Anders", "weesp-2022")
        _vul_zet(pagina, "Tynaarlo", "PO2203", "Op verzoek")
        expect(pagina.locator("#zetten > li")).to_have_count(2)
        # What was typed for a new move waits there while another is changed.
        pagina.locator("#zet-notitie").fill("Later nog")
        _tab_naar(pagina, "#zet-2 summary")
        pagina.keyboard.press("Enter")
        _tab_naar(pagina, "#zet-2 details a")
        pagina.keyboard.press("Enter")
        expect(pagina.locator("#nieuw-kop")).to_have_text("Zet 2 wijzigen")
        expect(pagina.locator("#zet-gemeente")).to_have_value("Tynaarlo (GM1730)")
        expect(pagina.locator("#zet-notitie")).to_have_value("Op verzoek")
        expect(pagina.locator("#proef")).to_contain_text("Als u de zet zo wijzigt")
        _tab_naar(pagina, "#zet-naar")
        pagina.keyboard.press("Control+A")
        pagina.keyboard.type("PO2001")
        expect(pagina.locator("#proef .proefverbanden")).to_contain_text("PO2001")
        assert bezoek.axe() == []
        _tab_naar(pagina, "#zet button.hoofd")
        pagina.keyboard.press("Enter")
        _melding(pagina, "De zet is gewijzigd.")
        expect(pagina.locator("#zet-2")).to_contain_text("PO2001")
        expect(pagina.locator("#zet-notitie")).to_have_value("Later nog")
        _tab_naar(pagina, "#zet-2 summary")
        pagina.keyboard.press("Enter")
        _tab_naar(pagina, "#zet-2 form[action$=schuif] button")
        pagina.keyboard.press("Enter")
        _melding(pagina, "De zet is verschoven.")
        expect(pagina.locator("#zet-1")).to_contain_text("Tynaarlo")
        expect(pagina.locator("#gedaan")).to_be_focused()


def _tab_naar(pagina: Page, keuze: str) -> None:
    """Press Tab until an element has the focus; its focus is seen."""
    for _ in range(150):
        pagina.keyboard.press("Tab")
        if pagina.evaluate("keuze => document.activeElement.matches(keuze)", keuze):
            assert pagina.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"{keuze} is not reached by Tab")


_KLEIN = """alle => alle.map(e => [e.getBoundingClientRect().height, e.outerHTML.slice(0, 90)])
    .filter(([hoog]) => hoog && hoog < 24)"""
_DOELEN = "main a, main button, main select, main summary, main textarea, main input:not([type=radio], [type=checkbox])"


@pytest.mark.parametrize("breedte", [1280, 320])
def test_axe_finds_nothing_and_nothing_overflows(browser: Browser, dienst: str, token: str, breedte: int) -> None:
    with bezoek_aan(browser, dienst, viewport={"width": breedte, "height": 800}) as bezoek:
        pagina = bezoek.pagina
        _log_in(pagina, dienst, token)
        adres = _maak(pagina, f"Op {breedte}", "weesp-2022")
        _vul_zet(pagina, "Tynaarlo", "PO2203", "Notitie " * 20)
        expect(pagina.locator("#zetten > li")).to_have_count(2)
        _vul_zet(pagina, "Tynarlo", "", "Fout")
        expect(pagina.get_by_role("alert")).to_be_visible()
        _keur(bezoek, "a form with mistakes", breedte)
        delen = ("", "?versie=1", "?minstePo=x", "/vergelijk?metVersie=1", "/verwijder")
        open_ = ("", "/voorbeelden/tynaarlo-heel", "/voorbeelden/vo2502-vo2512")
        for pad in [*(f"{adres}{deel}" for deel in delen), *(f"{dienst}/scenarios{deel}" for deel in open_)]:
            pagina.goto(pad)
            for uitklap in pagina.locator("main details:not([open]) > summary").all():
                if uitklap.is_visible():
                    uitklap.click()
            _keur(bezoek, pad, breedte)


def _keur(bezoek: Bezoek, waar: str, breedte: int) -> None:
    assert bezoek.axe() == [], waar
    assert bezoek.pagina.evaluate("document.documentElement.scrollWidth") <= breedte, waar
    assert bezoek.pagina.locator(_DOELEN).evaluate_all(_KLEIN) == [], waar
    bezoek.fouten.clear()  # the 400 of a page itself


def test_moves_and_effects_are_on_paper_and_the_forms_are_not(browser: Browser, dienst: str, token: str) -> None:
    with bezoek_aan(browser, dienst, **ZONDER) as bezoek:
        pagina = bezoek.pagina
        _log_in(pagina, dienst, token)
        _maak(pagina, "Op papier", "weesp-2022")
        bezoek.fouten.clear()  # Chromium's advice about the form to sign in
        pagina.emulate_media(media="print")
        for keuze in ("h1", "#zet-1 .zetzin", "#gevolgen h2", "#versies"):
            expect(pagina.locator(keuze)).to_be_visible()
        for keuze in ("#zet", "#nieuw-kop", ".terug", ".downloads", "#deel", ".kop"):
            expect(pagina.locator(keuze).first).to_be_hidden()


def test_nothing_is_asked_elsewhere(browser: Browser, dienst: str, token: str) -> None:
    with bezoek_aan(browser, dienst, **ZONDER) as bezoek:
        _log_in(bezoek.pagina, dienst, token)
        _maak(bezoek.pagina, "Alleen hier", "haaren-2021")
        bezoek.pagina.wait_for_load_state("networkidle")
        bezoek.fouten.clear()  # Chromium's advice about the form to sign in
        assert all(verzoek.url.startswith(dienst) for verzoek in bezoek.gevraagd)
        assert "script" not in {verzoek.resource_type for verzoek in bezoek.gevraagd}
