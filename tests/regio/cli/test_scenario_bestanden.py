"""The files of ``regio scenario``: the annex as a workbook, the borders for GIS, and the report."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pyogrio
from openpyxl import load_workbook

from regio.csvcel import onveilig
from regio.scenario.bijlagemap import BLADEN

Regio = Any
DAG = ("--peildatum", "2026-11-22")


def _schrijf(regio: Regio, *woorden: object) -> None:
    uitkomst = regio("scenario", *woorden)
    assert (uitkomst.code, uitkomst.fout) == (0, "")
    assert uitkomst.uit.startswith("Geschreven: ")


def test_the_annex_as_a_workbook_is_that_of_the_csv(regio: Regio, tmp_path: Path) -> None:
    for naam in ("bijlage.xlsx", "bijlage.csv"):
        _schrijf(regio, "regeling", "haaren-2021", "--uit", tmp_path / naam)
    boek = load_workbook(tmp_path / "bijlage.xlsx")
    assert tuple(boek.sheetnames) == BLADEN
    rijen = [["" if cel is None else str(cel) for cel in rij] for rij in boek["Bijlage"].iter_rows(values_only=True)]
    tekst = (tmp_path / "bijlage.csv").read_text(encoding="utf-8")
    assert rijen == [[onveilig(cel) for cel in rij] for rij in csv.reader(io.StringIO(tekst, newline=""))]
    assert [rij[1] for rij in rijen if rij[5] == "ja"] == ["5074", "5076", "5268", "5296"]
    weer = regio("scenario", "regeling", "haaren-2021", "--uit", tmp_path / "bijlage.xlsx")
    assert "bestaat al" in weer.melding


def test_a_csv_is_not_called_a_workbook(regio: Regio, tmp_path: Path) -> None:
    for soort in ("tabel", "zetten"):
        uitkomst = regio("scenario", soort, "haaren-2021", "--uit", tmp_path / "x.xlsx")
        assert "laat de naam daarop eindigen" in uitkomst.melding
    assert not list(tmp_path.iterdir())


def test_the_borders_for_gis(regio: Regio, tmp_path: Path) -> None:
    doel = tmp_path / "weesp.gpkg"
    _schrijf(regio, "geopakket", "weesp-2022", "--uit", doel)
    info = pyogrio.read_info(doel, layer="wijzigingen")
    assert (info["features"], info["crs"]) == (1, "EPSG:28992")
    assert "laat de naam" in regio("scenario", "geopakket", "weesp-2022", "--uit", tmp_path / "x.zip").melding.lower()
    assert "bestaat al" in regio("scenario", "geopakket", "weesp-2022", "--uit", doel).melding


def test_the_report_is_one_file(regio: Regio, tmp_path: Path) -> None:
    doel = tmp_path / "tynaarlo.html"
    _schrijf(regio, "rapport", "tynaarlo-heel", "--uit", doel)
    tekst = doel.read_text(encoding="utf-8")
    assert "<h1>Scenario: Tynaarlo heel, in één verband VO</h1>" in tekst and "<figure>" in tekst
    assert "Opnieuw te maken" not in tekst
    assert "laat de naam" in regio("scenario", "rapport", "tynaarlo-heel", "--uit", tmp_path / "x.pdf").melding.lower()
