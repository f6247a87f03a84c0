"""The sketch against the official borders: how often a place gets the right answer, beside the nearest point.

Places are drawn by inhabitants per PC4 and evenly within the official ground of that PC4. The answer
is right when it is the samenwerkingsverband (2015-04-23) or the postcode of that PC4; a place that the
sketch takes for water counts as wrong. The baseline is the PC4 whose point is nearest.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from regio.bronnen.rijen import Feiten, PostcodeRij
from regio.gebieden.schets import maak_schets
from regio.gebieden.vlakken import Vlakken
from regio.stand.kaartlagen import kaartlagen
from regio.stand.stand import Stand
from tests.bench.gegevens import ZAAD, Gegevens
from tests.bench.tabel import Regel

PEILDATUM = "2015-04-23"
AANTAL = 100_000
Nummers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Trekking:
    """Places in RD (n, 2) and the PC4 each of them truly lies in, as the position of its part 1."""

    xy: NDArray[np.float64]
    echt: Nummers


@dataclass(frozen=True, slots=True)
class Score:
    """The share of places with the right answer."""

    po: float
    vo: float
    pc4: float


def lees_pc4(bestand: Path) -> dict[str, shapely.Geometry]:
    """The official ground of every PC4 of a GeoPackage of CBS, made valid."""
    _, _, vormen, velden = pyogrio.raw.read(bestand, columns=["postcode4"])
    return dict(zip((f"{pc4}" for pc4 in velden[0]), shapely.make_valid(shapely.from_wkb(vormen)), strict=True))


def trek(feiten: Feiten, officieel: dict[str, shapely.Geometry], aantal: int = AANTAL, zaad: int = ZAAD) -> Trekking:
    """Draw places by inhabitants; the same ones every time."""
    plek = {een.pc4: nummer for nummer, een in enumerate(feiten.bouwstenen) if een.deel == 1}
    rijen = [een for een in feiten.postcodes if een.inwoners_2021 and een.pc4 in officieel]
    mensen = np.array([een.inwoners_2021 for een in rijen], dtype=np.float64)
    willekeur = np.random.default_rng(zaad)
    keren = willekeur.multinomial(aantal, mensen / mensen.sum())
    delen = [_binnen(willekeur, officieel[een.pc4], int(keer)) for een, keer in zip(rijen, keren, strict=True)]
    return Trekking(np.concatenate(delen), np.repeat([plek[een.pc4] for een in rijen], keren))


def _binnen(willekeur: np.random.Generator, vlak: shapely.Geometry, aantal: int) -> NDArray[np.float64]:
    shapely.prepare(vlak)
    x_min, y_min, x_max, y_max = vlak.bounds
    uit = np.empty((0, 2))
    while len(uit) < aantal:
        proef = willekeur.uniform((x_min, y_min), (x_max, y_max), (4 * aantal + 20, 2))
        uit = np.concatenate([uit, proef[shapely.contains_xy(vlak, proef)]])
    return uit[:aantal]


def waarden(stand: Stand) -> dict[str, Nummers]:
    """Per sector the samenwerkingsverband of every bouwsteen on the date of the law, as a number."""
    lagen = [laag for laag in kaartlagen(stand) if laag.indeling in ("PO", "VO") and laag.geldt_op(PEILDATUM)]
    return {laag.indeling: laag.waarde.astype(np.int64) for laag in lagen}


def volgens_schets(schets: Vlakken, xy: NDArray[np.float64]) -> Nummers:
    """The bouwsteen (n,) that the sketch has at each place, -1 in water."""
    plaats, gevonden = shapely.STRtree(schets.vlak).query(shapely.points(xy), predicate="intersects")
    uit = np.full(len(xy), -1, dtype=np.int64)
    uit[plaats] = gevonden
    return uit


def volgens_punt(feiten: Feiten, rijen: Sequence[PostcodeRij], xy: NDArray[np.float64]) -> Nummers:
    """The bouwsteen (n,) of the PC4 whose point is nearest."""
    plek = {een.pc4: nummer for nummer, een in enumerate(feiten.bouwstenen) if een.deel == 1}
    boom = shapely.STRtree(shapely.points([(een.x_rd, een.y_rd) for een in rijen]))
    naaste = boom.query_nearest(shapely.points(xy), all_matches=False)[1]
    uit: Nummers = np.array([plek[een.pc4] for een in rijen])[naaste]
    return uit


def score(feiten: Feiten, per_sector: dict[str, Nummers], echt: Nummers, antwoord: Nummers) -> Score:
    """The shares of ``antwoord`` that agree with ``echt``, both positions of bouwstenen."""
    _, pc4 = np.unique([een.pc4 for een in feiten.bouwstenen], return_inverse=True)
    goed = [(soort[antwoord] == soort[echt]) & (antwoord >= 0) for soort in (per_sector["PO"], per_sector["VO"], pc4)]
    return Score(*(float(een.mean()) for een in goed))


def afstand_tot_waarheid(
    schets: Vlakken, per_sector: dict[str, Nummers], trekking: Trekking, antwoord: Nummers
) -> NDArray[np.float64]:
    """For every wrong answer of PO or VO on land: metres to ground of the right one, the farther of the two."""
    ver = np.zeros(len(antwoord))
    for soort in per_sector.values():
        fout = np.flatnonzero((antwoord >= 0) & (soort[antwoord] != soort[trekking.echt]))
        for regio in np.unique(soort[trekking.echt[fout]]):
            mee = fout[soort[trekking.echt[fout]] == regio]
            grond = shapely.coverage_union_all(schets.vlak[soort == regio])
            shapely.prepare(grond)
            ver[mee] = np.maximum(ver[mee], shapely.distance(grond, shapely.points(trekking.xy[mee])))
    return ver[ver > 0]


def bij_grens(
    schets: Vlakken, per_sector: dict[str, Nummers], xy: NDArray[np.float64], antwoord: Nummers, meter: float
) -> NDArray[np.bool_]:
    """Which places (n,) lie within ``meter`` of ground with another answer in PO or VO."""
    uit = np.zeros(len(xy), dtype=np.bool_)
    boom = shapely.STRtree(shapely.points(xy))
    for soort in per_sector.values():
        for regio in np.unique(soort[soort >= 0]):
            grond = shapely.coverage_union_all(schets.vlak[soort == regio])
            dichtbij = boom.query(grond, predicate="dwithin", distance=meter)
            uit[dichtbij[(antwoord[dichtbij] < 0) | (soort[antwoord[dichtbij]] != regio)]] = True
    return uit


def vergelijk(
    feiten: Feiten, stand: Stand, schets: Vlakken, trekking: Trekking
) -> tuple[list[tuple[str, Score]], Nummers]:
    """The scores of the sketch and of the nearest point, on the same places; and the sketch's answers."""
    per_sector = waarden(stand)
    van_schets = volgens_schets(schets, trekking.xy)
    van_punt = volgens_punt(feiten, feiten.postcodes, trekking.xy)
    antwoorden = (("schets", van_schets), ("nearest point", van_punt))
    return [(naam, score(feiten, per_sector, trekking.echt, een)) for naam, een in antwoorden], van_schets


