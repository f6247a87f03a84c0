"""A running service with scenarios, and the page of one in Chromium: what the tests of composing a move share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from playwright.sync_api import Browser, Page, expect

from api.sessie import COOKIE
from regio.opslag import gebruikers
from regio.stand.stand import Stand
from tests.api.scenarioproef import PAD, PEILDATUM, maak_database
from tests.browser.bezoek import GEDULD_MS, Bezoek, bezoek_aan, dienst_over

BREED = {"width": 1280, "height": 900}
GEDULD_S = GEDULD_MS / 1000


@dataclass(frozen=True)
class Dienst:
    """A running service, and the token of somebody who may make scenarios."""

    adres: str
    token: str

    def maak(self, *zetten: dict[str, Any]) -> str:
        """A new scenario; the path of its page."""
        lijf = {"naam": "Proef", "peildatum": PEILDATUM, "zetten": list(zetten)}
        antwoord = httpx2.post(f"{self.adres}{PAD}", json=lijf, headers=self.koppen, timeout=GEDULD_S)
        assert antwoord.status_code == 201, antwoord.text
        return f"/scenarios/{antwoord.json()['id']}"

    def zetten(self, pad: str) -> list[dict[str, Any]]:
        """The moves that are kept."""
        antwoord = httpx2.get(f"{self.adres}/v1{pad}", headers=self.koppen, timeout=GEDULD_S)
        zetten: list[dict[str, Any]] = antwoord.json()["zetten"]
        return zetten

    def proef(self, pad: str, zet: dict[str, Any]) -> dict[str, Any]:
        """What a move would do, by the API."""
        lijf = {"zetten": [zet]}
        antwoord = httpx2.post(f"{self.adres}/v1{pad}/_probeer", json=lijf, headers=self.koppen, timeout=GEDULD_S)
        uit: dict[str, Any] = antwoord.json()
        return uit

    def koek(self) -> dict[str, Any]:
        """The cookie of a new session."""
        velden = {"token": self.token, "naar": "/scenarios"}
        antwoord = httpx2.post(f"{self.adres}/inloggen", data=velden, timeout=GEDULD_S)
        vast = {"domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": True, "secure": True, "sameSite": "Lax"}
        return {"name": COOKIE, "value": antwoord.cookies[COOKIE], **vast}

    @property
    def koppen(self) -> dict[str, str]:
        """Who asks."""
        return {"authorization": f"Bearer {self.token}"}


@contextmanager
def scenariodienst(stand: Stand, map_: Path) -> Iterator[Dienst]:
    """A service with a database of its own."""
    engine = maak_database(f"sqlite:///{map_ / 'regio.db'}")
    with dienst_over(stand, map_) as adres:
        yield Dienst(adres, gebruikers.maak_token(engine, "anna"))
    engine.dispose()


@contextmanager
def open_scenario(browser: Browser, dienst: Dienst, pad: str, **opties: Any) -> Iterator[Bezoek]:
    """The page of a scenario, signed in."""
    bij = {"viewport": BREED, "storage_state": {"cookies": [dienst.koek()], "origins": []}, **opties}
    with bezoek_aan(browser, f"{dienst.adres}{pad}", **bij) as bezoek:
        if opties.get("java_script_enabled", True):
            expect(bezoek.pagina.locator("#kaart[data-klaar]")).to_be_attached()
        yield bezoek


def kies_verplaatsing(pagina: Page, naar: str = "PO2203") -> None:
    """Tynaarlo to another SWV."""
    pagina.locator("[name=sector][value=PO]").check()
    pagina.locator("#zet-gemeente").fill("Tynaarlo (GM1730)")
    pagina.locator("#zet-naar").fill(naar)
    pagina.locator("#zet-naar").press("Tab")


def is_bewaard(pagina: Page) -> None:
    expect(pagina.locator(".melding[role=status]")).to_have_text("De zet is toegevoegd.")


def toon_op_kaart(pagina: Page) -> None:
    expect(pagina.locator("#doek:not([data-bezig])")).to_be_attached()
    pagina.locator("#doek").scroll_into_view_if_needed()
