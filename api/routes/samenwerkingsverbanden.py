"""``/v1/samenwerkingsverbanden``: the 152 samenwerkingsverbanden and their areas."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.afhankelijk import StandNu, swv_datum
from api.geo import VARY, SwvKaartvraag, een_kaart, kaart, laatst_bekend, wil_kaart
from api.modellen import Sector, Swv, Swvs
from api.routes._gedeeld import EEN_KAART, KAART, Gemeentecode, Swvcode, problemen
from api.vast import vast_antwoord
from regio.fouten import Fout, Vraagfout
from regio.zoeken import swv as swvs
from regio.zoeken.register import register_van

router = APIRouter(tags=["samenwerkingsverbanden"])


class Swvvraag(SwvKaartvraag):
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
    responses=KAART | problemen(400, 406),
)
def samenwerkingsverbanden(request: Request, stand: StandNu, vraag: Annotated[Swvvraag, Query()]) -> Response:
    """150 met een gebied en twee landelijke zonder gebied; of als kaart."""
    if vraag.gemeente is not None and vraag.gemeente not in register_van(stand).gemeenten:
        melding = "gemeente moet een CBS-code zijn die bestaat of heeft bestaan, zoals GM1730."
        raise Vraagfout(Fout("gemeente", "onbekend", melding))
    datum, op_de_kaart = swv_datum(vraag.geldigOp), wil_kaart(request, vraag)
    rijen = swvs.lijst(stand, datum, vraag.sector, vraag.gemeente)
    if op_de_kaart:
        return kaart(request, stand, vraag, datum, _per_sector(rijen, vraag.sector))
    inhoud = {
        "geldigOp": datum,
        "aantal": len(rijen),
        "samenwerkingsverbanden": rijen,
        "laatstBekendeVersie": laatst_bekend(stand, datum),
    }
    return vast_antwoord(request, stand, inhoud, datum_gegeven=vraag.geldigOp is not None, vary=VARY)


def _per_sector(rijen: list[dict[str, Any]], sector: Sector | None) -> dict[str, dict[str, str | None]]:
    sectoren = ("PO", "VO") if sector is None else (sector,)
    return {een: {rij["code"]: rij["naam"] for rij in rijen if rij["sector"] == een} for een in sectoren}


@router.get(
    "/v1/samenwerkingsverbanden/{code}",
    response_model=Swv,
    operation_id="samenwerkingsverband",
    summary="Een samenwerkingsverband met zijn gemeenten en postcodes",
    responses=EEN_KAART | problemen(400, 404, 406),
)
def samenwerkingsverband(
    request: Request,
    stand: StandNu,
    vraag: Annotated[SwvKaartvraag, Query()],
    code: Annotated[Swvcode, Path(description="Code van het verband.", examples=["VO2001"])],
) -> Response:
    """De naam staat er alleen als een bron die geeft."""
    datum, op_de_kaart = swv_datum(vraag.geldigOp), wil_kaart(request, vraag)
    antwoord = swvs.een(stand, code, datum)
    if op_de_kaart:
        return een_kaart(request, stand, vraag, datum, (antwoord["sector"], code, antwoord["naam"]))
    return vast_antwoord(request, stand, antwoord, datum_gegeven=vraag.geldigOp is not None, vary=VARY)
