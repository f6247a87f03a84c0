"""The page at ``/`` with the search box, and the names it matches in the browser.

Questions come in the body of a POST, with and without scripts: an address beside special education
does not belong in a URL. A click on the map comes likewise, as ``lon`` and ``lat`` in degrees. With
``X-Fragment: 1`` only the answer comes back.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.afhankelijk import GeocoderNu, StandNu, gemeente_datum, vandaag
from api.routes.kaart import kaartpad
from api.statisch import VOORGOED, verpakt, verpakt_bestand
from kaarten.beeld import maak_uitkomst
from kaarten.namen import namenbestand
from kaarten.pagina import Formulier, Gemist, toon
from kaarten.teksten import voor_lezers
from regio.adressen import GeenGeocoder, Geocoder
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.stand.stand import Stand
from regio.zoeken.zoek import LANGSTE_VRAAG, zoek

router = APIRouter(include_in_schema=False)

# The longest question a form can hold, percent-encoded, with room for the other field.
_MEESTE_BYTES = LANGSTE_VRAAG * 12 + 1_000
_MEESTE_VELDEN = 10
_VELDEN = ("vraag", "peildatum")
_GRADEN = re.compile(r"-?\d{1,3}(\.\d{1,12})?", re.ASCII)
_NIET_HIER = "Dit punt ligt niet in Nederland. Klik op een plek binnen de grenzen, of zoek op postcode."


@router.get("/")
def lege_pagina(request: Request, stand: StandNu) -> Response:
    """The page with nothing asked yet."""
    html = toon(Formulier(), vandaag=vandaag(), namen_hash=namenbestand(stand).hash, kaart=kaartpad(stand))
    return verpakt(request, html.encode(), "text/html", "public, max-age=60")


@router.post("/")
async def antwoord_pagina(request: Request, stand: StandNu, geocoder: GeocoderNu) -> Response:
    """The page, or the fragment, with the answer to the form in the body."""
    fragment = request.headers.get("x-fragment") == "1"
    try:
        formulier = _formulier(request.headers.get("content-type", ""), await _inhoud(request))
    except Vraagfout as fout:
        formulier = Formulier(fouten=_per_veld(fout.fouten))
    # A geocoder may wait for another service, which must not hold up other visitors.
    status, delen = await run_in_threadpool(_beantwoord, stand, geocoder, formulier)
    namen_hash = namenbestand(stand).hash
    html = toon(vandaag=vandaag(), namen_hash=namen_hash, kaart=kaartpad(stand), fragment=fragment, **delen)
    return _html(html, status, "no-store")


@router.get("/namen/{bestand}")
def namen(bestand: str, request: Request, stand: StandNu) -> Response:
    """The names of this edition; an older edition's file is gone."""
    huidig = namenbestand(stand)
    if bestand != f"{huidig.hash}.json":
        return Response("Dit bestand is er niet meer; laad de pagina opnieuw.", 404, {"Cache-Control": "no-store"})
    return verpakt_bestand(request, huidig.inhoud, "application/json", VOORGOED)


def _beantwoord(stand: Stand, geocoder: Geocoder, formulier: Formulier) -> tuple[int, dict[str, Any]]:
    """Status, and what ``toon`` needs beside the page itself."""
    if formulier.fouten:
        return 400, {"formulier": formulier}
    try:
        datum = gemeente_datum(formulier.peildatum or None, "peildatum")
    except Vraagfout as fout:
        fouten = [*fout.fouten, *_fouten_in_vraag(stand, formulier.vraag)]
        return 400, {"formulier": _met_fouten(formulier, fouten)}
    try:
        uitkomst = zoek(stand, formulier.punt or formulier.vraag, datum, geocoder, "peildatum")
    except Vraagfout as fout:
        buiten = [een for een in fout.fouten if een.veld != "peildatum"]
        if formulier.punt and len(buiten) == len(fout.fouten):
            return 404, {"formulier": formulier, "gemist": Gemist(_NIET_HIER, [], [])}
        return 400, {"formulier": _met_fouten(formulier, fout.fouten)}
    except NietGevonden as fout:
        return 404, {"formulier": formulier, "gemist": _gemist(fout)}
    return 200, {"formulier": _herschreven(formulier, uitkomst), "uitkomst": maak_uitkomst(stand, uitkomst)}


