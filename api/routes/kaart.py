"""The data behind the map of the page, and the same samenwerkingsverbanden as a page with a table."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.afhankelijk import StandNu, gemeente_datum, vandaag
from api.statisch import VOORGOED, verpakt_bestand
from kaarten.beeld import SECTORTITEL
from kaarten.kaartgegevens import kaartgegevens, merk
from kaarten.overzicht import Keuze, Overzicht, lees_keuze, maak_overzicht, onbekend_in
from kaarten.pagina import toon_overzicht
from kaarten.teksten import voor_lezers
from regio.fouten import Fout, GeenKaarten, Vraagfout
from regio.gebieden.kaartset.kaartset import Kaartset, kaartset_van
from regio.stand.stand import Stand

router = APIRouter(include_in_schema=False)


def kaarten_van(stand: Stand) -> Kaartset | None:
    """The map set of an edition; None where it has none, so that the page answers without a map."""
    try:
        return kaartset_van(stand)
    except GeenKaarten:
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
    return verpakt_bestand(request, kaartgegevens(stand, kaarten, int(nummer)), "application/json", VOORGOED)


@router.get("/overzicht")
def overzicht(request: Request, stand: StandNu) -> Response:
    """Every samenwerkingsverband of a sector in a table, on a day."""
    vraag = dict(request.query_params)
    keuze, onbekend = lees_keuze(vraag), onbekend_in(vraag)
    try:
        datum = gemeente_datum(keuze.peildatum or None, "peildatum")
    except Vraagfout as fout:
        return _html(400, _met_fout(keuze, fout.fouten, onbekend), "no-store")
    if onbekend:
        return _html(400, _met_fout(keuze, (), onbekend), "no-store")
    return _html(200, maak_overzicht(stand, keuze, datum), "public, max-age=300")


def _met_fout(keuze: Keuze, fouten: tuple[Fout, ...], onbekend: str) -> Overzicht:
    fout = " ".join(map(voor_lezers, fouten))
    return Overzicht(keuze, SECTORTITEL[keuze.sector], "", fout=fout, onbekend=onbekend)


def _html(status: int, inhoud: Overzicht, cache: str) -> Response:
    return Response(toon_overzicht(inhoud), status, {"Cache-Control": cache}, "text/html; charset=utf-8")
