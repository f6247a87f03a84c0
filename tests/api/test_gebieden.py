"""Ready map files: listed with size and sha256, sent as they lie on disk, for ever, and nothing else."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import Any

import brotli
import pyogrio
import pytest
from starlette.testclient import TestClient

from regio.gebieden.crs import CRS84, RD
from regio.gebieden.kaartlaag import INDELINGEN
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand
from regio.stand.wijzer import WIJZER

PROBLEEM = "application/problem+json"
LOS = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
MEDIATYPEN = {
    "topojson": "application/json",
    "geojson": "application/geo+json",
    "flatgeobuf": "application/octet-stream",
    "geopackage": "application/geopackage+sqlite3",
}


@pytest.fixture(scope="module")
def lijst(client: TestClient) -> list[dict[str, Any]]:
    """Every file that the service lists."""
    rijen: list[dict[str, Any]] = client.get("/v1/kaartbestanden").json()["kaartbestanden"]
    return rijen


@pytest.fixture(scope="module")
def per_vorm(lijst: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The smallest file of every form."""
    return {rij["vorm"]: rij for rij in sorted(lijst, key=lambda rij: rij["grootte"], reverse=True)}


def _pad(rij: dict[str, Any]) -> str:
    """The path of a file; its URL begins with the address of the service."""
    pad: str = rij["url"].removeprefix("http://127.0.0.1:8000")
    return pad


def _ruw(client: TestClient, pad: str, codering: str) -> tuple[Any, bytes]:
    with client.stream("GET", pad, headers={"accept-encoding": codering}) as antwoord:
        return antwoord, b"".join(antwoord.iter_raw())


def test_the_list_has_every_form_indeling_and_level(lijst: list[dict[str, Any]]) -> None:
    assert {rij["vorm"]: rij["mediatype"] for rij in lijst} == MEDIATYPEN
    assert len({(rij["naam"], *rij["indelingen"], rij["vanaf"], rij["niveau"]) for rij in lijst}) == len(lijst)
    for vorm in ("topojson", "geojson"):
        niveaus = {(rij["niveau"], een) for rij in lijst if rij["vorm"] == vorm for een in rij["indelingen"]}
        assert niveaus == {(niveau, een) for niveau in ("land", "regio", "plaats", "fijn") for een in INDELINGEN}
    assert {tuple(rij["indelingen"]) for rij in lijst if rij["vorm"] == "geopackage"} == {INDELINGEN}
    assert {rij["niveau"] for rij in lijst if rij["vorm"] == "flatgeobuf"} == {"volledig"}


@pytest.mark.parametrize("vorm", MEDIATYPEN)
def test_a_file_is_what_the_list_says(vorm: str, per_vorm: dict[str, Any], client: TestClient) -> None:
    rij = per_vorm[vorm]
    etags = set()
    for codering, los in LOS.items():
        antwoord, ruw = _ruw(client, _pad(rij), codering)
        assert antwoord.status_code == 200
        assert int(antwoord.headers["content-length"]) == len(ruw)
        gekregen = antwoord.headers.get("content-encoding", "identity")
        assert gekregen == (codering if vorm in ("topojson", "geojson") else "identity")
        inhoud = LOS[gekregen](ruw)
        assert (len(inhoud), hashlib.sha256(inhoud).hexdigest()) == (rij["grootte"], rij["sha256"])
        assert antwoord.headers["content-type"] == rij["mediatype"]
        assert antwoord.headers["cache-control"] == "public, max-age=31536000, immutable"
        stelsel = CRS84 if vorm in ("topojson", "geojson") else RD
        assert antwoord.headers["content-crs"] == f"<{stelsel}>"
        assert (antwoord.headers["vary"], antwoord.headers["accept-ranges"]) == ("Accept-Encoding", "none")
        assert los(ruw) == inhoud if gekregen == codering else codering != "identity"
        etags.add((gekregen, antwoord.headers["etag"]))
    assert len({etag for _, etag in etags}) == len({codering for codering, _ in etags})


def test_programs_save_a_file_under_a_name_for_people(per_vorm: dict[str, Any], client: TestClient) -> None:
    for vorm, achtervoegsel in (("geopackage", "gpkg"), ("flatgeobuf", "fgb")):
        kop = client.head(_pad(per_vorm[vorm])).headers["content-disposition"]
        naam = per_vorm[vorm]["naam"].rsplit(".", 2)[0]
        assert kop == f'attachment; filename="{naam}.{achtervoegsel}"'
    for vorm in ("topojson", "geojson"):
        assert "content-disposition" not in client.head(_pad(per_vorm[vorm])).headers


