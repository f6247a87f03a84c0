"""The CSV file of a division of the user's own: lines, cells and everything that is wrong with them.

Every line stands by itself: a fault in one never hides another. However large or odd the file,
one line at a time is in memory, and at most ``MEESTE_FOUTEN`` faults are put into words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from regio.fouten import RegioFout
from regio.schijf import reden
from regio.tekstbestand import codering_van

MEESTE_FOUTEN = 50
MEESTE_BYTES = 20_000_000  # every postcode with a long text beside it is a tenth of this
MEESTE_REGELS = 100_000  # a whole table has some four thousand
LANGSTE_REGEL = 10_000
LANGSTE_REGIO = 80
# Column in the header -> what a row of the table is about.
SLEUTELS = {"gemeente": "gemeente", "pc4": "pc4", "postcode": "pc4"}
VOORBEELD = "Nodig is een kop met gemeente of pc4, en regio; bijvoorbeeld: gemeente;regio."
_GETOOND = 60
_ONLEESBAAR = "er staan onleesbare tekens in; sla het bestand op als CSV in UTF-8"
_TABS = "De kolommen in dit bestand zijn gescheiden door tabs. Sla het op als CSV, met komma's of puntkomma's ertussen."
_TE_VEEL = f"Na {MEESTE_REGELS // 1000}.000 regels is niet verder gelezen: zo lang is geen tabel van postcodes."
_CSV_FOUTEN = {
    "unexpected end of data": "een aanhalingsteken wordt geopend en op deze regel niet gesloten",
    "expected after": "na een sluitend aanhalingsteken volgt nog tekst; schrijf een aanhalingsteken in een cel dubbel",
}


class Tabelfout(RegioFout):
    """A file that is not used; ``regels`` are its faults in words, ``aantal`` how many it has."""

    def __init__(self, bestand: str, regels: tuple[str, ...], aantal: int) -> None:
        self.bestand, self.regels, self.aantal = bestand, regels, aantal
        super().__init__(f"{bestand} is niet gebruikt, er is niets berekend. {' '.join(regels)}")


class Fouten:
    """Collects faults: all are counted, the first ``MEESTE_FOUTEN`` are put into words."""

    def __init__(self) -> None:
        self.regels: list[str] = []
        self.aantal = 0
        self.slot = ""  # why not every line was read

    def meld(self, regel: int, melding: str | Callable[[], str]) -> None:
        """One fault on a line; a function is only asked for words that will be shown."""
        self.aantal += 1
        if self.aantal <= MEESTE_FOUTEN:
            zin = melding if isinstance(melding, str) else melding()
            self.regels.append(f"Regel {regel}: {zin.rstrip('?.')}{'?' if zin.endswith('?') else '.'}")

    def als_fout(self, bestand: str, *slot: str) -> Tabelfout:
        """All of them as one error; ``slot`` are faults of the file as a whole, always shown."""
        rest = self.aantal - len(self.regels)
        over = (f"En nog {getal(rest)} fouten.",) if rest else ()
        geheel = (self.slot, *slot) if self.slot else slot
        return Tabelfout(bestand, (*self.regels, *over, *geheel), self.aantal + len(geheel))

    def __bool__(self) -> bool:
        return bool(self.aantal or self.slot)


@dataclass(frozen=True, slots=True)
class Kop:
    """What the columns are: ``soort`` is ``gemeente`` or ``pc4``; positions, ``naam`` None when absent."""

    soort: str
    breedte: int
    sleutel: int
    regio: int
    naam: int | None


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: what it is about, the region and, where given, the name of the region.

    Of a row that is not ``bruikbaar`` a fault was told; only what it is about is still to be checked.
    """

    regel: int
    sleutel: str
    regio: str
    naam: str
    bruikbaar: bool = True


def toonbaar(tekst: str) -> str:
    """Somebody's text in a message: short, and without what a terminal would act on."""
    kort = tekst if len(tekst) <= _GETOOND else f"{tekst[:_GETOOND]}…"
    return "".join(teken if teken.isprintable() else "?" for teken in kort)


