"""Which cells of a contingency table to keep: exact, by whole-number optimisation (HiGHS in scipy) or matching.

The non-empty cells are the edges of a graph between the regions of A and those of B. Kept edges
that cover every region and form stars are a nesting: a star around a region of B holds regions of A
that lie within it, a star around a region of A holds regions of B of which it is the union.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.model import Aantallen, Nummers
from regio.indeling import Gewichten

Keuze = NDArray[np.bool_]
# Weights are brought to this total. The solver proves an optimum to 1e-6 of it: to 1e-12 of the whole.
SCHAAL = 1e6
_BEWEZEN = 0
# By how much of all weight, at most, bouwstenen may count beside it when a matching is chosen.
_EVEN_ZWAAR = 1e-9
_GELIJK = 1e-12


@dataclass(frozen=True, eq=False)
class Cellen:
    """The non-empty cells, shape (n,): row and column, each from 0 without a gap; weight and number."""

    rij: Nummers
    kolom: Nummers
    gewicht: Gewichten
    aantal: Aantallen

    def deel(self, plek: NDArray[np.intp]) -> Cellen:
        """Some of the cells, with rows and columns numbered again."""
        rij = np.unique(self.rij[plek], return_inverse=True)[1]
        kolom = np.unique(self.kolom[plek], return_inverse=True)[1]
        return Cellen(rij, kolom, self.gewicht[plek], self.aantal[plek])


@dataclass(frozen=True, eq=False)
class Oplossing:
    """The cells to keep, shape (n,), and whether no better choice exists."""

    behouden: Keuze
    bewezen: bool


def sterren(cellen: Cellen, seconden: float) -> Oplossing:
    """Keep the most weight, then the most bouwstenen, so that the kept cells are stars and cover all.

    Each connected part of the graph gets ``seconden``; the best that is known by then is kept, unproven.
    """
    behouden = np.ones(len(cellen.rij), dtype=np.bool_)
    bewezen = True
    for plek in _samenhang(cellen):
        deel = cellen.deel(plek)
        if not _is_ster(deel):
            keuze = _ster(deel, seconden)
            behouden[plek] = keuze.behouden
            bewezen &= keuze.bewezen
    return Oplossing(behouden, bewezen)


def toewijzing(cellen: Cellen) -> Oplossing | None:
    """Keep one cell per row and at least one per column, by the same order of choice; None when impossible.

    Every column is matched to a row of its own, where that loses least; all other rows keep their best cell.
    Matching takes no search, so this needs no limit of time. Weights within 1e-9 of the whole of each
    other, but not equal, may be decided by weight alone.
    """
    if tekort(cellen) is not None:
        return None
    totaal, aantal = float(cellen.gewicht.sum()), float(cellen.aantal.sum())
    gewicht = cellen.gewicht / totaal if totaal else np.zeros(len(cellen.rij))
    lichtst = _gekoppeld(cellen, gewicht)
    kortst = _gekoppeld(cellen, gewicht + cellen.aantal * (_EVEN_ZWAAR / aantal if aantal else 0.0))
    even_zwaar = gewicht[kortst].sum() >= gewicht[lichtst].sum() - _GELIJK
    return Oplossing(kortst if even_zwaar else lichtst, bewezen=True)


def tekort(cellen: Cellen) -> tuple[Nummers, Nummers] | None:
    """Columns that have too few rows among them for one each, and those rows, ascending; None when none have."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    vorm = (int(cellen.kolom.max(initial=-1)) + 1, int(cellen.rij.max(initial=-1)) + 1)
    graaf = csr_array((np.ones(len(cellen.rij)), (cellen.kolom, cellen.rij)), shape=vorm)
    rij_van = maximum_bipartite_matching(graaf, perm_type="column")
    los = np.flatnonzero(rij_van < 0)
    if not los.size:
        return None
    kolommen = los[:1]
    # Every row of these columns is taken by another column, which then lacks one too.
    while True:
        rijen = np.unique(cellen.rij[np.isin(cellen.kolom, kolommen)])
        meer = np.union1d(los[:1], np.flatnonzero(np.isin(rij_van, rijen)))
        if len(meer) == len(kolommen):
            return kolommen, rijen
        kolommen = meer


