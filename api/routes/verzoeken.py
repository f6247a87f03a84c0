"""``/v1/grenswijzigingsverzoeken``: handing in a scenario, and what happens to a request afterwards."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from api import modellen_verzoek as modellen
from api.afhankelijk import StandNu, ZonderVragen
from api.scenariovraag import (
    LEZEN,
    MET_LIJF,
    VOORBEELD,
    VORM,
    WIJZIGEN,
    AlsGezien,
    Scenarionummer,
    als_antwoord,
    om_te_wijzigen,
)
from api.toegang import Bewerker, Gebruiker, ToegangNu
from api.vast import JSON, NIET_BEWAREN, als_json
from api.verzoekvraag import dien_in, kop_json, verzoek_json, zet_stap

router = APIRouter(tags=["grenswijzigingsverzoeken"])
PAD = "/v1/grenswijzigingsverzoeken"
EEN = f"{PAD}/{{id}}"
Verzoeknummer = Annotated[
    str, Path(description="Kenmerk van het verzoek, 32 tekens.", pattern=VORM, examples=[VOORBEELD])
]
_LOCATION = {"Location": {"description": "Adres van het verzoek.", "schema": {"type": "string"}}}


@router.post(
    "/v1/scenarios/{id}/_indienen",
    status_code=201,
    response_model=modellen.VerzoekAntwoord,
    operation_id="scenario_indienen",
    summary="Een scenario indienen als verzoek tot grenswijziging",
    responses={201: {"headers": _LOCATION}} | WIJZIGEN | MET_LIJF,
)
def indienen(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Bewerker,
    id: Scenarionummer,  # noqa: A002
    nieuw: modellen.NieuwVerzoek,
    _: ZonderVragen,
    gezien: AlsGezien = None,
) -> Response:
    """Een kopie van deze versie, met de gevolgen; wat daarna met het scenario gebeurt verandert het verzoek niet."""
    from regio.scenario.verzoek import lees_indiening

    was = om_te_wijzigen(toegang, wie, id, gezien)
    indiening = lees_indiening(nieuw.aanvrager, nieuw.reden, [een.model_dump() for een in nieuw.steun])
    een = dien_in(stand, toegang.engine, wie, was, indiening)
    koppen = {**NIET_BEWAREN, "location": f"{PAD}/{een.kop.id}"}
    return Response(als_json(verzoek_json(stand, wie, een)), 201, koppen, JSON)


@router.get(
    PAD,
    response_model=modellen.Verzoeken,
    operation_id="grenswijzigingsverzoeken",
    summary="Verzoeken tot grenswijziging",
    responses=LEZEN,
)
def lijst(stand: StandNu, toegang: ToegangNu, wie: Gebruiker, _: ZonderVragen) -> Response:
    """Wat u indiende; voor een beheerder alle verzoeken. Ten hoogste 1000, het nieuwste eerst."""
    from regio.opslag import verzoeken

    koppen = verzoeken.lijst(toegang.engine, wie, verzoeken.MEESTE_IN_LIJST + 1)
    rijen = [kop_json(stand, kop) for kop in koppen[: verzoeken.MEESTE_IN_LIJST]]
    return als_antwoord({"verzoeken": rijen, "meer": len(koppen) > len(rijen)})


@router.get(
    EEN,
    response_model=modellen.VerzoekAntwoord,
    operation_id="grenswijzigingsverzoek",
    summary="Een verzoek tot grenswijziging",
    responses=LEZEN,
)
def een_verzoek(stand: StandNu, toegang: ToegangNu, wie: Gebruiker, id: Verzoeknummer, _: ZonderVragen) -> Response:  # noqa: A002
    """Het verzoek zoals het is ingediend, met de gevolgen van toen en wat er daarna gebeurde."""
    from regio.opslag import verzoeken

    return als_antwoord(verzoek_json(stand, wie, verzoeken.lees(toegang.engine, wie, id)))


@router.post(
    f"{EEN}/_stap",
    response_model=modellen.VerzoekAntwoord,
    operation_id="grenswijzigingsverzoek_stap",
    summary="Een stap zetten in een verzoek",
    responses=LEZEN | MET_LIJF,
)
def stap(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Bewerker,
    id: Verzoeknummer,  # noqa: A002
    nieuw: modellen.NieuweStap,
    _: ZonderVragen,
) -> Response:
    """Aanvullen, een standpunt vastleggen of intrekken kan wie indiende; behandelen en besluiten een beheerder."""
    return als_antwoord(verzoek_json(stand, wie, zet_stap(toegang.engine, wie, id, nieuw.model_dump())))
