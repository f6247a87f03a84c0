"""Names of users: one way to write each, and none that only looks different."""

from __future__ import annotations

import unicodedata


def gewoon(naam: str) -> str:
    """A name as it is kept: NFKC, so without ligatures, wide letters and loose accents."""
    return unicodedata.normalize("NFKC", naam)


def sleutel(naam: str) -> str:
    """Equal for names that are the same to whoever reads them: capitals do not count."""
    return gewoon(gewoon(naam).casefold())
