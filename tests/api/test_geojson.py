"""Regions as GeoJSON on the collections and singles of the API: form, systems, labels, encodings, caching."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
import httpx2
import pytest
import shapely
from shapely.geometry import shape
from starlette.testclient import TestClient

from api.modellen_geo import EenKenmerk, Kenmerken
from regio.gebieden.crs import CRS84, ETRS89, RD, STELSELS, WEBMERCATOR
from regio.gebieden.kaartset.kaartset import kaartset_van
from regio.stand.stand import Stand

GEOJSON = "application/geo+json"
VRAAGT = {"accept": GEOJSON}
PROBLEEM = "application/problem+json"
DAG = "2015-04-23"
VERZAMELINGEN = {
    "/v1/samenwerkingsverbanden": "samenwerkingsverbanden",
    "/v1/gemeenten": "gemeenten",
    "/v1/jeugdregios": "jeugdregios",
    "/v1/rmc-regios": "rmcRegios",
}
ENKELE = ("/v1/samenwerkingsverbanden/VO2001", "/v1/gemeenten/GM1730", "/v1/jeugdregios/JZ08", "/v1/rmc-regios/RMC07")
ALLE = (*VERZAMELINGEN, *ENKELE)


def _kaart(client: TestClient, pad: str, **vraag: str) -> Any:
    antwoord = client.get(pad, params=vraag, headers=VRAAGT)
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["content-type"] == GEOJSON
    return antwoord.json()


@pytest.mark.parametrize("datum", ["2013-01-01", "2014-08-28", DAG, "2019-01-01", "2026-01-01"])
@pytest.mark.parametrize("pad", VERZAMELINGEN)
def test_a_collection_is_as_documented_and_has_the_regions_of_its_list(
    pad: str, datum: str, client: TestClient
) -> None:
    antwoord = client.get(pad, params={"geldigOp": datum}, headers=VRAAGT)
    kaart = Kenmerken.model_validate_json(antwoord.content, strict=True)
    lijst = client.get(pad, params={"geldigOp": datum}).json()[VERZAMELINGEN[pad]]
    assert (kaart.geldigOp, kaart.aantal) == (datum, len(kaart.features))
    assert kaart.vermelding and kaart.nauwkeurigheidMeter > 0
    assert len({kenmerk.id for kenmerk in kaart.features}) == kaart.aantal
    zeker = {kenmerk.id for kenmerk in kaart.features if kenmerk.properties.zeker}
    assert zeker == {rij["code"] for rij in lijst}
    for kenmerk in kaart.features:
        eigen = kenmerk.properties
        assert eigen.code == kenmerk.id == "|".join(eigen.mogelijk)
        assert eigen.zeker == (len(eigen.mogelijk) == 1)
        assert (eigen.bron, eigen.vermelding) == (kaart.bron, kaart.vermelding)
        assert kenmerk.geometry is None or (eigen.vanaf or "") <= datum < (eigen.tot or "9")


@pytest.mark.parametrize("pad", ENKELE)
def test_one_region_is_the_feature_of_the_collection(pad: str, client: TestClient) -> None:
    een = EenKenmerk.model_validate_json(
        client.get(pad, params={"geldigOp": DAG}, headers=VRAAGT).content, strict=True
    ).model_dump(mode="json")
    alle = _kaart(client, pad.rpartition("/")[0], geldigOp=DAG)
    (zelfde,) = [kenmerk for kenmerk in alle["features"] if kenmerk["id"] == pad.rpartition("/")[2]]
    assert {naam: een[naam] for naam in zelfde} == zelfde
    assert een["geometry"] and (een["geldigOp"], een["onzeker"]) == (DAG, [])
    assert een["vermelding"] == alle["vermelding"]


def test_every_answer_says_that_it_is_a_sketch(client: TestClient) -> None:
    for pad in ALLE:
        kaart = _kaart(client, pad)
        assert (kaart["bron"], kaart["grens"]) == ("schets", "bouwstenen")
        assert "schets" in kaart["toelichting"]
        for kenmerk in kaart.get("features", [kaart]):
            assert kenmerk["properties"]["bron"] == "schets"


def test_filters_are_those_of_the_list(client: TestClient) -> None:
    for vraag in ({"sector": "PO"}, {"gemeente": "GM1730"}, {"sector": "VO", "gemeente": "GM1730"}):
        lijst = client.get("/v1/samenwerkingsverbanden", params={**vraag, "geldigOp": DAG}).json()
        kaart = _kaart(client, "/v1/samenwerkingsverbanden", **vraag, geldigOp=DAG)
        codes = [rij["code"] for rij in lijst["samenwerkingsverbanden"]]
        assert sorted(kenmerk["id"] for kenmerk in kaart["features"]) == codes != []
    assert [een["id"] for een in _kaart(client, "/v1/gemeenten", naam="Tynaarlo")["features"]] == ["GM1730"]
    assert _kaart(client, "/v1/gemeenten", naam="Nergenshuizen")["features"] == []


def test_ground_of_which_the_region_is_open_is_shown_as_such(client: TestClient) -> None:
    alle = _kaart(client, "/v1/samenwerkingsverbanden", sector="VO", geldigOp="2013-10-01")
    open_ = {kenmerk["id"]: kenmerk["properties"] for kenmerk in alle["features"] if "|" in kenmerk["id"]}
    assert set(open_) == {"VO2102|VO2103|VO2402", "VO2802|VO2810"}
    assert not any(eigen["zeker"] for eigen in open_.values())
    een = _kaart(client, "/v1/samenwerkingsverbanden/VO2802", geldigOp="2013-10-01")
    assert (een["id"], een["onzeker"]) == ("VO2802", ["VO2802|VO2810"])


def test_a_region_without_ground_has_no_geometry(client: TestClient) -> None:
    alle = _kaart(client, "/v1/samenwerkingsverbanden")
    zonder = [kenmerk["id"] for kenmerk in alle["features"] if kenmerk["geometry"] is None]
    soorten = {
        rij["code"]: rij["soort"] for rij in client.get("/v1/samenwerkingsverbanden").json()["samenwerkingsverbanden"]
    }
    assert [soorten[code] for code in zonder] == ["landelijk", "landelijk"]
    for code in zonder:
        assert _kaart(client, f"/v1/samenwerkingsverbanden/{code}")["geometry"] is None
    opgeheven = _kaart(client, "/v1/gemeenten/GM0009", geldigOp="2026-01-01")
    assert (opgeheven["id"], opgeheven["geometry"], opgeheven["properties"]["vanaf"]) == ("GM0009", None, None)
    assert _kaart(client, "/v1/gemeenten/GM0009", geldigOp="2014-01-01")["geometry"]
    for pad, datum in (("/v1/jeugdregios", "2014-12-31"), ("/v1/rmc-regios", "2012-07-31")):
        leeg = _kaart(client, pad, geldigOp=datum)
        assert (leeg["aantal"], leeg["features"], leeg["grens"]) == (0, [], None)


@pytest.mark.parametrize("crs", STELSELS)
def test_coordinates_are_those_of_the_system_that_is_asked_for(crs: str, client: TestClient) -> None:
    antwoord = client.get("/v1/gemeenten/GM1730", params={"crs": crs}, headers=VRAAGT)
    assert antwoord.headers["content-crs"] == f"<{crs}>"
    x, y = shape(antwoord.json()["geometry"]).representative_point().coords[0]
    verwacht = {CRS84: (6.6, 53.1), RD: (238_000, 567_000), WEBMERCATOR: (735_000, 6_990_000)}.get(crs, (53.1, 6.6))
    assert (x, y) == pytest.approx(verwacht, rel=0.02)
    decimalen = STELSELS[crs].decimalen
    for getal in shapely.get_coordinates(shape(antwoord.json()["geometry"])).ravel():
        assert round(getal, decimalen) == getal


def test_without_a_question_the_system_is_crs84(client: TestClient) -> None:
    for pad in ALLE:
        gewoon = client.get(pad, params={"geldigOp": DAG}, headers=VRAAGT)
        assert gewoon.headers["content-crs"] == f"<{CRS84}>"
        assert client.get(pad, params={"geldigOp": DAG, "crs": CRS84}, headers=VRAAGT).content == gewoon.content


def test_more_detail_is_more_points(client: TestClient) -> None:
    lengten = [
        len(client.get("/v1/samenwerkingsverbanden", params={"sector": "PO", "detail": d}, headers=VRAAGT).content)
        for d in ("land", "regio", "plaats", "fijn")
    ]
    assert lengten == sorted(set(lengten))


def test_collections_are_drawn_from_the_same_ground(client: TestClient, stand: Stand) -> None:
    kaart = _kaart(client, "/v1/samenwerkingsverbanden", sector="PO", geldigOp=DAG, crs=RD)
    getekend = {kenmerk["id"]: shape(kenmerk["geometry"]) for kenmerk in kaart["features"] if kenmerk["geometry"]}
    regios, vormen = kaartset_van(stand).geometrie("PO", DAG, "regio")
    assert len(getekend) == len(regios) == 76
    for regio, vorm in zip(regios, vormen, strict=True):
        assert shapely.hausdorff_distance(getekend[regio.code], vorm) < 0.02


@pytest.mark.parametrize("pad", ALLE)
@pytest.mark.parametrize("crs", ["http://www.opengis.net/def/crs/EPSG/0/4326", "28992", "", "EPSG:28992", f"<{RD}>"])
def test_an_unknown_system_is_400_naming_those_that_are_known(pad: str, crs: str, client: TestClient) -> None:
    antwoord = client.get(pad, params={"crs": crs}, headers=VRAAGT)
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (400, PROBLEEM)
    (fout,) = antwoord.json()["errors"]
    assert (fout["in"], fout["veld"]) == ("query", "crs")
    assert all(uri in fout["melding"] for uri in STELSELS)


@pytest.mark.parametrize("pad", ALLE)
def test_questions_about_a_map_go_with_a_map_only(pad: str, client: TestClient) -> None:
    antwoord = client.get(pad, params={"crs": RD, "detail": "land"})
    assert antwoord.status_code == 400
    assert [(fout["veld"], fout["code"]) for fout in antwoord.json()["errors"]] == [
        ("crs", "alleen-bij-geojson"),
        ("detail", "alleen-bij-geojson"),
    ]
    assert GEOJSON in antwoord.json()["detail"]
    assert client.get(pad, params={"detail": "atoom"}, headers=VRAAGT).json()["errors"][0]["veld"] == "detail"


@pytest.mark.parametrize("pad", ALLE)
def test_the_form_is_negotiated(pad: str, client: TestClient) -> None:
    for accept, soort in (
        ("*/*", "application/json"),
        (f"{GEOJSON}, application/json;q=0.9", GEOJSON),
        (f"{GEOJSON};q=0.1, */*;q=0.5", "application/json"),
    ):
        antwoord = client.get(pad, headers={"accept": accept})
        assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, soort)
        assert antwoord.headers["vary"] == "Accept, Accept-Encoding"
    niet = client.get(pad, headers={"accept": "text/html;q=0.9, application/xml"})
    assert (niet.status_code, niet.headers["content-type"]) == (406, PROBLEEM)
    assert niet.json()["type"] == "/problemen/niet-leverbaar"
    assert niet.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize("pad", ALLE)
def test_an_encoding_is_the_same_body_under_another_etag(pad: str, client: TestClient) -> None:
    etags, lijven = set(), set()
    for codering, uitpakken in (("identity", bytes), ("gzip", gzip.decompress), ("br", brotli.decompress)):
        with client.stream("GET", pad, headers={**VRAAGT, "accept-encoding": codering}) as antwoord:
            ruw = b"".join(antwoord.iter_raw())
        assert antwoord.headers.get("content-encoding", "identity") == codering
        assert int(antwoord.headers["content-length"]) == len(ruw)
        etags.add(antwoord.headers["etag"])
        lijven.add(uitpakken(ruw))
    assert (len(etags), len(lijven)) == (3, 1)


@pytest.mark.parametrize("pad", ALLE)
def test_who_has_it_gets_304(pad: str, client: TestClient) -> None:
    for vraag, duur in (({}, "public, max-age=300"), ({"geldigOp": "2020-02-29"}, "public, max-age=86400")):
        eerst = client.get(pad, params=vraag, headers=VRAAGT)
        etag = eerst.headers["etag"]
        assert not etag.startswith("W/")
        for gevraagd in (etag, f'"ander", {etag}', "*"):
            weer = client.get(pad, params=vraag, headers={**VRAAGT, "if-none-match": gevraagd})
            assert (weer.status_code, weer.content, weer.headers["etag"]) == (304, b"", etag)
            assert weer.headers["cache-control"] == duur == eerst.headers["cache-control"]
            assert weer.headers["vary"] == "Accept, Accept-Encoding"
            assert "content-type" not in weer.headers
        assert client.get(pad, params=vraag, headers={"if-none-match": etag}).status_code == 200


def test_what_is_kept_answers_as_what_is_made(client: TestClient) -> None:
    for pad in ALLE:
        eerst = client.get(pad, params={"geldigOp": "2016-03-01"}, headers=VRAAGT)
        weer = client.get(pad, params={"geldigOp": "2016-03-01"}, headers=VRAAGT)
        assert (weer.headers, weer.content) == (eerst.headers, eerst.content)
        kaal = client.head(pad, params={"geldigOp": "2016-03-01"}, headers=VRAAGT)
        assert (kaal.status_code, kaal.content, kaal.headers) == (200, b"", eerst.headers)
        for methode in ("POST", "DELETE"):
            assert client.request(methode, pad, headers=VRAAGT).status_code == 405
        fout = client.get(pad, params={"geldigOp": "2016-03-01", "onzin": "1"}, headers=VRAAGT)
        assert fout.status_code == 400


def test_unknown_regions_are_404_in_every_form(client: TestClient) -> None:
    for pad in (
        "/v1/samenwerkingsverbanden/PO9999",
        "/v1/gemeenten/GM9999",
        "/v1/jeugdregios/JZ99",
        "/v1/rmc-regios/RMC99",
    ):
        for koppen in ({}, VRAAGT):
            antwoord: httpx2.Response = client.get(pad, headers=koppen)
            assert (antwoord.status_code, antwoord.headers["content-type"]) == (404, PROBLEEM)
    niet_toen = client.get("/v1/jeugdregios/JZ08", params={"geldigOp": "2014-12-31"}, headers=VRAAGT)
    assert (niet_toen.status_code, niet_toen.json()["bekend"]["geldigVanaf"]) == (404, "2015-01-01")


def test_the_list_of_systems_is_that_of_the_parameter(client: TestClient, openapi: dict[str, Any]) -> None:
    lijst = client.get("/v1/crss").json()
    assert lijst["crs"] == [een["uri"] for een in lijst["stelsels"]] == list(STELSELS)
    assert lijst["standaard"] == lijst["crs"][0] == CRS84
    assert lijst["opslag"] in lijst["crs"]
    assert next(een for een in lijst["stelsels"] if een["uri"] == ETRS89)["assen"] == ["breedte", "lengte"]
    for pad in openapi["paths"].values():
        for een in pad.get("get", {}).get("parameters", ()):
            if een["name"] in ("crs", "bbox-crs"):
                assert een["schema"]["anyOf"][0]["enum"] == lijst["crs"]


def test_geojson_is_documented_where_it_is_to_be_had(openapi: dict[str, Any]) -> None:
    for pad in ("/v1/samenwerkingsverbanden", "/v1/gemeenten/{code}", "/v1/jeugdregios", "/v1/rmc-regios/{code}"):
        goed = openapi["paths"][pad]["get"]["responses"]["200"]
        model = "EenKenmerk" if pad.endswith("}") else "Kenmerken"
        assert goed["content"][GEOJSON]["schema"] == {"$ref": f"#/components/schemas/{model}"}
        assert model in openapi["components"]["schemas"]
        assert "Content-Crs" in goed["headers"]


SINDS = [
    ("2013-01-01", None),
    ("2014-09-01", None),
    (DAG, None),
    ("2016-01-01", DAG),
    ("2026-01-01", DAG),
]


@pytest.mark.parametrize(("datum", "versie"), SINDS)
def test_lists_and_maps_of_swvs_say_when_no_later_version_is_known(
    datum: str, versie: str | None, client: TestClient
) -> None:
    """As the answer about one of them does."""
    een = client.get("/v1/samenwerkingsverbanden/VO2001", params={"geldigOp": datum}).json()
    assert een["regeling"]["laatstBekendeVersie"] == versie
    assert client.get("/v1/samenwerkingsverbanden", params={"geldigOp": datum}).json()["laatstBekendeVersie"] == versie
    for pad in ("/v1/samenwerkingsverbanden", "/v1/samenwerkingsverbanden/VO2001"):
        assert _kaart(client, pad, geldigOp=datum)["laatstBekendeVersie"] == versie
    assert _kaart(client, "/v1/gemeenten", geldigOp=datum)["laatstBekendeVersie"] is None
