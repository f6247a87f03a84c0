"""Scenarios that come from elsewhere: moves from a CSV, and moves on the edition that is in use now."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from api import modellen_overzetten, modellen_scenario
from api.afhankelijk import GeenVragen, StandNu, ZonderVragen
from api.congruentievraag import CSV
from api.problemen import AnderAntwoord, probleem
from api.routes.scenarios import EEN
from api.scenariovraag import (
    LEZEN,
    MET_ETAG,
    MET_LIJF,
    WIJZIGEN,
    AlsGezien,
    Scenarionummer,
    Versievraag,
    als_antwoord,
    lees,
    om_te_wijzigen,
    op_basis,
    scenario_antwoord,
    scenario_json,
)
from api.toegang import Bewerker, Lezer, ToegangNu
from regio.fouten import Vraagfout
from regio.stand.houder import Standhouder

router = APIRouter(tags=["scenario's"])
_GEEN_CSV = "Stuur het bestand als text/csv."
_VOORBEELD = "zet,soort,sector,naar,gemeente\r\n1,verplaats,PO,PO2203,GM1730\r\n"
_LIJF: dict[str, Any] = {
    "requestBody": {"required": True, "content": {CSV: {"schema": {"type": "string"}, "example": _VOORBEELD}}}
}


async def lees_csv_lijf(request: Request) -> bytes:
    """The body of a question that must be CSV; another type is 415."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != CSV:
        raise AnderAntwoord(probleem(415, _GEEN_CSV))
    return await request.body()


def houder_van(request: Request) -> Standhouder:
    """What holds the edition in use, and finds others."""
    houder: Standhouder = request.app.state.houder
    return houder


@router.post(
    f"{EEN}/_importeer",
    response_model=modellen_scenario.ScenarioAntwoord,
    operation_id="scenario_importeren",
    summary="De zetten vervangen door die in een CSV",
    responses=MET_ETAG | WIJZIGEN | MET_LIJF,
    openapi_extra=_LIJF,
)
def importeer(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Bewerker,
    id: Scenarionummer,  # noqa: A002
    inhoud: Annotated[bytes, Depends(lees_csv_lijf)],
    _: ZonderVragen,
    gezien: AlsGezien = None,
) -> Response:
    """Een CSV met zetten, of een hele tabel. Is er iets mis, dan staat elke fout er met zijn regel en gebeurt niets."""
    from regio.opslag import scenarios
    from regio.scenario.csvinvoer import meldingen_bij, zetten_uit_csv

    was = op_basis(stand, om_te_wijzigen(toegang, wie, id, gezien))
    try:
        zetten = zetten_uit_csv(stand, was.peildatum, inhoud)
    except Vraagfout as fout:
        raise Vraagfout(*(replace(een, plek="body") for een in fout.fouten)) from None
    wordt = scenarios.zet(toegang.engine, wie, was, zetten, stand.editie)
    return als_antwoord({**scenario_json(stand, wordt), "meldingen": meldingen_bij(inhoud, zetten)}, wordt)


@router.get(
    f"{EEN}/herbasering",
    response_model=modellen_overzetten.Herbasering,
    operation_id="scenario_herbasering",
    summary="Wat er verandert als u een scenario overzet",
    responses=MET_ETAG | LEZEN,
)
def herbasering(
    stand: StandNu,
    toegang: ToegangNu,
    houder: Annotated[Standhouder, Depends(houder_van)],
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    vraag: Annotated[Versievraag, Query()],
) -> Response:
    """Per zet of hij op de editie van nu nog kan, en wat er anders is; er verandert niets."""
    from regio.scenario.dienst import Vraag
    from regio.scenario.overzetten import Van, overzetting

    een = lees(toegang, wie, id, vraag.versie)
    van = Van(een.editie, houder.met_editie(een.editie))
    return als_antwoord(overzetting(van, stand, Vraag(een.peildatum, een.zetten)), een)


class Overzetvraag(GeenVragen):
    """Hoe een scenario wordt overgezet."""

    laatWeg: bool = Field(  # noqa: N815
        default=False, description="Zetten die op de nieuwe editie niet kunnen weglaten, in plaats van te weigeren."
    )


@router.post(
    f"{EEN}/_herbaseer",
    response_model=modellen_scenario.ScenarioAntwoord,
    operation_id="scenario_herbaseren",
    summary="Een scenario overzetten op de editie die nu in gebruik is",
    responses=MET_ETAG | WIJZIGEN,
)
def herbaseer(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Bewerker,
    id: Scenarionummer,  # noqa: A002
    vraag: Annotated[Overzetvraag, Query()],
    gezien: AlsGezien = None,
) -> Response:
    """Een nieuwe versie met dezelfde zetten. Kan een zet niet meer, dan gebeurt er niets, tenzij u hem weglaat."""
    from regio.opslag import scenarios
    from regio.scenario.dienst import Vraag
    from regio.scenario.overzetten import over_te_zetten

    was = om_te_wijzigen(toegang, wie, id, gezien)
    zetten = over_te_zetten(stand, Vraag(was.peildatum, was.zetten), laat_weg=vraag.laatWeg)
    return scenario_antwoord(stand, scenarios.zet(toegang.engine, wie, was, zetten, stand.editie))
