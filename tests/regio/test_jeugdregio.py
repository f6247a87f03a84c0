"""Jeugdregio's between three known dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from regio.bronnen.rijen import Feiten, JeugdregioRij
from regio.jeugdregio import Jeugdregios
from regio.stand.toestanden import Opbouw
from tests.regio.mini import A, B, E, G, H

BEIDE = frozenset({"JZ91", "JZ92"})


@pytest.mark.parametrize(
    ("gemeente", "dag", "verwacht"),
    [
        (A, date(2014, 12, 31), (frozenset(), False)),
        (A, date(2015, 1, 1), (frozenset({"JZ91"}), True)),
        (A, date(2020, 5, 5), (frozenset({"JZ91"}), True)),
        (B, date(2016, 1, 1), (frozenset({"JZ91"}), True)),
        (B, date(2016, 1, 2), (BEIDE, False)),
        (B, date(2024, 12, 31), (BEIDE, False)),
        (B, date(2025, 1, 1), (frozenset({"JZ92"}), True)),
        (B, date(2030, 1, 1), (frozenset({"JZ92"}), True)),
        (G, date(2019, 1, 1), (frozenset({"JZ92"}), False)),
        (E, date(2018, 12, 31), (frozenset({"JZ91"}), True)),
        ("GM9999", date(2020, 1, 1), (frozenset(), False)),
    ],
)
def test_the_region_of_a_gemeente(
    mini_opbouw: Opbouw, gemeente: str, dag: date, verwacht: tuple[frozenset[str], bool]
) -> None:
    assert mini_opbouw.jeugdregios.op(gemeente, dag) == verwacht


def test_a_gemeente_between_the_known_dates_has_the_regions_around_it(mini: Feiten, mini_opbouw: Opbouw) -> None:
    zonder = tuple(rij for rij in mini.gemeente_jeugdregio if rij.gemeente_code != G)
    regios = Jeugdregios(replace(mini, gemeente_jeugdregio=zonder), mini_opbouw.tijdlijn)
    assert regios.op(G, date(2020, 1, 1)) == (BEIDE, False)
    assert regios.op(H, date(2018, 1, 1)) == (frozenset({"JZ92"}), True)


def test_the_name_is_the_latest_one_seen_by_then(mini: Feiten, mini_opbouw: Opbouw) -> None:
    namen = (JeugdregioRij("JZ91", "Oud", "2015 2016", ""), JeugdregioRij("JZ91", "Nieuw", "2025", ""))
    regios = Jeugdregios(replace(mini, jeugdregios=namen), mini_opbouw.tijdlijn)
    gevonden = [regios.naam("JZ91", date(jaar, 6, 1)) for jaar in (2015, 2024, 2025, 2040)]
    assert gevonden == ["Oud", "Oud", "Nieuw", "Nieuw"]
