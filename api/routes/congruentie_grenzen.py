"""``/v1/congruenties/{indeling}/{met}/grenzen``: the borders of two divisions as lines, by what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.afhankelijk import GemeentePeildatum, StandNu, gemeente_datum
from api.congruentievraag import Indelingnaam, Metnaam, gevraagde_vorm, paar_van
from api.geo import CRS_UITLEG, GEOJSON, Crs, GeoJson, geo_antwoord, kop, met_leden
from api.modellen_congruentie import CongruentieGrenzen
from api.routes._gedeeld import als_geojson, problemen
from api.vast import JSON, als_json
from regio.congruentie.grensmaat import soorten
from regio.congruentie.indelingen import Keuze, kies
from regio.congruentie.lijnen import VEREENVOUDIGD_METER, Lijn, lijnen
from regio.gebieden.crs import CRS84, stelsel, uit_rd
from regio.stand.stand import Stand

router = APIRouter(tags=["congruenties"])
Json = dict[str, Any]


class Grenzenvraag(GemeentePeildatum):
    """Op welke dag, en in welk stelsel."""

    crs: Crs | None = Field(None, description=CRS_UITLEG)


@router.get(
    "/v1/congruenties/{indeling}/{met}/grenzen",
    response_model=CongruentieGrenzen,
    response_class=GeoJson,
    operation_id="congruentie_grenzen",
    summary="De grenzen van twee indelingen als lijnen",
    responses=als_geojson(CongruentieGrenzen) | problemen(400, 404, 406),
)
def congruentie_grenzen(
    request: Request,
    stand: StandNu,
    vraag: Annotated[Grenzenvraag, Query()],
    indeling: Indelingnaam,
    met: Metnaam,
) -> Response:
    """Per soort alle lijnen bij elkaar: grens van allebei, van een van de twee, of misschien een grens."""
    gevraagde_vorm(request, GEOJSON, JSON)  # GeoJSON is JSON: who asks for that can read it
    datum, crs = gemeente_datum(vraag.geldigOp), vraag.crs or CRS84
    namen = paar_van(stand, indeling, met, datum)

    def maak() -> bytes:
        a, b = kies(stand, namen[0], datum), kies(stand, namen[1], datum)
        over = {"grens": "bouwstenen", "vereenvoudigdMeter": VEREENVOUDIGD_METER, "indeling": a.naam, "met": b.naam}
        boven = {**kop(stand, datum, *namen), **over}
        kenmerken = [als_json(een) for een in _kenmerken(stand, a, b, boven, crs)]
        eerste = {"type": "FeatureCollection", **boven, "aantal": len(kenmerken)}
        return met_leden(eerste, kenmerken)

    return geo_antwoord(request, stand, maak, crs=vraag.crs, datum_gegeven=vraag.geldigOp is not None)


def _kenmerken(stand: Stand, a: Keuze, b: Keuze, boven: Json, crs: str) -> list[Json]:
    """A feature per kind of border, also of kinds without lines."""
    lengte = {
        soort: float(stand.net.lengte[waar].sum()) for soort, waar in soorten(a.indeling, b.indeling, stand.net).items()
    }
    return [
        {
            "type": "Feature",
            "id": soort,
            "geometry": _geometrie(stukken, crs),
            "properties": {
                "soort": soort,
                "indeling": a.naam,
                "met": b.naam,
                "lengte": round(lengte[soort], 1),
                "bron": boven["bron"],
                "vermelding": boven["vermelding"],
            },
        }
        for soort, stukken in lijnen(stand, a.indeling, b.indeling).items()
    ]


def _geometrie(stukken: Sequence[Lijn], crs: str) -> Json | None:
    """Lines in RD (metres) as a MultiLineString in a system, rounded; None without lines."""
    if not stukken:
        return None
    import numpy as np

    punten = uit_rd(np.concatenate(stukken).astype(np.float64), crs).round(stelsel(crs).decimalen).tolist()
    grenzen = np.cumsum([0, *map(len, stukken)]).tolist()
    coordinaten = [punten[van:tot] for van, tot in pairwise(grenzen)]
    return {"type": "MultiLineString", "coordinates": coordinaten}
