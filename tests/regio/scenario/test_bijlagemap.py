"""The annex as a workbook: what a spreadsheet program reads back is the annex, the moves and what it rests on."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from regio.csvcel import onveilig
from regio.scenario.beeld import basis_van
from regio.scenario.bijlagemap import BLADEN, bijlage_werkmap
from regio.scenario.export import Export, bronregels
from regio.scenario.lezen import LANGSTE_NOTITIE, lees_zetten
from regio.scenario.toepassen import speel
from regio.scenario.uitvoer import BIJLAGEKOP, KOLOMMEN, bijlage_csv
from regio.stand.stand import Stand
from regio.werkmap import GEMERKT
from tests.kantoor import Rijen, als_rijen, open_in_calc

DAG = "2026-01-01"
NOTITIES = ("=1+1", "+1", "-1", "@x", "007", 'Súdwest; "ja",\nregel 2', "\U0001d11e nè", "é" * LANGSTE_NOTITIE)


@pytest.fixture(scope="module")
def export(stand: Stand) -> Export:
    """A gemeente that goes over, a herindeling, a postcode to and fro; notes that look like something else."""
    verplaats = {"soort": "verplaats", "sector": "VO", "grond": {"postcodes": ["9471"]}}
    rond = [
        {**verplaats, "naar": ("VO2201", "VO2001")[nummer % 2], "notitie": notitie, "aanname": nummer == 0}
        for nummer, notitie in enumerate(NOTITIES)
    ]
    delen = [{"postcodes": ["1243"]}, {"postcodes": ["1244"]}]
    zetten = lees_zetten(
        [
            {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM1730"}, "naar": "PO2203"},
            {"soort": "hernoem", "sector": "PO", "code": "PO2203", "naam": "=Drenthe"},
            {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "delen": delen},
            *rond,
        ]
    )
    beeld = speel(basis_van(stand, date.fromisoformat(DAG)).beeld, zetten)
    return Export(stand, "=Proef & <meer>", DAG, zetten, beeld, "2026-11-22", 3, "https://voorbeeld.nl/scenarios/x")


def _bijlage(export: Export) -> Rijen:
    """The annex as its CSV has it, without what keeps text from being a formula."""
    return [[onveilig(cel) for cel in rij] for rij in csv.reader(io.StringIO(bijlage_csv(export.beeld), newline=""))]


def test_the_annex_is_that_of_the_csv_and_changed_rows_have_a_fill(export: Export) -> None:
    boek = load_workbook(io.BytesIO(bijlage_werkmap(export)))
    assert tuple(boek.sheetnames) == BLADEN
    kop, *rijen = boek["Bijlage"].iter_rows()
    waarden = als_rijen([[cel.value for cel in rij] for rij in (kop, *rijen)])
    assert waarden == _bijlage(export)
    gewijzigd = BIJLAGEKOP.index("gewijzigd")
    gemerkt = [rij for rij in rijen if rij[gewijzigd].value == "ja"]
    pc4s = {str(rij[1].value) for rij in gemerkt}
    assert {"9471", "9475", "1243", "1244"} < pc4s and "9401" not in pc4s
    for rij in rijen:
        kleuren = {cel.fill.start_color.rgb for cel in rij if cel.fill.fill_type == "solid"}
        assert kleuren == ({GEMERKT} if rij[gewijzigd].value == "ja" else set())


def test_the_last_sheet_tells_what_it_rests_on(export: Export) -> None:
    boek = load_workbook(io.BytesIO(bijlage_werkmap(export)))
    regels = [tuple(rij) for rij in boek["Verantwoording"].iter_rows(min_row=2, values_only=True)]
    tekst = dict(regels)
    assert (tekst["scenario"], tekst["peildatum"], tekst["gemaakt op"]) == ("=Proef & <meer>", DAG, "2026-11-22")
    assert (tekst["versie van de regeling"], tekst["versie van het scenario"]) == ("2015-04-23", "3")
    assert (tekst["editie"], tekst["adres"]) == (export.stand.editie, "https://voorbeeld.nl/scenarios/x")
    assert tekst["zetten"] == f"{len(export.zetten)}, waarvan 1 aanname"
    bronnen = [regel[1] for regel in regels if regel[0] == "bron"]
    assert bronnen == bronregels(export)
    assert any("CC BY 4.0. © Kadaster / Centraal Bureau voor de Statistiek, 2021" in een for een in bronnen)
    assert any("BWBR0032324" in een and "Ministerie van OCW, 2015" in een for een in bronnen)


@pytest.mark.kantoor
def test_a_spreadsheet_program_reads_every_cell(export: Export, tmp_path: Path) -> None:
    gelezen = open_in_calc(bijlage_werkmap(export), tmp_path)
    assert gelezen.csv["Bijlage"] == _bijlage(export)
    kop, *zetten = gelezen.csv["Zetten"]
    assert kop == list(KOLOMMEN)
    notitie = KOLOMMEN.index("notitie")
    assert tuple(rij[notitie] for rij in zetten[4:]) == NOTITIES
    assert [rij[0] for rij in zetten[:5]] == ["1", "2", "3", "3", "4"]
    assert zetten[1][KOLOMMEN.index("naam")] == "=Drenthe"
    boek = load_workbook(io.BytesIO(bijlage_werkmap(export)))
    for naam, rijen in gelezen.cellen.items():
        verwacht = [[(cel.value, cel.data_type) for cel in rij] for rij in boek[naam].iter_rows()]
        assert [[(cel.value, cel.data_type) for cel in rij] for rij in rijen] == verwacht
    kleur = gelezen.cellen["Bijlage"][1 + next(n for n, rij in enumerate(_bijlage(export)[1:]) if rij[5] == "ja")][0]
    assert kleur.fill.start_color.rgb == GEMERKT


@pytest.mark.parametrize(
    ("titel", "naam"),
    [
        ("Tynaarlo héél", "scenario-tynaarlo-heel-bijlage-2026-01-01.xlsx"),
        ('"; filename=../../x\r\nX: y', "scenario-filename-x-x-y-bijlage-2026-01-01.xlsx"),
        ("\U0001d54f\u4e2d", "scenario-x-bijlage-2026-01-01.xlsx"),
        ("\u4e2d", "scenario-bijlage-2026-01-01.xlsx"),
        ("a" * 200, f"scenario-{'a' * 60}-bijlage-2026-01-01.xlsx"),
    ],
)
def test_a_file_has_a_safe_name(export: Export, titel: str, naam: str) -> None:
    anders = Export(export.stand, titel, DAG, export.zetten, export.beeld, DAG)
    assert anders.bestandsnaam("bijlage", "xlsx") == naam
