"""Making the map set of an edition: levels, GeoJSON and TopoJSON of every layer on every date."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from regio.gebieden.crs import CRS84, stelsel, vormen_uit_rd
from regio.gebieden.kaartlaag import Kaartlaag
from regio.gebieden.kaartset.downloads import maak_downloads
from regio.gebieden.kaartset.eigenschappen import eigenschappen
from regio.gebieden.kaartset.geojson import kenmerken_in, verzameling
from regio.gebieden.kaartset.niveaus import NIVEAUS, VOLLEDIG, Vormen, los_op, vereenvoudig
from regio.gebieden.kaartset.stukken import Grond, Tekening, maak_stukken, tekeningen
from regio.gebieden.kaartset.topojson import Object, topojson
from regio.gebieden.kaartset.uitvoer import Uitvoer
from regio.gebieden.vlakken import Vlakken
from regio.gebieden.vormen import Secties, vormsecties

if TYPE_CHECKING:
    from regio.stand.stand import Stand

Json = dict[str, Any]
# Layers that share a file, and with it their borders.
BUNDELS = {"swv": ("PO", "VO"), "gemeente": ("gemeente",), "jeugdregio": ("jeugdregio",), "rmc": ("rmc",)}
# Levels that a page shows before anybody zooms in. The finer ones are made beforehand for the days
# that are asked most, the rest on demand: all of them would cost 300 MB and half a minute.
VAAK, BREED = ("land", "regio"), ("land", "regio", "plaats")
# Raster of the TopoJSON per level in degrees (lon, lat): about 27, 22, 5.5 and 1 metre.
STAPPEN = {
    "land": (0.0004, 0.00025),
    "regio": (0.00032, 0.0002),
    "plaats": (0.00008, 0.00005),
    "fijn": (0.000016, 0.00001),
}


@dataclass(frozen=True, slots=True)
class Bouwcontext:
    """What maps say beside their borders: the edition's fingerprint, and from which day (ISO) which
    version of the regeling holds (None: not yet any), in order of time."""

    editie: str
    versies: tuple[tuple[str, str | None], ...]

    def peildata(self, getekend: Iterable[Tekening]) -> tuple[str, ...]:
        """The days downloads are made for: the first of each version, and the last on which a layer changed."""
        eerste = {versie: vanaf for vanaf, versie in reversed(self.versies) if versie}
        return tuple(sorted({*eerste.values(), max(een.vanaf for een in getekend)}))


def context_van(stand: Stand) -> Bouwcontext:
    """The context of an edition."""
    return Bouwcontext(stand.editie, tuple((t["vanaf"], t["versie"]) for t in stand.meta["toestanden"]))


@dataclass(frozen=True, eq=False)
class _Niveau:
    """A level of one ground: in RD and, with the same vertices, in degrees."""

    rd: Vormen
    graden: Vormen


def bouw_kaarten(
    vlakken: Vlakken, lagen: Sequence[Kaartlaag], map_: Path, context: Bouwcontext
) -> tuple[Secties, Json]:
    """Write all files of the map set into ``map_`` and give the sections and the index of the edition.

    Files are named after their content, whole or absent; those that were there stay. Raises
    Bronfout when the ground is no coverage, Opslagfout when the folder takes no files.
    """
    stukken, stuk = maak_stukken(vlakken, lagen)
    getekend = tekeningen(lagen, vlakken.lagen, stukken, stuk)
    gronden = {een.grond.naam: een.grond for een in getekend}
    niveaus = {naam: _niveaus(grond) for naam, grond in gronden.items()}
    peildata = context.peildata(getekend)
    uitvoer = Uitvoer(map_)
    vormen = [_vormen(een, niveaus[een.grond.naam], _gevraagd(een, peildata)) for een in getekend]
    index: Json = {
        "bron": vlakken.bron,
        "vermelding": vlakken.vermelding,
        "nauwkeurigheid": vlakken.nauwkeurigheid,
        "afdruk": vlakken.afdruk,
        "editie": context.editie,
        "bronbestanden": [asdict(bestand) for bestand in vlakken.bestanden],
        "regelingen": [{"vanaf": vanaf, "versie": versie} for vanaf, versie in context.versies],
        "niveaus": NIVEAUS,
        "lagen": [_laag(een, vlakken, eigen, uitvoer) for een, eigen in zip(getekend, vormen, strict=True)],
        "bundels": list(_bundels(getekend, vormen, uitvoer)),
    }
    index["downloads"] = maak_downloads(index, getekend, peildata, uitvoer)
    index["bestanden"] = uitvoer.klaar()
    return _secties(getekend, gronden, niveaus, stuk), index


def _niveaus(grond: Grond) -> dict[str, _Niveau]:
    uit = {}
    for naam, tolerantie in NIVEAUS.items():
        rd = vereenvoudig(grond.vlak, tolerantie)
        uit[naam] = _Niveau(rd, vormen_uit_rd(rd, CRS84))
    return uit


def _gevraagd(een: Tekening, peildata: Sequence[str]) -> tuple[str, ...]:
    """The levels a layer is made at beforehand."""
    return tuple(NIVEAUS) if any(map(een.geldt_op, peildata)) else BREED


def _vormen(een: Tekening, niveaus: Mapping[str, _Niveau], gevraagd: Sequence[str]) -> dict[str, Vormen]:
    """The regions of a layer per level in degrees, not rounded; shape (aantal regio's,) each."""
    return {niveau: los_op(niveaus[niveau].graden, een.waarde, len(een.regios)) for niveau in gevraagd}


def _laag(een: Tekening, vlakken: Vlakken, vormen: Mapping[str, Vormen], uitvoer: Uitvoer) -> Json:
    laag = {
        "indeling": een.indeling,
        "vanaf": een.vanaf,
        "tot": een.tot,
        "grens": een.grond.naam,
        "aantal": len(een.regios),
    }
    velden = eigenschappen(laag, [asdict(regio) for regio in een.regios], vlakken.bron, vlakken.vermelding)
    bestanden = {}
    for niveau in NIVEAUS if len(vormen) == len(NIVEAUS) else VAAK:
        regels = _met_grond(velden, vormen[niveau])
        bestanden[niveau] = uitvoer.schrijf(f"{een.indeling}-{een.vanaf}-{niveau}", "geojson", regels)
    return {**laag, "geojson": bestanden}


def _met_grond(velden: list[Json], vormen: Vormen) -> bytes:
    vol = np.flatnonzero(~shapely.is_empty(vormen))
    return verzameling(kenmerken_in(vormen[vol], [velden[nr] for nr in vol], stelsel(CRS84).decimalen, CRS84))


def _bundels(getekend: Sequence[Tekening], vormen: Sequence[Mapping[str, Vormen]], uitvoer: Uitvoer) -> Iterator[Json]:
    for naam, indelingen in BUNDELS.items():
        eigen = [paar for paar in zip(getekend, vormen, strict=True) if paar[0].indeling in indelingen]
        knippen = sorted({een.vanaf for een, _ in eigen})
        for vanaf, tot in zip(knippen, [*knippen[1:], None], strict=False):
            mee = [paar for paar in eigen if paar[0].geldt_op(vanaf)]
            bestanden = {}
            for niveau in NIVEAUS:
                if all(niveau in gemaakt for _, gemaakt in mee):
                    inhoud = _bundel([(een, gemaakt[niveau]) for een, gemaakt in mee], niveau)
                    vaak = niveau in VAAK and (naam == "swv" or tot is None)
                    bestanden[niveau] = uitvoer.schrijf(f"{naam}-{vanaf}-{niveau}", "topojson", inhoud, vaak=vaak)
            yield {"naam": naam, "indelingen": indelingen, "vanaf": vanaf, "tot": tot, "bestanden": bestanden}


def _bundel(lagen: Sequence[tuple[Tekening, Vormen]], niveau: str) -> bytes:
    objecten = {}
    for een, vormen in lagen:
        vol = np.flatnonzero(~shapely.is_empty(vormen))
        objecten[een.indeling] = Object([_lid(een, plek) for plek in vol.tolist()], vormen[vol])
    return topojson(objecten, STAPPEN[niveau])


def _lid(een: Tekening, plek: int) -> Json:
    regio = een.regios[plek]
    return {"id": regio.code} if regio.zeker else {"id": regio.code, "properties": {"mogelijk": list(regio.mogelijk)}}


def _secties(
    getekend: Sequence[Tekening],
    gronden: Mapping[str, Grond],
    niveaus: Mapping[str, dict[str, _Niveau]],
    stuk: np.ndarray[Any, np.dtype[np.intp]],
) -> Secties:
    """The shapes of every level, which piece belongs to which region, and the regions of every layer."""
    uit: Secties = {"kaart_stuk": ("H", stuk.astype(np.uint16).tobytes())}
    for naam, grond in gronden.items():
        uit |= vormsecties(f"niveau_{VOLLEDIG}_{naam}", grond.vlak)
        for niveau in NIVEAUS:
            uit |= vormsecties(f"niveau_{niveau}_{naam}", niveaus[naam][niveau].rd)
    for nummer, een in enumerate(getekend):
        uit[f"kaart_waarde_{nummer}"] = ("h", een.waarde.tobytes())
        uit[f"kaart_regios_{nummer}"] = ("B", _regios(een, niveaus[een.grond.naam]["fijn"].graden))
    return uit


def _regios(een: Tekening, graden: Vormen) -> bytes:
    """The regions with their frames, which follow from those of their pieces."""
    mee = np.flatnonzero((een.waarde >= 0) & ~shapely.is_empty(graden))
    kaders = np.tile([np.inf, np.inf, -np.inf, -np.inf], (len(een.regios), 1))
    randen = shapely.bounds(graden[mee])
    np.minimum.at(kaders[:, :2], een.waarde[mee], randen[:, :2])
    np.maximum.at(kaders[:, 2:], een.waarde[mee], randen[:, 2:])
    lijst = [
        {**asdict(regio), "kader": kader.round(6).tolist() if np.isfinite(kader).all() else None}
        for regio, kader in zip(een.regios, kaders, strict=True)
    ]
    return json.dumps(lijst, ensure_ascii=False, separators=(",", ":")).encode()
