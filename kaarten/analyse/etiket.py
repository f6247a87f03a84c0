"""Where a label stands in an area, and how much room there is for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kaarten.analyse.blad import Vlak

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAUWKEURIG = 60.0


class Plek(NamedTuple):
    """A label at the middle of the largest circle in an area; ``straal`` in metres, x and y in RD."""

    tekst: str
    x: float
    y: float
    straal: float


def plekken(vlakken: Iterable[Vlak]) -> list[Plek]:
    """A place for the label of every area that has one."""
    import shapely

    uit = []
    for vlak in vlakken:
        if vlak.etiket:
            deel = max(shapely.get_parts(vlak.vorm), key=shapely.area)
            # A circle found to a hundredth of the size is right to the eye, and found soon.
            fijn = max(1.0, float(shapely.area(deel)) ** 0.5 / _NAUWKEURIG)
            cirkel = shapely.maximum_inscribed_circle(deel, tolerance=fijn)
            midden = shapely.get_point(cirkel, 0)
            uit.append(Plek(vlak.etiket, midden.x, midden.y, float(shapely.length(cirkel))))
    return uit
