"""The workbooks of the OOGO, opened by a spreadsheet program: every cell is what the API says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from regio.overleg.uitvoer import KOP, als_werkmap
from tests.kantoor import als_rijen, open_in_calc

DAG = "2026-11-22"
LIGGING = {True: "geheel", False: "deel", None: "niet zeker"}
RAAR = ("=1+1", "+31 6", "-5", "@SOM(A1)", "007", "1e5", "2026-11-22", "'s-Gravenhage", "Súdwest-Fryslân", 'a;b,"c"')

pytestmark = pytest.mark.kantoor


def _verwacht(api: dict[str, Any]) -> list[list[object]]:
    """The cells that the answer of the API leads to, but for the attribution."""
    return [
        [
            *(api["geldigOp"], tafel["code"], tafel["sector"], tafel["naam"], een["code"], een["naam"]),
            *(LIGGING[een["geheel"]], een["kinderen"], een["aandeel"]),
            *(" ".join(een["postcodes"]) or None, " ".join(een["postcodesMisschien"]) or None),
            *(api["regeling"]["versie"], api["regeling"]["toelichting"]),
        ]
        for tafel in api.get("tafels", [api])
        for een in tafel["gemeenten"]
    ]


@pytest.mark.parametrize("soort_en_code", ["gemeenten/GM1900", "samenwerkingsverbanden/VO2301", "gemeenten/GM0867"])
def test_every_cell_is_what_the_api_says(client: TestClient, tmp_path: Path, soort_en_code: str) -> None:
    for dag in ("2014-01-01", DAG) if soort_en_code == "gemeenten/GM0867" else (DAG,):
        map_ = tmp_path / dag
        map_.mkdir()
        bestand = client.get(f"/{soort_en_code}/overleg.xlsx?peildatum={dag}")
        assert bestand.status_code == 200
        api = client.get(f"/v1/{soort_en_code}/overlegpartners?geldigOp={dag}").json()
        gelezen = open_in_calc(bestand.content, map_)
        kop, *rijen = gelezen.csv["Overleg"]
        assert kop == list(KOP)
        verwacht = _verwacht(api)
        assert len(verwacht) > 1
        assert [rij[:-1] for rij in rijen] == als_rijen(verwacht)
        assert all("Kadaster / Centraal Bureau voor de Statistiek" in rij[-1] for rij in rijen)
        cellen = gelezen.cellen["Overleg"][1:]
        assert [[cel.value for cel in rij[:-1]] for rij in cellen] == verwacht
        kinderen, aandeel = (KOP.index(naam) for naam in ("kinderen", "aandeel_in_verband"))
        for rij in cellen:
            soorten = {cel.data_type for nummer, cel in enumerate(rij) if cel.value is not None and nummer < kinderen}
            assert soorten == {"s"} and rij[kinderen].data_type == rij[aandeel].data_type == "n"
        uitleg = {tuple(rij) for rij in gelezen.csv["Toelichting"]}
        assert ("geen overeenstemming", api["geenOvereenstemming"]["tekst"]) in uitleg
        assert {("opmerking", een["tekst"]) for een in api["opmerkingen"]} <= uitleg


def test_text_stays_text_in_a_spreadsheet(client: TestClient, tmp_path: Path) -> None:
    api = client.get(f"/v1/samenwerkingsverbanden/VO2001/overlegpartners?geldigOp={DAG}").json()
    eerste = api["gemeenten"][0]
    raar = {**api, "gemeenten": [{**eerste, "naam": naam, "postcodes": [naam]} for naam in RAAR]}
    gelezen = open_in_calc(als_werkmap(raar), tmp_path)
    for veld in ("naam_gemeente", "postcodes"):
        kolom = KOP.index(veld)
        assert [rij[kolom] for rij in gelezen.csv["Overleg"][1:]] == list(RAAR)
        cellen = [rij[kolom] for rij in gelezen.cellen["Overleg"][1:]]
        assert [(cel.data_type, cel.value) for cel in cellen] == [("s", naam) for naam in RAAR]
