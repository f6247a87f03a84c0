"""A division of the user's own: taken whole, or refused with everything that is wrong with it."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from regio.congruentie.eigen import lees_eigen
from regio.congruentie.eigen_bestand import MEESTE_BYTES, MEESTE_FOUTEN, Tabelfout
from regio.congruentie.indelingen import Keuze, kies
from regio.fouten import RegioFout
from regio.indeling import Indeling
from regio.stand.stand import Stand
from regio.waarde import GEEN

DAG = "2026-11-22"
TIEN_MB = 10_000_000
Schrijf = Callable[[str | bytes], Path]


@pytest.fixture
def schrijf(tmp_path: Path) -> Schrijf:
    """Writes a file of the user's own."""

    def maak(inhoud: str | bytes) -> Path:
        pad = tmp_path / "eigen.csv"
        pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
        return pad

    return maak


def _per_gemeente(stand: Stand, keuze: Keuze) -> dict[str, str]:
    """Region per gemeente of a division of whole gemeenten."""
    gemeenten = kies(stand, "gemeente", DAG).indeling
    return {gemeenten[nr][0]: keuze.indeling[nr][0] for nr in range(len(gemeenten))}


def _per_pc4(stand: Stand, keuze: Keuze) -> dict[str, str]:
    return {
        stand.pc4s[plek]: keuze.indeling[nr][0] for nr, plek in enumerate(stand.plekken) if len(keuze.indeling[nr]) == 1
    }


def _csv(kop: str, rijen: Iterable[tuple[str, ...]], scheiding: str = ",") -> str:
    return "\n".join([kop.replace(",", scheiding), *(scheiding.join(rij) for rij in rijen)]) + "\n"


def _fouten(stand: Stand, pad: Path, datum: str = DAG) -> list[str]:
    with pytest.raises(Tabelfout) as fout:
        lees_eigen(stand, pad, datum)
    return list(fout.value.regels)


@pytest.mark.parametrize(("scheiding", "bom"), [(",", b""), (";", b"\xef\xbb\xbf")])
def test_an_export_of_gemeenten_is_the_division(stand: Stand, schrijf: Schrijf, scheiding: str, bom: bytes) -> None:
    jeugd = kies(stand, "jeugdregio", DAG)
    tekst = _csv("gemeente,regio", _per_gemeente(stand, jeugd).items(), scheiding)
    eigen = lees_eigen(stand, schrijf(bom + tekst.replace("\n", "\r\n").encode()), DAG)
    assert eigen.indeling == jeugd.indeling
    assert (eigen.naam, eigen.regio, eigen.sectoren, eigen.stand) == ("eigen", "gebied", (), None)
    assert set(eigen.namen) == set(jeugd.namen)
    assert [een["code"] for een in eigen.opmerkingen] == ["eigen-indeling"]
    assert "342 gemeenten in 42 regio's" in str(eigen.toelichting)


def test_an_export_of_postcodes_is_the_same_division(stand: Stand, schrijf: Schrijf) -> None:
    po = kies(stand, "PO", DAG)
    pad = schrijf(_csv("regio,pc4", ((regio, pc4) for pc4, regio in _per_pc4(stand, po).items())))
    assert any("Van de" in regel and "postcodes" in regel for regel in _fouten(stand, pad))
    eigen = lees_eigen(stand, pad, DAG, onvolledig=True)
    assert eigen.indeling == po.indeling
    assert "Zonder regio, en dus niet meegeteld: 3197, 3198, 3199." in str(eigen.toelichting)


def test_gemeenten_go_by_name_and_by_code_without_zeros(stand: Stand, schrijf: Schrijf) -> None:
    codes = _per_gemeente(stand, kies(stand, "jeugdregio", DAG))
    namen = kies(stand, "gemeente", DAG).namen
    rijen = [(namen[code] or code, "noord" if code < "GM1000" else "zuid") for code in codes]
    rijen = [("34", regio) if naam == "Almere" else (naam, regio) for naam, regio in rijen]
    eigen = lees_eigen(stand, schrijf(_csv("Gemeente;REGIO", rijen, ";")), DAG)
    gemeenten = kies(stand, "gemeente", DAG).indeling
    for nummer in range(len(gemeenten)):
        assert eigen.indeling[nummer] == ("noord" if gemeenten[nummer][0] < "GM1000" else "zuid",)


def test_columns_may_stand_anywhere_and_names_come_along(stand: Stand, schrijf: Schrijf) -> None:
    codes = _per_gemeente(stand, kies(stand, "jeugdregio", DAG))
    rijen = [('"een, twee"', f" {regio} ", f"De {regio}", code) for code, regio in codes.items()]
    eigen = lees_eigen(stand, schrijf(_csv("opmerking,regio,naam,gemeente", [*rijen, ("", "", "", "")])), DAG)
    assert eigen.namen["JZ01"] == "De JZ01"


