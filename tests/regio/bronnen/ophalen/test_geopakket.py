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
    assert controleer_gpkg(maak(tmp_path / "a2018.gpkg", naam, veld=veld), ["gemeente"]) == {"gemeente": 12}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    pad = tmp_path / "a.gpkg"
    vlak = vierkanten(12)
    vlak[3] = shapely.multipolygons(vierkanten(2, 500))
    codes = np.array([str(1011 + nummer) for nummer in range(12)], dtype=object)
    regios = np.array([f"JZ{nummer:02d}" for nummer in range(12)], dtype=object)
    schrijf_gpkg(
        pad,
        [
            Laag(POSTCODE4, vlak, {"postcode4": codes, "jaarcode": np.full(12, 2024)}),
            Laag(JEUGDREGIO, vlak, {"statcode": regios, "jaarcode": np.full(12, 2024)}),
        ],
    )
    assert controleer_gpkg(pad, ["pc4", "jeugdregio"]) == {"pc4": 12, "jeugdregio": 12}
    meta, _, wkb, velden = pyogrio.raw.read(pad, layer=POSTCODE4)
    assert (meta["crs"], meta["geometry_type"]) == ("EPSG:28992", "MultiPolygon")
    assert [list(veld) for veld in velden] == [list(codes), [2024] * 12]
    terug = shapely.from_wkb(wkb)
    assert shapely.equals(terug, vlak).all()
    assert {geom.geom_type for geom in terug} == {"MultiPolygon"}


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
        ({"naam": "wijk_gegeneraliseerd"}, r"geen laag met gemeenten; wel: .*wijk_gegeneraliseerd"),
        ({"crs": "EPSG:4326"}, "staat in EPSG:4326.*verwacht wordt RD"),
        ({"aantal": 9}, "heeft maar 9 gemeenten"),
        ({"veld": "kleur"}, "geen veld met een code.*kleur"),
    ],
)
def test_a_file_without_what_is_needed_is_refused(tmp_path: Path, anders: dict[str, object], tekst: str) -> None:
    pad = maak(tmp_path / "a2018.gpkg.deel.gpkg", **anders)  # type: ignore[arg-type]
    with pytest.raises(Onbruikbaar, match=tekst):
        controleer_gpkg(pad, ["gemeente"])


@pytest.mark.parametrize(
    ("nummer", "vlak", "code", "tekst"),
    [
        (3, None, "1014", "geen geometrie: 1014"),
        (3, shapely.Polygon(), "1014", "een lege geometrie: 1014"),
        (3, shapely.box(5, 52, 6, 53), "1014", r"coördinaten buiten Nederland.*: 1014"),
        (0, shapely.box(100_000, 400_000, 101_000, 401_000), "1012", "meer dan één rij voor 1012"),
        (0, shapely.box(100_000, 400_000, 101_000, 401_000), "1012AB", "geen code van PC4-vlakken: 1012AB"),
    ],
)
def test_a_file_that_loading_would_refuse_is_refused(
    tmp_path: Path, nummer: int, vlak: shapely.Geometry | None, code: str, tekst: str
) -> None:
    pad = tmp_path / "cbs_pc4_2024.gpkg"
    vlakken, codes = vierkanten(12), np.array([str(1011 + nr) for nr in range(12)], dtype=object)
    vlakken[nummer], codes[nummer] = vlak, code
    schrijf_gpkg(pad, [Laag(POSTCODE4, vlakken, {"postcode4": codes})])
    with pytest.raises(Onbruikbaar, match=rf"cbs_pc4_2024\.gpkg van PDOK is niet te laden: {tekst}.*Probeer het later"):
        controleer_gpkg(pad, ["pc4"])
