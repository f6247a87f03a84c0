"""Which postcode every node of the lattice belongs to: the nearest one, by weighted distance.

A postcode with many inhabitants reaches farther than one with few: the distance to a point counts
less as (inwoners + 100) ** 0.2. Streets are built up to the edge of a town's own postcode, and a
business park or a hamlet claims little beyond itself. The nearest of a postcode's points counts.
"""

from __future__ import annotations

import numpy as np

from regio.gebieden.schets.punten import Getallen, Nummers, Punten
from regio.gebieden.schets.rooster import Rooster

MACHT, ERBIJ = 0.2, 100.0
BLOK = 16


class Afstanden:
    """Weighted distances to the postcodes of ``punten``."""

    def __init__(self, punten: Punten) -> None:
        aantal = len(punten.pc4)
        self.xy, self.van = punten.xy, punten.van
        self.straal = np.power(punten.inwoners + ERBIJ, MACHT)
        self._tweede = np.arange(aantal)
        self._tweede[punten.van[aantal:]] = np.arange(aantal, len(punten.van))

    def naar(self, postcode: Nummers, xy: Getallen) -> Getallen:
        """The weighted distance (n,) from places (n, 2), each to its own postcode (n,)."""
        een, twee = self.xy[postcode] - xy, self.xy[self._tweede[postcode]] - xy
        return np.minimum(np.hypot(een[:, 0], een[:, 1]), np.hypot(twee[:, 0], twee[:, 1])) / self.straal[postcode]

    def naaste(self, rooster: Rooster, knopen: Nummers) -> Nummers:
        """The postcode (n,) nearest to each node (n,); of equally near ones the first."""
        rij, kolom = np.divmod(knopen, rooster.kolommen)
        sleutel = rij // BLOK * (rooster.kolommen // BLOK + 1) + kolom // BLOK
        volgorde = np.argsort(sleutel, kind="stable")
        begin = np.flatnonzero(np.diff(sleutel[volgorde], prepend=-1))
        uit = np.empty(len(knopen), dtype=np.int64)
        for groep in np.split(volgorde, begin[1:]):
            uit[groep] = self._blok(rooster.plaats(knopen[groep]))
        return uit

    def _blok(self, xy: Getallen) -> Nummers:
        """The nearest postcodes of places close together: only points that can win are compared."""
        laag, hoog = xy.min(axis=0), xy.max(axis=0)
        midden, bereik = (laag + hoog) / 2, float(np.hypot(*(hoog - laag))) / 2
        straal = self.straal[self.van]
        ver = np.hypot(self.xy[:, 0] - midden[0], self.xy[:, 1] - midden[1])
        kans = np.flatnonzero((ver - bereik) / straal <= ((ver + bereik) / straal).min())
        kans = kans[np.argsort(self.van[kans], kind="stable")]
        verschil = xy[:, None, :] - self.xy[kans]
        afstand = np.hypot(verschil[:, :, 0], verschil[:, :, 1]) / straal[kans]
        uit: Nummers = self.van[kans][afstand.argmin(axis=1)]
        return uit
