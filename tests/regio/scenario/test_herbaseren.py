"""A scenario on another base."""

from __future__ import annotations

from datetime import date

from regio.scenario.beeld import Basis, basis_van
from regio.scenario.herbaseren import herbaseer
from regio.scenario.lezen import lees_zetten
from regio.scenario.verloop import verloop_van
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
    verloop = verloop_van(mini_basis.beeld, ZETTEN[:1])
    zelfde = herbaseer(verloop, verloop)
    assert verloop.houdt == ZETTEN[:1]
    assert not zelfde.basis
    assert not zelfde.uitkomst
    assert (zelfde.zetten[0].niet_meer, zelfde.zetten[0].ook) == ((), ())


def test_which_moves_still_hold(mini_stand: Stand, mini_basis: Basis) -> None:
    oud = verloop_van(basis_van(mini_stand, date(2013, 10, 1)).beeld, ZETTEN)
    nieuw = verloop_van(mini_basis.beeld, ZETTEN)
    uit = herbaseer(oud, nieuw)
    assert nieuw.houdt == ZETTEN[:1]
    # In the meantime F gave 3001 to A; the version of 2015 lists postcodes, and the part of 3003 in A with D.
    assert (uit.zetten[0].niet_meer, uit.zetten[0].ook) == (("3003-2",), ("3001-1",))
    assert [[gebrek.code for gebrek in stap.gebreken] for stap in nieuw.stappen] == [
        [], ["gemeente-onbekend"], ["niets-verandert"], ["datum-te-vroeg"],
    ]  # fmt: skip


def test_what_differs_between_the_bases_and_the_outcomes(mini_stand: Stand, mini_basis: Basis) -> None:
    oud = verloop_van(basis_van(mini_stand, date(2013, 10, 1)).beeld, ZETTEN[2:3])
    nieuw = verloop_van(mini_basis.beeld, ZETTEN[2:3])
    uit = herbaseer(oud, nieuw)
    assert uit.basis.postcodes("PO") == ("5001", "5004")
    # The move did what the later version did.
    assert uit.uitkomst.postcodes("PO") == ("5004",)
    assert nieuw.eind == mini_basis.beeld


def test_no_moves(mini_stand: Stand, mini_basis: Basis) -> None:
    nieuw = verloop_van(mini_basis.beeld, ())
    uit = herbaseer(verloop_van(basis_van(mini_stand, date(2015, 4, 23)).beeld, ()), nieuw)
    assert nieuw.houdt == ()
    assert nieuw.eind == mini_basis.beeld
    assert uit.uitkomst == uit.basis
