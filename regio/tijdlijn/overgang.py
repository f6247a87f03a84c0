"""The ground of one gemeente across a herindeling: whose it was before, and in which SWVs it lies after.

A postcode counts for its hoofddeel, the ground under which the law lists it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from regio.stand.stand import Stand


@dataclass(frozen=True, slots=True)
class Grondstukken:
    """Hoofddelen that certainly belong to something, and those that may."""

    zeker: tuple[int, ...] = ()
    misschien: tuple[int, ...] = ()


@dataclass(frozen=True)
class Overgang:
    """A gemeente after a herindeling (toestand ``na``) beside the day before (``voor``, -1 if not known)."""

    stand: Stand
    voor: int
    na: int
    gemeente: str

    @cached_property
    def grond(self) -> Grondstukken:
        """The ground of the gemeente after."""
        return grond_van(self.stand, self.na, self.gemeente)

    def oude(self, hoofddeel: int) -> Sequence[str]:
        """The gemeenten in which a hoofddeel may have lain before; none when that is not known."""
        if self.voor < 0:
            return ()
        return self.stand.zicht(self.voor).lagen["gemeente"].mogelijk(hoofddeel)

    def swvs(self, sector: str, hoofddeel: int) -> Sequence[str]:
        """The SWVs in which a hoofddeel may lie after."""
        return self.stand.zicht(self.na).lagen[sector].mogelijk(hoofddeel)

    def van(self, oud: str) -> Grondstukken:
        """The ground that one gemeente gave."""
        alle = sorted((*self.grond.zeker, *self.grond.misschien))
        mogelijk = [nr for nr in alle if oud in self.oude(nr)]
        zeker = tuple(nr for nr in self.grond.zeker if tuple(self.oude(nr)) == (oud,))
        return Grondstukken(zeker, tuple(nr for nr in mogelijk if nr not in zeker))

    def gekomen(self) -> Grondstukken:
        """The ground that did not lie in the gemeente itself before."""
        eerst = {nr: set(self.oude(nr)) for nr in (*self.grond.zeker, *self.grond.misschien)}
        zeker = tuple(nr for nr in self.grond.zeker if eerst[nr] and self.gemeente not in eerst[nr])
        rest = sorted(nr for nr, wie in eerst.items() if wie - {self.gemeente} and nr not in zeker)
        return Grondstukken(zeker, tuple(rest))

    def verdeling(self, sector: str) -> dict[str, list[int]]:
        """The ground of which gemeente and SWV are certain, by SWV."""
        uit: dict[str, list[int]] = defaultdict(list)
        for nr in self.grond.zeker:
            swvs = self.swvs(sector, nr)
            if len(swvs) == 1:
                uit[swvs[0]].append(nr)
        return dict(sorted(uit.items()))

    def onzeker(self, sector: str) -> list[int]:
        """The ground that may put the gemeente in an SWV in which it does not certainly lie."""
        vast = set(self.verdeling(sector))
        alle = (*self.grond.zeker, *self.grond.misschien)
        return sorted(nr for nr in alle if not vast.issuperset(self.swvs(sector, nr)))

    def bewezen(self, sector: str, hele: Collection[str]) -> list[str]:
        """The SWVs in which the gemeente lies, ascending, also where it is not known with which ground.

        Ground that is open between gemeenten that all came over whole (``hele``): each of them has some of
        it, so the new gemeente lies in the SWVs of all of them.
        """
        vast = set(self.verdeling(sector))
        zeker = set(self.grond.zeker)
        rest = self.onzeker(sector)
        if all(nr in zeker and self.oude(nr) and set(self.oude(nr)) <= set(hele) for nr in rest):
            vast.update(swv for nr in rest for swv in self.swvs(sector, nr))
        return sorted(vast)

    def lag_al_in(self, sector: str, swvs: Collection[str]) -> str | None:
        """A gemeente of which the ground that is here lay across all these SWVs before; None without one."""
        per: dict[str, set[str]] = defaultdict(set)
        for swv, nummers in self.verdeling(sector).items():
            for nr in nummers:
                if len(self.oude(nr)) == 1:
                    per[self.oude(nr)[0]].add(swv)
        return next((oud for oud, eigen in sorted(per.items()) if eigen.issuperset(swvs)), None)

    def geheeld_door(self, sector: str) -> str | None:
        """The first later version of the regeling that puts all this ground in one SWV; None without one."""
        for nummer, versie in _latere_versies(self.stand, self.na):
            laag = self.stand.zicht(nummer).lagen[sector]
            if len({swv for nr in self.grond.zeker for swv in laag.mogelijk(nr)}) == 1:
                return versie
        return None


def grond_van(stand: Stand, toestand: int, gemeente: str) -> Grondstukken:
    """The hoofddelen of a gemeente in a toestand, ascending."""
    laag = stand.zicht(toestand).lagen["gemeente"]
    return Grondstukken(
        tuple(nr for nr in laag.met_code(gemeente) if stand.is_hoofddeel(nr)),
        tuple(nr for nr in laag.misschien_met_code(gemeente) if stand.is_hoofddeel(nr)),
    )


def _latere_versies(stand: Stand, toestand: int) -> Iterator[tuple[int, str]]:
    """The first toestand of every version of the regeling after a toestand, with the version."""
    vorige = stand.meta["toestanden"][toestand]["versie"]
    for nummer in range(toestand + 1, len(stand.meta["toestanden"])):
        versie = stand.meta["toestanden"][nummer]["versie"]
        if versie != vorige:
            yield nummer, versie
        vorige = versie
