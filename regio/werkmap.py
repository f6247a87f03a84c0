"""Workbooks for Excel (.xlsx): sheets of tables in which text stays text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from regio.congruentie.tabel import Cel, Rij

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Light yellow: black letters on it stay easy to read, and in grey it still differs from white.
GEMERKT = "FFFFF2CC"
_BREEDSTE = 60


@dataclass(frozen=True, slots=True)
class Blad:
    """One sheet: its title, header and rows of as many cells; ``gemerkt`` tells which rows get a fill."""

    titel: str
    kop: tuple[str, ...]
    rijen: Sequence[Rij]
    gemerkt: Callable[[Rij], bool] | None = None


def werkmap(*bladen: Blad) -> bytes:
    """A workbook of these sheets, in their order; a text is never a formula, whatever it begins with."""
    from openpyxl import Workbook

    boek = Workbook()
    boek.remove(boek.active)
    for blad in bladen:
        _vul(boek.create_sheet(blad.titel), blad)
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _vul(doel: Any, blad: Blad) -> None:
    """Fill a sheet: a bold header that stays in view, a filter, and columns as wide as their text."""
    from openpyxl.styles import Font, PatternFill

    doel.append(blad.kop)
    vulling = PatternFill("solid", start_color=GEMERKT)
    for nummer, rij in enumerate(blad.rijen, 2):
        kleur = blad.gemerkt is not None and blad.gemerkt(rij)
        for kolom, cel in enumerate(rij, 1):
            vak = doel.cell(nummer, kolom)
            _zet(vak, cel)
            if kleur:
                vak.fill = vulling
    for vak in doel[1]:
        vak.font = Font(bold=True)
    for kolom, naam in enumerate(blad.kop):
        breedste = max((_breedte(rij[kolom]) for rij in blad.rijen), default=0)
        doel.column_dimensions[doel.cell(1, kolom + 1).column_letter].width = max(len(naam), breedste) + 2
    doel.freeze_panes = "A2"
    doel.auto_filter.ref = doel.dimensions


def _zet(vak: Any, cel: Cel) -> None:
    from openpyxl.styles import Alignment

    vak.value = cel
    if isinstance(cel, str):
        vak.data_type = "s"
        if "\n" in cel or len(cel) > _BREEDSTE:
            vak.alignment = Alignment(wrap_text=True, vertical="top")


def _breedte(cel: Cel) -> int:
    """The width of a cell in characters, at most that of a column."""
    return min(max(map(len, str("" if cel is None else cel).split("\n"))), _BREEDSTE)
