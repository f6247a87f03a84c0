"""Jeugdregio's on a day: what to know about their lists."""

from __future__ import annotations

from typing import Any

from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import EERSTE_DAG_JEUGDREGIOS
from regio.zoeken.leden import leden


def lijst(stand: Stand, datum: str) -> list[dict[str, Any]]:
    """The jeugdregio's on a day, by code; empty before 2015-01-01, when they begin."""
    return leden(stand, "jeugdregio", datum)


def toelichting(datum: str) -> str:
    """What to know about the list of a day, in plain Dutch."""
    if datum < EERSTE_DAG_JEUGDREGIOS.isoformat():
        return f"Jeugdregio's bestaan sinds {EERSTE_DAG_JEUGDREGIOS}, toen de Jeugdwet inging."
    tekst = "Bekend zijn de standen van 2015, 2016 en 2025; waar zij verschillen staan beide regio's genoemd."
    return tekst + (" De lijst van Stb. 2025, 357 is niet gelezen." if datum >= "2026-01-01" else "")
