"""``make schermen``: pictures of the pages and maps for the README, in ``docs/schermen``.

Starts the service on loopback over the sketch and, when REGIO_BRONNEN names a folder with the
official files, over the official borders too; drives Debian's Chromium without any other host. The
official borders themselves are in no picture without their attribution, and in no other file.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright
from playwright.sync_api import TimeoutError as Verlopen

REPO = Path(__file__).resolve().parent.parent
DOEL = REPO / "docs" / "schermen"
DAG = "2026-01-01"
# The day of the last known version of the regeling, on which it is held against the jeugdregio's of that year.
WET = "2015-04-23"
# Who signs in for the picture of a scenario; made in the state folder when it is not there.
GEBRUIKER = "schermen"
GROOTST = 250_000
BREEDST = 1_280
WACHT_MS = 60_000
VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
GETEKEND = ".leaflet-container path"
# The lines under a map that name whose borders it shows.
VERMELDING = ".vermelding, p.bron"
SCHERM, TELEFOON = (1280, 860), (390, 780)


@dataclass(frozen=True, slots=True)
class Scherm:
    """One picture: where the browser goes, how large its window is, and what it does there."""

    naam: str
    pad: str
    venster: tuple[int, int]
    doe: Callable[[Page], None]


def main() -> None:
    """Make every picture that this machine can make."""
    keuzes = argparse.ArgumentParser(description=__doc__)
    keuzes.add_argument("--schets", type=Path, help="a state folder over the sketch, instead of loading one")
    keuzes.add_argument("--officieel", type=Path, help="the same over the official borders")
    gekozen = keuzes.parse_args()
    DOEL.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as tijdelijk, sync_playwright() as playwright:
        gronden = {"schets": gekozen.schets or _laad(Path(tijdelijk) / "schets", "")}
        bronnen = os.environ.get("REGIO_BRONNEN", "")
        if gekozen.officieel or bronnen:
            gronden["officieel"] = gekozen.officieel or _laad(Path(tijdelijk) / "officieel", bronnen)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=VLAGGEN)
        platen = {grond: _maak(browser, var, laatste=grond == list(gronden)[-1]) for grond, var in gronden.items()}
        browser.close()
    if len(platen) > 1:
        _bewaar("schets-en-officieel", _naast_elkaar(list(platen.values())))


def _laad(var: Path, bronnen: str) -> Path:
    """A state folder with the facts and a ground, loaded as anybody does."""
    opdracht = [sys.executable, "-m", "regio", "data", "laad"]
    subprocess.run(opdracht, check=True, cwd=REPO, env=_omgeving(var, bronnen))
    return var


def _token(var: Path) -> str:
    """A token of a user who may make scenarios."""
    regio = (sys.executable, "-m", "regio", "gebruiker")
    subprocess.run([*regio, "maak", GEBRUIKER, "--rol", "bewerker"], cwd=REPO, env=_omgeving(var), check=False)
    opdracht = [*regio, "token", GEBRUIKER, "--dagen", "1"]
    uit = subprocess.run(opdracht, cwd=REPO, env=_omgeving(var), check=True, capture_output=True, text=True)
    return uit.stdout.strip()


def _omgeving(var: Path, bronnen: str = "") -> dict[str, str]:
    eigen = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("REGIO_")}
    return {**eigen, "REGIO_VAR": str(var), "REGIO_BRONNEN": bronnen, "REGIO_GEOCODER": "geen"}


@contextmanager
def _dienst(var: Path) -> Iterator[str]:
    """The service over a state folder, on a free port of this machine only."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort: int = vrij.getsockname()[1]
    basis = f"http://127.0.0.1:{poort}"
    opdracht = [sys.executable, "-m", "uvicorn", "--factory", "api.serveer:maak", "--port", str(poort)]
    proces = subprocess.Popen([*opdracht, "--log-level", "warning", "--no-access-log"], cwd=REPO, env=_omgeving(var))
    try:
        _wacht(proces, f"{basis}/readyz")
        yield basis
    finally:
        proces.terminate()
        proces.wait(30)


