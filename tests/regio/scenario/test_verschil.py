"""What differs between two pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from regio.scenario.beeld import Basis, basis_van
from regio.scenario.lezen import lees_zetten
from regio.scenario.toepassen import speel
from regio.scenario.verschil import Naamwissel, Wissel, verschil
from regio.stand.stand import Stand


def test_nothing_differs_from_itself(mini_basis: Basis) -> None:
    assert not verschil(mini_basis.beeld, mini_basis.beeld)


def test_ground_regions_and_names(mini_basis: Basis) -> None:
    zetten = lees_zetten(
        [
            {"soort": "verplaats", "sector": "PO", "grond": {"postcodes": ["3003", "5004"]}, "naar": "PO9001"},
            {"soort": "voegsamen", "sector": "VO", "van": ["VO9002"], "naar": "VO9001"},
            {"soort": "nieuw", "sector": "VO", "nieuw": "VO9901", "naam": "Oost", "grond": {"postcodes": ["1004"]}},
            {"soort": "hernoem", "sector": "PO", "code": "PO9002", "naam": "Zuid"},
        ]
    )
    anders = verschil(mini_basis.beeld, speel(mini_basis.beeld, zetten))
    assert tuple(wissel for wissel in anders.wissels if wissel.laag == "PO") == (
        Wissel("PO", (), ("PO9001",), ("5004-1",), ("5004",)),
        Wissel("PO", ("PO9002",), ("PO9001",), ("3003-1", "3003-2"), ("3003",)),
    )
    assert (anders.verdwenen, anders.nieuw) == (("VO9002",), ("VO9901",))
    assert anders.hernoemd == (Naamwissel("PO9002", None, "Zuid"),)
    assert anders.postcodes("PO") == ("3003", "5004")
    assert "1004" in anders.postcodes()
    assert anders.postcodes("gemeente") == ()


def test_days_can_be_held_against_one_another(mini_stand: Stand) -> None:
    eerst, later = (basis_van(mini_stand, dag).beeld for dag in (date(2013, 10, 1), date(2015, 4, 23)))
    anders = verschil(eerst, later)
    wissels = {(wissel.van, wissel.naar): wissel.postcodes for wissel in anders.wissels if wissel.laag == "PO"}
    assert wissels == {(("PO9001",), ("PO9002",)): ("5001",), (("PO9002",), ()): ("5004",)}
    assert anders.hernoemd == ()
    assert (anders.verdwenen, anders.nieuw) == (("GM9008",), ("GM9018",))


def test_editions_with_other_bouwstenen(mini_basis: Basis) -> None:
    minder = replace(
        mini_basis,
        ids=(*mini_basis.ids[:-1], "6001-1"),
        op_id={**{naam: nr for naam, nr in mini_basis.op_id.items() if naam != "5004-1"}, "6001-1": 20},
    )
    anders = verschil(mini_basis.beeld, minder.beeld)
    assert (anders.alleen_hier, anders.alleen_daar) == (("5004-1",), ("6001-1",))
    assert anders.wissels == ()
    assert bool(anders)
