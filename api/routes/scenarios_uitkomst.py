"""What a scenario leads to: its versions, effects, findings, tables, and two scenarios side by side."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import modellen_scenario as modellen
from api.afhankelijk import StandNu, ZonderVragen
from api.congruentievraag import CSV, gevraagde_vorm
from api.routes._gedeeld import problemen
from api.routes.scenarios import EEN
from api.scenarioexport import MET_GEOPAKKET, MET_WERKMAP, GeoPakket, export_van, geopakket_van, werkmap_van
from api.scenariogrondslag import grondslag
from api.scenariovraag import (
    LEZEN,
    MET_ETAG,
    MET_TABEL,
    UITKOMST,
    Bevindingvraag,
    Effectvraag,
    Scenarionummer,
    Vergelijkvraag,
    Versievraag,
    als_antwoord,
    lees,
    op_basis,
    tabel_antwoord,
    tabelrijen,
)
from api.toegang import Lezer, ToegangNu
from api.vast import JSON
from regio.fouten import Fout, Vraagfout
from regio.werkmap import XLSX

router = APIRouter(tags=["scenario's"])


@router.get(
    f"{EEN}/versies",
    response_model=modellen.ScenarioVersies,
    operation_id="scenario_versies",
    summary="Alle versies van een scenario",
    responses=MET_ETAG | LEZEN,
)
def versies(toegang: ToegangNu, wie: Lezer, id: Scenarionummer, _: ZonderVragen) -> Response:  # noqa: A002
    """Ook versies die ongedaan zijn gemaakt; versies veranderen niet."""
    from regio.opslag import scenarios

    een = lees(toegang, wie, id)
    rijen = [
        {
            "versie": versie.nummer,
            "ouder": versie.ouder,
            "editie": versie.editie,
            "door": versie.door,
            "wanneer": versie.wanneer,
            "aantalZetten": versie.aantal,
            "huidig": versie.nummer == een.kop,
        }
        for versie in scenarios.versies(toegang.engine, wie, id)
    ]
    return als_antwoord({"versies": rijen}, een)


@router.get(
    f"{EEN}/effecten",
    response_model=modellen.ScenarioGevolgen,
    operation_id="scenario_effecten",
    summary="De gevolgen van een scenario",
    responses=MET_ETAG | UITKOMST,
)
def effecten(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    vraag: Annotated[Effectvraag, Query()],
) -> Response:
    """Kinderen, tafels, congruentie en grenzen naast de basis; standaard alleen wat verandert."""
    from regio.scenario.dienst import Vraag
    from regio.scenario.uitkomst import effecten_van

    een = op_basis(stand, lees(toegang, wie, id, vraag.versie))
    inhoud = effecten_van(stand, Vraag(een.peildatum, een.zetten), vraag.weging, alles=vraag.alles)
    return als_antwoord({**inhoud, **grondslag(stand, een)}, een)


@router.get(
    f"{EEN}/bevindingen",
    response_model=modellen.ScenarioBevindingen,
    operation_id="scenario_bevindingen",
    summary="Wat opvalt aan een scenario",
    responses=MET_ETAG | UITKOMST,
)
def bevindingen(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    vraag: Annotated[Bevindingvraag, Query()],
) -> Response:
    """Wat u moet weten voordat u besluit, ernstigste eerst; met drempels die u zelf stelt."""
    from regio.scenario.bevindingen import lees_drempels
    from regio.scenario.dienst import Vraag
    from regio.scenario.uitkomst import uitkomst_van

    drempels = lees_drempels(vraag.drempels(), "query")
    een = op_basis(stand, lees(toegang, wie, id, vraag.versie))
    uitkomst = uitkomst_van(stand, Vraag(een.peildatum, een.zetten), vraag.weging, drempels)
    lijst = [asdict(bevinding) for bevinding in uitkomst.bevindingen]
    return als_antwoord({"bevindingen": lijst, **grondslag(stand, een)}, een)


@router.get(
    f"{EEN}/regeling",
    response_model=modellen.Tabelrijen,
    operation_id="scenario_regeling",
    summary="De bijlage zoals die zou worden",
    responses=MET_WERKMAP | UITKOMST | problemen(406),
)
def regeling(
    request: Request,
    stand: StandNu,
    toegang: ToegangNu,
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    vraag: Annotated[Versievraag, Query()],
) -> Response:
    """Postcode, gemeente, PO en VO in de vorm van de regeling, ook als werkmap; gewijzigde rijen zijn gemerkt."""
    from regio.scenario.dienst import Vraag, beeld_van
    from regio.scenario.uitvoer import bijlage_csv

    vorm = gevraagde_vorm(request, JSON, CSV, XLSX)
    een = op_basis(stand, lees(toegang, wie, id, vraag.versie))
    if vorm == XLSX:
        return werkmap_van(een, export_van(request, stand, een))
    tekst = bijlage_csv(beeld_van(stand, Vraag(een.peildatum, een.zetten)))
    return tabel_antwoord(request, een, tekst, tabelrijen(stand, een, tekst))


@router.get(
    f"{EEN}/geopakket",
    response_class=GeoPakket,
    operation_id="scenario_geopakket",
    summary="De grenzen zoals zij worden, voor GIS",
    responses=MET_GEOPAKKET | UITKOMST | problemen(406),
)
def geopakket(
    request: Request,
    stand: StandNu,
    toegang: ToegangNu,
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    vraag: Annotated[Versievraag, Query()],
) -> Response:
    """Een GeoPackage in RD (EPSG:28992): verbanden en gemeenten zoals zij worden, en de grond die verandert."""
    gevraagde_vorm(request, GeoPakket.media_type)
    een = lees(toegang, wie, id, vraag.versie)
    return geopakket_van(een, export_van(request, stand, een))


@router.get(
    f"{EEN}/tabel",
    response_model=modellen.Tabelrijen,
    operation_id="scenario_tabel",
    summary="De hele tabel van een scenario",
    responses=MET_TABEL | UITKOMST | problemen(406),
)
def tabel(
    request: Request,
    stand: StandNu,
    toegang: ToegangNu,
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    vraag: Annotated[Versievraag, Query()],
) -> Response:
    """Elk stukje grond met zijn gemeente en verbanden, en wat het was."""
    from regio.scenario.dienst import Vraag, beeld_van
    from regio.scenario.uitvoer import tabel_csv

    een = op_basis(stand, lees(toegang, wie, id, vraag.versie))
    tekst = tabel_csv(beeld_van(stand, Vraag(een.peildatum, een.zetten)))
    return tabel_antwoord(request, een, tekst, tabelrijen(stand, een, tekst))


@router.get(
    f"{EEN}/_vergelijk",
    response_model=modellen.ScenarioVergelijking,
    operation_id="scenario_vergelijken",
    summary="Een scenario naast een ander",
    responses=MET_ETAG | UITKOMST,
)
def vergelijk(
    stand: StandNu,
    toegang: ToegangNu,
    wie: Lezer,
    id: Scenarionummer,  # noqa: A002
    vraag: Annotated[Vergelijkvraag, Query()],
) -> Response:
    """Wat het andere anders heeft dan dit; ook twee versies van hetzelfde scenario."""
    from regio.scenario.dienst import Vraag
    from regio.scenario.uitkomst import vergelijking

    if vraag.met is None and vraag.metVersie is None:
        raise Vraagfout(Fout("met", "ontbreekt", "Geef met (een ander scenario) of metVersie (een andere versie)."))
    een = op_basis(stand, lees(toegang, wie, id, vraag.versie))
    ander = op_basis(stand, lees(toegang, wie, vraag.met or id, vraag.metVersie))
    hier, daar = (Vraag(scenario.peildatum, scenario.zetten) for scenario in (een, ander))
    inhoud = vergelijking(stand, hier, daar, vraag.weging)
    return als_antwoord({**inhoud, **grondslag(stand, een), "met": grondslag(stand, ander)}, een)
