"""The page about herindelingen in Chromium: choosing without scripts, sorting, a phone, paper, and what axe finds."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.bezoek import Bezoeker

pytestmark = pytest.mark.browser
PAD = "/herindelingen"


@pytest.mark.parametrize("breedte", [1280, 800, 320])
@pytest.mark.parametrize("vraag", ["", "?gemeente=Haaren", "?gemeente=Nergens&jaar=1", "?jaar=2012&gevolg=geheeld"])
def test_axe_finds_nothing_and_nothing_overflows(open_pagina: Bezoeker, basis: str, breedte: int, vraag: str) -> None:
    with open_pagina(f"{basis}{PAD}{vraag}", viewport={"width": breedte, "height": 800}) as bezoek:
        assert bezoek.axe() == []
        assert bezoek.pagina.evaluate("document.documentElement.scrollWidth") <= breedte


def test_the_form_needs_no_scripts(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}{PAD}", java_script_enabled=False) as bezoek:
        pagina = bezoek.pagina
        pagina.get_by_label("Jaar").select_option("2021")
        pagina.get_by_label("Gemeente", exact=True).fill("Haaren")
        pagina.get_by_label("Gevolg").select_option("Nieuw gesplitst")
        pagina.get_by_role("button", name="Toon").click()
        expect(pagina.locator("tbody tr")).to_have_count(2)
        expect(pagina.locator(".eerst")).to_contain_text("2 herindelingen: 2 daarvan legden")
        pagina.get_by_role("columnheader", name="Gemeente").get_by_role("link").click()
        expect(pagina.locator("tbody tr").first).to_contain_text("Oisterwijk")
        expect(pagina.get_by_label("Gemeente", exact=True)).to_have_value("Haaren")
        pagina.get_by_role("link", name="Toon alles").click()
        expect(pagina.locator("tbody tr")).to_have_count(60)


def test_by_keyboard_from_the_footer_to_a_map(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(basis) as bezoek:
        pagina = bezoek.pagina
        pagina.get_by_role("link", name="Herindelingen").focus()
        pagina.keyboard.press("Enter")
        expect(pagina.locator("h1")).to_have_text("Herindelingen en hun gevolgen")
        pagina.get_by_label("Gemeente", exact=True).focus()
        pagina.keyboard.type("Weesp")
        pagina.keyboard.press("Enter")
        expect(pagina.locator("tbody tr").first).to_contain_text("Amsterdam")
        adres = pagina.get_by_role("link", name="Kaart van Amsterdam, 24 maart 2022").get_attribute("href")
        assert adres == "/kaarten/herindeling?gemeente=GM0363&jaar=2022"


def test_on_a_phone_a_row_is_a_block_that_stays_a_row(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}{PAD}?gemeente=Weesp&jaar=2022", viewport={"width": 320, "height": 700}) as bezoek:
        rij = bezoek.pagina.get_by_role("row").last
        expect(rij.get_by_role("cell")).to_have_count(5)
        kader = rij.bounding_box()
        assert kader and kader["x"] >= 0 and kader["x"] + kader["width"] <= 320
        links = bezoek.pagina.locator("main a, main button, main select, main input:not([type=hidden])")
        maten = links.evaluate_all(
            "alle => alle.filter(e => !e.closest('p, thead')).map(e => e.getBoundingClientRect().height)"
        )
        assert maten and min(maten) >= 24


def test_on_paper_the_table_fits_and_the_form_is_gone(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}{PAD}?jaar=2019", viewport={"width": 700, "height": 1000}) as bezoek:
        pagina = bezoek.pagina
        pagina.emulate_media(media="print")
        expect(pagina.locator("form:visible")).to_have_count(0)
        expect(pagina.locator(".toetsvak")).to_be_hidden()
        expect(pagina.locator("thead")).to_be_visible()
        assert pagina.evaluate("document.documentElement.scrollWidth") <= 700


TOETS = f"{PAD}/toets"
WEESP = "?samenvoegen=Weesp&naam=Amsterdam&datum=2022-03-24"


@pytest.mark.parametrize("breedte", [1280, 320])
@pytest.mark.parametrize("vraag", ["", WEESP, "?samenvoegen=Nergens&naam=&datum=1"])
def test_of_the_test_axe_finds_nothing_and_nothing_overflows(
    open_pagina: Bezoeker, basis: str, breedte: int, vraag: str
) -> None:
    with open_pagina(f"{basis}{TOETS}{vraag}", viewport={"width": breedte, "height": 800}) as bezoek:
        assert bezoek.axe() == []
        assert bezoek.pagina.evaluate("document.documentElement.scrollWidth") <= breedte


def test_a_herindeling_is_tested_without_scripts(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}{PAD}", java_script_enabled=False) as bezoek:
        pagina = bezoek.pagina
        pagina.get_by_text("Toets een herindeling die er nog niet is").click()
        pagina.get_by_label("Gemeenten die helemaal meegaan").fill("Wijdemeren, Hilversum")
        pagina.get_by_label("Hoe de gemeente daarna heet").fill("Hilversum")
        pagina.get_by_label("Op welke dag").fill("2027-01-01")
        pagina.get_by_role("button", name="Toets", exact=True).click()
        expect(pagina.locator("h1")).to_have_text("Toets: Hilversum op 1 januari 2027")
        expect(pagina.locator(".conclusie")).to_contain_text("PO: Hilversum ligt dan in één samenwerkingsverband")
        expect(pagina.get_by_role("img", name="Kaart van Hilversum")).to_be_visible()
        assert pagina.locator(".toetskaart img").evaluate("beeld => beeld.naturalWidth") == 900
        with pagina.expect_download() as bestand:
            pagina.get_by_role("link", name="Zetten als CSV").click()
        assert bestand.value.suggested_filename == "herindeling-gm0402-2027-01-01.csv"
        expect(pagina.get_by_label("Op welke dag")).to_have_value("2027-01-01")
