"""The answer for a point: the postcode whose sketch cell holds it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from regio.fouten import NietGevonden
from regio.gebieden import rd
from regio.gebieden.puntenraster import Raster
from regio.stand.ligging import OP_PUNT
from regio.stand.stand import Stand

Json = dict[str, Any]


@lru_cache(maxsize=2)
def raster_van(stand: Stand) -> Raster:
    """The grid of a Stand, over its mapped sections."""
    return Raster(*(stand.sectie(naam) for naam in ("raster_begin", "raster_kandidaten", "punt_x", "punt_y")))


def plek_op_lonlat(stand: Stand, lon: float, lat: float) -> int:
    """Position of the PC4 at a point in WGS84 degrees. Raises Vraagfout or NietGevonden."""
    rd.controleer_lonlat(lon, lat)
    return _plek(stand, *rd.naar_rd(lon, lat))


def plek_op_rd(stand: Stand, x: float, y: float) -> int:
    """Position of the PC4 at a point in RD metres. Raises Vraagfout or NietGevonden."""
    rd.controleer_rd(x, y)
    return _plek(stand, x, y)


def _plek(stand: Stand, x: float, y: float) -> int:
    plek = raster_van(stand).plek(x, y)
    if plek is None:
        raise NietGevonden("Op dit punt ligt volgens de schets geen Nederlandse postcode: het ligt in zee of erbuiten.")
    return plek


def antwoord_punt(stand: Stand, plek: int, datum: str) -> Json:
    """The answer for the PC4 at a point on a day."""
    return stand.postcode(plek, datum, OP_PUNT)
