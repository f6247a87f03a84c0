"""The pages ``/inloggen`` and ``/uitloggen``: a session for who has a token."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from api.formulier import FormulierNu
from api.sessie import (
    COOKIE,
    als_ingelogd,
    geheim_van,
    keur,
    keur_herkomst,
    met_cookie,
    sessie_van,
    verder,
    zonder_cookie,
)
from api.toegang import ToegangNu
from api.vast import NIET_BEWAREN
from kaarten.inloggen.pad import PAD, UITLOGGEN, lokaal_pad
from kaarten.inloggen.pagina import inlogpagina

router = APIRouter(include_in_schema=False)
# The same for every reason: who tries tokens learns nothing.
NIET_GELUKT = "Inloggen met dit token kan niet. Controleer het token, of vraag de beheerder om een nieuw."
UITGELOGD = "U bent uitgelogd."
GEEN_COOKIE = (
    "Uw token klopt, maar u bent niet ingelogd: uw browser bewaart de cookie niet. Staan cookies uit, zet ze dan aan "
    "voor deze site. Begint het adres met http://, open de dienst dan via https://. Draait de dienst op uw eigen "
    "computer, dan kunt u ook Firefox, Chrome of Edge gebruiken."
)
UIT_EXTERN = "extern"
# In the address after a token that holds, to see whether the browser kept the cookie.
KLOPT = "klopt="


@router.get(PAD)
def formulier(request: Request, naar: str = "", uit: str | None = None, klopt: str | None = None) -> Response:
    """The form; for who signed in already, as whom; for who signed out, that it is so (``uit``).

    ``klopt`` comes with who gave a token that holds: on to where they go, or, when the browser kept no cookie, that it
    did not.
    """
    sessie = sessie_van(request)
    if klopt is not None and sessie is not None:
        return verder(lokaal_pad(naar))
    net_weg = uit is not None and sessie is None
    elders = _elders(request) if net_weg and uit == UIT_EXTERN else ""
    return _html(
        inlogpagina(
            lokaal_pad(naar),
            ingelogd=als_ingelogd(sessie),
            bovenaan=GEEN_COOKIE if klopt is not None else "",
            melding=UITGELOGD if net_weg else "",
            extern=_extern(request),
            elders=elders,
        )
    )


@router.post(PAD)
def log_in(request: Request, toegang: ToegangNu, velden: FormulierNu) -> Response:
    """A session for a token that holds; it comes in place of the one that was there."""
    from regio.opslag.sessies import open_sessie, sluit

    # Else another site could sign a visitor in as somebody else.
    keur_herkomst(request)
    naar = lokaal_pad(velden.get("naar", ""))
    geheim = open_sessie(toegang.engine, velden.get("token", "").strip())
    if geheim is None:
        return _html(inlogpagina(naar, fout=NIET_GELUKT, extern=_extern(request)), 401)
    if (oud := geheim_van(request)) is not None:
        sluit(toegang.engine, oud)
    return met_cookie(verder(f"{PAD}?{KLOPT}&naar={quote(naar, safe='/')}"), COOKIE, geheim)


@router.post(UITLOGGEN)
def log_uit(request: Request, toegang: ToegangNu, velden: FormulierNu) -> Response:
    """End the session, and let the browser forget it."""
    sessie = sessie_van(request)
    hoe = UIT_EXTERN if sessie is not None and sessie.extern else ""
    if sessie is not None:
        from regio.opslag.sessies import sluit

        keur(request, sessie, velden.get("csrf", ""))
        sluit(toegang.engine, geheim_van(request) or "")
    return zonder_cookie(verder(f"{PAD}?uit={hoe}"), COOKIE)


def _extern(request: Request) -> bool:
    """Whether there is a provider to sign in at."""
    return request.app.state.aanbieder is not None


def _elders(request: Request) -> str:
    """Where somebody signs out from the provider too."""
    aanbieder = request.app.state.aanbieder
    return aanbieder.elders_uitloggen() if aanbieder is not None else ""


def _html(html: str, status: int = 200) -> Response:
    return Response(html, status, NIET_BEWAREN, "text/html; charset=utf-8")
