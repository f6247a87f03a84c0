"""What the measures of congruence take and give: arrays in, small frozen results out.

Everything here is about two Indelingen over the same bouwstenen: A, the one that is judged, and B,
the one it is held against. Regions stand in the order of their codes. Weights are in the unit of
the weight that was chosen, lengths in metres, shares between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from regio.indeling import Gewichten

Aantallen = NDArray[np.int64]
Nummers = NDArray[np.intp]


class Oordeel(StrEnum):
    """What a region of A is beside the regions of B, on the ground: the weight plays no part."""

    IDENTIEK = "identiek"  # the same ground as one region of B
    UNIE = "unie"  # two or more whole regions of B
    BINNEN = "binnen"  # a part of one region of B
    DOORSNEDEN = "doorsneden"  # a border of B runs through it
    ZONDER_GEBIED = "zonder gebied"  # no ground of its own
    ONBEKEND = "onbekend"  # all its ground is unsure in A or in B


@dataclass(frozen=True, eq=False)
class Kruistabel:
    """The contingency table of A against B.

    ``a`` and ``b`` are the codes of every region with ground; ``gewicht`` and ``aantal`` have shape
    (len(a), len(b)): the weight and the number of the bouwstenen that certainly lie in both. A row
    or column of zeros is a region of which all ground is unsure on the other side. ``rij`` and
    ``kolom`` have shape (aantal bouwstenen,): position in ``a`` and ``b``, -1 for a bouwsteen left out.
    ``mogelijk``, shape (len(a), len(b)), marks the cells that a bouwsteen may fill for which several
    regions are possible, in A or in B; ``onzeker_a`` and ``onzeker_b`` say which regions have any.
    """

    a: tuple[str, ...]
    b: tuple[str, ...]
    gewicht: Gewichten
    aantal: Aantallen
    rij: Nummers
    kolom: Nummers
    mogelijk: NDArray[np.bool_]
    onzeker_a: NDArray[np.bool_]
    onzeker_b: NDArray[np.bool_]

    @cached_property
    def cellen(self) -> tuple[Nummers, Nummers]:
        """Row and column of every cell that holds ground, row by row; also when that ground weighs nothing."""
        rij, kolom = np.divmod(np.flatnonzero(self.aantal), max(len(self.b), 1))
        return rij, kolom


@dataclass(frozen=True, slots=True)
class Maten:
    """The measures of a whole pair, each between 0 and 1.

    ``homogeniteit`` h = I(A;B)/H(A) and ``volledigheid`` c = I(A;B)/H(B), as CONVENTIES has them:
    h is 1 when B decides A. ``v`` = 2hc/(h+c). ``jaccard_a``: the mean over regions of A of their
    best match in B; ``jaccard_a_gewogen`` the same weighed by region; ``jaccard_b`` the other way.
    """

    homogeniteit: float
    volledigheid: float
    v: float
    jaccard_a: float
    jaccard_a_gewogen: float
    jaccard_b: float
    jaccard_b_gewogen: float


class Partner(NamedTuple):
    """A region of B under a region of A: ``aandeel`` of A's weight, ``aandeel_van_partner`` of B's.

    Shares are None when the whole weighs nothing. ``heel``: all of B's ground lies in A.
    """

    code: str
    gewicht: float
    aandeel: float | None
    aandeel_van_partner: float | None
    bouwstenen: int
    heel: bool


class Regiomaat(NamedTuple):
    """One region of A: verdict, partners (heaviest first) and measures.

    ``zeker`` is False when unsure ground may change the verdict. ``inhomogeniteit`` is the entropy
    of B within the region over the entropy of B, 0 when it lies in one region of B (0 too when B
    has no entropy). ``jaccard`` is that of the best match.
    """

    code: str
    oordeel: Oordeel
    zeker: bool
    gewicht: float
    bouwstenen: int
    partners: tuple[Partner, ...]
    inhomogeniteit: float
    jaccard: float


@dataclass(frozen=True, slots=True)
class Verplaatsing:
    """Bouwstenen that go from one region of A to another (numbers ascending)."""

    bouwstenen: tuple[int, ...]
    van: str
    naar: str
    gewicht: float


@dataclass(frozen=True, slots=True)
class Verplaatslijst:
    """The lightest list of moves that reaches an aim; ``aandeel`` of all weight in the table.

    ``bewezen``: no lighter list exists. Equal weights are decided by fewer bouwstenen.
    """

    verplaatsingen: tuple[Verplaatsing, ...]
    gewicht: float
    aandeel: float | None
    bouwstenen: int
    bewezen: bool


@dataclass(frozen=True, eq=False)
class Grensnet:
    """Who borders on whom: for every pair of neighbouring bouwstenen the length of their border.

    ``links`` < ``rechts``, shape (n,), and ``lengte`` in metres (RD) between them; ``rand`` has shape
    (aantal bouwstenen,): the length of a bouwsteen's border with nothing: coast, water between
    bouwstenen and the national border.
    """

    links: Nummers
    rechts: Nummers
    lengte: Gewichten
    rand: Gewichten


@dataclass(frozen=True, slots=True)
class Grenslengte:
    """The outer border of a region of A, or of all: ``samenvallend`` metres of ``lengte`` are border of B too.

    ``rand`` (coast and national border) and ``onzeker`` (ground of which the region is unsure in A or
    B, or that has none, on a side) are counted apart and are no part of ``lengte``. ``aandeel`` is None for no length.
    """

    lengte: float
    samenvallend: float
    rand: float
    onzeker: float

    @property
    def aandeel(self) -> float | None:
        """The share of the border that both divisions have."""
        return self.samenvallend / self.lengte if self.lengte else None


@dataclass(frozen=True, slots=True)
class Grensmaat:
    """The outer-border measure, both ways; the total of a division counts every border once."""

    totaal_a: Grenslengte
    totaal_b: Grenslengte
    per_a: dict[str, Grenslengte]
    per_b: dict[str, Grenslengte]


@dataclass(frozen=True, slots=True)
class Territoriaal:
    """Of one gemeente: in how far a set of divisions puts it with the same fellow gemeenten.

    ``congruentie`` = fellows in every division / fellows in any of them; None without any fellow.
    """

    gemeente: str
    congruentie: float | None
    overal: tuple[str, ...]
    ergens: tuple[str, ...]
