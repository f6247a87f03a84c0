"""The geometry gate: from shapes as they were drawn to a valid coverage, with what that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.gebieden.officieel.maten import (
    RIJ_AANDEEL,
    RIJ_HOOGSTENS,
    RIJ_M2,
    SNAPPEN,
    SPLEET,
    TOTAAL_AANDEEL,
)
from regio.gebieden.officieel.melden import Meldingen, aantal_van, getal, opsomming
from regio.gebieden.vlakken import Geometrieen

LEEG = shapely.Polygon()
_VLAK, _VLAKKEN, _VERZAMELING = 3, 6, 7


@dataclass(frozen=True, eq=False)
class Doorgelaten:
    """A valid coverage, shape (n,), and the figures of the gate as JSON."""

    vlak: Geometrieen
    cijfers: dict[str, object]


def alleen_vlakken(vormen: Geometrieen) -> Geometrieen:
    """Polygons and multipolygons only: points and lines that a repair left behind fall away."""
    uit = vormen.copy()
    for nummer in np.flatnonzero(~np.isin(shapely.get_type_id(uit), (_VLAK, _VLAKKEN))):
        delen = [deel for deel in _losse_delen(uit[nummer]) if deel.geom_type == "Polygon"]
        uit[nummer] = samen(delen)
    uit[shapely.is_empty(uit)] = LEEG
    return uit


def _losse_delen(vorm: shapely.Geometry) -> list[shapely.Geometry]:
    delen = list(shapely.get_parts(vorm))
    return [d for deel in delen for d in (shapely.get_parts(deel) if hasattr(deel, "geoms") else [deel])]


def _nummers(welke: NDArray[np.bool_]) -> list[int]:
    uit: list[int] = np.flatnonzero(welke).tolist()
    return uit


def samen(delen: Sequence[shapely.Polygon]) -> shapely.Geometry:
    """One shape of separate polygons; empty when there are none."""
    return delen[0] if len(delen) == 1 else shapely.MultiPolygon(list(delen)) if delen else LEEG


def maak_geldig(vormen: Geometrieen, namen: Sequence[str], waar: str, meldingen: Meldingen) -> Geometrieen:
    """Repair self-intersections; reports which, and by how much their areas differ afterwards, m²."""
    kapot = ~shapely.is_valid(vormen)
    if not kapot.any():
        return alleen_vlakken(vormen)
    uit = vormen.copy()
    uit[kapot] = shapely.make_valid(vormen[kapot], method="structure", keep_collapsed=False)
    uit = alleen_vlakken(uit)
    verschil = np.abs(shapely.area(uit) - shapely.area(vormen))
    wie = [f"{namen[nr]} ({verschil[nr]:.0f} m²)" for nr in _nummers(kapot)]
    hoeveel = aantal_van(int(kapot.sum()), "vlak snijdt", "vlakken snijden")
    gedaan = f"Hersteld; samen {verschil.sum():.0f} m² verschil in oppervlak."
    meldingen.waarschuwing("vlak-hersteld", waar, f"{hoeveel} zichzelf: {opsomming(wie)}.", gedaan)
    _weiger_verschil(shapely.area(vormen), shapely.area(uit), namen, waar, meldingen)
    return uit


def door_de_poort(vormen: Geometrieen, namen: Sequence[str], waar: str, meldingen: Meldingen) -> Doorgelaten:
    """Clean valid shapes (n,) into a coverage. What changed too much becomes a fault.

    ``namen`` names the rows in findings. The cleaning gives every overlap to one of its neighbours
    and closes gaps narrower than ``SPLEET``.
    """
    voor = shapely.area(vormen)
    try:
        schoon = alleen_vlakken(np.asarray(shapely.coverage_clean(vormen, snapping_distance=SNAPPEN, gap_width=SPLEET)))
    except shapely.GEOSException:
        meldingen.fout("vlakken-niet-schoon", waar, "De vlakken zijn niet tot een sluitend geheel te maken.")
        return Doorgelaten(np.full(len(vormen), LEEG, dtype=object), {})
    na = shapely.area(schoon)
    _weiger_verschil(voor, na, namen, waar, meldingen)
    geldig = bool(shapely.coverage_is_valid(schoon))
    if not geldig:
        meldingen.fout("geen-sluitend-geheel", waar, "Ook na het schoonmaken overlappen vlakken elkaar.")
    geleegd = [namen[nr] for nr in _nummers((voor > 0) & (na == 0))]
    return Doorgelaten(schoon, _cijfers(voor, na, namen, geleegd, geldig))


def _cijfers(
    voor: NDArray[np.float64], na: NDArray[np.float64], namen: Sequence[str], geleegd: list[str], geldig: bool
) -> dict[str, object]:
    anders = np.abs(na - voor)
    meest = [int(nr) for nr in np.argsort(-anders)[:10] if anders[nr] >= 1.0]
    return {
        "rijen": len(namen),
        "sluitend": geldig,
        "oppervlak_voor_m2": round(float(voor.sum()), 1),
        "oppervlak_na_m2": round(float(na.sum()), 1),
        "verschil_m2": round(float(anders.sum()), 1),
        "geleegd": geleegd,
        "meest_verschil": [
            {"id": namen[nr], "voor_m2": round(float(voor[nr]), 1), "na_m2": round(float(na[nr]), 1)} for nr in meest
        ],
    }


def _km2(m2: float) -> str:
    return getal(float(m2) / 1e6, 2)


def _weiger_verschil(
    voor: NDArray[np.float64], na: NDArray[np.float64], namen: Sequence[str], waar: str, meldingen: Meldingen
) -> None:
    anders = np.abs(na - voor)
    veel = (anders > RIJ_HOOGSTENS) | ((anders > RIJ_M2) & (anders > RIJ_AANDEEL * np.maximum(voor, 1.0)))
    if veel.any():
        wie = [f"{namen[nr]} van {_km2(voor[nr])} naar {_km2(na[nr])} km²" for nr in _nummers(veel)]
        wat = f"Vlakken overlappen elkaar of zichzelf te veel; schoonmaken zou {opsomming(wie)} brengen."
        meldingen.fout("oppervlak-anders", waar, wat)
    elif abs(na.sum() - voor.sum()) > TOTAAL_AANDEEL * max(voor.sum(), 1.0):
        wat = f"Schoonmaken verandert het geheel van {_km2(voor.sum())} naar {_km2(na.sum())} km²."
        meldingen.fout("oppervlak-anders", waar, wat)
