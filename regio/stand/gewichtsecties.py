"""What congruence is weighed by, in a compiled edition: counts per postcode, and the provincies."""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Iterable, Mapping
from typing import Any

from regio.bronnen.rijen import Feiten, LeerlingRij
from regio.gebieden.vormen import Secties
from regio.indeling import Indeling
from regio.stand.toestanden import WAARNEMING_2014, Opbouw

# Sections ``telling_{naam}``: one number per PC4, in order, NaN where the facts have none.
TELLINGEN = ("inwoners", "kinderen_4_11", "kinderen_12_17", "oppervlakte")


def gewichtsecties(opbouw: Opbouw) -> Secties:
    """The sections of the counts, of the provincies, and of the pupils where a user loaded them."""
    feiten = opbouw.feiten
    tellingen: dict[str, Mapping[str, int | None]] = {
        "inwoners": {rij.pc4: rij.inwoners_2021 for rij in feiten.postcodes},
        "kinderen_4_11": {rij.pc4: rij.kinderen_4_11 for rij in feiten.postcodes},
        "kinderen_12_17": {rij.pc4: rij.kinderen_12_17 for rij in feiten.postcodes},
        "oppervlakte": {rij.pc4: rij.hectare for rij in feiten.oppervlakten},
    }
    sectoren = sorted({rij.sector for rij in feiten.leerlingen})
    for sector in sectoren:
        tellingen[f"leerlingen_{sector}"] = {
            rij.pc4: rij.leerlingen for rij in feiten.leerlingen if rij.sector == sector
        }
    pc4s = sorted({rij.pc4 for rij in feiten.bouwstenen})
    secties = {f"telling_{naam}": _telling(pc4s, per_pc4) for naam, per_pc4 in tellingen.items()}
    if sectoren:
        secties["leerlingen"] = _json(_over_leerlingen(feiten.leerlingen, sectoren))
    return {**secties, **_provincies(opbouw)}


def _telling(pc4s: Iterable[str], per_pc4: Mapping[str, int | None]) -> tuple[str, bytes]:
    aantallen = (per_pc4.get(pc4) for pc4 in pc4s)
    return "d", array("d", (math.nan if aantal is None else aantal for aantal in aantallen)).tobytes()


def _over_leerlingen(rijen: Iterable[LeerlingRij], sectoren: list[str]) -> dict[str, Any]:
    rijen = tuple(rijen)
    return {
        "jaar": max(rij.jaar for rij in rijen),
        "bronnen": sorted({rij.bron for rij in rijen}),
        "sectoren": sectoren,
    }


def _provincies(opbouw: Opbouw) -> Secties:
    """Per bouwsteen the provincie of the gemeente it lay in on 1 January 2014."""
    van_gemeente = _provincie_van(opbouw.feiten)
    mogelijk = [
        {van_gemeente[code] for code in wie.waarschijnlijk if code in van_gemeente}
        for wie in opbouw.gemeenten_op(WAARNEMING_2014)
    ]
    indeling = Indeling.van("provincie-2014", mogelijk)
    namen = {rij.code: rij.naam for rij in opbouw.feiten.provincies}
    inhoud = {"codes": indeling.codes, "kandidaten": indeling.kandidaten, "namen": namen}
    return {"waarde_provincie": ("h", indeling.waarden.tobytes()), "provincies": _json(inhoud)}


def _provincie_van(feiten: Feiten) -> dict[str, str]:
    return {rij.gemeente_2014: rij.provincie for rij in feiten.postcodes_2014}


def _json(waarde: Any) -> tuple[str, bytes]:
    return "B", json.dumps(waarde, ensure_ascii=False, separators=(",", ":")).encode()
