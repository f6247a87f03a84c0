"""Ground that does not count in a pair, and gemeenten of which the region is open: which, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from regio.congruentie import getallen, stukken, woorden
from regio.congruentie.groepen import postcodes
from regio.congruentie.indelingen import Keuze
from regio.congruentie.meting import Meting, gemeenten
from regio.stand.opmerkingen import opmerking
from regio.stand.stand import Stand
from regio.waarde import GEEN

Json = dict[str, Any]
Vlaggen = NDArray[np.bool_]
MEER = 12


def buiten(meting: Meting) -> Json:
    """The ground left out of the table: how much, and the reasons."""
    weg = ~gewogen(meting)
    gewicht = float(meting.gewichten[weg].sum())
    return {
        "bouwstenen": int(weg.sum()),
        "gewicht": getallen.gewicht(gewicht),
        "aandeel": getallen.verhouding(gewicht, float(meting.gewichten.sum())),
        "redenen": [
            *_redenen(meting, meting.a, "indeling"),
            *([] if meting.a.naam == meting.b.naam else _redenen(meting, meting.b, "met")),
        ],
    }


def gewogen(meting: Meting) -> Vlaggen:
    """Per bouwsteen whether it counts: it certainly has a region in both divisions."""
    vast: Vlaggen = (meting.a.indeling.waarden >= 0) & (meting.b.indeling.waarden >= 0)
    return vast


def _redenen(meting: Meting, keuze: Keuze, kant: str) -> list[Json]:
    """Why ground of one of the two divisions does not count."""
    waarden, woord = keuze.indeling.waarden, woorden.van(keuze)
    uit = []
    if (geen := waarden == GEEN).any():
        waar = opgesomd(meting.stand, meting.toestand, geen)
        tekst = f"Deze grond hoort bij geen {woord.enkel} en telt niet mee: {waar}."
        uit.append(opmerking(f"geen-gebied-in-{kant}", tekst))
    if (meer := waarden < GEEN).any():
        waar = opgesomd(meting.stand, meting.toestand, meer, keuze)
        tekst = f"Van deze grond is niet zeker bij {woord.welk} {woord.enkel} hij hoort; hij telt niet mee: {waar}."
        uit.append(opmerking(f"meer-mogelijk-in-{kant}", tekst))
    return uit


def opgesomd(stand: Stand, toestand: int, welke: Vlaggen, keuze: Keuze | None = None) -> str:
    """Ground in words: gemeenten by name when whole, otherwise their postcodes; with its candidates."""
    groepen: dict[str, list[int]] = defaultdict(list)
    for nummer in np.flatnonzero(welke):
        groepen[_mogelijk(keuze, int(nummer))].append(int(nummer))
    delen = [f"{_grond(stand, toestand, nummers)}{waarbij}" for waarbij, nummers in sorted(groepen.items())]
    return "; ".join(delen)


def _mogelijk(keuze: Keuze | None, bouwsteen: int) -> str:
    if keuze is None:
        return ""
    return f" ({getallen.opsomming([woorden.benoem(keuze, code) for code in keuze.indeling[bouwsteen]], 'of')})"


def _grond(stand: Stand, toestand: int, nummers: Sequence[int]) -> str:
    """Whole gemeenten by name, the rest by postcode, of which a part is called a part."""
    gemeente = gemeenten(stand, toestand)
    namen = stand.zicht(toestand).namen["gemeente"]
    rest, heel = set(nummers), []
    for code in sorted({gemeente[nr][0] for nr in nummers if len(gemeente[nr]) == 1}):
        eigen = {int(nr) for nr in gemeente.bouwstenen_van(code)}
        if eigen <= set(nummers):
            heel.append(namen.get(code, code))
            rest -= eigen
    return getallen.opsomming([*heel, *stukken.in_woorden(*postcodes(stand, rest), MEER)])


def open_gemeenten(stand: Stand, toestand: int, keuzes: Iterable[Keuze]) -> list[str]:
    """The names of the gemeenten of which ground has several candidates in a division of whole gemeenten."""
    gemeente, namen = gemeenten(stand, toestand), stand.zicht(toestand).namen["gemeente"]
    codes: set[str] = set()
    for keuze in keuzes:
        if not keuze.sectoren:
            for nummer in np.flatnonzero(keuze.indeling.waarden < GEEN):
                wie = gemeente[int(nummer)]
                codes.update(wie if len(wie) == 1 else ())
    return sorted(namen.get(code, code) for code in codes)
