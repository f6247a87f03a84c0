"""Shapes for a sheet, from the map set of an edition."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from regio.gebieden.kaartset.kaartset import Kaartset, kaartset_van
from regio.stand.bewaren import eenmaal
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from kaarten.analyse.blad import Vormen
    from regio.gebieden.kaartlaag import Regio


class Editiebron:
    """The Kaartbron of an edition; shapes of a level are read once."""

    def __init__(self, stand: Stand) -> None:
        self._set: Kaartset = kaartset_van(stand)
        self._stand = stand
        self._stukken = lru_cache(maxsize=2)(self._lees_stukken)

    @property
    def bron(self) -> str:
        """``schets`` or ``officieel``."""
        return self._set.bron

    @property
    def vermelding(self) -> str:
        """The attribution that goes with the borders."""
        return self._set.vermelding

    @property
    def nauwkeurigheid(self) -> float:
        """How far, in metres, a border may lie beside its place."""
        return self._set.nauwkeurigheid

    def geometrie(self, indeling: str, datum: str, niveau: str) -> tuple[tuple[Regio, ...], Vormen]:
        """The regions with ground on a day (ISO) and their shapes in RD. Raises NietGevonden."""
        import shapely

        regios, vormen = self._set.geometrie(indeling, datum, niveau)
        met_grond = ~shapely.is_empty(vormen)
        return tuple(r for r, grond in zip(regios, met_grond, strict=True) if grond), vormen[met_grond]

    def stukken(self, niveau: str) -> tuple[Vormen, NDArray[np.integer]]:
        """The pieces of the map set on a level, and the piece of every bouwsteen."""
        return self._stukken(niveau)

    def _lees_stukken(self, niveau: str) -> tuple[Vormen, NDArray[np.integer]]:
        import numpy as np

        from regio.gebieden.vormen import Vormen as Gelezen

        vormen = Gelezen(self._stand.sectie, f"niveau_{niveau}_bouwstenen").alle()
        return vormen, np.asarray(self._stand.sectie("kaart_stuk"))

    def bouwstenen(self, nummers: Sequence[int]) -> Vormen:
        """The whole shape of some bouwstenen, shape (aantal nummers,)."""
        import numpy as np

        from regio.gebieden.vormen import Vormen as Gelezen

        alle = Gelezen(self._stand.sectie, "vlak_volledig")
        uit = np.empty(len(nummers), dtype=object)
        for plek, nummer in enumerate(nummers):
            uit[plek] = alle[nummer]
        return uit


@eenmaal
def bron_van(stand: Stand) -> Editiebron:
    """The source of shapes of an edition; raises Opslagfout when it has no maps."""
    return Editiebron(stand)
