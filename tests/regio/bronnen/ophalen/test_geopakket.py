"""Which files pass as a GeoPackage of ours."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely

from regio.bronnen.ophalen.fouten import Onbruikbaar
from regio.bronnen.ophalen.geopakket import (
    GEMEENTE,
    JEUGDREGIO,
    MINSTENS,
    POSTCODE4,
    Laag,
    controleer_gpkg,
    schrijf_gpkg,
)
from tests.regio.bronnen.ophalen.conftest import vierkanten


@pytest.fixture(autouse=True)
def klein(monkeypatch: pytest.MonkeyPatch) -> None:
    for soort in MINSTENS:
        monkeypatch.setitem(MINSTENS, soort, 10)


def maak(pad: Path, naam: str = GEMEENTE, aantal: int = 12, veld: str = "statcode", crs: str = "EPSG:28992") -> Path:
    codes = np.array([f"GM{nummer:04d}" for nummer in range(aantal)], dtype=object)
    wkb = shapely.to_wkb(shapely.multipolygons([[vlak] for vlak in vierkanten(aantal)]))
    pyogrio.raw.write(pad, wkb, [codes], [veld], layer=naam, driver="GPKG", geometry_type="MultiPolygon", crs=crs)
    return pad


@pytest.mark.parametrize(
    ("naam", "veld"), [(GEMEENTE, "statcode"), ("cbs_gemeente_2018_gegeneraliseerd", "GM_CODE"), ("Gemeenten", "code")]
)
def test_layers_are_known_under_the_names_of_their_year(tmp_path: Path, naam: str, veld: str) -> None:
    assert controleer_gpkg(maak(tmp_path / "a.gpkg", naam, veld=veld), ["gemeente"]) == {"gemeente": 12}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    pad = tmp_path / "a.gpkg"
    vlak = np.array([*vierkanten(11), None], dtype=object)
    vlak[3] = shapely.multipolygons(vierkanten(2, 500))
    codes = np.array([str(1011 + nummer) for nummer in range(12)], dtype=object)
    schrijf_gpkg(
        pad,
        [
            Laag(POSTCODE4, vlak, {"postcode4": codes, "jaarcode": np.full(12, 2024)}),
            Laag(JEUGDREGIO, vlak, {"statcode": codes}),
        ],
    )
    assert controleer_gpkg(pad, ["pc4", "jeugdregio"]) == {"pc4": 12, "jeugdregio": 12}
    meta, _, wkb, velden = pyogrio.raw.read(pad, layer=POSTCODE4)
    assert (meta["crs"], meta["geometry_type"]) == ("EPSG:28992", "MultiPolygon")
    assert [list(veld) for veld in velden] == [list(codes), [2024] * 12]
    terug = shapely.from_wkb(wkb)
    assert terug[11] is None
    assert shapely.equals(terug[:11], vlak[:11]).all()
    assert {geom.geom_type for geom in terug[:11]} == {"MultiPolygon"}


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Onbruikbaar, match="kan niet worden geschreven"):
        schrijf_gpkg(tmp_path / "niet" / "a.gpkg", [Laag(GEMEENTE, vierkanten(2))])


@pytest.mark.parametrize("deel", [0.0, 0.1, 0.5, 0.99])
def test_a_cut_off_file_is_refused(tmp_path: Path, deel: float) -> None:
    pad = maak(tmp_path / "a.gpkg", aantal=400)
    os.truncate(pad, int(pad.stat().st_size * deel))
    with pytest.raises(Onbruikbaar, match=r"a\.gpkg van PDOK is"):
        controleer_gpkg(pad, ["gemeente"])


def test_a_file_with_a_hole_in_it_is_refused(tmp_path: Path) -> None:
    pad = maak(tmp_path / "a.gpkg", aantal=4000)
    inhoud = bytearray(pad.read_bytes())
    midden = len(inhoud) // 2
    inhoud[midden : midden + 40_000] = bytes(40_000)
    pad.write_bytes(inhoud)
    with pytest.raises(Onbruikbaar, match="is beschadigd"):
        controleer_gpkg(pad, ["gemeente"])


def test_another_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.gpkg") as db:
        db.execute("CREATE TABLE gemeente_gegeneraliseerd (statcode TEXT)")
    db.close()
    with pytest.raises(Onbruikbaar, match="geen GeoPackage"):
        controleer_gpkg(tmp_path / "a.gpkg", ["gemeente"])


@pytest.mark.parametrize(
    ("anders", "tekst"),
    [
        ({"naam": "wijk_gegeneraliseerd"}, r"geen laag met gemeenten \(lagen: wijk_gegeneraliseerd\)"),
        ({"crs": "EPSG:4326"}, "EPSG:4326.* niet in RD"),
        ({"aantal": 9}, "heeft maar 9 gemeenten"),
        ({"veld": "kleur"}, "gemeenten zonder codes"),
    ],
)
def test_a_file_without_what_is_needed_is_refused(tmp_path: Path, anders: dict[str, object], tekst: str) -> None:
    pad = maak(tmp_path / "a.gpkg.deel.gpkg", **anders)  # type: ignore[arg-type]
    with pytest.raises(Onbruikbaar, match=tekst):
        controleer_gpkg(pad, ["gemeente"])
    assert controleer_gpkg(pad, []) is not None
