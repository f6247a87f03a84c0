"""Coordinates: WGS84 longitude and latitude to RD, and whether a point can be Dutch at all.

Without the grid ``nl_nsgi_rdtrans2018.tif``, which is not in the pyproj wheel, the transformation
is off by 0.25 to 1 metre.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from regio.fouten import Fout, Vraagfout

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

LON_MIN, LON_MAX, LAT_MIN, LAT_MAX = 3.2, 7.3, 50.7, 53.7
X_MIN, X_MAX, Y_MIN, Y_MAX = 0.0, 290_000.0, 300_000.0, 630_000.0


@cache
def _naar_rd() -> Callable[..., tuple[float, float]]:
    from pyproj import Transformer

    omzetter = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True, only_best=False)
    return omzetter.transform


def naar_rd(lon: float, lat: float) -> tuple[float, float]:
    """RD coordinates (metres) of a point in WGS84 (degrees)."""
    return _naar_rd()(lon, lat)


def rijen_naar_rd(
    lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """RD coordinates of arrays of points in WGS84; NaN stays NaN or becomes infinite."""
    return _naar_rd()(lon, lat)  # type: ignore[return-value]


def controleer_lonlat(lon: float, lat: float) -> None:
    """Raise Vraagfout for a point that is no number, swapped, or outside the Netherlands."""
    if LON_MIN <= lon <= LON_MAX and LAT_MIN <= lat <= LAT_MAX:
        return
    _eindig("lon", lon, "lat", lat)
    if LON_MIN <= lat <= LON_MAX and LAT_MIN <= lon <= LAT_MAX:
        raise Vraagfout(
            Fout("lon", "verwisseld", "Lengte en breedte lijken verwisseld: geef lon rond 5 en lat rond 52.")
        )
    raise Vraagfout(
        Fout(
            "lon",
            "buiten-nederland",
            "Dit punt ligt buiten Nederland: lon ligt tussen 3,2 en 7,3 en lat tussen 50,7 en 53,7.",
        )
    )


def controleer_rd(x: float, y: float) -> None:
    """Raise Vraagfout for RD coordinates that are no number, swapped, or outside the Netherlands."""
    if X_MIN <= x < X_MAX and Y_MIN <= y < Y_MAX:
        return
    _eindig("x", x, "y", y)
    if X_MIN <= y < X_MAX and Y_MIN <= x < Y_MAX:
        raise Vraagfout(
            Fout("x", "verwisseld", "x en y lijken verwisseld: in RD is x kleiner dan 290000 en y groter dan 300000.")
        )
    raise Vraagfout(
        Fout(
            "x",
            "buiten-nederland",
            "Dit punt ligt buiten Nederland: in RD ligt x tussen 0 en 290000 en y tussen 300000 en 630000 meter.",
        )
    )


def _eindig(eerste: str, a: float, tweede: str, b: float) -> None:
    fouten = [
        Fout(veld, "geen-getal", f"{veld} moet een gewoon getal zijn.")
        for veld, waarde in ((eerste, a), (tweede, b))
        if not math.isfinite(waarde)
    ]
    if fouten:
        raise Vraagfout(*fouten)
