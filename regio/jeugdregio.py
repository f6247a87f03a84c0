"""The jeugdregio of a gemeente on a date, from three known dates and what lies between them.

Jeugdregio's are made of whole gemeenten. Between two known dates a gemeente keeps its region when
both agree; when they differ and the year of the change is unknown, both are candidates.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from regio.bronnen.rijen import Feiten
from regio.tijdlijn.herindelingen import Tijdlijn
from regio.tijdlijn.peildatum import EERSTE_DAG_JEUGDREGIOS


def einde_van(feiten: Feiten, bestand: str) -> date:
    """The first day that a source no longer covers, by the manifest."""
    return next((b.geldig_tot for b in feiten.bronnen if b.bestand == bestand and b.geldig_tot), date.max)


class Jeugdregios:
    """Memberships on the known dates, with their names."""

    def __init__(self, feiten: Feiten, tijdlijn: Tijdlijn) -> None:
        self._tijdlijn = tijdlijn
        self._lid: dict[date, dict[str, str]] = defaultdict(dict)
        for rij in feiten.gemeente_jeugdregio:
            self._lid[rij.peildatum][rij.gemeente_code] = rij.jeugdregio
        self._wissels = {rij.gemeente_code: rij for rij in feiten.wissels}
        self.data = tuple(sorted(self._lid))
        self._namen = feiten.jeugdregios
        self.tot = einde_van(feiten, "jeugdregios/gemeente_jeugdregio.csv")

    def naam(self, code: str, datum: date) -> str:
        """The name of a region: the latest one seen in or before the year of the date."""
        namen = [rij for rij in self._namen if rij.code == code]
        eerder = [rij for rij in namen if min(map(int, rij.jaren_gezien.split())) <= datum.year]
        return max(eerder or namen, key=lambda rij: max(map(int, rij.jaren_gezien.split()))).naam

    def op(self, gemeente: str, datum: date) -> tuple[frozenset[str], bool]:
        """The region of a gemeente on a day, every candidate if unknown, and whether the sources
        before and after that day agree on it. Empty before 2015-01-01.
        """
        if datum < EERSTE_DAG_JEUGDREGIOS:
            return frozenset(), False
        wissel = self._wissels.get(gemeente)
        if wissel and wissel.na < datum < wissel.uiterlijk:
            return frozenset({wissel.van, wissel.naar}), False
        eerder = [self._lid[dag][gemeente] for dag in self.data if dag <= datum and gemeente in self._lid[dag]]
        later = [self._lid[dag][gemeente] for dag in self.data if dag > datum and gemeente in self._lid[dag]]
        bekend = eerder[-1:] or later[:1]
        if not bekend:
            return self._via_herindeling(gemeente), False
        blijft = bool(eerder) and (datum in self.data or not later or later[0] == eerder[-1])
        return frozenset(bekend), blijft and datum < self.tot

    def _via_herindeling(self, gemeente: str) -> frozenset[str]:
        """For a gemeente that existed on none of the known dates: the regions around it in time."""
        voor = {rij.oude_code for rij in self._tijdlijn.voorgangers(gemeente)}
        na = {rij.nieuwe_code for rij in self._tijdlijn.opvolgers(gemeente)}
        return frozenset(self._lid[dag][code] for dag in self.data for code in voor | na if code in self._lid[dag])
