"""The weight and the thresholds in the address of a page about a scenario, in numbers as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from api.problemen import fout_uit_validatie
from api.scenariovraag import Bevindingvraag, Weging
from regio.fouten import Fout, Vraagfout
from regio.scenario.bevindingen import Drempels, lees_drempels

DREMPELS = ("minstePo", "meestePo", "minsteVo", "meesteVo")


def gewogen(vraag: Mapping[str, str]) -> tuple[Weging, Drempels | None, list[Fout]]:
    """The weight and the thresholds of a question; with faults, each at its field, there are no thresholds."""
    try:
        gevraagd = Bevindingvraag.model_validate(_ingevuld(grenzen_in(vraag)))
        return gevraagd.weging, lees_drempels(gevraagd.drempels(), "query"), []
    except ValidationError as fout:
        return "kinderen", None, [fout_uit_validatie({**een, "loc": ("query", *een["loc"])}) for een in fout.errors()]
    except Vraagfout as fout:
        return "kinderen", None, [replace(een, veld=f"minste{een.veld[-2:].capitalize()}") for een in fout.fouten]


def grenzen_in(vraag: Mapping[str, str]) -> dict[str, str]:
    """The weight and the thresholds as they were typed."""
    return {naam: vraag.get(naam, "").strip() for naam in (*DREMPELS, "weging")}


def _ingevuld(grenzen: Mapping[str, str]) -> dict[str, Any]:
    """What was filled in, in the form of the API: a point in a number is between thousands."""
    return {
        naam: waarde if naam == "weging" else waarde.replace(".", "").replace(",", ".")
        for naam, waarde in grenzen.items()
        if waarde
    }
