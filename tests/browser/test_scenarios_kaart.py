"""Composing a move on the page of a scenario: on the map, by keyboard, and when the database is away."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from regio.stand.stand import Stand
from tests.api.scenarioproef import ZET
from tests.browser.scenariodienst import (
    BREED,
    Dienst,
    is_bewaard,
    kies_verplaatsing,
    open_scenario,
    scenariodienst,
    toon_op_kaart,
)

pytestmark = pytest.mark.browser
SMAL = {"width": 375, "height": 800}


@pytest.fixture(scope="module")
def dienst(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service with a database of its own."""
    with scenariodienst(stand, tmp_path_factory.mktemp("scenarios")) as dienst:
        yield dienst


def test_a_click_fills_the_form_and_the_effect_follows(browser: Browser, dienst: Dienst) -> None:
    pad = dienst.maak()
    with open_scenario(browser, dienst, pad) as bezoek:
        pagina = bezoek.pagina
        pagina.locator("[name=sector][value=PO]").check()
        toon_op_kaart(pagina)
        vak = pagina.locator("#doek").bounding_box()
        assert vak is not None
        pagina.locator("#doek").click(position={"x": vak["width"] * 0.72, "y": vak["height"] * 0.3})
        bericht = pagina.locator("#kaartbericht")
        expect(bericht).to_contain_text("ingevuld")
        raak = re.search(r"gemeente (.+? \((GM\d{4})\)).*In dit scenario in (PO\d{4})", bericht.inner_text())
        assert raak is not None
        expect(pagina.locator("#zet-gemeente")).to_have_value(raak[1])
        expect(pagina.locator("#zetten li")).to_have_count(0)
        naar = "PO2203" if raak[3] != "PO2203" else "PO2201"
        pagina.locator("#zet-naar").fill(naar)
        proef = pagina.locator("#proef")
        expect(proef).to_contain_text("Als u deze zet toevoegt")
        zet = {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": raak[2]}, "naar": naar}
        (rij,) = [een for een in dienst.proef(pad, zet)["naastNu"]["samenwerkingsverbanden"] if een["code"] == naar]
        kinderen = f"{round(rij['na']['kinderen']):,}".replace(",", ".")
        expect(proef).to_contain_text(f"naar {kinderen} kinderen")
        assert dienst.zetten(pad) == []
        pagina.locator("#zet button.hoofd").click()
        is_bewaard(pagina)
        expect(pagina.locator("#zetten > li")).to_have_count(1)
        expect(pagina.locator("#kaart[data-klaar]")).to_be_attached()
        expect(pagina.locator("#zet-gemeente")).to_have_value("")
        assert [een["naar"] for een in dienst.zetten(pad)] == [naar]
        expect(pagina.locator("#doek .grond-anders").first).to_be_attached()
        expect(pagina.locator("#kaartlijst .stuk")).to_have_count(1)
        pagina.locator("#ongedaan button").click()
        expect(pagina).to_have_url(re.compile(r"gedaan=ongedaan"))
        assert dienst.zetten(pad) == []


def test_the_buttons_under_the_map_fill_in_more(browser: Browser, dienst: Dienst) -> None:
    with open_scenario(browser, dienst, dienst.maak()) as bezoek:
        pagina = bezoek.pagina
        toon_op_kaart(pagina)
        pagina.locator("#doek").focus()
        pagina.keyboard.press("Enter")
        knop = pagina.locator("#aangewezen button", has_text=re.compile(r"^Naar PO"))
        knop.click()
        code = knop.inner_text().removeprefix("Naar ")
        expect(pagina.locator("#zet-naar")).to_have_value(code)
        expect(pagina.locator("[name=sector][value=PO]")).to_be_checked()
        postcode = pagina.locator("#aangewezen button", has_text="Postcode")
        postcode.click()
        expect(pagina.locator("#zet-postcodes")).to_have_value(postcode.inner_text().removeprefix("Postcode "))
        expect(pagina.locator("[name=grond][value=postcodes]")).to_be_checked()


def test_only_the_fields_of_the_kind_are_shown(browser: Browser, dienst: Dienst) -> None:
    velden = ("sector", "gemeente", "van", "naar", "nieuw", "naam", "datum")
    per_soort = {
        "verplaats": {"sector", "gemeente", "naar"},
        "voegsamen": {"sector", "van", "naar"},
        "splits": {"sector", "gemeente", "van", "nieuw", "naam"},
        "nieuw": {"sector", "gemeente", "nieuw", "naam"},
        "hernoem": {"sector", "van", "naam"},
        "herindeel": {"van", "naar", "naam", "datum"},
    }
    with open_scenario(browser, dienst, dienst.maak()) as bezoek:
        for soort, verwacht in per_soort.items():
            bezoek.pagina.locator(f"[name=soort][value={soort}]").check()
            zichtbaar = {veld for veld in velden if bezoek.pagina.locator(f"#zet-{veld}").is_visible()}
            assert zichtbaar == verwacht, soort


def test_what_is_wrong_is_told_at_once_at_the_field(browser: Browser, dienst: Dienst) -> None:
    with open_scenario(browser, dienst, dienst.maak()) as bezoek:
        kies_verplaatsing(bezoek.pagina, "PO0000")
        expect(bezoek.pagina.locator("#proef")).to_contain_text("PO0000 bestaat niet")
        expect(bezoek.pagina.locator("#zet-naar")).to_have_attribute("aria-invalid", "true")
        bezoek.pagina.locator("#zet-naar").fill("PO2203")
        expect(bezoek.pagina.locator("#proef")).to_contain_text("Als u deze zet toevoegt")
        expect(bezoek.pagina.locator("#zet-naar")).not_to_have_attribute("aria-invalid", "true")
        bezoek.pagina.locator("#zet-naar").fill("")
        expect(bezoek.pagina.locator("#proef")).to_be_empty()
        expect(bezoek.pagina.locator(".nog")).to_have_text("Nog in te vullen: waar het naartoe gaat.")
        # While somebody types the hint stays, until the effects are asked.
        bezoek.pagina.locator("#zet-naar").press_sequentially("PO22")
        expect(bezoek.pagina.locator(".nog")).to_have_text("Nog in te vullen: waar het naartoe gaat.")
        expect(bezoek.pagina.locator("#proef")).to_be_empty()
        bezoek.pagina.locator("#zet-naar").press_sequentially("03")
        expect(bezoek.pagina.locator("#proef")).to_contain_text("Als u deze zet toevoegt")
        expect(bezoek.pagina.locator(".nog")).to_be_empty()
        expect(bezoek.pagina.locator(".scenariolegenda")).to_contain_text("verband VO dat u koos of aanwees")


def test_only_the_last_answer_counts(browser: Browser, dienst: Dienst) -> None:
    wachten: list[Route] = []

    def houd_eerste(route: Route) -> None:
        if wachten:
            route.continue_()
        else:
            wachten.append(route)

    with open_scenario(browser, dienst, dienst.maak()) as bezoek:
        pagina = bezoek.pagina
        pagina.route("**/proef", houd_eerste)
        kies_verplaatsing(pagina)
        expect(pagina.locator("#proef[aria-busy]")).to_be_attached()
        pagina.locator("#zet-naar").fill("PO2001")
        expect(pagina.locator("#proef")).to_contain_text("PO2001")
        wachten[0].continue_()
        pagina.wait_for_timeout(1_000)
        expect(pagina.locator("#proef")).to_contain_text("PO2001")
        expect(pagina.locator("#proef")).not_to_contain_text("PO2203")


def test_while_the_database_is_away_the_page_tries_again(browser: Browser, dienst: Dienst) -> None:
    pad, keren, wachten = dienst.maak(), [0], list[Route]()

    def eerst_weg(route: Route) -> None:
        keren[0] += 1
        if keren[0] <= 2:
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="")
        else:
            wachten.append(route)

    with open_scenario(browser, dienst, pad) as bezoek:
        pagina = bezoek.pagina
        kies_verplaatsing(pagina)
        expect(pagina.locator("#proef")).to_contain_text("Als u deze zet toevoegt")
        pagina.locator("#zet-notitie").fill("Niet kwijtraken")
        pagina.route(f"**{pad}/zet", eerst_weg)
        pagina.locator("#zet button.hoofd").click()
        expect(pagina.locator("#zet .bewaarbericht")).to_contain_text("Over 1 seconde proberen we het opnieuw")
        expect(pagina.locator("#zet-notitie")).to_have_value("Niet kwijtraken")
        while not wachten:
            pagina.wait_for_timeout(20)
        wachten[0].continue_()
        is_bewaard(pagina)
        bezoek.fouten[:] = [fout for fout in bezoek.fouten if "503" not in fout]
    assert keren == [3]
    assert [een["notitie"] for een in dienst.zetten(pad)] == ["Niet kwijtraken"]


