"""The closing sentences of a sheet: the version of the regeling, and which borders lengths are measured on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from regio.fouten import Opslagfout

if TYPE_CHECKING:
    from regio.stand.stand import Stand

Json = dict[str, Any]


def regelingzin(regeling: Json | None) -> str:
    """The version with what to know of it; empty for a day without one."""
    if regeling is None:
        return ""
    return f"Regeling van {regeling['versie']}. {regeling['toelichting'] or ''}".rstrip()


def slotzinnen(stand: Stand, dagen: Iterable[str]) -> list[str]:
    """What figures on some days (ISO) rest on: each version once, the borders and the edition."""
    zinnen = [regelingzin(stand.staart(stand.toestand_nr_iso(dag))["regeling"]) for dag in dagen]
    return [zin for zin in dict.fromkeys([*zinnen, grenzenzin(stand)]) if zin]


def grenzenzin(stand: Stand) -> str:
    """Which borders kilometres are measured on, with their attribution; empty for an edition without maps."""
    from regio.gebieden.kaartset.kaartset import kaartset_van

    try:
        kaartset = kaartset_van(stand)
    except Opslagfout:
        return ""
    wat = "een schets van de grenzen" if kaartset.bron == "schets" else "de officiële grenzen"
    bron = kaartset.vermelding.rstrip(".")
    return f"Kilometers rusten op {wat}. {bron}. Een grens kan zo'n {kaartset.nauwkeurigheid:.0f} meter afwijken."
