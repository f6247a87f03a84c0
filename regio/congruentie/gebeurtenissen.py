"""What changed in two divisions between two toestanden, in words: versions, herindelingen, lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from regio.congruentie import getallen
from regio.congruentie.indelingen import SECTOREN, Keuze
from regio.indeling import Indeling
from regio.stand.stand import Stand

Json = dict[str, Any]
MEER = 8


def gelijk(een: Indeling, ander: Indeling) -> bool:
    """Whether two divisions, both as ``Indeling.van`` writes them down, are the same."""
    return (
        een.codes == ander.codes
        and een.kandidaten == ander.kandidaten
        and bool(np.array_equal(een.waarden, ander.waarden))
    )


def gewijzigd(oud: Indeling, nieuw: Indeling) -> list[int]:
    """The numbers of the bouwstenen with other regions, ascending."""
    return [] if gelijk(oud, nieuw) else [nr for nr in range(len(oud)) if oud[nr] != nieuw[nr]]


def gebeurtenissen(stand: Stand, toestand: int, paren: Iterable[tuple[Keuze, Keuze]]) -> list[str]:
    """What changed on the first day of a toestand, for divisions as they were (first) and are.

    Only what touches ground that got another region, or another certainty, is told.
    """
    uit: list[str] = []
    for oud, nieuw in paren:
        anders = gewijzigd(oud.indeling, nieuw.indeling)
        if anders and nieuw.naam in SECTOREN:
            uit += _versie(stand, toestand, oud, nieuw, anders)
        elif anders:
            uit += _van_gemeenten(stand, toestand, oud, nieuw, anders)
    return list(dict.fromkeys(uit))


def _versie(stand: Stand, toestand: int, oud: Keuze, nieuw: Keuze, anders: Sequence[int]) -> list[str]:
    """Ground that a version of the regeling puts in another samenwerkingsverband."""
    versie, vorige = stand.zicht(toestand).versie, stand.zicht(toestand - 1).versie
    reden = f"Regeling van {versie}" if versie != vorige else "Andere lezing van de regeling"
    return [f"{reden}, {nieuw.naam}: {zin}." for zin in _verschillen(stand, toestand, oud, nieuw, anders)]


def _van_gemeenten(stand: Stand, toestand: int, oud: Keuze, nieuw: Keuze, anders: Sequence[int]) -> list[str]:
    """Ground that got another region by a herindeling, or by another list."""
    voor, na = _gemeenten(stand, toestand - 1), _gemeenten(stand, toestand)
    heringedeeld = [nr for nr in anders if voor.mogelijk(nr) != na.mogelijk(nr)]
    codes = {code for nr in heringedeeld for code in (*voor.mogelijk(nr), *na.mogelijk(nr))}
    uit = _herindelingen(stand, stand.zicht(toestand).vanaf, codes)
    rest = anders if not uit else [nr for nr in anders if voor.mogelijk(nr) == na.mogelijk(nr)]
    if rest:
        uit += [
            f"{nieuw.titel[:1].upper()}{nieuw.titel[1:]}: {zin}."
            for zin in _verschillen(stand, toestand, oud, nieuw, rest)
        ]
    return uit


def _gemeenten(stand: Stand, toestand: int) -> Any:
    return stand.zicht(toestand).lagen["gemeente"]


def _herindelingen(stand: Stand, dag: str, codes: set[str]) -> list[str]:
    """The herindelingen of a day into or out of some gemeenten, one sentence per new gemeente."""
    rijen = [r for r in stand.tabellen["herindelingen"] if r["datum"] == dag and r["bevestigd"] == "bevestigd"]
    per_nieuwe: dict[str, list[str]] = defaultdict(list)
    for rij in rijen:
        if rij["oude_code"] in codes or rij["nieuwe_code"] in codes:
            deel = "" if rij["omvang"] == "geheel" else "een deel van "
            per_nieuwe[rij["nieuwe_naam"]].append(f"{deel}{rij['oude_naam']}")
    return [f"Herindeling: {getallen.kort(oude, MEER, 'gemeenten')} naar {naam}." for naam, oude in per_nieuwe.items()]


def _verschillen(stand: Stand, toestand: int, oud: Keuze, nieuw: Keuze, anders: Sequence[int]) -> list[str]:
    """By gemeente what became of the region of changed ground: another one, open, or known."""
    soorten: dict[str, set[str]] = defaultdict(set)
    namen, laag = stand.zicht(toestand).namen["gemeente"], _gemeenten(stand, toestand)
    for nr in anders:
        wie = getallen.opsomming([namen.get(code, code) for code in laag.mogelijk(nr)], "of")
        soorten[_wat(oud.indeling[nr], nieuw.indeling[nr])].add(wie)
    zinnen = {
        "anders": "ander gebied voor grond in {}",
        "open": "niet meer zeker welk gebied voor grond in {}",
        "bekend": "nu zeker welk gebied voor grond in {}",
        "weg": "geen gebied meer voor grond in {}",
    }
    return [
        zin.format(getallen.kort(sorted(soorten[wat]), MEER, "gemeenten"))
        for wat, zin in zinnen.items()
        if wat in soorten
    ]


def _wat(oud: Sequence[str], nieuw: Sequence[str]) -> str:
    if not nieuw:
        return "weg"
    if len(nieuw) > 1:
        return "open"
    return "bekend" if len(oud) != 1 else "anders"
