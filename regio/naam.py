"""How a gemeente or an SWV is named to whoever reads it."""

from __future__ import annotations


def noem(code: str, naam: str | None) -> str:
    """``Tynaarlo (GM1730)``, or the code alone of what has no name."""
    return f"{naam} ({code})" if naam else code
