"""The applications that the service is compared with, as factories for uvicorn.

They answer the same questions with the same bytes, from the file that REGIO_BENCH_ANTWOORDEN names
(JSON: PC4 to answer), and do nothing else.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope, Send

PAD = "/v1/postcodes/{postcode}"


def _antwoorden() -> dict[str, dict[str, Any]]:
    pad = Path(os.environ["REGIO_BENCH_ANTWOORDEN"])
    antwoorden: dict[str, dict[str, Any]] = json.loads(pad.read_text(encoding="utf-8"))
    return antwoorden


def fastapi_dict() -> FastAPI:
    """FastAPI that returns the answer as a dict, without a model: FastAPI encodes it itself."""
    app, antwoorden = FastAPI(), _antwoorden()

    @app.get(PAD, response_model=None)
    async def postcode(postcode: str) -> dict[str, Any]:
        return antwoorden[postcode]

    return app


def fastapi_getypeerd() -> FastAPI:
    """FastAPI that returns the answer as a dict of a declared type: pydantic encodes it."""
    app, antwoorden = FastAPI(), _antwoorden()

    @app.get(PAD)
    async def postcode(postcode: str) -> dict[str, Any]:
        return antwoorden[postcode]

    return app


def starlette_bytes() -> Starlette:
    """A Starlette route that returns ready bytes."""
    antwoorden = _antwoorden()
    lijven = {
        pc4: json.dumps(lijf, ensure_ascii=False, separators=(",", ":")).encode() for pc4, lijf in antwoorden.items()
    }

    async def postcode(request: Request) -> Response:
        return Response(lijven[request.path_params["postcode"]], media_type="application/json")

    return Starlette(routes=[Route(PAD, postcode)])


def zonder_tussenlaag() -> FastAPI:
    """The real application without headers, log and bounds; hot lookups pass the routers as in the real one."""
    from api.serveer import maak
    from api.snelantwoord import stuur
    from api.voorrang import Snelweg

    async def kaal(weg: Snelweg, scope: Scope, send: Send) -> None:
        await stuur(send, *weg.zoek(scope))

    app = maak()
    app.user_middleware.clear()
    app.beantwoord = kaal  # type: ignore[attr-defined]
    return app


def geopandas_per_vraag() -> FastAPI:
    """FastAPI that has the regions in a GeoDataFrame and writes GeoJSON for every question."""
    import geopandas

    # Dates and lists would need encoders of their own.
    velden = ["code", "naam", "indeling", "bron", "grens", "vermelding", "zeker"]
    app, regios = FastAPI(), geopandas.read_file(os.environ["REGIO_BENCH_REGIOS"], columns=velden)

    @app.get("/v1/samenwerkingsverbanden")
    def samenwerkingsverbanden() -> Response:
        return Response(regios.to_json(), media_type="application/geo+json")

    @app.get(PAD)
    async def postcode(postcode: str) -> dict[str, Any]:
        return {"postcode": postcode}

    return app


def starlette_ingepakt() -> Starlette:
    """A Starlette route that returns ready, compressed GeoJSON bytes."""
    import brotli

    lijf = brotli.compress(Path(os.environ["REGIO_BENCH_REGIOS"]).read_bytes(), quality=5)

    async def samenwerkingsverbanden(request: Request) -> Response:
        return Response(lijf, media_type="application/geo+json", headers={"content-encoding": "br"})

    async def postcode(request: Request) -> Response:
        return Response(b"{}", media_type="application/json")

    return Starlette(routes=[Route("/v1/samenwerkingsverbanden", samenwerkingsverbanden), Route(PAD, postcode)])


def kaal() -> FastAPI:
    """FastAPI with numpy and one route: the least that could answer."""
    import numpy as np

    app = FastAPI()
    nummers = np.arange(10)

    @app.get(PAD)
    async def postcode(postcode: str) -> dict[str, Any]:
        return {"postcode": postcode, "som": int(nummers.sum())}

    return app
