"""The page about congruence in Chromium: one story on map and table, by mouse, by keyboard and without scripts."""

from __future__ import annotations

import json
import math
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from kaarten.congruentie.prent import PRENT
from regio.stand.stand import Stand
from tests.browser.bezoek import Bezoek, Bezoeker, bezoek_aan

pytestmark = pytest.mark.browser
VRAAG = "indeling=PO&met=jeugdregio-2015&peildatum=2015-04-23"
PAD = f"/congruentie?{VRAAG}"
KWAAD = "${alert(1)}`</script><img src=x onerror=alert(1)>"
BREED: ViewportSize = {"width": 1280, "height": 900}
SOORTEN = ("samenvallend", "alleen-indeling", "alleen-met")


class Dien(Protocol):
    """What the fixture ``dien`` gives."""

    def __call__(self, stand: Stand, map_: Path) -> AbstractContextManager[str]: ...


@pytest.fixture
def pagina(browser: Browser, basis: str) -> Iterator[Page]:
    """The page about PO beside the jeugdregio's of 2015, with its map drawn."""
    with bezoek_aan(browser, f"{basis}{PAD}", viewport=BREED) as bezoek:
        getekend(bezoek)
        yield bezoek.pagina


@pytest.fixture(scope="module")
def paar(basis: str) -> dict[str, Any]:
    """The answer of the API about the same pair."""
    return haal(f"{basis}/v1/congruenties/po/jeugdregio-2015?geldigOp=2015-04-23")


def haal(adres: str) -> dict[str, Any]:
    """The JSON at an address."""
    with urllib.request.urlopen(adres) as antwoord:
        uit: dict[str, Any] = json.load(antwoord)
    return uit


def getekend(bezoek: Bezoek) -> None:
    """Wait until the map is drawn."""
    expect(bezoek.pagina.locator("#kaart[data-klaar]")).to_be_attached()
    expect(bezoek.pagina.locator("#doek[data-getekend]")).to_be_attached()


def stijl(pagina: Page, keuze: str, eigenschap: str) -> str:
    """A computed style of the first element that fits."""
    uit: str = pagina.locator(keuze).first.evaluate("(e, naam) => getComputedStyle(e)[naam]", eigenschap)
    return uit


def codes(pagina: Page) -> list[str]:
    """The regions in the order of the table."""
    uit: list[str] = pagina.locator("#tabel tbody tr").evaluate_all("rijen => rijen.map(rij => rij.dataset.code)")
    return uit


def cel(pagina: Page, code: str, nummer: int) -> str:
    """The text of a cell of a region."""
    return pagina.locator(f"#tabel tr[data-code={code}] > :nth-child({nummer})").inner_text()


def kilometers(stukken: list[list[int]], stappen: int) -> float:
    """The length of lines in steps of a degree, on a sphere."""
    som = 0.0
    for stuk in stukken:
        breedte = stuk[1] / stappen
        for dlon, dlat in zip(stuk[2::2], stuk[3::2], strict=True):
            x = dlon / stappen * 111.32 * math.cos(math.radians(breedte))
            y = dlat / stappen * 111.19
            breedte += dlat / stappen
            som += math.hypot(x, y)
    return som


# -- one story ------------------------------------------------------------------------------------


def test_map_and_table_tell_the_numbers_of_the_api(pagina: Page, paar: dict[str, Any]) -> None:
    assert len(codes(pagina)) == len(paar["regios"]) == 77
    tabel = {regio["code"]: regio for regio in paar["regios"]}
    for rij in pagina.locator("#tabel tbody tr").evaluate_all(
        "rijen => rijen.map(rij => [rij.dataset.code, ...[...rij.cells].map(c => [c.dataset.waarde, c.innerText])])"
    ):
        regio = tabel[rij[0]]
        assert rij[2][1].startswith(regio["oordeel"])
        assert float(rij[4][0]) == regio["aantalPartners"]
        assert rij[5][0] == ("" if regio["grens"]["aandeel"] is None else str(regio["grens"]["aandeel"]))
        assert (float(rij[6][0]) if rij[6][0] else None) == regio["teVerplaatsen"]
        if (regio["teVerplaatsen"] or 0) >= 1:
            assert int(rij[6][1].replace(".", "")) == round(regio["teVerplaatsen"])
    for oordeel in ("identiek", "binnen", "doorsneden"):
        assert pagina.locator(f".regio.{oordeel}").count() == paar["oordelen"][oordeel] > 0


