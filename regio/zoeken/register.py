"""The names a Stand knows: gemeenten (also former ones), aliases and places, folded for comparing."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from regio.stand.stand import Stand
from regio.tijdlijn.namen import vouw

# What sources put behind a name to tell namesakes apart, folded.
_TOEVOEGING = re.compile(r" (?:gem|gemeente|gn|fr|frl|dr|ov|o|gld|gl|ut|nh|zh|z|zld|nb|l|lb|limburg|gelderland)$")
_HAAKJES = re.compile(r"\s*\([^)]*\)")


def kale_naam(naam: str) -> str:
    """A name folded, without what tells namesakes apart: ``Bergen (NH.)`` becomes ``bergen``."""
    return _TOEVOEGING.sub("", vouw(_HAAKJES.sub("", naam)))


@dataclass(frozen=True, slots=True)
class Naam:
    """One name in the register: ``soort`` is ``gemeente`` or ``plaats``, ``sleutel`` its code."""

    soort: str
    sleutel: str
    naam: str


class Register:
    """An index of names over one Stand."""

    def __init__(self, stand: Stand) -> None:
        tabellen = stand.tabellen
        self.gemeenten: dict[str, dict[str, Any]] = {rij["code"]: rij for rij in tabellen["gemeenten"]}
        self.plaatsen: dict[str, dict[str, Any]] = {rij["code"]: rij for rij in _samengevoegd(tabellen["plaatsen"])}
        for rij in tabellen["herindelingen"]:
            if rij["oude_code"] not in self.gemeenten:
                self.gemeenten[rij["oude_code"]] = _verdwenen(rij)
        self.aliassen: dict[str, list[str]] = defaultdict(list)
        self._op_naam: dict[str, dict[Naam, None]] = defaultdict(dict)
        for code, rij in self.gemeenten.items():
            self._voeg_toe(Naam("gemeente", code, rij["naam"]), rij["naam"])
        for alias in tabellen["aliassen"]:
            self.aliassen[alias["code"]].append(alias["alias"])
            self._voeg_toe(Naam("gemeente", alias["code"], self.gemeenten[alias["code"]]["naam"]), alias["alias"])
        for code, rij in self.plaatsen.items():
            self._voeg_toe(Naam("plaats", code, rij["naam"]), rij["naam"])

    def _voeg_toe(self, naam: Naam, schrijfwijze: str) -> None:
        for sleutel in {vouw(schrijfwijze), kale_naam(schrijfwijze)}:
            self._op_naam[sleutel][naam] = None

    def met_naam(self, vraag: str) -> list[Naam]:
        """Every gemeente and place with a name; a fuller writing beats the bare one."""
        precies = self._op_naam.get(vouw(vraag))
        if not precies and _TOEVOEGING.search(vouw(_HAAKJES.sub("", vraag))):
            precies = self._op_naam.get(kale_naam(vraag))
        return list(precies or ())

    def alle_namen(self) -> dict[str, dict[Naam, None]]:
        """Folded name to everything that bears it."""
        return self._op_naam


def _samengevoegd(plaatsen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row per place: a woonplaats that lay in two gemeenten stands in two rows."""
    uit: dict[str, dict[str, Any]] = {}
    for rij in plaatsen:
        eerder = uit.get(rij["code"])
        postcodes = sorted({*(eerder["postcodes"] if eerder else ()), *rij["postcodes"]})
        uit[rij["code"]] = {**rij, "postcodes": postcodes}
    return list(uit.values())


def _verdwenen(herindeling: dict[str, Any]) -> dict[str, Any]:
    """A gemeente that is only known as the old side of a herindeling, from before 2011-01-01."""
    return {
        "code": herindeling["oude_code"],
        "naam": herindeling["oude_naam"],
        "geldig_vanaf": None,
        "geldig_tot": herindeling["datum"],
    }


@lru_cache(maxsize=2)
def register_van(stand: Stand) -> Register:
    """The register of a Stand, made once."""
    return Register(stand)
