"""``regio zoek``: a table, the API's JSON, or one plain Dutch line and exit status 1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from regio.adressen import GeenGeocoder
from regio.cli.zoek import BREEDTE
from regio.stand.stand import Stand
from regio.zoeken.zoek import zoek

Regio = Any
DAG = "2026-11-22"


def test_a_postcode_as_a_table(regio: Regio) -> None:
    klaar = regio("zoek", "9471", "--peildatum", "2015-04-23")
    assert (klaar.code, klaar.fout) == (0, "")
    regels = klaar.uit.splitlines()
    assert regels[0] == "Postcode 9471, op 2015-04-23"
    assert regels[1] == "─" * len(regels[0])
    assert "Primair onderwijs     PO2201  (staat zo in de regeling)" in regels
    assert "Voortgezet onderwijs  VO2001  (staat zo in de regeling)" in regels
    assert "Gemeente              Tynaarlo (GM1730)" in regels
    assert "Jeugdregio            Drenthe (JZ04)" in regels
    assert klaar.uit.endswith("\n") and not klaar.uit.endswith("\n\n")


def test_a_samenwerkingsverband_is_shown_by_another_command(regio: Regio) -> None:
    melding = regio("zoek", "po2203", "--peildatum", DAG).melding
    assert melding == "PO2203 is een samenwerkingsverband; regio overleg PO2203 toont de gemeenten."
    assert "PO2203" in regio("overleg", "PO2203", "--peildatum", DAG).uit


def test_a_split_gemeente_names_both_with_share_and_postcodes(regio: Regio) -> None:
    uit = regio("zoek", "Tynaarlo", "--peildatum", DAG).uit
    assert "VO2001  (33 % naar inwoners, afgeleid): postcodes 9471 9472 9473 9474 9475" in uit
    assert "VO2201  (67 % naar inwoners, afgeleid): postcodes 9481" in uit
    assert "PO2201  (afgeleid)" in uit


def test_a_former_gemeente_says_when_it_ended(regio: Regio) -> None:
    uit = " ".join(regio("zoek", "Boarnsterhim", "--peildatum", DAG).uit.split())
    assert uit.startswith("Gemeente Boarnsterhim (GM0055), op 2026-11-22")
    assert "bestaat sinds 2014-01-01 niet meer en is opgegaan in Heerenveen, Leeuwarden" in uit
    assert "Leeuwarden (GM0080) " in uit


def test_several_possibilities_are_all_shown(regio: Regio) -> None:
    uit = regio("zoek", "Bergen", "--peildatum", DAG).uit
    assert uit.startswith("Er zijn 2 mogelijkheden. Kies zelf welke u bedoelt.\n\nGemeente Bergen (NH.)")
    assert "\nGemeente Bergen (L.) (GM0893)" in uit


def test_europoort_says_that_the_law_names_none(regio: Regio) -> None:
    uit = " ".join(regio("zoek", "3197").uit.split())
    assert uit.count("De regeling noemt hier geen samenwerkingsverband: in de tabel staat „Europoort”") == 2


@pytest.mark.parametrize("vraag", ["9471", "Tynaarlo", "Bergen", "Súdwest-Fryslân", "3197", "Zuidlaren", "5.1, 52.1"])
def test_no_line_is_wider_than_a_hundred(regio: Regio, vraag: str) -> None:
    assert all(len(regel) <= BREEDTE for regel in regio("zoek", vraag).uit.splitlines())


@pytest.mark.parametrize("vraag", ["9471 RM", "Tynaarlo", "Haaren", "Zuidlaren", "241570 568010"])
def test_json_is_the_shape_of_the_api(regio: Regio, stand: Stand, vraag: str) -> None:
    klaar = regio("zoek", vraag, "--json", "--peildatum", DAG)
    assert klaar.code == 0
    assert json.loads(klaar.uit) == zoek(stand, vraag, DAG, GeenGeocoder())


def test_the_date_is_today_unless_given(regio: Regio) -> None:
    geldig = json.loads(regio("zoek", "9471", "--json").uit)["geldigOp"]
    assert geldig >= DAG
    oud = json.loads(regio("zoek", "9471", "--json", "--peildatum", "2013-01-01").uit)
    assert oud["antwoorden"][0]["regeling"]["versie"] == "2013-01-01"


def test_a_gemeente_is_found_from_2011(regio: Regio) -> None:
    uit = regio("zoek", "Andijk", "--peildatum", "2011-06-01").uit
    assert "Gemeente Andijk (GM0364), op 2011-06-01" in uit


@pytest.mark.parametrize(
    ("woorden", "begin"),
    [
        (("1000",), "Postcode 1000 staat niet in de regeling"),
        (("Nergenshuizen",), "Niets gevonden. Controleer de spelling"),
        (("Zuidlaaren",), "Niets gevonden."),
        (("GM9999",), "Geen gemeente met code GM9999"),
        (("0123",), "Een postcode begint nooit met een 0."),
        (("",), "Vul een postcode, gemeente, plaats of adres in."),
        (("?!",), "De vraag bevat geen letters of cijfers."),
        (("a" * 300,), "De vraag is te lang"),
        (("52.1, 5.1",), "Lengte en breedte lijken verwisseld"),
        (("Esweg 21",), "Adressen zonder postcode kunnen hier niet worden opgezocht."),
        (("9471", "--peildatum", "2012-12-31"), "Samenwerkingsverbanden zijn bekend vanaf 2013-01-01"),
        (("Zuidlaren", "--peildatum", "2012-12-31"), "Samenwerkingsverbanden zijn bekend vanaf 2013-01-01"),
        (("Andijk", "--peildatum", "2010-12-31"), "Gemeenten zijn bekend vanaf 2011-01-01"),
        (("Rotterdam Gelderland",), "Niets gevonden: geen gemeente of plaats met deze naam ligt in de provincie"),
        (("9471", "--peildatum", "2026-02-30"), "De datum 2026-02-30 bestaat niet"),
        (("9471", "--peildatum", "20150423"), "Geef de datum als JJJJ-MM-DD"),
    ],
)
@pytest.mark.parametrize("als", [(), ("--json",)])
def test_what_fails_is_one_dutch_line_and_status_1(
    regio: Regio, woorden: tuple[str, ...], begin: str, als: tuple[str, ...]
) -> None:
    assert regio("zoek", *woorden, *als).melding.startswith(begin)


def test_a_name_almost_right_is_asked_back(regio: Regio) -> None:
    assert "Bedoelt u Zuidlaren" in regio("zoek", "Zuidlaaren").melding


def test_all_unusable_settings_are_one_line(regio: Regio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGIO_POORT", "x")
    monkeypatch.setenv("REGIO_GEOCODER", "google")
    melding = regio("zoek", "9471").melding
    assert "REGIO_POORT" in melding and "REGIO_GEOCODER" in melding


def test_a_broken_pointer_says_what_to_do(regio: Regio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "actief.json").write_text("{", encoding="utf-8")
    monkeypatch.setenv("REGIO_VAR", str(tmp_path))
    assert "voer uit: regio data laad" in regio("zoek", "9471").melding


@pytest.mark.parametrize(("vraag", "code"), [("9471", 0), ("1000", 1)])
def test_as_a_process_of_its_own(staatmap: Path, vraag: str, code: int) -> None:
    omgeving = {**os.environ, "REGIO_VAR": str(staatmap), "REGIO_GEOCODER": "geen", "PYTHONUTF8": "1"}
    opdracht = [sys.executable, "-m", "regio", "zoek", vraag]
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert klaar.returncode == code
    if code:
        assert klaar.stdout == "" and klaar.stderr.count("\n") == 1 and "Traceback" not in klaar.stderr
    else:
        assert klaar.stdout.startswith("Postcode 9471") and klaar.stderr == ""


def test_an_encoding_without_our_signs_is_no_crash(staatmap: Path) -> None:
    omgeving = {**os.environ, "REGIO_VAR": str(staatmap), "REGIO_GEOCODER": "geen", "PYTHONIOENCODING": "ascii"}
    opdracht = [sys.executable, "-m", "regio", "zoek", "8601"]
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, encoding="ascii", check=False, timeout=300)
    assert (klaar.returncode, klaar.stderr) == (0, "")
    assert "S?dwest-Frysl?n (GM1900)" in klaar.stdout
