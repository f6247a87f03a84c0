"""Counting what a new set of facts changes, per table."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import pytest

from regio.bronnen.lezen import lees_feiten
from regio.bronnen.rijen import RIJKLASSEN, Feiten
from regio.bronnen.verschil import SLEUTELS, Verschil, verschillen


@pytest.fixture(scope="module")
def echt(repo: Path) -> Feiten:
    return lees_feiten(repo / "data")


def test_the_same_facts_in_another_order_differ_nowhere(echt: Feiten) -> None:
    assert verschillen(echt, echt) == []
    assert verschillen(echt, replace(echt, gemeenten=echt.gemeenten[::-1])) == []


def test_rows_that_are_new_gone_and_changed(echt: Feiten) -> None:
    eerste, tweede, *rest = echt.gemeenten
    anders = replace(tweede, naam="Andersdam")
    extra = [replace(eerste, code=code) for code in ("GM9001", "GM9002")]
    nieuw = replace(echt, gemeenten=(anders, *rest, *extra), postcodes=echt.postcodes[5:])
    assert verschillen(echt, nieuw) == [Verschil("gemeenten", 2, 1, 1), Verschil("postcodes", 0, 5, 0)]
    assert verschillen(nieuw, echt) == [Verschil("gemeenten", 1, 2, 1), Verschil("postcodes", 5, 0, 0)]


def test_a_row_that_stands_there_twice_counts_twice(echt: Feiten) -> None:
    dubbel = replace(echt, wissels=(*echt.wissels, echt.wissels[0]))
    assert verschillen(echt, dubbel) == [Verschil("wissels", 1, 0, 0)]


@pytest.mark.parametrize("tabel", RIJKLASSEN)
def test_the_key_of_every_table_names_one_row(echt: Feiten, tabel: str) -> None:
    assert set(SLEUTELS[tabel]) <= {veld.name for veld in fields(RIJKLASSEN[tabel])}
    gezien = Counter(tuple(getattr(rij, veld) for veld in SLEUTELS[tabel]) for rij in getattr(echt, tabel))
    # Pupils are loaded by who has them: the facts of the project hold none.
    assert set(gezien.values()) == (set() if tabel == "leerlingen" else {1})
