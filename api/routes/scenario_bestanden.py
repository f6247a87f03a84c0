"""The files of one scenario, under its number and a link that was shared, and of a worked example."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response

from api.afhankelijk import StandNu
from api.congruentievraag import CSV_MET_TEKENS
from api.scenarioblad import OPEN_PADEN, Blad, BladNu, leesroute
from api.scenarioexport import bestand, export_van, geopakket_van, rapport_van, werkmap_van
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.scenario.export import Export
else:
    Export = Any

router = APIRouter(include_in_schema=False)
# By this Excel knows that a CSV is UTF-8.
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@leesroute(router, "/zetten.csv", OPEN_PADEN)
def zetten(blad: BladNu) -> Response:
    """The moves, in the form that can be read in again; also of a scenario on an edition that was replaced."""
    from regio.scenario.export import bestandsnaam
    from regio.scenario.lezen import lees_zetten
    from regio.scenario.uitvoer import zetten_csv

    een = blad.scenario
    naam = bestandsnaam(een.naam, "zetten", een.peildatum, "csv")
    return _csv(blad, naam, zetten_csv(lees_zetten(list(een.zetten))))


@leesroute(router, "/tabel.csv", OPEN_PADEN)
def tabel(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """All ground with its gemeente and SWVs, now and before."""
    from regio.scenario.uitvoer import tabel_csv

    export = _export(request, stand, blad)
    return _csv(blad, export.bestandsnaam("tabel", "csv"), tabel_csv(export.beeld))


@leesroute(router, "/bijlage.csv", OPEN_PADEN)
def bijlage(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """The annex in the shape of the regeling."""
    from regio.scenario.uitvoer import bijlage_csv

    export = _export(request, stand, blad)
    return _csv(blad, export.bestandsnaam("bijlage", "csv"), bijlage_csv(export.beeld))


@leesroute(router, "/bijlage.xlsx", OPEN_PADEN)
def werkmap(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """The annex as a workbook: changed rows marked, the moves, and what it rests on."""
    return werkmap_van(blad.scenario, _export(request, stand, blad))


@leesroute(router, "/scenario.gpkg", OPEN_PADEN)
def geopakket(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """The borders as they become, and the ground that changes, for GIS."""
    return geopakket_van(blad.scenario, _export(request, stand, blad))


@leesroute(router, "/rapport", OPEN_PADEN)
def rapport(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """The report as one file, under a policy of its own: nothing but its own style."""
    return rapport_van(request, blad.scenario, _export(request, stand, blad))


def _export(request: Request, stand: Stand, blad: Blad) -> Export:
    """Ready to leave; of an example with its own address, and no number of a version."""
    export = export_van(request, stand, blad.scenario)
    if "naam" not in request.path_params:
        return export
    return replace(export, versie=None, adres=f"{request.app.state.adres}{blad.pad}")


def _csv(blad: Blad, naam: str, tekst: str) -> Response:
    return bestand(blad.scenario, naam, CSV_MET_TEKENS, f"{_BOM}{tekst}".encode())
