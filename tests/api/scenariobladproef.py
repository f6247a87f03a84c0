"""The pages about scenarios as a browser without scripts uses them: a sheet with its forms, and what is on a page."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx2

from tests.api.scenarioproef import PEILDATUM
from tests.api.sessieproef import Inlog

PAD = "/scenarios"
NIEUWE_ZET = {
    "soort": "verplaats",
    "sector": "PO",
    "grond": "gemeente",
    "gemeente": "Tynaarlo",
    "naar": "PO2203 – een naam",
    "notitie": "Op verzoek",
}


class Blad:
    """The page of one scenario in a session."""

    def __init__(self, inlog: Inlog, pad: str) -> None:
        self.inlog, self.pad = inlog, pad

    def lees(self, deel: str = "") -> str:
        """The page."""
        antwoord = self.inlog.kaal("GET", f"{self.pad}{deel}")
        assert antwoord.status_code == 200, antwoord.text
        assert antwoord.headers["cache-control"] == "no-store"
        return antwoord.text

    @property
    def kenmerk(self) -> str:
        """What every form of the page carries."""
        raak = re.search(r'name="kenmerk" value="([^"]+)"', self.lees())
        assert raak is not None
        return html.unescape(raak[1])

    def stuur(self, naam: str, velden: dict[str, str] | None = None, **opties: Any) -> httpx2.Response:
        """Send a form as it stands on the page now."""
        return self.inlog.formulier(
            f"{self.pad}/{naam}", {"kenmerk": self.kenmerk, **self.bij_zet(naam, velden or {})}, **opties
        )

    def bij_zet(self, naam: str, velden: dict[str, str]) -> dict[str, str]:
        """With the print of a move that a form is about."""
        if "nummer" not in velden or "afdruk" in velden:
            return velden
        afdrukken = re.findall(r'action="[^"]*/weg".*?name="afdruk" value="([^"]+)"', self.lees(), re.DOTALL)
        return {**velden, "afdruk": afdrukken[int(velden["nummer"]) - 1]}

    def gelukt(self, naam: str, velden: dict[str, str] | None = None, **opties: Any) -> str:
        """Send a form that is done; gives the page it leads to."""
        antwoord = self.stuur(naam, velden, **opties)
        assert antwoord.status_code == 303, antwoord.text
        assert f"gedaan={naam}" in antwoord.headers["location"]
        return self.inlog.kaal("GET", antwoord.headers["location"].partition("#")[0]).text

    @property
    def zetten(self) -> list[dict[str, Any]]:
        """Its moves, as the API gives them."""
        zetten: list[dict[str, Any]] = self.inlog.kaal("GET", f"/v1{self.pad}").json()["zetten"]
        return zetten


def maak(inlog: Inlog, *, bestand: bytes = b"", naam: str = "Proef", **velden: str) -> httpx2.Response:
    return stuur_nieuw(inlog, {"naam": naam, **velden}, bestand)


def stuur_nieuw(inlog: Inlog, velden: dict[str, str], bestand: bytes = b"") -> httpx2.Response:
    lijf = {"csrf": inlog.csrf, "naam": "Proef", **velden}
    return inlog.kaal("POST", PAD, data=lijf, files={"bestand": ("zetten.csv", bestand, "text/csv")})


def nieuw(inlog: Inlog, *zetten: dict[str, Any], naam: str = "Proef") -> Blad:
    lijf = {"naam": naam, "peildatum": PEILDATUM, "zetten": list(zetten)}
    antwoord = inlog.vraag("POST", f"/v1{PAD}", json=lijf)
    assert antwoord.status_code == 201, antwoord.text
    return Blad(inlog, antwoord.headers["location"].removeprefix("/v1"))


def kaal(tekst: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", tekst))).strip()


def fouten_in(antwoord: httpx2.Response, status: int = 400) -> dict[str, str]:
    """The error summary: every sentence, by the id that it leads to; all of these are on the page."""
    assert antwoord.status_code == status, antwoord.text
    (vak,) = re.findall(r'<div class="foutoverzicht" id="fouten".*?</div>', antwoord.text, re.DOTALL)
    gevonden = {plek: html.unescape(zin) for plek, zin in re.findall(r'<a href="#([^"]+)">([^<]+)</a>', vak)}
    for plek in gevonden:
        assert f'id="{plek}"' in antwoord.text, plek
    assert "<title>Fout: " in antwoord.text
    return gevonden


def tag_van(tekst: str, plek: str) -> str:
    """The tag of a field."""
    (gevonden,) = re.findall(rf'<(?:input|textarea|select) [^>]*id="{plek}"[^>]*>', tekst)
    return str(gevonden)


def verborgen_in(tekst: str) -> dict[str, str]:
    """The hidden fields of the form of a page that keeps what was typed."""
    (vak,) = re.findall(r'<form method="post" action="/scenarios[^>]*>(.*?)</form>', tekst, re.DOTALL)
    return {naam: html.unescape(waarde) for naam, waarde in re.findall(r'name="([^"]+)" value="([^"]*)"', vak)}


def velden_in(tekst: str, plek: str) -> dict[str, str]:
    """What a browser would send of a form: its hidden and text fields, what is chosen, and what is ticked."""
    (vak,) = re.findall(rf'<form id="{plek}".*?</form>', tekst, re.DOTALL)
    uit = {
        naam: html.unescape(inhoud)
        for naam, inhoud in re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', vak, re.DOTALL)
    }
    for tag in re.findall(r"<input [^>]*>", vak):
        kenmerken = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if kenmerken.get("type") not in ("radio", "checkbox") or " checked" in tag:
            uit[kenmerken["name"]] = html.unescape(kenmerken["value"])
    return uit
