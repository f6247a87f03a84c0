"""Editions: written whole, read back exactly, activated at once, cleaned up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import UTC, date, datetime, timedelta

import pytest
import shapely
from sqlalchemy import Engine, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from regio.bronnen.lezen import vingerafdruk
from regio.bronnen.rijen import Feiten
from regio.fouten import Opslagfout
from regio.opslag import edities
from regio.opslag.edities import (
    actieve_editie,
    activeer,
    alle_edities,
    lees_feiten,
    lees_vlakken,
    ruim_halve_op,
    schrijf_editie,
    zoek_editie,
)
from regio.opslag.gebieden import zelfde_vlakken
from regio.opslag.migraties import migreer
from regio.opslag.model import RIJTABELLEN, editie, metadata
from tests.regio.blokken import ZIJDE, blokken, officiele_blokken

Merk = Callable[[Feiten, str], Feiten]


def schrijf(engine: Engine, feiten: Feiten) -> int:
    """Write an edition on blocks."""
    return schrijf_editie(engine, feiten, blokken(feiten))


def stand_van(engine: Engine) -> dict[int, str]:
    """Status per edition."""
    return {een.id: een.status for een in alle_edities(engine)}


def test_all_facts_come_back_as_they_were_written(engine: Engine, feiten: Feiten) -> None:
    nummer = schrijf(engine, feiten)
    terug = lees_feiten(engine, nummer)
    assert terug == feiten
    assert vingerafdruk(terug) == vingerafdruk(feiten)
    assert [type(een) for een in astuple(terug.postcodes[0])] == [type(een) for een in astuple(feiten.postcodes[0])]
    assert zelfde_vlakken(lees_vlakken(engine, nummer), blokken(feiten))


def test_the_order_of_the_file_is_kept(engine: Engine, weinig: Feiten) -> None:
    omgekeerd = replace(weinig, swvs=weinig.swvs[::-1], postcodes=weinig.postcodes[::-1])
    assert lees_feiten(engine, schrijf(engine, omgekeerd)) == omgekeerd


def test_awkward_values_survive(engine: Engine, weinig: Feiten) -> None:
    lastig = replace(
        weinig.herindelingen[0],
        postcodes=("1|2", "", "é'\"\\"),
        plaatsen=(),
        oude_naam="'s-Gravenhage; DROP TABLE editie; %s :x \u2603",
        datum=date(1, 1, 1),
    )
    deel = replace(weinig.delen[0], aandeel_oppervlak=0.1 + 0.2, hectare=1e-300)
    anders = replace(weinig, herindelingen=(lastig,), delen=(deel,))
    assert lees_feiten(engine, schrijf(engine, anders)) == anders


def test_ground_keeps_every_bit_and_everything_said_about_it(engine: Engine, weinig: Feiten) -> None:
    vlakken = officiele_blokken(weinig)
    vlakken.vlak.setflags(write=True)
    vlakken.vlak[0] = shapely.Polygon([(0.1, 300_000.2), (1 / 3, 300_001), (2.7, 300_001.123456789012)])
    terug = lees_vlakken(engine, schrijf_editie(engine, weinig, vlakken))
    assert shapely.to_wkb(terug.vlak[0]) == shapely.to_wkb(vlakken.vlak[0])
    assert [vorm.geom_type for vorm in terug.vlak[:3]] == ["Polygon", "Polygon", "MultiPolygon"]
    assert terug.leeg.tolist()[:3] == [False, True, False]
    assert terug.lagen[0].namen == ("Een", "Twee`") and terug.lagen[0].tot == date(2017, 1, 1)
    assert terug.bestanden == vlakken.bestanden and terug.bevindingen == vlakken.bevindingen
    assert zelfde_vlakken(terug, vlakken)
    assert not zelfde_vlakken(terug, replace(vlakken, verslag={"a": [1, None, 0.2]}))


def test_other_borders_are_another_edition(engine: Engine, weinig: Feiten) -> None:
    schets = schrijf(engine, weinig)
    een, twee = (schrijf_editie(engine, weinig, officiele_blokken(weinig, naam)) for naam in ("een", "twee"))
    assert len({schets, een, twee}) == 3
    assert len({een.vingerafdruk for een in alle_edities(engine)}) == 3


def test_an_edition_without_ground_says_what_to_do(engine: Engine, weinig: Feiten) -> None:
    nummer = schrijf(engine, weinig)
    with engine.begin() as verbinding:
        verbinding.execute(text("DELETE FROM grens"))
    with pytest.raises(Opslagfout, match="data laad --opnieuw"):
        lees_vlakken(engine, nummer)


def test_an_edition_is_only_complete_when_its_last_row_is_in(
    engine: Engine, weinig: Feiten, monkeypatch: pytest.MonkeyPatch
) -> None:
    gezien: list[str] = []
    echt = edities._schrijf_rijen

    def kijk(*alles: object) -> None:
        gezien.extend(stand_van(engine).values())
        echt(*alles)  # type: ignore[arg-type]

    monkeypatch.setattr(edities, "_schrijf_rijen", kijk)
    nummer = schrijf(engine, weinig)
    assert gezien == ["ladend"] * (len(RIJTABELLEN) + 3)
    assert stand_van(engine) == {nummer: "geladen"}
    assert actieve_editie(engine) is None


def test_activating_retires_the_former_one(engine: Engine, weinig: Feiten, merk: Merk) -> None:
    eerste, tweede = schrijf(engine, weinig), schrijf(engine, merk(weinig, "twee"))
    activeer(engine, eerste)
    activeer(engine, tweede)
    assert stand_van(engine) == {eerste: "vervallen", tweede: "actief"}
    actief = actieve_editie(engine)
    assert actief is not None and actief.id == tweede and actief.geactiveerd_op is not None
    assert actief.aangemaakt_op.tzinfo is UTC
    assert timedelta(0) <= datetime.now(UTC) - actief.geactiveerd_op < timedelta(minutes=1)
    activeer(engine, eerste)
    assert stand_van(engine) == {eerste: "actief", tweede: "vervallen"}


@pytest.mark.parametrize("welke", ["ladend", "onbekend"])
def test_an_incomplete_edition_never_becomes_active(engine: Engine, weinig: Feiten, merk: Merk, welke: str) -> None:
    goed, half = schrijf(engine, weinig), schrijf(engine, merk(weinig, "half"))
    activeer(engine, goed)
    with engine.begin() as verbinding:
        verbinding.execute(update(editie).where(editie.c.id == half).values(status="ladend"))
    with pytest.raises(Opslagfout, match="niet compleet"):
        activeer(engine, half if welke == "ladend" else 999)
    assert stand_van(engine) == {goed: "actief", half: "ladend"}


def test_the_database_refuses_two_active_editions_and_unknown_statuses(
    engine: Engine, weinig: Feiten, merk: Merk
) -> None:
    eerste, tweede = schrijf(engine, weinig), schrijf(engine, merk(weinig, "twee"))
    activeer(engine, eerste)
    for status in ("actief", "halfbakken"):
        with pytest.raises(IntegrityError), engine.begin() as verbinding:
            verbinding.execute(update(editie).where(editie.c.id == tweede).values(status=status))


def test_rows_go_with_their_edition(engine: Engine, weinig: Feiten) -> None:
    nummer = schrijf_editie(engine, weinig, officiele_blokken(weinig))
    with engine.begin() as verbinding:
        verbinding.execute(editie.delete().where(editie.c.id == nummer))
        over = {naam: verbinding.scalar(select(func.count()).select_from(een)) for naam, een in metadata.tables.items()}
    assert set(over.values()) == {0}


def test_writing_the_same_facts_again_replaces_them(engine: Engine, weinig: Feiten) -> None:
    schrijf(engine, weinig)
    nummer = schrijf(engine, weinig)
    assert stand_van(engine) == {nummer: "geladen"}
    gevonden = zoek_editie(engine, vingerafdruk(weinig))
    assert gevonden is not None and gevonden.id == nummer
    assert zoek_editie(engine, "bestaat niet") is None


def test_cleaning_keeps_the_active_and_one_former_edition(engine: Engine, weinig: Feiten, merk: Merk) -> None:
    nummers = [schrijf(engine, merk(weinig, f"{een}")) for een in range(4)]
    for nummer in nummers[:3]:
        activeer(engine, nummer)
    half = schrijf(engine, merk(weinig, "half"))
    with engine.begin() as verbinding:
        verbinding.execute(update(editie).where(editie.c.id == half).values(status="ladend"))
    assert ruim_halve_op(engine, behoud=vingerafdruk(merk(weinig, "3"))) == 2
    assert stand_van(engine) == {nummers[1]: "vervallen", nummers[2]: "actief", nummers[3]: "geladen"}
    assert ruim_halve_op(engine) == 1
    assert ruim_halve_op(engine) == 0
    assert lees_feiten(engine, nummers[1]) == merk(weinig, "1")


def test_a_half_edition_goes_even_when_its_fingerprint_is_wanted(engine: Engine, weinig: Feiten) -> None:
    schrijf(engine, weinig)
    with engine.begin() as verbinding:
        verbinding.execute(update(editie).values(status="ladend"))
    assert ruim_halve_op(engine, behoud=vingerafdruk(weinig)) == 1


def test_an_empty_database_has_no_editions(database_url: str, tmp_path: object) -> None:
    motor = edities.maak_engine(database_url if database_url.startswith("postgresql") else "sqlite://")
    assert alle_edities(motor) == []
    assert actieve_editie(motor) is None
    motor.dispose()


def test_a_moment_without_time_zone_is_refused(engine: Engine) -> None:
    waarden = {"vingerafdruk": "x", "status": "ladend", "aangemaakt_op": datetime(2026, 1, 1)}
    with pytest.raises(StatementError, match="zonder tijdzone"), engine.begin() as verbinding:
        verbinding.execute(insert(editie), [waarden])


@pytest.mark.postgis
def test_postgis_understands_the_stored_geometry(postgis_url: str, weinig: Feiten) -> None:
    motor = edities.maak_engine(postgis_url)
    migreer(motor)
    schrijf(motor, weinig)
    vraag = text("SELECT count(*), bool_and(ST_IsValid(vlak) AND ST_SRID(vlak) = 28992), sum(ST_Area(vlak)) FROM ")
    with motor.connect() as verbinding:
        aantal, goed, oppervlak = verbinding.execute(text(f"{vraag} bouwsteenvlak")).one()
    motor.dispose()
    assert (aantal, goed, oppervlak) == (len(weinig.bouwstenen), True, len(weinig.bouwstenen) * ZIJDE**2)
