"""Which postcode every node of the lattice belongs to: the nearest one, by a distance that is weighed.

Three things make this better than the plain nearest point; all three come from the points alone.

- A postcode has two points, and the nearest of the two counts.
- A postcode with more inhabitants than its neighbours reaches farther, and so does one that lies in
  wider surroundings than its neighbours: towns push back the business parks at their edge, and
  villages in the polder push back the town.
- The point of 2014 lies in the middle of the ground. Where the middle of a drawn cell lies elsewhere,
  both points are shifted half the difference, and the cells are drawn anew.
"""

from __future__ import annotations

import numpy as np

from regio.gebieden.schets.net import Net
from regio.gebieden.schets.punten import Getallen, Nummers, Punten
from regio.gebieden.schets.rooster import Rooster

# The reach of a postcode, beside that of its neighbours: by the ratio of inhabitants (a hundred more
# for all, so that none counts for nothing) and of the mean distance to neighbours. A bound on
# the whole keeps small cells from becoming round islands in large ones.
INWONERS, ERBIJ, RUIMTE = 0.22, 100.0, 0.5
MEEST = 0.3
BUURT = 12_000.0
# The shift: this share of the difference, at most half the mean distance to neighbours.
STAP, MEESTE_STAP, MINSTE_KNOPEN = 0.5, 0.5, 3
# From this share of its border with one other cell, a cell counts as lying within that one.
INGESLOTEN = 0.85
BLOK = 16


class Afstanden:
    """Weighted distances to the postcodes of ``punten``."""

    def __init__(self, punten: Punten, net: Net) -> None:
        aantal = len(punten.pc4)
        self.xy, self.van = punten.xy.copy(), punten.van
        self.straal, self._ruimte = _straal(punten, net)
        self._gemeente = np.array(punten.gemeente)
        self._tweede = np.arange(aantal)
        self._tweede[punten.van[aantal:]] = np.arange(aantal, len(punten.van))

    def schuif(self, midden: Getallen, rooster: Rooster, knopen: Nummers) -> None:
        """Shift the points so that the middle of each cell comes nearer to ``midden`` (n, 2)."""
        van, plaats = self.naaste(rooster, knopen), rooster.plaats(knopen)
        aantal = np.bincount(van, minlength=len(midden))
        som = [np.bincount(van, plaats[:, as_], minlength=len(midden)) for as_ in (0, 1)]
        verschil = midden - np.column_stack(som) / np.maximum(aantal, 1)[:, None]
        verschil = np.where((aantal >= MINSTE_KNOPEN)[:, None], STAP * verschil, 0.0)
        lengte = np.hypot(verschil[:, 0], verschil[:, 1])
        verschil *= np.minimum(1.0, MEESTE_STAP * self._ruimte / np.maximum(lengte, 1.0))[:, None]
        self.xy += verschil[self.van]

    def ontrond(self, rooster: Rooster, knopen: Nummers) -> None:
        """Give a cell within one of another gemeente the same reach: their border is a line then, no circle."""
        binnen, buiten = _ingesloten(rooster, knopen, self.naaste(rooster, knopen), len(self.straal))
        anders = self._gemeente[binnen] != self._gemeente[buiten]
        self.straal[binnen[anders]] = self.straal[buiten[anders]]

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
        dx = (xy[:, 0, None] - self.xy[kans, 0]) / straal[kans]
        dy = (xy[:, 1, None] - self.xy[kans, 1]) / straal[kans]
        uit: Nummers = self.van[kans][(dx * dx + dy * dy).argmin(axis=1)]
        return uit


def _ingesloten(rooster: Rooster, knopen: Nummers, van: Nummers, aantal: int) -> tuple[Nummers, Nummers]:
    """The cells (n,) that have nearly all their border with one other cell, and that other one (n,)."""
    labels = np.full(rooster.aantal, aantal, dtype=np.int64)
    labels[knopen] = van
    buren = rooster.buren(knopen)
    een, twee = np.tile(van, len(buren)), labels[np.concatenate(buren)]
    anders = een != twee
    paren, zijden = np.unique(een[anders] * (aantal + 1) + twee[anders], return_counts=True)
    een, twee = np.divmod(paren, aantal + 1)
    omtrek = np.bincount(een, zijden, aantal)
    binnen = (zijden > INGESLOTEN * omtrek[een]) & (twee < aantal)
    return een[binnen], twee[binnen]


def _straal(punten: Punten, net: Net) -> tuple[Getallen, Getallen]:
    """The reach (n,) of each postcode, without unit, and its mean distance (n,) to neighbours in metres."""
    aantal = len(punten.pc4)
    paren = np.unique(np.sort(punten.van[net.zijden], axis=1), axis=0)
    verschil = punten.midden[paren[:, 0]] - punten.midden[paren[:, 1]]
    lengte = np.hypot(verschil[:, 0], verschil[:, 1])
    mee = (paren[:, 0] != paren[:, 1]) & (lengte < BUURT)
    paren, lengte = paren[mee], lengte[mee]
    graad = np.bincount(paren.ravel(), minlength=aantal)

    def gemiddeld(links: Getallen, rechts: Getallen, leeg: Getallen) -> Getallen:
        som = np.bincount(paren[:, 0], rechts, aantal) + np.bincount(paren[:, 1], links, aantal)
        return np.where(graad > 0, som / np.maximum(graad, 1), leeg)

    def naast_buren(maat: Getallen) -> Getallen:
        return maat - gemiddeld(maat[paren[:, 0]], maat[paren[:, 1]], maat)

    ruimte = gemiddeld(lengte, lengte, np.full(aantal, BUURT))
    mensen = INWONERS * naast_buren(np.log(punten.inwoners + ERBIJ))
    wijd = RUIMTE * naast_buren(np.log(ruimte))
    return np.exp(np.clip(mensen + wijd, -MEEST, MEEST)), ruimte
