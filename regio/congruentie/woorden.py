"""The words for the regions of a division: one, several, and with the right article."""

from __future__ import annotations

from dataclasses import dataclass

from regio.congruentie.indelingen import Keuze

_MEER = {
    "samenwerkingsverband": "samenwerkingsverbanden",
    "jeugdregio": "jeugdregio's",
    "RMC-regio": "RMC-regio's",
    "provincie": "provincies",
    "gemeente": "gemeenten",
    "gebied": "gebieden",
}
# How the title of a division of the user's own begins; where it comes from follows.
EIGEN = "gebieden uit"
_HET = ("samenwerkingsverband", "gebied")


@dataclass(frozen=True, slots=True)
class Woord:
    """How a sentence names the regions of a division: ``jeugdregio``, ``jeugdregio's``."""

    enkel: str
    meer: str
    het: bool

    @property
    def de(self) -> str:
        """The article: de or het."""
        return "het" if self.het else "de"

    @property
    def welk(self) -> str:
        """Which: welk or welke."""
        return "welk" if self.het else "welke"

    @property
    def elk(self) -> str:
        """Each: elk or elke."""
        return "elk" if self.het else "elke"


def van(keuze: Keuze) -> Woord:
    """The words of one division, for the samenwerkingsverbanden with their sector."""
    return _met_achtervoegsel(keuze, f" {keuze.sectoren[0]}" if keuze.sectoren else _uit_bestand(keuze))


def van_twee(a: Keuze, b: Keuze) -> tuple[Woord, Woord]:
    """The words of two divisions; those of one kind are told apart by the year of their list."""
    if a.regio != b.regio or a.sectoren != b.sectoren:
        return van(a), van(b)
    return _met_jaar(a), _met_jaar(b)


def _met_jaar(keuze: Keuze) -> Woord:
    if keuze.sectoren:
        return van(keuze)
    jaar = f" van {keuze.stand[:4]}" if keuze.stand else " van de peildatum"
    return _met_achtervoegsel(keuze, _uit_bestand(keuze) or jaar)


def _uit_bestand(keuze: Keuze) -> str:
    """`` uit regios.csv`` for a division of the user's own, which is of no kind that has a word."""
    return keuze.titel.removeprefix("gebieden") if keuze.titel.startswith(EIGEN) else ""


def _met_achtervoegsel(keuze: Keuze, achter: str) -> Woord:
    meer = _MEER.get(keuze.regio, "gebieden")
    enkel = keuze.regio if keuze.regio in _MEER else "gebied"
    return Woord(f"{enkel}{achter}", f"{meer}{achter}", enkel in _HET)


def benoem(keuze: Keuze, code: str) -> str:
    """A region by name and code, by its code alone where no source gives a name."""
    naam = keuze.namen.get(code)
    return f"{naam} ({code})" if naam and naam != code else code


def met_soort(keuze: Keuze, code: str, *, jaar: bool = False) -> str:
    """A region with what it is: ``de jeugdregio Groningen (JZ01)``, with the year of its list when asked."""
    if keuze.sectoren:
        return benoem(keuze, code) if keuze.namen.get(code) else f"het samenwerkingsverband {code}"
    woord = van(keuze)
    van_jaar = f" van {keuze.stand[:4]}" if jaar and keuze.stand else ""
    return f"{woord.de} {woord.enkel} {benoem(keuze, code)}{van_jaar}"