def test_what_is_left_out_has_no_region_only_when_asked(stand: Stand, schrijf: Schrijf) -> None:
    codes = _per_gemeente(stand, kies(stand, "jeugdregio", DAG))
    weg = {"GM0014", "GM0034"}
    pad = schrijf(_csv("gemeente,regio", ((c, r) for c, r in codes.items() if c not in weg)))
    (regel,) = _fouten(stand, pad)
    assert regel.startswith("Van de 342 gemeenten op 2026-11-22 ontbreken er 2: Groningen (GM0014), Almere (GM0034).")
    assert "--onvolledig" in regel
    eigen = lees_eigen(stand, pad, DAG, onvolledig=True)
    gemeenten = kies(stand, "gemeente", DAG).indeling
    zonder = {gemeenten[int(nr)][0] for nr in np.flatnonzero(eigen.indeling.waarden == GEEN)}
    assert zonder == weg


def test_every_fault_is_told_with_its_line(stand: Stand, schrijf: Schrijf) -> None:
    codes = _per_gemeente(stand, kies(stand, "jeugdregio", DAG))
    goed = [f"{code},{regio}" for code, regio in codes.items() if code != "GM0014"]
    mis = [
        "Tynarlo,JZ01",
        "Haren,JZ01",
        "Bergen,JZ01",
        "GM9999,JZ01",
        "Almere,JZ99",
        f"GM0037,{codes['GM0037']}",
        "GM0014,jz01",
        ",JZ01",
        "GM0014,",
        "GM0014",
        'GM0014,"JZ01',
        f"GM0014,{'x' * 100}",
        "GM0014,a\tb",
    ]
    regels = _fouten(stand, schrijf("\n".join(["gemeente,regio", *goed, *mis])))
    eerste = len(goed) + 2
    verwacht = [
        "gemeente Tynarlo is niet bekend; bedoelt u Tynaarlo",
        "Haren (GM0017) bestaat sinds 2019-01-01 niet meer; de grond ging naar Groningen (GM0014)",
        "geef de code: Bergen (NH.) (GM0373) of Bergen (L.) (GM0893)",
        "gemeente GM9999 is niet bekend",
        "Almere (GM0034) staat hier in regio JZ99, en op regel",
        "Stadskanaal (GM0037) staat ook op regel",
        "regio jz01 staat op regel",
        "de kolom gemeente is leeg",
        "de kolom regio is leeg",
        "hier staan 1 cellen, in de kop 2",
        "een aanhalingsteken wordt geopend",
        "langer dan 80 tekens",
        "tekens die niet te zien zijn",
    ]
    assert len(regels) == len(verwacht)
    for nummer, (regel, deel) in enumerate(zip(regels, verwacht, strict=True), eerste):
        assert regel.startswith(f"Regel {nummer}: ")
        assert deel in regel


def test_a_gemeente_of_another_day_is_taken_on_that_day(stand: Stand, schrijf: Schrijf) -> None:
    pad = schrijf("gemeente,regio\nHaren,a\nEemsdelta,b\n")
    toen = _fouten(stand, pad, "2018-06-01")
    assert "Eemsdelta (GM1979) bestond nog niet op 2018-06-01; de gemeente is er sinds 2021-01-01" in toen[0]
    assert not any("Haren" in regel for regel in toen)


def test_postcodes_that_are_none_are_told(stand: Stand, schrijf: Schrijf) -> None:
    tekst = _csv("postcode;regio", ((pc4, "a") for pc4 in stand.pc4s), ";")
    regels = _fouten(stand, schrijf(f"{tekst}9471 RM;a\n0123;a\n9471;b\n"))
    assert [regel.partition(": ")[2][:32] for regel in regels] == [
        "9471 RM is geen postcode van vie",
        "postcode 0123 is niet bekend; mi",
        "9471 staat hier in regio b, en o",
    ]


@pytest.mark.parametrize(
    ("inhoud", "deel"),
    [
        ("", "Het bestand is leeg"),
        ("\n\n \n", "Het bestand is leeg"),
        ("GM0014,JZ01\n", "De kop mist gemeente of pc4 en regio"),
        ("gemeente,provincie\nGM0014,x\n", "De kop mist regio"),
        ("gemeente,pc4,regio\n", "één van deze kolommen"),
        ("gemeente,regio,regio\n", "staat dubbel"),
        ("gemeente,regio\n", "Er is geen bruikbare rij"),
        ("gemeente\tprovincie\nGM0014\ta\n", "De kop mist"),
        (b"gemeente,regio\nS\xfadwest-Frysl\x81n,a\n", "Regel 2: er staan onleesbare tekens in"),
        ("gemeente\tregio\nAlmere\ta\n", "gescheiden door tabs. Sla het op als CSV, met komma's of puntkomma's"),
        ('"Regio"\t"PC4"\r\n"a"\t"9471"\r\n', "gescheiden door tabs"),
        ("gemeente,regio\n".encode("utf-16"), "UTF-8"),
        ("gemeente,regio\n".encode("utf-16-le"), "binair bestand"),
    ],
)
def test_what_is_no_such_table_is_refused(stand: Stand, schrijf: Schrijf, inhoud: str | bytes, deel: str) -> None:
    assert deel in " ".join(_fouten(stand, schrijf(inhoud)))


