"""Congruence: every measure of a pair beside geopandas.overlay, and the border measure beside shapely lines.

The baselines work on the shapes of whole regions, as an analyst has them: dissolving is not counted, nor is the net of
borders, which an edition holds. Both sides look at the ground that has one certain region in both divisions.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from regio.congruentie.grensmaat import grensmaat
from regio.congruentie.indelingen import kies
from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import maten, regiomaten
from regio.congruentie.model import Maten, Regiomaat
from regio.indeling import Gewichten, Indeling
from tests.bench.gegevens import Gegevens
from tests.bench.tabel import Regel, minstens

PEILDATUM = "2015-04-23"
PAREN = (("PO", "VO"), ("PO", "jeugdregio-2015"))
RONDEN = 5
# What takes less than a millisecond is done so many times in a round: once would measure the cold start.
KEREN = 50
MATEN, GRENS, VERSCHIL = 1000.0, 100.0, 1e-12
# Of a length: two computations add the same pieces up in another order.
LENGTE = 1e-9
Masker = NDArray[np.bool_]
Vormen = NDArray[np.object_]


@dataclass(frozen=True)
class Lagen:
    """The regions of two divisions as shapes, over the ground that both know.

    ``mee`` (aantal bouwstenen,) says which ground that is; ``gewicht`` is the area of every bouwsteen in m2.
    """

    a: geopandas.GeoDataFrame
    b: geopandas.GeoDataFrame
    mee: Masker
    gewicht: Gewichten


def lagen(vlak: Vormen, a: Indeling, b: Indeling) -> Lagen:
    """Two divisions, dissolved from the same ground, shape (aantal bouwstenen,)."""
    mee = (a.waarden >= 0) & (b.waarden >= 0) & ~shapely.is_empty(vlak)
    return Lagen(opgelost(vlak, a, mee, "a"), opgelost(vlak, b, mee, "b"), mee, shapely.area(vlak))


def opgelost(vlak: Vormen, indeling: Indeling, mee: Masker, kolom: str) -> geopandas.GeoDataFrame:
    """The shapes of the regions of a division over some of its ground, with their code in ``kolom``."""
    nummers = np.unique(indeling.waarden[mee])
    vormen = [shapely.coverage_union_all(vlak[mee & (indeling.waarden == nummer)]) for nummer in nummers]
    return geopandas.GeoDataFrame({kolom: [indeling.codes[nummer] for nummer in nummers]}, geometry=vormen, crs=28992)


def maten_van_overlay(a: geopandas.GeoDataFrame, b: geopandas.GeoDataFrame) -> tuple[float, float, float]:
    """Homogeneity, completeness and V by area, from what regions of two layers share."""
    stukken = geopandas.overlay(a, b, how="intersection", keep_geom_type=True)
    tafel = stukken.assign(m2=stukken.area).groupby(["a", "b"])["m2"].sum().unstack(fill_value=0.0).to_numpy()
    deel = tafel / tafel.sum()
    h_a, h_b, samen = (_entropie(delen) for delen in (deel.sum(axis=1), deel.sum(axis=0), deel.ravel()))
    h, c = (h_a + h_b - samen) / h_a, (h_a + h_b - samen) / h_b
    return h, c, 2 * h * c / (h + c)


def _entropie(delen: Gewichten) -> float:
    delen = delen[delen > 0]
    return -float((delen * np.log(delen)).sum())


def binnengrens(laag: geopandas.GeoDataFrame) -> shapely.Geometry:
    """The lines between the regions of a layer; what borders on nothing is no part of it."""
    rand = shapely.boundary(np.asarray(laag.geometry.array))
    links, rechts = shapely.STRtree(rand).query(rand, predicate="intersects")
    paar = links < rechts
    return shapely.union_all(shapely.intersection(rand[links[paar]], rand[rechts[paar]]))


def grens_van_lijnen(a: geopandas.GeoDataFrame, b: geopandas.GeoDataFrame) -> tuple[float, float, float]:
    """Metres of border of A, of B, and of both, by laying lines over each other."""
    lijn_a, lijn_b = binnengrens(a), binnengrens(b)
    return lijn_a.length, lijn_b.length, shapely.intersection(lijn_a, lijn_b).length


def alle_maten(a: Indeling, b: Indeling, gewicht: Gewichten) -> tuple[Maten, tuple[Regiomaat, ...]]:
    """Every measure of a pair: of the whole, and the verdict, partners and measures of every region."""
    tafel = kruis(a, b, gewicht)
    return maten(tafel), regiomaten(tafel)


def meet(gegevens: Gegevens) -> list[Regel]:
    """The rows about congruence."""
    return [regel for paar in PAREN for regel in _paar(gegevens, *paar)]


def _paar(gegevens: Gegevens, naam_a: str, naam_b: str) -> list[Regel]:
    a, b = (kies(gegevens.stand, naam, PEILDATUM).indeling for naam in (naam_a, naam_b))
    laag = lagen(gegevens.vlakken.vlak, a, b)
    wat = f"{naam_a} beside {naam_b} ({gegevens.vlakken.bron})"
    return [*_maten(wat, a, b, laag), *_grens(gegevens, wat, a, b, laag)]


def _beide(eigen: Callable[[], object], hun: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of processor time of a fast and of a slow function that take turns.

    Both keep one processor busy and wait for nothing, so what else the machine does hardly counts.
    """
    tijden: tuple[list[float], list[float]] = ([], [])
    for _ in range(RONDEN + 1):
        for functie, keren, gemeten in ((eigen, KEREN, tijden[0]), (hun, 1, tijden[1])):
            begin = time.process_time()
            for _ in range(keren):
                functie()
            gemeten.append((time.process_time() - begin) / keren)
    return median(tijden[0][1:]), median(tijden[1][1:])


