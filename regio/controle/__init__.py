"""Checking an edition: what the sources misprint, contradict or leave open, as findings.

A finding of level ``fout`` refuses the edition. Everything else stays visible: in ``regio data
controleer`` and in ``/v1/bevindingen``.
"""

from __future__ import annotations

from pathlib import Path

from regio.bevinding import Bevinding
from regio.bronnen.rijen import Feiten
from regio.controle import gemeenten, manifest, postcodes, regios, wet
from regio.stand.toestanden import Opbouw

VOLGORDE = {"fout": 0, "waarschuwing": 1, "info": 2}


def controleer(feiten: Feiten, gegevensmap: Path) -> list[Bevinding]:
    """Every finding on the facts of a data folder, errors first."""
    files = manifest.controleer(feiten, gegevensmap)
    return sorted(files + bevindingen_van(Opbouw(feiten)), key=lambda bevinding: VOLGORDE[bevinding.niveau])


def bevindingen_van(opbouw: Opbouw) -> list[Bevinding]:
    """Every finding on the facts themselves, errors first."""
    try:
        uit = [
            *wet.controleer(opbouw),
            *gemeenten.controleer(opbouw),
            *postcodes.controleer(opbouw),
            *regios.controleer(opbouw),
        ]
    except (KeyError, IndexError, ValueError) as fout:
        uit = [
            Bevinding(
                "fout",
                "tabellen-passen-niet",
                "data/",
                f"De tabellen verwijzen naar iets dat er niet is: {fout}.",
                "De editie is geweigerd; herstel de genoemde waarde.",
            )
        ]
    return sorted(uit, key=lambda bevinding: VOLGORDE[bevinding.niveau])
