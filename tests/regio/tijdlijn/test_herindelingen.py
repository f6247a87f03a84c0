"""Following ground through time: laws on drawn and real facts, and every kind of transition."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regio.bronnen.rijen import Feiten, GemeenteRij
from regio.stand.toestanden import Opbouw
from regio.tijdlijn.herindelingen import Gemeenten, Grond, Tijdlijn, raakt
from tests.regio.mini import A, B, C, D, E, F, G, H, herindeling

dagen = st.dates(date(2011, 1, 1), date(2026, 12, 31))
snel = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
weinig = settings(deadline=None, max_examples=12)


@pytest.fixture(scope="module")
def nu(opbouw: Opbouw) -> tuple[Gemeenten, ...]:
    """Where every real bouwsteen lay on the day of the table of 2015."""
    return opbouw.gemeenten_op(date(2015, 4, 23))


def test_every_bouwsteen_has_one_certain_gemeente_on_its_own_day(feiten: Feiten, opbouw: Opbouw) -> None:
    for per in {rij.gemeente_per for rij in feiten.bouwstenen}:
        wie = opbouw.gemeenten_op(per)
        for nr, rij in enumerate(feiten.bouwstenen):
            if rij.gemeente_per == per:
                assert wie[nr] == Gemeenten.zeker(rij.gemeente), rij
                assert opbouw.tijdlijn.bestaat(rij.gemeente, per)


@given(st.data(), dagen)
@settings(deadline=None, max_examples=300)
def test_forward_then_backward_contains_the_start(
    opbouw: Opbouw, nu: tuple[Gemeenten, ...], data: st.DataObject, dag: date
) -> None:
    nr = data.draw(st.integers(0, len(nu) - 1))
    grond, per = opbouw.grond(opbouw.feiten.bouwstenen[nr]), date(2015, 4, 23)
    daar = opbouw.tijdlijn.volg(nu[nr], grond, per, dag)
    terug = opbouw.tijdlijn.volg(daar, grond, dag, per)
    assert nu[nr].mogelijk <= terug.mogelijk


@given(st.data(), dagen, dagen, dagen)
@settings(deadline=None, max_examples=300)
def test_two_steps_equal_one(
    opbouw: Opbouw, nu: tuple[Gemeenten, ...], data: st.DataObject, eerste: date, tweede: date, derde: date
) -> None:
    van, midden, tot = sorted((eerste, tweede, derde))
    nr = data.draw(st.integers(0, len(nu) - 1))
    volg, grond = opbouw.tijdlijn.volg, opbouw.grond(opbouw.feiten.bouwstenen[nr])
    begin = volg(nu[nr], grond, date(2015, 4, 23), van)
    assert volg(volg(begin, grond, van, midden), grond, midden, tot) == volg(begin, grond, van, tot)
    eind = volg(nu[nr], grond, date(2015, 4, 23), tot)
    assert volg(volg(eind, grond, tot, midden), grond, midden, van) == volg(eind, grond, tot, van)


@given(dagen)
@weinig
def test_ground_lies_in_gemeenten_that_exist(opbouw: Opbouw, dag: date) -> None:
    bestaand = {rij.code for rij in opbouw.tijdlijn.op(dag)}
    for wie in opbouw.gemeenten_op(dag):
        assert wie.mogelijk <= bestaand
        assert wie.waarschijnlijk and wie.waarschijnlijk <= wie.mogelijk


@given(dagen)
def test_drawn_ground_lies_in_gemeenten_that_exist(mini_opbouw: Opbouw, dag: date) -> None:
    bestaand = {rij.code for rij in mini_opbouw.tijdlijn.op(dag)}
    assert all(wie.mogelijk <= bestaand for wie in mini_opbouw.gemeenten_op(dag))


def test_toestanden_cover_every_day_once(opbouw: Opbouw) -> None:
    dagen_ = opbouw.wisseldagen()
    assert dagen_[0] == date(2011, 1, 1)
    assert all(eerste < tweede for eerste, tweede in pairwise(dagen_))


@given(dagen)
@weinig
def test_nothing_changes_within_a_toestand(mini_opbouw: Opbouw, dag: date) -> None:
    (toestand,) = (t for t in mini_opbouw.toestanden() if t.vanaf <= dag and (t.tot is None or dag < t.tot))
    zelf = mini_opbouw.toestand(dag)
    assert (zelf.versie, zelf.gemeenten, zelf.jeugdregios) == (
        toestand.versie,
        toestand.gemeenten,
        toestand.jeugdregios,
    )
    for soort in ("PO", "VO", "gemeente", "jeugdregio") if zelf.versie else ("gemeente",):
        assert zelf.indeling(soort) == toestand.indeling(soort)


def _tijdlijn(*rijen: object, tot: dict[str, date] | None = None) -> Tijdlijn:
    begin, tot = date(2011, 1, 1), tot or {}
    gemeenten = [GemeenteRij(code, code, begin, tot.get(code), True) for code in (A, B, C, D, E, F, H)]
    nieuw = GemeenteRij(G, "Gravenmeer", date(2019, 1, 1), None, False)
    return Tijdlijn([*gemeenten, nieuw], rijen)  # type: ignore[arg-type]


DAG, VOOR, NA = date(2019, 1, 1), date(2018, 12, 31), date(2019, 1, 1)


def _volg(tijdlijn: Tijdlijn, code: str, van: date, naar: date, pc4: str = "1001", plaats: str = "") -> Gemeenten:
    return tijdlijn.volg(Gemeenten.zeker(code), Grond(pc4, plaats), van, naar)


def test_the_rest_goes_where_no_part_says_otherwise() -> None:
    rijen = (herindeling(DAG, "splitsing", F, G, "rest"), herindeling(DAG, "splitsing", F, A, "deel", "3001"))
    tijdlijn = _tijdlijn(*rijen, tot={F: DAG})
    assert _volg(tijdlijn, F, VOOR, NA, "3001").mogelijk == {A}
    assert _volg(tijdlijn, F, VOOR, NA, "3002").mogelijk == {G}


def test_ground_of_a_vanished_gemeente_that_no_row_names_has_every_candidate() -> None:
    rijen = (
        herindeling(DAG, "splitsing", F, A, "deel", "3001"),
        herindeling(DAG, "splitsing", F, B, "deel", "3002"),
    )
    assert _volg(_tijdlijn(*rijen, tot={F: DAG}), F, VOOR, NA, "9999").mogelijk == {A, B}
    assert _volg(_tijdlijn(*rijen), F, VOOR, NA, "9999").mogelijk == {F}


def test_backward_from_a_merger_the_place_narrows_what_is_likely() -> None:
    rijen = (herindeling(DAG, "samenvoeging", E, G), herindeling(DAG, "samenvoeging", H, G))
    tijdlijn = _tijdlijn(*rijen, tot={E: DAG, H: DAG})
    open_ = _volg(tijdlijn, G, NA, VOOR, plaats="Elders")
    assert open_ == Gemeenten(frozenset({E, H}), frozenset({E, H}))
    bekend = _volg(tijdlijn, G, NA, VOOR, plaats="Eksloo")
    assert bekend == Gemeenten(frozenset({E, H}), frozenset({E}))


def test_backward_into_a_gemeente_that_grew_both_are_possible() -> None:
    tijdlijn = _tijdlijn(herindeling(DAG, "opgaan", E, A), tot={E: DAG})
    assert _volg(tijdlijn, A, NA, VOOR).mogelijk == {A, E}


def test_unconfirmed_and_observed_rows_are_never_followed() -> None:
    for bevestigd in ("onbevestigd", "waargenomen"):
        tijdlijn = _tijdlijn(herindeling(DAG, "opgaan", E, A, bevestigd=bevestigd))
        assert _volg(tijdlijn, E, VOOR, NA).mogelijk == {E}
        assert tijdlijn.opvolgers(E) == [] and tijdlijn.voorgangers(A) == []
        assert len(tijdlijn.alle) == 1 and tijdlijn.data == ()


def test_a_chain_of_renamings_is_followed_both_ways() -> None:
    eerst, dan = date(2014, 1, 1), DAG
    tijdlijn = _tijdlijn(herindeling(eerst, "naamswijziging", E, H), herindeling(dan, "naamswijziging", H, G))
    assert _volg(tijdlijn, E, date(2013, 1, 1), NA).mogelijk == {G}
    assert _volg(tijdlijn, E, date(2013, 1, 1), VOOR).mogelijk == {H}
    assert _volg(tijdlijn, E, date(2013, 1, 1), date(2013, 12, 31)).mogelijk == {E}


def test_only_a_named_part_touches_ground() -> None:
    deel = herindeling(DAG, "splitsing", F, A, "deel", "3001 3002", "Foort")
    assert raakt(deel, Grond("3001", "")) and raakt(deel, Grond("9999", "Foort"))
    assert not raakt(deel, Grond("9999", "Elders"))
    assert not raakt(herindeling(DAG, "opgaan", F, A, "geheel", "3001"), Grond("3001", ""))


def test_all_successors_at_a_later_day(mini_opbouw: Opbouw) -> None:
    op = mini_opbouw.tijdlijn.opvolgers_op
    assert op(F, date(2016, 1, 1), date(2018, 6, 1)) == {A, E, B}
    assert op(F, date(2016, 1, 1), date(2022, 1, 1)) == {A, B, G}
    assert op(A, date(2015, 1, 1), date(2022, 1, 1)) == {A}


def test_gemeenten_on_a_day(opbouw: Opbouw) -> None:
    tijdlijn = opbouw.tijdlijn
    assert tijdlijn.bestaat("GM0788", date(2020, 12, 31)) and not tijdlijn.bestaat("GM0788", date(2021, 1, 1))
    assert not tijdlijn.bestaat("GM9999", date(2021, 1, 1))
    assert tijdlijn.gemeente("GM9999") is None
    assert {rij.nieuwe_code for rij in tijdlijn.opvolgers("GM0788")} == {"GM0757", "GM0824", "GM0855", "GM0865"}
