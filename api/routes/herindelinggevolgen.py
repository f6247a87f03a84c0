"""``/v1/herindelinggevolgen``: what went where, and what that did to the samenwerkingsverbanden."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.afhankelijk import GeenVragen, StandNu
from api.congruentievraag import OF_CSV, antwoord
from api.modellen_herindeling import Gevolgnaam, Herindelinggevolgen
from api.routes._gedeeld import Gemeentecode, problemen
from regio.fouten import Fout, Vraagfout
from regio.tijdlijn.gevolgen import gevolgen
from regio.tijdlijn.gevolgtabel import van_gevolgen
from regio.zoeken.register import register_van

router = APIRouter(tags=["naslag"])


class Gevolgvraag(GeenVragen):
    """Welke herindelingen."""

    gemeente: Gemeentecode | None = Field(
        None, description="Alleen met deze gemeente, oud of nieuw (CBS-code).", examples=["GM1931"]
    )
    jaar: int | None = Field(None, ge=2011, le=2099, description="Alleen uit dit jaar.")
    gevolg: Gevolgnaam | None = Field(None, description="Alleen met dit gevolg, in een van de sectoren.")


@router.get(
    "/v1/herindelinggevolgen",
    response_model=Herindelinggevolgen,
    operation_id="herindelinggevolgen",
    summary="Herindelingen en hun gevolgen voor de samenwerkingsverbanden",
    responses=OF_CSV | problemen(400, 406),
)
def herindelinggevolgen(request: Request, stand: StandNu, vraag: Annotated[Gevolgvraag, Query()]) -> Response:
    """Wat er naar welke gemeente ging (plaatsen, postcodes, inwoners), en of zij daardoor gesplitst is."""
    if vraag.gemeente is not None and vraag.gemeente not in register_van(stand).gemeenten:
        melding = "gemeente moet een CBS-code zijn die bestaat of heeft bestaan, zoals GM1931."
        raise Vraagfout(Fout("gemeente", "onbekend", melding))
    codes = None if vraag.gemeente is None else {vraag.gemeente}
    return antwoord(
        request,
        stand,
        lambda: gevolgen(stand, codes, vraag.jaar, vraag.gevolg),
        datum_gegeven=True,
        tabel=van_gevolgen,
    )
