"""What the command and the service ask for: a question in words becomes a sheet that can be written."""

from __future__ import annotations

from dataclasses import dataclass

from kaarten.analyse.blad import Blad
from kaarten.analyse.bron import bron_van
from kaarten.analyse.vraag import (
    Kaartvraag,
    maak_blad,
    vraag_congruentie,
    vraag_gemeente,
    vraag_gesplitst,
    vraag_herindeling,
    vraag_indeling,
)
from regio.stand.stand import Stand


@dataclass(frozen=True, slots=True)
class Uitgave:
    """A sheet, ready to be written; ``naam`` is a file name without its ending."""

    blad: Blad

    @property
    def naam(self) -> str:
        """A name for the file, without an ending."""
        return self.blad.naam

    def html(self) -> bytes:
        """The standalone page."""
        from kaarten.analyse.html import als_html

        return als_html(self.blad).inhoud

    def png(self) -> bytes:
        """The picture for a report."""
        from kaarten.analyse.png import als_png

        return als_png(self.blad)


def stel_vraag(stand: Stand, soort: str, woorden: dict[str, str], veld: str) -> Kaartvraag:
    """The question of a kind of map; ``woorden`` are as typed, ``veld`` names the date in faults.

    Raises Vraagfout or NietGevonden.
    """
    if soort == "indeling":
        return vraag_indeling(woorden["indeling"], woorden["datum"], veld)
    if soort == "gemeente":
        return vraag_gemeente(stand, woorden["gemeente"], woorden["datum"], veld)
    if soort == "gesplitst":
        return vraag_gesplitst(woorden["sector"], woorden["datum"], veld)
    if soort == "congruentie":
        return vraag_congruentie(woorden["indeling"], woorden["met"], woorden["weging"], woorden["datum"], veld)
    return vraag_herindeling(stand, woorden["gemeente"], woorden["jaar"])


def geef_uit(stand: Stand, vraag: Kaartvraag) -> Uitgave:
    """The sheet that answers a question. Raises NietGevonden, or Opslagfout without maps."""
    return Uitgave(maak_blad(stand, bron_van(stand), vraag))
