"""The errors that callers of ``regio`` see. Their texts are plain Dutch, meant for users."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fout:
    """One fault in a question: where it stands, a stable code, and what to do about it.

    ``zet`` is the index of the move that it is about, counted from 0; ``zin`` does not say which move.
    """

    veld: str
    code: str
    zin: str
    plek: str = "query"
    zet: int | None = None

    @property
    def melding(self) -> str:
        """What is said where the fault stands on its own: of a move also which, counted from 1."""
        return self.zin if self.zet is None else f"Zet {self.zet + 1}: {self.zin}"


class RegioFout(Exception):
    """Base of every error of this package; ``str()`` gives the Dutch text."""


class Vraagfout(RegioFout):
    """The question itself is unusable; ``fouten`` lists everything that is wrong with it."""

    def __init__(self, *fouten: Fout) -> None:
        super().__init__(" ".join(fout.melding for fout in fouten))
        self.fouten = fouten


class NietGevonden(RegioFout):
    """The question is well-formed but nothing belongs to it; ``bekend`` is what is known."""

    def __init__(self, melding: str, bekend: dict[str, object] | None = None) -> None:
        super().__init__(melding)
        self.bekend = bekend or {}


class NietToegestaan(RegioFout):
    """Somebody else may do this; the text says who."""


class Bronfout(RegioFout):
    """A source file is missing, broken or contradicts itself."""


class Opslagfout(RegioFout):
    """The database or the edition on disk cannot be used; the text says what to do."""


class AndereVorm(Opslagfout):
    """The edition on disk has the form of another version of this program; loading makes it anew."""


class GeenKaarten(Opslagfout):
    """The edition was made without maps: a page that can do without shows none."""


class Ingehaald(RegioFout):
    """Somebody else changed it first; ``versie`` and ``kenmerk`` are what it is now."""

    def __init__(self, versie: int, kenmerk: str) -> None:
        super().__init__("Dit is intussen gewijzigd. Haal het opnieuw op en doe uw wijziging daarop.")
        self.versie, self.kenmerk = versie, kenmerk


class BasisVervangen(RegioFout):
    """A scenario rests on an edition that is no longer in use."""
