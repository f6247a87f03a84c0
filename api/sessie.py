"""Whoever signed in on the pages: the cookie, and what a question that changes something must bring along.

A form carries the field ``csrf``, a script the header ``X-CSRF-Token``; a question from another site is
refused whatever it carries. The database is only asked when a cookie of the right form comes.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from api.vast import NIET_BEWAREN
from kaarten.inloggen.pad import PAD

if TYPE_CHECKING:
    from kaarten.inloggen.pagina import Ingelogd
    from regio.opslag.gebruikers import Wie
else:
    Wie = Any

# The prefix makes browsers refuse the cookie from another host, another path or without TLS.
COOKIE = "__Host-regio"
CSRF_KOP = "x-csrf-token"
ZONDER_WIJZIGING = ("GET", "HEAD")
_GEHEIM = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sessie:
    """Who signed in, the value that proves a form is ours, and whether a provider vouched for them."""

    wie: Wie
    csrf: str
    extern: bool = False


def sessie_van(request: Request) -> Sessie | None:
    """The session of a question; None without one that holds. Raises Opslagfout."""
    geheim = geheim_van(request)
    if geheim is None:
        return None
    from regio.opslag.sessies import sessie_met

    gevonden = sessie_met(request.app.state.toegang.engine, geheim)
    return Sessie(gevonden.wie, gevonden.csrf, gevonden.extern) if gevonden is not None else None


@overload
def als_ingelogd(sessie: Sessie) -> Ingelogd: ...
@overload
def als_ingelogd(sessie: None) -> None: ...
@overload
def als_ingelogd(sessie: Sessie | None) -> Ingelogd | None: ...
def als_ingelogd(sessie: Sessie | None) -> Ingelogd | None:
    """Who signed in, as the pages show it."""
    if sessie is None:
        return None
    from kaarten.inloggen.pagina import Ingelogd

    return Ingelogd(sessie.wie.naam, sessie.wie.rol, sessie.csrf)


def keur(request: Request, sessie: Sessie, csrf: str) -> None:
    """Raises 403 unless a question comes from a page of ours in this session."""
    keur_herkomst(request)
    if not echt(sessie, csrf):
        raise HTTPException(403)


def echt(sessie: Sessie, csrf: str) -> bool:
    """Whether a question carries the value of this session."""
    # As bytes: what a question brings may be any text.
    return secrets.compare_digest(csrf.encode(errors="replace"), sessie.csrf.encode())


def keur_herkomst(request: Request) -> None:
    """Raises 403 for a question that a browser sends from a page of another site."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403)
    herkomst = request.headers.get("origin")
    if herkomst is not None and not _eigen(request, herkomst):
        raise HTTPException(403)


def naar_inloggen(request: Request) -> Response:
    """To the page to sign in on, and from there back to what was asked for."""
    pad = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    # What was sent in a form is gone; the page it was on may not be known.
    naar = f"?naar={quote(pad, safe='/')}" if request.method in ZONDER_WIJZIGING else ""
    return verder(PAD + naar)


def verder(adres: str) -> Response:
    """To another page, by a GET."""
    return Response(None, 303, {"Location": adres, **NIET_BEWAREN})


def geheim_van(request: Request) -> str | None:
    """What the cookie holds; None without one of the right form."""
    geheim = request.cookies.get(COOKIE, "")
    return geheim if _GEHEIM.fullmatch(geheim) else None


def met_cookie(antwoord: Response, naam: str, waarde: str, duur: int | None = None) -> Response:
    """The answer with a cookie for this host only; ``duur`` in seconds, else until the browser closes."""
    antwoord.set_cookie(naam, waarde, max_age=duur, path="/", secure=True, httponly=True, samesite="lax")
    return antwoord


def zonder_cookie(antwoord: Response, naam: str) -> Response:
    """The answer that makes the browser forget a cookie."""
    return met_cookie(antwoord, naam, "", 0)


def _eigen(request: Request, herkomst: str) -> bool:
    """Whether an origin is that of this service: as the browser addressed it, or by its settings."""
    bekend = urlsplit(request.app.state.adres)
    if herkomst == f"{bekend.scheme}://{bekend.netloc}":
        return True
    schema, _, gastheer = herkomst.partition("://")
    # TLS may end at a proxy, so that only the settings know of it; where they do, plain http is another site.
    schemas = ("https",) if bekend.scheme == "https" else ("http", "https")
    return schema in schemas and gastheer == request.headers.get("host", "")
