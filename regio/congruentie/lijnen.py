"""The borders of two divisions as lines to draw: where they coincide, and where only one runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.grensmaat import soorten
from regio.congruentie.model import Grensnet
from regio.indeling import Indeling

if TYPE_CHECKING:
    from regio.stand.stand import Stand

# Shape (aantal punten, 2): x and y in RD, whole metres.
Lijn = NDArray[np.int32]
# Metres; the level ``regio`` of the maps, so that lines lie on the borders drawn there.
VEREENVOUDIGD_METER = 150
SOORTEN = ("samenvallend", "alleen-indeling", "alleen-met", "onzeker")


def lijnen(stand: Stand, a: Indeling, b: Indeling) -> dict[str, list[Lijn]]:
    """The lines of every kind of border between regions of A and of B, in the order of SOORTEN.

    Simplified (VEREENVOUDIGD_METER), so for drawing only: lengths are those of ``grensmaat``. Coast and
    national border are no part of it. ``alleen-indeling`` is border of A alone, ``alleen-met`` of B alone.
    """
    van, naar = (np.frombuffer(stand.sectie(f"lijn_{kant}"), dtype=np.uint16).astype(np.intp) for kant in _KANTEN)
    per_lijn = soorten(a, b, Grensnet(van, naar, np.empty(0), np.empty(0)))
    return {soort: _lijnen(stand, np.flatnonzero(per_lijn[soort])) for soort in SOORTEN}


_KANTEN = ("links", "rechts")


def _lijnen(stand: Stand, nummers: NDArray[np.intp]) -> list[Lijn]:
    """Some lines of an edition, joined where they follow on each other."""
    punten = np.frombuffer(stand.sectie("lijn_punt"), dtype=np.int32).reshape(-1, 2)
    begin = np.frombuffer(stand.sectie("lijn_begin"), dtype=np.uint32)
    return verbonden([punten[begin[nr] : begin[nr + 1]] for nr in nummers.tolist()])


def verbonden(losse: list[Lijn]) -> list[Lijn]:
    """Lines joined at every point where exactly two of them end, as the fewest lines that draw the same."""
    import shapely

    if not losse:
        return []
    begin = np.repeat(np.arange(len(losse)), [len(lijn) for lijn in losse])
    enkele = shapely.linestrings(np.concatenate(losse), indices=begin)
    delen = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(enkele)))
    punten, nummer = shapely.get_coordinates(delen, return_index=True)
    grenzen = np.flatnonzero(np.diff(nummer)) + 1
    return [stuk.astype(np.int32) for stuk in np.split(punten, grenzen)]
