"""The application: ``maak_app`` puts routes, errors, middleware and the edition together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from weakref import ref

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from api import geheugen, problemen, snel
from api.bewaring import Bewaring
from api.contact import contact_van, security_txt
from api.delen import Deel, Delen, Inlader
from api.toegang import Toegang, aanbieder_van
from api.tussenlaag import API_VERSIE, Basis, Begrenzer
from api.voorrang import Voorrang, beantwoord
from regio.adressen import Geocoder, maak_geocoder
from regio.instellingen import Instellingen
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand

HERLAAD_S = 2.0
_logboek = logging.getLogger("regio.api")
BEGRENSD = frozenset({"/", "/v1/adressen/_zoek", "/v1/postcodes/_batch", "/v1/locaties/_batch", "/inloggen"})
# Each visit here has us ask the provider of OpenID Connect.
BEGRENSD_LEZEND = frozenset({"/inloggen/terug"})
# Imported when the first request at or under one of their paths comes. The order is that in which routes are tried.
DELEN: tuple[Deel, ...] = (
    ("api.routes.postcodes", "/v1/postcodes"),
    ("api.routes.locaties", "/v1/locaties"),
    ("api.routes.adressen", "/v1/adressen", "/v1/suggesties"),
    ("api.routes.gemeenten", "/v1/gemeenten"),
    ("api.routes.samenwerkingsverbanden", "/v1/samenwerkingsverbanden"),
    ("api.routes.jeugdregios", "/v1/jeugdregios"),
    ("api.routes.rmc", "/v1/rmc-regios"),
    ("api.routes.naslag", "/v1/herindelingen", "/v1/regelingen", "/v1/bronnen", "/v1/bevindingen"),
    ("api.routes.herindelinggevolgen", "/v1/herindelinggevolgen"),
    ("api.routes.herindelingtoets", "/v1/herindelingen"),
    ("api.routes.congruenties", "/v1/congruenties"),
    ("api.routes.congruentie_grenzen", "/v1/congruenties"),
    ("api.routes.congruentie_reeksen", "/v1/congruentie-tijdreeksen", "/v1/territoriale-congruenties"),
    ("api.routes.overleg", "/v1/gemeenten", "/v1/samenwerkingsverbanden", "/v1/overlegtafels"),
    ("api.routes.inloggen", "/inloggen", "/uitloggen"),
    ("api.routes.inloggen_extern", "/inloggen"),
    ("api.routes.scenarios", "/v1/scenarios"),
    ("api.routes.scenarios_uitkomst", "/v1/scenarios"),
    ("api.routes.scenarios_proef", "/v1/scenarios"),
    ("api.routes.scenario_factoren", "/v1/scenarios"),
    ("api.routes.scenario_overzetten", "/v1/scenarios"),
    ("api.routes.verzoek_pagina", "/scenarios", "/verzoeken"),
    ("api.routes.herbasering_pagina", "/scenarios"),
    ("api.routes.verzoeken", "/v1/scenarios", "/v1/grenswijzigingsverzoeken"),
    ("api.routes.scenario_voorbeelden", "/v1/scenario-voorbeelden"),
    ("api.routes.scenario_bestanden", "/scenarios"),
    ("api.routes.scenario_pagina", "/scenarios"),
    ("api.routes.scenario_vergelijk", "/scenarios"),
    ("api.routes.scenario_factoren_pagina", "/scenarios"),
    ("api.routes.scenario_gevolgen", "/scenarios"),
    ("api.routes.scenario_plek", "/scenarios"),
    ("api.routes.scenario_handelingen", "/scenarios"),
    ("api.routes.scenario_overnemen", "/scenarios"),
    ("api.routes.crss", "/v1/crss"),
    ("api.routes.gebieden", "/gebieden", "/v1/kaartbestanden"),
    ("api.routes.ogc", "/v1/ogc"),
    ("api.routes.ogc_items", "/v1/ogc"),
    ("api.routes.stelsel", "/livez", "/readyz", "/v1/openapi.json", "/v1/docs", "/.well-known", "/problemen"),
    ("api.routes.pagina", "/", "/namen"),
    ("api.routes.kaart", "/kaart", "/overzicht"),
    ("api.routes.kaarten", "/kaarten"),
    ("api.routes.congruentie_pagina", "/congruentie"),
    ("api.routes.overleg_pagina", "/overleg", "/gemeenten", "/samenwerkingsverbanden"),
    ("api.routes.herindeling_pagina", "/herindelingen"),
    ("api.routes.herindeling_toets_pagina", "/herindelingen"),
    ("api.statisch", "/statisch"),
)
# Collections that are also maps, of which the ready answers need no routing.
MET_KAART = frozenset({"/v1/samenwerkingsverbanden", "/v1/gemeenten", "/v1/jeugdregios", "/v1/rmc-regios"})
UITLEG = """Welk samenwerkingsverband passend onderwijs hoort bij een plek, op elke dag sinds 2013.

Elk antwoord noemt de peildatum, de versie van de regeling, de bronnen en hoe zeker het is. Zoeken met een adres gaat
met POST: een adres hoort niet in een webadres of een logboek."""


class Dienst(FastAPI):
    """The application, with the hot lookups before it; ``beantwoord`` sends what they find."""

    voorrang: Voorrang
    beantwoord = staticmethod(beantwoord)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        scope["app"] = self
        weg = self.voorrang.weg(scope)
        if weg is None:
            await super().__call__(scope, receive, send)
        else:
            await self.beantwoord(weg, scope, send)


def maak_app(
    instellingen: Instellingen, *, houder: Standhouder | None = None, geocoder: Geocoder | None = None
) -> FastAPI:
    """The application over the active edition of the state folder.

    Raises Opslagfout when there is no usable edition: a service that cannot answer does not start.
    """
    app = Dienst(
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
        # It would hand whole paths and questions to whatever collects them, and ask for that with every request.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.houder = houder or Standhouder(instellingen.var)
    app.state.bewaring = Bewaring()
    app.state.adres = instellingen.adres
    app.state.toegang, app.state.gegevens = Toegang(instellingen.database), instellingen.gegevens
    app.state.security_txt = security_txt(instellingen)
    app.state.aanbieder = aanbieder_van(instellingen)
    app.state.geocoder = geocoder or maak_geocoder(
        instellingen.geocoder,
        url=instellingen.geocoder_url,
        bag_bestand=instellingen.bag_bestand,
        var=instellingen.var,
        referer=f"{instellingen.adres}/",
    )
    app.voorrang = Voorrang(snel.LAATSTE, snel.VAST, MET_KAART, app.state.bewaring)
    app.router.routes += snel.ROUTES
    app.state.delen = Delen(app, DELEN)
    problemen.stel_in(app)
    app.add_middleware(Inlader, delen=app.state.delen)
    app.add_middleware(Begrenzer, paden=BEGRENSD, lezend=BEGRENSD_LEZEND, limiet=instellingen.limiet)
    app.add_middleware(Basis)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


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
    oud: list[ref[Stand]] = []
    while True:
        await asyncio.sleep(HERLAAD_S)
        try:
            eerst = ref(houder.stand)
            if await asyncio.to_thread(houder.herlaad):
                oud.append(eerst)
            oud = geheugen.ruim_op(oud)
        except Exception as fout:  # noqa: BLE001 - one edition that is odd must not end the looking
            _logboek.error("nieuwe editie niet te openen: %s", type(fout).__name__)


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, made once, of every part."""
    if app.openapi_schema is None:
        from api.beschrijving import beschrijving

        app.state.delen.laad_alle()
        app.openapi_schema = beschrijving(app, BEGRENSD)
    return app.openapi_schema
