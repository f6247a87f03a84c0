"""The page for everyone: axe, motion, contrast, print, without scripts, hostile names, and what it weighs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, expect

from regio.stand.stand import Stand
from tests.browser.bezoek import Bezoek, Bezoeker

pytestmark = pytest.mark.browser
MEESTE_BYTES = 120_000
KWAAD = "${alert(1)}`</script><img src=x onerror=alert(1)>"


class Dien(Protocol):
    """What the fixture ``dien`` gives."""

    def __call__(self, stand: Stand, map_: Path) -> AbstractContextManager[str]: ...


@pytest.mark.parametrize("breedte", [1280, 320])
def test_axe_finds_nothing_and_nothing_overflows(open_pagina: Bezoeker, basis: str, breedte: int) -> None:
    def keur(bezoek: Bezoek) -> None:
        assert bezoek.axe() == []
        assert bezoek.pagina.evaluate("document.documentElement.scrollWidth") <= breedte

    with open_pagina(basis, viewport={"width": breedte, "height": 800}) as bezoek:
        pagina = bezoek.pagina
        bezoek.kaart()
        keur(bezoek)
        if not pagina.locator("#kaart details").evaluate("e => e.open"):
            pagina.get_by_text("Legenda en lagen").click()
        pagina.locator(".verbanden .kies").nth(3).click()
        bezoek.kaart("[data-getekend^=PO-1-]")
        pagina.get_by_role("button", name="Kopieer link").click()
        pagina.get_by_role("button", name="Postcodes").click()
        keur(bezoek)
        for pad in ("/overzicht?sector=VO", "/overzicht?peildatum=x", "/overzicht?peildatum=2011-06-01"):
            pagina.goto(f"{basis}{pad}")
            keur(bezoek)


def test_targets_are_large_enough(bezoek: Bezoek) -> None:
    bezoek.kaart()
    bezoek.pagina.get_by_role("button", name="Kopieer link").click()
    bezoek.pagina.locator(".verbanden .kies").first.click()  # shows the way back to the list
    los = "#kaart button, #kaart label, #kaart summary, .leaflet-bar a, #lijst button, #lijst input, #lijst > p a"
    maten = bezoek.pagina.locator(los).evaluate_all(
        "alle => alle.map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    assert len(maten) > 150
    assert [maat for maat in maten if min(maat) < 24] == []


@pytest.mark.parametrize(("wens", "bewegend"), [("reduce", 0), ("no-preference", 1)])
def test_nothing_moves_for_who_does_not_want_that(open_pagina: Bezoeker, basis: str, wens: str, bewegend: int) -> None:
    with open_pagina(basis, reduced_motion=wens) as bezoek:
        bezoek.kaart()
        expect(bezoek.pagina.locator("#doek.leaflet-fade-anim")).to_have_count(bewegend)
        expect(bezoek.pagina.locator(".leaflet-proxy")).to_have_count(bewegend)


def test_in_high_contrast_the_lines_take_the_colours_of_the_system(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(basis, forced_colors="active") as bezoek:
        pagina = bezoek.pagina
        bezoek.zoek("9471 RM")
        bezoek.kaart("[data-getekend^=PO-2-]")
        vullingen = pagina.locator(".gebied").evaluate_all(
            "alle => [...new Set(alle.map(e => getComputedStyle(e).fill))]"
        )
        assert len(vullingen) == 1
        assert bezoek.axe() == []


def test_on_paper_the_map_and_the_answer_without_controls(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.zoek("9471 RM")
    bezoek.kaart("[data-getekend^=PO-2-]")
    pagina.emulate_media(media="print")
    for keuze in ("#doek", "#uitkomst-kop", ".kaart.po", ".vermelding", ".legenda ul"):
        expect(pagina.locator(keuze).first).to_be_visible()
    assert pagina.evaluate(
        "[...document.querySelectorAll('#uitkomst-kop, .kaart.vo, .verder, #doek')]"
        ".sort((een, ander) => een.getBoundingClientRect().top - ander.getBoundingClientRect().top)"
        ".map((element) => element.id || element.className)"
    ) == ["uitkomst-kop", "kaart vo", "verder", "doek"]
    for keuze in (
        "#antwoord .bron details",
        "#zoek",
        ".leaflet-control-container",
        ".kaartknoppen",
        ".lagen",
        ".sectoren",
        "#lijst",
        ".kop",
    ):
        expect(pagina.locator(keuze).first).to_be_hidden()


def test_without_scripts_the_form_answers_and_the_table_is_a_page(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(basis, java_script_enabled=False) as bezoek:
        pagina = bezoek.pagina
        expect(pagina.locator("#kaart")).to_be_hidden()
        bezoek.zoek("9471 RM")
        expect(pagina.locator("#uitkomst-kop")).to_have_text("Postcode 9471")
        pagina.get_by_role("link", name="Alle samenwerkingsverbanden in een tabel").click()
        expect(pagina.locator("tbody tr")).to_have_count(76)
        pagina.get_by_label("Voortgezet onderwijs").check()
        pagina.get_by_role("button", name="Toon").click()
        expect(pagina.locator("tbody tr")).to_have_count(74)
        pagina.get_by_role("link", name="Inwoners (2021)").click()
        expect(pagina.locator("th[aria-sort]")).to_contain_text("Inwoners")


@pytest.fixture
def kwade_dienst(editie: Path, dien: Dien, tmp_path: Path) -> Iterator[str]:
    """A service over an edition in which every name is hostile."""
    stand = Stand.open(editie)
    for namen in stand.tabellen["namen"].values():
        namen.update({code: f"{naam}{KWAAD}" for code, naam in namen.items()})
    for rij in stand.tabellen["swvs"]:
        rij["naam"] = f"{rij['naam']}{KWAAD}"
    stand.kaarten["vermelding"] += KWAAD
    with dien(stand, tmp_path) as adres:
        yield adres


def test_hostile_names_are_shown_as_text(open_pagina: Bezoeker, kwade_dienst: str) -> None:
    with open_pagina(kwade_dienst, viewport={"width": 1280, "height": 800}) as bezoek:
        pagina = bezoek.pagina
        gevaar: list[str] = []
        pagina.on("dialog", lambda venster: gevaar.append(venster.message))
        bezoek.kaart()
        bezoek.zoek("Tynaarlo")
        bezoek.kaart("[data-getekend^=PO-2-]")
        pagina.locator("#doek").hover()
        expect(pagina.locator(".naamkaartje")).to_contain_text("${alert(1)}`</script><img")
        pagina.locator(".verbanden .kies").first.click()
        expect(pagina.locator(".kaartbericht")).to_contain_text(KWAAD)
        expect(pagina.locator(".vermelding")).to_contain_text(KWAAD)
        expect(pagina.locator("#antwoord")).to_contain_text(KWAAD)
        assert KWAAD in pagina.locator("#lijst tbody").inner_text()
        assert pagina.locator("img").count() == 0
        pagina.goto(f"{kwade_dienst}/overzicht")
        assert KWAAD in pagina.locator("tbody").inner_text()
        assert pagina.locator("img, tbody script").count() == 0
        assert gevaar == []


def test_the_first_view_is_light(browser: Browser, basis: str) -> None:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 800})
    pagina = context.new_page()
    kijker = context.new_cdp_session(pagina)
    kijker.send("Network.enable")
    bytes_: list[int] = []
    kijker.on("Network.loadingFinished", lambda klaar: bytes_.append(int(klaar["encodedDataLength"])))
    pagina.goto(basis)
    expect(pagina.locator("#kaart[data-klaar]")).to_be_attached()
    expect(pagina.locator("#doek:not([data-bezig]) .verdeeld").first).to_be_attached()
    pagina.wait_for_load_state("networkidle")
    context.close()
    assert len(bytes_) > 10
    assert 40_000 < sum(bytes_) < MEESTE_BYTES
