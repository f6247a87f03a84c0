"""Moves as JSON: both ways, and every fault of form at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio.fouten import Vraagfout
from regio.scenario.lezen import LANGSTE_NAAM, LANGSTE_NOTITIE, MEESTE_ZETTEN, VELDEN, lees_zetten, opgesomd
from regio.scenario.zetten import (
    SOORTEN,
    Grond,
    Herindeel,
    Hernoem,
    Splits,
    Verplaats,
    VoegSamen,
    als_json,
    zetten_json,
)

GOED: list[dict[str, Any]] = [
    {"soort": "verplaats", "sector": "VO", "grond": {"gemeente": "GM1730", "postcodes": ["9471"]}, "naar": "VO2201"},
    {"soort": "voegsamen", "sector": "PO", "van": ["PO2202", "PO2203"], "naar": "PO2201"},
    {"soort": "splits", "sector": "PO", "van": "PO2201", "nieuw": "PO9901", "grond": {"bouwstenen": ["9471-1"]}},
    {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "Zuid", "grond": {"postcodes": ["9471", "9472"]}},
    {"soort": "hernoem", "sector": "PO", "code": "PO2201", "naam": ""},
    {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "delen": [{"gemeente": "GM1696"}], "aanname": True},
]


def fouten(*zetten: object) -> list[tuple[str, str]]:
    """Member and code of every fault."""
    with pytest.raises(Vraagfout) as gevangen:
        lees_zetten(list(zetten))
    assert all(fout.melding.startswith("Zet ") and fout.plek == "body" for fout in gevangen.value.fouten)
    return [(fout.veld, fout.code) for fout in gevangen.value.fouten]


def met(nummer: int, **anders: object) -> dict[str, Any]:
    """A good move with some members replaced."""
    return {**GOED[nummer], **anders}


def test_every_kind_is_read_and_written() -> None:
    zetten = lees_zetten(GOED)
    assert [zet.soort for zet in zetten] == list(SOORTEN) == list(VELDEN)
    assert lees_zetten(zetten_json(zetten)) == zetten
    assert zetten[0] == Verplaats(sector="VO", grond=Grond("GM1730", ("9471",)), naar="VO2201")
    assert zetten[5] == Herindeel(datum=date(2027, 1, 1), naar="GM0402", delen=(Grond("GM1696"),), aanname=True)


def test_json_names_every_member() -> None:
    zet = Splits(sector="PO", van="PO2201", nieuw="PO9901", grond=Grond(bouwstenen=("9471-1",)))
    assert als_json(zet) == {
        "soort": "splits",
        "sector": "PO",
        "van": "PO2201",
        "nieuw": "PO9901",
        "naam": "",
        "grond": {"bouwstenen": ["9471-1"]},
        "notitie": "",
        "aanname": False,
    }
    assert als_json(VoegSamen(sector="PO", van=("PO2202",), naar="PO2201"))["van"] == ["PO2202"]


def test_every_fault_of_every_move_is_told_at_once() -> None:
    assert fouten(
        {"soort": "verplaats", "sector": "HO", "grond": {"postcodes": ["94711", "0123"]}, "naar": "vo2201", "x": 1},
        GOED[0],
        {"soort": "voegsamen", "sector": "PO", "van": [], "naar": "VO2201"},
        "geen zet",
        {"soort": "weggooien"},
    ) == [
        ("zetten[0]", "veld-onbekend"),
        ("zetten[0].sector", "sector-onbekend"),
        ("zetten[0].grond.postcodes", "postcodes-vorm"),
        ("zetten[0].naar", "swv-vorm"),
        ("zetten[2].van", "lijst-leeg"),
        ("zetten[2].naar", "verkeerde-sector"),
        ("zetten[3]", "geen-object"),
        ("zetten[4].soort", "soort-onbekend"),
    ]


@pytest.mark.parametrize(
    ("zet", "veld", "code"),
    [
        (met(0, grond={}), "grond", "grond-vorm"),
        (met(0, grond=["9471"]), "grond", "grond-vorm"),
        (met(0, grond={"gemeente": "GM1730", "bouwstenen": ["9471-1"]}), "grond", "grond-vorm"),
        (met(0, grond={"gemeente": "1730"}), "grond.gemeente", "gemeente-vorm"),
        (met(0, grond={"gemeente": 1730}), "grond.gemeente", "gemeente-vorm"),
        (met(0, grond={"postcodes": []}), "grond.postcodes", "lijst-leeg"),
        (met(0, grond={"postcodes": "9471"}), "grond.postcodes", "lijst-leeg"),
        (met(0, grond={"postcodes": ["9471", "9471"]}), "grond.postcodes", "dubbel"),
        (met(0, grond={"postcodes": ["9471"] * 5001}), "grond.postcodes", "te-veel"),
        (met(0, grond={"bouwstenen": ["9471"]}), "grond.bouwstenen", "bouwstenen-vorm"),
        (met(1, van=["PO2202", "PO2202"]), "van", "dubbel"),
        (met(1, van=["PO2201"]), "naar", "overlap"),
        (met(1, van="PO2202"), "van", "lijst-leeg"),
        (met(1, van=["VO2202"]), "van[0]", "verkeerde-sector"),
        (met(2, nieuw="PO2201"), "nieuw", "overlap"),
        (met(3, naam="x" * (LANGSTE_NAAM + 1)), "naam", "te-lang"),
        (met(3, naam="x" * 10_000), "naam", "te-lang"),
        (met(3, naam="<script>alert(1)</script>"), "naam", "naam-vorm"),
        (met(3, naam=" Zuid"), "naam", "naam-vorm"),
        (met(3, naam="Zu\nid"), "naam", "naam-vorm"),
        (met(3, naam="\u202edroW"), "naam", "naam-vorm"),
        (met(3, naam=7), "naam", "geen-tekst"),
        (met(3, naam="\ud800"), "naam", "geen-tekst"),
        (met(0, notitie="x" * (LANGSTE_NOTITIE + 1)), "notitie", "te-lang"),
        (met(0, notitie="a\0b"), "notitie", "notitie-tekens"),
        (met(0, aanname="ja"), "aanname", "geen-ja-nee"),
        (met(5, datum="2027-02-30"), "datum", "datum-bestaat-niet"),
        (met(5, datum="1-1-2027"), "datum", "datum-vorm"),
        (met(5, datum=None), "datum", "datum-vorm"),
        (met(5, naar="VO2201"), "naar", "gemeente-vorm"),
        (met(5, delen=[{"gemeente": "GM1"}]), "delen[0].gemeente", "gemeente-vorm"),
        (met(5, delen={}), "delen", "lijst-leeg"),
        ({naam: GOED[4][naam] for naam in ("soort", "sector", "code")}, "naam", "ontbreekt"),
        ({naam: GOED[0][naam] for naam in ("soort", "sector", "naar")}, "grond", "ontbreekt"),
    ],
)
def test_a_fault_of_form(zet: dict[str, Any], veld: str, code: str) -> None:
    assert fouten(zet) == [(f"zetten[0].{veld}", code)]


def test_what_was_typed_is_not_repeated() -> None:
    with pytest.raises(Vraagfout) as gevangen:
        lees_zetten([met(3, naam="<b>", nieuw="<i>")])
    assert "<b>" not in str(gevangen.value)
    assert "<i>" not in str(gevangen.value)


def test_notes_keep_their_lines_and_html() -> None:
    (zet,) = lees_zetten([met(4, notitie="één\r\ntwee\r<b>drie</b>")])
    assert isinstance(zet, Hernoem)
    assert zet.notitie == "één\ntwee\n<b>drie</b>"


@pytest.mark.parametrize("waarde", [None, {}, "zetten", 7])
def test_moves_are_a_list(waarde: object) -> None:
    with pytest.raises(Vraagfout, match="als lijst"):
        lees_zetten(waarde)


def test_too_many_moves() -> None:
    with pytest.raises(Vraagfout, match="ten hoogste 500"):
        lees_zetten([GOED[0]] * (MEESTE_ZETTEN + 1))


def test_many_codes_are_counted() -> None:
    assert opgesomd(map(str, range(12))) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 en nog 2"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda kind: st.lists(kind, max_size=3) | st.dictionaries(st.text(max_size=5), kind, max_size=3),
    max_leaves=6,
)
VELDNAMEN = sorted({naam for velden in VELDEN.values() for naam in (*velden, "notitie", "aanname")})


@given(st.sampled_from(sorted(SOORTEN)), st.dictionaries(st.sampled_from(VELDNAMEN), JSON))
def test_anything_at_all_is_read_or_refused(soort: str, velden: dict[str, object]) -> None:
    try:
        zetten = lees_zetten([{"soort": soort, **velden}])
    except Vraagfout:
        return
    assert lees_zetten(zetten_json(zetten)) == zetten
