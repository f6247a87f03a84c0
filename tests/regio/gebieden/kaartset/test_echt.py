"""The map set of the whole country: from the sketch, and from the official borders where they are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import brotli
import numpy as np
import pyogrio
import pytest
import shapely

from regio.gebieden.crs import CRS84, vormen_uit_rd
from regio.gebieden.kaartset.bouw import bouw_kaarten, context_van
from regio.gebieden.kaartset.kaartset import Kaartset, kaartset_van
from regio.gebieden.kaartset.niveaus import NIVEAUS, VOLLEDIG
from regio.gebieden.vlakken import Vlakken
from regio.gebieden.vormen import Vormen
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.kaartlagen import kaartlagen
from regio.stand.stand import Stand
from tests.regio.gebieden.kaartset.tekenen import ontleed
from tests.regio.gebieden.kaartset.test_kaartset import Editie

V2015 = "2015-04-23"


@pytest.fixture(scope="module")
def schets(stand: Stand) -> Kaartset:
    """The map set of the compiled edition."""
    return kaartset_van(stand)


@pytest.fixture(scope="module")
def officiele_kaarten(officieel: Vlakken, stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Kaartset:
    """The same facts drawn with the official borders."""
    map_ = tmp_path_factory.mktemp("kaarten")
    secties, index = bouw_kaarten(officieel, kaartlagen(stand), map_, context_van(stand))
    return Kaartset(cast("Stand", Editie(Sectiebestand(memoryview(inhoud(secties))), map_, index)))


def controleer(kaarten: Kaartset) -> None:
    """What must hold of any map set of the real facts."""
    assert len(kaarten.kenmerken("PO", V2015)) == 76
    assert len(kaarten.kenmerken("VO", V2015)) == 74
    assert len(kaarten.kenmerken("jeugdregio", "2015-06-01")) == 42
    for grond in {laag["grens"] for laag in kaarten.inhoud["lagen"]}:
        for niveau in (*NIVEAUS, VOLLEDIG):
            vormen = Vormen(kaarten._sectie, f"niveau_{niveau}_{grond}").alle()
            assert shapely.coverage_is_valid(vormen), (grond, niveau)
    for niveau in NIVEAUS:
        controleer_bundel(kaarten, niveau)


def controleer_bundel(kaarten: Kaartset, niveau: str) -> None:
    """The file that the page loads gives back the regions, within the raster that it is written on."""
    url = kaarten.bundel("swv", niveau, V2015)
    assert url is not None
    bestand = kaarten.bestand(url.rsplit("/", 1)[1])
    assert bestand is not None
    topologie = json.loads((bestand.map_ / bestand.naam).read_bytes())
    stap = max(topologie["transform"]["scale"])
    for sector in ("PO", "VO"):
        terug = ontleed(topologie, sector)
        regios, vormen = kaarten.geometrie(sector, V2015, niveau)
        assert list(terug) == [regio.code for regio in regios]
        for regio, vorm in zip(regios, vormen_uit_rd(vormen, CRS84), strict=True):
            assert terug[regio.code].area == pytest.approx(vorm.area, abs=vorm.length * stap / 2)


def kilobytes(kaarten: Kaartset, naam: str, niveau: str) -> float:
    """Size over the wire of a bundle, as compressed on disk."""
    url = kaarten.bundel(naam, niveau, V2015)
    assert url is not None
    bestand = kaarten.bestand(url.rsplit("/", 1)[1])
    assert bestand is not None
    pad = bestand.pad("br")
    assert pad is not None
    assert brotli.decompress(pad.read_bytes()) == (bestand.map_ / bestand.naam).read_bytes()
    return pad.stat().st_size / 1000


def test_the_sketch_has_every_region_at_every_level(schets: Kaartset) -> None:
    assert schets.bron == "schets"
    controleer(schets)
    assert {laag["grens"] for laag in schets.inhoud["lagen"]} == {"bouwstenen"}
    assert kilobytes(schets, "swv", "land") <= 16
    assert kilobytes(schets, "swv", "regio") <= 30


def test_regions_without_ground_have_no_feature(schets: Kaartset) -> None:
    for indeling in ("PO", "VO"):
        regios = {regio["code"]: regio["kader"] for regio in schets.regios(indeling, V2015)}
        assert set(schets.kenmerken(indeling, V2015)) == {code for code, kader in regios.items() if kader}


def test_the_undecided_of_2016_are_a_feature_of_their_own(schets: Kaartset) -> None:
    kenmerk = json.loads(bytes(schets.kenmerken("gemeente", "2016-06-01")["GM0014|GM0040"]))
    assert kenmerk["properties"]["zeker"] is False
    assert kenmerk["properties"]["mogelijk"] == ["GM0014", "GM0040"]


@pytest.mark.bronnen
def test_official_borders_have_every_region_at_every_level(officiele_kaarten: Kaartset) -> None:
    assert officiele_kaarten.bron == "officieel"
    controleer(officiele_kaarten)
    assert "Kadaster" in officiele_kaarten.vermelding
    assert kilobytes(officiele_kaarten, "swv", "land") <= 16
    assert kilobytes(officiele_kaarten, "swv", "regio") <= 30


@pytest.mark.bronnen
def test_gemeenten_are_drawn_from_their_own_layer(officiele_kaarten: Kaartset, officieel: Vlakken) -> None:
    for datum, grens, aantal in (
        ("2016-06-01", "cbs-2016", 390),
        ("2022-02-01", "cbs-2022", 345),
        ("2023-06-01", "cbs-2023", 342),
        ("2019-06-01", "bouwstenen", 357),
    ):
        laag = officiele_kaarten.laag("gemeente", datum)
        assert laag is not None
        assert (laag["grens"], len(officiele_kaarten.kenmerken("gemeente", datum))) == (grens, aantal)
    eigen = next(een for een in officieel.lagen if (een.soort, een.jaar) == ("gemeente", 2023))
    regios, vormen = officiele_kaarten.geometrie("gemeente", "2023-06-01", VOLLEDIG)
    plek = {code: nummer for nummer, code in enumerate(eigen.codes)}
    volgorde = [plek[regio.code] for regio in regios]
    assert np.allclose(shapely.area(vormen), shapely.area(eigen.vlak[volgorde]))


@pytest.mark.bronnen
def test_ogr_reads_the_downloads_back(officiele_kaarten: Kaartset) -> None:
    for een in officiele_kaarten.inhoud["downloads"]:
        bestand = officiele_kaarten.bestand(een["bestand"])
        assert bestand is not None
        pad = Path(bestand.map_ / bestand.naam)
        lagen = {naam for naam, soort in pyogrio.list_layers(pad) if soort}
        assert len(lagen) == len(een["indelingen"])
        for laag in lagen:
            info = pyogrio.read_info(pad, layer=laag)
            assert info["crs"] == "EPSG:28992"
            assert info["features"] > 30
    alles = next(een for een in officiele_kaarten.inhoud["downloads"] if een["vorm"] == "geopackage")
    assert alles["bestand"].startswith("regios-2013-01-01.")
