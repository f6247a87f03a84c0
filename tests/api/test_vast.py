"""Reference answers are packed once per edition and question; what someone types is not kept."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
import pytest
from starlette.testclient import TestClient

from api import inpakken, vast

UITPAKKEN = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
PADEN = ("/v1/gemeenten", "/v1/herindelingen", "/v1/kaartbestanden", "/v1/ogc/api", "/v1/openapi.json")


def _ruw(client: TestClient, pad: str, codering: str) -> tuple[dict[str, str], bytes]:
    with client.stream("GET", pad, headers={"accept-encoding": codering}) as antwoord:
        return dict(antwoord.headers), b"".join(antwoord.iter_raw())


@pytest.mark.parametrize("pad", PADEN)
def test_a_reference_answer_is_packed_under_an_etag_of_its_own(pad: str, client: TestClient) -> None:
    kaal = _ruw(client, pad, "identity")[1]
    etags = set()
    for codering, uitpakken in UITPAKKEN.items():
        koppen, lijf = _ruw(client, pad, codering)
        assert koppen.get("content-encoding", "identity") == codering
        assert "Accept-Encoding" in koppen["vary"]
        assert (int(koppen["content-length"]), uitpakken(lijf)) == (len(lijf), kaal)
        assert codering == "identity" or len(lijf) * 4 < len(kaal)
        etags.add(koppen["etag"])
    assert len(etags) == 3


def test_it_is_packed_once(maak_client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client, echt, keren = maak_client(), inpakken.ingepakt, list[str]()

    def tel(lijf: bytes, codering: str) -> bytes:
        keren.append(codering)
        return echt(lijf, codering)

    monkeypatch.setattr(vast, "ingepakt", tel)
    for _ in range(3):
        for codering in ("br", "gzip"):
            _ruw(client, "/v1/herindelingen", codering)
    assert keren == ["br", "gzip"]


def test_what_someone_types_is_neither_kept_nor_packed(maak_client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = maak_client()
    bewaard: list[object] = []
    monkeypatch.setattr(client.app.state.bewaring, "zet", lambda scope, *_: bewaard.append(scope["path"]))
    koppen, _ = _ruw(client, "/v1/suggesties?q=tyn", "br")
    assert (bewaard, "content-encoding" in koppen) == ([], False)
    _ruw(client, "/v1/bronnen", "br")
    assert bewaard == ["/v1/bronnen"]
