"""The page in Chromium: by keyboard, without scripts, with every other host blocked, and with axe."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from api.app import maak_app
from regio.adressen import GeenGeocoder
from regio.instellingen import Instellingen
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong

CHROMIUM = "/usr/bin/chromium"
# Names other than 127.0.0.1 do not resolve in this browser.
VLAGGEN = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
AXE_REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def basis(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service over the real facts."""
    map_ = tmp_path_factory.mktemp("dienst")
    houder = Standhouder(map_, stand)
    app = maak_app(Instellingen(var=map_, geocoder="geen", limiet=10_000), houder=houder, geocoder=GeenGeocoder())
    dienst = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    with socket.socket() as luister:
        luister.bind(("127.0.0.1", 0))
        draad = threading.Thread(target=dienst.run, kwargs={"sockets": [luister]}, daemon=True)
        draad.start()
        while not dienst.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{luister.getsockname()[1]}"
        dienst.should_exit = True
        draad.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        yield chromium
        chromium.close()


@dataclass
class Bezoek:
    """A page with everything it asked the network for and everything that went wrong in it."""

    pagina: Page
    gevraagd: list[Request] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)


@contextmanager
def _bezoek(browser: Browser, basis: str, **opties: Any) -> Iterator[Bezoek]:
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", **opties)
    bezoek = Bezoek(context.new_page())
    bezoek.pagina.on("request", lambda verzoek: _onthoud(bezoek, verzoek))
    bezoek.pagina.on("pageerror", lambda fout: bezoek.fouten.append(str(fout)))
    bezoek.pagina.on("console", lambda regel: _noteer(bezoek, regel.text))
    bezoek.pagina.goto(basis)
    yield bezoek
    assert not bezoek.fouten
    context.close()


def _onthoud(bezoek: Bezoek, verzoek: Request) -> None:
    bezoek.gevraagd.append(verzoek)


def _noteer(bezoek: Bezoek, tekst: str) -> None:
    """Keep what the console says, but for the 400 and 404 that are answers here."""
    if "status of 400" not in tekst and "status of 404" not in tekst:
        bezoek.fouten.append(tekst)


@pytest.fixture
def bezoek(browser: Browser, basis: str) -> Iterator[Bezoek]:
    """The empty page in a window of 1280 by 800."""
    with _bezoek(browser, basis, viewport={"width": 1280, "height": 800}) as bezoek:
        yield bezoek


def zoek(pagina: Page, tekst: str) -> None:
    pagina.locator("#vraag").fill(tekst)
    pagina.locator("#vraag").press("Escape")
    pagina.locator("#vraag").press("Enter")


def gestuurd(bezoek: Bezoek) -> list[dict[str, list[str]]]:
    """The forms that were posted."""
    posten = [verzoek for verzoek in bezoek.gevraagd if verzoek.method == "POST"]
    return [parse_qs(verzoek.post_data or "", keep_blank_values=True) for verzoek in posten]


def actief(pagina: Page) -> str:
    """The id of the element with the focus."""
    naam: str = pagina.evaluate("document.activeElement.id")
    return naam


