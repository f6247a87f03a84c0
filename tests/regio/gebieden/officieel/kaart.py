"""Mini-Nederland drawn as official files: boxes of 5 km around the points, written by GDAL.

The country is the grid of ``tests/regio/mini.py``: x from 97.5 to 117.5 km, y from 437.5 to 462.5 km.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely

from regio.stand.toestanden import Opbouw
from tests.regio.mini import GROND, punt

Vormen = dict[str, shapely.Geometry]
RD = "EPSG:28992"


def vak(pc4: str) -> shapely.Polygon:
    """The box of a postcode."""
    x, y = punt(pc4)
    return shapely.box(x - 2_500, y - 2_500, x + 2_500, y + 2_500)


def postcodes() -> Vormen:
    """The box of every postcode."""
    return {pc4: vak(pc4) for pc4 in GROND}


def oostrand(pc4: str, breed: float = 1_500) -> shapely.Polygon:
    """The strip along the east side of a box."""
    _, y0, x1, y1 = vak(pc4).bounds
    return shapely.box(x1 - breed, y0, x1, y1)


def gemeenten(opbouw: Opbouw, jaar: int) -> Vormen:
    """The gemeenten of 1 January of a year; the second part of 3003 is its east side."""
    stukken: dict[str, list[shapely.Geometry]] = {}
    for rij, wie in zip(opbouw.feiten.bouwstenen, opbouw.gemeenten_op(date(jaar, 1, 1)), strict=True):
        vorm = vak(rij.pc4)
        if rij.pc4 == "3003":
            vorm = oostrand("3003") if rij.deel == 2 else vorm.difference(oostrand("3003"))
        stukken.setdefault(min(wie.waarschijnlijk), []).append(vorm)
    return {code: shapely.union_all(vormen) for code, vormen in sorted(stukken.items())}


def jeugdregios(opbouw: Opbouw, jaar: int) -> Vormen:
    """The jeugdregio's of 1 January of a year."""
    stukken: dict[str, list[shapely.Geometry]] = {}
    for code, vorm in gemeenten(opbouw, jaar).items():
        stukken.setdefault(min(opbouw.jeugdregios.op(code, date(jaar, 1, 1))[0]), []).append(vorm)
    return {code: shapely.union_all(vormen) for code, vormen in sorted(stukken.items())}


def schrijf(
    bestand: Path,
    laag: str,
    vormen: Mapping[str, shapely.Geometry | None],
    velden: Mapping[str, list[object]],
    crs: str = RD,
    soort: str = "Unknown",
) -> Path:
    """Write one layer; ``velden`` gives the fields, as many values as there are shapes."""
    wkb = np.array([None if vorm is None else shapely.to_wkb(vorm) for vorm in vormen.values()], dtype=object)
    kolommen = [
        np.array(waarden, dtype=np.int64 if all(isinstance(w, int) for w in waarden) else object)
        for waarden in velden.values()
    ]
    pyogrio.raw.write(
        bestand,
        geometry=wkb,
        field_data=kolommen,
        fields=list(velden),
        layer=laag,
        crs=crs,
        geometry_type=soort,
        driver="GPKG",
        append=bestand.exists(),
    )
    return bestand


def schrijf_pc4(bestand: Path, vormen: Mapping[str, shapely.Geometry | None], jaar: int = 2020, crs: str = RD) -> Path:
    """A PC4 layer as CBS delivers it."""
    velden: dict[str, list[object]] = {"postcode4": list(vormen), "jaarcode": [jaar] * len(vormen)}
    return schrijf(bestand, "postcode4", vormen, velden, crs)


def schrijf_regios(bestand: Path, soort: str, vormen: Mapping[str, shapely.Geometry | None], jaar: int) -> Path:
    """A layer of gemeenten or jeugdregio's as CBS delivers it."""
    velden: dict[str, list[object]] = {
        "statcode": list(vormen),
        "jrstatcode": [f"{jaar}{code}" for code in vormen],
        "statnaam": [f"Naam van {code}" for code in vormen],
        "jaarcode": [jaar] * len(vormen),
    }
    return schrijf(bestand, f"{soort}_gegeneraliseerd", vormen, velden)


def schrijf_alles(map_: Path, opbouw: Opbouw, pc4: Mapping[str, shapely.Geometry | None] | None = None) -> Path:
    """A folder with everything: PC4 2020, gemeenten and jeugdregio's 2016."""
    schrijf_pc4(map_ / "cbs_pc4_2020.gpkg", postcodes() if pc4 is None else pc4)
    indeling = map_ / "cbsgebiedsindelingen2016.gpkg"
    schrijf_regios(indeling, "gemeente", gemeenten(opbouw, 2016), 2016)
    schrijf_regios(indeling, "jeugdregio", jeugdregios(opbouw, 2016), 2016)
    return map_
