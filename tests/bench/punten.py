"""Points: a batch beside geopandas, one point beside time zone libraries, and the grid itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from typing import Any

import geopandas
import numpy as np
import shapely
import tzfpy
from numpy.typing import NDArray
from timezonefinder import TimezoneFinder

from regio.gebieden.puntenraster import GEEN_PUNT, bouw_raster
from regio.stand.stand import Stand
from regio.zoeken.punt import plek_op_lonlat, raster_van
from tests.bench.gegevens import Gegevens, Punten
from tests.bench.tabel import Regel, hoogstens, minstens

MILJOEN = 1_000_000
RONDEN = 5
BATCH = 8.0
BOUW_S, RASTER_MB = 2.0, 64.0
Plekken = NDArray[np.int32]


def meet(gegevens: Gegevens) -> list[Regel]:
    """The rows about points."""
    punten = gegevens.punten(MILJOEN)
    return [*_batch(gegevens, punten), *_een_punt(gegevens), *_rasters(gegevens)]


def regio_batch(stand: Stand, punten: Punten, peildatum: date) -> tuple[Plekken, list[NDArray[np.int16]]]:
    """Position of the PC4 of every point, and its values in gemeente, PO and VO."""
    plekken = raster_van(stand).plekken(*punten)
    # The first bouwsteen of a PC4 is the ground under which the law lists it; a miss takes the last value.
    bouwsteen = np.asarray(stand.sectie("pc4_begin"))[plekken]
    return plekken, [stand.indeling(soort, peildatum).waarden[bouwsteen] for soort in ("gemeente", "PO", "VO")]


def _batch(gegevens: Gegevens, punten: Punten) -> list[Regel]:
    laag = geopandas.GeoDataFrame({"pc4": list(gegevens.cellen)}, geometry=list(gegevens.cellen.values()), crs=28992)
    peildatum = date.fromisoformat(gegevens.peildatum)

    def sjoin() -> Any:
        lijst = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*punten), crs=28992)
        return geopandas.sjoin(lijst, laag, how="left", predicate="intersects")

    eigen, hun = om_en_om(lambda: regio_batch(gegevens.stand, punten, peildatum), sjoin, RONDEN)
    plekken = regio_batch(gegevens.stand, punten, peildatum)[0]
    anders, buiten, rand = verschillen(gegevens, punten, plekken)
    return [
        minstens(
            "1 M points (RD) to PC4, gemeente, PO and VO",
            f"{1 / eigen:.1f} M points/s",
            f"geopandas.sjoin, one layer: {1 / hun:.2f} M points/s",
            hun / eigen,
            BATCH,
        ),
        Regel(
            "the same points: other cell than GEOS finds",
            f"{anders} of {MILJOEN:,} ({rand} on an edge, {buiten} beyond 7.5 km)",
            "shapely STRtree, intersects",
            "-",
            "0",
            anders == 0,
        ),
    ]


def verschillen(gegevens: Gegevens, punten: Punten, plekken: Plekken) -> tuple[int, int, int]:
    """Points in another cell than GEOS finds, points beyond the bound, and points on an edge.

    On an edge GEOS gives every cell that touches; ours must be one of them.
    """
    boom = shapely.STRtree(list(gegevens.cellen.values()))
    punt, cel = boom.query(shapely.points(*punten), predicate="intersects")
    plek_van_cel = np.array([gegevens.stand.plek(pc4) for pc4 in gegevens.cellen])
    binnen = plekken != GEEN_PUNT
    goed = np.zeros(len(plekken), dtype=bool)
    goed[punt[plek_van_cel[cel] == plekken[punt]]] = True
    rand = int((np.bincount(punt, minlength=len(plekken)) > 1).sum())
    return int((binnen & ~goed).sum()), int((~binnen).sum()), rand


def _een_punt(gegevens: Gegevens) -> list[Regel]:
    stand = gegevens.stand
    punten = [punt for punt in gegevens.lonlat(20_000) if _raak(stand, punt)]
    zoeker = TimezoneFinder()
    functies: list[Callable[[float, float], object]] = [
        lambda lon, lat: plek_op_lonlat(stand, lon, lat),
        lambda lon, lat: zoeker.timezone_at(lng=lon, lat=lat),
        tzfpy.get_tz,
    ]
    tijden: list[list[float]] = [[] for _ in functies]
    for _ in range(RONDEN + 1):
        for functie, gemeten in zip(functies, tijden, strict=True):
            gemeten.append(_per_punt(functie, punten))
    eigen, finder, tzf = (median(gemeten[1:]) for gemeten in tijden)
    wat = "one point (lon, lat) in process"
    return [
        hoogstens(wat, f"{eigen:.2f} us", f"timezonefinder: {finder:.2f} us", eigen / finder, 1),
        hoogstens(f"{wat} (aim)", f"{eigen:.2f} us", f"tzfpy: {tzf:.2f} us", eigen / tzf, 2),
    ]


def _raak(stand: Stand, punt: tuple[float, float]) -> bool:
    from regio.fouten import RegioFout

    try:
        return plek_op_lonlat(stand, *punt) >= 0
    except RegioFout:
        return False


def _per_punt(functie: Callable[[float, float], object], punten: Sequence[tuple[float, float]]) -> float:
    begin = time.process_time()
    for lon, lat in punten:
        functie(lon, lat)
    return 1e6 * (time.process_time() - begin) / len(punten)


def _rasters(gegevens: Gegevens) -> list[Regel]:
    stand = gegevens.stand
    x, y = (np.asarray(stand.sectie(naam)) for naam in ("punt_x", "punt_y"))
    cellen = list(gegevens.cellen.values())
    bouw, boom = om_en_om(lambda: bouw_raster(x, y), lambda: shapely.STRtree(cellen), 3)
    namen = ("punt_x", "punt_y", "raster_begin", "raster_kandidaten")
    nummer = stand.toestand_nr_iso(gegevens.peildatum)
    lagen = stand.zicht(nummer).lagen.values()
    bytes_ = sum(stand.sectie(naam).nbytes for naam in namen) + sum(laag.waarden.nbytes for laag in lagen)
    return [
        Regel(
            "all grids of one peildatum: built",
            f"{bouw:.2f} s",
            f"STRtree of the cells: {1000 * boom:.1f} ms",
            "-",
            f"<= {BOUW_S:g} s",
            bouw <= BOUW_S,
        ),
        Regel(
            "all grids of one peildatum: size per worker",
            f"{bytes_ / 1e6:.1f} MB (mapped, shared)",
            "-",
            "-",
            f"<= {RASTER_MB:g} MB",
            bytes_ / 1e6 <= RASTER_MB,
        ),
    ]


def om_en_om(a: Callable[[], object], b: Callable[[], object], ronden: int) -> tuple[float, float]:
    """Median seconds of two functions that take turns; the first round of each does not count."""
    tijden: tuple[list[float], list[float]] = ([], [])
    for _ in range(ronden + 1):
        for functie, gemeten in zip((a, b), tijden, strict=True):
            begin = time.perf_counter()
            functie()
            gemeten.append(time.perf_counter() - begin)
    return median(tijden[0][1:]), median(tijden[1][1:])
