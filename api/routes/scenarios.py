"""``/v1/scenarios``: making, reading, changing and sharing scenarios."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import modellen_scenario as modellen
from api.afhankelijk import StandNu, ZonderVragen, swv_datum
from api.congruentievraag import wil_csv
from api.routes._gedeeld import problemen
from api.scenariovraag import (
    GEMAAKT,
    LEZEN,
    MET_ETAG,
    MET_LIJF,
    MET_TABEL,
    WIJZIGEN,
    AlsGezien,
    Scenariolijstvraag,
    Scenarionummer,
    Versievraag,
    als_antwoord,
    kop_json,
    lees,
    om_te_wijzigen,
    op_basis,
    scenario_antwoord,
    scenario_json,
    tabel_antwoord,
)
from api.toegang import Bewerker, Gebruiker, Lezer, ToegangNu, keur_beheerder
from api.vast import NIET_BEWAREN

router = APIRouter(tags=["scenario's"])
PAD = "/v1/scenarios"
EEN = f"{PAD}/{{id}}"


@router.post(
    PAD,
    status_code=201,
    response_model=modellen.ScenarioAntwoord,
    operation_id="scenario_maken",
    summary="Een scenario maken",
    responses=GEMAAKT | LEZEN | MET_LIJF,
)
def maak(stand: StandNu, toegang: ToegangNu, wie: Bewerker, nieuw: modellen.NieuwScenario, _: ZonderVragen) -> Response:
    """Een scenario op de editie die nu in gebruik is; zetten die niet kunnen worden alle genoemd, met hun plaats."""
    from regio.opslag import scenarios
    from regio.scenario.dienst import Vraag, met_zetten

    peildatum = swv_datum(nieuw.peildatum, "peildatum")
    zetten = met_zetten(stand, Vraag(peildatum, ()), nieuw.zetten)
    een = scenarios.maak(toegang.engine, wie, nieuw.naam, (stand.editie, peildatum), zetten)
    return scenario_antwoord(stand, een, 201)


@router.get(
    PAD,
    response_model=modellen.Scenarios,
    operation_id="scenarios",
    summary="Uw scenario's",
    responses=LEZEN,
)
def lijst(
    stand: StandNu, toegang: ToegangNu, wie: Gebruiker, vraag: Annotated[Scenariolijstvraag, Query()]
) -> Response:
    """De scenario's die u maakte, het laatst gewijzigde eerst; voor een beheerder ook die van anderen."""
    from regio.opslag import scenarios

    if vraag.van_anderen:
        keur_beheerder(wie)
        rijen, meer = scenarios.alle(toegang.engine, wie, vraag.eigenaar or "")
    else:
        rijen, meer = scenarios.van(toegang.engine, wie), False
    return als_antwoord({"scenarios": [kop_json(stand, een) for een in rijen], "meer": meer})


@router.get(
    EEN,
    response_model=modellen.ScenarioAntwoord,
    operation_id="scenario",
    summary="Een scenario met zijn zetten",
    responses=MET_TABEL | LEZEN | problemen(406),
)
def een_scenario(
    request: Request,
    stand: StandNu,
    toegang: ToegangNu,
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    vraag: Annotated[Versievraag, Query()],
) -> Response:
    """De huidige versie, of een andere; als CSV alleen de zetten, in de vorm die weer is in te lezen."""
    from regio.scenario.lezen import lees_zetten
    from regio.scenario.uitvoer import zetten_csv

    een = lees(toegang, wie, id, vraag.versie)
    tekst = zetten_csv(lees_zetten(list(een.zetten))) if wil_csv(request) else ""
    return tabel_antwoord(request, een, tekst, scenario_json(stand, een))


@router.patch(
    EEN,
    response_model=modellen.ScenarioAntwoord,
    operation_id="scenario_hernoemen",
    summary="De naam van een scenario wijzigen",
    responses=MET_ETAG | WIJZIGEN | MET_LIJF,
)
def hernoem(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Bewerker,
    id: Scenarionummer,  # noqa: A002
    ander: modellen.AndereNaam,
    _: ZonderVragen,
    gezien: AlsGezien = None,
) -> Response:
    """Een andere naam; de zetten en versies blijven."""
    from regio.opslag import scenarios

    was = om_te_wijzigen(toegang, wie, id, gezien)
    return scenario_antwoord(stand, scenarios.hernoem(toegang.engine, wie, was, ander.naam))


@router.delete(
    EEN,
    status_code=204,
    response_class=Response,
    operation_id="scenario_verwijderen",
    summary="Een scenario verwijderen",
    responses=WIJZIGEN,
)
def verwijder(
    toegang: ToegangNu,
    wie: Bewerker,
    id: Scenarionummer,  # noqa: A002
    _: ZonderVragen,
    gezien: AlsGezien = None,
) -> Response:
    """Het scenario gaat weg, met alle versies en de deellink."""
    from regio.opslag import scenarios

    scenarios.verwijder(toegang.engine, wie, om_te_wijzigen(toegang, wie, id, gezien))
    return Response(None, 204, NIET_BEWAREN)


