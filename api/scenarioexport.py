"""Files of a kept scenario: heavy ones are made one at a time, their names are safe in a header, nobody caches them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Request
from starlette.responses import Response

from api.beurten import BESTANDEN, VOORBEELDEN, Beurten
from api.drempelvraag import gewogen
from api.routes._gedeeld import Antwoorden
from api.scenariovraag import MET_ETAG, MET_TABEL, op_basis
from api.tussenlaag import EIGEN_CSP
from api.vast import NIET_BEWAREN
from regio.fouten import Vraagfout
from regio.stand.stand import Stand
from regio.werkmap import XLSX

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenario
    from regio.scenario.export import Export
else:
    Export = Scenario = Any

GEOPAKKET = "application/geopackage+sqlite3"
_BINAIR = {"schema": {"type": "string", "format": "binary"}}
MET_WERKMAP: Antwoorden = {200: {**MET_TABEL[200], "content": {**MET_TABEL[200]["content"], XLSX: _BINAIR}}}
MET_GEOPAKKET: Antwoorden = {200: {**MET_ETAG[200], "content": {GEOPAKKET: _BINAIR}}}


class GeoPakket(Response):
    """An answer that is a GeoPackage, for the documentation."""

    media_type = GEOPAKKET


def export_van(request: Request, stand: Stand, een: Scenario) -> Export:
    """A kept scenario on the edition in use, ready to leave. Raises BasisVervangen for one on another edition."""
    from regio.scenario.dienst import Vraag, beeld_van
    from regio.scenario.export import Export
    from regio.scenario.lezen import lees_zetten
    from regio.tijdlijn.klok import vandaag

    beeld = beeld_van(stand, Vraag(een.peildatum, op_basis(stand, een).zetten))
    # Never the path of a link that was shared: a file is handed on, and with it would go the right to read.
    adres = f"{request.app.state.adres}/scenarios/{een.id}?versie={een.versie}"
    zetten = lees_zetten(list(een.zetten))
    return Export(stand, een.naam, een.peildatum, zetten, beeld, vandaag(), een.versie, adres)


def werkmap_van(een: Scenario, export: Export) -> Response:
    """The annex as a workbook."""
    from regio.scenario.bijlagemap import bijlage_werkmap

    inhoud = _beurten(export).doe(lambda: bijlage_werkmap(export))
    return bestand(een, export.bestandsnaam("bijlage", "xlsx"), XLSX, inhoud)


def geopakket_van(een: Scenario, export: Export) -> Response:
    """The borders as they become, and the ground that changes. Raises Opslagfout."""
    from regio.scenario.geopakket import geopakket

    inhoud = _beurten(export).doe(lambda: geopakket(export))
    return bestand(een, export.bestandsnaam("grenzen", "gpkg"), GEOPAKKET, inhoud)


def rapport_van(request: Request, een: Scenario, export: Export) -> Response:
    """The report with the thresholds in the address, to read in the browser, print or keep. Raises Vraagfout."""
    from kaarten.scenarios.rapport import rapport

    weging, drempels, fouten = gewogen(request.query_params)
    if fouten:
        raise Vraagfout(*fouten)
    klaar = _beurten(export).doe(lambda: rapport(export, weging, drempels))
    request.scope[EIGEN_CSP] = klaar.csp
    koppen = {**NIET_BEWAREN, "etag": een.kenmerk, "content-disposition": f'inline; filename="{klaar.naam}"'}
    return Response(klaar.html, 200, koppen, "text/html; charset=utf-8")


def _beurten(export: Export) -> Beurten:
    """Whose turn it waits for: a worked example has no version."""
    return VOORBEELDEN if export.versie is None else BESTANDEN


def bestand(een: Scenario, naam: str, soort: str, inhoud: bytes) -> Response:
    """A file to keep; ``naam`` is one of ``bestandsnaam``: it stands in a header."""
    koppen = {**NIET_BEWAREN, "etag": een.kenmerk, "content-disposition": f'attachment; filename="{naam}"'}
    return Response(inhoud, 200, {**koppen, "content-type": soort})
