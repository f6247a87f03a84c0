"""The report of a scenario in Chromium: under its policy, on a phone, with axe, and on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kaarten.rapport import Rapport
from kaarten.scenarios.rapport import rapport
from regio.scenario.beeld import basis_van
from regio.scenario.export import Export
from regio.scenario.lezen import lees_zetten
from regio.scenario.toepassen import speel
from regio.stand.stand import Stand
from tests.browser.bezoek import Bezoeker, bezoek_aan

pytestmark = pytest.mark.browser
DAG = "2026-01-01"
ZETTEN = [
    {
        "soort": "verplaats",
        "sector": "VO",
        "grond": {"gemeente": "GM1730"},
        "naar": "VO2201",
        "notitie": "Omdat het kan.\nEcht.",
        "aanname": True,
    },
    {"soort": "voegsamen", "sector": "PO", "van": ["PO2202"], "naar": "PO2203"},
    {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "delen": [{"gemeente": "GM1696"}]},
]
# What is left of an A4 between its margins, in pixels of CSS; and nine points.
BLAD = {"width": 688, "height": 994}
NEGEN_PUNT = 12.0
# The size of the letters of every element with text of its own; in a drawing as large as it is shown.
LETTERS = """() => [...document.querySelectorAll('body *')].filter(el => !el.closest('defs, style, [aria-hidden]') &&
    [...el.childNodes].some(kind => kind.nodeType === 3 && kind.textContent.trim())).map(el => {
  const maat = parseFloat(getComputedStyle(el).fontSize);
  const svg = el.ownerSVGElement;
  return [maat * (svg ? svg.getScreenCTM().a : 1), el.tagName, el.textContent.trim().slice(0, 40)];
})"""


@pytest.fixture(scope="module")
def verslag(stand: Stand) -> Rapport:
    """A report with maps of every layer."""
    zetten = lees_zetten(ZETTEN)
    beeld = speel(basis_van(stand, date.fromisoformat(DAG)).beeld, zetten)
    return rapport(
        Export(stand, "Een proef met een lange naam", DAG, zetten, beeld, DAG, 2, "https://x.nl/scenarios/1")
    )


@pytest.fixture(scope="module")
def adres(verslag: Rapport, tmp_path_factory: pytest.TempPathFactory) -> str:
    """It, as a file that somebody kept."""
    pad: Path = tmp_path_factory.mktemp("rapport") / verslag.naam
    pad.write_text(verslag.html, encoding="utf-8")
    return pad.as_uri()


@pytest.mark.parametrize("breedte", [1280, 320])
def test_axe_finds_nothing_and_nothing_overflows(open_pagina: Bezoeker, adres: str, breedte: int) -> None:
    with open_pagina(adres, viewport={"width": breedte, "height": 800}) as bezoek:
        assert bezoek.axe() == []
        assert bezoek.pagina.evaluate("document.documentElement.scrollWidth") <= breedte
        assert bezoek.fouten == []


def test_its_policy_allows_its_style_and_nothing_else(browser: Browser, basis: str, verslag: Rapport) -> None:
    koppen = {"content-security-policy": verslag.csp, "content-type": "text/html; charset=utf-8"}
    with bezoek_aan(browser, basis) as bezoek:
        bezoek.pagina.route(f"{basis}/verslag", lambda route: route.fulfill(body=verslag.html, headers=koppen))
        bezoek.fouten.clear()
        bezoek.pagina.goto(f"{basis}/verslag")
        assert bezoek.fouten == []
        assert bezoek.pagina.evaluate("getComputedStyle(document.querySelector('caption')).textAlign") == "left"
        assert bezoek.pagina.locator("figure svg").count() == 6


def test_every_word_is_readable_on_paper(open_pagina: Bezoeker, adres: str) -> None:
    with open_pagina(adres, viewport=BLAD) as bezoek:
        bezoek.pagina.emulate_media(media="print")
        letters = bezoek.pagina.evaluate(LETTERS)
        assert len(letters) > 200
        assert [een for een in letters if een[0] < NEGEN_PUNT - 0.05] == []
        assert bezoek.pagina.evaluate("document.documentElement.scrollWidth") <= BLAD["width"]
        # Two maps beside each other.
        nu, straks = (bezoek.pagina.locator("figure").nth(plek).bounding_box() for plek in (0, 1))
        assert nu is not None and straks is not None
        assert nu["y"] == straks["y"] and nu["x"] + nu["width"] < straks["x"]
