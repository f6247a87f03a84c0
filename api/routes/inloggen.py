"""The pages ``/inloggen`` and ``/uitloggen``: a session for who has a token."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.formulier import FormulierNu
from api.sessie import (
    COOKIE,
    NIET_BEWAREN,
    Sessie,
    geheim_van,
    keur,
    keur_herkomst,
    met_cookie,
    sessie_van,
    zonder_cookie,
)
from api.toegang import ToegangNu
from kaarten.inloggen.pad import PAD, UITLOGGEN, lokaal_pad
from kaarten.inloggen.pagina import Ingelogd, inlogpagina

router = APIRouter(include_in_schema=False)
# The same for every reason: who tries tokens learns nothing.
NIET_GELUKT = "Inloggen met dit token kan niet. Controleer het token, of vraag de beheerder om een nieuw."


@router.get(PAD)
def formulier(request: Request, naar: str = "", uit: Annotated[str | None, Query()] = None) -> Response:
    """The form; for who signed in already, as whom."""
    sessie = sessie_van(request)
    melding = "U bent uitgelogd." if uit is not None and sessie is None else ""
    return _html(inlogpagina(lokaal_pad(naar), ingelogd=_ingelogd(sessie), melding=melding))


@router.post(PAD)
def log_in(request: Request, toegang: ToegangNu, velden: FormulierNu) -> Response:
    """A session for a token that holds; it comes in place of the one that was there."""
    from regio.opslag.sessies import open_sessie, sluit

    # Else another site could sign a visitor in as somebody else.
    keur_herkomst(request)
    naar = lokaal_pad(velden.get("naar", ""))
    geheim = open_sessie(toegang.engine, velden.get("token", "").strip())
    if geheim is None:
        return _html(inlogpagina(naar, fout=NIET_GELUKT), 401)
    if (oud := geheim_van(request)) is not None:
        sluit(toegang.engine, oud)
    return met_cookie(verder(naar), COOKIE, geheim)


@router.post(UITLOGGEN)
def log_uit(request: Request, toegang: ToegangNu, velden: FormulierNu) -> Response:
    """End the session, and let the browser forget it."""
    sessie = sessie_van(request)
    if sessie is not None:
        from regio.opslag.sessies import sluit

        keur(request, sessie, velden.get("csrf", ""))
        sluit(toegang.engine, geheim_van(request) or "")
    return zonder_cookie(verder(f"{PAD}?uit"), COOKIE)


def verder(pad: str) -> Response:
    """To a page of ours, by a GET."""
    return Response(None, 303, {"Location": pad, **NIET_BEWAREN})


def _ingelogd(sessie: Sessie | None) -> Ingelogd | None:
    return Ingelogd(sessie.wie.naam, sessie.wie.rol, sessie.csrf) if sessie is not None else None


def _html(html: str, status: int = 200) -> Response:
    return Response(html, status, NIET_BEWAREN, "text/html; charset=utf-8")
