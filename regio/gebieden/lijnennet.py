"""The borders between bouwstenen as lines to draw: one set that serves every division.

The whole coverage is simplified once, so that lines of any two divisions lie exactly on each
other where they coincide. Points are whole metres (RD): a map of the country needs no more.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.congruentie.lijnen import VEREENVOUDIGD_METER
from regio.gebieden.grensnet import Segmenten, segmenten
from regio.gebieden.kaartset.niveaus import vereenvoudig
from regio.gebieden.vormen import Secties

TOLERANTIE = float(VEREENVOUDIGD_METER)


def lijnsecties(vlak: NDArray[np.object_]) -> Secties:
    """The sections of the lines of a valid coverage, shape (aantal bouwstenen,): points, where each line
    begins, and the two bouwstenen it lies between. Raises Bronfout when the simplified ground is no coverage."""
    links, rechts, lijnen = _lijnen(segmenten(vereenvoudig(vlak, TOLERANTIE)))
    punten, lijn = shapely.get_coordinates(lijnen, return_index=True)
    begin = np.append(0, np.cumsum(np.bincount(lijn, minlength=len(lijnen)))).astype(np.uint32)
    return {
        "lijn_punt": ("i", np.rint(punten).astype(np.int32).tobytes()),
        "lijn_begin": ("I", begin.tobytes()),
        "lijn_links": ("H", links.astype(np.uint16).tobytes()),
        "lijn_rechts": ("H", rechts.astype(np.uint16).tobytes()),
    }


def _lijnen(alle: Segmenten) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.object_]]:
    """Per line the bouwstenen on either side and the line itself; in order of those pairs."""
    links, rechts, punten = alle.links[alle.gedeeld], alle.rechts[alle.gedeeld], alle.punten[alle.gedeeld]
    volgorde = np.lexsort((rechts, links))
    links, rechts, punten = links[volgorde], rechts[volgorde], punten[volgorde]
    nieuw = np.append(True, (links[1:] != links[:-1]) | (rechts[1:] != rechts[:-1]))[: len(links)]
    eerste = np.flatnonzero(nieuw)
    bundels = shapely.multilinestrings(shapely.linestrings(punten.reshape(-1, 2, 2)), indices=np.cumsum(nieuw) - 1)
    lijnen, paar = shapely.get_parts(shapely.line_merge(bundels), return_index=True)
    return links[eerste][paar], rechts[eerste][paar], lijnen
