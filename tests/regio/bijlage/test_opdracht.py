"""Between which known versions a new one comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from regio.bijlage.opdracht import Opdracht, buren, keur_opdracht
from regio.bronnen.rijen import Feiten

DAG = date(2026, 11, 22)


def _opdracht(dag: date) -> Opdracht:
    return Opdracht(dag, dag, dag, "Stcrt. 2026, 1", "bijlage.csv", DAG)


@pytest.mark.parametrize(
    ("dag", "vorige", "later"),
    [(date(2027, 1, 1), 0, None), (date(2030, 1, 1), 1, None), (date(2028, 1, 1), 0, 1)],
)
@pytest.mark.parametrize("achterstevoren", [False, True])
def test_the_neighbours_of_a_version(
    feiten: Feiten, dag: date, vorige: int, later: int | None, *, achterstevoren: bool
) -> None:
    laatste = max(feiten.versies, key=lambda een: een.geldig_vanaf)
    bekend = [laatste]
    if dag.year > 2027:
        bekend.append(replace(laatste, versie=date(2029, 1, 1), geldig_vanaf=date(2029, 1, 1)))
    alle = (*(een for een in feiten.versies if een != laatste), *bekend)
    nu = replace(feiten, versies=type(feiten.versies)(reversed(alle) if achterstevoren else alle))
    tussen = buren(nu, _opdracht(dag))
    assert tussen.vorige == bekend[vorige] == keur_opdracht(nu, _opdracht(dag))
    assert tussen.later == (None if later is None else bekend[later])
