"""What was typed in the form of a move is there again after loading the page, until it was saved."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from regio.stand.stand import Stand
from tests.browser.scenariodienst import Dienst, is_bewaard, kies_verplaatsing, open_scenario, scenariodienst

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def dienst(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service with a database of its own."""
    with scenariodienst(stand, tmp_path_factory.mktemp("scenarios")) as dienst:
        yield dienst


def test_what_was_typed_is_there_again_after_loading(browser: Browser, dienst: Dienst) -> None:
    pad, ander = dienst.maak(), dienst.maak()
    with open_scenario(browser, dienst, pad) as bezoek:
        pagina = bezoek.pagina
        pagina.locator("[name=soort][value=hernoem]").check()
        pagina.locator("[name=sector][value=VO]").check()
        pagina.locator("#zet-van").fill("VO2001")
        pagina.locator("#zet-naam").fill("Half getypt")
        pagina.locator("#zet-aanname").check()
        pagina.reload()
        expect(pagina.locator("#kaart[data-klaar]")).to_be_attached()
        expect(pagina.locator("#zet-naam")).to_have_value("Half getypt")
        expect(pagina.locator("[name=soort][value=hernoem]")).to_be_checked()
        expect(pagina.locator("#zet-aanname")).to_be_checked()
        expect(pagina.locator("#proef")).to_contain_text("Als u deze zet toevoegt")
        pagina.goto(f"{dienst.adres}{ander}")
        expect(pagina.locator("#kaart[data-klaar]")).to_be_attached()
        expect(pagina.locator("#zet-naam")).to_have_value("")


def test_what_was_typed_after_adding_a_move_is_there_again(browser: Browser, dienst: Dienst) -> None:
    with open_scenario(browser, dienst, dienst.maak()) as bezoek:
        pagina = bezoek.pagina
        kies_verplaatsing(pagina)
        pagina.locator("#zet button.hoofd").click()
        is_bewaard(pagina)
        expect(pagina.locator("#kaart[data-klaar]")).to_be_attached()
        expect(pagina.locator("#zet-naar")).to_have_value("")
        expect(pagina).to_have_url(re.compile(r"/scenarios/[0-9a-f]{32}(#.*)?$"))
        pagina.locator("#zet-notitie").fill("De volgende")
        for _ in range(2):
            pagina.reload()
            expect(pagina.locator("#kaart[data-klaar]")).to_be_attached()
            expect(pagina.locator("#zet-notitie")).to_have_value("De volgende")
