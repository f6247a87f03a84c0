"""The map beside the answer, in Chromium: search, click, keyboard, sector, date, list, table and link."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bezoek import Bezoek, Bezoeker

pytestmark = pytest.mark.browser
TELEFOON = {"width": 375, "height": 800}


def stijl(pagina: Page, keuze: str, eigenschap: str) -> str:
    """A computed style of the first element that fits."""
    uit: str = pagina.locator(keuze).first.evaluate("(e, naam) => getComputedStyle(e)[naam]", eigenschap)
    return uit


def gekozen(pagina: Page) -> list[str]:
    """The codes of the list that are marked as chosen."""
    codes: list[str] = pagina.locator(".verbanden [aria-pressed=true]").evaluate_all(
        "alle => alle.map(e => e.dataset.code)"
    )
    return codes


def tabelkolom(pagina: Page, nummer: int) -> list[str]:
    """The texts of a column of the table."""
    return pagina.locator(f"#lijst tbody tr > :nth-child({nummer})").all_inner_texts()


def klik_op_kaart(pagina: Page, x: float = 0.5, y: float = 0.5) -> None:
    """Click at a fraction of the map's width and height."""
    kader = pagina.locator("#doek").bounding_box()
    assert kader
    pagina.mouse.click(kader["x"] + x * kader["width"], kader["y"] + y * kader["height"])


