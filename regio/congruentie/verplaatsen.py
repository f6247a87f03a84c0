"""Which bouwstenen would have to move for A to nest in B: the lightest list, for all and per region.

A bouwsteen only goes to a region of A that already has ground in the same region of B: a border
moves, no new region springs up elsewhere. No region of A disappears, save in the list of one
region. Ground that is unsure on a side stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.model import Kruistabel, Nummers, Verplaatsing, Verplaatslijst
from regio.congruentie.oplosser import Cellen, Oplossing, sterren, tekort, toewijzing
from regio.indeling import Gewichten

# The longest that one connected part of the country may take; the pairs at hand need hundredths.
SECONDEN = 10.0
NERGENS = -1


def genest(k: Kruistabel, gewicht: Gewichten, seconden: float = SECONDEN) -> Verplaatslijst:
    """The lightest moves after which no region of A is cut through by B; ``gewicht`` as it was in ``kruis``.

    Every region of A then lies within one of B or is a union of whole ones, and keeps ground it had.
    """
    return _lijst(k, gewicht, sterren(_cellen(k), seconden))


def binnen(k: Kruistabel, gewicht: Gewichten) -> Verplaatslijst | None:
    """The lightest moves after which every region of A lies within one of B.

    None when that cannot be: fewer regions in A than in B, or regions of B that share too few of A.
    """
    keuze = toewijzing(_cellen(k))
    return _lijst(k, gewicht, keuze) if keuze is not None else None


def te_weinig(k: Kruistabel) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Why ``binnen`` cannot be: regions of B that share too few of A for one each, and those of A; None when it can."""
    mist = tekort(_cellen(k))
    if mist is None:
        return None
    met_grond = (np.flatnonzero(k.aantal.any(as_)) for as_ in (0, 1))
    kolommen, rijen = (grond[welke].tolist() for grond, welke in zip(met_grond, mist, strict=True))
    return tuple(k.b[nr] for nr in kolommen), tuple(k.a[nr] for nr in rijen)


def voor_regio(k: Kruistabel, gewicht: Gewichten, code: str) -> tuple[Verplaatslijst | None, Verplaatslijst | None]:
    """The lightest moves for one region of A: to lie within one region of B, and to be a union of whole ones.

    ``binnen``: all outside the main partner goes out, to the region of A with most ground there, or
    to "" where no other has any. ``unie``: every region of B that it has ground in comes in or goes
    out whole, and one or more are in; other regions of A may lose all. Both None when no ground of the
    region is sure; raises ValueError for a code that is not in the table.
    """
    rij = k.a.index(code)
    if not k.aantal[rij].any():
        return None, None
    hoofd = np.arange(len(k.b)) == _hoofdpartner(k, rij)
    return (
        _herschikt(k, gewicht, rij, hoofd, aanvullen=False),
        _herschikt(k, gewicht, rij, _heel_erin(k, rij), aanvullen=True),
    )


def te_verplaatsen(k: Kruistabel) -> Gewichten:
    """The weight of the lighter of the two lists of ``voor_regio`` for every region of A; shape (len(a),)."""
    rij, kolom = k.cellen
    uit = k.gewicht[rij, kolom]
    erbij = k.gewicht.sum(0)[kolom] - uit
    hoogste = np.zeros(len(k.a))
    np.maximum.at(hoogste, rij, uit)
    # Where all of it would go out this is no union, but then to lie within one region is lighter.
    unie = np.bincount(rij, weights=np.minimum(uit, erbij), minlength=len(k.a))
    lichtste: Gewichten = np.minimum(k.gewicht.sum(1) - hoogste, unie)
    return lichtste


@dataclass(frozen=True, eq=False)
class _Gang:
    """Bouwstenen that move: number, and row of A where it comes from and goes to; shape (n,)."""

    nummer: Nummers
    van: Nummers
    naar: Nummers


def _cellen(k: Kruistabel) -> Cellen:
    """The non-empty cells, for the solver; rows and columns without any are left out."""
    rij, kolom = k.cellen
    alle = Cellen(rij, kolom, k.gewicht[rij, kolom], k.aantal[rij, kolom])
    return alle.deel(np.arange(len(rij)))


