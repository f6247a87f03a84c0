"""How the page about congruence lies in Chromium: the map in its place, hatching that stays, and a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.bezoek import Bezoeker, bezoek_aan
from tests.browser.test_congruentie import BREED, PAD, getekend, stijl

pytestmark = pytest.mark.browser


def test_nothing_moves_when_the_map_comes(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}/", viewport=BREED) as bezoek:
        pagina = bezoek.pagina
        wachtend: list[Route] = []

        def wacht(route: Route) -> None:
            wachtend.append(route)

        pagina.route("**/congruentie/kaart.json*", wacht)
        pagina.goto(f"{basis}{PAD}")
        expect(pagina.get_by_text("De kaart wordt geladen")).to_be_visible()
        plek = pagina.locator("#tabel").bounding_box()
        # The waiting request is one more turn of the page away.
        pagina.wait_for_function("performance.getEntriesByType('resource').some(e => e.name.includes('leaflet.js'))")
        assert len(wachtend) == 1
        wachtend[0].continue_()
        getekend(bezoek)
        expect(pagina.get_by_text("De kaart wordt geladen")).to_have_count(0)
        assert pagina.locator("#tabel").bounding_box() == plek


def test_a_chosen_area_that_is_cut_through_keeps_its_hatching(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}{PAD}", viewport=BREED) as bezoek:
        getekend(bezoek)
        pagina = bezoek.pagina
        code = pagina.locator("#tabel tr[data-oordeel=doorsneden]").first.get_attribute("data-code")
        pagina.locator(f"#tabel tr[data-code={code}] .gebiedlink").click()
        expect(pagina.locator(".regio.gekozen")).to_have_count(1)
        assert "gekozen-arcering" in stijl(pagina, ".regio.gekozen", "fill")
        # The legend slants as the map does: stripes from lower left to upper right.
        assert "-45deg" in stijl(pagina, ".vlakstaal.doorsneden", "backgroundImage")
        assert pagina.locator("#gekozen-arcering").get_attribute("patternTransform") == "rotate(45)"


def test_on_a_phone_the_chart_and_the_captions_fit(browser: Browser, basis: str) -> None:
    with bezoek_aan(browser, f"{basis}{PAD}", viewport={"width": 375, "height": 800}) as bezoek:
        getekend(bezoek)
        vak, inhoud = bezoek.pagina.locator(".grafiekvak").evaluate("e => [e.clientWidth, e.scrollWidth]")
        assert inhoud <= vak
        kop = bezoek.pagina.locator("#tabel-titel").bounding_box()
        assert kop and kop["x"] + kop["width"] <= 375
        knop, doek = (bezoek.pagina.locator(keuze).bounding_box() for keuze in (".heel", "#doek"))
        assert knop and doek and knop["y"] > doek["y"] + doek["height"] * 0.8
