"""The RMC-regio of a gemeente on a date: the lists of the law, and what follows from them.

RMC-regio's are made of whole gemeenten. The annex of BWBR0031387 is known as it stood on three
dates; a list that DUO drew up in 2013 names the gemeenten that the law forgot. Of later years only
three regions are known. The regions have numbers, no codes: ``RMC07`` is ours for number 7.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from regio.bronnen.rijen import Feiten
from regio.tijdlijn.herindelingen import Tijdlijn

_WET = "wet"
# From here on the law is no longer known whole.
VOLLEDIG_TOT = date(2015, 8, 21)


def rmc_code(nummer: int) -> str:
    """The code of an RMC-regio by its number: ``RMC07``."""
    return f"RMC{nummer:02d}"


class RmcRegios:
    """Memberships on the known dates, with their names."""

    def __init__(self, feiten: Feiten, tijdlijn: Tijdlijn) -> None:
        self._tijdlijn = tijdlijn
        per_dag: dict[tuple[bool, date], dict[str, str]] = defaultdict(dict)
        self._namen: dict[str, str] = {}
        for rij in sorted(feiten.rmc, key=lambda rij: rij.peildatum):
            code = rmc_code(rij.rmc_nr)
            per_dag[rij.herkomst == _WET, rij.peildatum].setdefault(rij.gemeente_code, code)
            self._namen[code] = rij.rmc_naam
        self._wet = {dag: leden for (van_wet, dag), leden in per_dag.items() if van_wet}
        self._elders = {dag: leden for (van_wet, dag), leden in per_dag.items() if not van_wet}
        later = {VOLLEDIG_TOT, *(dag for dag in self._elders if dag > VOLLEDIG_TOT)}
        # Every day on which a region or its certainty changes; the list of 2013 changes none, it fills gaps.
        self.data = tuple(sorted({*self._wet, *later} if per_dag else ()))

    def namen(self) -> dict[str, str]:
        """The name of every region, as the latest list prints it."""
        return dict(sorted(self._namen.items()))

    def op(self, gemeente: str, datum: date) -> tuple[frozenset[str], bool]:
        """The region of a gemeente on a day, every candidate if unknown, and whether the law of
        that day names it. Empty before the first known list (2012-08-01).
        """
        dagen = [dag for dag in self._wet if dag <= datum]
        if not dagen:
            return frozenset(), False
        van_wet = max(dagen)
        wet = self._wet[van_wet]
        elders = [dag for dag, leden in sorted(self._elders.items()) if dag <= datum and gemeente in leden]
        # A list overrides an older law only, and only when that law may no longer hold.
        nieuwer = bool(elders) and elders[-1] > van_wet and datum >= VOLLEDIG_TOT
        if gemeente in wet and not nieuwer:
            return frozenset({wet[gemeente]}), datum < VOLLEDIG_TOT
        if elders:
            return frozenset({self._elders[elders[-1]][gemeente]}), False
        return self._via_voorgangers(gemeente, wet, frozenset()), False

    def _via_voorgangers(self, gemeente: str, wet: dict[str, str], gezien: frozenset[str]) -> frozenset[str]:
        """The regions of the gemeenten whose ground a later gemeente took over."""
        if gemeente in wet:
            return frozenset({wet[gemeente]})
        voor = {rij.oude_code for rij in self._tijdlijn.voorgangers(gemeente) if rij.omvang != "onbekend"}
        verder = gezien | {gemeente}
        return frozenset(code for oud in voor - verder for code in self._via_voorgangers(oud, wet, verder))
