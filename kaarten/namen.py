"""The file of names that the search box matches in the browser, so that no keystroke is sent."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from regio.stand.bewaren import eenmaal
from regio.stand.stand import Stand
from regio.tijdlijn.namen import vouw
from regio.zoeken.register import Register, register_van


@dataclass(frozen=True, slots=True)
class Namenbestand:
    """The names of one edition as JSON; ``hash`` changes with the content and names the file."""

    hash: str
    inhoud: bytes


@eenmaal
def namenbestand(stand: Stand) -> Namenbestand:
    """Gemeenten, their other names and places of an edition.

    ``g`` rows are a name and the day the gemeente ended (or nothing), ``a`` rows another name and
    the index of its gemeente, ``p`` rows a place and the index of its gemeente in 2014.
    """
    register = register_van(stand)
    nummers = {code: nummer for nummer, code in enumerate(register.gemeenten)}
    inhoud = {"g": _gemeenten(register), "a": _aliassen(register, nummers), "p": _plaatsen(register, nummers)}
    tekst = json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode()
    return Namenbestand(hashlib.sha256(tekst).hexdigest()[:16], tekst)


def _gemeenten(register: Register) -> list[list[Any]]:
    return [[rij["naam"], rij["geldig_tot"] or ""] for rij in register.gemeenten.values()]


def _aliassen(register: Register, nummers: dict[str, int]) -> list[list[Any]]:
    """Other names, without those that differ from the first one in writing only."""
    uit: list[list[Any]] = []
    for code, aliassen in register.aliassen.items():
        gezien = {vouw(register.gemeenten[code]["naam"])}
        for alias in aliassen:
            if vouw(alias) not in gezien:
                gezien.add(vouw(alias))
                uit.append([alias, nummers[code]])
    return uit


def _plaatsen(register: Register, nummers: dict[str, int]) -> list[list[Any]]:
    """Places, without those that bear the name of their own gemeente."""
    return [
        [rij["naam"], nummers[rij["gemeente_2014"]]]
        for rij in register.plaatsen.values()
        if vouw(rij["naam"]) != vouw(register.gemeenten[rij["gemeente_2014"]]["naam"])
    ]
