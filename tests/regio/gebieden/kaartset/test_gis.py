"""Files for GIS, read back by ogr: layers, source, styles, and what happens when they cannot be written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyogrio
import pytest
import shapely

from regio.fouten import NietGevonden, Opslagfout
from regio.gebieden.kaartset import gis
from regio.gebieden.kaartset.gis import TABELLEN, rond_af, schrijf_flatgeobuf, schrijf_geopackage
from regio.gebieden.kaartset.kaartset import Kaartset
from regio.gebieden.kaartset.stijl import STIJLEN, qml
from tests.regio.gebieden.kaartset.test_kaartset import maak

DATUM = "2016-06-01"
# A process that may write no more than 40 kB into a file: how a full disk looks from inside.
VOL = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from regio.fouten import Opslagfout
from tests.regio.gebieden.kaartset.test_kaartset import maak
from regio.gebieden.kaartset.gis import schrijf_geopackage
kaarten = maak(Path(sys.argv[2]) / "bestanden")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    schrijf_geopackage(kaarten, "2016-06-01", Path(sys.argv[2]) / "kaart.gpkg")
except Opslagfout as fout:
    print(fout)
"""


@pytest.fixture(scope="module")
def kaarten(tmp_path_factory: pytest.TempPathFactory) -> Kaartset:
    """The map set of the drawn ground."""
    return maak(tmp_path_factory.mktemp("bestanden"))


