"""What moves that are tried out would do, as sentences and tables: beside the scenario, and beside its base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kaarten.congruentie.getallen import heel
from kaarten.scenarios.gevolgbeeld import (
    Kolommen,
    Melding,
    Tabel,
    erbij,
    meldingen,
    tabellen,
)
from kaarten.scenarios.samenvatting import samenvatting, verandert
from regio.naam import noem
from regio.scenario.naast import swv_json
from regio.scenario.uitkomst import Proef

Json = Mapping[str, Any]
NAAST_NU = Kolommen(("voor", "na"), ("Nu", "Met deze zet", "Verschil"))
NAAST_BEIDE = Kolommen(
    ("basis", "voor", "na"),
    ("Zonder scenario", "Nu", "Met deze zet", "Verschil met nu", "Verschil met zonder scenario"),
)
# So many SWVs are told in sentences; all of them stand in the table.
_GENOEMD = 6


@dataclass(frozen=True, slots=True)
class Proefbeeld:
    """Everything there is to show: ``verbanden`` are sentences, ``rest`` how many SWVs are only in the table."""

    samenvatting: tuple[str, ...]
    verbanden: tuple[str, ...]
    rest: int
    nieuw: tuple[Melding, ...]
    weg: tuple[Melding, ...]
    tabellen: tuple[Tabel, ...]


def maak_proefbeeld(proef: Proef, namen: Mapping[str, str | None]) -> Proefbeeld:
    """The view of moves that are tried out; ``namen`` are those of SWVs and gemeenten by code."""
    effecten, rijen = proef.naast_nu, proef.naast_nu["samenwerkingsverbanden"]
    # A scenario without moves is its base: to say both would say the same twice.
    eerste = not verandert(proef.nu.effecten)
    naast = tabellen(effecten, namen, NAAST_NU) if eerste else tabellen(_met_basis(proef), namen, NAAST_BEIDE)
    return Proefbeeld(
        samenvatting=samenvatting(effecten),
        verbanden=tuple(_zinnen(effecten)),
        rest=max(0, len(rijen) - _GENOEMD),
        nieuw=meldingen(proef.nieuw),
        weg=meldingen(proef.weg),
        tabellen=naast,
    )


def _zinnen(effecten: Json) -> Iterator[str]:
    eenheid = {sector: weging["eenheid"] for sector, weging in effecten["weging"].items()}
    for rij in effecten["samenwerkingsverbanden"][:_GENOEMD]:
        wie, voor, na = noem(rij["code"], rij["naam"]), rij["voor"], rij["na"]
        if voor is None or na is None:
            hoe = "komt erbij" if voor is None else "houdt op te bestaan"
            cijfers = na or voor
            yield f"{wie} {hoe}: {heel(cijfers['kinderen'])} {eenheid[rij['sector']]}."
        else:
            delen = (
                _van_naar(voor["kinderen"], na["kinderen"], eenheid[rij["sector"]]),
                _van_naar(len(voor["gemeenten"]), len(na["gemeenten"]), "gemeenten aan tafel", "gemeente aan tafel"),
            )
            yield f"{wie}: {', '.join(delen)}."


def _van_naar(was: float, wordt: float, eenheid: str, een: str = "") -> str:
    if een and wordt == 1:
        eenheid = een
    if was == wordt:
        return f"{heel(was)} {eenheid}, dat blijft gelijk"
    return f"van {heel(was)} naar {heel(wordt)} {eenheid} ({erbij(wordt - was).tekst})"


def _met_basis(proef: Proef) -> Json:
    """The effects beside the scenario, with what each figure is without it as ``basis``."""
    basis, naast = proef.nu.voor, proef.straks.effecten
    bestaat = basis.beeld.bestaat
    paren = {(rij["indeling"], rij["met"]): rij["voor"] for rij in naast["congruentie"]}
    effecten = proef.naast_nu
    return {
        **effecten,
        "samenwerkingsverbanden": [
            {**rij, "basis": swv_json(basis, rij["code"]) if bestaat(rij["code"]) else None}
            for rij in effecten["samenwerkingsverbanden"]
        ],
        "congruentie": [
            {**rij, "basis": paren[rij["indeling"], rij["met"]]}
            for rij in effecten["congruentie"]
            if (rij["indeling"], rij["met"]) in paren
        ],
        "totalen": {
            sector: {**een, "basis": naast["totalen"][sector]["voor"]} for sector, een in effecten["totalen"].items()
        },
    }
