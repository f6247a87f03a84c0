"""Files of the map set: named after their content, written whole or not at all, compressed beforehand."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import tempfile
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli

from regio.fouten import Opslagfout
from regio.gebieden.kaartset.bestanden import ACHTERVOEGSEL
from regio.schijf import reden

MEDIATYPEN = {
    "topojson": "application/json",
    "geojson": "application/geo+json",
    "fgb": "application/octet-stream",
    "gpkg": "application/geopackage+sqlite3",
}
SAMEN_TE_PERSEN = ("topojson", "geojson")
TIJDELIJK = ".half-"
GEPERST = ("br", "gzip")
# The best brotli takes seconds per megabyte: only for what every visitor loads. The rest is rarely asked.
BESTE, VLOTTE = 11, 5


class Uitvoer:
    """The folder of files of an edition. Compressing runs beside the maker: ``klaar`` waits for it."""

    def __init__(self, map_: Path) -> None:
        self._map = map_
        self._index: dict[str, dict[str, Any]] = {}
        self._werk: list[tuple[str, str, Future[int]]] = []
        self._ploeg: Executor = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)
        _maak_map(map_)

    def schrijf(self, naam: str, vorm: str, inhoud: bytes, *, vaak: bool = False) -> str:
        """Store bytes as ``{naam}.{sha16}.{vorm}`` and give that name. Raises Opslagfout.

        ``vaak``: every visitor loads it, so it is made as small as can be.
        """
        som = sha256(inhoud).hexdigest()
        bestand = f"{naam}.{som[:16]}.{vorm}"
        if bestand in self._index:
            return bestand
        schrijf_heel(self._map / bestand, inhoud)
        self._index[bestand] = {
            "url": f"/gebieden/{bestand}",
            "mediatype": MEDIATYPEN[vorm],
            "grootte": len(inhoud),
            "sha256": som,
        }
        if vorm in SAMEN_TE_PERSEN:
            kwaliteit = BESTE if vaak else VLOTTE
            for codering in GEPERST:
                opdracht = self._ploeg.submit(_pers, self._map / bestand, codering, inhoud, kwaliteit)
                self._werk.append((bestand, codering, opdracht))
        return bestand

    def laat_maken(self, naam: str, vorm: str, maak: Callable[[Path], None]) -> str:
        """As ``schrijf``, for a file that a library writes itself to the path that ``maak`` is given."""
        try:
            with tempfile.TemporaryDirectory(dir=self._map, prefix=TIJDELIJK) as map_:
                doel = Path(map_) / f"{naam}.{vorm}"
                maak(doel)
                inhoud = doel.read_bytes()
        # GDAL and SQLite have their own faults for a full disk.
        except (OSError, RuntimeError, sqlite3.Error) as fout:
            raise schrijffout(self._map, fout) from fout
        return self.schrijf(naam, vorm, inhoud)

    def klaar(self) -> dict[str, dict[str, Any]]:
        """Wait for every file, and give per file its URL, media type, size, sha256 and compressed sizes."""
        try:
            for bestand, codering, opdracht in self._werk:
                self._index[bestand].setdefault("samengeperst", {})[codering] = opdracht.result()
        finally:
            self._ploeg.shutdown(cancel_futures=True)
        return dict(sorted(self._index.items()))


def schrijf_heel(doel: Path, inhoud: bytes) -> None:
    """Write a file whole or not at all; an equal file stays as it is. Raises Opslagfout."""
    tijdelijk = doel.with_name(f"{TIJDELIJK}{doel.name}.{threading.get_ident()}")
    try:
        if _is_gelijk(doel, inhoud):
            return
        with tijdelijk.open("wb") as uit:
            uit.write(inhoud)
            uit.flush()
            os.fsync(uit.fileno())
        tijdelijk.replace(doel)
    except OSError as fout:
        raise schrijffout(doel.parent, fout) from fout
    finally:
        with suppress(OSError):
            tijdelijk.unlink(missing_ok=True)


def schrijffout(map_: Path, fout: Exception) -> Opslagfout:
    """What to tell when a folder takes no files."""
    # GDAL and SQLite tell it in English, and differently in every version.
    wat = reden(fout) if isinstance(fout, OSError) else "het schrijven brak af"
    return Opslagfout(
        f"De map {map_} neemt geen kaartbestanden aan: {wat}. Maak ruimte of kies een map waarin geschreven mag worden."
    )


def _maak_map(map_: Path) -> None:
    try:
        map_.mkdir(parents=True, exist_ok=True)
        # Of makers that died; two never work in one folder, the load lock sees to that.
        for rest in map_.glob(f"{TIJDELIJK}*"):
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
    except OSError as fout:
        raise schrijffout(map_, fout) from fout


def _is_gelijk(doel: Path, inhoud: bytes) -> bool:
    return doel.is_file() and doel.stat().st_size == len(inhoud) and doel.read_bytes() == inhoud


def _pers(bestand: Path, codering: str, inhoud: bytes, kwaliteit: int) -> int:
    """Write the compressed form beside a file and give its size; equal bytes for equal content."""
    doel = bestand.with_name(bestand.name + ACHTERVOEGSEL[codering])
    if _staat_er(doel, codering, inhoud):
        return doel.stat().st_size
    if codering == "br":
        klein = brotli.compress(inhoud, quality=kwaliteit)
    else:
        klein = gzip.compress(inhoud, compresslevel=9 if kwaliteit == BESTE else 6, mtime=0)
    schrijf_heel(doel, klein)
    return len(klein)


def _staat_er(doel: Path, codering: str, inhoud: bytes) -> bool:
    """Whether an earlier load left the compressed form, whole: to unpack is far cheaper than to pack."""
    try:
        klein = doel.read_bytes()
        return bool((brotli.decompress if codering == "br" else gzip.decompress)(klein) == inhoud)
    except (OSError, EOFError, zlib.error, brotli.error):
        return False
