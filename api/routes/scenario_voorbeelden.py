"""``/v1/scenario-voorbeelden``: the worked examples, open to all."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.afhankelijk import StandNu, ZonderVragen
from api.modellen_scenario import ScenarioVoorbeelden
from api.routes._gedeeld import problemen
from api.vast import vast_antwoord

router = APIRouter(tags=["scenario's"])


@router.get(
    "/v1/scenario-voorbeelden",
    response_model=ScenarioVoorbeelden,
    operation_id="scenario_voorbeelden",
    summary="Uitgewerkte voorbeelden van scenario's",
    responses=problemen(400),
)
def voorbeelden(request: Request, stand: StandNu, _: ZonderVragen) -> Response:
    """Voorbeelden met hun herkomst en hoe zeker zij zijn; hun zetten zijn zo te gebruiken in een scenario."""
    from api import voorbeeld
    from regio.scenario.zetten import zetten_json

    rijen = [
        {
            "naam": een.naam,
            "titel": een.titel,
            "soort": een.soort,
            "peildatum": een.peildatum.isoformat(),
            "tegenover": een.tegenover and een.tegenover.isoformat(),
            "toelichting": een.toelichting,
            "bron": een.bron,
            "zetten": zetten_json(een.zetten),
        }
        for een in voorbeeld.voorbeelden(request).values()
    ]
    return vast_antwoord(request, stand, {"voorbeelden": rijen})
