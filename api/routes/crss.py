"""``/v1/crss``: the coordinate reference systems of answers with geometry."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.afhankelijk import StandNu, ZonderVragen
from api.modellen_geo import Crss
from api.routes._gedeeld import problemen
from api.vast import vast_antwoord
from regio.gebieden.crs import CRS84, RD, STELSELS

router = APIRouter(tags=["kaarten"])


@router.get(
    "/v1/crss",
    response_model=Crss,
    operation_id="crss",
    summary="De coördinatenstelsels waarin kaarten te krijgen zijn",
    responses=problemen(400),
)
def crss(request: Request, stand: StandNu, _: ZonderVragen) -> Response:
    """Vraag een ander stelsel met crs=<uri>; de kop Content-Crs van het antwoord noemt het."""
    stelsels = [
        {"uri": een.uri, "naam": een.naam, "assen": list(een.assen), "decimalen": een.decimalen}
        for een in STELSELS.values()
    ]
    inhoud = {"crs": list(STELSELS), "standaard": CRS84, "opslag": RD, "stelsels": stelsels}
    return vast_antwoord(request, stand, inhoud)
