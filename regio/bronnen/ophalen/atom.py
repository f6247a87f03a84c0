"""The Atom service of the CBS gebiedsindelingen: which years there are, where, and how large.

The index is a feed whose entries link to the GeoPackages, or to one feed per dataset that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from regio.bronnen.ophalen.dienst import samen
from regio.bronnen.ophalen.fouten import NIETS_VERLOREN, Onbruikbaar
from regio.bronnen.ophalen.verbinding import Verbinding, geen_pagina

GROOTSTE_FEED = 5_000_000  # bytes
MEESTE_FEEDS = 10
_ATOM = "{http://www.w3.org/2005/Atom}"
_BESTAND = re.compile(r"gebieds_?indelingen[_-]?(?P<jaar>(?:19|20)\d\d)(?!\d)[^/]*\.gpkg$", re.IGNORECASE)
_SHA256 = re.compile(r"(?:sha-?256[:=])?([0-9a-f]{64})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Uitgave:
    """One GeoPackage that can be downloaded: its address, and size in bytes and sha256 where told."""

    jaar: int
    url: str
    lengte: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What one feed links to: GeoPackages, and other feeds."""

    uitgaven: tuple[Uitgave, ...]
    feeds: tuple[str, ...]


def lees_index(verbinding: Verbinding) -> dict[int, Uitgave]:
    """The GeoPackages of the service by year. Raises Storing, and Onbruikbaar when it names none."""
    te_lezen, gelezen = [verbinding.dienst.index], set[str]()
    gevonden: dict[int, Uitgave] = {}
    while te_lezen and len(gelezen) < MEESTE_FEEDS:
        url = te_lezen.pop(0)
        if url in gelezen:
            continue
        gelezen.add(url)
        antwoord = verbinding.haal(url, grootste=GROOTSTE_FEED, koppen={"Accept": "application/atom+xml, text/xml"})
        if antwoord.is_html:
            raise geen_pagina(url)
        feed = lees_feed(antwoord.lijf, url)
        for uitgave in feed.uitgaven:
            # A second edition of a year has the later name.
            if verbinding.dienst.mag(uitgave.url) and _later(uitgave, gevonden.get(uitgave.jaar)):
                gevonden[uitgave.jaar] = uitgave
        te_lezen += [feed_url for feed_url in feed.feeds if verbinding.dienst.mag(feed_url)]
    if not gevonden:
        raise Onbruikbaar(f"De index van PDOK noemt geen GeoPackages van gebiedsindelingen. {NIETS_VERLOREN}")
    return dict(sorted(gevonden.items()))


def lees_feed(lijf: bytes, url: str) -> Feed:
    """What the feed at ``url`` links to. Raises Onbruikbaar when it is no Atom feed."""
    try:
        tekst = lijf.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _geen_feed() from None
    if "<!doctype" in tekst.lower():
        # Entities can blow up to any size; a feed has no use for them.
        raise _geen_feed()
    try:
        wortel = ET.fromstring(tekst)  # noqa: S314 - bounded in size, and without entities
    except (ET.ParseError, ValueError):
        raise _geen_feed() from None
    if wortel.tag != f"{_ATOM}feed":
        raise _geen_feed()
    links = [link for entry in wortel.iter(f"{_ATOM}entry") for link in entry.iter(f"{_ATOM}link")]
    feeds = (samen(url, link.get("href", "")) for link in links if "atom+xml" in link.get("type", ""))
    return Feed(tuple(_uitgaven(links, url)), tuple(dict.fromkeys(adres for adres in feeds if adres)))


def _uitgaven(links: list[ET.Element], url: str) -> Iterator[Uitgave]:
    for link in links:
        adres = samen(url, link.get("href", ""))
        gevonden = _BESTAND.search(unquote(urlsplit(adres).path)) if adres else None
        if gevonden:
            sha = _SHA256.fullmatch((link.get("hash") or link.get("checksum") or "").strip())
            yield Uitgave(int(gevonden["jaar"]), adres, _lengte(link.get("length")), sha and sha[1].lower())


def _later(nieuw: Uitgave, oud: Uitgave | None) -> bool:
    return oud is None or nieuw.url > oud.url


def _lengte(tekst: str | None) -> int | None:
    schoon = (tekst or "").strip()
    # Absent, or 0 where the maker of the feed did not know.
    return (int(schoon) or None) if schoon.isascii() and schoon.isdigit() and len(schoon) < 16 else None


def _geen_feed() -> Onbruikbaar:
    return Onbruikbaar(
        f"De index van PDOK is niet te lezen: het is geen Atom-feed. Probeer het later opnieuw. {NIETS_VERLOREN}"
    )
