"""Herindelingen and their consequences as a table: one row per gemeente that gave ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from regio.congruentie.tabel import Rij, Tabel, vermelding
from regio.overleg.tafels import SECTOREN

Json = Mapping[str, Any]
KOP = (
    *("datum", "gemeente_code", "gemeente_naam", "bestond", "van_code", "van_naam", "soort", "omvang", "bevestigd"),
    *("plaatsen", "plaatsen_misschien", "postcodes", "postcodes_misschien", "inwoners", "inwoners_misschien"),
    *(f"{naam}_{sector.lower()}" for sector in SECTOREN for naam in ("gevolg", "verbanden", "geheeld_door")),
    "naamsvermelding",
)


def van_gevolgen(inhoud: Json) -> Tabel:
    """The table of ``Herindelinggevolgen``; lists in a cell have ``|`` between them."""
    bron = vermelding(inhoud["herkomst"])
    return Tabel(KOP, tuple(rij for een in inhoud["herindelingen"] for rij in _rijen(een, bron)))


def _rijen(herindeling: Json, bron: str) -> Iterator[Rij]:
    gemeente = herindeling["gemeente"]
    voor = (herindeling["datum"], gemeente["code"], gemeente["naam"], herindeling["bestond"])
    na = tuple(cel for gevolg in herindeling["gevolgen"] for cel in _gevolg(gevolg))
    for deel in herindeling["delen"]:
        yield (*voor, *_deel(deel), *na, bron)


def _deel(deel: Json) -> Rij:
    bekend = deel["postcodes"] is not None
    return (
        *(deel["gemeente"]["code"], deel["gemeente"]["naam"], deel["soort"], deel["omvang"], deel["bevestigd"]),
        *("|".join(deel[veld] or ()) for veld in ("plaatsen", "plaatsenMisschien", "postcodes", "postcodesMisschien")),
        *(deel["inwoners"], deel["inwonersMisschien"] if bekend else None),
    )


def _gevolg(gevolg: Json) -> Rij:
    verbanden = "|".join(verband["code"] for verband in gevolg["samenwerkingsverbanden"])
    return (gevolg["gevolg"], verbanden, gevolg["geheeldDoor"])
