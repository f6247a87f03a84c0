"""``regio gebruiker``: users and tokens by command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from regio.aanmelden.identiteit import Identiteit
from regio.opslag import gebruikers
from regio.opslag.extern import open_extern
from regio.opslag.sessies import open_sessie, sessie_met
from regio.opslag.verbinding import maak_engine
from tests.regio.cli.conftest import Uitkomst

Doe = Callable[..., Uitkomst]


@pytest.fixture
def staatmap(tmp_path: Path) -> Path:
    """No edition: users need none."""
    return tmp_path / "staat"


@pytest.fixture
def database(staatmap: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of the database that comes in that folder."""
    monkeypatch.delenv("REGIO_DATABASE_URL", raising=False)
    return f"sqlite:///{staatmap / 'regio.db'}"


def test_from_nothing_to_a_token_and_back(regio: Doe, database: str) -> None:
    assert "nog geen gebruikers" in regio("gebruiker", "lijst").uit
    assert regio("gebruiker", "maak", "anna").code == 0
    uit = regio("gebruiker", "token", "anna", "--dagen", "7")
    geheim = uit.uit.strip()
    assert re.fullmatch(r"regio_[\w-]{43}", geheim) and "niet nog eens" in uit.fout
    engine = maak_engine(database)
    wie = gebruikers.wie_heeft(engine, geheim)
    assert wie is not None and (wie.naam, wie.rol) == ("anna", "bewerker")
    alles = [
        regio("gebruiker", *deel).uit for deel in (("lijst",), ("lijst", "--json"), ("logboek",), ("logboek", "--json"))
    ]
    assert all(geheim not in een and "anna" in een for een in alles)
    (een,) = json.loads(alles[1])[0]["tokens"]
    assert (een["nummer"], een["rol"], een["ingetrokkenOp"]) == (1, "bewerker", None)
    assert "1 token" in regio("gebruiker", "intrekken", "anna", "--token", "1").uit
    assert gebruikers.wie_heeft(engine, geheim) is None
    assert "ingetrokken" in regio("gebruiker", "lijst").uit
    assert [regel["wat"] for regel in json.loads(regio("gebruiker", "logboek", "--json").uit)] == [
        "gebruiker-gemaakt", "token-gemaakt", "tokens-ingetrokken",
    ]  # fmt: skip
    engine.dispose()


def test_who_came_by_a_provider_is_marked_and_gets_a_token_only_when_meant(regio: Doe, database: str) -> None:
    assert regio("gebruiker", "maak", "\uff21nna").uit.startswith("Gebruiker Anna is gemaakt")
    engine = maak_engine(database)
    open_extern(engine, Identiteit("https://login.example sub-mo", "mo", "bewerker"))
    engine.dispose()
    assert regio("gebruiker", "lijst").uit.splitlines() == ["Anna (bewerker)", "mo (bewerker, extern)"]
    assert "login.example" not in regio("gebruiker", "lijst", "--json").uit
    geweigerd = regio("gebruiker", "token", "mo")
    assert geweigerd.code != 0 and "--extern-ook" in geweigerd.melding
    assert regio("gebruiker", "token", "mo", "--extern-ook").uit.startswith("regio_")


def test_a_role_can_be_changed_and_a_lower_one_holds_at_once(regio: Doe, database: str) -> None:
    regio("gebruiker", "maak", "anna", "--rol", "beheerder")
    geheim = regio("gebruiker", "token", "anna").uit.strip()
    engine = maak_engine(database)
    cookie = open_sessie(engine, geheim)
    assert cookie is not None

    def rollen() -> tuple[str, str]:
        wie, sessie = gebruikers.wie_heeft(engine, geheim), sessie_met(engine, cookie)
        assert wie is not None and sessie is not None
        return wie.rol, sessie.wie.rol

    uit = regio("gebruiker", "rol", "anna", "lezer").uit
    assert uit.startswith("anna was beheerder en is nu lezer.") and "meteen" in uit
    assert rollen() == ("lezer", "lezer")
    assert "anna (lezer)" in regio("gebruiker", "lijst").uit
    assert "was al lezer" in regio("gebruiker", "rol", "anna", "lezer").uit
    assert "Maak een nieuw token" in regio("gebruiker", "rol", "anna", "bewerker").uit
    assert rollen() == ("bewerker", "bewerker")
    regels = [een for een in json.loads(regio("gebruiker", "logboek", "--json").uit) if een["wat"] == "rol-gewijzigd"]
    assert [(een["waarvan"], een["bijzonderheden"]) for een in regels] == [
        ("anna", {"van": "beheerder", "naar": "lezer"}),
        ("anna", {"van": "lezer", "naar": "bewerker"}),
    ]
    engine.dispose()


def test_the_role_of_a_user_of_a_provider_is_changed_there(regio: Doe, database: str) -> None:
    regio("gebruiker", "lijst")
    engine = maak_engine(database)
    open_extern(engine, Identiteit("https://login.example sub-mo", "mo", "bewerker"))
    engine.dispose()
    assert "Wijzig de rol daar" in regio("gebruiker", "rol", "mo", "lezer").melding
    assert "mo (bewerker, extern)" in regio("gebruiker", "lijst").uit


@pytest.mark.parametrize(
    ("opdracht", "melding"),
    [
        (("maak", "<script>"), "zonder < en >"),
        (("maak", "x" * 10_000), "100 gewone tekens"),
        (("maak", "bob", "--rol", "baas"), "Kies als rol"),
        (("maak", "anna"), "al een gebruiker"),
        (("rol", "piet", "lezer"), "geen gebruiker"),
        (("rol", "anna", "baas"), "Kies als rol"),
        (("token", "piet"), "geen gebruiker"),
        (("token", "anna", "--rol", "beheerder"), "of een lagere"),
        (("intrekken", "piet"), "geen gebruiker"),
        (("intrekken", "anna"), "geen token om in te trekken"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(regio: Doe, database: str, opdracht: tuple[str, ...], melding: str) -> None:
    assert regio("gebruiker", "maak", "anna").code == 0
    assert melding in regio("gebruiker", *opdracht).melding
