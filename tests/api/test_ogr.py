"""A GIS program reads ``/v1/ogc``: GDAL's driver for OGC API Features against the served application."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
import pyogrio
import pytest
import shapely

from api.afhankelijk import vandaag
from api.routes.ogc import SOORTEN
from regio.gebieden.crs import CRS84, RD
from regio.gebieden.kaartset.kaartset import kaartset_van
from regio.stand.stand import Stand


@pytest.fixture(scope="module")
def adres(editie: Path, activeer_editie: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service, on loopback in a process of its own."""
    var = tmp_path_factory.mktemp("ogr")
    activeer_editie(var, editie)
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    omgeving = {**os.environ, "REGIO_VAR": str(var), "REGIO_GEOCODER": "geen", "REGIO_POORT": str(poort)}
    opdracht = [
        sys.executable,
        "-m",
        "uvicorn",
        "api.serveer:maak",
        "--factory",
        "--port",
        str(poort),
        "--no-access-log",
    ]
    proces = subprocess.Popen(opdracht, env=omgeving, cwd=Path(__file__).parents[2], stderr=subprocess.DEVNULL)
    try:
        _wacht(proces, f"http://127.0.0.1:{poort}/readyz")
        yield f"http://127.0.0.1:{poort}"
    finally:
        proces.terminate()
        proces.wait(timeout=120)


def _wacht(proces: subprocess.Popen[bytes], url: str) -> None:
    """Ask until the service answers; fails when its process ends or five minutes are over."""
    grens = time.monotonic() + 300
    while proces.poll() is None and time.monotonic() < grens:
        try:
            if httpx2.get(url, timeout=60).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.05)
    pytest.fail("the service does not answer")


def _lees(adres: str, naam: str, **opties: Any) -> tuple[Any, dict[str, Any], Any]:
    """What the driver makes of a collection: information, fields by name and shapes."""
    opties.setdefault("PAGE_SIZE", 10)
    info, _, vormen, velden = pyogrio.raw.read(f"OAPIF:{adres}/v1/ogc", layer=naam, **opties)
    return info, dict(zip(info["fields"], velden, strict=True)), shapely.from_wkb(vormen)


def test_the_driver_finds_every_collection(adres: str) -> None:
    assert pyogrio.list_drivers()["OAPIF"] == "r"
    lagen = pyogrio.list_layers(f"OAPIF:{adres}/v1/ogc")
    assert [str(naam) for naam, _ in lagen] == list(SOORTEN)


@pytest.mark.parametrize("naam", SOORTEN)
def test_the_driver_reads_every_region_in_pages_of_ten(naam: str, adres: str, stand: Stand) -> None:
    info, velden, vormen = _lees(adres, naam)
    verwacht = list(kaartset_van(stand).kenmerken(SOORTEN[naam].indeling, vandaag()))
    assert sorted(velden["code"]) == verwacht
    assert len(vormen) == len(verwacht) > 30
    assert set(shapely.get_type_id(vormen)) <= {3, 6}
    assert set(velden["indeling"]) == {SOORTEN[naam].indeling}
    assert set(velden["bron"]) == {"schets"}
    # Unless asked for another, the driver takes the system that the shapes are kept in.
    assert info["crs"] == "EPSG:28992"
    assert shapely.box(*shapely.total_bounds(vormen)).within(shapely.box(0, 300_000, 290_000, 630_000))


@pytest.mark.parametrize(
    ("crs", "doos"),
    [("EPSG:28992", (230_000, 557_000, 243_000, 579_000)), ("OGC:CRS84", (6.5, 53.0, 6.7, 53.2))],
)
def test_the_driver_filters_by_a_box(crs: str, doos: tuple[float, ...], adres: str) -> None:
    _, alle, vormen = _lees(adres, "gemeenten", CRS=crs)
    _, binnen, _ = _lees(adres, "gemeenten", CRS=crs, bbox=doos)
    verwacht = np.asarray(alle["code"])[shapely.intersects(vormen, shapely.box(*doos))]
    assert sorted(binnen["code"]) == sorted(verwacht) != []


def test_the_driver_has_the_shapes_of_the_edition(adres: str, stand: Stand) -> None:
    _, velden, vormen = _lees(adres, "po")
    regios, eigen = kaartset_van(stand).geometrie("PO", vandaag(), "regio")
    vorm_van = dict(zip(velden["code"], vormen, strict=True))
    for regio, vorm in zip(regios, eigen, strict=True):
        assert shapely.hausdorff_distance(vorm_van[regio.code], vorm) < 0.02


def test_pages_of_the_service_itself_go_on_to_the_end(adres: str) -> None:
    """The same by following ``next`` as any program would, on another day and in another system."""
    codes: list[str] = []
    vraag = {"limit": "30", "datetime": "2011-06-01", "crs": RD}
    pad: str | None = f"{adres}/v1/ogc/collections/gemeenten/items?{httpx2.QueryParams(vraag)}"
    while pad:
        antwoord = httpx2.get(pad, timeout=60)
        assert antwoord.headers["content-crs"] == f"<{RD}>" != f"<{CRS84}>"
        codes += [kenmerk["id"] for kenmerk in antwoord.json()["features"]]
        pad = next((link["href"] for link in antwoord.json()["links"] if link["rel"] == "next"), None)
    assert len(codes) == len(set(codes)) == antwoord.json()["numberMatched"] > 400