@dataclass(frozen=True, slots=True)
class Tabelbron:
    """Where a table comes from: what it is called, its size in bytes, and how to begin reading it."""

    naam: str
    grootte: int
    open: Callable[[], IO[bytes]]

    @classmethod
    def van_bestand(cls, pad: Path) -> Tabelbron:
        """A file on disk; raises RegioFout when there is none."""
        if not pad.is_file():
            raise RegioFout(f"{toonbaar(str(pad))} bestaat niet of is geen bestand.")
        try:
            return cls(toonbaar(pad.name), pad.stat().st_size, lambda: pad.open("rb"))
        except OSError as fout:
            raise RegioFout(f"{toonbaar(pad.name)} kan niet worden gelezen: {reden(fout)}.") from None

    @classmethod
    def van_inhoud(cls, naam: str, inhoud: bytes) -> Tabelbron:
        """Bytes that somebody brought."""
        return cls(toonbaar(naam), len(inhoud), lambda: io.BytesIO(inhoud))


def lees_rijen(bron: Tabelbron, fouten: Fouten) -> tuple[Kop, Iterator[Rij]]:
    """The header and the rows of a table that are about something; faults go to ``fouten`` as they are read.

    Raises Tabelfout for a table of which no row can be read.
    """
    bestand = bron.naam
    if bron.grootte > MEESTE_BYTES:
        zin = f"Het bestand is {bron.grootte // 1_000_000} MB; een tabel met alle postcodes is nog geen MB."
        raise Tabelfout(bestand, (zin,), 1)
    regels = _tekstregels(bron, fouten)
    nummer, eerste = next(regels, (1, ""))
    if not eerste:
        raise fouten.als_fout(bestand, "Het bestand is leeg." if eerste == "" else _te_lang(1))
    scheiding = ";" if eerste.count(";") > eerste.count(",") else ","
    cellen = _cellen(eerste, scheiding, nummer, fouten)
    kop, gebreken = _lees_kop(cellen) if cellen is not None else (None, ())
    if kop is None:
        raise fouten.als_fout(bestand, *([_TABS] if _met_tabs(eerste) else gebreken))
    return kop, _rijen(regels, scheiding, kop, fouten)


def _met_tabs(eerste: str) -> bool:
    """Whether a first line is a good header but for its tabs."""
    return "\t" in eerste and _lees_kop([cel.strip(' "\r') for cel in eerste.split("\t")])[0] is not None


def _tekstregels(bron: Tabelbron, fouten: Fouten) -> Iterator[tuple[int, str | None]]:
    """Number and text of every line that is not blank; None for one that is too long. Raises RegioFout."""
    bestand = bron.naam
    try:
        with bron.open() as ruw:
            codering = codering_van(ruw)
        # Bytes that are no text become lone surrogates, so that the line that holds them is known.
        with io.TextIOWrapper(bron.open(), encoding=codering or "utf-8-sig", errors="surrogateescape") as invoer:
            for nummer, regel in enumerate(_afgekapt(invoer), 1):
                if nummer > MEESTE_REGELS:
                    fouten.slot = _TE_VEEL
                    return
                if regel is not None and "\0" in regel:
                    zin = f"Regel {nummer} is geen tekst: dit is een binair bestand. Sla het op als CSV in UTF-8."
                    raise Tabelfout(bestand, (zin,), 1)
                if regel is None or regel.strip():
                    yield nummer, regel
    except OSError as fout:
        raise RegioFout(f"{bestand} kan niet worden gelezen: {reden(fout)}.") from None


def _afgekapt(invoer: IO[str]) -> Iterator[str | None]:
    """Every line without its end; None in place of a line that is too long, which is never read whole."""
    while regel := invoer.readline(LANGSTE_REGEL + 1):
        lang = len(regel) > LANGSTE_REGEL and not regel.endswith("\n")
        while lang and regel and not regel.endswith("\n"):
            regel = invoer.readline(LANGSTE_REGEL)
        yield None if lang else regel.rstrip("\n")


