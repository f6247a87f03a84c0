"""Reading a BAG extract (CSV) and turning it, once, into a small SQLite index.

The file may hold the whole country: it is read row by row, and the index is searched on disk.
"""

from __future__ import annotations

import csv
import logging
import math
import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import TextIO

from regio.adressen.poort import LAT, LON, RD_X, RD_Y, gemeentecode, paar_binnen
from regio.adressen.postcode import lees_pc6
from regio.fouten import Bronfout
from regio.schijf import reden

# Raise this number when the table or the keys change: older indexes are then built again.
INDEX_VERSIE = "1"

# Our name of a column -> names it has in extracts, in small letters.
KOLOMMEN: dict[str, tuple[str, ...]] = {
    "straat": ("straat", "openbareruimte", "openbareruimtenaam", "straatnaam"),
    "huisnummer": ("huisnummer",),
    "huisletter": ("huisletter",),
    "toevoeging": ("toevoeging", "huisnummertoevoeging"),
    "postcode": ("postcode",),
    "woonplaats": ("woonplaats", "woonplaatsnaam"),
    "gemeentecode": ("gemeentecode", "gemeente_code"),
    "gemeentenaam": ("gemeentenaam", "gemeente"),
    "lon": ("lon", "lengtegraad"),
    "lat": ("lat", "breedtegraad"),
    "x": ("x", "x_rd"),
    "y": ("y", "y_rd"),
}
NODIG = ("straat", "huisnummer", "postcode", "woonplaats")

_TABEL = """
CREATE TABLE meta (naam TEXT PRIMARY KEY, waarde TEXT NOT NULL);
CREATE TABLE adres (
    straat_sleutel TEXT NOT NULL, plaats_sleutel TEXT NOT NULL, toevoeging_sleutel TEXT NOT NULL,
    straat TEXT NOT NULL, huisnummer INTEGER NOT NULL, huisletter TEXT NOT NULL, toevoeging TEXT NOT NULL,
    postcode TEXT, woonplaats TEXT NOT NULL, gemeentecode TEXT, gemeentenaam TEXT,
    lon REAL, lat REAL, x REAL, y REAL
);
"""
_INDEX = "CREATE INDEX adres_straat ON adres (straat_sleutel, huisnummer)"
_VOEG_TOE = f"INSERT INTO adres VALUES ({', '.join('?' * 15)})"  # noqa: S608 - only question marks

_HUISNUMMER = re.compile(r"[0-9]{1,5}")

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())  # no warnings on the stderr of a program without logging


def sleutel(tekst: str) -> str:
    """The text folded for comparing: no accents, case or punctuation, single spaces."""
    ontleed = unicodedata.normalize("NFKD", tekst).casefold()
    kaal = "".join(teken for teken in ontleed if not unicodedata.combining(teken))
    return " ".join("".join(teken if teken.isalnum() else " " for teken in kaal).split())


def maak_index(bestand: Path, var: Path | None = None) -> Path:
    """The index of an extract, built now when there is none or the extract has changed.

    It stands in ``var/adressen``, or beside the extract when ``var`` is None. Raises Bronfout
    when the extract is missing, unreadable or lacks columns, or the index cannot be written.
    """
    try:
        kenmerk = _kenmerk(bestand)
        doel = _doel(bestand, var)
        if _lees_kenmerk(doel) != kenmerk:
            doel.parent.mkdir(parents=True, exist_ok=True)
            _bouw(bestand, doel, kenmerk)
    except OSError as fout:
        raise Bronfout(f"Het BAG-bestand {bestand.name} of zijn index is onbruikbaar: {reden(fout)}.") from fout
    except sqlite3.Error as fout:
        raise Bronfout(f"De index van het BAG-bestand {bestand.name} kan niet worden gemaakt: {fout}.") from fout
    return doel


def _doel(bestand: Path, var: Path | None) -> Path:
    if var is None:
        return bestand.with_name(bestand.name + ".index.sqlite")
    # Extracts of the same name from different folders must not share an index.
    merk = sha256(str(bestand.resolve()).encode()).hexdigest()[:8]
    return var / "adressen" / f"{bestand.stem}-{merk}.index.sqlite"


def _kenmerk(bestand: Path) -> str:
    stand = bestand.stat()
    return f"{INDEX_VERSIE}:{stand.st_size}:{stand.st_mtime_ns}"


def open_index(index: Path) -> sqlite3.Connection:
    """A read-only connection to an index. Raises sqlite3.Error."""
    return sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro", uri=True)


def _lees_kenmerk(index: Path) -> str | None:
    if not index.is_file():
        return None
    try:
        with closing(open_index(index)) as verbinding:
            rij = verbinding.execute("SELECT waarde FROM meta WHERE naam = 'kenmerk'").fetchone()
    except sqlite3.Error:  # a foreign or broken file: build it again
        return None
    return str(rij[0]) if rij else None


