"""What the stories of two users share: their service, what every page must pass, and who has only a keyboard."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlalchemy import Engine

from regio.opslag import gebruikers
from tests.browser.bezoek import Bezoek, bezoek_aan

BREED: ViewportSize = {"width": 1280, "height": 900}
TELEFOON: ViewportSize = {"width": 375, "height": 800}


@dataclass(frozen=True)
class Dienst:
    """A running service and its database."""

    adres: str
    engine: Engine

    def token(self, naam: str) -> str:
        """A new token of a user."""
        return gebruikers.maak_token(self.engine, naam)


@dataclass(frozen=True)
class Verzoek:
    """What the gemeente handed in: its address and that of its scenario."""

    adres: str
    scenario: str

    @property
    def pad(self) -> str:
        """Its address without that of the service."""
        return f"/verzoeken/{self.adres.rpartition('/')[2]}"


@contextmanager
def op_bezoek(browser: Browser, adres: str) -> Iterator[Bezoek]:
    """A visit that asks nothing elsewhere."""
    with bezoek_aan(browser, adres, viewport=BREED, accept_downloads=True) as bezoek:
        yield bezoek
        assert {urlsplit(een.url).hostname for een in bezoek.gevraagd} == {"127.0.0.1"}
        # Chromium's advice about the form to sign in.
        bezoek.fouten[:] = [fout for fout in bezoek.fouten if not fout.startswith("[DOM]")]


def keur(bezoek: Bezoek, waar: str, *, telefoon: bool = False) -> None:
    """Nothing that axe finds and nothing wider than the window, if asked on a phone too."""
    for vlak in (BREED, TELEFOON) if telefoon else (BREED,):
        bezoek.pagina.set_viewport_size(vlak)
        assert bezoek.axe() == [], (waar, vlak)
        assert bezoek.pagina.evaluate("document.documentElement.scrollWidth") <= vlak["width"], (waar, vlak)
    bezoek.pagina.set_viewport_size(BREED)


def kop(pagina: Page, tekst: str | re.Pattern[str]) -> None:
    """The heading of the page."""
    expect(pagina.get_by_role("heading", level=1)).to_have_text(tekst)


def melding(pagina: Page, tekst: str) -> None:
    """What the page says was done."""
    expect(pagina.locator(".melding[role=status]")).to_have_text(tekst)


def haal(pagina: Page, doe: Callable[[], None], map_: Path) -> Path:
    """A file that comes when something is done."""
    with pagina.expect_download() as bezig:
        doe()
    doel = map_ / bezig.value.suggested_filename
    bezig.value.save_as(doel)
    return doel


def lees_csv(pad: Path) -> list[dict[str, str]]:
    """The rows of a CSV, with whichever separator it says."""
    tekst = pad.read_text(encoding="utf-8-sig")
    scheiding = ";" if ";" in tekst.splitlines()[0] else ","
    return list(csv.DictReader(tekst.splitlines(), delimiter=scheiding))


def log_in(pagina: Page, token: str) -> None:
    """Fill in the form to sign in."""
    pagina.get_by_label("Token").fill(token)
    pagina.get_by_role("button", name="Inloggen").click()
    expect(pagina.get_by_role("banner")).to_contain_text("Ingelogd als")


@dataclass(frozen=True)
class Toetsen:
    """Somebody who has only a keyboard."""

    pagina: Page

    def naar(self, keuze: str, toets: str = "Tab") -> None:
        """Press Tab (or Shift+Tab) until an element has the focus; its focus is seen."""
        for _ in range(300):
            self.pagina.keyboard.press(toets)
            if self.pagina.evaluate("keuze => document.activeElement.matches(keuze)", keuze):
                assert self.pagina.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", keuze
                return
        raise AssertionError(f"{keuze} is not reached with {toets} on {self.pagina.url}")

    def druk(self, keuze: str, toets: str = "Enter") -> None:
        """Go to an element and press a key there."""
        self.naar(keuze)
        self.pagina.keyboard.press(toets)

    def typ(self, keuze: str, tekst: str) -> None:
        """Go to a field and type in it."""
        self.naar(keuze)
        self.pagina.keyboard.type(tekst)

    def kies(self, keuze: str, optie: str) -> None:
        """Go down in a list to an option."""
        self.naar(keuze)
        lijst = self.pagina.locator(keuze)
        for _ in range(lijst.locator("option").count()):
            if lijst.input_value() == optie:
                return
            self.pagina.keyboard.press("ArrowDown")
        assert lijst.input_value() == optie

    def haal(self, keuze: str, map_: Path) -> Path:
        """The file behind a link."""
        return haal(self.pagina, lambda: self.druk(keuze), map_)
