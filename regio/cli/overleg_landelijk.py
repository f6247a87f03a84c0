"""``regio overleg --landelijk``: the tables of every gemeente, on the screen or in a file."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from regio.cli.gedeeld import open_stand, swv_datum
from regio.cli.kaart import keur, schrijf
from regio.cli.scherm import regel, tabel
from regio.cli.slot import regelingzin
from regio.fouten import RegioFout
from regio.instellingen import lees_instellingen

if TYPE_CHECKING:
    from pathlib import Path

    from regio.cli.overleg import Doel

Json = dict[str, Any]
VORMEN = (".csv", ".xlsx")


def toon_landelijk(peildatum: str | None, doel: Doel) -> None:
    """Tell at how many tables every gemeente sits, and at which. Raises RegioFout."""
    from regio.overleg.landelijk import alle_tafels

    datum = swv_datum(peildatum)
    if doel.uit is not None:
        _keur(doel.uit, vervang=doel.vervang)
    antwoord = alle_tafels(open_stand(lees_instellingen()), datum)
    if doel.uit is not None:
        schrijf([(doel.uit, _bestand(antwoord, doel.uit))], vervang=doel.vervang)
    elif doel.als_json:
        sys.stdout.write(json.dumps(antwoord, ensure_ascii=False, indent=2) + "\n")
    else:
        _toon(antwoord)


def _keur(uit: Path, *, vervang: bool) -> None:
    if uit.suffix.lower() not in VORMEN:
        raise RegioFout(f"Geef {uit.name} een naam die eindigt op {' of '.join(VORMEN)}.")
    keur([uit], vervang=vervang)


def _bestand(antwoord: Json, uit: Path) -> bytes:
    from regio.overleg.landelijke_uitvoer import als_landelijke_csv, als_landelijke_werkmap

    return (als_landelijke_csv if uit.suffix.lower() == ".csv" else als_landelijke_werkmap)(antwoord)


def _toon(antwoord: Json) -> None:
    titel = f"De tafels van {antwoord['aantal']} gemeenten op {antwoord['geldigOp']}"
    tabel(titel, ("code", "gemeente", "tafels", "bij"), [_rij(rij) for rij in antwoord["gemeenten"]], (2,))
    for opmerking in antwoord["opmerkingen"]:
        regel(opmerking["tekst"])
    if zin := regelingzin(antwoord["regeling"]):
        regel(zin)


def _rij(rij: Json) -> tuple[str, ...]:
    bij = [*rij["tafels"], *(f"{code} (niet zeker)" for code in rij["tafelsMisschien"])]
    return rij["code"], rij["naam"] or "", str(rij["aantalTafels"]), ", ".join(bij)
