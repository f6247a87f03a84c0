"""``/v1/adressen`` and ``/v1/suggesties``: free text, in the body because it may hold an address."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.afhankelijk import (
    ALS_DATUM,
    DATUMUITLEG,
    GemeentePeildatum,
    GeocoderNu,
    StandNu,
    ZonderVragen,
    gemeente_datum,
    vandaag,
)
from api.modellen import Suggesties, Zoekuitkomst
from api.routes._gedeeld import problemen
from api.vast import los_antwoord
from regio.adressen import GeenGeocoder, Geocoder
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.stand.stand import Stand
from regio.zoeken.suggesties import suggesties as zoek_suggesties
from regio.zoeken.zoek import zoek

router = APIRouter(tags=["opzoeken"])


class Vraag(BaseModel):
    """Een vraag in gewone tekst."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"vraag": "Esweg 21, Eelde"}})

    vraag: str = Field(description="Postcode, gemeente, plaats of adres; ten hoogste 200 tekens.")
    # Checked together with the question, below, so that the faults of both come out at once.
    geldigOp: Annotated[str, ALS_DATUM] | None = Field(None, description=DATUMUITLEG)  # noqa: N815


class Begin(GemeentePeildatum):
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
    uitkomst = _zoek(stand, vraag, geocoder)
    lijf = json.dumps(uitkomst, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(lijf, media_type="application/json", headers={"cache-control": "no-store"})


def _zoek(stand: Stand, vraag: Vraag, geocoder: Geocoder) -> dict[str, Any]:
    """The outcome of a question. Raises Vraagfout with the faults of date and question together, or NietGevonden."""
    try:
        datum = gemeente_datum(vraag.geldigOp)
    except Vraagfout as fout:
        raise _in_lijf(*fout.fouten, *_fouten_in(stand, vraag.vraag)) from None
    try:
        uitkomst: dict[str, Any] = zoek(stand, vraag.vraag, datum, geocoder)
    except Vraagfout as fout:
        raise _in_lijf(*map(_bij_vraag, fout.fouten)) from None
    return uitkomst


def _fouten_in(stand: Stand, vraag: str) -> tuple[Fout, ...]:
    """What is wrong with a question whose date is wrong too; asks nobody else."""
    try:
        zoek(stand, vraag, vandaag(), GeenGeocoder())
    except Vraagfout as fout:
        return tuple(map(_bij_vraag, fout.fouten))
    except NietGevonden:
        pass
    return ()


def _bij_vraag(fout: Fout) -> Fout:
    """A fault under the field it came in by: what is not of the date is of the question."""
    return fout if fout.veld == "geldigOp" else replace(fout, veld="vraag")


def _in_lijf(*fouten: Fout) -> Vraagfout:
    return Vraagfout(*(replace(fout, plek="body") for fout in fouten))


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
    return los_antwoord(request, stand, gevonden, datum_gegeven=vraag.geldigOp is not None)
