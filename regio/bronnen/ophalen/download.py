"""Downloading one file, going on where an earlier try was cut off.

What is in comes in ``<naam>.deel``; ``<naam>.deel.json`` says of which version it is. A part is only
added to when the server says, by If-Range, that its file is still that version.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from regio.bronnen.ophalen.atom import Uitgave
from regio.bronnen.ophalen.fouten import NIETS_VERLOREN, Onbruikbaar, Storing, op_schijf
from regio.bronnen.ophalen.herkomst import Herkomst, naar_schijf
from regio.bronnen.ophalen.verbinding import Verbinding, geen_pagina, lijkt_html, te_groot
from regio.fouten import Opslagfout
from regio.schijf import sha256_van

if TYPE_CHECKING:
    import httpx2

MAGIE = b"SQLite format 3\x00"  # how every GeoPackage begins
GROOTSTE_BESTAND = 2_000_000_000  # bytes; the largest of PDOK's is a tenth of it
RESERVE = 200_000_000  # bytes that must stay free on the disk
VOORUITGANG = 1_000_000  # bytes; after less than this a string of failures is the end
MEESTE_RONDEN = 20
_BEREIK = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_SHA256_KOP = re.compile(r"sha-256=:?([A-Za-z0-9+/]{43}=)")

# Name of a file, bytes that are in, and bytes in all where known.
Voortgang = Callable[[str, int, "int | None"], None]


@dataclass(frozen=True, slots=True)
class Versie:
    """Which version of a file the server has, and what it says of the whole: hexadecimal digests."""

    url: str
    etag: str = ""
    gewijzigd: str = ""
    sha256: str = ""
    md5: str = ""

    @property
    def toets(self) -> str:
        """What goes into If-Range: a strong ETag, else the date, else nothing."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.gewijzigd


@dataclass(frozen=True, slots=True)
class Gehaald:
    """A whole file that came in."""

    pad: Path
    versie: Versie
    lengte: int
    sha256: str


