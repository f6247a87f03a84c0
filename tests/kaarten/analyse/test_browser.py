"""Exported maps in Chromium, as somebody opens them from a mailbox: from disk, without any network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect, sync_playwright

from kaarten.analyse.blad import Blad
from kaarten.analyse.html import als_html
from tests.browser.bezoek import GEDULD_MS

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
VLAGGEN = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
]
_KADERS = "alle => alle.map(e => e.getBoundingClientRect()).map(k => ({l: k.left, r: k.right, b: k.top, o: k.bottom}))"
AXE_REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, in which no host has an address."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        yield chromium
        chromium.close()


@contextmanager
def _geopend(browser: Browser, bestand: Path, breedte: int = 1100, *, scripts: bool = True) -> Iterator[Page]:
    """A file from disk in a browser that is offline; whatever it asks, says or throws is a fault."""
    context = browser.new_context(
        viewport={"width": breedte, "height": 900}, offline=True, reduced_motion="reduce", java_script_enabled=scripts
    )
    context.set_default_timeout(GEDULD_MS)
    pagina = context.new_page()
    vreemd: list[str] = []
    pagina.on("request", lambda verzoek: vreemd.append(verzoek.url))
    pagina.on("pageerror", lambda fout: vreemd.append(str(fout)))
    pagina.on("console", lambda regel: vreemd.append(regel.text))
    pagina.on("dialog", lambda venster: _weg(venster, vreemd))
    pagina.goto(bestand.as_uri())
    yield pagina
    assert [wat for wat in vreemd if wat != bestand.as_uri() and not wat.startswith("data:")] == []
    context.close()


def _weg(venster: Dialog, vreemd: list[str]) -> None:
    vreemd.append(f"dialog {venster.message}")
    venster.dismiss()


def _axe(pagina: Page, repo: Path) -> list[str]:
    pagina.evaluate((repo / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    uitslag = pagina.evaluate("regels => axe.run(document, {runOnly: regels})", AXE_REGELS)
    return [f"{fout['id']}: {fout['nodes'][0]['html']}" for fout in uitslag["violations"]]


@pytest.fixture(scope="module")
def bestanden(bladen: dict[str, Blad], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The real sheets as files."""
    map_ = tmp_path_factory.mktemp("kaarten")
    uit = {naam: map_ / f"{naam}.html" for naam in bladen}
    for naam, pad in uit.items():
        pad.write_bytes(als_html(bladen[naam]).inhoud)
    return uit


@pytest.mark.parametrize("naam", ["po", "gemeenten", "tynaarlo", "gesplitst", "herindeling", "congruentie"])
def test_a_file_opens_without_a_network(
    browser: Browser, bestanden: dict[str, Path], bladen: dict[str, Blad], naam: str
) -> None:
    with _geopend(browser, bestanden[naam]) as pagina:
        paneel = bladen[naam].panelen[0]
        vlakken = pagina.locator(".leaflet-overlay-pane path")
        expect(vlakken).to_have_count(len(paneel.vlakken) + len(paneel.lijnen))
        assert len(set(vlakken.evaluate_all("alle => alle.map(e => e.getAttribute('fill'))"))) > 2
        expect(pagina.locator(".etiket span:not([hidden])").first).to_be_visible()
        expect(pagina.locator(".schets")).to_be_visible()


def test_the_other_panel_can_be_chosen(browser: Browser, bestanden: dict[str, Path]) -> None:
    with _geopend(browser, bestanden["tynaarlo"]) as pagina:
        pagina.get_by_label("voortgezet onderwijs (VO)").check()
        vullingen = "alle => [...new Set(alle.map(e => e.getAttribute('fill')))].length"
        pagina.wait_for_function(f"({vullingen})([...document.querySelectorAll('.leaflet-overlay-pane path')]) === 4")


def test_pointing_at_an_area_tells_what_it_is(browser: Browser, bestanden: dict[str, Path]) -> None:
    with _geopend(browser, bestanden["tynaarlo"]) as pagina:
        kader = pagina.locator(".folium-map").bounding_box()
        assert kader
        pagina.mouse.move(kader["x"] + kader["width"] / 2, kader["y"] + kader["height"] / 2)
        expect(pagina.locator(".leaflet-tooltip")).to_contain_text("Samenwerkingsverband")
        expect(pagina.locator(".leaflet-tooltip")).to_contain_text("Tynaarlo (GM1730)")


