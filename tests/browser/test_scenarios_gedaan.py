"""What the page of a scenario says after a change: in its title, and where the focus is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from regio.stand.stand import Stand
from tests.browser.scenariodienst import Dienst, open_scenario, scenariodienst

pytestmark = pytest.mark.browser
ZET = {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM1730"}, "naar": "PO2203"}


@pytest.fixture(scope="module")
def dienst(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A running service with scenarios."""
    with scenariodienst(stand, tmp_path_factory.mktemp("gedaan")) as dienst:
        yield dienst


@pytest.mark.parametrize("scripts", [True, False])
def test_the_title_and_the_focus_tell_what_was_done(browser: Browser, dienst: Dienst, *, scripts: bool) -> None:
    pad = dienst.maak(ZET)
    with open_scenario(browser, dienst, f"{pad}?gedaan=hernoem", java_script_enabled=scripts) as bezoek:
        pagina = bezoek.pagina
        expect(pagina).to_have_title("De naam is gewijzigd: Proef: scenario")
        melding = pagina.locator("#gedaan")
        expect(melding).to_be_focused()
        expect(melding).to_contain_text("De naam is gewijzigd.")
        melding.get_by_role("link", name="Naar de gevolgen").press("Enter")
        expect(pagina.locator("#gevolgen-kop")).to_be_in_viewport()
        pagina.goto(f"{dienst.adres}{pad}")
        expect(pagina).to_have_title("Proef: scenario")
        expect(melding).to_have_count(0)
        pagina.locator("#zet-1 summary").click()
        pagina.locator("#wijzig-1").get_by_label("Dit is een aanname").check()
        pagina.locator("#wijzig-1").get_by_role("button").click()
        expect(pagina).to_have_title("De zet is gewijzigd: Proef: scenario")
        # The address names the changed move and brings the focus there; a script that saves does not get that part.
        expect(melding if scripts else pagina.locator("#zet-1")).to_be_focused()
        pagina.get_by_role("button", name="Maak ongedaan").click()
        expect(pagina).to_have_title("De laatste wijziging is ongedaan gemaakt: Proef: scenario")
        expect(melding).to_be_focused()
