"""The outer-border measure: how much of the border of one division is border of the other too.

Counted on the net of neighbouring bouwstenen, so both divisions have exactly the same borders: how
an official layer drew them plays no part. Coast, national border and water between bouwstenen are
``rand`` and no part of the length.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.model import Grenslengte, Grensmaat, Grensnet
from regio.indeling import Gewichten, Indeling
from regio.waarde import GEEN, KANDIDATEN

Masker = NDArray[np.bool_]


def grensmaat(a: Indeling, b: Indeling, net: Grensnet) -> Grensmaat:
    """Measure the borders of A against B and of B against A, in metres; regions by every code they have.

    A segment with the same region, or none, on both sides is no border. With the same candidates on both
    sides it is none where the two go together (``Indeling.samen``); otherwise each may lie in another
    region. What may be a border, as a side is unsure or has no region in A or in B, counts as ``onzeker``.
    """
    zijden_a, zijden_b = _Zijden(a, net), _Zijden(b, net)
    beide = zijden_a.zeker & zijden_b.zeker
    samen = beide & zijden_a.anders & zijden_b.anders
    return Grensmaat(
        zijden_a.totaal(beide, samen),
        zijden_b.totaal(beide, samen),
        zijden_a.per(beide, samen),
        zijden_b.per(beide, samen),
    )


def soorten(a: Indeling, b: Indeling, net: Grensnet) -> dict[str, Masker]:
    """Which pairs of a net are border of both, of A alone, of B alone, or may be one; shape (n,) each.

    The pairs that are border of neither are in none of them.
    """
    za, zb = _Zijden(a, net), _Zijden(b, net)
    beide = za.zeker & zb.zeker
    return {
        "samenvallend": beide & za.anders & zb.anders,
        "alleen-indeling": beide & za.anders & ~zb.anders,
        "alleen-met": beide & ~za.anders & zb.anders,
        "onzeker": ~beide & (za.anders | zb.anders),
    }


class _Zijden:
    """One division on both sides of every pair of the net."""

    def __init__(self, indeling: Indeling, net: Grensnet) -> None:
        self._indeling, self._net = indeling, net
        self._links, self._rechts = indeling.waarden[net.links], indeling.waarden[net.rechts]
        self.zeker: Masker = (self._links >= 0) & (self._rechts >= 0)
        self.anders: Masker = self._links != self._rechts
        if indeling.kandidaten:
            self.anders |= self._los(indeling, net)

    def _los(self, indeling: Indeling, net: Grensnet) -> Masker:
        """Which pairs have the same candidates without going together: each side may lie in another region."""
        gelijk: Masker = (self._links <= KANDIDATEN) & ~self.anders
        if indeling.samen is not None:
            waar = np.flatnonzero(gelijk)
            links, rechts = indeling.samen[net.links[waar]], indeling.samen[net.rechts[waar]]
            gelijk[waar] = (links != rechts) | (links < 0)
        return gelijk

    def totaal(self, beide: Masker, samen: Masker) -> Grenslengte:
        """The border of the division, every piece counted once."""
        lengte, rand = self._net.lengte, self._net.rand
        return Grenslengte(
            float(lengte[self.anders & beide].sum()),
            float(lengte[samen].sum()),
            float(rand[self._indeling.waarden != GEEN].sum()),
            float(lengte[self.anders & ~beide].sum()),
        )

    def per(self, beide: Masker, samen: Masker) -> dict[str, Grenslengte]:
        """The border of every region; pieces between two regions count for both."""
        lengte = self._per_regio(self.anders & beide)
        samenvallend = self._per_regio(samen)
        onzeker = self._per_regio(self.anders & ~beide) + self._per_kandidaat(self.anders & ~beide)
        waarden = self._indeling.waarden
        rand = self._som(waarden, self._net.rand)
        kolommen = zip(lengte.tolist(), samenvallend.tolist(), rand.tolist(), onzeker.tolist(), strict=True)
        return {code: Grenslengte(*maten) for code, maten in zip(self._indeling.codes, kolommen, strict=True)}

    def _per_regio(self, masker: Masker) -> Gewichten:
        """The length of some pairs per certain region on either side, shape (aantal codes,)."""
        lengte = self._net.lengte[masker]
        return self._som(self._links[masker], lengte) + self._som(self._rechts[masker], lengte)

    def _som(self, waarden: NDArray[np.int16], lengte: Gewichten) -> Gewichten:
        zeker = waarden >= 0
        return _som_per(waarden[zeker], lengte[zeker], len(self._indeling.codes))

    def _per_kandidaat(self, masker: Masker) -> Gewichten:
        """The length of some pairs per region that is only possible on a side, once per region and pair."""
        waar, aantal = np.flatnonzero(masker & ~self.zeker), len(self._indeling.codes)
        links, rechts = self._links[waar], self._rechts[waar]
        sleutels = [np.empty(0, dtype=np.intp)]
        for groep in np.unique(np.concatenate([links, rechts])):
            for plek in self._indeling.kandidaten[KANDIDATEN - groep] if groep <= KANDIDATEN else ():
                zelf = (links == plek) | (rechts == plek)
                sleutels.append(waar[((links == groep) | (rechts == groep)) & ~zelf] * aantal + plek)
        sleutel = np.unique(np.concatenate(sleutels))
        return _som_per(sleutel % aantal, self._net.lengte[sleutel // aantal], aantal)


def _som_per(plek: NDArray[np.integer], lengte: Gewichten, aantal: int) -> Gewichten:
    # Without any length numpy counts in whole numbers.
    return np.bincount(plek, weights=lengte, minlength=aantal).astype(np.float64)
