"""``/v1/gemeenten``: gemeenten on a day, also former ones."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.afhankelijk import GemeentePeildatum, MetGemeentePeildatum, StandNu, gemeente_datum
from api.modellen import GemeenteAntwoord, Gemeenten
from api.routes._gedeeld import Gemeentecode, problemen
from api.vast import vast_antwoord
from regio.stand.stand import Stand
from regio.zoeken.gemeente import antwoord_gemeente, begin
from regio.zoeken.register import register_van
from regio.zoeken.swv import gesplitst, swvs_per_gemeente

router = APIRouter(tags=["gemeenten"])


class Gemeentevraag(GemeentePeildatum):
    """Welke gemeenten."""

    naam: str | None = Field(None, max_length=100, description="Alleen gemeenten met deze naam of schrijfwijze.")


@router.get(
    "/v1/gemeenten",
    response_model=Gemeenten,
    operation_id="gemeenten",
    summary="De gemeenten op een dag",
    responses=problemen(400),
)
def gemeenten(request: Request, stand: StandNu, vraag: Annotated[Gemeentevraag, Query()]) -> Response:
    """Alle gemeenten die op de peildatum bestonden, met hun samenwerkingsverbanden."""
    datum = gemeente_datum(vraag.geldigOp)
    register = register_van(stand)
    wie = None if vraag.naam is None else {n.sleutel for n in register.met_naam(vraag.naam) if n.soort == "gemeente"}
    rijen = [
        _kort(stand, rij, stand.toestand_nr_iso(datum))
        for rij in stand.tabellen["gemeenten"]
        if rij["geldig_vanaf"] <= datum and (rij["geldig_tot"] is None or datum < rij["geldig_tot"])
        if wie is None or rij["code"] in wie
    ]
    inhoud = {"geldigOp": datum, "aantal": len(rijen), "gemeenten": rijen}
    return vast_antwoord(request, stand, inhoud, datum_gegeven=vraag.geldigOp is not None)


def _kort(stand: Stand, rij: dict[str, Any], toestand: int) -> dict[str, Any]:
    zeker, misschien = swvs_per_gemeente(stand, toestand).get(rij["code"], ([], []))
    return {
        "code": rij["code"],
        "naam": rij["naam"],
        "geldigVanaf": begin(rij),
        "geldigTot": rij["geldig_tot"],
        "samenwerkingsverbanden": zeker,
        "samenwerkingsverbandenMisschien": misschien,
        "gesplitst": gesplitst(zeker, misschien) if toestand >= stand.eerste_met_swv else None,
    }


@router.get(
    "/v1/gemeenten/{code}",
    response_model=GemeenteAntwoord,
    operation_id="gemeente",
    summary="Een gemeente, ook een die niet meer bestaat",
    responses=problemen(400, 404),
)
def gemeente(
    request: Request,
    stand: StandNu,
    vraag: MetGemeentePeildatum,
    code: Annotated[Gemeentecode, Path(description="CBS-code.", examples=["GM1730"])],
) -> Response:
    """Een opgeheven gemeente antwoordt met einddatum en opvolgers."""
    antwoord = antwoord_gemeente(stand, code, gemeente_datum(vraag.geldigOp))
    return vast_antwoord(request, stand, antwoord, datum_gegeven=vraag.geldigOp is not None)
