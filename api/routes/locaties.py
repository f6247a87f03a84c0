"""``/v1/locaties``: from a point to its samenwerkingsverbanden."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.afhankelijk import DATUMUITLEG, Peildatum, StandNu, SwvDag, ZonderVragen, swv_datum, vandaag
from api.modellen import Antwoord, Reeksuitkomst, Vraagcontext
from api.reeks import Reeks, beantwoord
from api.routes._gedeeld import problemen
from api.snel import PAD_PUNT, plaats_en_datum
from regio.fouten import Fout, Vraagfout
from regio.stand.stand import Stand
from regio.zoeken.punt import Vindplaats, antwoord_punt, punt_bytes

router = APIRouter(tags=["opzoeken"])
VELDEN = ("lon", "lat", "x", "y")


class Punt(Peildatum):
    """Een punt: lon en lat in graden (WGS84), of x en y in meters (RD)."""

    lon: str | None = Field(None, description="Lengte in graden.", examples=["6.6863"])
    lat: str | None = Field(None, description="Breedte in graden.", examples=["53.0929"])
    x: str | None = Field(None, description="RD x in meters; samen met y, zonder lon en lat.")
    y: str | None = Field(None, description="RD y in meters.")


class Puntvraag(BaseModel):
    """Een punt in het lijf van een vraag, zodat het in geen adres of logboek komt."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"lon": 6.6863, "lat": 53.0929}})

    lon: float | None = None
    lat: float | None = None
    x: float | None = None
    y: float | None = None
    geldigOp: SwvDag | None = Field(None, description=DATUMUITLEG)  # noqa: N815


class Puntenreeks(BaseModel):
    """Punten die samen worden opgezocht, ten hoogste 1.000."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"context": {"geldigOp": "2015-04-23"}, "requests": [{"lon": 6.6863, "lat": 53.0929}]}
        },
    )

    context: Vraagcontext = Vraagcontext()
    requests: Reeks = Field(description="Punten met lon en lat, of x en y; 1 tot en met 1.000.")


@router.get(
    PAD_PUNT,
    response_model=Antwoord,
    operation_id="locatie",
    summary="Samenwerkingsverbanden, gemeente en jeugdregio op een punt",
    responses=problemen(400, 404),
)
def locatie(stand: StandNu, vraag: Annotated[Punt, Query()]) -> dict[str, Any]:
    # Documents the route of api.snel, which comes before it.
    return _antwoord(stand, {veld: str(waarde) for veld, waarde in vraag if waarde is not None})


def _antwoord(stand: Stand, vraag: dict[str, str]) -> dict[str, Any]:
    datum, plaats = plaats_en_datum(stand, vraag, [])
    return antwoord_punt(stand, plaats, datum or vandaag())


@router.post(
    "/v1/locaties/_zoek",
    response_model=Antwoord,
    operation_id="locatie_zoek",
    summary="Een punt opzoeken zonder dat het in een adres of logboek komt",
    responses=problemen(400, 404, 413, 415),
)
def locatie_zoek(stand: StandNu, punt: Puntvraag, _: ZonderVragen) -> Response:
    """Als GET /v1/locaties, met het punt in het lijf van de vraag."""
    vraag = {veld: str(waarde) for veld, waarde in punt if waarde is not None}
    datum, plaats = plaats_en_datum(stand, vraag, [], "body")
    dag = datum or vandaag()
    lijf = punt_bytes(stand, plaats, dag, stand.toestand_nr_iso(dag))
    return Response(lijf, media_type="application/json", headers={"cache-control": "no-store"})


@router.post(
    "/v1/locaties/_batch",
    response_model=Reeksuitkomst,
    operation_id="locaties_batch",
    summary="Ten hoogste 1.000 punten tegelijk",
    responses=problemen(400, 413, 415, 429),
)
def locaties_batch(stand: StandNu, reeks: Puntenreeks, _: ZonderVragen) -> Response:
    """Geeft evenveel antwoorden als vragen, in dezelfde volgorde; null waar niets is gevonden."""
    datum = swv_datum(reeks.context.geldigOp)
    return beantwoord(
        stand,
        reeks.requests,
        datum,
        lambda punt, toestand: punt_bytes(stand, _plaats(stand, punt), datum, toestand),
    )


def _plaats(stand: Stand, punt: object) -> Vindplaats:
    if not isinstance(punt, dict) or punt.keys() - set(VELDEN):
        raise Vraagfout(Fout("requests", "geen-punt", "Geef elk punt als lon en lat, of als x en y.", "body"))
    return plaats_en_datum(stand, {veld: str(waarde) for veld, waarde in punt.items()}, [], "body")[1]
