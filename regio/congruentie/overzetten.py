"""Carry a list of regions of whole gemeenten from its own day to the gemeenten of another day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

import numpy as np

from regio.indeling import Indeling
from regio.stand.stand import Stand

Codes = tuple[str, ...]


def zet_over(stand: Stand, soort: str, dag: str, toestand: int) -> Indeling:
    """The regions of a kind (``jeugdregio`` or ``rmc``) of the list of a day, on the gemeenten of a toestand."""
    toen, nu = date.fromisoformat(dag), date.fromisoformat(stand.zicht(toestand).vanaf)
    grond = stand.indeling(soort, toen)
    lijst = per_gemeente(stand.indeling("gemeente", toen), grond)
    return overgezet(soort, stand.indeling("gemeente", nu), lijst, grond)


def per_gemeente(gemeenten: Indeling, regios: Indeling) -> dict[str, Codes]:
    """The region or regions of every gemeente, from those of the ground that certainly lies in it.

    A gemeente without any certain ground goes by the ground that may lie in it.
    """
    zeker: dict[str, set[str]] = defaultdict(set)
    misschien: dict[str, set[str]] = defaultdict(set)
    for nummer in _elk_paar_een_keer(gemeenten, regios):
        wie, waar = gemeenten[nummer], regios[nummer]
        for code in wie:
            (zeker if len(wie) == 1 else misschien)[code].update(waar)
    return {code: tuple(sorted(zeker.get(code, misschien[code]))) for code in zeker.keys() | misschien.keys()}


def _elk_paar_een_keer(een: Indeling, ander: Indeling) -> list[int]:
    """For every pair of values that occurs together, the first bouwsteen with it."""
    paar = een.waarden.astype(np.int64) * (1 << 16) + ander.waarden
    eerste: list[int] = np.unique(paar, return_index=True)[1].tolist()
    return eerste


def overgezet(naam: str, nu: Indeling, lijst: Mapping[str, Codes], grond: Indeling) -> Indeling:
    """A list of gemeenten on other gemeenten: by code, and where the list has none by its ground.

    ``nu`` has the gemeenten of every bouwsteen, ``lijst`` the regions per gemeente of the list and
    ``grond`` the regions of every bouwsteen on the day of the list. Regions are made of whole
    gemeenten, so one that lies on several has them all as candidates, for all of its ground.
    """
    nieuw = per_gemeente(nu, grond)
    return herschreven(naam, nu, lambda wie: {regio for code in wie for regio in lijst.get(code, nieuw[code])})


def herschreven(naam: str, indeling: Indeling, wordt: Callable[[Codes], Iterable[str]]) -> Indeling:
    """The division in which ground that had some codes (one, none, or candidates) has others instead.

    Written down as ``Indeling.van`` does, with only the codes that lie somewhere.
    """
    _, eerste, plek = np.unique(indeling.waarden, return_index=True, return_inverse=True)
    klein = Indeling.van(naam, [wordt(indeling[nummer]) for nummer in eerste.tolist()])
    return Indeling(naam, klein.codes, klein.waarden[plek], klein.kandidaten)
