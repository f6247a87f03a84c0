"""Carry a list of regions of whole gemeenten from its own day to the gemeenten of another day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from regio.indeling import Indeling
from regio.stand.stand import Stand

Codes = frozenset[str]


def zet_over(stand: Stand, soort: str, dag: str, toestand: int) -> Indeling:
    """The regions of a kind (``jeugdregio`` or ``rmc``) of the list of a day, on the gemeenten of a toestand."""
    toen = stand.toestand_nr_iso(dag)
    nu = _mogelijk(stand, "gemeente", toestand)
    grond = _mogelijk(stand, soort, toen)
    return overgezet(soort, nu, per_gemeente(_mogelijk(stand, "gemeente", toen), grond), grond)


@lru_cache(maxsize=32)
def _mogelijk(stand: Stand, soort: str, toestand: int) -> tuple[Codes, ...]:
    laag = stand.zicht(toestand).lagen[soort]
    eerste = {waarde: nummer for nummer, waarde in enumerate(laag.waarden)}
    codes = {waarde: frozenset(laag.mogelijk(nummer)) for waarde, nummer in eerste.items()}
    return tuple(codes[waarde] for waarde in laag.waarden)


def per_gemeente(gemeenten: Sequence[Codes], regios: Sequence[Codes]) -> dict[str, Codes]:
    """The region or regions of every gemeente, from those of the ground that certainly lies in it.

    A gemeente without any certain ground goes by the ground that may lie in it.
    """
    zeker: dict[str, set[str]] = defaultdict(set)
    misschien: dict[str, set[str]] = defaultdict(set)
    for wie, waar in set(zip(gemeenten, regios, strict=True)):
        for code in wie:
            (zeker if len(wie) == 1 else misschien)[code].update(waar)
    return {code: frozenset(zeker.get(code, misschien[code])) for code in zeker.keys() | misschien.keys()}


def overgezet(naam: str, nu: Sequence[Codes], lijst: Mapping[str, Codes], grond: Sequence[Codes]) -> Indeling:
    """A list of gemeenten on other gemeenten: by code, and where the list has none by its ground.

    ``nu`` has the gemeenten of every bouwsteen, ``lijst`` the regions per gemeente of the list and
    ``grond`` the regions of every bouwsteen on the day of the list. Regions are made of whole
    gemeenten, so one that lies on several has them all as candidates, for all of its ground.
    """
    nieuw = per_gemeente(nu, grond)
    samen = {wie: _samen(lijst.get(code, nieuw[code]) for code in wie) for wie in set(nu)}
    return Indeling.van(naam, [samen[wie] for wie in nu])


def _samen(delen: Iterable[Codes]) -> Codes:
    return frozenset(code for deel in delen for code in deel)
