"""Points answered by the database: on whose ground they lie. PostGIS does the work itself."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from sqlalchemy import Engine, select, text

from regio.opslag.model import bouwsteenvlak
from regio.opslag.storingen import in_gewone_taal

# A point on a shared border lies on the ground of several: the lowest number answers, as in the grid.
_VRAAG = text(
    """
    SELECT punt.nummer, min(grond.volgnummer)
    FROM unnest(CAST(:x AS float8[]), CAST(:y AS float8[])) WITH ORDINALITY AS punt(x, y, nummer)
    JOIN bouwsteenvlak AS grond ON grond.editie_id = :editie_id
        AND ST_Covers(grond.vlak, ST_SetSRID(ST_MakePoint(punt.x, punt.y), 28992))
    GROUP BY punt.nummer
    """
)


def bouwsteen_op_punten(engine: Engine, editie_id: int, punten: Sequence[tuple[float, float]]) -> list[int | None]:
    """The number of the bouwsteen at each point (x, y in metres RD); None outside all of them.

    On PostGIS one query answers all points through the spatial index; on SQLite the stored ground
    is read once and searched in memory. Raises Opslagfout.
    """
    goed = [nummer for nummer, (x, y) in enumerate(punten) if math.isfinite(x) and math.isfinite(y)]
    uit: list[int | None] = [None] * len(punten)
    if not goed:
        return uit
    zoek = _in_postgis if engine.dialect.name == "postgresql" else _in_geheugen
    for nummer, bouwsteen in zoek(engine, editie_id, [_als_floats(punten[nummer]) for nummer in goed]).items():
        uit[goed[nummer]] = bouwsteen
    return uit


def _als_floats(punt: tuple[float, float]) -> tuple[float, float]:
    # The driver refuses an array that mixes whole numbers and fractions.
    return float(punt[0]), float(punt[1])


def _in_postgis(engine: Engine, editie_id: int, punten: list[tuple[float, float]]) -> dict[int, int]:
    waarden = {"x": [x for x, _ in punten], "y": [y for _, y in punten], "editie_id": editie_id}
    with in_gewone_taal("Punten opzoeken in de database"), engine.connect() as verbinding:
        return {int(nummer) - 1: int(gevonden) for nummer, gevonden in verbinding.execute(_VRAAG, waarden)}


def _in_geheugen(engine: Engine, editie_id: int, punten: list[tuple[float, float]]) -> dict[int, int]:
    tabel = bouwsteenvlak.c
    vraag = select(tabel.vlak, tabel.volgnummer).where(tabel.editie_id == editie_id).order_by(tabel.volgnummer)
    with in_gewone_taal("De gebieden uit de database lezen"), engine.connect() as verbinding:
        rijen = verbinding.execute(vraag).all()
    boom = shapely.STRtree([rij.vlak for rij in rijen])
    welke, plekken = boom.query(shapely.points(np.asarray(punten, dtype=np.float64)), predicate="covered_by")
    uit: dict[int, int] = {}
    for nummer, plek in zip(welke.tolist(), plekken.tolist(), strict=True):
        uit[nummer] = min(rijen[plek].volgnummer, uit.get(nummer, rijen[plek].volgnummer))
    return uit
