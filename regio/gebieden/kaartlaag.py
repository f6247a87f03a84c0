"""A division as it is drawn: which region every bouwsteen has during one stretch of days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

INDELINGEN = ("PO", "VO", "gemeente", "jeugdregio", "rmc")


@dataclass(frozen=True, slots=True)
class Regio:
    """A region on the map. ``code`` is ``PO2201``; where the facts leave several regions open, all
    of them joined by ``|``, and ``mogelijk`` lists them. ``naam`` is None where no source gives one.
    """

    code: str
    naam: str | None
    mogelijk: tuple[str, ...]

    @property
    def zeker(self) -> bool:
        """Whether the facts name one region."""
        return len(self.mogelijk) == 1


@dataclass(frozen=True, eq=False)
class Kaartlaag:
    """One indeling from ``vanaf`` up to but not including ``tot`` (ISO dates; None: open).

    ``waarde`` has shape (aantal bouwstenen,): the position in ``regios``, -1 where the indeling
    names no region.
    """

    indeling: str
    vanaf: str
    tot: str | None
    regios: tuple[Regio, ...]
    waarde: NDArray[np.int16]

    def geldt_op(self, datum: str) -> bool:
        """Whether the layer holds on a day (ISO)."""
        return self.vanaf <= datum and (self.tot is None or datum < self.tot)
