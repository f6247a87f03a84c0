"""A spreadsheet program that opens our files: LibreOffice, without a screen, with a profile of its own."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

TE_LANG_S = 600
# Commas, quotes, UTF-8, from the first line, every text quoted, numbers whole and not as shown, all sheets.
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
_XLSX = "xlsx:Calc MS Excel 2007 XML"
Rijen = list[list[str]]


@dataclass(frozen=True)
class Gelezen:
    """A workbook as the program read it: per sheet its rows as CSV, and as cells of a workbook it wrote itself."""

    csv: dict[str, Rijen]
    cellen: dict[str, list[list[Any]]]


def open_in_calc(inhoud: bytes, map_: Path) -> Gelezen:
    """Open a workbook and save it in both forms; ``map_`` is an empty folder."""
    bron = map_ / "bron.xlsx"
    bron.write_bytes(inhoud)
    for vorm in (_CSV, _XLSX):
        _zet_om(bron, vorm, map_)
    boek = load_workbook(map_ / "uit" / "bron.xlsx")
    tabellen = {naam: _lees_csv(map_ / "uit" / f"bron-{naam}.csv") for naam in boek.sheetnames}
    return Gelezen(tabellen, {blad.title: [list(rij) for rij in blad.iter_rows()] for blad in boek})


def als_cel(waarde: object) -> str:
    """How such a CSV writes a value: nothing for none, a whole number without decimals."""
    if waarde is None:
        return ""
    if isinstance(waarde, float) and waarde.is_integer():
        return str(int(waarde))
    return str(waarde)


def als_rijen(rijen: Sequence[Sequence[object]]) -> Rijen:
    """Rows as such a CSV writes them."""
    return [[als_cel(cel) for cel in rij] for rij in rijen]


def _zet_om(bron: Path, vorm: str, map_: Path) -> None:
    opdracht = [
        *("soffice", "--headless", "--norestore", f"-env:UserInstallation={(map_ / 'profiel').as_uri()}"),
        *("--convert-to", vorm, "--outdir", str(map_ / "uit"), str(bron)),
    ]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, timeout=TE_LANG_S, check=False)
    assert klaar.returncode == 0, klaar.stderr


def _lees_csv(pad: Path) -> Rijen:
    return list(csv.reader(pad.read_text(encoding="utf-8").splitlines(keepends=True)))
