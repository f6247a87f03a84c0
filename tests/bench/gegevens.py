"""What every part of the bench works on: a compiled edition, questions and points, from one seed."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from regio.bronnen.lezen import lees_feiten
from regio.bronnen.rijen import Feiten
from regio.fouten import NietGevonden
from regio.gebieden.kaartset.kaartset import kaartset_van
from regio.gebieden.schets import maak_schets
from regio.gebieden.vlakken import Vlakken
from regio.schijf import sha256_van
from regio.stand.compileren import compileer
from regio.stand.stand import Stand
from regio.stand.wijzer import EDITIES, Wijzer, zet_wijzer
from tests.bench.server import WORTEL

ZAAD = 20150423
# Farther from every PC4 point than this is mostly water.
LAND_M = 4_000
Punten = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True)
class Gegevens:
    """An edition in a state folder of its own, opened, and its ground."""

    map: Path
    feiten: Feiten
    stand: Stand
    vlakken: Vlakken
    peildatum: str

    @property
    def omgeving(self) -> dict[str, str]:
        """The environment of every process under measurement."""
        return {
            "REGIO_VAR": str(self.map),
            "REGIO_GEOCODER": "geen",
            "REGIO_LIMIET": "1000000",
            "REGIO_BENCH_ANTWOORDEN": str(self.map / "antwoorden.json"),
            "REGIO_BENCH_REGIOS": str(self.map / "regios.geojson"),
        }

    def punten(self, aantal: int, zaad: int = ZAAD) -> Punten:
        """Points in RD, evenly over the land."""
        willekeur = np.random.default_rng(zaad)
        middens = [(rij.x_rd, rij.y_rd) for rij in self.feiten.postcodes]
        land = shapely.union_all(shapely.buffer(shapely.points(middens), LAND_M, quad_segs=4))
        shapely.prepare(land)
        x, y = willekeur.uniform(10_000, 280_000, 3 * aantal), willekeur.uniform(306_000, 620_000, 3 * aantal)
        op_land = np.flatnonzero(shapely.contains_xy(land, x, y))[:aantal]
        assert len(op_land) == aantal
        return x[op_land], y[op_land]

    def lonlat(self, aantal: int) -> list[tuple[float, float]]:
        """Points in WGS84 degrees, evenly over the land, with six decimals."""
        naar_graden = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
        lon, lat = naar_graden.transform(*self.punten(aantal, ZAAD + 1))
        return list(zip(np.round(lon, 6).tolist(), np.round(lat, 6).tolist(), strict=True))

    def lonlat_op_grond(self, aantal: int) -> list[tuple[float, float]]:
        """As ``lonlat``, only points that lie in some bouwsteen: the others have another answer."""
        from regio.zoeken.punt import vind_op_lonlat

        uit = []
        for lon, lat in self.lonlat(2 * aantal):
            with suppress(NietGevonden):
                vind_op_lonlat(self.stand, lon, lat)
                uit.append((lon, lat))
        assert len(uit) >= aantal
        return uit[:aantal]


def maak_gegevens(map_: Path) -> Gegevens:
    """Compile the facts into a state folder and write the answers for the baselines beside it.

    With the official borders of the folder that REGIO_BRONNEN names, otherwise with the sketch.
    """
    feiten = lees_feiten(WORTEL / "data")
    vlakken = _vlakken(feiten)
    bestand = f"{EDITIES}/bench.regio"
    (map_ / EDITIES).mkdir(parents=True)
    compileer(feiten, vlakken, map_ / bestand)
    stand = Stand.open(map_ / bestand)
    zet_wijzer(map_, Wijzer(stand.editie, bestand, sha256_van(map_ / bestand)))
    vandaag = datetime.now(UTC).date().isoformat()
    antwoorden: dict[str, Any] = {pc4: stand.postcode(plek, vandaag) for plek, pc4 in enumerate(stand.pc4s)}
    (map_ / "antwoorden.json").write_text(json.dumps(antwoorden, ensure_ascii=False), encoding="utf-8")
    regios = kaartset_van(stand).kenmerken("PO", vandaag)
    (map_ / "regios.geojson").write_bytes(regios.verzameling())
    return Gegevens(map_, feiten, stand, vlakken, vandaag)


def _vlakken(feiten: Feiten) -> Vlakken:
    if "REGIO_BRONNEN" not in os.environ:
        return maak_schets(feiten)
    from regio.gebieden.officieel import lees_officieel

    return lees_officieel(Path(os.environ["REGIO_BRONNEN"]), feiten, lambda _: None)
