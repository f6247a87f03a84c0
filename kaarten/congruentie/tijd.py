"""The measure through time: one table for all lines, the same numbers as the chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaarten.congruentie.getallen import BANDUITLEG, ONBEKEND, band, deel, komma, verschil
from kaarten.teksten import datum_lang, opsomming

Json = dict[str, Any]
CIJFERS = 4


@dataclass(frozen=True, slots=True)
class Waarde:
    """One line on one day: V (with its band), the change since before, and share of border."""

    v: str
    verschil: str
    grens: str
    veranderd: bool


@dataclass(frozen=True, slots=True)
class Tijdrij:
    """A day on which something changed: the values from then on, and what it was."""

    vanaf: str
    waarden: list[Waarde]
    wat: list[str]


@dataclass(frozen=True, slots=True)
class Tijdbeeld:
    """The table under the chart; ``lijnen`` are the titles of its columns, ``band`` explains bands in it."""

    conclusie: list[str]
    lijnen: list[str]
    rijen: list[Tijdrij]
    band: str
    opmerkingen: list[str]


def maak_tijd(antwoord: Json) -> Tijdbeeld:
    """What to show of a ``CongruentieTijdreeks``."""
    reeksen = antwoord["reeksen"]
    dagen = sorted({punt["vanaf"] for reeks in reeksen for punt in reeks["punten"]})
    return Tijdbeeld(
        conclusie=[datum_lang(zin) for zin in antwoord["conclusie"]],
        lijnen=[reeks["titel"] for reeks in reeksen],
        rijen=[_rij(dag, reeksen) for dag in dagen],
        band=BANDUITLEG if any(punt["band"] for reeks in reeksen for punt in reeks["punten"]) else "",
        opmerkingen=[datum_lang(opmerking["tekst"]) for opmerking in antwoord["opmerkingen"]],
    )


def _rij(dag: str, reeksen: list[Json]) -> Tijdrij:
    punten = [_punt_op(reeks, dag) for reeks in reeksen]
    nieuw = [punt for punt in punten if punt and punt["vanaf"] == dag]
    wat = list(dict.fromkeys(tekst for punt in nieuw for tekst in punt["gebeurtenissen"]))
    zinnen = [datum_lang(een) for een in [*wat, *_kenmerken(dag, reeksen)]]
    return Tijdrij(datum_lang(dag), [_waarde(punt, dag) for punt in punten], zinnen)


def _kenmerken(dag: str, reeksen: list[Json]) -> list[str]:
    """A sentence for every list of regions that lines begin to use ahead of its time, with the lines that do."""
    per_kenmerk: dict[str, list[str]] = {}
    for reeks in reeksen:
        vorige = None
        for punt in reeks["punten"]:
            if punt["vanaf"] == dag and punt["kenmerk"] not in (None, vorige):
                per_kenmerk.setdefault(punt["kenmerk"], []).append(f"‘{reeks['titel']}’")
            vorige = punt["kenmerk"]
    return [
        f"{'De lijnen' if len(namen) > 1 else 'De lijn'} {opsomming(namen)} "
        f"{'rekenen' if len(namen) > 1 else 'rekent'} dan al {kenmerk}."
        for kenmerk, namen in per_kenmerk.items()
    ]


def _punt_op(reeks: Json, dag: str) -> Json | None:
    """The point of a line that holds on a day."""
    return next((punt for punt in reversed(reeks["punten"]) if punt["vanaf"] <= dag), None)


def _waarde(punt: Json | None, dag: str) -> Waarde:
    if punt is None:
        return Waarde(ONBEKEND, "", "", veranderd=False)
    v = komma(punt["v"], CIJFERS)
    if punt["band"] and punt["vMin"] < punt["vMax"]:
        v = band(punt["vMin"], punt["vMax"], CIJFERS)
    hier = punt["vanaf"] == dag
    toename = verschil(punt["verschil"], CIJFERS) if hier and punt["verschil"] is not None else ""
    return Waarde(v, toename, deel(punt["grensaandeel"]), veranderd=hier)
