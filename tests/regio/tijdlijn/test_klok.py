"""Days begin at midnight in the Netherlands; one module knows where that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from regio.tijdlijn.klok import in_nederland, vandaag
from regio.tijdlijn.peildatum import lees_datum

REPO = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("moment", "hier"),
    [
        ("2026-06-30T21:59:59+00:00", "2026-06-30T23:59:59+02:00"),
        ("2026-06-30T22:00:00Z", "2026-07-01T00:00:00+02:00"),
        ("2026-12-31T23:00:00+00:00", "2027-01-01T00:00:00+01:00"),
    ],
)
def test_a_moment_as_clocks_here_show_it(moment: str, hier: str) -> None:
    assert in_nederland(moment).isoformat() == hier


def test_today_is_a_day() -> None:
    dag = vandaag()
    assert lees_datum(dag).isoformat() == dag


def test_only_one_module_names_the_time_zone() -> None:
    bronnen = [pad for map_ in ("regio", "kaarten", "api") for pad in (REPO / map_).rglob("*.py")]
    noemt = {pad.relative_to(REPO).as_posix() for pad in bronnen if "ZoneInfo(" in pad.read_text(encoding="utf-8")}
    assert noemt == {"regio/tijdlijn/klok.py"}
