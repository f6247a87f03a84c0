"""Scenarios as kept: versions that never change, undo and redo, owners, links, and changes that meet."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError

from regio.bronnen.rijen import Feiten
from regio.fouten import Ingehaald, NietGevonden, Opslagfout, Vraagfout
from regio.opslag import gebruikers, scenarios
from regio.opslag.edities import ruim_halve_op
from regio.opslag.gebruikers import Wie
from regio.opslag.migraties import migreer
from regio.opslag.scenarios import Gast, Scenario
from regio.opslag.verbinding import maak_engine
from tests.regio.opslag.proef import Proef

BASIS = ("editie", "2026-01-01")
DRADEN = 20


def _zet(nummer: int) -> dict[str, Any]:
    return {"soort": "hernoem", "sector": "PO", "code": "PO2001", "naam": f"Naam {nummer}"}


def _wie(engine: Engine, naam: str, rol: str = "bewerker") -> Wie:
    gebruikers.maak_gebruiker(engine, naam, rol)
    wie = gebruikers.wie_heeft(engine, gebruikers.maak_token(engine, naam))
    assert wie is not None
    return wie


@pytest.fixture
def anna(engine: Engine) -> Wie:
    """Somebody who keeps scenarios."""
    return _wie(engine, "anna")


def _stap(engine: Engine, wie: Wie, was: Scenario, *zetten: dict[str, Any]) -> Scenario:
    return scenarios.zet(engine, wie, was, [*was.zetten, *zetten], was.editie)


def test_what_is_kept_comes_back(engine: Engine, anna: Wie) -> None:
    zetten = [_zet(1) | {"notitie": "<b>é\n😀'\";--"}, _zet(2)]
    een = scenarios.maak(engine, anna, "Naam é", BASIS, zetten)
    assert scenarios.lees(engine, anna, een.id) == een
    assert (een.naam, een.eigenaar, een.editie, een.peildatum, list(een.zetten)) == ("Naam é", "anna", *BASIS, zetten)
    assert (een.versie, een.ouder, een.vooruit, een.gedeeld) == (1, None, (), False)
    assert [andere.id for andere in scenarios.van(engine, anna)] == [een.id]


def test_undo_redo_and_a_new_branch_after_undo(engine: Engine, anna: Wie) -> None:
    een = scenarios.maak(engine, anna, "Proef", BASIS, [])
    twee = _stap(engine, anna, een, _zet(1))
    drie = _stap(engine, anna, twee, _zet(2))
    terug = scenarios.ongedaan(engine, anna, drie)
    assert (terug.versie, terug.zetten, terug.vooruit) == (2, twee.zetten, (3,))
    weer = scenarios.opnieuw(engine, anna, terug)
    assert (weer.versie, weer.zetten, weer.vooruit) == (3, drie.zetten, ())
    begin = scenarios.ongedaan(engine, anna, scenarios.ongedaan(engine, anna, weer))
    assert (begin.versie, begin.vooruit) == (1, (3, 2))
    with pytest.raises(Vraagfout, match="niets om ongedaan"):
        scenarios.ongedaan(engine, anna, begin)
    anders = _stap(engine, anna, begin, _zet(9))
    assert (anders.versie, anders.ouder, anders.vooruit) == (4, 1, ())
    with pytest.raises(Vraagfout, match="niets om opnieuw"):
        scenarios.opnieuw(engine, anna, anders)
    # The versions that were undone are still there.
    assert [(een.nummer, een.ouder, een.aantal) for een in scenarios.versies(engine, anna, een.id)] == [
        (1, None, 0), (2, 1, 1), (3, 2, 2), (4, 1, 1),
    ]  # fmt: skip
    assert [een.nummer for een in scenarios.versies(engine, anna, een.id, meeste=2)] == [3, 4]
    assert [een.nummer for een in scenarios.versies(engine, anna, een.id, welke=2)] == [2]
    assert scenarios.lees(engine, anna, een.id, 3).zetten == drie.zetten


def test_lists_read_no_moves(engine: Engine, anna: Wie) -> None:
    een = _stap(engine, anna, scenarios.maak(engine, anna, "Proef", BASIS, []), _zet(1), _zet(2))
    opdrachten: list[str] = []

    def onthoud(_verbinding: object, _cursor: object, opdracht: str, *_meer: object) -> None:
        opdrachten.append(opdracht)

    event.listen(engine, "before_cursor_execute", onthoud)
    assert [(rij.id, rij.versie, rij.aantal) for rij in scenarios.van(engine, anna)] == [(een.id, 2, 2)]
    assert opdrachten and not any("zetten" in opdracht for opdracht in opdrachten)
    opdrachten.clear()
    assert [versie.aantal for versie in scenarios.versies(engine, anna, een.id)] == [0, 2]
    assert opdrachten and not any("zetten" in opdracht for opdracht in opdrachten)


def test_the_versions_of_a_scenario_take_a_bounded_room(
    engine: Engine, anna: Wie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenarios, "MEESTE_BYTES", 1_000_000)
    veel = _zet(1) | {"notitie": "é" * 200_000}
    een = scenarios.maak(engine, anna, "Proef", BASIS, [veel])
    twee = scenarios.zet(engine, anna, een, [veel], een.editie)
    with pytest.raises(Vraagfout, match=r"meer dan 1 MB\. Vertak") as fout:
        scenarios.zet(engine, anna, twee, [veel], een.editie)
    assert fout.value.fouten[0].code == "te-veel-ruimte"
    assert scenarios.lees(engine, anna, een.id) == twee
    terug = scenarios.ongedaan(engine, anna, twee)
    assert scenarios.zet(engine, anna, terug, [], een.editie).versie == 3, "a small one still fits"
    tak = scenarios.maak(engine, anna, "Tak", BASIS, twee.zetten, uit=twee.id)
    assert scenarios.zet(engine, anna, tak, [veel], tak.editie).versie == 2


def test_a_refused_undo_changes_nothing(engine: Engine, anna: Wie) -> None:
    een = scenarios.maak(engine, anna, "Proef", BASIS, [])
    regels = len(gebruikers.logboek(engine))
    for doe in (scenarios.ongedaan, scenarios.opnieuw):
        with pytest.raises(Vraagfout):
            doe(engine, anna, een)
    assert scenarios.lees(engine, anna, een.id) == een
    assert len(gebruikers.logboek(engine)) == regels


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stappen=st.lists(st.sampled_from(["zet", "ongedaan", "opnieuw"]), max_size=14))
def test_undo_and_redo_are_those_of_an_editor(engine: Engine, stappen: list[str]) -> None:
    """The store against the least model: a list of states and a place in it."""
    rij = scenarios.maak(engine, _een_wie(engine), "Proef", BASIS, [])
    wie, model, plek = _een_wie(engine), [rij.zetten], 0
    for nummer, stap in enumerate(stappen):
        if stap == "zet":
            rij = _stap(engine, wie, rij, _zet(nummer))
            model, plek = [*model[: plek + 1], rij.zetten], plek + 1
        elif stap == "ongedaan" and plek:
            rij, plek = scenarios.ongedaan(engine, wie, rij), plek - 1
        elif stap == "opnieuw" and plek + 1 < len(model):
            rij, plek = scenarios.opnieuw(engine, wie, rij), plek + 1
        assert rij.zetten == model[plek]
        assert ((rij.ouder is not None), bool(rij.vooruit)) == (plek > 0, plek + 1 < len(model))
        assert scenarios.lees(engine, wie, rij.id, 1).kan_ongedaan is (plek > 0)
    assert scenarios.lees(engine, wie, rij.id) == rij


def _een_wie(engine: Engine) -> Wie:
    namen = [een["naam"] for een in gebruikers.lijst(engine)]
    return Wie(1, "anna", "bewerker") if namen else _wie(engine, "anna")


def test_of_two_who_change_the_second_is_told_and_nothing_is_lost(engine: Engine, anna: Wie) -> None:
    een = scenarios.maak(engine, anna, "Proef", BASIS, [])
    twee = _stap(engine, anna, een, _zet(1))
    pogingen: list[Callable[[], object]] = [
        lambda: _stap(engine, anna, een, _zet(2)),
        lambda: scenarios.hernoem(engine, anna, een, "Ander"),
        lambda: scenarios.ongedaan(engine, anna, een),
        lambda: scenarios.opnieuw(engine, anna, een),
        lambda: scenarios.verwijder(engine, anna, een),
    ]
    for poging in pogingen:
        with pytest.raises(Ingehaald) as fout:
            poging()
        assert (fout.value.versie, fout.value.kenmerk) == (2, twee.kenmerk)
    assert scenarios.lees(engine, anna, een.id) == twee


def test_twenty_threads_on_one_scenario(engine: Engine, anna: Wie) -> None:
    """Every change that was acknowledged is there once, and no other."""
    nummer = scenarios.maak(engine, anna, "Proef", BASIS, []).id

    def werk(draad: int) -> list[int]:
        gelukt: list[int] = []
        poging = 0
        while len(gelukt) < 3 and poging < 1_000:
            poging += 1
            eigen = draad * 1_000 + len(gelukt)
            try:
                _stap(engine, anna, scenarios.lees(engine, anna, nummer), _zet(eigen))
            except (Ingehaald, Opslagfout):
                continue
            gelukt.append(eigen)
        return gelukt

    with ThreadPoolExecutor(DRADEN) as draden:
        gelukt = [een for lijst in draden.map(werk, range(DRADEN)) for een in lijst]
    eind = scenarios.lees(engine, anna, nummer)
    assert sorted(zet["naam"] for zet in eind.zetten) == sorted(f"Naam {een}" for een in gelukt)
    assert len(gelukt) == 3 * DRADEN == eind.versie - 1 == eind.wijziging - 1
    regels = [regel for regel in gebruikers.logboek(engine) if regel["wat"] == "scenario-gewijzigd"]
    assert sorted(regel["bijzonderheden"]["versie"] for regel in regels) == list(range(2, eind.versie + 1))


def test_a_scenario_is_its_owners(engine: Engine, anna: Wie) -> None:
    bob, beheer = _wie(engine, "bob"), _wie(engine, "beheer", "beheerder")
    een = scenarios.maak(engine, anna, "Proef", BASIS, [])
    pogingen: list[Callable[[], object]] = [
        lambda: scenarios.lees(engine, bob, een.id),
        lambda: scenarios.versies(engine, bob, een.id),
        lambda: _stap(engine, bob, een, _zet(1)),
        lambda: scenarios.hernoem(engine, bob, een, "Van bob"),
        lambda: scenarios.ongedaan(engine, bob, een),
        lambda: scenarios.verwijder(engine, bob, een),
        lambda: scenarios.deel(engine, bob, een.id),
        lambda: scenarios.ontdeel(engine, bob, een.id),
    ]
    for poging in pogingen:
        with pytest.raises(NietGevonden):
            poging()
    assert scenarios.van(engine, bob) == scenarios.van(engine, beheer) == []
    assert scenarios.lees(engine, anna, een.id) == een == scenarios.lees(engine, beheer, een.id)


def test_a_link_opens_one_scenario_until_it_is_revoked(engine: Engine, anna: Wie) -> None:
    een, ander = (scenarios.maak(engine, anna, naam, BASIS, []) for naam in ("Een", "Ander"))
    eerste = scenarios.deel(engine, anna, een.id)
    tweede = scenarios.deel(engine, anna, een.id)
    assert scenarios.gast_met(engine, eerste) is None, "a new link ends the former"
    gast = scenarios.gast_met(engine, tweede)
    assert gast == Gast(een.id)
    assert scenarios.lees(engine, gast, een.id).gedeeld
    with pytest.raises(NietGevonden):
        scenarios.lees(engine, gast, ander.id)
    scenarios.ontdeel(engine, anna, een.id)
    scenarios.ontdeel(engine, anna, een.id)
    assert scenarios.gast_met(engine, tweede) is None
    assert scenarios.lees(engine, anna, een.id) == een, "sharing is no change of the scenario"


def test_sharing_at_once_leaves_one_link_and_loses_no_change(engine: Engine, anna: Wie) -> None:
    """Links are made, ended and branched from while others change the scenario."""
    nummer = scenarios.maak(engine, anna, "Proef", BASIS, []).id

    def werk(draad: int) -> tuple[str, str]:
        link = _tot_het_lukt(lambda: scenarios.deel(engine, anna, nummer))
        _tot_het_lukt(lambda: _stap(engine, anna, scenarios.lees(engine, anna, nummer), _zet(draad)))
        was = scenarios.lees(engine, anna, nummer, 1)
        tak = _tot_het_lukt(lambda: scenarios.maak(engine, anna, "Tak", BASIS, was.zetten, uit=was.id))
        return link, tak.id

    with ThreadPoolExecutor(8) as draden:
        gedaan = list(draden.map(werk, range(8)))
    eind = scenarios.lees(engine, anna, nummer)
    assert sorted(zet["naam"] for zet in eind.zetten) == sorted(f"Naam {draad}" for draad in range(8))
    assert [scenarios.gast_met(engine, link) for link, _ in gedaan].count(Gast(nummer)) == 1
    assert all(scenarios.lees(engine, anna, tak).zetten == () for _, tak in gedaan)
    scenarios.ontdeel(engine, anna, nummer)
    assert not any(scenarios.gast_met(engine, link) for link, _ in gedaan)


def _tot_het_lukt(doe: Callable[[], Any]) -> Any:
    for _ in range(1_000):
        try:
            return doe()
        except (Ingehaald, Opslagfout):
            continue
    raise AssertionError("the database never had time")


def test_versions_cannot_be_changed(engine: Engine, anna: Wie) -> None:
    een = scenarios.maak(engine, anna, "Proef", BASIS, [_zet(1)])
    pogingen = ["UPDATE scenario_versie SET zetten = '[]'"]
    if engine.dialect.name == "postgresql":
        pogingen += ["TRUNCATE scenario_versie", "TRUNCATE scenario CASCADE"]
    else:
        rij = "SELECT scenario_id, nummer, ouder, editie, '[]', door, wanneer, 0 FROM scenario_versie"
        pogingen += [f"REPLACE INTO scenario_versie {rij}", f"INSERT OR REPLACE INTO scenario_versie {rij}"]
    for poging in pogingen:
        with pytest.raises(DBAPIError, match="deze rij staat vast"), engine.begin() as verbinding:
            verbinding.execute(text(poging))
    assert scenarios.lees(engine, anna, een.id) == een


def test_a_scenario_that_is_removed_leaves_only_what_was_done(engine: Engine, anna: Wie) -> None:
    een = scenarios.maak(engine, anna, "Geheime naam", BASIS, [_zet(1) | {"notitie": "Geheime notitie"}])
    link = scenarios.deel(engine, anna, een.id)
    scenarios.verwijder(engine, anna, een)
    with engine.connect() as verbinding:
        for tabel in ("scenario", "scenario_versie", "scenario_link"):
            assert verbinding.execute(text(f"SELECT count(*) FROM {tabel}")).scalar() == 0
    assert scenarios.gast_met(engine, link) is None
    regels = [regel for regel in gebruikers.logboek(engine) if regel["waarvan"] == een.id]
    assert [regel["wat"] for regel in regels] == ["scenario-gemaakt", "scenario-gedeeld", "scenario-verwijderd"]
    assert {regel["wie"] for regel in regels} == {"anna"}
    assert "Geheime" not in str(gebruikers.logboek(engine))


def test_loading_and_clearing_editions_keeps_users_and_scenarios(proef: Proef, weinig: Feiten, merk: Any) -> None:
    proef.laad()
    engine = maak_engine(proef.url)
    anna = _wie(engine, "anna")
    een = scenarios.maak(engine, anna, "Proef", BASIS, [_zet(1)])
    for nummer in range(3):
        proef.feiten = merk(weinig, f"anders {nummer}")
        proef.laad()
    ruim_halve_op(engine)
    migreer(engine)
    assert scenarios.lees(engine, anna, een.id) == een
    assert [regel["wat"] for regel in gebruikers.logboek(engine)][-1] == "scenario-gemaakt"
    engine.dispose()


@pytest.mark.postgis
def test_a_database_that_goes_away_is_told_and_nothing_is_half_done(postgis_url: str) -> None:
    engine = maak_engine(postgis_url)
    migreer(engine)
    anna = _wie(engine, "anna")
    een = scenarios.maak(engine, anna, "Proef", BASIS, [])
    beheer = maak_engine(os.environ["REGIO_TEST_POSTGIS_URL"])
    weg = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :naam")
    with beheer.connect() as verbinding:
        verbinding.execute(weg, {"naam": engine.url.database})
    with pytest.raises(Opslagfout):
        _stap(engine, anna, een, _zet(1))
    assert scenarios.lees(engine, anna, een.id) == een, "the next question finds it again, unchanged"
    engine.dispose()
    beheer.dispose()
