"""Faults of disk and database, told in plain Dutch with what to do about them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from regio.fouten import Opslagfout
from regio.schijf import zin

_GEBLEVEN = "Wat er stond is niet veranderd."
_VOL = f"{zin(OSError(errno.ENOSPC, ''))} {_GEBLEVEN}"
_ALLEEN_LEZEN = f"{zin(OSError(errno.EACCES, ''))} {_GEBLEVEN}"
_BEZET = "De database is bezet door een ander programma. Wacht even en probeer het opnieuw."
_KAPOT = "Het databasebestand is beschadigd. Zet een reservekopie terug, of verplaats het bestand en laad opnieuw."
_ONBEREIKBAAR = (
    "De database is niet bereikbaar. Controleer of zij draait en of REGIO_DATABASE_URL klopt; "
    "wat er werd geserveerd is niet veranderd."
)
_RECHTEN = "De databasegebruiker heeft te weinig rechten. Vraag de beheerder om rechten op dit schema."

# Part of SQLite's message -> what to tell.
_SQLITE = {
    "disk is full": _VOL,
    "readonly database": _ALLEEN_LEZEN,
    "unable to open": "Het databasebestand kan niet worden geopend. Controleer of de map bestaat en schrijfbaar is.",
    "database is locked": _BEZET,
    "not a database": _KAPOT,
    "malformed": _KAPOT,
    "disk I/O error": "De schijf kan niet worden gelezen of beschreven. Controleer of zij vol of defect is.",
}

# Start of PostgreSQL's SQLSTATE -> what to tell.
_POSTGRESQL = {
    "53100": _VOL,
    "25006": _ALLEEN_LEZEN,
    "42501": _RECHTEN,
    "28": "De database weigert de aanmelding. Controleer gebruiker en wachtwoord in REGIO_DATABASE_URL.",
    "3D": "Deze database bestaat niet. Maak haar aan of verbeter REGIO_DATABASE_URL.",
    "53": "De database heeft geen ruimte of verbindingen meer. Probeer het later opnieuw.",
    "55": _BEZET,
    "40": _BEZET,
    "08": _ONBEREIKBAAR,
    "57": _ONBEREIKBAAR,
}


@contextmanager
def in_gewone_taal(bij: str) -> Iterator[None]:
    """Turn a fault of disk or database into an Opslagfout; ``bij`` says in Dutch what was going on."""
    try:
        yield
    except SQLAlchemyError as fout:
        raise Opslagfout(f"{bij} is niet gelukt. {_databasefout(fout)}") from fout
    except OSError as fout:
        raise Opslagfout(f"{bij} is niet gelukt. {zin(fout)} {_GEBLEVEN}") from fout


def _databasefout(fout: SQLAlchemyError) -> str:
    oorzaak = fout.orig if isinstance(fout, DBAPIError) else None
    staat = getattr(oorzaak, "sqlstate", None)
    for begin, wat in _POSTGRESQL.items():
        if staat and staat.startswith(begin):
            return wat
    for deel, wat in _SQLITE.items():
        if deel in str(oorzaak):
            return wat
    if isinstance(fout, DBAPIError) and (fout.connection_invalidated or _geen_verbinding(oorzaak)):
        return _ONBEREIKBAAR
    return "De database gaf een onverwachte fout; bekijk het logboek van de database."


def _geen_verbinding(oorzaak: BaseException | None) -> bool:
    # psycopg gives a failed connection no SQLSTATE, only this class.
    return type(oorzaak).__module__.startswith("psycopg") and type(oorzaak).__name__ in (
        "OperationalError",
        "ConnectionTimeout",
    )
