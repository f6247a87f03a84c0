"""Pointing at the map of a scenario tells of that scenario, and fills in what is there after its moves."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from regio.stand.stand import Stand
from tests.api.scenarioproef import ZET
from tests.browser.scenariodienst import GEDULD_S, Dienst, open_scenario, scenariodienst, toon_op_kaart

pytestmark = pytest.mark.browser
HERINDELING = {
    "soort": "herindeel",
    "datum": "2027-01-01",
    "naar": "GM9001",
    "naam": "Tynaarlo en Assen",
    "delen": [{"gemeente": "GM1730"}, {"gemeente": "GM0106"}],
}


@pytest.fixture(scope="module")
def dienst(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service with a database of its own."""
    with scenariodienst(stand, tmp_path_factory.mktemp("scenarios")) as dienst:
        yield dienst


def _wijs_midden_aan(pagina: Page) -> None:
    """The middle of the map: that of the ground that changes, once its piece was chosen from the list."""
    toon_op_kaart(pagina)
    pagina.locator("#kaartlijst .stuk").first.click()
    pagina.wait_for_timeout(1_000)
    pagina.locator("#doek").focus()
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#kaartbericht")).to_contain_text("In dit scenario in ")


def test_ground_that_was_moved_is_where_it_was_moved_to(browser: Browser, dienst: Dienst) -> None:
    with open_scenario(browser, dienst, dienst.maak(ZET)) as bezoek:
        _wijs_midden_aan(bezoek.pagina)
        expect(bezoek.pagina.locator("#kaartbericht")).to_contain_text("gemeente Tynaarlo (GM1730)")
        expect(bezoek.pagina.locator("#kaartbericht")).to_contain_text("In dit scenario in PO2203 en VO")


def test_a_gemeente_that_a_move_made_is_filled_in(browser: Browser, dienst: Dienst) -> None:
    with open_scenario(browser, dienst, dienst.maak(HERINDELING)) as bezoek:
        pagina = bezoek.pagina
        _wijs_midden_aan(pagina)
        expect(pagina.locator("#zet-gemeente")).to_have_value("Tynaarlo en Assen (GM9001)")
        pagina.locator("[name=sector][value=PO]").check()
        pagina.locator("#zet-naar").fill("PO2203")
        expect(pagina.locator("#proef")).to_contain_text("Als u deze zet toevoegt")


def test_who_has_the_link_can_point_too(browser: Browser, dienst: Dienst) -> None:
    pad = dienst.maak(ZET)
    link = httpx2.post(f"{dienst.adres}/v1{pad}/_deel", headers=dienst.koppen, timeout=GEDULD_S).json()["token"]
    with open_scenario(browser, dienst, f"/scenarios/gedeeld/{link}", storage_state=None) as bezoek:
        _wijs_midden_aan(bezoek.pagina)
        expect(bezoek.pagina.locator("#kaartbericht")).to_contain_text("In dit scenario in PO2203")


def test_who_is_no_longer_signed_in_is_told_so(browser: Browser, dienst: Dienst) -> None:
    with open_scenario(browser, dienst, dienst.maak(ZET)) as bezoek:
        pagina = bezoek.pagina
        toon_op_kaart(pagina)
        pagina.context.clear_cookies()
        pagina.locator("#doek").focus()
        pagina.keyboard.press("Enter")
        expect(pagina.locator("#kaartbericht")).to_have_text(re.compile("niet meer ingelogd. Log opnieuw in"))
