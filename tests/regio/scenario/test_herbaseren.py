"""A scenario on another base."""

from __future__ import annotations

from datetime import date

from regio.scenario.beeld import Basis, basis_van
from regio.scenario.herbaseren import herbaseer
from regio.scenario.lezen import lees_zetten
from regio.stand.stand import Stand
from tests.regio.mini import A, C, E

ZETTEN = lees_zetten(
    [
        {"soort": "verplaats", "sector": "VO", "grond": {"gemeente": A}, "naar": "VO9002"},
        {"soort": "verplaats", "sector": "VO", "grond": {"gemeente": E}, "naar": "VO9002"},
        {"soort": "verplaats", "sector": "PO", "grond": {"postcodes": ["5001"]}, "naar": "PO9002"},
        {"soort": "herindeel", "datum": "2016-01-01", "naar": A, "delen": [{"gemeente": C}]},
    ]
)


def test_the_same_base_changes_nothing(mini_basis: Basis) -> None:
    zetten = (ZETTEN[0],)
    zelfde = herbaseer(zetten, mini_basis, mini_basis)
    assert zelfde.over == zetten
    assert not zelfde.basis
    assert not zelfde.uitkomst
    assert (zelfde.zetten[0].niet_meer, zelfde.zetten[0].ook) == ((), ())


def test_which_moves_still_hold(mini_stand: Stand, mini_basis: Basis) -> None:
    oud = basis_van(mini_stand, date(2013, 10, 1))
    uit = herbaseer(ZETTEN, oud, mini_basis)
    assert [een.houdt for een in uit.zetten] == [True, False, False, False]
    assert uit.over == (ZETTEN[0],)
    # In the meantime F gave 3001 to A, and the version of 2015 moved the part of 3003.
    assert (uit.zetten[0].niet_meer, uit.zetten[0].ook) == (("3003-2",), ("3001-1",))
    assert [gebrek.code for gebrek in uit.zetten[1].gebreken] == ["gemeente-onbekend"]
    assert (uit.zetten[2].al_zo, uit.zetten[1].al_zo) == (True, False)
    assert [gebrek.code for gebrek in uit.zetten[3].gebreken] == ["datum-te-vroeg"]


def test_what_differs_between_the_bases_and_the_outcomes(mini_stand: Stand, mini_basis: Basis) -> None:
    oud = basis_van(mini_stand, date(2013, 10, 1))
    uit = herbaseer(ZETTEN[2:3], oud, mini_basis)
    assert uit.basis.postcodes("PO") == ("5001", "5004")
    # The move did what the later version did.
    assert uit.uitkomst.postcodes("PO") == ("5004",)
    assert uit.beeld == mini_basis.beeld


def test_no_moves(mini_stand: Stand, mini_basis: Basis) -> None:
    uit = herbaseer((), basis_van(mini_stand, date(2015, 4, 23)), mini_basis)
    assert uit.over == ()
    assert uit.beeld == mini_basis.beeld
    assert uit.uitkomst == uit.basis
