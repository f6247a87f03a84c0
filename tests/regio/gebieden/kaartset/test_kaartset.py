"""The map set from beginning to end over the drawn ground: made, and read back."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

import brotli
import pytest
import shapely

from regio.fouten import NietGevonden, Opslagfout, Vraagfout
from regio.gebieden import crs
from regio.gebieden.kaartset.bouw import Bouwcontext, bouw_kaarten
from regio.gebieden.kaartset.kaartset import Kaartset
from regio.gebieden.kaartset.voorraad import Voorraad
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.stand import Stand
from tests.regio.gebieden.kaartset.tekenen import PO, VO, grenslaag, laag, ontleed, vlakken

GEMEENTE = ("KKLLLL", "KMKLL.", "KKKLL.", "LNNNLL")
# The official gemeenten run half a column otherwise than the bouwstenen.
OFFICIEEL = ("KLLLLL", "KMKLL.", "KKKLL.", "LNNNLL")
LAGEN = (
    laag("PO", PO, "2013-01-01", zonder_grond="Z"),
    laag("VO", VO, "2013-01-01", "2015-04-23"),
    laag("VO", tuple(rij.upper() for rij in VO), "2015-04-23"),
    laag("gemeente", GEMEENTE, "2011-01-01"),
)
OFFICIEEL_2016 = grenslaag(OFFICIEEL, 2016, date(2016, 1, 1), date(2017, 1, 1))
CONTEXT = Bouwcontext("e" * 64, (("2011-01-01", None), ("2013-01-01", "2013-01-01"), ("2015-04-23", "2015-04-23")))


@dataclass
class Editie:
    """As much of a Stand as a map set asks of it."""

    sectie_bestand: Sectiebestand
    bestandenmap: Path | None
    kaarten: dict[str, Any] = field(default_factory=dict)

    def sectie(self, naam: str) -> memoryview:
        return self.sectie_bestand.sectie(naam)


def maak(map_: Path) -> Kaartset:
    """The map set of the drawn ground, opened."""
    secties, index = bouw_kaarten(vlakken(lagen=[OFFICIEEL_2016]), LAGEN, map_, CONTEXT)
    bestand = Sectiebestand(memoryview(inhoud(secties)))
    return Kaartset(cast("Stand", Editie(bestand, map_, json.loads(json.dumps(index)))))


@pytest.fixture(scope="module")
def kaarten(tmp_path_factory: pytest.TempPathFactory) -> Kaartset:
    return maak(tmp_path_factory.mktemp("bestanden"))


def test_the_index_says_what_it_is(kaarten: Kaartset) -> None:
    assert (kaarten.bron, kaarten.vermelding, kaarten.nauwkeurigheid) == ("schets", "Getekend", 500.0)
    lagen = [(een["indeling"], een["vanaf"], een["tot"], een["grens"]) for een in kaarten.inhoud["lagen"]]
    assert lagen == [
        ("PO", "2013-01-01", None, "bouwstenen"),
        ("VO", "2013-01-01", "2015-04-23", "bouwstenen"),
        ("VO", "2015-04-23", None, "bouwstenen"),
        ("gemeente", "2011-01-01", "2016-01-01", "bouwstenen"),
        ("gemeente", "2016-01-01", "2017-01-01", "cbs-2016"),
        ("gemeente", "2017-01-01", None, "bouwstenen"),
    ]


def test_a_feature_has_its_promises(kaarten: Kaartset) -> None:
    kenmerk = json.loads(bytes(kaarten.kenmerken("VO", "2014-01-01")["VO-U|VO-V"]))
    assert (kenmerk["type"], kenmerk["id"]) == ("Feature", "VO-U|VO-V")
    assert kenmerk["properties"] == {
        "code": "VO-U|VO-V",
        "naam": None,
        "indeling": "VO",
        "vanaf": "2013-01-01",
        "tot": "2015-04-23",
        "bron": "schets",
        "grens": "bouwstenen",
        "vermelding": "Getekend",
        "zeker": False,
        "mogelijk": ["VO-U", "VO-V"],
    }


@pytest.mark.parametrize("uri", crs.STELSELS)
@pytest.mark.parametrize("niveau", ["land", "regio", "plaats", "fijn"])
def test_features_have_the_right_ground_in_every_system(kaarten: Kaartset, niveau: str, uri: str) -> None:
    regios, vormen = kaarten.geometrie("PO", "2020-01-01", niveau)
    kenmerken = kaarten.kenmerken("PO", "2020-01-01", niveau, uri)
    assert list(kenmerken) == ["PO-A", "PO-B", "PO-C", "PO-D", "PO-F"], "no feature without territory"
    for regio, vorm in zip(regios, crs.vormen_uit_rd(vormen, uri), strict=True):
        if not vorm.is_empty:
            terug = shapely.from_geojson(json.dumps(json.loads(bytes(kenmerken[regio.code]))["geometry"]))
            assert terug.is_valid
            assert terug.area == pytest.approx(vorm.area, rel=1e-4)


def test_rings_run_as_the_standard_asks(kaarten: Kaartset) -> None:
    ringen = json.loads(bytes(kaarten.kenmerken("PO", "2020-01-01")["PO-A"]))["geometry"]["coordinates"]
    buiten, gat = (shapely.LinearRing(ring) for ring in ringen)
    assert buiten.is_ccw
    assert not gat.is_ccw
    assert all(round(getal, 6) == getal for ring in ringen for punt in ring for getal in punt)


def test_a_choice_of_regions_is_a_join_of_ready_bytes(kaarten: Kaartset) -> None:
    kenmerken = kaarten.kenmerken("PO", "2020-01-01")
    alles = json.loads(kenmerken.verzameling())
    assert [een["id"] for een in alles["features"]] == list(kenmerken)
    assert json.loads(kenmerken.verzameling([])) == {"type": "FeatureCollection", "features": []}
    twee = json.loads(kenmerken.verzameling(["PO-D", "PO-A"]))
    assert twee["features"] == [alles["features"][3], alles["features"][0]]
    with pytest.raises(KeyError):
        kenmerken.verzameling(["PO-Z"])


def test_an_official_layer_is_drawn_on_its_own_dates(kaarten: Kaartset) -> None:
    namen = {}
    for datum in ("2015-12-31", "2016-06-01", "2017-01-01"):
        regios, vormen = kaarten.geometrie("gemeente", datum, "volledig")
        namen[datum] = regios[1].naam
        assert [regio.code for regio in regios] == [f"gemeente-{letter}" for letter in "KLMN"]
        blokken = 7 if datum == "2016-06-01" else 8
        assert shapely.area(vormen[0]) / 25e6 == blokken - 1
    assert set(namen.values()) == {"Regio L"}


def test_bundles_per_day(kaarten: Kaartset) -> None:
    voor, na = (kaarten.bundel("swv", "land", datum) for datum in ("2014-01-01", "2015-04-23"))
    assert voor and na and voor != na
    assert kaarten.bundel("swv", "land", "2012-12-31") is None
    assert kaarten.bundel("rmc", "land", "2015-01-01") is None
    assert kaarten.bundel("swv", "huis", "2015-01-01") is None
    bestand = kaarten.bestand(na.removeprefix("/gebieden/"))
    assert bestand is not None
    pad = bestand.pad()
    assert pad is not None
    topologie = json.loads(pad.read_bytes())
    assert set(topologie["objects"]) == {"PO", "VO"}
    assert list(ontleed(topologie, "VO")) == ["VO-U", "VO-V"]


def test_finer_levels_of_other_days_are_made_when_asked(kaarten: Kaartset) -> None:
    laag_2016 = kaarten.laag("gemeente", "2016-06-01")
    assert laag_2016 is not None
    assert list(laag_2016["geojson"]) == ["land", "regio"]
    assert kaarten.bundelniveaus("gemeente", "2016-06-01") == ("land", "regio", "plaats")
    assert kaarten.bundelniveaus("gemeente", "2017-01-01") == ("land", "regio", "plaats", "fijn")
    assert kaarten.bundelniveaus("gemeente", "1900-01-01") == ()
    assert kaarten.bundel("gemeente", "fijn", "2016-06-01") == kaarten.bundel("gemeente", "plaats", "2016-06-01")
    assert kaarten.bundel("gemeente", "fijn", "2017-01-01") != kaarten.bundel("gemeente", "plaats", "2017-01-01")
    fijn, regio = (kaarten.kenmerken("gemeente", "2016-06-01", niveau) for niveau in ("fijn", "regio"))
    assert list(fijn) == list(regio)
    assert kaarten.kenmerken("gemeente", "2016-06-01", "fijn") is fijn, "made once"


def test_the_undecided_are_told_in_the_bundle(kaarten: Kaartset) -> None:
    naam = kaarten.bundel("swv", "regio", "2014-01-01")
    assert naam is not None
    bestand = kaarten.bestand(naam.rsplit("/", 1)[1])
    assert bestand is not None
    leden = json.loads((bestand.map_ / bestand.naam).read_bytes())["objects"]["VO"]["geometries"]
    assert [lid.get("properties") for lid in leden] == [None, None, {"mogelijk": ["VO-U", "VO-V"]}]


def test_files_are_whole_compressed_and_named_after_their_content(kaarten: Kaartset) -> None:
    for naam in kaarten.inhoud["bestanden"]:
        bestand = kaarten.bestand(naam)
        assert bestand is not None
        gewoon, br, gz = (bestand.pad(codering) for codering in ("identity", "br", "gzip"))
        assert gewoon is not None
        ruw = gewoon.read_bytes()
        assert len(ruw) == bestand.grootte
        assert (br is None, gz is None) == ((True, True) if naam.endswith((".fgb", ".gpkg")) else (False, False))
        assert br is None or brotli.decompress(br.read_bytes()) == ruw
        assert gz is None or gzip.decompress(gz.read_bytes()) == ruw
        assert naam.split(".")[1] == bestand.sha256[:16]
        assert bestand.etag == f'"{bestand.sha256[:32]}"'


@pytest.mark.parametrize("naam", ["", "..", "../geheim", "swv.topojson", "/etc/passwd"])
def test_no_other_name_is_a_file(kaarten: Kaartset, naam: str) -> None:
    assert kaarten.bestand(naam) is None


def test_the_same_ground_makes_the_same_files_and_leaves_them_alone(tmp_path: Path) -> None:
    maak(tmp_path)
    eerste = {pad.name: (pad.stat().st_mtime_ns, pad.read_bytes()) for pad in tmp_path.iterdir()}
    maak(tmp_path)
    assert {pad.name: (pad.stat().st_mtime_ns, pad.read_bytes()) for pad in tmp_path.iterdir()} == eerste
    assert not [naam for naam in eerste if naam.startswith(".")]


def test_what_a_maker_that_died_left_behind_goes(tmp_path: Path) -> None:
    (tmp_path / ".half-iets").touch()
    (tmp_path / ".half-map").mkdir()
    maak(tmp_path)
    assert not list(tmp_path.glob(".half-*"))


def test_what_is_not_there_is_said(kaarten: Kaartset) -> None:
    with pytest.raises(NietGevonden, match="jeugdregio"):
        kaarten.kenmerken("jeugdregio", "2020-01-01")
    with pytest.raises(NietGevonden, match="land, regio, plaats, fijn"):
        kaarten.kenmerken("PO", "2020-01-01", "heel-fijn")
    with pytest.raises(NietGevonden):
        kaarten.geometrie("PO", "2012-01-01", "land")
    with pytest.raises(Vraagfout):
        kaarten.kenmerken("PO", "2020-01-01", "land", "EPSG:4326")
    assert kaarten.laag("PO", "2012-01-01") is None


def test_lost_or_cut_files_are_said(tmp_path: Path) -> None:
    kaarten = maak(tmp_path)
    regio, land = (tmp_path / kaarten.inhoud["lagen"][0]["geojson"][niveau] for niveau in ("regio", "land"))
    regio.unlink()
    land.write_bytes(land.read_bytes()[:-20])
    for niveau in ("regio", "land"):
        with pytest.raises(Opslagfout, match="regio data laad"):
            kaarten.kenmerken("PO", "2020-01-01", niveau)


def test_frames_of_regions(kaarten: Kaartset) -> None:
    kaders = {regio["code"]: regio["kader"] for regio in kaarten.regios("PO", "2020-01-01")}
    assert kaders["PO-Z"] is None
    west, zuid, oost, noord = kaders["PO-C"]
    assert 0.06 < oost - west < 0.08
    assert 0.04 < noord - zuid < 0.05


def test_borders_between_neighbours_by_code(kaarten: Kaartset) -> None:
    lijnen = kaarten.grenslijnen("PO", "2020-01-01", "volledig")
    assert lijnen["PO-A", "PO-C"].length == 20_000
    assert ("PO-C", "PO-D") not in lijnen


def test_hostile_names_stay_one_line_of_valid_json(tmp_path: Path) -> None:
    naam = 'x"</script>\n\u2028${alert(1)}`\\'
    boos = laag("PO", PO, "2013-01-01")
    object.__setattr__(boos, "regios", tuple(type(r)(r.code, naam, r.mogelijk) for r in boos.regios))
    secties, index = bouw_kaarten(vlakken(), [boos], tmp_path, CONTEXT)
    kaarten = Kaartset(cast("Stand", Editie(Sectiebestand(memoryview(inhoud(secties))), tmp_path, index)))
    for uri in (crs.CRS84, crs.RD):
        kenmerken = kaarten.kenmerken("PO", "2020-01-01", "regio", uri)
        assert {json.loads(bytes(een))["properties"]["naam"] for een in kenmerken.values()} == {naam}


def test_neighbours_share_their_border_at_every_level(kaarten: Kaartset) -> None:
    for niveau in kaarten.inhoud["niveaus"]:
        for indeling in ("PO", "VO", "gemeente"):
            regios, vormen = kaarten.geometrie(indeling, "2016-06-01", niveau)
            assert shapely.coverage_is_valid(vormen)
            assert [regio.code for regio, vorm in zip(regios, vormen, strict=True) if vorm.is_empty] == (
                ["PO-Z"] if indeling == "PO" else []
            )


@dataclass
class Blok:
    """Something of a size."""

    grootte: int


def test_the_store_forgets_the_least_used_and_stays_within_its_room() -> None:
    voorraad = Voorraad(10)
    gemaakt: list[str] = []

    def vraag(naam: str, grootte: int) -> None:
        def maak() -> Blok:
            gemaakt.append(naam)
            return Blok(grootte)

        voorraad.geef(naam, maak)

    for naam in ("a", "b", "a", "c", "a", "b"):
        vraag(naam, 4)
        assert voorraad.bezet <= 10
    assert gemaakt == ["a", "b", "c", "b"]
    vraag("groot", 11)
    assert voorraad.bezet == 8
