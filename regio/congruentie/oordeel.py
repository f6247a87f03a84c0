"""The verdict on every region of A: what it is on the ground, beside the regions of B."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.model import Kruistabel, Oordeel

Ja = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Oordelen:
    """Verdict, and whether unsure ground leaves it as it is, of every region in ``k.a``; shape (len(a),)."""

    oordeel: tuple[Oordeel, ...]
    zeker: Ja


def oordelen(k: Kruistabel) -> Oordelen:
    """Judge every region of A; ground of zero weight counts like all other."""
    rij, kolom = k.cellen
    partners = np.bincount(rij, minlength=len(k.a))
    heel = np.bincount(kolom, minlength=len(k.b)) == 1
    gedeeld = np.bincount(rij, weights=~heel[kolom], minlength=len(k.a)) > 0
    # 2 bits: several partners, and a partner that also lies elsewhere.
    soort = np.where(partners > 0, 2 * (partners > 1) + gedeeld, _ZONDER_PARTNER)
    zeker = ~_kan_anders(k, heel, soort) if k.mogelijk.any() else np.ones(len(k.a), dtype=np.bool_)
    return Oordelen(tuple(_SOORTEN[nummer] for nummer in soort.tolist()), zeker)


_SOORTEN = (Oordeel.IDENTIEK, Oordeel.BINNEN, Oordeel.UNIE, Oordeel.DOORSNEDEN, Oordeel.ONBEKEND)
_IDENTIEK, _BINNEN, _UNIE, _DOORSNEDEN, _ZONDER_PARTNER = range(5)


def _kan_anders(k: Kruistabel, heel: Ja, soort: NDArray[np.int64]) -> Ja:
    """Where unsure ground may give another verdict.

    It can only fill cells, so what is cut through stays so. A region gets another verdict by a new
    partner, unless it is a union and the partner lies nowhere else; and, when it has whole partners,
    by ground of these in another region.
    """
    gevuld = k.aantal > 0
    nieuw = k.mogelijk & ~gevuld
    elders = gevuld.any(0) | (k.mogelijk.sum(0) > 1)
    partner = np.where(soort == _UNIE, (nieuw & elders).any(1), nieuw.any(1))
    partner_deelt = (gevuld & heel & nieuw.any(0)).any(1)
    uit: Ja = (soort != _DOORSNEDEN) & (partner | partner_deelt)
    return uit
