"""Health, the OpenAPI document, its interactive pages, security.txt and what problems mean."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from api.afhankelijk import ZonderVragen
from api.modellen import Gezondheid
from api.problemen import TITELS, UITLEG
from api.routes._gedeeld import problemen
from api.statisch import verpakt_bestand
from api.vast import als_json
from kaarten.pagina import toon_storing

router = APIRouter()
# Health is told from the loop itself: it must not wait for a thread while all of them are at work.
DOCS = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>API van Regio</title>
<link rel="stylesheet" href="/statisch/leveranciers/swagger-ui/swagger-ui.css">
<link rel="stylesheet" href="/statisch/docs.css">
</head>
<body>
<div id="swagger"><main><h1>API van Regio</h1><p>De interactieve documentatie heeft JavaScript nodig.
Zonder: lees <a href="/v1/openapi.json">de OpenAPI</a>.</p></main></div>
<script src="/statisch/leveranciers/swagger-ui/swagger-ui-bundle.js"></script>
<script src="/statisch/docs.js"></script>
</body>
</html>
"""


@router.get(
    "/livez", response_model=Gezondheid, tags=["stelsel"], summary="Leeft het proces?", responses=problemen(400)
)
async def livez(_: ZonderVragen) -> Response:
    """Antwoordt zolang het proces leeft, ook zonder editie."""
    return JSONResponse({"status": "in orde", "editie": None, "melding": None}, headers={"cache-control": "no-store"})


@router.get(
    "/readyz",
    response_model=Gezondheid,
    tags=["stelsel"],
    summary="Kan de dienst antwoorden?",
    responses=problemen(400),
)
async def readyz(request: Request, _: ZonderVragen) -> Response:
    """Noemt de editie waaruit wordt geantwoord, en waarom een nieuwere niet in gebruik is."""
    houder = request.app.state.houder
    inhoud = {"status": "in orde", "editie": houder.stand.editie, "melding": houder.melding or None}
    return JSONResponse(inhoud, headers={"cache-control": "no-store"})


@router.get("/v1/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """The OpenAPI document, open to everyone."""
    return verpakt_bestand(request, als_json(request.app.openapi()), "application/json", "public, max-age=3600")


@router.get("/v1/docs", include_in_schema=False)
def docs() -> Response:
    """Interactive documentation without anything from elsewhere."""
    return HTMLResponse(DOCS, headers={"cache-control": "public, max-age=300"})


@router.get("/.well-known/security.txt", include_in_schema=False)
def security_txt(request: Request) -> Response:
    """Where to report a vulnerability; 404 as long as the settings name nobody."""
    tekst: str | None = request.app.state.security_txt
    if tekst is None:
        raise HTTPException(404)
    return PlainTextResponse(tekst)


@router.get("/problemen/{soort}", include_in_schema=False)
def probleemsoort(soort: str) -> Response:
    """What a type of problem means: the page that the ``type`` of a problem document points to."""
    for status, (naam, titel) in TITELS.items():
        if naam == soort:
            return HTMLResponse(toon_storing(titel, UITLEG[status]), headers={"cache-control": "public, max-age=3600"})
    raise HTTPException(404)
