"""Who borders on whom: the segments that bouwstenen of a coverage share, and their lengths.

In a valid coverage neighbours have exactly equal vertices. So a border is found without laying
shapes over each other: two rings that hold the same segment lie on either side of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.congruentie.model import Grensnet
from regio.gebieden.vormen import Secties

Eigenaars = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Segmenten:
    """The segments of a coverage: ``punten`` has shape (n, 4) (x and y of both ends, in the units of the
    shapes), ``links`` < ``rechts`` the shapes on either side; on the rand ``rechts`` is -1."""

    punten: NDArray[np.float64]
    links: Eigenaars
    rechts: Eigenaars

    @property
    def gedeeld(self) -> NDArray[np.bool_]:
        """Which segments have a shape on both sides, shape (n,)."""
        return self.rechts >= 0


def segmenten(vlak: NDArray[np.object_]) -> Segmenten:
    """Every segment of a valid coverage, shape (aantal vlakken,), once, with who lies on either side."""
    punten, eigenaar = _losse_segmenten(vlak)
    volgorde = np.lexsort((eigenaar, *punten.T))
    punten, eigenaar = punten[volgorde], eigenaar[volgorde]
    nieuw = np.append(True, (punten[1:] != punten[:-1]).any(axis=1))[: len(punten)]
    begin = np.flatnonzero(nieuw)
    dubbel = np.diff(np.append(begin, len(punten))) > 1
    rechts = np.full(len(begin), -1, dtype=np.intp)
    rechts[dubbel] = eigenaar[begin[dubbel] + 1]
    # Two parts of one bouwsteen that touch along a line have no border there.
    echt = rechts != eigenaar[begin]
    return Segmenten(punten[begin[echt]], eigenaar[begin[echt]], rechts[echt])


def _losse_segmenten(vlak: NDArray[np.object_]) -> tuple[NDArray[np.float64], Eigenaars]:
    """Every segment of every ring with its shape; neighbours run in opposite directions, so one order for both."""
    delen, nummer = shapely.get_parts(vlak, return_index=True)
    ringen, deel = shapely.get_rings(delen, return_index=True)
    punten, ring = shapely.get_coordinates(ringen, return_index=True)
    binnen = ring[1:] == ring[:-1]
    van, naar = punten[:-1][binnen], punten[1:][binnen]
    om = (van[:, 0] > naar[:, 0]) | ((van[:, 0] == naar[:, 0]) & (van[:, 1] > naar[:, 1]))
    stukken = np.where(om[:, None], np.hstack([naar, van]), np.hstack([van, naar]))
    eigenaar: Eigenaars = nummer[deel[ring[:-1][binnen]]].astype(np.intp)
    return stukken, eigenaar


def grensnet(vlak: NDArray[np.object_]) -> Grensnet:
    """The lengths between neighbours in a valid coverage, shape (aantal bouwstenen,), in RD metres.

    Pairs stand in order. Shapes without ground have no neighbours.
    """
    alle = segmenten(vlak)
    lengte = np.hypot(alle.punten[:, 2] - alle.punten[:, 0], alle.punten[:, 3] - alle.punten[:, 1])
    paar = alle.links[alle.gedeeld] * len(vlak) + alle.rechts[alle.gedeeld]
    uniek, plek = np.unique(paar, return_inverse=True)
    per_paar, rand = np.zeros(len(uniek)), np.zeros(len(vlak))
    np.add.at(per_paar, plek, lengte[alle.gedeeld])
    np.add.at(rand, alle.links[~alle.gedeeld], lengte[~alle.gedeeld])
    return Grensnet(uniek // max(len(vlak), 1), uniek % max(len(vlak), 1), per_paar, rand)


def netsecties(vlak: NDArray[np.object_]) -> Secties:
    """The sections of a compiled edition from which ``net_uit`` gives the net back."""
    net = grensnet(vlak)
    return {
        "net_links": ("H", net.links.astype(np.uint16).tobytes()),
        "net_rechts": ("H", net.rechts.astype(np.uint16).tobytes()),
        "net_lengte": ("d", net.lengte.tobytes()),
        "net_rand": ("d", net.rand.tobytes()),
    }
