"""What goes with the browser comes back as it went, in time, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwe import JWERegistry
from joserfc.jwk import OctKey

from regio.aanmelden.aanbieder import _MEESTE_GEBRUIKT, WACHT_S, Gebruikt
from regio.aanmelden.zegel import SOORT, open_zegel, sleutel_uit, verzegel

SLEUTEL = sleutel_uit("een geheim van zestien")
INHOUD = {"state": "s" * 43, "naar": "/scenarios?versie=2"}


def test_what_was_sealed_comes_back() -> None:
    zegel = verzegel(SLEUTEL, INHOUD, 60)
    assert open_zegel(SLEUTEL, zegel) == INHOUD
    assert verzegel(SLEUTEL, INHOUD, 60) != zegel
    assert len(zegel) < 4_000  # browsers keep no longer cookie


def test_not_after_its_time_and_not_with_another_key() -> None:
    assert open_zegel(SLEUTEL, verzegel(SLEUTEL, INHOUD, -1)) is None
    assert open_zegel(sleutel_uit("een ander geheim dan dat"), verzegel(SLEUTEL, INHOUD, 60)) is None


# Made once: with a new seal for every example the same draw would change another character.
ZEGEL = verzegel(SLEUTEL, INHOUD, 24 * 3600)


@settings(max_examples=200)
@given(plek=st.integers(0, len(ZEGEL) - 1), teken=st.sampled_from("ABCxyz019-_."))
def test_one_changed_character_and_it_is_nothing(plek: int, teken: str) -> None:
    assume(teken != ZEGEL[plek])
    anders = ZEGEL[:plek] + teken + ZEGEL[plek + 1 :]
    # The last character of a part can hold bits that say nothing.
    assert open_zegel(SLEUTEL, anders) in (None, INHOUD)
    if plek + 1 < len(ZEGEL) and ZEGEL[plek + 1] != ".":
        assert open_zegel(SLEUTEL, anders) is None


@given(st.text())
def test_any_other_text_is_nothing(tekst: str) -> None:
    assert open_zegel(SLEUTEL, tekst) is None


KOPPEN = ({"alg": "HS256"}, {"alg": "A256KW", "enc": "A256GCM"}, {"alg": "dir", "enc": "A128CBC-HS256"})


@pytest.mark.parametrize("kop", KOPPEN, ids=str)
def test_another_way_of_sealing_is_not_ours(kop: dict[str, str]) -> None:
    """Not even with our own key."""
    assert open_zegel(SLEUTEL, _gemaakt(kop, {**INHOUD, "exp": 9_999_999_999})) is None


def test_what_has_no_end_is_not_ours() -> None:
    assert open_zegel(SLEUTEL, _gemaakt(SOORT, {**INHOUD, "exp": 9_999_999_999})) == INHOUD
    assert open_zegel(SLEUTEL, _gemaakt(SOORT, INHOUD)) is None


def _gemaakt(kop: dict[str, str], claims: dict[str, Any]) -> str:
    if "enc" not in kop:
        return jwt.encode(kop, claims, OctKey.import_key(SLEUTEL))
    register = JWERegistry(algorithms=[*kop.values()])
    return jwt.encode(kop, claims, OctKey.import_key(SLEUTEL), registry=register)


def test_once_means_once_as_long_as_it_could_come_again() -> None:
    nu = [0.0]
    gebruikt = Gebruikt(lambda: nu[0])
    assert [gebruikt.neem("a"), gebruikt.neem("a"), gebruikt.neem("b")] == [True, False, True]
    nu[0] = WACHT_S - 1.0
    assert not gebruikt.neem("a")
    nu[0] = WACHT_S + 1.0
    assert gebruikt.neem("a")
    for nummer in range(_MEESTE_GEBRUIKT * 2):
        gebruikt.neem(str(nummer))
    assert len(gebruikt._tot) <= _MEESTE_GEBRUIKT