def test_lines_on_the_map_are_as_long_as_the_table_says(pagina: Page, paar: dict[str, Any], basis: str) -> None:
    """Solid, dashed and dotted lines against the lengths that the API gives, within what drawing takes off."""
    kaart = haal(f"{basis}{pagina.locator('#kaart').get_attribute('data-kaart')}")
    lengte = {soort: kilometers(kaart["lijnen"][soort], kaart["stappen"]) for soort in SOORTEN}
    a, b = paar["grens"]["indeling"], paar["grens"]["met"]
    assert lengte["samenvallend"] == pytest.approx(a["samenvallend"] / 1000, rel=0.03)
    assert lengte["alleen-indeling"] == pytest.approx((a["lengte"] - a["samenvallend"]) / 1000, rel=0.03)
    assert lengte["alleen-met"] == pytest.approx((b["lengte"] - b["samenvallend"]) / 1000, rel=0.03)
    # What is drawn is what was sent: a piece of path per line.
    for soort in SOORTEN:
        pad = pagina.locator(f".grenslijn.{soort}").get_attribute("d") or ""
        assert pad.count("M") == len(kaart["lijnen"][soort])


def test_lines_differ_in_pattern_and_width_not_by_colour_alone(pagina: Page) -> None:
    streep = {soort: stijl(pagina, f".grenslijn.{soort}", "strokeDasharray") for soort in SOORTEN}
    assert streep["samenvallend"] == "none"
    assert len(set(streep.values())) == 3
    assert len({stijl(pagina, f".grenslijn.{soort}", "strokeWidth") for soort in SOORTEN}) == 3
    for woord in ("doorlopende lijn", "Streepjeslijn", "Stippellijn", "schuine strepen"):
        expect(pagina.locator(".lijnlegenda")).to_contain_text(woord)
    assert stijl(pagina, ".regio.doorsneden", "fill").startswith("url(")


def test_the_chart_tells_the_numbers_of_its_table(pagina: Page, basis: str) -> None:
    reeksen = haal(f"{basis}/v1/congruentie-tijdreeksen/po")["reeksen"]
    assert pagina.locator(".grafiek > g.reeks").count() == len(reeksen) == 4
    pagina.get_by_text("Dezelfde getallen in een tabel").click()
    laatste = pagina.locator(".tijdtabel tbody").last.locator("tr").first.locator("td").all_inner_texts()
    for tekst, reeks in zip(laatste, reeksen, strict=False):
        punt = reeks["punten"][-1]
        verwacht = punt["vMin"] if punt["vMin"] < punt["vMax"] else punt["v"]
        assert tekst.startswith(f"{verwacht:.4f}".replace(".", ","))


# -- region by region -----------------------------------------------------------------------------


def test_a_row_shows_its_region_on_the_map_and_in_detail(pagina: Page) -> None:
    eerste = codes(pagina)[0]
    link = pagina.locator("#tabel .gebiedlink").first
    link.click()
    expect(pagina.locator("#gebied-kop")).to_be_focused()
    expect(pagina.locator("#gebied-kop")).to_contain_text(eerste)
    expect(pagina.locator("#gebied tbody").last.locator("tr").first).to_contain_text("GM")
    expect(pagina.locator(".regio.gekozen")).to_have_count(1)
    expect(pagina.locator("tr.gekozen")).to_have_attribute("data-code", eerste)
    expect(link).to_have_attribute("aria-current", "true")
    expect(pagina.locator("#kaartbericht")).to_contain_text(f"{eerste}: ")
    pagina.get_by_role("button", name="Terug naar de tabel").click()
    expect(link).to_be_focused()
    pagina.get_by_role("button", name="Sluit dit gebied").click()
    expect(pagina.locator("#gebied")).to_be_hidden()
    expect(pagina.locator(".regio.gekozen, tr.gekozen")).to_have_count(0)


