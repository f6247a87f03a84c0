"""What lies at a place: in the base, and after moves."""

from __future__ import annotations

from typing import Any

import pytest

from regio.scenario.dienst import Vraag, beeld_van
from regio.scenario.plek import plek_in
from regio.stand.stand import Stand
from regio.zoeken.punt import Vindplaats, antwoord_punt, vind_op_lonlat, vind_op_rd
from tests.api.scenarioproef import PEILDATUM, ZET

ZUIDLAREN = (6.6863, 53.0929)
HERINDELING = {
    "soort": "herindeel",
    "datum": "2027-01-01",
    "naar": "GM9001",
    "naam": "Tynaarlo en Assen",
    "delen": [{"gemeente": "GM1730"}, {"gemeente": "GM0106"}],
}
VAN_9471 = {"soort": "verplaats", "sector": "PO", "grond": {"postcodes": ["9471"]}, "naar": "PO2203"}


@pytest.fixture
def zuidlaren(stand: Stand) -> Vindplaats:
    """A place in postcode 9471, far from any border between regions."""
    return vind_op_lonlat(stand, *ZUIDLAREN)


def _plek(stand: Stand, plaats: Vindplaats, *zetten: dict[str, Any]) -> dict[str, Any]:
    return plek_in(stand, beeld_van(stand, Vraag(PEILDATUM, zetten)), plaats)


def _verbanden(plek: dict[str, Any]) -> list[str]:
    return [een["code"] for een in plek["samenwerkingsverbanden"]]


def test_without_moves_it_is_the_answer_of_the_day(stand: Stand, zuidlaren: Vindplaats) -> None:
    plek, antwoord = _plek(stand, zuidlaren), antwoord_punt(stand, zuidlaren, PEILDATUM)
    assert plek["postcode"] == antwoord["postcode"] == "9471"
    assert plek["gemeente"] == {"code": "GM1730", "naam": "Tynaarlo", "tekst": "Tynaarlo (GM1730)"}
    assert _verbanden(plek) == _verbanden(antwoord)


def test_after_moves_it_is_what_they_made_of_it(stand: Stand, zuidlaren: Vindplaats) -> None:
    eerst = _verbanden(_plek(stand, zuidlaren))
    assert _verbanden(_plek(stand, zuidlaren, ZET)) == ["PO2203", eerst[1]]
    samen = _plek(stand, zuidlaren, HERINDELING)["gemeente"]
    assert samen == {"code": "GM9001", "naam": "Tynaarlo en Assen", "tekst": "Tynaarlo en Assen (GM9001)"}


def test_a_border_that_the_moves_make_is_near(stand: Stand, zuidlaren: Vindplaats) -> None:
    rand = _rand(stand, zuidlaren)
    assert not _plek(stand, rand)["grensNabij"]
    assert _plek(stand, rand, VAN_9471)["grensNabij"]
    assert not _plek(stand, rand, ZET)["grensNabij"]


def _rand(stand: Stand, plaats: Vindplaats) -> Vindplaats:
    """The first place to the north that is in another postcode."""
    x, y = plaats.rd
    while plaats.bouwsteen == vind_op_rd(stand, x, y).bouwsteen:
        y += 50
    return vind_op_rd(stand, x, y)