def _lijst(k: Kruistabel, gewicht: Gewichten, keuze: Oplossing) -> Verplaatslijst:
    """All ground in cells that are not kept moves."""
    rij, kolom = k.cellen
    blijft = np.zeros(k.aantal.shape, dtype=np.bool_)
    blijft[rij[keuze.behouden], kolom[keuze.behouden]] = True
    nummer = np.flatnonzero(k.rij >= 0)
    nummer = nummer[~blijft[k.rij[nummer], k.kolom[nummer]]]
    gang = _Gang(nummer, k.rij[nummer], _zwaarste(k, blijft)[k.kolom[nummer]])
    return _verplaatslijst(k, gewicht, gang, bewezen=keuze.bewezen)


def _zwaarste(k: Kruistabel, mag: NDArray[np.bool_]) -> Nummers:
    """Per region of B the region of A with most ground in it, of the cells that may; -1 without any.

    Heaviest first, then most bouwstenen, then by code.
    """
    rij, kolom = np.nonzero(mag & (k.aantal > 0))
    # The last one written stays.
    volgorde = np.lexsort((-rij, k.aantal[rij, kolom], k.gewicht[rij, kolom]))
    uit: Nummers = np.full(len(k.b), NERGENS, dtype=np.intp)
    uit[kolom[volgorde]] = rij[volgorde]
    return uit


def _hoofdpartner(k: Kruistabel, rij: int) -> int:
    """The region of B with most weight in a region of A, then most bouwstenen, then the first."""
    kolom = np.flatnonzero(k.aantal[rij])
    return int(kolom[np.lexsort((kolom, -k.aantal[rij, kolom], -k.gewicht[rij, kolom]))[0]])


def _heel_erin(k: Kruistabel, rij: int) -> NDArray[np.bool_]:
    """The regions of B that come in whole: where that is lighter than going out, and at least the cheapest one."""
    kolom = np.flatnonzero(k.aantal[rij])
    uit, erbij = k.gewicht[rij, kolom], k.gewicht[:, kolom].sum(0) - k.gewicht[rij, kolom]
    meer, meer_stenen = erbij - uit, k.aantal[:, kolom].sum(0) - 2 * k.aantal[rij, kolom]
    komt = (meer < 0) | ((meer == 0) & (meer_stenen <= 0))
    komt[np.lexsort((kolom, meer_stenen, meer))[0]] = True
    erin = np.zeros(len(k.b), dtype=np.bool_)
    erin[kolom[komt]] = True
    return erin


def _herschikt(
    k: Kruistabel, gewicht: Gewichten, rij: int, houdt: NDArray[np.bool_], *, aanvullen: bool
) -> Verplaatslijst:
    """A region keeps its ground in some regions of B only; ``aanvullen``: all other ground of these comes to it."""
    anderen = np.ones(k.aantal.shape, dtype=np.bool_)
    anderen[rij] = False
    doel = np.where(houdt, rij, _zwaarste(k, anderen))
    gaat = np.where(k.rij == rij, ~houdt[k.kolom], houdt[k.kolom] & aanvullen)
    nummer = np.flatnonzero((k.rij >= 0) & gaat)
    return _verplaatslijst(k, gewicht, _Gang(nummer, k.rij[nummer], doel[k.kolom[nummer]]), bewezen=True)


def _verplaatslijst(k: Kruistabel, gewicht: Gewichten, gang: _Gang, *, bewezen: bool) -> Verplaatslijst:
    """The moves together per pair of regions, heaviest first, then by code."""
    groepen: dict[tuple[int, int], list[int]] = {}
    for nummer, van, naar in zip(gang.nummer.tolist(), gang.van.tolist(), gang.naar.tolist(), strict=True):
        groepen.setdefault((van, naar), []).append(nummer)
    lijst = [
        Verplaatsing(tuple(nummers), k.a[van], k.a[naar] if naar != NERGENS else "", float(gewicht[nummers].sum()))
        for (van, naar), nummers in groepen.items()
    ]
    lijst.sort(key=lambda zet: (-zet.gewicht, zet.van, zet.naar))
    som, geheel = float(gewicht[gang.nummer].sum()), float(k.gewicht.sum())
    return Verplaatslijst(tuple(lijst), som, min(1.0, som / geheel) if geheel else None, len(gang.nummer), bewezen)
