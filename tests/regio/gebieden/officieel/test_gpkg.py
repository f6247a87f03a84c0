"""Reading a GeoPackage: what is whole is read as GDAL wrote it, what is not says what is wrong."""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

import pyogrio.raw
import pytest
import shapely

from regio.gebieden.officieel import gpkg
from regio.gebieden.officieel.gpkg import Kapot, geopackage, koppen, rijen, wkb_van
from tests.regio.gebieden.officieel.kaart import postcodes, schrijf_pc4, vak


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """A PC4 layer as GDAL writes it."""
    return schrijf_pc4(tmp_path / "pc4_2020.gpkg", postcodes())


def test_what_gdal_wrote_is_read(bestand: Path) -> None:
    with geopackage(bestand) as verbinding:
        (kop,) = koppen(verbinding)
        tabel = rijen(verbinding, kop, ["postcode4", "jaarcode"])
    assert kop.naam == "postcode4" and kop.rd and kop.crs.startswith("EPSG:28992")
    _, _, wkb, velden = pyogrio.raw.read(bestand, layer="postcode4")
    assert [wkb_van(rij[0]) for rij in tabel] == list(wkb)
    assert [rij[1:] for rij in tabel] == list(zip(velden[0], velden[1], strict=True))


def lees_alles(bestand: Path) -> None:
    """Read every row of a file."""
    with geopackage(bestand) as verbinding:
        for kop in koppen(verbinding):
            rijen(verbinding, kop, ["postcode4"])


def weiger(bestand: Path) -> str:
    """The text with which a file is refused."""
    with pytest.raises(Kapot) as fout, geopackage(bestand) as verbinding:
        koppen(verbinding)
    return str(fout.value)


def test_a_cut_off_file_says_how_much_is_missing(bestand: Path) -> None:
    inhoud = bestand.read_bytes()
    bestand.write_bytes(inhoud[: len(inhoud) // 2])
    assert f"{len(inhoud) // 2} bytes van de {len(inhoud)}" in weiger(bestand)


def test_a_wiped_page_is_found(bestand: Path) -> None:
    inhoud = bytearray(bestand.read_bytes())
    inhoud[-8192:-4096] = bytes(4096)
    bestand.write_bytes(inhoud)
    assert weiger(bestand) == "is beschadigd; haal het bestand opnieuw op"


def test_what_sqlite_or_the_system_says_of_it_stays_out_of_the_text(bestand: Path, tmp_path: Path) -> None:
    with pytest.raises(Kapot) as fout, geopackage(bestand) as verbinding:
        verbinding.execute("SELECT geom FROM weg")
    assert str(fout.value) == "is beschadigd of geen GeoPackage; haal het bestand opnieuw op"
    assert weiger(tmp_path / "weg.gpkg") == "kan niet worden gelezen: het bestand of de map bestaat niet"


def test_what_is_no_geopackage(tmp_path: Path) -> None:
    tekst = tmp_path / "tekst.gpkg"
    tekst.write_text("<html>404</html>" * 20)
    assert weiger(tekst) == "is geen GeoPackage"
    leeg = tmp_path / "leeg.gpkg"
    leeg.touch()
    assert weiger(leeg) == "is geen GeoPackage"
    gewoon = tmp_path / "gewoon.gpkg"
    with sqlite3.connect(gewoon) as verbinding:
        verbinding.execute("CREATE TABLE postcode4 (geom BLOB)")
    verbinding.close()
    assert weiger(gewoon) == "is wel SQLite maar geen GeoPackage"


def test_a_file_that_is_being_written_is_refused(bestand: Path) -> None:
    bestand.with_name(bestand.name + "-journal").write_bytes(b"x")
    assert "wordt nog geschreven" in weiger(bestand)


def test_a_view_without_end_is_stopped(bestand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile file can hold a question that never ends; reading it does."""
    with sqlite3.connect(bestand) as verbinding:
        verbinding.execute("UPDATE gpkg_geometry_columns SET table_name = 'eindeloos'")
        verbinding.execute(
            "CREATE VIEW eindeloos AS WITH RECURSIVE t(geom) AS (SELECT 1 UNION ALL SELECT geom + 1 FROM t)"
            " SELECT count(*) AS geom, 1 AS postcode4, 1 AS jaarcode FROM t"
        )
    verbinding.close()
    monkeypatch.setattr(gpkg, "UITERLIJK", 0.2)
    with pytest.raises(Kapot, match="niet binnen twee minuten te lezen"):
        lees_alles(bestand)


def test_reading_leaves_nothing_behind(bestand: Path) -> None:
    voor = bestand.read_bytes()
    bestand.chmod(0o444)
    with geopackage(bestand) as verbinding:
        koppen(verbinding)
    assert bestand.read_bytes() == voor
    assert [pad.name for pad in bestand.parent.iterdir()] == [bestand.name]


@pytest.mark.parametrize(
    ("cel", "melding"),
    [
        (None, "geen geometrie"),
        ("tekst", "onbekende vorm"),
        (b"GP", "onbekende vorm"),
        (b"XX\x00\x01" + bytes(40), "onbekende vorm"),
        (b"GP\x00\x0b" + bytes(40), "onbekende vorm"),
        (b"GP\x00\x21" + bytes(40), "onbekende vorm"),
        (b"GP\x00\x11" + bytes(40), "lege geometrie"),
    ],
)
def test_cells_that_hold_no_geometry(cel: object, melding: str) -> None:
    with pytest.raises(Kapot, match=melding):
        wkb_van(cel)


@pytest.mark.parametrize(("soort", "bytes_"), [(0, 0), (1, 32), (2, 48), (3, 48), (4, 64)])
def test_every_envelope_is_skipped(soort: int, bytes_: int) -> None:
    wkb = shapely.to_wkb(vak("1001"))
    cel = b"GP\x00" + bytes([1 | soort << 1]) + struct.pack("<i", 28992) + bytes(bytes_) + wkb
    assert wkb_van(cel) == wkb
