"""TopoJSON: borders are stored once, every reader gets the same regions back, equal in gives equal out."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from numpy.typing import NDArray

from regio.gebieden.crs import CRS84, vormen_uit_rd
from regio.gebieden.kaartset.niveaus import los_op
from regio.gebieden.kaartset.topojson import Object, topojson
from tests.regio.gebieden.kaartset.tekenen import PO, VO, cellen, laag, lappendekens, ontleed

STAP = (0.00016, 0.0001)


def objecten(*namen: str) -> dict[str, Object]:
    """The drawn layers as they go into a topology."""
    uit = {}
    for naam in namen:
        kaart = laag(naam, PO if naam == "PO" else VO, "2015-01-01")
        vormen = vormen_uit_rd(los_op(cellen(), kaart.waarde, len(kaart.regios)), CRS84)
        uit[naam] = Object([{"id": regio.code} for regio in kaart.regios], vormen)
    return uit


def gebruik(topologie: dict[str, Any], naam: str) -> Counter[int]:
    """How often an object uses every arc, whichever way it runs."""
    tekst = json.dumps([lid.get("arcs", []) for lid in topologie["objects"][naam]["geometries"]])
    nummers = [int(getal) for getal in tekst.replace("[", " ").replace("]", " ").replace(",", " ").split()]
    return Counter(nummer if nummer >= 0 else ~nummer for nummer in nummers)


def afwijking(vorm: shapely.Geometry) -> float:
    """The area a shape may gain or lose when every vertex moves half a step of the raster."""
    return float(vorm.length * max(STAP) + 4 * STAP[0] * STAP[1])


def test_a_region_comes_back_with_hole_exclave_and_islands() -> None:
    invoer = objecten("PO")
    topologie = json.loads(topojson(invoer, STAP))
    terug = ontleed(topologie, "PO")
    for lid, vorm in zip(invoer["PO"].leden, invoer["PO"].vormen, strict=True):
        weer = terug[lid["id"]]
        assert weer.is_valid
        assert weer.area == pytest.approx(vorm.area, abs=afwijking(vorm))
        assert weer.symmetric_difference(vorm).area <= afwijking(vorm)
    assert len(terug["PO-A"].interiors) == 1
    assert {naam: len(shapely.get_parts(vorm)) for naam, vorm in terug.items()} == {
        "PO-A": 1,
        "PO-B": 2,
        "PO-C": 1,
        "PO-D": 1,
        "PO-F": 2,
    }


def test_a_border_is_stored_once_and_shared_by_both_sectors() -> None:
    samen = json.loads(topojson(objecten("PO", "VO"), STAP))
    assert max(gebruik(samen, "PO").values()) == 2
    # The enclave C lies within one region of VO: only its own border is not used there.
    assert set(gebruik(samen, "VO")) < set(gebruik(samen, "PO")) | set(gebruik(samen, "VO"))
    los = [json.loads(topojson(objecten(naam), STAP)) for naam in ("PO", "VO")]
    assert punten(samen) < sum(map(punten, los))


def punten(topologie: dict[str, Any]) -> int:
    """How many points all arcs have."""
    return sum(map(len, topologie["arcs"]))


def test_a_ring_without_neighbours_is_one_arc() -> None:
    eiland = Object([{"id": "X"}], np.array([shapely.box(5, 52, 5.1, 52.1)]))
    topologie = json.loads(topojson({"X": eiland}, STAP))
    assert [len(boog) for boog in topologie["arcs"]] == [5]
    assert ontleed(topologie, "X")["X"].exterior.is_ccw


def test_what_falls_between_the_lines_is_left_out() -> None:
    klein, groot = shapely.box(5, 52, 5.00001, 52.00001), shapely.box(5.2, 52, 5.3, 52.1)
    vormen = np.array([klein, shapely.MultiPolygon([klein, groot]), shapely.Polygon()])
    terug = ontleed(json.loads(topojson({"X": Object([{"id": i} for i in "KGL"], vormen)}, STAP)), "X")
    assert terug["K"] is None
    assert terug["L"] is None
    assert terug["G"].geom_type == "Polygon"


def test_equal_input_gives_equal_bytes_and_nothing_gives_an_empty_topology() -> None:
    assert topojson(objecten("PO", "VO"), STAP) == topojson(objecten("PO", "VO"), STAP)
    leeg = json.loads(topojson({"X": Object([], np.array([], dtype=object))}, STAP))
    assert leeg["arcs"] == []
    assert leeg["objects"]["X"]["geometries"] == []


@settings(max_examples=60, deadline=None)
@given(lappendekens())
def test_any_division_survives_the_round_trip(deken: tuple[NDArray[np.object_], NDArray[np.int16]]) -> None:
    vormen = vormen_uit_rd(los_op(*deken, 6), CRS84)
    topologie = json.loads(topojson({"X": Object([{"id": str(nr)} for nr in range(6)], vormen)}, STAP))
    terug = ontleed(topologie, "X")
    for nummer, vorm in enumerate(vormen):
        weer = terug[str(nummer)]
        assert (0 if weer is None else weer.area) == pytest.approx(vorm.area, abs=afwijking(vorm))
    assert max(gebruik(topologie, "X").values(), default=0) <= 2


@pytest.mark.skipif(shutil.which("node") is None, reason="no node on the path")
def test_topojson_client_reads_the_same_regions(repo: Path, tmp_path: Path) -> None:
    client = repo / "node_modules" / "topojson-client" / "dist" / "topojson-client.min.js"
    if not client.exists():
        pytest.skip("the locked scripts are not installed")
    (tmp_path / "kaart.json").write_bytes(topojson(objecten("PO", "VO"), STAP))
    lezer = (
        "const t=require(process.argv[1]),k=JSON.parse(require('fs').readFileSync(process.argv[2]));"
        "console.log(JSON.stringify(t.feature(k,k.objects.PO)))"
    )
    klaar = subprocess.run(
        ["node", "-e", lezer, str(client), str(tmp_path / "kaart.json")],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    terug = ontleed(json.loads((tmp_path / "kaart.json").read_bytes()), "PO")
    for kenmerk in json.loads(klaar.stdout)["features"]:
        assert shapely.from_geojson(json.dumps(kenmerk["geometry"])).equals_exact(terug[kenmerk["id"]], 1e-9)
