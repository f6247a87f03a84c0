"""Packing answers for the wire, in the encoding that the client wants most."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request

from api.onderhandeling import IDENTITEIT, kies_codering

CODERINGEN = ("br", "gzip")
# Quick enough for who waits for it; what is packed once for all may take its time.
_VLOT = {"br": 5, "gzip": 6}
_KLEIN = {"br": 11, "gzip": 9}
# Packed as small as can be, beyond this a file would keep its first asker waiting.
_GROOT, _GROOT_BR = 500_000, 9


def codering_voor(request: Request, aangeboden: Sequence[str] = CODERINGEN) -> str:
    """The offered encoding that a client wants most, from all that it says about them."""
    return kies_codering(",".join(request.headers.getlist("accept-encoding")), aangeboden)


def ingepakt(lijf: bytes, codering: str, *, klein: bool = False) -> bytes:
    """Bytes in an encoding; ``klein``: as small as can be, for what is packed once."""
    if codering == IDENTITEIT:
        return lijf
    kwaliteit = (_KLEIN if klein else _VLOT)[codering]
    if codering == "br":
        import brotli

        return bytes(brotli.compress(lijf, quality=min(kwaliteit, _GROOT_BR) if len(lijf) > _GROOT else kwaliteit))
    import gzip

    return gzip.compress(lijf, kwaliteit, mtime=0)
