"""The geocoder port: what every service that finds an address looks like to the rest."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Protocol

# Generous bounds of the European Netherlands, to recognise swapped or foreign coordinates.
LON, LAT = (3.0, 7.5), (50.5, 54.0)
RD_X, RD_Y = (-10_000.0, 300_000.0), (300_000.0, 650_000.0)

_GEMEENTECODE = re.compile(r"(?:GM)?([0-9]{1,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Adres:
    """One address as a geocoder knows it; what the source does not say is None.

    ``postcode`` is a PC6 without space (``9471RM``), ``huisnummer`` includes letter and addition
    where known, ``gemeentecode`` is ``GM0363``, ``lon``/``lat`` degrees (WGS84), ``x``/``y``
    metres (RD). ``score`` only orders the answers of one source: higher fits better.
    """

    weergavenaam: str
    postcode: str | None = None
    huisnummer: str | None = None
    gemeentecode: str | None = None
    gemeentenaam: str | None = None
    woonplaats: str | None = None
    lon: float | None = None
    lat: float | None = None
    x: float | None = None
    y: float | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Geocodering:
    """What a geocoder found: the best address first, none when it knows no such address.

    ``niet_opgezocht`` is the Dutch sentence to show when the service could not be asked; then
    ``adressen`` is empty and says nothing. ``meer`` tells that more addresses fit than were asked.
    """

    adressen: tuple[Adres, ...]
    bron: str
    niet_opgezocht: str | None = None
    meer: bool = False


class Geocoder(Protocol):
    """Anything that finds addresses. An outage is an answer, never an exception."""

    def zoek(self, vraag: str, maximum: int = 5) -> Geocodering:
        """At most ``maximum`` addresses that fit the text of the question."""
        ...


class GeenGeocoder:
    """The geocoder of an installation that looks up no addresses."""

    def zoek(self, vraag: str, maximum: int = 5) -> Geocodering:
        """Always the sentence that addresses without a postcode are not looked up here."""
        return Geocodering((), "geen", "Adressen zonder postcode kunnen hier niet worden opgezocht. Zoek op postcode.")


def gemeentecode(waarde: object) -> str | None:
    """``GM0363`` for ``"0363"``, ``363`` or ``"GM0363"``; None for anything else."""
    if isinstance(waarde, bool) or not isinstance(waarde, str | int):
        return None
    gevonden = _GEMEENTECODE.fullmatch(str(waarde).strip().upper())
    return f"GM{int(gevonden[1]):04d}" if gevonden and int(gevonden[1]) else None


def paar_binnen(
    paar: tuple[float, float] | None, grens_1: tuple[float, float], grens_2: tuple[float, float]
) -> tuple[float, float] | tuple[None, None]:
    """A pair of coordinates when both lie within their bounds, else a pair of None."""
    if paar is None or not all(math.isfinite(waarde) for waarde in paar):
        return None, None
    if not (grens_1[0] <= paar[0] <= grens_1[1] and grens_2[0] <= paar[1] <= grens_2[1]):
        return None, None
    return paar
