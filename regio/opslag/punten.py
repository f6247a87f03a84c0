"""Points answered by the database: in which sketch cell they lie. PostGIS does the work itself."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from sqlalchemy import Engine, text

from regio.opslag.edities import lees_cellen
from regio.opslag.storingen import in_gewone_taal

# A point on a shared border lies in several cells: the lowest PC4 answers, as in ``_in_geheugen``.
_VRAAG = text(
    """
    SELECT punt.nummer, min(cel.pc4)
    FROM unnest(CAST(:x AS float8[]), CAST(:y AS float8[])) WITH ORDINALITY AS punt(x, y, nummer)
    JOIN cel ON cel.editie_id = :editie_id
        AND ST_Covers(cel.cel, ST_SetSRID(ST_MakePoint(punt.x, punt.y), 28992))
    GROUP BY punt.nummer
    """
)


def pc4_op_punten(engine: Engine, editie_id: int, punten: Sequence[tuple[float, float]]) -> list[str | None]:
    """The PC4 of the sketch cell at each point (x, y in metres RD); None outside every cell.

    On PostGIS one query answers all points through the spatial index; on SQLite the stored cells
    are read once and searched in memory. Raises Opslagfout.
    """
    goed = [nummer for nummer, (x, y) in enumerate(punten) if math.isfinite(x) and math.isfinite(y)]
    uit: list[str | None] = [None] * len(punten)
    if not goed:
        return uit
    zoek = _in_postgis if engine.dialect.name == "postgresql" else _in_geheugen
    for nummer, pc4 in zoek(engine, editie_id, [_als_floats(punten[nummer]) for nummer in goed]).items():
        uit[goed[nummer]] = pc4
    return uit


def _als_floats(punt: tuple[float, float]) -> tuple[float, float]:
    # The driver refuses an array that mixes whole numbers and fractions.
    return float(punt[0]), float(punt[1])


def _in_postgis(engine: Engine, editie_id: int, punten: list[tuple[float, float]]) -> dict[int, str]:
    waarden = {"x": [x for x, _ in punten], "y": [y for _, y in punten], "editie_id": editie_id}
    with in_gewone_taal("Punten opzoeken in de database"), engine.connect() as verbinding:
        return {int(nummer) - 1: pc4 for nummer, pc4 in verbinding.execute(_VRAAG, waarden)}


def _in_geheugen(engine: Engine, editie_id: int, punten: list[tuple[float, float]]) -> dict[int, str]:
    cellen = lees_cellen(engine, editie_id)
    pc4s = list(cellen)
    boom = shapely.STRtree(list(cellen.values()))
    plaatsen = shapely.points(np.asarray(punten, dtype=np.float64))
    welke, in_cel = boom.query(plaatsen, predicate="covered_by")
    uit: dict[int, str] = {}
    for nummer, cel in zip(welke.tolist(), in_cel.tolist(), strict=True):
        uit[nummer] = min(pc4s[cel], uit.get(nummer, pc4s[cel]))
    return uit
