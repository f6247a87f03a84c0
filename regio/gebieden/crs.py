"""The coordinate reference systems of the API: their URIs, order of axes, transformation and rounding.

Geometry is kept in RD (EPSG:28992). Without the grid ``nl_nsgi_rdtrans2018.tif``, which is not in
the pyproj wheel, degrees are off by 0.25 to 1 metre.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from regio.fouten import Fout, Vraagfout

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pyproj import Transformer

_EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
RD = f"{_EPSG}28992"
ETRS89 = f"{_EPSG}4258"
ETRF2000 = f"{_EPSG}9067"
WEBMERCATOR = f"{_EPSG}3857"


@dataclass(frozen=True, slots=True)
class Stelsel:
    """One system: ``code`` as pyproj knows it, the axes in the order in which they are written, and
    how many decimals a coordinate keeps (6 for degrees, 2 for metres)."""

    uri: str
    code: str
    naam: str
    assen: tuple[str, str]
    decimalen: int


STELSELS = {
    stelsel.uri: stelsel
    for stelsel in (
        Stelsel(CRS84, "OGC:CRS84", "WGS 84, lengte en breedte in graden", ("lengte", "breedte"), 6),
        Stelsel(RD, "EPSG:28992", "Rijksdriehoekstelsel (RD), in meter", ("x", "y"), 2),
        Stelsel(ETRS89, "EPSG:4258", "ETRS89, breedte en lengte in graden", ("breedte", "lengte"), 6),
        Stelsel(ETRF2000, "EPSG:9067", "ETRF2000, breedte en lengte in graden", ("breedte", "lengte"), 6),
        Stelsel(WEBMERCATOR, "EPSG:3857", "Web Mercator, in meter", ("x", "y"), 2),
    )
}


def stelsel(uri: str, veld: str = "crs") -> Stelsel:
    """The system with a URI; raises Vraagfout that lists the known ones."""
    if uri not in STELSELS:
        bekend = ", ".join(STELSELS)
        raise Vraagfout(Fout(veld, "onbekend-crs", f"Dit coördinatenstelsel is hier niet bekend. Kies uit: {bekend}."))
    return STELSELS[uri]


@cache
def _uit_rd(code: str) -> Transformer:
    from pyproj import Transformer

    # The order of axes is that of the authority: EPSG writes latitude first.
    return Transformer.from_crs("EPSG:28992", code, only_best=False)


def uit_rd(punten: NDArray[np.float64], uri: str) -> NDArray[np.float64]:
    """Points from RD (metres) to a system, shape (n, 2) to (n, 2), in its order of axes, not rounded."""
    import numpy as np

    doel = stelsel(uri)
    if uri == RD or not len(punten):
        return punten
    eerste, tweede = _uit_rd(doel.code).transform(punten[:, 0], punten[:, 1])
    return np.column_stack([eerste, tweede])


def vormen_uit_rd(vormen: NDArray[np.object_], uri: str) -> NDArray[np.object_]:
    """Shapes from RD to a system, shape (n,), not rounded: equal vertices stay exactly equal."""
    import shapely

    uit: NDArray[np.object_] = shapely.transform(vormen, lambda punten: uit_rd(punten, uri))
    return uit
