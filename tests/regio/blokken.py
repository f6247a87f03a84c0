"""Ground for facts that need no map: every bouwsteen a square block, in rows, a valid coverage."""

from __future__ import annotations

from datetime import date

import numpy as np
import shapely

from regio.bevinding import Bevinding
from regio.bronnen.rijen import Feiten
from regio.gebieden.vlakken import Grensbestand, Grenslaag, Vlakken

ZIJDE, PER_RIJ = 1_000.0, 80


def blok(nummer: int) -> shapely.Polygon:
    """The block of a bouwsteen: RD, inside the Netherlands."""
    x, y = 100_000 + nummer % PER_RIJ * ZIJDE, 400_000 + nummer // PER_RIJ * ZIJDE
    return shapely.box(x, y, x + ZIJDE, y + ZIJDE)


def blokken(feiten: Feiten) -> Vlakken:
    """A sketch of blocks."""
    ids = tuple(rij.id for rij in feiten.bouwstenen)
    vlak = np.array([blok(nummer) for nummer, _ in enumerate(ids)], dtype=object)
    return Vlakken("schets", ids, vlak, 100.0, "Blokken", "schets-blokken", verslag={"aantal": len(ids)})


def officiele_blokken(feiten: Feiten, afdruk: str = "officieel-1") -> Vlakken:
    """Blocks that pass for official borders: one without ground, one in two pieces, and a layer."""
    schets = blokken(feiten)
    vlak = schets.vlak.copy()
    vlak[1] = shapely.Polygon()
    vlak[2] = shapely.MultiPolygon([vlak[2], blok(len(vlak) + PER_RIJ * 2)])
    laag = Grenslaag(
        "gemeente", 2016, date(2016, 1, 1), date(2017, 1, 1), ("GM0001", "GM0002"), ("Een", "Twee`"), vlak[3:5].copy()
    )
    bestand = Grensbestand("cbs.gpkg", "ab" * 32, ("postcode4",), (2020,), "CBS", "CC BY 4.0")
    bevinding = Bevinding("waarschuwing", "proef", "1623", "Geen grond.", "Gemeld.")
    return Vlakken(
        "officieel", schets.ids, vlak, 50.0, "© CBS", afdruk, (laag,), (bestand,), (bevinding,), {"a": [1, None, 0.1]}
    )
