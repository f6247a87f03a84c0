"""Requests to move a border as kept: copies that nothing changes, steps that meet, and whose they are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Self

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError

from regio.fouten import NietGevonden, NietToegestaan, Opslagfout, Vraagfout
from regio.opslag import gebruikers, scenarios, verzoeken
from regio.opslag.gebruikers import Wie
from regio.opslag.scenarios import Scenario
from regio.opslag.verzoeken import Verzoek
from regio.scenario.verzoek import Indiening, Stap, Steun, lees_stap

BASIS = ("editie", "2026-01-01")
ZET = {"soort": "hernoem", "sector": "PO", "code": "PO2001", "naam": "Geheime naam"}
INDIENING = Indiening("Gemeente Geheim", "Geheime reden", (Steun("Geheime partij", "steunt", "Geheim"),))
GEVOLGEN = {"effecten": {"é": [1.5]}, "bevindingen": []}
DRADEN = 12
_VERVANG_VERZOEK = (
    "INSERT OR REPLACE INTO verzoek ({sleutel}, scenario_id, versie, indiener_id, naam, peildatum, editie, zetten, "
    "aanvrager, reden, steun, ingediend_op) SELECT {waarde}, scenario_id, versie, indiener_id, '', '', '', '[]', '', "
    "'', '[]', '' FROM verzoek"
)


def _wie(engine: Engine, naam: str, rol: str = "bewerker") -> Wie:
    gebruikers.maak_gebruiker(engine, naam, rol)
    wie = gebruikers.wie_heeft(engine, gebruikers.maak_token(engine, naam))
    assert wie is not None
    return wie


@pytest.fixture
def anna(engine: Engine) -> Wie:
    """Somebody who hands in scenarios."""
    return _wie(engine, "anna")


@pytest.fixture
def beheer(engine: Engine) -> Wie:
    """Whoever decides."""
    return _wie(engine, "beheer", "beheerder")


def _scenario(engine: Engine, wie: Wie) -> Scenario:
    return scenarios.maak(engine, wie, "Geheime titel", BASIS, [ZET])


def _ingediend(engine: Engine, wie: Wie) -> Verzoek:
    return verzoeken.dien_in(engine, wie, _scenario(engine, wie), INDIENING, GEVOLGEN)


def _stap(soort: str, uitkomst: str = "", tekst: str = "Geheime tekst") -> Stap:
    return lees_stap(soort, "2099-01-01", tekst, uitkomst)


def test_what_was_handed_in_stays_as_it_was(engine: Engine, anna: Wie) -> None:
    was = _scenario(engine, anna)
    een = verzoeken.dien_in(engine, anna, was, INDIENING, GEVOLGEN)
    assert (een.kop.status, een.kop.stappen, een.kop.besluit) == ("ingediend", (), None)
    assert (een.kop.naam, een.kop.versie, een.kop.editie, een.kop.peildatum) == (was.naam, 1, *BASIS)
    assert (een.zetten, een.gevolgen, een.reden, een.kop.aantal_zetten) == (was.zetten, GEVOLGEN, "Geheime reden", 1)
    assert een.steun == ({"naam": "Geheime partij", "standpunt": "steunt", "toelichting": "Geheim"},)
    anders = scenarios.zet(engine, anna, was, [], "andere-editie")
    scenarios.verwijder(engine, anna, scenarios.hernoem(engine, anna, anders, "Anders"))
    assert verzoeken.lees(engine, anna, een.kop.id) == een
    assert verzoeken.lijst(engine, anna) == [een.kop]


def test_the_database_refuses_to_change_it(engine: Engine, anna: Wie) -> None:
    een = _ingediend(engine, anna)
    een = verzoeken.zet_stap(engine, anna, een.kop.id, _stap("aanvulling"))
    opdrachten = [
        "UPDATE verzoek SET reden = ''", "DELETE FROM verzoek", "UPDATE verzoekstap SET soort = 'toegewezen'",
        "DELETE FROM verzoekstap",
    ]  # fmt: skip
    if engine.dialect.name == "postgresql":
        opdrachten += ["TRUNCATE verzoek CASCADE", "TRUNCATE verzoekstap"]
    else:
        opdrachten += [_VERVANG_VERZOEK.format(sleutel="id", waarde="id")]
        opdrachten += [_VERVANG_VERZOEK.format(sleutel="rowid, id", waarde="rowid, 'ander'")]
        opdrachten += ["REPLACE INTO verzoekstap SELECT id, verzoek_id, 'toegewezen', '', '', '', '' FROM verzoekstap"]
    for opdracht in opdrachten:
        with pytest.raises(DBAPIError, match="deze rij staat vast"), engine.begin() as verbinding:
            verbinding.execute(text(opdracht))
    assert verzoeken.lees(engine, anna, een.kop.id) == een


def test_from_request_to_decision(engine: Engine, anna: Wie, beheer: Wie) -> None:
    nummer = _ingediend(engine, anna).kop.id
    verzoeken.zet_stap(engine, anna, nummer, _stap("aanvulling"))
    assert verzoeken.zet_stap(engine, beheer, nummer, _stap("in-behandeling", tekst="")).kop.status == "in-behandeling"
    klaar = verzoeken.zet_stap(engine, beheer, nummer, _stap("besluit", "deels-toegewezen"))
    assert klaar.kop.status == "deels-toegewezen"
    assert [stap.soort for stap in klaar.kop.stappen] == ["aanvulling", "in-behandeling", "besluit"]
    besluit = klaar.kop.besluit
    assert besluit is not None
    assert (besluit.uitkomst, besluit.datum, besluit.door) == ("deels-toegewezen", "2099-01-01", "beheer")
    assert verzoeken.lees(engine, anna, nummer) == klaar


def test_what_a_state_or_a_role_does_not_allow_leaves_nothing(engine: Engine, anna: Wie, beheer: Wie) -> None:
    nummer = _ingediend(engine, anna).kop.id
    regels = len(gebruikers.logboek(engine))
    pogingen: list[tuple[Wie, Stap, type[Exception]]] = [
        (anna, _stap("in-behandeling"), NietToegestaan),
        (anna, _stap("besluit", "toegewezen"), NietToegestaan),
        (beheer, _stap("aanvulling"), NietToegestaan),
        (beheer, _stap("ingetrokken"), NietToegestaan),
        (beheer, _stap("besluit", "toegewezen"), Vraagfout),
    ]
    for wie, stap, soort in pogingen:
        with pytest.raises(soort):
            verzoeken.zet_stap(engine, wie, nummer, stap)
    verzoeken.zet_stap(engine, anna, nummer, _stap("ingetrokken"))
    for wie, stap in (
        (anna, _stap("aanvulling")),
        (anna, _stap("ingetrokken", tekst="Anders")),
        (beheer, _stap("in-behandeling")),
    ):
        with pytest.raises(Vraagfout, match="ingetrokken"):
            verzoeken.zet_stap(engine, wie, nummer, stap)
    assert len(verzoeken.lees(engine, anna, nummer).kop.stappen) == 1
    assert len(gebruikers.logboek(engine)) == regels + 1


def test_a_request_is_of_whoever_handed_it_in(engine: Engine, anna: Wie, beheer: Wie) -> None:
    bob = _wie(engine, "bob")
    een = _ingediend(engine, anna)
    pogingen: list[Callable[[], object]] = [
        lambda: verzoeken.lees(engine, bob, een.kop.id),
        lambda: verzoeken.zet_stap(engine, bob, een.kop.id, _stap("aanvulling")),
        lambda: verzoeken.lees(engine, anna, "f" * 32),
        lambda: verzoeken.zet_stap(engine, beheer, "f" * 32, _stap("in-behandeling")),
    ]
    for poging in pogingen:
        with pytest.raises(NietGevonden):
            poging()
    assert verzoeken.lijst(engine, bob) == []
    assert verzoeken.lijst(engine, beheer) == [een.kop] == verzoeken.lijst(engine, anna)


def test_the_newest_first_and_no_more_than_asked(engine: Engine, anna: Wie) -> None:
    nummers = [_ingediend(engine, anna).kop.id for _ in range(3)]
    assert [kop.id for kop in verzoeken.lijst(engine, anna)] == nummers[::-1]
    assert [kop.id for kop in verzoeken.lijst(engine, anna, 2)] == nummers[:0:-1]


def test_a_version_is_handed_in_once_at_a_time(engine: Engine, anna: Wie) -> None:
    was = _scenario(engine, anna)
    een = verzoeken.dien_in(engine, anna, was, INDIENING, GEVOLGEN)
    with pytest.raises(Vraagfout, match="al ingediend"):
        verzoeken.dien_in(engine, anna, was, INDIENING, GEVOLGEN)
    verzoeken.zet_stap(engine, anna, een.kop.id, _stap("ingetrokken"))
    verzoeken.dien_in(engine, anna, was, INDIENING, GEVOLGEN)
    verzoeken.dien_in(engine, anna, scenarios.zet(engine, anna, was, [], "editie"), INDIENING, GEVOLGEN)
    assert [kop.status for kop in verzoeken.lijst(engine, anna)] == ["ingediend", "ingediend", "ingetrokken"]


def test_the_number_under_way_has_a_bound(engine: Engine, anna: Wie, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verzoeken, "MEESTE_OPEN", 2)
    eerste = _ingediend(engine, anna)
    _ingediend(engine, anna)
    with pytest.raises(Vraagfout) as fout:
        _ingediend(engine, anna)
    assert fout.value.fouten[0].code == "te-veel-verzoeken" and len(verzoeken.lijst(engine, anna)) == 2
    verzoeken.zet_stap(engine, anna, eerste.kop.id, _stap("ingetrokken"))
    _ingediend(engine, anna)


def test_the_number_in_a_day_has_a_bound(engine: Engine, anna: Wie, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verzoeken, "MEESTE_PER_DAG", 2)
    morgen = (datetime.now(UTC) + timedelta(days=1, minutes=1)).isoformat(timespec="microseconds")
    for _ in range(2):
        # Withdrawing makes no room: what was handed in stays.
        verzoeken.zet_stap(engine, anna, _ingediend(engine, anna).kop.id, _stap("ingetrokken"))
    with pytest.raises(Vraagfout, match="24 uur 2 verzoeken") as fout:
        _ingediend(engine, anna)
    assert fout.value.fouten[0].code == "te-veel-op-een-dag" and len(verzoeken.lijst(engine, anna)) == 2
    _ingediend(engine, _wie(engine, "bob"))

    class Morgen(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromisoformat(morgen)

    monkeypatch.setattr(verzoeken, "datetime", Morgen)
    _ingediend(engine, anna)


def test_lists_and_bounds_read_no_texts(engine: Engine, anna: Wie) -> None:
    een = _ingediend(engine, anna)
    verzoeken.zet_stap(engine, anna, een.kop.id, _stap("aanvulling"))
    was = _scenario(engine, anna)
    opdrachten: list[str] = []

    def onthoud(_verbinding: object, _cursor: object, opdracht: str, *_meer: object) -> None:
        opdrachten.append(opdracht)

    event.listen(engine, "before_cursor_execute", onthoud)
    (kop,) = verzoeken.lijst(engine, anna)
    assert (kop.aantal_zetten, kop.status, kop.stappen) == (1, "ingediend", ())
    assert not any(veld in opdracht for opdracht in opdrachten for veld in ("zetten", "reden", "steun", "gevolgen"))
    opdrachten.clear()
    ander = verzoeken.dien_in(engine, anna, was, INDIENING, GEVOLGEN)
    lezen = [opdracht for opdracht in opdrachten if opdracht.startswith("SELECT") and "zetten" in opdracht]
    assert len(lezen) == 1, "of all requests only the new one is read"
    assert ander.kop.aantal_zetten == 1


def test_what_is_added_has_a_bound_and_a_decision_always_can_be_taken(
    engine: Engine, anna: Wie, beheer: Wie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verzoeken, "MEESTE_STAPPEN", 1)
    een = _ingediend(engine, anna)
    verzoeken.zet_stap(engine, anna, een.kop.id, _stap("aanvulling"))
    for stap in (_stap("aanvulling", tekst="Meer"), Stap("steun", "2099-01-01", "", naam="Raad", standpunt="steunt")):
        with pytest.raises(Vraagfout, match="ten hoogste 1"):
            verzoeken.zet_stap(engine, anna, een.kop.id, stap)
    verzoeken.zet_stap(engine, beheer, een.kop.id, _stap("in-behandeling"))
    klaar = verzoeken.zet_stap(engine, beheer, een.kop.id, _stap("besluit", "afgewezen"))
    assert klaar.kop.status == "afgewezen"


def test_a_standpoint_comes_back_as_it_was_said(engine: Engine, anna: Wie) -> None:
    een = _ingediend(engine, anna)
    stap = Stap("steun", "2099-01-01", 'De "raad"\nstemde', naam="Tynaarlo (GM1730)", standpunt="steunt")
    (gezet,) = verzoeken.zet_stap(engine, anna, een.kop.id, stap).kop.stappen
    assert (gezet.soort, gezet.naam, gezet.standpunt, gezet.tekst) == (
        stap.soort,
        stap.naam,
        stap.standpunt,
        stap.tekst,
    )
    (kop,) = verzoeken.lijst(engine, anna)
    assert (kop.status, kop.stappen) == ("ingediend", ())


@pytest.mark.parametrize(
    "stap",
    [
        _stap("aanvulling"),
        Stap("steun", "2099-01-01", "", naam="Raad", standpunt="steunt"),
        _stap("ingetrokken", tekst=""),
    ],
)
def test_a_step_whose_answer_was_lost_is_taken_once(
    engine: Engine, anna: Wie, stap: Stap, monkeypatch: pytest.MonkeyPatch
) -> None:
    nummer = _ingediend(engine, anna).kop.id
    gezet = verzoeken.zet_stap(engine, anna, nummer, stap)
    regels = gebruikers.logboek(engine)
    assert verzoeken.zet_stap(engine, anna, nummer, stap) == gezet == verzoeken.lees(engine, anna, nummer)
    assert gebruikers.logboek(engine) == regels
    monkeypatch.setattr(verzoeken, "HERHALING", timedelta(0))
    if stap.soort == "ingetrokken":
        with pytest.raises(Vraagfout, match="ingetrokken"):
            verzoeken.zet_stap(engine, anna, nummer, stap)
    else:
        assert len(verzoeken.zet_stap(engine, anna, nummer, stap).kop.stappen) == 2


def test_other_words_or_another_step_between_make_a_new_step(engine: Engine, anna: Wie) -> None:
    nummer = _ingediend(engine, anna).kop.id
    for tekst in ("Een", "Twee", "Een"):
        gezet = verzoeken.zet_stap(engine, anna, nummer, _stap("aanvulling", tekst=tekst))
    assert [stap.tekst for stap in gezet.kop.stappen] == ["Een", "Twee", "Een"]


def _herhaal(doe: Callable[[], object]) -> bool:
    """Do it until the database has time; whether it was done."""
    for _ in range(1_000):
        try:
            doe()
        except Vraagfout:
            return False
        except Opslagfout:
            continue
        return True
    return False


def test_many_at_once_lose_nothing(engine: Engine, anna: Wie) -> None:
    """Every addition that was acknowledged is there once; of all withdrawals one succeeds, the last."""
    nummer = _ingediend(engine, anna).kop.id

    def werk(draad: int) -> tuple[bool, bool]:
        aanvulling = _stap("aanvulling", tekst=f"Tekst {draad}")
        gelukt = _herhaal(lambda: verzoeken.zet_stap(engine, anna, nummer, aanvulling))
        weg = _herhaal(lambda: verzoeken.zet_stap(engine, anna, nummer, _stap("ingetrokken", tekst=f"Weg {draad}")))
        return gelukt, weg

    with ThreadPoolExecutor(DRADEN) as draden:
        uit = list(draden.map(werk, range(DRADEN)))
    stappen = verzoeken.lees(engine, anna, nummer).kop.stappen
    assert sum(weg for _, weg in uit) == 1 and stappen[-1].soort == "ingetrokken"
    verwacht = sorted(f"Tekst {draad}" for draad, (gelukt, _) in enumerate(uit) if gelukt)
    assert sorted(stap.tekst for stap in stappen[:-1]) == verwacht
    regels = [een["wat"] for een in gebruikers.logboek(engine) if een["waarvan"] == nummer]
    assert len(regels) == len(stappen) + 1


def test_of_many_who_hand_in_one_version_one_does(engine: Engine, anna: Wie) -> None:
    was = _scenario(engine, anna)
    with ThreadPoolExecutor(DRADEN) as draden:
        doe: Callable[[int], bool] = lambda _: _herhaal(  # noqa: E731 - a name for what all threads do
            lambda: verzoeken.dien_in(engine, anna, was, INDIENING, GEVOLGEN)
        )
        assert sum(draden.map(doe, range(DRADEN))) == 1
    assert len(verzoeken.lijst(engine, anna)) == 1


def test_the_number_of_scenarios_has_a_bound(engine: Engine, anna: Wie, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "MEESTE_SCENARIOS", 3)
    bob = _wie(engine, "bob")
    with ThreadPoolExecutor(DRADEN) as draden:
        gelukt = sum(draden.map(lambda _: _herhaal(lambda: _scenario(engine, anna)), range(DRADEN)))
    assert gelukt == 3 == len(scenarios.van(engine, anna))
    with pytest.raises(Vraagfout, match="3 scenario's"):
        _scenario(engine, anna)
    _scenario(engine, bob)
    scenarios.verwijder(engine, anna, scenarios.van(engine, anna)[0])
    _scenario(engine, anna)


def test_the_log_says_what_was_done_and_no_texts(engine: Engine, anna: Wie, beheer: Wie) -> None:
    een = _ingediend(engine, anna)
    verzoeken.zet_stap(engine, beheer, een.kop.id, _stap("in-behandeling"))
    verzoeken.zet_stap(engine, beheer, een.kop.id, _stap("besluit", "afgewezen"))
    regels: list[dict[str, Any]] = [rij for rij in gebruikers.logboek(engine) if rij["waarvan"] == een.kop.id]
    assert [(regel["wie"], regel["wat"]) for regel in regels] == [
        ("anna", "verzoek-ingediend"), ("beheer", "verzoek-in-behandeling"), ("beheer", "verzoek-afgewezen"),
    ]  # fmt: skip
    assert regels[0]["bijzonderheden"] == {"scenario": een.kop.scenario, "versie": 1}
    assert "Geheim" not in str(gebruikers.logboek(engine))
