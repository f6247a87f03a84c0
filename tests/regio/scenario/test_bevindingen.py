"""Findings about a picture beside its base."""

from __future__ import annotations

from typing import Any

import pytest

from regio.bevinding import Bevinding
from regio.fouten import Vraagfout
from regio.scenario.beeld import Basis
from regio.scenario.bevindingen import Drempel, bevindingen, lees_drempels
from regio.scenario.effecten import bijgewerkt, effecten
from regio.scenario.lezen import lees_zetten
from regio.scenario.maatstaf import Maatstaf, maatstaf
from regio.scenario.toepassen import speel
from regio.stand.stand import Stand
from tests.regio.mini import A, B, C, D, E, F, H

Zet = dict[str, Any]


def vind(maat: Maatstaf, *zetten: Zet, drempels: dict[str, Drempel] | None = None) -> list[Bevinding]:
    """The findings after moves; the same whichever way the effects were worked out."""
    voor = effecten(maat, maat.basis.beeld)
    beeld = speel(maat.basis.beeld, lees_zetten(list(zetten)))
    uit = bevindingen(maat, voor, bijgewerkt(maat, voor, beeld), drempels)
    assert uit == bevindingen(maat, voor, effecten(maat, beeld), drempels)
    return uit


def codes(gevonden: list[Bevinding]) -> set[tuple[str, str, str]]:
    return {(een.niveau, een.code, een.waar) for een in gevonden}


def verplaats(sector: str, naar: str, *postcodes: str) -> Zet:
    return {"soort": "verplaats", "sector": sector, "grond": {"postcodes": list(postcodes)}, "naar": naar}


@pytest.fixture(scope="module")
def op_2015(mini_stand: Stand) -> Maatstaf:
    return maatstaf(mini_stand, "2015-04-23")


def test_no_moves_no_findings(op_2015: Maatstaf) -> None:
    assert vind(op_2015) == []


def test_an_swv_left_empty_comes_first(op_2015: Maatstaf, mini_basis: Basis) -> None:
    alles = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": {"bouwstenen": list(mini_basis.ids)}}
    gevonden = vind(op_2015, alles)
    assert [(een.code, een.waar) for een in gevonden[:2]] == [("swv-leeg", "PO9001"), ("swv-leeg", "PO9002")]
    assert gevonden[0].wat == "PO9001 heeft geen grond meer."


def test_a_new_swv_without_a_name_may_be_a_typing_error(op_2015: Maatstaf) -> None:
    nieuw = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": {"postcodes": ["1001"]}}
    (een,) = [een for een in vind(op_2015, nieuw) if een.code == "nieuw-zonder-naam"]
    assert (een.niveau, een.waar) == ("info", "PO9901")
    assert een.wat == "PO9901 is een nieuw verband zonder naam, met 1 postcode."
    assert "nieuw-zonder-naam" not in {een.code for een in vind(op_2015, {**nieuw, "naam": "Noord"})}


def test_ground_that_comes_to_lie_apart(op_2015: Maatstaf) -> None:
    # 1001 touches 2001 of PO9002; 4001 touches no ground of VO9002.
    assert not {een for een in codes(vind(op_2015, verplaats("PO", "PO9002", "1001"))) if een[1].startswith("niet-aan")}
    los = [een for een in vind(op_2015, verplaats("VO", "VO9002", "4001")) if een.code == "niet-aaneengesloten"]
    assert [(een.waar, een.niveau) for een in los] == [("VO9002", "waarschuwing")]
    assert los[0].wat == "Een deel van VO9002 ligt los van de rest: 4001."


def test_islands_of_the_base_are_known(op_2015: Maatstaf) -> None:
    # PO9001 lies in two pieces already; 1001 leaves one of these smaller.
    kleiner = vind(op_2015, verplaats("PO", "PO9002", "1001"))
    assert not [een for een in kleiner if een.waar == "PO9001" and een.code == "niet-aaneengesloten"]


