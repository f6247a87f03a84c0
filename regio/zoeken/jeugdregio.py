"""Jeugdregio's on a day, with the gemeenten that make them up."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from regio.stand.stand import Stand
from regio.stand.zicht import benoemd
from regio.tijdlijn.peildatum import EERSTE_DAG_JEUGDREGIOS

Json = dict[str, Any]


def lijst(stand: Stand, datum: str) -> list[Json]:
    """The jeugdregio's on a day, by code; empty before 2015-01-01, when they begin."""
    zicht = stand.zicht(stand.toestand_nr_iso(datum))
    zeker: dict[str, set[str]] = defaultdict(set)
    misschien: dict[str, set[str]] = defaultdict(set)
    regio, gemeente = zicht.lagen["jeugdregio"], zicht.lagen["gemeente"]
    for nr in range(stand.aantal_bouwstenen):
        codes, gemeenten = regio.mogelijk(nr), gemeente.mogelijk(nr)
        for code in codes:
            (zeker if len(codes) == len(gemeenten) == 1 else misschien)[code].update(gemeenten)
    return [
        {
            **benoemd(zicht, "jeugdregio", code),
            "gemeenten": [benoemd(zicht, "gemeente", gm) for gm in sorted(zeker[code])],
            "gemeentenMisschien": [benoemd(zicht, "gemeente", gm) for gm in sorted(misschien[code] - zeker[code])],
        }
        for code in sorted(zeker | misschien)
    ]


def toelichting(datum: str) -> str:
    """What to know about the list of a day, in plain Dutch."""
    if datum < EERSTE_DAG_JEUGDREGIOS.isoformat():
        return f"Jeugdregio's bestaan sinds {EERSTE_DAG_JEUGDREGIOS}, toen de Jeugdwet inging."
    tekst = "Bekend zijn de standen van 2015, 2016 en 2025; waar zij verschillen staan beide regio's genoemd."
    return tekst + (" De lijst van Stb. 2025, 357 is niet gelezen." if datum >= "2026-01-01" else "")
