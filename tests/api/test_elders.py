"""Questions from pages of other sites, and problems that a visitor without JavaScript meets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.tussenlaag import GROOTSTE_LIJF

VOORAF = {"origin": "https://elders.example", "access-control-request-method": "POST"}
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
FORMULIER = {**BROWSER, "content-type": "application/x-www-form-urlencoded"}


def test_another_site_may_ask(handeling: Any, client: TestClient) -> None:
    if not handeling.sjabloon.startswith("/v1/"):
        return
    antwoord = client.options(handeling.pad, headers={**VOORAF, "access-control-request-headers": "content-type"})
    assert (antwoord.status_code, antwoord.content) == (204, b"")
    assert antwoord.headers["access-control-allow-origin"] == "*"
    assert handeling.methode in antwoord.headers["access-control-allow-methods"].split(", ")
    assert antwoord.headers["access-control-allow-headers"] == "Content-Type"
    assert antwoord.headers["api-version"]


@pytest.mark.parametrize("weg", VOORAF)
def test_what_is_no_preflight_is_405(client: TestClient, weg: str) -> None:
    koppen = {naam: waarde for naam, waarde in VOORAF.items() if naam != weg}
    assert client.options("/v1/postcodes/9471", headers=koppen).status_code == 405
    assert client.options("/", headers=VOORAF).status_code == 405, "the page is not for other sites"


def test_another_site_may_read_what_is_left_of_the_bound(client: TestClient) -> None:
    antwoord = client.post("/v1/adressen/_zoek", json={"vraag": "9471"})
    zichtbaar = antwoord.headers["access-control-expose-headers"].lower().split(", ")
    assert {naam for naam in antwoord.headers if naam.startswith("x-rate-limit")} <= set(zichtbaar)
    assert {"retry-after", "etag", "api-version"} <= set(zichtbaar)


def _is_pagina(antwoord: Any, status: int) -> None:
    assert antwoord.status_code == status
    assert antwoord.headers["content-type"] == "text/html; charset=utf-8"
    assert antwoord.headers["cache-control"] == "no-store"
    assert antwoord.headers["api-version"]
    assert '<html lang="nl">' in antwoord.text and "<h1>" in antwoord.text and 'href="/"' in antwoord.text
    assert "<script" not in antwoord.text and "openapi.json" not in antwoord.text


class StukkeGeocoder:
    """A geocoder that breaks its promise never to raise."""

    def zoek(self, vraag: str, maximum: int = 5) -> Any:
        raise RuntimeError(vraag)


def test_a_visitor_reads_a_page(maak_client: Callable[..., TestClient]) -> None:
    client = maak_client(limiet=1)
    _is_pagina(client.get("/bestaat-niet", headers=BROWSER), 404)
    _is_pagina(client.post("/", content=b"x" * (GROOTSTE_LIJF + 1), headers=FORMULIER), 413)
    assert client.post("/", content=b"vraag=9471", headers=FORMULIER).status_code == 200
    te_veel = client.post("/", content=b"vraag=9471", headers=FORMULIER)
    _is_pagina(te_veel, 429)
    assert "Ga daarvoor terug met de knop Terug van uw browser: wat u typte, staat daar dan nog." in te_veel.text
    assert te_veel.headers["retry-after"] in te_veel.text and te_veel.headers["x-rate-limit-remaining"] == "0"
    stuk = maak_client(geocoder=StukkeGeocoder())
    antwoord = stuk.post("/", content=b"vraag=Geheimlaan+12+Nergenshuizen", headers=FORMULIER)
    _is_pagina(antwoord, 500)
    assert "Geheimlaan" not in antwoord.text


@pytest.mark.parametrize(
    ("pad", "koppen"), [("/bestaat-niet", {}), ("/v1/bestaat-niet", BROWSER), ("/x", {"accept": "application/json"})]
)
def test_everybody_else_reads_a_problem(client: TestClient, pad: str, koppen: dict[str, str]) -> None:
    antwoord = client.get(pad, headers=koppen)
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (404, "application/problem+json")
