"""The start page about the OOGO: the number of tables of every gemeente, in an order of choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.overleg.vraag import KOLOMMEN, Vraag
from kaarten.teksten import datum_lang, getal

Json = dict[str, Any]
_KOPPEN = {"naam": "Gemeente", "PO": "Basisonderwijs (PO)", "VO": "Voortgezet onderwijs (VO)", "samen": "Samen"}


@dataclass(frozen=True, slots=True)
class Kop:
    """A column: where a click on it leads and ``aria-sort`` (empty when the table is not sorted by it)."""

    kolom: str
    titel: str
    adres: str
    volgorde: str


@dataclass(frozen=True, slots=True)
class Gemeenterij:
    """The tables of a gemeente: code and address per SWV, and the number per column."""

    code: str
    naam: str
    letter: str
    adres: str
    aantallen: dict[str, int]
    verbanden: list[tuple[str, str]]
    misschien: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Landelijk:
    """The whole table on a day, with a sentence per number of tables.

    ``letters`` gives, in the order of names, the code of the first row of every letter.
    """

    datum: str
    zinnen: list[str]
    koppen: list[Kop]
    rijen: list[Gemeenterij]
    letters: dict[str, str]
    opmerkingen: list[str]
    regeling: str
    herkomst: list[Json]
    bestanden: dict[str, str]
    api: str


def landelijk_beeld(antwoord: Json, vraag: Vraag) -> Landelijk:
    """What to show of ``Overlegtafels``."""
    regeling = antwoord["regeling"]
    rijen = _gesorteerd([_rij(rij, vraag) for rij in antwoord["gemeenten"]], vraag.volgorde)
    return Landelijk(
        datum=antwoord["geldigOp"],
        zinnen=[_zin(rij["tafels"], rij["gemeenten"]) for rij in antwoord["verdeling"]],
        koppen=[_kop(kolom, vraag) for kolom in KOLOMMEN],
        rijen=rijen,
        letters=_letters(rijen) if vraag.volgorde.removeprefix("-") == KOLOMMEN[0] else {},
        opmerkingen=[datum_lang(een["tekst"]) for een in antwoord["opmerkingen"]],
        regeling=datum_lang(regeling["toelichting"] or "") if regeling else "",
        herkomst=antwoord["herkomst"],
        bestanden={soort: vraag.adres(f"/overleg/tafels.{soort}") for soort in ("csv", "xlsx")},
        api="/v1/overlegtafels" + (f"?geldigOp={antwoord['geldigOp']}" if vraag.peildatum else ""),
    )


def _zin(tafels: int, gemeenten: int) -> str:
    wie = "gemeente zit" if gemeenten == 1 else "gemeenten zitten"
    return f"{getal(gemeenten)} {wie} aan {tafels} {'tafel' if tafels == 1 else 'tafels'}"


def _rij(rij: Json, vraag: Vraag) -> Gemeenterij:
    per = {sector: sum(code.startswith(sector) for code in rij["tafels"]) for sector in ("PO", "VO")}
    naam = rij["naam"] or rij["code"]
    return Gemeenterij(
        code=rij["code"],
        naam=naam,
        letter=_op_naam(naam)[0].upper(),
        adres=vraag.naar(rij["code"]),
        aantallen={**per, "samen": rij["aantalTafels"]},
        verbanden=_verbanden(rij["tafels"], vraag),
        misschien=_verbanden(rij["tafelsMisschien"], vraag),
    )


def _verbanden(codes: Sequence[str], vraag: Vraag) -> list[tuple[str, str]]:
    return [(code, vraag.naar(code)) for code in codes]


def _op_naam(naam: str) -> str:
    """What a name is sorted by: 's-Gravenhage stands at the G."""
    return naam.removeprefix("'s-").casefold()


def _letters(rijen: Sequence[Gemeenterij]) -> dict[str, str]:
    uit: dict[str, str] = {}
    for rij in rijen:
        uit.setdefault(rij.letter, rij.code)
    return uit


def _gesorteerd(rijen: list[Gemeenterij], volgorde: str) -> list[Gemeenterij]:
    """Rows by a column, equal ones by name."""
    kolom, af = volgorde.removeprefix("-"), volgorde.startswith("-")
    op_naam = sorted(rijen, key=lambda rij: (_op_naam(rij.naam), rij.code))
    if kolom == "naam":
        return op_naam[::-1] if af else op_naam
    return sorted(op_naam, key=lambda rij: rij.aantallen[kolom], reverse=af)


def _kop(kolom: str, vraag: Vraag) -> Kop:
    """A column; a click on the one that sorts turns the order, on a number the most come first."""
    hier = vraag.volgorde.removeprefix("-") == kolom
    af = vraag.volgorde.startswith("-")
    nieuw = ("" if af else "-") + kolom if hier else kolom if kolom == "naam" else f"-{kolom}"
    adres = vraag.adres("/overleg", volgorde="" if nieuw == KOLOMMEN[0] else nieuw)
    return Kop(kolom, _KOPPEN[kolom], f"{adres}#tabel", ("descending" if af else "ascending") if hier else "")
