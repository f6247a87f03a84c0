"""Suggestions for the search box: gemeenten, places and postcodes that begin with what is typed."""

from __future__ import annotations

from typing import Any

from regio.stand.stand import Stand
from regio.tijdlijn.namen import vouw
from regio.zoeken.register import Naam, Register, register_van

Json = dict[str, Any]
MEESTE = 10


def suggesties(stand: Stand, begin: str, datum: str) -> list[Json]:
    """At most ten suggestions, existing gemeenten first; empty for a text without a name."""
    tekst = vouw(begin)
    if tekst.isdigit():
        pc4s = [pc4 for pc4 in stand.pc4s if pc4.startswith(tekst)]
        return [{"soort": "postcode", "tekst": pc4, "toelichting": "postcode"} for pc4 in pc4s[:MEESTE]]
    if not tekst:
        return []
    register = register_van(stand)
    namen = {
        naam: None for gevouwen, bij in register.alle_namen().items() if gevouwen.startswith(tekst) for naam in bij
    }
    gesorteerd = sorted(namen, key=lambda naam: (_rang(register, naam, datum), len(naam.naam), naam.naam))
    return [_suggestie(register, naam, datum) for naam in gesorteerd[:MEESTE]]


def _rang(register: Register, naam: Naam, datum: str) -> int:
    if naam.soort == "plaats":
        return 1
    tot = register.gemeenten[naam.sleutel]["geldig_tot"]
    return 2 if tot and tot <= datum else 0


def _suggestie(register: Register, naam: Naam, datum: str) -> Json:
    if naam.soort == "plaats":
        gemeente = register.plaatsen[naam.sleutel]["gemeente_2014"]
        bij = register.gemeenten[gemeente]["naam"]
        return {"soort": "plaats", "tekst": naam.naam, "toelichting": f"plaats, in 2014 gemeente {bij}"}
    tot = register.gemeenten[naam.sleutel]["geldig_tot"]
    uitleg = f"gemeente tot {tot}" if tot and tot <= datum else "gemeente"
    return {"soort": "gemeente", "tekst": naam.naam, "toelichting": uitleg}