def axe(pagina: Page, repo: Path) -> list[str]:
    """The violations axe finds; its script enters through the debugger, past the CSP."""
    pagina.evaluate((repo / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    uitslag = pagina.evaluate("regels => axe.run(document, {runOnly: regels})", AXE_REGELS)
    return [f"{fout['id']}: {fout['nodes'][0]['html']}" for fout in uitslag["violations"]]


def test_by_keyboard_only(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    toets: Callable[[str], None] = pagina.keyboard.press
    toets("Tab")
    expect(pagina.locator(".overslaan")).to_be_focused()
    toets("Enter")
    toets("Tab")
    assert actief(pagina) == "vraag"
    vraag, lijst = pagina.locator("#vraag"), pagina.get_by_role("listbox")
    expect(vraag).to_have_attribute("role", "combobox")
    pagina.keyboard.type("zuidl")
    expect(lijst).to_be_visible()
    expect(pagina.locator("#melding")).to_have_text("3 suggesties")
    toets("Escape")
    expect(lijst).to_be_hidden()
    expect(vraag).to_have_attribute("aria-expanded", "false")
    toets("ArrowDown")
    expect(vraag).to_have_attribute("aria-activedescendant", "suggestie-0")
    toets("ArrowUp")
    expect(vraag).to_have_attribute("aria-activedescendant", "suggestie-2")
    toets("ArrowDown")
    expect(pagina.locator("[aria-selected=true]")).to_contain_text("Zuidland")
    toets("Enter")
    expect(pagina.locator("#uitkomst-kop")).to_be_focused()
    expect(pagina.locator("#uitkomst-kop")).to_contain_text("Zuidland")
    expect(pagina.locator("#melding")).to_contain_text("Basisonderwijs: ")
    toets("Tab")
    assert pagina.evaluate("document.activeElement.closest('#antwoord') !== null")


def test_without_scripts(browser: Browser, basis: str) -> None:
    with _bezoek(browser, basis, java_script_enabled=False) as bezoek:
        pagina = bezoek.pagina
        pagina.locator("#vraag").fill("Haren")
        pagina.get_by_role("button", name="Zoek").click()
        expect(pagina.get_by_role("heading", name="3 mogelijkheden")).to_be_visible()
        assert pagina.url == f"{basis}/#uitkomst-kop"
        expect(pagina.locator("#uitkomst-kop")).to_be_focused()
        pagina.get_by_role("button", name="Groningen").click()
        expect(pagina.get_by_role("heading", name="Gemeente Groningen", exact=True)).to_be_visible()
        expect(pagina.locator("#vraag")).to_have_value("Groningen")
        pagina.locator("#vraag").fill("12345")
        pagina.get_by_role("button", name="Zoek").click()
        expect(pagina.locator("#vraag-fout")).to_contain_text("geen postcode")
        expect(pagina.locator("#vraag")).to_be_focused()


def test_only_127_0_0_1_and_no_question_in_a_url_or_in_storage(bezoek: Bezoek, basis: str) -> None:
    pagina = bezoek.pagina
    zoek(pagina, "Esweg 21, 9761 EV Eelde")
    expect(pagina.locator("#uitkomst-kop")).to_have_text("Postcode 9761")
    assert pagina.url == f"{basis}/"
    assert all(verzoek.url.startswith(f"{basis}/") for verzoek in bezoek.gevraagd)
    assert not [verzoek.url for verzoek in bezoek.gevraagd if "9761" in verzoek.url or "Esweg" in verzoek.url]
    bewaard = "[localStorage.length, sessionStorage.length, document.cookie, history.state]"
    assert pagina.evaluate(bewaard) == [0, 0, "", None]
    assert gestuurd(bezoek) == [{"vraag": ["9761"], "peildatum": [""]}]
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        pagina.goto("http://service.example/")
    bezoek.fouten.clear()


@pytest.mark.parametrize(
    ("getypt", "gaat"),
    [
        ("9471 RM", "9471"),
        ("nl-9471rm", "9471"),
        ("Stationsweg 10a, 9471 RM Zuidlaren", "9471"),
        ("Stationsweg 10a, 9471 Zuidlaren", "9471"),
        ("Esweg 1 9761 EN Eelde", "9761"),
        ("9471 RM of 9472 AB", "9471, 9472"),
        ("Dorpsstraat 1234 te Eelde", "Dorpsstraat 1234 te Eelde"),
        ("Dorpsstraat 1234, Eelde", "Dorpsstraat 1234, Eelde"),
        ("9471 SS", "9471 SS"),
        ("9471 RMX", "9471 RMX"),
        (" 's-Gravenhage ", "'s-Gravenhage"),
    ],
)
def test_a_postcode_is_cut_before_it_is_sent(bezoek: Bezoek, getypt: str, gaat: str) -> None:
    zoek(bezoek.pagina, getypt)
    expect(bezoek.pagina.locator("#antwoord")).not_to_have_attribute("aria-busy", "true")
    bezoek.pagina.wait_for_function("document.querySelector('.vooraf') === null")
    assert gestuurd(bezoek)[0]["vraag"] == [gaat]


def test_typing_sends_nothing_but_the_question_for_the_names(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    pagina.locator("#vraag").click()
    pagina.keyboard.type("Esweg 21 Eelde")
    expect(pagina.get_by_role("listbox")).to_be_hidden()
    paden = [verzoek.url.split("/", 3)[3].partition("/")[0] for verzoek in bezoek.gevraagd]
    assert set(paden) == {"", "statisch", "namen"}
    assert not gestuurd(bezoek)


def test_another_name_leads_to_the_gemeente(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    pagina.locator("#vraag").click()
    pagina.keyboard.type("den haag")
    optie = pagina.get_by_role("option", name="gemeente 's-Gravenhage")
    optie.click()
    expect(pagina.locator("#uitkomst-kop")).to_have_text("Gemeente 's-Gravenhage")


def test_a_fault_is_put_beside_its_field_and_taken_away_again(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    zoek(pagina, "12345")
    expect(pagina.locator("#vraag-fout")).to_contain_text("geen postcode")
    expect(pagina.locator("#vraag")).to_be_focused()
    expect(pagina.locator("#vraag")).to_have_attribute("aria-describedby", "vraag-hulp vraag-fout")
    zoek(pagina, "Tynarlo")
    expect(pagina.locator("#uitkomst-kop")).to_be_focused()
    expect(pagina.locator("#vraag-fout")).to_be_hidden()
    pagina.get_by_role("button", name="Bedoelt u Tynaarlo?").click()
    expect(pagina.locator("#uitkomst-kop")).to_have_text("Gemeente Tynaarlo")
    expect(pagina.locator("#vraag")).to_have_value("Tynaarlo")


def test_another_date(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    pagina.get_by_text("Andere datum").click()
    pagina.locator("#peildatum").fill("2013-06-01")
    zoek(pagina, "Skarsterlân")
    expect(pagina.locator("#uitkomst-kop")).to_have_text("Gemeente Skarsterlân")
    expect(pagina.locator(".datum")).to_have_text("Op 1 juni 2013")
    pagina.locator("#peildatum").fill("2011-06-01")
    zoek(pagina, "9471")
    expect(pagina.locator("#peildatum-fout")).to_contain_text("bekend vanaf 2013-01-01")
    expect(pagina.locator("#peildatum")).to_be_focused()


def test_when_the_service_is_away(bezoek: Bezoek, basis: str) -> None:
    pagina = bezoek.pagina
    pagina.route(f"{basis}/", lambda route: route.abort())
    zoek(pagina, "9471")
    expect(pagina.locator(".storing")).to_contain_text("niet gelukt")
    expect(pagina.locator("#melding")).to_contain_text("niet gelukt")
    bezoek.fouten.clear()


@pytest.mark.parametrize("breedte", [1280, 375, 320])
def test_axe_finds_nothing_and_nothing_overflows(browser: Browser, basis: str, repo: Path, breedte: int) -> None:
    with _bezoek(browser, basis, viewport={"width": breedte, "height": 800}) as bezoek:
        pagina = bezoek.pagina
        assert axe(pagina, repo) == []
        pagina.locator("#vraag").click()
        pagina.keyboard.type("berg")
        pagina.keyboard.press("ArrowDown")
        assert axe(pagina, repo) == []
        for tekst in ("9471 RM", "Rotterdam", "Bergen", "Haren", "3197", "Tynarlo", "1000", "12345"):
            with pagina.expect_response(lambda antwoord: antwoord.request.method == "POST"):
                zoek(pagina, tekst)
            expect(pagina.locator("#antwoord")).not_to_have_attribute("aria-busy", "true")
            assert axe(pagina, repo) == []
            assert pagina.evaluate("document.documentElement.scrollWidth") <= breedte


def test_axe_would_have_found_something(bezoek: Bezoek, repo: Path) -> None:
    bezoek.pagina.evaluate("document.querySelector('label').remove()")
    assert any(fout.startswith("label:") for fout in axe(bezoek.pagina, repo))


def test_targets_are_large_enough(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    zoek(pagina, "Haren")
    expect(pagina.locator("#uitkomst-kop")).to_be_focused()
    los = "button, summary, input:not([type=hidden]), .keuzes a, .voet nav a, .merk a"
    maten = pagina.locator(los).evaluate_all(
        "alle => alle.map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    assert [maat for maat in maten if maat[0] and min(maat) < 24] == []