def test_the_map_itself_is_one_stop_of_the_tab_key(browser: Browser, bestanden: dict[str, Path]) -> None:
    with _geopend(browser, bestanden["po"]) as pagina:
        kaart = pagina.locator(".folium-map")
        kaart.focus()
        pagina.keyboard.press("Tab")
        expect(pagina.locator(".leaflet-control-zoom-in")).to_be_focused()
        kaart.click()
        expect(pagina.locator(".leaflet-tooltip")).to_be_visible()
        expect(kaart).to_be_focused()


def test_without_scripts_the_page_says_so_and_shows_the_table(browser: Browser, bestanden: dict[str, Path]) -> None:
    with _geopend(browser, bestanden["po"], scripts=False) as pagina:
        expect(pagina.locator(".let-op")).to_contain_text("scripts zijn hier uitgezet")
        expect(pagina.locator(".folium-map")).to_be_hidden()
        expect(pagina.locator("#tabel table")).to_be_visible()
    with _geopend(browser, bestanden["po"]) as pagina:
        expect(pagina.locator(".let-op")).to_have_count(0)


@pytest.mark.parametrize("breedte", [1100, 320])
@pytest.mark.parametrize("naam", ["po", "gemeenten"])
def test_labels_stay_apart(browser: Browser, bestanden: dict[str, Path], naam: str, breedte: int) -> None:
    with _geopend(browser, bestanden[naam], breedte) as pagina:
        aantal = 0
        for stap in (0, 0.5, 0.5):
            pagina.evaluate("stap => map_0.setZoom(map_0.getZoom() + stap, {animate: false})", stap)
            kaders = pagina.locator(".etiket span:not([hidden])").evaluate_all(_KADERS)
            assert [paar for paar in combinations(kaders, 2) if _raakt(*paar)] == []
            aantal += len(kaders)
        assert aantal > 5


def _raakt(een: dict[str, float], twee: dict[str, float]) -> bool:
    return all(een[begin] < twee[eind] and twee[begin] < een[eind] for begin, eind in (("l", "r"), ("b", "o")))


def test_hostile_names_run_nothing_and_show_as_they_are(
    browser: Browser, tekenblad: Callable[..., Blad], vijandig: tuple[str, ...], tmp_path: Path
) -> None:
    bestand = tmp_path / "boos.html"
    bestand.write_bytes(als_html(tekenblad(vijandig)).inhoud)
    with _geopend(browser, bestand) as pagina:
        expect(pagina.locator("h1")).to_have_text(vijandig[0])
        assert pagina.title().startswith(vijandig[0])
        expect(pagina.locator(".leaflet-control-layers label").first).to_have_text(vijandig[1])
        for nr, naam in enumerate(vijandig):
            vlak = pagina.locator(".leaflet-overlay-pane path").nth(nr).bounding_box()
            assert vlak
            pagina.mouse.move(vlak["x"] + vlak["width"] / 2, vlak["y"] + vlak["height"] / 2 + 3)
            expect(pagina.locator(".leaflet-tooltip td").first).to_have_text(naam)
            expect(pagina.locator(".leaflet-tooltip th").first).to_have_text(vijandig[0])
            expect(pagina.locator(".etiket span").nth(nr)).to_have_text(naam)
        assert pagina.locator("#tabel tbody th").all_inner_texts() == list(vijandig)
        assert pagina.locator("img").count() == 0
        assert pagina.locator("svg[onload], [onerror]").count() == 0


@pytest.mark.parametrize("breedte", [1100, 320])
@pytest.mark.parametrize("naam", ["po", "gesplitst"])
def test_axe_finds_nothing_and_nothing_overflows(
    browser: Browser, bestanden: dict[str, Path], repo: Path, naam: str, breedte: int
) -> None:
    with _geopend(browser, bestanden[naam], breedte) as pagina:
        assert _axe(pagina, repo) == []
        assert pagina.evaluate("document.documentElement.scrollWidth") <= breedte


def test_axe_would_have_found_something(browser: Browser, bestanden: dict[str, Path], repo: Path) -> None:
    with _geopend(browser, bestanden["po"]) as pagina:
        pagina.evaluate("document.documentElement.removeAttribute('lang')")
        assert any(fout.startswith("html-has-lang") for fout in _axe(pagina, repo))
