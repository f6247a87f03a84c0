"""Making the grid that points are looked up in, from the ground of the bouwstenen.

Two ideas keep it fast. Border squares come from walking all segments at once. All other squares
lie wholly in one bouwsteen or outside all of them, and which one follows from the crossings of
the borders with the middle of each row: every border adds the number of the bouwsteen that begins
there and takes off that of the one that ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.gebieden.raster import KOLOMMEN, NABIJ_KOLOMMEN, NABIJ_RIJEN, NABIJ_VAK, RIJEN, VAK, X_MIN, Y_MIN
from regio.gebieden.vlakken import Vlakken
from regio.gebieden.vormen import Secties

Getallen = NDArray[np.float64]
Nummers = NDArray[np.int64]
# A border this near (metres) to a square counts as in it: far more than rounding, far less than it costs.
SPELING = 0.01
# Counts in which ground a square lies, above the largest number of a bouwsteen.
EEN = 1 << 16
# What the approximation of a point may be off when the neighbours of its place are looked up.
NABIJ_SPELING = 1.0


@dataclass(frozen=True, eq=False)
class _Lijnstukken:
    """The segments of all borders, shape (n,) each: ends (metres in the grid) and whose border it is.

    The ground of ``bouwsteen`` lies to the left of the way from ``a`` to ``b``.
    """

    ax: Getallen
    ay: Getallen
    bx: Getallen
    by: Getallen
    bouwsteen: Nummers


def rastersecties(vlakken: Vlakken) -> Secties:
    """The sections of the grid over some ground, for ``regio.gebieden.raster.Raster``; about a second.

    Raises ValueError for ground outside the grid, and for ground that is no coverage.
    """
    stukken = _lijnstukken(vlakken)
    aantal = len(vlakken.ids)
    vak, bouwsteen = _randvakken(stukken)
    eerste, welke, begin, lijst = _lijsten(vak, bouwsteen)
    waarden = _binnenwaarden(stukken, vak[eerste])
    waarden[vak[eerste]] = aantal + 1 + welke
    klein = aantal + len(begin) <= np.iinfo(np.uint16).max
    nabij_begin, nabij = _nabij(vak, bouwsteen, vlakken.nauwkeurigheid + NABIJ_SPELING)
    return {
        "raster_aantal": ("I", np.array([aantal], dtype=np.uint32).tobytes()),
        "raster_vak": ("H", waarden.astype(np.uint16).tobytes()) if klein else ("I", waarden.astype("u4").tobytes()),
        "raster_begin": ("I", begin.astype(np.uint32).tobytes()),
        "raster_lijst": ("H", lijst.astype(np.uint16).tobytes()),
        "nabij_begin": ("I", nabij_begin.astype(np.uint32).tobytes()),
        "nabij_lijst": ("H", nabij.astype(np.uint16).tobytes()),
    }


def _lijnstukken(vlakken: Vlakken) -> _Lijnstukken:
    delen, van_bouwsteen = shapely.get_parts(vlakken.vlak, return_index=True)
    ringen, van_deel = shapely.get_rings(shapely.orient_polygons(delen), return_index=True)
    punten, ring = shapely.get_coordinates(ringen, return_index=True)
    punten -= (X_MIN, Y_MIN)
    if len(punten) and (punten.min() < VAK or (punten.max(axis=0) > (VAK * (KOLOMMEN - 1), VAK * (RIJEN - 1))).any()):
        raise ValueError("Er ligt grond buiten het raster.")
    van = np.flatnonzero(ring[1:] == ring[:-1])
    (ax, ay), (bx, by) = punten[van].T, punten[van + 1].T
    return _Lijnstukken(ax, ay, bx, by, van_bouwsteen[van_deel[ring[van]]].astype(np.int64))


def _uitgerold(eerste: Nummers, laatste: Nummers) -> tuple[Nummers, Nummers]:
    """Every number from ``eerste`` to ``laatste``, both included, and the position it comes from."""
    aantal = laatste - eerste + 1
    van = np.repeat(np.arange(len(eerste)), aantal)
    return eerste[van] + np.arange(len(van)) - np.repeat(np.cumsum(aantal) - aantal, aantal), van


def _vaknummer(meter: Getallen) -> Nummers:
    uit: Nummers = np.floor(meter / VAK).astype(np.int64)
    return uit


def _randvakken(stukken: _Lijnstukken) -> tuple[Nummers, Nummers]:
    """Every pair of a square and a bouwsteen with border in it, sorted by square and bouwsteen."""
    laag, hoog = np.minimum(stukken.ax, stukken.bx), np.maximum(stukken.ax, stukken.bx)
    kolom, van = _uitgerold(_vaknummer(laag - SPELING), _vaknummer(hoog + SPELING))
    ax, ay, dx, dy = stukken.ax[van], stukken.ay[van], (stukken.bx - stukken.ax)[van], (stukken.by - stukken.ay)[van]
    with np.errstate(divide="ignore", invalid="ignore"):
        links = np.clip((kolom * VAK - SPELING - ax) / dx, 0, 1)
        rechts = np.clip(((kolom + 1) * VAK + SPELING - ax) / dx, 0, 1)
    # A vertical segment runs its whole length through its column.
    ya, yb = ay + np.where(dx == 0, 0, links) * dy, ay + np.where(dx == 0, 1, rechts) * dy
    rij, uit = _uitgerold(_vaknummer(np.minimum(ya, yb) - SPELING), _vaknummer(np.maximum(ya, yb) + SPELING))
    return _paren(rij * KOLOMMEN + kolom[uit], stukken.bouwsteen[van][uit])


def _paren(vak: Nummers, bouwsteen: Nummers) -> tuple[Nummers, Nummers]:
    """The distinct pairs, sorted by square and then by bouwsteen."""
    paar = np.sort(vak << 16 | bouwsteen)
    paar = paar[np.append(True, paar[1:] != paar[:-1])] if len(paar) else paar
    return paar >> 16, paar & 0xFFFF


def _binnenwaarden(stukken: _Lijnstukken, randvakken: Nummers) -> NDArray[np.int32]:
    """Per square one more than its bouwsteen, 0 outside all and in squares with border."""
    omhoog = stukken.by > stukken.ay
    # Seen from its lower end a border crosses a row at the same place for the ground on either side.
    lx, hx = np.where(omhoog, stukken.ax, stukken.bx), np.where(omhoog, stukken.bx, stukken.ax)
    ly, hy = np.minimum(stukken.ay, stukken.by), np.maximum(stukken.ay, stukken.by)
    eerste, voorbij = np.ceil(ly / VAK - 0.5).astype(np.int64), np.ceil(hy / VAK - 0.5).astype(np.int64)
    rij, van = _uitgerold(eerste, voorbij - 1)
    deel = ((rij + 0.5) * VAK - ly[van]) / (hy - ly)[van]
    kolom = _vaknummer(lx[van] + deel * (hx - lx)[van])
    # Ground lies to the left: a border upwards ends it for who comes from the west.
    teken = np.where(omhoog, -1, 1) * (EEN + stukken.bouwsteen + 1)
    verschil = np.zeros(RIJEN * KOLOMMEN, dtype=np.int32)
    np.add.at(verschil, rij * KOLOMMEN + kolom + 1, teken[van].astype(np.int32))
    # No ground touches the sides of the grid, so every row ends at nothing.
    waarden = np.cumsum(verschil, dtype=np.int32, out=verschil)
    waarden[randvakken] = 0
    if (waarden >= 2 * EEN).any() or ((waarden < EEN) & (waarden != 0)).any():
        raise ValueError("De vlakken overlappen elkaar.")
    waarden &= EEN - 1
    return waarden


def _lijsten(vak: Nummers, bouwsteen: Nummers) -> tuple[Nummers, Nummers, Nummers, Nummers]:
    """The distinct lists of bouwstenen with border in one square.

    Gives per such square the position of its first pair and the number of its list; and per list
    where it begins (lists + 1) in the bouwstenen of all of them.
    """
    eerste = np.flatnonzero(np.diff(vak, prepend=-1))
    lengte = np.diff(eerste, append=len(vak))
    sleutel = np.zeros(len(eerste), dtype=np.int64)
    gebruikt = 1
    for plek in range(int(lengte.max(initial=0))):
        over = np.flatnonzero(lengte > plek)
        verlengd = sleutel[over] << 16 | bouwsteen[eerste[over] + plek]
        sleutel[over] = gebruikt + np.unique(verlengd, return_inverse=True)[1]
        gebruikt += len(over)
    _, voorbeeld, welke = np.unique(sleutel, return_index=True, return_inverse=True)
    plekken, _ = _uitgerold(eerste[voorbeeld], (eerste + lengte - 1)[voorbeeld])
    begin = np.concatenate(([0], np.cumsum(lengte[voorbeeld])))
    return eerste, welke, begin, bouwsteen[plekken]


def _nabij(vak: Nummers, bouwsteen: Nummers, afstand: float) -> tuple[Nummers, Nummers]:
    """Per coarse square where its bouwstenen begin (squares + 1), and those within a distance of it.

    A square with fewer than two has none: nothing else is near there.
    """
    rij, kolom = np.divmod(vak, KOLOMMEN)
    kolom, rest = _verbreed(kolom, rij << 16 | bouwsteen, afstand)
    rij, rest = _verbreed(rest >> 16, kolom << 16 | rest & 0xFFFF, afstand)
    grof, bouwsteen = _paren(rij * NABIJ_KOLOMMEN + (rest >> 16), rest & 0xFFFF)
    aantal = np.bincount(grof, minlength=NABIJ_KOLOMMEN * NABIJ_RIJEN)
    houden = aantal[grof] > 1
    begin = np.concatenate(([0], np.cumsum(np.where(aantal > 1, aantal, 0))))
    return begin, bouwsteen[houden]


def _verbreed(nummer: Nummers, rest: Nummers, afstand: float) -> tuple[Nummers, Nummers]:
    """Coarse rows or columns within a distance of fine ones, with what belongs to each; distinct pairs."""
    eerste = np.floor((nummer * VAK - afstand) / NABIJ_VAK).astype(np.int64)
    laatste = np.floor(((nummer + 1) * VAK + afstand) / NABIJ_VAK).astype(np.int64)
    grof, van = _uitgerold(np.maximum(eerste, 0), np.maximum(laatste, 0))
    paar = np.unique(grof << 40 | rest[van])
    return paar >> 40, paar & ((1 << 40) - 1)