def test_somebody_can_stop_waiting(browser: Browser, dienst: Dienst) -> None:
    pad = dienst.maak()
    with open_scenario(browser, dienst, pad) as bezoek:
        pagina = bezoek.pagina
        kies_verplaatsing(pagina)
        pagina.route(f"**{pad}/zet", lambda route: route.fulfill(status=503, headers={"Retry-After": "60"}, body=""))
        pagina.locator("#zet button.hoofd").click()
        pagina.locator("#zet .bewaarbericht button").click()
        expect(pagina.locator("#zet .bewaarbericht")).to_contain_text(
            "Het is niet zeker of dit is bewaard. Wat u invulde staat er nog"
        )
        expect(pagina.locator("#zet-naar")).to_have_value("PO2203")
        pagina.unroute(f"**{pad}/zet")
        pagina.locator("#zet button.hoofd").click()
        is_bewaard(pagina)
        bezoek.fouten[:] = [fout for fout in bezoek.fouten if "503" not in fout]
    assert len(dienst.zetten(pad)) == 1


def test_what_the_server_refuses_is_the_page_of_the_server(browser: Browser, dienst: Dienst) -> None:
    pad = dienst.maak()
    with open_scenario(browser, dienst, pad) as bezoek:
        pagina = bezoek.pagina
        kies_verplaatsing(pagina, "PO0000")
        pagina.locator("#zet-notitie").fill("Blijft staan")
        pagina.locator("#zet button.hoofd").click()
        expect(pagina.locator("#fouten")).to_contain_text("PO0000 bestaat niet")
        expect(pagina.locator("#kaart[data-klaar]")).to_be_attached()
        expect(pagina.locator("#zet-notitie")).to_have_value("Blijft staan")
    assert dienst.zetten(pad) == []


