"""``/v1/scenarios/{id}/_factoren``: what weighed in 2011 and has no data here, from the CSVs in the question."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import modellen_factoren as modellen
from api.afhankelijk import StandNu
from api.beurten import FACTOREN as BEURTEN
from api.routes.scenarios import EEN
from api.scenariogrondslag import grondslag
from api.scenariovraag import (
    MET_ETAG,
    MET_LIJF,
    UITKOMST,
    Scenarionummer,
    Versievraag,
    als_antwoord,
    lees,
    op_basis,
)
from api.toegang import Lezer, ToegangNu

router = APIRouter(tags=["scenario's"])


@router.post(
    f"{EEN}/_factoren",
    response_model=modellen.Factoren,
    operation_id="scenario_factoren",
    summary="Wat in 2011 meewoog en hier geen gegevens heeft",
    responses=MET_ETAG | UITKOMST | MET_LIJF,
)
def factoren(
    request: Request,
    stand: StandNu,
    toegang: ToegangNu,
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    bestanden: modellen.Factorenvraag,
    vraag: Annotated[Versievraag, Query()],
) -> Response:
    """Leerlingstromen, scholen van cluster 3 en 4 en arbeidsmarktregio's, uit de tekst van uw eigen CSV's.

    Wat u niet meestuurt is niet berekend, met wat ervoor nodig is. Wat u stuurt wordt niet bewaard.
    """
    from regio.scenario.dienst import Vraag
    from regio.scenario.factoren.dienst import FACTOREN, Invoer, factoren_van
    from regio.scenario.factoren.tabel import Bestand

    een = op_basis(stand, lees(toegang, wie, id, vraag.versie))
    gebracht = {
        naam: Bestand(f"{naam}.csv", tekst.encode())
        for naam in FACTOREN
        if (tekst := getattr(bestanden, naam)) is not None
    }
    invoer = Invoer(
        gebracht.get("leerlingstromen"),
        gebracht.get("scholen"),
        gebracht.get("arbeidsmarkt"),
        bestanden.afstandKm,
        bestanden.onvolledig,
        "stuur onvolledig mee als true",
    )
    gegevens = request.app.state.gegevens
    vraag_nu = Vraag(een.peildatum, een.zetten)
    inhoud = BEURTEN.doe(lambda: factoren_van(stand, gegevens, vraag_nu, invoer))
    return als_antwoord({**inhoud, **grondslag(stand, een)}, een)
