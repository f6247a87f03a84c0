"""Parts of postcodes in sentences: called a part, and never '0 children' where nobody knows how many."""

from __future__ import annotations

from typing import Any

import pytest

from regio.congruentie import dienst, stukken
from regio.congruentie.meting import Meting, meet_bekend
from regio.stand.stand import Stand

DAG = "2015-04-23"
Json = dict[str, Any]
PAREN = [("PO", "jeugdregio-2015"), ("VO", "jeugdregio-2015"), ("jeugdregio-2015", "PO"), ("jeugdregio-2015", "VO")]
# Cut through only by parts of postcodes; with the postcodes.
ALLEEN_DELEN = [
    *(("PO", "PO2505", ["7351"]), ("PO", "PO2506", ["6678"]), ("PO", "PO2605", ["3403"])),
    *(("VO", "VO2505", ["7351", "8162"]), ("VO", "VO2506", ["6678"]), ("VO", "VO2605", ["3403"])),
]
ANDERSOM = [("PO", "JZ23", "3922"), ("PO", "JZ26", "4235"), ("VO", "JZ23", "3922"), ("VO", "JZ26", "4235")]


def regio(stand: Stand, a: str, b: str, code: str, weging: str = "kinderen") -> Json:
    uit: Json = dienst.regio(stand, a, b, code, DAG, weging)
    return uit


@pytest.fixture(scope="module")
def po(stand: Stand) -> Meting:
    """PO against the jeugdregio's of 2015, by children."""
    return meet_bekend(stand, stand.toestand_nr_iso(DAG), "PO", "jeugdregio-2015", "kinderen")


# -- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heel", "stuk", "tekst"),
    [
        (["1234"], [], ["postcode 1234"]),
        (["1234", "1235"], ["1236"], ["de postcodes 1234 en 1235", "een deel van postcode 1236"]),
        ([], ["1", "2", "3", "4"], ["delen van de postcodes 1, 2 en nog 2 postcodes"]),
        ([], [], []),
    ],
)
def test_a_part_is_called_a_part(heel: list[str], stuk: list[str], tekst: list[str]) -> None:
    assert stukken.in_woorden(heel, stuk, 2) == tekst


def test_people_are_counted_at_the_hoofddeel(stand: Stand, po: Meting) -> None:
    plek = stand.plek("6678")
    assert plek is not None
    hoofd, *rest = stand.bouwstenen_van(plek)
    assert stukken.ongeteld(po, rest)
    assert not stukken.ongeteld(po, [hoofd, *rest])
    assert not stukken.ongeteld(po, [])
    assert stukken.zonder_telling(po, [hoofd]) == []
    aandeel = float(stand.sectie("aandeel")[rest[0]])
    assert stukken.met_oppervlakte(po, rest[:1]) == (
        f"een deel van postcode 6678 ({round(100 * aandeel)} procent van de oppervlakte van die postcode)"
    )
    naar_grond = meet_bekend(stand, stand.toestand_nr_iso(DAG), "PO", "jeugdregio-2015", "oppervlakte")
    assert not stukken.ongeteld(naar_grond, rest)


# -- the regions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("a", "b"), PAREN)
def test_no_region_that_is_cut_through_has_nobody_or_everybody_in_a_part(a: str, b: str, stand: Stand) -> None:
    rijen = [rij for rij in dienst.paar(stand, a, b, DAG, "kinderen")["regios"] if rij["oordeel"] == "doorsneden"]
    assert len(rijen) > 20
    for rij in rijen:
        uit = regio(stand, a, b, rij["code"])
        zinnen = [*uit["conclusie"], *(lijst["toelichting"] for lijst in uit["verplaatsingen"])]
        assert not [zin for zin in zinnen if " 0 kinderen" in zin or "100 procent van de" in zin or " 0 procent" in zin]
        # Every partner without a counted child is named with what is not known of it.
        tekst = " ".join(zinnen)
        for partner in rij["partners"]:
            if not partner["gewicht"]:
                assert "hoeveel kinderen daar wonen is niet bekend" in tekst, rij["code"]


