"""OGC API Features: documents, pages, filters and errors, as the standard asks."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import shapely
from shapely.geometry import shape
from starlette.testclient import TestClient

from api.modellen_geo import OgcKenmerk, OgcKenmerken
from api.routes.ogc import SOORTEN
from regio.gebieden.crs import CRS84, ETRS89, RD, STELSELS
from regio.gebieden.kaartset.kaartset import kaartset_van
from regio.stand.stand import Stand

OGC = "/v1/ogc"
PROBLEEM = "application/problem+json"
ADRES = "https://regio.example/dienst"
DAG = "2015-04-23"


@pytest.fixture(scope="module")
def dienst(maak_client: Any) -> TestClient:
    """A service under an address of its own, so that links show whose they are."""
    client: TestClient = maak_client(basis_url=f"{ADRES}/")
    return client


def _links(document: Any, rel: str) -> list[str]:
    hrefs = [link["href"] for link in document["links"] if link["rel"] == rel]
    assert all(href.startswith("https://") for href in hrefs)
    return [href.removeprefix(ADRES) for href in hrefs]


def _items(client: TestClient, naam: str, **vraag: str) -> Any:
    antwoord = client.get(f"{OGC}/collections/{naam}/items", params={k.replace("_", "-"): v for k, v in vraag.items()})
    assert antwoord.status_code == 200, antwoord.text
    OgcKenmerken.model_validate_json(antwoord.content, strict=True)
    return antwoord.json()


def _fout(client: TestClient, naam: str, **vraag: str) -> list[tuple[str, str]]:
    antwoord = client.get(f"{OGC}/collections/{naam}/items", params={k.replace("_", "-"): v for k, v in vraag.items()})
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (400, PROBLEEM)
    return [(fout["in"], fout["veld"]) for fout in antwoord.json()["errors"]]


def test_everything_is_found_from_the_landing_page(dienst: TestClient) -> None:
    start = dienst.get(OGC).json()
    assert _links(start, "self") == [OGC]
    for rel in ("service-desc", "service-doc", "conformance", "data"):
        (pad,) = _links(start, rel)
        assert dienst.get(pad).status_code == 200
    klassen = dienst.get(_links(start, "conformance")[0]).json()["conformsTo"]
    assert [klasse.rpartition("/spec/")[2] for klasse in klassen] == [
        "ogcapi-features-1/1.0/conf/core",
        "ogcapi-features-1/1.0/conf/geojson",
        "ogcapi-features-2/1.0/conf/crs",
    ]
    collecties = dienst.get(_links(start, "data")[0]).json()
    assert [een["id"] for een in collecties["collections"]] == list(SOORTEN)
    for een in collecties["collections"]:
        (zelf,), (items,) = _links(een, "self"), _links(een, "items")
        assert dienst.get(zelf).json() == een
        assert dienst.get(items).json()["numberMatched"] > 30
        assert "https://creativecommons.org/licenses/by/4.0/deed.nl" in _links(een, "license")


def test_a_collection_says_where_when_and_in_which_systems(client: TestClient) -> None:
    collecties = client.get(f"{OGC}/collections").json()
    assert collecties["crs"] == list(STELSELS)
    begin = {}
    for een in collecties["collections"]:
        assert (een["itemType"], een["crs"][0], een["storageCrs"]) == ("feature", CRS84, RD)
        assert een["attribution"] and "schets" in een["description"]
        west, zuid, oost, noord = een["extent"]["spatial"]["bbox"][0]
        assert (3.2 < west < 3.6, 7 < oost < 7.3) == (True, True)
        assert (50.7 < zuid < 50.9, 53.3 < noord < 53.7) == (True, True)
        begin[een["id"]] = een["extent"]["temporal"]["interval"][0]
    assert begin == {
        "po": ["2013-01-01T00:00:00Z", None],
        "vo": ["2013-01-01T00:00:00Z", None],
        "gemeenten": ["2011-01-01T00:00:00Z", None],
        "jeugdregios": ["2015-01-01T00:00:00Z", None],
        "rmc-regios": ["2012-08-01T00:00:00Z", None],
    }


def test_the_description_of_the_api_is_that_of_its_own_paths(dienst: TestClient) -> None:
    beschrijving = dienst.get(f"{OGC}/api").json()
    assert beschrijving["openapi"].startswith("3.1")
    assert beschrijving["servers"] == [{"url": f"{ADRES}{OGC}"}]
    vragen = {
        een["name"]: een["schema"]
        for een in beschrijving["paths"]["/collections/{collectionId}/items"]["get"]["parameters"]
    }
    assert {"bbox", "bbox-crs", "crs", "datetime", "limit", "offset", "collectionId", "detail"} == set(vragen)
    assert (vragen["limit"]["default"], vragen["limit"]["maximum"]) == (100, 1000)
    assert set(beschrijving["paths"]) >= {"/", "/api", "/conformance", "/collections"}


@pytest.mark.parametrize("naam", SOORTEN)
@pytest.mark.parametrize("stap", [7, 100])
def test_pages_together_are_the_whole_collection(naam: str, stap: int, dienst: TestClient) -> None:
    codes: list[str] = []
    terug: list[str] = []
    pad = f"{OGC}/collections/{naam}/items?limit={stap}&datetime=2019-06-01"
    while pad:
        blad = dienst.get(pad).json()
        assert blad["numberReturned"] == len(blad["features"]) <= stap
        codes += [kenmerk["id"] for kenmerk in blad["features"]]
        (zelf,) = _links(blad, "self")
        assert dienst.get(zelf).json()["features"] == blad["features"]
        terug += _links(blad, "prev")
        pad = next(iter(_links(blad, "next")), "")
    assert codes == sorted(codes)
    assert len(codes) == blad["numberMatched"] == len(set(codes))
    begin = [int(parse_qs(urlsplit(een).query).get("offset", ["0"])[0]) for een in terug]
    assert begin == list(range(0, len(codes) - stap, stap))


def test_a_page_beyond_the_last_is_empty(client: TestClient) -> None:
    blad = _items(client, "po", offset="500")
    assert (blad["features"], blad["numberReturned"], blad["numberMatched"]) == ([], 0, 76)
    assert "next" not in [link["rel"] for link in blad["links"]]


def test_too_large_a_page_is_the_largest(client: TestClient) -> None:
    assert _items(client, "gemeenten", limit="99999")["numberReturned"] == 342
    assert _items(client, "gemeenten")["numberReturned"] == 100


def test_links_keep_the_question(dienst: TestClient) -> None:
    blad = _items(
        dienst, "gemeenten", bbox="53,6.3,53.3,6.9", bbox_crs=ETRS89, crs=RD, datetime=DAG, limit="2", detail="land"
    )
    (volgende,) = _links(blad, "next")
    vraag = {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(volgende).query).items()}
    assert vraag == {
        "bbox": "53,6.3,53.3,6.9", "bbox-crs": ETRS89, "crs": RD, "datetime": DAG, "limit": "2", "offset": "2",
        "detail": "land",
    }  # fmt: skip
    assert dienst.get(volgende).headers["content-crs"] == f"<{RD}>"


VAKKEN = (
    "6.5,53,6.7,53.2",
    "4.8,52.3,5.0,52.4",
    "3.3,51.2,3.4,51.3",
    "5.9,50.75,6.0,50.8",
    "-180,-90,180,90",
    "0,0,1,1",
)


@pytest.mark.parametrize("detail", ["land", "regio", "fijn"])
@pytest.mark.parametrize("bbox", VAKKEN)
def test_a_box_gives_the_regions_whose_ground_it_touches(bbox: str, detail: str, client: TestClient) -> None:
    gevonden = {k["id"] for k in _items(client, "gemeenten", bbox=bbox, limit="1000", detail=detail)["features"]}
    doos = shapely.box(*map(float, bbox.split(",")))
    alle = _items(client, "gemeenten", limit="1000", detail=detail)["features"]
    raakt = {kenmerk["id"]: shapely.distance(shape(kenmerk["geometry"]), doos) for kenmerk in alle}
    # Borders that run through the box by less than a metre (of 1e-5 degree) may fall on either side.
    assert {code for code, afstand in raakt.items() if afstand == 0} - gevonden == set()
    assert all(raakt[code] < 1e-5 for code in gevonden)
    assert (len(gevonden) == len(alle)) == (bbox == "-180,-90,180,90")


def test_a_box_touches_ground_and_not_just_the_frame_around_it(client: TestClient, stand: Stand) -> None:
    regios, vormen = kaartset_van(stand).geometrie("PO", DAG, "regio")
    binnen = "140000,455000,140010,455010"
    doos = shapely.box(*map(float, binnen.split(",")))
    raakt = shapely.intersects(shapely.envelope(vormen), doos)
    kaders = {regio.code for regio, wel in zip(regios, raakt, strict=True) if wel}
    gevonden = _items(client, "po", bbox=binnen, bbox_crs=RD, datetime=DAG)["features"]
    assert len(kaders) > 1
    assert len(gevonden) == 1
    assert {kenmerk["id"] for kenmerk in gevonden} < kaders


def test_the_day_decides_what_there_is(client: TestClient) -> None:
    def codes(datum: str) -> set[str]:
        return {kenmerk["id"] for kenmerk in _items(client, "gemeenten", datetime=datum, limit="1000")["features"]}

    assert "GM0009" in codes("2014-08-01") and "GM0009" not in codes("2026-01-01")
    assert codes("2013-01-01/2014-08-01T00:00:00Z") == codes("2014-08-01")
    blad = _items(client, "gemeenten", datetime="2014-08-01T12:00:00Z")
    assert blad["geldigOp"] == "2014-08-01"
    for naam, datum in (("po", "2012-12-31"), ("jeugdregios", "../2014-12-31"), ("gemeenten", "1815-06-18")):
        leeg = _items(client, naam, datetime=datum)
        assert (leeg["numberMatched"], leeg["features"]) == (0, [])
        assert _items(client, naam, datetime=datum, bbox="3,50,8,54")["features"] == []


@pytest.mark.parametrize("crs", STELSELS)
def test_items_come_in_the_system_that_is_asked_for(crs: str, client: TestClient) -> None:
    antwoord = client.get(f"{OGC}/collections/gemeenten/items", params={"crs": crs, "limit": "3"})
    assert antwoord.headers["content-crs"] == f"<{crs}>"
    enkel = client.get(f"{OGC}/collections/gemeenten/items/GM1730", params={"crs": crs})
    assert enkel.headers["content-crs"] == f"<{crs}>"
    huis = client.get("/v1/gemeenten/GM1730", params={"crs": crs}, headers={"accept": "application/geo+json"})
    assert enkel.json()["geometry"] == huis.json()["geometry"]


def test_one_item_is_that_of_the_page(dienst: TestClient) -> None:
    for kenmerk in _items(dienst, "vo", datetime="2013-10-01")["features"]:
        pad = f"{OGC}/collections/vo/items/{kenmerk['id'].replace('|', '%7C')}"
        antwoord = dienst.get(pad, params={"datetime": "2013-10-01"})
        OgcKenmerk.model_validate_json(antwoord.content, strict=True)
        een = antwoord.json()
        assert {naam: een[naam] for naam in kenmerk} == kenmerk
        assert _links(een, "self") == [f"{pad}?datetime=2013-10-01"]
        assert _links(een, "collection") == [f"{OGC}/collections/vo"]
        assert dienst.get(_links(een, "self")[0]).content == antwoord.content


def test_unknown_questions_are_400_by_name(client: TestClient) -> None:
    assert _fout(client, "po", filter="x", f="json") == [("query", "filter"), ("query", "f")]
    assert _fout(client, "po", limit="0") == [("query", "limit")]
    assert _fout(client, "po", limit="veel", offset="-1") == [("query", "limit"), ("query", "offset")]
    assert _fout(client, "po", bbox="1,2,3") == [("query", "bbox")]
    assert _fout(client, "po", bbox="4,51,5,52", bbox_crs="EPSG:28992") == [("query", "bbox-crs")]
    assert _fout(client, "po", crs="http://www.opengis.net/def/crs/EPSG/0/4326") == [("query", "crs")]
    assert _fout(client, "po", datetime="gisteren") == [("query", "datetime")]
    assert _fout(client, "po", datetime="2016-01-01/2015-01-01") == [("query", "datetime")]


@pytest.mark.parametrize(
    "pad",
    ["/collections/provincies", "/collections/provincies/items", "/collections/po/items/PO9999",
     "/collections/po/items/VO2001", "/collections/provincies/items/PO2001", "/collections/pc4/items",
     "/collections/PO", "/collections/po%20"],
)  # fmt: skip
def test_what_is_not_there_is_404(pad: str, client: TestClient) -> None:
    antwoord = client.get(f"{OGC}{pad}")
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (404, PROBLEEM)
    if "/po/" not in pad:
        assert all(naam in antwoord.json()["detail"] for naam in SOORTEN)


@pytest.mark.parametrize("pad", ["", "/PO2001"])
def test_an_answer_that_is_another_tomorrow_is_kept_short(pad: str, client: TestClient) -> None:
    def kop(**vraag: str) -> str:
        antwoord = client.get(f"{OGC}/collections/po/items{pad}", params={"detail": "land", **vraag})
        assert antwoord.status_code == 200
        return antwoord.headers["cache-control"]

    for tijd in ("2014-01-01", "2014-01-01T00:00:00Z", "2014-01-01/2015-01-01", "../2015-01-01"):
        assert kop(datetime=tijd) == "public, max-age=86400"
    for tijd in ("../..", "2014-01-01/..", "2014-01-01/"):
        assert kop(datetime=tijd) == kop() == "public, max-age=300"


def test_pages_of_swvs_say_when_no_later_version_is_known(client: TestClient) -> None:
    for naam in SOORTEN:
        swv = naam in ("po", "vo")
        assert ("2015-04-23" in client.get(f"{OGC}/collections/{naam}").json()["description"]) == swv
        assert _items(client, naam)["laatstBekendeVersie"] == ("2015-04-23" if swv else None)
        assert _items(client, naam, datetime="2015-04-23")["laatstBekendeVersie"] is None
        assert _items(client, naam, datetime="1900-01-01")["laatstBekendeVersie"] is None
    een = client.get(f"{OGC}/collections/po/items/PO2001").json()
    assert een["laatstBekendeVersie"] == "2015-04-23"


def test_the_same_page_is_the_same_bytes(client: TestClient) -> None:
    pad = f"{OGC}/collections/po/items?limit=5"
    eerst = client.get(pad)
    assert eerst.headers["vary"] == "Accept, Accept-Encoding"
    assert client.get(pad, headers={"if-none-match": eerst.headers["etag"]}).status_code == 304
    ander = client.get(f"{pad}&offset=5", headers={"if-none-match": eerst.headers["etag"]})
    assert ander.status_code == 200
