"""``/v1/jeugdregios``: regions of whole gemeenten for youth care."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.afhankelijk import StandNu, gemeente_datum
from api.geo import VARY, GemeenteKaartvraag, een_kaart, kaart, wil_kaart
from api.modellen_naslag import Jeugdregio, Jeugdregios
from api.routes._gedeeld import EEN_KAART, KAART, Jeugdregiocode, problemen
from api.vast import vast_antwoord
from regio.zoeken import jeugdregio, leden

router = APIRouter(tags=["jeugdregios"])


@router.get(
    "/v1/jeugdregios",
    response_model=Jeugdregios,
    operation_id="jeugdregios",
    summary="De jeugdregio's op een dag",
    responses=KAART | problemen(400, 406),
)
def jeugdregios(request: Request, stand: StandNu, vraag: Annotated[GemeenteKaartvraag, Query()]) -> Response:
    """De 42 regio's met hun gemeenten, of als kaart; leeg voor 2015-01-01."""
    datum, op_de_kaart = gemeente_datum(vraag.geldigOp), wil_kaart(request, vraag)
    rijen = jeugdregio.lijst(stand, datum)
    if op_de_kaart:
        return kaart(request, stand, vraag, datum, {"jeugdregio": {rij["code"]: rij["naam"] for rij in rijen}})
    inhoud = {
        "geldigOp": datum,
        "aantal": len(rijen),
        "jeugdregios": rijen,
        "toelichting": jeugdregio.toelichting(datum),
    }
    return vast_antwoord(request, stand, inhoud, datum_gegeven=vraag.geldigOp is not None, vary=VARY)


@router.get(
    "/v1/jeugdregios/{code}",
    response_model=Jeugdregio,
    operation_id="jeugdregio",
    summary="Een jeugdregio met haar gemeenten",
    responses=EEN_KAART | problemen(400, 404, 406),
)
def een_jeugdregio(
    request: Request,
    stand: StandNu,
    vraag: Annotated[GemeenteKaartvraag, Query()],
    code: Annotated[Jeugdregiocode, Path(description="Code van de regio.", examples=["JZ01"])],
) -> Response:
    """Een code die op de peildatum niet bestond is 404, met de dag waarop dat wel zo was."""
    datum, op_de_kaart = gemeente_datum(vraag.geldigOp), wil_kaart(request, vraag)
    regio = leden.een(stand, "jeugdregio", code, datum)
    if op_de_kaart:
        return een_kaart(request, stand, vraag, datum, ("jeugdregio", code, regio["naam"]))
    antwoord = {"geldigOp": datum, **regio, "toelichting": jeugdregio.toelichting(datum)}
    return vast_antwoord(request, stand, antwoord, datum_gegeven=vraag.geldigOp is not None, vary=VARY)
