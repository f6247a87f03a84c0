"""Congruence through time, and of gemeenten: ``/v1/congruentie-tijdreeksen``, ``/v1/territoriale-congruenties``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.afhankelijk import GemeentePeildatum, StandNu, gemeente_datum
from api.congruentievraag import (
    LIJST_UITLEG,
    OF_CSV,
    Indelingenlijst,
    Indelingnaam,
    Reeksvraag,
    antwoord,
    controleer,
    lees_lijst,
    te_vroeg,
)
from api.modellen_congruentie import CongruentieTijdreeks, TerritorialeCongruenties
from api.routes._gedeeld import problemen
from regio.congruentie import dienst, tabel
from regio.congruentie.indelingen import bekende_naam
from regio.fouten import Fout, Vraagfout

router = APIRouter(tags=["congruenties"])
GEWOON = "PO,VO,jeugdregio"


@router.get(
    "/v1/congruentie-tijdreeksen/{indeling}",
    response_model=CongruentieTijdreeks,
    operation_id="congruentie_tijdreeks",
    summary="Hoe goed een indeling door de tijd op de jeugdregio's past",
    responses=OF_CSV | problemen(400, 404, 406),
)
def congruentie_tijdreeks(
    request: Request, stand: StandNu, vraag: Annotated[Reeksvraag, Query()], indeling: Indelingnaam
) -> Response:
    """Elke versie en herindeling sinds 2013, naast de jeugdregio's van de dag zelf en die van 2015, 2016 en 2025."""
    naam = bekende_naam(indeling)
    controleer(stand, vraag.weging, [naam])
    return antwoord(
        request,
        stand,
        lambda: dienst.tijdreeks(stand, naam, vraag.weging),
        datum_gegeven=True,
        tabel=tabel.van_tijdreeks,
    )


class Territoriaalvraag(GemeentePeildatum):
    """Op welke dag, en over welke indelingen."""

    indelingen: Indelingenlijst = Field(
        GEWOON, description=f"Twee of meer indelingen. {LIJST_UITLEG}", examples=[GEWOON]
    )


@router.get(
    "/v1/territoriale-congruenties",
    response_model=TerritorialeCongruenties,
    operation_id="territoriale_congruenties",
    summary="Met welke gemeenten een gemeente in elke indeling samen zit",
    responses=OF_CSV | problemen(400, 406),
)
def territoriale_congruenties(
    request: Request, stand: StandNu, vraag: Annotated[Territoriaalvraag, Query()]
) -> Response:
    """Per gemeente: het deel van de gemeenten waarmee zij ergens samen zit, dat in elke indeling hetzelfde blijft."""
    namen = lees_lijst(vraag.indelingen, "indelingen")
    datum = gemeente_datum(vraag.geldigOp)
    fouten = te_vroeg(namen, datum)
    if len(namen) < 2:
        melding = "Noem twee of meer verschillende indelingen, met komma's ertussen."
        fouten.append(Fout("indelingen", "te-weinig", melding))
    if fouten:
        raise Vraagfout(*fouten)
    return antwoord(
        request,
        stand,
        lambda: dienst.gemeenten(stand, datum, namen),
        datum_gegeven=vraag.geldigOp is not None,
        tabel=tabel.van_gemeenten,
    )
