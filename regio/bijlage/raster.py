"""Tables of a page or of XML as rows of postcode, gemeente, PO and VO: spans laid out, headers found.

The annex may stand in several tables, each with a header of its own or going on under the header of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from regio.fouten import Fout, Vraagfout
from regio.scenario.bestand import Rij, fout_op, heel_bestand

KOLOMMEN = ("postcode", "gemeente", "po", "vo")
MEESTE_KOLOMMEN = 50
MEESTE_RIJEN = 20_000
_PC4 = re.compile(r"\d{4}", re.ASCII)
_VERBAND = r"(?:code)?(?:swv|samenwerkingsverband|regio|gebied|code)?"
_KOPPEN = {
    "postcode": re.compile(r"(?:(?:vier|4)cijferige)?postcode(?:s|gebied|gebieden|4)?|pc4"),
    "gemeente": re.compile(r"(?:naam)?gemeente(?:n|naam)?"),
    "po": re.compile(rf"{_VERBAND}(?:po|primaironderwijs)(?:code)?"),
    "vo": re.compile(rf"{_VERBAND}(?:vo|voortgezetonderwijs)(?:code)?"),
}
_GEEN_KOP = "De tabel heeft geen kop met Postcode, Gemeente, PO en VO."
_GEEN_TABEL = "In dit bestand staat geen tabel met de kolommen Postcode, Gemeente, PO en VO."


@dataclass(slots=True)
class Cel:
    """A cell as it is written: its pieces of text, how many columns and rows it takes, and where it begins if told."""

    breed: int = 1
    hoog: int = 1
    kolom: int | None = None
    stukken: list[str] = field(default_factory=list)

    @property
    def tekst(self) -> str:
        """The text on one line: no soft hyphens, and every white space, also one that does not break, a space."""
        return " ".join("".join(self.stukken).replace("\u00ad", "").split())


@dataclass(slots=True)
class Tabelrij:
    """A row as it is written, with the line it begins on."""

    regel: int
    cellen: list[Cel] = field(default_factory=list)


Tabel = list[Tabelrij]


def rijen_uit(tabellen: Iterable[Tabel], fouten: list[Fout]) -> Iterator[Rij]:
    """The rows of the annex; those that cannot be read become faults. Raises Vraagfout when there is no such table."""
    lezer = _Lezer(fouten)
    for tabel in tabellen:
        yield from lezer.lees(tabel)
    if not lezer.koppen and not fouten:
        code, melding = ("kop", _GEEN_KOP) if lezer.zonder_kop else ("geen-tabel", _GEEN_TABEL)
        raise heel_bestand(code, melding)


def uitgelegd(tabel: Tabel) -> Iterator[tuple[Tabelrij, list[str | None]]]:
    """Every row with its text per column, also where a cell above or beside it reaches; None where there is no cell."""
    over: dict[int, tuple[int, str]] = {}  # column: rows it still covers, text
    for rij in tabel:
        cellen: dict[int, str] = {kolom: tekst for kolom, (_, tekst) in over.items()}
        over = {kolom: (rest - 1, tekst) for kolom, (rest, tekst) in over.items() if rest > 1}
        plek = 0
        for cel in rij.cellen:
            while cel.kolom is None and plek in cellen:
                plek += 1
            plek = plek if cel.kolom is None else cel.kolom
            tekst = cel.tekst
            for kolom in range(plek, min(plek + cel.breed, MEESTE_KOLOMMEN)):
                cellen[kolom] = tekst
                if cel.hoog > 1:
                    over[kolom] = (cel.hoog - 1, tekst)
            plek += cel.breed
        yield rij, [cellen.get(kolom) for kolom in range(max(cellen, default=-1) + 1)]


class _Lezer:
    """Reads tables one after another; ``koppen`` counts the headers, ``zonder_kop`` rows that had none above them."""

    def __init__(self, fouten: list[Fout]) -> None:
        self._fouten = fouten
        self._kolommen: dict[str, int] | None = None
        self._gelezen = 0
        self.koppen = self.zonder_kop = 0

    def lees(self, tabel: Tabel) -> Iterator[Rij]:
        """The rows of one table."""
        eigen_kop = False
        half: tuple[int, dict[str, int]] | None = None
        for rij, cellen in uitgelegd(tabel):
            kop = _kop(cellen)
            if len(kop) > 1:
                eigen_kop, half = True, None if len(kop) == len(KOLOMMEN) else (rij.regel, kop)
                self._kolommen = kop
                self.koppen += 1
            elif half is not None:
                self._onvolledig(*half)
                return
            elif self._kolommen is not None and _is_gegeven(rij, cellen, self._kolommen, eigen_kop=eigen_kop):
                yield from self._rij(rij, cellen, self._kolommen)
            elif self._kolommen is None:
                self.zonder_kop += sum(bool(cel) for cel in cellen) >= len(KOLOMMEN) and _heeft_postcode(cellen)
        if half is not None:
            self._onvolledig(*half)

    def _onvolledig(self, regel: int, kop: dict[str, int]) -> None:
        mist = ", ".join(naam for naam in KOLOMMEN if naam not in kop)
        self._fouten.append(fout_op(regel, "kop", f"de kop van de tabel mist de kolom {mist}."))
        self._kolommen = None

    def _rij(self, rij: Tabelrij, cellen: Sequence[str | None], kolommen: dict[str, int]) -> Iterator[Rij]:
        self._gelezen += 1
        if self._gelezen > MEESTE_RIJEN:
            melding = f"De tabel heeft meer dan {MEESTE_RIJEN} rijen; zo lang is geen lijst van postcodes."
            raise Vraagfout(Fout("bestand", "te-veel-regels", melding, "bestand"))
        gevonden = {naam: cellen[kolom] if kolom < len(cellen) else None for naam, kolom in kolommen.items()}
        mist = [naam for naam, cel in gevonden.items() if cel is None]
        if mist:
            melding = f"hier ontbreekt een cel: {', '.join(mist)}."
            self._fouten.append(fout_op(rij.regel, "aantal-cellen", melding, self._gelezen))
            return
        yield Rij(rij.regel, {naam: cel or "" for naam, cel in gevonden.items()}, self._gelezen)


def _kop(cellen: Sequence[str | None]) -> dict[str, int]:
    """The column of every name that a header has, where the row is one: the first cell that says so."""
    uit: dict[str, int] = {}
    for kolom, cel in enumerate(cellen):
        kaal = re.sub(r"[^a-z0-9]", "", (cel or "").casefold())
        naam = next((naam for naam, vorm in _KOPPEN.items() if vorm.fullmatch(kaal)), None)
        if naam:
            uit.setdefault(naam, kolom)
    return uit


def _is_gegeven(rij: Tabelrij, cellen: Sequence[str | None], kolommen: dict[str, int], *, eigen_kop: bool) -> bool:
    """Whether a row is one of the annex: no blank row, no title over the whole width, no row of another table."""
    if not any(cellen):
        return False
    if not eigen_kop or len(rij.cellen) == 1:
        plek = kolommen["postcode"]
        return plek < len(cellen) and _PC4.fullmatch(cellen[plek] or "") is not None
    return True


def _heeft_postcode(cellen: Sequence[str | None]) -> bool:
    return any(_PC4.fullmatch(cel or "") for cel in cellen)
