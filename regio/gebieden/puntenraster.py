"""Points to PC4 by a grid of candidates: exact nearest PC4 point, found by indexing.

Every square of the grid lists the PC4 points that can be nearest to some place in it. Most lists
hold one point; elsewhere the distances to the few candidates decide. Coordinates are RD
(EPSG:28992) in metres. One point needs no numpy; arrays of points use it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

X_MIN, Y_MIN, X_MAX, Y_MAX = 0, 300_000, 290_000, 630_000
VAK = 500
BLOK = 20
KOLOMMEN = (X_MAX - X_MIN) // VAK
RIJEN = (Y_MAX - Y_MIN) // VAK
# Beyond this distance from every PC4 point a place counts as sea or abroad. Of Dutch land 0.04 percent
# lies farther (the Vliehors, the middle of the Veluwe); much water and foreign land lies nearer.
VERSTE = 7_500.0
GEEN_PUNT = -1


class Raster:
    """The grid over mapped sections: ``begin`` (per square) and ``kandidaten`` (PC4 positions)."""

    def __init__(self, begin: Sequence[int], kandidaten: Sequence[int], x: Sequence[int], y: Sequence[int]) -> None:
        self._begin, self._kandidaten = begin, kandidaten
        # A few thousand points, read for every question: a list answers faster than a mapped section.
        self._x, self._y = list(x), list(y)

    def plek(self, x: float, y: float) -> int | None:
        """Position of the nearest PC4 to a point in RD, None outside the sketch."""
        if not (X_MIN <= x < X_MAX and Y_MIN <= y < Y_MAX):
            return None
        vak = int((y - Y_MIN) / VAK) * KOLOMMEN + int((x - X_MIN) / VAK)
        beste, kortst = None, VERSTE * VERSTE
        for nummer in self._kandidaten[self._begin[vak] : self._begin[vak + 1]]:
            dx, dy = self._x[nummer] - x, self._y[nummer] - y
            afstand = dx * dx + dy * dy
            if afstand < kortst or (beste is None and afstand == kortst):
                beste, kortst = nummer, afstand
        return beste

    def plekken(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int32]:
        """Positions of the nearest PC4 for arrays of points, -1 outside the sketch; same shape."""
        import numpy as np

        begin, kandidaten = np.asarray(self._begin), np.asarray(self._kandidaten)
        punt_x, punt_y = np.asarray(self._x, dtype=np.float64), np.asarray(self._y, dtype=np.float64)
        with np.errstate(invalid="ignore"):
            kolom, rij = np.floor((x - X_MIN) / VAK), np.floor((y - Y_MIN) / VAK)
            binnen = (kolom >= 0) & (kolom < KOLOMMEN) & (rij >= 0) & (rij < RIJEN)
        uit = np.full(x.shape, GEEN_PUNT, dtype=np.int32)
        over = np.flatnonzero(binnen)
        vak = (rij[over] * KOLOMMEN + kolom[over]).astype(np.int64)
        van, tot = begin[vak].astype(np.int64), begin[vak + 1].astype(np.int64)
        kortst = np.full(over.shape, VERSTE * VERSTE)
        beurt = 0
        while over.size:
            nog = van + beurt < tot
            over, van, tot, kortst = over[nog], van[nog], tot[nog], kortst[nog]
            nummer = kandidaten[van + beurt]
            afstand = (punt_x[nummer] - x[over]) ** 2 + (punt_y[nummer] - y[over]) ** 2
            beter = (afstand < kortst) | ((uit[over] == GEEN_PUNT) & (afstand == kortst))
            uit[over[beter]] = nummer[beter]
            kortst[beter] = afstand[beter]
            beurt += 1
        return uit


def bouw_raster(x: NDArray[np.int32], y: NDArray[np.int32]) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    """Work out the candidates of every square from the PC4 points (RD, -1 for no point).

    Returns ``begin`` (squares + 1) and ``kandidaten``. Blocks of squares are tried first, so that
    a square is only compared with the points that can be nearest to something in its block.
    """
    import numpy as np

    nummers = np.flatnonzero(x != GEEN_PUNT)
    px, py = x[nummers].astype(float), y[nummers].astype(float)
    lijsten: list[NDArray[np.uint16]] = [np.empty(0, dtype=np.uint16)] * (KOLOMMEN * RIJEN)
    for rij in range(0, RIJEN, BLOK):
        for kolom in range(0, KOLOMMEN, BLOK):
            dicht = _dichtbij(px, py, [kolom + BLOK / 2], [rij + BLOK / 2], BLOK)[0]
            if dicht.size:
                _vul_blok(lijsten, kolom, rij, nummers[dicht], px[dicht], py[dicht])
    begin = np.zeros(len(lijsten) + 1, dtype=np.uint32)
    np.cumsum([len(lijst) for lijst in lijsten], out=begin[1:])
    return begin, np.concatenate(lijsten)


def _vul_blok(
    lijsten: list[NDArray[np.uint16]],
    kolom: int,
    rij: int,
    nummers: NDArray[np.intp],
    px: NDArray[np.float64],
    py: NDArray[np.float64],
) -> None:
    vakken = [(r, k) for r in range(rij, min(rij + BLOK, RIJEN)) for k in range(kolom, min(kolom + BLOK, KOLOMMEN))]
    kolommen, rijen = [k + 0.5 for _, k in vakken], [r + 0.5 for r, _ in vakken]
    for (r, k), plekken in zip(vakken, _dichtbij(px, py, kolommen, rijen, 1), strict=True):
        lijsten[r * KOLOMMEN + k] = nummers[plekken].astype("uint16")


def _dichtbij(
    px: NDArray[np.float64], py: NDArray[np.float64], kolommen: Sequence[float], rijen: Sequence[float], zijde: int
) -> list[NDArray[np.intp]]:
    """Per square (centre in units of VAK, side in VAK) the points nearest to some place in it."""
    import numpy as np

    mx = X_MIN + np.asarray(kolommen)[:, None] * VAK
    my = Y_MIN + np.asarray(rijen)[:, None] * VAK
    afstand = np.hypot(px - mx, py - my)
    straal = zijde * VAK * math.sqrt(0.5)
    grens = np.minimum(afstand.min(axis=1) + straal, VERSTE) + straal
    return [np.flatnonzero(rij <= bereik) for rij, bereik in zip(afstand, grens, strict=True)]