def meet(gegevens: Gegevens) -> list[Regel]:
    """Rows for the table; none without REGIO_BRONNEN."""
    map_ = os.environ.get("REGIO_BRONNEN", "")
    bestanden = sorted(Path(map_).glob("cbs_pc4_*.gpkg")) if map_ else []
    if not bestanden:
        return []
    trekking = trek(gegevens.feiten, lees_pc4(bestanden[-1]))
    schets = maak_schets(gegevens.feiten)
    scores, antwoord = vergelijk(gegevens.feiten, gegevens.stand, schets, trekking)
    onze, basis = (een for _, een in scores)
    per_sector = waarden(gegevens.stand)
    ver = afstand_tot_waarheid(schets, per_sector, trekking, antwoord)
    nabij = bij_grens(schets, per_sector, trekking.xy, antwoord, schets.nauwkeurigheid)
    meter = f"{schets.nauwkeurigheid:.0f} m"
    return [
        _regel("sketch: right PO, 100,000 places by inhabitants (baseline: nearest point)", onze.po, basis.po),
        _regel("sketch: right VO", onze.vo, basis.vo),
        _regel("sketch: right PC4", onze.pc4, basis.pc4),
        _deel(f"sketch: wrong PO or VO that lies within {meter} of the right one", (ver <= schets.nauwkeurigheid)),
        Regel(f"sketch: places flagged as near a border ({meter})", f"{nabij.mean():.1%}", "", "", "-", None),
    ]


def _regel(wat: str, onze: float, basis: float) -> Regel:
    return Regel(wat, f"{onze:.2%}", f"{basis:.2%}", f"{100 * (onze - basis):+.2f} pt", "> 0", onze > basis)


def _deel(wat: str, goed: NDArray[np.bool_]) -> Regel:
    return Regel(wat, f"{goed.mean():.1%}", "", "", ">= 90%", bool(goed.mean() >= 0.9))
