"""Effects of moves: on mini-Nederland by hand, on the real facts beside what the rest of the service says."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from regio.congruentie.gewichten import gewicht
from regio.congruentie.grensmaat import grensmaat
from regio.congruentie.indelingen import kies
from regio.congruentie.overzetten import overgezet, per_gemeente
from regio.fouten import Vraagfout
from regio.overleg.tafels import tafels
from regio.scenario.beeld import Basis, Beeld
from regio.scenario.effecten import Effecten, bijgewerkt, effecten, effecten_van_basis
from regio.scenario.lagen import uitgeschreven
from regio.scenario.lezen import lees_zetten
from regio.scenario.maatstaf import Maatstaf, buren_van, maatstaf, stukken
from regio.scenario.naast import effecten_json, splitsing
from regio.scenario.toepassen import speel
from regio.scenario.zetten import SECTOREN
from regio.stand.stand import Stand
from tests.regio.mini import A, B, C, D, E, G, H
from tests.regio.scenario.conftest import VANDAAG
from tests.regio.scenario.test_wetten import gelijk

Zet = dict[str, Any]
HILVERSUM: Zet = {
    "soort": "herindeel",
    "datum": "2027-01-01",
    "naar": "GM0402",
    "delen": [{"gemeente": "GM1696"}],
}
NAAR_PO9001: Zet = {"soort": "verplaats", "sector": "PO", "grond": {"postcodes": ["2001", "2002"]}, "naar": "PO9001"}


def na(beeld: Beeld, *zetten: Zet) -> Beeld:
    return speel(beeld, lees_zetten(list(zetten)))


@pytest.fixture(scope="module")
def mini_effecten(mini_maat: Maatstaf, mini_basis: Basis) -> Effecten:
    return effecten(mini_maat, mini_basis.beeld)


@pytest.fixture(scope="module")
def nu(maat: Maatstaf, basis: Basis) -> Effecten:
    return effecten(maat, basis.beeld)


def test_effects_of_the_base_are_worked_out_once(mini_maat: Maatstaf, mini_effecten: Effecten) -> None:
    assert effecten_van_basis(mini_maat) is effecten_van_basis(mini_maat)
    gelijk(effecten_van_basis(mini_maat), mini_effecten)


def test_figures_of_an_swv_are_those_of_its_ground(mini_effecten: Effecten) -> None:
    noord = mini_effecten.swv("PO9001")
    # Two children in every postcode, and ten times its last digit in inhabitants.
    assert (noord.bouwstenen, noord.postcodes, noord.kinderen) == (9, 9, 18.0)
    assert noord.inwoners == 10 * (1 + 2 + 3 + 4 + 1 + 1 + 2 + 3 + 2)
    assert noord.gemeenten == (A, B, G)
    assert noord.misschien == ()
    # The ground of PO9002 lies between the two pieces.
    assert noord.stukken == ((8, 13, 14, 15, 18), (0, 1, 2, 3))
    zuid = mini_effecten.swv("PO9002")
    assert (zuid.bouwstenen, zuid.postcodes) == (11, 10)
    assert (zuid.gemeenten, zuid.misschien) == ((A, C, D, G), (B,))


def test_tables_per_gemeente(mini_effecten: Effecten) -> None:
    assert mini_effecten.tafels("PO") == {
        A: (("PO9001", "PO9002"), ()),
        B: (("PO9001",), ("PO9002",)),
        C: (("PO9002",), ()),
        D: (("PO9002",), ()),
        G: (("PO9001", "PO9002"), ()),
    }


def test_a_part_of_a_postcode_sits_at_no_table(mini_maat: Maatstaf, mini_basis: Basis) -> None:
    # 3003-2 is no hoofddeel: A got no table by it.
    beeld = na(
        mini_basis.beeld, {"soort": "nieuw", "sector": "VO", "nieuw": "VO9901", "grond": {"bouwstenen": ["3003-2"]}}
    )
    cijfers = effecten(mini_maat, beeld).swv("VO9901")
    assert (cijfers.bouwstenen, cijfers.gemeenten) == (1, ())


@pytest.mark.parametrize("datum", ["2013-01-01", "2014-01-01", "2020-01-01"])
def test_tables_are_those_of_the_overleg(mini_stand: Stand, datum: str) -> None:
    maat = maatstaf(mini_stand, datum)
    alle = effecten(maat, maat.basis.beeld)
    overleg = tafels(mini_stand, mini_stand.toestand_nr_iso(datum))
    for sector in SECTOREN:
        verwacht = {}
        for gemeente, plaatsen in sorted(overleg.per_gemeente.items()):
            eigen = {swv: plaats for swv, plaats in sorted(plaatsen.items()) if swv.startswith(sector)}
            zeker = tuple(swv for swv, plaats in eigen.items() if plaats.zeker)
            if eigen:
                verwacht[gemeente] = (zeker, tuple(swv for swv in eigen if swv not in zeker))
        assert alle.tafels(sector) == verwacht


def test_tables_of_the_country_are_those_of_the_overleg(stand: Stand, nu: Effecten) -> None:
    overleg = tafels(stand, stand.toestand_nr_iso(VANDAAG))
    for code in (code for sector in SECTOREN for code in nu.sectoren[sector].swvs):
        assert list(nu.swv(code).gemeenten) == [plaats.gemeente for plaats in overleg.aan(code) if plaats.zeker]
    # What is known of 2026: 21 gemeenten split for PO and 26 for VO.
    gesplitst = [sum(len(zeker) > 1 for zeker, _ in nu.tafels(sector).values()) for sector in SECTOREN]
    assert gesplitst == [21, 26]


def test_children_are_those_of_congruence(stand: Stand, nu: Effecten, basis: Basis) -> None:
    for sector in SECTOREN:
        waarden = gewicht(stand, "kinderen", (sector,)).waarden
        for code, cijfers in nu.sectoren[sector].swvs.items():
            nummers = [nr for nr, codes in enumerate(uitgeschreven(basis.lagen[sector])) if codes == (code,)]
            assert cijfers.kinderen == pytest.approx(sum(waarden[nummers].tolist()))


@pytest.mark.parametrize("datum", ["2013-01-01", "2020-01-01"])
def test_borders_are_those_of_the_border_measure(mini_stand: Stand, datum: str) -> None:
    maat = maatstaf(mini_stand, datum)
    vergelijk_grenzen(maat, effecten(maat, maat.basis.beeld))


def test_borders_of_the_country_are_those_of_the_border_measure(maat: Maatstaf, basis: Basis) -> None:
    vergelijk_grenzen(
        maat,
        effecten(
            maat,
            na(basis.beeld, HILVERSUM, {"soort": "voegsamen", "sector": "PO", "van": ["PO2202"], "naar": "PO2201"}),
        ),
    )


def vergelijk_grenzen(maat: Maatstaf, alle: Effecten) -> None:
    """Every length to a millimetre."""
    for sector in SECTOREN:
        eigen = alle.beeld.lagen[sector]
        for naam, paar in alle.congruentie(sector).items():
            met = alle.beeld.lagen[naam] if naam in SECTOREN else alle.ondergrond.indelingen[naam]
            gemeten = grensmaat(eigen, met, maat.net).totaal_a
            assert paar.grens.lengte == pytest.approx(gemeten.lengte + gemeten.onzeker, abs=1e-3), naam
            assert paar.grens.aandeel == pytest.approx(gemeten.aandeel, abs=1e-9), naam
            for veld in ("samenvallend", "rand", "onzeker"):
                assert getattr(paar.grens, veld) == pytest.approx(getattr(gemeten, veld), abs=1e-3), (naam, veld)
        per = grensmaat(eigen, alle.ondergrond.indelingen["jeugdregio"], maat.net).per_a
        for code in alle.sectoren[sector].swvs:
            grens = alle.sectoren[sector].grens(code)
            assert grens.lengte - grens.onzeker == pytest.approx(per[code].lengte, abs=1e-3)
            for veld in ("samenvallend", "rand"):
                assert getattr(grens, veld) == pytest.approx(getattr(per[code], veld), abs=1e-3)


WEESP: Zet = {"soort": "herindeel", "datum": "2022-03-24", "naar": "GM0363", "delen": [{"gemeente": "GM0457"}]}


def test_a_herindeling_alone_moves_no_border_of_an_swv(stand: Stand) -> None:
    maat = maatstaf(stand, "2022-03-23")
    voor = effecten_van_basis(maat)
    straks = na(voor.beeld, WEESP)
    for erna in (bijgewerkt(maat, voor, straks), effecten(maat, straks)):
        for sector in SECTOREN:
            eerst, later = voor.sectoren[sector], erna.sectoren[sector]
            assert {code: eerst.grens(code).lengte for code in eerst.swvs} == {
                code: later.grens(code).lengte for code in later.swvs
            }
            # Of some ground the jeugdregio becomes known: that is another comparison, of the same border.
            assert later.congruentie["jeugdregio"].grens.onzeker < eerst.congruentie["jeugdregio"].grens.onzeker


def test_an_swv_is_not_changed_because_a_jeugdregio_is(stand: Stand) -> None:
    maat = maatstaf(stand, "2022-03-23")
    voor = effecten_van_basis(maat)
    erna = bijgewerkt(maat, voor, na(voor.beeld, WEESP))
    # Amsterdam comes to the tables of these two; their neighbours keep ground, border and table.
    anders = [rij["code"] for rij in effecten_json(maat, voor, erna)["samenwerkingsverbanden"]]
    assert anders == ["PO2709", "VO2710"]
    alle = effecten_json(maat, voor, erna, alles=True)["samenwerkingsverbanden"]
    naast = [rij for rij in alle if rij["voor"]["grens"]["samenvallend"] != rij["na"]["grens"]["samenvallend"]]
    assert {rij["status"] for rij in naast if rij["code"] not in anders} == {"gelijk"}
    assert [rij["code"] for rij in alle if rij["gewijzigd"]] == anders


def test_an_swv_without_ground_is_not_counted(maat: Maatstaf, nu: Effecten) -> None:
    gemeenten = ("GM0106", "GM1680", "GM1730", "GM1731")
    zetten = [
        {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": code}, "naar": "PO2001"} for code in gemeenten
    ]
    erna = bijgewerkt(maat, nu, na(nu.beeld, *zetten))
    assert erna.swv("PO2201").bouwstenen == 0
    totalen = effecten_json(maat, nu, erna)["totalen"]
    assert [totalen["PO"][kant]["samenwerkingsverbanden"] for kant in ("voor", "na")] == [76, 75]


def test_moves_on_the_country_leave_the_same_as_from_scratch(maat: Maatstaf, basis: Basis, nu: Effecten) -> None:
    bij, beeld = nu, basis.beeld
    for zet in (
        {"soort": "verplaats", "sector": "VO", "grond": {"gemeente": "GM1730"}, "naar": "VO2201"},
        {"soort": "voegsamen", "sector": "PO", "van": ["PO2202"], "naar": "PO2201"},
        HILVERSUM,
        {
            "soort": "herindeel",
            "datum": "2027-01-01",
            "naar": "GM9999",
            "naam": "Nieuw",
            "delen": [{"gemeente": "GM0363"}],
        },
        {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": {"gemeente": "GM0344"}},
    ):
        beeld = na(beeld, zet)
        bij = bijgewerkt(maat, bij, beeld)
        gelijk(bij, effecten(maat, beeld))


def test_a_long_walk_over_the_country_ends_as_from_scratch(maat: Maatstaf, basis: Basis, nu: Effecten) -> None:
    kies = Random(5)
    gemeenten, verbanden = ([code for code in basis.namen if code.startswith(soort)] for soort in ("GM", "PO"))
    bij, beeld = nu, basis.beeld
    for _ in range(100):
        naar, gemeente = kies.choice(verbanden), kies.choice(gemeenten)
        if naar not in set().union(*(beeld.lagen["PO"][nr] for nr in basis.lagen["gemeente"].bouwstenen_van(gemeente))):
            beeld = na(beeld, {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": gemeente}, "naar": naar})
            bij = bijgewerkt(maat, bij, beeld)
    gelijk(bij, effecten(maat, beeld))
    gelijk(bijgewerkt(maat, bij, basis.beeld), nu)


def test_lengths_are_as_in_the_net_and_their_sums_exact(stand: Stand, maat: Maatstaf) -> None:
    for eigen, bron in ((maat.net.lengte, stand.net.lengte), (maat.net.rand, stand.net.rand)):
        assert np.abs(eigen - bron).max() < 1e-6
        gehusseld = np.random.default_rng(1).permutation(eigen)
        assert eigen.sum() == gehusseld.sum() == sum(gehusseld.tolist())
    for nummer, paren in enumerate(maat.net.bij):
        assert set(paren.tolist()) == set(np.flatnonzero((maat.net.links == nummer) | (maat.net.rechts == nummer)))


def test_only_what_a_move_touched_is_worked_out_again(
    mini_maat: Maatstaf, mini_effecten: Effecten, mini_basis: Basis
) -> None:
    beeld = na(
        mini_basis.beeld, {"soort": "nieuw", "sector": "VO", "nieuw": "VO9901", "grond": {"postcodes": ["1001"]}}
    )
    bij = bijgewerkt(mini_maat, mini_effecten, beeld)
    assert bij.sectoren["PO"] is mini_effecten.sectoren["PO"]
    assert bij.swv("VO9002") is mini_effecten.swv("VO9002")
    assert bij.swv("VO9001") is not mini_effecten.swv("VO9001")


def test_a_gemeente_that_stays_keeps_its_jeugdregio_for_what_comes(mini_stand: Stand) -> None:
    maat = maatstaf(mini_stand, "2015-04-23")
    beeld = na(maat.basis.beeld, {"soort": "herindeel", "datum": "2016-01-01", "naar": D, "delen": [{"gemeente": C}]})
    onder = maat.ondergrond_bij(beeld.lagen["gemeente"])
    plek = maat.basis.op_id["2002-1"]
    assert maat.ondergrond.indelingen["jeugdregio"][plek] == ("JZ91",)
    assert onder.indelingen["jeugdregio"][plek] == ("JZ92",)
    assert onder.indelingen["provincie-2014"] == maat.ondergrond.indelingen["provincie-2014"]


def test_a_new_gemeente_on_several_jeugdregios_leaves_them_open(mini_stand: Stand) -> None:
    maat = maatstaf(mini_stand, "2015-04-23")
    delen = [{"gemeente": E}, {"gemeente": H}]
    beeld = na(
        maat.basis.beeld, {"soort": "herindeel", "datum": "2019-01-01", "naar": "GM9101", "naam": "G", "delen": delen}
    )
    onder = maat.ondergrond_bij(beeld.lagen["gemeente"])
    assert {onder.indelingen["jeugdregio"][maat.basis.op_id[f"{pc4}-1"]] for pc4 in ("5001", "5003")} == {
        ("JZ91", "JZ92")
    }


@pytest.mark.parametrize(
    "zet",
    [
        HILVERSUM,
        {**HILVERSUM, "naar": "GM9999", "naam": "Nieuw", "delen": [{"gemeente": "GM0402"}, {"gemeente": "GM0363"}]},
    ],
)
def test_divisions_follow_a_herindeling_as_editions_follow_the_gemeenten(
    stand: Stand, maat: Maatstaf, basis: Basis, zet: Zet
) -> None:
    nu_, straks = basis.lagen["gemeente"], na(basis.beeld, zet).lagen["gemeente"]
    onder = maat.ondergrond_bij(straks)
    for naam in ("jeugdregio", "jeugdregio-2015", "rmc"):
        keuze = kies(stand, naam, VANDAAG)
        lijst = per_gemeente(nu_, keuze.indeling)
        assert onder.indelingen[naam] == overgezet(naam, straks, lijst, keuze.indeling)


def test_pieces_that_hang_together() -> None:
    buren = tuple(map(frozenset, ((1,), (0,), (3,), (2, 4), (3,), ())))
    assert stukken(buren, range(6)) == ((2, 3, 4), (0, 1), (5,))
    assert stukken(buren, [0, 2, 4]) == ((0,), (2,), (4,))
    assert stukken(buren, []) == ()


def test_neighbours_share_a_border_of_some_length(mini_maat: Maatstaf) -> None:
    buren = buren_van(mini_maat.net, len(mini_maat.basis.ids))
    assert buren[0] == {1, 4}
    assert all(nummer in buren[buur] for nummer, lijst in enumerate(buren) for buur in lijst)


def test_unknown_weight_and_too_early_a_day(mini_stand: Stand) -> None:
    with pytest.raises(Vraagfout, match="Samenwerkingsverbanden zijn bekend vanaf"):
        maatstaf(mini_stand, "2012-01-01")
    with pytest.raises(Vraagfout, match="geen aantallen leerlingen"):
        maatstaf(mini_stand, "2020-01-01", "leerlingen")


def test_effects_beside_the_base(mini_maat: Maatstaf, mini_effecten: Effecten, mini_basis: Basis) -> None:
    beeld = na(mini_basis.beeld, NAAR_PO9001, {"soort": "hernoem", "sector": "VO", "code": "VO9001", "naam": "Noord"})
    uit = effecten_json(mini_maat, mini_effecten, bijgewerkt(mini_maat, mini_effecten, beeld))
    rijen = {rij["code"]: rij for rij in uit["samenwerkingsverbanden"]}
    assert {code: rij["status"] for code, rij in rijen.items()} == {
        "PO9001": "gewijzigd",
        "PO9002": "gewijzigd",
        "VO9001": "gewijzigd",
    }
    assert (rijen["PO9001"]["voor"]["kinderen"], rijen["PO9001"]["na"]["kinderen"]) == (18.0, 22.0)
    assert (rijen["VO9001"]["voor"]["naam"], rijen["VO9001"]["na"]["naam"]) == (None, "Noord")
    gemeenten = {(rij["code"], rij["sector"]): rij for rij in uit["gemeenten"]}
    # A keeps both tables: 2003 and 3002 stay behind.
    assert list(gemeenten) == [(C, "PO")]
    assert gemeenten[C, "PO"]["na"]["samenwerkingsverbanden"] == ["PO9001"]
    assert [rij["met"] for rij in uit["congruentie"] if rij["indeling"] == "PO"][:2] == ["VO", "jeugdregio"]
    assert uit["totalen"]["PO"]["na"]["samenwerkingsverbanden"] == 2
    assert uit["verschil"]["postcodes"] == {"PO": ["2001", "2002"], "VO": [], "gemeente": []}
    assert uit["weging"]["PO"]["jaar"] == 2021
    alles = effecten_json(mini_maat, mini_effecten, mini_effecten, alles=True)
    assert {rij["status"] for rij in alles["samenwerkingsverbanden"]} == {"gelijk"}
    assert len(alles["samenwerkingsverbanden"]) == 4


def test_swvs_that_came_and_went(mini_maat: Maatstaf, mini_effecten: Effecten, mini_basis: Basis) -> None:
    samen = {"soort": "voegsamen", "sector": "PO", "van": ["PO9002"], "naar": "PO9001"}
    nieuw = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "Oost", "grond": {"gemeente": C}}
    uit = effecten_json(mini_maat, mini_effecten, effecten(mini_maat, na(mini_basis.beeld, samen, nieuw)))
    rijen = {rij["code"]: rij for rij in uit["samenwerkingsverbanden"]}
    assert (rijen["PO9002"]["status"], rijen["PO9002"]["na"]) == ("opgeheven", None)
    assert (rijen["PO9901"]["status"], rijen["PO9901"]["voor"], rijen["PO9901"]["naam"]) == ("nieuw", None, "Oost")
    assert uit["verschil"]["nieuw"] == [{"code": "PO9901", "naam": "Oost"}]
    assert uit["verschil"]["verdwenen"] == ["PO9002"]


@pytest.mark.parametrize(
    ("was", "wordt", "uitkomst"),
    [
        (("a",), ("a",), "heel"),
        (("a",), ("a", "b"), "nieuw-gesplitst"),
        (("a", "b"), ("a", "c"), "al-gesplitst"),
        (("a", "b"), ("a",), "geheeld"),
        (None, ("a", "b"), "nieuw-gesplitst"),
        (("a",), None, "opgegaan"),
    ],
)
def test_what_became_of_a_gemeente(was: tuple[str, ...] | None, wordt: tuple[str, ...] | None, uitkomst: str) -> None:
    assert splitsing(None if was is None else (was, ()), None if wordt is None else (wordt, ())) == uitkomst


def test_an_swv_without_ground_has_no_figures(mini_maat: Maatstaf, mini_basis: Basis) -> None:
    alles = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": {"bouwstenen": list(mini_basis.ids)}}
    alle = effecten(mini_maat, na(mini_basis.beeld, alles))
    leeg = alle.swv("PO9001")
    assert (leeg.bouwstenen, leeg.kinderen, leeg.gemeenten, leeg.stukken) == (0, 0.0, (), ())
    assert not np.any(leeg.weegt)
    assert alle.sectoren["PO"].grens("PO9001").lengte == 0.0
    # One region decides nothing, and leaves nothing to disagree on.
    assert alle.sectoren["PO"].congruentie["jeugdregio"].homogeniteit == 1.0
