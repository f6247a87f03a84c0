"""``regio regeling vergelijk``: every difference on the screen, as a table and as JSON; faults of files all at once."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from regio.regeling_lijst import van_versie
from regio.regeling_verschil import vergelijk
from regio.stand.stand import Stand

Regio = Any
STAP = ("regeling", "vergelijk", "2013-10-01", "2015-04-23")


def _klaar(uitkomst: Any) -> str:
    assert (uitkomst.code, uitkomst.fout) == (0, "")
    return str(uitkomst.uit)


def test_the_screen_orders_by_reason(regio: Regio) -> None:
    tekst = _klaar(regio(*STAP))
    regels = tekst.splitlines()
    assert regels[0] == "Van de regeling van 2013-10-01 naar de regeling van 2015-04-23"
    koppen = ["Herindeling: de grond", "Verplaatst: de grond", "Drukfout, of", "VO, niet te vergelijken:"]
    plekken = [tekst.index(kop) for kop in koppen]
    assert plekken == sorted(plekken)
    assert "Nieuwe postcode" not in tekst
    assert "6291, 6294 en 6295" in tekst
    assert max(map(len, regels)) <= 120


def test_json_and_csv_are_those_of_the_core(regio: Regio, stand: Stand, tmp_path: Path) -> None:
    verwacht = vergelijk(stand, van_versie(stand, "2013-10-01"), van_versie(stand, "2015-04-23"))
    assert json.loads(_klaar(regio(*STAP, "--json"))) == json.loads(json.dumps(verwacht.als_json()))
    pad = tmp_path / "verschil.csv"
    assert regio(*STAP, "--uit", pad).code == 0
    rijen = list(csv.reader(io.StringIO(pad.read_text(encoding="utf-8"), newline="")))
    tabel = verwacht.als_tabel()
    assert rijen[0] == list(tabel.kop)
    # What a spreadsheet takes for a formula has an apostrophe before it; no cell here does.
    assert [tuple(rij) for rij in rijen[1:]] == list(tabel.rijen)


def test_a_file_beside_the_last_version(regio: Regio, tmp_path: Path) -> None:
    bijlage = tmp_path / "bijlage.csv"
    assert regio("scenario", "regeling", "tynaarlo-heel", "--peildatum", "2015-04-23", "--uit", bijlage).code == 0
    uit = json.loads(_klaar(regio("regeling", "vergelijk", "2015-04-23", bijlage, "--json")))
    (een,) = [rij for rij in uit["verschillen"] if rij["soort"] != "nieuwe-postcode"]
    assert (een["kolom"], een["soort"], een["oud"], een["nieuw"]) == ("VO", "verplaatst", "VO2001", "VO2201")
    assert een["postcodes"] == ["9471", "9472", "9473", "9474", "9475"]
    assert uit["nieuw"] == "bijlage.csv"
    assert _klaar(regio("regeling", "vergelijk", bijlage, bijlage)).endswith("Geen verschillen.\n")


def test_every_fault_of_both_files_is_told(regio: Regio, tmp_path: Path) -> None:
    een, ander = tmp_path / "een.csv", tmp_path / "ander.csv"
    een.write_text("postcode,gemeente,po,vo\nx,Tynaarlo,PO2201,VO2001\n9471,Nergens,PO2201,VO2001\n", encoding="utf-8")
    ander.write_text("postcode,gemeente\n", encoding="utf-8")
    uitkomst = regio("regeling", "vergelijk", een, ander)
    assert (uitkomst.code, uitkomst.uit) == (1, "")
    regels = uitkomst.fout.splitlines()
    assert [regel[:18] for regel in regels[:2]] == ["een.csv: Regel 2: ", "een.csv: Regel 3: "]
    assert regels[2].startswith("ander.csv: De kop is niet te gebruiken. Er ontbreekt: po, vo.")
    assert regels[3] == "Er is niets berekend: 3 fouten in een.csv en ander.csv."


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (("2013-10-01", "2014-08-01"), "Bekend zijn: 2013-01-01, 2013-10-01, 2015-04-23."),
        (("2013-10-01", "2015-04-23", "--csv", "--json"), "niet allebei"),
        (("2013-10-01", "2015-04-23", "--uit", "/bestaat/niet/uit.csv"), "bestaat niet"),
    ],
)
def test_what_cannot_be_is_one_plain_line(regio: Regio, woorden: tuple[str, ...], melding: str) -> None:
    assert melding in regio("regeling", "vergelijk", *woorden).melding
