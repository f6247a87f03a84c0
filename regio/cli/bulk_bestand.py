"""The CSV files of ``regio bulk``: what form they have, and what is wrong with them.

A file is read twice, each time as a stream: first to find encoding, separator and every fault,
so that nothing is written when something is wrong; then to answer it row by row.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from regio.fouten import RegioFout

BRUIKBAAR = ("postcode", "gemeente", "adres", "lon", "lat", "x", "y")
TOEGEVOEGD = ("po", "vo", "gemeente_code", "gemeente_naam", "jeugdregio", "grondslag", "ligging", "melding")
_BLOK = 1 << 20
_MEESTE_FOUTEN = 10


@dataclass(frozen=True, slots=True)
class Vorm:
    """How a CSV file is written: encoding, separator and header."""

    codering: str
    scheiding: str
    kop: tuple[str, ...]

    def plek(self, naam: str) -> int | None:
        """Position of a column, whatever its case; None if it is not there."""
        namen = [kolom.strip().lower() for kolom in self.kop]
        return namen.index(naam) if naam in namen else None


def onderzoek(pad: Path) -> Vorm:
    """Find out how a file is written and check every row. Raises RegioFout naming all faults."""
    codering = _codering(pad)
    with _open(pad, codering) as invoer:
        eerste = invoer.readline()
    scheiding = ";" if eerste.count(";") > eerste.count(",") else ","
    vorm = Vorm(codering, scheiding, ())
    rijen = lees_rijen(pad, vorm)
    try:
        kop = next(rijen, (0, []))[1]
        vorm = Vorm(codering, scheiding, tuple(kop))
        fouten = _kopfouten(vorm)
        if not fouten:
            scheef = [(regel, len(rij)) for regel, rij in rijen if len(rij) != len(kop)]
            fouten = _scheve_rijen(scheef, len(kop))
    except csv.Error as fout:
        raise RegioFout(f"{pad.name} is geen leesbare CSV: {fout}.") from None
    if fouten:
        raise RegioFout(f"{pad.name}: {' '.join(fouten)}")
    return vorm


def _codering(pad: Path) -> str:
    """UTF-8 (with or without BOM) when every byte allows it, else cp1252; binary is refused."""
    if not pad.is_file():
        raise RegioFout(f"{pad} bestaat niet of is geen bestand.")
    lezer = codecs.getincrementaldecoder("utf-8")()
    utf8, bom = True, False
    try:
        with pad.open("rb") as invoer:
            for nummer, blok in enumerate(iter(lambda: invoer.read(_BLOK), b"")):
                bom = bom or (nummer == 0 and blok.startswith(codecs.BOM_UTF8))
                if b"\0" in blok:
                    raise RegioFout(f"{pad.name} is geen tekst maar een binair bestand; sla het op als CSV.")
                utf8 = utf8 and _leesbaar(lezer, blok)
            utf8 = utf8 and _leesbaar(lezer, b"", einde=True)
    except OSError as fout:
        raise RegioFout(f"{pad.name} kan niet worden gelezen: {fout.strerror}.") from None
    return ("utf-8-sig" if bom else "utf-8") if utf8 else "cp1252"


def _leesbaar(lezer: codecs.IncrementalDecoder, blok: bytes, *, einde: bool = False) -> bool:
    try:
        lezer.decode(blok, einde)
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def _open(pad: Path, codering: str) -> Iterator[IO[str]]:
    # cp1252 has five bytes without a sign; they are kept as a replacement rather than refused.
    with pad.open(encoding=codering, errors="replace", newline="") as invoer:
        yield invoer


def lees_rijen(pad: Path, vorm: Vorm) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every row that is not empty, the header first."""
    with _open(pad, vorm.codering) as invoer:
        tabel = csv.reader(invoer, delimiter=vorm.scheiding, strict=True)
        for rij in tabel:
            if rij:
                yield tabel.line_num, rij


def _kopfouten(vorm: Vorm) -> list[str]:
    if not vorm.kop:
        return ["Het bestand is leeg."]
    namen = [kolom.strip().lower() for kolom in vorm.kop]
    fouten: list[str] = []
    paren = ({"lon", "lat"} <= set(namen), {"x", "y"} <= set(namen))
    if not any(naam in namen for naam in ("postcode", "gemeente", "adres")) and not any(paren):
        fouten.append(
            "Geen bruikbare kolom gevonden. Nodig is een kop met postcode, gemeente, adres, lon en lat, of x en y; "
            f"gevonden: {', '.join(vorm.kop)[:200]}."
        )
    dubbel = sorted({naam for naam in namen if naam in BRUIKBAAR and namen.count(naam) > 1})
    if dubbel:
        fouten.append(f"Deze kolommen staan er dubbel: {', '.join(dubbel)}.")
    bezet = [naam for naam in TOEGEVOEGD if naam in namen]
    if bezet:
        fouten.append(f"Deze kolommen voegt regio toe en staan er al: {', '.join(bezet)}. Hernoem ze eerst.")
    return fouten


def _scheve_rijen(scheef: list[tuple[int, int]], verwacht: int) -> list[str]:
    if not scheef:
        return []
    regels = ", ".join(f"regel {regel} ({aantal})" for regel, aantal in scheef[:_MEESTE_FOUTEN])
    meer = f" en nog {len(scheef) - _MEESTE_FOUTEN}" if len(scheef) > _MEESTE_FOUTEN else ""
    return [f"Niet elke rij heeft {verwacht} cellen zoals de kop: {regels}{meer}. Er is niets geschreven."]
