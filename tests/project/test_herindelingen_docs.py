"""docs/herindelingen.md: every consequence, option and path is named, and the worked cases hold to the last figure."""

from __future__ import annotations

import csv
import importlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kaarten.teksten import getal
from regio.overleg.gemeente import overleg_van_gemeente
from regio.stand.stand import Stand
from regio.tijdlijn.gevolgen import Gevolg, herindelingen
from regio.tijdlijn.toets import toets
from regio.tijdlijn.voorstel import Voorstel

Json = dict[str, Any]
GEVALLEN = (
    *(("2013-01-01", "GM1927"), ("2014-01-01", "GM1921"), ("2015-01-01", "GM0796"), ("2015-01-01", "GM1931")),
    *(("2015-07-01", "GM1940"), ("2017-01-01", "GM0014"), ("2018-01-01", "GM1952"), ("2021-01-01", "GM0757")),
    *(("2021-01-01", "GM0824"), ("2021-01-01", "GM0855"), ("2021-01-01", "GM0865"), ("2022-03-24", "GM0363")),
    ("2023-01-01", "GM1992"),
)
DELINGEN = (("GM1931", "2015-04-23"), ("GM0824", "2021-01-01"), ("GM0855", "2021-01-01"), ("GM0363", "2022-03-24"))


def rij(stand: Stand, dag: str, code: str) -> str:
    """The row of a case as the page prints it."""
    (een,) = [een for een in herindelingen(stand) if (een["datum"], een["gemeente"]["code"]) == (dag, code)]
    delen = ", ".join(_deel(deel) for deel in een["delen"])
    open_ = {pc4 for deel in een["delen"] for pc4 in deel["postcodesMisschien"]}
    rest = f"; {len(open_)} open" if open_ else ""
    gevolgen = [_gevolg(gevolg) for gevolg in een["gevolgen"]]
    return f"| {dag} | {een['gemeente']['naam']} | {delen}{rest} | {gevolgen[0]} | {gevolgen[1]} |"


def _deel(deel: Json) -> str:
    naam = deel["gemeente"]["naam"]
    return f"{naam} {len(deel['postcodes'])} ({getal(deel['inwoners'])})"


def _gevolg(gevolg: Json) -> str:
    verbanden = ", ".join(
        f"{verband['code']} {len(verband['postcodes']) or '?'}" for verband in gevolg["samenwerkingsverbanden"]
    )
    door = f" op {gevolg['geheeldDoor']}" if gevolg["geheeldDoor"] else ""
    return f"`{gevolg['gevolg']}`{door}: {verbanden}"


def deling(stand: Stand, code: str, dag: str) -> str:
    """The row with the shares of children of a split gemeente."""
    antwoord = overleg_van_gemeente(stand, code, dag)
    cellen = []
    for sector in ("PO", "VO"):
        tafels = [tafel for tafel in antwoord["tafels"] if tafel["sector"] == sector]
        delen = (f"{tafel['code']} {100 * tafel['aandeelKinderen']:.1f} %" for tafel in tafels)
        cellen.append(", ".join(delen).replace(".", ","))
    return f"| {antwoord['gemeente']['naam']} | {dag} | {cellen[0]} | {cellen[1]} |"


def wijdemeren(stand: Stand) -> list[str]:
    """The rows of the intended herindeling, before and after."""
    antwoord = toets(stand, Voorstel("Hilversum", date(2027, 1, 1), ("GM1696", "GM0402")))
    uit = []
    for sector in antwoord["sectoren"]:
        (verband,), (tafel,) = sector["verbanden"], sector["tafels"]
        code, per = verband["code"], sector["tafelsPerGemeente"]
        voor, na = (", ".join(f"{rij['naam']} {rij['aantal']}" for rij in per[kant]) for kant in ("voor", "na"))
        uit.append(f"| gemeenten aan de tafel van {code} | {len(tafel['voor'])} | {len(tafel['na'])} |")
        uit.append(f"| tafels voor {sector['sector']} | {voor} | {na} |")
        telt = f"{len(verband['postcodes'])} postcodes, {getal(verband['kinderen'])} kinderen"
        uit.append(f"| grond van Hilversum in {code} | | {telt}, {verband['aandeelKinderen']:.0%} |")
    for rij in antwoord["congruentie"]:
        voor, na = (f"{rij[kant]:.4f}".replace(".", ",") for kant in ("voor", "na"))
        uit.append(f"| V van {rij['sector']} met de jeugdregio's | {voor} | {na} |")
    return uit