def _wacht(proces: subprocess.Popen[bytes], adres: str) -> None:
    uiterlijk = time.monotonic() + WACHT_MS / 1000
    while time.monotonic() < uiterlijk and proces.poll() is None:
        try:
            with urllib.request.urlopen(adres, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("De dienst start niet; zie de melding hierboven.")


def _maak(browser: Browser, var: Path, *, laatste: bool) -> Image.Image:
    """The report picture of a ground; of the last one the pages too."""
    if laatste:
        os.environ["SCHERMEN_TOKEN"] = _token(var)
    with _dienst(var) as basis:
        if laatste:
            for scherm in SCHERMEN:
                _bewaar(scherm.naam, _scherm(browser, basis, scherm))
        with urllib.request.urlopen(
            f"{basis}/kaarten/indeling?indeling=VO&geldigOp={DAG}&vorm=png", timeout=300
        ) as uit:
            plaat = Image.open(io.BytesIO(uit.read())).convert("RGB")
    if laatste:
        _bewaar("rapport", plaat)
    return plaat


def _scherm(browser: Browser, basis: str, scherm: Scherm) -> Image.Image:
    breed, hoog = scherm.venster
    context = browser.new_context(viewport={"width": breed, "height": hoog}, locale="nl-NL", reduced_motion="reduce")
    context.set_default_timeout(WACHT_MS)
    pagina = context.new_page()
    pagina.goto(f"{basis}{scherm.pad}")
    scherm.doe(pagina)
    pagina.wait_for_load_state("networkidle")
    # Down to the attribution, which must be in the picture.
    onder = f"[...document.querySelectorAll('{VERMELDING}')].map(e => e.getBoundingClientRect().bottom + scrollY)"
    hoog = max(hoog, *(round(plek) + 16 for plek in [0, *pagina.evaluate(onder)]))
    kader: FloatRect = {"x": 0, "y": 0, "width": breed, "height": hoog}
    beeld = Image.open(io.BytesIO(pagina.screenshot(full_page=True, clip=kader))).convert("RGB")
    context.close()
    return beeld


def _kaart_staat_er(pagina: Page) -> None:
    """Wait until areas are drawn; a page without a map is a picture too."""
    try:
        pagina.locator(GETEKEND).first.wait_for(state="attached", timeout=WACHT_MS / 2)
    except Verlopen:
        sys.stderr.write(f"{pagina.url.rpartition('/')[2] or '/'}: geen kaart op deze pagina\n")


def _zoek(pagina: Page) -> None:
    """Ask for a postcode of a split gemeente, and show the answer beside the map."""
    _kaart_staat_er(pagina)
    pagina.locator("#vraag").fill("9471")
    pagina.locator("#vraag").press("Escape")
    pagina.locator("#vraag").press("Enter")
    pagina.locator("#uitkomst-kop").wait_for()
    pagina.evaluate("document.activeElement.blur()")


def _lijnen_staan_er(pagina: Page) -> None:
    """Wait until the map of two divisions is drawn."""
    pagina.locator("#doek[data-getekend]").wait_for()


def _scenario(pagina: Page) -> None:
    """Sign in, take over a worked example, and show its page with a move that is being made."""
    pagina.locator("input[name=token]").fill(os.environ["SCHERMEN_TOKEN"])
    pagina.locator("input[name=token]").press("Enter")
    pagina.locator("#voorbeeld, [name=voorbeeld]").first.select_option("tynaarlo-heel")
    pagina.locator("[name=naam]").first.fill("Tynaarlo heel")
    pagina.get_by_role("button", name="Maak scenario").click()
    _kaart_staat_er(pagina)
    pagina.locator("[name=kaartlaag][value=VO]").check()
    pagina.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


def _niets(pagina: Page) -> None:
    pagina.locator("h1").wait_for()


SCHERMEN = (
    Scherm("pagina", "/", SCHERM, _kaart_staat_er),
    Scherm("telefoon", "/", TELEFOON, _kaart_staat_er),
    Scherm("antwoord", "/", SCHERM, _zoek),
    Scherm("overzicht", "/overzicht?sector=PO", SCHERM, _niets),
    Scherm("kaarten", "/kaarten", SCHERM, _niets),
    Scherm("congruentie", f"/congruentie?met=jeugdregio-2015&peildatum={WET}", SCHERM, _lijnen_staan_er),
    Scherm("overleg", f"/gemeenten/GM1730?peildatum={DAG}", SCHERM, _niets),
    Scherm("scenario", "/inloggen?naar=/scenarios", SCHERM, _scenario),
    Scherm("gesplitst", f"/kaarten/gesplitst?sector=VO&geldigOp={DAG}", (1100, 860), _kaart_staat_er),
)


def _naast_elkaar(platen: list[Image.Image]) -> Image.Image:
    """Pictures beside each other, whole: the source and the label stand in each of them."""
    breed, hoog = 900, round(900 * platen[0].height / platen[0].width)
    uit = Image.new("RGB", (breed * len(platen), hoog), "white")
    for plek, plaat in enumerate(platen):
        uit.paste(plaat.resize((breed, hoog), Image.Resampling.LANCZOS), (plek * breed, 0))
    ImageDraw.Draw(uit).line((breed, 0, breed, hoog), fill="#c3cdcb", width=2)
    return uit


def _bewaar(naam: str, beeld: Image.Image) -> None:
    """Write a picture with a palette, made smaller until it is small enough for a README."""
    breed = min(beeld.width, BREEDST)
    inhoud = b""
    while not inhoud or len(inhoud) > GROOTST:
        hoog = round(beeld.height * breed / beeld.width)
        kleiner = beeld if breed == beeld.width else beeld.resize((breed, hoog), Image.Resampling.LANCZOS)
        uit = io.BytesIO()
        kleiner.quantize(128, dither=Image.Dither.NONE).save(uit, "PNG", optimize=True)
        inhoud, breed = uit.getvalue(), round(breed * 0.9)
    doel = DOEL / f"{naam}.png"
    doel.write_bytes(inhoud)
    sys.stderr.write(f"{doel.relative_to(REPO)}: {len(inhoud) // 1000} kB\n")


if __name__ == "__main__":
    main()
