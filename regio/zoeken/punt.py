"""The answer for a point: that of the bouwsteen whose ground holds it, and what lies across near borders."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from regio.fouten import NietGevonden
from regio.gebieden import rd
from regio.gebieden.raster import GEEN, Raster
from regio.gebieden.snelrd import naar_rd_ongeveer
from regio.stand import ligging
from regio.stand.bewaren import eenmaal
from regio.stand.stand import Stand
from regio.zoeken.nabij import Nabij

if TYPE_CHECKING:
    from regio.gebieden.vormen import Vormen

Json = dict[str, Any]
# As far from land as this the nearest postcode still helps: the middle of the wide waters.
BEREIK = 5_000.0
# Different members about near borders kept at a time by one worker.
_BEWAARD = 8192


class Vindplaats(NamedTuple):
    """Where a point lies: its bouwsteen, and where in RD (metres).

    ``lonlat`` holds the point in degrees where ``x`` and ``y`` only approximate it.
    """

    bouwsteen: int
    x: float
    y: float
    lonlat: tuple[float, float] | None = None

    @property
    def rd(self) -> tuple[float, float]:
        """The point in RD metres, exactly."""
        return rd.naar_rd(*self.lonlat) if self.lonlat else (self.x, self.y)


# As ``Vindplaats`` itself, without the work of its own way to make one.
_vindplaats: Callable[[tuple[int, float, float, tuple[float, float]]], Vindplaats] = partial(tuple.__new__, Vindplaats)


class Puntantwoord(NamedTuple):
    """What makes the answer at a point on a day: its ready middle, its members about the place, and a mark of both."""

    plek: int
    ligging: bytes
    merk: bytes


def _vormen(stand: Stand) -> Vormen:
    from regio.gebieden.vormen import Vormen

    return Vormen(stand.sectie, "vlak_volledig")


class Opzoeker:
    """What one edition needs to answer points."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand
        self.raster = Raster(stand.sectie, lambda: _vormen(stand))
        self.nabij = Nabij(stand, self.raster)
        self.plekken = stand.puntplekken
        self._bijzonder = ligging.bijzonder(stand.grenzen)
        self._merk = stand.grenzen["afdruk"][:12].encode()
        self.antwoord = lru_cache(maxsize=_BEWAARD)(self._antwoord)

    def bij(self, plaats: Vindplaats, toestand: int) -> Puntantwoord:
        """What makes the answer at a place."""
        nummer, x, y, _ = plaats
        over = self.nabij.misschien(nummer, x, y, toestand)
        if over:
            over = self.nabij.overkanten(over, *plaats.rd, toestand)
        return self.antwoord(self.plekken[nummer], tuple([self.plekken[ander] for ander in over]), toestand)

    def _antwoord(self, plek: int, over: tuple[int, ...], toestand: int) -> Puntantwoord:
        eigen, *anderen = (self._kern(een, toestand) for een in (plek, *over))
        merk = b"-".join((b"punt", self._merk, *(b"%d" % een for een in over)))
        return Puntantwoord(plek, ligging.op_punt(self._stand.grenzen, eigen, anderen, self._bijzonder), merk)

    def _kern(self, plek: int, toestand: int) -> Json:
        uit: Json = json.loads(b"{%b}" % bytes(self._stand.kern_bytes(plek, toestand)))
        return uit

    def nergens(self, x: float, y: float) -> NietGevonden:
        """The error for a point outside all ground, naming the nearest postcode."""
        officieel = ligging.is_officieel(self._stand.grenzen)
        melding = "Op dit punt ligt geen Nederlandse postcode: het is zee, ander groot water of buitenland."
        if not officieel:
            melding = "Op dit punt ligt volgens de schets geen Nederlandse postcode: het is waarschijnlijk zee, "
            melding += "ander groot water of buitenland."
        gevonden = self.raster.dichtstbij(x, y, BEREIK)
        if gevonden is None:
            return NietGevonden(melding)
        pc4, meter = self._stand.pc4s[self._stand.plekken[gevonden[0]]], max(10, round(gevonden[1], -1))
        afstand = f"{meter:.0f} meter" if meter < 1000 else f"{meter / 1000:.1f} kilometer".replace(".", ",")
        melding += f" Het dichtstbij ligt postcode {pc4}, op ongeveer {afstand}; zoek daarop als u die bedoelt."
        return NietGevonden(melding, {"dichtbij": [pc4], "afstandMeter": int(meter)})


@eenmaal
def opzoeker(stand: Stand) -> Opzoeker:
    """What a Stand needs to answer points, over its mapped sections."""
    return Opzoeker(stand)


def vind_op_lonlat(stand: Stand, lon: float, lat: float) -> Vindplaats:
    """Where a point in WGS84 degrees lies. Raises Vraagfout or NietGevonden."""
    rd.controleer_lonlat(lon, lat)
    x, y = naar_rd_ongeveer(lon, lat)
    nummer = opzoeker(stand).raster.zeker(x, y)
    if nummer is None or nummer == GEEN:
        return _vind(stand, *rd.naar_rd(lon, lat))
    return _vindplaats((nummer, x, y, (lon, lat)))


def vind_op_rd(stand: Stand, x: float, y: float) -> Vindplaats:
    """Where a point in RD metres lies. Raises Vraagfout or NietGevonden."""
    rd.controleer_rd(x, y)
    return _vind(stand, x, y)


def _vind(stand: Stand, x: float, y: float) -> Vindplaats:
    nummer = opzoeker(stand).raster.bouwsteen(x, y)
    if nummer is None:
        raise opzoeker(stand).nergens(x, y)
    return Vindplaats(nummer, x, y)


def punt_op(stand: Stand, plaats: Vindplaats, toestand: int) -> Puntantwoord:
    """What makes the answer at a place during a toestand."""
    return opzoeker(stand).bij(plaats, toestand)


def punt_bytes(stand: Stand, plaats: Vindplaats, datum: str, toestand: int) -> bytes:
    """The whole answer at a place on a day, encoded."""
    punt = punt_op(stand, plaats, toestand)
    return stand.postcode_bytes(punt.plek, datum, toestand, punt.ligging)


def antwoord_punt(stand: Stand, plaats: Vindplaats, datum: str) -> Json:
    """The whole answer at a place on a day, decoded."""
    uit: Json = json.loads(punt_bytes(stand, plaats, datum, stand.toestand_nr_iso(datum)))
    return uit
