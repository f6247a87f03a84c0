"""Moves as CSV and back: whatever may be kept comes back byte for byte, also from a file that a spreadsheet saved."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regio.scenario.beeld import Basis
from regio.scenario.bestand import MEESTE_REGELS
from regio.scenario.invoer import lees_zetten_csv
from regio.scenario.lezen import LANGSTE_NAAM, LANGSTE_NOTITIE, lees_zetten
from regio.scenario.uitvoer import KOLOMMEN, zetten_csv
from regio.scenario.zetten import zetten_json
from tests.regio.mini import A

# Everything that a note may hold: what can be seen, on any plane, and new lines and tabs.
ZICHTBAAR = st.characters(exclude_categories=("C", "Z"))
LASTIG = st.sampled_from(
    ["=", "+", "-", "@", "'", '"', ",", ";", "|", " ", "\n", "\t", "\r", "\r\n", "\U0001d11e", "\ufe0f"]
)
NOTITIES = st.lists(ZICHTBAAR | LASTIG, max_size=60).map("".join)
NAMEN = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="<>"), min_size=1, max_size=LANGSTE_NAAM
)
LASTIGE_NAMEN = st.tuples(st.sampled_from(["=", "'=", "''", "'", "-", "@", '"', ";"]), NAMEN).map(
    lambda delen: "".join(delen)[:LANGSTE_NAAM]
)
ruim = settings(deadline=None, max_examples=200)


def _zetten(notities: list[str], namen: list[str]) -> list[dict[str, Any]]:
    """Moves that can be made one after another whatever their texts are."""
    om = ("VO9002", "VO9001")
    grond = {"postcodes": ["1001"]}
    uit: list[dict[str, Any]] = [
        {
            "soort": "verplaats",
            "sector": "VO",
            "grond": grond,
            "naar": om[nr % 2],
            "notitie": tekst,
            "aanname": nr % 3 == 0,
        }
        for nr, tekst in enumerate(notities)
    ]
    delen = [{"postcodes": ["1001", "1002"]}, {"gemeente": "GM9003"}]
    for nr, naam in enumerate(namen):
        code = f"GM91{nr:02d}"
        uit.append(
            {"soort": "herindeel", "datum": "2027-01-01", "naar": code, "naam": naam, "delen": delen, "notitie": naam}
        )
        delen = [{"gemeente": code}]
    return uit


def _gelijk(inhoud: bytes, kwam_uit: Any, basis: Basis) -> None:
    """The moves in a file are these, to the last byte of their JSON and of their CSV."""
    terug = lees_zetten_csv(inhoud, basis.beeld)
    assert terug == kwam_uit
    als_json = [json.dumps(zetten_json(een), ensure_ascii=False).encode() for een in (terug, kwam_uit)]
    assert als_json[0] == als_json[1]
    assert zetten_csv(terug).encode() == zetten_csv(kwam_uit).encode()


@ruim
@given(notities=st.lists(NOTITIES, max_size=4), namen=st.lists(NAMEN | LASTIGE_NAMEN, max_size=3))
@example(
    notities=["", "'", "''=1", "\n", "\t", " ", '"', '""', "a\r\nb\rc", "=\n+\n-\n@"], namen=["=1", "'=1", "-", '"x"']
)
@example(notities=["a;=1", "a;'=1", "a\n'- b\n- c", "a\t''@x", 'a;"=1'], namen=["X;=cmd|'!A0", "X;'=1", "X;''-"])
@example(
    notities=["\U0001d11e" * LANGSTE_NOTITIE, '"' * LANGSTE_NOTITIE, "\n" * LANGSTE_NOTITIE],
    namen=["\u0301e", "\U00020000"],
)
def test_whatever_may_be_kept_comes_back(mini_basis: Basis, notities: list[str], namen: list[str]) -> None:
    zetten = lees_zetten(_zetten(notities, namen))
    tekst = zetten_csv(zetten)
    _gelijk(tekst.encode(), zetten, mini_basis)
    # A spreadsheet in the Netherlands: a byte order mark, semicolons, other ends of lines.
    uit = io.StringIO()
    csv.writer(uit, delimiter=";", lineterminator="\n").writerows(csv.reader(io.StringIO(tekst, newline="")))
    _gelijk(uit.getvalue().encode("utf-8-sig"), zetten, mini_basis)


@ruim
@given(notitie=NOTITIES, naam=NAMEN | LASTIGE_NAMEN)
def test_no_cell_of_a_file_is_a_formula(notitie: str, naam: str) -> None:
    rijen = csv.reader(io.StringIO(zetten_csv(lees_zetten(_zetten([notitie], [naam]))), newline=""))
    assert not [cel for rij in rijen for cel in rij if cel.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_ends_of_lines_in_a_note_are_one_kind(mini_basis: Basis) -> None:
    (zet,) = lees_zetten(_zetten(["een\r\ntwee\rdrie\nvier"], []))
    assert zet.notitie == "een\ntwee\ndrie\nvier"
    _gelijk(zetten_csv([zet]).encode(), (zet,), mini_basis)


def test_notes_of_many_lines_are_no_long_file(mini_basis: Basis) -> None:
    zetten = lees_zetten(_zetten(["\n" * LANGSTE_NOTITIE] * 12, []))
    inhoud = zetten_csv(zetten).encode()
    assert inhoud.count(b"\n") > MEESTE_REGELS
    _gelijk(inhoud, zetten, mini_basis)


@pytest.mark.parametrize("kolom", KOLOMMEN)
def test_a_column_that_no_move_uses_may_be_left_out(mini_basis: Basis, kolom: str) -> None:
    zetten = lees_zetten([{"soort": "verplaats", "sector": "VO", "grond": {"gemeente": A}, "naar": "VO9002"}])
    rijen = list(csv.DictReader(io.StringIO(zetten_csv(zetten), newline="")))
    if rijen[0][kolom] not in ("", "nee"):
        return
    namen = [naam for naam in KOLOMMEN if naam != kolom]
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, namen, extrasaction="ignore")
    schrijver.writeheader()
    schrijver.writerows(rijen)
    assert lees_zetten_csv(uit.getvalue().encode(), mini_basis.beeld) == zetten
