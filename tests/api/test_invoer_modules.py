"""What the serving process imports: none of the heavy libraries, whatever it answered."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ZWAAR = {
    "geopandas",
    "pandas",
    "folium",
    "sqlalchemy",
    "geoalchemy2",
    "pyogrio",
    "shapely",
    "typer",
    "alembic",
    "psycopg",
}
# What another system or a box takes; nothing else of the list above comes in with it.
LAAT = {"shapely"}
# What a process has that answered a postcode and a point and nothing else: these parts come with their first request.
NIET_METEEN = (
    *("numpy", "scipy", "jinja2", "api.routes", "api.modellen", "api.beschrijving", "api.geo"),
    *("kaarten.pagina", "kaarten.beeld", "kaarten.congruentie", "kaarten.overleg", "kaarten.scenarios"),
    *(
        "regio.congruentie",
        "regio.scenario",
        "regio.overleg",
        "regio.tijdlijn.gevolgen",
        "regio.bronnen.rijen",
        "regio.opslag",
    ),
)
BEGIN = """
import json, sys
from pathlib import Path
from starlette.testclient import TestClient
from api.app import maak_app
from regio.instellingen import Instellingen

with TestClient(maak_app(Instellingen(var=Path(sys.argv[1])))) as client:
    vragen = ("/v1/postcodes/9471", "/v1/postcodes/nergens", "/v1/locaties?lon=6.6863&lat=53.0929")
    antwoorden = [client.get(pad).status_code for pad in vragen]
print(json.dumps({"antwoorden": antwoorden, "modules": sorted(sys.modules)}))
"""
PROGRAMMA = """
import json, sys
from pathlib import Path
from starlette.testclient import TestClient
from api.app import maak_app
from regio.instellingen import Instellingen

with TestClient(maak_app(Instellingen(var=Path(sys.argv[1])))) as client:
    antwoorden = {
        pad: client.get(pad).status_code
        for pad in ("/v1/postcodes/9471", "/v1/locaties?lon=6.6863&lat=53.0929", "/v1/gemeenten/GM1730",
                    "/v1/samenwerkingsverbanden/VO2001", "/v1/suggesties?q=ty", "/")
    }
    kaart = {"accept": "application/geo+json"}
    for pad in ("/v1/samenwerkingsverbanden", "/v1/gemeenten/GM1730", "/v1/ogc/collections/po/items"):
        antwoorden[f"kaart {pad}"] = client.get(pad, headers=kaart).status_code
    bestand = client.get("/v1/kaartbestanden").json()["kaartbestanden"][-1]["naam"]
    antwoorden["bestand"] = client.get(f"/gebieden/{bestand}").status_code
    antwoorden["adres"] = client.post("/v1/adressen/_zoek", json={"vraag": "Tynaarlo"}).status_code
    antwoorden["pagina"] = client.post("/", data={"vraag": "9471 RM"}).status_code
    modules = sorted(sys.modules)
    rd = "http://www.opengis.net/def/crs/EPSG/0/28992"
    for pad in (f"/v1/samenwerkingsverbanden?crs={rd}", "/v1/ogc/collections/po/items?bbox=6,53,7,54"):
        antwoorden[f"later {pad}"] = client.get(pad, headers=kaart).status_code
print(json.dumps({"antwoorden": antwoorden, "modules": modules, "later": sorted(sys.modules)}))
"""


def _gezien(programma: str, var: Path, repo: Path) -> dict[str, Any]:
    """What a program saw that ran in a process of its own."""
    uit = subprocess.run(
        [sys.executable, "-c", programma, str(var)], cwd=repo, capture_output=True, text=True, check=True, timeout=300
    )
    gezien: dict[str, Any] = json.loads(uit.stdout)
    return gezien


def test_the_first_answers_need_few_modules(var: Path, repo: Path) -> None:
    gezien = _gezien(BEGIN, var, repo)
    assert gezien["antwoorden"] == [200, 400, 200]
    modules = set(gezien["modules"])
    assert {"fastapi", "regio.stand.stand", "api.snel"} <= modules, "the test sees what is imported"
    assert not {naam for naam in modules if naam.startswith(NIET_METEEN)}


def test_no_heavy_library_is_imported_to_answer(var: Path, repo: Path) -> None:
    gezien = _gezien(PROGRAMMA, var, repo)
    assert set(gezien["antwoorden"].values()) == {200}, gezien["antwoorden"]
    assert {"fastapi", "pyproj"} <= set(gezien["modules"]), "the test sees what is imported"
    assert not ZWAAR & {naam.partition(".")[0] for naam in gezien["modules"]}
    assert ZWAAR & {naam.partition(".")[0] for naam in gezien["later"]} == LAAT


@pytest.mark.parametrize("module", ["api.app", "regio.stand.houder"])
def test_importing_the_service_reads_nothing(module: str, repo: Path, tmp_path: Path) -> None:
    """Settings and edition are read by maak_app, not by an import."""
    omgeving = {"REGIO_VAR": str(tmp_path), "REGIO_POORT": "geen getal", "PATH": ""}
    opdracht = [sys.executable, "-W", "error", "-c", f"import {module}"]
    subprocess.run(opdracht, cwd=repo, env=omgeving, check=True, timeout=300)
    assert not list(tmp_path.iterdir())
