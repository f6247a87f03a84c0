"""Answers that are kept: found by what decides them, bounded, and sent as they are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from api import bewaring as module
from api.bewaring import GROOTSTE, Bewaring, Klaar


def _scope(pad: str = "/v1/gemeenten", vraag: bytes = b"", kenmerk: str = "a", **koppen: str) -> dict[str, Any]:
    stand = SimpleNamespace(kenmerk=kenmerk)
    app = SimpleNamespace(state=SimpleNamespace(houder=SimpleNamespace(stand=stand)))
    namen = [(naam.replace("_", "-").encode(), waarde.encode()) for naam, waarde in koppen.items()]
    return {"path": pad, "query_string": vraag, "headers": namen, "app": app}


def _klaar(lengte: int = 10) -> Klaar:
    return Klaar(b'"x"', ((b"etag", b'"x"'), (b"cache-control", b"public"), (b"vary", b"Accept")), b"x" * lengte)


ANDERS = (
    _scope(pad="/v1/jeugdregios"),
    _scope(vraag=b"detail=land"),
    _scope(kenmerk="b"),
    _scope(accept="application/geo+json"),
    _scope(accept_encoding="br"),
)


def test_the_same_question_has_the_same_answer_and_another_has_none() -> None:
    bewaring = Bewaring()
    klaar = _klaar()
    bewaring.zet(_scope(), klaar, "a")
    assert bewaring.haal(_scope()) is klaar
    assert bewaring.haal(_scope(referer="https://elders.example")) is klaar
    assert [bewaring.haal(scope) for scope in ANDERS] == [None] * len(ANDERS)


def test_an_answer_of_another_edition_is_not_kept() -> None:
    bewaring = Bewaring()
    bewaring.zet(_scope(kenmerk="nieuw"), _klaar(), "oud")
    assert bewaring.haal(_scope(kenmerk="nieuw")) is None


def test_an_answer_made_around_midnight_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    bewaring = Bewaring()
    monkeypatch.setattr(module, "net_middernacht", lambda: True)
    bewaring.zet(_scope(), _klaar(), "a")
    assert bewaring.haal(_scope()) is None


@pytest.fixture(autouse=True)
def overdag(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever the tests run, it is not midnight."""
    monkeypatch.setattr(module, "net_middernacht", lambda: False)


def test_another_day_has_another_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    bewaring = Bewaring()
    bewaring.zet(_scope(), _klaar(), "a")
    monkeypatch.setattr(module, "vandaag", lambda: "2031-01-01")
    assert bewaring.haal(_scope()) is None


def test_what_was_asked_longest_ago_makes_room() -> None:
    bewaring = Bewaring(grens=2_500)
    for naam in ("/a", "/b"):
        bewaring.zet(_scope(naam), _klaar(1_000), "a")
    bewaring.haal(_scope("/a"))
    bewaring.zet(_scope("/c"), _klaar(1_000), "a")
    assert [naam for naam in ("/a", "/b", "/c") if bewaring.haal(_scope(naam))] == ["/a", "/c"]


def test_ten_thousand_questions_stay_within_the_bound() -> None:
    bewaring = Bewaring(grens=100_000)
    for nummer in range(10_000):
        bewaring.zet(_scope(vraag=b"n=%d" % nummer), _klaar(500), "a")
    over = sum(bewaring.haal(_scope(vraag=b"n=%d" % nummer)) is not None for nummer in range(10_000))
    assert 150 < over < 200


def test_a_large_answer_pushes_nothing_out() -> None:
    bewaring = Bewaring()
    bewaring.zet(_scope("/klein"), _klaar(), "a")
    bewaring.zet(_scope("/groot"), _klaar(GROOTSTE + 1), "a")
    assert bewaring.haal(_scope("/groot")) is None
    assert bewaring.haal(_scope("/klein")) is not None
