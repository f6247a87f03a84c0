"""Official files that were loaded, and what their gate found, are told like every other source and finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api import modellen_naslag
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand

BESTAND = {
    "bestand": "cbsgebiedsindelingen2022.gpkg",
    "titel": "Officiële grenzen: gemeente_gegeneraliseerd (2022)",
    "autoriteit": "CBS / Kadaster",
    "bron": "PDOK",
    "licentie": "CC BY 4.0",
    "geldig_vanaf": "2022-01-01",
    "geldig_tot": None,
    "verzameld_op": None,
    "sha256": "0" * 64,
    "opmerking": "Geladen door de beheerder.",
}
BEVINDING = {
    "niveau": "waarschuwing",
    "code": "pc4-geleegd",
    "waar": "postcode4 1623",
    "wat": "Het vlak is 6 m² en verdwijnt bij het sluitend maken.",
    "gedaan": "De grond telt bij de buren.",
}


@pytest.fixture
def dienst(editie: Path, tmp_path: Path, maak_client: Any) -> TestClient:
    """A service over an edition of its own, with a file and a finding more."""
    stand = Stand.open(editie)
    stand.tabellen["bronnen"].append(BESTAND)
    stand.tabellen["bevindingen"].append(BEVINDING)
    client: TestClient = maak_client(houder=Standhouder(tmp_path, stand))
    return client


def test_a_loaded_file_is_a_source(dienst: TestClient) -> None:
    antwoord = dienst.get("/v1/bronnen")
    bronnen = modellen_naslag.Bronnen.model_validate_json(antwoord.content, strict=True).bronnen
    assert bronnen[-1].bestand == BESTAND["bestand"]
    assert (bronnen[-1].verzameldOp, bronnen[-1].sha256) == (None, "0" * 64)
    assert "jeugdregios/gemeente_rmc.csv" in {bron.bestand for bron in bronnen}


def test_what_the_gate_found_is_a_finding(dienst: TestClient) -> None:
    antwoord = dienst.get("/v1/bevindingen")
    uit = modellen_naslag.Bevindingen.model_validate_json(antwoord.content, strict=True)
    assert uit.bevindingen[-1].model_dump() == BEVINDING
    assert uit.aantal == len(uit.bevindingen)
