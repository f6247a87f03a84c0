"""Names as long as they may be, without a space to fold at: no page gets wider than its window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser

from regio.stand.stand import Stand
from tests.api.scenarioproef import PAD, PEILDATUM
from tests.browser.bezoek import bezoek_aan
from tests.browser.scenariodienst import GEDULD_S, Dienst, scenariodienst

pytestmark = pytest.mark.browser
ZETTEN = [
    {"soort": "hernoem", "sector": "PO", "code": "PO2203", "naam": "W" * 200, "notitie": "N" * 500},
    {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM1730"}, "naar": "PO2203"},
    {
        "soort": "herindeel",
        "datum": "2027-01-01",
        "naar": "GM9901",
        "naam": "Q" * 200,
        "delen": [{"gemeente": "GM1730"}, {"gemeente": "GM1680"}],
    },
]


@pytest.fixture(scope="module")
def dienst(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service with a database of its own."""
    with scenariodienst(stand, tmp_path_factory.mktemp("scenarios")) as dienst:
        yield dienst


def _stuur(dienst: Dienst, pad: str, lijf: dict[str, Any], **koppen: str) -> str:
    koppen = {**dienst.koppen, **koppen}
    antwoord = httpx2.post(f"{dienst.adres}{pad}", json=lijf, headers=koppen, timeout=GEDULD_S)
    assert antwoord.status_code == 201, antwoord.text
    return str(antwoord.json()["id"])


@pytest.mark.parametrize("breedte", [1280, 375])
def test_no_page_gets_wider_than_its_window(browser: Browser, dienst: Dienst, breedte: int) -> None:
    een, ander = (
        _stuur(dienst, PAD, {"naam": naam * 200, "peildatum": PEILDATUM, "zetten": zetten})
        for naam, zetten in (("a", ZETTEN), ("b", []))
    )
    gezien = httpx2.get(f"{dienst.adres}{PAD}/{een}", headers=dienst.koppen, timeout=GEDULD_S).headers["etag"]
    indiening = {"aanvrager": "A" * 200, "reden": "R" * 500, "steun": []}
    verzoek = _stuur(dienst, f"{PAD}/{een}/_indienen", indiening, **{"if-match": gezien})
    paden = [
        *(f"/scenarios/{een}{deel}" for deel in ("", "/rapport", f"/vergelijk?met={ander}", "/indienen", "/verwijder")),
        *("/scenarios", "/verzoeken", f"/verzoeken/{verzoek}"),
    ]
    bij: dict[str, Any] = {
        "viewport": {"width": breedte, "height": 800},
        "storage_state": {"cookies": [dienst.koek()], "origins": []},
    }
    for pad in paden:
        with bezoek_aan(browser, f"{dienst.adres}{pad}", **bij) as bezoek:
            assert "a" * 200 in bezoek.pagina.content(), pad
            assert bezoek.pagina.evaluate("document.documentElement.scrollWidth") <= breedte, pad
