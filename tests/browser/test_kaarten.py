"""Maps as the service serves them, in Chromium: their policy lets them draw, and axe finds nothing."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from api.app import maak_app
from regio.adressen import GeenGeocoder
from regio.instellingen import Instellingen
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)

VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
AXE_REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def basis(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service over the real facts."""
    map_ = tmp_path_factory.mktemp("dienst")
    houder = Standhouder(map_, stand)
    app = maak_app(Instellingen(var=map_, geocoder="geen"), houder=houder, geocoder=GeenGeocoder())
    dienst = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    with socket.socket() as luister:
        luister.bind(("127.0.0.1", 0))
        draad = threading.Thread(target=dienst.run, kwargs={"sockets": [luister]}, daemon=True)
        draad.start()
        while not dienst.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{luister.getsockname()[1]}"
        dienst.should_exit = True
        draad.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=VLAGGEN)
        yield chromium
        chromium.close()


@pytest.fixture
def pagina(browser: Browser) -> Iterator[Page]:
    """A page; whatever it throws or says in the console is a fault."""
    context = browser.new_context(viewport={"width": 1100, "height": 900}, reduced_motion="reduce")
    pagina, fouten = context.new_page(), list[str]()
    pagina.on("pageerror", lambda fout: fouten.append(str(fout)))
    pagina.on("console", lambda regel: fouten.append(regel.text) if "status of 404" not in regel.text else None)
    yield pagina
    assert fouten == []
    context.close()


def _axe(pagina: Page, repo: Path) -> list[str]:
    pagina.evaluate((repo / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    uitslag = pagina.evaluate("regels => axe.run(document, {runOnly: regels})", AXE_REGELS)
    return [f"{fout['id']}: {fout['nodes'][0]['html']}" for fout in uitslag["violations"]]


def test_from_a_choice_to_a_map_under_its_own_policy(pagina: Page, basis: str, repo: Path) -> None:
    pagina.goto(f"{basis}/kaarten")
    assert _axe(pagina, repo) == []
    veld = pagina.get_by_label("Gemeente", exact=True).first
    veld.fill("Tynarlo")
    veld.press("Enter")
    expect(pagina.get_by_role("alert")).to_contain_text("Geen gemeente")
    assert _axe(pagina, repo) == []
    pagina.get_by_role("link", name="Tynaarlo").click()
    expect(pagina.locator("h1")).to_have_text("Gemeente Tynaarlo (GM1730)")
    assert pagina.url == f"{basis}/kaarten/gemeente/GM1730"
    expect(pagina.locator(".etiket span:not([hidden])").first).to_be_visible()
    assert len(pagina.locator(".leaflet-overlay-pane path:not([d='M0 0'])").all()) > 10
    assert _axe(pagina, repo) == []
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
