"""``regio regeling importeer``: first only told, then written whole; refused with every fault and a plain reason."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from regio.bronnen.lezen import lees_feiten
from regio.bronnen.rijen import Feiten
from tests.regio.bijlage.vormen import Rij, als_csv, als_html, als_xml

Regio = Any
DAG = ("--versie", "2027-01-01", "--geldig-vanaf", "2027-01-01", "--gemeenten-per", "2015-04-23")


@pytest.fixture
def gegevens(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the facts that the command works on."""
    kopie = Path(shutil.copytree(repo / "data", tmp_path / "gegevens"))
    monkeypatch.setenv("REGIO_GEGEVENS", str(kopie))
    return kopie


@pytest.fixture(scope="module")
def rijen(feiten: Feiten) -> list[Rij]:
    """The table of 2015."""
    return [(r.pc4, r.gemeente, r.po, r.vo) for r in feiten.regeling_postcodes if r.versie.year == 2015]


def _gewijzigd(rijen: Sequence[Rij], **vo: str) -> list[Rij]:
    """The rows with other codes for VO."""
    return [(pc4, gemeente, po, vo.get(f"p{pc4}", oud)) for pc4, gemeente, po, oud in rijen]


def _bestand(tmp_path: Path, inhoud: bytes, naam: str = "bijlage.html") -> Path:
    pad = tmp_path / naam
    pad.write_bytes(inhoud)
    return pad


def _inhoud(map_: Path) -> dict[str, bytes]:
    return {pad.relative_to(map_).as_posix(): pad.read_bytes() for pad in map_.rglob("*") if pad.is_file()}


def test_first_everything_is_told_and_nothing_written(
    regio: Regio, gegevens: Path, rijen: list[Rij], tmp_path: Path
) -> None:
    # The name says nothing: what is in the file does.
    nieuw = _gewijzigd(rijen, p9471="VO2201", p9472="V02201", p9473="VO2299")
    pad = _bestand(tmp_path, als_html(nieuw), "bijlage.xml")
    voor = _inhoud(gegevens)
    uitkomst = regio("regeling", "importeer", pad, *DAG)
    assert (uitkomst.code, uitkomst.fout) == (0, "")
    assert _inhoud(gegevens) == voor
    for zin in (
        "Van de regeling van 2015-04-23 naar bijlage.xml",
        "Verplaatst: de grond ging naar een ander verband",
        "Postcodes met een verschil: 2 verplaatst, 1 drukfout.",
        "VO: 9471, 9472 en 9473 krijgen een ander antwoord.",
        "Of er van 2015-04-24 tot 2027-01-01 nog een andere versie gold",
        "VO, „V02201” (bedoeld is misschien VO2201), regel ",
        "Nieuwe verbanden, zonder naam en onbevestigd: VO2299.",
        "Niet genoemd: 1262, 1384,",
        "swv/regeling_2027-01-01.csv",
        f"Er is niets geschreven. Met --ja wordt dit in {gegevens} geschreven.",
    ):
        assert zin in " ".join(uitkomst.uit.split()) or zin in uitkomst.uit, zin
    assert max(map(len, uitkomst.uit.replace(str(gegevens), "").splitlines())) <= 120


def test_written_whole_and_the_next_command_told(
    regio: Regio, gegevens: Path, rijen: list[Rij], tmp_path: Path
) -> None:
    pad = _bestand(tmp_path, als_xml(_gewijzigd(rijen, p9471="VO2201")))
    woorden = ("regeling", "importeer", pad, *DAG, "--vindplaats", "Stcrt. 2026, 1", "--ja")
    uitkomst = regio(*woorden)
    assert (uitkomst.code, uitkomst.fout) == (0, "")
    assert "Neem ze in gebruik met: regio data laad" in " ".join(uitkomst.uit.split())
    vorige, eigen = lees_feiten(gegevens).versies[-2:]
    assert (eigen.vindplaats, vorige.geldig_tot) == ("Stcrt. 2026, 1", eigen.versie)
    assert not list(gegevens.glob(".wissel*"))
    na = _inhoud(gegevens)
    assert "staat er al, precies zo" in regio(*woorden).uit
    assert _inhoud(gegevens) == na
    ander = _bestand(tmp_path, als_csv(rijen), "ander.csv")
    assert "heeft andere rijen: 2 verschillen" in regio("regeling", "importeer", ander, *DAG, "--ja").melding
    # The edition in use does not know that version yet: the next is compared with it all the same.
    later = ("--versie", "2028-01-01", "--geldig-vanaf", "2028-01-01", "--gemeenten-per", "2015-04-23")
    tekst = regio("regeling", "importeer", ander, *later).uit
    assert "De editie in gebruik is van andere gegevens." in tekst
    assert "Van de regeling van 2027-01-01 naar ander.csv" in tekst
    assert "Postcodes met een verschil: 1 verplaatst." in tekst


