"""Regions that are made of whole gemeenten: jeugdregio's and RMC-regio's, with their members on a day."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Literal

from regio.fouten import NietGevonden
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand
from regio.stand.zicht import benoemd

Json = dict[str, Any]
Soort = Literal["jeugdregio", "rmc"]
_NAAM = {"jeugdregio": "jeugdregio", "rmc": "RMC-regio"}
_VOORBEELD = {"jeugdregio": "JZ met twee cijfers, zoals JZ01", "rmc": "RMC met twee cijfers, zoals RMC07"}


def leden(stand: Stand, soort: Soort, datum: str) -> list[Json]:
    """The regions of a kind on a day, by code, with the gemeenten that belong to them and those that may."""
    return _leden(stand, soort, stand.toestand_nr_iso(datum))


@bewaard(32)
def _leden(stand: Stand, soort: Soort, toestand: int) -> list[Json]:
    zicht = stand.zicht(toestand)
    zeker: dict[str, set[str]] = defaultdict(set)
    misschien: dict[str, set[str]] = defaultdict(set)
    regio, gemeente = zicht.lagen[soort], zicht.lagen["gemeente"]
    for nr in range(stand.aantal_bouwstenen):
        codes, gemeenten = regio.mogelijk(nr), gemeente.mogelijk(nr)
        for code in codes:
            (zeker if len(codes) == len(gemeenten) == 1 else misschien)[code].update(gemeenten)
    return [
        {
            **benoemd(zicht, soort, code),
            "gemeenten": [benoemd(zicht, "gemeente", gm) for gm in sorted(zeker[code])],
            "gemeentenMisschien": [benoemd(zicht, "gemeente", gm) for gm in sorted(misschien[code] - zeker[code])],
        }
        for code in sorted(zeker.keys() | misschien.keys())
    ]


def een(stand: Stand, soort: Soort, code: str, datum: str) -> Json:
    """One region on a day. Raises NietGevonden for a code without ground then, with the days that have it."""
    gevonden = next((rij for rij in leden(stand, soort, datum) if rij["code"] == code), None)
    if gevonden is not None:
        return gevonden
    if code not in stand.meta["codes"][soort]:
        raise NietGevonden(f"Geen {_NAAM[soort]} met code {code}. Een code is {_VOORBEELD[soort]}.")
    dagen = [t["vanaf"] for t in stand.meta["toestanden"] if _bestaat(stand, soort, code, t["vanaf"])]
    melding = f"De {_NAAM[soort]} {code} is er niet op {datum}; kies een dag vanaf {dagen[0]}."
    raise NietGevonden(melding, {"code": code, "geldigVanaf": dagen[0]})


def _bestaat(stand: Stand, soort: Soort, code: str, datum: str) -> bool:
    return any(rij["code"] == code for rij in leden(stand, soort, datum))