def test_thresholds_of_the_user(op_2015: Maatstaf) -> None:
    drempels = {"PO": Drempel(minste=19), "VO": Drempel(meeste=1)}
    gevonden = [een for een in vind(op_2015, drempels=drempels) if "kinderen" in een.code]
    assert codes(gevonden) == {
        ("info", "te-weinig-kinderen", "PO9001"),
        ("info", "te-veel-kinderen", "VO9001"),
        ("info", "te-veel-kinderen", "VO9002"),
    }
    geraakt = vind(op_2015, verplaats("PO", "PO9002", "1001"), drempels={"PO": Drempel(minste=19)})
    (een,) = [een for een in geraakt if een.code == "te-weinig-kinderen"]
    assert een.niveau == "waarschuwing"
    assert een.wat == "PO9001 telt 16 kinderen van 4 tot en met 11 jaar (geschat, 2021); uw ondergrens is 19."


def test_gemeenten_newly_split_further_split_and_healed(op_2015: Maatstaf) -> None:
    # E is split for PO on this day: 5001 in PO9002 and 5002 in PO9001.
    assert ("info", "gemeente-geheeld", E) in codes(vind(op_2015, verplaats("PO", "PO9001", "5001")))
    assert ("waarschuwing", "gemeente-nieuw-gesplitst", B) in codes(vind(op_2015, verplaats("PO", "PO9002", "1003")))
    nieuw = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": {"postcodes": ["1001"]}}
    assert ("waarschuwing", "gemeente-verder-gesplitst", A) in codes(vind(op_2015, nieuw))
    assert ("waarschuwing", "gemeente-nieuw-gesplitst", A) not in codes(vind(op_2015, nieuw))


def test_a_new_gemeente_across_two_swvs_is_newly_split(op_2015: Maatstaf) -> None:
    delen = [{"gemeente": F}, {"gemeente": H}]
    samen = {"soort": "herindeel", "datum": "2019-01-01", "naar": "GM9101", "naam": "Samen", "delen": delen}
    gevonden = codes(vind(op_2015, samen))
    assert ("waarschuwing", "gemeente-nieuw-gesplitst", "GM9101") in gevonden
    assert ("info", "jeugdregio-open", "GM9101") in gevonden


def test_parts_of_a_postcode_in_several_swvs(op_2015: Maatstaf) -> None:
    zet = {"soort": "verplaats", "sector": "VO", "grond": {"gemeente": D, "postcodes": ["3003"]}, "naar": "VO9001"}
    (een,) = [een for een in vind(op_2015, zet) if een.code == "postcode-gedeeld"]
    assert (een.waar, een.niveau) == ("3003", "waarschuwing")
    assert "VO9001 en VO9002" in een.wat
    heel = {**zet, "grond": {"gemeente": D}}
    assert not [een for een in vind(op_2015, heel) if een.code == "postcode-gedeeld"]


def test_congruence_with_the_jeugdregios_gets_worse(op_2015: Maatstaf) -> None:
    slechter = [
        een for een in vind(op_2015, verplaats("VO", "VO9002", "1001", "4001")) if een.code == "congruentie-lager"
    ]
    assert [(een.waar, een.niveau) for een in slechter] == [("VO", "waarschuwing")]
    assert "V-maat" in slechter[0].wat


def test_po_and_vo_come_apart(mini_stand: Stand) -> None:
    maat = maatstaf(mini_stand, "2015-04-23")
    gelijk = [
        verplaats("PO", "PO9001", "2002", "3002", "5001", "5004"),
        verplaats("VO", "VO9001", "5004"),
    ]
    beeld = speel(maat.basis.beeld, lees_zetten(gelijk))
    voor = effecten(maat, beeld)
    na = effecten(maat, speel(beeld, lees_zetten([verplaats("PO", "PO9002", "1001")])))
    (een,) = [een for een in bevindingen(maat, voor, na) if een.code == "po-vo-uiteen"]
    assert een.waar == "PO en VO"
    assert een.wat.startswith(
        "PO en VO komen verder uiteen: de congruentie van PO met VO (V-maat) daalt van 1,000 naar"
    )
    assert een.wat.endswith("Een grens van de andere sector komt te lopen door PO9002 en VO9001.")


