"""Dates, shares and lists as the page writes them."""

from __future__ import annotations

import pytest

from kaarten.teksten import datum_lang, opsomming, procent, reeks


@pytest.mark.parametrize(
    ("tekst", "uit"),
    [
        ("2015-04-23", "23 april 2015"),
        ("Haren bestaat sinds 2019-01-01 niet meer", "Haren bestaat sinds 1 januari 2019 niet meer"),
        ("12015-04-231", "12015-04-231"),
        ("2015-13-01", "2015-13-01"),
    ],
)
def test_dates_are_written_out(tekst: str, uit: str) -> None:
    assert datum_lang(tekst) == uit


@pytest.mark.parametrize(
    ("aandeel", "uit"),
    [(0.6695, "67%"), (0.004, "minder dan 1%"), (0.996, "meer dan 99%"), (1.0, "100%"), (0.0, "0%")],
)
def test_a_share_never_becomes_nothing_or_everything(aandeel: float, uit: str) -> None:
    assert procent(aandeel) == uit


@pytest.mark.parametrize(
    ("postcodes", "uit"),
    [
        (["9471", "9472", "9473", "9481"], "9471 t/m 9473, 9481"),
        (["9472", "9471"], "9471, 9472"),
        (["9471"], "9471"),
        ([], ""),
    ],
)
def test_only_consecutive_postcodes_become_a_range(postcodes: list[str], uit: str) -> None:
    assert reeks(postcodes) == uit


def test_enumeration() -> None:
    assert opsomming(["a", "b", "c"]) == "a, b en c"
    assert opsomming(["a"]) == "a"
    assert opsomming([]) == ""
