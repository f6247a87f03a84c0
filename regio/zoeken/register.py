"""The names a Stand knows: gemeenten (also former ones), aliases and places, folded for comparing.

A province or gemeente behind a name picks among its bearers; one that fits none of them fits nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from regio.stand.bewaren import eenmaal
from regio.stand.stand import Stand
from regio.tijdlijn.namen import vouw
from regio.zoeken.bepaling import Bepaling, ontleed

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
        self._streken = Streken(tabellen["plaatsen"], tabellen["herindelingen"])
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
        """Every gemeente and place with a name; of ``Hengelo Gld`` those that lie where it says."""
        gevouwen = vouw(vraag)
        bepaling = ontleed(gevouwen)
        bepaald = [naam for naam in self._naamgenoten(bepaling) if bepaling and self._ligt_in(naam, bepaling)]
        return list(dict.fromkeys([*self._op_naam.get(gevouwen, ()), *bepaald]))

    def elders(self, vraag: str) -> list[Naam]:
        """Who bears the name in ``Rotterdam Gelderland`` when none of them lies where it says."""
        return [] if self.met_naam(vraag) else self._naamgenoten(ontleed(vouw(vraag)))

    def _naamgenoten(self, bepaling: Bepaling | None) -> list[Naam]:
        return list(self._op_naam.get(bepaling.naam, ())) if bepaling else []

    def _ligt_in(self, naam: Naam, bepaling: Bepaling) -> bool:
        if bepaling.provincie:
            provincies = self._streken.provincies(naam.sleutel)
            return not provincies or bepaling.provincie in provincies
        if not bepaling.gemeente:
            return naam.soort == "gemeente"
        gezocht = {ander.sleutel for ander in self._op_naam.get(bepaling.gemeente, ()) if ander.soort == "gemeente"}
        return naam.soort == "plaats" and not gezocht.isdisjoint(self._streken.gemeenten(naam.sleutel))

    def alle_namen(self) -> dict[str, dict[Naam, None]]:
        """Folded name to everything that bears it."""
        return self._op_naam


class Streken:
    """In which gemeenten and provinces a place or gemeente lies, by its code.

    The places tell it for 2014; gemeenten of other days go by those they came from or went into.
    """

    def __init__(self, plaatsen: Iterable[dict[str, Any]], herindelingen: Iterable[dict[str, Any]]) -> None:
        self._in_2014: dict[str, set[str]] = defaultdict(set)
        self._provincies: dict[str, set[str]] = defaultdict(set)
        for rij in plaatsen:
            self._in_2014[rij["code"]].add(rij["gemeente_2014"])
            for code in (rij["code"], rij["gemeente_2014"]):
                # An edition of an older program has no provinces: then nothing can contradict.
                self._provincies[code].update(rij.get("provincies", ()))
        self._later: dict[str, set[str]] = defaultdict(set)
        self._eerder: dict[str, set[str]] = defaultdict(set)
        for rij in herindelingen:
            self._later[rij["oude_code"]].add(rij["nieuwe_code"])
            self._eerder[rij["nieuwe_code"]].add(rij["oude_code"])

    def gemeenten(self, code: str) -> set[str]:
        """The gemeenten in which a place lies or may have lain; of a gemeente itself and its kin."""
        begin = self._in_2014.get(code, {code})
        return _keten(begin, self._later) | _keten(begin, self._eerder)

    def provincies(self, code: str) -> set[str]:
        """The provinces of a place or gemeente; empty when not known."""
        if code in self._provincies:
            return self._provincies[code]
        return {provincie for ander in self.gemeenten(code) for provincie in self._provincies.get(ander, ())}


def _keten(begin: set[str], buren: dict[str, set[str]]) -> set[str]:
    gezien, rand = set(begin), set(begin)
    while rand:
        rand = {ander for code in rand for ander in buren.get(code, ())} - gezien
        gezien |= rand
    return gezien


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


@eenmaal
def register_van(stand: Stand) -> Register:
    """The register of a Stand, made once."""
    return Register(stand)
