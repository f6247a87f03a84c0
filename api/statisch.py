"""The files of the pages, packed for the wire: once per process, each at the first request for it; and pages.

Under ``/statisch/{merk}/`` a file never changes, because ``merk`` is the fingerprint of all of them,
so that browsers keep it for good; without it, or under an older one, they ask again.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable
from functools import lru_cache

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.inpakken import CODERINGEN, codering_voor, ingepakt
from api.onderhandeling import IDENTITEIT, heeft
from kaarten.pagina import STATISCH, statisch_merk

router = APIRouter(include_in_schema=False)
VOORGOED = "public, max-age=31536000, immutable"
# Below this many bytes packing gains nothing.
_KLEIN = 400
_SOORTEN = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", "": "text/plain"}


@router.get("/statisch/{pad:path}")
def bestand(pad: str, request: Request) -> Response:
    """A file, for good under the current fingerprint."""
    eerste, _, rest = pad.partition("/")
    actueel = eerste == statisch_merk()
    # Under an older fingerprint the file of today, so that a page that was open does not break.
    naam = pad if _bestaat(pad) else rest
    if not _bestaat(naam):
        raise HTTPException(404)
    soort = _SOORTEN.get((STATISCH / naam).suffix) or mimetypes.guess_type(naam)[0] or "application/octet-stream"
    return verpakt_bestand(request, _inhoud(naam), soort, VOORGOED if actueel else "no-cache")


def verpakt(request: Request, inhoud: bytes, soort: str, cache: str) -> Response:
    """A page that is put together for whoever asks, in the encoding that the client takes, or 304 when it has it."""
    vorm = _vorm(request, inhoud)
    return _antwoord(request, _merk(inhoud, vorm), lambda: ingepakt(inhoud, vorm), vorm, soort, cache)


def verpakt_bestand(request: Request, inhoud: bytes, soort: str, cache: str) -> Response:
    """The same for what stays as it is: packed once, as small as can be."""
    vorm = _vorm(request, inhoud)
    merk, lijf = _bestand(inhoud, vorm)
    return _antwoord(request, merk, lambda: lijf, vorm, soort, cache)


def _antwoord(request: Request, merk: str, pak: Callable[[], bytes], vorm: str, soort: str, cache: str) -> Response:
    koppen = {"ETag": merk, "Cache-Control": cache, "Vary": "Accept-Encoding"}
    if heeft(request.scope, merk.encode()):
        return Response(None, 304, koppen)
    if vorm != IDENTITEIT:
        koppen["Content-Encoding"] = vorm
    if soort.startswith("text/"):
        soort += "; charset=utf-8"
    return Response(pak(), 200, {**koppen, "Content-Type": soort})


def _vorm(request: Request, inhoud: bytes) -> str:
    return codering_voor(request, CODERINGEN if len(inhoud) >= _KLEIN else ())


def _merk(inhoud: bytes, vorm: str) -> str:
    return f'"{hashlib.sha256(inhoud).hexdigest()[:16]}-{vorm}"'


def _bestaat(naam: str) -> bool:
    return naam in _namen()


@lru_cache(maxsize=1)
def _namen() -> frozenset[str]:
    """Every file there is; nothing outside the folder can be asked for."""
    return frozenset(pad.relative_to(STATISCH).as_posix() for pad in STATISCH.rglob("*") if pad.is_file())


@lru_cache(maxsize=256)
def _inhoud(naam: str) -> bytes:
    return (STATISCH / naam).read_bytes()


@lru_cache(maxsize=256)
def _bestand(inhoud: bytes, vorm: str) -> tuple[str, bytes]:
    """The ETag of a file and its bytes in an encoding."""
    return _merk(inhoud, vorm), ingepakt(inhoud, vorm, klein=True)
