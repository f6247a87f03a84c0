"""HTTP: the regions of a sector as GeoJSON, beside a GeoDataFrame that is written for every question."""

from __future__ import annotations

import http.client
from contextlib import ExitStack

from tests.bench.gegevens import Gegevens
from tests.bench.last import belast
from tests.bench.server import Server
from tests.bench.tabel import Regel, minstens
from tests.bench.web import ECHT, RONDEN, Loper

PAD = "/v1/samenwerkingsverbanden?sector=PO"
VRAAGT = {"Accept": "application/geo+json", "Accept-Encoding": "br"}
AANTAL = 4_000
# One answer of the baseline takes as long as hundreds of ours.
TRAAG = 40


def meet(gegevens: Gegevens) -> list[Regel]:
    """Ask every application in turn, several rounds, and compare."""
    with ExitStack() as stapel:
        echt, vers, klaar = (
            stapel.enter_context(Server(fabriek, gegevens.omgeving))
            for fabriek in (ECHT, "tests.bench.apps:geopandas_per_vraag", "tests.bench.apps:starlette_ingepakt")
        )
        etag, _ = _eerste(echt.poort)
        ons = Loper(echt, [PAD], VRAAGT)
        heeft = Loper(echt, [PAD], {**VRAAGT, "If-None-Match": etag}, 304)
        gdf = Loper(vers, [PAD], VRAAGT, verbindingen=4)
        bytes_ = Loper(klaar, [PAD], VRAAGT)
        for loper in (ons, heeft, bytes_):
            belast(loper.server.poort, [PAD], 1_000, 32, loper.koppen, loper.status)
        for _ in range(RONDEN):
            for loper in (ons, heeft, bytes_):
                loper.ronde(AANTAL)
            gdf.ronde(TRAAG)
        return _regels(ons, heeft, gdf, bytes_, _eerste(echt.poort)[1])


def _eerste(poort: int) -> tuple[str, int]:
    """The ETag of the collection, and how many bytes it takes over the wire."""
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
    verbinding.request("GET", PAD, headers=VRAAGT)
    antwoord = verbinding.getresponse()
    return str(antwoord.headers["etag"]), len(antwoord.read())


def _regels(ons: Loper, heeft: Loper, gdf: Loper, bytes_: Loper, grootte: int) -> list[Regel]:
    wat = f"SWV PO as GeoJSON, 150 m, br ({grootte / 1000:.0f} kB)"
    fouten = ons.fouten + heeft.fouten + gdf.fouten
    return [
        minstens(wat, _us(ons), f"FastAPI, gdf.to_json() per request: {gdf.us / 1000:.0f} ms CPU", ons.maal(gdf), 200),
        minstens("the same, 304", _us(heeft), f"its own 200: {_us(ons)}", heeft.maal(ons), 1.3),
        Regel("the same", _us(ons), f"Starlette, ready bytes: {_us(bytes_)}", f"{ons.maal(bytes_):.2f}x", "-", None),
        Regel("errors in all requests for regions", str(fouten), "-", "-", "0", fouten == 0),
    ]


def _us(loper: Loper) -> str:
    return f"{loper.us:.0f} us CPU"