def _rijen(regels: Iterator[tuple[int, str | None]], scheiding: str, kop: Kop, fouten: Fouten) -> Iterator[Rij]:
    for nummer, regel in regels:
        if regel is None:
            fouten.meld(nummer, _te_lang())
            continue
        cellen = _cellen(regel, scheiding, nummer, fouten)
        rij = _rij(cellen, kop, nummer, fouten) if cellen is not None else None
        if rij is not None:
            yield rij


def _te_lang(regel: int | None = None) -> str:
    wat = "de regel" if regel is None else f"Regel {regel}"
    slot = "" if regel is None else f". {VOORBEELD}"
    return f"{wat} is langer dan {getal(LANGSTE_REGEL)} tekens{slot}"


def _cellen(regel: str, scheiding: str, nummer: int, fouten: Fouten) -> list[str] | None:
    """The cells of a line; None, and a fault, when it cannot be read."""
    if not regel.isascii() and any("\udc80" <= teken <= "\udcff" for teken in regel):
        fouten.meld(nummer, _ONLEESBAAR)
        return None
    try:
        return [cel.strip() for cel in next(csv.reader((regel,), delimiter=scheiding, strict=True))]
    except csv.Error as fout:
        uitleg = next((nl for en, nl in _CSV_FOUTEN.items() if en in str(fout)), "de regel is niet te lezen")
        fouten.meld(nummer, uitleg)
        return None


def _lees_kop(cellen: list[str]) -> tuple[Kop | None, tuple[str, ...]]:
    """The header, or what is wrong with it."""
    namen = [cel.casefold() for cel in cellen]
    sleutels = [plek for plek, naam in enumerate(namen) if naam in SLEUTELS]
    regios = [plek for plek, naam in enumerate(namen) if naam == "regio"]
    gevonden = toonbaar(", ".join(cellen))
    gebreken = []
    if not sleutels or not regios:
        mist = " en ".join(wat for wat, plekken in (("gemeente of pc4", sleutels), ("regio", regios)) if not plekken)
        gebreken.append(f"De kop mist {mist}. {VOORBEELD} Gevonden: {gevonden}.")
    if len(sleutels) > 1:
        gebreken.append("Houd in de kop één van deze kolommen over: gemeente, pc4 of postcode.")
    if len(regios) > 1 or namen.count("naam") > 1:
        gebreken.append(f"Een kolom staat dubbel in de kop: {gevonden}.")
    if gebreken:
        return None, tuple(gebreken)
    naam = namen.index("naam") if "naam" in namen else None
    return Kop(SLEUTELS[namen[sleutels[0]]], len(cellen), sleutels[0], regios[0], naam), ()


def _rij(cellen: list[str], kop: Kop, nummer: int, fouten: Fouten) -> Rij | None:
    """A row that is about something; None when it is not, and a fault for a cell that lacks what counts."""
    if not any(cellen):
        return None  # a spreadsheet writes the empty rows below a table too
    if len(cellen) != kop.breedte:
        fouten.meld(nummer, f"hier staan {len(cellen)} cellen, in de kop {kop.breedte}")
        return None
    rij = Rij(nummer, cellen[kop.sleutel], cellen[kop.regio], "" if kop.naam is None else cellen[kop.naam])
    gebrek = _gebrek(rij, kop)
    if gebrek is None:
        return rij
    fouten.meld(nummer, gebrek)
    return replace(rij, bruikbaar=False) if rij.sleutel else None


def _gebrek(rij: Rij, kop: Kop) -> str | None:
    if not rij.sleutel:
        return f"de kolom {kop.soort} is leeg"
    if not rij.regio:
        return "de kolom regio is leeg"
    if len(rij.regio) > LANGSTE_REGIO or len(rij.naam) > LANGSTE_REGIO:
        return f"de regio of haar naam is langer dan {LANGSTE_REGIO} tekens"
    if not (rij.regio.isprintable() and rij.naam.isprintable()):
        return "in de regio of haar naam staan tekens die niet te zien zijn"
    return None


def getal(aantal: int) -> str:
    """A number with points between the thousands."""
    return f"{aantal:,}".replace(",", ".")
