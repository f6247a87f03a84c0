"""Changing an Indeling without building it anew: a copy of its values, and codes that only grow.

A value keeps its meaning in every Indeling made from the same first one, so two of them can be
compared as arrays. Regions that lost all ground keep their place in ``codes``.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from regio.indeling import Indeling
from regio.waarde import GEEN, KANDIDATEN

Nummers = NDArray[np.intp]
Codes = tuple[str, ...]


def neergezet(indeling: Indeling, nummers: Nummers, code: str) -> Indeling:
    """The Indeling in which these bouwstenen certainly lie in a region, which may be new."""
    codes = indeling.codes if code in indeling.codes else (*indeling.codes, code)
    waarden = indeling.waarden.copy()
    waarden[nummers] = codes.index(code)
    return Indeling(indeling.naam, codes, waarden, indeling.kandidaten)


def opgegaan(indeling: Indeling, van: Collection[str], naar: str) -> Indeling:
    """The Indeling in which regions went over into another whole, also where they are only possible."""
    codes = indeling.codes if naar in indeling.codes else (*indeling.codes, naar)
    doel = codes.index(naar)
    plek = [doel if code in van else nummer for nummer, code in enumerate(codes)]
    groepen = {groep: nummer for nummer, groep in enumerate(indeling.kandidaten)}
    nieuw: dict[int, int] = {nummer: doel for nummer, ander in enumerate(plek) if ander != nummer}
    for nummer, groep in enumerate(indeling.kandidaten):
        over = tuple(sorted({plek[een] for een in groep}, key=codes.__getitem__))
        if over != groep:
            volg = over[0] if len(over) == 1 else KANDIDATEN - groepen.setdefault(over, len(groepen))
            nieuw[KANDIDATEN - nummer] = volg
    waarden = indeling.waarden.copy()
    for oud, ander in nieuw.items():
        waarden[indeling.waarden == oud] = ander
    return Indeling(indeling.naam, codes, waarden, tuple(groepen))


def betekenis(indeling: Indeling, waarde: int) -> Codes:
    """The codes that a value stands for: one, none, or every candidate."""
    if waarde >= 0:
        return (indeling.codes[waarde],)
    if waarde == GEEN:
        return ()
    return tuple(indeling.codes[plek] for plek in indeling.kandidaten[KANDIDATEN - waarde])


def uitgeschreven(indeling: Indeling) -> list[Codes]:
    """The codes of every bouwsteen."""
    waarden = indeling.waarden.tolist()
    per_waarde = {waarde: betekenis(indeling, waarde) for waarde in set(waarden)}
    return [per_waarde[waarde] for waarde in waarden]


def anders(a: Indeling, b: Indeling) -> Nummers:
    """The bouwstenen of which two Indelingen over the same bouwstenen say something else, ascending."""
    if a is b:
        return np.empty(0, dtype=np.intp)
    if zelfde_begin(a.codes, b.codes) and zelfde_begin(a.kandidaten, b.kandidaten):
        return np.flatnonzero(a.waarden != b.waarden)
    paren = enumerate(zip(uitgeschreven(a), uitgeschreven(b), strict=True))
    return np.array([nummer for nummer, (van, naar) in paren if van != naar], dtype=np.intp)


def zelfde_begin(a: tuple[object, ...], b: tuple[object, ...]) -> bool:
    """Whether positions in one list mean the same in the other: one begins with the other."""
    samen = min(len(a), len(b))
    return a[:samen] == b[:samen]


def zeker_in(indeling: Indeling, code: str) -> Nummers:
    """The bouwstenen that certainly lie in a region, ascending."""
    return indeling.bouwstenen_van(code)


def misschien_in(indeling: Indeling, code: str) -> Nummers:
    """The bouwstenen of which a region is one of several candidates, ascending."""
    if not indeling.kandidaten or code not in indeling.codes:
        return np.empty(0, dtype=np.intp)
    plek = indeling.codes.index(code)
    groepen = [KANDIDATEN - nummer for nummer, groep in enumerate(indeling.kandidaten) if plek in groep]
    return np.flatnonzero(np.isin(indeling.waarden, groepen)) if groepen else np.empty(0, dtype=np.intp)


def met_grond(indeling: Indeling) -> frozenset[str]:
    """Every code that lies somewhere, or may."""
    return frozenset(code for waarde in np.unique(indeling.waarden).tolist() for code in betekenis(indeling, waarde))


def opengelaten(indeling: Indeling, nummers: Nummers, codes: Codes) -> Indeling:
    """The Indeling in which these bouwstenen lie in one of several regions, all of which it knows."""
    if len(codes) == 1:
        return neergezet(indeling, nummers, codes[0])
    groepen = {groep: nummer for nummer, groep in enumerate(indeling.kandidaten)}
    groep = tuple(indeling.codes.index(code) for code in sorted(codes))
    waarden = indeling.waarden.copy()
    waarden[nummers] = KANDIDATEN - groepen.setdefault(groep, len(groepen)) if codes else GEEN
    return Indeling(indeling.naam, indeling.codes, waarden, tuple(groepen) if codes else indeling.kandidaten)
