"""Reading an answer of the PDOK Locatieserver (Solr's shape) into addresses."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from regio.adressen.poort import LAT, LON, RD_X, RD_Y, Adres, gemeentecode, paar_binnen
from regio.adressen.postcode import lees_pc6
from regio.fouten import RegioFout

LANGSTE_TEKST = 200  # characters of any name

_PUNT = re.compile(r"POINT ?\( ?(-?[0-9]{1,7}(?:\.[0-9]{1,20})?) {1,3}(-?[0-9]{1,7}(?:\.[0-9]{1,20})?) ?\)", re.ASCII)


class Onleesbaar(RegioFout):
    """The answer is not what the service documents; it has no text, so it can leak none."""


class Gelezen(NamedTuple):
    """The addresses of an answer, and how many the service has for the question in all."""

    adressen: tuple[Adres, ...]
    gevonden: int


def lees_antwoord(lijf: bytes) -> Gelezen:
    """The addresses of an answer, in its order. Raises Onleesbaar.

    A document without a name, or without anything that places it, is skipped; when nothing
    usable is left of a full answer it is unreadable, not empty.
    """
    try:
        antwoord = json.loads(lijf)["response"]
        documenten = antwoord["docs"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Onleesbaar from None
    if not isinstance(documenten, list):
        raise Onleesbaar
    adressen = tuple(adres for document in documenten if (adres := lees_adres(document)))
    if documenten and not adressen:
        raise Onleesbaar
    gevonden = antwoord.get("numFound")
    telt = isinstance(gevonden, int) and not isinstance(gevonden, bool)
    return Gelezen(adressen, max(gevonden, len(documenten)) if telt else len(documenten))


def lees_adres(document: Any) -> Adres | None:
    """One document as an address; None when it is no address or cannot be placed."""
    if not isinstance(document, dict) or document.get("type", "adres") != "adres":
        return None
    naam = _tekst(document.get("weergavenaam"))
    lon, lat = paar_binnen(lees_punt(document.get("centroide_ll")), LON, LAT)
    x, y = paar_binnen(lees_punt(document.get("centroide_rd")), RD_X, RD_Y)
    adres = Adres(
        weergavenaam=naam or "",
        postcode=lees_pc6(document.get("postcode")),
        huisnummer=_tekst(document.get("huisnummer")),
        gemeentecode=gemeentecode(document.get("gemeentecode")),
        gemeentenaam=_tekst(document.get("gemeentenaam")),
        woonplaats=_tekst(document.get("woonplaatsnaam")),
        lon=lon,
        lat=lat,
        x=x,
        y=y,
        score=_getal(document.get("score")),
    )
    bruikbaar = naam and (adres.postcode or adres.lon is not None or adres.x is not None)
    return adres if bruikbaar else None


def lees_punt(waarde: object) -> tuple[float, float] | None:
    """The two numbers of a WKT point, ``POINT(6.68 53.09)``; None for anything else."""
    gevonden = _PUNT.fullmatch(waarde.strip()) if isinstance(waarde, str) else None
    return (float(gevonden[1]), float(gevonden[2])) if gevonden else None


def _tekst(waarde: object) -> str | None:
    """A short printable text on one line, or None."""
    if isinstance(waarde, bool) or not isinstance(waarde, str | int):
        return None
    if isinstance(waarde, str) and len(waarde) > LANGSTE_TEKST:
        return None
    return " ".join("".join(teken if teken.isprintable() else " " for teken in str(waarde)).split()) or None


def _getal(waarde: object) -> float:
    if isinstance(waarde, bool) or not isinstance(waarde, int | float) or not abs(waarde) < 1e9:
        return 0.0
    return float(waarde)
