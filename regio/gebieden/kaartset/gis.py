"""Files for GIS: a GeoPackage for QGIS with one layer per indeling, and FlatGeobuf per layer.

Both hold the full borders in RD (EPSG:28992). Written whole or not at all; equal ground gives equal
bytes. Needs pyogrio, which is imported when a file is really written.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.fouten import NietGevonden
from regio.gebieden.kaartlaag import INDELINGEN
from regio.gebieden.kaartset.niveaus import VOLLEDIG
from regio.gebieden.kaartset.stijl import qml
from regio.gebieden.kaartset.uitvoer import schrijffout

if TYPE_CHECKING:
    from regio.gebieden.kaartset.kaartset import Kaartset

Json = dict[str, Any]
RD = "EPSG:28992"
TABELLEN = {"PO": "swv_po", "VO": "swv_vo", "gemeente": "gemeente", "jeugdregio": "jeugdregio", "rmc": "rmc"}
TITELS = {
    "PO": "Samenwerkingsverbanden primair onderwijs",
    "VO": "Samenwerkingsverbanden voortgezet onderwijs",
    "gemeente": "Gemeenten",
    "jeugdregio": "Jeugdregio's",
    "rmc": "RMC-regio's",
}
TEKSTEN = ("code", "naam", "indeling", "bron", "grens", "vermelding")


@dataclass(frozen=True, eq=False)
class Gislaag:
    """A layer to write: the properties of every region and its shape in RD, shape (n,)."""

    indeling: str
    velden: Sequence[Json]
    vormen: NDArray[np.object_]

    @property
    def met_grond(self) -> NDArray[np.intp]:
        """The regions that have ground: only those are written."""
        return np.flatnonzero(~shapely.is_empty(self.vormen))


def schrijf_geopackage(kaarten: Kaartset, datum: str, doel: Path) -> None:
    """Write every indeling of a day (ISO) into one GeoPackage, with its source and styles for QGIS.

    An existing file is replaced, in one go. Raises NietGevonden without any layer that day,
    Opslagfout when the folder is full or takes no files.
    """
    lagen = [laag for indeling in INDELINGEN if (laag := gislaag(kaarten, indeling, datum))]
    if not lagen:
        raise NietGevonden(f"Op {datum} is er geen enkele kaart om te bewaren.")
    with in_een_keer(doel) as tijdelijk:
        geopackage(lagen, bronregels(kaarten.inhoud, datum), tijdelijk)


def schrijf_flatgeobuf(kaarten: Kaartset, indeling: str, datum: str, doel: Path) -> None:
    """Write one indeling on a day (ISO) as FlatGeobuf; raises NietGevonden or Opslagfout."""
    laag = gislaag(kaarten, indeling, datum)
    if laag is None:
        raise NietGevonden(f"Van {indeling} is op {datum} geen kaart bekend.")
    with in_een_keer(doel) as tijdelijk:
        flatgeobuf(laag, tijdelijk)


def gislaag(kaarten: Kaartset, indeling: str, datum: str) -> Gislaag | None:
    """A layer of a map set at its full borders; None when there is none that day."""
    from regio.gebieden.kaartset.eigenschappen import eigenschappen

    laag = kaarten.laag(indeling, datum)
    if laag is None:
        return None
    vormen = kaarten.geometrie(indeling, datum, VOLLEDIG)[1]
    velden = eigenschappen(laag, kaarten.regios(indeling, datum), kaarten.bron, kaarten.vermelding)
    return Gislaag(indeling, velden, vormen)


def bronregels(index: Mapping[str, Any], datum: str) -> list[tuple[str, str]]:
    """What the table ``bron`` of a GeoPackage says, from the index of a map set."""
    versie = next((een["versie"] for een in reversed(index["regelingen"]) if een["vanaf"] <= datum), None)
    regels = [
        ("peildatum", datum),
        ("regeling", versie or "nog geen regeling op deze datum"),
        ("grenzen", index["bron"]),
        ("vermelding", index["vermelding"]),
        ("nauwkeurigheid", f"{index['nauwkeurigheid']:g} meter"),
        ("editie", index["editie"]),
        ("coordinatenstelsel", RD),
    ]
    for bestand in index["bronbestanden"]:
        regels.append(("bestand", "{bestand} ({autoriteit}, {licentie}), sha256 {sha256}".format(**bestand)))
    return regels


@contextmanager
def in_een_keer(doel: Path) -> Iterator[Path]:
    """A file to write beside ``doel`` that takes its place when all went well. Raises Opslagfout."""
    tijdelijk = doel.with_name(f".{os.getpid()}-{doel.name}")
    try:
        yield tijdelijk
        with tijdelijk.open("rb") as klaar:
            os.fsync(klaar.fileno())
        tijdelijk.replace(doel)
    # GDAL has its own faults for a full disk; all of them are RuntimeErrors.
    except (OSError, RuntimeError, sqlite3.Error) as fout:
        raise schrijffout(doel.parent, fout) from fout
    finally:
        for rest in (tijdelijk, tijdelijk.with_name(f"{tijdelijk.name}-journal")):
            with suppress(OSError):
                rest.unlink(missing_ok=True)


def flatgeobuf(laag: Gislaag, doel: Path) -> None:
    """Write one layer as FlatGeobuf to a path that does not exist yet."""
    opties = {"TITLE": TITELS[laag.indeling], "DESCRIPTION": _omschrijving(laag)}
    _schrijf(laag, doel, "FlatGeobuf", opties)


def geopackage(lagen: Sequence[Gislaag], bron: Sequence[tuple[str, str]], doel: Path) -> None:
    """Write layers, the table ``bron`` and the styles to a path that does not exist yet."""
    for laag in lagen:
        _schrijf(laag, doel, "GPKG", {"IDENTIFIER": TITELS[laag.indeling], "DESCRIPTION": _omschrijving(laag)})
    rond_af(doel, bron, {TABELLEN[laag.indeling]: laag.indeling for laag in lagen})
    tel_een(doel)


def tel_een(doel: Path) -> None:
    """Make a GeoPackage say that it was written once: SQLite counts its writes, and how many depends on timing."""
    with doel.open("r+b") as bestand:
        # The file change counter, and the number that says for which of its values the header holds.
        for plek in (24, 92):
            bestand.seek(plek)
            bestand.write((1).to_bytes(4))


def rond_af(doel: Path, bron: Sequence[tuple[str, str]], stijlen: Mapping[str, str]) -> None:
    """Add the table ``bron`` (with a line ``peildatum``) and the styles, by table the indeling whose style it has."""
    # The moment of writing would make equal ground differ: the file carries its peildatum instead.
    moment = f"{dict(bron)['peildatum']}T00:00:00.000Z"
    with closing(sqlite3.connect(doel)) as databank, databank:
        _bronnen(databank, bron)
        _stijlen(databank, stijlen, moment)
        databank.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))


def _omschrijving(laag: Gislaag) -> str:
    return "; ".join(sorted({f"{velden['vermelding']} (grens: {velden['grens']})" for velden in laag.velden}))


def _schrijf(laag: Gislaag, doel: Path, vorm: str, opties: Mapping[str, str]) -> None:
    velden = [laag.velden[nummer] for nummer in laag.met_grond]
    kolommen: dict[str, NDArray[Any]] = {}
    for naam in TEKSTEN:
        kolommen[naam] = np.array([een[naam] for een in velden], dtype=object)
    kolommen["vanaf"] = np.array([een["vanaf"] for een in velden], dtype="datetime64[D]")
    kolommen["tot"] = np.array([een["tot"] or "NaT" for een in velden], dtype="datetime64[D]")
    kolommen["zeker"] = np.array([een["zeker"] for een in velden], dtype=np.bool_)
    kolommen["mogelijk"] = np.array([" ".join(een["mogelijk"]) for een in velden], dtype=object)
    schrijf_tabel(doel, TABELLEN[laag.indeling], laag.vormen[laag.met_grond], kolommen, opties, vorm)


def schrijf_tabel(
    doel: Path,
    naam: str,
    vormen: NDArray[np.object_],
    kolommen: Mapping[str, NDArray[Any]],
    opties: Mapping[str, str],
    vorm: str = "GPKG",
) -> None:
    """Add one table of polygons in RD, shape (n,), and columns as long, to a file in a form of GDAL."""
    import pyogrio  # only when a file is really written

    pyogrio.raw.write(
        doel,
        shapely.to_wkb(vormen),
        list(kolommen.values()),
        list(kolommen),
        layer=naam,
        driver=vorm,
        geometry_type="MultiPolygon",
        promote_to_multi=True,
        crs=RD,
        layer_options=dict(opties),
    )


def _bronnen(databank: sqlite3.Connection, regels: Sequence[tuple[str, str]]) -> None:
    databank.execute("CREATE TABLE bron (id INTEGER PRIMARY KEY, onderwerp TEXT NOT NULL, tekst TEXT NOT NULL)")
    databank.executemany("INSERT INTO bron (onderwerp, tekst) VALUES (?, ?)", regels)
    meld_aan(databank, "bron", "Herkomst, vermelding en peildatum")


def _stijlen(databank: sqlite3.Connection, stijlen: Mapping[str, str], moment: str) -> None:
    """The table in which QGIS looks for the style of a layer; ``stijlen`` has the indeling of every table."""
    databank.execute(
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT, "
        "f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, "
        "useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time DATETIME)"
    )
    for tabel, indeling in stijlen.items():
        databank.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
            "styleQML, styleSLD, useAsDefault, description, owner, update_time) "
            "VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)",
            (tabel, tabel, qml(indeling), TITELS[indeling], moment),
        )
    meld_aan(databank, "layer_styles", "Stijlen voor QGIS")


def meld_aan(databank: sqlite3.Connection, tabel: str, omschrijving: str) -> None:
    """List a table without shapes in the contents of a GeoPackage."""
    databank.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (?, 'attributes', ?, ?)",
        (tabel, tabel, omschrijving),
    )
