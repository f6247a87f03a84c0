"""The data behind the map of the page, and the same samenwerkingsverbanden as a page with a table."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.afhankelijk import StandNu, gemeente_datum, vandaag
from api.statisch import VOORGOED, verpakt
from kaarten.beeld import SECTOREN
from kaarten.kaartgegevens import kaartgegevens, merk
from kaarten.overzicht import Keuze, Overzicht, lees_keuze, maak_overzicht
from kaarten.pagina import toon_overzicht
from regio.fouten import Opslagfout, Vraagfout
from regio.gebieden.kaartset.kaartset import Kaartset, kaartset_van
from regio.stand.stand import Stand

router = APIRouter(include_in_schema=False)


def kaarten_van(stand: Stand) -> Kaartset | None:
    """The map set of an edition; None where it has none, so that the page answers without a map."""
    try:
        return kaartset_van(stand)
    except Opslagfout:
        return None


def kaartpad(stand: Stand) -> str:
    """The path of the map's data of today."""
    return f"/kaart/{merk(stand, kaarten_van(stand))}-{stand.toestand_nr_iso(vandaag())}.json"


@router.get("/kaart/{bestand}")
def kaart(bestand: str, request: Request, stand: StandNu) -> Response:
    """The data of one toestand; that of an older edition is gone."""
    kaarten = kaarten_van(stand)
    begin, _, nummer = bestand.removesuffix(".json").partition("-")
    aantal = len(stand.meta["toestanden"])
    if begin != merk(stand, kaarten) or nummer not in map(str, range(aantal)):
        return Response("Dit bestand is er niet meer; laad de pagina opnieuw.", 404, {"Cache-Control": "no-store"})
    return verpakt(request, kaartgegevens(stand, kaarten, int(nummer)), "application/json", VOORGOED)


@router.get("/overzicht")
def overzicht(request: Request, stand: StandNu) -> Response:
    """Every samenwerkingsverband of a sector in a table, on a day."""
    keuze = lees_keuze(dict(request.query_params))
    try:
        datum = gemeente_datum(keuze.peildatum or None, "peildatum")
    except Vraagfout as fout:
        return _html(400, _met_fout(keuze, fout), "no-store")
    return _html(200, maak_overzicht(stand, keuze, datum), "public, max-age=300")


def _met_fout(keuze: Keuze, fout: Vraagfout) -> Overzicht:
    return Overzicht(keuze, SECTOREN[keuze.sector], "", fout=str(fout))


def _html(status: int, inhoud: Overzicht, cache: str) -> Response:
    return Response(toon_overzicht(inhoud), status, {"Cache-Control": cache}, "text/html; charset=utf-8")
