"""Reference answers: cacheable, with a strong ETag from the edition's fingerprint, answered 304."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from fastapi import Request
from starlette.responses import Response

from regio.stand.stand import Stand


def vast_antwoord(request: Request, stand: Stand, inhoud: dict[str, Any], *, datum_gegeven: bool = True) -> Response:
    """A JSON answer with ETag and Cache-Control; 304 when the client has it."""
    lijf = json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode()
    som = hashlib.sha256(lijf).hexdigest()[:16]
    etag = f'"{stand.kenmerk}-{som}"'
    koppen = {"etag": etag, "cache-control": f"public, max-age={86400 if datum_gegeven else 300}"}
    gevraagd = [deel.strip().removeprefix("W/") for deel in request.headers.get("if-none-match", "").split(",")]
    if etag in gevraagd or "*" in gevraagd:
        return Response(status_code=304, headers=koppen)
    return Response(lijf, media_type="application/json", headers=koppen)
