"""The maps under a finger: one scrolls the page, two move the map, a tap points."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.bezoek import Bezoeker
from tests.browser.test_congruentie import PAD as CONGRUENTIE

pytestmark = pytest.mark.browser
TELEFOON = {"viewport": {"width": 375, "height": 800}, "has_touch": True, "is_mobile": True}
KLAAR = "#doek[data-getekend]:not([data-bezig])"
MIDDELSTE = ":is(.gebied, .regio) >> nth=30"
VEEG = 240

Vingers = list[tuple[float, float]]


def midden(pagina: Page) -> tuple[float, float]:
    """The middle of the map, brought to where fingers can be."""
    pagina.locator("#doek").evaluate("e => e.scrollIntoView({block: 'center'})")
    kader = pagina.locator("#doek").bounding_box()
    assert kader
    return kader["x"] + kader["width"] / 2, kader["y"] + kader["height"] / 2


def veeg(pagina: Page, vingers: Vingers, hoogte: float = VEEG) -> None:
    """Fingers that go up together, a step a frame, and let go."""
    sessie: CDPSession = pagina.context.new_cdp_session(pagina)

    def stuur(soort: str, punten: Vingers) -> None:
        alle = [{"x": x, "y": y, "id": nummer} for nummer, (x, y) in enumerate(punten)]
        sessie.send("Input.dispatchTouchEvent", {"type": soort, "touchPoints": alle})

    stuur("touchStart", vingers)
    for stap in range(1, 11):
        stuur("touchMove", [(x, y - hoogte * stap / 10) for x, y in vingers])
        pagina.wait_for_timeout(20)
    stuur("touchEnd", [])
    pagina.wait_for_timeout(100)


def gescrold(pagina: Page) -> float:
    """How far the page is scrolled."""
    return float(pagina.evaluate("window.scrollY"))


def komt_tot_rust(pagina: Page) -> float:
    """Where the page is scrolled to once it glides no more."""
    voor = -1.0
    while (nu := gescrold(pagina)) != voor:
        voor = nu
        pagina.wait_for_timeout(200)
    return nu


# A hint is there for a moment only, in which a busy machine may not come to look: the page remembers it.
ONTHOUD_HINT = """hint => new MutationObserver(() => hint.hidden || (hint.dataset.gezien = "ja")).observe(
    hint, {attributeFilter: ["hidden"]})"""


def plek(pagina: Page) -> list[int]:
    """Where on the map one of its areas lies, and how wide it is; at once, for the page may still be gliding."""
    uit: list[int] = pagina.locator(MIDDELSTE).evaluate(
        "e => { const r = e.getBoundingClientRect(), d = document.querySelector('#doek').getBoundingClientRect();"
        " return [r.x - d.x, r.y - d.y, r.width].map(Math.round); }"
    )
    return uit


@pytest.mark.parametrize("pad", ["/", CONGRUENTIE])
def test_one_finger_scrolls_the_page_and_two_move_the_map(open_pagina: Bezoeker, basis: str, pad: str) -> None:
    with open_pagina(f"{basis}{pad}", **TELEFOON) as bezoek:
        pagina = bezoek.pagina
        expect(pagina.locator(KLAAR)).to_be_attached()
        x, y = midden(pagina)
        hint = pagina.locator(".vingerhint")
        expect(hint).to_be_hidden()
        hint.evaluate(ONTHOUD_HINT)
        hoogte, ervoor = komt_tot_rust(pagina), plek(pagina)
        veeg(pagina, [(x, y)])
        assert komt_tot_rust(pagina) - hoogte > VEEG / 2
        assert plek(pagina) == ervoor
        expect(hint).to_have_text("Gebruik twee vingers om de kaart te verschuiven")
        expect(hint).to_have_attribute("data-gezien", "ja")
        expect(hint).to_be_hidden()
        x, y = midden(pagina)
        hoogte = komt_tot_rust(pagina)
        veeg(pagina, [(x - 50, y + 60), (x + 50, y + 60)], 120)
        expect(pagina.locator(KLAAR)).to_be_attached()
        assert gescrold(pagina) == hoogte
        assert ervoor[1] - plek(pagina)[1] > 60
        expect(hint).to_be_hidden()


def test_a_tap_points_and_the_buttons_work(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}/", **TELEFOON) as bezoek:
        pagina = bezoek.pagina
        bezoek.kaart()
        pagina.touchscreen.tap(*midden(pagina))
        expect(pagina.locator(".kaartbericht")).to_contain_text("Op de kaart:")
        expect(pagina.locator("#doek[data-getekend^=PO-1-]:not([data-bezig])")).to_be_attached()
        pagina.get_by_role("button", name="Heel Nederland").tap()
        expect(pagina.locator("#doek[data-getekend^=PO-0-]:not([data-bezig])")).to_be_attached()
        breed = plek(pagina)[2]
        pagina.get_by_role("button", name="Inzoomen").tap()
        expect(pagina.locator(KLAAR)).to_be_attached()
        assert plek(pagina)[2] > 1.8 * breed


def test_a_mouse_drags_the_map_as_ever(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(f"{basis}/", viewport={"width": 1280, "height": 800}, has_touch=True) as bezoek:
        pagina = bezoek.pagina
        bezoek.kaart()
        x, y = midden(pagina)
        ervoor = plek(pagina)
        pagina.mouse.move(x, y)
        pagina.mouse.down()
        pagina.mouse.move(x, y - 60, steps=4)
        pagina.mouse.up()
        assert ervoor[1] - plek(pagina)[1] > 40
