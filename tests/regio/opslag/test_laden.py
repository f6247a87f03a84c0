"""Loading: the phases, what it refuses, what it leaves alone, and faults of disk and database."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text, update
from sqlalchemy.engine import Engine

from regio.bevinding import Bevinding
from regio.bronnen.lezen import vingerafdruk
from regio.bronnen.rijen import Feiten
from regio.fouten import Bronfout, Opslagfout
from regio.gebieden.vlakken import Vlakken
from regio.opslag import edities
from regio.opslag.edities import actieve_editie, alle_edities, lees_feiten
from regio.opslag.laden import FASEN, compileer_actief, controleer_opslag, laad
from regio.opslag.model import RIJTABELLEN, editie
from regio.opslag.slot import laadslot
from regio.schijf import sha256_van
from regio.stand.maker import maker
from regio.stand.wijzer import lees_wijzer
from tests.regio.opslag.proef import Proef, database

Merk = Callable[[Feiten, str], Feiten]


def test_a_load_announces_its_phases_and_serves_what_was_read(proef: Proef) -> None:
    afdruk = proef.laad()
    assert afdruk == vingerafdruk(proef.feiten)
    assert proef.gemeld == list(FASEN)
    assert proef.geserveerd() == proef.feiten
    wijzer = json.loads((proef.var / "actief.json").read_text())
    doel = proef.var / "edities" / f"{afdruk}.regio"
    assert list(wijzer.values()) == [afdruk, f"edities/{afdruk}.regio", sha256_van(doel), maker()]
    with database(proef.url) as motor:
        actief = actieve_editie(motor)
        assert actief is not None and lees_feiten(motor, actief.id) == proef.feiten
    assert controleer_opslag(proef.var, proef.url) == []


def test_the_real_facts_load_with_the_real_compiler(tmp_path: Path, repo: Path) -> None:
    gemeld: list[str] = []
    url = f"sqlite:///{tmp_path / 'var' / 'regio.db'}"
    laad(repo / "data", tmp_path / "var", url, gemeld.append)
    assert [een for een in gemeld if een in FASEN] == list(FASEN)
    assert controleer_opslag(tmp_path / "var", url) == []
    wijzer = lees_wijzer(tmp_path / "var")
    assert wijzer is not None
    compileer_actief(tmp_path / "elders", url, gemeld.append)
    assert lees_wijzer(tmp_path / "elders") == wijzer


def test_loading_the_same_facts_again_does_nothing_and_says_so(proef: Proef) -> None:
    proef.laad()
    with database(proef.url) as motor:
        voor = alle_edities(motor)
    proef.laad()
    assert proef.gemeld[0] == "lezen"
    assert "al actief; er is niets te doen" in proef.gemeld[1]
    assert proef.gemeld[2:] == ["klaar"]
    assert len(proef.gecompileerd) == 1
    with database(proef.url) as motor:
        assert alle_edities(motor) == voor


def test_a_new_edition_keeps_one_former_one(proef: Proef, merk: Merk) -> None:
    basis = proef.feiten
    afdrukken = []
    for nummer in range(4):
        proef.feiten = merk(basis, f"{nummer}")
        afdrukken.append(proef.laad())
    with database(proef.url) as motor:
        assert {een.vingerafdruk: een.status for een in alle_edities(motor)} == {
            afdrukken[2]: "vervallen",
            afdrukken[3]: "actief",
        }
    bestanden = {een.stem for een in (proef.var / "edities").iterdir()}
    assert bestanden == set(afdrukken[2:])
    proef.feiten = merk(basis, "2")
    proef.laad()
    assert any("staat al in de database" in een for een in proef.gemeld)
    assert proef.geserveerd() == proef.feiten


@pytest.mark.parametrize("schade", ["weg", "veranderd", "wijzer weg", "wijzer stuk"])
def test_damage_on_disk_is_repaired_by_loading_again(lokaal: Proef, schade: str) -> None:
    lokaal.laad()
    wijzer = lees_wijzer(lokaal.var)
    assert wijzer is not None
    bestand = lokaal.var / wijzer.bestand
    if schade == "weg":
        bestand.unlink()
    elif schade == "veranderd":
        bestand.write_bytes(bestand.read_bytes()[:-1])
    elif schade == "wijzer weg":
        (lokaal.var / "actief.json").unlink()
    else:
        (lokaal.var / "actief.json").write_text('{"editie": ')
    assert len(controleer_opslag(lokaal.var, lokaal.url)) == 1
    lokaal.laad()
    assert lees_wijzer(lokaal.var) == wijzer
    assert lokaal.geserveerd() == lokaal.feiten
    assert controleer_opslag(lokaal.var, lokaal.url) == []


def test_facts_with_errors_are_refused(lokaal: Proef, merk: Merk) -> None:
    lokaal.laad()
    lokaal.feiten = merk(lokaal.feiten, "fout")
    lokaal.bevindingen = [
        Bevinding("waarschuwing", "w", "hier", "let op", ""),
        Bevinding("fout", "f", "swv/x.csv, rij 3", "De code bestaat niet.", "niets"),
    ]
    lokaal.weigert(Bronfout, "1 fout en zijn niet geladen. swv/x.csv, rij 3: De code bestaat niet")
    assert lokaal.gemeld == ["lezen", "controleren"]
    lokaal.bevindingen.pop()
    lokaal.laad()
    assert any("1 waarschuwingen" in een for een in lokaal.gemeld)
    assert lokaal.fasen() == list(FASEN)


def test_a_database_that_gives_back_something_else_is_refused(
    proef: Proef, merk: Merk, monkeypatch: pytest.MonkeyPatch
) -> None:
    proef.laad()
    oud, proef.feiten = proef.feiten, merk(proef.feiten, "twee")

    def verkeerd(engine: Engine, feiten: Feiten, vlakken: Vlakken) -> int:
        nummer = echt(engine, feiten, vlakken)
        tabel = RIJTABELLEN["swvs"]
        with engine.begin() as verbinding:
            regel = (tabel.c.editie_id == nummer) & (tabel.c.volgnummer == 7)
            verbinding.execute(update(tabel).where(regel).values(code="PO9999"))
        return nummer

    echt = edities.schrijf_editie
    monkeypatch.setattr(edities, "schrijf_editie", verkeerd)
    proef.weigert(Opslagfout, "geeft iets anders terug")
    assert proef.geserveerd() == oud
    monkeypatch.undo()
    proef.laad()
    assert proef.geserveerd() == proef.feiten
    assert controleer_opslag(proef.var, proef.url) == []


def test_another_program_compiles_again_beside_the_served_file(lokaal: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    lokaal.laad()
    eerste = lees_wijzer(lokaal.var)
    monkeypatch.setattr("regio.opslag.laden.maker", lambda: "een ander programma")
    lokaal.laad()
    tweede = lees_wijzer(lokaal.var)
    assert eerste and tweede and (tweede.editie, tweede.maker) == (eerste.editie, "een ander programma")
    assert tweede.bestand != eerste.bestand and lokaal.geserveerd() == lokaal.feiten


def test_compiling_again_never_touches_the_served_file(lokaal: Proef) -> None:
    lokaal.laad()
    eerste = lees_wijzer(lokaal.var)
    lokaal.laad(opnieuw=True)
    tweede = lees_wijzer(lokaal.var)
    assert eerste is not None
    assert tweede is not None
    assert tweede.editie == eerste.editie
    assert tweede.bestand != eerste.bestand
    assert lokaal.geserveerd() == lokaal.feiten
    lokaal.laad(opnieuw=True)
    assert lees_wijzer(lokaal.var) == eerste


def test_another_machine_compiles_the_active_edition(proef: Proef, tmp_path: Path) -> None:
    proef.laad()
    andere = replace(proef, var=tmp_path / "andere machine", gemeld=[])

    def compileer() -> str:
        andere.gemeld.clear()
        return compileer_actief(andere.var, andere.url, andere.gemeld.append, stappen=andere.stappen)

    assert {een.code for een in controleer_opslag(andere.var, andere.url)} == {"activering-onderbroken"}
    assert compileer() == vingerafdruk(proef.feiten)
    assert andere.gemeld == ["lezen", "compileren", "activeren", "klaar"]
    assert andere.geserveerd() == proef.feiten
    assert controleer_opslag(andere.var, andere.url) == []
    compileer()
    assert "niets te doen" in andere.gemeld[1]


def test_compiling_without_or_with_a_damaged_edition_is_refused(proef: Proef) -> None:
    with pytest.raises(Opslagfout, match="geen actieve editie"):
        compileer_actief(proef.var, proef.url, proef.gemeld.append, stappen=proef.stappen)
    proef.laad()
    with database(proef.url) as motor, motor.begin() as verbinding:
        verbinding.execute(text("UPDATE samenwerkingsverband SET sector = 'VO' WHERE volgnummer = 0"))
    (proef.var / "actief.json").unlink()
    with pytest.raises(Opslagfout, match="beschadigd"):
        compileer_actief(proef.var, proef.url, proef.gemeld.append, stappen=proef.stappen)
    assert lees_wijzer(proef.var) is None


def test_a_second_load_is_refused_while_one_runs(proef: Proef, tmp_path: Path) -> None:
    proef.laad()
    with database(proef.url) as motor, laadslot(tmp_path / "andere machine", motor, 0):
        proef.weigert(Opslagfout, "al een editie geladen", wacht_s=0.2)
    with laadslot(proef.var, None, 0):
        proef.weigert(Opslagfout, "al een editie geladen", wacht_s=0.0)
    proef.laad()


def test_a_full_disk_while_compiling_loses_nothing(lokaal: Proef, merk: Merk) -> None:
    def vol(_feiten: Feiten, _vlakken: Vlakken, doel: Path) -> None:
        doel.with_name(f"{doel.name}.half").write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(doel))

    lokaal.laad()
    lokaal.feiten = merk(lokaal.feiten, "twee")
    lokaal.weigert(Opslagfout, "schijf is vol", stappen=replace(lokaal.stappen, compileer=vol))
    lokaal.laad()
    assert sorted(een.suffix for een in (lokaal.var / "edities").iterdir()) == [".regio", ".regio"]


def test_a_full_disk_while_the_pointer_is_written_loses_nothing(
    lokaal: Proef, merk: Merk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(_nummer: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    lokaal.laad()
    lokaal.feiten = merk(lokaal.feiten, "twee")
    monkeypatch.setattr(os, "fsync", vol)
    lokaal.weigert(Opslagfout, "schijf is vol")
    monkeypatch.undo()
    lokaal.laad()
    assert lokaal.geserveerd() == lokaal.feiten


def test_a_full_database_loses_nothing(lokaal: Proef, merk: Merk) -> None:
    lokaal.laad()
    lokaal.feiten = merk(lokaal.feiten, "twee")

    def bijna_vol(verbinding: Any, _gegevens: object) -> None:
        bladen = verbinding.execute("PRAGMA page_count").fetchone()[0]
        verbinding.execute(f"PRAGMA max_page_count = {bladen + 5}")

    event.listen(Engine, "connect", bijna_vol)
    try:
        lokaal.weigert(Opslagfout, "schrijven is niet gelukt. De schijf is vol. Maak ruimte vrij")
    finally:
        event.remove(Engine, "connect", bijna_vol)
    lokaal.laad()
    assert controleer_opslag(lokaal.var, lokaal.url) == []


def als_gewone_gebruiker(werk: Callable[[], object]) -> None:
    """Do work without root's right to write everywhere."""
    if os.geteuid() != 0:
        werk()
        return
    os.seteuid(65534)
    try:
        werk()
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_told(lokaal: Proef, tmp_path: Path, merk: Merk) -> None:
    lokaal.laad()
    lokaal.feiten = merk(lokaal.feiten, "twee")
    voor_iedereen = 0o755
    for map_ in (tmp_path, *tmp_path.parents[:2]):
        map_.chmod(voor_iedereen)
    lokaal.var.chmod(0o555)
    for anders in (lokaal, replace(lokaal, var=lokaal.var / "dieper")):
        with pytest.raises(Opslagfout, match="Geef schrijfrechten"):
            als_gewone_gebruiker(anders.laad)
    lokaal.var.chmod(voor_iedereen)
    assert lokaal.geserveerd() != lokaal.feiten
    lokaal.laad()


