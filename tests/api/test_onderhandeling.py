"""Which form and encoding a client gets: weights, ranges, and headers that make no sense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.onderhandeling import kies_codering, kies_vorm

JSON, GEOJSON = "application/json", "application/geo+json"


@pytest.mark.parametrize(
    ("accept", "verwacht"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GEOJSON, GEOJSON),
        ("Application/GEO+json", GEOJSON),
        (f"{GEOJSON}, {JSON}", JSON),
        (f"{JSON};q=0.5, {GEOJSON}", GEOJSON),
        (f"{GEOJSON};q=0.5, {JSON};q=0.4", GEOJSON),
        (f"{GEOJSON}, */*;q=0.8", GEOJSON),
        (f"{JSON};q=0, */*", GEOJSON),
        ("application/*;q=0.2, */*;q=0.9", JSON),
        (f"{GEOJSON};q=0.1, application/*;q=0.2", JSON),
        (f"{GEOJSON}; charset=utf-8", GEOJSON),
        (f"{GEOJSON};version=1;q=0.9, {JSON};q=0.8", GEOJSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
        (f"{GEOJSON};q=zeer, {JSON};q=0.1", JSON),
        (f"{GEOJSON};q=2, {JSON};q=0.1", JSON),
        ("text/html", None),
        (f"{JSON};q=0, {GEOJSON};q=0", None),
        ("*/*;q=0", None),
    ],
)
def test_the_form_with_the_highest_weight(accept: str, verwacht: str | None) -> None:
    assert kies_vorm(accept, (JSON, GEOJSON)) == verwacht


@pytest.mark.parametrize(
    ("accept", "verwacht"),
    [
        ("", "identity"),
        ("identity", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0.5, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.5, identity", "identity"),
        ("identity;q=0", "identity"),
        ("*;q=0", "identity"),
        ("gzip;q=0.001", "gzip"),
        ("zstd", "identity"),
    ],
)
def test_the_encoding_with_the_highest_weight(accept: str, verwacht: str) -> None:
    assert kies_codering(accept, ("br", "gzip")) == verwacht


def test_only_what_is_offered_is_chosen() -> None:
    assert kies_codering("br, gzip", ("gzip",)) == "gzip"
    assert kies_codering("br, gzip", ()) == "identity"


@given(st.text(max_size=60))
def test_any_header_gives_a_choice(kop: str) -> None:
    assert kies_vorm(kop, (JSON, GEOJSON)) in (JSON, GEOJSON, None)
    assert kies_codering(kop, ("br", "gzip")) in ("br", "gzip", "identity")
