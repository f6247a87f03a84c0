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
WEINIG = 4


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
    """Ground that a version of the regeling puts in another samenwerkingsverband.

    Where the law goes from a list of gemeenten to a table of postcodes, a part of a postcode goes
    along with its postcode: nobody chose another area for it.
    """
    versie, vorige = stand.zicht(toestand).versie, stand.zicht(toestand - 1).versie
    kop = f"{'Regeling' if versie != vorige else 'Andere lezing van de regeling'} van {versie}, {nieuw.naam}"
    mee = meegegaan(stand, toestand, oud, nieuw)
    rest = sorted(set(anders) - set(mee))
    zinnen = [f"{kop}: {zin}." for zin in _verschillen(stand, toestand, oud, nieuw, rest)]
    return [*zinnen, f"{kop}: {_meegegaan(stand, mee)}"] if mee else zinnen


def meegegaan(stand: Stand, toestand: int, oud: Keuze, nieuw: Keuze) -> list[int]:
    """The parts of postcodes of which the region changed because the law took another form; ascending."""
    versie, vorige = stand.zicht(toestand).versie, stand.zicht(toestand - 1).versie
    if nieuw.naam not in SECTOREN or _vorm(stand, versie) == _vorm(stand, vorige):
        return []
    return [nr for nr in gewijzigd(oud.indeling, nieuw.indeling) if not stand.is_hoofddeel(nr)]


def _vorm(stand: Stand, versie: str | None) -> str | None:
    """How a version is written: as a list of gemeenten or as a table of postcodes."""
    return next((str(rij["vorm"]) for rij in stand.tabellen["versies"] if rij["versie"] == versie), None)


def _meegegaan(stand: Stand, delen: Sequence[int]) -> str:
    pc4s = {stand.plekken[nr] for nr in delen}
    wat = "een deel van 1 postcode hoort" if len(pc4s) == 1 else f"delen van {len(pc4s)} postcodes horen"
    return (
        f"de regeling is nu een tabel van postcodes en geen lijst van gemeenten, en {wat} daardoor bij het gebied van "
        "de hele postcode. Dat komt door de vorm van de regeling."
    )


def _van_gemeenten(stand: Stand, toestand: int, oud: Keuze, nieuw: Keuze, anders: Sequence[int]) -> list[str]:
    """Ground that got another region by a herindeling, or by another list."""
    voor, na = _gemeenten(stand, toestand - 1), _gemeenten(stand, toestand)
    heringedeeld = [nr for nr in anders if voor.mogelijk(nr) != na.mogelijk(nr)]
    codes = {code for nr in heringedeeld for code in (*voor.mogelijk(nr), *na.mogelijk(nr))}
    uit = _herindelingen(stand, stand.zicht(toestand).vanaf, codes)
    # A herindeling explains another region; that a region became open or known is told in any case.
    rest = [nr for nr in anders if not uit or nr not in set(heringedeeld) or _wat(oud, nieuw, nr) != "anders"]
    titel = f"{nieuw.titel[:1].upper()}{nieuw.titel[1:]}"
    return [*uit, *(f"{titel}: {zin}." for zin in _verschillen(stand, toestand, oud, nieuw, rest))]


def _gemeenten(stand: Stand, toestand: int) -> Any:
    return stand.zicht(toestand).lagen["gemeente"]


def _herindelingen(stand: Stand, dag: str, codes: set[str]) -> list[str]:
    """The herindelingen of a day into or out of some gemeenten: who went into whom, who was divided over whom."""
    rijen = [r for r in stand.tabellen["herindelingen"] if r["datum"] == dag and r["bevestigd"] == "bevestigd"]
    opgegaan: dict[str, list[str]] = defaultdict(list)
    verdeeld: dict[str, list[str]] = defaultdict(list)
    for rij in rijen:
        if rij["oude_code"] in codes or rij["nieuwe_code"] in codes:
            geheel = rij["omvang"] == "geheel"
            doel, sleutel, wie = (opgegaan, "nieuwe", "oude") if geheel else (verdeeld, "oude", "nieuwe")
            doel[rij[f"{sleutel}_naam"]].append(rij[f"{wie}_naam"])
    return [
        *(f"Herindeling: {getallen.kort(oude, MEER, 'gemeenten')} naar {naam}." for naam, oude in opgegaan.items()),
        *(f"Herindeling: grond van {naam} naar {getallen.opsomming(nieuw)}." for naam, nieuw in verdeeld.items()),
    ]


def _verschillen(stand: Stand, toestand: int, oud: Keuze, nieuw: Keuze, anders: Sequence[int]) -> list[str]:
    """By gemeente what became of the region of changed ground: another one, open, known, or none."""
    soorten: dict[str, list[int]] = defaultdict(list)
    for nr in anders:
        soorten[_wat(oud, nieuw, nr)].append(nr)
    return [zin.format(_waar(stand, toestand, soorten[wat])) for wat, zin in _ZINNEN.items() if wat in soorten]


_ZINNEN = {
    "anders": "ander gebied voor {}",
    "open": "niet zeker welk gebied voor {}",
    "bekend": "nu zeker welk gebied voor {}",
    "weg": "geen gebied meer voor {}",
}


def _wat(oud: Keuze, nieuw: Keuze, bouwsteen: int) -> str:
    """What became of the region of a bouwsteen: a key of the sentences."""
    voor, na = oud.indeling[bouwsteen], nieuw.indeling[bouwsteen]
    if len(na) == 1:
        return "anders" if len(voor) == 1 else "bekend"
    return "open" if na else "weg"


def _waar(stand: Stand, toestand: int, nummers: Sequence[int]) -> str:
    """Ground by the names of its gemeenten, with the postcodes where these are few."""
    namen, laag = stand.zicht(toestand).namen["gemeente"], _gemeenten(stand, toestand)
    per: dict[str, set[str]] = defaultdict(set)
    for nr in nummers:
        wie = getallen.opsomming([namen.get(code, code) for code in laag.mogelijk(nr)], "of")
        per[wie].add(stand.pc4s[stand.plekken[nr]])
    delen = [
        f"{wie} ({', '.join(sorted(pc4s))})" if len(pc4s) <= WEINIG else f"{wie} ({len(pc4s)} postcodes)"
        for wie, pc4s in sorted(per.items())
    ]
    return getallen.kort(delen, MEER, "gemeenten")