def _maten(wat: str, a: Indeling, b: Indeling, laag: Lagen) -> list[Regel]:
    eigen, hun = _beide(lambda: alle_maten(a, b, laag.gewicht), lambda: maten_van_overlay(laag.a, laag.b))
    onze, basis = alle_maten(a, b, laag.gewicht)[0], maten_van_overlay(laag.a, laag.b)
    verschil = max(abs(x - y) for x, y in zip((onze.homogeniteit, onze.volledigheid, onze.v), basis, strict=True))
    return [
        minstens(
            f"congruence, all measures: {wat}",
            f"{1e6 * eigen:.0f} us CPU",
            f"geopandas.overlay: {1000 * hun:.0f} ms CPU",
            hun / eigen,
            MATEN,
        ),
        Regel(
            "the same, by area: largest difference in V, h and c",
            f"V = {onze.v:.6f}",
            f"V = {basis[2]:.6f}",
            f"{verschil:.0e}",
            f"<= {VERSCHIL:g}",
            verschil <= VERSCHIL,
        ),
    ]


def _grens(gegevens: Gegevens, wat: str, a: Indeling, b: Indeling, laag: Lagen) -> list[Regel]:
    net = gegevens.stand.net
    eigen, hun = _beide(lambda: grensmaat(a, b, net), lambda: grens_van_lijnen(laag.a, laag.b))
    onze, (lengte_a, lengte_b, samen) = grensmaat(a, b, net), grens_van_lijnen(laag.a, laag.b)
    paren = ((onze.totaal_a.lengte, lengte_a), (onze.totaal_b.lengte, lengte_b), (onze.totaal_a.samenvallend, samen))
    verschil = max(abs(x / y - 1) for x, y in paren)
    return [
        minstens(
            f"outer-border measure, both ways and per region: {wat}",
            f"{1e6 * eigen:.0f} us CPU",
            f"shapely line intersection, in total: {1000 * hun:.0f} ms CPU",
            hun / eigen,
            GRENS,
        ),
        Regel(
            "the same: largest difference in length",
            f"{onze.totaal_a.samenvallend / 1000:.1f} km of {onze.totaal_a.lengte / 1000:.1f} km",
            f"{samen / 1000:.1f} km of {lengte_a / 1000:.1f} km",
            f"{verschil:.0e}",
            f"<= {LENGTE:g}",
            verschil <= LENGTE,
        ),
    ]
