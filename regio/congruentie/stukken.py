"""Parts of postcodes in words: people are counted at the hoofddeel, of the other parts nobody knows how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from regio.congruentie import getallen
from regio.congruentie.meting import Meting

# The weights that count people: of a postcode in parts they all stand at its hoofddeel (ADR 2).
MENSEN = ("kinderen", "inwoners", "leerlingen")
MEESTE = 4


def in_woorden(heel: Sequence[str], stuk: Sequence[str], hoogstens: int) -> list[str]:
    """Postcodes as a sentence names them: first the whole ones, then those of which it is about a part."""
    uit = []
    if heel:
        uit.append(f"{'postcode' if len(heel) == 1 else 'de postcodes'} {getallen.kort(heel, hoogstens, 'postcodes')}")
    if stuk:
        wat = "een deel van postcode" if len(stuk) == 1 else "delen van de postcodes"
        uit.append(f"{wat} {getallen.kort(stuk, hoogstens, 'postcodes')}")
    return uit


def zonder_telling(meting: Meting, nummers: Iterable[int]) -> list[int]:
    """The bouwstenen on which nobody was counted: parts of a postcode of which the hoofddeel is not among them.

    None by a weight that does not count people.
    """
    eigen, stand = set(nummers), meting.stand
    if meting.gewicht.naam not in MENSEN:
        return []
    return sorted(nr for nr in eigen if stand.bouwstenen_van(stand.plekken[nr])[0] not in eigen)


def ongeteld(meting: Meting, nummers: Sequence[int]) -> bool:
    """Whether ground is nothing but such parts of postcodes."""
    return bool(nummers) and len(zonder_telling(meting, nummers)) == len(nummers)


def met_oppervlakte(meting: Meting, nummers: Iterable[int]) -> str:
    """Parts of postcodes, each with its share: ``een deel van postcode 6678 (15 procent van de oppervlakte …)``."""
    stand, per_plek = meting.stand, defaultdict[int, float](float)
    aandeel = np.frombuffer(stand.sectie("aandeel"), dtype=np.float64)
    for nummer in nummers:
        per_plek[stand.plekken[nummer]] += float(aandeel[nummer])
    delen = [f"een deel van postcode {stand.pc4s[plek]}{_aandeel(per_plek[plek])}" for plek in sorted(per_plek)]
    return getallen.kort(delen, MEESTE, "delen van postcodes")


def _aandeel(deel: float) -> str:
    return f" ({getallen.procent(deel)} van de oppervlakte van die postcode)" if 0 < deel < 1 else ""


def niet_bekend(meting: Meting) -> str:
    """That nobody knows how many live there."""
    return f"hoeveel {meting.gewicht.eenheid} daar wonen is niet bekend"
