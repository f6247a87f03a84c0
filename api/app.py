"""The application: ``maak_app`` puts routes, errors, middleware and the edition together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import FastAPI
from starlette.routing import Route

from api import problemen, statisch
from api.beschrijving import beschrijving
from api.bewaring import Bewaring
from api.contact import contact_van, security_txt
from api.routes import (
    adressen,
    congruentie_grenzen,
    congruentie_pagina,
    congruentie_reeksen,
    congruenties,
    crss,
    gebieden,
    gemeenten,
    herindeling_pagina,
    herindelinggevolgen,
    inloggen,
    jeugdregios,
    kaart,
    kaarten,
    locaties,
    naslag,
    ogc,
    ogc_items,
    overleg,
    overleg_pagina,
    pagina,
    postcodes,
    rmc,
    samenwerkingsverbanden,
    scenario_voorbeelden,
    scenarios,
    scenarios_uitkomst,
    stelsel,
)
from api.toegang import Toegang
from api.tussenlaag import API_VERSIE, Basis, Begrenzer, Voorrang
from regio.adressen import Geocoder, maak_geocoder
from regio.instellingen import Instellingen
from regio.stand.houder import Standhouder

HERLAAD_S = 2.0
_logboek = logging.getLogger("regio.api")
BEGRENSD = frozenset({"/", "/v1/adressen/_zoek", "/v1/postcodes/_batch", "/v1/locaties/_batch", "/inloggen"})
DELEN = (
    *(postcodes, locaties, adressen, gemeenten, samenwerkingsverbanden, jeugdregios, rmc, naslag),
    *(herindelinggevolgen, congruenties, congruentie_grenzen, congruentie_reeksen, overleg),
    *(inloggen, scenarios, scenarios_uitkomst, scenario_voorbeelden),
    *(
        crss,
        gebieden,
        ogc,
        ogc_items,
        stelsel,
        pagina,
        kaart,
        kaarten,
        congruentie_pagina,
        overleg_pagina,
        herindeling_pagina,
        statisch,
    ),
)
# Collections that are also maps, of which the ready answers need no routing.
MET_KAART = ("/v1/samenwerkingsverbanden", "/v1/gemeenten", "/v1/jeugdregios", "/v1/rmc-regios")
UITLEG = """Welk samenwerkingsverband passend onderwijs hoort bij een plek, op elke dag sinds 2013.

Elk antwoord noemt de peildatum, de versie van de regeling, de bronnen en hoe zeker het is. Zoeken met een adres gaat
met POST: een adres hoort niet in een webadres of een logboek."""


def maak_app(
    instellingen: Instellingen, *, houder: Standhouder | None = None, geocoder: Geocoder | None = None
) -> FastAPI:
    """The application over the active edition of the state folder.

    Raises Opslagfout when there is no usable edition: a service that cannot answer does not start.
    """
    app = FastAPI(
        title="Regio: samenwerkingsverbanden passend onderwijs",
        version=API_VERSIE,
        description=UITLEG,
        contact=contact_van(instellingen),
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_levensloop,
    )
    app.state.houder = houder or Standhouder(instellingen.var)
    app.state.bewaring = Bewaring()
    app.state.adres = instellingen.adres
    app.state.toegang, app.state.gegevens = Toegang(instellingen.database), instellingen.gegevens
    app.state.security_txt = security_txt(instellingen)
    app.state.geocoder = geocoder or maak_geocoder(
        instellingen.geocoder,
        url=instellingen.geocoder_url,
        bag_bestand=instellingen.bag_bestand,
        var=instellingen.var,
        referer=f"{instellingen.adres}/",
    )
    postcode, locatie = _routes(app)
    problemen.stel_in(app)
    app.add_middleware(Begrenzer, paden=BEGRENSD, limiet=instellingen.limiet)
    app.add_middleware(
        Voorrang,
        laatste={postcodes.PAD.rpartition("/")[0]: (postcode, "postcode")},
        vast={locaties.PAD: locatie},
        bewaard=_met_kaart(),
        bewaring=app.state.bewaring,
    )
    app.add_middleware(Basis)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _routes(app: FastAPI) -> tuple[Route, Route]:
    """Add every route; gives the two hot ones."""
    snel = postcodes.voeg_snel_toe(app), locaties.voeg_snel_toe(app)
    for deel in DELEN:
        app.include_router(deel.router)
    return snel


def _met_kaart() -> dict[str, Route]:
    """The collections that are also maps, by path."""
    routes = (route for deel in DELEN for route in deel.router.routes if isinstance(route, Route))
    return {route.path: route for route in routes if route.path in MET_KAART}


@asynccontextmanager
async def _levensloop(app: FastAPI) -> AsyncIterator[None]:
    """Look now and then whether another edition became active."""
    taak = asyncio.create_task(_volg(app.state.houder))
    try:
        yield
    finally:
        taak.cancel()
        with suppress(asyncio.CancelledError):
            await taak
        app.state.toegang.sluit()
        # The server ends by a signal, after which nothing runs: write the lines that wait.
        for handler in logging.getLogger().handlers:
            handler.flush()


async def _volg(houder: Standhouder) -> None:
    while True:
        await asyncio.sleep(HERLAAD_S)
        try:
            await asyncio.to_thread(houder.herlaad)
        except Exception as fout:  # noqa: BLE001 - one edition that is odd must not end the looking
            _logboek.error("nieuwe editie niet te openen: %s", type(fout).__name__)


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = beschrijving(app, BEGRENSD)
    return app.openapi_schema
