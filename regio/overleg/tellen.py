"""Counting over hoofddelen: a postcode counts whole where its addresses stand, however its ground is cut."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand

Telling = Callable[[Iterable[int]], int]
# The residents of the age that a sector is for: 4 to 11 years, and 12 to 17.
KINDEREN = {"PO": "kinderen_4_11", "VO": "kinderen_12_17"}


def kinderen(stand: Stand, sector: str) -> Telling:
    """Counts the children of a sector (estimate, 1 January 2021) of some hoofddelen."""
    return _telling(stand, KINDEREN[sector])


def inwoners(stand: Stand) -> Telling:
    """Counts the inhabitants (1 January 2021) of some hoofddelen."""
    return _telling(stand, "inwoners")


@bewaard(8)
def _telling(stand: Stand, naam: str) -> Telling:
    per_pc4 = [0 if math.isnan(aantal) else int(aantal) for aantal in stand.telling(naam).tolist()]
    plekken = stand.plekken

    def tel(hoofddelen: Iterable[int]) -> int:
        return sum(per_pc4[plekken[nr]] for nr in hoofddelen)

    return tel


def aandeel(deel: float, geheel: float) -> float | None:
    """A share, rounded to four decimals; None of nothing."""
    return round(deel / geheel, 4) if geheel else None


def postcodes(stand: Stand, hoofddelen: Iterable[int]) -> list[str]:
    """The PC4s of some hoofddelen, ascending."""
    return sorted({stand.pc4s[stand.plekken[nr]] for nr in hoofddelen})
