"""The record of where files came from, also when it is damaged."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from regio.bronnen.ophalen.herkomst import BESTAND, Herkomst, Register, nu
from regio.fouten import Opslagfout

INHOUD = b"inhoud"
GOED = Herkomst(
    "https://x", "atom", len(INHOUD), hashlib.sha256(INHOUD).hexdigest(), nu(), etag='"1"', etags={"a": "b"}
)


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    (tmp_path / "a.gpkg").write_bytes(INHOUD)
    Register(tmp_path).schrijf("a.gpkg", GOED)
    return tmp_path


def test_a_record_is_read_back(map_: Path) -> None:
    assert Register(map_).van("a.gpkg") == GOED
    assert {pad.name for pad in map_.iterdir()} == {"a.gpkg", BESTAND}


def test_a_record_of_another_file_stays(map_: Path) -> None:
    (map_ / "b.gpkg").write_bytes(INHOUD)
    Register(map_).schrijf("b.gpkg", GOED)
    assert Register(map_).van("a.gpkg") == GOED


@pytest.mark.parametrize("inhoud", [None, b"", b"inhouD", b"inhoud."])
def test_a_file_that_is_not_what_was_fetched_has_no_record(map_: Path, inhoud: bytes | None) -> None:
    (map_ / "a.gpkg").unlink()
    if inhoud is not None:
        (map_ / "a.gpkg").write_bytes(inhoud)
    assert Register(map_).van("a.gpkg") is None


def velden(**anders: Any) -> str:
    ruw = json.loads(json.dumps({veld: getattr(GOED, veld) for veld in GOED.__slots__}))
    return json.dumps({"a.gpkg": {**ruw, **anders}})


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "{",
        "[]",
        '{"a.gpkg": 1}',
        '{"a.gpkg": {"url": "x"}}',
        velden(lengte="6"),
        velden(etags=[]),
        velden(etag=None),
        velden(extra=1),
        "\xff",
    ],
)
def test_a_damaged_record_counts_as_none(map_: Path, tekst: str) -> None:
    (map_ / BESTAND).write_text(velden(), encoding="utf-8")
    assert Register(map_).van("a.gpkg") == GOED
    (map_ / BESTAND).write_text(tekst, encoding="latin-1")
    assert Register(map_).van("a.gpkg") is None
    Register(map_).schrijf("a.gpkg", GOED)
    assert Register(map_).van("a.gpkg") == GOED


def test_a_record_that_cannot_be_written_is_told(map_: Path) -> None:
    register = Register(map_)
    (map_ / f".{BESTAND}.nieuw").mkdir()
    with pytest.raises(Opslagfout, match="schrijven is niet gelukt"):
        register.schrijf("a.gpkg", GOED)
    assert Register(map_).van("a.gpkg") == GOED
