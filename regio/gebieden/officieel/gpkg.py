"""Reading a GeoPackage as what it is: an SQLite file with shapes as WKB behind a small header.

Files come from outside. SQLite itself says which page is broken, everything runs under a deadline,
and no line of a file is trusted: whatever is wrong becomes a ``Kapot`` with a Dutch text.
"""

from __future__ import annotations

import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regio.schijf import reden

KOP = b"SQLite format 3\x00"
# A whole file of a year (220 MB) reads in seconds; a file that keeps SQLite busy longer is hostile.
UITERLIJK = 120.0
STAPPEN_PER_CONTROLE = 50_000
# Bytes of the envelope by the three bits that name its kind; the other kinds do not exist.
OMTREK = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


class Kapot(Exception):
    """The file cannot be used; ``str()`` is a Dutch clause that follows the name of the file."""


@dataclass(frozen=True, slots=True)
class Kop:
    """A feature layer of a GeoPackage: its table, geometry column, fields and coordinate system."""

    naam: str
    geometrie: str
    velden: tuple[str, ...]
    crs: str
    rd: bool


def is_sqlite(bestand: Path) -> bool:
    """Whether a file begins as SQLite files do."""
    with bestand.open("rb") as invoer:
        return invoer.read(len(KOP)) == KOP


def _heel(bestand: Path) -> None:
    """Raise Kapot when the file is shorter than its own header says, or is still being written."""
    with bestand.open("rb") as invoer:
        kop = invoer.read(100)
    if not kop.startswith(KOP) or len(kop) < 100:
        raise Kapot("is geen GeoPackage")
    pagina = struct.unpack(">H", kop[16:18])[0]
    pagina = 65_536 if pagina == 1 else pagina
    volgens_kop = struct.unpack(">I", kop[28:32])[0] * pagina
    grootte = bestand.stat().st_size
    if volgens_kop > grootte:
        raise Kapot(f"is afgebroken: {grootte} bytes van de {volgens_kop}; haal het bestand opnieuw op")
    for staart in ("-wal", "-journal"):
        naast = bestand.with_name(bestand.name + staart)
        if naast.exists() and naast.stat().st_size:
            raise Kapot(f"wordt nog geschreven: {naast.name} staat ernaast")


@contextmanager
def geopackage(bestand: Path) -> Iterator[sqlite3.Connection]:
    """The file, opened for reading only and checked page by page. Raises Kapot, also for what goes
    wrong inside the ``with``.
    """
    try:
        _heel(bestand)
        with closing(sqlite3.connect(f"{bestand.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as verbinding:
            einde = time.monotonic() + UITERLIJK
            verbinding.set_progress_handler(lambda: int(time.monotonic() > einde), STAPPEN_PER_CONTROLE)
            verbinding.text_factory = lambda ruw: ruw.decode("utf-8", "replace")
            verbinding.execute("PRAGMA trusted_schema = OFF")
            verbinding.execute("PRAGMA cell_size_check = ON")
            (uitslag,) = verbinding.execute("PRAGMA quick_check(1)").fetchone()
            if uitslag != "ok":
                raise Kapot("is beschadigd; haal het bestand opnieuw op")
            yield verbinding
    except sqlite3.Error as fout:
        te_lang = getattr(fout, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
        wat = "is niet binnen twee minuten te lezen" if te_lang else "is beschadigd of geen GeoPackage"
        raise Kapot(f"{wat}; haal het bestand opnieuw op") from fout
    except OSError as fout:
        raise Kapot(f"kan niet worden gelezen: {reden(fout)}") from fout
    except (OverflowError, ValueError, MemoryError) as fout:
        raise Kapot("is beschadigd; haal het bestand opnieuw op") from fout


def koppen(verbinding: sqlite3.Connection) -> list[Kop]:
    """Every feature layer, by name. Raises Kapot when the tables of a GeoPackage are not there."""
    tabellen = {naam for (naam,) in verbinding.execute("SELECT name FROM sqlite_master WHERE type IN ('table','view')")}
    if not {"gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"} <= tabellen:
        raise Kapot("is wel SQLite maar geen GeoPackage")
    vraag = """SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.srs_name
        FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id ORDER BY 1"""
    uit = []
    for naam, kolom, wie, nummer, tekst in verbinding.execute(vraag).fetchall():
        if naam in tabellen:
            velden = [str(rij[1]) for rij in verbinding.execute(f"PRAGMA table_info({_citeer(naam)})")]
            crs = f"{wie}:{nummer} ({tekst})" if wie else "een onbekend stelsel"
            # 7415 is RD with heights in NAP: the same x and y.
            rd = str(wie).upper() == "EPSG" and nummer in (28992, 7415)
            uit.append(Kop(str(naam), str(kolom), tuple(velden), crs, rd))
    return uit


def _citeer(naam: object) -> str:
    return '"' + str(naam).replace('"', '""') + '"'


def rijen(verbinding: sqlite3.Connection, kop: Kop, velden: list[str]) -> list[tuple[Any, ...]]:
    """The rows of a layer: its geometry, then the asked fields."""
    kolommen = ", ".join(_citeer(veld) for veld in (kop.geometrie, *velden))
    # Names come from the file itself and are quoted; no value is ever put into the text.
    return verbinding.execute(f"SELECT {kolommen} FROM {_citeer(kop.naam)}").fetchall()  # noqa: S608


def wkb_van(waarde: object) -> bytes:
    """The WKB in a geometry cell. Raises Kapot with what is wrong with the cell."""
    if waarde is None:
        raise Kapot("geen geometrie")
    if not isinstance(waarde, bytes) or waarde[:2] != b"GP" or len(waarde) < 8:
        raise Kapot("een geometrie in een onbekende vorm")
    vlaggen = waarde[3]
    omtrek = OMTREK.get(vlaggen >> 1 & 7)
    if omtrek is None or vlaggen & 0x20:
        raise Kapot("een geometrie in een onbekende vorm")
    if vlaggen & 0x10:
        raise Kapot("een lege geometrie")
    return waarde[8 + omtrek :]