@router.post(
    f"{EEN}/_zet",
    response_model=modellen.ScenarioAntwoord,
    operation_id="scenario_zet",
    summary="Zetten toevoegen of vervangen",
    responses=MET_ETAG | WIJZIGEN | MET_LIJF,
)
def zet(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Bewerker,
    id: Scenarionummer,  # noqa: A002
    lijst: modellen.Zetlijst,
    _: ZonderVragen,
    gezien: AlsGezien = None,
) -> Response:
    """Een nieuwe versie. Kan een van de zetten niet, dan gebeurt er niets en staat bij elke fout welke zet het is."""
    from regio.opslag import scenarios
    from regio.scenario.dienst import Vraag, met_zetten

    was = op_basis(stand, om_te_wijzigen(toegang, wie, id, gezien))
    zetten = met_zetten(stand, Vraag(was.peildatum, was.zetten), lijst.zetten, vervang=lijst.vervang)
    return scenario_antwoord(stand, scenarios.zet(toegang.engine, wie, was, zetten, stand.editie))


@router.post(
    f"{EEN}/_ongedaan",
    response_model=modellen.ScenarioAntwoord,
    operation_id="scenario_ongedaan",
    summary="De laatste wijziging ongedaan maken",
    responses=MET_ETAG | WIJZIGEN,
)
def ongedaan(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Bewerker,
    id: Scenarionummer,  # noqa: A002
    _: ZonderVragen,
    gezien: AlsGezien = None,
) -> Response:
    """Terug naar de versie waaruit de huidige kwam."""
    from regio.opslag import scenarios

    was = om_te_wijzigen(toegang, wie, id, gezien)
    return scenario_antwoord(stand, scenarios.ongedaan(toegang.engine, wie, was))


@router.post(
    f"{EEN}/_opnieuw",
    response_model=modellen.ScenarioAntwoord,
    operation_id="scenario_opnieuw",
    summary="Opnieuw doen wat ongedaan is gemaakt",
    responses=MET_ETAG | WIJZIGEN,
)
def opnieuw(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Bewerker,
    id: Scenarionummer,  # noqa: A002
    _: ZonderVragen,
    gezien: AlsGezien = None,
) -> Response:
    """Vooruit naar de versie die het laatst ongedaan is gemaakt."""
    from regio.opslag import scenarios

    was = om_te_wijzigen(toegang, wie, id, gezien)
    return scenario_antwoord(stand, scenarios.opnieuw(toegang.engine, wie, was))


@router.post(
    f"{EEN}/_vertak",
    status_code=201,
    response_model=modellen.ScenarioAntwoord,
    operation_id="scenario_vertakken",
    summary="Een nieuw scenario uit een bestaand",
    responses=GEMAAKT | LEZEN | MET_LIJF,
)
def vertak(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Bewerker,
    id: Scenarionummer,  # noqa: A002
    tak: modellen.Vertakking,
    _: ZonderVragen,
) -> Response:
    """Begint met de zetten van een versie; het bestaande scenario verandert niet."""
    from regio.opslag import scenarios

    was = lees(toegang, wie, id, tak.versie)
    een = scenarios.maak(toegang.engine, wie, tak.naam, (was.editie, was.peildatum), was.zetten, uit=was.id)
    return scenario_antwoord(stand, een, 201)


@router.post(
    f"{EEN}/_deel",
    response_model=modellen.Deellink,
    operation_id="scenario_delen",
    summary="Een deellink maken",
    responses=LEZEN,
)
def deel(toegang: ToegangNu, wie: Bewerker, id: Scenarionummer, _: ZonderVragen) -> Response:  # noqa: A002
    """Het token waarmee anderen dit scenario kunnen lezen, en niets anders. Een eerdere link vervalt."""
    from regio.opslag import scenarios

    return als_antwoord({"token": scenarios.deel(toegang.engine, wie, id)})


@router.post(
    f"{EEN}/_ontdeel",
    status_code=204,
    response_class=Response,
    operation_id="scenario_niet_delen",
    summary="De deellink intrekken",
    responses=LEZEN,
)
def ontdeel(toegang: ToegangNu, wie: Bewerker, id: Scenarionummer, _: ZonderVragen) -> Response:  # noqa: A002
    """De link werkt meteen niet meer."""
    from regio.opslag import scenarios

    scenarios.ontdeel(toegang.engine, wie, id)
    return Response(None, 204, NIET_BEWAREN)
