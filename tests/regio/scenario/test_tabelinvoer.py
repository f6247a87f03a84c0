"""A whole table, changed by hand, as moves."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regio.fouten import Vraagfout
from regio.scenario.beeld import Basis, Beeld, basis_van
from regio.scenario.lezen import lees_zetten
from regio.scenario.tabelinvoer import lees_tabel_csv, nieuwe_verbanden
from regio.scenario.toepassen import speel
from regio.scenario.uitvoer import bijlage_csv, tabel_csv
from regio.scenario.verschil import verschil
from regio.scenario.zetten import Grond, Nieuw, Verplaats
from regio.stand.stand import Stand
from tests.regio.scenario.zetproef import reeksen


def fouten(basis: Basis, tekst: str) -> list[tuple[str, str]]:
    with pytest.raises(Vraagfout) as gevangen:
        lees_tabel_csv(tekst.encode(), basis.beeld)
    return [(fout.veld, fout.code) for fout in gevangen.value.fouten]


def _gemeenten(beeld: Beeld) -> list[tuple[tuple[str, ...], str]]:
    """Code and name of the gemeente of every bouwsteen, as a table is read."""
    lagen = (beeld.lagen["gemeente"][nummer] for nummer in range(len(beeld.basis.ids)))
    return [(codes, "|".join(beeld.namen[code] or "" for code in codes).casefold()) for codes in lagen]


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
    def rij(pc4: str, nummer: int) -> str:
        gemeente = "|".join(mini_basis.namen[code] or code for code in mini_basis.lagen["gemeente"][nummer])
        return ";".join([pc4, gemeente, *("|".join(mini_basis.lagen[sector][nummer]) for sector in ("PO", "VO"))])

    regels = [rij(pc4, nummers[0]) for pc4, nummers in mini_basis.op_pc4.items()]
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


def test_every_cell_of_a_row_is_looked_at(mini_basis: Basis) -> None:
    """A row on unknown ground, or of another gemeente, hides nothing of its other cells."""
    tekst = "postcode,gemeente,po,vo\n9999,,x,VO0001\n1001,Nergens,PO9001|PO9002,y\n3003,,z,VO9001\n"
    assert fouten(mini_basis, tekst) == [
        ("regel 2", "grond-onbekend"),
        ("regel 2", "swv-vorm"),
        ("regel 2", "zonder-gebied"),
        ("regel 3", "herindeling"),
        ("regel 3", "swv-vorm"),
        ("regel 4", "swv-vorm"),
    ]


def test_a_herindeling_in_a_table_is_refused_line_by_line(basis: Basis) -> None:
    """Nothing of a herindeling is left out in silence: each of its rows is told, and no other."""
    delen = [{"postcodes": ["1231"]}, {"postcodes": ["1243"]}]
    zetten = [{"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "delen": delen}]
    beeld = speel(basis.beeld, lees_zetten(zetten))
    for tekst in (bijlage_csv(beeld), tabel_csv(beeld)):
        with pytest.raises(Vraagfout) as gevangen:
            lees_tabel_csv(tekst.encode(), basis.beeld)
        meldingen = [fout.melding.partition(": ")[2] for fout in gevangen.value.fouten]
        assert meldingen == [
            f"deze rij noemt Hilversum; op de peildatum ligt {pc4} in Wijdemeren. "
            "Een herindeling staat niet in een tabel: voeg haar toe als zet."
            for pc4 in ("1231", "1243")
        ]


def test_a_table_of_every_day_comes_back_on_that_day(stand: Stand, mini_stand: Stand) -> None:
    """Also where the sources leave open in which gemeente a postcode lies, as in mini-Nederland."""
    mini = basis_van(mini_stand, date(2017, 6, 1))
    assert any(len(mini.lagen["gemeente"][nummer]) > 1 for nummer in range(len(mini.ids)))
    dagen = [date(2013, 1, 1), date(2014, 6, 1), date(2018, 1, 1), date(2026, 11, 22)]
    for een in (mini, *(basis_van(stand, dag) for dag in dagen)):
        for maak in (bijlage_csv, tabel_csv):
            assert lees_tabel_csv(maak(een.beeld).encode(), een.beeld) == ()


def test_one_of_two_possible_gemeenten_is_not_the_same(mini_stand: Stand) -> None:
    mini = basis_van(mini_stand, date(2017, 6, 1))
    nummer = next(nr for nr in range(len(mini.ids)) if len(mini.lagen["gemeente"][nr]) > 1)
    codes = mini.lagen["gemeente"][nummer]
    namen = [mini.namen[code] or code for code in codes]
    regels = tabel_csv(mini.beeld).splitlines()
    anders = [regel.replace("|".join(codes), codes[0]).replace("|".join(namen), namen[0]) for regel in regels]
    gelezen = fouten(mini, "\n".join(anders))
    assert gelezen and {code for _, code in gelezen} == {"herindeling"}


NIEUW = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "=Zuid", "grond": {"postcodes": ["1001"]}}


def test_the_name_of_a_new_swv_comes_back(mini_basis: Basis) -> None:
    beeld = speel(mini_basis.beeld, lees_zetten([NIEUW]))
    (zet,) = lees_tabel_csv(tabel_csv(beeld).encode(), mini_basis.beeld)
    assert zet == lees_zetten([NIEUW])[0]
    assert nieuwe_verbanden([zet]) == ["Uit de tabel ontstaat een nieuw verband =Zuid (PO9901), met 1 postcode."]


def test_a_code_that_was_typed_over_leaves_no_name_behind(basis: Basis) -> None:
    regels = tabel_csv(basis.beeld).splitlines()
    assert basis.namen["PO2203"] and any(",PO2203," in regel for regel in regels)
    plek = next(nr for nr, regel in enumerate(regels) if ",PO2203," in regel)
    pc4 = regels[plek].split(",")[1]
    regels = [regel.replace("PO2203", "PO9999", 1) if regel.split(",")[1] == pc4 else regel for regel in regels]
    (zet,) = lees_tabel_csv("\n".join(regels).encode(), basis.beeld)
    assert zet == Nieuw(sector="PO", nieuw="PO9999", grond=Grond(postcodes=(pc4,)))
    assert nieuwe_verbanden([zet]) == ["Uit de tabel ontstaat een nieuw verband PO9999, met 1 postcode."]


def test_a_name_of_a_new_swv_that_cannot_be_is_told(mini_basis: Basis) -> None:
    namen = (("<b>", "naam-vorm"), ("Noord", "naam-verschilt"))
    grond = {**NIEUW, "grond": {"postcodes": ["1001", "1002"]}}
    regels = tabel_csv(speel(mini_basis.beeld, lees_zetten([grond]))).splitlines()
    plek = [nr for nr, regel in enumerate(regels) if "PO9901" in regel][-1]
    for naam, code in namen:
        anders = [regel.replace("'=Zuid", naam) if nr == plek else regel for nr, regel in enumerate(regels)]
        assert fouten(mini_basis, "\n".join(anders)) == [(f"regel {plek + 1}", code)]


def test_an_swv_of_which_all_ground_went_to_one_other_is_merged(basis: Basis) -> None:
    zetten = lees_zetten([{"soort": "voegsamen", "sector": "PO", "van": ["PO2203"], "naar": "PO2201"}])
    for maak in (tabel_csv, bijlage_csv):
        assert lees_tabel_csv(maak(speel(basis.beeld, zetten)).encode(), basis.beeld) == zetten


def test_an_swv_that_was_shared_out_or_replaced_is_not_merged(mini_basis: Basis) -> None:
    om = mini_basis.lagen["PO"]
    eigen = [pc4 for pc4, delen in mini_basis.op_pc4.items() if {om[nr] for nr in delen} == {("PO9002",)}]
    for nieuw in (eigen[:1], eigen):
        zet = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": {"postcodes": nieuw}}
        rest = {"soort": "verplaats", "sector": "PO", "grond": {"postcodes": eigen[1:]}, "naar": "PO9001"}
        beeld = speel(mini_basis.beeld, lees_zetten([zet] if nieuw == eigen else [zet, rest]))
        terug = lees_tabel_csv(tabel_csv(beeld).encode(), mini_basis.beeld)
        assert {een.soort for een in terug} == ({"nieuw"} if nieuw == eigen else {"nieuw", "verplaats"})
        assert speel(mini_basis.beeld, terug).bestaat("PO9002")


def test_the_message_about_another_gemeente_names_the_cell_that_differs(basis: Basis) -> None:
    kop, *regels = tabel_csv(basis.beeld).splitlines()
    regel = next(nr for nr, een in enumerate(regels) if een.startswith("1154-1,1154,"))
    regels[regel] = regels[regel].replace(regels[regel].split(",")[2], "GM0014", 1)
    with pytest.raises(Vraagfout) as gevangen:
        lees_tabel_csv("\n".join([kop, *regels]).encode(), basis.beeld)
    assert [fout.melding.partition(";")[0] for fout in gevangen.value.fouten] == [
        f"Regel {regel + 2}: deze rij noemt GM0014"
    ]


def test_half_a_table_is_refused(mini_basis: Basis) -> None:
    assert fouten(mini_basis, "postcode,po,vo\n1001,PO9001,VO9001\n") == [("bestand", "onvolledig")]
    assert fouten(mini_basis, "postcode,po\n") == [("bestand", "kop")]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_table_of_a_picture_leads_back_to_its_ground(data: st.DataObject, mini_basis: Basis) -> None:
    begin = mini_basis.beeld
    for _, beeld in data.draw(reeksen(mini_basis)):
        if _gemeenten(beeld) != _gemeenten(begin):
            assert {code for _, code in fouten(mini_basis, tabel_csv(beeld))} == {"herindeling"}
            continue
        zetten = lees_tabel_csv(tabel_csv(beeld).encode(), mini_basis.beeld)
        anders = verschil(speel(mini_basis.beeld, zetten), beeld)
        assert {wissel.laag for wissel in anders.wissels} <= {"gemeente"}
