"""A scenario as a GeoPackage, read back as a GIS does: layers that fit, and that add up to the base."""

from __future__ import annotations

import errno
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from regio.fouten import Opslagfout
from regio.gebieden.kaartset.kaartset import kaartset_van
from regio.gebieden.vormen import Vormen
from regio.scenario.beeld import basis_van
from regio.scenario.export import Export
from regio.scenario.geopakket import TABELLEN, WIJZIGINGEN, geopakket
from regio.scenario.lezen import lees_zetten
from regio.scenario.toepassen import speel
from regio.scenario.uitvoer import KOLOMMEN, zetrijen
from regio.scenario.verschil import verschil
from regio.stand.stand import Stand

DAG = "2026-01-01"
ZETTEN: list[dict[str, Any]] = [
    {"soort": "verplaats", "sector": "VO", "grond": {"gemeente": "GM1730"}, "naar": "VO2201", "notitie": "=1\nja"},
    {"soort": "voegsamen", "sector": "PO", "van": ["PO2202"], "naar": "PO2203", "aanname": True},
    {"soort": "splits", "sector": "PO", "van": "PO2802", "nieuw": "PO2899", "grond": {"gemeente": "GM0503"}},
    {"soort": "hernoem", "sector": "VO", "code": "VO2301", "naam": "Nieuwe & naam"},
    {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "delen": [{"gemeente": "GM1696"}]},
]


def _export(stand: Stand, zetten: list[dict[str, Any]]) -> Export:
    gelezen = lees_zetten(zetten)
    beeld = speel(basis_van(stand, date.fromisoformat(DAG)).beeld, gelezen)
    return Export(stand, "Proef", DAG, gelezen, beeld, "2026-11-22")


@pytest.fixture(scope="module")
def export(stand: Stand) -> Export:
    """Moves of every kind, in every layer."""
    return _export(stand, ZETTEN)


