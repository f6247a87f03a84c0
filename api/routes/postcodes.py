"""``/v1/postcodes``: from a postcode to its samenwerkingsverbanden."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.afhankelijk import MetPeildatum, StandNu, ZonderVragen, swv_datum
from api.modellen import Antwoord, Reeksuitkomst, Vraagcontext
from api.reeks import Reeks, beantwoord
from api.routes._gedeeld import problemen
from api.snel import PAD_POSTCODE
from regio.adressen import lees_postcode
from regio.fouten import Fout, Vraagfout
from regio.stand.stand import Stand
from regio.zoeken.postcode import antwoord_postcode, onbekende_postcode

router = APIRouter(tags=["opzoeken"])


class Postcodereeks(BaseModel):
    """Postcodes die samen worden opgezocht, ten hoogste 1.000."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"context": {"geldigOp": "2015-04-23"}, "requests": ["9471 RM", "3155"]}},
    )

    context: Vraagcontext = Vraagcontext()
    requests: Reeks = Field(description="Postcodes als tekst, met of zonder letters; 1 tot en met 1.000.")


@router.get(
    PAD_POSTCODE,
    response_model=Antwoord,
    operation_id="postcode",
    summary="Samenwerkingsverbanden, gemeente en jeugdregio bij een postcode",
    responses=problemen(400, 404),
)
def postcode(
    stand: StandNu,
    vraag: MetPeildatum,
    postcode: Annotated[str, Path(description="PC4 of PC6, ook slordig geschreven.", examples=["9471"])],
) -> dict[str, Any]:
    # Documents the route of api.snel, which comes before it.
    return antwoord_postcode(stand, lees_postcode(postcode, plek="path"), swv_datum(vraag.geldigOp))


@router.post(
    "/v1/postcodes/_batch",
    response_model=Reeksuitkomst,
    operation_id="postcodes_batch",
    summary="Ten hoogste 1.000 postcodes tegelijk",
    responses=problemen(400, 413, 415, 429),
)
def postcodes_batch(stand: StandNu, reeks: Postcodereeks, _: ZonderVragen) -> Response:
    """Geeft evenveel antwoorden als vragen, in dezelfde volgorde; null waar niets is gevonden."""
    datum = swv_datum(reeks.context.geldigOp)
    return beantwoord(
        stand,
        reeks.requests,
        datum,
        lambda tekst, toestand: stand.postcode_bytes(_plek(stand, tekst), datum, toestand),
    )


def _plek(stand: Stand, tekst: object) -> int:
    if not isinstance(tekst, str):
        raise Vraagfout(Fout("requests", "geen-tekst", "Geef elke postcode als tekst.", "body"))
    pc4 = lees_postcode(tekst, plek="body")
    plek = stand.plek(pc4)
    if plek is None:
        raise onbekende_postcode(stand, pc4)
    return plek
