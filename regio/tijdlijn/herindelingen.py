"""Herindelingen as transitions between gemeenten, n:m, with shares that may be unknown.

A transition is data: ground of one gemeente that came to another on a date. Following a bouwsteen
through time means applying the transitions of its gemeente that concern its ground, forward or
backward. A transition that is not confirmed is never applied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from regio.bronnen.rijen import GemeenteRij, HerindelingRij
from regio.tijdlijn.peildatum import geldt_op

GEHEEL = ("geheel", "rest")


@dataclass(frozen=True, slots=True)
class Grond:
    """What is known of the ground of a bouwsteen: its PC4 and the main place on it (2014)."""

    pc4: str
    woonplaats: str


@dataclass(frozen=True, slots=True)
class Gemeenten:
    """The gemeenten to which a bouwsteen belonged on some day.

    ``mogelijk`` is what registers and confirmed herindelingen leave open; ``waarschijnlijk``
    narrows that by the name of the place. One member means: known.
    """

    mogelijk: frozenset[str]
    waarschijnlijk: frozenset[str]

    @classmethod
    def zeker(cls, code: str) -> Gemeenten:
        """Exactly one gemeente."""
        return cls(frozenset({code}), frozenset({code}))


class Tijdlijn:
    """All gemeenten with their dates and every confirmed herindeling."""

    def __init__(self, gemeenten: Iterable[GemeenteRij], herindelingen: Iterable[HerindelingRij]) -> None:
        self._gemeenten = {rij.code: rij for rij in gemeenten}
        self.alle = tuple(herindelingen)
        self.bevestigd = tuple(rij for rij in self.alle if rij.bevestigd == "bevestigd")
        self._naar: dict[date, dict[str, list[HerindelingRij]]] = defaultdict(lambda: defaultdict(list))
        self._van: dict[date, dict[str, list[HerindelingRij]]] = defaultdict(lambda: defaultdict(list))
        for rij in self.bevestigd:
            self._naar[rij.datum][rij.nieuwe_code].append(rij)
            self._van[rij.datum][rij.oude_code].append(rij)
        self.data = tuple(sorted(self._naar))

    def gemeente(self, code: str) -> GemeenteRij | None:
        """The row of a gemeente, also of one that no longer exists."""
        return self._gemeenten.get(code)

    def alle_gemeenten(self) -> list[GemeenteRij]:
        """Every gemeente that existed since 2011, by code."""
        return [self._gemeenten[code] for code in sorted(self._gemeenten)]

    def op(self, datum: date) -> list[GemeenteRij]:
        """The gemeenten that existed on a day, by code."""
        return [rij for code, rij in sorted(self._gemeenten.items()) if self.bestaat(code, datum)]

    def bestaat(self, code: str, datum: date) -> bool:
        """Whether a gemeente existed on a day."""
        rij = self._gemeenten.get(code)
        return rij is not None and geldt_op(rij.geldig_vanaf, rij.geldig_tot, datum)

    def volg(self, begin: Gemeenten, grond: Grond, van: date, naar: date) -> Gemeenten:
        """The gemeenten of a bouwsteen on ``naar``, given those on ``van``; either may be first."""
        stap = self._vooruit if van <= naar else self._terug
        eerste, laatste = min(van, naar), max(van, naar)
        data = [datum for datum in self.data if eerste < datum <= laatste]
        for datum in data if van <= naar else reversed(data):
            begin = Gemeenten(
                frozenset(c for code in begin.mogelijk for c in stap(code, grond, datum)[0]),
                frozenset(c for code in begin.waarschijnlijk for c in stap(code, grond, datum)[1]),
            )
        return begin

    def _vooruit(self, code: str, grond: Grond, datum: date) -> tuple[set[str], set[str]]:
        rijen = self._van[datum].get(code, []) if datum in self._van else []
        geraakt = {rij.nieuwe_code for rij in rijen if raakt(rij, grond)}
        if not geraakt:
            geraakt = {rij.nieuwe_code for rij in rijen if rij.omvang in GEHEEL}
        if not geraakt and rijen and not self.bestaat(code, datum):
            geraakt = {rij.nieuwe_code for rij in rijen}
        uit = geraakt or {code}
        return uit, uit

    def _terug(self, code: str, grond: Grond, datum: date) -> tuple[set[str], set[str]]:
        rijen = self._naar[datum].get(code, []) if datum in self._naar else []
        geraakt = {rij.oude_code for rij in rijen if raakt(rij, grond)}
        if geraakt:
            return geraakt, geraakt
        namen = {rij.oude_code: rij.oude_naam for rij in rijen if rij.omvang in GEHEEL}
        vorige = self._gemeenten.get(code)
        if vorige is not None and vorige.geldig_vanaf < datum:
            namen[code] = vorige.naam
        mogelijk = set(namen) or {code}
        zelfde_naam = {oud for oud, naam in namen.items() if naam == grond.woonplaats}
        return mogelijk, zelfde_naam or mogelijk

    def opvolgers_op(self, code: str, van: date, naar: date) -> set[str]:
        """Every gemeente in which ground that lay in a gemeente on ``van`` lies on ``naar``."""
        codes = {code}
        for dag in (d for d in self.data if van < d <= naar):
            rijen = [rij for oud in codes for rij in self._van[dag].get(oud, ()) if rij.omvang != "onbekend"]
            codes |= {rij.nieuwe_code for rij in rijen}
        return {c for c in codes if self.bestaat(c, naar)}

    def opvolgers(self, code: str) -> list[HerindelingRij]:
        """The confirmed transitions out of a gemeente, by date."""
        return [rij for rij in self.bevestigd if rij.oude_code == code]

    def voorgangers(self, code: str) -> list[HerindelingRij]:
        """The confirmed transitions into a gemeente, by date."""
        return [rij for rij in self.bevestigd if rij.nieuwe_code == code]


def raakt(rij: HerindelingRij, grond: Grond) -> bool:
    """Whether a partial transition names this ground, by postcode or by place."""
    return rij.omvang == "deel" and (grond.pc4 in rij.postcodes or grond.woonplaats in rij.plaatsen)
