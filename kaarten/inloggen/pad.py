"""Where somebody goes after signing in: a path of this service and never another site."""

from __future__ import annotations

import re
from urllib.parse import unquote

PAD, UITLOGGEN = "/inloggen", "/uitloggen"
EXTERN, TERUG = f"{PAD}/extern", f"{PAD}/terug"
STANDAARD = "/scenarios"
_LANGST = 500
# What stands in addresses of our own; no backslash, no control character, no space, no "#".
_TEKENS = re.compile(r"/[A-Za-z0-9._~%/?&=+,:;@!$'()*-]*", re.ASCII)
_MEESTE_LAGEN = 5


def lokaal_pad(tekst: str) -> str:
    """The path, when every browser takes it for one of this service; else that of the scenarios."""
    return tekst if _is_lokaal(tekst) else STANDAARD


def _is_lokaal(tekst: str) -> bool:
    if len(tekst) > _LANGST or not _TEKENS.fullmatch(tekst):
        return False
    for _ in range(_MEESTE_LAGEN):
        # "//evil" and "/\evil" name another host, also after a proxy decoded them.
        if "//" in tekst or "\\" in tekst or not tekst.isprintable() or _terug_bij_inloggen(tekst):
            return False
        ontcijferd = unquote(tekst)
        if ontcijferd == tekst:
            return True
        tekst = ontcijferd
    return False


def _terug_bij_inloggen(tekst: str) -> bool:
    """Whether a path leads back to signing in or out, which would go round."""
    eerste = re.split(r"[/?;]", tekst.lstrip("/"), maxsplit=1)[0].lower()
    return eerste in (PAD[1:], UITLOGGEN[1:]) or ".." in tekst.split("?", 1)[0].split("/")
