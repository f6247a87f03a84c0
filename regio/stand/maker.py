"""Which program made an edition: answers are worked out when it is compiled."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_WORTEL = Path(__file__).resolve().parents[1]
# What decides the bytes of an edition: everything but the parts that only ask it or store it.
_DELEN = ("*.py", "bronnen/*.py", "controle/*.py", "gebieden/**/*.py", "stand/*.py", "tijdlijn/*.py")


@cache
def maker() -> str:
    """A fingerprint of the program text that compiles editions; another text needs compiling again."""
    som = hashlib.sha256()
    for bestand in sorted(pad for deel in _DELEN for pad in _WORTEL.glob(deel)):
        som.update(bestand.read_bytes())
    return som.hexdigest()[:16]
