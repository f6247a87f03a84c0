"""``regio congruentie``: the outcome first, the same figures in every form, and nothing on a fault."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from regio.congruentie import dienst
from regio.congruentie.indelingen import Keuze
from regio.congruentie.tabel import als_csv, van_matrix, van_paar
from regio.stand.stand import Stand

Regio = Any
DAG = ("--peildatum", "2015-04-23")
NU = ("--peildatum", "2026-11-22")
PAAR = ("congruentie", "--sector", "PO", "--met", "jeugdregio-2015", *DAG)


def _klaar(uitkomst: Any) -> str:
    assert (uitkomst.code, uitkomst.fout) == (0, "")
    return str(uitkomst.uit)


def test_the_outcome_comes_first_and_the_weight_is_named(regio: Regio, stand: Stand) -> None:
    tekst = _klaar(regio(*PAAR))
    antwoord = dienst.paar(stand, "PO", "jeugdregio-2015", "2015-04-23", "kinderen")
    regels = tekst.splitlines()
    assert regels[0] == "Samenwerkingsverbanden PO naast jeugdregio's van 2015, op 2015-04-23"
    plat = " ".join(tekst.split())
    plekken = [plat.index(" ".join(zin.split())) for zin in antwoord["conclusie"]]
    assert plekken == sorted(plekken)
    assert plekken[-1] < plat.index(f"Weging: {antwoord['weging']['titel']}.") < plat.index("76 gebieden,")
    assert " ".join(antwoord["weging"]["verdeelregel"].split()) in plat
    assert max(map(len, regels)) <= 120


def test_every_region_is_in_the_table_the_worst_fit_on_top(regio: Regio, stand: Stand) -> None:
    tekst = _klaar(regio(*PAAR))
    antwoord = dienst.paar(stand, "PO", "jeugdregio-2015", "2015-04-23", "kinderen")
    rijen = [regel.split() for regel in tekst.partition("76 gebieden, ")[2].splitlines() if regel.startswith(" PO")]
    codes = [rij[0] for rij in rijen]
    assert sorted(codes[:77]) == [rij["code"] for rij in antwoord["regios"]]
    mis = {rij["code"]: rij["teVerplaatsen"] for rij in antwoord["regios"]}
    assert codes[0] == max(mis, key=lambda code: mis[code] or 0)
    assert codes[76] == "PO0001"
    assert "76 gebieden, wat het minst past bovenaan; 1 zonder eigen gebied onderaan" in tekst
    oordelen = {rij["code"]: rij["oordeel"] for rij in antwoord["regios"]}
    assert all(oordelen[rij[0]].split()[0] in rij for rij in rijen[:77])


def test_the_table_shows_what_it_is_sorted_by_and_its_share(regio: Regio, stand: Stand) -> None:
    antwoord = dienst.paar(stand, "PO", "jeugdregio-2015", "2015-04-23", "kinderen")
    weg = {rij["code"]: rij for rij in antwoord["regios"] if (rij["teVerplaatsen"] or 0) >= 1}
    tekst = _klaar(regio(*PAAR)).partition("76 gebieden, ")[2]
    rijen = [regel.split() for regel in tekst.splitlines() if regel.startswith(" PO")][: len(weg)]
    getallen = [[int(cel.replace(".", "")) for cel in (rij[-3], rij[-1])] for rij in rijen]
    assert getallen == [[round(weg[rij[0]][veld]) for veld in ("teVerplaatsen", "gewicht")] for rij in rijen]
    assert getallen == sorted(getallen, key=lambda paar: -paar[0])
    assert all(rij[-2].endswith("%") for rij in rijen)


@pytest.mark.parametrize("weging", ["kinderen", "inwoners", "oppervlakte", "bouwstenen"])
def test_json_is_the_answer_of_the_service(regio: Regio, stand: Stand, weging: str) -> None:
    uit = json.loads(_klaar(regio(*PAAR, "--weging", weging, "--json")))
    assert uit == dienst.paar(stand, "PO", "jeugdregio-2015", "2015-04-23", weging)
    assert uit["weging"]["naam"] == weging


def test_csv_is_that_of_the_service(regio: Regio, stand: Stand) -> None:
    uit = _klaar(regio("congruentie", "--indeling", "vo", "--met", "PO", *NU, "--csv"))
    assert uit == als_csv(van_paar(dienst.paar(stand, "VO", "PO", "2026-11-22", "kinderen")))
    assert len(list(csv.DictReader(io.StringIO(uit)))) == 75


def test_jeugdregio_of_the_day_is_what_stands_beside_without_a_choice(regio: Regio) -> None:
    uit = json.loads(_klaar(regio("congruentie", "--sector", "vo", *NU, "--json")))
    assert (uit["indeling"]["naam"], uit["met"]["naam"]) == ("VO", "jeugdregio")


def test_one_region_with_the_gemeenten_that_cause_it(regio: Regio) -> None:
    vraag = ("congruentie", "--sector", "VO", *NU, "--regio", "vo2001")
    uit = json.loads(_klaar(regio(*vraag, "--json")))
    assert uit["regio"]["code"] == "VO2001"
    tekst = _klaar(regio(*vraag))
    assert "VO2001: doorsneden" in tekst
    assert "Tynaarlo (GM1730)" in tekst
    assert "9471, 9472, 9473, 9474 en 9475" in tekst
    (rij,) = csv.DictReader(io.StringIO(_klaar(regio(*vraag, "--csv"))))
    assert (rij["code"], rij["oordeel"]) == ("VO2001", "doorsneden")


def test_a_matrix_of_some_divisions(regio: Regio, stand: Stand) -> None:
    vraag = ("congruentie", "--matrix", "--indeling", "PO,VO", "--met", "jeugdregio,rmc", *NU)
    antwoord = dienst.matrix(stand, "2026-11-22", "kinderen", ["PO", "VO"], ["jeugdregio", "rmc"])
    assert json.loads(_klaar(regio(*vraag, "--json"))) == antwoord
    assert _klaar(regio(*vraag, "--csv")) == als_csv(van_matrix(antwoord))
    tekst = _klaar(regio(*vraag))
    assert [tuple(regel.split()[:2]) for regel in tekst.splitlines() if regel.startswith((" PO", " VO"))] == [
        ("PO", "jeugdregio"),
        ("PO", "rmc"),
        ("VO", "jeugdregio"),
        ("VO", "rmc"),
    ]


def test_the_measure_through_the_years(regio: Regio) -> None:
    tekst = _klaar(regio("congruentie", "--sector", "PO", "--tijdreeks"))
    assert tekst.startswith("PO door de jaren\n")
    assert "Regeling van 2015-04-23" in " ".join(tekst.split())
    rijen = list(csv.DictReader(io.StringIO(_klaar(regio("congruentie", "--sector", "PO", "--tijdreeks", "--csv")))))
    assert {rij["met"] for rij in rijen} == {"jeugdregio", "jeugdregio-2015", "jeugdregio-2016", "jeugdregio-2025"}


def test_gemeenten_that_sit_with_others_everywhere(regio: Regio, stand: Stand) -> None:
    uit = json.loads(_klaar(regio("congruentie", "--gemeenten", *NU, "--json")))
    assert uit == dienst.gemeenten(stand, "2026-11-22", ["PO", "VO", "jeugdregio"])
    twee = json.loads(_klaar(regio("congruentie", "--gemeenten", "--sector", "PO", "--met", "rmc", *NU, "--json")))
    assert [een["naam"] for een in twee["indelingen"]] == ["PO", "rmc"]
    tekst = _klaar(regio("congruentie", "--gemeenten", *NU))
    regels = tekst.splitlines()
    assert "342 gemeenten" in tekst
    assert sum("(GM" in regel for regel in regels) == 342


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        ((), "Zeg met --sector PO of VO"),
        (("--sector", "mbo"), "Kies als sector PO of VO"),
        (("--sector", "PO", "--indeling", "VO"), "niet samen: --sector, --indeling"),
        (("--sector", "PO", "--met", "veiligheidsregio"), "niet bekend"),
        (("--sector", "PO", "--met", "po"), "naast zichzelf"),
        (("--sector", "PO", "--weging", "stemmen"), "weging"),
        (("--sector", "PO", "--weging", "leerlingen"), "leerlingen"),
        (("--sector", "PO", "--peildatum", "2012-01-01"), "2013-01-01"),
        (("--sector", "PO", "--peildatum", "gisteren"), "JJJJ-MM-DD"),
        (("--sector", "PO", "--regio", "PO9999"), "PO"),
        (("--sector", "PO", "--regio", "PO2001", "--matrix"), "niet samen: --regio, --matrix"),
        (("--sector", "PO", "--met", "rmc,jeugdregio"), "--matrix"),
        (("--sector", "PO", "--tijdreeks", "--met", "rmc"), "laat --met weg"),
        (("--sector", "PO", "--tijdreeks", *NU), "laat --peildatum weg"),
        (("--gemeenten", "--weging", "inwoners"), "laat --weging weg"),
        (("--gemeenten", "--indeling", "PO", "--met", "po"), "twee verschillende"),
        (("--sector", "PO", "--csv", "--json"), "niet samen: --csv, --json"),
        (("--sector", "PO", "--onvolledig"), "eigen indeling"),
        (("--sector", "PO", "--matrix", "--rapport", "r.html"), "laat --matrix weg"),
        (("--sector", "PO", "--uit", "tabel.xlsx"), "--csv of --json"),
        (("--sector", "PO", "--rapport", "r.pdf"), "een bestand dat eindigt op .html"),
        (("--sector", "PO", "--rapport", "rapport"), "een bestand dat eindigt op .html"),
        (("--matrix", "--eigen", "weg.csv"), "kan niet met --matrix"),
        (("--sector", "PO", "--eigen", "weg.csv"), "weg.csv bestaat niet"),
    ],
)
def test_a_call_that_cannot_be_gives_one_line_and_nothing_else(
    regio: Regio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, woorden: tuple[str, ...], melding: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert melding in regio("congruentie", *woorden).melding
    assert list(tmp_path.iterdir()) == []


def test_everything_that_does_not_go_together_is_told_at_once(regio: Regio) -> None:
    melding = regio("congruentie", "--sector", "mbo", "--csv", "--json", "--onvolledig", "--uit", "x.txt").melding
    assert "Kies als sector" in melding
    assert "--csv, --json" in melding
    assert "--onvolledig" in melding


def test_a_file_is_written_whole_and_never_over_another(regio: Regio, tmp_path: Path) -> None:
    doel = tmp_path / "paar.csv"
    klaar = regio(*PAAR, "--uit", doel)
    assert klaar.uit.startswith(f"Geschreven: {doel}")
    eerste = doel.read_bytes()
    assert eerste.startswith(b"peildatum,indeling,met,code,")
    assert b"\r\n" in eerste
    assert "--vervang" in regio(*PAAR, "--weging", "inwoners", "--uit", doel).melding
    assert doel.read_bytes() == eerste
    assert regio(*PAAR, "--weging", "inwoners", "--uit", doel, "--vervang").code == 0
    assert doel.read_bytes() != eerste
    als_json = tmp_path / "paar.txt"
    assert regio(*PAAR, "--json", "--uit", als_json).code == 0
    assert json.loads(als_json.read_text(encoding="utf-8"))["met"]["naam"] == "jeugdregio-2015"
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["paar.csv", "paar.txt"]


class _Rapport:
    """Stands in for the maker of reports: keeps what it is asked."""

    def __init__(self) -> None:
        self.gevraagd: list[tuple[object, ...]] = []

    def rapport_html(self, stand: Stand, a: str, b: str, datum: str, weging: str) -> bytes:
        self.gevraagd.append((a, b, datum, weging))
        return b"<!doctype html>rapport"

    def rapport_html_van(self, stand: Stand, paar_json: dict[str, Any], a: Keuze, b: Keuze) -> bytes:
        self.gevraagd.append((a.naam, b.naam, paar_json["geldigOp"], paar_json["weging"]["naam"]))
        return b"<!doctype html>eigen rapport"


@pytest.fixture
def rapport(monkeypatch: pytest.MonkeyPatch) -> _Rapport:
    """A maker of reports that draws nothing."""
    maker = _Rapport()
    monkeypatch.setitem(sys.modules, "proefrapport", maker)
    monkeypatch.setattr("regio.cli.congruentie.RAPPORT", "proefrapport")
    return maker


def test_a_report_is_written_beside_the_outcome(regio: Regio, rapport: _Rapport, tmp_path: Path) -> None:
    doel = tmp_path / "rapport.html"
    klaar = regio(*PAAR, "--weging", "inwoners", "--rapport", doel)
    assert klaar.uit.startswith(f"Geschreven: {doel}")
    assert "doorsneden" in klaar.uit
    assert " PO3003 " not in klaar.uit
    assert rapport.gevraagd == [("PO", "jeugdregio-2015", "2015-04-23", "inwoners")]
    assert doel.read_bytes() == b"<!doctype html>rapport"
    assert "--vervang" in regio(*PAAR, "--rapport", doel).melding


def test_a_report_does_not_stand_in_the_json(regio: Regio, rapport: _Rapport, tmp_path: Path) -> None:
    klaar = regio(*PAAR, "--json", "--rapport", tmp_path / "rapport.html")
    assert json.loads(klaar.uit)["met"]["naam"] == "jeugdregio-2015"
    assert klaar.fout.startswith("Geschreven: ")


def test_a_report_and_a_table_are_written_together_or_not_at_all(
    regio: Regio, rapport: _Rapport, tmp_path: Path
) -> None:
    doel, tabel = tmp_path / "rapport.html", tmp_path / "tabel.csv"
    assert "elk een eigen bestand" in regio(*PAAR, "--csv", "--rapport", doel, "--uit", doel).melding
    tabel.touch()
    assert "--vervang" in regio(*PAAR, "--rapport", doel, "--uit", tabel).melding
    assert (doel.exists(), rapport.gevraagd) == (False, [])
    assert regio(*PAAR, "--rapport", doel, "--uit", tabel, "--vervang").code == 0
    assert doel.stat().st_size and tabel.stat().st_size


def test_a_report_about_a_table_of_ones_own(regio: Regio, rapport: _Rapport, stand: Stand, tmp_path: Path) -> None:
    eigen = tmp_path / "eigen.csv"
    eigen.write_text("pc4,regio\n" + "".join(f"{pc4},{pc4[0]}\n" for pc4 in stand.pc4s), encoding="utf-8")
    doel = tmp_path / "rapport.html"
    assert regio("congruentie", "--sector", "VO", "--eigen", eigen, *NU, "--rapport", doel).code == 0
    assert rapport.gevraagd == [("VO", "eigen", "2026-11-22", "kinderen")]
    assert doel.read_bytes() == b"<!doctype html>eigen rapport"


def test_the_plain_look_up_loads_nothing_of_this(repo: Path) -> None:
    code = (
        "import sys, regio.cli, regio.cli.zoek; "
        "print(sorted(naam for naam in sys.modules if naam in ('numpy', 'typer', 'rich') or 'congruentie' in naam))"
    )
    uit = subprocess.run([sys.executable, "-c", code], cwd=repo, capture_output=True, text=True, check=True)
    assert uit.stdout.strip() == "[]"


def test_the_help_of_the_command_loads_no_arrays(repo: Path) -> None:
    code = (
        "import sys, regio.cli.opdrachten; "
        "print(sorted(naam for naam in sys.modules if naam.startswith(('numpy', 'regio.congruentie', 'kaarten'))))"
    )
    uit = subprocess.run([sys.executable, "-c", code], cwd=repo, capture_output=True, text=True, check=True)
    assert uit.stdout.strip() == "[]"
