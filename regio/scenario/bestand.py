"""A CSV file as it comes from outside: its text, its header, its rows, and everything wrong with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from regio.fouten import Fout, Vraagfout

MEESTE_BYTES = 5_000_000
MEESTE_REGELS = 20_000  # there are some four thousand bouwstenen; a herindeling has a row per part
PLEK = "bestand"
_CSV_FOUTEN = {
    "unexpected end of data": "een aanhalingsteken wordt geopend en niet gesloten.",
    "expected after": "na een sluitend aanhalingsteken volgt nog tekst; schrijf een aanhalingsteken in een cel dubbel.",
    "field larger than": "een cel is te lang.",
}


@dataclass(frozen=True, slots=True)
class Rij:
    """A line of the file: its number, counted from 1, and its cells by column.

    ``rij`` is its number among the rows of a table in which rows and lines are not the same, else 0.
    """

    regel: int
    cellen: dict[str, str]
    rij: int = 0


@dataclass(frozen=True, slots=True)
class Kolommen:
    """The columns that a file may have, those it must have, and other names for some."""

    bekend: Collection[str]
    nodig: Sequence[str]
    ook: Mapping[str, str]

    def lees_kop(self, cellen: Sequence[str]) -> list[str]:
        """The columns of a header, in their order; raises Vraagfout for one that cannot be used."""
        namen = [self.ook.get(naam, naam) for naam in (cel.strip().casefold() for cel in cellen)]
        mist = [naam for naam in self.nodig if naam not in namen]
        vreemd = [nummer for nummer, naam in enumerate(namen, 1) if naam not in self.bekend]
        if not (mist or vreemd or len(set(namen)) < len(namen)):
            return namen
        wat = f" Er ontbreekt: {', '.join(mist)}." if mist else ""
        wat += f" Niet bekend is kolom {', '.join(map(str, vreemd))}." if vreemd else ""
        wat += " Een kolom staat er dubbel." if len(set(namen)) < len(namen) else ""
        raise heel_bestand("kop", f"De kop is niet te gebruiken.{wat} Bekend zijn: {', '.join(self.bekend)}.")


def fout_op(regel: int, code: str, melding: str, rij: int = 0) -> Fout:
    """A fault on a line, counted from 1, and in a row of a table when that is another number."""
    waar = f"Regel {regel} (rij {rij})" if rij else f"Regel {regel}"
    return Fout(f"regel {regel}", code, f"{waar}: {melding}", PLEK)


def regelnummer(fout: Fout) -> int:
    """The line of such a fault."""
    return int(fout.veld.removeprefix("regel "))


def heel_bestand(code: str, melding: str) -> Vraagfout:
    """A fault of the file as a whole."""
    return Vraagfout(Fout("bestand", code, melding, PLEK))


def lees_tekst(inhoud: bytes) -> str:
    """The text of a file; raises Vraagfout for one that is too large or no UTF-8."""
    if len(inhoud) > MEESTE_BYTES:
        melding = f"Het bestand is groter dan {MEESTE_BYTES // 1_000_000} MB; zo groot is geen scenario."
        raise heel_bestand("te-groot", melding)
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = inhoud.count(b"\n", 0, fout.start) + 1
        melding = f"Op regel {regel} staan tekens die geen UTF-8 zijn; sla het bestand op als CSV in UTF-8."
        raise heel_bestand("geen-utf8", melding) from None
    if not tekst.strip():
        raise heel_bestand("leeg", "Het bestand is leeg.")
    if "\0" in tekst:
        raise heel_bestand("geen-tekst", "Dit is een binair bestand; sla het op als CSV in UTF-8.")
    return tekst


def lees_rijen(tekst: str, kolommen: Kolommen, fouten: list[Fout], meeste_regels: int = MEESTE_REGELS) -> Iterator[Rij]:
    """The rows under the header; those that cannot be read become faults. Raises Vraagfout for a bad header."""
    eerste = tekst.lstrip().partition("\n")[0]
    scheiding = ";" if eerste.count(";") > eerste.count(",") else ","
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    kop: list[str] | None = None
    for regel, cellen in _regels(lezer, fouten, meeste_regels):
        if not any(cel.strip() for cel in cellen):
            continue
        if kop is None:
            kop = kolommen.lees_kop(cellen)
        elif len(cellen) != len(kop):
            fouten.append(fout_op(regel, "aantal-cellen", f"hier staan {len(cellen)} cellen, in de kop {len(kop)}."))
        else:
            yield Rij(regel, dict(zip(kop, cellen, strict=True)))
    if kop is None and not fouten:
        # Only empty cells: as a list without moves it would take all moves away.
        raise heel_bestand("leeg", "Het bestand is leeg.")


def _regels(lezer: Iterator[list[str]], fouten: list[Fout], meeste: int) -> Iterator[tuple[int, list[str]]]:
    """Line on which a record begins, and its cells; stops at a record that cannot be read.

    Records are counted, not lines: a note may have as many lines as characters.
    """
    for aantal in count(1):
        regel = lezer.line_num + 1  # type: ignore[attr-defined]
        if aantal > meeste:
            melding = "hier is gestopt met lezen: zo lang is geen lijst van zetten of postcodes."
            fouten.append(fout_op(regel, "te-veel-regels", melding))
            return
        try:
            yield regel, next(lezer)
        except StopIteration:
            return
        except csv.Error as fout:
            uitleg = next((nl for en, nl in _CSV_FOUTEN.items() if en in str(fout)), "de regel is niet te lezen.")
            fouten.append(fout_op(regel, "csv", f"{uitleg} Daarna is niet verder gelezen."))
            return
