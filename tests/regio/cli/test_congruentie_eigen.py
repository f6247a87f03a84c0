"""``regio congruentie`` with a division of the user's own: the same figures, or every fault and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from regio.congruentie import dienst
from regio.congruentie.indelingen import kies
from regio.stand.stand import Stand

Regio = Any
Json = dict[str, Any]
DAG = "2026-11-22"
GELIJK = ("maten", "oordelen", "grens", "verplaatsingen")


@pytest.fixture
def jeugd_csv(stand: Stand, tmp_path: Path) -> Path:
    """The jeugdregio's of the day, as a table of the user's own."""
    jeugd, gemeenten = (kies(stand, naam, DAG).indeling for naam in ("jeugdregio", "gemeente"))
    rijen = {gemeenten[nr][0]: jeugd[nr][0] for nr in range(len(jeugd))}
    return _schrijf(tmp_path / "jeugd.csv", "gemeente;regio", rijen.items())


@pytest.fixture
def po_csv(stand: Stand, tmp_path: Path) -> Path:
    """The PO areas of the day by postcode; three postcodes have none."""
    po = kies(stand, "PO", DAG).indeling
    rijen = {stand.pc4s[plek]: po[nr][0] for nr, plek in enumerate(stand.plekken) if po[nr]}
    return _schrijf(tmp_path / "po.csv", "pc4;regio", rijen.items())


def _schrijf(pad: Path, kop: str, rijen: Iterable[tuple[str, str]]) -> Path:
    pad.write_text("\n".join([kop, *(";".join(rij) for rij in rijen)]) + "\n", encoding="utf-8")
    return pad


def _json(regio: Regio, *woorden: object) -> Json:
    klaar = regio("congruentie", *woorden, "--peildatum", DAG, "--json")
    assert (klaar.code, klaar.fout) == (0, "")
    uit: Json = json.loads(klaar.uit)
    return uit


def _zonder_woorden(antwoord: Json) -> Json:
    """The figures of an answer, without the sentences that name the divisions."""
    uit = {naam: antwoord[naam] for naam in GELIJK}
    uit["verplaatsingen"] = [{**lijst, "toelichting": ""} for lijst in antwoord["verplaatsingen"]]
    uit["regios"] = [
        {**regio, "naam": "", "partners": [_kaal(een) for een in regio["partners"]], "hoofdpartner": None}
        for regio in antwoord["regios"]
        if regio["oordeel"] != "zonder gebied"
    ]
    uit["oordelen"] = {**uit["oordelen"], "zonderGebied": 0}
    return uit


def _kaal(partner: Json) -> Json:
    return {**partner, "naam": ""}


@pytest.mark.parametrize("weging", ["inwoners", "bouwstenen"])
def test_an_export_of_the_jeugdregios_as_b_measures_as_they_do(
    regio: Regio, stand: Stand, jeugd_csv: Path, weging: str
) -> None:
    eigen = _json(regio, "--sector", "PO", "--eigen", jeugd_csv, "--weging", weging)
    ingebouwd = dienst.paar(stand, "PO", "jeugdregio", DAG, weging)
    assert _zonder_woorden(eigen) == _zonder_woorden(ingebouwd)
    assert eigen["met"]["naam"] == "eigen"
    assert eigen["opmerkingen"][0]["code"] == "eigen-indeling"


def test_an_export_as_a_measures_as_the_division_itself(regio: Regio, stand: Stand, po_csv: Path) -> None:
    woorden = ("--eigen-indeling", po_csv, "--met", "jeugdregio", "--weging", "inwoners", "--onvolledig")
    eigen, ingebouwd = _json(regio, *woorden), dienst.paar(stand, "PO", "jeugdregio", DAG, "inwoners")
    assert _zonder_woorden(eigen) == _zonder_woorden(ingebouwd)
    assert eigen["indeling"]["naam"] == "eigen-indeling"
    assert eigen["buiten"]["bouwstenen"] == ingebouwd["buiten"]["bouwstenen"] == 3


def test_two_tables_of_ones_own(regio: Regio, stand: Stand, jeugd_csv: Path, po_csv: Path) -> None:
    woorden = ("--eigen-indeling", po_csv, "--eigen", jeugd_csv, "--weging", "inwoners", "--onvolledig")
    assert _json(regio, *woorden)["maten"] == dienst.paar(stand, "PO", "jeugdregio", DAG, "inwoners")["maten"]


def test_one_region_beside_a_table_of_ones_own(regio: Regio, stand: Stand, jeugd_csv: Path) -> None:
    eigen = _json(regio, "--sector", "VO", "--eigen", jeugd_csv, "--regio", "VO2001")
    ingebouwd = dienst.regio(stand, "VO", "jeugdregio", "VO2001", DAG, "kinderen")
    assert [een["code"] for een in eigen["regio"]["partners"]] == ["JZ01", "JZ04"]
    for veld in ("oordeel", "gewicht", "teVerplaatsen", "grens", "jaccard", "inhomogeniteit"):
        assert eigen["regio"][veld] == ingebouwd["regio"][veld]


def test_the_example_of_the_documentation_runs_as_it_stands_there(
    regio: Regio, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blad = (repo / "docs/congruentie.md").read_text(encoding="utf-8")
    (tabel,) = re.findall(r"```csv\n(gemeente;.*?)```", blad, flags=re.DOTALL)
    (opdracht,) = re.findall(r"(?m)^regio (congruentie .*mijn_indeling\.csv.*)$", blad)
    monkeypatch.chdir(tmp_path)
    Path("mijn_indeling.csv").write_text(tabel, encoding="utf-8")
    klaar = regio(*opdracht.split(), "--peildatum", DAG)
    assert (klaar.code, klaar.fout) == (0, "")
    assert Path("uitkomst.csv").is_file()


def test_first_is_told_on_how_little_it_rests(regio: Regio, jeugd_csv: Path, tmp_path: Path) -> None:
    een = _schrijf(tmp_path / "een.csv", "gemeente;regio", [("GM0014", "noord")])
    conclusie = _json(regio, "--sector", "PO", "--eigen", een, "--onvolledig")["conclusie"]
    zin, volgende = conclusie[1:3]
    assert zin.startswith("Dit is gemeten op 1 van de 76 samenwerkingsverbanden PO en op 1 procent van de ")
    assert volgende.startswith("Er hoeft niets te verhuizen")
    heel = _json(regio, "--sector", "PO", "--eigen", jeugd_csv)["conclusie"]
    assert not [zin for zin in heel if zin.startswith("Dit is gemeten")]


def test_the_screen_names_the_file(regio: Regio, jeugd_csv: Path) -> None:
    tekst = " ".join(regio("congruentie", "--sector", "PO", "--eigen", jeugd_csv, "--peildatum", DAG).uit.split())
    assert "naast gebieden uit jeugd.csv" in tekst
    assert "342 gemeenten in 42 regio's" in tekst


@pytest.fixture
def fout(regio: Regio) -> Callable[..., list[str]]:
    """Runs a call that must fail with lines on stderr and nothing on stdout; gives those lines."""

    def draai(*woorden: object) -> list[str]:
        klaar = regio("congruentie", *woorden, "--peildatum", DAG)
        assert (klaar.code, klaar.uit) == (1, "")
        assert "Traceback" not in klaar.fout
        return str(klaar.fout).splitlines()

    return draai


def test_every_fault_is_a_line_and_nothing_is_computed(
    fout: Callable[..., list[str]], jeugd_csv: Path, tmp_path: Path
) -> None:
    tekst = jeugd_csv.read_text(encoding="utf-8").replace("GM1730;", "Tynarlo;")
    jeugd_csv.write_text(f"{tekst}GM0014;JZ99\nHaren;JZ01\n", encoding="utf-8")
    doel = tmp_path / "uit.json"
    *regels, slot = fout("--sector", "PO", "--eigen", jeugd_csv, "--uit", doel)
    assert len(regels) == 4
    assert all(regel.startswith("jeugd.csv: ") for regel in regels)
    assert "Tynarlo is niet bekend; bedoelt u Tynaarlo?" in regels[0]
    assert "kies er een" in regels[1]
    assert "Haren (GM0017) bestaat sinds 2019-01-01 niet meer" in regels[2]
    assert regels[3].startswith("jeugd.csv: Van de 342 gemeenten op 2026-11-22 ontbreekt er 1: Tynaarlo (GM1730).")
    assert slot == "Er is niets berekend: 4 fouten in jeugd.csv."
    assert not doel.exists()


def test_the_faults_of_both_tables_are_told(fout: Callable[..., list[str]], po_csv: Path, tmp_path: Path) -> None:
    leeg = tmp_path / "leeg.csv"
    leeg.touch()
    regels = fout("--eigen-indeling", po_csv, "--eigen", leeg)
    assert [regel.partition(":")[0] for regel in regels] == ["po.csv", "leeg.csv", "Er is niets berekend"]
    assert "ontbreken er 3: 3197, 3198, 3199" in regels[0]


def test_rubbish_is_refused_in_a_few_lines(fout: Callable[..., list[str]], tmp_path: Path) -> None:
    rommel = tmp_path / "\x1b[31mrommel.csv"
    rommel.write_bytes(b"gemeente,regio\n" + b"\x1b[2J,a\n" * 1_000_000)
    regels = fout("--sector", "PO", "--eigen", rommel)
    assert len(regels) < 60
    assert "\x1b" not in "".join(regels)


def test_names_in_a_table_are_text(regio: Regio, jeugd_csv: Path) -> None:
    tekst = jeugd_csv.read_text(encoding="utf-8").replace(";JZ01", ";[red]=1+1:smile:")
    jeugd_csv.write_text(tekst, encoding="utf-8")
    woorden = ("congruentie", "--eigen-indeling", jeugd_csv, "--met", "PO", "--peildatum", DAG)
    assert "[red]=1+1:smile:" in regio(*woorden).uit
    jeugd_csv.write_text(tekst.replace("[red]=", "=cmd|"), encoding="utf-8")
    assert "'=cmd|1+1" in regio(*woorden, "--csv").uit
