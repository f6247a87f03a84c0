"""Files and pages packed for the wire: an encoding is named only where there is one."""

from __future__ import annotations

import brotli
import pytest
from starlette.requests import Request

from api.statisch import verpakt

GROOT, KLEIN = b"samenwerkingsverband " * 100, b"klein"


def _vraag(codering: str) -> Request:
    return Request({"type": "http", "headers": [(b"accept-encoding", codering.encode())]})


@pytest.mark.parametrize("codering", ["identity", "", "zstd", "br;q=0"])
def test_bytes_as_they_are_name_no_encoding(codering: str) -> None:
    # Twice: the second answer comes from what is kept.
    for _ in range(2):
        antwoord = verpakt(_vraag(codering), bytes(bytearray(GROOT)), "text/html", "no-cache")
        assert (antwoord.body, "content-encoding" in antwoord.headers) == (GROOT, False)


@pytest.mark.parametrize("codering", ["br", "gzip", "identity"])
def test_a_small_answer_is_not_packed(codering: str) -> None:
    for _ in range(2):
        antwoord = verpakt(_vraag(codering), bytes(bytearray(KLEIN)), "text/css", "no-cache")
        assert (antwoord.body, "content-encoding" in antwoord.headers) == (KLEIN, False)


def test_a_packed_answer_names_its_encoding() -> None:
    antwoord = verpakt(_vraag("gzip;q=0.5, br"), GROOT, "text/html", "no-cache")
    assert (antwoord.headers["content-encoding"], antwoord.headers["vary"]) == ("br", "Accept-Encoding")
    assert brotli.decompress(bytes(antwoord.body)) == GROOT
