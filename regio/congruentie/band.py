"""Between which bounds V lies when it is open in which region some whole gemeenten lie."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import product

import numpy as np

from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import maten, v_van
from regio.indeling import Gewichten, Indeling, Waarden
from regio.waarde import GEEN, KANDIDATEN

# Up to here every combination is tried; it takes a quarter of a second.
COMBINATIES = 4096

Tabel = Gewichten  # shape (regions of A, regions of B)
Kies = Callable[[Iterable[tuple[float, int]]], tuple[float, int]]


def band(a: Indeling, b: Indeling, gemeenten: Indeling, gewicht: Gewichten) -> tuple[float, float]:
    """The lowest and the highest V over every choice for the open gemeenten; V itself without any.

    V of the certain ground alone may lie outside: without that ground it is about another country.

    A gemeente is open when several regions are possible for all its ground, and the same ones. Other
    unsure ground is left out. Over 4,096 combinations the bounds come from a search, gemeente by gemeente,
    and the true band may be wider.
    """
    v = maten(kruis(a, b, gewicht)).v
    if _zelfde(a, b):
        return v, v
    open_a, open_b = _open(a, gemeenten), _open(b, gemeenten)
    opties = [
        _bijdragen(
            a, b, np.where(gemeenten.waarden == gemeente, gewicht, 0.0), open_a.get(gemeente), open_b.get(gemeente)
        )
        for gemeente in sorted(open_a.keys() | open_b.keys())
    ]
    if not opties:
        return v, v
    vast = np.where(np.isin(gemeenten.waarden, [*open_a, *open_b]), 0.0, gewicht)
    return _uitersten(_tabel(a, b, a.waarden, b.waarden, vast), opties)


def _zelfde(a: Indeling, b: Indeling) -> bool:
    """Whether both are one division: what is open in one is then the same in the other."""
    return a.codes == b.codes and a.kandidaten == b.kandidaten and np.array_equal(a.waarden, b.waarden)


def _open(indeling: Indeling, gemeenten: Indeling) -> dict[int, tuple[int, ...]]:
    """The open gemeenten with their candidates, as positions in the codes."""
    uit: dict[int, tuple[int, ...]] = {}
    for gemeente in np.unique(gemeenten.waarden[(indeling.waarden <= KANDIDATEN) & (gemeenten.waarden >= 0)]).tolist():
        waarden = set(indeling.waarden[gemeenten.waarden == gemeente].tolist()) - {GEEN}
        if len(waarden) == 1:
            uit[gemeente] = indeling.kandidaten[KANDIDATEN - waarden.pop()]
    return uit


def _bijdragen(
    a: Indeling, b: Indeling, gewicht: Gewichten, in_a: tuple[int, ...] | None, in_b: tuple[int, ...] | None
) -> list[Tabel]:
    """What one gemeente adds to the table, for every choice of its regions."""
    return [_tabel(a, b, rij, kolom, gewicht) for rij, kolom in product(_gevuld(a, in_a), _gevuld(b, in_b))]


def _gevuld(indeling: Indeling, kandidaten: tuple[int, ...] | None) -> list[Waarden]:
    """The values with each of the candidates in turn where it is open."""
    if kandidaten is None:
        return [indeling.waarden]
    open_ = indeling.waarden <= KANDIDATEN
    return [np.where(open_, np.int16(plek), indeling.waarden) for plek in kandidaten]


def _tabel(a: Indeling, b: Indeling, rij: Waarden, kolom: Waarden, gewicht: Gewichten) -> Tabel:
    """Weight per pair of codes of the ground that is certain in both."""
    telt = (rij >= 0) & (kolom >= 0)
    cel = rij[telt].astype(np.intp) * len(b.codes) + kolom[telt]
    som = np.bincount(cel, weights=gewicht[telt], minlength=len(a.codes) * len(b.codes))
    return som.astype(np.float64, copy=False).reshape(len(a.codes), len(b.codes))


def _uitersten(vast: Tabel, opties: Sequence[Sequence[Tabel]]) -> tuple[float, float]:
    """The lowest and highest V over the choices, one per gemeente."""

    def v(keuze: Sequence[int]) -> float:
        return v_van(vast + sum(optie[nummer] for optie, nummer in zip(opties, keuze, strict=True)))

    aantallen = [range(len(optie)) for optie in opties]
    if math.prod(map(len, aantallen)) > COMBINATIES:
        return _zoek(v, aantallen, min), _zoek(v, aantallen, max)
    waarden = [v(keuze) for keuze in product(*aantallen)]
    return min(waarden), max(waarden)


def _zoek(v: Callable[[Sequence[int]], float], aantallen: Sequence[range], kies: Kies) -> float:
    """Change the choice of one gemeente at a time, for as long as that helps."""
    keuze, beste = [0] * len(aantallen), v([0] * len(aantallen))
    while True:
        for plek, aantal in enumerate(aantallen):
            keuze[plek] = kies((v([*keuze[:plek], nummer, *keuze[plek + 1 :]]), nummer) for nummer in aantal)[1]
        nieuw = v(keuze)
        if nieuw == beste:
            return beste
        beste = nieuw
