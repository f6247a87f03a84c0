"""``/v1/ogc/collections/{collectionId}/items``: the regions of an indeling, page by page or one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.afhankelijk import StandNu, als_validatie, vandaag
from api.geo import (
    CRS_UITLEG,
    DETAIL_UITLEG,
    GEOJSON,
    NIVEAU,
    Crs,
    GeoJson,
    Kaartvraag,
    Niveau,
    Stuk,
    geo_antwoord,
    kenmerken_van,
    kop,
    met_leden,
    met_meer,
)
from api.modellen_geo import OgcKenmerk, OgcKenmerken
from api.problemen import GEBIED
from api.routes._gedeeld import als_geojson, problemen
from api.routes.ogc import Collectienaam, link, soort_van
from api.routes.ogc_vraag import Vak, heeft_einde, lees_bbox, lees_datetime
from api.vast import JSON
from regio.fouten import NietGevonden
from regio.gebieden.crs import CRS84
from regio.gebieden.kaartset.kaartset import kaartset_van
from regio.stand.stand import Stand

router = APIRouter(tags=["ogc"])
ITEMS = "/v1/ogc/collections/{collectionId}/items"
STANDAARD, MEESTE = 100, 1_000
BBOX_UITLEG = (
    "Alleen gebieden die dit vak raken: links, onder, rechts, boven, in het stelsel van bbox-crs (zes getallen kan "
    "ook; de hoogten tellen niet mee)."
)
TIJD_UITLEG = (
    "De peildatum: een dag of een moment (RFC 3339), standaard vandaag. Een tijdvak van twee daarvan met / ertussen, "
    "of met .. als open begin of einde, geeft de stand op zijn laatste dag; zonder einde die van vandaag, of van het "
    "begin als dat later is. Een antwoord zonder vast einde mag daarom maar kort worden bewaard."
)


class Dagvraag(BaseModel):
    """Hoe een gebied eruitziet."""

    model_config = ConfigDict(extra="forbid")

    datetime: Annotated[str, als_validatie(lees_datetime)] | None = Field(None, description=TIJD_UITLEG)
    crs: Crs | None = Field(None, description=CRS_UITLEG)
    detail: Niveau | None = Field(None, description=DETAIL_UITLEG)

    @property
    def kaartvraag(self) -> Kaartvraag:
        """What it asks of the map."""
        return Kaartvraag(crs=self.crs, detail=self.detail)

    @property
    def dag(self) -> str:
        """The peildatum that is asked for."""
        return vandaag() if self.datetime is None else lees_datetime(self.datetime)

    @property
    def blijft(self) -> bool:
        """Whether it asks for the same day tomorrow."""
        return self.datetime is not None and heeft_einde(self.datetime)


class Itemsvraag(Dagvraag):
    """Welke gebieden."""

    bbox: str | None = Field(None, max_length=200, description=BBOX_UITLEG)
    bbox_crs: Crs | None = Field(None, alias="bbox-crs", description=f"Stelsel van bbox; standaard {CRS84}.")
    limit: int = Field(
        STANDAARD,
        ge=1,
        description=f"Zoveel gebieden per bladzijde; meer dan {MEESTE} telt als {MEESTE}.",
        json_schema_extra={"maximum": MEESTE},
    )
    offset: int = Field(0, ge=0, le=1_000_000, description="Zoveel gebieden overslaan.")


@router.get(
    ITEMS,
    response_model=OgcKenmerken,
    response_class=GeoJson,
    operation_id="ogc_items",
    summary="De gebieden van een indeling",
    responses=als_geojson(OgcKenmerken) | problemen(400, 404),
)
def items(request: Request, stand: StandNu, vraag: Annotated[Itemsvraag, Query()], naam: Collectienaam) -> Response:
    """Een bladzijde van de gebieden die op de peildatum gelden, op volgorde van code."""
    soort_van(naam)
    vak = None if vraag.bbox is None else lees_bbox(vraag.bbox, vraag.bbox_crs or CRS84)

    def maak() -> bytes:
        indeling, datum = soort_van(naam).indeling, vraag.dag
        kenmerken = kenmerken_van(kaartset_van(stand), indeling, datum, vraag.kaartvraag)
        if vak is not None and kenmerken:
            kenmerken = _in_vak(stand, indeling, datum, vraag.detail or NIVEAU, vak, kenmerken)
        deel = list(kenmerken.values())[vraag.offset : vraag.offset + min(vraag.limit, MEESTE)]
        boven = {
            "type": "FeatureCollection",
            **kop(stand, datum, indeling),
            "numberMatched": len(kenmerken),
            "numberReturned": len(deel),
            "links": _bladzijden(request, naam, vraag, len(kenmerken)),
        }
        return met_leden(boven, deel)

    return geo_antwoord(request, stand, maak, crs=vraag.crs, datum_gegeven=vraag.blijft)


def _in_vak(
    stand: Stand, indeling: str, datum: str, niveau: str, vak: Vak, kenmerken: Mapping[str, Stuk]
) -> dict[str, Stuk]:
    """The features whose ground touches a box, as it is drawn at this level."""
    import shapely

    regios, vormen = kaartset_van(stand).geometrie(indeling, datum, niveau)
    raakt = shapely.intersects(vormen, vak.in_rd())
    codes = {regio.code for regio, wel in zip(regios, raakt, strict=True) if wel}
    return {code: kenmerk for code, kenmerk in kenmerken.items() if code in codes}


def _bladzijden(request: Request, naam: str, vraag: Itemsvraag, aantal: int) -> list[dict[str, Any]]:
    pad, limiet = f"/collections/{naam}/items", min(vraag.limit, MEESTE)

    def bladzijde(rel: str, titel: str, begin: int) -> dict[str, Any]:
        gegeven = vraag.model_dump(by_alias=True, exclude_unset=True, exclude={"limit", "offset"})
        if "limit" in vraag.model_fields_set or begin:
            gegeven |= {"limit": limiet}
        if begin:
            gegeven |= {"offset": begin}
        return link(request, pad, rel, GEOJSON, titel, **gegeven)

    uit = [bladzijde("self", "Deze bladzijde", vraag.offset)]
    if vraag.offset + limiet < aantal:
        uit.append(bladzijde("next", "Volgende bladzijde", vraag.offset + limiet))
    if vraag.offset:
        uit.append(bladzijde("prev", "Vorige bladzijde", max(0, vraag.offset - limiet)))
    return [*uit, link(request, f"/collections/{naam}", "collection", JSON, "Deze indeling")]


@router.get(
    ITEMS + "/{featureId}",
    response_model=OgcKenmerk,
    response_class=GeoJson,
    operation_id="ogc_item",
    summary="Een gebied",
    responses=als_geojson(OgcKenmerk) | problemen(400, 404),
)
def item(
    request: Request,
    stand: StandNu,
    vraag: Annotated[Dagvraag, Query()],
    naam: Collectienaam,
    code: Annotated[
        str,
        Path(
            alias="featureId",
            max_length=100,
            pattern=GEBIED,
            description="De code van het gebied; waar de bronnen het openlaten alle codes met | ertussen.",
            examples=["PO2001"],
        ),
    ],
) -> Response:
    """Het gebied zoals het op de peildatum was."""
    indeling, datum = soort_van(naam).indeling, vraag.dag
    kenmerken = kenmerken_van(kaartset_van(stand), indeling, datum, vraag.kaartvraag)
    if code not in kenmerken:
        raise NietGevonden(f"Geen gebied met code {code} in deze collectie op {datum}.")
    pad = f"/collections/{naam}"
    meer = {
        **kop(stand, datum, indeling),
        "links": [
            link(request, f"{pad}/items/{code}", "self", GEOJSON, "Dit gebied", **vraag.model_dump(exclude_unset=True)),
            link(request, pad, "collection", JSON, "De indeling"),
        ],
    }
    return geo_antwoord(
        request,
        stand,
        lambda: met_meer(kenmerken[code], meer),
        crs=vraag.crs,
        datum_gegeven=vraag.blijft,
    )
