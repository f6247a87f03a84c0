"""The time in the Netherlands, which is what a day of a question or a document is about."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

NEDERLAND = ZoneInfo("Europe/Amsterdam")


def vandaag() -> str:
    """Today (JJJJ-MM-DD)."""
    return datetime.now(NEDERLAND).date().isoformat()


def in_nederland(moment: str) -> datetime:
    """A moment in ISO 8601, as clocks in the Netherlands show it."""
    return datetime.fromisoformat(moment).astimezone(NEDERLAND)
