"""WGS84 to RD within half a metre, several times faster than the exact transformation.

Over a patch of 0.02 degrees a plane fits the exact transformation to about 0.15 metre. A patch is
worked out when a point first falls in it and compared with the exact transformation at 25 places;
where the plane is off by more than half of ``MARGE`` at one of them it is not used. The error of a
plane under a smooth curved surface is largest on the rim of the patch, which the places cover.
"""

from __future__ import annotations

from regio.gebieden.raster import MARGE
from regio.gebieden.rd import naar_rd

PER_GRAAD = 50
_RIJ = 100_000
_STAPPEN = (-1.0, -0.5, 0.0, 0.5, 1.0)
_HALF = 0.5 / PER_GRAAD
Vlakje = tuple[float, float, float, float, float, float]
# Gives a point outside every grid, so that the exact transformation decides.
_ONBRUIKBAAR: Vlakje = (-1e6, 0.0, 0.0, -1e6, 0.0, 0.0)
# At most some thirty thousand patches lie in the box of the Netherlands.
_vlakjes: dict[int, Vlakje] = {}


def naar_rd_ongeveer(lon: float, lat: float) -> tuple[float, float]:
    """RD coordinates of a point in the box of the Netherlands, each off by less than MARGE metres.

    Outside every grid where no such approximation is at hand.
    """
    plek = int(lat * PER_GRAAD) * _RIJ + int(lon * PER_GRAAD)
    vlakje = _vlakjes.get(plek)
    if vlakje is None:
        vlakje = _vlakjes[plek] = _maak(*divmod(plek, _RIJ))
    x, x_lon, x_lat, y, y_lon, y_lat = vlakje
    return x + x_lon * lon + x_lat * lat, y + y_lon * lon + y_lat * lat


def _maak(rij: int, kolom: int) -> Vlakje:
    """The plane through a patch, from the slopes through its middle."""
    lon, lat = (kolom + 0.5) / PER_GRAAD, (rij + 0.5) / PER_GRAAD
    oost, west = naar_rd(lon + _HALF, lat), naar_rd(lon - _HALF, lat)
    noord, zuid = naar_rd(lon, lat + _HALF), naar_rd(lon, lat - _HALF)
    midden = naar_rd(lon, lat)
    delen: list[float] = []
    for as_ in (0, 1):
        per_lon, per_lat = ((oost[as_] - west[as_]) * PER_GRAAD, (noord[as_] - zuid[as_]) * PER_GRAAD)
        delen += [midden[as_] - per_lon * lon - per_lat * lat, per_lon, per_lat]
    vlakje: Vlakje = (delen[0], delen[1], delen[2], delen[3], delen[4], delen[5])
    return vlakje if _past(vlakje, lon, lat) else _ONBRUIKBAAR


def _past(vlakje: Vlakje, lon: float, lat: float) -> bool:
    x, x_lon, x_lat, y, y_lon, y_lat = vlakje
    for stap in _STAPPEN:
        for opzij in _STAPPEN:
            a, b = lon + stap * _HALF, lat + opzij * _HALF
            goed_x, goed_y = naar_rd(a, b)
            if max(abs(x + x_lon * a + x_lat * b - goed_x), abs(y + y_lon * a + y_lat * b - goed_y)) > MARGE / 2:
                return False
    return True
