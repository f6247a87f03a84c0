"""``/v1/adressen`` and ``/v1/suggesties``: free text, in the body because it may hold an address."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.afhankelijk import GeocoderNu, Peildatum, StandNu, ZonderVragen, gemeente_datum, swv_datum
from api.modellen import Suggesties, Zoekuitkomst
from api.routes._gedeeld import problemen
from api.vast import vast_antwoord
from regio.zoeken.suggesties import suggesties as zoek_suggesties
from regio.zoeken.zoek import zoek

router = APIRouter(tags=["opzoeken"])


class Vraag(BaseModel):
    """Een vraag in gewone tekst."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"vraag": "Esweg 21, Eelde"}})

    vraag: str = Field(description="Postcode, gemeente, plaats of adres; ten hoogste 200 tekens.")
    geldigOp: str | None = Field(None, description="Peildatum (JJJJ-MM-DD), standaard vandaag.")  # noqa: N815


class Begin(Peildatum):
    """Wat er tot nu toe is getypt."""

    q: str = Field(max_length=100, description="Begin van een naam of postcode.", examples=["tyn"])


@router.post(
    "/v1/adressen/_zoek",
    response_model=Zoekuitkomst,
    operation_id="zoek",
    summary="Een postcode, gemeente, plaats of adres opzoeken",
    responses=problemen(400, 404, 413, 415, 429),
)
def zoek_vraag(stand: StandNu, geocoder: GeocoderNu, vraag: Vraag, _: ZonderVragen) -> Response:
    """De vraag staat in het lijf: een adres hoort niet in een webadres of een logboek."""
    uitkomst: dict[str, Any] = zoek(stand, vraag.vraag, swv_datum(vraag.geldigOp), geocoder)
    lijf = json.dumps(uitkomst, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(lijf, media_type="application/json", headers={"cache-control": "no-store"})


@router.get(
    "/v1/suggesties",
    response_model=Suggesties,
    operation_id="suggesties",
    summary="Namen en postcodes die met deze letters beginnen",
    responses=problemen(400),
)
def suggesties(request: Request, stand: StandNu, vraag: Annotated[Begin, Query()]) -> Response:
    """Alleen gemeenten, plaatsen en postcodes; stuur hier geen adressen."""
    datum = gemeente_datum(vraag.geldigOp)
    gevonden = {"suggesties": zoek_suggesties(stand, vraag.q, datum)}
    return vast_antwoord(request, stand, gevonden, datum_gegeven=vraag.geldigOp is not None)