def test_a_click_on_the_map_shows_the_row(pagina: Page) -> None:
    kader = pagina.locator("#doek").bounding_box()
    assert kader
    pagina.locator("#doek").scroll_into_view_if_needed()
    kader = pagina.locator("#doek").bounding_box()
    assert kader
    pagina.mouse.click(kader["x"] + kader["width"] * 0.62, kader["y"] + kader["height"] * 0.2)
    expect(pagina.locator("#gebied-kop")).to_be_focused()
    gekozen = pagina.locator("tr.gekozen").get_attribute("data-code") or "?"
    expect(pagina.locator("#gebied-kop")).to_contain_text(gekozen)
    expect(pagina.locator(".regio.gekozen")).to_have_count(1)
    pagina.get_by_role("button", name="Terug naar de kaart").click()
    expect(pagina.locator("#doek")).to_be_focused()


def test_of_two_choices_the_last_one_counts(pagina: Page) -> None:
    def traag(route: Route) -> None:
        pagina.wait_for_timeout(600)
        route.continue_()

    pagina.route("**/congruentie/regios/PO3104*", traag)
    pagina.locator("tr[data-code=PO3104] .gebiedlink").evaluate("e => e.click()")
    pagina.locator("tr[data-code=PO2201] .gebiedlink").evaluate("e => e.click()")
    expect(pagina.locator("#gebied-kop")).to_contain_text("PO2201")
    pagina.wait_for_timeout(1000)
    expect(pagina.locator("#gebied-kop")).to_contain_text("PO2201")
    expect(pagina.locator("tr.gekozen")).to_have_attribute("data-code", "PO2201")


def test_the_table_sorts_in_place_as_the_server_does(pagina: Page, basis: str) -> None:
    adres = pagina.url
    for naam, volgorde in (
        ("Grens valt samen", "-grens"),
        ("Grens valt samen", "grens"),
        ("Gebied", "code"),
        ("Oordeel", "oordeel"),
    ):
        pagina.locator(f"#tabel th[data-kolom={volgorde.removeprefix('-')}] a").click()
        kop = pagina.locator("#tabel th[aria-sort]")
        expect(kop).to_have_count(1)
        expect(kop).to_have_attribute("aria-sort", "descending" if volgorde.startswith("-") else "ascending")
        expect(pagina.locator("#tabelbericht")).to_contain_text(f"Tabel gesorteerd op {naam}")
        with urllib.request.urlopen(f"{basis}{PAD}&volgorde={volgorde}") as antwoord:
            tekst = antwoord.read().decode()
        assert codes(pagina) == [deel.partition('"')[0] for deel in tekst.split('<tr data-code="')[1:]]
    assert pagina.url == adres


def test_by_keyboard_only(pagina: Page) -> None:
    toets = pagina.keyboard.press
    pagina.locator("#peildatum").focus()
    for _ in range(6):
        toets("Tab")
        if pagina.evaluate("document.activeElement.matches('button.hoofd')"):
            break
    toets("Tab")
    expect(pagina.get_by_role("link", name="Sla de kaart over")).to_be_focused()
    toets("Tab")
    expect(pagina.locator("#doek")).to_be_focused()
    # No area is a stop of its own.
    toets("Tab")
    expect(pagina.get_by_role("button", name="Inzoomen")).to_be_focused()
    pagina.get_by_role("link", name="Sla de kaart over").focus()
    toets("Enter")
    # Firefox goes on from there only when the place itself takes the focus.
    expect(pagina.locator("#tabel")).to_be_focused()
    toets("Tab")
    expect(pagina.locator("#tabel thead a").first).to_be_focused()
    for _ in range(7):
        toets("Tab")
    expect(pagina.locator("#tabel .gebiedlink").first).to_be_focused()
    toets("Enter")
    expect(pagina.locator("#gebied-kop")).to_be_focused()


