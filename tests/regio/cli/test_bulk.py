"""``regio bulk``: every row, column and possibility is kept, or nothing is written at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regio.adressen import GeenGeocoder
from regio.cli.bulk import Beantwoorder
from regio.cli.bulk_bestand import TOEGEVOEGD, Vorm
from regio.stand.stand import Stand
from regio.zoeken.punt import antwoord_punt, vind_op_rd

Regio = Any
DAG = ("--peildatum", "2026-11-22")


@pytest.fixture
def bulk(regio: Regio, tmp_path: Path) -> Callable[..., list[dict[str, str]]]:
    """Writes a CSV, runs ``regio bulk`` over it and gives the rows of the outcome."""

    def draai(inhoud: str | bytes, *woorden: str, scheiding: str = ",") -> list[dict[str, str]]:
        invoer, uitvoer = tmp_path / "in.csv", tmp_path / "uit.csv"
        invoer.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
        klaar = regio("bulk", invoer, uitvoer, "--stil", "--vervang", *(woorden or DAG))
        assert klaar == (0, "", ""), klaar
        assert sorted(pad.name for pad in tmp_path.iterdir()) == ["in.csv", "uit.csv"]
        tekst = uitvoer.read_bytes().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(tekst, newline=""), delimiter=scheiding))

    return draai


Bulk = Callable[..., list[dict[str, str]]]


def test_added_columns_and_what_stands_in_them(bulk: Bulk) -> None:
    (rij,) = bulk("nr,postcode\n1,9471 RM\n", "--peildatum", "2015-04-23")
    assert list(rij) == ["nr", "postcode", *TOEGEVOEGD]
    assert rij == {
        "nr": "1",
        "postcode": "9471 RM",
        "po": "PO2201",
        "vo": "VO2001",
        "gemeente_code": "GM1730",
        "gemeente_naam": "Tynaarlo",
        "jeugdregio": "JZ04",
        "grondslag": "regeling",
        "ligging": "postcode",
        "melding": "",
    }


def test_every_row_and_the_order_stay(bulk: Bulk) -> None:
    rijen = bulk("postcode,naam\n9471,b\n1000,a\n,leeg\n9471,b\n0123,z\n1011,y\n")
    assert [(rij["postcode"], rij["naam"], rij["po"]) for rij in rijen] == [
        ("9471", "b", "PO2201"),
        ("1000", "a", ""),
        ("", "leeg", ""),
        ("9471", "b", "PO2201"),
        ("0123", "z", ""),
        ("1011", "y", "PO2707"),
    ]
    meldingen = [rij["melding"] for rij in rijen]
    assert meldingen[0] == ""
    assert "staat niet in de regeling" in meldingen[1]
    assert meldingen[2] == "Deze rij bevat geen postcode, gemeente, adres of punt."
    assert "nooit met een 0" in meldingen[4]


@pytest.mark.parametrize("wie", ["Tynaarlo", "GM1730", "gm1730", "1730", " Tynaarlo "])
def test_a_split_gemeente_names_every_possibility(bulk: Bulk, wie: str) -> None:
    (rij,) = bulk(f"gemeente\n{wie}\n")
    assert (rij["po"], rij["ligging"], rij["gemeente_naam"]) == ("PO2201", "gemeente", "Tynaarlo")
    assert set(rij["vo"].split("|")) == {"VO2001", "VO2201"}


def test_a_name_of_two_gemeenten_names_both(bulk: Bulk) -> None:
    bergen, haaren = bulk("gemeente\nBergen\nHaaren\n")
    assert bergen["gemeente_code"] == "GM0373|GM0893"
    assert {"VO2507"} < set(bergen["vo"].split("|"))
    assert bergen["melding"].startswith("Er zijn 2 gemeenten met deze naam.")
    assert set(haaren["gemeente_naam"].split("|")) == {"Boxtel", "Oisterwijk", "Tilburg", "Vught"}
    assert "Haaren bestaat sinds 2021-01-01 niet meer" in haaren["melding"]


def test_a_divided_postcode_and_open_jeugdregios_name_every_possibility(bulk: Bulk, stand: Stand) -> None:
    zicht = stand.zicht(stand.toestand_nr_iso("2013-10-01"))
    open_ = [
        pc4 for pc4 in stand.pc4s if len(zicht.lagen["VO"].mogelijk(stand.bouwstenen_van(stand.plek(pc4) or 0)[0])) > 1
    ]
    rijen = bulk("postcode\n" + "\n".join(open_) + "\n", "--peildatum", "2013-10-01")
    assert rijen and all("|" in rij["vo"] and "onbekend" in rij["grondslag"] for rij in rijen)
    (weesp,) = bulk("postcode\n1381\n", "--peildatum", "2020-01-01")
    assert set(weesp["jeugdregio"].split("|")) == {"JZ13", "JZ19"}


def test_europoort_has_no_code_and_says_why(bulk: Bulk) -> None:
    (rij,) = bulk("postcode\n3197\n")
    assert (rij["po"], rij["vo"], rij["gemeente_naam"]) == ("", "", "Rotterdam")
    assert "Europoort" in rij["melding"]


def test_points_and_addresses(bulk: Bulk) -> None:
    rijen = bulk(
        "lon,lat,x,y,adres\n"
        "6.684,53.094,,,\n"
        ",,241570,568010,\n"
        '"6,684","53,094",,,\n'
        "53.094,6.684,,,\n"
        "zes,53,,,\n"
        "nan,inf,,,\n"
        ',,,,"Larikslaan 2, 9471 RM Zuidlaren"\n'
        ",,,,Esweg 21\n"
    )
    ligging = [(rij["vo"], rij["ligging"]) for rij in rijen]
    assert ligging[:3] == [("VO2001", "punt-schets")] * 3
    assert [rij["melding"].split()[0] for rij in rijen[3:6]] == ["Lengte", "De", "lon"]
    assert ligging[6:] == [("VO2001", "postcode"), ("", "")]
    assert "kunnen hier niet worden opgezocht" in rijen[7]["melding"]


def test_a_point_near_a_border_says_what_lies_across(bulk: Bulk, stand: Stand) -> None:
    """The same sentence as in the API, once, in ``melding``."""
    x, y = 241_570, 568_010
    while not (antwoord := antwoord_punt(stand, vind_op_rd(stand, x, y), "2015-04-23"))["grensNabij"]:
        x += 100
    (rij,) = bulk(f"x,y\n{x},{y}\n", "--peildatum", "2015-04-23")
    assert rij["melding"].count("aan de overkant") == 1
    assert rij["melding"].startswith(antwoord["liggingToelichting"])
    assert rij["gemeente_code"] == antwoord["gemeente"]["code"]


def test_a_postcode_goes_before_a_point_an_address_and_a_gemeente(bulk: Bulk) -> None:
    punten = ("155000,463000,9471", "241570,568010,", ",,")
    regels = ["Gemeente,ADRES,x,y, Postcode ", *(f"Utrecht,1011 AA,{punt}" for punt in punten), "Utrecht,,,,"]
    rijen = bulk("\n".join(regels))
    assert [rij["ligging"] for rij in rijen] == ["postcode", "punt-schets", "postcode", "gemeente"]
    assert [rij["gemeente_naam"] for rij in rijen] == ["Tynaarlo", "Tynaarlo", "Amsterdam", "Utrecht"]


@pytest.mark.parametrize(
    ("codering", "bom"), [("utf-8", b""), ("utf-8-sig", b"\xef\xbb\xbf"), ("cp1252", b"\xef\xbb\xbf")]
)
def test_encodings(bulk: Bulk, tmp_path: Path, codering: str, bom: bytes) -> None:
    (rij,) = bulk("gemeente,opmerking\nSúdwest-Fryslân,‘é’\n".encode(codering))
    assert (rij["gemeente_code"], rij["opmerking"]) == ("GM1900", "‘é’")
    assert (tmp_path / "uit.csv").read_bytes().startswith(bom + b"gemeente,opmerking,po")


def test_a_semicolon_stays_a_semicolon(bulk: Bulk) -> None:
    (rij,) = bulk('naam;postcode\n"a, b";9471\n', scheiding=";")
    assert (rij["naam"], rij["vo"]) == ("a, b", "VO2001")


@pytest.mark.parametrize("einde", ["\n", "\r\n"])
def test_quoted_newlines_and_quotes_stay(bulk: Bulk, einde: str) -> None:
    rijen = bulk(f'tekst,postcode{einde}"een{einde}twee ""drie""",9471{einde}{einde}gewoon,1011{einde}')
    assert [rij["tekst"] for rij in rijen] == [f'een{einde}twee "drie"', "", "gewoon"]
    assert [rij["vo"] for rij in rijen] == ["VO2001", "", "VO2708"]


