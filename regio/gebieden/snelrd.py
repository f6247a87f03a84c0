"""WGS84 to RD within a few centimetres, several times faster than the exact transformation.

Over a patch of a quarter of a degree a surface of the second degree fits the exact transformation to
about 0.02 metre. A patch is worked out when a point first falls in it and compared with the exact
transformation at 25 places; where it is off by more than half of ``MARGE`` at one of them it is not
used. What such a surface leaves is of the third degree, largest on the rim of the patch or halfway
between rim and middle, which the places cover.
"""

from __future__ import annotations

from operator import mul

from regio.gebieden.raster import MARGE
from regio.gebieden.rd import naar_rd

PER_GRAAD = 4
_RIJ = 100_000
_STAPPEN = (-1.0, -0.5, 0.0, 0.5, 1.0)
_HALF = 0.5 / PER_GRAAD
# In RD: the value in the middle, then what it grows with per degree of lon and lat, and per square of those.
Oppervlak = tuple[float, float, float, float, float, float]
# The middle of a patch in degrees, then its surface of x and that of y.
Vlakje = tuple[float, float, *Oppervlak, *Oppervlak]
# Gives a point outside every grid, so that the exact transformation decides.
_ONBRUIKBAAR: Oppervlak = (-1e6, 0.0, 0.0, 0.0, 0.0, 0.0)
# Some three hundred patches lie in the box of the Netherlands: few enough to stay near the processor.
_vlakjes: dict[int, Vlakje] = {}


def naar_rd_ongeveer(lon: float, lat: float) -> tuple[float, float]:
    """RD coordinates of a point in the box of the Netherlands, each off by less than MARGE metres.

    Outside every grid where no such approximation is at hand.
    """
    plek = int(lat * PER_GRAAD) * _RIJ + int(lon * PER_GRAAD)
    vlakje = _vlakjes.get(plek)
    if vlakje is None:
        vlakje = _vlakjes[plek] = _maak(*divmod(plek, _RIJ))
    lon0, lat0, x, xu, xv, xuu, xuv, xvv, y, yu, yv, yuu, yuv, yvv = vlakje
    u, v = lon - lon0, lat - lat0
    return x + u * (xu + xuu * u + xuv * v) + v * (xv + xvv * v), y + u * (yu + yuu * u + yuv * v) + v * (yv + yvv * v)


def _maak(rij: int, kolom: int) -> Vlakje:
    lon, lat = (kolom + 0.5) / PER_GRAAD, (rij + 0.5) / PER_GRAAD
    x, y = _oppervlak(lon, lat, 0), _oppervlak(lon, lat, 1)
    return (lon, lat, *x, *y) if _past(lon, lat, x, y) else (lon, lat, *_ONBRUIKBAAR, *_ONBRUIKBAAR)


def _oppervlak(lon: float, lat: float, as_: int) -> Oppervlak:
    """The surface of x (0) or y (1) over a patch: slopes and bends of the exact transformation across it."""

    def op(u: int, v: int) -> float:
        return naar_rd(lon + u * _HALF, lat + v * _HALF)[as_]

    midden, oost, west, noord, zuid = op(0, 0), op(1, 0), op(-1, 0), op(0, 1), op(0, -1)
    scheef = op(1, 1) - op(1, -1) - op(-1, 1) + op(-1, -1)
    return (
        midden,
        (oost - west) / 2 / _HALF,
        (noord - zuid) / 2 / _HALF,
        (oost + west - 2 * midden) / 2 / _HALF**2,
        scheef / 4 / _HALF**2,
        (noord + zuid - 2 * midden) / 2 / _HALF**2,
    )


def _past(lon: float, lat: float, *oppervlakken: Oppervlak) -> bool:
    for stap in _STAPPEN:
        for opzij in _STAPPEN:
            u, v = stap * _HALF, opzij * _HALF
            for oppervlak, goed in zip(oppervlakken, naar_rd(lon + u, lat + v), strict=True):
                if abs(sum(map(mul, oppervlak, (1.0, u, v, u * u, u * v, v * v))) - goed) > MARGE / 2:
                    return False
    return True
