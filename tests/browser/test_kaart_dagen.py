"""One day for everything on the page, in Chromium: slow data, an answer that stands, days too early, no data."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.bezoek import Bezoek, Bezoeker

pytestmark = pytest.mark.browser
LAATSTE = ", met PO2201, VO2001."


def kies_dag(pagina: Page, dag: str) -> None:
    """Fill in a peildatum, in the field that may still be folded."""
    if not pagina.locator("#peildatum").is_visible():
        pagina.get_by_text("Andere datum").click()
    pagina.locator("#peildatum").fill(dag)


def eigen_nummer(pagina: Page) -> str:
    """The number of the toestand that is drawn."""
    getekend: str = pagina.locator("#doek").get_attribute("data-getekend") or ""
    return getekend.split("-")[2]


def test_slow_data_of_an_earlier_choice_is_not_shown(bezoek: Bezoek) -> None:
    pagina, wacht = bezoek.pagina, list[Route]()
    bezoek.kaart()
    pagina.route("**/kaart/*.json", lambda route: wacht.append(route) if not wacht else route.continue_())
    kies_dag(pagina, "2014-01-01")
    kies_dag(pagina, "2020-01-01")
    expect(pagina.locator("#tabel-titel")).to_contain_text("op 1 januari 2020")
    bezoek.kaart()
    nummer = eigen_nummer(pagina)
    with pagina.expect_response(lambda antwoord: antwoord.url == wacht[0].request.url) as traag:
        wacht[0].continue_()
    traag.value.finished()
    pagina.evaluate("() => new Promise((klaar) => requestAnimationFrame(() => requestAnimationFrame(klaar)))")
    bezoek.kaart()
    assert eigen_nummer(pagina) == nummer
    pagina.get_by_role("radio", name="Voortgezet onderwijs").check()
    expect(pagina.locator(".kaartbericht")).to_contain_text("op 1 januari 2020")


def test_data_that_does_not_come_leaves_the_day_that_is_shown(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.kaart()
    kies_dag(pagina, "2016-06-01")
    expect(pagina.locator("#tabel-titel")).to_contain_text("op 1 juni 2016")
    pagina.route("**/kaart/*.json", lambda route: route.abort())
    kies_dag(pagina, "2014-01-01")
    expect(pagina.locator(".kaartbericht")).to_have_text(
        "De gegevens van 1 januari 2014 zijn niet op te halen. U ziet nog 1 juni 2016."
    )
    expect(pagina.locator("#tabel-titel")).to_contain_text("op 1 juni 2016")
    pagina.get_by_role("button", name="Kopieer link").click()
    assert "peildatum=2016-06-01" in pagina.get_by_label("Link naar dit kaartbeeld").input_value()
    bezoek.fouten.clear()


def test_an_answer_moves_to_another_day_with_the_map(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.zoek("9471 RM")
    expect(pagina.locator(".kaartbericht")).to_contain_text(LAATSTE)
    kies_dag(pagina, "2014-01-01")
    expect(pagina.locator("#antwoord .datum")).to_have_text("Op 1 januari 2014")
    expect(pagina.locator("#peildatum")).to_be_focused()
    expect(pagina.locator(".kaartbericht")).to_have_text("Kaart, lijst en tabel op 1 januari 2014.")
    velden: list[dict[str, Any]] = bezoek.gestuurd()
    assert [vraag["vraag"] for vraag in velden] == [["9471"], ["9471"]]
    kies_dag(pagina, "2012-06-01")
    expect(pagina.locator("#peildatum-fout")).to_contain_text("vanaf 1 januari 2013")
    expect(pagina.locator(".omtrek")).to_have_count(0)
    kies_dag(pagina, "2020-01-01")
    expect(pagina.locator("#antwoord .datum")).to_have_text("Op 1 januari 2020")
    expect(pagina.locator("#peildatum-fout")).to_be_hidden()


def test_a_row_of_the_list_says_that_the_answer_is_about_something_else(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.zoek("9471 RM")
    expect(pagina.locator(".kaartbericht")).to_contain_text(LAATSTE)
    pagina.locator("#lijst .kies[data-code=PO3104]").first.click()
    expect(pagina.locator(".kaartbericht")).to_contain_text("gaat over uw vraag: Postcode 9471.")
    expect(pagina.locator(".lijn.eigen")).to_have_count(0)


@pytest.mark.parametrize("hash_", ["#peildatum=2005-01-01", "#peildatum=2012-06-01"])
def test_before_the_regeling_everything_is_empty_and_says_so(open_pagina: Bezoeker, basis: str, hash_: str) -> None:
    with open_pagina(f"{basis}/{hash_}") as bezoek:
        pagina = bezoek.pagina
        bezoek.kaart("[data-getekend^=PO-0-]")
        expect(pagina.locator(".kaartbericht")).to_contain_text("nog geen samenwerkingsverbanden")
        expect(pagina.locator("#lijst-kop")).to_contain_text("basisonderwijs")
        expect(pagina.locator("#tabel-titel")).to_have_text(re.compile(r"^0 .* op 1 (januari 2005|juni 2012)$"))
        expect(pagina.locator(".gebied")).to_have_count(0)
        assert bezoek.axe() == []


def test_a_link_can_name_a_gemeente(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}/#gebied=GM1730") as bezoek:
        bezoek.kaart("[data-getekend^=PO-2-]")
        expect(bezoek.pagina.locator(".lijn.eigen")).to_have_count(1)
    with open_pagina(f"{basis}/#gebied=GM9999,PO2201") as bezoek:
        expect(bezoek.pagina.locator(".kaartbericht")).to_contain_text("Niet elk gebied uit de link bestaat")


def test_without_the_data_the_link_to_the_table_stays(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina("about:blank") as bezoek:
        pagina = bezoek.pagina
        pagina.route("**/kaart/*.json", lambda route: route.abort())
        pagina.goto(basis)
        expect(pagina.locator("#kaart .storing")).to_contain_text("De kaart en de lijst zijn er nu niet.")
        expect(pagina.locator("#doek")).to_have_count(0)
        expect(pagina.locator("#lijst").get_by_role("link")).to_have_attribute("href", "/overzicht")
        assert bezoek.axe() == []
        bezoek.zoek("9471 RM")
        expect(pagina.locator("#uitkomst-kop")).to_have_text("Postcode 9471")
        bezoek.fouten.clear()


def test_what_is_not_known_of_the_regeling_stands_under_map_and_table(bezoek: Bezoek, basis: str) -> None:
    pagina, zin = bezoek.pagina, "Doorgetrokken uit de laatst bekende versie, die van 23 april 2015"
    bezoek.kaart()
    expect(pagina.locator("#kaart .regeling")).to_contain_text(zin)
    kies_dag(pagina, "2015-04-23")
    expect(pagina.locator("#kaart .regeling")).to_have_text("")
    pagina.goto(f"{basis}/overzicht")
    expect(pagina.locator("main .melding")).to_contain_text(zin)


def test_what_was_folded_is_open_on_paper(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(basis, viewport={"width": 375, "height": 800}) as bezoek:
        pagina = bezoek.pagina
        bezoek.zoek("9471 RM")
        expect(pagina.locator(".kaartbericht")).to_contain_text(LAATSTE)
        vouwen = pagina.locator(".legenda")
        for soort, open_ in (("beforeprint", [True]), ("afterprint", [False])):
            pagina.evaluate("soort => window.dispatchEvent(new Event(soort))", soort)
            assert vouwen.evaluate_all("alle => alle.map(e => e.open)") == open_
