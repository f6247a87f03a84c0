"""The OpenAPI document, its pages, health, security.txt, and what happens when something breaks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from email.utils import parseaddr
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient


def test_the_openapi_is_open_and_complete(client: TestClient) -> None:
    antwoord = client.get("/v1/openapi.json")
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, "application/json")
    assert antwoord.headers["access-control-allow-origin"] == "*"
    document = antwoord.json()
    assert document["openapi"].startswith("3.")
    contact = document["info"]["contact"]
    assert set(contact) == {"name", "url", "email"}
    assert parseaddr(contact["email"])[1] == contact["email"]
    assert contact["url"].startswith("https://")
    assert document["info"]["version"] == antwoord.headers["api-version"]
    assert "422" not in antwoord.text
    assert "HTTPValidationError" not in antwoord.text


def test_making_the_openapi_logs_nothing(maak: Callable[..., FastAPI], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        maak().openapi()
    assert not caplog.records


def test_the_paths_are_those_of_the_design(openapi: dict[str, Any]) -> None:
    bronnen = "postcodes/{postcode} locaties suggesties gemeenten gemeenten/{code} samenwerkingsverbanden"
    bronnen += " samenwerkingsverbanden/{code} jeugdregios herindelingen regelingen bronnen bevindingen"
    vragen = "adressen/_zoek locaties/_zoek postcodes/_batch locaties/_batch"
    verwacht = {f"GET /v1/{pad}" for pad in bronnen.split()} | {f"POST /v1/{pad}" for pad in vragen.split()}
    gevonden = {f"{methode.upper()} {pad}" for pad, spec in openapi["paths"].items() for methode in spec}
    assert gevonden == verwacht | {"GET /livez", "GET /readyz"}


def test_every_operation_has_its_own_name(openapi: dict[str, Any]) -> None:
    namen = [spec["operationId"] for pad in openapi["paths"].values() for spec in pad.values()]
    assert len(namen) == len(set(namen))


def test_every_reference_in_the_openapi_leads_somewhere(openapi: dict[str, Any]) -> None:
    genoemd = set(_verwijzingen(openapi))
    assert genoemd == {f"#/components/schemas/{naam}" for naam in openapi["components"]["schemas"]}


def _verwijzingen(deel: Any) -> list[str]:
    if isinstance(deel, dict):
        eigen = [deel["$ref"]] if isinstance(deel.get("$ref"), str) else []
        return eigen + [ref for waarde in deel.values() for ref in _verwijzingen(waarde)]
    return [ref for waarde in deel for ref in _verwijzingen(waarde)] if isinstance(deel, list) else []


def test_the_documentation_needs_nothing_from_elsewhere(client: TestClient) -> None:
    antwoord = client.get("/v1/docs")
    assert antwoord.headers["content-type"].startswith("text/html")
    assert "http" not in antwoord.text.replace("http-equiv", "")
    assert "<script>" not in antwoord.text


def test_security_txt_says_where_to_report(client: TestClient) -> None:
    antwoord = client.get("/.well-known/security.txt")
    assert antwoord.headers["content-type"] == "text/plain; charset=utf-8"
    velden = dict(regel.split(": ", 1) for regel in antwoord.text.splitlines())
    assert velden["Contact"].startswith("mailto:")
    assert datetime.fromisoformat(velden["Expires"]).tzinfo is not None
    assert velden["Canonical"].endswith("/.well-known/security.txt")


def test_health_names_the_edition(client: TestClient, stand: Any) -> None:
    assert client.get("/livez").json() == {"status": "in orde", "editie": None, "melding": None}
    assert client.get("/readyz").json() == {"status": "in orde", "editie": stand.editie, "melding": None}


class StukkeGeocoder:
    """A geocoder that breaks its promise never to raise."""

    def zoek(self, vraag: str, maximum: int = 5) -> Any:
        raise RuntimeError(f"kan {vraag} niet vinden in /srv/regio/geheim.py")


def test_an_unexpected_error_is_a_problem_that_tells_nothing(
    maak_client: Callable[..., TestClient], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    stuk = maak_client(geocoder=StukkeGeocoder())
    with caplog.at_level(logging.DEBUG):
        antwoord = stuk.post("/v1/adressen/_zoek", json={"vraag": "Geheimlaan 12 Nergenshuizen"})
    assert antwoord.status_code == 500
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert antwoord.headers["api-version"]
    assert antwoord.headers["x-content-type-options"] == "nosniff"
    uit, fout = capfd.readouterr()
    assert "RuntimeError" in caplog.text, "the kind of error is kept"
    for tekst in (antwoord.text, caplog.text, uit, fout):
        assert "Geheimlaan" not in tekst
        assert "Traceback" not in tekst
        assert "geheim.py" not in tekst
    assert stuk.get("/v1/postcodes/9471").status_code == 200
