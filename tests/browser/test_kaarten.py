"""Maps as the service serves them, in Chromium: their policy lets them draw, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.bezoek import AXE, AXE_REGELS, GEDULD_MS

pytestmark = pytest.mark.browser


@pytest.fixture
def pagina(browser: Browser) -> Iterator[Page]:
    """A page; whatever it throws or says in the console is a fault."""
    context = browser.new_context(viewport={"width": 1100, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(GEDULD_MS)
    pagina, fouten = context.new_page(), list[str]()
    pagina.on("pageerror", lambda fout: fouten.append(str(fout)))
    pagina.on("console", lambda regel: fouten.append(regel.text) if "status of 404" not in regel.text else None)
    yield pagina
    assert fouten == []
    context.close()


def _axe(pagina: Page) -> list[str]:
    pagina.evaluate(AXE.read_text(encoding="utf-8"))
    uitslag = pagina.evaluate("regels => axe.run(document, {runOnly: regels})", AXE_REGELS)
    return [f"{fout['id']}: {fout['nodes'][0]['html']}" for fout in uitslag["violations"]]


def test_from_a_choice_to_a_map_under_its_own_policy(pagina: Page, basis: str) -> None:
    pagina.goto(f"{basis}/kaarten")
    assert _axe(pagina) == []
    veld = pagina.get_by_label("Gemeente", exact=True).first
    veld.fill("Tynarlo")
    veld.press("Enter")
    expect(pagina.get_by_role("alert")).to_contain_text("Geen gemeente")
    assert _axe(pagina) == []
    pagina.get_by_role("link", name="Tynaarlo").click()
    expect(pagina.locator("h1")).to_have_text("Gemeente Tynaarlo (GM1730)")
    assert pagina.url == f"{basis}/kaarten/gemeente/GM1730"
    expect(pagina.locator(".etiket span:not([hidden])").first).to_be_visible()
    assert len(pagina.locator(".leaflet-overlay-pane path:not([d='M0 0'])").all()) > 10
    assert _axe(pagina) == []
    pagina.get_by_role("link", name="Een andere kaart kiezen").click()
    expect(pagina.locator("h1")).to_have_text("Kaarten voor analyse")


def test_the_page_to_choose_fits_a_phone_and_needs_no_scripts(browser: Browser, basis: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    pagina = context.new_page()
    pagina.goto(f"{basis}/kaarten")
    maten = pagina.locator("body").bounding_box()
    assert maten and maten["width"] <= 320
    for formulier in pagina.locator("form").all():
        kader = formulier.bounding_box()
        assert kader and kader["x"] >= 0 and kader["x"] + kader["width"] <= 320
    pagina.get_by_label("Indeling", exact=True).select_option("VO")
    pagina.get_by_role("button", name="Toon de kaart").first.click()
    # Without scripts there is no map; the table under it holds the same.
    expect(pagina.locator("tbody th").first).to_have_text("VO2001")
    context.close()


def test_two_divisions_beside_each_other(pagina: Page, basis: str) -> None:
    pagina.goto(f"{basis}/kaarten")
    deel = pagina.get_by_role("region", name="Twee indelingen naast elkaar")
    deel.get_by_label("Indeling die beoordeeld wordt").select_option("VO")
    deel.get_by_label("Indeling ernaast").select_option("jeugdregio-2015")
    deel.get_by_role("button", name="Toon de kaart").click()
    expect(pagina.locator("h1")).to_have_text("Samenwerkingsverbanden VO naast jeugdregio's van 2015")
    expect(pagina.get_by_text("Grens van allebei: hier vallen de grenzen samen")).to_be_visible()
    assert pagina.locator(".leaflet-overlay-pane path[stroke-dasharray]").count() >= 2
    assert _axe(pagina) == []
