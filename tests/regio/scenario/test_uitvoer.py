"""A scenario as CSV, and moves back from one."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from regio.fouten import Vraagfout
from regio.scenario.beeld import Basis, Beeld, basis_van
from regio.scenario.bestand import MEESTE_BYTES
from regio.scenario.invoer import lees_zetten_csv
from regio.scenario.lezen import lees_zetten
from regio.scenario.tabelinvoer import lees_tabel_csv
from regio.scenario.toepassen import speel
from regio.scenario.uitvoer import KOLOMMEN, bijlage_csv, tabel_csv, zetten_csv
from regio.stand.stand import Stand
from tests.regio.mini import A, C

KOP = ",".join(KOLOMMEN)
ZETTEN = lees_zetten(
    [
        {"soort": "verplaats", "sector": "VO", "grond": {"gemeente": A, "postcodes": ["1001"]}, "naar": "VO9002"},
        {"soort": "hernoem", "sector": "PO", "code": "PO9001", "naam": "", "notitie": ""},
        {
            "soort": "herindeel",
            "datum": "2021-01-01",
            "naar": "GM9101",
            "naam": "'t Veen",
            "delen": [{"gemeente": C}, {"postcodes": ["1001", "1002"]}],
            "notitie": '=1+1; "zeker"\nen meer',
            "aanname": True,
        },
    ]
)


def rijen(tekst: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tekst, newline="")))


def fouten(basis: Basis, tekst: str | bytes) -> list[tuple[str, str]]:
    inhoud = tekst if isinstance(tekst, bytes) else tekst.encode()
    with pytest.raises(Vraagfout) as gevangen:
        lees_zetten_csv(inhoud, basis.beeld)
    assert all(fout.plek == "bestand" for fout in gevangen.value.fouten)
    return [(fout.veld, fout.code) for fout in gevangen.value.fouten]


def test_moves_are_a_row_each_and_a_herindeling_one_per_part() -> None:
    tekst = zetten_csv(ZETTEN)
    assert tekst.split("\r\n")[:2] == [KOP, f"1,verplaats,VO,,VO9002,,,,,{A},1001,,nee,"]
    laatste = rijen(tekst)[2:]
    assert [(rij["zet"], rij["gemeente"], rij["postcodes"]) for rij in laatste] == [
        ("3", C, ""),
        ("3", "", "1001 1002"),
    ]
    assert laatste[0]["notitie"] == '\'=1+1; "zeker"\nen meer'
    assert laatste[0]["naam"] == "'t Veen"
    assert not laatste[1]["datum"]


def test_a_file_comes_back_as_it_was(mini_basis: Basis) -> None:
    zetten = (ZETTEN[0], ZETTEN[2])
    assert lees_zetten_csv(zetten_csv(zetten).encode(), mini_basis.beeld) == zetten


def test_a_file_from_a_spreadsheet(mini_basis: Basis) -> None:
    tekst = "\ufeffZet;Soort;Sector;Naar;Postcodes;Aanname\n1;verplaats;VO;VO9002;1001  1002;JA\n;;;;;\n"
    (zet,) = lees_zetten_csv(tekst.encode(), mini_basis.beeld)
    assert zet.aanname
    assert getattr(zet, "grond").postcodes == ("1001", "1002")  # noqa: B009


def test_every_mistake_is_told_with_its_line(mini_basis: Basis) -> None:
    tekst = "\n".join(
        [
            "zet,soort,sector,van,naar,nieuw,naam,datum,gemeente,postcodes,aanname,notitie",
            '1,verplaats,VO,,VO9002,,,,,1001,nee,"twee',
            'regels"',
            "2,verplaats,VO,,VO9002,,,,,1001,nee,",
            "3,verplaats,HO,,VO9002,,,,,12345,misschien,",
            "3,verplaats,VO,,VO9002,,,,,1002,nee,",
            "5,te,weinig",
            "5,herindeel,,,GM9101,,,,GM9001,,nee,",
            "5,herindeel,,,,,,,GM9099,,,",
            "6,nieuw,VO,,,VO9901,,,,9999,nee,",
            "7,verplaats,VO,,VO9901,,,,,1003,nee,",
        ]
    )
    assert fouten(mini_basis, tekst) == [
        ("regel 4", "niets-verandert"),
        ("regel 5", "geen-ja-nee"),
        ("regel 5", "sector-onbekend"),
        ("regel 5", "postcodes-vorm"),
        ("regel 6", "nummering"),
        ("regel 7", "aantal-cellen"),
        ("regel 8", "ontbreekt"),
        ("regel 8", "ontbreekt"),
        ("regel 9", "gemeente-onbekend"),
        ("regel 10", "postcode-onbekend"),
    ]


def test_a_fault_of_form_hides_nothing_of_ground_and_codes(basis: Basis) -> None:
    kop = "zet;soort;sector;naar;gemeente;postcodes"
    rijen_ = ["1;verplaats;VO;PO2203;GM1730;9471 1011 4040", "2;verplaats;XO;VO9001;GM9901;9471"]
    with pytest.raises(Vraagfout) as gevangen:
        lees_zetten_csv("\n".join([kop, *rijen_]).encode(), basis.beeld)
    assert [fout.melding for fout in gevangen.value.fouten] == [
        "Regel 2: PO2203 is geen verband in de sector VO.",
        "Regel 2: 4040 is niet bekend als postcode.",
        "Regel 2: 1011 ligt niet (zeker) in Tynaarlo (GM1730).",
        "Regel 3: kies als sector PO of VO.",
        "Regel 3: gemeente GM9901 is niet bekend.",
        f"Regel 3: VO9001 bestaat niet op {basis.peildatum}.",
    ]


def test_what_a_move_that_was_not_read_may_have_changed_is_not_told(mini_basis: Basis) -> None:
    """A code it may have made, ground it may have taken along, an SWV that may have ended."""
    kop = "zet,soort,sector,van,naar,nieuw,code,naam,datum,gemeente,postcodes"
    tekst = [
        f"1,herindeel,,,GM9101,,,Veen,2027-13-01,{C},",
        f"2,verplaats,VO,,VO9002,,,,,{A},1003",
        "3,verplaats,VO,,VO9002,,,,,GM9101,",
        "4,voegsamen,VO,VO9001,VO90,,,,,,",
        "5,nieuw,VO,,,VO9001,,,,,1001",
        "6,nieuw,PO,,,PO9001,,,,,1001",
        "7,verplaats,VO,,VO9999,,,,,,1001",
    ]
    assert fouten(mini_basis, "\n".join([kop, *tekst])) == [
        ("regel 2", "datum-bestaat-niet"),
        ("regel 5", "swv-vorm"),
        ("regel 7", "bestaat-al"),
        ("regel 8", "swv-onbekend"),
    ]


def test_a_cell_that_cannot_be_read_hides_no_other_of_its_row(mini_basis: Basis) -> None:
    tekst = "zet,soort,sector,naar,postcodes,aanname\n1,verplaats,VO,VO9999,9999,misschien\n"
    assert fouten(mini_basis, tekst) == [
        ("regel 2", "geen-ja-nee"),
        ("regel 2", "postcode-onbekend"),
        ("regel 2", "swv-onbekend"),
    ]


def test_a_fault_of_a_part_stands_on_its_own_line(mini_basis: Basis) -> None:
    kop = "zet,soort,naar,naam,datum,gemeente,notitie"
    tekst = f"{kop}\n1,herindeel,GM9101,Veen,2021-01-01,{C},\n1,herindeel,,,,GM9099,\n1,herindeel,,,,{A},hier niet\n"
    assert fouten(mini_basis, tekst) == [("regel 3", "gemeente-onbekend"), ("regel 4", "veld-onbekend")]
    assert fouten(mini_basis, tekst.replace("hier niet", "")) == [("regel 3", "gemeente-onbekend")]


@pytest.mark.parametrize(
    ("inhoud", "veld", "code"),
    [
        (b"", "bestand", "leeg"),
        (b" \n\n", "bestand", "leeg"),
        (b"zet,soort\n1,\xff\n", "bestand", "geen-utf8"),
        (b"zet,soort\n\0", "bestand", "geen-tekst"),
        (b"x" * (MEESTE_BYTES + 1), "bestand", "te-groot"),
        (b"soort,sector\n", "bestand", "kop"),
        (b"zet,soort,wat\n", "bestand", "kop"),
        (b"zet,soort,soort\n", "bestand", "kop"),
        (b'zet,soort\n1,"open\n', "regel 2", "csv"),
        (b'zet,soort\n1,"a"b\n', "regel 2", "csv"),
        (b"zet,soort\n1,weg\n", "regel 2", "soort-onbekend"),
        (b"zet,soort\n" + b"\n" * 20_001, "regel 20001", "te-veel-regels"),
    ],
)
def test_a_file_that_cannot_be_used(mini_basis: Basis, inhoud: bytes, veld: str, code: str) -> None:
    assert fouten(mini_basis, inhoud) == [(veld, code)]


def test_more_moves_than_a_scenario_has(mini_basis: Basis) -> None:
    om = ("VO9002", "VO9001")
    regels = [f"{nr},verplaats,VO,{om[nr % 2 - 1]},1001" for nr in range(1, 502)]
    assert fouten(mini_basis, "\n".join(["zet,soort,sector,naar,postcodes", *regels])) == [("regel 502", "te-veel")]


def test_a_file_with_only_a_header_has_no_moves(mini_basis: Basis) -> None:
    assert lees_zetten_csv(zetten_csv([]).encode(), mini_basis.beeld) == ()


@pytest.fixture(scope="module")
def beeld(mini_basis: Basis) -> Beeld:
    zetten = [
        {"soort": "verplaats", "sector": "VO", "grond": {"bouwstenen": ["3003-2"]}, "naar": "VO9001"},
        {"soort": "hernoem", "sector": "VO", "code": "VO9001", "naam": "=Noord"},
        {"soort": "herindeel", "datum": "2021-01-01", "naar": A, "delen": [{"gemeente": C}]},
    ]
    return speel(mini_basis.beeld, lees_zetten(zetten))


def test_the_whole_table_has_every_bouwsteen(beeld: Beeld) -> None:
    tabel = {rij["bouwsteen"]: rij for rij in rijen(tabel_csv(beeld))}
    assert len(tabel) == 21
    assert tabel["2004-1"]["gemeente"] == "GM9002|GM9004"
    assert tabel["2004-1"]["gemeente_naam"] == "Bovenveen|'s-Diepwijk"
    assert tabel["5004-1"]["po"] == ""
    deel = tabel["3003-2"]
    assert (deel["vo"], deel["vo_naam"], deel["gewijzigd"], deel["was_vo"]) == ("VO9001", "'=Noord", "ja", "VO9002")
    assert deel["was_po"] == ""
    assert sum(rij["gewijzigd"] == "ja" for rij in tabel.values()) == 2


def test_the_annex_has_the_shape_of_2015_with_changed_rows_marked(beeld: Beeld) -> None:
    alle = rijen(bijlage_csv(beeld))
    # Both rows of 3003 stand for the one that is printed.
    assert len(alle) == 21 and len({rij["rij"] for rij in alle if rij["postcode"] == "3003"}) == 1
    van = [rij for rij in alle if rij["postcode"] == "3003"]
    assert [(rij["gemeente"], rij["vo"], rij["gewijzigd"]) for rij in van] == [
        ("'s-Diepwijk", "VO9002", "nee"),
        ("Aadorp", "VO9001", "ja"),
    ]
    (havens,) = (rij for rij in alle if rij["postcode"] == "5004")
    assert (havens["po"], havens["vo"]) == ("Europoort", "Europoort")
    (enclave,) = (rij for rij in alle if rij["postcode"] == "2002")
    assert (enclave["gemeente"], enclave["was_gemeente"], enclave["was_po"]) == ("Aadorp", "Côrtenhof", "")


def test_the_annex_has_the_printed_rows_and_marks_what_the_law_does_not_list(basis: Basis, stand: Stand) -> None:
    inhoud = bijlage_csv(basis.beeld)
    alle = {rij["postcode"]: rij for rij in rijen(inhoud)}
    plek = stand.plek("9459")
    assert plek is not None
    antwoord = stand.postcode(plek, "2026-01-01")["samenwerkingsverbanden"]
    assert {alle["9459"]["rij"]} == {str(deel["rij"]) for deel in antwoord} == {"3740"}
    buiten = [pc4 for pc4, rij in alle.items() if rij["in_regeling"] == "nee"]
    assert len(buiten) == 23 and {"1262", "1384", "9622"} < set(buiten)
    assert [pc4 for pc4, rij in alle.items() if not rij["rij"]] == buiten
    assert lees_tabel_csv(inhoud.encode(), basis.beeld) == ()


def test_a_version_that_lists_gemeenten_numbers_no_postcodes(stand: Stand) -> None:
    alle = rijen(bijlage_csv(basis_van(stand, date(2013, 6, 1)).beeld))
    assert {rij["rij"] for rij in alle} == {""}
    assert sum(rij["in_regeling"] == "nee" for rij in alle) == 23


def test_the_annex_of_the_base_has_a_row_per_postcode(mini_basis: Basis) -> None:
    alle = rijen(bijlage_csv(mini_basis.beeld))
    assert [rij["postcode"] for rij in alle] == list(mini_basis.op_pc4)
    assert {rij["gewijzigd"] for rij in alle} == {"nee"}
