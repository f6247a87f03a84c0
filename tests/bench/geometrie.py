"""Borders: dissolving, the display levels, the size of the national map, ready regions, the whole set.

With the official borders when REGIO_BRONNEN is set, else with the sketch: the rows say which.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

import brotli
import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from regio.gebieden.crs import CRS84, vormen_uit_rd
from regio.gebieden.kaartlaag import Kaartlaag
from regio.gebieden.kaartset.bouw import STAPPEN, bouw_kaarten, context_van
from regio.gebieden.kaartset.kaartset import Kaartset, kaartset_van
from regio.gebieden.kaartset.niveaus import NIVEAUS, VOLLEDIG, los_op
from regio.gebieden.kaartset.topojson import Object, topojson
from regio.gebieden.vormen import Vormen
from regio.stand.kaartlagen import kaartlagen
from tests.bench.gegevens import Gegevens
from tests.bench.punten import om_en_om
from tests.bench.tabel import Regel, hoogstens, minstens

RONDEN = 5
OPLOSSEN, KLARE_REGIOS, GEHEEL_S = 0.12, 200.0, 60.0
KAART_KB = {"land": 16.0, "regio": 30.0}


def meet(gegevens: Gegevens) -> list[Regel]:
    """The rows about borders."""
    kaarten = kaartset_van(gegevens.stand)
    laag = next(een for een in kaartlagen(gegevens.stand) if een.indeling == "PO" and een.geldt_op(gegevens.peildatum))
    return [
        _oplossen(gegevens, laag),
        _niveaus(gegevens, kaarten),
        *_landkaart(gegevens, kaarten),
        _regios(gegevens, kaarten),
        _geheel(gegevens),
    ]


def _oplossen(gegevens: Gegevens, laag: Kaartlaag) -> Regel:
    vlakken = gegevens.vlakken
    mee = np.flatnonzero((laag.waarde >= 0) & ~vlakken.leeg)
    tafel = geopandas.GeoDataFrame({"swv": laag.waarde[mee]}, geometry=vlakken.vlak[mee], crs=28992)
    eigen, hun = om_en_om(
        lambda: los_op(vlakken.vlak, laag.waarde, len(laag.regios)), lambda: tafel.dissolve("swv"), RONDEN
    )
    return hoogstens(
        f"{len(laag.regios)} areas dissolved from {len(mee)} bouwstenen ({vlakken.bron})",
        f"{1000 * eigen:.0f} ms",
        f"geopandas.dissolve: {1000 * hun:.0f} ms",
        eigen / hun,
        OPLOSSEN,
    )


def _niveaus(gegevens: Gegevens, kaarten: Kaartset) -> Regel:
    """Every level of every ground that maps are drawn from, as it lies in the edition."""
    gronden = sorted({laag["grens"] for laag in kaarten.inhoud["lagen"]})
    fout, aantal = [], 0
    for niveau in (*NIVEAUS, VOLLEDIG):
        for grond in gronden:
            aantal += 1
            if not shapely.coverage_is_valid(Vormen(gegevens.stand.sectie, f"niveau_{niveau}_{grond}").alle()):
                fout.append(f"{niveau} {grond}")
    return Regel(
        f"display levels that are a valid coverage ({kaarten.bron})",
        f"{aantal - len(fout)} of {aantal}" + (f", not: {', '.join(fout)}" if fout else ""),
        f"{len(NIVEAUS)} levels and the full borders of: {', '.join(gronden)}",
        "-",
        "all",
        not fout,
    )


def _landkaart(gegevens: Gegevens, kaarten: Kaartset) -> list[Regel]:
    regels = []
    for niveau, doel in KAART_KB.items():
        regios, vormen = kaarten.geometrie("PO", gegevens.peildatum, niveau)
        graden = vormen_uit_rd(vormen, CRS84)
        kaart = _klein(topojson({"PO": Object([{"id": regio.code} for regio in regios], graden)}, STAPPEN[niveau]))
        samen = _bundel_kb(kaarten, niveau, gegevens.peildatum)
        los = _klein(kaarten.kenmerken("PO", gegevens.peildatum, niveau).verzameling())
        regels.append(
            Regel(
                f"national map at {NIVEAUS[niveau]:g} m, {len(regios)} areas, TopoJSON br ({kaarten.bron})",
                f"{kaart:.1f} kB; as served, PO and VO in one: {samen:.1f} kB",
                f"the same as GeoJSON with properties, br: {los:.1f} kB",
                f"{kaart / los:.2f}x",
                f"<= {doel:g} kB",
                kaart <= doel,
            )
        )
    return regels


def _klein(inhoud: bytes) -> float:
    return len(brotli.compress(inhoud, quality=11)) / 1000


def _bundel_kb(kaarten: Kaartset, niveau: str, datum: str) -> float:
    url = kaarten.bundel("swv", niveau, datum)
    assert url is not None
    grootte: int = kaarten.inhoud["bestanden"][url.rsplit("/", 1)[1]]["samengeperst"]["br"]
    return grootte / 1000


def _regios(gegevens: Gegevens, kaarten: Kaartset) -> Regel:
    tafel = _tafel(kaarten, gegevens.peildatum)
    eigen, hun = om_en_om(lambda: kaarten.kenmerken("PO", gegevens.peildatum).verzameling(), tafel.to_json, RONDEN)
    codes = list(kaarten.kenmerken("PO", gegevens.peildatum))[::2]
    keuze, _ = om_en_om(lambda: kaarten.kenmerken("PO", gegevens.peildatum).verzameling(codes), lambda: None, RONDEN)
    return minstens(
        f"region collection as GeoJSON, level regio, in process ({kaarten.bron})",
        f"{1e6 * eigen:.0f} us; a choice of {len(codes)} regions: {1e6 * keuze:.0f} us",
        f"gdf.to_json(): {1000 * hun:.0f} ms",
        hun / eigen,
        KLARE_REGIOS,
    )


def _tafel(kaarten: Kaartset, datum: str) -> geopandas.GeoDataFrame:
    """The same regions, with the same rounded coordinates and properties, in a GeoDataFrame."""
    kenmerken: list[dict[str, Any]] = json.loads(kaarten.kenmerken("PO", datum).verzameling())["features"]
    vormen: NDArray[np.object_] = shapely.from_geojson([json.dumps(een["geometry"]) for een in kenmerken])
    return geopandas.GeoDataFrame([een["properties"] for een in kenmerken], geometry=vormen, crs=4326)


def _geheel(gegevens: Gegevens) -> Regel:
    lagen, context = kaartlagen(gegevens.stand), context_van(gegevens.stand)
    with tempfile.TemporaryDirectory(prefix="regio-bench-kaarten-") as map_:
        begin, processor = time.perf_counter(), time.process_time()
        bouw_kaarten(gegevens.vlakken, lagen, Path(map_), context)
        duur, arbeid = time.perf_counter() - begin, time.process_time() - processor
        bestanden = [pad.stat().st_size for pad in Path(map_).iterdir()]
    return Regel(
        f"whole derived set of an edition, cleaning excluded ({gegevens.vlakken.bron})",
        f"{duur:.1f} s ({arbeid:.1f} s of processor), {len(bestanden)} files, {sum(bestanden) / 1e6:.0f} MB",
        "-",
        "-",
        f"<= {GEHEEL_S:g} s",
        duur <= GEHEEL_S,
    )
