"""Reference answers: cacheable, with a strong ETag from the edition's fingerprint, answered 304."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from fastapi import Request
from starlette.responses import Response
from starlette.types import Scope

from regio.stand.stand import Stand

# How long a cache may keep an answer for a date, and one for today.
LANG, KORT = "public, max-age=86400", "public, max-age=300"


def vast_antwoord(
    request: Request,
    stand: Stand,
    inhoud: dict[str, Any],
    *,
    datum_gegeven: bool = True,
    vary: str = "",
    soort: str = "",
) -> Response:
    """A JSON answer with ETag and Cache-Control; 304 when the client has it.

    ``vary`` names the headers that choose between forms; ``soort`` is another media type.
    """
    lijf = als_json(inhoud)
    etag = kenmerk_van(stand, lijf)
    koppen = {"etag": etag, "cache-control": LANG if datum_gegeven else KORT}
    if vary:
        koppen["vary"] = vary
    if heeft(request.scope, etag.encode()):
        return Response(status_code=304, headers=koppen)
    return Response(lijf, media_type=soort or "application/json", headers=koppen)


def als_json(inhoud: object) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode()


def kenmerk_van(stand: Stand, lijf: bytes, vorm: str = "") -> str:
    """The strong ETag of a body; ``vorm`` tells encodings of one body apart."""
    return f'"{stand.kenmerk}-{hashlib.sha256(lijf).hexdigest()[:16]}{vorm}"'


def heeft(scope: Scope, etag: bytes) -> bool:
    """Whether the client says that it has this ETag."""
    for naam, waarde in scope["headers"]:
        if naam == b"if-none-match":
            delen = [deel.strip().removeprefix(b"W/") for deel in waarde.split(b",")]
            return etag in delen or b"*" in delen
    return False
