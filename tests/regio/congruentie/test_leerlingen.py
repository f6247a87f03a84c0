"""The CSV of pupils: taken whole, or refused with every fault and the line it stands on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from regio.bronnen.rijen import LeerlingRij
from regio.congruentie.leerlingen import MEESTE_BYTES, lees_leerlingen
from regio.fouten import Bronfout

PC4S = {"1011", "1012", "9471"}
KOP = "pc4,sector,leerlingen,jaar,bron\n"


def lees(tmp_path: Path, tekst: str | bytes) -> tuple[LeerlingRij, ...]:
    pad = tmp_path / "leerlingen.csv"
    pad.write_bytes(tekst if isinstance(tekst, bytes) else tekst.encode())
    return lees_leerlingen(pad, PC4S)


def weigering(tmp_path: Path, tekst: str | bytes) -> str:
    with pytest.raises(Bronfout) as gevangen:
        lees(tmp_path, tekst)
    return str(gevangen.value)


@pytest.mark.parametrize(
    "tekst",
    [
        f"{KOP}9471,PO,12,2024,DUO\n1011,VO,0,2024,DUO\n",
        "\ufeffbron;jaar;leerlingen;Sector;PC4;opmerking\r\nDUO;2024;12;po;9471;x\r\n\r\n;;;;;\r\nDUO;2024;0;vo;1011;\r\n",
        f'{KOP}"9471","PO","12","2024","DUO"\n1011, VO ,0,2024,DUO',
    ],
    ids=["plain", "as a spreadsheet saves it", "quoted"],
)
def test_a_good_file_is_taken_whole(tmp_path: Path, tekst: str) -> None:
    assert lees(tmp_path, tekst) == (
        LeerlingRij("1011", "VO", 0, 2024, "DUO"),
        LeerlingRij("9471", "PO", 12, 2024, "DUO"),
    )


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    regels = [
        "9471,PO,12,2024,DUO",
        "9999,PO,12,2024,DUO",  # 3: unknown postcode
        "9471,PO,13,2024,DUO",  # 4: again
        "1011,PO,-1,2024,DUO",  # 5: negative
        "1011,VO,1.5,2024,DUO",  # 6: not whole
        "1012,SO,5,2024,DUO",  # 7: unknown sector
        "1012,PO,5,2024",  # 8: a cell short
        "1012,PO,veel,2019,",  # 9: three faults
        '1012,"VO,5,2024,DUO',  # 10: a quote that is not closed
    ]
    melding = weigering(tmp_path, KOP + "\n".join(regels))
    assert melding == (
        "leerlingen.csv heeft 10 fouten en is niet geladen. "
        "Regel 3: postcode 9999 bestaat hier niet; geef vier cijfers. "
        "Regel 4: postcode 9471 staat voor PO ook op regel 2. "
        "Regel 5: leerlingen -1 is minder dan nul. "
        "Regel 6: leerlingen 1.5 is geen heel getal; schrijf het zonder punten en komma's. "
        "Regel 7: sector SO is onbekend; kies PO of VO. "
        "Regel 8: hier staan 4 cellen, in de kop 5. "
        "Regel 9: leerlingen veel is geen heel getal; schrijf het zonder punten en komma's. "
        "Regel 9: jaar 2019 verschilt van 2024 op regel 2; laad één jaar tegelijk. "
        "Regel 9: de bron is leeg; schrijf wie deze leerlingen telde. "
        "Regel 10: de regel is niet te lezen: er staat een aanhalingsteken te veel of te weinig."
    )


def test_a_duplicate_of_a_faulty_row_is_told_too(tmp_path: Path) -> None:
    melding = weigering(tmp_path, f"{KOP}9471,PO,x,2024,DUO\n9471,po,5,2024,DUO\n")
    assert melding.endswith("Regel 3: postcode 9471 staat voor PO ook op regel 2.")


@pytest.mark.parametrize("jaar", ["", "24", "1999", "2101", "twee", "20.24"])
def test_a_year_is_a_year(tmp_path: Path, jaar: str) -> None:
    assert "is geen jaar van 2000 tot en met 2100" in weigering(tmp_path, f"{KOP}9471,PO,5,{jaar},DUO\n")


@pytest.mark.parametrize("aantal", ["", " ", "1_000", "٣", "+5", "1e3", "5,5", "NaN", "12345678901234567890"])
def test_a_number_is_written_in_plain_figures(tmp_path: Path, aantal: str) -> None:
    assert "is geen heel getal" in weigering(tmp_path, f'{KOP}9471,PO,"{aantal}",2024,DUO\n')
    assert "meer dan een postcode kan hebben" in weigering(tmp_path, f"{KOP}9471,PO,100001,2024,DUO\n")


@pytest.mark.parametrize("bron", ["x" * 201, "a\u202eb", "a\x1bb"])
def test_a_source_can_be_shown(tmp_path: Path, bron: str) -> None:
    assert "de bron is langer dan 200 tekens of bevat tekens" in weigering(tmp_path, f"{KOP}9471,PO,5,2024,{bron}\n")


def test_missing_and_double_columns_are_named(tmp_path: Path) -> None:
    assert weigering(tmp_path, "pc4;aantal;jaar\n9471;5;2024\n").startswith(
        "leerlingen.csv mist de kolommen sector, leerlingen, bron. Nodig is een kop met pc4, sector, leerlingen, jaar "
    )
    assert "heeft een kolom dubbel in de kop: jaar" in weigering(tmp_path, KOP.replace("bron", "bron,jaar"))
    assert "mist de kolommen pc4, sector" in weigering(tmp_path, "")
    assert "geen enkele rij" in weigering(tmp_path, f"{KOP}\n,,,,\n")


def test_what_is_no_utf8_is_told_by_line(tmp_path: Path) -> None:
    inhoud = KOP.encode() + "9471,PO,5,2024,Gemeente Súdwest\n9999,PO,5,2024,x\n".encode("cp1252")
    melding = weigering(tmp_path, inhoud)
    assert "Regel 2: er staan tekens in die geen UTF-8 zijn" in melding and "Regel 3: postcode 9999" in melding
    assert "is geen tekst" in weigering(tmp_path, KOP.encode("utf-16"))


def test_ten_megabytes_of_rubbish_are_refused_at_once(tmp_path: Path) -> None:
    melding = weigering(tmp_path, b"\xf0rommel;,\n" * 1_000_000)
    assert melding == (
        "leerlingen.csv is groter dan 5 MB en is niet geladen. Een tabel met alle postcodes is nog geen MB."
    )


@pytest.mark.parametrize("regel", ["9999,XX,-1,1,\n", "rommel\n", '"\n', "\xff;;;\n"])
def test_just_small_enough_rubbish_gives_a_bounded_message(tmp_path: Path, regel: str) -> None:
    inhoud = (KOP + regel * ((MEESTE_BYTES - 100) // len(regel.encode()))).encode()
    begin = time.perf_counter()
    melding = weigering(tmp_path, inhoud)
    assert len(melding) < 15_000 and " fouten en is niet geladen. " in melding
    assert "En nog " in melding and melding.endswith(" fouten.")
    assert time.perf_counter() - begin < 600


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(Bronfout, match=r"^weg\.csv kan niet worden gelezen: het bestand of de map bestaat niet\.$"):
        lees_leerlingen(tmp_path / "weg.csv", PC4S)
    with pytest.raises(Bronfout, match="het is een map"):
        lees_leerlingen(tmp_path, PC4S)
