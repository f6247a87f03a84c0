"""The measure through time: one table for all lines, the same numbers as the chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaarten.congruentie.getallen import ONBEKEND, deel, komma, verschil
from kaarten.teksten import datum_lang

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
    """The table under the chart; ``lijnen`` are the titles of its columns."""

    conclusie: list[str]
    lijnen: list[str]
    rijen: list[Tijdrij]
    opmerkingen: list[str]


def maak_tijd(antwoord: Json) -> Tijdbeeld:
    """What to show of a ``CongruentieTijdreeks``."""
    reeksen = antwoord["reeksen"]
    dagen = sorted({punt["vanaf"] for reeks in reeksen for punt in reeks["punten"]})
    return Tijdbeeld(
        conclusie=[datum_lang(zin) for zin in antwoord["conclusie"]],
        lijnen=[reeks["titel"] for reeks in reeksen],
        rijen=[_rij(dag, reeksen) for dag in dagen],
        opmerkingen=[datum_lang(opmerking["tekst"]) for opmerking in antwoord["opmerkingen"]],
    )


def _rij(dag: str, reeksen: list[Json]) -> Tijdrij:
    punten = [_punt_op(reeks, dag) for reeks in reeksen]
    nieuw = [punt for punt in punten if punt and punt["vanaf"] == dag]
    wat = list(dict.fromkeys(tekst for punt in nieuw for tekst in punt["gebeurtenissen"]))
    kenmerken = list(dict.fromkeys(punt["kenmerk"] for punt in nieuw if punt["kenmerk"]))
    return Tijdrij(
        datum_lang(dag), [_waarde(punt, dag) for punt in punten], [datum_lang(een) for een in wat + kenmerken]
    )


def _punt_op(reeks: Json, dag: str) -> Json | None:
    """The point of a line that holds on a day."""
    return next((punt for punt in reversed(reeks["punten"]) if punt["vanaf"] <= dag), None)


def _waarde(punt: Json | None, dag: str) -> Waarde:
    if punt is None:
        return Waarde(ONBEKEND, "", "", veranderd=False)
    v = komma(punt["v"], CIJFERS)
    laagst, hoogst = komma(punt["vMin"], CIJFERS), komma(punt["vMax"], CIJFERS)
    if punt["band"] and laagst != hoogst:
        v = f"{laagst} tot {hoogst}"
    hier = punt["vanaf"] == dag
    toename = verschil(punt["verschil"], CIJFERS) if hier and punt["verschil"] is not None else ""
    return Waarde(v, toename, deel(punt["grensaandeel"]), veranderd=hier)