# -- keyboard, motion, small windows and other tools ----------------------------------------------


def _tab_naar(pagina: Page, keuze: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(120):
        if pagina.evaluate("keuze => document.activeElement.matches(keuze)", keuze):
            return
        pagina.keyboard.press("Tab")
    raise AssertionError(f"{keuze} is not reached with Tab")


def test_a_move_is_composed_and_kept_by_keyboard_alone(browser: Browser, dienst: Dienst) -> None:
    pad = dienst.maak()
    with open_scenario(browser, dienst, pad) as bezoek:
        pagina = bezoek.pagina
        _tab_naar(pagina, "#doek")
        pagina.keyboard.press("Enter")
        expect(pagina.locator("#kaartbericht")).to_contain_text("ingevuld")
        gemeente = pagina.locator("#zet-gemeente").input_value()
        assert re.search(r"\(GM\d{4}\)$", gemeente)
        _tab_naar(pagina, "[name=soort]")
        pagina.keyboard.press("ArrowDown")
        expect(pagina.locator("[name=soort][value=voegsamen]")).to_be_checked()
        _tab_naar(pagina, "[name=sector]")
        pagina.keyboard.press("ArrowDown")
        expect(pagina.locator("[name=sector][value=VO]")).to_be_checked()
        _tab_naar(pagina, "#zet-van-lijst")
        pagina.keyboard.type("VO2002")
        _tab_naar(pagina, "#zet-van-lijst ~ button, .opzij button")
        pagina.keyboard.press("Enter")
        expect(pagina.locator("#zet-van")).to_have_value("VO2002")
        _tab_naar(pagina, "#zet-naar")
        pagina.keyboard.type("VO2001")
        expect(pagina.locator("#proef")).to_contain_text("VO2002 houdt op te bestaan")
        _tab_naar(pagina, "#zet button.hoofd")
        pagina.keyboard.press("Enter")
        is_bewaard(pagina)
    (zet,) = dienst.zetten(pad)
    assert (zet["soort"], zet["van"], zet["naar"]) == ("voegsamen", ["VO2002"], "VO2001")


@pytest.mark.parametrize("beweging", ["reduce", "no-preference"])
def test_the_map_glides_only_for_who_likes_that(browser: Browser, dienst: Dienst, beweging: str) -> None:
    with open_scenario(browser, dienst, dienst.maak(ZET), reduced_motion=beweging) as bezoek:
        toon_op_kaart(bezoek.pagina)
        bezoek.pagina.locator("#doek .leaflet-control-zoom-in").click()
        klasse = bezoek.pagina.locator("#doek .leaflet-zoom-anim")
        assert klasse.count() == (0 if beweging == "reduce" else 1)


def test_the_list_drives_the_map(browser: Browser, dienst: Dienst) -> None:
    with open_scenario(browser, dienst, dienst.maak(ZET)) as bezoek:
        pagina = bezoek.pagina
        stuk = pagina.locator("#kaartlijst .stuk")
        expect(stuk).to_contain_text("van PO2201")
        stuk.click()
        expect(pagina.locator("#kaartbericht")).to_contain_text("Op de kaart: PO, ")
        expect(pagina.locator("fieldset.sectoren")).to_have_css("border-top-width", "0px")
        pagina.locator("[name=kaartlaag][value=VO]").check()
        expect(pagina.locator("#kaartlijst")).to_have_text("Op deze kaart verandert geen grond.")
        expect(pagina.locator("#doek .grond-anders")).to_have_count(0)
        pagina.locator("#zet-naar").fill("PO2203")
        pagina.locator("[name=sector][value=PO]").check()
        expect(pagina.locator("[name=kaartlaag][value=PO]")).to_be_checked()
        expect(pagina.locator("#doek .grond-anders").first).to_be_attached()


@pytest.mark.parametrize("venster", [BREED, SMAL])
def test_axe_finds_nothing(browser: Browser, dienst: Dienst, venster: dict[str, int]) -> None:
    with open_scenario(browser, dienst, dienst.maak(ZET), viewport=venster) as bezoek:
        pagina = bezoek.pagina
        toon_op_kaart(pagina)
        kies_verplaatsing(pagina, "PO2001")
        expect(pagina.locator("#proef")).to_contain_text("Als u deze zet toevoegt")
        pagina.locator("#proef summary").click()
        pagina.locator("#doek").focus()
        pagina.keyboard.press("Enter")
        expect(pagina.locator("#aangewezen")).to_be_visible()
        assert bezoek.axe() == []
        assert pagina.evaluate("document.documentElement.scrollWidth") <= venster["width"]


def test_without_scripts_there_is_a_picture_and_the_same_proof(browser: Browser, dienst: Dienst) -> None:
    with open_scenario(browser, dienst, dienst.maak(ZET), java_script_enabled=False) as bezoek:
        pagina = bezoek.pagina
        prent = pagina.locator("#kaart img.prent")
        expect(prent).to_be_visible()
        assert prent.evaluate("prent => prent.complete && prent.naturalWidth > 0")
        pagina.locator("[name=sector][value=PO]").check()
        pagina.locator("#zet-gemeente").fill("Tynaarlo")
        pagina.locator("#zet-naar").fill("PO2001")
        pagina.locator("#zet button[formaction]").click()
        expect(pagina.locator("#proef-kop")).to_have_text("Als u deze zet toevoegt")


def test_without_data_of_the_map_the_rest_still_works(browser: Browser, dienst: Dienst) -> None:
    pad = dienst.maak(ZET)
    with open_scenario(browser, dienst, pad) as bezoek:
        pagina = bezoek.pagina
        pagina.route("**/kaart.json", lambda route: route.fulfill(status=500, body=""))
        pagina.goto(f"{dienst.adres}{pad}")
        expect(pagina.locator("#kaartbericht")).to_contain_text("De kaart is er nu niet")
        expect(pagina.locator("#kaart img.prent")).to_be_visible()
        kies_verplaatsing(pagina, "PO2001")
        expect(pagina.locator("#proef")).to_contain_text("Als u deze zet toevoegt")
        bezoek.fouten[:] = [fout for fout in bezoek.fouten if "500" not in fout]