@pytest.fixture(scope="module")
def bestand(export: Export, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It, written."""
    pad: Path = tmp_path_factory.mktemp("geopakket") / "scenario.gpkg"
    pad.write_bytes(geopakket(export))
    return pad


@pytest.fixture(scope="module")
def vlak(stand: Stand) -> Any:
    """The shape of every bouwsteen of the edition."""
    return Vormen(stand.sectie, "vlak_volledig").alle()


def _lees(pad: Path, laag: str) -> Any:
    tabel = gpd.read_file(pad, layer=laag)
    assert tabel.crs.to_epsg() == 28992
    assert set(tabel.geom_type) <= {"MultiPolygon"}
    return tabel


@pytest.mark.parametrize("laag", list(TABELLEN))
def test_neighbours_share_their_borders_and_a_layer_is_the_whole_base(
    export: Export, bestand: Path, vlak: Any, laag: str
) -> None:
    tabel = _lees(bestand, TABELLEN[laag])
    vormen = tabel.geometry.to_numpy()
    assert shapely.coverage_is_valid(vormen)
    assert shapely.area(vormen).sum() == pytest.approx(shapely.area(vlak).sum(), rel=1e-9)
    geheel = shapely.coverage_union_all(vlak[~shapely.is_empty(vlak)])
    assert shapely.area(shapely.symmetric_difference(shapely.coverage_union_all(vormen), geheel)) < 1
    per_code: dict[str | None, list[int]] = {}
    for nummer in range(len(vlak)):
        per_code.setdefault("|".join(export.beeld.lagen[laag][nummer]) or None, []).append(nummer)
    assert len(tabel) == len(per_code) > 70
    for rij in tabel.itertuples():
        code = rij.code if isinstance(rij.code, str) else None
        eigen = vlak[per_code[code]]
        assert shapely.area(rij.geometry) == pytest.approx(shapely.area(eigen).sum(), rel=1e-9)
        assert rij.zeker == (code is not None and "|" not in code)


def test_rows_have_names_figures_and_whether_they_change(export: Export, bestand: Path) -> None:
    po, vo, gemeenten = (_lees(bestand, naam).set_index("code") for naam in TABELLEN.values())
    assert set(po.index[po.gewijzigd]) == {"PO2203", "PO2802", "PO2899"}
    assert set(vo.index[vo.gewijzigd]) == {"VO2001", "VO2201", "VO2301"}
    assert "PO2202" not in po.index
    assert vo.loc["VO2301"].naam == "Nieuwe & naam"
    assert not isinstance(po.loc["PO2899"].naam, str)
    assert gemeenten.loc["GM0402"].gewijzigd and "GM1696" not in gemeenten.index
    assert gemeenten.loc["GM0402"].naam == export.beeld.namen["GM0402"] == "Hilversum"
    assert po.inwoners.sum() == pytest.approx(vo.inwoners.sum())
    assert po.inwoners.sum() == pytest.approx(gemeenten.inwoners.sum())
    assert po.kinderen.sum() != pytest.approx(vo.kinderen.sum())
    for tabel in (po, vo, gemeenten):
        assert tabel.schets.all()
        assert set(tabel.vermelding) == {kaartset_van(export.stand).vermelding}


def test_ground_that_changes_has_a_row_per_change(export: Export, bestand: Path, vlak: Any) -> None:
    tabel = _lees(bestand, WIJZIGINGEN)
    wissels = verschil(export.beeld.basis.beeld, export.beeld).wissels
    assert {"PO", "VO", "gemeente"} == set(tabel.laag)
    assert len(tabel) == len(wissels)
    for rij, wissel in zip(tabel.itertuples(), wissels, strict=True):
        nummers = np.array([export.beeld.basis.op_id[een] for een in wissel.bouwstenen])
        assert (rij.laag, rij.van, rij.naar) == (wissel.laag, "|".join(wissel.van), "|".join(wissel.naar))
        assert (rij.postcodes, rij.bouwstenen) == (" ".join(wissel.postcodes), len(nummers))
        assert shapely.area(rij.geometry) == pytest.approx(shapely.area(vlak[nummers]).sum(), rel=1e-9)
    zuid = tabel[(tabel.laag == "VO") & (tabel.van == "VO2001")].iloc[0]
    assert zuid.postcodes == "9471 9472 9473 9474 9475"
    assert zuid.inwoners > 5_000
    for laag in ("PO", "VO", "gemeente"):
        assert shapely.coverage_is_valid(tabel[tabel.laag == laag].geometry.to_numpy())


def test_beside_the_layers_stand_the_moves_and_the_sources(export: Export, bestand: Path) -> None:
    assert set(dict(pyogrio.list_layers(bestand))) == {
        *TABELLEN.values(),
        WIJZIGINGEN,
        "zetten",
        "bron",
        "layer_styles",
    }
    with closing(sqlite3.connect(bestand)) as databank:
        kolommen = ", ".join(KOLOMMEN)
        zetten = databank.execute(f"SELECT {kolommen} FROM zetten ORDER BY id").fetchall()
        bron = dict(databank.execute("SELECT onderwerp, tekst FROM bron").fetchall())
        stijlen = {naam for (naam,) in databank.execute("SELECT f_table_name FROM layer_styles")}
        assert databank.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [list(rij) for rij in zetten] == zetrijen(export.zetten)
    assert zetten[0][KOLOMMEN.index("notitie")] == "=1\nja"
    assert (bron["peildatum"], bron["grenzen"], bron["coordinatenstelsel"]) == (DAG, "schets", "EPSG:28992")
    assert bron["editie"] == export.stand.editie and bron["versie van de regeling"] == "2015-04-23"
    assert bron["vermelding"] == kaartset_van(export.stand).vermelding
    assert bron["vermelding"].startswith("Schets, geen officiële grenzen")
    assert stijlen == set(TABELLEN.values())


def test_equal_scenarios_are_equal_bytes(export: Export, bestand: Path) -> None:
    assert geopakket(export) == bestand.read_bytes()


def test_without_moves_nothing_changes(stand: Stand, tmp_path: Path) -> None:
    pad = tmp_path / "leeg.gpkg"
    pad.write_bytes(geopakket(_export(stand, [])))
    assert len(_lees(pad, WIJZIGINGEN)) == 0
    assert not any(_lees(pad, naam).gewijzigd.any() for naam in TABELLEN.values())


def test_an_edition_without_maps_has_none(mini_stand: Stand) -> None:
    beeld = basis_van(mini_stand, date(2020, 1, 1)).beeld
    with pytest.raises(Opslagfout):
        geopakket(Export(mini_stand, "Mini", "2020-01-01", (), beeld, DAG))


def test_a_full_disk_is_told(export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vol(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("regio.scenario.geopakket.schrijf_tabel", vol)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(Opslagfout):
        geopakket(export)
    assert not list(tmp_path.iterdir())
