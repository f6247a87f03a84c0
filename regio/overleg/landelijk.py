"""The number of OOGO tables of every gemeente on a day."""

from __future__ import annotations

from collections import Counter
from typing import Any

from regio.overleg.tafels import SECTOREN, Tafels, tafels
from regio.stand.opmerkingen import opmerking
from regio.stand.stand import Stand
from regio.stand.zicht import benoemd

Json = dict[str, Any]


def alle_tafels(stand: Stand, datum: str) -> Json:
    """Per gemeente its tables in PO and VO, by code, and how many gemeenten have how many."""
    zicht = stand.zicht(stand.toestand_nr_iso(datum))
    alle = tafels(stand, zicht.nummer)
    rijen = [{**benoemd(zicht, "gemeente", code), **_aantallen(alle, code)} for code in sorted(alle.per_gemeente)]
    tel = Counter(rij["aantalTafels"] for rij in rijen)
    return {
        "geldigOp": datum,
        "aantal": len(rijen),
        "gemeenten": rijen,
        "verdeling": [{"tafels": aantal, "gemeenten": tel[aantal]} for aantal in sorted(tel)],
        "opmerkingen": [opmerking("open", _OPEN)] if any(rij["tafelsMisschien"] for rij in rijen) else [],
        **stand.staart(zicht.nummer),
    }


_OPEN = "Tafels die de bronnen openlaten staan apart en tellen niet mee."


def _aantallen(alle: Tafels, code: str) -> Json:
    """The tables of one gemeente, certain ones counted and possible ones named."""
    plaatsen = {sector: alle.van_gemeente(code, sector) for sector in SECTOREN}
    zeker = {sector: [plaats.swv for plaats in lijst if plaats.zeker] for sector, lijst in plaatsen.items()}
    return {
        "aantalTafels": sum(map(len, zeker.values())),
        "tafels": [swv for sector in SECTOREN for swv in zeker[sector]],
        "tafelsMisschien": [plaats.swv for lijst in plaatsen.values() for plaats in lijst if not plaats.zeker],
    }
