"""The CSV files of ``regio bulk``: what form they have, and what is wrong with them.

A file is read twice, each time as a stream: first to find encoding, separator and every fault,
so that nothing is written when something is wrong; then to answer it row by row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from regio.fouten import RegioFout
from regio.tekstbestand import CP1252, GEEN_TEKEN, vind_codering

BRUIKBAAR = ("postcode", "gemeente", "adres", "lon", "lat", "x", "y")
TOEGEVOEGD = ("po", "vo", "gemeente_code", "gemeente_naam", "jeugdregio", "grondslag", "ligging", "melding")
_MEESTE_FOUTEN = 10
# What the reader of CSV says, and what that means for who made the file.
_CSV_FOUTEN = (
    ("unexpected end of data", "een aanhalingsteken wordt geopend en nergens gesloten"),
    ("larger than field limit", "een cel is te lang; misschien wordt een aanhalingsteken niet gesloten"),
    (
        "expected after",
        "na een sluitend aanhalingsteken volgt nog tekst; schrijf een aanhalingsteken in een cel dubbel",
    ),
)


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
    if codering == CP1252:
        _keur_tekens(pad)
    with _open(pad, codering) as invoer:
        eerste = next((regel for regel in invoer if regel.strip()), "")
    scheiding = ";" if eerste.count(";") > eerste.count(",") else ","
    vorm = Vorm(codering, scheiding, ())
    rijen = lees_rijen(pad, vorm)
    kop = next(rijen, (0, []))[1]
    vorm = Vorm(codering, scheiding, tuple(kop))
    fouten = _kopfouten(vorm)
    if not fouten:
        scheef = [(regel, len(rij)) for regel, rij in rijen if len(rij) != len(kop)]
        fouten = _scheve_rijen(scheef, len(kop))
    if fouten:
        raise RegioFout(f"{pad.name}: {' '.join(fouten)}")
    return vorm


def _codering(pad: Path) -> str:
    """The encoding of a file. Raises RegioFout for what is no file or binary."""
    if not pad.is_file():
        raise RegioFout(f"{pad} bestaat niet of is geen bestand.")
    codering = vind_codering(pad)
    if codering is None:
        raise RegioFout(f"{pad.name} is geen tekst maar een binair bestand; sla het op als CSV.")
    return codering


def _keur_tekens(pad: Path) -> None:
    """Refuse bytes that are no sign in cp1252: to replace them would change a cell."""
    with pad.open("rb") as invoer:
        regels = [nummer for nummer, regel in enumerate(invoer, 1) if GEEN_TEKEN.search(regel)]
    if regels:
        genoemd = ", ".join(f"regel {regel}" for regel in regels[:_MEESTE_FOUTEN])
        raise RegioFout(
            f"{pad.name}: onleesbare tekens op {genoemd}{_en_nog(regels)}. Sla het bestand op als CSV in UTF-8."
        )


@contextmanager
def _open(pad: Path, codering: str) -> Iterator[IO[str]]:
    with pad.open(encoding=codering, newline="") as invoer:
        yield invoer


def lees_rijen(pad: Path, vorm: Vorm) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every row, the header first; an empty line below it is a row of empty cells.

    Raises RegioFout for what is no CSV.
    """
    with _open(pad, vorm.codering) as invoer:
        tabel = csv.reader(invoer, delimiter=vorm.scheiding, strict=True)
        leeg: list[str] = []
        try:
            for rij in tabel:
                leeg = leeg or [""] * len(rij)
                if leeg:
                    yield tabel.line_num, rij or leeg
        except csv.Error as fout:
            uitleg = next((nl for en, nl in _CSV_FOUTEN if en in str(fout)), "de rij is niet te lezen")
            raise RegioFout(f"{pad.name} is geen leesbare CSV: regel {tabel.line_num}: {uitleg}.") from None


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
    return [f"Niet elke rij heeft {verwacht} cellen zoals de kop: {regels}{_en_nog(scheef)}. Er is niets geschreven."]


def _en_nog(alle: Sequence[object]) -> str:
    return f" en nog {len(alle) - _MEESTE_FOUTEN}" if len(alle) > _MEESTE_FOUTEN else ""
