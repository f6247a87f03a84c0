"""The OpenAPI document, its pages, health, security.txt, and what happens when something breaks."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api import serveer
from api.contact import contact_van
from api.problemen import TITELS, TYPE, UITLEG
from kaarten.pagina import noem_contact
from regio.instellingen import Instellingen


def test_the_openapi_is_open_and_complete(client: TestClient) -> None:
    antwoord = client.get("/v1/openapi.json")
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, "application/json")
    assert antwoord.headers["access-control-allow-origin"] == "*"
    document = antwoord.json()
    assert document["openapi"].startswith("3.")
    contact = document["info"]["contact"]
    assert set(contact) == {"name", "url", "email"}
    assert parseaddr(contact["email"])[1] == contact["email"]
    assert contact["url"] == "http://127.0.0.1:8000/"
    assert document["info"]["version"] == antwoord.headers["api-version"]
    assert "422" not in antwoord.text
    assert "HTTPValidationError" not in antwoord.text


def test_making_the_openapi_logs_nothing(maak: Callable[..., FastAPI], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        maak().openapi()
    assert not caplog.records


SCENARIODELEN = "versies effecten bevindingen regeling tabel kaart geopakket herbasering _vergelijk"
SCENARIODADEN = "_zet _ongedaan _opnieuw _vertak _deel _ontdeel _herbaseer _indienen _importeer _probeer _factoren"


def test_the_paths_are_those_of_the_design(openapi: dict[str, Any]) -> None:
    bronnen = "postcodes/{postcode} locaties suggesties gemeenten gemeenten/{code} samenwerkingsverbanden"
    bronnen += " samenwerkingsverbanden/{code} jeugdregios jeugdregios/{code} rmc-regios rmc-regios/{code}"
    bronnen += " herindelingen regelingen bronnen bevindingen crss kaartbestanden ogc ogc/api ogc/conformance"
    bronnen += " ogc/collections ogc/collections/{collectionId} ogc/collections/{collectionId}/items"
    bronnen += " ogc/collections/{collectionId}/items/{featureId} herindelinggevolgen overlegtafels"
    bronnen += " gemeenten/{code}/overlegpartners samenwerkingsverbanden/{code}/overlegpartners"
    bronnen += " congruenties congruenties/{indeling}/{met} congruenties/{indeling}/{met}/regios/{code}"
    bronnen += " congruenties/{indeling}/{met}/grenzen congruentie-tijdreeksen/{indeling} territoriale-congruenties"
    bronnen += " scenarios scenarios/{id} scenario-voorbeelden grenswijzigingsverzoeken grenswijzigingsverzoeken/{id}"
    bronnen += "".join(f" scenarios/{{id}}/{deel}" for deel in SCENARIODELEN.split())
    vragen = "adressen/_zoek locaties/_zoek postcodes/_batch locaties/_batch scenarios herindelingen/_toets"
    vragen += " grenswijzigingsverzoeken/{id}/_stap"
    vragen += "".join(f" scenarios/{{id}}/{doe}" for doe in SCENARIODADEN.split())
    verwacht = {f"GET /v1/{pad}" for pad in bronnen.split()} | {f"POST /v1/{pad}" for pad in vragen.split()}
    gevonden = {f"{methode.upper()} {pad}" for pad, spec in openapi["paths"].items() for methode in spec}
    verwacht |= {"GET /livez", "GET /readyz", "PATCH /v1/scenarios/{id}", "DELETE /v1/scenarios/{id}"}
    assert gevonden == verwacht


def test_every_operation_has_its_own_name(openapi: dict[str, Any]) -> None:
    namen = [spec["operationId"] for pad in openapi["paths"].values() for spec in pad.values()]
    assert len(namen) == len(set(namen))


def test_every_reference_in_the_openapi_leads_somewhere(openapi: dict[str, Any]) -> None:
    sloten = {
        naam
        for pad in openapi["paths"].values()
        for doe in pad.values()
        for slot in doe.get("security", ())
        for naam in slot
    }
    genoemd = set(_verwijzingen(openapi)) | {f"#/components/securitySchemes/{naam}" for naam in sloten}
    assert genoemd == {
        f"#/components/{soort}/{naam}" for soort, delen in openapi["components"].items() for naam in delen
    }


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


CONTACT = {
    "contact_naam": "Afdeling Onderwijs",
    "contact_email": "regio@gemeente.example",
    "contact_url": "https://gemeente.example/contact",
    "basis_url": "https://regio.gemeente.example/",
}


def test_the_contact_is_that_of_the_settings(maak: Callable[..., FastAPI]) -> None:
    assert maak(**CONTACT).openapi()["info"]["contact"] == {
        "name": "Afdeling Onderwijs",
        "email": "regio@gemeente.example",
        "url": "https://gemeente.example/contact",
    }


@pytest.mark.parametrize(
    ("adres", "email"),
    [
        ("https://regio.gemeente.example/", "webmaster@regio.gemeente.example"),
        ("http://10.0.0.1:8000", "webmaster@localhost"),
        ("http://[::1]:8000", "webmaster@localhost"),
    ],
)
def test_the_contact_is_complete_without_settings(adres: str, email: str) -> None:
    contact = contact_van(Instellingen(basis_url=adres))
    assert contact == {"name": "Beheer van deze dienst", "url": f"{adres.rstrip('/')}/", "email": email}


def test_the_foot_of_the_pages_leads_to_the_contact_of_the_settings(
    maak: Callable[..., FastAPI], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(serveer, "maak_app", lambda _: maak())
    monkeypatch.setattr("api.logboek.stel_in", lambda: None)
    monkeypatch.setattr("api.geheugen.bevries", lambda: None)
    request.addfinalizer(lambda: noem_contact("", ""))

    def voet(**anders: str) -> str:
        monkeypatch.setattr(serveer, "lees_instellingen", lambda: Instellingen(**anders))  # type: ignore[arg-type]
        with TestClient(serveer.maak()) as klant:
            return klant.get("/overzicht?x=1").text.partition("<footer")[2]

    def link(adres: str) -> str:
        return f'Contact: <a href="{adres}" rel="noreferrer">Afdeling Onderwijs</a>'

    assert link("https://gemeente.example/contact") in voet(**CONTACT)
    assert link("mailto:regio@gemeente.example") in voet(**(CONTACT | {"contact_url": ""}))
    niemand = voet(contact_naam="Afdeling Onderwijs")
    assert "Contact:" not in niemand
    assert "Wij volgen u niet." in niemand and "Bronnen (JSON)" in niemand


def test_security_txt_says_where_to_report(maak_client: Callable[..., TestClient]) -> None:
    antwoord = maak_client(**CONTACT).get("/.well-known/security.txt")
    assert antwoord.headers["content-type"] == "text/plain; charset=utf-8"
    velden = [regel.split(": ", 1) for regel in antwoord.text.splitlines()]
    assert [waarde for naam, waarde in velden if naam == "Contact"] == [
        "mailto:regio@gemeente.example",
        "https://gemeente.example/contact",
    ]
    verloopt = datetime.fromisoformat(dict(velden)["Expires"])
    assert timedelta(days=364) < verloopt - datetime.now(UTC) <= timedelta(days=365)
    assert dict(velden)["Canonical"] == "https://regio.gemeente.example/.well-known/security.txt"


def test_without_anybody_to_report_to_there_is_no_security_txt(client: TestClient) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


def test_every_type_of_problem_has_a_page(client: TestClient) -> None:
    for status, (soort, titel) in TITELS.items():
        antwoord = client.get(TYPE + soort)
        assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert f"<h1>{titel}</h1>" in antwoord.text and html.escape(UITLEG[status]) in antwoord.text
    assert client.get(f"{TYPE}bestaat-niet").status_code == 404


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
