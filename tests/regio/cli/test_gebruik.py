"""A call that cannot be used, an interruption and a reader that leaves: no traceback, the right status."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from regio.cli import zoek

Regio = Any


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        ("zoek", "Hier ontbreekt vraag. Zie: regio zoek --help"),
        ("zoek 9471 1011", "Dit is te veel: 1011. Zie: regio zoek --help"),
        ("zoek -x", "De optie -x bestaat niet. Zie: regio zoek --help"),
        (
            "zoek 9471 --peildatm 2015-04-23",
            "De optie --peildatm bestaat niet. Bedoelt u --peildatum? Zie: regio zoek --help",
        ),
        ("zoek 9471 --peildatum", "De optie --peildatum heeft een waarde nodig. Zie: regio --help"),
        ("zoek 9471 --json=ja", "De optie --json krijgt geen waarde. Zie: regio --help"),
        ("bulk a.csv", "Hier ontbreekt uitvoer. Zie: regio bulk --help"),
        (
            "bestaatniet",
            "De opdracht bestaatniet bestaat niet. Kies uit: start, zoek, bulk, congruentie, overleg, data, "
            "herindeling, kaart, gebruiker, scenario, regeling. Zie: regio --help",
        ),
        (
            "data wis",
            "De opdracht wis bestaat niet. Kies uit: controleer, laad, verslag, ophalen, "
            "compileer. Zie: regio data --help",
        ),
        ("--raar", "De optie --raar bestaat niet. Zie: regio --help"),
        ("start --poort 70000", "--poort moet een geheel getal van 1 tot en met 65535 zijn. Zie: regio start --help"),
        (
            "herindeling lijst --jaar 20x",
            "--jaar moet een geheel getal zijn. Zie: regio herindeling lijst --help",
        ),
    ],
)
def test_an_unusable_call_is_one_line_and_status_1(regio: Regio, woorden: str, melding: str) -> None:
    assert regio(*woorden.split()).melding == melding


@pytest.mark.parametrize("woorden", [(), ("data",), ("herindeling",)])
def test_a_group_without_a_command_shows_its_help(regio: Regio, woorden: tuple[str, ...]) -> None:
    assert regio(*woorden) == regio(*woorden, "--help")


@pytest.mark.parametrize("woorden", [("zoek", "9471"), ("zoek", "9471", "--json")])
def test_an_interruption_is_quiet(regio: Regio, monkeypatch: pytest.MonkeyPatch, woorden: tuple[str, ...]) -> None:
    def onderbroken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(zoek, "zoek", onderbroken)
    assert regio(*woorden) == (130, "", "")


def _omgeving(staatmap: Path) -> dict[str, str]:
    return {**os.environ, "REGIO_VAR": str(staatmap), "REGIO_GEOCODER": "geen"}


TRAAG = """
import signal, sys, time
from regio.cli import hoofd, zoek

def wacht(*_):
    print("bezig", flush=True)
    time.sleep(600)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may start us with it ignored
zoek.zoek = wacht
sys.argv = ["regio", "zoek", "9471", "--json"]
hoofd()
"""


def test_ctrl_c_ends_a_process_quietly(staatmap: Path) -> None:
    proces = subprocess.Popen(
        [sys.executable, "-c", TRAAG],
        env=_omgeving(staatmap),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert proces.stdout is not None
    assert proces.stdout.readline() == "bezig\n"
    proces.send_signal(signal.SIGINT)
    assert proces.communicate(timeout=300) == ("", "")
    assert proces.returncode == 130


@pytest.mark.parametrize("woorden", [("herindeling", "lijst", "--json"), ("herindeling", "lijst"), ("zoek", "9471")])
def test_a_reader_that_leaves_sees_no_traceback(staatmap: Path, woorden: tuple[str, ...]) -> None:
    lees, schrijf = os.pipe()
    os.close(lees)
    try:
        klaar = subprocess.run(
            [sys.executable, "-m", "regio", *woorden],
            env=_omgeving(staatmap),
            stdout=schrijf,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=3000,
        )
    finally:
        os.close(schrijf)
    assert (klaar.returncode, klaar.stderr) == (1, "")