@pytest.fixture(scope="module")
def blad(repo: Path) -> str:
    """The page."""
    return (repo / "docs/herindelingen.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("gevolg", list(Gevolg))
def test_every_consequence_is_explained(blad: str, gevolg: Gevolg) -> None:
    assert f"| `{gevolg}` |" in blad


def test_every_option_is_named(blad: str) -> None:
    typer, cli = importlib.import_module("typer"), importlib.import_module("regio.cli")
    groep = typer.main.get_command(cli.app).commands["herindeling"]
    opties = {optie for naam in groep.commands for parameter in groep.commands[naam].params for optie in parameter.opts}
    opties = {optie for optie in opties if optie.startswith("--")} - {"--help", "--json"}
    assert {"--gemeente", "--jaar", "--gevolg"} <= opties
    assert sorted(optie for optie in opties if not re.search(rf"{optie}\b", blad)) == []


@pytest.mark.parametrize(("dag", "code"), GEVALLEN)
def test_every_figure_of_a_case(stand: Stand, blad: str, dag: str, code: str) -> None:
    assert rij(stand, dag, code) in blad


@pytest.mark.parametrize(("code", "dag"), DELINGEN)
def test_every_share(stand: Stand, blad: str, code: str, dag: str) -> None:
    assert deling(stand, code, dag) in blad


def test_every_figure_of_the_intended_herindeling(stand: Stand, blad: str) -> None:
    rijen = wijdemeren(stand)
    assert len(rijen) == 8
    assert [rij for rij in rijen if rij not in blad] == []
    (anders,) = toets(stand, Voorstel("Hilversum", date(2027, 1, 1), ("GM1696",)))["bijlage"]["andereNaam"]
    *eerste, laatste = anders["postcodes"]
    assert f"{', '.join(eerste)} en {laatste}." in " ".join(blad.split())


def test_how_many_there_are(stand: Stand, blad: str) -> None:
    tekst = " ".join(blad.split())
    assert f"{len(stand.tabellen['herindelingen'])} overgangen" in tekst
    assert f"samen zijn dat {len(herindelingen(stand))} herindelingen" in tekst


@pytest.mark.parametrize(
    ("pc4s", "po", "vo", "inwoners"),
    [
        (("5076",), "PO3005", "VO3005", 5825),
        (("5074",), "PO3005", "VO3005", 1445),
        (("1381", "1382", "1383", "1384"), "PO2709", "VO2710", 20440),
        (("3231", "3232", "3237", "3238"), "PO2808", "VO2812", 17440),
    ],
)
def test_the_cases_against_the_tables_themselves(
    repo: Path, blad: str, pc4s: tuple[str, ...], po: str, vo: str, inwoners: int
) -> None:
    """Straight from the law, its newer postcodes and the counts, without anything of the service."""
    wet: dict[str, tuple[str, str]] = {}
    for tabel in ("regeling_2015-04-23.csv", "postcodes_na_regeling.csv"):
        with (repo / "data/swv" / tabel).open(encoding="utf-8", newline="") as bestand:
            wet |= {rij["pc4"]: (rij["po"], rij["vo"]) for rij in csv.DictReader(bestand)}
    with (repo / "data/postcodes/postcodes.csv").open(encoding="utf-8", newline="") as bestand:
        geteld = {rij["pc4"]: int(rij["inwoners_2021"]) for rij in csv.DictReader(bestand) if rij["inwoners_2021"]}
    assert {wet[pc4] for pc4 in pc4s} == {(po, vo)}
    assert sum(geteld[pc4] for pc4 in pc4s) == inwoners
    assert f"{len(pc4s)} ({getal(inwoners)})" in blad