@pytest.mark.parametrize("einde", ["\n", "\r\n"])
@pytest.mark.parametrize("slot", [True, False])
def test_an_empty_line_is_a_row_of_empty_cells(bulk: Bulk, einde: str, slot: bool) -> None:
    een = bulk(einde.join(["postcode", "9471", "", "", "1011"]) + einde * slot)
    assert [rij["postcode"] for rij in een] == ["9471", "", "", "1011"]
    assert [rij["melding"] for rij in een][1:3] == ["Deze rij is leeg."] * 2
    twee = bulk(einde.join(["naam,postcode", "a,9471", "", ",", "b,1011"]) + einde * slot)
    assert [(rij["naam"], rij["po"]) for rij in twee] == [("a", "PO2201"), ("", ""), ("", ""), ("b", "PO2707")]
    assert [rij["melding"] for rij in twee][1:3] == ["Deze rij is leeg."] * 2


def test_empty_lines_above_the_header_are_no_rows(bulk: Bulk) -> None:
    assert [rij["naam"] for rij in bulk("\n\npostcode;naam\n9471;a,b,c\n", scheiding=";")] == ["a,b,c"]


def test_a_gemeente_that_is_not_of_the_postcode_is_told(bulk: Bulk) -> None:
    namen = ["Tynaarlo", " tynaarlo ", "GM1730", "1730", "", "Utrecht", "Nergenshuizen"]
    rijen = bulk("postcode,gemeente\n" + "".join(f"9471 RM,{naam}\n" for naam in namen))
    assert {(rij["po"], rij["vo"], rij["gemeente_code"]) for rij in rijen} == {("PO2201", "VO2001", "GM1730")}
    for rij, naam in zip(rijen, namen, strict=True):
        zin = f"Bij deze postcode hoort op 2026-11-22 niet de gemeente {naam}; de postcode is gevolgd."
        assert rij["melding"].startswith(zin) == (naam in ("Utrecht", "Nergenshuizen")), rij


