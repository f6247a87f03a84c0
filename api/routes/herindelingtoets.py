"""``/v1/herindelingen/_toets``: what a herindeling that has not happened would do to the samenwerkingsverbanden."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from api import modellen_herindelingtoets as modellen
from api.afhankelijk import StandNu, ZonderVragen
from api.routes._gedeeld import problemen
from api.vast import JSON, als_json
from regio.fouten import Vraagfout

router = APIRouter(tags=["naslag"])


@router.post(
    "/v1/herindelingen/_toets",
    response_model=modellen.Herindelingtoets,
    operation_id="herindeling_toets",
    summary="Een herindeling toetsen die er nog niet is",
    responses=problemen(400, 413, 415),
)
def toets(stand: StandNu, vraag: modellen.Toetsvraag, _: ZonderVragen) -> Response:
    """In welke samenwerkingsverbanden de gemeente komt te liggen, wie er aan tafel zit, en wat eraan te doen is."""
    from regio.tijdlijn import toets as herindeling
    from regio.tijdlijn.voorstel import Aanvraag, lees_voorstel

    delen = [(deel.gemeente, tuple(deel.postcodes)) for deel in vraag.delen]
    try:
        voorstel = lees_voorstel(stand, Aanvraag(vraag.naam, vraag.datum, vraag.samenvoegen, delen))
        inhoud = herindeling.toets(stand, voorstel)
    except Vraagfout as fout:
        raise Vraagfout(*(replace(een, plek="body") for een in fout.fouten)) from None
    return Response(als_json(inhoud), 200, {"cache-control": "no-store"}, JSON)
