"""The tables of every gemeente as files: as many rows as the answer, the same codes, the version in every row."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from regio.overleg.landelijk import alle_tafels
from regio.overleg.landelijke_uitvoer import KOP, als_landelijke_csv, als_landelijke_werkmap
from regio.stand.stand import Stand


@pytest.fixture(scope="module", params=["2015-04-23", "2026-11-22"])
def antwoord(stand: Stand, request: pytest.FixtureRequest) -> dict[str, Any]:
    return alle_tafels(stand, request.param)


def _uit_csv(antwoord: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(als_landelijke_csv(antwoord).decode("utf-8-sig"))))


def test_a_row_per_gemeente_with_its_tables(antwoord: dict[str, Any]) -> None:
    rijen = _uit_csv(antwoord)
    assert len(rijen) == antwoord["aantal"]
    for rij, verwacht in zip(rijen, antwoord["gemeenten"], strict=True):
        po, vo = rij["verbanden_po"].split(), rij["verbanden_vo"].split()
        assert (rij["gemeente"], rij["naam_gemeente"], po + vo) == (
            *(verwacht["code"], verwacht["naam"]),
            verwacht["tafels"],
        )
        assert [int(rij[naam]) for naam in ("tafels_po", "tafels_vo", "tafels")] == [
            *(len(po), len(vo), verwacht["aantalTafels"])
        ]
        assert rij["verbanden_misschien"].split() == verwacht["tafelsMisschien"]
        assert rij["regeling"] == "2015-04-23" and "Kadaster" in rij["naamsvermelding"]


def test_the_workbook_tells_the_same_as_the_csv(antwoord: dict[str, Any]) -> None:
    boek = load_workbook(io.BytesIO(als_landelijke_werkmap(antwoord)))
    kop, *rijen = boek["Tafels"].iter_rows(values_only=True)
    assert kop == KOP and isinstance(rijen[0][KOP.index("tafels")], int)
    assert [["" if cel is None else str(cel) for cel in rij] for rij in rijen] == [
        list(rij.values()) for rij in _uit_csv(antwoord)
    ]
    soorten = {rij[0] for rij in boek["Toelichting"].iter_rows(min_row=2, values_only=True)}
    assert soorten >= {"peildatum", "regeling", "bron"}
