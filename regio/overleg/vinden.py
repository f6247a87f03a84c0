"""Which gemeente or samenwerkingsverband somebody means, and which gemeente took the place of another."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import geldt_op
from regio.zoeken.gemeente import begin, verwanten
from regio.zoeken.register import register_van
from regio.zoeken.swv import bekende_swvs

Json = dict[str, Any]
SWV = re.compile(r"(PO|VO)[0-9]{4}")
# Longer than a chain of herindelingen ever was.
_MEESTE_STAPPEN = 20


def gevonden(stand: Stand, wie: str, datum: str) -> list[str]:
    """The codes that a code or name can mean on a day (ISO): none, one, or several namesakes.

    A name goes to the gemeenten that exist on the day; only without any, to the former ones. SWVs
    are found by the names that a source gives.
    """
    register, code = register_van(stand), wie.strip().upper()
    if code in register.gemeenten or code in bekende_swvs(stand):
        return [code]
    gemeenten = sorted({naam.sleutel for naam in register.met_naam(wie) if naam.soort == "gemeente"})
    return [een for een in gemeenten if bestaat(stand, een, datum)] or gemeenten or _verbanden(stand, wie)


def _verbanden(stand: Stand, wie: str) -> list[str]:
    naam = wie.strip().casefold()
    return sorted(code for code, rij in bekende_swvs(stand).items() if naam and naam == (rij["naam"] or "").casefold())


def bestaat(stand: Stand, code: str, datum: str) -> bool:
    """Whether a gemeente exists on a day (ISO)."""
    rij = register_van(stand).gemeenten[code]
    return geldt_op(rij["geldig_vanaf"], rij["geldig_tot"], datum)


def in_de_plaats(stand: Stand, code: str, datum: str) -> list[str]:
    """The gemeenten on a day (ISO) that took over ground of one that is no more, or that it came from."""
    kant = "opvolgers" if datum >= (register_van(stand).gemeenten[code]["geldig_tot"] or "9") else "voorgangers"
    uit: dict[str, None] = {}
    te_gaan, gezien = [code], {code}
    for _ in range(_MEESTE_STAPPEN):
        volgende = [een["code"] for hier in te_gaan for een in _stap(stand, hier, kant) if een["code"] not in gezien]
        gezien.update(volgende)
        uit.update(dict.fromkeys(een for een in volgende if bestaat(stand, een, datum)))
        te_gaan = [een for een in dict.fromkeys(volgende) if not bestaat(stand, een, datum)]
    return sorted(uit)


def _stap(stand: Stand, code: str, kant: str) -> list[Json]:
    """The herindelingen in which a gemeente ended or began, at one side of it."""
    rij = register_van(stand).gemeenten[code]
    dag = rij["geldig_tot"] if kant == "opvolgers" else begin(rij)
    return [een for een in verwanten(stand, code)[kant] if een["datum"] == dag]


def laatste_dag(stand: Stand, code: str) -> str | None:
    """The last day (ISO) on which a former gemeente existed; None for one that still does."""
    tot = register_van(stand).gemeenten[code]["geldig_tot"]
    return (date.fromisoformat(tot) - timedelta(days=1)).isoformat() if tot else None
