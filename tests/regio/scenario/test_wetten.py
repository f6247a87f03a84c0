"""Laws that hold for any moves on mini-Nederland."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import maten
from regio.indeling import Indeling
from regio.scenario.beeld import Basis, Beeld
from regio.scenario.effecten import Effecten, Swvcijfers, bijgewerkt, effecten
from regio.scenario.grenzen import Grenzen
from regio.scenario.invoer import lees_zetten_csv
from regio.scenario.lagen import uitgeschreven
from regio.scenario.lezen import lees_zetten
from regio.scenario.maatstaf import Maatstaf
from regio.scenario.toepassen import doorloop, fouten_van, pas_toe, speel
from regio.scenario.tussen import grond_van, zetten_tussen
from regio.scenario.uitvoer import zetten_csv
from regio.scenario.verschil import verschil
from regio.scenario.zetten import SECTOREN, Splits, VoegSamen, zetten_json
from tests.regio.scenario.zetproef import reeksen, zetten_op

NIEUWE_GEMEENTE = {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM9101", "naam": "Nieuw"}
rustig = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def gelijk(een: Effecten, ander: Effecten) -> None:
    """Exactly the same figures, to the last bit."""
    assert een.beide == ander.beide
    assert np.array_equal(een.langs, ander.langs)
    for sector in SECTOREN:
        hier, daar = een.sectoren[sector], ander.sectoren[sector]
        assert hier.congruentie == daar.congruentie
        for veld in fields(Grenzen):
            assert np.array_equal(getattr(hier.grenzen, veld.name), getattr(daar.grenzen, veld.name)), veld.name
        assert list(hier.swvs) == list(daar.swvs)
        assert {code: hier.grens(code) for code in hier.swvs} == {code: daar.grens(code) for code in daar.swvs}
        for code, cijfers in hier.swvs.items():
            for veld in fields(Swvcijfers):
                a, b = getattr(cijfers, veld.name), getattr(daar.swvs[code], veld.name)
                assert np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b, (code, veld.name)


def test_an_swv_that_came_and_went_leaves_nothing_in_the_way(mini_basis: Basis, mini_maat: Maatstaf) -> None:
    """Its code stays in the layer, and figures stand at the position of their code."""
    heen, terug, erna = lees_zetten(
        [
            {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "", "grond": {"postcodes": ["1001"]}},
            {"soort": "voegsamen", "sector": "PO", "van": ["PO9901"], "naar": "PO9001"},
            {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "", "grond": {"postcodes": ["1001", "1002"]}},
        ]
    )
    zoals = speel(mini_basis.beeld, [heen, terug])
    bij = bijgewerkt(mini_maat, effecten(mini_maat, mini_basis.beeld), zoals)
    gelijk(bij, effecten(mini_maat, zoals))
    verder = pas_toe(zoals, erna)
    gelijk(bijgewerkt(mini_maat, bij, verder), effecten(mini_maat, verder))
    gelijk(bijgewerkt(mini_maat, bij, mini_basis.beeld), effecten(mini_maat, mini_basis.beeld))


def test_ground_that_stays_in_its_gemeente_may_come_to_another_region_with_it(
    mini_basis: Basis, mini_maat: Maatstaf
) -> None:
    """A gemeente that gets more ground may from then on lie in two regions, also where its ground was before."""
    klein, groot = (
        speel(mini_basis.beeld, lees_zetten([{**NIEUWE_GEMEENTE, "delen": [{"postcodes": list(grond)}]}]))
        for grond in (("1003",), ("1003", "2001"))
    )
    gelijk(bijgewerkt(mini_maat, effecten(mini_maat, klein), groot), effecten(mini_maat, groot))
    gelijk(bijgewerkt(mini_maat, effecten(mini_maat, groot), klein), effecten(mini_maat, klein))


@rustig
@given(data=st.data())
def test_effects_of_touched_regions_equal_those_from_scratch(
    data: st.DataObject, mini_basis: Basis, mini_maat: Maatstaf
) -> None:
    bij = effecten(mini_maat, mini_basis.beeld)
    for _, beeld in data.draw(reeksen(mini_basis)):
        bij = bijgewerkt(mini_maat, bij, beeld)
        gelijk(bij, effecten(mini_maat, beeld))
    gelijk(bijgewerkt(mini_maat, bij, mini_basis.beeld), effecten(mini_maat, mini_basis.beeld))


@rustig
@given(data=st.data())
def test_effects_can_be_taken_from_any_other_branch(
    data: st.DataObject, mini_basis: Basis, mini_maat: Maatstaf
) -> None:
    een, ander = (data.draw(reeksen(mini_basis)) for _ in range(2))
    if een and ander:
        gelijk(bijgewerkt(mini_maat, effecten(mini_maat, een[-1][1]), ander[-1][1]), effecten(mini_maat, ander[-1][1]))


@rustig
@given(data=st.data())
def test_congruence_is_that_of_the_measures(data: st.DataObject, mini_basis: Basis, mini_maat: Maatstaf) -> None:
    reeks = data.draw(reeksen(mini_basis))
    beeld = reeks[-1][1] if reeks else mini_basis.beeld
    alle = effecten(mini_maat, beeld)
    for sector in SECTOREN:
        for naam, paar in alle.congruentie(sector).items():
            met = beeld.lagen[naam] if naam in SECTOREN else alle.ondergrond.indelingen[naam]
            gewicht = mini_maat.gewicht(*({sector, naam} & set(SECTOREN))).waarden
            gemeten = maten(kruis(beeld.lagen[sector], met, gewicht))
            assert paar.v == pytest.approx(gemeten.v, abs=1e-12)
            assert paar.homogeniteit == pytest.approx(gemeten.homogeniteit, abs=1e-12)
            assert paar.volledigheid == pytest.approx(gemeten.volledigheid, abs=1e-12)


@rustig
@given(data=st.data())
def test_the_border_of_swvs_is_the_same_beside_every_division(
    data: st.DataObject, mini_basis: Basis, mini_maat: Maatstaf
) -> None:
    """And of every single one: to the last bit, whatever came before and whatever is known of the divisions."""
    bij = effecten(mini_maat, mini_basis.beeld)
    for _, beeld in data.draw(reeksen(mini_basis)):
        vorige, bij = bij, bijgewerkt(mini_maat, bij, beeld)
        for sector in SECTOREN:
            assert len({paar.grens.lengte for paar in bij.congruentie(sector).values()}) == 1
            if vorige.beeld.lagen[sector] == beeld.lagen[sector]:
                hier, daar = vorige.sectoren[sector], bij.sectoren[sector]
                assert [hier.grens(code).lengte for code in hier.swvs] == [
                    daar.grens(code).lengte for code in daar.swvs
                ]


def uitdrukbaar(beeld: Beeld) -> bool:
    """Whether every bouwsteen certainly lies somewhere: what moves can say."""
    return all(len(codes) == 1 for laag in beeld.lagen.values() for codes in uitgeschreven(laag))


@pytest.fixture(scope="session")
def zekere_basis(mini_basis: Basis) -> Basis:
    """The same base with what is open filled in, so that every picture can be reached again."""
    lagen = {
        laag: Indeling.van(laag, [codes[:1] or (f"{laag}9001",) for codes in uitgeschreven(indeling)])
        for laag, indeling in mini_basis.lagen.items()
    }
    return Basis(**{**{veld.name: getattr(mini_basis, veld.name) for veld in fields(Basis)}, "lagen": lagen})


@rustig
@given(data=st.data())
def test_moves_and_their_undo_are_the_identity(data: st.DataObject, zekere_basis: Basis) -> None:
    begin = zekere_basis.beeld
    for _, beeld in data.draw(reeksen(zekere_basis)):
        terug = zetten_tussen(beeld, begin)
        assert not terug.rest
        assert speel(beeld, terug.zetten) == begin
        heen = zetten_tussen(begin, beeld)
        # An SWV that the moves left without ground cannot be made anew.
        assert not heen.rest.wissels
        assert not heen.rest.verdwenen


@rustig
@given(data=st.data())
def test_what_no_move_can_say_is_told(data: st.DataObject, mini_basis: Basis) -> None:
    begin = mini_basis.beeld
    for _, beeld in data.draw(reeksen(mini_basis)):
        weg = zetten_tussen(beeld, begin)
        assert verschil(speel(beeld, weg.zetten), begin) == weg.rest
        assert all(len(wissel.naar) != 1 for wissel in weg.rest.wissels)


@rustig
@given(data=st.data())
def test_a_picture_is_not_changed_by_moves_on_it(data: st.DataObject, mini_basis: Basis) -> None:
    voor = {laag: uitgeschreven(indeling) for laag, indeling in mini_basis.lagen.items()}
    namen = dict(mini_basis.namen)
    data.draw(reeksen(mini_basis))
    assert {laag: uitgeschreven(indeling) for laag, indeling in mini_basis.lagen.items()} == voor
    assert dict(mini_basis.namen) == namen


@rustig
@given(data=st.data())
def test_merging_and_splitting_back_gives_the_same_picture(data: st.DataObject, zekere_basis: Basis) -> None:
    reeks = data.draw(reeksen(zekere_basis))
    beeld = reeks[-1][1] if reeks else zekere_basis.beeld
    sector = data.draw(st.sampled_from(SECTOREN))
    met_grond = [code for code in beeld.verbanden(sector) if beeld.lagen[sector].bouwstenen_van(code).size]
    if len(met_grond) < 2:
        return
    blijft, gaat = data.draw(st.permutations(met_grond))[:2]
    grond = grond_van(beeld, beeld.lagen[sector].bouwstenen_van(gaat).tolist())
    samen = speel(beeld, [VoegSamen(sector=sector, van=(gaat,), naar=blijft)])
    assert samen != beeld
    naam = beeld.namen[gaat] or ""
    assert speel(samen, [Splits(sector=sector, van=blijft, nieuw=gaat, naam=naam, grond=grond)]) == beeld


@rustig
@given(data=st.data())
def test_export_then_import_gives_the_same_moves(data: st.DataObject, mini_basis: Basis) -> None:
    zetten = tuple(zet for zet, _ in data.draw(reeksen(mini_basis)))
    tekst = zetten_csv(zetten)
    terug = lees_zetten_csv(tekst.encode(), mini_basis.beeld)
    assert terug == zetten
    assert zetten_csv(terug) == tekst
    assert lees_zetten(zetten_json(zetten)) == zetten


@rustig
@given(data=st.data())
def test_a_move_is_made_or_refused_and_nothing_else(data: st.DataObject, mini_basis: Basis) -> None:
    zet = data.draw(zetten_op(mini_basis.beeld))
    stap = doorloop(mini_basis.beeld, [zet])[0]
    fouten = fouten_van([stap])
    assert all(een.veld.startswith("zetten[0]") and een.melding.startswith("Zet 1: ") for een in fouten)
    assert bool(fouten) == (stap.beeld == mini_basis.beeld)
    assert bool(fouten) != bool(verschil(mini_basis.beeld, stap.beeld))


@rustig
@given(data=st.data())
def test_figures_add_up(data: st.DataObject, mini_basis: Basis, mini_maat: Maatstaf) -> None:
    for _, beeld in data.draw(reeksen(mini_basis)):
        alle = effecten(mini_maat, beeld)
        for sector in SECTOREN:
            zeker = beeld.lagen[sector].waarden >= 0
            cijfers: list[Any] = list(alle.sectoren[sector].swvs.values())
            assert sum(een.bouwstenen for een in cijfers) == int(zeker.sum())
            assert sum(een.kinderen for een in cijfers) == pytest.approx(
                float(mini_maat.gewicht(sector).waarden[zeker].sum())
            )
            assert all(sum(map(len, een.stukken)) == een.bouwstenen for een in cijfers)
