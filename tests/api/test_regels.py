"""The NL API Design Rules: one test per rule over every operation of the OpenAPI."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.problemen import TITELS
from api.tussenlaag import API_VERSIE
from regio.werkmap import XLSX

PROBLEEM = "application/problem+json"
JSON, GEOJSON, CSV = "application/json", "application/geo+json", "text/csv"
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"
# Paths that answer GeoJSON only, and those that answer a table too.
ALLEEN_KAART = ("/items", "/{featureId}", "/grenzen")
OOK_TABEL = re.compile(
    r"/v1/(congruenties|congruenties/\{indeling\}/\{met\}|congruentie-tijdreeksen/\{indeling\}|territoriale-congruenties"
    r"|herindelinggevolgen)"
)
# Paths and questions of OGC API Features are named as in that standard.
OGC = "/v1/ogc"
OGC_PADEN = {
    "", "/conformance", "/api", "/collections", "/collections/{collectionId}", "/collections/{collectionId}/items",
    "/collections/{collectionId}/items/{featureId}",
}  # fmt: skip
OGC_VRAGEN = {"bbox", "bbox-crs", "datetime", "limit", "offset", "crs", "detail"}
BEVEILIGING = {
    "content-security-policy": re.compile(r"default-src 'self'.*frame-ancestors 'none'"),
    "strict-transport-security": re.compile(r"max-age=[0-9]{8}"),
    "x-content-type-options": re.compile("nosniff"),
    "referrer-policy": re.compile("strict-origin-when-cross-origin"),
}
# Headers on answers of every server, which OpenAPI leaves out, and those for browsers.
ANDERE_KOPPEN = {
    "content-type", "content-length", "content-encoding", *BEVEILIGING,
    "access-control-allow-origin", "access-control-expose-headers",
}  # fmt: skip
BUITEN_OPENAPI = (
    "/v1/openapi.json",
    "/v1/docs",
    "/.well-known/security.txt",
    "/",
    "/v1/bestaat-niet",
    "/statisch/geen",
)


def _is_probleem(antwoord: Any, status: int) -> dict[str, Any]:
    """Assert the one shape of an error and return it."""
    assert antwoord.status_code == status, antwoord.text
    assert antwoord.headers["content-type"] == PROBLEEM
    assert antwoord.headers["cache-control"] == "no-store"
    assert antwoord.headers["api-version"] == API_VERSIE
    probleem: dict[str, Any] = antwoord.json()
    assert set(probleem) <= {"type", "title", "status", "detail", "errors", "bekend"}
    assert probleem["type"] == f"/problemen/{TITELS[status][0]}"
    assert (probleem["title"], probleem["status"]) == (TITELS[status][1], status)
    assert probleem["detail"].strip() == probleem["detail"] != ""
    for fout in probleem.get("errors", ()):
        assert set(fout) == {"in", "veld", "code", "melding"}
        assert fout["in"] in ("path", "query", "body")
        assert fout["veld"] and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fout["code"])
        assert fout["melding"][0] != " " and fout["melding"].endswith(".")
    return probleem


def test_the_examples_of_the_openapi_answer(handeling: Any, client: TestClient) -> None:
    antwoord = handeling.doe(client)
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["content-type"] == _vormen(handeling)[0]


def _vormen(handeling: Any) -> list[str]:
    """The media types of an operation; first the one that whoever asks for nothing gets."""
    if handeling.sjabloon.endswith(ALLEEN_KAART):
        return [GEOJSON]
    if OOK_TABEL.fullmatch(handeling.sjabloon):
        return [JSON, CSV]
    if handeling.sjabloon == "/v1/overlegtafels":
        return [JSON, CSV, XLSX]
    if handeling.sjabloon == f"{OGC}/api":
        return [OPENAPI]
    if handeling.sjabloon.endswith("/regios/{code}"):
        return [JSON]
    return [JSON, GEOJSON] if "406" in handeling.spec["responses"] else [JSON]


def test_every_answer_names_the_version(handeling: Any, client: TestClient) -> None:
    for antwoord in (
        handeling.doe(client),
        handeling.doe(client, params={"onzin": "1"}),
        handeling.doe(client, url="/v1/niets"),
    ):
        assert antwoord.headers.get_list("api-version") == [API_VERSIE]
    assert re.fullmatch(r"1\.[0-9]+\.[0-9]+", API_VERSIE)


@pytest.mark.parametrize("pad", BUITEN_OPENAPI)
@pytest.mark.parametrize("methode", ["GET", "HEAD", "DELETE"])
def test_other_answers_name_it_too_and_are_safe(pad: str, methode: str, client: TestClient) -> None:
    antwoord = client.request(methode, pad)
    assert antwoord.headers["api-version"] == API_VERSIE
    for naam, vorm in BEVEILIGING.items():
        assert vorm.search(antwoord.headers[naam])


def test_every_answer_is_safe(handeling: Any, client: TestClient) -> None:
    for antwoord in (
        handeling.doe(client),
        handeling.doe(client, params={"onzin": "1"}),
        handeling.doe(client, method="PUT"),
    ):
        for naam, vorm in BEVEILIGING.items():
            assert vorm.search(antwoord.headers[naam])
        assert not {"server", "x-powered-by"} & set(antwoord.headers)


def test_head_is_get_without_body(handeling: Any, client: TestClient) -> None:
    if handeling.methode != "GET":
        kaal = client.head(handeling.pad)
        assert (kaal.status_code, kaal.headers["allow"], kaal.content) == (405, "POST", b"")
        return
    zo = {"headers": {"accept-encoding": "identity"}}
    get, head = handeling.doe(client, **zo), handeling.doe(client, method="HEAD", **zo)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(get.headers)
    assert int(head.headers["content-length"]) == len(get.content)
    fout = handeling.doe(client, method="HEAD", params={"onzin": "1"})
    assert (fout.status_code, fout.content) == (400, b"")


@pytest.mark.parametrize("methode", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_another_method_is_405_with_allow(handeling: Any, methode: str, client: TestClient) -> None:
    if methode == handeling.methode:
        return
    antwoord = handeling.doe(client, method=methode, json={})
    _is_probleem(antwoord, 405)
    toegestaan = {deel.strip() for deel in antwoord.headers["allow"].split(",")}
    assert toegestaan == ({"GET", "HEAD"} if handeling.methode == "GET" else {"POST"})


def test_a_trailing_slash_is_404(handeling: Any, client: TestClient) -> None:
    antwoord = handeling.doe(client, url=f"{handeling.pad}/")
    _is_probleem(antwoord, 404)
    assert "location" not in antwoord.headers


def test_an_unknown_parameter_is_400_by_name(handeling: Any, client: TestClient) -> None:
    antwoord = handeling.doe(client, params={**handeling.vraag, "geldig_op": "2015-04-23", "Sector": "PO"})
    fouten = _is_probleem(antwoord, 400)["errors"]
    assert {(fout["in"], fout["veld"], fout["code"]) for fout in fouten} == {
        ("query", "geldig_op", "extra-forbidden"),
        ("query", "Sector", "extra-forbidden"),
    }
    assert all(fout["veld"] in fout["melding"] for fout in fouten)


def test_400_is_declared_as_a_problem_and_422_nowhere(handeling: Any) -> None:
    assert "422" not in handeling.spec["responses"]
    for status, antwoord in handeling.spec["responses"].items():
        if status == "304":
            assert "content" not in antwoord
            continue
        assert list(antwoord["content"]) == (_vormen(handeling) if status == "200" else [PROBLEEM])
        if status != "200":
            assert antwoord["content"][PROBLEEM]["schema"] == {"$ref": "#/components/schemas/Probleem"}
    assert "400" in handeling.spec["responses"]
    if handeling.lijf is not None:
        assert {"413", "415"} <= set(handeling.spec["responses"])
    if handeling.velden("path"):
        assert "404" in handeling.spec["responses"]


def test_the_headers_of_an_answer_are_those_that_are_declared(handeling: Any, client: TestClient) -> None:
    antwoorden = [handeling.doe(client), handeling.doe(client, params={"onzin": "1"})]
    if "etag" in antwoorden[0].headers:
        antwoorden.append(handeling.doe(client, headers={"if-none-match": antwoorden[0].headers["etag"]}))
    assert ("304" in handeling.spec["responses"]) == (len(antwoorden) == 3)
    for antwoord in antwoorden:
        verklaard = handeling.spec["responses"][str(antwoord.status_code)]["headers"]
        # Beside GeoJSON the same status also declares the system, which JSON has none of.
        van_de_kaart = {"content-crs"} if antwoord.headers.get("content-type") == JSON else set()
        assert {naam.lower() for naam in verklaard} - van_de_kaart == set(antwoord.headers) - ANDERE_KOPPEN


def test_other_errors_declare_their_headers(openapi: dict[str, Any]) -> None:
    zoek = openapi["paths"]["/v1/adressen/_zoek"]["post"]["responses"]
    assert {"Retry-After", "X-Rate-Limit-Reset"} <= set(zoek["429"]["headers"])
    assert "X-Rate-Limit-Limit" not in zoek["413"]["headers"]
    assert "Vary" in openapi["paths"]["/v1/gemeenten"]["get"]["responses"]["406"]["headers"]


def test_every_operation_is_described(handeling: Any) -> None:
    assert handeling.spec["summary"] and handeling.spec["tags"]
    for een in handeling.spec.get("parameters", ()):
        assert een["description"], een["name"]


def test_every_date_is_documented_as_one(handeling: Any, openapi: dict[str, Any]) -> None:
    for een in handeling.spec.get("parameters", ()):
        if een["name"] == "geldigOp":
            assert {"type": "string", "format": "date"} in een["schema"]["anyOf"]
    for model in openapi["components"]["schemas"].values():
        veld = model.get("properties", {}).get("geldigOp", {})
        assert "anyOf" not in veld or {"type": "string", "format": "date"} in veld["anyOf"]


def test_names_follow_the_rules(handeling: Any) -> None:
    if handeling.sjabloon.startswith(OGC):
        assert handeling.sjabloon.removeprefix(OGC) in OGC_PADEN
        assert set(handeling.velden("query")) <= OGC_VRAGEN
        return
    if handeling.sjabloon not in ("/livez", "/readyz"):
        basis, bron, *rest = handeling.sjabloon.removeprefix("/").split("/")
        assert basis == "v1"
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*(s|en)", bron), "a Dutch plural noun"
        assert not [deel for deel in rest if not re.fullmatch(r"\{[a-z]+[A-Za-z]*\}|[a-z]+(-[a-z]+)*|_[a-z]+", deel)]
        assert not any(deel.startswith("_") for deel in rest[:-1])
    for veld in handeling.velden("query"):
        assert re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", veld)


def test_every_field_of_an_answer_is_camel_case(openapi: dict[str, Any]) -> None:
    for naam, model in openapi["components"]["schemas"].items():
        for veld in model.get("properties", ()):
            assert re.fullmatch(r"[a-z]+([A-Z][a-z]*)*([0-9]{1,4})?", veld), (naam, veld)


def test_the_dates_in_the_question_stand_in_the_answer(handeling: Any, client: TestClient) -> None:
    if "geldigOp" in handeling.velden("query") and not handeling.sjabloon.endswith("suggesties"):
        assert handeling.doe(client).json()["geldigOp"] == handeling.vraag["geldigOp"]
    elif handeling.lijf and "context" in handeling.lijf:
        assert handeling.doe(client).json()["geldigOp"] == handeling.lijf["context"]["geldigOp"]


SLECHT = [
    pytest.param({"content": b"{"}, 400, id="half JSON"),
    pytest.param({"content": b""}, 400, id="empty"),
    pytest.param({"content": b"\xff\xfe"}, 400, id="binary"),
    pytest.param({"content": b"[" * 50_000}, 400, id="deep"),
    pytest.param({"content": b'{"vraag": ' + b"9" * 6_000 + b"}"}, 400, id="large number"),
    pytest.param({"content": b'{"vraag": "\\ud800", "requests": ["\\ud800"], "lon": "\\ud800"}'}, 400, id="surrogate"),
    pytest.param({"json": []}, 400, id="list"),
    pytest.param({"json": {"onzin": 1, "vraag": None, "requests": 3, "lon": [], "context": 1}}, 400, id="wrong types"),
    pytest.param({"content": b'{"vraag": "' + b"x" * 1_000_000 + b'"}'}, 413, id="too large"),
    pytest.param({"content": b"vraag=9471", "headers": {"content-type": "text/plain"}}, 415, id="text"),
    pytest.param({"content": b"", "headers": {"content-type": ""}}, 415, id="no type"),
    pytest.param({"content": b"{}", "headers": {"content-type": "application/jsonl"}}, 415, id="near JSON"),
]


@pytest.mark.parametrize(("anders", "status"), SLECHT)
def test_bad_bodies_have_the_one_shape_of_an_error(
    handeling: Any, anders: dict[str, Any], status: int, client: TestClient
) -> None:
    if handeling.lijf is None:
        return
    koppen = {"headers": {"content-type": "application/json"}} if "content" in anders else {}
    probleem = _is_probleem(handeling.doe(client, **{**koppen, **anders}), status)
    if status == 400:
        assert probleem["errors"]


def test_a_body_that_grows_too_large_is_413(handeling: Any, client: TestClient) -> None:
    if handeling.lijf is None:
        return
    stukken = (b"[" * 100_000 for _ in range(11))
    antwoord = handeling.doe(client, content=stukken, headers={"content-type": "application/json"})
    assert antwoord.request.headers["transfer-encoding"] == "chunked"
    _is_probleem(antwoord, 413)


def test_json_may_name_its_encoding(handeling: Any, client: TestClient) -> None:
    if handeling.lijf is not None:
        antwoord = handeling.doe(client, headers={"content-type": "Application/JSON; charset=utf-8"})
        assert antwoord.status_code == 200


def test_every_date_is_checked(handeling: Any, client: TestClient) -> None:
    if "geldigOp" not in handeling.velden("query"):
        return
    for datum in ("2026-02-30", "1999-01-01", "2100-01-01", "23-4-2015", "", "٢٠١٥-٠٤-٢٣"):
        antwoord = handeling.doe(client, params={**handeling.vraag, "geldigOp": datum})
        (fout,) = _is_probleem(antwoord, 400)["errors"]
        assert (fout["in"], fout["veld"]) == ("query", "geldigOp")
        assert fout["code"].startswith("datum-")


def test_a_wrong_path_has_the_one_shape_of_an_error(handeling: Any, client: TestClient) -> None:
    for deel in handeling.velden("path"):
        for waarde in ("12345x", "%F0%9F%98%80", "a" * 5_000, "%00"):
            # Names of collections have no form of their own: any other is one that is not there.
            status = 404 if deel == "collectionId" else 400
            probleem = _is_probleem(handeling.doe(client, url=handeling.pad_met(**{deel: waarde})), status)
            assert [fout["in"] for fout in probleem.get("errors", ())] == ["path"] * (status == 400)
            assert waarde not in str(probleem)


def test_reference_answers_are_cached_and_lookups_in_a_body_never(handeling: Any, client: TestClient) -> None:
    antwoord = handeling.doe(client)
    if handeling.methode == "POST" or handeling.sjabloon in ("/livez", "/readyz"):
        assert antwoord.headers["cache-control"] == "no-store"
        assert "etag" not in antwoord.headers
        return
    etag = antwoord.headers["etag"]
    assert re.fullmatch(r'"[!#-~]+"', etag), "strong"
    assert re.fullmatch(r"public, max-age=[0-9]+", antwoord.headers["cache-control"])
    for vraag in (etag, f'"ander", {etag}', f"W/{etag}", "*"):
        weer = handeling.doe(client, headers={"if-none-match": vraag})
        assert (weer.status_code, weer.content) == (304, b"")
        assert weer.headers["etag"] == etag
        assert weer.headers["cache-control"] == antwoord.headers["cache-control"]
        assert weer.headers["api-version"] == API_VERSIE
    assert handeling.doe(client, headers={"if-none-match": '"ander"'}).status_code == 200


def test_another_question_has_another_etag(client: TestClient) -> None:
    paden = (
        "/v1/postcodes/9471",
        "/v1/postcodes/9472",
        "/v1/postcodes/9471?geldigOp=2015-04-23",
        "/v1/postcodes/9471?geldigOp=2015-04-24",
        "/v1/locaties?lon=6.6863&lat=53.0929",
        "/v1/gemeenten/GM1730",
        "/v1/gemeenten/GM1730?geldigOp=2015-04-23",
    )
    assert len({client.get(pad).headers["etag"] for pad in paden}) == len(paden)


def test_an_answer_for_today_is_kept_shorter_than_one_for_a_date(client: TestClient) -> None:
    for pad in ("/v1/postcodes/9471", "/v1/locaties?lon=6.6863&lat=53.0929", "/v1/gemeenten/GM1730", "/v1/gemeenten"):
        datum = "&" if "?" in pad else "?"
        vandaag, vast = client.get(pad), client.get(f"{pad}{datum}geldigOp=2015-04-23")
        assert _seconden(vandaag) < _seconden(vast)


def _seconden(antwoord: Any) -> int:
    return int(antwoord.headers["cache-control"].rpartition("=")[2])
