"""Users whom a provider vouches for, on SQLite and on PostGIS."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine

from regio.aanmelden.identiteit import Identiteit
from regio.fouten import Vraagfout
from regio.opslag import gebruikers
from regio.opslag.extern import open_extern
from regio.opslag.sessies import sessie_met

MO = Identiteit("https://login.example sub-mo", "mo", "bewerker")


def _wie(engine: Engine, geheim: str) -> gebruikers.Wie:
    gevonden = sessie_met(engine, geheim)
    assert gevonden is not None and gevonden.extern
    return gevonden.wie


def _namen(engine: Engine) -> list[str]:
    return [een["naam"] for een in gebruikers.lijst(engine)]


def _wat(engine: Engine) -> list[Any]:
    return [regel["wat"] for regel in gebruikers.logboek(engine)]


def test_the_same_person_is_the_same_user_by_whatever_name(engine: Engine) -> None:
    eerst = _wie(engine, open_extern(engine, MO))
    later = _wie(engine, open_extern(engine, Identiteit(MO.extern, "Mo de Vries", "bewerker")))
    assert eerst == later and _namen(engine) == ["mo"]
    assert _wat(engine) == ["gebruiker-gemaakt", "aangemeld", "aangemeld"]


def test_another_person_of_that_name_is_another_user(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "mo", "beheerder")
    for nummer in ("a", "b"):
        open_extern(engine, Identiteit(f"https://login.example {nummer}", "mo", "lezer"))
    open_extern(engine, Identiteit("https://elders.example a", "m_", "lezer"))
    assert _namen(engine) == ["m_", "mo", "mo (2)", "mo (3)"]
    gebruikers.maak_gebruiker(engine, "mo (5)", "lezer")
    open_extern(engine, Identiteit("https://login.example c", "mo", "lezer"))
    assert "mo (4)" in _namen(engine)


def test_a_name_that_only_looks_different_gets_a_number(engine: Engine) -> None:
    gebruikers.maak_gebruiker(engine, "Fien", "beheerder")
    for nummer, naam in enumerate(("FIEN", "\uff26ien", "aanbieder")):
        open_extern(engine, Identiteit(f"https://login.example {nummer}", naam, "lezer"))
    assert _namen(engine) == ["FIEN (2)", "Fien", "Fien (3)", "aanbieder (2)"]


def test_a_token_of_somebody_from_outside_is_asked_for_twice(engine: Engine) -> None:
    open_extern(engine, MO)
    gebruikers.maak_gebruiker(engine, "anna", "lezer")
    assert [(een["naam"], een["extern"]) for een in gebruikers.lijst(engine)] == [("anna", False), ("mo", True)]
    assert MO.extern not in str(gebruikers.lijst(engine))
    with pytest.raises(Vraagfout, match="--extern-ook"):
        gebruikers.maak_token(engine, "mo")
    assert not any(een["tokens"] for een in gebruikers.lijst(engine))
    assert gebruikers.wie_heeft(engine, gebruikers.maak_token(engine, "mo", extern_ook=True)) is not None


def test_a_lower_role_holds_for_every_session_and_token_at_once(engine: Engine) -> None:
    geheim = open_extern(engine, Identiteit(MO.extern, "mo", "beheerder"))
    token = gebruikers.maak_token(engine, "mo", "beheerder", extern_ook=True)
    open_extern(engine, Identiteit(MO.extern, "mo", "lezer"))
    met_token = gebruikers.wie_heeft(engine, token)
    assert met_token is not None
    assert (_wie(engine, geheim).rol, met_token.rol) == ("lezer", "lezer")
    open_extern(engine, Identiteit(MO.extern, "mo", "beheerder"))
    assert _wie(engine, geheim).rol == "beheerder"
    assert _wat(engine).count("rol-gewijzigd") == 2


def test_many_at_a_time_all_get_in(engine: Engine) -> None:
    """The same person in eight windows, and eight people of one name."""
    anderen = [Identiteit(f"https://login.example {nummer}", "mo", "lezer") for nummer in range(8)]
    with ThreadPoolExecutor(8) as draden:
        geheimen = list(draden.map(lambda wie: open_extern(engine, wie), [MO] * 8 + anderen))
    assert len({_wie(engine, geheim).id for geheim in geheimen[:8]}) == 1
    assert len({_wie(engine, geheim).naam for geheim in geheimen}) == 9
    assert _wat(engine).count("gebruiker-gemaakt") == 9


def test_revoking_tells_sessions_from_tokens(engine: Engine) -> None:
    geheimen = [open_extern(engine, MO) for _ in range(2)]
    gebruikers.maak_token(engine, "mo", extern_ook=True)
    assert gebruikers.trek_in(engine, "mo") == (1, 2)
    assert [sessie_met(engine, geheim) for geheim in geheimen] == [None, None]
    assert gebruikers.logboek(engine)[-1]["bijzonderheden"] == {"tokens": [1], "sessies": 2}