def test_po_and_vo_that_were_apart_come_further_apart(maat: Maatstaf) -> None:
    """No SWV is cut that was not: the pairing of the two gets worse all the same."""
    gemeente = {"soort": "verplaats", "sector": "VO", "grond": {"gemeente": "GM1731"}, "naar": "VO2202"}
    (een,) = [een for een in vind(maat, gemeente) if een.code == "po-vo-uiteen"]
    assert een.wat == "PO en VO komen verder uiteen: de congruentie van PO met VO (V-maat) daalt van 0,948 naar 0,947."


def test_a_border_through_an_swv_is_told_where_po_and_vo_come_closer(maat: Maatstaf) -> None:
    groningen = {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM0014"}, "naar": "PO2201"}
    (een,) = [een for een in vind(maat, groningen) if een.code == "po-vo-uiteen"]
    assert (een.waar, een.wat) == ("VO2002", "Door VO2002 komt een grens te lopen van de verbanden PO.")


def test_ground_over_water_from_another_swv_is_no_known_island(maat: Maatstaf) -> None:
    def los(*zetten: Zet) -> list[tuple[str, str]]:
        return [(een.niveau, een.waar) for een in vind(maat, *zetten) if een.code == "los-over-water"]

    assert los({"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM0060"}, "naar": "PO3105"}) == [
        ("info", "PO3105")
    ]
    ameland = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": {"gemeente": "GM0060"}}
    assert los(ameland) == []
    assert ("info", "PO9901") in los(ameland, verplaats("PO", "PO9901", "1791"))
    # The islands of Friesland lay apart from the rest of their SWV, and still do.
    assert los({"soort": "voegsamen", "sector": "PO", "van": ["PO2101"], "naar": "PO2001"}) == []


def test_an_island_that_falls_apart_is_told_once(maat: Maatstaf) -> None:
    """Texel without the middle: its parts lay apart from the mainland, and now from each other."""
    zet = verplaats("PO", "PO2709", "1791")
    los = [een for een in vind(maat, zet) if een.waar == "PO2701" and een.code == "los-over-water"]
    assert [een.wat.endswith("ligt los van de rest: 1797.") for een in los] == [True]


def test_every_finding_says_what_to_do(op_2015: Maatstaf, mini_basis: Basis) -> None:
    zetten = (verplaats("PO", "PO9002", "1003"), {"soort": "hernoem", "sector": "PO", "code": "PO9001", "naam": "x"})
    gevonden = vind(op_2015, *zetten, drempels={"PO": Drempel(1e6, 2e6)})
    assert gevonden
    assert all(een.wat.endswith(".") and een.gedaan.endswith(".") for een in gevonden)
    assert [een.niveau for een in gevonden] == sorted(
        (een.niveau for een in gevonden), key="fout waarschuwing info".index
    )
    assert C not in {een.waar for een in gevonden}


def test_thresholds_are_read() -> None:
    assert lees_drempels({"PO": {"minste": 1, "meeste": 2.5}, "VO": {"meeste": None}}) == {
        "PO": Drempel(1, 2.5),
        "VO": Drempel(),
    }


@pytest.mark.parametrize(
    "waarde",
    [
        *([], "PO", {"HO": {}}, {"PO": 5}, {"PO": {"min": 1}}, {"PO": {"minste": -1}}, {"PO": {"minste": True}}),
        *({"PO": {"minste": float("inf")}}, {"PO": {"minste": float("nan")}}, {"PO": {"minste": 2, "meeste": 1}}),
    ],
)
def test_thresholds_of_another_form(waarde: object) -> None:
    with pytest.raises(Vraagfout, match="Geef drempels als PO en VO"):
        lees_drempels(waarde)
