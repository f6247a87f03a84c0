"""The moves of a scenario: what each of them says, and how it is written as JSON.

A move holds only what its author chose. What it does to the map depends on the picture that the
moves before it made: see ``regio.scenario.toepassen``. Reading moves, with everything that is
wrong with their form, is done in ``regio.scenario.lezen``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

Json = dict[str, Any]
SECTOREN = ("PO", "VO")


@dataclass(frozen=True, slots=True)
class Grond:
    """Ground that a move is about: a gemeente, postcodes, postcodes of a gemeente, or bouwstenen by id."""

    gemeente: str | None = None
    postcodes: tuple[str, ...] = ()
    bouwstenen: tuple[str, ...] = ()

    @property
    def geheel(self) -> bool:
        """Whether it is a whole gemeente."""
        return not self.postcodes and not self.bouwstenen

    def als_json(self) -> Json:
        """Only the members that say something."""
        alle = {"gemeente": self.gemeente, "postcodes": list(self.postcodes), "bouwstenen": list(self.bouwstenen)}
        return {naam: waarde for naam, waarde in alle.items() if waarde}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Zet:
    """What every move has: a note, and whether it is an assumption."""

    notitie: str = ""
    aanname: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verplaats(_Zet):
    """Ground goes to another SWV, which exists."""

    soort: ClassVar[str] = "verplaats"
    sector: str
    grond: Grond
    naar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoegSamen(_Zet):
    """All ground of some SWVs goes to another, which exists; they themselves end."""

    soort: ClassVar[str] = "voegsamen"
    sector: str
    van: tuple[str, ...]
    naar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits(_Zet):
    """A part of the ground of an SWV becomes a new one; an empty ``naam`` is no name."""

    soort: ClassVar[str] = "splits"
    sector: str
    van: str
    nieuw: str
    naam: str = ""
    grond: Grond


@dataclass(frozen=True, slots=True, kw_only=True)
class Nieuw(_Zet):
    """A new SWV on ground of whichever SWVs; an empty ``naam`` is no name."""

    soort: ClassVar[str] = "nieuw"
    sector: str
    nieuw: str
    naam: str = ""
    grond: Grond


@dataclass(frozen=True, slots=True, kw_only=True)
class Hernoem(_Zet):
    """An SWV gets another name; an empty ``naam`` takes the name away."""

    soort: ClassVar[str] = "hernoem"
    sector: str
    code: str
    naam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Herindeel(_Zet):
    """Gemeenten, or parts of them, become one gemeente on a day; by article 3 the SWVs stay as they are.

    ``naam`` may be empty for a gemeente that exists: it keeps its name.
    """

    soort: ClassVar[str] = "herindeel"
    datum: date
    naar: str
    naam: str = ""
    delen: tuple[Grond, ...]


Zet = Verplaats | VoegSamen | Splits | Nieuw | Hernoem | Herindeel
SOORTEN: dict[str, type[Zet]] = {
    klasse.soort: klasse for klasse in (Verplaats, VoegSamen, Splits, Nieuw, Hernoem, Herindeel)
}
# Members of a move in the order in which they are written.
_VELDEN = ("sector", "datum", "van", "naar", "nieuw", "code", "naam", "grond", "delen", "notitie", "aanname")


def als_json(zet: Zet) -> Json:
    """A move as JSON: ``soort`` and every member it has."""
    uit: Json = {"soort": zet.soort}
    for veld in _VELDEN:
        if hasattr(zet, veld):
            uit[veld] = _waarde(getattr(zet, veld))
    return uit


def zetten_json(zetten: Iterable[Zet]) -> list[Json]:
    """A list of moves as JSON."""
    return [als_json(zet) for zet in zetten]


def _waarde(waarde: object) -> object:
    if isinstance(waarde, Grond):
        return waarde.als_json()
    if isinstance(waarde, tuple):
        return [_waarde(een) for een in waarde]
    return waarde.isoformat() if isinstance(waarde, date) else waarde