def test_a_copy_elsewhere_leaves_the_facts_as_they_are(
    regio: Regio, gegevens: Path, rijen: list[Rij], tmp_path: Path
) -> None:
    voor, doel = _inhoud(gegevens), tmp_path / "feiten van 2027"
    pad = _bestand(tmp_path, als_csv(_gewijzigd(rijen, p9471="VO2201")))
    woorden = ("regeling", "importeer", pad, *DAG, "--map", doel)
    assert regio(*woorden).code == 0
    assert not doel.exists()
    uitkomst = regio(*woorden, "--ja", "--sluit-aan")
    assert (uitkomst.code, _inhoud(gegevens)) == (0, voor)
    assert f"  regio data laad '{doel}'\n" in uitkomst.uit
    assert len(lees_feiten(doel).versies) == 4
    assert _inhoud(doel)["scenarios/tynaarlo-heel.json"] == voor["scenarios/tynaarlo-heel.json"]
    tot = {bron.bestand: bron.geldig_tot for bron in lees_feiten(doel).bronnen}
    assert str(tot["swv/regeling_2015-04-23.csv"]) == "2027-01-01"
    nog_eens = regio(*woorden, "--ja")
    assert (nog_eens.code, "bestaat al en is geen lege map" in nog_eens.fout) == (1, True)


def test_every_fault_is_told_at_once(regio: Regio, gegevens: Path, rijen: list[Rij], tmp_path: Path) -> None:
    fout: list[Rij] = [
        ("947", "Tynaarlo", "PO2201", "VO2001"),
        ("9472", "Nergenshuizen", "PO2201", "VO2001"),
        ("9473", "Tynaarlo", "PO2201", "VO200"),
        ("9474", "Tynaarlo", "VO2201", ""),
        ("1011", "Amsterdam", "PO2707", "VO2708|VO2709"),
        ("9475", "GM1730", "PO2201", "VO2001"),
    ]
    goed = [rij for rij in rijen if rij[0] not in ("9472", "9473", "9474", "9475")]
    begin = len(goed) + 2
    pad = _bestand(tmp_path, als_csv([*goed, *fout]), "fout.csv")
    uitkomst = regio("regeling", "importeer", pad, *DAG, "--ja")
    assert (uitkomst.code, uitkomst.uit) == (1, "")
    regels = uitkomst.fout.splitlines()
    verwacht = [
        (begin, "een postcode bestaat hier uit vier cijfers"),
        (begin + 1, "deze gemeente is niet bekend"),
        (begin + 2, "hoort een code als VO2201"),
        (begin + 3, "in kolom vo hoort"),
        (begin + 3, "in kolom po hoort een code als PO2201"),
        (begin + 4, "in kolom vo staan meer codes"),
        (begin + 4, "postcode 1011 staat ook op regel 2"),
        (begin + 5, "hier hoort de naam van één gemeente"),
    ]
    for regel, (nummer, zin) in zip(regels, verwacht, strict=False):
        assert regel.startswith(f"fout.csv: Regel {nummer}: ")
        assert zin in regel
    assert regels[-1] == "Er is niets berekend: 8 fouten in fout.csv."
    assert len(regels) == 9


