"""Territoriale congruentie: with which other gemeenten a gemeente sits together in every division.

Two gemeenten are fellows in a division when ground of both lies in one of its regions. Only ground
with one certain gemeente and one certain region counts. A gemeente without any such ground in one of
the divisions is left out of all of them: everyone else is counted as if it did not exist.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.kruistabel import kruis
from regio.congruentie.model import Territoriaal
from regio.indeling import Indeling

Samen = NDArray[np.bool_]


def territoriaal(gemeenten: Indeling, indelingen: Sequence[Indeling]) -> tuple[Territoriaal, ...]:
    """Every gemeente in order of code: the share of its fellow gemeenten that stay the same.

    ``overal`` are its fellows in each division, ``ergens`` those in any. The congruence is None for a
    gemeente without fellows. One of which no ground has a certain region in some division is nobody's
    fellow in any, and has none itself.
    """
    codes = _codes(gemeenten)
    tafels = [_tafelgenoten(codes, gemeenten, indeling) for indeling in indelingen]
    if not tafels:
        return tuple(Territoriaal(code, None, (), ()) for code in codes)
    bekend = _bekend(tafels)
    samen = bekend & bekend[:, None]
    overal, ergens = (kies.reduce(tafels) & samen for kies in (np.logical_and, np.logical_or))
    np.fill_diagonal(overal, val=False)
    np.fill_diagonal(ergens, val=False)
    return tuple(_van(codes, nummer, overal, ergens) for nummer in range(len(codes)))


def zonder_zekere_grond(gemeenten: Indeling, indelingen: Sequence[Indeling]) -> tuple[str, ...]:
    """The gemeenten, in order of code, of which no ground has a certain region in some of the divisions."""
    codes = _codes(gemeenten)
    bekend = _bekend([_tafelgenoten(codes, gemeenten, indeling) for indeling in indelingen])
    return tuple(code for code, weet in zip(codes, bekend.tolist(), strict=True) if not weet)


def _codes(gemeenten: Indeling) -> tuple[str, ...]:
    """The gemeenten with ground that is certainly theirs, in order of code."""
    return tuple(sorted({gemeenten.codes[plek] for plek in set(gemeenten.waarden.tolist()) if plek >= 0}))


def _bekend(tafels: Sequence[Samen]) -> Samen:
    """Which gemeenten have certain ground in every division, shape (n,)."""
    bekend: Samen = np.logical_and.reduce([samen.diagonal() for samen in tafels])
    return bekend


def _tafelgenoten(codes: tuple[str, ...], gemeenten: Indeling, indeling: Indeling) -> Samen:
    """Which gemeenten share a certain region, shape (n, n); one with such ground also with itself."""
    tabel = kruis(gemeenten, indeling, np.ones(len(gemeenten)))
    plek = {code: nummer for nummer, code in enumerate(tabel.a)}
    in_regio = (tabel.aantal[[plek[code] for code in codes]] > 0).astype(np.float64)
    samen: Samen = (in_regio @ in_regio.T) > 0
    return samen


def _van(codes: tuple[str, ...], nummer: int, overal: Samen, ergens: Samen) -> Territoriaal:
    altijd, ooit = (tuple(codes[plek] for plek in np.flatnonzero(rij[nummer]).tolist()) for rij in (overal, ergens))
    return Territoriaal(codes[nummer], len(altijd) / len(ooit) if ooit else None, altijd, ooit)
