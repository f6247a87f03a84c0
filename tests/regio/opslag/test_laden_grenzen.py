"""Loading ground: official borders come in by their folder, stay, and go by asking for the sketch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from regio.bronnen.lezen import vingerafdruk
from regio.bronnen.rijen import Feiten
from regio.fouten import Bronfout
from regio.gebieden.vlakken import Vlakken
from regio.opslag.edities import actieve_editie, lees_vlakken
from regio.opslag.gebieden import zelfde_vlakken
from regio.opslag.laden import compileer_actief
from regio.stand.wijzer import lees_wijzer
from tests.regio.blokken import blokken, officiele_blokken
from tests.regio.opslag.proef import Proef, database

Merk = Callable[[Feiten, str], Feiten]


def grond(proef: Proef) -> Vlakken:
    """The ground of the active edition."""
    with database(proef.url) as motor:
        actief = actieve_editie(motor)
        assert actief is not None
        return lees_vlakken(motor, actief.id)


def test_official_borders_stay_when_facts_are_loaded_later(proef: Proef, merk: Merk) -> None:
    schets = proef.laad()
    officieel = proef.laad(grenzen=Path("cbs"))
    assert officieel != schets
    assert zelfde_vlakken(grond(proef), officiele_blokken(proef.feiten, "cbs"))
    proef.feiten = merk(proef.feiten, "nieuwe feiten")
    assert proef.laad() not in (schets, officieel)
    assert zelfde_vlakken(grond(proef), officiele_blokken(proef.feiten, "cbs"))
    proef.laad()
    assert "niets te doen" in proef.gemeld[1]


def test_the_same_borders_again_change_nothing_and_others_do(proef: Proef) -> None:
    eerste = proef.laad(grenzen=Path("cbs"))
    assert proef.laad(grenzen=Path("cbs")) == eerste
    assert any("niets te doen" in een for een in proef.gemeld)
    assert proef.laad(grenzen=Path("cbs-2")) != eerste


def test_the_same_files_are_not_cleaned_again_unless_asked(lokaal: Proef, merk: Merk) -> None:
    gelezen: list[Path] = []

    def officieel(map_: Path, feiten: Feiten, _meld: object) -> Vlakken:
        gelezen.append(map_)
        return officiele_blokken(feiten, map_.name)

    stappen = replace(lokaal.stappen, officieel=officieel)
    lokaal.laad(grenzen=Path("cbs"), stappen=stappen)
    lokaal.feiten = merk(lokaal.feiten, "nieuwe feiten")
    nieuw = replace(stappen, lees=lambda _: lokaal.feiten)
    lokaal.laad(grenzen=Path("cbs"), stappen=nieuw)
    assert gelezen == [Path("cbs")] and any("al geladen en schoongemaakt" in een for een in lokaal.gemeld)
    lokaal.laad(grenzen=Path("cbs"), stappen=nieuw, opnieuw=True)
    lokaal.laad(grenzen=Path("cbs-2"), stappen=nieuw)
    assert gelezen == [Path("cbs"), Path("cbs"), Path("cbs-2")]


def test_the_sketch_comes_back_when_asked(proef: Proef) -> None:
    proef.laad(grenzen=Path("cbs"))
    assert proef.laad(grenzen="schets") == vingerafdruk(proef.feiten)
    assert zelfde_vlakken(grond(proef), blokken(proef.feiten))


def test_bad_borders_leave_the_old_edition(lokaal: Proef) -> None:
    def slecht(*_: object) -> Vlakken:
        raise Bronfout("gemeenten.gpkg is afgekapt.")

    lokaal.laad()
    lokaal.weigert(Bronfout, "afgekapt", grenzen=Path("cbs"), stappen=replace(lokaal.stappen, officieel=slecht))
    lokaal.laad(grenzen=Path("cbs"))
    lokaal.weigert(Bronfout, "afgekapt", grenzen=Path("x"), stappen=replace(lokaal.stappen, officieel=slecht))
    assert grond(lokaal).afdruk == "cbs"


def test_borders_of_other_bouwstenen_are_not_stretched(lokaal: Proef) -> None:
    lokaal.laad(grenzen=Path("cbs"))
    lokaal.feiten = replace(lokaal.feiten, bouwstenen=lokaal.feiten.bouwstenen[:-1])
    lokaal.weigert(Bronfout, "de geladen grenzen passen niet meer")


def test_borders_dated_by_other_facts_are_not_kept_in_silence(lokaal: Proef) -> None:
    lokaal.laad(grenzen=Path("cbs"))
    eerste, *rest = lokaal.feiten.gemeente_jeugdregio
    later = replace(eerste, peildatum=date(2031, 1, 1))
    lokaal.feiten = replace(lokaal.feiten, gemeente_jeugdregio=(later, *rest))
    lokaal.weigert(Bronfout, "de geladen grenzen passen niet meer. Geef de map")
    lokaal.weigert(Bronfout, "de geladen grenzen passen niet meer", opnieuw=True)
    lokaal.laad(grenzen=Path("cbs"))
    assert lokaal.geserveerd() == lokaal.feiten


def vernield(proef: Proef, tabel: str) -> None:
    """Empty a table of the ground."""
    with database(proef.url) as motor, motor.begin() as verbinding:
        verbinding.execute(text(f"DELETE FROM {tabel}"))


@pytest.mark.parametrize("keuze", [{"opnieuw": True}, {"grenzen": "schets"}, {"grenzen": "schets", "opnieuw": True}])
def test_a_sketch_that_was_damaged_is_made_again(lokaal: Proef, keuze: dict[str, Any]) -> None:
    afdruk = lokaal.laad()
    vernield(lokaal, "grens")
    (lokaal.var / lees_bestand(lokaal)).unlink()
    assert lokaal.laad(**keuze) == afdruk
    assert zelfde_vlakken(grond(lokaal), blokken(lokaal.feiten))


@pytest.mark.parametrize("tabel", ["grens", "bouwsteenvlak"])
@pytest.mark.parametrize("opnieuw", [True, False])
def test_official_borders_that_were_damaged_come_back_from_their_folder(
    lokaal: Proef, merk: Merk, tabel: str, opnieuw: bool
) -> None:
    lokaal.laad(grenzen=Path("cbs"))
    vernield(lokaal, tabel)
    lokaal.weigert(Bronfout, "zijn beschadigd. Geef de map", opnieuw=True)
    lokaal.feiten = merk(lokaal.feiten, "nieuwe feiten")
    lokaal.laad(grenzen=Path("cbs"), opnieuw=opnieuw)
    assert zelfde_vlakken(grond(lokaal), officiele_blokken(lokaal.feiten, "cbs"))


def lees_bestand(proef: Proef) -> str:
    """The file that is served."""
    wijzer = lees_wijzer(proef.var)
    assert wijzer is not None
    return wijzer.bestand


def test_another_machine_gets_the_official_borders(proef: Proef, tmp_path: Path) -> None:
    afdruk = proef.laad(grenzen=Path("cbs"))
    gekregen: list[Vlakken] = []

    def compileer(_feiten: Feiten, vlakken: Vlakken, doel: Path) -> None:
        gekregen.append(vlakken)
        doel.write_bytes(b"x")

    stappen = replace(proef.stappen, compileer=compileer)
    assert compileer_actief(tmp_path / "elders", proef.url, lambda _: None, stappen=stappen) == afdruk
    assert zelfde_vlakken(gekregen[0], officiele_blokken(proef.feiten, "cbs"))


@pytest.mark.parametrize("keuze", [Path("cbs"), "schets", None])
def test_a_first_load_takes_any_choice(proef: Proef, keuze: Path | None) -> None:
    proef.laad(grenzen=keuze)
    assert grond(proef).bron == ("officieel" if isinstance(keuze, Path) else "schets")
