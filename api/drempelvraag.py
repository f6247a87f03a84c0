"""The weight and the thresholds in the address of a page about a scenario, in numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from api.problemen import fout_uit_validatie
from api.scenariovraag import Bevindingvraag, Weging
from regio.fouten import Fout, Vraagfout
from regio.scenario.bevindingen import Drempels, lees_drempels

# The thresholds, by what their fields on the page are called.
DREMPELS = {
    "minstePo": "Minste aantal in een verband PO",
    "meestePo": "Meeste aantal in een verband PO",
    "minsteVo": "Minste aantal in een verband VO",
    "meesteVo": "Meeste aantal in een verband VO",
}
# A whole number as people write it: with nothing, a point or a space between thousands.
_GETAL = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d+", re.ASCII)


def gewogen(vraag: Mapping[str, str]) -> tuple[Weging, Drempels | None, list[Fout]]:
    """The weight and the thresholds of a question; with faults, each at its field, there are no thresholds."""
    try:
        gevraagd = Bevindingvraag.model_validate(_ingevuld(grenzen_in(vraag)))
        return gevraagd.weging, lees_drempels(gevraagd.drempels(), "query"), []
    except ValidationError as fout:
        fouten = [fout_uit_validatie({**een, "loc": ("query", *een["loc"])}) for een in fout.errors()]
        return "kinderen", None, [_in_woorden(een) for een in fouten]
    except Vraagfout as fout:
        return "kinderen", None, [_omgekeerd(een) for een in fout.fouten]


def grenzen_in(vraag: Mapping[str, str]) -> dict[str, str]:
    """The weight and the thresholds as they were typed."""
    return {naam: vraag.get(naam, "").strip() for naam in (*DREMPELS, "weging")}


def _in_woorden(fout: Fout) -> Fout:
    """A fault of a threshold by the name that its field has on the page."""
    if fout.veld not in DREMPELS:
        return fout
    return replace(fout, zin=f"{DREMPELS[fout.veld]}: vul een heel getal in, zoals 12.000, of niets.")


def _omgekeerd(fout: Fout) -> Fout:
    """The one fault that is left for numbers: the least of a sector is more than the most."""
    sector = fout.veld[-2:]
    zin = f"Het minste aantal in een verband {sector} is hoger dan het meeste aantal. Verander een van de twee."
    return replace(fout, veld=f"minste{sector.capitalize()}", zin=zin)


def _ingevuld(grenzen: Mapping[str, str]) -> dict[str, Any]:
    """What was filled in, in the form of the API; what is no whole number stays as it is, for that to refuse."""
    return {naam: _heel(waarde) if naam in DREMPELS else waarde for naam, waarde in grenzen.items() if waarde}


def _heel(waarde: str) -> str:
    return re.sub(r"\D", "", waarde) if _GETAL.fullmatch(waarde) else waarde
