"""The pages about the OOGO in Chromium: by keyboard, without scripts, on a phone, and on paper."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kaarten.teksten import getal
from tests.browser.bezoek import Bezoeker, bezoek_aan

pytestmark = pytest.mark.browser
DAG = "2026-11-22"
GEMEENTE, VERBAND = f"/gemeenten/GM1730?peildatum={DAG}", f"/samenwerkingsverbanden/VO2001?peildatum={DAG}"
WEG = "/gemeenten/GM0788?peildatum=2024-01-01"
PADEN = (
    *(GEMEENTE, VERBAND, WEG, "/overleg?volgorde=-samen", "/overleg?wie=Bergen", "/overleg?wie=onzin&raar=1"),
    *("/gemeenten/GM1730?peildatum=2012-01-01", "/gemeenten/GM0014?peildatum=2018-06-01", "/gemeenten/x"),
)


@pytest.mark.parametrize("breedte", [1280, 320])
def test_axe_finds_nothing_and_nothing_overflows(open_pagina: Bezoeker, basis: str, breedte: int) -> None:
    with open_pagina(f"{basis}{PADEN[0]}", viewport={"width": breedte, "height": 800}) as bezoek:
        for pad in PADEN:
            bezoek.pagina.goto(f"{basis}{pad}")
            bezoek.fouten.clear()  # a browser also reports the 400 and 404 of a page itself
            for uitklap in bezoek.pagina.locator("main details summary").all():
                uitklap.click()
            assert bezoek.axe() == [], pad
            assert bezoek.pagina.evaluate("document.documentElement.scrollWidth") <= breedte, pad


def test_map_list_and_table_tell_the_numbers_of_the_api(browser: Browser, basis: str) -> None:
    with urllib.request.urlopen(f"{basis}/v1/gemeenten/GM1730/overlegpartners?geldigOp={DAG}") as antwoord:
        api: dict[str, Any] = json.load(antwoord)
    with bezoek_aan(browser, f"{basis}{GEMEENTE}") as bezoek:
        pagina = bezoek.pagina
        for tafel in api["tafels"]:
            vak = pagina.locator(f".tafelvak:has(#kaart-{tafel['code']})")
            lijst = vak.locator(".leden-lijst li").all_inner_texts()
            namen = {een["naam"] for een in tafel["gemeenten"]}
            assert {regel.rpartition(" (")[0] for regel in lijst} == namen
            beeld = vak.get_by_role("img", name=f"Kaart van Samenwerkingsverband {tafel['code']}")
            for een in tafel["gemeenten"]:
                assert een["naam"] in (beeld.locator("title").text_content() or "")
                rij = pagina.locator(f"table[data-tafel={tafel['code']}] tr[data-code={een['code']}]")
                expect(rij.locator("td").nth(1)).to_have_text(getal(een["kinderen"]))
            for tekst in beeld.locator("text").all_text_contents():
                nummer, _, naam = tekst.partition(" ")
                assert lijst[int(nummer) - 1].startswith(naam)


def test_on_a_phone_the_menu_and_a_letter_are_one_step_away(browser: Browser, basis: str) -> None:
    telefoon = {"width": 375, "height": 800}
    with bezoek_aan(
        browser, f"{basis}/overleg?peildatum={DAG}", viewport=telefoon, java_script_enabled=False
    ) as bezoek:
        pagina = bezoek.pagina
        pagina.get_by_role("link", name="Menu", exact=True).click()
        expect(pagina.get_by_role("link", name="Kaarten voor analyse")).to_be_in_viewport()
        pagina.get_by_role("link", name="T", exact=True).click()
        expect(pagina.get_by_role("link", name="Terneuzen")).to_be_in_viewport()


def test_the_story_of_a_gemeente_by_keyboard_alone(browser: Browser, basis: str) -> None:
    with bezoek_aan(browser, f"{basis}/overleg") as bezoek:
        pagina = bezoek.pagina
        _tab_naar(pagina, "#wie")
        pagina.keyboard.type("Tynaarlo")
        pagina.keyboard.press("Enter")
        expect(pagina.get_by_role("heading", level=1)).to_have_text("Overleg passend onderwijs: gemeente Tynaarlo")
        _tab_naar(pagina, "h3 a[href*=VO2001]")
        pagina.keyboard.press("Enter")
        expect(pagina.get_by_role("heading", level=1)).to_have_text(
            "Overleg passend onderwijs: samenwerkingsverband VO2001"
        )
        _tab_naar(pagina, ".leden-lijst a[href*=GM0014]")
        pagina.keyboard.press("Enter")
        expect(pagina.get_by_role("heading", level=1)).to_contain_text("Groningen")
        _tab_naar(pagina, ".tabelvak")
        _tab_naar(pagina, ".downloads a[href*=xlsx]")
        with pagina.expect_download() as bezig:
            pagina.keyboard.press("Enter")
        assert bezig.value.suggested_filename.startswith("overleg-GM0014-")


def _tab_naar(pagina: Page, keuze: str) -> None:
    """Press Tab until an element has the focus; its focus is seen."""
    for _ in range(150):
        pagina.keyboard.press("Tab")
        if pagina.evaluate("keuze => document.activeElement.matches(keuze)", keuze):
            lijn = pagina.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert lijn != "none"
            return
    raise AssertionError(f"{keuze} is not reached by Tab")


def test_everything_works_without_scripts(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}/overleg", java_script_enabled=False) as bezoek:
        pagina = bezoek.pagina
        pagina.get_by_label("Gemeente of samenwerkingsverband").fill("GM1730")
        pagina.get_by_label("Peildatum").fill("2015-04-23")
        pagina.get_by_role("button", name="Toon het overleg").click()
        expect(pagina.locator(".datum")).to_contain_text("23 april 2015")
        expect(pagina.locator(".tafelkaart")).to_have_count(3)
        pagina.get_by_label("Peildatum").fill("2020-01-01")
        pagina.get_by_role("button", name="Toon deze dag").click()
        expect(pagina.locator(".datum")).to_contain_text("1 januari 2020")
        pagina.get_by_role("link", name="Samenwerkingsverband VO2001").click()
        assert pagina.url.endswith("/samenwerkingsverbanden/VO2001?peildatum=2020-01-01")
        pagina.get_by_role("link", name="Alle gemeenten en hun tafels").first.click()
        pagina.get_by_role("link", name="Samen", exact=True).click()
        expect(pagina.locator("th[aria-sort=descending]")).to_have_text("Samen")
        getallen = [int(een) for een in pagina.locator("#tabel td.getal:nth-child(4)").all_inner_texts()]
        assert getallen == sorted(getallen, reverse=True) and getallen[0] > getallen[-1]


def test_targets_are_large_enough(browser: Browser, basis: str) -> None:
    keuze = ".overleg li a, .overleg td a, .overleg th a, .overleg button, .overleg input, .overleg summary"
    with bezoek_aan(browser, f"{basis}{GEMEENTE}", viewport={"width": 375, "height": 800}) as bezoek:
        for pad in (GEMEENTE, VERBAND, WEG, "/overleg"):
            bezoek.pagina.goto(f"{basis}{pad}")
            bezoek.fouten.clear()  # the 404 of a page itself
            maten = bezoek.pagina.locator(keuze).evaluate_all("alle => alle.map(e => e.getBoundingClientRect().height)")
            maten = [maat for maat in maten if maat]
            assert len(maten) > 3 and min(maten) >= 24, (pad, min(maten))


def test_nothing_is_asked_elsewhere_and_nothing_runs(browser: Browser, basis: str) -> None:
    with bezoek_aan(browser, f"{basis}{GEMEENTE}") as bezoek:
        bezoek.pagina.wait_for_load_state("networkidle")
        soorten = {verzoek.resource_type for verzoek in bezoek.gevraagd}
        assert all(verzoek.url.startswith(basis) for verzoek in bezoek.gevraagd)
        assert "script" not in soorten and "stylesheet" in soorten


def test_maps_and_tables_are_on_paper_and_the_forms_are_not(browser: Browser, basis: str) -> None:
    with bezoek_aan(browser, f"{basis}{GEMEENTE}") as bezoek:
        bezoek.pagina.emulate_media(media="print")
        for keuze in (".tafelkaart", "table[data-tafel]", ".vermelding", ".termijnen"):
            expect(bezoek.pagina.locator(keuze).first).to_be_visible()
        for keuze in (".opzoeken", ".downloads", ".kop"):
            expect(bezoek.pagina.locator(keuze).first).to_be_hidden()
        for keuze in ("table[data-tafel] thead", "table[data-tafel] caption", "h3", "h3 + .klein"):
            hoe = bezoek.pagina.locator(f".overleg {keuze}").first.evaluate(
                "element => getComputedStyle(element).breakAfter"
            )
            assert hoe == "avoid", keuze
