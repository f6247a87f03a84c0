"""What goes with a request to move a border: what the scenario leads to, and whose support matters."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from regio.fouten import Fout, Vraagfout
from regio.scenario.dienst import Vraag, bevindingen_van, effecten_van
from regio.stand.stand import Stand

Json = dict[str, Any]
WEGING = "kinderen"


def gevolgen_bij(stand: Stand, vraag: Vraag) -> Json:
    """Effects, findings and those touched, on the edition that the scenario rests on.

    Raises Vraagfout when there are no moves, or for every move that cannot be made.
    """
    if not vraag.zetten:
        melding = "Dit scenario heeft geen zetten, dus er is niets om te vragen."
        raise Vraagfout(Fout("zetten", "geen-zetten", melding, "body"))
    effecten = effecten_van(stand, vraag, WEGING)
    return {
        "effecten": effecten,
        "bevindingen": [asdict(een) for een in bevindingen_van(stand, vraag, WEGING)],
        "betrokkenen": betrokkenen(effecten),
    }


def betrokkenen(effecten: Json) -> list[Json]:
    """Who is touched by a scenario, from its effects: ``code``, ``naam`` and ``soort``, by code.

    The gemeenten that come to sit at other tables or end, and the SWVs of which the ground, the name or the
    table changes, as they are now: what a scenario would bring into being cannot be asked.
    """
    uit = []
    for soort, lijst in (("gemeente", "gemeenten"), ("samenwerkingsverband", "samenwerkingsverbanden")):
        namen = {rij["code"]: rij["naam"] for rij in effecten[lijst] if rij["gewijzigd"] and rij["voor"]}
        uit += [{"code": code, "naam": namen[code], "soort": soort} for code in sorted(namen)]
    return uit
