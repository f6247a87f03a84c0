"""What routes share: the documented problems of an operation."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.geo import GEOJSON
from api.modellen import Probleem
from api.modellen_geo import EenKenmerk, Kenmerken
from api.problemen import GEMEENTE, JEUGDREGIO, MEDIATYPE, RMC, SWV, TITELS

Gemeentecode = Annotated[str, Field(pattern=GEMEENTE)]
Swvcode = Annotated[str, Field(pattern=SWV)]
Jeugdregiocode = Annotated[str, Field(pattern=JEUGDREGIO)]
Rmccode = Annotated[str, Field(pattern=RMC)]
Antwoorden = dict[int | str, dict[str, Any]]


def als_geojson(model: type[BaseModel]) -> Antwoorden:
    """The ``responses`` of an operation that can also answer GeoJSON, as this model."""
    inhoud = {GEOJSON: {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}}
    kop = {"description": "Coördinatenstelsel, als URI tussen < en >.", "schema": {"type": "string"}}
    return {200: {"content": inhoud, "headers": {"Content-Crs": kop}}}


KAART, EEN_KAART = als_geojson(Kenmerken), als_geojson(EenKenmerk)


def problemen(*statussen: int) -> Antwoorden:
    """The ``responses`` of an operation that can fail with these statuses."""
    inhoud = {MEDIATYPE: {"schema": {"$ref": f"#/components/schemas/{Probleem.__name__}"}}}
    return {status: {"description": TITELS[status][1], "content": inhoud} for status in statussen}