@pytest.fixture(scope="module")
def geopackage(kaarten: Kaartset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All its layers on one day."""
    doel = tmp_path_factory.mktemp("gis") / "kaart.gpkg"
    schrijf_geopackage(kaarten, DATUM, doel)
    return doel


def lees(pad: Path, laag: str | None = None) -> tuple[dict[str, Any], list[dict[str, Any]], list[shapely.Geometry]]:
    """What ogr says of a layer, its rows, and its shapes."""
    meta, _, vormen, kolommen = pyogrio.raw.read(pad, layer=laag)
    rijen = [dict(zip(meta["fields"], rij, strict=True)) for rij in zip(*kolommen, strict=True)]
    return meta, rijen, list(shapely.from_wkb(vormen))


def test_a_layer_per_indeling_at_the_full_borders(kaarten: Kaartset, geopackage: Path) -> None:
    ruimtelijk = {naam for naam, soort in pyogrio.list_layers(geopackage) if soort}
    assert ruimtelijk == {"swv_po", "swv_vo", "gemeente"}
    for indeling in ("PO", "VO", "gemeente"):
        regios, vormen = kaarten.geometrie(indeling, DATUM, "volledig")
        meta, rijen, terug = lees(geopackage, TABELLEN[indeling])
        assert meta["crs"] == "EPSG:28992"
        met_grond = [(regio, vorm) for regio, vorm in zip(regios, vormen, strict=True) if not vorm.is_empty]
        assert [rij["code"] for rij in rijen] == [regio.code for regio, _ in met_grond]
        for (_, vorm), weer in zip(met_grond, terug, strict=True):
            assert weer.geom_type == "MultiPolygon"
            assert weer.equals(vorm)


def test_rows_say_what_is_known_and_leave_open_what_is_not(kaarten: Kaartset, tmp_path: Path) -> None:
    schrijf_geopackage(kaarten, "2014-01-01", tmp_path / "kaart.gpkg")
    rijen = {rij["code"]: rij for rij in lees(tmp_path / "kaart.gpkg", "swv_vo")[1]}
    open_, zeker = rijen["VO-U|VO-V"], rijen["VO-U"]
    assert (open_["zeker"], open_["mogelijk"], open_["naam"]) == (False, "VO-U VO-V", None)
    assert (zeker["zeker"], zeker["mogelijk"], zeker["naam"]) == (True, "VO-U", "Regio U")
    assert (str(zeker["vanaf"]), str(zeker["tot"])) == ("2013-01-01", "2015-04-23")
    assert {rij["vermelding"] for rij in rijen.values()} == {"Getekend"}
    assert {rij["grens"] for rij in lees(tmp_path / "kaart.gpkg", "gemeente")[1]} == {"bouwstenen"}


def test_source_and_styles_travel_along(geopackage: Path) -> None:
    with closing(sqlite3.connect(geopackage)) as databank:
        bron = dict(databank.execute("SELECT onderwerp, tekst FROM bron"))
        stijlen = dict(databank.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
        inhoud = dict(databank.execute("SELECT table_name, data_type FROM gpkg_contents"))
        omschrijving = databank.execute(
            "SELECT description FROM gpkg_contents WHERE table_name = 'gemeente'"
        ).fetchone()
    assert bron["peildatum"] == DATUM
    assert bron["regeling"] == "2015-04-23"
    assert (bron["vermelding"], bron["grenzen"], bron["nauwkeurigheid"]) == ("Getekend", "schets", "500 meter")
    assert set(stijlen) == {"swv_po", "swv_vo", "gemeente"}
    assert inhoud["bron"] == inhoud["layer_styles"] == "attributes"
    assert omschrijving == ("Getekend (grens: cbs-2016)",)


def test_styles_are_xml_and_no_two_look_alike() -> None:
    tekens = {}
    for indeling in STIJLEN:
        wortel = ET.fromstring(qml(indeling))
        assert wortel.tag == "qgis"
        symbolen = wortel.findall("renderer-v2/symbols/symbol")
        regels = wortel.findall("renderer-v2/rules/rule")
        assert [regel.get("symbol") for regel in regels] == [symbool.get("name") for symbool in symbolen]
        opties = [{o.get("name"): o.get("value") for o in s.iterfind("layer/Option/Option")} for s in symbolen]
        assert opties[0]["style"] != opties[1]["style"]
        # Colour is never the only sign: the line differs too.
        tekens[indeling] = (opties[0]["outline_style"], opties[0]["outline_width"])
    assert set(STIJLEN) == set(TABELLEN)
    assert len(set(tekens.values())) == len(tekens)


def test_flatgeobuf_has_the_layer_and_its_source(kaarten: Kaartset, tmp_path: Path) -> None:
    schrijf_flatgeobuf(kaarten, "PO", DATUM, tmp_path / "po.fgb")
    meta, rijen, vormen = lees(tmp_path / "po.fgb")
    assert meta["crs"] == "EPSG:28992"
    vlak = {rij["code"]: vorm.area / 25e6 for rij, vorm in zip(rijen, vormen, strict=True)}
    assert vlak == {"PO-A": 7, "PO-B": 9, "PO-C": 1, "PO-D": 3, "PO-F": 2}
    assert {rij["vermelding"] for rij in rijen} == {"Getekend"}


def test_what_was_made_beforehand_is_the_same(kaarten: Kaartset, geopackage: Path) -> None:
    lijst = kaarten.inhoud["downloads"]
    assert [(een["vorm"], een["datum"], een["indeling"]) for een in lijst] == [
        ("flatgeobuf", "2011-01-01", "gemeente"),
        ("flatgeobuf", "2013-01-01", "PO"),
        ("flatgeobuf", "2013-01-01", "VO"),
        ("flatgeobuf", "2015-04-23", "VO"),
        ("flatgeobuf", "2017-01-01", "gemeente"),
        ("geopackage", "2013-01-01", None),
        ("geopackage", "2015-04-23", None),
        ("geopackage", "2017-01-01", None),
    ]
    for een in lijst:
        bestand = kaarten.bestand(een["bestand"])
        assert bestand is not None
        assert bestand.coderingen == ("identity",)
        assert pyogrio.read_info(bestand.map_ / bestand.naam, layer=0)["features"] > 0
    schrijf_geopackage(kaarten, "2017-01-01", geopackage.with_name("later.gpkg"))
    klaar = kaarten.bestand(lijst[-1]["bestand"])
    assert klaar is not None
    assert (klaar.map_ / klaar.naam).read_bytes() == geopackage.with_name("later.gpkg").read_bytes()


def test_equal_ground_gives_equal_bytes_and_an_older_file_is_replaced(kaarten: Kaartset, tmp_path: Path) -> None:
    schrijf_geopackage(kaarten, DATUM, tmp_path / "a.gpkg")
    schrijf_geopackage(kaarten, "2013-01-01", tmp_path / "b.gpkg")
    schrijf_geopackage(kaarten, DATUM, tmp_path / "b.gpkg")
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["a.gpkg", "b.gpkg"]


def test_how_often_was_written_does_not_show(
    kaarten: Kaartset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a slow disk GDAL writes in more steps."""
    schrijf_geopackage(kaarten, DATUM, tmp_path / "a.gpkg")

    def in_meer_stappen(doel: Path, *rest: Any) -> None:
        rond_af(doel, *rest)
        with closing(sqlite3.connect(doel)) as databank:
            (versie,) = databank.execute("PRAGMA user_version").fetchone()
            for ander in (versie + 1, versie):
                databank.execute(f"PRAGMA user_version = {ander}")

    monkeypatch.setattr(gis, "rond_af", in_meer_stappen)
    schrijf_geopackage(kaarten, DATUM, tmp_path / "b.gpkg")
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()


def test_days_without_maps_are_said(kaarten: Kaartset, tmp_path: Path) -> None:
    with pytest.raises(NietGevonden, match="2010-01-01"):
        schrijf_geopackage(kaarten, "2010-01-01", tmp_path / "kaart.gpkg")
    with pytest.raises(NietGevonden, match="rmc"):
        schrijf_flatgeobuf(kaarten, "rmc", DATUM, tmp_path / "kaart.fgb")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_takes_no_files_is_said(kaarten: Kaartset, tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    for doel in (tmp_path / "bestand" / "kaart.gpkg", tmp_path / "weg" / "kaart.gpkg"):
        with pytest.raises(Opslagfout, match="neemt geen kaartbestanden aan"):
            schrijf_geopackage(kaarten, DATUM, doel)
    with pytest.raises(Opslagfout, match="neemt geen kaartbestanden aan"):
        maak(tmp_path / "bestand")


def test_a_full_disk_is_said_and_the_old_file_stays(tmp_path: Path, repo: Path) -> None:
    (tmp_path / "kaart.gpkg").write_bytes(b"oud")
    klaar = subprocess.run(
        [sys.executable, "-c", VOL, str(repo), str(tmp_path)], capture_output=True, text=True, check=False, timeout=300
    )
    assert "Maak ruimte" in klaar.stdout, klaar.stdout + klaar.stderr
    assert klaar.returncode == 0, klaar.stderr
    assert (tmp_path / "kaart.gpkg").read_bytes() == b"oud"
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["bestanden", "kaart.gpkg"]
