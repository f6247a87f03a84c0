"""The official files, served as PDOK does and fetched: what loading reads is what CBS made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shapely

from regio.bronnen.ophalen.geopakket import MINSTENS
from regio.gebieden.officieel.lezen import Gelezen, lees_map
from regio.gebieden.officieel.melden import Meldingen
from tests.regio.bronnen.ophalen.conftest import GEMEENTEN, JEUGD, PC4, Bestand, Nepdok, Werkplek, maak_nepdok, stuur

pytestmark = pytest.mark.bronnen
ECHT = dict(MINSTENS)
PC4_JAAR = 2020


def lees(map_: Path) -> Gelezen:
    meldingen = Meldingen()
    gelezen = lees_map(map_, meldingen, lambda _: None)
    assert meldingen.fouten == []
    return gelezen


@pytest.fixture(scope="module")
def bron(bronnenmap: Path) -> Gelezen:
    """The official files as they are."""
    return lees(bronnenmap)


def als_kenmerken(gelezen: Gelezen, soort: Any, jaar: int, sleutel: str) -> list[dict[str, Any]]:
    (laag,) = [laag for laag in gelezen.van(soort) if laag.jaar == jaar]
    return [
        {
            "type": "Feature",
            "id": str(nummer),
            "properties": {sleutel: code, "statnaam": naam, "jaarcode": jaar},
            "geometry": json.loads(shapely.to_geojson(vlak)),
        }
        for nummer, (code, naam, vlak) in enumerate(zip(laag.codes, laag.namen, laag.vlak, strict=True))
    ]


@pytest.fixture
def plek(bron: Gelezen, bronnenmap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Werkplek]:
    nepdok: Nepdok = maak_nepdok(tmp_path, monkeypatch)
    for soort, minstens in ECHT.items():
        monkeypatch.setitem(MINSTENS, soort, minstens)
    nepdok.bestanden = {
        jaar: Bestand((bronnenmap / f"cbsgebiedsindelingen{jaar}.gpkg").read_bytes()) for jaar in (2016, 2023)
    }
    nepdok.kenmerken = {
        (PC4, PC4_JAAR): als_kenmerken(bron, "pc4", PC4_JAAR, "postcode"),
        (GEMEENTEN, 2016): als_kenmerken(bron, "gemeente", 2016, "statcode"),
        (JEUGD, 2016): als_kenmerken(bron, "jeugdregio", 2016, "statcode"),
        (GEMEENTEN, 2023): als_kenmerken(bron, "gemeente", 2023, "statcode"),
        (JEUGD, 2023): als_kenmerken(bron, "jeugdregio", 2023, "statcode"),
    }
    werkplek = Werkplek(nepdok, tmp_path / "naar")
    # A page of real borders takes a server like this a while.
    werkplek.geduld = replace(werkplek.geduld, lezen=60.0)
    yield werkplek
    nepdok.sluit()


@pytest.mark.parametrize("weg", ["downloads", "gebieden"])
def test_what_is_fetched_is_what_cbs_made(plek: Werkplek, bron: Gelezen, weg: str) -> None:
    if weg == "gebieden":
        plek.nepdok.eerst["index.xml"] = [stuur(b"", 404)]
    plek.haal()
    assert plek.nepdok.gevraagd(PC4)[-1] is not None
    gehaald = lees(plek.map_)
    assert {(laag.soort, laag.jaar) for laag in gehaald.lagen} == {
        ("pc4", PC4_JAAR),
        ("gemeente", 2016),
        ("jeugdregio", 2016),
        ("gemeente", 2023),
        ("jeugdregio", 2023),
    }
    for laag in gehaald.lagen:
        (echt,) = [een for een in bron.van(laag.soort) if een.jaar == laag.jaar]
        assert (laag.codes, laag.namen) == (echt.codes, echt.namen)
        assert shapely.equals_exact(shapely.normalize(laag.vlak), shapely.normalize(echt.vlak)).all()
