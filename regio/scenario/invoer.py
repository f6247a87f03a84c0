"""Moves from a CSV, as ``zetten_csv`` writes it or as somebody made it.

The whole file is read; whatever is wrong is told at once, with the line it stands on. Nothing is
made of half a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from regio.csvcel import onveilig
from regio.fouten import Fout, Vraagfout
from regio.scenario.beeld import Beeld
from regio.scenario.bestand import Kolommen, Rij, fout_op, lees_rijen, lees_tekst, regelnummer
from regio.scenario.lezen import MEESTE_ZETTEN, Gebrek, Gebreken, lees_zet
from regio.scenario.toepassen import doorloop
from regio.scenario.uitvoer import KOLOMMEN
from regio.scenario.zetten import Json, Zet

ZETKOLOMMEN = Kolommen(KOLOMMEN, ("zet", "soort"), {})
_DEEL = re.compile(r"delen\[(\d+)\]")
_AANNAME = {"": False, "nee": False, "ja": True}
_GROND = ("gemeente", "postcodes", "bouwstenen")


@dataclass(slots=True)
class _Groep:
    """The rows of one move."""

    rijen: list[Rij] = field(default_factory=list)
    zet: Zet | None = None


def lees_zetten_csv(inhoud: bytes, begin: Beeld) -> tuple[Zet, ...]:
    """The moves in a file, each held against the picture that those before it make of ``begin``.

    Raises Vraagfout with every fault and its line: of the file, of the form of a move, and of what it
    does (an unknown gemeente, a code that exists already).
    """
    fouten: list[Fout] = []
    groepen = _groepen(lees_rijen(lees_tekst(inhoud), ZETKOLOMMEN, fouten), fouten)
    for groep in groepen:
        groep.zet = _lees(groep, fouten)
    # A move of which a cell is wrong that does not bear on the ground is tried too, so that it hides nothing.
    goed = [groep for groep in groepen if groep.zet is not None]
    beloofd = {groep.rijen[0].cellen.get(naam, "") for groep in groepen if not groep.zet for naam in ("nieuw", "naar")}
    stappen = doorloop(begin, [groep.zet for groep in goed if groep.zet], beloofd - {""})
    for groep, stap in zip(goed, stappen, strict=True):
        if not stap.gevolg:
            fouten += [fout_op(_regel_van(groep, gebrek), gebrek.code, gebrek.melding) for gebrek in stap.gebreken]
    if fouten:
        raise Vraagfout(*sorted(fouten, key=regelnummer))
    return tuple(groep.zet for groep in goed if groep.zet)


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


def _lees(groep: _Groep, fouten: list[Fout]) -> Zet | None:
    """The move of some rows as far as it can be tried, else None; and its faults."""
    gebreken, zet = _celgebreken(groep), None
    try:
        zet = lees_zet(_velden(groep))
    except Gebreken as fout:
        gebreken += fout.lijst
    fouten += [fout_op(_regel_van(groep, gebrek), gebrek.code, gebrek.melding) for gebrek in gebreken]
    return zet


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
