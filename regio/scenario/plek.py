"""What lies at a place in the picture of a scenario."""

from __future__ import annotations

from typing import Any

from regio.scenario.beeld import LAGEN, Beeld
from regio.scenario.zetten import SECTOREN
from regio.stand.stand import Stand
from regio.zoeken.punt import Vindplaats, opzoeker

Json = dict[str, Any]


def plek_in(stand: Stand, beeld: Beeld, plaats: Vindplaats) -> Json:
    """The postcode of a place, and its gemeente and SWVs after the moves; a gemeente only when it is certain."""
    gemeenten = beeld.lagen["gemeente"][plaats.bouwsteen]
    return {
        "postcode": beeld.basis.pc4s[plaats.bouwsteen],
        "gemeente": _gemeente(beeld, gemeenten[0]) if len(gemeenten) == 1 else None,
        "samenwerkingsverbanden": [
            {"code": code, "sector": sector} for sector in SECTOREN for code in beeld.lagen[sector][plaats.bouwsteen]
        ],
        "grensNabij": _bij_grens(stand, beeld, plaats),
    }


def _gemeente(beeld: Beeld, code: str) -> Json:
    """``tekst`` is how it is put in a form."""
    return {"code": code, "naam": beeld.namen.get(code) or code, "tekst": beeld.noem(code)}


def _bij_grens(stand: Stand, beeld: Beeld, plaats: Vindplaats) -> bool:
    """Whether other ground of the scenario lies within the accuracy of the borders."""
    raster, rd = opzoeker(stand).raster, plaats.rd
    anders = [
        nummer
        for nummer in raster.nabij(*rd)
        if any(beeld.lagen[laag][nummer] != beeld.lagen[laag][plaats.bouwsteen] for laag in LAGEN)
    ]
    return any(meter <= stand.grenzen["nauwkeurigheid"] for meter in raster.afstanden(anders, *rd))
