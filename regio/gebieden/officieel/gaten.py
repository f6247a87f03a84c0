"""The gaps that cleaning leaves: every one is named for what it is, and only a fault refuses.

A gap is a hole in the union of the coverage. Narrow ones are drawing noise and are closed; the
ground of a postcode that cleaning emptied is given back; water and the enclave of Baarle stay open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import shapely

from regio.gebieden.officieel.maten import ENCLAVES, OP_LAND, TEKENRUIS
from regio.gebieden.vlakken import Geometrieen

Klasse = Literal["water", "inham", "enclave", "spleet", "postcode", "fout", "onbekend"]
Land = Mapping[int, shapely.Geometry]


@dataclass(frozen=True, slots=True)
class Gat:
    """One gap: its class, m², widest place in metres, a point in it (RD), and what lies around it.

    ``naar`` names what it was closed with, and is empty when it stays open. ``vorm`` is not part of
    the report.
    """

    nummer: int
    klasse: Klasse
    m2: float
    breedte: float
    x: float
    y: float
    rondom: tuple[str, ...]
    waarom: str
    naar: str
    vorm: shapely.Polygon

    def melding(self) -> str:
        """The gap in a sentence, for a fault."""
        plaats = f"bij ({self.x:.0f}, {self.y:.0f}) tussen {', '.join(self.rondom)}"
        return f"Gat van {self.m2 / 1e4:.0f} ha {plaats}: {self.waarom}."

    def regel(self) -> dict[str, object]:
        """The gap as a row of the report."""
        return {
            "id": self.nummer,
            "klasse": self.klasse,
            "m2": round(self.m2, 1),
            "breedte_m": round(self.breedte, 1),
            "x": round(self.x),
            "y": round(self.y),
            "rondom": list(self.rondom),
            "waarom": self.waarom,
            "gesloten_met": self.naar,
        }


@dataclass(frozen=True, slots=True)
class Beoordeling:
    """By what gaps are judged: where land is by other layers, and which ground is missing (a point
    per id). In a layer of whole regions an opening of few m² is drawing noise whatever its width,
    and on land only an opening where people live (``bewoond``, points) is a fault.
    """

    land: Land
    gezocht: Mapping[str, shapely.Point]
    kleine_opening: float = 0.0
    bewoond: Geometrieen | None = None


def openingen(vlak: Geometrieen) -> Geometrieen:
    """The holes in the union of a coverage without the islands in them, largest first, shape (k,)."""
    delen = shapely.get_parts(shapely.coverage_union_all(vlak))
    ringen = np.array([shapely.Polygon(ring) for deel in delen for ring in deel.interiors], dtype=object)
    if not len(ringen):
        return ringen
    ring, eiland = shapely.STRtree(delen).query(ringen, predicate="contains")
    gaten = [_zonder(vorm, delen[eiland[ring == nummer]]) for nummer, vorm in enumerate(ringen)]
    vormen = shapely.get_parts(np.array(gaten, dtype=object))
    uit: Geometrieen = vormen[np.argsort(-shapely.area(vormen), kind="stable")]
    return uit


def _zonder(vorm: shapely.Polygon, eilanden: Geometrieen) -> shapely.Geometry:
    return shapely.difference(vorm, shapely.union_all(eilanden)) if len(eilanden) else vorm


def beoordeel(vlak: Geometrieen, namen: Sequence[str], oordeel: Beoordeling) -> list[Gat]:
    """Every gap of a coverage with its class; ``namen`` are the ids of the rows."""
    boom = shapely.STRtree(vlak)
    return [_gat(nummer, vorm, vlak, boom, namen, oordeel) for nummer, vorm in enumerate(openingen(vlak), start=1)]


def _gat(
    nummer: int,
    vorm: shapely.Polygon,
    vlak: Geometrieen,
    boom: shapely.STRtree,
    namen: Sequence[str],
    oordeel: Beoordeling,
) -> Gat:
    buren = boom.query(vorm, predicate="intersects")
    langs = shapely.length(shapely.intersection(vlak[buren], vorm.boundary))
    volgorde = [int(buren[nr]) for nr in np.argsort(-langs, kind="stable") if langs[nr] > 0]
    rondom = tuple(namen[nr] for nr in volgorde[:8])
    breedte = breedste(vorm)
    punt = shapely.point_on_surface(vorm)
    klasse, waarom = _klasse(vorm, breedte, oordeel)
    naar = rondom[0] if klasse == "spleet" and rondom else ""
    return Gat(nummer, klasse, float(vorm.area), breedte, float(punt.x), float(punt.y), rondom, waarom, naar, vorm)


def breedste(vorm: shapely.Polygon) -> float:
    """Width of the widest place of a shape, metres: the diameter of the largest circle in it."""
    fijn = max(0.25, float(np.sqrt(vorm.area)) / 200.0)
    return 2.0 * float(shapely.length(shapely.maximum_inscribed_circle(vorm, tolerance=fijn)))


def _klasse(vorm: shapely.Polygon, breedte: float, oordeel: Beoordeling) -> tuple[Klasse, str]:
    aandelen = {jaar: shapely.intersection(vorm, land).area / vorm.area for jaar, land in oordeel.land.items()}
    gezocht = [naam for naam, punt in oordeel.gezocht.items() if shapely.intersects(vorm, punt)]
    if gezocht and min(aandelen.values(), default=1.0) >= 1.0 - OP_LAND / 5:
        return "postcode", f"het punt van {gezocht[0]} ligt erin, een postcode waarvan de kaart geen grond tekent"
    enclave = _enclave(vorm)
    if enclave:
        return "enclave", f"grond van {enclave}, binnen Nederland"
    if breedte < TEKENRUIS:
        return "spleet", f"nergens breder dan {breedte:.0f} m: ruis tussen getekende grenzen"
    return _breed(vorm, aandelen, oordeel)


def _breed(vorm: shapely.Polygon, aandelen: Mapping[int, float], oordeel: Beoordeling) -> tuple[Klasse, str]:
    """The class of a wide gap, by the share of it that every layer of gemeenten calls land."""
    if not aandelen:
        return "onbekend", "zonder gemeentelaag is niet te zien of dit land of water is"
    natste = min(aandelen, key=lambda jaar: aandelen[jaar])
    if aandelen[natste] < OP_LAND:
        return "water", f"{1 - aandelen[natste]:.0%} ligt buiten alle gemeentegrond van {natste}".replace(
            "%", " procent"
        )
    if vorm.area < oordeel.kleine_opening:
        return "spleet", "kleine opening tussen vereenvoudigde grenzen"
    if oordeel.bewoond is not None and not shapely.intersects(vorm, oordeel.bewoond).any():
        return "water", "groot, maar geen bewoonde postcode heeft er zijn punt"
    return "fout", "ligt op gemeentegrond en hoort bij geen enkel vlak"


def _enclave(vorm: shapely.Polygon) -> str:
    midden = vorm.centroid
    return next((naam for naam, x, y, reikt in ENCLAVES if np.hypot(midden.x - x, midden.y - y) < reikt), "")


def sluit(vlak: Geometrieen, namen: Sequence[str], gaten: Sequence[Gat]) -> Geometrieen:
    """The coverage with every gap that has a ``naar`` added to the row of that name."""
    plek = {naam: nummer for nummer, naam in enumerate(namen)}
    bij: dict[int, list[shapely.Geometry]] = {}
    for gat in gaten:
        if gat.naar:
            bij.setdefault(plek[gat.naar], []).append(gat.vorm)
    uit = vlak.copy()
    for nummer, vormen in bij.items():
        # An exact union along shared corners: the neighbours keep every corner they had.
        uit[nummer] = shapely.coverage_union_all([v for v in (vlak[nummer], *vormen) if not shapely.is_empty(v)])
    return uit


def geef_terug(gaten: Sequence[Gat], gezocht: Mapping[str, shapely.Point]) -> list[Gat]:
    """Gaps of class ``postcode`` with the id whose ground they are."""
    return [
        replace(gat, naar=next(naam for naam, punt in gezocht.items() if shapely.intersects(gat.vorm, punt)))
        if gat.klasse == "postcode"
        else gat
        for gat in gaten
    ]
