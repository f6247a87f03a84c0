"""The page of a test as HTML, and its moves as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaarten.herindelingen.toetsbeeld import maak_beeld
from kaarten.herindelingen.toetsvraag import LANGST, VOORBEELDEN, Toetsvraag, adres
from kaarten.inloggen.pagina import Ingelogd
from kaarten.pagina import vul_in
from regio.scenario.lezen import lees_zetten
from regio.scenario.uitvoer import zetten_csv

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bezoeker:
    """Who looks: signed in or not, and whether they may make scenarios."""

    ingelogd: Ingelogd | None = None
    mag_maken: bool = False


def pagina(vraag: Toetsvraag, antwoord: Json | None, bezoeker: Bezoeker) -> str:
    """The page with the answer to the form; without one the form alone, with what is wrong with it."""
    beeld = maak_beeld(antwoord) if antwoord else None
    return vul_in(
        "herindeling_toets.html",
        vraag=vraag,
        invoer=vraag.invoer,
        waarden=vraag.velden,
        langst=LANGST,
        voorbeelden=[(adres(velden), titel) for titel, velden in VOORBEELDEN],
        beeld=beeld,
        zetten={een["optie"]: zetten_van(antwoord, een["optie"]) for een in antwoord["opties"]} if antwoord else {},
        peildatum=antwoord["scenario"]["peildatum"] if antwoord else "",
        ingelogd=bezoeker.ingelogd,
        mag_maken=bezoeker.mag_maken,
        inloggen=f"/inloggen?{_naar(vraag)}",
    )


def zetten_van(antwoord: Json, optie: str) -> str:
    """The moves of the herindeling and of an option as CSV, to begin a scenario with."""
    alle = {een["optie"]: een["zetten"] for een in antwoord["opties"]}
    return zetten_csv(lees_zetten([*antwoord["scenario"]["zetten"], *alle.get(optie, [])]))


def _naar(vraag: Toetsvraag) -> str:
    from urllib.parse import urlencode

    return urlencode({"naar": vraag.adres()})
