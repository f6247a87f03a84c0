"""Answers with geometry: form by Accept, crs and detail by question, Content-Crs, encodings, caching."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Annotated, Any, Literal

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.afhankelijk import GemeentePeildatum, Peildatum, als_validatie
from api.onderhandeling import kies_vorm
from api.vast import JSON, KORT, LANG, als_json, bewaard_antwoord
from regio.fouten import Fout, Vraagfout
from regio.gebieden.crs import CRS84, STELSELS, stelsel
from regio.gebieden.kaartset.kaartset import Kaartset, kaartset_van
from regio.stand.stand import Stand

GEOJSON = "application/geo+json"
VARY = "Accept, Accept-Encoding"
Niveau = Literal["land", "regio", "plaats", "fijn"]
NIVEAU: Niveau = "regio"
Json = dict[str, Any]
Stuk = bytes | memoryview
# Codes that are asked for, with their names, per indeling.
Gevraagd = Mapping[str, Mapping[str, str | None]]
OVER_SCHETS = (
    "De grenzen zijn een schets, getekend uit een punt per postcode: zij laten zien wie er buren zijn, "
    "niet welk huis aan welke kant ligt."
)
_ALLEEN_KAART = "{} hoort bij een antwoord met geometrie: vraag met de kop Accept om application/geo+json."


class GeoJson(JSONResponse):
    """Documents an operation that answers GeoJSON only."""

    media_type = GEOJSON


Crs = Annotated[
    str,
    Field(json_schema_extra={"format": "uri", "enum": list(STELSELS)}),
    als_validatie(stelsel),
]
CRS_UITLEG = f"Coördinatenstelsel van het antwoord, een URI uit /v1/crss; standaard {CRS84}. "
DETAIL_UITLEG = "Hoe fijn de grenzen zijn getekend, van grof naar fijn; standaard regio. "


class Kaartvraag(BaseModel):
    """What a question about a map may add; only with ``Accept: application/geo+json``."""

    crs: Crs | None = Field(None, description=CRS_UITLEG + "Alleen bij GeoJSON.")
    detail: Niveau | None = Field(None, description=DETAIL_UITLEG + "Alleen bij GeoJSON.")


class SwvKaartvraag(Peildatum, Kaartvraag):
    """Op welke dag, en met welke kaart."""


class GemeenteKaartvraag(GemeentePeildatum, Kaartvraag):
    """Op welke dag, en met welke kaart."""


def wil_kaart(request: Request, vraag: Kaartvraag) -> bool:
    """Whether GeoJSON is asked for, not JSON. Raises 406, and Vraagfout for map questions without a map."""
    vorm = kies_vorm(",".join(request.headers.getlist("accept")), (JSON, GEOJSON))
    if vorm is None:
        raise HTTPException(406, headers={"vary": VARY})
    fouten = [
        Fout(veld, "alleen-bij-geojson", _ALLEEN_KAART.format(veld))
        for veld in ("crs", "detail")
        if vorm == JSON and getattr(vraag, veld) is not None
    ]
    if fouten:
        raise Vraagfout(*fouten)
    return vorm == GEOJSON


def kaart(
    request: Request, stand: Stand, vraag: SwvKaartvraag | GemeenteKaartvraag, datum: str, gevraagd: Gevraagd
) -> Response:
    """The answer with a FeatureCollection."""
    return geo_antwoord(
        request,
        stand,
        lambda: verzameling(stand, datum, gevraagd, vraag),
        crs=vraag.crs,
        datum_gegeven=vraag.geldigOp is not None,
    )


def een_kaart(
    request: Request,
    stand: Stand,
    vraag: SwvKaartvraag | GemeenteKaartvraag,
    datum: str,
    wie: tuple[str, str, str | None],
) -> Response:
    """The answer with one Feature; ``wie`` is its indeling, code and name."""
    return geo_antwoord(
        request,
        stand,
        lambda: een_vlak(stand, datum, *wie, vraag),
        crs=vraag.crs,
        datum_gegeven=vraag.geldigOp is not None,
    )


def geo_antwoord(
    request: Request, stand: Stand, maak: Callable[[], bytes], *, crs: str | None, datum_gegeven: bool
) -> Response:
    """An answer of GeoJSON, kept for who asks the same again."""
    cache = LANG if datum_gegeven else KORT
    koppen = {"cache-control": cache, "vary": VARY, "content-type": GEOJSON, "content-crs": f"<{crs or CRS84}>"}
    return bewaard_antwoord(request, stand, maak, koppen)


def laatst_bekend(stand: Stand, datum: str) -> str | None:
    """The last known version of the regeling on days for which later changes are not known, as on every answer."""
    nummer = stand.toestand_nr_iso(datum)
    if nummer < stand.eerste_met_swv:
        return None
    versie: str | None = stand.staart(nummer)["regeling"]["laatstBekendeVersie"]
    return versie


def kop(stand: Stand, datum: str, *indelingen: str) -> Json:
    """What stands on every map: the day, and where its borders come from."""
    kaarten = kaartset_van(stand)
    lagen = [kaarten.laag(indeling, datum) for indeling in indelingen]
    return {
        "geldigOp": datum,
        "bron": kaarten.bron,
        "grens": next((laag["grens"] for laag in lagen if laag is not None), None),
        "nauwkeurigheidMeter": kaarten.nauwkeurigheid,
        "vermelding": kaarten.vermelding,
        "toelichting": OVER_SCHETS if kaarten.bron == "schets" else None,
        "laatstBekendeVersie": laatst_bekend(stand, datum) if {"PO", "VO"} & set(indelingen) else None,
    }


def verzameling(stand: Stand, datum: str, gevraagd: Gevraagd, vraag: Kaartvraag) -> bytes:
    """The FeatureCollection of regions on a day; a region without ground has no geometry.

    Ground of which the facts leave open whether it belongs to one of them is in it too, as such.
    """
    kaarten = kaartset_van(stand)
    delen: list[Stuk] = []
    for indeling, namen in gevraagd.items():
        kenmerken = kenmerken_van(kaarten, indeling, datum, vraag)
        delen += [kenmerk for code, kenmerk in kenmerken.items() if raakt(code, namen)]
        delen += [zonder_vlak(kaarten, indeling, code, naam) for code, naam in namen.items() if code not in kenmerken]
    boven = {"type": "FeatureCollection", **kop(stand, datum, *gevraagd), "aantal": len(delen)}
    return met_leden(boven, delen)


def met_leden(boven: Json, delen: Collection[Stuk]) -> bytes:
    """A FeatureCollection of ready features under the other members of it."""
    return b'%b,"features":[%b]}' % (als_json(boven)[:-1], b",".join(delen))


def een_vlak(stand: Stand, datum: str, indeling: str, code: str, naam: str | None, vraag: Kaartvraag) -> bytes:
    """The Feature of one region: the ground that certainly belongs to it, and the ids of what may."""
    kaarten = kaartset_van(stand)
    kenmerken = kenmerken_van(kaarten, indeling, datum, vraag)
    kenmerk: Stuk = kenmerken[code] if code in kenmerken else zonder_vlak(kaarten, indeling, code, naam)
    onzeker = [ander for ander in kenmerken if ander != code and raakt(ander, (code,))]
    return met_meer(kenmerk, {**kop(stand, datum, indeling), "onzeker": onzeker})


def met_meer(kenmerk: Stuk, meer: Json) -> bytes:
    """A ready feature with more members."""
    return b"".join((kenmerk[:-1], b",", als_json(meer)[1:]))


def kenmerken_van(kaarten: Kaartset, indeling: str, datum: str, vraag: Kaartvraag) -> Mapping[str, Stuk]:
    """The ready features of an indeling by code; none on days on which it has no regions."""
    if kaarten.laag(indeling, datum) is None:
        return {}
    return kaarten.kenmerken(indeling, datum, vraag.detail or NIVEAU, vraag.crs or CRS84)


def raakt(code: str, gevraagd: Collection[str]) -> bool:
    """Whether a region, or one of those that are possible where the facts leave it open, is asked for."""
    return any(een in gevraagd for een in mogelijk(code))


def mogelijk(code: str) -> Iterator[str]:
    """The codes of which a region on the map is one."""
    yield from code.split("|")


def zonder_vlak(kaarten: Kaartset, indeling: str, code: str, naam: str | None) -> bytes:
    """The Feature of a region that has no ground of its own on the day."""
    eigenschappen = {
        "code": code,
        "naam": naam,
        "indeling": indeling,
        "vanaf": None,
        "tot": None,
        "bron": kaarten.bron,
        "grens": None,
        "vermelding": kaarten.vermelding,
        "zeker": True,
        "mogelijk": [code],
    }
    return als_json({"type": "Feature", "id": code, "geometry": None, "properties": eigenschappen})
