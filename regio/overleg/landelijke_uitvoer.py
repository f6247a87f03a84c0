"""The tables of every gemeente as files to keep: CSV, or a workbook for Excel."""

from __future__ import annotations

from typing import Any

from regio.congruentie.tabel import Rij, Tabel
from regio.overleg.tafels import SECTOREN
from regio.overleg.uitvoer import in_bytes, met_toelichting, naamsvermelding, regelingcellen

Json = dict[str, Any]
KOP = (
    *("peildatum", "gemeente", "naam_gemeente", "tafels_po", "tafels_vo", "tafels"),
    *("verbanden_po", "verbanden_vo", "verbanden_misschien"),
    *("regeling", "regeling_toelichting", "naamsvermelding"),
)


def landelijke_tabel(antwoord: Json) -> Tabel:
    """One row per gemeente of the answer ``alle_tafels``; ``verbanden`` are codes with a space between them."""
    slot = (*regelingcellen(antwoord), naamsvermelding(antwoord))
    return Tabel(KOP, tuple(_rij(antwoord["geldigOp"], rij, slot) for rij in antwoord["gemeenten"]))


def _rij(datum: str, rij: Json, slot: Rij) -> Rij:
    per = [[code for code in rij["tafels"] if code.startswith(sector)] for sector in SECTOREN]
    return (
        *(datum, rij["code"], rij["naam"], *map(len, per), rij["aantalTafels"]),
        *(" ".join(codes) for codes in (*per, rij["tafelsMisschien"])),
        *slot,
    )


def als_landelijke_csv(antwoord: Json) -> bytes:
    """The table as CSV in UTF-8, which begins with a byte order mark."""
    return in_bytes(landelijke_tabel(antwoord))


def als_landelijke_werkmap(antwoord: Json) -> bytes:
    """The table as a workbook (.xlsx), with a second sheet of sources and remarks."""
    return met_toelichting("Tafels", landelijke_tabel(antwoord), antwoord)
