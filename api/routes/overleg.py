"""OOGO: with whom a gemeente and a samenwerkingsverband must seek agreement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.afhankelijk import MetPeildatum, StandNu, swv_datum
from api.congruentievraag import CSV, CSV_MET_TEKENS, gevraagde_vorm
from api.geo import VARY
from api.modellen_overleg import GemeenteOverleg, Overlegtafels, VerbandOverleg
from api.routes._gedeeld import Antwoorden, Gemeentecode, Swvcode, problemen
from api.vast import JSON, KORT, LANG, als_json, bewaard_antwoord, vast_antwoord
from regio.congruentie.tabel import als_csv
from regio.overleg.gemeente import overleg_van_gemeente
from regio.overleg.landelijk import alle_tafels
from regio.overleg.landelijke_uitvoer import als_landelijke_werkmap, landelijke_tabel
from regio.overleg.verband import overleg_van_verband
from regio.werkmap import XLSX

router = APIRouter(tags=["overleg"])
Json = dict[str, Any]
_TEKST, _BINAIR = {"type": "string"}, {"type": "string", "format": "binary"}
OF_TABEL: Antwoorden = {200: {"content": {CSV: {"schema": _TEKST}, XLSX: {"schema": _BINAIR}}}}


@router.get(
    "/v1/gemeenten/{code}/overlegpartners",
    response_model=GemeenteOverleg,
    operation_id="overleg_gemeente",
    summary="Met wie een gemeente aan tafel zit",
    responses=problemen(400, 404),
)
def gemeente(
    request: Request,
    stand: StandNu,
    vraag: MetPeildatum,
    code: Annotated[Gemeentecode, Path(description="CBS-code.", examples=["GM1730"])],
) -> Response:
    """De samenwerkingsverbanden van een gemeente, en wie er bij elk overleg nog meer zit.

    Een gemeente die op de peildatum niet bestaat geeft 404, met haar opvolgers.
    """
    inhoud = overleg_van_gemeente(stand, code, swv_datum(vraag.geldigOp))
    return vast_antwoord(request, stand, inhoud, datum_gegeven=vraag.geldigOp is not None)


@router.get(
    "/v1/samenwerkingsverbanden/{code}/overlegpartners",
    response_model=VerbandOverleg,
    operation_id="overleg_verband",
    summary="Met welke gemeenten een samenwerkingsverband aan tafel zit",
    responses=problemen(400, 404),
)
def verband(
    request: Request,
    stand: StandNu,
    vraag: MetPeildatum,
    code: Annotated[Swvcode, Path(description="PO of VO met vier cijfers.", examples=["VO2001"])],
) -> Response:
    """Elke gemeente in het gebied, geheel of voor een deel, en de jeugdregio's waarmee het verband te maken heeft."""
    inhoud = overleg_van_verband(stand, code, swv_datum(vraag.geldigOp))
    return vast_antwoord(request, stand, inhoud, datum_gegeven=vraag.geldigOp is not None)


@router.get(
    "/v1/overlegtafels",
    response_model=Overlegtafels,
    operation_id="overlegtafels",
    summary="Het aantal tafels van elke gemeente",
    responses=OF_TABEL | problemen(400, 406),
)
def overlegtafels(request: Request, stand: StandNu, vraag: MetPeildatum) -> Response:
    """Aan hoeveel tafels van samenwerkingsverbanden elke gemeente zit, PO en VO samen; ook als CSV en voor Excel."""
    vorm = gevraagde_vorm(request, *_VORMEN)
    maak, soort = _VORMEN[vorm]
    datum = swv_datum(vraag.geldigOp)
    koppen = {"cache-control": KORT if vraag.geldigOp is None else LANG, "vary": VARY, "content-type": soort}
    return bewaard_antwoord(request, stand, lambda: maak(alle_tafels(stand, datum)), koppen)


_VORMEN: dict[str, tuple[Callable[[Json], bytes], str]] = {
    JSON: (als_json, JSON),
    CSV: (lambda antwoord: als_csv(landelijke_tabel(antwoord)).encode(), CSV_MET_TEKENS),
    XLSX: (als_landelijke_werkmap, XLSX),
}
