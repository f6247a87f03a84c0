"""A whole table, changed by hand, as moves."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regio.fouten import Vraagfout
from regio.scenario.beeld import Basis
from regio.scenario.lezen import lees_zetten
from regio.scenario.tabelinvoer import lees_tabel_csv
from regio.scenario.toepassen import speel
from regio.scenario.uitvoer import bijlage_csv, tabel_csv
from regio.scenario.verschil import verschil
from regio.scenario.zetten import Grond, Nieuw, Verplaats
from tests.regio.scenario.zetproef import reeksen


def fouten(basis: Basis, tekst: str) -> list[tuple[str, str]]:
    with pytest.raises(Vraagfout) as gevangen:
        lees_tabel_csv(tekst.encode(), basis.beeld)
    return [(fout.veld, fout.code) for fout in gevangen.value.fouten]


def test_a_table_without_changes_asks_no_moves(mini_basis: Basis) -> None:
    assert lees_tabel_csv(tabel_csv(mini_basis.beeld).encode(), mini_basis.beeld) == ()
    assert lees_tabel_csv(bijlage_csv(mini_basis.beeld).encode(), mini_basis.beeld) == ()


def test_changed_cells_become_moves(mini_basis: Basis) -> None:
    regels = bijlage_csv(mini_basis.beeld).splitlines()
    regels = [regel.replace("PO9001", "PO9002") if ",1001," in regel else regel for regel in regels]
    regels = [regel.replace("Europoort,Europoort", "PO9001,VO9901") for regel in regels]
    assert lees_tabel_csv("\n".join(regels).encode(), mini_basis.beeld) == (
        Verplaats(sector="PO", grond=Grond(postcodes=("5004",)), naar="PO9001"),
        Verplaats(sector="PO", grond=Grond(postcodes=("1001",)), naar="PO9002"),
        Nieuw(sector="VO", nieuw="VO9901", grond=Grond(postcodes=("5004",))),
    )


def test_parts_of_a_postcode_come_back_by_their_gemeente(mini_basis: Basis) -> None:
    zetten = [{"soort": "verplaats", "sector": "VO", "grond": {"bouwstenen": ["3003-2"]}, "naar": "VO9001"}]
    beeld = speel(mini_basis.beeld, lees_zetten(zetten))
    for tekst in (bijlage_csv(beeld), tabel_csv(beeld)):
        assert speel(mini_basis.beeld, lees_tabel_csv(tekst.encode(), mini_basis.beeld)) == beeld


def test_the_shape_of_the_facts_is_read_too(mini_basis: Basis) -> None:
    regels = [
        f"{pc4};Ergens;{'|'.join(mini_basis.lagen['PO'][nrs[0]])};{'|'.join(mini_basis.lagen['VO'][nrs[0]])}"
        for pc4, nrs in mini_basis.op_pc4.items()
    ]
    assert lees_tabel_csv("\n".join(["pc4;gemeente;po;vo", *regels]).encode(), mini_basis.beeld) == ()


def test_every_mistake_is_told_with_its_line(mini_basis: Basis) -> None:
    tekst = "postcode,po,vo\n1001,VO9001,VO9001\n9999,PO9001,VO9001\n1002,PO0001,x\n1001,PO9001,VO9001\n1003\n"
    assert fouten(mini_basis, tekst) == [
        ("regel 2", "swv-vorm"),
        ("regel 3", "grond-onbekend"),
        ("regel 4", "zonder-gebied"),
        ("regel 4", "swv-vorm"),
        ("regel 5", "dubbel"),
        ("regel 6", "aantal-cellen"),
    ]


def test_half_a_table_is_refused(mini_basis: Basis) -> None:
    assert fouten(mini_basis, "postcode,po,vo\n1001,PO9001,VO9001\n") == [("bestand", "onvolledig")]
    assert fouten(mini_basis, "postcode,po\n") == [("bestand", "kop")]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_table_of_a_picture_leads_back_to_its_ground(data: st.DataObject, mini_basis: Basis) -> None:
    for _, beeld in data.draw(reeksen(mini_basis)):
        zetten = lees_tabel_csv(tabel_csv(beeld).encode(), mini_basis.beeld)
        anders = verschil(speel(mini_basis.beeld, zetten), beeld)
        assert not anders.van_laag("PO")
        assert not anders.van_laag("VO")
