"""``/v1/samenwerkingsverbanden``: the 152 samenwerkingsverbanden and their areas."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.afhankelijk import MetPeildatum, Peildatum, StandNu, swv_datum
from api.modellen import Sector, Swv, Swvs
from api.routes._gedeeld import Gemeentecode, Swvcode, problemen
from api.vast import vast_antwoord
from regio.fouten import Fout, Vraagfout
from regio.zoeken import swv as swvs
from regio.zoeken.register import register_van

router = APIRouter(tags=["samenwerkingsverbanden"])


class Swvvraag(Peildatum):
    """Welke samenwerkingsverbanden."""

    sector: Sector | None = Field(None, description="Alleen primair (PO) of voortgezet onderwijs (VO).")
    gemeente: Gemeentecode | None = Field(
        None, description="Alleen die van een gemeente (CBS-code).", examples=["GM1730"]
    )


@router.get(
    "/v1/samenwerkingsverbanden",
    response_model=Swvs,
    operation_id="samenwerkingsverbanden",
    summary="De samenwerkingsverbanden op een dag",
    responses=problemen(400),
)
def samenwerkingsverbanden(request: Request, stand: StandNu, vraag: Annotated[Swvvraag, Query()]) -> Response:
    """150 met een gebied en twee landelijke zonder gebied."""
    if vraag.gemeente is not None and vraag.gemeente not in register_van(stand).gemeenten:
        melding = "gemeente moet een CBS-code zijn die bestaat of heeft bestaan, zoals GM1730."
        raise Vraagfout(Fout("gemeente", "onbekend", melding))
    datum = swv_datum(vraag.geldigOp)
    rijen = swvs.lijst(stand, datum, vraag.sector, vraag.gemeente)
    inhoud = {"geldigOp": datum, "aantal": len(rijen), "samenwerkingsverbanden": rijen}
    return vast_antwoord(request, stand, inhoud, datum_gegeven=vraag.geldigOp is not None)


@router.get(
    "/v1/samenwerkingsverbanden/{code}",
    response_model=Swv,
    operation_id="samenwerkingsverband",
    summary="Een samenwerkingsverband met zijn gemeenten en postcodes",
    responses=problemen(400, 404),
)
def samenwerkingsverband(
    request: Request,
    stand: StandNu,
    vraag: MetPeildatum,
    code: Annotated[Swvcode, Path(description="Code van het verband.", examples=["VO2001"])],
) -> Response:
    """De naam staat er alleen als een bron die geeft."""
    antwoord = swvs.een(stand, code, swv_datum(vraag.geldigOp))
    return vast_antwoord(request, stand, antwoord, datum_gegeven=vraag.geldigOp is not None)