def _gekoppeld(cellen: Cellen, waarde: Gewichten) -> Keuze:
    """One cell per row and at least one per column, of greatest value; such a choice must exist."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    beste = np.full(int(cellen.rij.max(initial=-1)) + 1, -np.inf)
    np.maximum.at(beste, cellen.rij, waarde)
    verlies = beste[cellen.rij] - waarde
    # A cost of 0 is no edge to scipy; 1 for every one of as many edges as there are columns changes nothing.
    vorm = (int(cellen.kolom.max(initial=-1)) + 1, len(beste))
    kosten = csr_array((1.0 + verlies, (cellen.kolom, cellen.rij)), shape=vorm)
    kolommen, rijen = min_weight_full_bipartite_matching(kosten)
    kolom_van = np.full(len(beste), -1, dtype=np.intp)
    kolom_van[rijen] = kolommen
    gekozen: Keuze = cellen.kolom == kolom_van[cellen.rij]
    vrij = np.flatnonzero((kolom_van[cellen.rij] < 0) & (verlies == 0))
    gekozen[vrij[np.unique(cellen.rij[vrij], return_index=True)[1]]] = True
    return gekozen


def snoei(cellen: Cellen) -> Keuze:
    """Stars that cover all, good but not proven best: the lightest cells go first.

    A cell may go while both its regions keep another; what is left then has an end with one cell.
    """
    rijen, kolommen = np.bincount(cellen.rij), np.bincount(cellen.kolom)
    behouden: Keuze = np.ones(len(cellen.rij), dtype=np.bool_)
    for nummer in np.lexsort((cellen.aantal, cellen.gewicht)).tolist():
        rij, kolom = cellen.rij[nummer], cellen.kolom[nummer]
        if rijen[rij] > 1 and kolommen[kolom] > 1:
            behouden[nummer] = False
            rijen[rij] -= 1
            kolommen[kolom] -= 1
    return behouden


def _samenhang(cellen: Cellen) -> list[NDArray[np.intp]]:
    """The cells of every connected part."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    rijen = int(cellen.rij.max(initial=-1)) + 1
    knopen = rijen + int(cellen.kolom.max(initial=-1)) + 1
    graaf = coo_array((np.ones(len(cellen.rij)), (cellen.rij, cellen.kolom + rijen)), shape=(knopen, knopen))
    aantal, groep = connected_components(graaf, directed=False)
    return [np.flatnonzero(groep[cellen.rij] == nummer) for nummer in range(aantal)]


def _is_ster(cellen: Cellen) -> bool:
    """Whether every cell has an end with no other cell."""
    rijen, kolommen = np.bincount(cellen.rij), np.bincount(cellen.kolom)
    return bool(((rijen[cellen.rij] == 1) | (kolommen[cellen.kolom] == 1)).all())


def _ster(cellen: Cellen, seconden: float) -> Oplossing:
    """The optimum, or the best of what was found in time, the simple choice and one region per row."""
    gevonden = _optimaal(cellen, *_stereisen(cellen), seconden)
    if gevonden is not None and gevonden.bewezen:
        return gevonden
    keuzes = [keuze.behouden for keuze in (gevonden, toewijzing(cellen)) if keuze is not None]
    beste = max([*keuzes, snoei(cellen)], key=lambda keuze: float(cellen.gewicht[keuze].sum()))
    return Oplossing(beste, bewezen=False)


def _stereisen(cellen: Cellen) -> tuple[Any, Gewichten, Gewichten]:
    """Matrix and bounds for stars: per cell one variable as a leaf of its column, one as a leaf of its row.

    A row that is a leaf has that one cell and no leaves; so for columns; and each has a cell.
    """
    from scipy.sparse import block_array, eye_array, hstack

    n = len(cellen.rij)
    rijen, kolommen = _lidmaatschap(cellen)
    in_rij, in_kolom, een = rijen.T @ rijen, kolommen.T @ kolommen, eye_array(n)
    matrix = block_array([[in_rij, een], [een, in_kolom], [rijen, rijen], [kolommen, kolommen]])
    eisen = matrix.shape[0] - 2 * n
    onder = np.concatenate([np.full(2 * n, -np.inf), np.ones(eisen)])
    boven = np.concatenate([np.ones(2 * n), np.full(eisen, np.inf)])
    return hstack([matrix], format="csr"), onder, boven


def _lidmaatschap(cellen: Cellen) -> tuple[Any, Any]:
    """Which cells lie in which row, and in which column; shapes (rows, n) and (columns, n)."""
    from scipy.sparse import csr_array

    n = np.arange(len(cellen.rij))
    een = np.ones(len(n))
    return csr_array((een, (cellen.rij, n))), csr_array((een, (cellen.kolom, n)))


def _optimaal(cellen: Cellen, matrix: Any, onder: Gewichten, boven: Gewichten, seconden: float) -> Oplossing | None:
    """First the heaviest choice, then of the equally heavy ones that with most bouwstenen; None without any."""
    from scipy.optimize import LinearConstraint

    eisen = LinearConstraint(matrix, onder, boven)
    keer = matrix.shape[1] // len(cellen.rij)
    totaal = cellen.gewicht.sum()
    waarde = np.tile(cellen.gewicht * (SCHAAL / totaal if totaal else 0.0), keer)
    keuze = _los_op(waarde, [eisen], seconden)
    if keuze is not None and keuze.bewezen:
        even_zwaar = LinearConstraint(waarde[None, :], waarde @ keuze.behouden - 1.0 / SCHAAL, np.inf)
        keuze = _los_op(np.tile(cellen.aantal.astype(np.float64), keer), [eisen, even_zwaar], seconden) or keuze
    if keuze is None:
        return None
    behouden: Keuze = np.logical_or.reduce(keuze.behouden.reshape(keer, -1), axis=0)
    return Oplossing(behouden, keuze.bewezen)


def _los_op(waarde: Gewichten, eisen: list[Any], seconden: float) -> Oplossing | None:
    """The choice of greatest value; None when the demands cannot be met, or nothing was found in time."""
    from scipy.optimize import Bounds, milp

    los: Callable[..., Any] = milp
    grenzen = Bounds(np.zeros(len(waarde)), np.ones(len(waarde)))
    opties = {"mip_rel_gap": 0.0, "time_limit": seconden}
    uit = los(-waarde, integrality=np.ones(len(waarde)), bounds=grenzen, constraints=eisen, options=opties)
    return None if uit.x is None else Oplossing(uit.x > 0.5, uit.status == _BEWEZEN)
