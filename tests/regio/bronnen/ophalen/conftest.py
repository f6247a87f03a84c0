"""A stand-in for PDOK on 127.0.0.1: the Atom index, downloads with ranges, and OGC API Features with pages.

Every answer can be replaced for a number of turns (``eerst``) to see what a bad network does.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
import shapely

from regio.bronnen.ophalen.dienst import maak_dienst
from regio.bronnen.ophalen.geopakket import MINSTENS, Laag, schrijf_gpkg
from regio.bronnen.ophalen.plan import Plan, maak_plan
from regio.bronnen.ophalen.verbinding import Geduld, Verbinding
from regio.bronnen.ophalen.werk import Ophaler, Uitslag

ATOM = "/cbs/gebiedsindelingen/atom/v1_0"
OGC = "/cbs/gebiedsindelingen/ogc/v1/collections"
PC4 = "/cbs/postcode4/ogc/v1/collections/postcode4/items"
GEMEENTEN = f"{OGC}/gemeente_gegeneraliseerd/items"
JEUGD = f"{OGC}/jeugdregio_gegeneraliseerd/items"
HAAST = Geduld(verbinden=30.0, lezen=30.0, pogingen=3, eerste_wacht=0.001, langste_wacht=0.002, langste_verzoek=2.0)

Gedrag = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Bestand:
    """A download: bytes and what the server says of them."""

    inhoud: bytes
    etag: str = '"een"'
    koppen: dict[str, str] = field(default_factory=dict)
    bereiken: bool = True


class Nepdok:
    """The server; ``verzoeken`` has (method, path, query, headers) of everything that was asked."""

    def __init__(self) -> None:
        self.bestanden: dict[int, Bestand] = {}
        self.lengtes: dict[int, int | None] = {}
        self.kenmerken: dict[tuple[str, int], list[dict[str, Any]]] = {}
        self.eerst: dict[str, list[Gedrag]] = {}
        self.etags = True
        self.crs = "<http://www.opengis.net/def/crs/EPSG/0/28992>"
        self.per_pagina = 1000
        self.verzoeken: list[tuple[str, str, dict[str, list[str]], dict[str, str]]] = []
        nepdok = self

        class Afhandeling(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                nepdok._antwoord(self)

            def do_HEAD(self) -> None:
                nepdok._antwoord(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Afhandeling)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def sluit(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def gevraagd(self, deel: str) -> list[dict[str, str]]:
        """The headers of every request whose path has this in it."""
        return [koppen for _, pad, _, koppen in self.verzoeken if deel in pad]

    def index(self) -> bytes:
        """The Atom feed that links to the downloads."""
        entries = []
        for jaar in self.bestanden:
            lengte = self.lengtes.get(jaar, len(self.bestanden[jaar].inhoud))
            maat = "" if lengte is None else f' length="{lengte}"'
            href = f"{self.url}{ATOM}/downloads/cbsgebiedsindelingen{jaar}.gpkg"
            entries.append(
                f"<entry><id>{href}</id><title>CBS gebiedsindelingen {jaar}</title>"
                f'<link rel="alternate" href="{href}" type="application/geopackage+sqlite3"{maat}/>'
                "<updated>2026-01-05T10:00:00Z</updated></entry>"
            )
        kop = '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">'
        return f"{kop}<id>{self.url}</id><title>CBS</title>{''.join(entries)}</feed>".encode()

    def _antwoord(self, verzoek: BaseHTTPRequestHandler) -> None:
        adres = urlsplit(verzoek.path)
        vraag = parse_qs(adres.query)
        self.verzoeken.append((verzoek.command, adres.path, vraag, dict(verzoek.headers)))
        for deel, gedrag in self.eerst.items():
            if deel in adres.path and gedrag:
                gedrag.pop(0)(verzoek)
                return
        if adres.path == f"{ATOM}/index.xml":
            stuur(self.index(), soort="application/xml")(verzoek)
        elif adres.path.startswith(f"{ATOM}/downloads/"):
            self._download(verzoek, adres.path)
        else:
            self._items(verzoek, adres.path, vraag)

    def _download(self, verzoek: BaseHTTPRequestHandler, pad: str) -> None:
        jaar = int(pad.removesuffix(".gpkg")[-4:])
        if jaar not in self.bestanden:
            stuur(b"niet daar", 404)(verzoek)
            return
        stuur_bestand(self.bestanden[jaar])(verzoek)

    def _items(self, verzoek: BaseHTTPRequestHandler, pad: str, vraag: dict[str, list[str]]) -> None:
        jaar, begin = int(vraag["jaarcode"][0]), int(vraag.get("cursor", ["0"])[0])
        limiet = min(int(vraag["limit"][0]), self.per_pagina)
        alle = self.kenmerken.get((pad, jaar), [])
        deel = alle[begin : begin + limiet]
        links = [{"rel": "self", "type": "application/geo+json", "href": f"{self.url}{verzoek.path}"}]
        if begin + limiet < len(alle):
            cursor = f"{pad}?cursor={begin + limiet}&f=json&jaarcode={jaar}&limit={limiet}&crs=x"
            links.append({"rel": "next", "title": "Next page", "href": f"{self.url}{cursor}"})
        lijf = {"type": "FeatureCollection", "links": links, "features": deel, "numberReturned": len(deel)}
        koppen = {"Content-Crs": self.crs} | ({"ETag": f'"{jaar}-{begin}-{limiet}"'} if self.etags else {})
        if self.etags and verzoek.headers.get("If-None-Match") == koppen["ETag"]:
            stuur(b"", 304)(verzoek)
            return
        stuur(json.dumps(lijf).encode(), soort="application/geo+json", koppen=koppen)(verzoek)


def stuur(
    lijf: bytes,
    status: int = 200,
    soort: str = "text/plain",
    *,
    lengte: int | None = None,
    koppen: Mapping[str, str] | None = None,
    **meer: str,
) -> Gedrag:
    """Answer with this body; ``meer``: headers with ``_`` for ``-``; ``lengte`` may lie, -1 gives none."""
    alle = {**(koppen or {}), **{naam.replace("_", "-"): waarde for naam, waarde in meer.items()}}

    def gedrag(verzoek: BaseHTTPRequestHandler) -> None:
        verzoek.send_response(status)
        verzoek.send_header("Content-Type", soort)
        if lengte != -1:
            verzoek.send_header("Content-Length", str(len(lijf) if lengte is None else lengte))
        for naam, waarde in alle.items():
            verzoek.send_header(naam, waarde)
        verzoek.end_headers()
        if verzoek.command != "HEAD":
            verzoek.wfile.write(lijf)

    return gedrag


def stuur_bestand(bestand: Bestand, tot: int | None = None) -> Gedrag:
    """Answer as a file server does, with conditions and ranges; ``tot``: cut off after so many bytes."""

    def gedrag(verzoek: BaseHTTPRequestHandler) -> None:
        koppen = {"ETag": bestand.etag, "Accept-Ranges": "bytes", **bestand.koppen}
        inhoud, bereik = bestand.inhoud, verzoek.headers.get("Range")
        if bestand.etag and verzoek.headers.get("If-None-Match") == bestand.etag:
            return stuur(b"", 304, koppen=koppen)(verzoek)
        if bereik and bestand.bereiken and verzoek.headers.get("If-Range") == bestand.etag:
            begin = int(bereik.removeprefix("bytes=").removesuffix("-"))
            if begin >= len(inhoud):
                return stuur(b"", 416, koppen={"Content-Range": f"bytes */{len(inhoud)}", **koppen})(verzoek)
            koppen["Content-Range"] = f"bytes {begin}-{len(inhoud) - 1}/{len(inhoud)}"
            rest = inhoud[begin:]
            return stuur(rest[:tot], 206, lengte=len(rest), koppen=koppen)(verzoek)
        return stuur(inhoud[:tot], 200, "application/geopackage+sqlite3", lengte=len(inhoud), koppen=koppen)(verzoek)

    return gedrag


def omleiden(naar: str) -> Gedrag:
    """Answer with a redirect."""
    return stuur(b"", 302, Location=naar)


def vierkanten(aantal: int, van: int = 0) -> Any:
    """Shape (aantal,): squares of a km in RD, side by side; no borders of anything."""
    plek = np.arange(van, van + aantal)
    x, y = 100_000 + (plek % 100) * 1000, 400_000 + (plek // 100) * 1000
    return shapely.box(x, y, x + 1000, y + 1000)


def gpkg(map_: Path, jaar: int, aantal: int = 12, lagen: tuple[str, ...] = ("gemeente_gegeneraliseerd",)) -> bytes:
    """The bytes of a GeoPackage with these layers, each of so many squares."""
    pad = map_ / f"bron-{jaar}-{aantal}-{len(lagen)}.gpkg"
    if not pad.exists():
        codes = np.array([f"GM{nummer:04d}" for nummer in range(aantal)], dtype=object)
        velden = {"statcode": codes, "statnaam": codes, "jaarcode": np.full(aantal, jaar)}
        schrijf_gpkg(pad, [Laag(laag, vierkanten(aantal), velden) for laag in lagen])
    return pad.read_bytes()


def kenmerken(sleutel: str, codes: list[str], jaar: int, **meer: object) -> list[dict[str, Any]]:
    """GeoJSON features in RD, one square each."""
    return [
        {
            "type": "Feature",
            "id": f"{nummer}",
            "properties": {sleutel: code, "statnaam": code, "jaarcode": jaar, **meer},
            "geometry": json.loads(shapely.to_geojson(vlak)),
        }
        for nummer, (code, vlak) in enumerate(zip(codes, vierkanten(len(codes)), strict=True))
    ]


@pytest.fixture
def nepdok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nepdok]:
    """PDOK with little in it."""
    nepdok = maak_nepdok(tmp_path, monkeypatch)
    yield nepdok
    nepdok.sluit()


def maak_nepdok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nepdok:
    """PDOK with the gebiedsindelingen of 2016, 2024 and 2025 and the PC4 areas of 2024, all very small."""
    for soort in MINSTENS:
        monkeypatch.setitem(MINSTENS, soort, 10)
    nepdok = Nepdok()
    bron = tmp_path / "bron"
    bron.mkdir()
    for jaar in (2016, 2024, 2025):
        nepdok.bestanden[jaar] = Bestand(gpkg(bron, jaar))
        codes = [f"GM{nummer:04d}" for nummer in range(12)]
        nepdok.kenmerken[GEMEENTEN, jaar] = kenmerken("statcode", codes, jaar)
        nepdok.kenmerken[JEUGD, jaar] = kenmerken("statcode", [f"JZ{n:02d}" for n in range(10)], jaar)
    codes = [f"{nummer}" for nummer in range(1011, 1036)]
    nepdok.kenmerken[PC4, 2024] = kenmerken("postcode", codes, 2024, aantal_inwoners=105, aantal_mannen=50)
    return nepdok


@dataclass
class Werkplek:
    """A folder to fetch into, and what was told on the way."""

    nepdok: Nepdok
    map_: Path
    meldingen: list[str] = field(default_factory=list)
    voortgang: list[tuple[str, int, int | None]] = field(default_factory=list)
    voortgang_bytes: list[int] = field(default_factory=list)
    geduld: Geduld = HAAST
    jaren: tuple[int, ...] = ()

    def verbinding(self, **anders: float) -> Verbinding:
        """A connection in a hurry."""
        return Verbinding(maak_dienst(self.nepdok.url), replace(self.geduld, **anders), self.meldingen.append)  # type: ignore[arg-type]

    def plan(self) -> Plan:
        """What would be fetched."""
        with self.verbinding() as verbinding:
            return maak_plan(verbinding, self.jaren, None, 2026, self.meldingen.append)

    def haal(self, **anders: float) -> dict[str, Uitslag]:
        """Fetch everything."""
        with self.verbinding(**anders) as verbinding:
            plan = maak_plan(verbinding, self.jaren, None, 2026, self.meldingen.append)
            return Ophaler(verbinding, self.map_, self.meldingen.append, self._stand).haal_op(plan)

    def _stand(self, naam: str, binnen: int, totaal: int | None) -> None:
        self.voortgang.append((naam, binnen, totaal))

    def pad(self, jaar: int) -> Path:
        """The GeoPackage of a year."""
        return self.map_ / f"cbsgebiedsindelingen{jaar}.gpkg"

    def deel(self, jaar: int) -> Path:
        """The part of it that is in."""
        return self.map_ / f"cbsgebiedsindelingen{jaar}.gpkg.deel"

    @property
    def namen(self) -> set[str]:
        """What is in the folder."""
        return {pad.name for pad in self.map_.iterdir()}


@pytest.fixture
def werkplek(nepdok: Nepdok, tmp_path: Path) -> Werkplek:
    """A new folder."""
    return Werkplek(nepdok, tmp_path / "naar")
