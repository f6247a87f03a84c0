"""``/v1/gemeenten``: gemeenten on a day, also former ones."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.afhankelijk import StandNu, gemeente_datum
from api.geo import VARY, GemeenteKaartvraag, een_kaart, kaart, wil_kaart
from api.modellen import GemeenteAntwoord, Gemeenten
from api.routes._gedeeld import EEN_KAART, KAART, Gemeentecode, problemen
from api.vast import vast_antwoord
from regio.stand.stand import Stand
from regio.zoeken.gemeente import antwoord_gemeente, begin
from regio.zoeken.register import register_van
from regio.zoeken.swv import gesplitst, swvs_per_gemeente

router = APIRouter(tags=["gemeenten"])


class Gemeentevraag(GemeenteKaartvraag):
    """Welke gemeenten."""

    naam: str | None = Field(None, max_length=100, description="Alleen gemeenten met deze naam of schrijfwijze.")


@router.get(
    "/v1/gemeenten",
    response_model=Gemeenten,
    operation_id="gemeenten",
    summary="De gemeenten op een dag",
    responses=KAART | problemen(400, 406),
)
def gemeenten(request: Request, stand: StandNu, vraag: Annotated[Gemeentevraag, Query()]) -> Response:
    """Alle gemeenten die op de peildatum bestonden, met hun samenwerkingsverbanden; of als kaart."""
    datum = gemeente_datum(vraag.geldigOp)
    wie = _bestaande(stand, datum, vraag.naam)
    if wil_kaart(request, vraag):
        return kaart(request, stand, vraag, datum, {"gemeente": {rij["code"]: rij["naam"] for rij in wie}})
    rijen = [_kort(stand, rij, stand.toestand_nr_iso(datum)) for rij in wie]
    inhoud = {"geldigOp": datum, "aantal": len(rijen), "gemeenten": rijen}
    return vast_antwoord(request, stand, inhoud, datum_gegeven=vraag.geldigOp is not None, vary=VARY)


def _bestaande(stand: Stand, datum: str, naam: str | None) -> list[dict[str, Any]]:
    """The gemeenten of a day, with a name if one is given."""
    wie = None if naam is None else {n.sleutel for n in register_van(stand).met_naam(naam) if n.soort == "gemeente"}
    return [
        rij
        for rij in stand.tabellen["gemeenten"]
        if rij["geldig_vanaf"] <= datum and (rij["geldig_tot"] is None or datum < rij["geldig_tot"])
        if wie is None or rij["code"] in wie
    ]


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
    responses=EEN_KAART | problemen(400, 404, 406),
)
def gemeente(
    request: Request,
    stand: StandNu,
    vraag: Annotated[GemeenteKaartvraag, Query()],
    code: Annotated[Gemeentecode, Path(description="CBS-code.", examples=["GM1730"])],
) -> Response:
    """Een opgeheven gemeente antwoordt met einddatum en opvolgers; op de kaart heeft zij dan geen vlak."""
    datum = gemeente_datum(vraag.geldigOp)
    op_de_kaart = wil_kaart(request, vraag)
    antwoord = antwoord_gemeente(stand, code, datum)
    if op_de_kaart:
        return een_kaart(request, stand, vraag, datum, ("gemeente", code, antwoord["naam"]))
    return vast_antwoord(request, stand, antwoord, datum_gegeven=vraag.geldigOp is not None, vary=VARY)
