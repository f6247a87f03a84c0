"""``regio scenario factoren``: what it prints without files, with them, and with faults in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.regio.scenario.test_factoren import SCHOLEN, STROMEN

Regio = Any
VRAAG = ("scenario", "factoren", "tynaarlo-heel")


@pytest.fixture
def bestand(tmp_path: Path) -> Any:
    """Writes a file."""

    def schrijf(naam: str, tekst: str) -> Path:
        pad = tmp_path / naam
        pad.write_text(tekst, encoding="utf-8")
        return pad

    return schrijf


def test_without_files_each_is_told_not_to_be_computed(regio: Regio) -> None:
    klaar = regio(*VRAAG)
    assert klaar.code == 0 and klaar.uit.count("Niet berekend.") == 3
    for optie in ("--leerlingstromen", "--scholen", "--arbeidsmarkt"):
        assert f"Nodig, met {optie}: Een CSV" in klaar.uit
    uit = " ".join(klaar.uit.split())
    assert "Regeling van 2013-01-01." in uit and "Kilometers rusten op " in uit


def test_with_files(regio: Regio, bestand: Any) -> None:
    opties = ("--leerlingstromen", bestand("a.csv", STROMEN), "--scholen", bestand("b.csv", SCHOLEN))
    regio_csv = bestand("c.csv", "gemeente;regio;naam\nGroningen;g;Groningen\nTynaarlo;g;\n")
    klaar = regio(*VRAAG, *opties, "--arbeidsmarkt", regio_csv, "--onvolledig", "--afstand-km", "15")
    assert klaar.code == 0, klaar.fout
    uit = " ".join(klaar.uit.split())
    assert "VO: 120 → 30 leerlingen gaan over een grens" in uit
    assert "VO2201: ervoor wonen er geen leerlingen, erna blijft 81 procent van 155 leerlingen erbinnen." in uit
    assert "van 744 kinderen op grond die verandert hebben er 18 → 669 een school" in uit
    assert "Tynaarlo (GM1730) verlaat het verband van de regio: Groningen ligt vooral in VO2001" in uit


def test_as_json_it_is_what_the_api_gives(regio: Regio, bestand: Any) -> None:
    klaar = regio(*VRAAG, "--scholen", bestand("b.csv", SCHOLEN), "--json")
    antwoord = json.loads(klaar.uit)
    assert [een["status"] for een in antwoord["factoren"]] == ["niet-berekend", "berekend", "niet-berekend"]


def test_every_fault_on_its_own_line(regio: Regio, bestand: Any) -> None:
    fout = bestand("fout.csv", "naam,postcode,cluster\nA,1000,3\nB,9471,5\n")
    klaar = regio(*VRAAG, "--scholen", fout, "--leerlingstromen", bestand("leeg.csv", ""))
    assert (klaar.code, klaar.uit) == (1, "")
    regels = klaar.fout.splitlines()
    assert regels[0].startswith("leeg.csv: Het bestand is leeg")
    assert regels[1].startswith("fout.csv: Regel 2: postcode 1000") and regels[2].startswith("fout.csv: Regel 3")
    assert regels[-1] == "Er is niets berekend: 3 fouten in leeg.csv en fout.csv."


def test_a_distance_that_cannot_be(regio: Regio) -> None:
    assert "tot en met 200 kilometer" in regio(*VRAAG, "--afstand-km", "0").melding


def test_a_file_that_is_not_there(regio: Regio) -> None:
    assert "bestaat niet of is geen bestand" in regio(*VRAAG, "--scholen", "weg.csv").melding