def test_the_gemeente_of_a_postcode_is_that_of_the_date(bulk: Bulk) -> None:
    bestand = "postcode,gemeente\n8521,Skarsterlân\n8521,De Fryske Marren\n"
    for dag, wie in (("2013-01-01", 0), ("2026-11-22", 1)):
        rijen = bulk(bestand, "--peildatum", dag)
        assert "niet de gemeente" not in rijen[wie]["melding"], dag
    assert "niet de gemeente De Fryske Marren" in bulk(bestand, "--peildatum", "2013-01-01")[1]["melding"]


def test_every_gemeente_of_a_postcode_is_taken_for_its_own(stand: Stand) -> None:
    for dag in ("2013-01-01", "2026-11-22"):
        rij = Beantwoorder(stand, dag, Vorm("utf-8", ",", ("postcode", "gemeente")), GeenGeocoder())
        for pc4 in stand.pc4s[::5]:
            for code in rij.antwoord([pc4, ""])[TOEGEVOEGD.index("gemeente_code")].split("|"):
                assert "niet de gemeente" not in rij.antwoord([pc4, code])[-1], (dag, pc4, code)


cellen = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


@given(st.lists(st.tuples(cellen, st.sampled_from(["9471", "1011", "1000", "", "x"])), max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_other_columns_comes_back(bulk: Bulk, rijen: list[tuple[str, str]]) -> None:
    invoer = io.StringIO(newline="")
    csv.writer(invoer, quoting=csv.QUOTE_ALL).writerows([("vrij", "postcode"), *rijen])
    assert [(rij["vrij"], rij["postcode"]) for rij in bulk(invoer.getvalue())] == rijen


def test_only_a_header_gives_only_a_header(bulk: Bulk, tmp_path: Path) -> None:
    assert bulk("postcode\n") == []
    assert (tmp_path / "uit.csv").read_text() == f"postcode,{','.join(TOEGEVOEGD)}\n"


def test_progress_goes_to_stderr(regio: Regio, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("postcode\n9471\n")
    klaar = regio("bulk", tmp_path / "in.csv", tmp_path / "uit.csv")
    assert (klaar.code, klaar.uit) == (0, "") and "rijen" in klaar.fout
