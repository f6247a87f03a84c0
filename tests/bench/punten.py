"""Points: a batch beside geopandas, one point beside time zone libraries, and the grid itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from resource import getpagesize
from statistics import median
from typing import Any

import geopandas
import numpy as np
import shapely
import tzfpy
from numpy.typing import NDArray
from timezonefinder import TimezoneFinder

from regio.gebieden.raster import GEEN
from regio.gebieden.rasterbouw import rastersecties
from regio.gebieden.vlakken import Vlakken
from regio.stand.stand import Stand
from regio.zoeken.punt import opzoeker, punt_op, vind_op_lonlat
from tests.bench.gegevens import Gegevens, Punten
from tests.bench.tabel import Regel, hoogstens, minstens

MILJOEN = 1_000_000
RONDEN = 5
BATCH = 8.0
BOUW_S, RASTER_MB = 2.0, 64.0
Nummers = NDArray[np.int32]


def meet(gegevens: Gegevens) -> list[Regel]:
    """The rows about points."""
    punten = gegevens.punten(MILJOEN)
    return [*_batch(gegevens, punten), *_een_punt(gegevens), *_rasters(gegevens)]


def regio_batch(stand: Stand, punten: Punten, peildatum: date) -> tuple[Nummers, list[NDArray[np.int16]]]:
    """The bouwsteen of every point, and its values in gemeente, PO and VO."""
    nummers = opzoeker(stand).raster.bouwstenen(*punten)
    # A miss takes the last value.
    return nummers, [stand.indeling(soort, peildatum).waarden[nummers] for soort in ("gemeente", "PO", "VO")]


def _batch(gegevens: Gegevens, punten: Punten) -> list[Regel]:
    vlakken = gegevens.vlakken
    laag = geopandas.GeoDataFrame({"bouwsteen": vlakken.ids}, geometry=vlakken.vlak, crs=28992)
    peildatum = date.fromisoformat(gegevens.peildatum)

    def sjoin() -> Any:
        lijst = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*punten), crs=28992)
        return geopandas.sjoin(lijst, laag, how="left", predicate="intersects")

    eigen, hun = om_en_om(lambda: regio_batch(gegevens.stand, punten, peildatum), sjoin, RONDEN)
    anders, buiten, rand = verschillen(gegevens, punten, regio_batch(gegevens.stand, punten, peildatum)[0])
    return [
        minstens(
            f"1 M points (RD) to bouwsteen, gemeente, PO and VO ({vlakken.bron})",
            f"{1 / eigen:.1f} M points/s",
            f"geopandas.sjoin, one layer: {1 / hun:.2f} M points/s",
            hun / eigen,
            BATCH,
        ),
        Regel(
            "the same points: other bouwsteen than GEOS finds",
            f"{anders} of {MILJOEN:,} ({rand} on a border, {buiten} outside all ground)",
            "shapely STRtree, intersects",
            "-",
            "0",
            anders == 0,
        ),
    ]


def verschillen(gegevens: Gegevens, punten: Punten, nummers: Nummers) -> tuple[int, int, int]:
    """Points with another bouwsteen than GEOS finds, points outside all ground, and points on a border.

    On a border GEOS gives every bouwsteen that touches; the lowest number answers.
    """
    punt, vlak = shapely.STRtree(gegevens.vlakken.vlak).query(shapely.points(*punten), predicate="intersects")
    laagste = np.full(len(nummers), len(gegevens.vlakken.vlak))
    np.minimum.at(laagste, punt, vlak)
    laagste[laagste == len(gegevens.vlakken.vlak)] = GEEN
    rand = int((np.bincount(punt, minlength=len(nummers)) > 1).sum())
    return int((laagste != nummers).sum()), int((nummers == GEEN).sum()), rand


def _een_punt(gegevens: Gegevens) -> list[Regel]:
    stand = gegevens.stand
    punten = gegevens.lonlat_op_grond(20_000)
    zoeker, toestand = TimezoneFinder(), stand.toestand_nr_iso(gegevens.peildatum)
    functies: list[Callable[[float, float], object]] = [
        lambda lon, lat: vind_op_lonlat(stand, lon, lat),
        lambda lon, lat: zoeker.timezone_at(lng=lon, lat=lat),
        tzfpy.get_tz,
        lambda lon, lat: punt_op(stand, vind_op_lonlat(stand, lon, lat), toestand),
    ]
    tijden: list[list[float]] = [[] for _ in functies]
    for _ in range(RONDEN + 1):
        for functie, gemeten in zip(functies, tijden, strict=True):
            gemeten.append(_per_punt(functie, punten))
    eigen, finder, tzf, nabij = (median(gemeten[1:]) for gemeten in tijden)
    wat = "one point (lon, lat) in process"
    return [
        hoogstens(wat, f"{eigen:.2f} us", f"timezonefinder: {finder:.2f} us", eigen / finder, 1),
        hoogstens(f"{wat} (aim)", f"{eigen:.2f} us", f"tzfpy: {tzf:.2f} us", eigen / tzf, 2),
        Regel(f"{wat}, with what lies across near borders", f"{nabij:.2f} us", "-", "-", "-", None),
    ]


def _per_punt(functie: Callable[[float, float], object], punten: Sequence[tuple[float, float]]) -> float:
    begin = time.process_time()
    for lon, lat in punten:
        functie(lon, lat)
    return 1e6 * (time.process_time() - begin) / len(punten)


def _rasters(gegevens: Gegevens) -> list[Regel]:
    stand, vlakken = gegevens.stand, gegevens.vlakken
    bouw, boom = om_en_om(lambda: rastersecties(vlakken), lambda: shapely.STRtree(vlakken.vlak), 3)
    lagen = stand.zicht(stand.toestand_nr_iso(gegevens.peildatum)).lagen.values()
    gemapt = sum(stand.sectie(naam).nbytes for naam in rastersecties(vlakken))
    gemapt += sum(laag.waarden.nbytes for laag in lagen)
    eigen = _bereid_mb(vlakken)
    return [
        Regel(
            "all grids of one peildatum: built",
            f"{bouw:.2f} s",
            f"STRtree of the ground: {1000 * boom:.1f} ms",
            "-",
            f"<= {BOUW_S:g} s",
            bouw <= BOUW_S,
        ),
        Regel(
            "all grids of one peildatum: size per worker",
            f"{gemapt / 1e6:.1f} MB mapped, shared; at most {eigen:.1f} MB of its own (every shape ready)",
            "-",
            "-",
            f"<= {RASTER_MB:g} MB",
            gemapt / 1e6 + eigen <= RASTER_MB,
        ),
    ]


def _bereid_mb(vlakken: Vlakken) -> float:
    """What a process of its own grows by when every shape is read, prepared and asked."""
    with ProcessPoolExecutor(1, get_context("spawn")) as proces:
        return proces.submit(_groei, shapely.to_wkb(vlakken.vlak).tolist()).result()


def _groei(wkb: list[bytes]) -> float:
    voor = _rss()
    vormen = [shapely.from_wkb(een) for een in wkb]
    for vorm in vormen:
        shapely.prepare(vorm)
        shapely.intersects_xy(vorm, *(vorm.centroid.coords[0] if not vorm.is_empty else (0.0, 0.0)))
    return (_rss() - voor) / 1e6


def _rss() -> int:
    bladen = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return bladen * getpagesize()


def om_en_om(a: Callable[[], object], b: Callable[[], object], ronden: int) -> tuple[float, float]:
    """Median seconds of two functions that take turns; the first round of each does not count."""
    tijden: tuple[list[float], list[float]] = ([], [])
    for _ in range(ronden + 1):
        for functie, gemeten in zip((a, b), tijden, strict=True):
            begin = time.perf_counter()
            functie()
            gemeten.append(time.perf_counter() - begin)
    return median(tijden[0][1:]), median(tijden[1][1:])
