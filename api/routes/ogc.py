"""``/v1/ogc``: the way in for GIS programs, after OGC API Features parts 1 and 2, read-only.

Names of parameters and members are those of the standard; errors are those of this service.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse
from starlette.responses import Response

from api.afhankelijk import StandNu, ZonderVragen, vandaag
from api.geo import GEOJSON, OVER_SCHETS
from api.modellen_geo import Collectie, Collecties, Conformiteit, OgcStart
from api.routes._gedeeld import problemen
from api.routes.ogc_vraag import moment
from api.vast import JSON, vast_antwoord
from regio.fouten import NietGevonden
from regio.gebieden.crs import CRS84, RD, STELSELS
from regio.gebieden.kaartset.kaartset import kaartset_van
from regio.stand.stand import Stand

router = APIRouter(tags=["ogc"])
WORTEL = "/v1/ogc"
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"
CONFORM = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
)
LICENTIE = "https://creativecommons.org/licenses/by/4.0/deed.nl"
GREGORIAANS = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
SECTOREN = ("PO", "VO")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Soort:
    """A collection: the indeling that it shows and how it is called."""

    indeling: str
    titel: str
    uitleg: str


SOORTEN = {
    "po": Soort("PO", "Samenwerkingsverbanden primair onderwijs", "De regio's van de regeling voor primair onderwijs."),
    "vo": Soort("VO", "Samenwerkingsverbanden voortgezet onderwijs", "De regio's voor voortgezet onderwijs."),
    "gemeenten": Soort("gemeente", "Gemeenten", "De gemeenten zoals zij op de peildatum waren."),
    "jeugdregios": Soort("jeugdregio", "Jeugdregio's", "De regio's voor jeugdhulp, vanaf 2015."),
    "rmc-regios": Soort("rmc", "RMC-regio's", "De regio's tegen voortijdig schoolverlaten, vanaf augustus 2012."),
}
PEILDATUM = " Zonder datetime zoals vandaag; met datetime zoals op die dag."
Collectienaam = Annotated[
    str,
    Path(
        alias="collectionId",
        description="Een indeling: " + ", ".join(SOORTEN) + ".",
        examples=["po"],
    ),
]


class OpenapiAntwoord(JSONResponse):
    """Documents an operation that answers an OpenAPI document."""

    media_type = OPENAPI


def soort_van(naam: str) -> Soort:
    """The collection with a name. Raises NietGevonden that lists them."""
    if naam not in SOORTEN:
        raise NietGevonden(f"Geen collectie met deze naam. Er zijn: {', '.join(SOORTEN)}.")
    return SOORTEN[naam]


def link(request: Request, pad: str, rel: str, soort: str, titel: str, **vraag: object) -> Json:
    """A link to a resource of OGC API Features, absolute."""
    gegeven = {naam.replace("_", "-"): waarde for naam, waarde in vraag.items() if waarde is not None}
    staart = f"?{urlencode(gegeven, safe=',:/')}" if gegeven else ""
    return {"href": f"{request.app.state.adres}{WORTEL}{quote(pad)}{staart}", "rel": rel, "type": soort, "title": titel}


@router.get(WORTEL, response_model=OgcStart, operation_id="ogc", summary="OGC API Features", responses=problemen(400))
def start(request: Request, stand: StandNu, _: ZonderVragen) -> Response:
    """Geef dit adres op in QGIS als verbinding van het soort WFS / OGC API Features."""
    adres = request.app.state.adres
    inhoud = {
        "title": "Regio: samenwerkingsverbanden passend onderwijs",
        "description": _over(stand, "De indelingen van Nederland in regio's, op elke dag sinds 2011." + PEILDATUM),
        "attribution": kaartset_van(stand).vermelding,
        "links": [
            link(request, "", "self", JSON, "Dit document"),
            link(request, "/api", "service-desc", OPENAPI, "Beschrijving van de API"),
            {"href": f"{adres}/v1/docs", "rel": "service-doc", "type": "text/html", "title": "Uitleg van de API"},
            link(request, "/conformance", "conformance", JSON, "Waaraan dit voldoet"),
            link(request, "/collections", "data", JSON, "De indelingen"),
        ],
    }
    return vast_antwoord(request, stand, inhoud, datum_gegeven=False)


@router.get(
    f"{WORTEL}/conformance",
    response_model=Conformiteit,
    operation_id="ogc_conformance",
    summary="De delen van de standaard die er zijn",
    responses=problemen(400),
)
def conformance(request: Request, stand: StandNu, _: ZonderVragen) -> Response:
    """De standaarddelen core, geojson en crs."""
    return vast_antwoord(request, stand, {"conformsTo": list(CONFORM)}, datum_gegeven=False)


@router.get(
    f"{WORTEL}/api",
    response_class=OpenapiAntwoord,
    operation_id="ogc_api",
    summary="De OpenAPI van dit deel",
    responses=problemen(400),
)
def api(request: Request, stand: StandNu, _: ZonderVragen) -> Response:
    """Het deel van /v1/openapi.json over OGC API Features, met paden vanaf /v1/ogc."""
    return vast_antwoord(request, stand, _deel(request.app.openapi()), datum_gegeven=False, soort=OPENAPI)


def _deel(document: Json) -> Json:
    adres = document["servers"][0]["url"]
    paden = {pad.removeprefix(WORTEL) or "/": wat for pad, wat in document["paths"].items() if pad.startswith(WORTEL)}
    return {**document, "servers": [{"url": f"{adres}{WORTEL}"}], "paths": paden}


@router.get(
    f"{WORTEL}/collections",
    response_model=Collecties,
    operation_id="ogc_collections",
    summary="De indelingen",
    responses=problemen(400),
)
def collections(request: Request, stand: StandNu, _: ZonderVragen) -> Response:
    """Een collectie per indeling, met plaats, tijd en coördinatenstelsels."""
    inhoud = {
        "crs": list(STELSELS),
        "links": [link(request, "/collections", "self", JSON, "Dit document")],
        "collections": [_collectie(request, stand, naam) for naam in SOORTEN],
    }
    return vast_antwoord(request, stand, inhoud, datum_gegeven=False)


@router.get(
    f"{WORTEL}/collections/{{collectionId}}",
    response_model=Collectie,
    operation_id="ogc_collection",
    summary="Een indeling",
    responses=problemen(400, 404),
)
def collection(request: Request, stand: StandNu, _: ZonderVragen, naam: Collectienaam) -> Response:
    """Plaats, tijd, coördinatenstelsels en naamsvermelding van een indeling."""
    soort_van(naam)
    return vast_antwoord(request, stand, _collectie(request, stand, naam), datum_gegeven=False)


def _collectie(request: Request, stand: Stand, naam: str) -> Json:
    soort, pad = SOORTEN[naam], f"/collections/{naam}"
    return {
        "id": naam,
        "title": soort.titel,
        "description": _over(stand, soort.uitleg + PEILDATUM + _nieuwer_niet_bekend(stand, soort)),
        "attribution": kaartset_van(stand).vermelding,
        "extent": {
            "spatial": {"bbox": [_uiterste(stand, soort.indeling)], "crs": CRS84},
            "temporal": {"interval": [[moment(_begin(stand, soort.indeling)), None]], "trs": GREGORIAANS},
        },
        "itemType": "feature",
        "crs": list(STELSELS),
        "storageCrs": RD,
        "links": [
            link(request, pad, "self", JSON, "Deze indeling"),
            link(request, f"{pad}/items", "items", GEOJSON, soort.titel),
            {"href": LICENTIE, "rel": "license", "type": "text/html", "title": "CC BY 4.0"},
        ],
    }


def _over(stand: Stand, tekst: str) -> str:
    return f"{tekst} {OVER_SCHETS}" if kaartset_van(stand).bron == "schets" else tekst


def _nieuwer_niet_bekend(stand: Stand, soort: Soort) -> str:
    if soort.indeling not in SECTOREN:
        return ""
    return f" De laatst bekende versie van de regeling is die van {stand.laatst_bekend}; wat daarna wijzigde ontbreekt."


def _begin(stand: Stand, indeling: str) -> str | None:
    """The first day on which an indeling names regions."""
    dagen = (toestand["vanaf"] for toestand in stand.meta["toestanden"])
    return next((dag for dag in dagen if kaartset_van(stand).laag(indeling, dag) is not None), None)


def _uiterste(stand: Stand, indeling: str) -> list[float]:
    """West, south, east and north (degrees) around the regions of today."""
    kaders = [regio["kader"] for regio in kaartset_van(stand).regios(indeling, vandaag()) if regio["kader"]]
    west, zuid, oost, noord = zip(*kaders, strict=True)
    return [min(west), min(zuid), max(oost), max(noord)]
