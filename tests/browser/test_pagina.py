"""The page in Chromium: by keyboard, without scripts, with every other host blocked, and with axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bezoek import Bezoek, Bezoeker

pytestmark = pytest.mark.browser


def actief(pagina: Page) -> str:
    """The id of the element with the focus."""
    naam: str = pagina.evaluate("document.activeElement.id")
    return naam


def test_by_keyboard_only(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    toets: Callable[[str], None] = pagina.keyboard.press
    toets("Tab")
    expect(pagina.get_by_role("link", name="Naar de inhoud")).to_be_focused()
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


def test_the_title_is_that_of_what_stands_on_the_page(bezoek: Bezoek) -> None:
    bezoek.zoek("9471")
    expect(bezoek.pagina).to_have_title("Postcode 9471 – Welk samenwerkingsverband passend onderwijs?")
    bezoek.zoek("0000")
    expect(bezoek.pagina).to_have_title("Fout: Welk samenwerkingsverband passend onderwijs?")


def test_on_a_phone_the_answer_comes_to_the_top_of_the_view(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(basis, viewport={"width": 375, "height": 700}) as bezoek:
        bezoek.kaart()
        bezoek.zoek("9471 RM")
        kop = bezoek.pagina.locator("#uitkomst-kop")
        expect(kop).to_be_focused()
        assert kop.evaluate("element => element.getBoundingClientRect().top") < 100


def test_without_scripts(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(basis, java_script_enabled=False) as bezoek:
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
    bezoek.zoek("Esweg 21, 9761 EV Eelde")
    expect(pagina.locator("#uitkomst-kop")).to_have_text("Postcode 9761")
    assert pagina.url == f"{basis}/"
    assert all(verzoek.url.startswith(f"{basis}/") for verzoek in bezoek.gevraagd)
    assert not [verzoek.url for verzoek in bezoek.gevraagd if "9761" in verzoek.url or "Esweg" in verzoek.url]
    bewaard = "[localStorage.length, sessionStorage.length, document.cookie, history.state]"
    assert pagina.evaluate(bewaard) == [0, 0, "", None]
    assert bezoek.gestuurd() == [{"vraag": ["9761"], "peildatum": [""]}]
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
    bezoek.zoek(getypt)
    expect(bezoek.pagina.locator("#antwoord")).not_to_have_attribute("aria-busy", "true")
    bezoek.pagina.wait_for_function("document.querySelector('.vooraf') === null")
    assert bezoek.gestuurd()[0]["vraag"] == [gaat]


def test_typing_sends_nothing_but_the_question_for_the_names(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.kaart()
    pagina.locator("#vraag").click()
    pagina.keyboard.type("Esweg 21 Eelde")
    expect(pagina.get_by_role("listbox")).to_be_hidden()
    paden = [verzoek.url.split("/", 3)[3].partition("/")[0] for verzoek in bezoek.gevraagd]
    assert set(paden) == {"", "statisch", "namen", "kaart", "gebieden"}
    assert not bezoek.gestuurd()


def test_another_name_leads_to_the_gemeente(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    pagina.locator("#vraag").click()
    pagina.keyboard.type("den haag")
    optie = pagina.get_by_role("option", name="gemeente 's-Gravenhage")
    optie.click()
    expect(pagina.locator("#uitkomst-kop")).to_have_text("Gemeente 's-Gravenhage")


def test_a_fault_is_put_beside_its_field_and_taken_away_again(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.zoek("12345")
    expect(pagina.locator("#vraag-fout")).to_contain_text("geen postcode")
    expect(pagina.locator("#vraag")).to_be_focused()
    expect(pagina.locator("#vraag")).to_have_attribute("aria-describedby", "vraag-hulp vraag-fout")
    bezoek.zoek("Tynarlo")
    expect(pagina.locator("#uitkomst-kop")).to_be_focused()
    expect(pagina.locator("#vraag-fout")).to_be_hidden()
    pagina.get_by_role("button", name="Bedoelt u Tynaarlo?").click()
    expect(pagina.locator("#uitkomst-kop")).to_have_text("Gemeente Tynaarlo")
    expect(pagina.locator("#vraag")).to_have_value("Tynaarlo")


def test_another_date(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    pagina.get_by_text("Andere datum").click()
    pagina.locator("#peildatum").fill("2013-06-01")
    bezoek.zoek("Skarsterlân")
    expect(pagina.locator("#uitkomst-kop")).to_have_text("Gemeente Skarsterlân")
    expect(pagina.locator(".datum")).to_have_text("Op 1 juni 2013")
    pagina.locator("#peildatum").fill("2011-06-01")
    bezoek.zoek("9471")
    expect(pagina.locator("#peildatum-fout")).to_contain_text("bekend vanaf 1 januari 2013")
    expect(pagina.locator("#peildatum")).to_be_focused()


def test_when_the_service_is_away(bezoek: Bezoek, basis: str) -> None:
    pagina = bezoek.pagina
    pagina.route(f"{basis}/", lambda route: route.abort())
    bezoek.zoek("9471")
    expect(pagina.locator(".storing")).to_contain_text("niet gelukt")
    expect(pagina.locator("#melding")).to_contain_text("niet gelukt")
    bezoek.fouten.clear()


@pytest.mark.parametrize("breedte", [1280, 320])
def test_axe_finds_nothing_and_nothing_overflows(open_pagina: Bezoeker, basis: str, breedte: int) -> None:
    with open_pagina(basis, viewport={"width": breedte, "height": 800}) as bezoek:
        pagina = bezoek.pagina
        assert bezoek.axe() == []
        pagina.locator("#vraag").click()
        pagina.keyboard.type("berg")
        pagina.keyboard.press("ArrowDown")
        assert bezoek.axe() == []
        for tekst in ("9471 RM", "Rotterdam", "Bergen", "Haren", "3197", "Tynarlo", "1000", "12345"):
            with pagina.expect_response(lambda antwoord: antwoord.request.method == "POST"):
                bezoek.zoek(tekst)
            expect(pagina.locator("#antwoord")).not_to_have_attribute("aria-busy", "true")
            assert bezoek.axe() == []
            assert pagina.evaluate("document.documentElement.scrollWidth") <= breedte


def test_axe_would_have_found_something(bezoek: Bezoek) -> None:
    bezoek.pagina.evaluate("document.querySelector('label').remove()")
    assert any(fout.startswith("label:") for fout in bezoek.axe())


def test_targets_are_large_enough(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.zoek("Haren")
    expect(pagina.locator("#uitkomst-kop")).to_be_focused()
    los = "button, summary, input:not([type=hidden]), .keuzes a, .voet nav a, .merk a"
    maten = pagina.locator(los).evaluate_all(
        "alle => alle.map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    assert [maat for maat in maten if maat[0] and min(maat) < 24] == []
