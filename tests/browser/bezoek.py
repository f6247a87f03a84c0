"""A running service over an edition, and a visit to it that remembers what it asked and what went wrong."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from playwright.sync_api import Browser, Page, Request, expect

from api.app import maak_app
from regio.adressen import GeenGeocoder
from regio.instellingen import Instellingen
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand

GEDULD_MS = 120_000  # a busy machine is slow, not wrong
expect.set_options(timeout=GEDULD_MS)

CHROMIUM = "/usr/bin/chromium"
# Names other than 127.0.0.1 do not resolve in this browser.
VLAGGEN = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
AXE_REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def dienst_over(stand: Stand, map_: Path, instel: Callable[[str], dict[str, Any]] = lambda _: {}) -> Iterator[str]:
    """The address of a running service over an edition; ``instel`` gives more settings for that address."""
    with socket.socket() as luister:
        luister.bind(("127.0.0.1", 0))
        poort = luister.getsockname()[1]
        meer = instel(f"http://127.0.0.1:{poort}")
        instellingen = Instellingen(var=map_, geocoder="geen", limiet=10_000, poort=poort, **meer)
        app = maak_app(instellingen, houder=Standhouder(map_, stand), geocoder=GeenGeocoder())
        dienst = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        draad = threading.Thread(target=dienst.run, kwargs={"sockets": [luister]}, daemon=True)
        draad.start()
        while not dienst.started:
            assert draad.is_alive(), "the service did not start"
            time.sleep(0.02)
        yield instellingen.adres
        dienst.should_exit = True
        draad.join(10)


@dataclass
class Bezoek:
    """A page with everything it asked the network for and everything that went wrong in it."""

    pagina: Page
    gevraagd: list[Request] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)

    def zoek(self, tekst: str) -> None:
        """Type a question and send it."""
        self.pagina.locator("#vraag").fill(tekst)
        self.pagina.locator("#vraag").press("Escape")
        self.pagina.locator("#vraag").press("Enter")

    def gestuurd(self) -> list[dict[str, list[str]]]:
        """The forms that were posted."""
        posten = [verzoek for verzoek in self.gevraagd if verzoek.method == "POST"]
        return [parse_qs(verzoek.post_data or "", keep_blank_values=True) for verzoek in posten]

    def kaart(self, naast: str = "") -> None:
        """Wait until the map is drawn; ``naast`` narrows it to what must have been drawn."""
        expect(self.pagina.locator("#kaart[data-klaar]")).to_be_attached()
        expect(self.pagina.locator(f"#doek:not([data-bezig]){naast}")).to_be_attached()

    def axe(self) -> list[str]:
        """The violations axe finds; its script enters through the debugger, past the CSP."""
        self.pagina.evaluate(AXE.read_text(encoding="utf-8"))
        uitslag = self.pagina.evaluate("regels => axe.run(document, {runOnly: regels})", AXE_REGELS)
        return [f"{fout['id']}: {fout['nodes'][0]['html']}" for fout in uitslag["violations"]]


Bezoeker = Callable[..., AbstractContextManager[Bezoek]]


@contextmanager
def bezoek_aan(browser: Browser, basis: str, **opties: Any) -> Iterator[Bezoek]:
    """Open a page in a window of its own; nothing may have gone wrong in it."""
    context = browser.new_context(**{"locale": "nl-NL", "reduced_motion": "reduce", **opties})
    context.set_default_timeout(GEDULD_MS)
    bezoek = Bezoek(context.new_page())
    bezoek.pagina.on("request", lambda verzoek: _onthoud(bezoek, verzoek))
    bezoek.pagina.on("pageerror", lambda fout: bezoek.fouten.append(str(fout)))
    bezoek.pagina.on("console", lambda regel: _noteer(bezoek, regel.text))
    bezoek.pagina.goto(basis)
    yield bezoek
    assert not bezoek.fouten, bezoek.fouten
    context.close()


def _onthoud(bezoek: Bezoek, verzoek: Request) -> None:
    bezoek.gevraagd.append(verzoek)


def _noteer(bezoek: Bezoek, tekst: str) -> None:
    """Keep what the console says, but for the 400 and 404 that are answers here."""
    if "status of 400" not in tekst and "status of 404" not in tekst:
        bezoek.fouten.append(tekst)
