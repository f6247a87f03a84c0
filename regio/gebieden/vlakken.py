"""The ground of every bouwsteen: what all maps are drawn from and all points are looked up in.

``Vlakken`` come either from the sketch (``regio.gebieden.schets``) or from the official files after
the geometry gate (``regio.gebieden.officieel``). All geometry is in RD (EPSG:28992), in metres.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.bevinding import Bevinding

Bronsoort = Literal["schets", "officieel"]
Geometrieen = NDArray[np.object_]
SCHETS: Bronsoort = "schets"
OFFICIEEL: Bronsoort = "officieel"


@dataclass(frozen=True, slots=True)
class Grensbestand:
    """An official file that was used: its name, sha256, the layers taken from it and their years."""

    bestand: str
    sha256: str
    lagen: tuple[str, ...]
    jaren: tuple[int, ...]
    autoriteit: str
    licentie: str


@dataclass(frozen=True, eq=False)
class Grenslaag:
    """An official layer of whole regions, cleaned: drawn itself on the dates that it holds for.

    ``vlak`` has shape (aantal codes,): polygons and multipolygons, a valid coverage. Holds from
    ``vanaf`` up to but not including ``tot`` (None: open).
    """

    soort: Literal["gemeente", "jeugdregio"]
    jaar: int
    vanaf: date
    tot: date | None
    codes: tuple[str, ...]
    namen: tuple[str, ...]
    vlak: Geometrieen


@dataclass(frozen=True, eq=False)
class Vlakken:
    """The ground of the bouwstenen, a valid coverage.

    ``vlak`` has shape (aantal bouwstenen,), in the order of ``Feiten.bouwstenen`` and ``ids``; it
    holds Polygon or MultiPolygon, and an empty Polygon where a bouwsteen has no ground.
    ``nauwkeurigheid``: within this many metres of a border a point may lie on the other side.
    ``vermelding`` is the attribution to show beside every map. ``verslag`` is the report of the
    gate, or of the making of the sketch, as JSON. ``afdruk`` is equal for equal ground: a
    fingerprint of what it was made from.
    """

    bron: Bronsoort
    ids: tuple[str, ...]
    vlak: Geometrieen
    nauwkeurigheid: float
    vermelding: str
    afdruk: str
    lagen: tuple[Grenslaag, ...] = ()
    bestanden: tuple[Grensbestand, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()
    verslag: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Freeze the array; raises ValueError when it does not match the list of bouwstenen."""
        if len(self.ids) != len(self.vlak):
            raise ValueError(f"{len(self.ids)} bouwstenen en {len(self.vlak)} vlakken")
        self.vlak.setflags(write=False)

    @property
    def leeg(self) -> NDArray[np.bool_]:
        """Which bouwstenen have no ground."""
        uit: NDArray[np.bool_] = shapely.is_empty(self.vlak)
        return uit
