"""What must come back unread and unchanged with the browser: sealed with a key that only this service has."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from joserfc.jwe import JWERegistry

SOORT = {"alg": "dir", "enc": "A256GCM"}
_DOEL = b"regio: wachten op de aanbieder"


def sleutel_uit(geheim: str) -> bytes:
    """The key for a seal: 32 bytes, the same in every process with this setting."""
    return hmac.digest(geheim.encode(), _DOEL, hashlib.sha256)


def verzegel(sleutel: bytes, inhoud: dict[str, str], duur: int) -> str:
    """The text that holds a content for so many seconds."""
    from joserfc import jwt
    from joserfc.jwk import OctKey

    claims = {**inhoud, "exp": int(time.time()) + duur}
    return jwt.encode(SOORT, claims, OctKey.import_key(sleutel), registry=_register())


def open_zegel(sleutel: bytes, tekst: str) -> dict[str, str] | None:
    """What was sealed; None for any other text, and when its time is over."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import OctKey

    try:
        claims = jwt.decode(tekst, OctKey.import_key(sleutel), registry=_register()).claims
        jwt.JWTClaimsRegistry(exp={"essential": True}).validate(claims)
    except (JoseError, ValueError):
        return None
    return {naam: waarde for naam, waarde in claims.items() if naam != "exp"}


def _register() -> JWERegistry:
    from joserfc.jwe import JWERegistry

    return JWERegistry(algorithms=list(SOORT.values()))