def test_a_state_folder_that_is_a_file_is_told(tmp_path: Path, lokaal: Proef) -> None:
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(Opslagfout, match="schrijven is niet gelukt"):
        replace(lokaal, var=tmp_path / "bestand").laad()


@pytest.mark.parametrize(
    ("url", "noemt"),
    [
        ("postgresql+psycopg://regio:geheim@127.0.0.1:1/regio", "niet bereikbaar"),
        ("mysql://root@127.0.0.1/regio", "mysql"),
        ("zomaar wat", "geen geldig adres"),
    ],
)
def test_an_unusable_database_is_told_without_secrets(lokaal: Proef, merk: Merk, url: str, noemt: str) -> None:
    lokaal.laad()
    anders = replace(lokaal, url=url, feiten=merk(lokaal.feiten, "twee"))
    anders.weigert(Opslagfout, noemt)
    with pytest.raises(Opslagfout) as gevangen:
        anders.laad()
    assert "geheim" not in str(gevangen.value)


def test_a_file_that_is_no_database_is_told(lokaal: Proef) -> None:
    lokaal.var.mkdir(parents=True)
    (lokaal.var / "regio.db").write_text("dit is geen database, maar wel een lang genoeg bestand\n" * 100)
    lokaal.weigert(Opslagfout, "beschadigd")


@pytest.mark.postgis
def test_a_password_that_is_refused_is_told(postgis_url: str, tmp_path: Path, weinig: Feiten) -> None:
    onbekend = postgis_url.replace("regio@", "niemand@")
    Proef(tmp_path / "var", onbekend, weinig).weigert(Opslagfout, "Verbinding maken met de database is niet gelukt")
    elders = postgis_url.rsplit("/", 1)[0] + "/bestaat_niet"
    Proef(tmp_path / "var", elders, weinig).weigert(Opslagfout, "Verbinding maken met de database is niet gelukt")


def test_an_edition_that_is_damaged_in_the_database_is_written_again(proef: Proef) -> None:
    proef.laad()
    with database(proef.url) as motor, motor.begin() as verbinding:
        verbinding.execute(text("UPDATE samenwerkingsverband SET sector = 'VO' WHERE volgnummer = 0"))
        verbinding.execute(update(editie).values(status="vervallen"))
    proef.laad()
    with database(proef.url) as motor:
        actief = actieve_editie(motor)
        assert actief is not None
        assert lees_feiten(motor, actief.id) == proef.feiten
