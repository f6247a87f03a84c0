"""``regio gebruiker``: who may keep scenarios, and the tokens they do it with."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from regio.fouten import NietGevonden
from regio.instellingen import lees_instellingen

if TYPE_CHECKING:
    from regio.opslag.gebruikers import Engine


@contextmanager
def _database() -> Iterator[Engine]:
    """The database, brought up to date. Raises RegioFout."""
    from regio.opslag.migraties import migreer
    from regio.opslag.verbinding import maak_engine

    engine = maak_engine(lees_instellingen().database)
    try:
        migreer(engine)
        yield engine
    finally:
        engine.dispose()


def maak(naam: str, rol: str) -> None:
    """Add a user. Raises RegioFout."""
    from regio.gebruikersnaam import gewoon
    from regio.opslag import gebruikers

    naam = gewoon(naam)
    with _database() as engine:
        gebruikers.maak_gebruiker(engine, naam, rol)
    sys.stdout.write(f"Gebruiker {naam} is gemaakt, als {rol}. Maak een token: regio gebruiker token {naam}\n")


def geef_rol(naam: str, rol: str) -> None:
    """Give a user another role. Raises RegioFout."""
    from regio.opslag import gebruikers
    from regio.rollen import laagste

    with _database() as engine:
        was = gebruikers.geef_rol(engine, naam, rol)
    if was == rol:
        sys.stdout.write(f"{naam} was al {rol}; er is niets gewijzigd.\n")
        return
    lager = "Dat geldt meteen, ook voor tokens en sessies die er al zijn."
    hoger = f"Tokens die er al zijn houden hun rol. Maak een nieuw token: regio gebruiker token {naam}"
    sys.stdout.write(f"{naam} was {was} en is nu {rol}. {lager if laagste(was, rol) == rol else hoger}\n")


def token(naam: str, rol: str | None, dagen: int, *, extern_ook: bool) -> None:
    """Make a token and show it, the only time. Raises RegioFout."""
    from regio.opslag import gebruikers

    with _database() as engine:
        geheim = gebruikers.maak_token(engine, naam, rol, dagen, extern_ook=extern_ook)
    sys.stderr.write(f"Token van {naam}, {dagen} dagen geldig. Bewaar het nu: het wordt niet nog eens getoond.\n")
    sys.stdout.write(f"{geheim}\n")


def trek_in(naam: str, nummer: int | None) -> None:
    """Revoke one token of a user or all of them. Raises RegioFout."""
    from regio.opslag import gebruikers

    with _database() as engine:
        weg = gebruikers.trek_in(engine, naam, nummer)
    if not any(weg):
        raise NietGevonden("Er is geen token om in te trekken; regio gebruiker lijst toont wat er is.")
    delen = []
    if weg.tokens:
        delen.append(f"{weg.tokens} {'token' if weg.tokens == 1 else 'tokens'} van {naam} ingetrokken.")
    if weg.sessies:
        delen.append(f"{weg.sessies} {'sessie' if weg.sessies == 1 else 'sessies'} van {naam} beëindigd.")
    sys.stdout.write(" ".join(delen) + "\n")


def lijst(*, als_json: bool) -> None:
    """Every user with their tokens, never a token itself. Raises RegioFout."""
    from regio.opslag import gebruikers

    with _database() as engine:
        alle = gebruikers.lijst(engine)
    if als_json:
        _toon_json(alle)
        return
    for een in alle:
        sys.stdout.write(f"{een['naam']} ({een['rol']}{', extern' if een['extern'] else ''})\n")
        for rij in een["tokens"]:
            eind = f"ingetrokken {_dag(rij['ingetrokkenOp'])}" if rij["ingetrokkenOp"] else ""
            eind = eind or f"geldig tot {_dag(rij['verlooptOp'])}"
            sys.stdout.write(f"  token {rij['nummer']}: {rij['rol']}, {eind}\n")
    if not alle:
        sys.stdout.write("Er zijn nog geen gebruikers. Maak er een: regio gebruiker maak NAAM\n")


def logboek(*, als_json: bool) -> None:
    """The audit log: who did what and when. Raises RegioFout."""
    from regio.opslag import gebruikers

    with _database() as engine:
        regels = gebruikers.logboek(engine)
    if als_json:
        _toon_json(regels)
        return
    for regel in regels:
        meer = ", ".join(
            f"{naam} {waarde}" for naam, waarde in regel["bijzonderheden"].items() if waarde not in ("", 0)
        )
        moment = f"{regel['wanneer'][:19]}Z"
        sys.stdout.write(f"{moment} {regel['wie']}: {regel['wat']} {regel['waarvan']}{f' ({meer})' if meer else ''}\n")


def _dag(moment: str) -> str:
    return moment[:10]


def _toon_json(inhoud: list[dict[str, Any]]) -> None:
    sys.stdout.write(json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n")
