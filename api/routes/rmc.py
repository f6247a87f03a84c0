"""``/v1/rmc-regios``: regions of whole gemeenten for young people who leave school early."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.afhankelijk import StandNu, gemeente_datum
from api.geo import VARY, GemeenteKaartvraag, een_kaart, kaart, wil_kaart
from api.modellen_naslag import RmcRegio, RmcRegios
from api.routes._gedeeld import EEN_KAART, KAART, Rmccode, problemen
from api.vast import vast_antwoord
from regio.zoeken import leden, rmc

router = APIRouter(tags=["rmc-regios"])


@router.get(
    "/v1/rmc-regios",
    response_model=RmcRegios,
    operation_id="rmc_regios",
    summary="De RMC-regio's op een dag",
    responses=KAART | problemen(400, 406),
)
def rmc_regios(request: Request, stand: StandNu, vraag: Annotated[GemeenteKaartvraag, Query()]) -> Response:
    """De 39 regio's met hun gemeenten, of als kaart; leeg voor 2012-08-01."""
    datum, op_de_kaart = gemeente_datum(vraag.geldigOp), wil_kaart(request, vraag)
    rijen = leden.leden(stand, "rmc", datum)
    if op_de_kaart:
        return kaart(request, stand, vraag, datum, {"rmc": {rij["code"]: rij["naam"] for rij in rijen}})
    inhoud = {"geldigOp": datum, "aantal": len(rijen), "rmcRegios": rijen, "toelichting": rmc.toelichting(datum)}
    return vast_antwoord(request, stand, inhoud, datum_gegeven=vraag.geldigOp is not None, vary=VARY)


@router.get(
    "/v1/rmc-regios/{code}",
    response_model=RmcRegio,
    operation_id="rmc_regio",
    summary="Een RMC-regio met haar gemeenten",
    responses=EEN_KAART | problemen(400, 404, 406),
)
def rmc_regio(
    request: Request,
    stand: StandNu,
    vraag: Annotated[GemeenteKaartvraag, Query()],
    code: Annotated[Rmccode, Path(description="RMC met het nummer van de regio.", examples=["RMC07"])],
) -> Response:
    """RMC-regio's hebben in de wet een nummer, geen code: RMC07 is nummer 7."""
    datum, op_de_kaart = gemeente_datum(vraag.geldigOp), wil_kaart(request, vraag)
    regio = leden.een(stand, "rmc", code, datum)
    if op_de_kaart:
        return een_kaart(request, stand, vraag, datum, ("rmc", code, regio["naam"]))
    antwoord = {"geldigOp": datum, **regio, "toelichting": rmc.toelichting(datum)}
    return vast_antwoord(request, stand, antwoord, datum_gegeven=vraag.geldigOp is not None, vary=VARY)