def test_a_geopackage_is_in_the_system_that_its_answer_names(
    per_vorm: dict[str, Any], client: TestClient, tmp_path: Path
) -> None:
    bestand = tmp_path / "regios.gpkg"
    bestand.write_bytes(client.get(_pad(per_vorm["geopackage"])).content)
    lagen = [naam for naam, soort in pyogrio.list_layers(bestand) if soort]
    assert len(lagen) >= 3
    assert {pyogrio.read_info(bestand, layer=laag)["crs"] for laag in lagen} == {"EPSG:28992"}


def test_head_and_304_as_everywhere(per_vorm: dict[str, Any], client: TestClient) -> None:
    for rij in per_vorm.values():
        for codering in LOS:
            koppen = {"accept-encoding": codering}
            antwoord, _ = _ruw(client, _pad(rij), codering)
            kaal = client.head(_pad(rij), headers=koppen)
            assert (kaal.status_code, kaal.content, kaal.headers) == (200, b"", antwoord.headers)
            weer = client.get(_pad(rij), headers={**koppen, "if-none-match": antwoord.headers["etag"]})
            assert (weer.status_code, weer.content) == (304, b"")
            assert weer.headers["etag"] == antwoord.headers["etag"]
            assert "content-encoding" not in weer.headers


def test_a_part_is_not_to_be_had(per_vorm: dict[str, Any], client: TestClient) -> None:
    rij = per_vorm["geopackage"]
    antwoord = client.get(_pad(rij), headers={"range": "bytes=0-99"})
    assert (antwoord.status_code, len(antwoord.content)) == (200, rij["grootte"])


@pytest.mark.parametrize(
    "naam",
    ["swv-2013-01-01-land.0000000000000000.topojson", "x", "%2e%2e%2f", "..%2f..%2factief.json", "../dev.regio",
     "....//", "%00", "a" * 5_000, "%F0%9F%98%80", ".", "C:%5Cboot.ini", "%2fetc%2fpasswd"],
)  # fmt: skip
def test_other_names_are_404_and_open_nothing(naam: str, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/v1/kaartbestanden")
    echt = Path.open

    def open_(pad: Path, *rest: Any, **meer: Any) -> Any:
        # The services of other tests go on looking whether there is another edition.
        kijkt = pad.name == WIJZER and ".." not in pad.parts
        return echt(pad, *rest, **meer) if kijkt else pytest.fail("a file was opened")

    monkeypatch.setattr(Path, "open", open_)
    antwoord = client.get(f"/gebieden/{naam}")
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (404, PROBLEEM)
    assert "passwd" not in antwoord.text


def test_the_packed_form_has_no_name_of_its_own(per_vorm: dict[str, Any], client: TestClient) -> None:
    for achtervoegsel in (".br", ".gz", "/", "/.."):
        assert client.get(f"{_pad(per_vorm['topojson'])}{achtervoegsel}").status_code == 404


def test_an_old_name_is_said_in_words(client: TestClient) -> None:
    detail = client.get("/gebieden/swv-oud.0f3a.topojson").json()["detail"]
    assert "/v1/kaartbestanden" in detail and "niet meer" in detail
    pagina = client.get("/gebieden/swv-oud.0f3a.topojson", headers={"accept": "text/html"})
    assert (pagina.status_code, pagina.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_another_method_is_405(per_vorm: dict[str, Any], client: TestClient) -> None:
    antwoord = client.delete(_pad(per_vorm["topojson"]))
    assert (antwoord.status_code, antwoord.headers["allow"]) == (405, "GET, HEAD")


def test_a_file_that_is_gone_is_503(editie: Path, tmp_path: Path, maak_client: Any, per_vorm: dict[str, Any]) -> None:
    kaal = tmp_path / "kaal.regio"
    kaal.hardlink_to(editie)
    client = maak_client(houder=Standhouder(tmp_path, Stand.open(kaal)))
    assert client.get("/v1/kaartbestanden").status_code == 200
    for pad, koppen in ((_pad(per_vorm["topojson"]), {}), ("/v1/jeugdregios", {"accept": "application/geo+json"})):
        antwoord = client.get(pad, headers=koppen)
        assert (antwoord.status_code, antwoord.headers["content-type"]) == (503, PROBLEEM)
        assert antwoord.headers["retry-after"]
        assert str(tmp_path) not in antwoord.text
    assert client.get("/v1/jeugdregios").status_code == 200