def test_a_search_outlines_both_and_zooms_in(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.kaart("[data-getekend^=PO-0-]")
    assert pagina.locator(".gebied").count() == 76
    bezoek.zoek("9471 RM")
    bezoek.kaart("[data-getekend^=PO-2-]")
    expect(pagina.locator(".kaartbericht")).to_have_text("Op de kaart: Postcode 9471, met PO2201, VO2001.")
    assert pagina.locator(".omtrek.lijn.po").count() == pagina.locator(".omtrek.lijn.vo").count() == 1
    assert stijl(pagina, ".lijn.po", "strokeDasharray") == "none"
    assert stijl(pagina, ".lijn.vo", "strokeDasharray") != "none"
    assert gekozen(pagina) == ["PO2201"]
    assert pagina.locator(".codelabel", has_text="PO2201").count() == 1


def test_a_split_gemeente_is_hatched(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.kaart("[data-getekend^=PO-]")
    in_po = pagina.locator(".verdeeld").count()
    assert stijl(pagina, ".verdeeld", "fill").startswith("url(")
    pagina.get_by_role("radio", name="Voortgezet onderwijs").check()
    bezoek.kaart("[data-getekend^=VO-]")
    assert (in_po, pagina.locator(".verdeeld").count()) == (21, 26)
    pagina.get_by_label("Verdeelde gemeenten").uncheck()
    expect(pagina.locator(".verdeeld")).to_have_count(0)
    bezoek.zoek("Tynaarlo")
    expect(pagina.locator(".kaartbericht")).to_contain_text("PO2201, VO2201, VO2001")
    expect(pagina.locator(".lijn.vo")).to_have_count(1)
    assert gekozen(pagina) == ["VO2001", "VO2201"]


def test_a_click_is_a_question_that_stands_in_no_url(bezoek: Bezoek, basis: str) -> None:
    pagina = bezoek.pagina
    bezoek.kaart()
    pagina.locator("#vraag").fill("Zuidlaren")
    klik_op_kaart(pagina)
    expect(pagina.locator("#uitkomst-kop")).to_contain_text("Postcode")
    expect(pagina.locator(".punt")).to_have_count(1)
    expect(pagina.locator("#vraag")).to_have_value("")
    (velden,) = bezoek.gestuurd()
    assert set(velden) == {"lon", "lat", "peildatum"}
    assert 4 < float(velden["lon"][0]) < 7
    assert pagina.url == f"{basis}/"
    assert not [verzoek.url for verzoek in bezoek.gevraagd if velden["lon"][0] in verzoek.url]
    expect(pagina.locator(".kaartbericht")).to_contain_text("Op de kaart: Postcode")


def test_two_clicks_zoom_in_and_ask_nothing(bezoek: Bezoek) -> None:
    bezoek.kaart("[data-getekend^=PO-0-]")
    bezoek.pagina.locator("#doek").dblclick()
    bezoek.pagina.locator("#doek").dblclick()
    bezoek.pagina.locator("#doek").dblclick()
    bezoek.kaart("[data-getekend^=PO-1-]")
    assert bezoek.gestuurd() == []


def test_a_click_in_the_sea(bezoek: Bezoek) -> None:
    bezoek.kaart()
    klik_op_kaart(bezoek.pagina, 0.08, 0.6)
    expect(bezoek.pagina.locator("#uitkomst-kop")).to_have_text("Niet gevonden")
    expect(bezoek.pagina.locator(".kaartbericht")).to_contain_text("Kaart, lijst en tabel op")
    bezoek.kaart("[data-getekend^=PO-0-]")
    expect(bezoek.pagina.locator(".omtrek, .punt")).to_have_count(0)


def test_by_keyboard_only(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    toets: Callable[[str], None] = pagina.keyboard.press
    bezoek.kaart()
    pagina.locator("details summary").first.focus()
    toets("Tab")
    expect(pagina.get_by_role("link", name="Sla de kaart over")).to_be_focused()
    toets("Tab")
    expect(pagina.get_by_role("radio", name="Basisonderwijs")).to_be_focused()
    toets("ArrowRight")
    expect(pagina.get_by_role("radio", name="Voortgezet onderwijs")).to_be_checked()
    expect(pagina.locator(".kaartbericht")).to_contain_text("74 samenwerkingsverbanden")
    toets("Tab")
    expect(pagina.locator("#doek")).to_be_focused()
    expect(pagina.locator(".richtkruis")).to_be_visible()
    toets("ArrowDown")
    toets("Enter")
    expect(pagina.locator("#uitkomst-kop")).to_contain_text("Postcode")
    expect(pagina.locator("#doek")).to_be_focused()
    expect(pagina.locator("#melding")).to_contain_text("Voortgezet onderwijs: ")
    # No area is a stop of its own.
    toets("Tab")
    expect(pagina.get_by_role("button", name="Inzoomen")).to_be_focused()
    klik_op_kaart(pagina)
    expect(pagina.locator("#doek")).to_be_focused()


def test_past_the_map_to_the_list_and_from_there_to_the_map(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.kaart("[data-getekend^=PO-0-]")
    pagina.get_by_role("link", name="Sla de kaart over").focus()
    pagina.keyboard.press("Enter")
    pagina.keyboard.press("Tab")
    expect(pagina.locator("#lijst-zoek")).to_be_focused()
    pagina.keyboard.type("tynaar")
    expect(pagina.locator("#lijst [role=status]")).to_have_text("1 van 76 verbanden")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".kaartbericht")).to_contain_text("PO2201: Aa en Hunze, Assen")
    expect(pagina.locator(".lijn.po")).to_have_count(1)
    bezoek.kaart("[data-getekend^=PO-1-]")
    assert gekozen(pagina) == ["PO2201"]


def test_a_row_of_the_table_drives_the_map_too(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.kaart()
    pagina.locator("#lijst tbody").get_by_role("button", name="PO3104").click()
    expect(pagina.locator(".lijn.po")).to_have_count(1)
    expect(pagina.locator("tr.gekozen th")).to_contain_text("PO3104")
    assert gekozen(pagina) == ["PO3104"]
    expect(pagina.locator("#doek")).to_be_in_viewport(ratio=0.9)
    pagina.get_by_role("button", name="Terug naar de lijst").click()
    expect(pagina.locator("#lijst tbody").get_by_role("button", name="PO3104")).to_be_focused()
    expect(pagina.get_by_role("button", name="Terug naar de lijst")).to_be_hidden()


def test_the_table_is_sorted_both_ways(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.kaart()
    knop = pagina.get_by_role("button", name="Inwoners (2021)")
    for volgorde in ("ascending", "descending"):
        knop.click()
        expect(pagina.locator("th[aria-sort]")).to_have_attribute("aria-sort", volgorde)
        getallen = [int(tekst.replace(".", "")) for tekst in tabelkolom(pagina, 5)]
        assert getallen == sorted(getallen, reverse=volgorde == "descending")
        assert len(getallen) == 76
    expect(pagina.locator("#lijst [role=status]")).to_have_text("Tabel gesorteerd op Inwoners (2021), aflopend.")
    pagina.get_by_role("button", name="Naam").click()
    namen = tabelkolom(pagina, 2)
    assert namen.index("niet bekend") == len([naam for naam in namen if naam != "niet bekend"])


def test_another_date_changes_map_list_and_table(bezoek: Bezoek) -> None:
    pagina = bezoek.pagina
    bezoek.kaart()
    pagina.get_by_text("Andere datum").click()
    pagina.locator("#peildatum").fill("2013-06-01")
    expect(pagina.locator(".kaartbericht")).to_have_text("Kaart, lijst en tabel op 1 juni 2013.")
    expect(pagina.locator("#tabel-titel")).to_contain_text("op 1 juni 2013")
    assert [verzoek for verzoek in bezoek.gevraagd if "/gebieden/swv-2013-01-01-land" in verzoek.url]
    pagina.locator("#peildatum").fill("2012-06-01")
    expect(pagina.locator(".kaartbericht")).to_contain_text("nog geen samenwerkingsverbanden")
    expect(pagina.locator(".gebied")).to_have_count(0)
    expect(pagina.locator("#lijst tbody tr")).to_have_count(0)
    pagina.locator("#peildatum").fill("")
    expect(pagina.locator(".gebied")).to_have_count(76)


def test_a_link_opens_the_same_view_without_an_address(bezoek: Bezoek, basis: str, open_pagina: Bezoeker) -> None:
    pagina = bezoek.pagina
    bezoek.kaart()
    pagina.get_by_text("Andere datum").click()
    pagina.locator("#peildatum").fill("2016-06-01")
    pagina.get_by_role("radio", name="Voortgezet onderwijs").check()
    bezoek.zoek("9471 RM")
    bezoek.kaart("[data-getekend^=VO-2-]")
    pagina.get_by_role("button", name="Kopieer link").click()
    link = pagina.get_by_label("Link naar dit kaartbeeld").input_value()
    delen = r"#sector=VO&peildatum=2016-06-01&gebied=PO2201,VO2001&kaart=(\d+(?:\.25|\.5|\.75)?)/\d\d\.\d\d/\d\.\d\d"
    gevonden = re.fullmatch(re.escape(f"{basis}/") + delen, link)
    assert gevonden
    assert float(gevonden[1]) <= 11
    assert "9471" not in link
    assert pagina.url == f"{basis}/"
    with open_pagina(link, viewport={"width": 1280, "height": 800}) as ander:
        ander.kaart("[data-getekend^=VO-2-]")
        expect(ander.pagina.locator("#peildatum")).to_have_value("2016-06-01")
        expect(ander.pagina.get_by_role("radio", name="Voortgezet onderwijs")).to_be_checked()
        expect(ander.pagina.locator(".lijn.vo")).to_have_count(1)
        assert gekozen(ander.pagina) == ["VO2001"]
        assert ander.gestuurd() == []


@pytest.mark.parametrize(
    "hash_",
    ["#sector=XX&gebied=<img src=x onerror=alert(1)>", "#kaart=99/abc/1", "#gebied=PO9999&peildatum=2016-13-99", "#x"],
)
def test_a_link_that_is_broken_opens_the_page(open_pagina: Bezoeker, basis: str, hash_: str) -> None:
    with open_pagina(f"{basis}/{hash_}") as bezoek:
        bezoek.kaart("[data-getekend^=PO-]")
        assert bezoek.pagina.locator(".gebied").count() == 76
        assert bezoek.pagina.locator("img").count() == 0


def test_nothing_foreign_until_the_visitor_asks(bezoek: Bezoek, basis: str) -> None:
    pagina = bezoek.pagina
    bezoek.kaart()
    bezoek.zoek("9471 RM")
    bezoek.kaart("[data-getekend^=PO-2-]")
    assert {verzoek.url.startswith(f"{basis}/") for verzoek in bezoek.gevraagd} == {True}
    pagina.get_by_label("Achtergrondkaart van PDOK").check()
    expect(pagina.locator(".kaartbericht")).to_contain_text("niet bereikbaar")
    expect(pagina.locator(".vermelding")).to_contain_text("Kaartgegevens © Kadaster")
    vreemd = {verzoek.url.split("/")[2] for verzoek in bezoek.gevraagd if not verzoek.url.startswith(basis)}
    assert vreemd == {"service.pdok.nl"}
    pagina.get_by_label("Achtergrondkaart van PDOK").uncheck()
    expect(pagina.locator(".leaflet-tile")).to_have_count(0)
    assert pagina.locator(".gebied").count() == 76
    bezoek.fouten.clear()


def test_without_the_borders_the_list_still_works(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina("about:blank") as bezoek:
        pagina = bezoek.pagina
        pagina.route("**/gebieden/**", lambda route: route.abort())
        pagina.goto(basis)
        bezoek.kaart()
        expect(pagina.locator(".kaartbericht")).to_contain_text("De grenzen zijn niet op te halen")
        expect(pagina.locator("#lijst tbody tr")).to_have_count(76)
        bezoek.zoek("9471 RM")
        expect(pagina.locator("#uitkomst-kop")).to_have_text("Postcode 9471")
        bezoek.fouten.clear()


def test_on_a_phone_a_tap_brings_the_answer_into_view(open_pagina: Bezoeker, basis: str) -> None:
    with open_pagina(basis, viewport=TELEFOON, has_touch=True, is_mobile=True) as bezoek:
        pagina = bezoek.pagina
        bezoek.kaart()
        pagina.locator("#doek").scroll_into_view_if_needed()
        pagina.locator("#doek").tap()
        expect(pagina.locator("#uitkomst-kop")).to_be_in_viewport()
        assert pagina.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]


def test_the_legend_names_the_outline_of_the_own_gemeente(bezoek: Bezoek) -> None:
    bezoek.zoek("9471 RM")
    bezoek.kaart("[data-getekend^=PO-2-]")
    expect(bezoek.pagina.locator(".lijn.eigen").first).to_be_attached()
    expect(bezoek.pagina.get_by_role("list", name="Legenda")).to_contain_text("gemeente van uw vraag")


def test_the_sketch_is_called_a_sketch(bezoek: Bezoek) -> None:
    bezoek.kaart()
    expect(bezoek.pagina.locator(".schetsmerk")).to_be_visible()
    expect(bezoek.pagina.locator(".vermelding")).to_contain_text("geen officiële grenzen")
