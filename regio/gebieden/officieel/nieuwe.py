"""Postcodes on the map that are no bouwsteen: newer than the facts, their ground goes to a neighbour."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from regio.gebieden.officieel.melden import Meldingen
from regio.gebieden.vlakken import Geometrieen


def bij_de_buren(
    vlak: Geometrieen, aantal: int, ids: Sequence[str], onbekend: Sequence[str], waar: str, meldingen: Meldingen
) -> tuple[Geometrieen, list[dict[str, object]]]:
    """The first ``aantal`` rows of a clean coverage, with the ground of the rows behind them.

    Each unknown PC4 goes to the bouwsteen with which it shares most border; one that touches none
    falls away. Both are findings.
    """
    uit = vlak[:aantal].copy()
    regels: list[dict[str, object]] = []
    for pc4, vorm in zip(onbekend, vlak[aantal:], strict=True):
        buren = [int(nr) for nr in shapely.STRtree(uit).query(vorm, predicate="intersects")]
        langs = [shapely.intersection(uit[nr], vorm.boundary).length for nr in buren]
        naar = ""
        if langs and max(langs) > 0:
            beste = buren[int(np.argmax(langs))]
            uit[beste], naar = shapely.coverage_union_all([uit[beste], vorm]), ids[beste]
        regels.append({"pc4": pc4, "m2": round(float(vorm.area), 1), "naar": naar})
        wat = f"Postcode {pc4} staat op de kaart maar is geen bouwsteen: hij is nieuwer dan de feiten."
        gedaan = (
            f"De grond is getekend bij {naar}." if naar else "De grond raakt geen andere postcode en is weggelaten."
        )
        meldingen.waarschuwing("postcode-geen-bouwsteen", f"{waar}, {pc4}", wat, gedaan)
    return uit, regels
