"""Cutting the ground of a postcode that several gemeenten share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from regio.bronnen.rijen import BouwsteenRij
from regio.gebieden.schets.punten import Getallen, Nummers, Punten
from regio.gebieden.schets.rooster import Rooster


class Delen:
    """Which part of its postcode every node belongs to.

    A part lies on the side of the points of its gemeente: nodes are taken in order of how much
    nearer those are than the points of the gemeente of part 1, until the part has its share.
    """

    def __init__(self, punten: Punten, bouwstenen: Sequence[BouwsteenRij]) -> None:
        self._punten = punten
        nummer = {pc4: nr for nr, pc4 in enumerate(punten.pc4)}
        self.postcode = np.array([nummer.get(een.pc4, -1) for een in bouwstenen], dtype=np.int64)
        self.hoofd = np.full(len(punten.pc4), -1, dtype=np.int64)
        self._rest: defaultdict[int, list[int]] = defaultdict(list)
        for plek, een in enumerate(bouwstenen):
            if self.postcode[plek] < 0:
                continue
            if een.deel == 1:
                self.hoofd[self.postcode[plek]] = plek
            else:
                self._rest[nummer[een.pc4]].append(plek)
        self._bouwstenen = bouwstenen
        self._richting: dict[int, tuple[Getallen, Getallen, float]] = {}

    def verdeel(self, rooster: Rooster, labels: Nummers) -> Nummers:
        """Labels of bouwstenen (position in the list) from labels of postcodes; -1 stays."""
        uit = np.where(labels >= 0, self.hoofd[labels], -1)
        op_nummer = np.argsort(labels, kind="stable")
        gesorteerd = labels[op_nummer]
        for postcode, plekken in self._rest.items():
            van, tot = np.searchsorted(gesorteerd, [postcode, postcode + 1])
            over = op_nummer[van:tot]
            totaal = len(over)
            for plek in plekken:
                mee = self._neem(plek, rooster.plaats(over), totaal)
                uit[over[mee]] = plek
                over = over[~mee]
        return uit

    def _neem(self, plek: int, xy: Getallen, totaal: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        rij, postcode = self._bouwstenen[plek], int(self.postcode[plek])
        naar, van = (
            self._punten_van(rij.gemeente, postcode),
            self._punten_van(self._punten.gemeente[postcode], postcode),
        )
        if not len(naar):
            return np.zeros(len(xy), dtype=np.bool_)
        wil = min(max(1, round(rij.aandeel * totaal)), len(xy) - 1)
        score = _hoeveel_nader(naar, van, xy)
        volgorde = np.sort(score)
        drempel = float(volgorde[wil - 1] + volgorde[wil]) / 2 if wil else -np.inf
        self._richting[plek] = naar, van, drempel
        uit: np.ndarray[tuple[int], np.dtype[np.bool_]] = score <= drempel
        return uit

    def _punten_van(self, gemeente: str, behalve: int) -> Getallen:
        mee = [nr for nr, codes in enumerate(self._punten.gemeenten) if gemeente in codes and nr != behalve]
        uit: Getallen = self._punten.xy[np.isin(self._punten.van, mee)]
        return uit

    def voorkeur(self, plek: int, xy: Getallen) -> Getallen:
        """How far (n,) in metres each place lies inside a part, negative outside; 0 for part 1."""
        if plek not in self._richting:
            return np.zeros(len(xy))
        naar, van, drempel = self._richting[plek]
        return drempel - _hoeveel_nader(naar, van, xy)


def _hoeveel_nader(naar: Getallen, van: Getallen, xy: Getallen) -> Getallen:
    return _naaste(naar, xy) - (_naaste(van, xy) if len(van) else 0.0)


def _naaste(punten: Getallen, xy: Getallen) -> Getallen:
    verschil = xy[:, None, :] - punten
    uit: Getallen = np.hypot(verschil[:, :, 0], verschil[:, :, 1]).min(axis=1)
    return uit
