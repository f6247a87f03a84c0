"""What every answer about a scenario says of itself: its day, its version, and the regeling and sources it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenario
else:
    Scenario = Any

Json = dict[str, Any]


def grondslag(stand: Stand, een: Scenario) -> Json:
    """``geldigOp``, ``scenario`` and, as in other answers of that day, ``regeling`` and ``herkomst``."""
    return {
        "geldigOp": een.peildatum,
        "scenario": {"id": een.id, "versie": een.versie},
        **staart_van(stand, een.editie, een.peildatum),
    }


def staart_van(stand: Stand, editie: str, peildatum: str) -> Json:
    """``regeling`` and ``herkomst`` of a day; None and nothing for an edition that is no longer in use."""
    if editie != stand.editie:
        return {"regeling": None, "herkomst": []}
    return stand.staart(stand.toestand_nr_iso(peildatum))
