"""The pages ``/inloggen/extern`` and ``/inloggen/terug``: to the provider of OpenID Connect, and back from it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.exceptions import HTTPException

from api.sessie import COOKIE, geheim_van, met_cookie, verder, zonder_cookie
from api.toegang import ToegangNu
from api.vast import NIET_BEWAREN
from kaarten.inloggen.pad import EXTERN, TERUG, lokaal_pad
from kaarten.inloggen.pagina import inlogpagina
from kaarten.pagina import toon_storing
from regio.aanmelden.fouten import AanbiederWeg, Geweigerd, NietDeze

if TYPE_CHECKING:
    from regio.aanmelden.aanbieder import Aanbieder
else:
    Aanbieder = Any

router = APIRouter(include_in_schema=False)
# What a browser keeps while somebody is at the provider.
WACHTCOOKIE = "__Host-regio-wacht"
NIET_GELUKT = "Inloggen bij uw organisatie is niet gelukt. Probeer het opnieuw."
_WEG = "U kunt nu niet inloggen bij uw organisatie"
_WEG_UITLEG = "De inlogdienst van uw organisatie geeft geen antwoord. Wacht even en probeer het opnieuw."
_WACHT_S = "10"
_logboek = logging.getLogger("regio.api")


def aanbieder_nu(request: Request) -> Aanbieder:
    """The provider; raises 404 where there is none."""
    aanbieder: Aanbieder | None = request.app.state.aanbieder
    if aanbieder is None:
        raise HTTPException(404)
    return aanbieder


AanbiederNu = Annotated[Aanbieder, Depends(aanbieder_nu)]


@router.get(EXTERN)
def naar_aanbieder(aanbieder: AanbiederNu, naar: str = "") -> Response:
    """To the provider, with what must come back in a cookie of a few minutes."""
    from regio.aanmelden.aanbieder import WACHT_S

    try:
        begin = aanbieder.begin(lokaal_pad(naar))
    except AanbiederWeg as fout:
        return _weg(fout)
    return met_cookie(verder(begin.adres), WACHTCOOKIE, begin.zegel, WACHT_S)


@router.get(TERUG)
def terug(request: Request, aanbieder: AanbiederNu, toegang: ToegangNu) -> Response:
    """Back from the provider; whatever comes of it, what was waiting is over.

    Not for an answer to something else: anybody can send a browser here, and that must end nothing.
    """
    try:
        return zonder_cookie(_rond_af(request, aanbieder, toegang), WACHTCOOKIE)
    except NietDeze as fout:
        return _geweigerd(fout)


def _rond_af(request: Request, aanbieder: Aanbieder, toegang: ToegangNu) -> Response:
    from regio.opslag.extern import open_extern
    from regio.opslag.sessies import sluit

    try:
        wie, naar = aanbieder.rond_af(request.cookies.get(WACHTCOOKIE, ""), request.query_params)
    except AanbiederWeg as fout:
        return _weg(fout)
    except NietDeze:
        raise
    except Geweigerd as fout:
        return _geweigerd(fout)
    geheim = open_extern(toegang.engine, wie)
    if (oud := geheim_van(request)) is not None:
        sluit(toegang.engine, oud)
    return met_cookie(verder(naar), COOKIE, geheim)


def _geweigerd(fout: Geweigerd) -> Response:
    _logboek.warning("aanmelding geweigerd: %s", fout)
    html = inlogpagina(lokaal_pad(""), bovenaan=NIET_GELUKT, extern=True)
    return Response(html, 400, NIET_BEWAREN, "text/html; charset=utf-8")


def _weg(fout: AanbiederWeg) -> Response:
    _logboek.warning("aanbieder geeft geen antwoord: %s", fout)
    koppen = {**NIET_BEWAREN, "Retry-After": _WACHT_S}
    return Response(toon_storing(_WEG, _WEG_UITLEG), 503, koppen, "text/html; charset=utf-8")
