"""The OpenAPI document: what FastAPI makes of the routes, with problems instead of its 422 and with the headers."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from api.modellen import Probleem
from api.modellen_geo import EenKenmerk, Kenmerken

Json = dict[str, Any]
# Documented, and served as ready bytes: no route gives these models to FastAPI.
MODELLEN: tuple[type[BaseModel], ...] = (Probleem, Kenmerken, EenKenmerk)
_LIMIET = ("X-Rate-Limit-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset")
_KOPPEN = {
    "API-Version": ("string", "Versie van de API."),
    "ETag": ("string", "Kenmerk van dit antwoord; stuur het mee als If-None-Match."),
    "Cache-Control": ("string", "Hoe lang het antwoord mag worden bewaard."),
    "Vary": ("string", "Koppen van de vraag die de vorm van het antwoord kiezen."),
    "Retry-After": ("integer", "Wacht zoveel seconden."),
    "X-Rate-Limit-Limit": ("integer", "Zoveel vragen per minuut mogen er."),
    "X-Rate-Limit-Remaining": ("integer", "Zoveel vragen mogen er deze minuut nog."),
    "X-Rate-Limit-Reset": ("integer", "Na zoveel seconden begint de telling opnieuw."),
}
_UIT_CACHE = {"description": "Niet gewijzigd: u hebt dit antwoord al (If-None-Match)."}
# Answers straight from the edition, which have one form.
_EEN_VORM = ("/v1/postcodes/{postcode}", "/v1/locaties", "/v1/suggesties")


def beschrijving(app: FastAPI, begrensd: frozenset[str]) -> Json:
    """The OpenAPI document of an application; ``begrensd`` are the paths with a bound on questions."""
    schema = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        license_info=app.license_info,
        servers=[{"url": app.state.adres, "description": "Deze dienst"}],
    )
    # FastAPI would look for a library that checks e-mail addresses, and log that it is not there.
    schema["info"]["contact"] = app.contact
    _vul_modellen(schema["components"]["schemas"])
    schema["components"]["headers"] = {
        naam: {"description": uitleg, "schema": {"type": soort}} for naam, (soort, uitleg) in _KOPPEN.items()
    }
    for pad, handelingen in schema["paths"].items():
        for methode, handeling in handelingen.items():
            antwoorden = handeling["responses"]
            antwoorden.pop("422", None)
            bewaard = methode == "get" and pad.startswith("/v1/") and "security" not in handeling
            if bewaard:
                antwoorden["304"] = dict(_UIT_CACHE)
            for status, antwoord in antwoorden.items():
                namen = _koppen_bij(status, bewaard=bewaard, een_vorm=pad in _EEN_VORM, begrensd=pad in begrensd)
                wijst = {naam: {"$ref": f"#/components/headers/{naam}"} for naam in namen}
                antwoord["headers"] = {**wijst, **antwoord.get("headers", {})}
    return schema


def _vul_modellen(onderdelen: Json) -> None:
    for naam in ("HTTPValidationError", "ValidationError"):
        onderdelen.pop(naam, None)
    for klasse in MODELLEN:
        model = klasse.model_json_schema(ref_template="#/components/schemas/{model}")
        onderdelen |= model.pop("$defs", {})
        onderdelen[klasse.__name__] = model


def _koppen_bij(status: str, *, bewaard: bool, een_vorm: bool, begrensd: bool) -> list[str]:
    """The names of the headers of an answer, beside those of its form."""
    namen = ["API-Version", "Cache-Control"]
    if bewaard and status in ("200", "304"):
        namen += ["ETag"] if een_vorm else ["ETag", "Vary"]
    if status == "406":
        namen.append("Vary")
    # A body that is too large is refused before anything is counted.
    if begrensd and status != "413":
        namen += _LIMIET
    if status in ("429", "503"):
        namen.append("Retry-After")
    return namen
