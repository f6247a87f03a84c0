"""The same map as data for the script of the page: degrees in whole steps, written as differences."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kaarten.congruentie.vormen import SOORTEN, Kaartvormen

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

# Steps per degree: about ten metres, finer than the lines are.
STAPPEN = 10_000


def kaartdata(vormen: Kaartvormen) -> bytes:
    """The JSON of a map.

    ``gebieden`` rows are a code (empty for ground without one certain region), its parts, each a
    list of rings, and the place of its label. A ring or line is ``[lon, lat, dlon, dlat, …]`` in
    steps of 1/``stappen`` degree.
    """
    inhoud = {
        "bron": vormen.bron,
        "vermelding": vormen.vermelding,
        "nauwkeurigheid": vormen.nauwkeurigheid,
        "stappen": STAPPEN,
        "gebieden": [[gebied.code, [_reeksen(deel, minst=4) for deel in gebied.delen]] for gebied in vormen.gebieden],
        "lijnen": {soort: _reeksen(vormen.lijnen[soort], minst=2) for soort in SOORTEN},
    }
    return json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode()


def _reeksen(lijnen: Iterable[ArrayLike], minst: int) -> list[list[int]]:
    """Lines (RD) as differences, those of fewer than ``minst`` different steps left out."""
    import numpy as np

    from regio.gebieden.crs import CRS84, uit_rd

    alle = [np.asarray(lijn, dtype=np.float64) for lijn in lijnen]
    if not alle:
        return []
    stappen = np.rint(uit_rd(np.concatenate(alle), CRS84) * STAPPEN).astype(np.int64)
    uit = []
    for lijn in np.split(stappen, np.cumsum([len(een) for een in alle])[:-1]):
        kort = lijn[np.append(True, (lijn[1:] != lijn[:-1]).any(axis=1))]
        if len(kort) >= minst:
            uit.append(np.concatenate([kort[:1], np.diff(kort, axis=0)]).ravel().tolist())
    return uit