def test_the_law_as_printed(regio: Regio, gegevens: Path, rijen: list[Rij], tmp_path: Path) -> None:
    pad = _bestand(tmp_path, als_csv(_gewijzigd(rijen, p9471="VO22", p9472="PO2201", p9473="V02201")))
    assert "2 fouten in" in regio("regeling", "importeer", pad, *DAG).fout
    correcties = _bestand(tmp_path, b"sector,gedrukt,gelezen,reden\nVO,V02201,VO2201,nul voor O\n", "correcties.csv")
    uitkomst = regio("regeling", "importeer", pad, *DAG, "--zoals-gedrukt", "--correcties", correcties, "--ja")
    assert (uitkomst.code, uitkomst.fout) == (0, "")
    feiten = lees_feiten(gegevens)
    vo = {rij.pc4: rij.vo for rij in feiten.regeling_postcodes if rij.versie.year == 2027}
    assert [vo[pc4] for pc4 in ("9471", "9472", "9473")] == ["VO22", "PO2201", "V02201"]
    laatste = feiten.correcties[-1]
    assert (laatste.nummer, laatste.gedrukt, laatste.gelezen, laatste.toegepast) == ("C13", "V02201", "VO2201", True)
    assert "„V02201”" not in uitkomst.uit.partition("Wat open blijft")[2]


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (("--versie", "2027-1-1", "--geldig-vanaf", "2027-01-01"), "Geef de datum als JJJJ-MM-DD"),
        (("--versie", "2014-08-01", "--geldig-vanaf", "2014-08-01"), "Alleen een versie van na 2015-04-23"),
    ],
)
def test_what_cannot_be_is_one_plain_line(
    regio: Regio, gegevens: Path, rijen: list[Rij], tmp_path: Path, woorden: tuple[str, ...], melding: str
) -> None:
    pad = _bestand(tmp_path, als_csv(rijen))
    assert melding in regio("regeling", "importeer", pad, *woorden).melding


def test_a_part_of_the_table_is_refused(regio: Regio, gegevens: Path, rijen: list[Rij], tmp_path: Path) -> None:
    pad = _bestand(tmp_path, als_csv(rijen[:3000]))
    assert "Dit lijkt een deel van de tabel: 1046 van de 4046" in regio("regeling", "importeer", pad, *DAG).melding


def test_facts_that_are_not_right_are_not_added_to(
    regio: Regio, gegevens: Path, rijen: list[Rij], tmp_path: Path
) -> None:
    with (gegevens / "swv" / "aandachtspunten.csv").open("a", encoding="utf-8") as uit:
        uit.write("A02,VO,GM0585,2018-08-01,erbij gezet,niemand\n")
    voor = _inhoud(gegevens)
    uitkomst = regio("regeling", "importeer", _bestand(tmp_path, als_csv(rijen)), *DAG, "--ja")
    assert uitkomst.code == 1
    regels = uitkomst.fout.splitlines()
    assert regels[0].startswith("sha256-verschilt, swv/aandachtspunten.csv:")
    assert regels[-1].endswith("De gegevens hadden al fouten; herstel die eerst (regio data controleer).")
    assert _inhoud(gegevens) == voor


def test_a_folder_that_takes_no_files_is_told_with_what_to_do(
    regio: Regio, gegevens: Path, rijen: list[Rij], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wel = os.access
    monkeypatch.setattr(os, "access", lambda pad, *rest, **meer: pad != gegevens and wel(pad, *rest, **meer))
    uitkomst = regio("regeling", "importeer", _bestand(tmp_path, als_csv(rijen)), *DAG, "--ja")
    assert uitkomst.code == 1
    assert uitkomst.fout.endswith("Geef met --map een map voor een kopie, en zet REGIO_GEGEVENS daarop.\n")


def test_the_known_versions_are_listed(regio: Regio) -> None:
    tekst = regio("regeling", "lijst").uit
    assert [woord in tekst for woord in ("2013-01-01", "2013-10-01", "2015-04-23", "postcodetabel")] == [True] * 4


def test_the_annex_of_a_scenario_can_become_a_version(regio: Regio, gegevens: Path, tmp_path: Path) -> None:
    """A border of Tynaarlo cuts through three postcodes: they stay whole, as the law lists them."""
    zetten, bijlage = tmp_path / "zetten.csv", tmp_path / "bijlage.csv"
    zetten.write_text("zet;soort;sector;naar;gemeente\n1;verplaats;PO;PO2203;GM1730\n", encoding="utf-8")
    assert regio("scenario", "regeling", zetten, "--peildatum", "2026-01-01", "--uit", bijlage).code == 0
    dag = ("--versie", "2027-01-01", "--geldig-vanaf", "2027-01-01", "--gemeenten-per", "2026-01-01")
    uitkomst = regio("regeling", "importeer", bijlage, *dag)
    assert (uitkomst.code, uitkomst.fout) == (0, "")
    assert "Postcodes met een verschil: " in uitkomst.uit and "19 verplaatst" in uitkomst.uit
