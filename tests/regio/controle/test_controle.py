"""One changed value in the real facts provokes each error by which an edition is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regio.bevinding import Bevinding
from regio.bronnen.lezen import lees_feiten
from regio.bronnen.rijen import Feiten, LeerlingRij
from regio.controle import bevindingen_van, controleer, gemeenten, manifest, postcodes, regios, wet
from regio.stand.toestanden import Opbouw

Controle = Callable[[Opbouw], Iterable[Bevinding]]


def anders(feiten: Feiten, tabel: str, welke: dict[str, Any], **nieuw: Any) -> Feiten:
    """The facts with the first row that fits ``welke`` changed."""
    rijen = list(getattr(feiten, tabel))
    plek = next(nr for nr, rij in enumerate(rijen) if all(getattr(rij, k) == v for k, v in welke.items()))
    rijen[plek] = replace(rijen[plek], **nieuw)
    return replace(feiten, **{tabel: tuple(rijen)})


def zonder(feiten: Feiten, tabel: str, **welke: Any) -> Feiten:
    """The facts without the first row that fits."""
    rijen = list(getattr(feiten, tabel))
    rijen.remove(next(rij for rij in rijen if all(getattr(rij, k) == v for k, v in welke.items())))
    return replace(feiten, **{tabel: tuple(rijen)})


def fouten(controle: Controle, feiten: Feiten) -> dict[str, Bevinding]:
    """The errors among the findings, by code."""
    return {b.code: b for b in controle(Opbouw(feiten)) if b.niveau == "fout"}


def test_the_real_facts_have_no_errors_and_errors_come_first(opbouw: Opbouw) -> None:
    gevonden = bevindingen_van(opbouw)
    assert {b.niveau for b in gevonden} == {"waarschuwing", "info"}
    assert [b.niveau for b in gevonden] == sorted((b.niveau for b in gevonden), reverse=True)
    assert all(b.code and b.waar and b.wat and b.gedaan for b in gevonden)


GEVALLEN: list[tuple[str, Controle, Callable[[Feiten], Feiten], str]] = [
    (
        "gemeente-onbekend",
        wet.controleer,
        lambda f: anders(f, "regeling_rijen", {"gemeente": "Appingedam"}, gemeente="Appingedan"),
        "PO, rij 1: gemeente 'Appingedan' is niet te herkennen",
    ),
    (
        "rij-zonder-bouwsteen",
        wet.controleer,
        lambda f: anders(f, "regeling_rijen", {"gemeente": "Appingedam"}, postcodes_wel=("1011",)),
        "Appingedam (PO2001) noemt geen enkele bouwsteen",
    ),
    (
        "onverklaard-verschil",
        wet.controleer,
        lambda f: anders(f, "regeling_postcodes", {"pc4": "9471"}, vo="VO2201"),
        "VO, Tynaarlo, 9471: VO2001 werd VO2201",
    ),
    (
        "onverklaard-verschil",
        wet.controleer,
        lambda f: zonder(f, "wijzigingen", naar_versie=date(2015, 4, 23), gemeente="Vaals"),
        "VO, Vaals, 6291 6294 6295: VO3106 werd VO3105",
    ),
    (
        "swv-onbekend",
        wet.controleer,
        lambda f: anders(f, "swvs", {"code": "VO2001"}, code="VO2009"),
        "VO2001 staat in de wet maar niet hier",
    ),
    ("aantal-swv", wet.controleer, lambda f: zonder(f, "swvs", code="PO2001"), "151 samenwerkingsverbanden"),
    (
        "aantal-gebieden",
        wet.controleer,
        lambda f: anders(f, "regeling_postcodes", {"pc4": "9471"}, vo="VO9999"),
        "75 gebieden VO, verwacht 74",
    ),
    (
        "aantal-gemeenten",
        gemeenten.controleer,
        lambda f: anders(f, "gemeenten", {"code": "GM1730"}, geldig_tot=date(2026, 1, 1)),
        "341 gemeenten op 2026-01-01, het CBS telt er 342",
    ),
    (
        "nieuwe-gemeente-onbekend",
        gemeenten.controleer,
        lambda f: anders(f, "herindelingen", {"nieuwe_code": "GM1966"}, nieuwe_code="GM9966"),
        "Het Hogeland",
    ),
    (
        "gemeente-zonder-grond",
        gemeenten.controleer,
        lambda f: zonder(f, "bouwstenen", gemeente="GM0096"),
        "Geen bouwsteen op",
    ),
    (
        "bouwstenen-wijken-af",
        postcodes.controleer,
        lambda f: anders(f, "bouwstenen", {"id": "9471-1"}, gemeente="GM1699"),
        "wijkt af van de regel bij 9471-1",
    ),
    (
        "bouwsteen-id",
        postcodes.controleer,
        lambda f: anders(f, "bouwstenen", {"id": "9471-1"}, id="9471-2"),
        "9471-2 past niet bij 9471",
    ),
    (
        "nieuwe-postcode-wijkt-af",
        postcodes.controleer,
        lambda f: anders(f, "nieuwe_postcodes", {"pc4": "1262"}, po="PO2708"),
        "1262, PO: 2013 geeft ('PO2709',), de tabel PO2708",
    ),
    (
        "aantal-jeugdregios",
        regios.controleer,
        lambda f: anders(f, "gemeente_jeugdregio", {"gemeente_code": "GM0003"}, jeugdregio="JZ99"),
        "43 jeugdregio's op 2015-01-01, verwacht 42",
    ),
    (
        "jeugdregio-leden",
        regios.controleer,
        lambda f: zonder(f, "gemeente_jeugdregio", peildatum=date(2025, 1, 1), gemeente_code="GM1730"),
        "Op 2025-01-01 sluiten gemeenten en leden niet aan: GM1730",
    ),
    (
        "oppervlakte-onbruikbaar",
        postcodes.controleer,
        lambda f: anders(f, "oppervlakten", {"pc4": "1011"}, pc4="1012", hectare=0),
        "Onbekend, dubbel of zonder oppervlakte: 1012.",
    ),
    (
        "provincie-onbekend",
        gemeenten.controleer,
        lambda f: zonder(f, "provincies", code="PV24"),
        "Meer dan een provincie, of een zonder naam, bij GM0034, ",
    ),
    (
        "provincie-onbekend",
        gemeenten.controleer,
        lambda f: anders(f, "postcodes_2014", {"pc4": "1011"}, provincie="PV28"),
        "bij GM0363.",
    ),
]


@pytest.mark.parametrize(("code", "controle", "verander", "wat"), GEVALLEN, ids=[geval[0] for geval in GEVALLEN])
def test_a_changed_value_is_refused(
    feiten: Feiten, code: str, controle: Controle, verander: Callable[[Feiten], Feiten], wat: str
) -> None:
    gevonden = fouten(controle, verander(feiten))
    assert code in gevonden, sorted(gevonden)
    assert wat in gevonden[code].wat


def test_facts_that_point_at_nothing_are_a_finding_and_no_crash(feiten: Feiten) -> None:
    kapot = anders(feiten, "regeling_postcodes", {"pc4": "9471"}, gemeente="Nergenshuizen")
    (bevinding,) = bevindingen_van(Opbouw(kapot))
    assert (bevinding.niveau, bevinding.code) == ("fout", "tabellen-passen-niet")


def test_an_uncorrected_misprint_leaves_a_postcode_without_an_swv(feiten: Feiten) -> None:
    """What C03 mends is an error of its own as soon as the correction is not applied."""
    zo_gedrukt = anders(feiten, "correcties", {"nummer": "C03"}, toegepast=False)
    oud = Opbouw(zo_gedrukt).lezing(feiten.versies[0])["VO"]
    nr = [rij.id for rij in feiten.bouwstenen].index("6883-1")
    assert oud[nr].codes == ()


@pytest.fixture
def map_(repo: Path, tmp_path: Path) -> Path:
    """A copy of the data folder to tamper with."""
    shutil.copytree(repo / "data", tmp_path / "data")
    return tmp_path / "data"


def test_an_untouched_copy_fits_its_manifest(feiten: Feiten, map_: Path) -> None:
    assert manifest.controleer(feiten, map_) == []


def test_a_changed_file_is_named(feiten: Feiten, map_: Path) -> None:
    pad = map_ / "swv" / "correcties.csv"
    pad.write_bytes(pad.read_bytes() + b"\n")
    (bevinding,) = manifest.controleer(feiten, map_)
    assert (bevinding.niveau, bevinding.code, bevinding.waar) == ("fout", "sha256-verschilt", "swv/correcties.csv")


def test_a_missing_file_is_named(feiten: Feiten, map_: Path) -> None:
    (map_ / "swv" / "correcties.csv").unlink()
    (bevinding,) = manifest.controleer(feiten, map_)
    assert (bevinding.code, bevinding.waar) == ("bestand-ontbreekt", "swv/correcties.csv")


def test_a_file_without_a_source_is_named(feiten: Feiten, map_: Path) -> None:
    (map_ / "extra").mkdir()
    (map_ / "extra" / "gevonden.csv").write_text("a\n")
    (map_ / "leesmij.txt").write_text("no table")
    (bevinding,) = manifest.controleer(feiten, map_)
    assert (bevinding.code, bevinding.waar) == ("bestand-zonder-bron", "extra/gevonden.csv")


def test_all_faults_of_the_folder_and_the_facts_come_together(map_: Path) -> None:
    pad = map_ / "swv" / "samenwerkingsverbanden.csv"
    pad.write_text(pad.read_text(encoding="utf-8").replace("VO2001,VO", "VO2009,VO"), encoding="utf-8")
    (map_ / "extra.csv").write_text("a\n")
    gevonden = controleer(lees_feiten(map_), map_)
    codes = {b.code for b in gevonden if b.niveau == "fout"}
    assert codes == {"sha256-verschilt", "bestand-zonder-bron", "swv-onbekend"}
    assert [b.niveau for b in gevonden[:3]] == ["fout"] * 3


def test_loaded_pupils_are_told_and_those_on_unknown_ground_too(feiten: Feiten) -> None:
    rijen = (LeerlingRij("1011", "PO", 12, 2024, "DUO"), LeerlingRij("0001", "PO", 3, 2024, "DUO"))
    gevonden = {b.code: b for b in postcodes.controleer(Opbouw(replace(feiten, leerlingen=rijen)))}
    assert gevonden["leerlingen-geladen"].wat.startswith("15 leerlingen in 2 rijen, van 2024")
    assert gevonden["leerlingen-zonder-bouwsteen"].wat == "Staan niet in de lijst van bouwstenen: 0001."
    zonder_vlak = gevonden["oppervlakte-onbekend"].wat
    assert zonder_vlak == "Van 5 postcodes is geen oppervlakte bekend: 1099, 1623, 4196, 6236, 7524."
