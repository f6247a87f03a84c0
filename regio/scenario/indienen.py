"""What goes with a request to move a border: what the scenario leads to, and whose support matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from regio.fouten import Fout, Vraagfout
from regio.scenario.dienst import Vraag
from regio.scenario.grondslag import grondslag
from regio.scenario.lezen import lees_zetten
from regio.scenario.toepassen import doorloop
from regio.scenario.uitkomst import Uitkomst, uitkomst_van
from regio.scenario.woorden import zinnen
from regio.stand.stand import Stand

Json = dict[str, Any]


def gevolgen_bij(stand: Stand, vraag: Vraag) -> Json:
    """Effects, findings, the moves in words, those touched, the names of all and what it rests on, on an edition.

    Raises Vraagfout when there are no moves, or for every move that cannot be made.
    """
    if not vraag.zetten:
        melding = "Dit scenario heeft geen zetten, dus er is niets om te vragen."
        raise Vraagfout(Fout("zetten", "geen-zetten", melding, "body"))
    uitkomst = uitkomst_van(stand, vraag)
    begin = uitkomst.maat.basis.beeld
    return {
        "effecten": uitkomst.effecten,
        "bevindingen": [asdict(een) for een in uitkomst.bevindingen],
        "zinnen": zinnen(begin, doorloop(begin, lees_zetten(list(vraag.zetten)))),
        "betrokkenen": betrokkenen(uitkomst.effecten),
        "namen": _namen(uitkomst),
        "grondslag": grondslag(stand, vraag.peildatum, uitkomst),
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


def _namen(uitkomst: Uitkomst) -> Mapping[str, str | None]:
    """The names of every region that the effects name, by code: as they become, or as they were."""
    namen = {**uitkomst.voor.beeld.namen, **uitkomst.na.beeld.namen}
    return {code: namen[code] for code in sorted(_codes(uitkomst.effecten)) if code in namen}


def _codes(waarde: object) -> set[str]:
    """Every text in some JSON."""
    if isinstance(waarde, Mapping):
        return {code for een in waarde.values() for code in _codes(een)}
    if isinstance(waarde, list | tuple):
        return {code for een in waarde for code in _codes(een)}
    return {waarde} if isinstance(waarde, str) else set()
