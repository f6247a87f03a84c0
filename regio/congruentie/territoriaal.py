"""Territoriale congruentie: with which other gemeenten a gemeente sits together in every division.

Two gemeenten are fellows in a division when ground of both lies in one of its regions. Only ground
with one certain gemeente and one certain region counts.
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
    gemeente without fellows, and for one of which no ground has a certain region in some division.
    """
    codes = tuple(sorted({gemeenten.codes[plek] for plek in set(gemeenten.waarden.tolist()) if plek >= 0}))
    tafels = [_tafelgenoten(codes, gemeenten, indeling) for indeling in indelingen]
    vorm = (len(codes), len(codes))
    overal = np.logical_and.reduce([samen for samen, _ in tafels]) if tafels else np.zeros(vorm, dtype=np.bool_)
    ergens = np.logical_or.reduce([samen for samen, _ in tafels]) if tafels else overal
    bekend = np.logical_and.reduce([weet for _, weet in tafels]) if tafels else np.zeros(len(codes), dtype=np.bool_)
    return tuple(_van(codes, nummer, overal, ergens, bekend=bool(bekend[nummer])) for nummer in range(len(codes)))


def _tafelgenoten(codes: tuple[str, ...], gemeenten: Indeling, indeling: Indeling) -> tuple[Samen, Samen]:
    """Which gemeenten share a region, shape (n, n); and which have ground with a certain one, shape (n,)."""
    tabel = kruis(gemeenten, indeling, np.ones(len(gemeenten)))
    plek = {code: nummer for nummer, code in enumerate(tabel.a)}
    in_regio = (tabel.aantal[[plek[code] for code in codes]] > 0).astype(np.float64)
    samen: Samen = (in_regio @ in_regio.T) > 0
    weet: Samen = samen.diagonal().copy()
    np.fill_diagonal(samen, val=False)
    return samen, weet


def _van(codes: tuple[str, ...], nummer: int, overal: Samen, ergens: Samen, *, bekend: bool) -> Territoriaal:
    altijd, ooit = (tuple(codes[plek] for plek in np.flatnonzero(rij[nummer]).tolist()) for rij in (overal, ergens))
    return Territoriaal(codes[nummer], len(altijd) / len(ooit) if bekend and ooit else None, altijd, ooit)
