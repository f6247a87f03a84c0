"""Files and pages packed for the wire: an encoding is named only where there is one, and only files are kept."""

from __future__ import annotations

from collections.abc import Callable

import brotli
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from api import inpakken, statisch
from api.statisch import verpakt, verpakt_bestand

GROOT, KLEIN = b"samenwerkingsverband " * 100, b"klein"
Lever = Callable[[Request, bytes, str, str], Response]
BEIDE = pytest.mark.parametrize("lever", [verpakt, verpakt_bestand])


def _vraag(*coderingen: str, heeft: tuple[str, ...] = ()) -> Request:
    koppen = [(b"accept-encoding", een.encode()) for een in coderingen]
    return Request({"type": "http", "headers": [*koppen, *((b"if-none-match", een.encode()) for een in heeft)]})


@BEIDE
@pytest.mark.parametrize("codering", ["identity", "", "zstd", "br;q=0"])
def test_bytes_as_they_are_name_no_encoding(lever: Lever, codering: str) -> None:
    # Twice: the second answer may come from what is kept.
    for _ in range(2):
        antwoord = lever(_vraag(codering), bytes(bytearray(GROOT)), "text/html", "no-cache")
        assert (antwoord.body, "content-encoding" in antwoord.headers) == (GROOT, False)


@BEIDE
@pytest.mark.parametrize("codering", ["br", "gzip", "identity"])
def test_a_small_answer_is_not_packed(lever: Lever, codering: str) -> None:
    for _ in range(2):
        antwoord = lever(_vraag(codering), bytes(bytearray(KLEIN)), "text/css", "no-cache")
        assert (antwoord.body, "content-encoding" in antwoord.headers) == (KLEIN, False)


@BEIDE
def test_a_packed_answer_names_its_encoding(lever: Lever) -> None:
    antwoord = lever(_vraag("gzip;q=0.5, br"), GROOT, "text/html", "no-cache")
    assert (antwoord.headers["content-encoding"], antwoord.headers["vary"]) == ("br", "Accept-Encoding")
    assert brotli.decompress(bytes(antwoord.body)) == GROOT


@BEIDE
def test_every_header_about_encodings_counts(lever: Lever) -> None:
    antwoord = lever(_vraag("br;q=0", "gzip"), GROOT, "text/html", "no-cache")
    assert antwoord.headers["content-encoding"] == "gzip"


@BEIDE
def test_a_client_says_what_it_has_in_every_way_there_is(lever: Lever) -> None:
    etag = lever(_vraag("br"), GROOT, "text/html", "no-cache").headers["etag"]
    for zo in ((etag,), ("*",), (f"W/{etag}",), ('"ander"', etag), (f'"ander", {etag}',)):
        antwoord = lever(_vraag("br", heeft=zo), GROOT, "text/html", "no-cache")
        assert (antwoord.status_code, antwoord.body, antwoord.headers["etag"]) == (304, b"", etag), zo
    for anders in ('"ander"', f"x{etag}", f"{etag}x"):
        assert lever(_vraag("br", heeft=(anders,)), GROOT, "text/html", "no-cache").status_code == 200, anders


def test_a_file_is_packed_once_and_small_a_page_every_time_and_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    gepakt, echt = list[bool](), inpakken.ingepakt

    def tel(lijf: bytes, codering: str, *, klein: bool = False) -> bytes:
        gepakt.append(klein)
        return echt(lijf, codering, klein=klein)

    monkeypatch.setattr(statisch, "ingepakt", tel)
    for lever in (verpakt, verpakt_bestand):
        for _ in range(2):
            lever(_vraag("br"), b"een eigen bestand " * 100, "text/html", "no-cache")
    assert gepakt == [False, False, True]


def test_a_page_that_a_client_has_is_not_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    etag = verpakt(_vraag("br"), GROOT, "text/html", "no-cache").headers["etag"]
    monkeypatch.setattr(statisch, "ingepakt", lambda *_, **__: pytest.fail("packed"))
    assert verpakt(_vraag("br", heeft=(etag,)), GROOT, "text/html", "no-cache").status_code == 304


@pytest.mark.parametrize(
    "pad", ["/", "/overleg", "/gemeenten/GM1730", "/congruentie", "/congruentie/regios.csv", "/herindelingen"]
)
def test_pages_are_not_kept(client: TestClient, pad: str) -> None:
    voor = statisch._bestand.cache_info()
    antwoord = client.get(pad, headers={"accept-encoding": "br"})
    assert (antwoord.status_code, antwoord.headers["content-encoding"]) == (200, "br")
    assert statisch._bestand.cache_info() == voor


@pytest.mark.parametrize("pad", ["/statisch/stijl.css", "/v1/openapi.json"])
def test_files_are_kept(client: TestClient, pad: str) -> None:
    client.get(pad)
    voor = statisch._bestand.cache_info().hits
    client.get(pad)
    assert statisch._bestand.cache_info().hits == voor + 1
