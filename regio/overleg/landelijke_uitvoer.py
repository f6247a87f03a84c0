"""The tables of every gemeente as files to keep: CSV, or a workbook for Excel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regio.congruentie.tabel import Rij, Tabel, als_csv
from regio.overleg.tafels import SECTOREN
from regio.overleg.uitvoer import naamsvermelding, regelingcellen
from regio.werkmap import Blad, werkmap

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
    return als_csv(landelijke_tabel(antwoord)).encode("utf-8-sig")


def als_landelijke_werkmap(antwoord: Json) -> bytes:
    """The table as a workbook (.xlsx), with a second sheet of sources and remarks."""
    inhoud = landelijke_tabel(antwoord)
    uitleg = Blad("Toelichting", ("soort", "tekst"), tuple(_toelichting(antwoord)))
    return werkmap(Blad("Tafels", inhoud.kop, inhoud.rijen), uitleg)


def _toelichting(antwoord: Json) -> Iterator[Rij]:
    yield "peildatum", antwoord["geldigOp"]
    yield from (("regeling", tekst) for tekst in regelingcellen(antwoord) if tekst)
    yield from (("opmerking", een["tekst"]) for een in antwoord["opmerkingen"])
    for bron in antwoord["herkomst"]:
        yield "bron", f"{bron['wat']}, {bron['autoriteit']}, {bron['jaar']}, {bron['licentie']}"