def _bouw(bestand: Path, doel: Path, kenmerk: str) -> None:
    """Write the index under a name of its own and move it into place when it is complete."""
    greep, naam = mkstemp(prefix=doel.name, suffix=".tmp", dir=doel.parent)
    os.close(greep)
    tijdelijk = Path(naam)
    try:
        for codering in ("utf-8-sig", "cp1252"):
            try:
                _vul(bestand, tijdelijk, codering, kenmerk)
                break
            except UnicodeDecodeError:
                tijdelijk.write_bytes(b"")
        else:
            raise Bronfout(f"{bestand.name} is geen tekst in UTF-8 of cp1252.")
        tijdelijk.replace(doel)
    finally:
        tijdelijk.unlink(missing_ok=True)


def _vul(bestand: Path, index: Path, codering: str, kenmerk: str) -> None:
    with bestand.open(encoding=codering, newline="") as invoer, closing(sqlite3.connect(index)) as verbinding:
        # The file is worthless until it is complete, so nothing need be recoverable on the way.
        verbinding.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABEL)
        verbinding.executemany(_VOEG_TOE, _lees_rijen(bestand.name, invoer))
        verbinding.execute(_INDEX)
        verbinding.execute("INSERT INTO meta VALUES ('kenmerk', ?)", (kenmerk,))
        verbinding.commit()


def _lees_rijen(naam: str, invoer: TextIO) -> Iterator[tuple[object, ...]]:
    """The usable rows of an extract as rows of the index. Raises Bronfout, UnicodeDecodeError."""
    kop = invoer.readline(100_000)
    scheiding = max(";,\t", key=kop.count)
    tabel = csv.reader(invoer, delimiter=scheiding)
    goed = fout = 0
    try:
        plekken = vind_kolommen(naam, next(csv.reader([kop], delimiter=scheiding), []))
        for cellen in tabel:
            rij = _lees_rij(
                {kolom: cellen[plek].replace("\0", "").strip() for kolom, plek in plekken.items() if plek < len(cellen)}
            )
            goed, fout = goed + (rij is not None), fout + (rij is None and bool(cellen))
            if rij is not None:
                yield rij
    except csv.Error as oorzaak:
        raise Bronfout(f"{naam}, regel {tabel.line_num + 1}: dit is geen leesbare CSV.") from oorzaak
    if not goed:
        raise Bronfout(f"{naam} bevat geen enkel bruikbaar adres.")
    if fout:
        _log.warning("%s: %d rijen overgeslagen, %d adressen gelezen", naam, fout, goed)


def vind_kolommen(naam: str, kop: Sequence[str]) -> dict[str, int]:
    """Our column names with their place in the header. Raises Bronfout naming what is missing."""
    namen = [cel.strip().lower().lstrip("\ufeff") for cel in kop]
    plekken = {
        kolom: namen.index(anders)
        for kolom, aliassen in KOLOMMEN.items()
        for anders in reversed(aliassen)
        if anders in namen
    }
    mist = [kolom for kolom in NODIG if kolom not in plekken]
    if not ({"lon", "lat"} <= plekken.keys() or {"x", "y"} <= plekken.keys()):
        mist.append("lon en lat (of x en y)")
    if mist:
        gevonden = ", ".join(cel if cel.isprintable() else repr(cel) for cel in namen[:30] if cel)[:300] or "niets"
        verwacht = "straat (of openbareruimte), huisnummer, postcode, woonplaats, en lon en lat of x en y; "
        extra = "huisletter, toevoeging, gemeentecode en gemeentenaam mogen erbij"
        raise Bronfout(f"{naam} mist: {', '.join(mist)}. Gevonden: {gevonden}. Verwacht: {verwacht}{extra}.")
    return plekken


def _lees_rij(cellen: Mapping[str, str]) -> tuple[object, ...] | None:
    """A row of the index; None without a street, a house number, a place, or a way to find it."""
    straat, woonplaats, nummer = cellen.get("straat", ""), cellen.get("woonplaats", ""), cellen.get("huisnummer", "")
    if not (sleutel(straat) and sleutel(woonplaats) and _HUISNUMMER.fullmatch(nummer)):
        return None
    huisletter, toevoeging = cellen.get("huisletter", ""), cellen.get("toevoeging", "")
    postcode = lees_pc6(cellen.get("postcode", ""))
    lon, lat = paar_binnen(_getallen(cellen, "lon", "lat"), LON, LAT)
    x, y = paar_binnen(_getallen(cellen, "x", "y"), RD_X, RD_Y)
    if postcode is None and lon is None and x is None:
        return None
    return (
        *(sleutel(straat), sleutel(woonplaats), sleutel(huisletter + toevoeging).replace(" ", "")),
        *(straat, int(nummer), huisletter, toevoeging, postcode, woonplaats),
        *(gemeentecode(cellen.get("gemeentecode", "")), cellen.get("gemeentenaam") or None, lon, lat, x, y),
    )


def _getallen(cellen: Mapping[str, str], een: str, twee: str) -> tuple[float, float] | None:
    try:
        paar = (float(cellen[een].replace(",", ".")), float(cellen[twee].replace(",", ".")))
    except (KeyError, ValueError):
        return None
    return paar if all(map(math.isfinite, paar)) else None
