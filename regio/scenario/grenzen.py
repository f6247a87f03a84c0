"""The borders of the SWVs of a sector over the net, beside the divisions under them.

Lengths are multiples of a micrometre or so (see ``op_maat``), of which sums are exact in whatever order: borders
are therefore the same whether they are measured from scratch or only where ground came to lie in another SWV.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.model import Grensnet
from regio.indeling import Gewichten, Indeling
from regio.scenario.lagen import Nummers, anders, zelfde_begin
from regio.waarde import GEEN, KANDIDATEN

# A power of two; sums stay below 2**53 of them up to some eight million kilometres.
DEEL_VAN_METER = 2.0**20
# Sorts of border of an SWV, after 0 (of the SWVs only) and 1 (of the division too).
_ONZEKER, _RAND = 2, 3
# Per pair of the net, to be added up: the values on both sides differ, both are certain.
_GRENS, _ZEKER = 1, 2
Zijden = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Rekennet(Grensnet):
    """A net of which sums of lengths are exact; ``bij`` has the pairs along every bouwsteen."""

    bij: tuple[Nummers, ...]


def op_maat(net: Grensnet) -> Rekennet:
    """The same net with lengths of which sums are exact."""
    lengte, rand = (np.rint(lengte * DEEL_VAN_METER) / DEEL_VAN_METER for lengte in (net.lengte, net.rand))
    kanten = np.concatenate([net.links, net.rechts])
    paren = np.argsort(kanten, kind="stable") % max(len(net.links), 1)
    tot = np.cumsum(np.bincount(kanten, minlength=len(rand)))
    return Rekennet(net.links, net.rechts, lengte, rand, tuple(np.split(paren, tot[:-1])))


@dataclass(frozen=True, eq=False)
class Ernaast:
    """What borders are laid beside: ``zeker`` and ``grens`` have shape (aantal indelingen, aantal paren), whether
    both sides have one certain region and whether these differ; ``nummer`` is the division for single SWVs."""

    zeker: NDArray[np.bool_]
    grens: NDArray[np.bool_]
    nummer: int


@dataclass(frozen=True, slots=True)
class Verbandgrens:
    """The border of an SWV or of all of them, in metres, and what of it is border of another division too.

    ``lengte`` is all of it, and rests on the SWVs alone. ``onzeker`` is the part that cannot be compared: on a
    side it is open, or there is none, which SWV or which region of the division the ground lies in. Of the rest
    ``samenvallend`` is border of the division too. ``rand`` (coast and national border) is no part of ``lengte``.
    """

    lengte: float
    samenvallend: float
    rand: float
    onzeker: float

    @property
    def aandeel(self) -> float | None:
        """The share of what can be compared that both have; None where nothing can."""
        vergeleken = self.lengte - self.onzeker
        return self.samenvallend / vergeleken if vergeleken else None


@dataclass(frozen=True, eq=False)
class Grenzen:
    """Borders in metres.

    ``zijden`` has shape (aantal paren,) over the net: _GRENS and _ZEKER added up. ``totaal`` has shape
    (3, aantal indelingen): all of it, what is border of the division too and what is unsure, every piece counted
    once; ``rand`` is the rand of all. ``per_code`` has shape (4, aantal codes): the same beside one division with
    the rand before what is unsure; pieces between two SWVs count for both.
    """

    zijden: Zijden
    totaal: Gewichten
    rand: float
    per_code: Gewichten

    def totalen(self) -> list[Verbandgrens]:
        """Per division the border of all SWVs."""
        return [Verbandgrens(lengte, samen, self.rand, onzeker) for lengte, samen, onzeker in self.totaal.T.tolist()]

    def van(self, plek: int) -> Verbandgrens:
        """The border of the SWV with this position."""
        return Verbandgrens(*self.per_code[:, plek].tolist())


def grenzen(net: Grensnet, ernaast: Ernaast, laag: Indeling) -> Grenzen:
    """The borders of a layer, from scratch."""
    alle = np.arange(len(net.links)), np.arange(len(laag))
    return _gemeten(net, ernaast, [(1.0, laag)], *alle, len(laag.codes))


def bijgewerkte_grenzen(net: Rekennet, ernaast: Ernaast, eerder: Grenzen, was: Indeling, laag: Indeling) -> Grenzen:
    """The same, from those of another layer beside the same divisions: measured only around what differs."""
    if not (zelfde_begin(was.codes, laag.codes) and zelfde_begin(was.kandidaten, laag.kandidaten)):
        return grenzen(net, ernaast, laag)
    nummers = anders(was, laag)
    raak = np.zeros(len(net.links), dtype=np.bool_)
    for nummer in nummers.tolist():
        raak[net.bij[nummer]] = True
    paren = np.flatnonzero(raak)
    breedte = max(len(was.codes), len(laag.codes))
    erbij = _gemeten(net, ernaast, [(-1.0, was), (1.0, laag)], paren, nummers, breedte)
    zijden, per_code = eerder.zijden.copy(), erbij.per_code
    zijden[paren] = erbij.zijden
    per_code[:, : len(was.codes)] += eerder.per_code
    rand = eerder.rand + erbij.rand
    return Grenzen(zijden, eerder.totaal + erbij.totaal, rand, per_code[:, : len(laag.codes)])


def _gemeten(
    net: Grensnet,
    ernaast: Ernaast,
    lagen: Sequence[tuple[float, Indeling]],
    paren: Nummers,
    nummers: Nummers,
    breedte: int,
) -> Grenzen:
    """What some pairs of the net and the rand of some bouwstenen add to the borders in layers, each times a factor.

    ``zijden`` are those of these pairs in the last layer.
    """
    factor = np.array([maal for maal, _ in lagen])
    waarden = np.array([laag.waarden for _, laag in lagen])
    links, rechts = (np.take(waarden, kant[paren], axis=1) for kant in (net.links, net.rechts))
    # With the same candidates on both sides each may lie in an SWV of its own.
    grens, zeker = (links != rechts) | (links <= KANDIDATEN), (links >= 0) & (rechts >= 0)
    welke, waar = np.nonzero(grens)
    plek, eigen = paren[waar], zeker[welke, waar]
    lengte = net.lengte[plek] * factor[welke]
    # Taken, not indexed: rows stay together in memory, so that sums over them are fast.
    beide, samen = np.take(ernaast.zeker, plek, axis=1) & eigen, np.take(ernaast.grens, plek, axis=1) & eigen
    onzeker = np.where(beide, 0.0, lengte).sum(1)
    rand, om = net.rand[nummers] * factor[:, None], waarden[:, nummers]
    return Grenzen(
        zijden=(_GRENS * grens[-1] + _ZEKER * zeker[-1]).astype(np.uint8),
        totaal=np.array([np.full_like(onzeker, lengte.sum()), np.where(samen, lengte, 0.0).sum(1), onzeker]),
        rand=float(rand[om != GEEN].sum()),
        per_code=_per_code(
            np.concatenate([links[grens], rechts[grens], om.ravel()]),
            np.where(beide[ernaast.nummer], samen[ernaast.nummer], _ONZEKER),
            np.concatenate([lengte, lengte, rand.ravel()]),
            breedte,
        ),
    )


def _per_code(waarden: NDArray[np.int16], soort: Nummers, lengte: Gewichten, breedte: int) -> Gewichten:
    """Lengths added up per code: of pieces from their left side, from their right side, then of the rand."""
    rij = np.full(len(waarden), _RAND)
    rij[: 2 * len(soort)] = np.concatenate([soort, soort])
    zeker = waarden >= 0
    plek = (rij * breedte + waarden)[zeker]
    som = np.bincount(plek, weights=lengte[zeker], minlength=4 * breedte).astype(np.float64, copy=False)
    alleen, samen, onzeker, rand = som.reshape(4, breedte)
    return np.array([alleen + samen + onzeker, samen, rand, onzeker])


def langs_beide(net: Grensnet, een: Grenzen, ander: Grenzen) -> Gewichten:
    """Lengths by the ``zijden`` of one layer and of another, shape (4, 4), from scratch."""
    return _langs(net, een, ander, np.arange(len(net.links)))


def bijgewerkt_langs(
    net: Grensnet, langs: Gewichten, was: tuple[Grenzen, Grenzen], wordt: tuple[Grenzen, Grenzen]
) -> Gewichten:
    """The same, from those of two other layers: measured only where ``zijden`` differ."""
    verschilt = (was[0].zijden != wordt[0].zijden) | (was[1].zijden != wordt[1].zijden)
    paren = np.flatnonzero(verschilt)
    uit: Gewichten = langs - _langs(net, *was, paren) + _langs(net, *wordt, paren)
    return uit


def _langs(net: Grensnet, een: Grenzen, ander: Grenzen, paren: Nummers) -> Gewichten:
    soort = een.zijden[paren] * 4 + ander.zijden[paren]
    som = np.bincount(soort, weights=net.lengte[paren], minlength=16)
    return som.astype(np.float64, copy=False).reshape(4, 4)


def naast_ander(langs: Gewichten, rand: float) -> Verbandgrens:
    """The border of a layer with this rand, every piece counted once; its ``zijden`` are the rows of ``langs``."""
    beide_zeker = langs[_GRENS + _ZEKER, _ZEKER:]
    alles, vergeleken = float(langs[[_GRENS, _GRENS + _ZEKER]].sum()), float(beide_zeker.sum())
    return Verbandgrens(alles, float(beide_zeker[_GRENS]), rand, alles - vergeleken)
