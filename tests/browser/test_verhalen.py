"""Two users from beginning to end in Chromium: a gemeente that asks for another border, and the ministry that decides.

The second story is told with the keyboard alone. axe looks at every page of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import icalendar
import openpyxl
import pyogrio
import pytest
from playwright.sync_api import Browser, Page, expect

from regio.opslag import gebruikers
from regio.stand.stand import Stand
from tests.api.scenarioproef import maak_database
from tests.browser.bezoek import Bezoek, dienst_over
from tests.browser.verhaal import Dienst, Toetsen, Verzoek, haal, keur, kop, lees_csv, log_in, melding, op_bezoek

pytestmark = pytest.mark.browser
GEMEENTE, MINISTERIE = "gemeente-tynaarlo", "ocw"
VOORBEELD = "Tynaarlo heel, in één verband VO"
NOTITIE = "De gemeenteraad vroeg hierom op 3 november 2026."
REDEN = "De gemeente overlegt nu met twee verbanden VO. Met één verband kan het sneller."
BESLUIT = "De hele gemeente komt bij VO2201."


@pytest.fixture(scope="module")
def dienst(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """The service, with both users."""
    map_ = tmp_path_factory.mktemp("verhalen")
    engine = maak_database(f"sqlite:///{map_ / 'regio.db'}")
    gebruikers.maak_gebruiker(engine, GEMEENTE, "bewerker")
    gebruikers.maak_gebruiker(engine, MINISTERIE, "beheerder")
    with dienst_over(stand, map_) as adres:
        yield Dienst(adres, engine)
    engine.dispose()


# -- the gemeente ---------------------------------------------------------------------------------


def test_a_gemeente_looks_up_its_tables_and_takes_them_along(browser: Browser, dienst: Dienst, tmp_path: Path) -> None:
    with op_bezoek(browser, dienst.adres) as bezoek:
        pagina = bezoek.pagina
        bezoek.zoek("9471 RM")
        expect(pagina.locator("#uitkomst-kop")).to_contain_text("9471")
        expect(pagina.locator("#antwoord")).to_contain_text("VO2001")
        keur(bezoek, "the answer", telefoon=True)
        pagina.get_by_role("link", name="Wie overlegt met wie?").click()
        kop(pagina, "Wie overlegt met wie?")
        keur(bezoek, "overleg")
        pagina.get_by_label("Gemeente of samenwerkingsverband").fill("Tynaarlo")
        pagina.get_by_role("button", name="Toon het overleg").click()
        kop(pagina, "Overleg passend onderwijs: gemeente Tynaarlo")
        _op_de_pagina_van_de_gemeente(pagina)
        keur(bezoek, "gemeente", telefoon=True)
        _bestanden_van_de_gemeente(pagina, tmp_path)


def _op_de_pagina_van_de_gemeente(pagina: Page) -> None:
    """Its tables with the others at them and a map, and its regions."""
    assert "/gemeenten/GM1730" in pagina.url
    for code, ander in (("PO2201", "Assen"), ("VO2001", "Groningen"), ("VO2201", "Assen")):
        expect(pagina.locator(f"table[data-tafel={code}]")).to_contain_text(ander)
        expect(pagina.get_by_role("img", name=f"Kaart van Samenwerkingsverband {code}")).to_be_visible()
    for regio in ("Jeugdregio", "RMC-regio"):
        expect(pagina.get_by_role("heading", level=3, name=re.compile(f"^{regio}")).first).to_be_visible()
    expect(pagina.locator("#samenloop tbody tr").first).to_be_visible()


def _bestanden_van_de_gemeente(pagina: Page, map_: Path) -> None:
    """Every file opens and is about this gemeente."""
    knop = pagina.locator(".downloads a")
    boek = openpyxl.load_workbook(haal(pagina, knop.filter(has_text="Excel").click, map_))
    cellen = {cel for blad in boek for rij in blad.iter_rows(values_only=True) for cel in rij}
    assert {"GM1730", "VO2001", "VO2201"} <= cellen
    rijen = lees_csv(haal(pagina, knop.filter(has_text="CSV").click, map_))
    assert {"GM1730", "VO2001", "VO2201"} <= {cel for rij in rijen for cel in rij.values()}
    inhoud = haal(pagina, knop.filter(has_text="agenda").click, map_).read_bytes()
    dagen = [een.decoded("dtstart") for een in icalendar.Calendar.from_ical(inhoud).walk("VEVENT")]
    assert dagen and all(dag >= date(2026, 1, 1) for dag in dagen)


def test_a_gemeente_tests_a_herindeling(browser: Browser, dienst: Dienst, tmp_path: Path) -> None:
    with op_bezoek(browser, f"{dienst.adres}/gemeenten/GM1730") as bezoek:
        pagina = bezoek.pagina
        pagina.get_by_role("link", name="Herindelingen", exact=True).click()
        kop(pagina, "Herindelingen en hun gevolgen")
        pagina.get_by_text("Toets een herindeling die er nog niet is").click()
        keur(bezoek, "herindelingen", telefoon=True)
        pagina.get_by_label("Gemeenten die helemaal meegaan").fill("Wijdemeren, Hilversum")
        pagina.get_by_label("Hoe de gemeente daarna heet").fill("Hilversum")
        pagina.get_by_label("Op welke dag").fill("2027-01-01")
        pagina.get_by_role("button", name="Toets", exact=True).click()
        kop(pagina, "Toets: Hilversum op 1 januari 2027")
        expect(pagina.locator(".conclusie")).to_contain_text("VO: Hilversum ligt dan in")
        keur(bezoek, "test of a herindeling", telefoon=True)
        rijen = lees_csv(haal(pagina, pagina.get_by_role("link", name="Zetten als CSV").first.click, tmp_path))
        assert {rij["soort"] for rij in rijen} >= {"herindeel"}


@pytest.fixture(scope="module")
def verzoek(browser: Browser, dienst: Dienst) -> Verzoek:
    """The gemeente signs in, makes a scenario from an example, and hands it in; all in the browser."""
    with op_bezoek(browser, f"{dienst.adres}/scenarios") as bezoek:
        pagina = bezoek.pagina
        keur(bezoek, "scenarios, not signed in", telefoon=True)
        pagina.get_by_role("link", name=VOORBEELD).click()
        kop(pagina, VOORBEELD)
        keur(bezoek, "example")
        pagina.get_by_role("link", name="Log in om dit over te nemen").click()
        keur(bezoek, "sign in", telefoon=True)
        log_in(pagina, dienst.token(GEMEENTE))
        pagina.get_by_role("button", name="Neem over als eigen scenario").click()
        melding(pagina, "Het scenario is gemaakt.")
        expect(pagina.locator("#zet-1 .aanname")).to_be_visible()
        expect(pagina.locator("#gevolgen")).to_contain_text("VO2201")
        bezoek.kaart()
        pagina.locator("#zet-1 summary").click()
        pagina.locator("#wijzig-1").get_by_label("Notitie").fill(NOTITIE)
        pagina.locator("#wijzig-1").get_by_role("button").click()
        melding(pagina, "De zet is gewijzigd.")
        bezoek.kaart()
        keur(bezoek, "its scenario", telefoon=True)
        scenario = pagina.url.partition("?")[0]
        pagina.get_by_role("link", name="Dien dit scenario in").click()
        _vul_verzoek(bezoek)
        return Verzoek(pagina.url.partition("?")[0], scenario)


def _vul_verzoek(bezoek: Bezoek) -> None:
    """Who asks, why, and who supports it."""
    pagina = bezoek.pagina
    kop(pagina, "Verzoek tot grenswijziging")
    pagina.get_by_label("Wie vraagt dit?").fill("Gemeente Tynaarlo")
    pagina.get_by_label("Waarom?").fill(REDEN)
    verband = pagina.get_by_role("group", name=re.compile("VO2201"))
    verband.get_by_label("Standpunt").select_option("steunt")
    verband.get_by_label("Toelichting").fill("Brief van 10 november 2026.")
    tegen = pagina.get_by_role("group", name=re.compile("VO2001"))
    tegen.get_by_label("Standpunt").select_option("steunt-niet")
    keur(bezoek, "handing in", telefoon=True)
    pagina.get_by_role("button", name="Dien het verzoek in").click()
    expect(pagina.locator(".melding[role=status]")).to_be_visible()


def test_what_a_gemeente_handed_in_is_in_its_list(browser: Browser, dienst: Dienst, verzoek: Verzoek) -> None:
    with op_bezoek(browser, f"{dienst.adres}/inloggen?naar=/verzoeken") as bezoek:
        pagina = bezoek.pagina
        log_in(pagina, dienst.token(GEMEENTE))
        kop(pagina, "Verzoeken tot grenswijziging")
        rij = pagina.get_by_role("row", name=re.compile(VOORBEELD))
        expect(rij).to_contain_text("Gemeente Tynaarlo")
        expect(rij).to_contain_text("Ingediend")
        keur(bezoek, "its requests", telefoon=True)
        rij.get_by_role("link").click()
        expect(pagina).to_have_url(verzoek.adres)
        for tekst in (REDEN, NOTITIE, "Brief van 10 november 2026."):
            expect(pagina.locator("main")).to_contain_text(tekst)
        expect(pagina.locator(".steun li").filter(has_text="VO2201").locator(".label")).to_have_text("Steunt dit")
        keur(bezoek, "its request", telefoon=True)


# -- the ministry, by keyboard alone --------------------------------------------------------------


def test_the_ministry_weighs_and_decides_by_keyboard_alone(
    browser: Browser, dienst: Dienst, verzoek: Verzoek, tmp_path: Path
) -> None:
    with op_bezoek(browser, f"{dienst.adres}/scenarios") as bezoek:
        toetsen = Toetsen(bezoek.pagina)
        _open_het_dossier(bezoek, toetsen, dienst, verzoek)
        _vertak(bezoek, toetsen, verzoek)
        _stel_een_zet_samen(bezoek, toetsen)
        _terug_en_weer_vooruit(bezoek, toetsen)
        _lees_terug(bezoek, toetsen, _neem_mee(bezoek, toetsen, tmp_path))
        _deel(browser, bezoek, toetsen)
        _besluit(bezoek, toetsen, verzoek)
    _de_gemeente_ziet_het(browser, dienst, verzoek)


def _open_het_dossier(bezoek: Bezoek, toetsen: Toetsen, dienst: Dienst, verzoek: Verzoek) -> None:
    """Sign in, find the request, and take it in hand."""
    pagina = bezoek.pagina
    toetsen.druk("main a[href^='/inloggen']")
    kop(pagina, "Inloggen")
    toetsen.typ("#token", dienst.token(MINISTERIE))
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("banner")).to_contain_text(f"Ingelogd als {MINISTERIE} (beheerder)")
    toetsen.druk("main a[href='/verzoeken']")
    expect(pagina.locator("caption")).to_contain_text("Alle verzoeken")
    keur(bezoek, "all requests")
    toetsen.druk(f"a[href='{verzoek.pad}']")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text(VOORBEELD)
    toetsen.druk("#in-behandeling button")
    expect(pagina.locator("#besluit")).to_be_visible()
    keur(bezoek, "dossier", telefoon=True)


def _vertak(bezoek: Bezoek, toetsen: Toetsen, verzoek: Verzoek) -> None:
    """From the scenario of the gemeente one of their own."""
    pagina = bezoek.pagina
    toetsen.druk("main dd a[href^='/scenarios/']")
    expect(pagina).to_have_url(verzoek.scenario)
    bezoek.kaart()
    toetsen.druk("details:has(#vertak) summary")
    toetsen.typ("#vertak-naam", "Tegenvoorstel OCW")
    pagina.keyboard.press("Enter")
    melding(pagina, "Dit is het nieuwe scenario. Het oude is niet veranderd.")
    kop(pagina, "Tegenvoorstel OCW")
    expect(pagina.locator("#zet-1 .notitie")).to_contain_text(NOTITIE)
    bezoek.kaart()


def _stel_een_zet_samen(bezoek: Bezoek, toetsen: Toetsen) -> None:
    """With Tab, arrows and Enter alone: another gemeente to the SWV of the middle of the map."""
    pagina = bezoek.pagina
    toetsen.druk("[name=sector]", "ArrowRight")
    expect(pagina.locator("[name=sector][value=VO]")).to_be_checked()
    toetsen.naar("#doek", "Shift+Tab")
    midden = _wijs_aan(pagina)
    toetsen.druk("#aangewezen button:last-of-type")
    naar = pagina.locator("#zet-naar").input_value()
    assert naar in midden and naar.startswith("VO")
    toetsen.naar("#doek", "Shift+Tab")
    while naar in midden:
        pagina.keyboard.press("ArrowDown")
        midden = _wijs_aan(pagina)
    gemeente = pagina.locator("#zet-gemeente").input_value()
    assert gemeente in midden
    proef = pagina.locator("#proef")
    expect(proef).to_contain_text("Als u deze zet toevoegt")
    expect(proef).to_contain_text(naar)
    keur(bezoek, "a move on trial", telefoon=True)
    toetsen.typ("#zet-notitie", "Alternatief van OCW.")
    toetsen.druk("#zet button.hoofd")
    melding(pagina, "De zet is toegevoegd.")
    expect(pagina.locator("#zet-2")).to_contain_text(gemeente)
    expect(pagina.locator("#zet-2")).to_contain_text(naar)
    bezoek.kaart()


def _wijs_aan(pagina: Page) -> str:
    """What the page says of the middle of the map, on which the focus is."""
    bericht = pagina.locator("#kaartbericht")
    pagina.keyboard.press("Enter")
    expect(bericht).not_to_have_text("Even kijken wat daar ligt.")
    expect(bericht).to_contain_text("U wees aan")
    return bericht.inner_text()


def _terug_en_weer_vooruit(bezoek: Bezoek, toetsen: Toetsen) -> None:
    """Undo, redo, and beside the first version."""
    pagina = bezoek.pagina
    toetsen.druk("#ongedaan button")
    melding(pagina, "De laatste wijziging is ongedaan gemaakt.")
    expect(pagina.locator("#zetten > li")).to_have_count(1)
    bezoek.kaart()
    toetsen.druk("#opnieuw button")
    melding(pagina, "De wijziging is opnieuw gedaan.")
    expect(pagina.locator("#zetten > li")).to_have_count(2)
    bezoek.kaart()
    toetsen.druk("#versies a[href$='vergelijk?metVersie=1']")
    kop(pagina, "Twee scenario’s naast elkaar")
    expect(pagina.locator(".tweeluik li")).to_have_count(3)
    expect(pagina.locator("#verschil-kop ~ .tabelvak, .gevolgen table").first).to_be_visible()
    keur(bezoek, "beside the first version", telefoon=True)
    toetsen.druk(".terug a")
    kop(pagina, "Tegenvoorstel OCW")
    bezoek.kaart()


def _neem_mee(bezoek: Bezoek, toetsen: Toetsen, map_: Path) -> Path:
    """Every file opens; the CSV with the moves is what comes back."""
    pagina = bezoek.pagina
    zetten = toetsen.haal(".downloads a[href$='/zetten.csv']", map_)
    boek = openpyxl.load_workbook(toetsen.haal(".downloads a[href$='/bijlage.xlsx']", map_), read_only=True)
    assert sum(blad.max_row or 0 for blad in boek) > 4_000
    kaart = toetsen.haal(".downloads a[href$='/scenario.gpkg']", map_)
    lagen = {str(naam) for naam, _ in pyogrio.list_layers(kaart)}
    assert {"samenwerkingsverbanden_vo", "wijzigingen"} <= lagen
    assert pyogrio.read_info(kaart, layer="wijzigingen")["features"] > 0
    adres = pagina.url
    toetsen.druk(".downloads a[href$='/rapport']")
    kop(pagina, "Scenario: Tegenvoorstel OCW")
    expect(pagina.locator("main")).to_contain_text("Alternatief van OCW.")
    keur(bezoek, "report", telefoon=True)
    pagina.goto(adres)
    bezoek.kaart()
    return zetten


def _lees_terug(bezoek: Bezoek, toetsen: Toetsen, zetten: Path) -> None:
    """A new scenario from the CSV has the same moves."""
    pagina = bezoek.pagina
    was = [zet.inner_text() for zet in pagina.locator("#zetten .zetzin, #zetten .notitie").all()]
    toetsen.druk(".terug a")
    kop(pagina, re.compile("^Scenario’s"))
    keur(bezoek, "its scenarios")
    toetsen.typ("#maak-naam", "Teruggelezen")
    toetsen.typ("#maak-peildatum", "01012013")
    toetsen.druk("details:has(#maak-bestand) summary")
    toetsen.naar("#maak-bestand")
    # The window to choose a file in is one of the system, not of the page.
    pagina.locator("#maak-bestand:focus").set_input_files(zetten)
    toetsen.druk("#maak button.hoofd")
    melding(pagina, "Het scenario is gemaakt.")
    assert [zet.inner_text() for zet in pagina.locator("#zetten .zetzin, #zetten .notitie").all()] == was
    bezoek.kaart()
    keur(bezoek, "read back")


def _deel(browser: Browser, bezoek: Bezoek, toetsen: Toetsen) -> None:
    """Whoever has the link reads, until it is revoked."""
    pagina = bezoek.pagina
    toetsen.druk("#deel button")
    melding(pagina, "De link is gemaakt. Wie hem heeft, kan dit scenario lezen.")
    link = pagina.locator("#deellink").input_value()
    with op_bezoek(browser, link) as gast:
        kop(gast.pagina, "Teruggelezen")
        gast.kaart()
        expect(gast.pagina.locator("main form[method=post]")).to_have_count(0)
        keur(gast, "shared", telefoon=True)
        toetsen.druk("form[action$='/ontdeel'] button")
        melding(pagina, "De link is ingetrokken. Hij werkt niet meer.")
        antwoord = gast.pagina.reload()
        assert antwoord is not None and antwoord.status == 404
        expect(gast.pagina.locator("main")).to_contain_text("Vraag een nieuwe aan")
        keur(gast, "revoked")


def _besluit(bezoek: Bezoek, toetsen: Toetsen, verzoek: Verzoek) -> None:
    """What OCW decided, on the request."""
    pagina = bezoek.pagina
    bezoek.kaart()
    toetsen.druk("#indienen a[href='/verzoeken']")
    kop(pagina, "Verzoeken tot grenswijziging")
    toetsen.druk(f"a[href='{verzoek.pad}']")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text(VOORBEELD)
    toetsen.kies("#besluit-uitkomst", "toegewezen")
    toetsen.typ("#besluit-tekst", BESLUIT)
    toetsen.druk("#besluit button")
    expect(pagina.locator(".verloop")).to_contain_text(BESLUIT)
    expect(pagina.locator("#besluit")).to_have_count(0)
    keur(bezoek, "decided", telefoon=True)


def _de_gemeente_ziet_het(browser: Browser, dienst: Dienst, verzoek: Verzoek) -> None:
    with op_bezoek(browser, f"{dienst.adres}/inloggen?naar={verzoek.pad}") as bezoek:
        log_in(bezoek.pagina, dienst.token(GEMEENTE))
        expect(bezoek.pagina.locator("dl .label")).to_have_text("Toegewezen")
        expect(bezoek.pagina.locator(".verloop")).to_contain_text(BESLUIT)
        expect(bezoek.pagina.locator("main form")).to_have_count(0)
        keur(bezoek, "what the gemeente sees of it", telefoon=True)
