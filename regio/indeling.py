"""The Indeling: one region code per bouwsteen, immutable.

Every division of the country (SWV PO and VO, gemeente, jeugdregio, RMC) is an Indeling over the
same fixed list of bouwstenen. Values are positions in ``codes``; ``GEEN`` says that the division
names no region here, and a value of ``KANDIDATEN`` or lower that several regions are possible and
the facts do not say which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from regio.waarde import GEEN, KANDIDATEN

Waarden = NDArray[np.int16]
Gewichten = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Indeling:
    """A division of the bouwstenen; ``waarden`` has shape (aantal bouwstenen,).

    ``samen``, of the same shape, is for a division of wholes such as gemeenten: bouwstenen with an equal
    value of 0 or more lie in one region together, whichever of their candidates it is. Without it the
    facts leave every bouwsteen open by itself.
    """

    naam: str
    codes: tuple[str, ...]
    waarden: Waarden
    kandidaten: tuple[tuple[int, ...], ...] = field(default=())
    samen: Waarden | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Freeze the values; raises ValueError when a value points at no code."""
        waarden = np.ascontiguousarray(self.waarden, dtype=np.int16)
        if waarden.size and (waarden.max() >= len(self.codes) or waarden.min() < KANDIDATEN - len(self.kandidaten) + 1):
            raise ValueError(f"indeling {self.naam}: een waarde verwijst naar geen code")
        waarden.setflags(write=False)
        object.__setattr__(self, "waarden", waarden)

    @classmethod
    def van(cls, naam: str, mogelijk: Sequence[Iterable[str]]) -> Indeling:
        """Build from the possible codes per bouwsteen: none, one, or several candidates."""
        lijsten = [tuple(sorted(set(codes))) for codes in mogelijk]
        codes = tuple(sorted({code for lijst in lijsten for code in lijst}))
        plek = {code: nummer for nummer, code in enumerate(codes)}
        groepen = tuple(sorted({lijst for lijst in lijsten if len(lijst) > 1}))
        groep = {lijst: KANDIDATEN - nummer for nummer, lijst in enumerate(groepen)}
        waarden = [groep[x] if len(x) > 1 else plek[x[0]] if x else GEEN for x in lijsten]
        kandidaten = tuple(tuple(plek[code] for code in lijst) for lijst in groepen)
        return cls(naam, codes, np.array(waarden, dtype=np.int16), kandidaten)

    def __len__(self) -> int:
        return len(self.waarden)

    def __eq__(self, ander: object) -> bool:
        if not isinstance(ander, Indeling) or len(self) != len(ander):
            return False
        return all(self[nummer] == ander[nummer] for nummer in range(len(self)))

    def __hash__(self) -> int:
        # Of the codes themselves: equal divisions may hold their codes at other positions.
        return hash(tuple(self[nummer] for nummer in range(len(self))))

    def __getitem__(self, bouwsteen: int) -> tuple[str, ...]:
        """The codes of one bouwsteen: one, none, or every candidate."""
        waarde = int(self.waarden[bouwsteen])
        if waarde >= 0:
            return (self.codes[waarde],)
        if waarde == GEEN:
            return ()
        return tuple(self.codes[plek] for plek in self.kandidaten[KANDIDATEN - waarde])

    @cached_property
    def met_grond(self) -> tuple[tuple[str, ...], NDArray[np.intp]]:
        """The codes that some bouwsteen has or may have, in order, and per value its position in them.

        The positions, shape (kandidaten - GEEN + aantal codes,), are looked up with the values themselves;
        at the end, where negative values point, stands -1.
        """
        onder = len(self.kandidaten) - GEEN
        keren = np.bincount(self.waarden + onder, minlength=onder + len(self.codes))
        heeft = keren[onder:] > 0
        for nummer, groep in enumerate(self.kandidaten):
            if keren[KANDIDATEN - nummer + onder]:
                heeft[list(groep)] = True
        regios = sorted(compress(zip(self.codes, range(len(heeft)), strict=True), heeft.tolist()))
        plek = np.full(onder + len(self.codes), -1, dtype=np.intp)
        plek[[nummer for _, nummer in regios]] = np.arange(len(regios))
        plek.setflags(write=False)
        return tuple(code for code, _ in regios), plek

    def van_gehele(self, gehelen: Indeling) -> Indeling:
        """The same division, as one in which all ground of a region of another, a gemeente, goes together."""
        return replace(self, samen=gehelen.waarden)

    def bouwstenen_van(self, code: str) -> NDArray[np.intp]:
        """Numbers of the bouwstenen that certainly lie in a region, ascending."""
        if code not in self.codes:
            return np.empty(0, dtype=np.intp)
        return np.flatnonzero(self.waarden == self.codes.index(code))

    def met(self, verplaatsingen: Mapping[int, str]) -> Indeling:
        """A new Indeling in which some bouwstenen lie in another region; this one stays."""
        mogelijk = [self[nummer] for nummer in range(len(self))]
        for nummer, code in verplaatsingen.items():
            mogelijk[nummer] = (code,)
        return Indeling.van(self.naam, mogelijk)

    def hernoemd(self, namen: Mapping[str, str]) -> Indeling:
        """A new Indeling with other codes; codes that get the same name merge into one region."""
        return Indeling.van(self.naam, [[namen.get(code, code) for code in self[nr]] for nr in range(len(self))])

    def aandelen(self, gewicht: Gewichten) -> dict[str, float]:
        """Share of the total weight per code, over the bouwstenen with one certain code."""
        zeker = self.waarden >= 0
        som = np.bincount(self.waarden[zeker], weights=gewicht[zeker], minlength=len(self.codes))
        totaal = float(som.sum())
        return {code: float(som[plek]) / totaal if totaal else 0.0 for plek, code in enumerate(self.codes)}
