"""Making moves on mini-Nederland, and what is wrong with those that cannot be made."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from regio.fouten import Vraagfout
from regio.scenario.beeld import Basis, Beeld, basis_van
from regio.scenario.lezen import lees_wat_kan, lees_zetten
from regio.scenario.toepassen import doorloop, pas_toe, speel, speel_gelezen
from regio.scenario.verschil import verschil
from regio.scenario.zetten import SECTOREN, Grond, Verplaats
from regio.stand.stand import Stand
from tests.regio.mini import A, B, C, D, E, G

Zet = dict[str, Any]


def verplaats(grond: Zet, naar: str = "VO9002", sector: str = "VO") -> Zet:
    return {"soort": "verplaats", "sector": sector, "grond": grond, "naar": naar}


def herindeel(naar: str, *delen: Zet, naam: str = "", datum: str = "2021-01-01") -> Zet:
    return {"soort": "herindeel", "datum": datum, "naar": naar, "naam": naam, "delen": list(delen)}


def na(basis: Basis, *zetten: Zet) -> Beeld:
    return speel(basis.beeld, lees_zetten(list(zetten)))


def ligt(beeld: Beeld, laag: str, naam: str) -> tuple[str, ...]:
    """The codes of a bouwsteen in a picture."""
    return beeld.lagen[laag][beeld.basis.op_id[naam]]


def fouten(basis: Basis, *zetten: Zet) -> list[tuple[str, str]]:
    with pytest.raises(Vraagfout) as gevangen:
        na(basis, *zetten)
    return [(fout.veld, fout.code) for fout in gevangen.value.fouten]


def melding(basis: Basis, *zetten: Zet) -> str:
    with pytest.raises(Vraagfout) as gevangen:
        na(basis, *zetten)
    return str(gevangen.value)


def geraakt(basis: Basis, *zetten: Zet) -> list[str]:
    """The ids of the ground that moves put elsewhere."""
    return sorted(naam for wissel in verschil(basis.beeld, na(basis, *zetten)).wissels for naam in wissel.bouwstenen)


def test_the_base_is_what_the_facts_say(mini_basis: Basis) -> None:
    beeld = mini_basis.beeld
    assert (mini_basis.peildatum, mini_basis.versie) == ("2020-01-01", "2015-04-23")
    assert ligt(beeld, "VO", "2001-1") == ("VO9002",)
    assert ligt(beeld, "gemeente", "2004-1") == (B, D)
    assert ligt(beeld, "PO", "5004-1") == ()
    assert beeld.verbanden("PO") == ["PO9001", "PO9002"]
    assert beeld.noem(A) == "Aadorp (GM9001)"
    assert beeld.noem("PO9001") == "PO9001"
    assert not beeld.bestaat(E)


def test_ground_of_a_gemeente_is_the_postcodes_that_the_law_lists_under_it(mini_basis: Basis) -> None:
    # The law lists 3003 under D: what lies of it in A goes with D, not with A. 2004 may lie in B, and stays.
    assert geraakt(mini_basis, verplaats({"gemeente": A}, "VO9002")) == ["1001-1", "1002-1", "3001-1", "3002-1"]
    assert geraakt(mini_basis, verplaats({"gemeente": A}, "VO9001")) == ["2001-1", "2003-1"]
    assert {"3003-1", "3003-2"} <= set(geraakt(mini_basis, verplaats({"gemeente": D}, "VO9001")))
    assert geraakt(mini_basis, verplaats({"gemeente": B}, "VO9002")) == ["1003-1", "1004-1", "4002-1", "4003-1"]


def test_with_a_herindeling_goes_what_lies_in_the_gemeente(mini_basis: Basis) -> None:
    """The border of a gemeente is not that of a postcode."""
    beeld = na(mini_basis, herindeel("GM9101", {"gemeente": A}, {"gemeente": B}, naam="N"))
    assert (ligt(beeld, "gemeente", "3003-1"), ligt(beeld, "gemeente", "3003-2")) == ((D,), ("GM9101",))


def test_versions_that_list_gemeenten_know_their_borders(stand: Stand) -> None:
    """In 2014 Epe lay whole in PO2509, with its parts of 8162 and 8171; the rest of those lies elsewhere."""
    toen = basis_van(stand, date(2014, 9, 1))
    epe = toen.lagen["gemeente"].bouwstenen_van("GM0232")
    assert {"8162", "8171"} <= {toen.pc4s[nummer] for nummer in epe if len(toen.op_pc4[toen.pc4s[nummer]]) > 1}
    zet = {
        "soort": "splits",
        "sector": "PO",
        "van": "PO2509",
        "nieuw": "PO9901",
        "naam": "",
        "grond": {"gemeente": "GM0232"},
    }
    beeld = na(toen, zet)
    assert beeld.lagen["PO"].bouwstenen_van("PO9901").tolist() == epe.tolist()


def _al_in(basis: Basis, gemeente: str, swv: str) -> bool:
    sector, eigen = swv[:2], basis.lagen["gemeente"].bouwstenen_van(gemeente)
    return all(basis.lagen[sector][nummer] == (swv,) for nummer in eigen if basis.hoofddeel[nummer])


@pytest.mark.parametrize("sector", SECTOREN)
def test_every_gemeente_can_go_to_another_swv_as_the_law_writes_it(basis: Basis, sector: str) -> None:
    """Every postcode lies whole in one SWV again: what does not can never be an annex."""
    naar = basis.beeld.verbanden(sector)[0]
    gedeeld = {pc4: nummers for pc4, nummers in basis.op_pc4.items() if len(nummers) > 1}
    gemeenten = [code for code in basis.namen if code.startswith("GM")]
    assert len(gedeeld) > 40 and len(gemeenten) > 300
    elders = [code for code in gemeenten if not _al_in(basis, code, naar)]
    assert len(elders) > 300
    for code in elders:
        laag = pas_toe(basis.beeld, Verplaats(sector=sector, grond=Grond(gemeente=code), naar=naar)).lagen[sector]
        assert not [pc4 for pc4, nummers in gedeeld.items() if len({laag[nummer] for nummer in nummers}) > 1], code


def test_ground_of_postcodes_is_all_of_their_parts_or_those_in_the_gemeente(mini_basis: Basis) -> None:
    assert geraakt(mini_basis, verplaats({"postcodes": ["3003"]}, "VO9001")) == ["3003-1", "3003-2"]
    assert geraakt(mini_basis, verplaats({"gemeente": D, "postcodes": ["3003"]}, "VO9001")) == ["3003-1"]
    assert geraakt(mini_basis, verplaats({"bouwstenen": ["3003-2"]}, "VO9001")) == ["3003-2"]


def test_ground_without_a_region_can_be_given_one(mini_basis: Basis) -> None:
    beeld = na(mini_basis, verplaats({"postcodes": ["5004"]}, "PO9001", "PO"))
    assert ligt(beeld, "PO", "5004-1") == ("PO9001",)


def test_merging_ends_the_others(mini_basis: Basis) -> None:
    beeld = na(mini_basis, {"soort": "voegsamen", "sector": "PO", "van": ["PO9002"], "naar": "PO9001"})
    assert beeld.verbanden("PO") == ["PO9001"]
    assert {code for nummer in range(20) for code in beeld.lagen["PO"][nummer]} == {"PO9001"}
    assert ligt(beeld, "PO", "5004-1") == ()


def test_splitting_and_a_new_one(mini_basis: Basis) -> None:
    splits = {"soort": "splits", "sector": "VO", "van": "VO9001", "nieuw": "VO9901", "naam": "Noord"}
    beeld = na(mini_basis, {**splits, "grond": {"postcodes": ["1001", "1002"]}})
    assert beeld.noem("VO9901") == "Noord (VO9901)"
    assert ligt(beeld, "VO", "1001-1") == ("VO9901",)
    nieuw = {"soort": "nieuw", "sector": "VO", "nieuw": "VO9902", "grond": {"postcodes": ["1001", "2001"]}}
    beeld = speel(beeld, lees_zetten([nieuw]))
    assert beeld.namen["VO9902"] is None
    assert ligt(beeld, "VO", "2001-1") == ("VO9902",)


def test_renaming_and_taking_the_name_away(mini_basis: Basis) -> None:
    hernoem = {"soort": "hernoem", "sector": "PO", "code": "PO9001", "naam": "Noord"}
    assert na(mini_basis, hernoem).namen["PO9001"] == "Noord"
    assert na(mini_basis, hernoem, {**hernoem, "naam": ""}) == mini_basis.beeld


def test_a_herindeling_leaves_the_swvs(mini_basis: Basis) -> None:
    beeld = na(mini_basis, herindeel(C, {"gemeente": D}))
    assert ligt(beeld, "gemeente", "3004-1") == (C,)
    assert not beeld.bestaat(D)
    # 2004 lay in B or D; it now lies in B or C.
    assert ligt(beeld, "gemeente", "2004-1") == (B, C)
    assert "VO" not in {wissel.laag for wissel in verschil(mini_basis.beeld, beeld).wissels}


def test_open_ground_of_merged_gemeenten_is_certain(mini_basis: Basis) -> None:
    beeld = na(mini_basis, herindeel("GM9101", {"gemeente": B}, {"gemeente": D}, naam="Samen"))
    assert ligt(beeld, "gemeente", "2004-1") == ("GM9101",)
    assert beeld.noem("GM9101") == "Samen (GM9101)"


def test_a_herindeling_of_parts(mini_basis: Basis) -> None:
    delen = (
        {"gemeente": A, "postcodes": ["1001"]},
        {"postcodes": ["1003"]},
        {"bouwstenen": ["3003-2"]},
        {"gemeente": C},
    )
    beeld = na(mini_basis, herindeel("GM9101", *delen, naam="Nieuwveen"))
    eigen = [naam for naam in mini_basis.ids if ligt(beeld, "gemeente", naam) == ("GM9101",)]
    assert eigen == ["1001-1", "1003-1", "2002-1", "3003-2"]
    assert not beeld.bestaat(C)
    assert beeld.bestaat(A)


def test_a_gemeente_may_be_named_among_what_becomes_it(mini_basis: Basis) -> None:
    assert na(mini_basis, herindeel(A, {"gemeente": A}, {"gemeente": C})) == na(
        mini_basis, herindeel(A, {"gemeente": C})
    )
    assert na(mini_basis, herindeel(A, {"gemeente": A}, naam="Anders")).namen[A] == "Anders"


def test_pictures_are_equal_whatever_led_to_them(mini_basis: Basis) -> None:
    heen = verplaats({"postcodes": ["1001"]}, "VO9002")
    terug = verplaats({"postcodes": ["1001"]}, "VO9001")
    beeld = na(mini_basis, heen, terug)
    assert beeld == mini_basis.beeld
    assert hash(beeld) == hash(mini_basis.beeld)
    assert na(mini_basis, heen) != beeld


@pytest.mark.parametrize(
    ("zet", "veld", "code"),
    [
        (verplaats({"gemeente": "GM9099"}), "grond.gemeente", "gemeente-onbekend"),
        (verplaats({"gemeente": E}), "grond.gemeente", "gemeente-onbekend"),
        (verplaats({"postcodes": ["1001", "9999"]}), "grond.postcodes", "postcode-onbekend"),
        (verplaats({"bouwstenen": ["1001-2"]}), "grond.bouwstenen", "bouwsteen-onbekend"),
        (verplaats({"gemeente": A, "postcodes": ["1003"]}), "grond.postcodes", "niet-in-gemeente"),
        (verplaats({"gemeente": D, "postcodes": ["2004"]}), "grond.postcodes", "niet-in-gemeente"),
        (verplaats({"postcodes": ["1001"]}, "VO9999"), "naar", "swv-onbekend"),
        (verplaats({"postcodes": ["1001"]}, "VO0001"), "naar", "zonder-gebied"),
        (verplaats({"postcodes": ["1001"]}, "VO9001"), None, "niets-verandert"),
        ({"soort": "voegsamen", "sector": "PO", "van": ["PO9003"], "naar": "PO9001"}, "van[0]", "swv-onbekend"),
        ({"soort": "hernoem", "sector": "PO", "code": "PO9001", "naam": ""}, "naam", "niets-verandert"),
        ({"soort": "hernoem", "sector": "PO", "code": "PO9009", "naam": "x"}, "code", "swv-onbekend"),
        (
            {"soort": "nieuw", "sector": "PO", "nieuw": "PO9001", "grond": {"gemeente": A}},
            "nieuw",
            "bestaat-al",
        ),
        ({"soort": "nieuw", "sector": "PO", "nieuw": "PO0001", "grond": {"gemeente": A}}, "nieuw", "bestaat-al"),
        (
            {"soort": "splits", "sector": "PO", "van": "PO9001", "nieuw": "PO9901", "grond": {"gemeente": A}},
            "grond",
            "niet-in-verband",
        ),
        (herindeel(A, {"gemeente": A}), None, "niets-verandert"),
        (herindeel("GM9101", {"gemeente": A}), "naam", "ontbreekt"),
        (herindeel(C, {"gemeente": A}, datum="2019-12-31"), "datum", "datum-te-vroeg"),
        (herindeel(C, {"gemeente": A}, {"postcodes": ["1001"]}), "delen", "overlap"),
        (herindeel(C, {"gemeente": A}, {"gemeente": E}), "delen[1].gemeente", "gemeente-onbekend"),
    ],
)
def test_a_move_that_cannot_be_made(mini_basis: Basis, zet: Zet, veld: str | None, code: str) -> None:
    assert fouten(mini_basis, zet) == [(f"zetten[0].{veld}" if veld else "zetten[0]", code)]


def test_nothing_may_be_left_of_what_is_split(mini_basis: Basis) -> None:
    grond = {"bouwstenen": [naam for naam in mini_basis.ids if ligt(mini_basis.beeld, "PO", naam) == ("PO9001",)]}
    splits = {"soort": "splits", "sector": "PO", "van": "PO9001", "nieuw": "PO9901", "grond": grond}
    assert fouten(mini_basis, splits) == [("zetten[0].grond", "niets-over")]


def test_every_fault_is_told_with_its_move(mini_basis: Basis) -> None:
    goed = verplaats({"postcodes": ["1001"]})
    assert fouten(
        mini_basis, verplaats({"postcodes": ["9999"]}, "VO9999"), goed, goed, verplaats({"gemeente": E}, "VO9001")
    ) == [
        ("zetten[0].grond.postcodes", "postcode-onbekend"),
        ("zetten[0].naar", "swv-onbekend"),
        ("zetten[2]", "niets-verandert"),
        ("zetten[3].grond.gemeente", "gemeente-onbekend"),
    ]


def test_a_fault_that_follows_from_another_is_not_told(mini_basis: Basis) -> None:
    nieuw = {"soort": "nieuw", "sector": "VO", "nieuw": "VO9901", "grond": {"postcodes": ["9999"]}}
    erna = verplaats({"postcodes": ["1001"]}, "VO9901")
    assert fouten(mini_basis, nieuw, erna) == [("zetten[0].grond.postcodes", "postcode-onbekend")]
    stappen = doorloop(mini_basis.beeld, lees_zetten([nieuw, erna]))
    assert [stap.gevolg for stap in stappen] == [False, True]
    assert stappen[1].beeld == mini_basis.beeld


def test_a_move_is_judged_on_the_picture_before_it(mini_basis: Basis) -> None:
    samen = {"soort": "voegsamen", "sector": "VO", "van": ["VO9002"], "naar": "VO9001"}
    terug = {"soort": "splits", "sector": "VO", "van": "VO9001", "nieuw": "VO9002", "grond": {"postcodes": ["2001"]}}
    assert na(mini_basis, samen, terug).verbanden("VO") == ["VO9001", "VO9002"]
    assert "een eerdere zet liet het opgaan" in melding(mini_basis, samen, verplaats({"postcodes": ["1001"]}))
    op = herindeel(A, {"gemeente": C})
    assert "door een eerdere zet opgegaan" in melding(mini_basis, op, verplaats({"gemeente": C}))


def test_messages_say_what_is_known(mini_basis: Basis) -> None:
    assert "Eksloo (GM9005) bestaat sinds 2019-01-01 niet meer" in melding(mini_basis, verplaats({"gemeente": E}))
    assert "gemeente GM9099 is niet bekend" in melding(mini_basis, verplaats({"gemeente": "GM9099"}))
    assert "1003 ligt niet (zeker) in Aadorp" in melding(mini_basis, verplaats({"gemeente": A, "postcodes": ["1003"]}))
    assert "VO0001 is landelijk" in melding(mini_basis, verplaats({"gemeente": G}, "VO0001"))
    splits = {"soort": "splits", "sector": "PO", "van": "PO9001", "nieuw": "PO9901", "grond": {"postcodes": ["2001"]}}
    assert "niet alle grond ligt (zeker) in PO9001: 2001." in melding(mini_basis, splits)


def test_names_that_do_not_exist_are_told_beside_faults_of_form(basis: Basis) -> None:
    """A move of a wrong form hides no other; what it would have made is not missed."""
    verplaats = {"soort": "verplaats", "sector": "PO", "naar": "PO2203"}
    zetten = [
        {**verplaats, "grond": {"gemeente": "GM9999"}},
        {**verplaats, "grond": {"postcodes": ["0000"]}},
        {"soort": "quark"},
        {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": {"gemeente": "Tynaarlo"}},
        {**verplaats, "grond": {"gemeente": "GM1730"}, "naar": "PO9901"},
        {**verplaats, "grond": {"gemeente": "GM1730"}, "naar": "PO2201"},
        {**verplaats, "grond": {"postcodes": ["1000", "9471"]}},
    ]
    with pytest.raises(Vraagfout) as fout:
        speel_gelezen(basis.beeld, lees_wat_kan(zetten))
    assert [(een.zet, een.code) for een in fout.value.fouten] == [
        (0, "gemeente-onbekend"),
        (1, "postcodes-vorm"),
        (2, "soort-onbekend"),
        (3, "gemeente-vorm"),
        (6, "postcode-onbekend"),
    ]
    assert "GM9999" in fout.value.fouten[0].melding


def test_a_move_of_a_wrong_form_is_looked_up_as_far_as_it_could_be_read(basis: Basis) -> None:
    zetten = [
        {"soort": "verplaats", "sector": "PO", "naar": "PO2203", "grond": {"postcodes": ["9471"]}},
        {"soort": "verplaats", "sector": "PO", "naar": "PO22", "grond": {"gemeente": "GM1730", "postcodes": ["1011"]}},
        {"soort": "splits", "sector": "PO", "van": "PO9998", "nieuw": "PO2203", "naam": "<", "grond": {}},
        {"soort": "voegsamen", "sector": "PO", "van": ["PO9998", "PO9998", "x"], "naar": "PO9997"},
        {"soort": "hernoem", "sector": "PO", "code": "PO9997"},
        {"soort": "herindeel", "datum": "2000-01-01", "naar": "GM9901", "delen": [{"gemeente": "GM9999"}, {}]},
        {"soort": "verplaats", "sector": "VO", "naar": "VO0001", "grond": {"gemeente": 5, "postcodes": ["4040", "x"]}},
        {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": {"postcodes": ["9471"]}, "notitie": 5},
        {"soort": "verplaats", "sector": "PO", "naar": "PO9901", "grond": {"postcodes": ["4040"]}},
    ]
    with pytest.raises(Vraagfout) as fout:
        speel_gelezen(basis.beeld, lees_wat_kan(zetten))
    assert [(een.veld.partition(".")[2], een.code) for een in fout.value.fouten if een.zet == 6] == [
        ("grond.gemeente", "gemeente-vorm"),
        ("grond.postcodes", "postcodes-vorm"),
        ("grond.postcodes", "postcode-onbekend"),
        ("naar", "zonder-gebied"),
    ]
    assert [(een.zet, een.code) for een in fout.value.fouten if een.zet != 6] == [
        (1, "swv-vorm"),
        (1, "niet-in-gemeente"),
        (2, "naam-vorm"),
        (2, "grond-vorm"),
        (2, "swv-onbekend"),
        (2, "bestaat-al"),
        (3, "swv-vorm"),
        (3, "dubbel"),
        (3, "swv-onbekend"),
        (3, "swv-onbekend"),
        (4, "ontbreekt"),
        (4, "swv-onbekend"),
        (5, "grond-vorm"),
        (5, "gemeente-onbekend"),
        (5, "datum-te-vroeg"),
        (5, "ontbreekt"),
        (7, "geen-tekst"),
        (8, "postcode-onbekend"),
    ]


def test_two_gemeenten_of_one_name_could_not_be_told_apart_in_the_annex(stand: Stand) -> None:
    begin = basis_van(stand, date(2026, 1, 1)).beeld
    zet = {"soort": "herindeel", "datum": "2027-01-01", "naam": "Hilversum", "delen": [{"gemeente": "GM1696"}]}
    with pytest.raises(Vraagfout, match="GM0402 heet al Hilversum"):
        speel(begin, lees_zetten([{**zet, "naar": "GM9901"}]))
    assert speel(begin, lees_zetten([{**zet, "naar": "GM0402"}])).namen["GM0402"] == "Hilversum"
    met_hilversum = {**zet, "naar": "GM9901", "delen": [{"gemeente": "GM1696"}, {"gemeente": "GM0402"}]}
    assert speel(begin, lees_zetten([met_hilversum])).namen["GM9901"] == "Hilversum"
