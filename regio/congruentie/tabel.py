"""Answers about congruence as tables: one row per region, pair, point in time or gemeente.

A table is made of the JSON of an answer, so it tells the same. Written as CSV (RFC 4180, UTF-8, commas,
a header in Dutch); every row says what was measured, and how its sources want to be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from regio.csvcel import csv_tekst

Json = Mapping[str, Any]
Cel = str | int | float | bool | None
Rij = tuple[Cel, ...]
_OORDELEN = ("identiek", "unie", "binnen", "doorsneden", "zonderGebied", "onbekend")
_TELLINGEN = ("identiek", "unie", "binnen", "doorsneden", "zonder_gebied", "onbekend")
_MATEN = ("homogeniteit", "volledigheid", "v", "vMin", "vMax")
_METING = ("weging", "weging_titel", "weging_jaar", "eenheid", "verdeelregel", "naamsvermelding")


@dataclass(frozen=True, slots=True)
class Tabel:
    """Column names and rows of as many cells."""

    kop: tuple[str, ...]
    rijen: tuple[Rij, ...]


def als_csv(tabel: Tabel) -> str:
    """A table as CSV, of which no text is a formula for a spreadsheet."""
    return csv_tekst(tabel.kop, ([_cel(cel) for cel in rij] for rij in tabel.rijen))


def _cel(cel: Cel) -> str | float:
    if cel is None:
        return ""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    return cel


def van_paar(inhoud: Json) -> Tabel:
    """The regions of a pair (``Congruentie``), or one region of it (``RegioCongruentie`` with a list of it)."""
    kop = (
        *("peildatum", "indeling", "met", "code", "naam", "oordeel", "zeker", "gewicht", "bouwstenen"),
        *("hoofdpartner", "hoofdpartner_naam", "hoofdpartner_aandeel", "hoofdpartner_aandeel_van_partner"),
        *("aantal_partners", "partners", "inhomogeniteit", "jaccard"),
        *("grens_meter", "grens_samenvallend_meter", "grens_aandeel", "grens_rand_meter", "grens_onzeker_meter"),
        "grens_bron",
        *("te_verplaatsen", "aandeel_te_verplaatsen", *_METING),
    )
    voor = (inhoud["geldigOp"], inhoud["indeling"]["naam"], inhoud["met"]["naam"])
    bron = inhoud["grensbron"]
    return Tabel(kop, tuple((*voor, *_regio(regio, bron), *_meting(inhoud)) for regio in inhoud["regios"]))


def _regio(regio: Json, grensbron: str) -> Rij:
    eerste, grens = regio["hoofdpartner"] or {}, regio["grens"]
    return (
        *_velden(regio, "code", "naam", "oordeel", "zeker", "gewicht", "bouwstenen"),
        *(eerste.get(veld) for veld in ("code", "naam", "aandeel", "aandeelVanPartner")),
        regio["aantalPartners"],
        "|".join(partner["code"] for partner in regio["partners"]),
        *_velden(regio, "inhomogeniteit", "jaccard"),
        *(*_velden(grens, "lengte", "samenvallend", "aandeel", "rand", "onzeker"), grensbron),
        *_velden(regio, "teVerplaatsen", "aandeelTeVerplaatsen"),
    )


def van_matrix(inhoud: Json) -> Tabel:
    """The pairs of a matrix (``Congruenties``)."""
    kop = (
        *("peildatum", "indeling", "met", "homogeniteit", "volledigheid", "v", "v_laagst", "v_hoogst"),
        *(*_TELLINGEN, "grens_aandeel", "grens_aandeel_met", "grens_bron", *_METING),
    )
    rijen = (
        (
            *(inhoud["geldigOp"], paar["indeling"], paar["met"], *_velden(paar, *_MATEN)),
            *(*_velden(paar["oordelen"], *_OORDELEN), *_velden(paar, "grensaandeel", "grensaandeelMet")),
            *(inhoud["grensbron"], *_meting(inhoud)),
        )
        for paar in inhoud["congruenties"]
    )
    return Tabel(kop, tuple(rijen))


def van_tijdreeks(inhoud: Json) -> Tabel:
    """The points of every line through time (``CongruentieTijdreeks``)."""
    kop = (
        *("indeling", "met", "vanaf", "tot", "homogeniteit", "volledigheid", "v", "v_laagst", "v_hoogst"),
        *(*_TELLINGEN, "grens_aandeel", "grens_bron"),
        *("verschil", "band", "kenmerk", "gebeurtenissen", *_METING),
    )
    rijen = (
        (
            *(reeks["indeling"], reeks["met"], *_velden(punt, "vanaf", "tot", *_MATEN)),
            *(*_velden(punt["oordelen"], *_OORDELEN), punt["grensaandeel"], inhoud["grensbron"]),
            *(*_velden(punt, "verschil", "band", "kenmerk"), " ".join(punt["gebeurtenissen"]), *_meting(inhoud)),
        )
        for reeks in inhoud["reeksen"]
        for punt in reeks["punten"]
    )
    return Tabel(kop, tuple(rijen))


def van_gemeenten(inhoud: Json) -> Tabel:
    """The gemeenten of a set of divisions (``TerritorialeCongruenties``)."""
    kop = (
        *("peildatum", "indelingen", "gemeente_code", "gemeente_naam", "congruentie"),
        *("aantal_overal", "aantal_ergens", "overal", "ergens", "naamsvermelding"),
    )
    voor = (inhoud["geldigOp"], "|".join(indeling["naam"] for indeling in inhoud["indelingen"]))
    na = vermelding(inhoud["herkomst"])
    rijen = ((*voor, *_gemeente(gemeente), na) for gemeente in inhoud["gemeenten"])
    return Tabel(kop, tuple(rijen))


def _gemeente(gemeente: Json) -> Rij:
    overal, ergens = gemeente["overal"], gemeente["ergens"]
    eerste = _velden(gemeente, "code", "naam", "congruentie")
    return (*eerste, len(overal), len(ergens), "|".join(overal), "|".join(ergens))


def vermelding(herkomst: Sequence[Json]) -> str:
    """How the sources of an answer want to be named, each once, with their licence."""
    namen = (f"{bron['naamsvermelding']} ({bron['licentie']})" for bron in herkomst if bron["naamsvermelding"])
    return "; ".join(dict.fromkeys(namen))


def _meting(inhoud: Json) -> Rij:
    weging = inhoud["weging"]
    return (*_velden(weging, "naam", "titel", "jaar", "eenheid", "verdeelregel"), vermelding(inhoud["herkomst"]))


def _velden(van: Json, *namen: str) -> Iterable[Cel]:
    return (van[naam] for naam in namen)
