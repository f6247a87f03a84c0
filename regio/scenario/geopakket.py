"""A scenario as a GeoPackage: the regions as they become and the ground that changes, in RD (EPSG:28992).

Every shape is the dissolve of whole bouwstenen, so neighbours share their borders exactly and a layer
covers the same ground as the base. Beside the layers stand the moves (``zetten``) and what it all rests
on (``bron``). Import it late: it needs shapely.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.congruentie.getallen import gewicht
from regio.gebieden.kaartset.gis import RD, meld_aan, rond_af, schrijf_tabel, tel_een
from regio.gebieden.kaartset.kaartset import Kaartset, kaartset_van
from regio.gebieden.kaartset.niveaus import los_op
from regio.gebieden.kaartset.uitvoer import schrijffout
from regio.gebieden.vormen import Vormen
from regio.scenario.beeld import LAGEN
from regio.scenario.export import Export, verantwoording
from regio.scenario.lagen import Codes, anders, uitgeschreven
from regio.scenario.maatstaf import maatstaf
from regio.scenario.uitvoer import KOLOMMEN, zetrijen
from regio.scenario.verschil import verschil
from regio.scenario.zetten import SECTOREN

TABELLEN = {"PO": "samenwerkingsverbanden_po", "VO": "samenwerkingsverbanden_vo", "gemeente": "gemeenten"}
WIJZIGINGEN, ZETTEN = "wijzigingen", "zetten"
_TITELS = {
    "PO": "Samenwerkingsverbanden primair onderwijs, zoals zij worden",
    "VO": "Samenwerkingsverbanden voortgezet onderwijs, zoals zij worden",
    "gemeente": "Gemeenten, zoals zij worden",
}
Kolom = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Laag:
    """A layer to write: shapes in RD and columns as long."""

    naam: str
    titel: str
    vormen: NDArray[np.object_]
    kolommen: Mapping[str, Kolom]


def geopakket(export: Export) -> bytes:
    """The GeoPackage. Raises Opslagfout for an edition without borders, and when the disk is full."""
    with tempfile.TemporaryDirectory(prefix="regio-") as map_:
        doel = Path(map_) / "scenario.gpkg"
        try:
            _schrijf(export, doel)
            tel_een(doel)
            return doel.read_bytes()
        # GDAL has its own faults for a full disk; all of them are RuntimeErrors.
        except (OSError, RuntimeError, sqlite3.Error) as fout:
            raise schrijffout(doel.parent, fout) from fout


def _schrijf(export: Export, doel: Path) -> None:
    import pyogrio

    # Waiting for the disk at every step would keep all other threads waiting too: pyogrio holds the lock of the
    # interpreter. This file is read back at once and thrown away.
    pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": "OFF", "OGR_SQLITE_JOURNAL": "MEMORY"})
    kaarten = kaartset_van(export.stand)
    vlak = Vormen(export.stand.sectie, "vlak_volledig").alle()
    lagen = [*(_regiolaag(export, vlak, laag) for laag in LAGEN), _wijzigingen(export, vlak)]
    for laag in lagen:
        # A region may have lost all ground; it has no shape, and stands in the findings.
        vol = np.flatnonzero(~shapely.is_empty(laag.vormen))
        kolommen = {naam: kolom[vol] for naam, kolom in laag.kolommen.items()}
        kolommen |= _herkomst(kaarten, len(vol))
        opties = {"IDENTIFIER": laag.titel, "DESCRIPTION": f"{kaarten.vermelding} (grenzen: {kaarten.bron})"}
        schrijf_tabel(doel, laag.naam, laag.vormen[vol], kolommen, opties)
    _schrijf_zetten(export, doel)
    rond_af(doel, _bron(export, kaarten), {tabel: laag for laag, tabel in TABELLEN.items()})


def _regiolaag(export: Export, vlak: NDArray[np.object_], laag: str) -> Laag:
    """The regions of a layer; ground with several possible regions, and ground with none, has rows of its own."""
    per_bouwsteen = uitgeschreven(export.beeld.lagen[laag])
    groepen = sorted(set(per_bouwsteen))
    plek = {codes: nummer for nummer, codes in enumerate(groepen)}
    waarde = np.array([plek[codes] for codes in per_bouwsteen])
    gewijzigd = _gewijzigd(export, laag)
    kolommen: dict[str, Kolom] = {
        "code": _tekst("|".join(codes) or None for codes in groepen),
        "naam": _tekst(_namen(export.beeld.namen, codes) for codes in groepen),
        "zeker": np.array([len(codes) == 1 for codes in groepen], dtype=np.bool_),
        "gewijzigd": np.array([codes in gewijzigd for codes in groepen], dtype=np.bool_),
    }
    maat = maatstaf(export.stand, export.peildatum)
    gewichten = {"inwoners": maat.inwoners} | ({"kinderen": maat.gewicht(laag)} if laag in SECTOREN else {})
    for naam, een in gewichten.items():
        kolommen[naam] = _getallen(np.bincount(waarde, weights=een.waarden, minlength=len(groepen)))
    return Laag(TABELLEN[laag], _TITELS[laag], los_op(vlak, waarde, len(groepen)), kolommen)


def _gewijzigd(export: Export, laag: str) -> set[Codes]:
    """The regions of a layer with other ground, or another name, than in the base."""
    basis, beeld = export.beeld.basis, export.beeld
    oud, nieuw = basis.lagen[laag], beeld.lagen[laag]
    uit = {codes for nummer in anders(oud, nieuw).tolist() for codes in (oud[nummer], nieuw[nummer])}
    return uit | {(code,) for code, naam in beeld.namen.items() if basis.namen.get(code) != naam}


def _wijzigingen(export: Export, vlak: NDArray[np.object_]) -> Laag:
    """The ground that lies elsewhere than in the base: a row for every change from one region to another."""
    basis, beeld = export.beeld.basis, export.beeld
    wissels = verschil(basis.beeld, beeld).wissels
    nummers = [np.array([basis.op_id[naam] for naam in een.bouwstenen]) for een in wissels]
    inwoners = maatstaf(export.stand, export.peildatum).inwoners.waarden
    vormen = np.array([los_op(vlak[een], np.zeros(len(een), dtype=int), 1)[0] for een in nummers], dtype=object)
    kolommen: dict[str, Kolom] = {
        "laag": _tekst(een.laag for een in wissels),
        "van": _tekst("|".join(een.van) or None for een in wissels),
        "naar": _tekst("|".join(een.naar) or None for een in wissels),
        "van_naam": _tekst(_namen(basis.namen, een.van) for een in wissels),
        "naar_naam": _tekst(_namen(beeld.namen, een.naar) for een in wissels),
        "postcodes": _tekst(" ".join(een.postcodes) for een in wissels),
        "bouwstenen": np.array([len(een) for een in nummers], dtype=np.int32),
        "inwoners": _getallen([inwoners[een].sum() for een in nummers]),
    }
    return Laag(WIJZIGINGEN, "Grond die verandert: waar zij lag en waar zij komt te liggen", vormen, kolommen)


def _herkomst(kaarten: Kaartset, aantal: int) -> dict[str, Kolom]:
    """What every row says of its borders: the attribution, and whether they are the sketch."""
    schets = np.full(aantal, kaarten.bron == "schets", dtype=np.bool_)
    return {"schets": schets, "vermelding": _tekst([kaarten.vermelding] * aantal)}


def _bron(export: Export, kaarten: Kaartset) -> list[tuple[str, str]]:
    bestanden = [
        ("bestand", "{bestand} ({autoriteit}, {licentie}), sha256 {sha256}".format(**een))
        for een in kaarten.inhoud["bronbestanden"]
    ]
    return [
        *verantwoording(export),
        ("grenzen", kaarten.bron),
        ("vermelding", kaarten.vermelding),
        ("nauwkeurigheid", f"{kaarten.nauwkeurigheid:g} meter"),
        ("coordinatenstelsel", RD),
        *bestanden,
    ]


def _schrijf_zetten(export: Export, doel: Path) -> None:
    """The moves with their notes, as a table without shapes: the columns of the CSV of moves."""
    namen = ", ".join(f'"{naam}" TEXT' for naam in KOLOMMEN)
    plekken = ", ".join("?" for _ in KOLOMMEN)
    with closing(sqlite3.connect(doel)) as databank, databank:
        databank.execute(f"CREATE TABLE {ZETTEN} (id INTEGER PRIMARY KEY, {namen})")
        kolommen = ", ".join(f'"{naam}"' for naam in KOLOMMEN)
        opdracht = f"INSERT INTO {ZETTEN} ({kolommen}) VALUES ({plekken})"  # noqa: S608 - names of our own
        databank.executemany(opdracht, zetrijen(export.zetten))
        meld_aan(databank, ZETTEN, "Zetten van het scenario, met notities")


def _namen(namen: Mapping[str, str | None], codes: Codes) -> str | None:
    return "|".join(namen.get(code) or "" for code in codes).strip("|") or None


def _tekst(cellen: Iterable[str | None]) -> Kolom:
    lijst = list(cellen)
    uit = np.empty(len(lijst), dtype=object)
    uit[:] = lijst
    return uit


def _getallen(waarden: Iterable[float]) -> Kolom:
    return np.array([gewicht(een) for een in waarden], dtype=np.float64)
