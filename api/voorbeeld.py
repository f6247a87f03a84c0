"""The worked examples that ship with the data, as routes ask for them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request

from api.afhankelijk import stand_van
from regio.fouten import NietGevonden
from regio.scenario.voorbeelden import Voorbeeld, lees_voorbeelden
from regio.scenario.zetten import zetten_json

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenario
else:
    Scenario = Any

_ONBEKEND = "Er is geen voorbeeld met deze naam. Alle voorbeelden staan op de bladzijde over scenario’s."
_ALLEEN_TEKST = "Bij dit voorbeeld is geen kaart en zijn geen bestanden: het is alleen tekst."


def voorbeelden(request: Request) -> dict[str, Voorbeeld]:
    """All of them, by name."""
    return _gelezen(request.app.state.gegevens, stand_van(request).kenmerk)


def voorbeeld_van(request: Request, naam: str) -> Voorbeeld:
    """One by its name; raises NietGevonden."""
    een = voorbeelden(request).get(naam)
    if een is None:
        raise NietGevonden(_ONBEKEND)
    return een


def met_zetten(request: Request, naam: str) -> Voorbeeld:
    """One that has moves; raises NietGevonden, also for an example of text alone."""
    een = voorbeeld_van(request, naam)
    if not een.zetten:
        raise NietGevonden(_ALLEEN_TEKST)
    return een


def als_scenario(request: Request, naam: str) -> Scenario:
    """One as if it were kept, on the edition in use; raises NietGevonden."""
    from regio.opslag.scenarios import Scenario

    een, stand = met_zetten(request, naam), stand_van(request)
    return Scenario(
        id=f"{een.naam}-{stand.kenmerk}",
        naam=een.titel,
        eigenaar="",
        peildatum=een.peildatum.isoformat(),
        editie=stand.editie,
        versie=1,
        ouder=None,
        kop=1,
        vooruit=(),
        wijziging=1,
        gedeeld=True,
        aangemaakt_op="",
        gewijzigd_op="",
        zetten=tuple(zetten_json(een.zetten)),
    )


@lru_cache(maxsize=2)
def _gelezen(gegevens: Path, kenmerk: str) -> dict[str, Voorbeeld]:
    """Those of a folder, read again when another edition is in use."""
    del kenmerk  # only tells apart what is kept
    return {een.naam: een for een in lees_voorbeelden(gegevens)}
