"""The effects of a scenario as one table: a row per figure, with what it was and what it is.

Made of the JSON of ``Doorrekening``, so it tells the same. Columns: ``onderdeel``, ``sector``, ``code``,
``naam``, ``maat``, ``voor``, ``na``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from regio.congruentie.tabel import Cel, Rij, Tabel

Json = Mapping[str, Any]
KOP = ("onderdeel", "sector", "code", "naam", "maat", "voor", "na")
_VOOR, _NA = KOP.index("voor"), KOP.index("na")
_SWV = {
    "kinderen": "kinderen",
    "inwoners": "inwoners",
    "postcodes": "postcodes",
    "bouwstenen": "bouwstenen",
    "bouwstenenMisschien": "bouwstenen misschien",
    "gemeenten": "gemeenten aan tafel",
    "gemeentenMisschien": "gemeenten misschien aan tafel",
    "stukken": "losse stukken",
}
_TOTALEN = {
    "samenwerkingsverbanden": "samenwerkingsverbanden",
    "gemeenten": "gemeenten",
    "gesplitsteGemeenten": "gesplitste gemeenten",
    "plaatsenAanTafel": "plaatsen aan tafel",
}
_GRENS = {
    "lengte": "grens in meter",
    "samenvallend": "daarvan grens van beide in meter",
    "onzeker": "daarvan niet te vergelijken in meter",
}


def van_doorrekening(inhoud: Json) -> Tabel:
    """Every figure that is told, in the order of the screen; levels of findings stand in ``maat``."""
    rijen: list[Rij] = []
    for deel in (_bevindingen, _totalen, _verbanden, _tafels, _congruentie, _wissels):
        rijen.extend(deel(inhoud))
    return Tabel(KOP, tuple(rijen))


@dataclass(frozen=True, slots=True)
class Zijde:
    """One of two scenarios side by side: its name and version, its day, and a line per source."""

    titel: str
    peildatum: str
    bronnen: tuple[str, ...]


def van_vergelijking(antwoord: Json, een: Zijde, ander: Zijde) -> Tabel:
    """Two scenarios side by side (``vergelijking``): which two, what differs, and what both rest on.

    What differs is ground alone where figures cannot be compared.
    """
    effecten = antwoord["effecten"]
    cijfers = van_doorrekening({**effecten, "bevindingen": []}).rijen if effecten else _wissels(antwoord)
    anders = (rij for rij in cijfers if rij[_VOOR] != rij[_NA])
    return Tabel(KOP, (*_welke(een, ander), *anders, *_bronnen(een, ander)))


def _welke(een: Zijde, ander: Zijde) -> Iterator[Rij]:
    yield ("scenario", "", "", "", "titel", een.titel, ander.titel)
    yield ("scenario", "", "", "", "peildatum", een.peildatum, ander.peildatum)


def _bronnen(een: Zijde, ander: Zijde) -> Iterator[Rij]:
    """A row per source, named on the side that rests on it: mostly both."""
    kop = ("bron", "", "", "", "naamsvermelding")
    for bron in dict.fromkeys((*een.bronnen, *ander.bronnen)):
        yield (*kop, *(bron if bron in kant.bronnen else None for kant in (een, ander)))


def _bevindingen(inhoud: Json) -> Iterator[Rij]:
    for een in inhoud["bevindingen"]:
        yield ("bevinding", "", een["waar"], een["code"], een["niveau"], None, f"{een['wat']} {een['gedaan']}")


def _totalen(inhoud: Json) -> Iterator[Rij]:
    for sector, totalen in inhoud["totalen"].items():
        for veld, maat in _TOTALEN.items():
            yield ("totaal", sector, "", "", maat, totalen["voor"][veld], totalen["na"][veld])


def _verbanden(inhoud: Json) -> Iterator[Rij]:
    for rij in inhoud["samenwerkingsverbanden"]:
        kop = ("verband", rij["sector"], rij["code"], rij["naam"])
        yield (*kop, "status", None, rij["status"])
        for veld, maat in _SWV.items():
            yield (*kop, maat, *(_cel(rij[kant], veld) for kant in ("voor", "na")))
        for veld, maat in _GRENS.items():
            grenzen = [rij[kant] and rij[kant]["grens"] for kant in ("voor", "na")]
            yield (*kop, maat, *(_cel(grens, veld) for grens in grenzen))


def _tafels(inhoud: Json) -> Iterator[Rij]:
    for rij in inhoud["gemeenten"]:
        kop = ("gemeente", rij["sector"], rij["code"], rij["naam"])
        yield (*kop, "verbanden", *(_cel(rij[kant], "samenwerkingsverbanden") for kant in ("voor", "na")))
        yield (*kop, "splitsing", None, rij["splitsing"])


def _congruentie(inhoud: Json) -> Iterator[Rij]:
    for rij in inhoud["congruentie"]:
        kop = ("congruentie", rij["indeling"], rij["met"], rij["titel"])
        for veld, maat in (("v", "V"), ("homogeniteit", "homogeniteit"), ("volledigheid", "volledigheid")):
            yield (*kop, maat, rij["voor"][veld], rij["na"][veld])
        for veld, maat in _GRENS.items():
            yield (*kop, maat, rij["voor"]["grens"][veld], rij["na"]["grens"][veld])


def _wissels(inhoud: Json) -> Iterator[Rij]:
    verschil = inhoud["verschil"]
    for wissel in verschil["wissels"]:
        van, naar = (_rij(wissel[kant]) for kant in ("van", "naar"))
        for pc4 in wissel["postcodes"]:
            yield ("postcode", wissel["laag"], pc4, "", "ligt in", van, naar)
    for een in verschil["hernoemd"]:
        yield ("naam", een["code"][:2], een["code"], "", "naam", een["van"], een["naar"])


def _cel(figuren: Json | None, veld: str) -> Cel:
    """A figure, nothing where the region does not exist; several codes with a space between."""
    if figuren is None:
        return None
    waarde = figuren[veld]
    return _rij(waarde) if isinstance(waarde, list) else waarde


def _rij(codes: Iterable[str]) -> str:
    return " ".join(codes)
