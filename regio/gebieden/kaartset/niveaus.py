"""Display levels: one coverage simplified at several tolerances, and regions dissolved from it.

The tolerance is that of ``shapely.coverage_simplify`` (Visvalingam and Whyatt): a vertex goes as
long as the triangle it spans is smaller than the square of the tolerance. So it is a measure of
area, not the largest distance between old and new line: at ``land`` (600 m) details of less than
36 hectares go. On a map that is what the eye takes for one scale.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.fouten import Bronfout

Vormen = NDArray[np.object_]
# Metres; ``volledig`` is the clean coverage itself.
NIVEAUS = {"land": 600.0, "regio": 150.0, "plaats": 40.0, "fijn": 10.0}
VOLLEDIG = "volledig"
LEEG = shapely.Polygon()


def vereenvoudig(vlak: Vormen, tolerantie: float) -> Vormen:
    """A coverage with fewer vertices, shape (n,) to (n,): neighbours keep sharing their borders.

    ``tolerantie`` in metres. Empty pieces stay empty. Raises Bronfout when the outcome is no coverage.
    """
    uit = np.full(len(vlak), LEEG, dtype=object)
    vol = ~shapely.is_empty(vlak)
    if vol.any():
        uit[vol] = shapely.coverage_simplify(vlak[vol], tolerantie)
    return controleer(uit, f"na vereenvoudigen op {tolerantie:g} m")


def controleer(vlak: Vormen, wanneer: str) -> Vormen:
    """The same shapes; raises Bronfout when they are no valid coverage, because a dissolve would lie."""
    if not shapely.coverage_is_valid(vlak):
        raise Bronfout(f"De gebieden sluiten {wanneer} niet op elkaar aan; er wordt geen kaart van gemaakt.")
    return vlak


def los_op(vlak: Vormen, waarde: NDArray[np.integer], aantal: int) -> Vormen:
    """Dissolve a valid coverage, shape (n,), by value: shape (aantal,), an empty Polygon without ground.

    ``waarde`` has shape (n,); -1 belongs to no region.
    """
    uit = np.full(aantal, LEEG, dtype=object)
    mee = np.flatnonzero((waarde >= 0) & ~shapely.is_empty(vlak))
    volgorde = mee[np.argsort(waarde[mee], kind="stable")]
    aanwezig, begin = np.unique(waarde[volgorde], return_index=True)
    for regio, van, tot in zip(aanwezig, begin, [*begin[1:], len(volgorde)], strict=False):
        uit[regio] = shapely.coverage_union_all(vlak[volgorde[van:tot]])
    return uit
