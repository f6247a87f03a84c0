"""Users whom a provider of OpenID Connect vouches for: made when they first come, with the role it gives now."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from regio.aanmelden.identiteit import Identiteit
from regio.fouten import Opslagfout
from regio.gebruikersnaam import gewoon, sleutel
from regio.opslag.gebruikers import OPDRACHT, Wie, naamsleutels, noteer, nu
from regio.opslag.scenarios_tabellen import gebruiker
from regio.opslag.sessies import ruim_op, voeg_toe
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import schrijvend

# Who changes users when they sign in at the provider.
AANBIEDER = "aanbieder"
# Names in the audit log that are of no user.
_BEZET = (OPDRACHT, AANBIEDER)
# Each time one of those who came at the same moment gets in; so many never come with one name.
_POGINGEN = 50


def open_extern(engine: Engine, wie: Identiteit) -> str:
    """Sign in; gives what the cookie holds. Raises Opslagfout."""
    with in_gewone_taal("Aanmelden"):
        for _ in range(_POGINGEN):
            try:
                with schrijvend(engine) as verbinding:
                    ruim_op(verbinding)
                    return voeg_toe(verbinding, _gebruiker(verbinding, wie), None)
            except IntegrityError:
                # Somebody else came at the same moment: the same person in another window, or one of that name.
                continue
    raise Opslagfout("Aanmelden is niet gelukt. Probeer het opnieuw.")


def _gebruiker(verbinding: Connection, wie: Identiteit) -> Wie:
    rij = verbinding.execute(select(gebruiker).where(gebruiker.c.extern == wie.extern)).one_or_none()
    if rij is None:
        return _maak(verbinding, wie)
    if rij.rol != wie.rol:
        _geef_rol(verbinding, rij, wie.rol)
    return Wie(rij.id, rij.naam, wie.rol)


def _maak(verbinding: Connection, wie: Identiteit) -> Wie:
    naam = _vrije_naam(verbinding, wie.naam)
    rij = {"naam": naam, "rol": wie.rol, "aangemaakt_op": nu(), "extern": wie.extern}
    nummer = verbinding.execute(insert(gebruiker).values(rij).returning(gebruiker.c.id)).scalar_one()
    noteer(verbinding, AANBIEDER, "gebruiker-gemaakt", naam, rol=wie.rol, extern=wie.extern)
    return Wie(nummer, naam, wie.rol)


def _geef_rol(verbinding: Connection, was: Row[tuple[object, ...]], rol: str) -> None:
    verbinding.execute(update(gebruiker).where(gebruiker.c.id == was.id).values(rol=rol))
    noteer(verbinding, AANBIEDER, "rol-gewijzigd", was.naam, van=was.rol, naar=rol)


def _vrije_naam(verbinding: Connection, naam: str) -> str:
    """The name, or with a number behind it when somebody else has it."""
    bezet = {*map(sleutel, _BEZET), *naamsleutels(verbinding)}
    naam = gewoon(naam)
    nummer, vrij = 1, naam
    while sleutel(vrij) in bezet:
        nummer += 1
        vrij = f"{naam} ({nummer})"
    return vrij
