"""Maps under ``/kaarten``: pages that stand on their own, with their own policy, drawn once."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.tussenlaag import KOPPEN
from kaarten.analyse import kast
from kaarten.analyse.vraag import Kaartvraag
from regio.stand.stand import Stand

BROWSER = {"accept": "text/html,application/xhtml+xml"}
DAG = "geldigOp=2026-11-22"
_GEWOON = dict(KOPPEN)[b"content-security-policy"].decode()


@pytest.mark.parametrize(
    ("pad", "titel", "naam"),
    [
        (f"/kaarten/indeling?indeling=PO&{DAG}", "basisonderwijs (PO)", "kaart-po-2026-11-22.html"),
        (f"/kaarten/gemeente/gm1730?{DAG}", "Gemeente Tynaarlo", "kaart-gm1730-2026-11-22.html"),
        (f"/kaarten/gesplitst?sector=VO&{DAG}", "meer dan één", "kaart-gesplitst-vo-2026-11-22.html"),
        ("/kaarten/herindeling?gemeente=Haren&jaar=2019", "Haren", "kaart-herindeling-gm0017-2019-01-01.html"),
        (
            f"/kaarten/congruentie?indeling=PO&met=rmc-2014&weging=inwoners&{DAG}",
            "naast RMC-regio",
            "kaart-congruentie-po-rmc-2014-2026-11-22.html",
        ),
    ],
)
def test_every_kind_of_map(client: TestClient, pad: str, titel: str, naam: str) -> None:
    antwoord = client.get(pad, headers=BROWSER)
    assert antwoord.status_code == 200
    assert antwoord.headers["content-type"] == "text/html; charset=utf-8"
    assert antwoord.headers["content-disposition"] == f'inline; filename="{naam}"'
    assert titel in re.findall(r"<h1>(.*?)</h1>", antwoord.text)[0]
    assert 'href="/kaarten"' in antwoord.text


def test_a_map_has_one_policy_of_its_own_and_every_other_header(client: TestClient) -> None:
    for methode in ("GET", "HEAD"):
        antwoord = client.request(methode, f"/kaarten/gemeente/GM1730?{DAG}")
        (beleid,) = antwoord.headers.get_list("content-security-policy")
        assert beleid.startswith("default-src 'none'; script-src 'sha256-")
        for naam, waarde in KOPPEN:
            if naam != b"content-security-policy":
                assert antwoord.headers[naam.decode()] == waarde.decode()
    assert client.get("/kaarten").headers.get_list("content-security-policy") == [_GEWOON]
    assert client.get("/livez").headers.get_list("content-security-policy") == [_GEWOON]


def test_a_picture(client: TestClient) -> None:
    antwoord = client.get(f"/kaarten/gemeente/GM1730?{DAG}&vorm=png")
    assert antwoord.headers["content-type"] == "image/png"
    assert antwoord.content.startswith(b"\x89PNG")
    assert antwoord.headers["content-disposition"].endswith('.png"')
    assert antwoord.headers.get_list("content-security-policy") == [_GEWOON]


def test_a_map_that_a_browser_has_is_not_drawn_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = f"/kaarten/gemeente/GM1681?{DAG}"
    eerste = client.get(pad)
    monkeypatch.setattr(kast, "teken", lambda *_: pytest.fail("drawn again"))
    assert client.get(pad).content == eerste.content
    for wens in ("gzip", "identity"):
        antwoord = client.get(pad, headers={"accept-encoding": wens})
        assert antwoord.content == eerste.content
        weer = client.get(pad, headers={"accept-encoding": wens, "if-none-match": antwoord.headers["etag"]})
        assert (weer.status_code, weer.content) == (304, b"")
    assert eerste.headers["cache-control"] == "public, max-age=86400"
    assert eerste.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("koppen", "codering"),
    [
        ([("accept-encoding", "gzip")], "gzip"),
        ([("accept-encoding", "br, gzip;q=0.1")], "gzip"),
        ([("accept-encoding", "br"), ("accept-encoding", "gzip")], "gzip"),
        ([("accept-encoding", "gzip;q=0")], None),
        ([("accept-encoding", "xgzip")], None),
    ],
)
def test_a_map_comes_in_the_coding_that_the_client_takes(
    client: TestClient, koppen: list[tuple[str, str]], codering: str | None
) -> None:
    antwoord = client.get(f"/kaarten/gemeente/GM1681?{DAG}", headers=koppen)
    assert (antwoord.status_code, antwoord.headers.get("content-encoding")) == (200, codering)


def test_a_client_says_which_map_it_has_in_every_way_there_is(client: TestClient) -> None:
    pad = f"/kaarten/gemeente/GM1681?{DAG}"
    etag = client.get(pad).headers["etag"]
    for zo in ([etag], ["*"], [f"W/{etag}"], ['"ander"', etag]):
        antwoord = client.get(pad, headers=[("if-none-match", een) for een in zo])
        assert antwoord.status_code == 304, zo
    assert client.get(pad, headers={"if-none-match": f"x{etag}"}).status_code == 200


def test_equal_questions_are_one_map_and_others_are_not(stand: Stand) -> None:
    vragen = [Kaartvraag("indeling", "2026-11-22", "PO"), Kaartvraag("indeling", "2026-11-21", "PO")]
    vragen += [Kaartvraag("indeling", "2026-11-22", "VO"), Kaartvraag("gemeente", "2026-11-22", gemeente="GM1730")]
    kenmerken = {kast.kenmerk(stand, vraag, vorm) for vraag in vragen for vorm in ("html", "png")}
    assert len(kenmerken) == 8
    assert kast.kenmerk(stand, vragen[0], "png") in kenmerken


def test_the_name_of_a_gemeente_leads_to_its_map(client: TestClient) -> None:
    antwoord = client.get(f"/kaarten/gemeente?gemeente=tynaarlo&{DAG}&vorm=png")
    assert antwoord.status_code == 303
    assert antwoord.headers["location"] == f"/kaarten/gemeente/GM1730?{DAG}&vorm=png"
    assert (
        client.get("/kaarten/gemeente?gemeente=Tynaarlo&geldigOp=&vorm=").headers["location"]
        == "/kaarten/gemeente/GM1730"
    )


@pytest.mark.parametrize(
    ("pad", "status", "tekst"),
    [
        ("/kaarten/indeling?indeling=provincie", 400, "Kies als indeling"),
        (
            "/kaarten/indeling?indeling=PO&geldigOp=2012-01-01",
            400,
            "bekend vanaf 1 januari 2013|bekend vanaf 2013-01-01",
        ),
        ("/kaarten/indeling?indeling=PO&geldigOp=morgen", 400, "JJJJ-MM-DD"),
        ("/kaarten/indeling?indeling=PO&datum=2015-01-01", 400, "datum is hier geen bekende naam"),
        ("/kaarten/indeling?indeling=PO&vorm=pdf", 400, "html of png"),
        ("/kaarten/indeling?indeling=jeugdregio&geldigOp=2013-06-01", 404, "2013-06-01|1 juni 2013"),
        ("/kaarten/gemeente?gemeente=", 400, "Vul de naam"),
        ("/kaarten/gemeente?gemeente=" + "x" * 101, 400, "ten hoogste 100 tekens"),
        ("/kaarten/gemeente?gemeente=Tynarlo", 404, "Tynaarlo</a>"),
        ("/kaarten/gemeente/GM9999", 404, "Geen gemeente"),
        ("/kaarten/gemeente/Tynaarlo", 404, "GM met vier cijfers"),
        ("/kaarten/gesplitst?sector=mbo", 400, "PO of VO"),
        ("/kaarten/congruentie?indeling=PO&met=PO", 400, "naast zichzelf"),
        ("/kaarten/congruentie?indeling=PO", 400, "Kies uit"),
        ("/kaarten/congruentie?indeling=PO&met=VO&weging=stemmen", 400, "weging"),
        ("/kaarten/herindeling?gemeente=Leeuwarden", 400, "kies een jaar"),
        ("/kaarten/herindeling?gemeente=Leeuwarden&jaar=20", 400, "vier cijfers"),
    ],
)
def test_what_cannot_be_drawn_is_said_above_the_forms(client: TestClient, pad: str, status: int, tekst: str) -> None:
    antwoord = client.get(pad, headers=BROWSER)
    assert antwoord.status_code == status
    assert re.search(tekst, antwoord.text)
    assert antwoord.text.count("<form") == 5
    assert antwoord.headers["cache-control"] == "no-store"
    kaal = client.get(pad)
    assert (kaal.status_code, kaal.headers["content-type"]) == (status, "application/problem+json")


def test_hostile_questions_stay_text(client: TestClient) -> None:
    boos = '"><script>alert(1)</script>'
    antwoord = client.get("/kaarten/herindeling", params={"gemeente": boos, "jaar": boos}, headers=BROWSER)
    assert antwoord.status_code in (400, 404)
    assert "<script>alert" not in antwoord.text


def test_the_page_to_choose_says_that_it_is_a_sketch(client: TestClient) -> None:
    antwoord = client.get("/kaarten")
    assert "schets" in antwoord.text
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=", antwoord.text)


def test_maps_are_pages_and_not_part_of_the_api(openapi: dict[str, Any]) -> None:
    assert not [pad for pad in openapi["paths"] if pad.startswith("/kaarten")]


def test_maps_are_drawn_one_at_a_time_and_too_many_are_sent_away(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    laat_los, bezig = threading.Event(), threading.Semaphore(0)
    tegelijk: list[int] = []
    lopend = threading.Lock()

    def traag(*_: Any) -> kast.Klaar:
        tegelijk.append(lopend.acquire(blocking=False))
        bezig.release()
        assert laat_los.wait(30)
        lopend.release()
        return kast.Klaar("x", "text/html", "", b"x", "")

    monkeypatch.setattr(kast, "teken", traag)
    eigen = kast.Kaartenkast()
    vragen = [Kaartvraag("indeling", f"2026-01-{dag:02d}", "PO") for dag in range(1, kast.MEESTE_WACHTENDEN + 1)]
    draden = [threading.Thread(target=eigen.geef, args=(stand, vraag, "html")) for vraag in vragen]
    for draad in draden:
        draad.start()
    assert bezig.acquire(timeout=30)
    while eigen._wachtend < len(draden):
        assert not laat_los.wait(0.01)
    with pytest.raises(kast.Druk):
        eigen.geef(stand, Kaartvraag("indeling", "2025-01-01", "PO"), "html")
    laat_los.set()
    for draad in draden:
        draad.join(30)
    assert tegelijk == [True] * len(vragen)


def test_drawn_maps_are_kept_within_their_room(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kast, "teken", lambda *_: kast.Klaar("x", "text/html", "", b"x" * 400, ""))
    eigen = kast.Kaartenkast(ruimte=1_000)
    for dag in range(1, 6):
        eigen.geef(stand, Kaartvraag("indeling", f"2026-01-0{dag}", "PO"), "html")
    assert len(eigen._klaar) == 2


def test_the_service_does_not_load_what_draws_before_a_map_is_asked_for(editie: Path, repo: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from unittest.mock import Mock
from starlette.testclient import TestClient
from api.app import maak_app
from regio.instellingen import Instellingen
from regio.stand.houder import Standhouder
from regio.stand.stand import Stand
var = Path("bestaat-niet")
app = maak_app(Instellingen(var=var, geocoder="geen"), houder=Standhouder(var, Stand.open(Path({str(editie)!r}))))
zwaar = {{"folium", "branca", "matplotlib", "PIL", "pandas", "geopandas"}}
with TestClient(app) as klant:
    assert klant.get("/v1/postcodes/9471").status_code == klant.get("/kaarten").status_code == 200
    print(sorted(zwaar & set(sys.modules)))
    assert klant.get("/kaarten/gemeente/GM1730").status_code == 200
    print(sorted({{"folium", "geopandas", "matplotlib.pyplot"}} & set(sys.modules)))
"""
    uit = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=repo, timeout=300
    )
    assert uit.stdout.splitlines() == ["[]", "['folium']"], uit.stderr
