"""How far the bouwstenen of a gemeente lie from its own official layer, and why.

Everything follows from one table: the m² that every bouwsteen shares with every gemeente of a
layer. The difference of a gemeente is what only one of the two drawings gives it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.bouwsteen import MINSTE_AANDEEL, MINSTE_HECTARE
from regio.bronnen.rijen import BouwsteenRij
from regio.gebieden.officieel.maten import VERSCHIL
from regio.gebieden.vlakken import Geometrieen
from regio.tijdlijn.herindelingen import Gemeenten

OPEN = "herindeling: de feiten zeggen niet zeker bij welke gemeente deze postcodes horen"
OVER_DE_GRENS = "postcodes liggen over de gemeentegrens en zijn geen eigen bouwsteen"
STROKEN = "smalle stroken langs de grens: beide kaarten zijn vereenvoudigd"
KUST_MEER = "de postcodekaart tekent meer langs water of kust dan de gemeentekaart"
KUST_MINDER = "de gemeentekaart tekent meer langs water of kust dan de postcodekaart"
ENCLAVE = "de postcodekaart tekent de enclave Baarle-Hertog als Nederlandse grond"
ANDERE_GEMEENTE = "een hele postcode ligt volgens de wet in een andere gemeente dan volgens de kaart"


@dataclass(frozen=True, eq=False)
class Overlap:
    """Pairs of a bouwsteen and a gemeente that share ground, shape (k,), and the m² of each."""

    bouwsteen: NDArray[np.intp]
    gemeente: NDArray[np.intp]
    m2: NDArray[np.float64]


def overlap(vlak: Geometrieen, gemeenten: Geometrieen) -> Overlap:
    """The m² that every bouwsteen shares with every gemeente of a layer."""
    eerste, tweede = shapely.STRtree(gemeenten).query(vlak, predicate="intersects")
    gelijk = shapely.intersection(vlak[eerste], gemeenten[tweede])
    return Overlap(eerste, tweede, shapely.area(gelijk))


@dataclass(frozen=True, eq=False)
class Vergelijking:
    """What one layer of gemeenten is compared with: its codes and names, the bouwstenen, and the
    gemeenten of the bouwstenen by the facts on its date.
    """

    codes: Sequence[str]
    namen: Sequence[str]
    bouwstenen: Sequence[BouwsteenRij]
    volgens_feiten: Sequence[Gemeenten]
    m2_gemeente: NDArray[np.float64]
    m2_bouwsteen: NDArray[np.float64]
    samen: Overlap
    enclave_m2: Mapping[str, float]

    def rijen(self) -> list[dict[str, object]]:
        """A row per gemeente of the layer, largest share first."""
        waarde = self.waarden()
        eigen = waarde[self.samen.bouwsteen] == self.samen.gemeente
        aantal = len(self.codes)
        gelijk = np.bincount(self.samen.gemeente[eigen], self.samen.m2[eigen], aantal)
        erbij = waarde >= 0
        blokken = np.bincount(waarde[erbij], self.m2_bouwsteen[erbij], aantal)
        oorzaken = self._oorzaken(waarde)
        uit = []
        for nummer, code in enumerate(self.codes):
            verschil = float(self.m2_gemeente[nummer] + blokken[nummer] - 2 * gelijk[nummer])
            aandeel = verschil / float(self.m2_gemeente[nummer])
            rij = {
                "gemeente": code,
                "naam": self.namen[nummer],
                "eigen_m2": round(float(self.m2_gemeente[nummer])),
                "bouwstenen_m2": round(float(blokken[nummer])),
                "verschil_m2": round(verschil),
                "aandeel": round(aandeel, 4),
                "oorzaken": self._grootste(oorzaken[nummer]) if aandeel > VERSCHIL else [],
            }
            uit.append(rij)
        return sorted(uit, key=lambda rij: -float(str(rij["aandeel"])))

    def waarden(self) -> NDArray[np.intp]:
        """Position in ``codes`` of the likeliest gemeente of every bouwsteen, -1 when it is open."""
        plek = {code: nummer for nummer, code in enumerate(self.codes)}
        een = (next(iter(wie.waarschijnlijk)) if len(wie.waarschijnlijk) == 1 else "" for wie in self.volgens_feiten)
        return np.array([plek.get(code, -1) for code in een], dtype=np.intp)

    def _oorzaken(self, waarde: NDArray[np.intp]) -> defaultdict[int, defaultdict[tuple[str, str], float]]:
        """Per gemeente the m² of the difference by cause and PC4."""
        uit: defaultdict[int, defaultdict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
        op_land = np.bincount(self.samen.bouwsteen, self.samen.m2, len(waarde))
        for blok, gemeente, m2 in zip(self.samen.bouwsteen, self.samen.gemeente, self.samen.m2, strict=True):
            if waarde[blok] != gemeente:
                oorzaak = (self._waarom(int(blok), float(m2)), self.bouwstenen[blok].pc4)
                uit[int(gemeente)][oorzaak] += float(m2)
                if waarde[blok] >= 0:
                    uit[int(waarde[blok])][oorzaak] += float(m2)
        for nummer, code in enumerate(self.codes):
            enclave = self.enclave_m2.get(code, 0.0)
            uit[nummer][ENCLAVE, ""] += enclave
            erbuiten = float((self.m2_bouwsteen - op_land)[waarde == nummer].sum())
            uit[nummer][KUST_MEER, ""] += max(0.0, erbuiten - enclave)
            gedekt = float(self.samen.m2[self.samen.gemeente == nummer].sum())
            uit[nummer][KUST_MINDER, ""] += max(0.0, float(self.m2_gemeente[nummer]) - gedekt)
        return uit

    def _waarom(self, blok: int, m2: float) -> str:
        """Why ground of a bouwsteen lies in another gemeente than the facts say."""
        if len(self.volgens_feiten[blok].mogelijk) > 1:
            return OPEN
        aandeel = m2 / float(self.m2_bouwsteen[blok])
        if aandeel > 0.5:
            return ANDERE_GEMEENTE
        groot = aandeel >= MINSTE_AANDEEL or m2 >= 1e4 * MINSTE_HECTARE
        return OVER_DE_GRENS if groot else STROKEN

    def _grootste(self, oorzaken: Mapping[tuple[str, str], float]) -> list[dict[str, object]]:
        """The causes, largest first, with the PC4s that matter most; nothing under a twentieth."""
        som: defaultdict[str, float] = defaultdict(float)
        for (oorzaak, _), m2 in oorzaken.items():
            som[oorzaak] += m2
        totaal = sum(som.values())
        uit = []
        for oorzaak, m2 in sorted(som.items(), key=lambda paar: -paar[1]):
            if m2 >= 0.05 * totaal:
                pc4s = {pc4: deel for (wat, pc4), deel in oorzaken.items() if wat == oorzaak and pc4}
                meest = sorted(pc4s, key=lambda pc4: -pc4s[pc4])[:5]
                uit.append({"oorzaak": oorzaak, "m2": round(m2), "postcodes": meest})
        return uit
