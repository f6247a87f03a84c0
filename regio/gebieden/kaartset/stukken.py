"""Pieces: bouwstenen that every map keeps together, and the layers as they are drawn from them.

Two bouwstenen that lie in the same region in every layer on every date are never apart on a map.
Together they are one piece (stuk), so that a simplified map has no vertex for a border nobody
draws. A layer is drawn from the pieces, or from an official layer (Grenslaag) where that holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from regio.gebieden.kaartlaag import Kaartlaag, Regio
from regio.gebieden.kaartset.niveaus import Vormen, controleer, los_op
from regio.gebieden.vlakken import Grenslaag, Vlakken

BOUWSTENEN = "bouwstenen"


@dataclass(frozen=True, eq=False)
class Grond:
    """A coverage that layers are drawn from: ``naam`` ``bouwstenen``, ``cbs-2022`` or ``cbs-jeugdregio-2023``, RD."""

    naam: str
    vlak: Vormen


@dataclass(frozen=True, eq=False)
class Tekening:
    """A layer as it is drawn: ``waarde`` has shape (aantal vlakken of ``grond``,), -1 is no region."""

    indeling: str
    vanaf: str
    tot: str | None
    regios: tuple[Regio, ...]
    grond: Grond
    waarde: NDArray[np.int16]

    def geldt_op(self, datum: str) -> bool:
        """Whether the drawing holds on a day (ISO)."""
        return self.vanaf <= datum and (self.tot is None or datum < self.tot)


def maak_stukken(vlakken: Vlakken, lagen: Sequence[Kaartlaag]) -> tuple[Grond, NDArray[np.intp]]:
    """The pieces, and the piece of every bouwsteen, shape (aantal bouwstenen,). Raises Bronfout."""
    controleer(vlakken.vlak, "in deze editie")
    waarden = np.stack([laag.waarde for laag in lagen], axis=1)
    eerste, stuk = np.unique(waarden, axis=0, return_index=True, return_inverse=True)[1:]
    vlak = los_op(vlakken.vlak, stuk, len(eerste))
    return Grond(BOUWSTENEN, controleer(vlak, "in deze editie")), stuk


def tekeningen(
    lagen: Sequence[Kaartlaag], grenslagen: Sequence[Grenslaag], stukken: Grond, stuk: NDArray[np.intp]
) -> list[Tekening]:
    """Every layer as it is drawn, in order of indeling and time; equal neighbours in time are one."""
    gronden = [(laag, Grond(_naam(laag), laag.vlak)) for laag in grenslagen]
    eerste = np.unique(stuk, return_index=True)[1]
    uit: list[Tekening] = []
    for laag in lagen:
        basis = Tekening(laag.indeling, laag.vanaf, laag.tot, laag.regios, stukken, laag.waarde[eerste])
        for deel in _delen(basis, gronden):
            if uit and _zelfde(uit[-1], deel):
                uit[-1] = replace(uit[-1], tot=deel.tot)
            else:
                uit.append(deel)
    return uit


def _naam(laag: Grenslaag) -> str:
    """``cbs-2022`` for gemeenten; other official layers of that year say of what they are."""
    return f"cbs-{laag.jaar}" if laag.soort == "gemeente" else f"cbs-{laag.soort}-{laag.jaar}"


def _zelfde(vorige: Tekening, deel: Tekening) -> bool:
    eender = (vorige.indeling, vorige.tot, vorige.regios) == (deel.indeling, deel.vanaf, deel.regios)
    return eender and vorige.grond is deel.grond and np.array_equal(vorige.waarde, deel.waarde)


def _delen(basis: Tekening, gronden: Sequence[tuple[Grenslaag, Grond]]) -> Iterator[Tekening]:
    """The stretch of a layer, cut where an official layer of the same gemeenten begins or ends."""
    passend = [(laag, grond) for laag, grond in gronden if laag.soort == basis.indeling and _past(basis, laag)]
    knippen = {basis.vanaf}
    for laag, _ in passend:
        knippen |= {dag.isoformat() for dag in (laag.vanaf, laag.tot) if dag and basis.geldt_op(dag.isoformat())}
    dagen = sorted(knippen)
    for vanaf, tot in zip(dagen, [*dagen[1:], basis.tot], strict=True):
        deel = replace(basis, vanaf=vanaf, tot=tot)
        officieel = next(((laag, grond) for laag, grond in passend if _op(laag, vanaf)), None)
        yield _uit_grenslaag(deel, *officieel) if officieel else deel


def _past(basis: Tekening, laag: Grenslaag) -> bool:
    """Whether an official layer has the very regions that the facts know: else it is of another date.

    A jeugdregio is made of whole gemeenten: where the facts leave that of one open the layer would
    draw it as certain, so then the bouwstenen are drawn, as the answers say.
    """
    if basis.indeling == "jeugdregio" and not all(regio.zeker for regio in basis.regios):
        return False
    return set(laag.codes) == {code for regio in basis.regios for code in regio.mogelijk}


def _op(laag: Grenslaag, dag: str) -> bool:
    return laag.vanaf.isoformat() <= dag and (laag.tot is None or dag < laag.tot.isoformat())


def _uit_grenslaag(deel: Tekening, laag: Grenslaag, grond: Grond) -> Tekening:
    """An official layer is certain about its regions; names stay those of the facts where they have one."""
    namen = {regio.code: regio.naam for regio in deel.regios}
    paren = sorted(zip(laag.codes, laag.namen, range(len(laag.codes)), strict=True))
    regios = tuple(Regio(code, namen.get(code) or naam or None, (code,)) for code, naam, _ in paren)
    waarde = np.empty(len(paren), dtype=np.int16)
    waarde[[plek for _, _, plek in paren]] = np.arange(len(paren))
    return replace(deel, regios=regios, grond=grond, waarde=waarde)