# -- for everyone ---------------------------------------------------------------------------------


@pytest.mark.parametrize("breedte", [1280, 320])
def test_axe_finds_nothing_and_nothing_overflows(open_pagina: Bezoeker, basis: str, breedte: int) -> None:
    def keur(bezoek: Bezoek) -> None:
        assert bezoek.axe() == []
        assert bezoek.pagina.evaluate("document.documentElement.scrollWidth") <= breedte

    with open_pagina(f"{basis}{PAD}", viewport={"width": breedte, "height": 800}) as bezoek:
        pagina = bezoek.pagina
        getekend(bezoek)
        keur(bezoek)
        pagina.locator("#tabel .gebiedlink").first.click()
        expect(pagina.locator("#gebied-kop")).to_be_focused()
        for uitklap in pagina.locator("main details summary").all():
            uitklap.click()
        keur(bezoek)
        for pad in (
            f"/congruentie/regios/PO2201?{VRAAG}",
            "/congruentie?indeling=x&met=y&weging=leerlingen&peildatum=z&raar=1",
            f"/congruentie/rapport?{VRAAG}",
        ):
            pagina.goto(f"{basis}{pad}")
            keur(bezoek)


def test_targets_are_large_enough(pagina: Page) -> None:
    pagina.locator("#tabel .gebiedlink").first.click()
    expect(pagina.locator("#gebied-kop")).to_be_focused()
    los = ".tegenover select, .tegenover input, .congruentie button, .leaflet-bar a, #tabel a, .downloads a, summary"
    maten = pagina.locator(los).evaluate_all(
        "alle => alle.map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    assert len(maten) > 95
    assert [maat for maat in maten if min(maat) < 24] == []


def test_without_scripts_there_is_a_picture_a_table_and_a_region(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}/congruentie", java_script_enabled=False, viewport=BREED) as bezoek:
        pagina = bezoek.pagina
        pagina.get_by_label("Indeling", exact=True).select_option("VO")
        pagina.get_by_label("Naast", exact=True).select_option("PO")
        pagina.get_by_label("Peildatum", exact=True).fill("2015-04-23")
        pagina.get_by_role("button", name="Vergelijk").click()
        expect(pagina.locator("#uitkomst-kop")).to_have_text(
            "Samenwerkingsverbanden VO naast samenwerkingsverbanden PO"
        )
        beeld = pagina.get_by_role("img", name="Kaart van Nederland")
        expect(beeld).to_be_visible()
        pagina.wait_for_load_state("load")
        assert beeld.evaluate("e => e.complete && e.naturalWidth") == PRENT[0] // 4
        expect(pagina.locator("#tabel tbody tr")).to_have_count(75)
        pagina.locator("#tabel thead").get_by_role("link", name="Grens valt samen").click()
        expect(pagina.locator("#tabel th[aria-sort]")).to_contain_text("Grens valt samen")
        pagina.get_by_role("link", name="VO2001", exact=True).click()
        expect(pagina.locator("h1")).to_contain_text("VO2001")
        pagina.get_by_role("link", name="Terug naar alle gebieden").click()
        expect(pagina.get_by_label("Peildatum", exact=True)).to_have_value("2015-04-23")


def test_without_the_drawing_the_picture_comes(browser: Browser, basis: str) -> None:
    context = browser.new_context(viewport=BREED)
    pagina = context.new_page()
    pagina.route("**/leaflet.js", lambda route: route.abort())
    pagina.goto(f"{basis}{PAD}")
    expect(pagina.get_by_role("img", name="Kaart van Nederland")).to_be_visible()
    expect(pagina.locator("#kaartbericht")).to_contain_text("De tabel hieronder werkt wel")
    pagina.locator("#tabel .gebiedlink").first.click()
    expect(pagina.locator("#gebied-kop")).to_be_focused()
    context.close()


def test_in_high_contrast_lines_keep_their_patterns(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}{PAD}", forced_colors="active") as bezoek:
        getekend(bezoek)
        pagina = bezoek.pagina
        lijnen = pagina.locator(".grenslijn").evaluate_all(
            "alle => alle.map(e => [getComputedStyle(e).stroke, getComputedStyle(e).strokeDasharray])"
        )
        assert len({kleur for kleur, _ in lijnen}) == 1
        assert len({streep for _, streep in lijnen}) == len(lijnen)
        assert bezoek.axe() == []


@pytest.mark.parametrize(("wens", "bewegend"), [("reduce", 0), ("no-preference", 1)])
def test_nothing_moves_for_who_does_not_want_that(open_pagina: Bezoeker, basis: str, wens: str, bewegend: int) -> None:
    with open_pagina(f"{basis}{PAD}", reduced_motion=wens) as bezoek:
        getekend(bezoek)
        expect(bezoek.pagina.locator("#doek.leaflet-fade-anim")).to_have_count(bewegend)


def test_on_paper_everything_but_the_controls(pagina: Page) -> None:
    pagina.emulate_media(media="print")
    for keuze in ("#doek", ".conclusie", "#tabel", ".grafiek", ".lijnlegenda", ".vermelding"):
        expect(pagina.locator(keuze).first).to_be_visible()
    for keuze in (".tegenover", ".downloads", ".leaflet-control-container", ".kop"):
        expect(pagina.locator(keuze).first).to_be_hidden()
    vak, inhoud = pagina.locator(".tabelvak.hoog").evaluate("e => [e.clientHeight, e.scrollHeight]")
    assert inhoud <= vak + 2


def test_the_report_prints_on_a4_with_map_and_repeated_heads(browser: Browser, basis: str) -> None:
    with bezoek_aan(browser, f"{basis}/congruentie/rapport?{VRAAG}", viewport=BREED) as bezoek:
        pagina = bezoek.pagina
        assert len({verzoek.url for verzoek in bezoek.gevraagd}) == 1
        expect(pagina.get_by_role("img", name="Kaart van Nederland")).to_be_visible()
        assert stijl(pagina, "thead", "display") == "table-header-group"
        pdf = pagina.pdf(prefer_css_page_size=True)
        assert pdf.startswith(b"%PDF")
        # The size of A4 in points.
        assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf


def test_only_this_service_and_nothing_kept(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}{PAD}") as bezoek:
        getekend(bezoek)
        assert all(verzoek.url.startswith(f"{basis}/") for verzoek in bezoek.gevraagd)
        bewaard = "[localStorage.length, sessionStorage.length, document.cookie]"
        assert bezoek.pagina.evaluate(bewaard) == [0, 0, ""]


def test_hostile_names_are_shown_as_text(open_pagina: Bezoeker, editie: Path, dien: Dien, tmp_path: Path) -> None:
    stand = Stand.open(editie)
    for namen in stand.tabellen["namen"].values():
        namen.update({code: f"{naam}{KWAAD}" for code, naam in namen.items()})
    for namen in stand.tabellen["jeugdregionamen"].values():
        namen.update({code: f"{naam}{KWAAD}" for code, naam in namen.items()})
    for rij in stand.tabellen["swvs"]:
        rij["naam"] = f"{rij['naam']}{KWAAD}"
    stand.kaarten["vermelding"] += KWAAD
    with dien(stand, tmp_path) as adres, open_pagina(f"{adres}{PAD}", viewport=BREED) as bezoek:
        pagina = bezoek.pagina
        gevaar: list[str] = []
        pagina.on("dialog", lambda venster: gevaar.append(venster.message))
        getekend(bezoek)
        pagina.locator("#tabel .gebiedlink").first.click()
        expect(pagina.locator("#gebied")).to_contain_text(KWAAD)
        pagina.locator("#doek").hover(position={"x": 380, "y": 200})
        expect(pagina.locator("#tabel tbody")).to_contain_text(KWAAD)
        pagina.goto(f"{adres}/congruentie/rapport?{VRAAG}")
        expect(pagina.locator("body")).to_contain_text(KWAAD)
        assert pagina.locator("img, body script").count() == 0
        pagina.goto(f"{adres}/congruentie/kaart.svg?{VRAAG}")
        assert gevaar == []
