"""Reference answers: cacheable, with a strong ETag from the edition's fingerprint, answered 304, packed once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import Request
from starlette.responses import Response

from api.bewaring import Bewaring, Klaar
from api.inpakken import CODERINGEN, codering_voor, ingepakt
from api.onderhandeling import IDENTITEIT, heeft
from regio.stand.stand import Stand

JSON = "application/json"
# How long a cache may keep an answer for a date, and one for today.
LANG, KORT = "public, max-age=86400", "public, max-age=300"
# The header of an answer that nobody may keep.
NIET_BEWAREN = {"cache-control": "no-store"}
# Below this many bytes compressing gains nothing.
_KLEIN = 1_000


def vast_antwoord(
    request: Request,
    stand: Stand,
    inhoud: dict[str, Any],
    *,
    datum_gegeven: bool = True,
    vary: str = "Accept-Encoding",
    soort: str = JSON,
) -> Response:
    """A JSON answer with ETag and Cache-Control in the encoding that the client wants most; 304 when it has it.

    ``vary`` names the headers that choose between forms; ``soort`` is another media type.
    """
    koppen = {"cache-control": LANG if datum_gegeven else KORT, "vary": vary, "content-type": soort}
    return bewaard_antwoord(request, stand, lambda: als_json(inhoud), koppen)


def los_antwoord(request: Request, stand: Stand, inhoud: dict[str, Any], *, datum_gegeven: bool) -> Response:
    """The same for an answer to what someone types: it is not kept here, and not packed."""
    lijf = als_json(inhoud)
    koppen = {"etag": kenmerk_van(stand, lijf), "cache-control": LANG if datum_gegeven else KORT}
    if heeft(request.scope, koppen["etag"].encode()):
        return Response(status_code=304, headers=koppen)
    return Response(lijf, media_type=JSON, headers=koppen)


def bewaard_antwoord(request: Request, stand: Stand, maak: Callable[[], bytes], koppen: Mapping[str, str]) -> Response:
    """An answer in the encoding that the client wants most, kept for who asks the same again.

    ``koppen`` begin with Cache-Control and Vary. Nothing that can hold an address or a postcode comes here.
    """
    bewaring: Bewaring = request.app.state.bewaring
    klaar = bewaring.haal(request.scope)
    if klaar is None:
        klaar = _maak_klaar(request, stand, maak(), koppen)
        bewaring.zet(request.scope, klaar, stand.kenmerk)
    if heeft(request.scope, klaar.etag):
        return _antwoord(304, klaar, b"", 3)
    return _antwoord(200, klaar, klaar.lijf, len(klaar.koppen))


def _antwoord(status: int, klaar: Klaar, lijf: bytes, koppen: int) -> Response:
    antwoord = Response(lijf, status)
    antwoord.raw_headers[:] = klaar.koppen[:koppen]
    return antwoord


def _maak_klaar(request: Request, stand: Stand, lijf: bytes, koppen: Mapping[str, str]) -> Klaar:
    codering = codering_voor(request, CODERINGEN if len(lijf) >= _KLEIN else ())
    etag = kenmerk_van(stand, lijf, "" if codering == IDENTITEIT else f"-{codering}")
    alle = {"etag": etag, **koppen}
    if codering != IDENTITEIT:
        lijf = ingepakt(lijf, codering)
        alle["content-encoding"] = codering
    alle["content-length"] = str(len(lijf))
    return Klaar(etag.encode(), tuple((naam.encode(), waarde.encode()) for naam, waarde in alle.items()), lijf)


def als_json(inhoud: object) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode()


def kenmerk_van(stand: Stand, lijf: bytes, vorm: str = "") -> str:
    """The strong ETag of a body; ``vorm`` tells encodings of one body apart."""
    return f'"{stand.kenmerk}-{hashlib.sha256(lijf).hexdigest()[:16]}{vorm}"'