class Deel:
    """The part of a file that is in."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        self._kaart = pad.with_name(f"{pad.name}.json")

    @property
    def grootte(self) -> int:
        """Bytes that are in."""
        try:
            return self.pad.stat().st_size
        except OSError:
            return 0

    def versie(self, url: str) -> Versie | None:
        """The version that the part is of, when it can be gone on with."""
        with suppress(OSError, ValueError, TypeError):
            versie = Versie(**json.loads(self._kaart.read_text(encoding="utf-8")))
            bruikbaar = all(isinstance(waarde, str) for waarde in asdict(versie).values())
            if bruikbaar and self.grootte and versie.url == url and versie.toets:
                return versie
        return None

    def begin(self, versie: Versie) -> None:
        """Start anew, as a part of this version."""
        self.wis()
        self._kaart.write_text(json.dumps(asdict(versie)), encoding="utf-8")

    def wis(self) -> None:
        """Forget the part."""
        self.pad.unlink(missing_ok=True)
        self._kaart.unlink(missing_ok=True)


def eis_ruimte(map_: Path, nodig: int) -> None:
    """Raises Opslagfout when the disk has no room for so many bytes and the reserve."""
    bestaand = next((pad for pad in (map_, *map_.parents) if pad.exists()), map_)
    with op_schijf(f"De vrije ruimte bij {map_} opvragen"):
        vrij = shutil.disk_usage(bestaand).free
    if vrij < nodig + RESERVE:
        raise Opslagfout(
            f"Er is te weinig ruimte in {map_}: nodig is {(nodig + RESERVE) // 1_000_000} MB, vrij is "
            f"{vrij // 1_000_000} MB. Maak ruimte vrij of kies met --naar een andere map. {NIETS_VERLOREN}"
        )


def download(
    verbinding: Verbinding, uitgave: Uitgave, doel: Path, oud: Herkomst | None, voortgang: Voortgang
) -> Gehaald | None:
    """Fetch a file into ``doel`` with ``.deel`` behind it; None when ``oud`` still is what the server has.

    Raises Storing when it breaks off too often (what is in stays), Onbruikbaar when what comes is not
    the file, Opslagfout for the disk.
    """
    taak = _Taak(verbinding, uitgave, Deel(doel.with_name(f"{doel.name}.deel")), oud, voortgang)
    for _ in range(MEESTE_RONDEN):
        al = taak.deel.grootte
        try:
            return verbinding.met_geduld(taak.poging)
        except Storing as fout:
            # A bad line that does move on gets as many tries again.
            if not fout.opnieuw or taak.deel.grootte - al < VOORUITGANG:
                raise
    raise Storing(f"De verbinding met PDOK breekt steeds af. Geef de opdracht later opnieuw. {NIETS_VERLOREN}")


@dataclass
class _Taak:
    verbinding: Verbinding
    uitgave: Uitgave
    deel: Deel
    oud: Herkomst | None
    voortgang: Voortgang

    def poging(self) -> Gehaald | None:
        """One request for the file or the rest of it. Raises Storing, Onbruikbaar, Opslagfout."""
        versie = self.deel.versie(self.uitgave.url)
        with self.verbinding.open(self.uitgave.url, self._vraag(versie), goed=(200, 206, 304, 416)) as antwoord:
            if antwoord.status_code == 304 and self.oud is not None and versie is None:
                return None
            if antwoord.status_code == 200:
                versie = self._ontvang_geheel(antwoord)
            elif versie is not None and antwoord.status_code == 206:
                self._ontvang_rest(antwoord, versie)
            elif versie is None or antwoord.status_code != 416 or not self._is_al_heel(antwoord, versie):
                self._opnieuw("Het deel dat er al was hoort niet bij het bestand van nu")
        return self._rond_af(versie)

    def _vraag(self, versie: Versie | None) -> dict[str, str]:
        if versie is not None:
            return {"Range": f"bytes={self.deel.grootte}-", "If-Range": versie.toets}
        if self.oud is None:
            return {}
        koppen = {"If-None-Match": self.oud.etag, "If-Modified-Since": self.oud.gewijzigd}
        return {naam: waarde for naam, waarde in koppen.items() if waarde}

    def _ontvang_geheel(self, antwoord: httpx2.Response) -> Versie:
        versie = _versie(self.uitgave.url, antwoord.headers)
        totaal = _lengte(antwoord.headers)
        soort = antwoord.headers.get("Content-Type", "")
        if lijkt_html(soort, b""):
            raise geen_pagina(self.uitgave.url)
        self._controleer_totaal(totaal, 0)
        stukken = self.verbinding.stukken(antwoord)
        kop = self._kop(stukken, soort)
        # Only now: the part that was there outlives the login page of a network.
        with op_schijf(f"In {self.deel.pad.parent} schrijven"):
            self.deel.begin(versie)
        self._schrijf(chain((kop,), stukken), totaal)
        return versie

    def _kop(self, stukken: Iterator[bytes], soort: str) -> bytes:
        """The first bytes. Raises Onbruikbaar when they are not those of a GeoPackage."""
        kop = b""
        for stuk in stukken:
            kop += stuk
            if len(kop) >= len(MAGIE):
                break
        if kop.startswith(MAGIE):
            return kop
        if lijkt_html(soort, kop):
            raise geen_pagina(self.uitgave.url)
        raise Onbruikbaar(f"PDOK stuurt iets anders dan een GeoPackage. Probeer het later opnieuw. {NIETS_VERLOREN}")

    def _ontvang_rest(self, antwoord: httpx2.Response, versie: Versie) -> None:
        al = self.deel.grootte
        bereik = _BEREIK.fullmatch(antwoord.headers.get("Content-Range", ""))
        if bereik is None or int(bereik[1]) != al or antwoord.headers.get("ETag", versie.etag) != versie.etag:
            self._opnieuw("PDOK stuurt een ander deel van het bestand dan is gevraagd")
        self._controleer_totaal(int(bereik[3]), al)
        self._schrijf(self.verbinding.stukken(antwoord), int(bereik[3]))

    def _is_al_heel(self, antwoord: httpx2.Response, versie: Versie) -> bool:
        zelfde = antwoord.headers.get("ETag", versie.etag) == versie.etag
        return zelfde and antwoord.headers.get("Content-Range", "") == f"bytes */{self.deel.grootte}"

    def _opnieuw(self, reden: str) -> NoReturn:
        """Drop the part, so that the next try starts at the beginning. Always raises Storing."""
        with op_schijf(f"In {self.deel.pad.parent} schrijven"):
            self.deel.wis()
        raise Storing(f"{reden}. Geef de opdracht opnieuw. {NIETS_VERLOREN}")

    def _controleer_totaal(self, totaal: int | None, al: int) -> None:
        if totaal is not None and totaal > GROOTSTE_BESTAND:
            raise te_groot(self.uitgave.url, GROOTSTE_BESTAND)
        if totaal is not None and self.uitgave.lengte not in (None, totaal):
            raise _andere_lengte(self.uitgave, totaal)
        eis_ruimte(self.deel.pad.parent, (totaal or self.uitgave.lengte or 0) - al)

    def _schrijf(self, stukken: Iterable[bytes], totaal: int | None) -> None:
        """Add what comes in to the part; the part is kept when that breaks off."""
        naam, al = self.deel.pad.name.removesuffix(".deel"), self.deel.grootte
        self.voortgang(naam, al, totaal)
        with op_schijf(f"In {self.deel.pad.parent} schrijven"), self.deel.pad.open("ab", buffering=0) as uit:
            for stuk in stukken:
                uit.write(stuk)
                al += len(stuk)
                if al > GROOTSTE_BESTAND:
                    raise te_groot(self.uitgave.url, GROOTSTE_BESTAND)
                self.voortgang(naam, al, totaal)
        if totaal is not None and al < totaal:
            raise Storing(f"De verbinding met PDOK is verbroken. Geef de opdracht later opnieuw. {NIETS_VERLOREN}")

    def _rond_af(self, versie: Versie) -> Gehaald:
        """Check the whole part against what index and server say of it."""
        lengte = self.deel.grootte
        if self.uitgave.lengte is not None and lengte < self.uitgave.lengte:
            raise Storing(f"De verbinding met PDOK is verbroken. Geef de opdracht later opnieuw. {NIETS_VERLOREN}")
        with op_schijf(f"Het bestand {self.deel.pad} lezen"):
            sha256 = sha256_van(self.deel.pad)
            klopt = versie.sha256 in ("", sha256) and (not versie.md5 or versie.md5 == _md5_van(self.deel.pad))
            naar_schijf(self.deel.pad)
        klopt = klopt and self.uitgave.sha256 in (None, sha256)
        if not klopt or self.uitgave.lengte not in (None, lengte):
            with op_schijf(f"In {self.deel.pad.parent} schrijven"):
                self.deel.wis()
            raise _ander_bestand() if not klopt else _andere_lengte(self.uitgave, lengte)
        return Gehaald(self.deel.pad, versie, lengte, sha256)


def _versie(url: str, koppen: Mapping[str, str]) -> Versie:
    sha256 = _SHA256_KOP.search(koppen.get("Repr-Digest", "") or koppen.get("Digest", "").replace("SHA-", "sha-"))
    return Versie(
        url,
        koppen.get("ETag", ""),
        koppen.get("Last-Modified", ""),
        base64.b64decode(sha256[1]).hex() if sha256 else "",
        _md5(koppen.get("Content-MD5", "")),
    )


def _md5(tekst: str) -> str:
    try:
        som = base64.b64decode(tekst, validate=True)
    except ValueError:
        return ""
    # Some write it in hexadecimal, which passes for base64 of something else.
    return som.hex() if len(som) == hashlib.md5(usedforsecurity=False).digest_size else ""


def _md5_van(pad: Path) -> str:
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _lengte(koppen: Mapping[str, str]) -> int | None:
    tekst = koppen.get("Content-Length", "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() else None


def _ander_bestand() -> Onbruikbaar:
    return Onbruikbaar(f"Het controlegetal van het bestand klopt niet. Geef de opdracht opnieuw. {NIETS_VERLOREN}")


def _andere_lengte(uitgave: Uitgave, lengte: int) -> Onbruikbaar:
    return Onbruikbaar(
        f"De index van PDOK noemt {uitgave.lengte} bytes voor {uitgave.jaar}, en het bestand heeft er {lengte}. "
        f"Probeer het later opnieuw. {NIETS_VERLOREN}"
    )