@pytest.mark.parametrize(("sector", "code", "pc4s"), ALLEEN_DELEN)
def test_a_region_cut_through_by_parts_of_postcodes(sector: str, code: str, pc4s: list[str], stand: Stand) -> None:
    uit = regio(stand, sector, "jeugdregio-2015", code)
    assert (uit["regio"]["oordeel"], uit["regio"]["teVerplaatsen"]) == ("doorsneden", 0.0)
    assert "Het grootste deel (bijna alle getelde kinderen) ligt in" in uit["conclusie"][0]
    oorzaak = uit["conclusie"][1]
    for pc4 in pc4s:
        assert f"een deel van postcode {pc4} (" in oorzaak
    assert "procent van de oppervlakte van die postcode)" in oorzaak
    assert "; hoeveel kinderen daar wonen is niet bekend. Dat is grond van " in oorzaak
    assert "Het gaat alleen om een deel van postcode" in uit["verplaatsingen"][0]["toelichting"]


@pytest.mark.parametrize(("sector", "code", "pc4"), ANDERSOM)
def test_the_other_way_round_too(sector: str, code: str, pc4: str, stand: Stand) -> None:
    uit = regio(stand, "jeugdregio-2015", sector, code)
    assert "bijna alle getelde kinderen" in uit["conclusie"][0]
    assert f"zou een deel van postcode {pc4} (" in uit["conclusie"][1]


def test_a_partner_with_only_a_part_is_told_beside_a_heavier_cause(stand: Stand) -> None:
    """PO2510 has 2.587 children of Wageningen to move, and a part of a postcode in the jeugdregio of Zeist."""
    zinnen = regio(stand, "PO", "jeugdregio-2015", "PO2510")["conclusie"]
    (zin,) = [zin for zin in zinnen if zin.startswith("In ")]
    assert zin.startswith("In de jeugdregio Zuidoost Utrecht (JZ23) ligt er alleen een deel van postcode 3922 (")
    assert zin.endswith("; hoeveel kinderen daar wonen is niet bekend.")


def test_by_area_a_part_weighs_and_is_still_called_a_part(stand: Stand) -> None:
    tekst = " ".join(regio(stand, "PO", "jeugdregio-2015", "PO2506", "oppervlakte")["conclusie"])
    assert "hectare grond van gebied moeten wisselen. Dat is grond van Nijmegen (een deel van postcode 6678)." in tekst
    assert "niet bekend" not in tekst


def test_whole_and_partial_postcodes_of_a_gemeente(stand: Stand) -> None:
    tekst = " ".join(regio(stand, "PO", "jeugdregio-2015", "PO2509")["conclusie"])
    assert "Nijkerk (5 postcodes), Epe (6 postcodes of delen daarvan)" in tekst
    assert "Apeldoorn (een deel van postcode 8171)" in tekst


# -- ground that does not count -------------------------------------------------------------------


def test_parts_without_a_region_are_not_the_whole_postcode(stand: Stand) -> None:
    """On 2013-10-01 only 5583-2 and 5647-2 have no samenwerkingsverband."""
    (reden,) = dienst.paar(stand, "PO", "jeugdregio", "2013-10-01", "kinderen")["buiten"]["redenen"]
    assert reden["tekst"].endswith("telt niet mee: delen van de postcodes 5583 en 5647.")
    redenen = dienst.paar(stand, "VO", "jeugdregio", "2013-10-01", "kinderen")["buiten"]["redenen"]
    assert "een deel van postcode 8583 (VO2102" in redenen[1]["tekst"]


# -- the list of moves ----------------------------------------------------------------------------


def test_a_list_tells_by_which_rule_it_is_the_lightest(stand: Stand) -> None:
    regel = "Grond gaat alleen naar een samenwerkingsverband PO dat al grond heeft in dezelfde jeugdregio."
    for lijst in dienst.paar(stand, "PO", "jeugdregio-2015", DAG, "kinderen")["verplaatsingen"]:
        assert f"{regel} Geen samenwerkingsverband PO verdwijnt." in lijst["toelichting"]
    lijsten = {lijst["doel"]: lijst["toelichting"] for lijst in regio(stand, "PO", "rmc", "PO2501")["verplaatsingen"]}
    assert "verliezen" not in lijsten["binnen"]
    assert lijsten["unie"].count("Een ander samenwerkingsverband PO kan daarbij al zijn grond verliezen.") == 1


def test_a_list_counts_the_parts_of_which_nobody_knows_how_many_live_there(stand: Stand) -> None:
    lijst, _ = dienst.paar(stand, "PO", "jeugdregio-2015", DAG, "kinderen")["verplaatsingen"]
    assert "Daar hoort ook grond bij van delen van de postcodes 3403, 3922, 4235, 6678" in lijst["toelichting"]
    lijst, _ = dienst.paar(stand, "PO", "jeugdregio-2015", DAG, "oppervlakte")["verplaatsingen"]
    assert "niet bekend" not in lijst["toelichting"]
