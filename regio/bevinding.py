"""What a check of the data or of the stored state has to report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Niveau = Literal["fout", "waarschuwing", "info"]


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding: how serious, a stable code, where, what, and what was done or is to be done about it."""

    niveau: Niveau
    code: str
    waar: str
    wat: str
    gedaan: str