def _fouten_in_vraag(stand: Stand, vraag: str) -> tuple[Fout, ...]:
    """What is wrong with a question whose peildatum is wrong too; asks nobody else."""
    try:
        zoek(stand, vraag, vandaag(), GeenGeocoder())
    except Vraagfout as fout:
        return fout.fouten
    except NietGevonden:
        pass
    return ()


def _gemist(fout: NietGevonden) -> Gemist:
    bekend: dict[str, Any] = fout.bekend
    suggesties, dichtbij = (list(bekend.get(naam, ())) for naam in ("suggesties", "dichtbij"))
    return Gemist(str(fout), suggesties, dichtbij, bekend.get("samenwerkingsverband", ""))


def _herschreven(formulier: Formulier, uitkomst: dict[str, Any]) -> Formulier:
    """The form with a name in place of a gemeentecode that a button sent."""
    antwoorden = uitkomst["antwoorden"]
    if len(antwoorden) == 1 and antwoorden[0].get("code") == formulier.vraag.strip().upper():
        return Formulier(antwoorden[0]["naam"], formulier.peildatum)
    return formulier


def _met_fouten(formulier: Formulier, fouten: list[Fout] | tuple[Fout, ...]) -> Formulier:
    return Formulier(formulier.vraag, formulier.peildatum, _per_veld(fouten))


def _per_veld(fouten: list[Fout] | tuple[Fout, ...]) -> dict[str, list[str]]:
    """The sentences per field of the form; what is no field of it belongs to the question."""
    uit: dict[str, list[str]] = {}
    for fout in fouten:
        uit.setdefault(fout.veld if fout.veld in _VELDEN else "vraag", []).append(voor_lezers(fout))
    return uit


async def _inhoud(request: Request) -> bytes:
    """The body, read no further than a form can be long. Raises Vraagfout."""
    inhoud = b""
    async for stuk in request.stream():
        inhoud += stuk
        if len(inhoud) > _MEESTE_BYTES:
            raise _onbruikbaar("te-lang", f"De vraag is te lang: gebruik ten hoogste {LANGSTE_VRAAG} tekens.")
    return inhoud


def _formulier(soort: str, inhoud: bytes) -> Formulier:
    """The fields of an urlencoded form. Raises Vraagfout."""
    if soort.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise _onbruikbaar("geen-formulier", "Gebruik het formulier op deze pagina om te zoeken.")
    try:
        velden = parse_qs(inhoud.decode("ascii"), errors="strict", max_num_fields=_MEESTE_VELDEN)
    except ValueError:
        raise _onbruikbaar("onleesbaar", "De vraag bevat tekens die niet te lezen zijn. Typ hem opnieuw.") from None
    vraag, peildatum, lon, lat = (velden.get(veld, [""])[0].strip() for veld in (*_VELDEN, "lon", "lat"))
    if not (lon or lat):
        return Formulier(vraag, peildatum)
    if not (_GRADEN.fullmatch(lon) and _GRADEN.fullmatch(lat)):
        raise _onbruikbaar("geen-punt", "Dit is geen punt op de kaart. Klik opnieuw op de kaart of zoek op postcode.")
    return Formulier("", peildatum, punt=f"{float(lon):.6f}, {float(lat):.6f}")


def _onbruikbaar(code: str, melding: str) -> Vraagfout:
    return Vraagfout(Fout("vraag", code, melding, "body"))


def _html(html: str, status: int, cache: str) -> Response:
    return Response(html, status, {"Cache-Control": cache}, "text/html; charset=utf-8")
