"""The other commands: herindelingen, checks, help and version."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from regio import __version__

Regio = Any
OPDRACHTEN = [
    (),
    ("start",),
    ("zoek",),
    ("bulk",),
    ("data",),
    ("data", "controleer"),
    ("data", "laad"),
    ("data", "compileer"),
    ("herindeling",),
    ("herindeling", "lijst"),
    ("herindeling", "toets"),
    ("gebruiker", "maak"),
    ("gebruiker", "token"),
]
ENGELS = re.compile(
    r"\b(?:the|this|and|search|load|file|date|with|shows?|default|usage|options|commands?|arg\w+s|required|int|str)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("opdracht", OPDRACHTEN, ids=" ".join)
def test_every_command_explains_itself_in_dutch(regio: Regio, opdracht: tuple[str, ...]) -> None:
    klaar = regio(*opdracht, "--help")
    assert (klaar.code, klaar.fout) == (0, "")
    assert not ENGELS.search(klaar.uit), klaar.uit
    eerste = klaar.uit.splitlines()[0]
    assert eerste.startswith("Gebruik: ") and " ".join(("regio", *opdracht, "[OPTIES]")) in eerste
    assert "Toon deze uitleg." in klaar.uit


def test_what_holds_by_itself_is_told_in_dutch(regio: Regio) -> None:
    assert "[standaard: bewerker]" in regio("gebruiker", "maak", "--help").uit
    assert "[standaard: 90; 1 tot en met 366]" in regio("gebruiker", "token", "--help").uit


def test_without_a_command_there_is_help(regio: Regio) -> None:
    klaar = regio()
    assert "herindeling" in klaar.uit + klaar.fout


def test_the_version(regio: Regio) -> None:
    assert regio("--versie") == (0, f"{__version__}\n", "")


# -- regio herindeling lijst -------------------------------------------------------------------


@pytest.mark.parametrize("gemeente", ["Haaren", "haaren", "GM0788", "gm0788"])
def test_herindelingen_of_a_gemeente(regio: Regio, gemeente: str) -> None:
    rijen = json.loads(regio("herindeling", "lijst", "--gemeente", gemeente, "--json").uit)
    assert [(rij["nieuwe_naam"], rij["aandeel"]) for rij in rijen] == [
        ("Boxtel", pytest.approx(0.15, abs=0.01)),
        ("Oisterwijk", pytest.approx(0.41, abs=0.01)),
        ("Tilburg", pytest.approx(0.10, abs=0.01)),
        ("Vught", pytest.approx(0.34, abs=0.01)),
    ]


def test_herindelingen_as_a_table(regio: Regio) -> None:
    klaar = regio("herindeling", "lijst", "--gemeente", "Haaren")
    assert klaar.code == 0
    assert "Haaren (GM0788)" in klaar.uit and "Esch (PC4 5296)" in klaar.uit and "15 %" in klaar.uit


def test_herindelingen_of_a_year(regio: Regio) -> None:
    rijen = json.loads(regio("herindeling", "lijst", "--jaar", "2019", "--json").uit)
    assert rijen and {rij["datum"][:4] for rij in rijen} == {"2019"}
    alles = json.loads(regio("herindeling", "lijst", "--json").uit)
    assert len(alles) == 135
    assert {rij["bevestigd"] for rij in alles} == {"bevestigd", "onbevestigd", "waargenomen"}


def test_the_consequence_for_the_samenwerkingsverbanden(regio: Regio) -> None:
    rijen = json.loads(regio("herindeling", "lijst", "--gevolg", "nieuw gesplitst", "--jaar", "2021", "--json").uit)
    assert [(rij["nieuwe_naam"], rij["gevolg_po"], rij["gevolg_vo"]) for rij in rijen] == [
        ("Oisterwijk", "nieuw-gesplitst", "nieuw-gesplitst"),
        ("Tilburg", "nieuw-gesplitst", "nieuw-gesplitst"),
    ]
    klaar = regio("herindeling", "lijst", "--gevolg", "geheeld")
    assert klaar.code == 0 and "Maasdonk" in klaar.uit and "Nieuw-Lekkerland" in klaar.uit
    assert "geheeld" in klaar.uit and "gevolg VO" in klaar.uit and "Haaren" not in klaar.uit


def test_an_unknown_share_is_said_to_be_unknown(regio: Regio) -> None:
    uit = regio("herindeling", "lijst", "--gemeente", "Boarnsterhim").uit
    assert uit.count("onbekend") == 4 and "%" not in uit


@pytest.mark.parametrize(
    ("woorden", "begin"),
    [
        (("--gemeente", "Nergenshuizen"), "Geen gemeente met deze naam of code"),
        (("--gemeente", ""), "Geen gemeente met deze naam of code"),
        (("--jaar", "1999"), "Geen herindeling gevonden"),
        (("--gevolg", "erg"), "Dit gevolg is niet bekend. Kies uit: geen, nieuw-gesplitst,"),
        (("--gevolg", "geheeld", "--jaar", "2019"), "Geen herindeling gevonden"),
        (("--gemeente", "Amsterdam", "--jaar", "2013"), "Geen herindeling gevonden"),
    ],
)
def test_no_herindeling_is_one_line_and_status_1(regio: Regio, woorden: tuple[str, ...], begin: str) -> None:
    assert regio("herindeling", "lijst", *woorden).melding.startswith(begin)


# -- regio data --------------------------------------------------------------------------------


def test_the_real_data_pass_with_their_findings(regio: Regio) -> None:
    klaar = regio("data", "controleer")
    assert (klaar.code, klaar.fout) == (0, "")
    assert klaar.uit.splitlines()[-1].startswith("0 fout, ")
    assert "drukfout" in klaar.uit


def test_changed_data_end_with_status_1(
    regio: Regio, monkeypatch: pytest.MonkeyPatch, repo: Path, tmp_path: Path
) -> None:
    shutil.copytree(repo / "data", tmp_path / "data")
    (tmp_path / "data" / "extra.csv").write_text("a\n", encoding="utf-8")
    monkeypatch.setenv("REGIO_GEGEVENS", str(tmp_path / "data"))
    klaar = regio("data", "controleer", "--json")
    assert klaar.code == 1
    assert klaar.fout == "De gegevens bevatten 1 fout(en); zie de bevindingen hierboven.\n"
    gevonden = json.loads(klaar.uit)
    assert (gevonden[0]["niveau"], gevonden[0]["code"]) == ("fout", "bestand-zonder-bron")


def test_data_that_cannot_be_read_are_one_line(
    regio: Regio, monkeypatch: pytest.MonkeyPatch, repo: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("REGIO_GEGEVENS", str(tmp_path / "weg"))
    assert "kan niet worden gelezen" in regio("data", "controleer").melding
    shutil.copytree(repo / "data", tmp_path / "weg")
    pad = tmp_path / "weg" / "gemeenten" / "gemeenten.csv"
    pad.write_text(pad.read_text(encoding="utf-8").replace("2021-01-01", "2021-13-01", 1), encoding="utf-8")
    assert regio("data", "controleer").melding.startswith("gemeenten.csv, regel 2, kolom geldig_tot: '2021-13-01'")


def test_loading_from_what_is_no_folder_is_refused(regio: Regio, tmp_path: Path) -> None:
    assert regio("data", "laad", tmp_path / "weg").melding.endswith("met daarin manifest.csv of GeoPackages.")
