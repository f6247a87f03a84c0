"""Who sits at which table: the ground that a gemeente and a samenwerkingsverband share on a day.

A table is the OOGO of one SWV with all gemeenten in its area. A gemeente sits there when at least
one postcode of its addresses lies in the SWV; where the facts leave the gemeente or the SWV of a
postcode open, it may sit there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand

SECTOREN = ("PO", "VO")


@dataclass(frozen=True, slots=True)
class Plaats:
    """A gemeente at a table: the hoofddelen that certainly lie in both, and those that may."""

    gemeente: str
    swv: str
    zeker: tuple[int, ...]
    misschien: tuple[int, ...]


@dataclass(frozen=True)
class Tafels:
    """Every table of a toestand, from both sides: gemeente to SWVs and SWV to gemeenten, by code.

    ``hoofddelen`` are those that certainly lie in a gemeente.
    """

    per_gemeente: Mapping[str, Mapping[str, Plaats]]
    per_swv: Mapping[str, Mapping[str, Plaats]]
    hoofddelen: Mapping[str, tuple[int, ...]]

    def van_gemeente(self, gemeente: str, sector: str) -> list[Plaats]:
        """The places of a gemeente at the tables of a sector, by SWV."""
        plaatsen = self.per_gemeente.get(gemeente, {})
        return [plaats for swv, plaats in sorted(plaatsen.items()) if swv.startswith(sector)]

    def aan(self, swv: str) -> list[Plaats]:
        """The gemeenten at the table of an SWV, by code."""
        return [plaats for _, plaats in sorted(self.per_swv.get(swv, {}).items())]


@bewaard(32)
def tafels(stand: Stand, toestand: int) -> Tafels:
    """The tables of a toestand, worked out once."""
    zicht = stand.zicht(toestand)
    zeker: dict[tuple[str, str], list[int]] = defaultdict(list)
    misschien: dict[tuple[str, str], list[int]] = defaultdict(list)
    hoofddelen: dict[str, list[int]] = defaultdict(list)
    for nr in (nr for nr in range(stand.aantal_bouwstenen) if stand.is_hoofddeel(nr)):
        gemeenten = zicht.lagen["gemeente"].mogelijk(nr)
        if len(gemeenten) == 1:
            hoofddelen[gemeenten[0]].append(nr)
        for sector in SECTOREN:
            swvs = zicht.lagen[sector].mogelijk(nr)
            doel = zeker if len(gemeenten) == len(swvs) == 1 else misschien
            for paar in ((gemeente, swv) for gemeente in gemeenten for swv in swvs):
                doel[paar].append(nr)
    plaatsen = [
        Plaats(gemeente, swv, tuple(zeker.get((gemeente, swv), ())), tuple(misschien.get((gemeente, swv), ())))
        for gemeente, swv in sorted(zeker.keys() | misschien.keys())
    ]
    return Tafels(
        _op(plaatsen, "gemeente", "swv"),
        _op(plaatsen, "swv", "gemeente"),
        {gemeente: tuple(nummers) for gemeente, nummers in hoofddelen.items()},
    )


def _op(plaatsen: Iterable[Plaats], eerste: str, tweede: str) -> dict[str, dict[str, Plaats]]:
    uit: dict[str, dict[str, Plaats]] = defaultdict(dict)
    for plaats in plaatsen:
        uit[getattr(plaats, eerste)][getattr(plaats, tweede)] = plaats
    return dict(uit)
