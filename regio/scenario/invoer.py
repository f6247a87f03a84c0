"""Moves from a CSV, as ``zetten_csv`` writes it or as somebody made it.

The whole file is read; whatever is wrong is told at once, with the line it stands on. Nothing is
made of half a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regio.csvcel import onveilig
from regio.fouten import Fout, Vraagfout
from regio.scenario.beeld import Beeld
from regio.scenario.bestand import Kolommen, Rij, fout_op, lees_rijen, lees_tekst, regelnummer
from regio.scenario.lezen import MEESTE_ZETTEN, Gebrek, Rest, lees_deels
from regio.scenario.toepassen import nagegaan
from regio.scenario.uitvoer import KOLOMMEN
from regio.scenario.zetten import Json, Zet

ZETKOLOMMEN = Kolommen(KOLOMMEN, ("zet", "soort"), {})
_DEEL = re.compile(r"delen\[(\d+)\]")
_AANNAME = {"": False, "nee": False, "ja": True}
_GROND = ("gemeente", "postcodes", "bouwstenen")


@dataclass(frozen=True, slots=True)
class _Groep:
    """The rows of one move."""

    rijen: list[Rij]


def lees_zetten_csv(inhoud: bytes, begin: Beeld) -> tuple[Zet, ...]:
    """The moves in a file, each held against the picture that those before it make of ``begin``.

    Raises Vraagfout with every fault and its line: of the file, of the form of a move, and of what it
    does (an unknown gemeente, a code that exists already).
    """
    fouten: list[Fout] = []
    groepen = _groepen(lees_rijen(lees_tekst(inhoud), ZETKOLOMMEN, fouten), fouten)
    # What is wrong with the form of a move hides nothing else that is wrong with it.
    delen = [_lees(groep, fouten) for groep in groepen]
    for groep, gebreken in zip(groepen, nagegaan(begin, delen), strict=True):
        fouten += _fouten_van(groep, gebreken)
    if fouten:
        raise Vraagfout(*sorted(fouten, key=regelnummer))
    return tuple(deel for deel in delen if not isinstance(deel, Rest))


def _groepen(rijen: Iterator[Rij], fouten: list[Fout]) -> list[_Groep]:
    """Rows by move: the number in ``zet`` says which belong together, and counts from 1 without gaps."""
    uit: list[_Groep] = []
    for rij in rijen:
        nummer = rij.cellen["zet"].strip()
        if nummer == str(len(uit) + 1) and len(uit) < MEESTE_ZETTEN:
            uit.append(_Groep([rij]))
        elif uit and nummer == str(len(uit)) and rij.cellen["soort"].strip() == "herindeel":
            uit[-1].rijen.append(rij)
        elif len(uit) == MEESTE_ZETTEN:
            fouten.append(fout_op(rij.regel, "te-veel", f"een scenario heeft ten hoogste {MEESTE_ZETTEN} zetten."))
            break
        else:
            zin = f"in kolom zet hoort hier {len(uit) + 1}; alleen een herindeel heeft meer regels met één nummer."
            fouten.append(fout_op(rij.regel, "nummering", zin))
            uit.append(_Groep([rij]))
    return uit


def _lees(groep: _Groep, fouten: list[Fout]) -> Zet | Rest:
    """The move of some rows, or what could be read of it; and its faults."""
    deel, gebreken = lees_deels(_velden(groep))
    fouten += _fouten_van(groep, [*_celgebreken(groep), *gebreken])
    return deel


def _fouten_van(groep: _Groep, gebreken: Iterable[Gebrek]) -> list[Fout]:
    return [fout_op(_regel_van(groep, gebrek), gebrek.code, gebrek.melding) for gebrek in gebreken]


def _regel_van(groep: _Groep, gebrek: Gebrek) -> int:
    """The line of a fault: of the part of a herindeling that it is about, else the first."""
    deel = _DEEL.match(gebrek.veld)
    return groep.rijen[int(deel[1]) if deel else 0].regel


def _velden(groep: _Groep) -> Json:
    """The cells of a move in the form of its JSON."""
    eerste = groep.rijen[0].cellen
    soort = eerste["soort"].strip()
    uit: Json = {"soort": soort}
    for naam in ("sector", "van", "naar", "nieuw", "code", "datum"):
        if eerste.get(naam, "").strip():
            uit[naam] = eerste[naam].strip()
    if soort == "voegsamen" and "van" in uit:
        uit["van"] = uit["van"].split()
    if eerste.get("naam") or soort == "hernoem":
        uit["naam"] = onveilig(eerste.get("naam", ""))
    uit["notitie"] = onveilig(eerste.get("notitie", ""))
    uit["aanname"] = _AANNAME.get(_aanname(groep), False)
    delen = [_grond(rij) for rij in groep.rijen]
    if soort == "herindeel":
        uit["delen"] = delen
    elif delen[0] or soort in ("verplaats", "splits", "nieuw"):
        uit["grond"] = delen[0]
    return uit


def _aanname(groep: _Groep) -> str:
    return groep.rijen[0].cellen.get("aanname", "").strip().casefold()


def _celgebreken(groep: _Groep) -> list[Gebrek]:
    """What is wrong with cells that JSON has no form for; further rows of a herindeling say only their ground."""
    uit = []
    if _aanname(groep) not in _AANNAME:
        uit.append(Gebrek("aanname", "geen-ja-nee", "schrijf in kolom aanname ja of nee."))
    for nummer, rij in enumerate(groep.rijen[1:], 1):
        ook = [naam for naam, cel in rij.cellen.items() if cel.strip() and naam not in ("zet", "soort", *_GROND)]
        if ook:
            zin = f"zet {', '.join(ook)} alleen op de eerste regel van een herindeling."
            uit.append(Gebrek(f"delen[{nummer}]", "veld-onbekend", zin))
    return uit


def _grond(rij: Rij) -> Json:
    cellen = {naam: rij.cellen.get(naam, "").strip() for naam in _GROND}
    return {naam: cel if naam == "gemeente" else cel.split() for naam, cel in cellen.items() if cel}
