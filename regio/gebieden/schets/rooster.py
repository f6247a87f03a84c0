"""The lattice of equilateral triangles on which the sketch is worked out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from regio.gebieden.schets.punten import Getallen, Nummers

Knoop = TypeVar("Knoop", int, Nummers)
RIJHOOGTE = math.sqrt(3) / 2


@dataclass(frozen=True, eq=False)
class Rooster:
    """Nodes in rows of ``kolommen``; every odd row is shifted by half a step of ``stap`` metres.

    A node's number is ``rij * kolommen + kolom``; node 0 lies at ``x0, y0`` (metres RD).
    """

    x0: float
    y0: float
    stap: float
    rijen: int
    kolommen: int

    @classmethod
    def om(cls, doos: tuple[float, float, float, float], stap: float) -> Rooster:
        """A lattice that reaches at least two steps beyond a box (x min, y min, x max, y max), at fixed places."""
        x_min, y_min, x_max, y_max = doos
        x0, y0 = (math.floor(x_min / stap) - 2) * stap, (math.floor(y_min / stap) - 2) * stap
        return cls(x0, y0, stap, math.ceil((y_max - y0) / (stap * RIJHOOGTE)) + 3, math.ceil((x_max - x0) / stap) + 3)

    @cached_property
    def aantal(self) -> int:
        """How many nodes there are."""
        return self.rijen * self.kolommen

    def plaats(self, knopen: Nummers) -> Getallen:
        """Coordinates (n, 2) of nodes by number (n,)."""
        rij, kolom = np.divmod(knopen, self.kolommen)
        x = self.x0 + (kolom + 0.5 * (rij & 1)) * self.stap
        return np.column_stack([x, self.y0 + rij * (self.stap * RIJHOOGTE)])

    def naaste(self, xy: Getallen) -> Nummers:
        """The node (n,) in the row nearest to each place (n, 2), nearest within that row."""
        rij = np.rint((xy[:, 1] - self.y0) / (self.stap * RIJHOOGTE)).astype(np.int64)
        kolom = np.rint((xy[:, 0] - self.x0) / self.stap - 0.5 * (rij & 1)).astype(np.int64)
        return rij * self.kolommen + kolom

    def buren(self, knoop: Knoop) -> tuple[Knoop, ...]:
        """The six nodes around a node, or around each of many (n,), not on the edge of the lattice."""
        opzij = knoop + (knoop // self.kolommen & 1)
        onder, boven = opzij - self.kolommen, opzij + self.kolommen
        return knoop - 1, knoop + 1, onder - 1, onder, boven - 1, boven

    def driehoeken(self) -> Nummers:
        """All triangles as three node numbers, counterclockwise, shape (n, 3)."""
        eerste = np.arange(self.aantal, dtype=np.int64).reshape(self.rijen, self.kolommen)
        uit = []
        for begin in (0, 1):
            onder, boven = eerste[begin:-1:2], eerste[begin + 1 :: 2]
            a, b = onder[:, :-1], onder[:, 1:]
            c, d = boven[:, :-1], boven[:, 1:]
            # Above an odd row the next one starts half a step to the left, above an even row to the right.
            uit += [(a, b, d), (a, d, c)] if begin else [(a, b, c), (b, d, c)]
        return np.concatenate([np.stack([deel.ravel() for deel in drie], axis=1) for drie in uit])
