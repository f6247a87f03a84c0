"""The same map as data for the script of the page: degrees in whole steps, written as differences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from kaarten.congruentie.vormen import SOORTEN, Kaartvormen
from regio.stand.bewaren import eenmaal

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

# Steps per degree: about ten metres, finer than the lines are.
STAPPEN = 10_000


@eenmaal
def kaartdata(vormen: Kaartvormen) -> bytes:
    """The JSON of a map.

    ``gebieden`` rows are a code (empty for ground without one certain region), its parts, each a
    list of rings, and the place of its label. A ring or line is ``[lon, lat, dlon, dlat, …]`` in
    steps of 1/``stappen`` degree.
    """
    ringen = [ring for gebied in vormen.gebieden for deel in gebied.delen for ring in deel]
    plekken = [[gebied.plek] for gebied in vormen.gebieden]
    lijnen = [lijn for soort in SOORTEN for lijn in vormen.lijnen[soort]]
    # All at once: a transformation costs the same for one point and for thousands.
    reeksen = iter(_reeksen([*ringen, *plekken, *lijnen]))
    per_deel = [[list(islice(reeksen, len(deel))) for deel in gebied.delen] for gebied in vormen.gebieden]
    delen = [[dicht for deel in een if (dicht := [ring for ring in deel if len(ring) >= 8])] for een in per_deel]
    codes = [gebied.code for gebied in vormen.gebieden]
    inhoud: dict[str, Any] = {
        "bron": vormen.bron,
        "vermelding": vormen.vermelding,
        "nauwkeurigheid": vormen.nauwkeurigheid,
        "stappen": STAPPEN,
        "gebieden": list(zip(codes, delen, islice(reeksen, len(codes)), strict=True)),
        "lijnen": {soort: list(islice(reeksen, len(vormen.lijnen[soort]))) for soort in SOORTEN},
    }
    return json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode()


def _reeksen(lijnen: Sequence[ArrayLike]) -> list[list[int]]:
    """Lines (RD) as differences in degrees; steps in a row that are the same are one."""
    import numpy as np

    from regio.gebieden.crs import CRS84, uit_rd

    alle = [np.asarray(lijn, dtype=np.float64) for lijn in lijnen]
    stappen = np.rint(uit_rd(np.concatenate(alle), CRS84) * STAPPEN).astype(np.int64)
    uit = []
    for lijn in np.split(stappen, np.cumsum([len(een) for een in alle])[:-1]):
        kort = lijn[np.append(True, (lijn[1:] != lijn[:-1]).any(axis=1))]
        uit.append(np.concatenate([kort[:1], np.diff(kort, axis=0)]).ravel().tolist())
    return uit
