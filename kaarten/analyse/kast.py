"""Maps that a service has drawn, kept for the next who asks; drawn one at a time."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

from kaarten.analyse.html import KAARTEN, LEAFLET
from kaarten.analyse.uitgave import geef_uit
from kaarten.analyse.vraag import Kaartvraag
from regio.stand.stand import Stand

# About thirty maps, as they go over the wire.
RUIMTE = 16 * 1024 * 1024
# Who waits longer is told to come back: drawing takes about a second.
MEESTE_WACHTENDEN = 8
_GZIP = 6


class Druk(Exception):
    """More maps are being asked for than can be drawn soon."""


@dataclass(frozen=True, slots=True)
class Klaar:
    """A drawn map: ``inhoud`` in the coding ``codering`` (``gzip``, or empty for a picture)."""

    naam: str
    soort: str
    codering: str
    inhoud: bytes
    csp: str


class Kaartenkast:
    """Drawn maps by edition and question, the last used ones, at most ``ruimte`` bytes. Thread-safe."""

    def __init__(self, ruimte: int = RUIMTE) -> None:
        self._ruimte = ruimte
        self._klaar: OrderedDict[str, Klaar] = OrderedDict()
        self._grendel, self._tekenen = threading.Lock(), threading.Lock()
        self._wachtend = 0

    def geef(self, stand: Stand, vraag: Kaartvraag, vorm: str) -> Klaar:
        """The map, drawn when it is not there. Raises Druk, NietGevonden or Opslagfout."""
        sleutel = kenmerk(stand, vraag, vorm)
        bewaard = self._haal(sleutel)
        if bewaard is not None:
            return bewaard
        with self._grendel:
            if self._wachtend >= MEESTE_WACHTENDEN:
                raise Druk
            self._wachtend += 1
        try:
            with self._tekenen:
                return self._haal(sleutel) or self._bewaar(sleutel, teken(stand, vraag, vorm))
        finally:
            with self._grendel:
                self._wachtend -= 1

    def _haal(self, sleutel: str) -> Klaar | None:
        with self._grendel:
            if sleutel in self._klaar:
                self._klaar.move_to_end(sleutel)
            return self._klaar.get(sleutel)

    def _bewaar(self, sleutel: str, kaart: Klaar) -> Klaar:
        with self._grendel:
            self._klaar[sleutel] = kaart
            while sum(len(een.inhoud) for een in self._klaar.values()) > self._ruimte:
                self._klaar.popitem(last=False)
        return kaart


def teken(stand: Stand, vraag: Kaartvraag, vorm: str) -> Klaar:
    """Draw a map as ``html`` or ``png``. Raises NietGevonden or Opslagfout."""
    uitgave = geef_uit(stand, vraag)
    if vorm == "png":
        return Klaar(f"{uitgave.naam}.png", "image/png", "", uitgave.png(), "")
    from kaarten.analyse.html import als_html

    bestand = als_html(uitgave.blad, terug="/kaarten")
    ingepakt = gzip.compress(bestand.inhoud, _GZIP, mtime=0)
    return Klaar(f"{uitgave.naam}.html", "text/html; charset=utf-8", "gzip", ingepakt, bestand.csp)


def kenmerk(stand: Stand, vraag: Kaartvraag, vorm: str) -> str:
    """Equal for equal maps: the edition, the program that draws, and the question."""
    delen = (stand.kenmerk, programma(), *astuple(vraag), vorm)
    return hashlib.sha256("\0".join(delen).encode()).hexdigest()[:24]


@cache
def programma() -> str:
    """The fingerprint of everything that decides how a map looks, and what it tells of congruence."""
    som = hashlib.sha256()
    mappen = (KAARTEN, KAARTEN / "analyse", KAARTEN.parent / "regio" / "congruentie")
    eigen = [pad for map_ in mappen for pad in sorted(map_.glob("*.py"))]
    vormen = [KAARTEN / "sjablonen" / "analyse.html", KAARTEN / "sjablonen" / "analyse.js"]
    for pad in (*eigen, *vormen, LEAFLET / "leaflet.js", LEAFLET / "leaflet.css"):
        som.update(Path(pad).read_bytes())
    return som.hexdigest()
