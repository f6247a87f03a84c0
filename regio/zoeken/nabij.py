"""What lies across a border so near that a point may as well lie there, as far as the borders tell."""

from __future__ import annotations

from functools import lru_cache

from regio.gebieden.raster import VAK, Raster
from regio.stand.stand import Stand

# What an answer about a point names: two places that agree in these have no border between them.
SOORTEN = ("PO", "VO", "gemeente", "jeugdregio")
# Days asked about stay few; one list of numbers each.
_TOESTANDEN = 32


class Nabij:
    """The neighbours of points in one edition."""

    def __init__(self, stand: Stand, raster: Raster) -> None:
        self._stand, self._raster = stand, raster
        self._bereik: float = stand.grenzen["nauwkeurigheid"]
        self._sleutels = lru_cache(maxsize=_TOESTANDEN)(self._maak_sleutels)

    def overkanten(self, misschien: list[int], x: float, y: float, toestand: int) -> list[int]:
        """Those of ``misschien`` within the accuracy of the borders of a point in RD metres.

        One for every combination of regions, the nearest of each, and the nearest first.
        """
        sleutels = self._sleutels(toestand)
        dichtst: dict[int, tuple[float, int]] = {}
        for meter, nummer in zip(self._raster.afstanden(misschien, x, y), misschien, strict=True):
            if meter <= self._bereik:
                gevonden = meter, nummer
                dichtst[sleutels[nummer]] = min(gevonden, dichtst.get(sleutels[nummer], gevonden))
        return [nummer for _, nummer in sorted(dichtst.values())]

    def misschien(self, bouwsteen: int, x: float, y: float, toestand: int) -> list[int]:
        """Bouwstenen whose regions differ and that may lie near; most places have none.

        None is missing when the point is off by at most the margin of the grid.
        """
        kandidaten = self._raster.nabij(x, y)
        if not kandidaten:
            return []
        sleutels = self._sleutels(toestand)
        eigen = sleutels[bouwsteen]
        anders = [nummer for nummer in kandidaten if sleutels[nummer] != eigen]
        if anders and self._bereik <= VAK:
            # Two in three of these points turn out to have no other ground near: far cheaper than a distance.
            rondom = self._raster.rondom(x, y, self._bereik)
            return [nummer for nummer in anders if nummer in rondom]
        return anders

    def _maak_sleutels(self, toestand: int) -> list[int]:
        """Per bouwsteen a number that is equal where all regions are, of all ground that its answer is about."""
        stand = self._stand
        lagen = stand.zicht(toestand).lagen
        waarden = list(zip(*(lagen[soort].waarden.tolist() for soort in SOORTEN), strict=True))
        delen = {plek: tuple(waarden[nr] for nr in stand.bouwstenen_op(plek)) for plek in set(stand.puntplekken)}
        nummers: dict[object, int] = {}
        return [nummers.setdefault(delen[plek], len(nummers)) for plek in stand.puntplekken]
