"""How well SWVs match the jeugdregio's before and after a herindeling that has not happened.

A new gemeente on the ground of several jeugdregio's has none yet: its ground then counts before and not after, so
the two figures cannot be compared. What can is the measure for each jeugdregio that the gemeente may come to.
"""

from __future__ import annotations

from typing import Any

from regio.congruentie.getallen import aandeel
from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import maten
from regio.scenario.bevindingen import opengevallen
from regio.scenario.effecten import Effecten
from regio.scenario.lagen import Nummers, betekenis, neergezet
from regio.scenario.maatstaf import JEUGDREGIO, Maatstaf
from regio.scenario.zetten import SECTOREN
from regio.stand.zicht import Zicht, benoemd

Json = dict[str, Any]


def congruentie(maat: Maatstaf, zicht: Zicht, voor: Effecten, na: Effecten) -> list[Json]:
    """The V-measure of each sector with the jeugdregio's, before and after, and for each one that is possible."""
    return [_sector(maat, zicht, voor, na, sector) for sector in SECTOREN]


def _sector(maat: Maatstaf, zicht: Zicht, voor: Effecten, na: Effecten, sector: str) -> Json:
    was, wordt = (aandeel(een.sectoren[sector].congruentie[JEUGDREGIO].v) for een in (voor, na))
    grond = opengevallen(voor, na)
    return {
        "sector": sector,
        "met": JEUGDREGIO,
        "voor": was,
        "na": wordt,
        "vergelijkbaar": not grond.size,
        "perJeugdregio": [
            {**benoemd(zicht, JEUGDREGIO, code), "v": _v_als(maat, na, sector, grond, code)}
            for code in _mogelijk(na, grond)
        ],
    }


def _mogelijk(na: Effecten, grond: Nummers) -> list[str]:
    jeugd = na.ondergrond.indelingen[JEUGDREGIO]
    return sorted({code for waarde in set(jeugd.waarden[grond].tolist()) for code in betekenis(jeugd, waarde)})


def _v_als(maat: Maatstaf, na: Effecten, sector: str, grond: Nummers, code: str) -> float | None:
    """The measure when this ground comes to one jeugdregio."""
    jeugd = neergezet(na.ondergrond.indelingen[JEUGDREGIO], grond, code)
    return aandeel(maten(kruis(na.beeld.lagen[sector], jeugd, maat.gewicht(sector).waarden)).v)
