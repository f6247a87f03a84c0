"""The files of the pages, packed for the wire: once per process, each at the first request for it.

Under ``/statisch/{merk}/`` a file never changes, because ``merk`` is the fingerprint of all of them,
so that browsers keep it for good; without it, or under an older one, they ask again.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import lru_cache

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.onderhandeling import IDENTITEIT, kies_codering
from kaarten.pagina import STATISCH, statisch_merk

router = APIRouter(include_in_schema=False)
VOORGOED = "public, max-age=31536000, immutable"
# Files beyond this are packed a little less, to keep the first request for one short.
_GROOT = 500_000
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
    return verpakt(request, _inhoud(naam), soort, VOORGOED if actueel else "no-cache")


def verpakt(request: Request, inhoud: bytes, soort: str, cache: str) -> Response:
    """An answer in the encoding that the client takes, with an ETag, or 304 when the client has it."""
    vorm = kies_codering(request.headers.get("accept-encoding", ""), ("br", "gzip") if len(inhoud) >= _KLEIN else ())
    merk, lijf = _ingepakt(inhoud, vorm)
    koppen = {"ETag": f'"{merk}"', "Cache-Control": cache, "Vary": "Accept-Encoding"}
    if koppen["ETag"] in request.headers.get("if-none-match", ""):
        return Response(None, 304, koppen)
    if vorm != IDENTITEIT:
        koppen["Content-Encoding"] = vorm
    if soort.startswith("text/"):
        soort += "; charset=utf-8"
    return Response(lijf, 200, {**koppen, "Content-Type": soort})


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
def _ingepakt(inhoud: bytes, vorm: str) -> tuple[str, bytes]:
    """The fingerprint of an answer and its bytes in an encoding."""
    merk = f"{hashlib.sha256(inhoud).hexdigest()[:16]}-{vorm}"
    if vorm == IDENTITEIT:
        return merk, inhoud
    if vorm == "gzip":
        return merk, gzip.compress(inhoud, 9, mtime=0)
    import brotli

    return merk, brotli.compress(inhoud, quality=9 if len(inhoud) > _GROOT else 11)