def test_what_is_no_file_is_refused(stand: Stand, tmp_path: Path) -> None:
    for pad in (tmp_path, tmp_path / "weg.csv"):
        with pytest.raises(RegioFout, match="bestaat niet of is geen bestand"):
            lees_eigen(stand, pad, DAG)
    groot = tmp_path / "groot.csv"
    with groot.open("wb") as uit:
        uit.truncate(MEESTE_BYTES + 1)
    assert "20 MB" in _fouten(stand, groot)[0]


def test_a_file_of_an_older_spreadsheet_is_read(stand: Stand, schrijf: Schrijf) -> None:
    namen = kies(stand, "gemeente", DAG).namen
    codes = _per_gemeente(stand, kies(stand, "jeugdregio", DAG))
    rijen = [(code if code in ("GM0373", "GM0893") else namen[code] or code, "Súd") for code in codes]
    assert any(not naam.isascii() for naam, _ in rijen)
    oud = lees_eigen(stand, schrijf(_csv("gemeente,regio", rijen, ";").encode("cp1252")), DAG)
    assert oud.indeling.codes == ("Súd",) and (oud.indeling.waarden == 0).all()


def test_a_row_with_two_faults_has_both_told(stand: Stand, schrijf: Schrijf) -> None:
    regels = _fouten(stand, schrijf("gemeente;regio\nGM9999;\nGM0014;\n;\n;a\n"))
    assert regels[:4] == [
        "Regel 2: de kolom regio is leeg.",
        "Regel 2: gemeente GM9999 is niet bekend.",
        "Regel 3: de kolom regio is leeg.",
        "Regel 5: de kolom gemeente is leeg.",
    ]


def _rommel() -> dict[str, Callable[[random.Random], bytes]]:
    kop = b"gemeente,regio\n"
    return {
        "bytes": lambda lot: lot.randbytes(TIEN_MB),
        "bytes onder een kop": lambda lot: kop + lot.randbytes(TIEN_MB),
        "nullen": lambda lot: bytes(TIEN_MB),
        "een regel": lambda lot: b"x" * TIEN_MB,
        "een regel onder een kop": lambda lot: kop + b"x" * TIEN_MB,
        "miljoenen kolommen": lambda lot: b"a," * (TIEN_MB // 2),
        "miljoenen kolommen onder een kop": lambda lot: kop + b"a," * (TIEN_MB // 2),
        "miljoenen rijen": lambda lot: kop + b"".join(b"g%x,r\n" % lot.getrandbits(40) for _ in range(TIEN_MB // 14)),
        "lege regels": lambda lot: kop + b"\n" * TIEN_MB,
        "aanhalingstekens": lambda lot: kop + b'"\n' * (TIEN_MB // 2),
        "open aanhalingsteken": lambda lot: kop + b'GM0014,"' + b"a\n" * (TIEN_MB // 2),
        "losse returns": lambda lot: kop + b"a\r" * (TIEN_MB // 2),
    }


@pytest.mark.parametrize("soort", _rommel())
def test_ten_megabytes_of_rubbish_cost_little_and_give_faults(stand: Stand, schrijf: Schrijf, soort: str) -> None:
    pad = schrijf(_rommel()[soort](random.Random(soort)))
    assert _fouten(stand, _klein(pad))  # whatever is made once is made
    tracemalloc.start()
    begin = time.process_time()
    regels = _fouten(stand, pad)
    seconden = time.process_time() - begin
    hoogste = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 1 <= len(regels) <= MEESTE_FOUTEN + 3
    assert all(len(regel) < 1_000 for regel in regels)
    assert hoogste < 20_000_000
    assert seconden < 30  # tracing makes it some ten times as long


def _klein(pad: Path) -> Path:
    """A small file of another kind beside a large one."""
    klein = pad.with_name("klein.csv")
    klein.write_text("gemeente,regio\nTynarlo,a\n", encoding="utf-8")
    return klein


def test_faults_beyond_the_first_are_counted(stand: Stand, schrijf: Schrijf) -> None:
    regels = _fouten(stand, schrijf("gemeente,regio\n" + "nergens,a\n" * 1_234))
    assert len([regel for regel in regels if regel.startswith("Regel ")]) == MEESTE_FOUTEN
    assert regels[MEESTE_FOUTEN] == "En nog 1.184 fouten."


def test_unsure_ground_keeps_every_region_it_may_lie_in(stand: Stand, schrijf: Schrijf) -> None:
    dag = "2013-10-01"
    gemeenten = stand.indeling("gemeente", date.fromisoformat(dag))
    pad = schrijf(_csv("gemeente,regio", ((code, code) for code in _in_gebruik(gemeenten))))
    assert lees_eigen(stand, pad, dag).indeling == gemeenten
    samen = schrijf(_csv("gemeente,regio", ((code, "een") for code in _in_gebruik(gemeenten))))
    assert (lees_eigen(stand, samen, dag).indeling.waarden == 0).all()


def _in_gebruik(indeling: Indeling) -> list[str]:
    return sorted({code for nummer in range(len(indeling)) for code in indeling[nummer]})
