"""The contingency table of two divisions: one pass over the bouwstenen, no geometry."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.model import Aantallen, Kruistabel, Nummers
from regio.indeling import Gewichten, Indeling
from regio.waarde import GEEN, KANDIDATEN


def kruis(a: Indeling, b: Indeling, gewicht: Gewichten) -> Kruistabel:
    """Hold A against B; ``gewicht`` has shape (aantal bouwstenen,), zero or more.

    Raises ValueError for divisions or weights of another length and for a weight that is negative
    or no number.
    """
    gewicht = _gekeurd(a, b, np.asarray(gewicht, dtype=np.float64))
    codes_a, plek_a = a.met_grond
    codes_b, plek_b = b.met_grond
    # A value is its own place in these: negative ones count from the end, where -1 stands.
    rij, kolom = plek_a[a.waarden], plek_b[b.waarden]
    buiten = (rij < 0) | (kolom < 0)
    rij[buiten] = kolom[buiten] = -1
    mogelijk = np.zeros((len(codes_a), len(codes_b)), dtype=np.bool_)
    for waarde_a, waarde_b in _onzeker(a, b):
        mogelijk[_plekken(a, plek_a, waarde_a)[:, None], _plekken(b, plek_b, waarde_b)] = True
    som, aantal = _geteld(rij, kolom, gewicht, mogelijk.shape)
    onzeker_a, onzeker_b = np.logical_or.reduce(mogelijk, axis=1), np.logical_or.reduce(mogelijk, axis=0)
    return Kruistabel(codes_a, codes_b, som, aantal, rij, kolom, mogelijk, onzeker_a, onzeker_b)


def omgekeerd(k: Kruistabel) -> Kruistabel:
    """The table of B against A."""
    return Kruistabel(
        k.b, k.a, k.gewicht.T.copy(), k.aantal.T.copy(), k.kolom, k.rij, k.mogelijk.T.copy(), k.onzeker_b, k.onzeker_a
    )


def _gekeurd(a: Indeling, b: Indeling, gewicht: Gewichten) -> Gewichten:
    if len(a) != len(b) or gewicht.shape != (len(a),):
        raise ValueError("de indelingen en het gewicht gaan niet over dezelfde bouwstenen")
    if not ((gewicht >= 0) & (gewicht < np.inf)).all():
        raise ValueError("een gewicht is een getal van nul of meer")
    return gewicht


def _onzeker(a: Indeling, b: Indeling) -> set[tuple[int, int]]:
    """The pairs of values of the bouwstenen for which several regions are possible on a side."""
    nummers = np.flatnonzero((a.waarden <= KANDIDATEN) | (b.waarden <= KANDIDATEN))
    return set(zip(a.waarden[nummers].tolist(), b.waarden[nummers].tolist(), strict=True))


def _plekken(indeling: Indeling, plek: Nummers, waarde: int) -> Nummers:
    """The positions that a value may stand for: one, none, or every candidate."""
    if waarde > KANDIDATEN:
        return plek[[waarde]] if waarde != GEEN else plek[:0]
    return plek[list(indeling.kandidaten[KANDIDATEN - waarde])]


def _geteld(rij: Nummers, kolom: Nummers, gewicht: Gewichten, vorm: tuple[int, ...]) -> tuple[Gewichten, Aantallen]:
    """Weight and number per cell."""
    binnen: NDArray[np.bool_] = rij >= 0
    cel = rij[binnen] * vorm[1] + kolom[binnen]
    # Without any bouwsteen bincount counts in whole numbers.
    som = np.bincount(cel, weights=gewicht[binnen], minlength=vorm[0] * vorm[1]).astype(np.float64, copy=False)
    aantal = np.bincount(cel, minlength=vorm[0] * vorm[1]).astype(np.int64, copy=False)
    return som.reshape(vorm), aantal.reshape(vorm)
