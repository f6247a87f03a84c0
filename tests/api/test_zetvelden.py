"""A kept move back in the form: its fields make that very move, or there is no form for it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.zetformulier import VELDEN, zet_uit
from api.zetvelden import velden_van
from kaarten.scenarios.keuzes import keuzes
from kaarten.scenarios.werkbeeld import in_formulier
from regio.scenario.beeld import Basis, basis_van
from regio.scenario.lezen import lees_zet
from regio.scenario.zetten import als_json
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from tests.regio.mini import mini_nederland
from tests.regio.minigrond import minigrond
from tests.regio.scenario.zetproef import zetten_op


@pytest.fixture(scope="module")
def mini_basis() -> Basis:
    """Mini-Nederland on 2020-01-01."""
    opbouw = Opbouw(mini_nederland())
    secties = secties_van(opbouw, minigrond(opbouw.feiten))
    return basis_van(Stand(Sectiebestand(memoryview(inhoud(secties)))), date(2020, 1, 1))


@given(st.data())
def test_the_fields_of_a_move_make_that_move(mini_basis: Basis, data: st.DataObject) -> None:
    """Except for parts of gemeenten that the form cannot name; names in the fields change nothing."""
    zet = lees_zet(als_json(data.draw(zetten_op(mini_basis.beeld))))
    for noem in (str, lambda code: f"Een naam ({code})", lambda code: f"{code} – anders dan PO2203: 9471"):
        velden = velden_van(als_json(zet), noem)
        assert (velden is not None) is in_formulier(zet)
        if velden is not None:
            assert velden.keys() <= set(VELDEN)
            assert zet_uit(velden) == {**als_json(zet), "notitie": zet.notitie.strip()}


def test_codes_are_told_by_what_they_are_known_by(stand: Stand) -> None:
    basis = basis_van(stand, date(2026, 1, 1))
    lijsten = keuzes(stand, basis.beeld)
    alle = [*lijsten.verbanden, *lijsten.gemeenten]
    genoemd = [lijsten.noem(code) for code in basis.beeld.namen if lijsten.noem(code) != code]
    assert len(alle) > 400
    assert sorted(genoemd) == sorted(een for een in alle if een not in basis.beeld.namen)
    assert lijsten.noem("GM1730") == "Tynaarlo (GM1730)"
    assert lijsten.noem("PO9999") == "PO9999"
