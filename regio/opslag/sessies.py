"""Sessions of the pages: opened with a token or by a provider, kept as the SHA-256 of what the cookie holds."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select

from regio.opslag.gebruikers import GEBRUIKERSTOKEN, TOKENVORM, Wie, afdruk, noteer, nu
from regio.opslag.scenarios_tabellen import gebruiker, sessie, token
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import schrijvend
from regio.rollen import laagste

DUUR = timedelta(hours=12)
# Sessions that one user can have at a time; a further one ends the oldest.
MEESTE = 20
EXTERN = "extern"


@dataclass(frozen=True, slots=True)
class Aangemeld:
    """A session that holds: of whom, the value that every form carries, and whether a provider vouched for it."""

    wie: Wie
    csrf: str
    extern: bool


def open_sessie(engine: Engine, geheim: str) -> str | None:
    """Sign in with the token of a user; gives what the cookie holds, None for any other text. Raises Opslagfout."""
    vorm = TOKENVORM.fullmatch(geheim)
    if vorm is None or vorm[1] != GEBRUIKERSTOKEN:
        return None
    gezocht = afdruk(geheim)
    kolommen = (token.c.id, token.c.sha256, token.c.rol, token.c.gebruiker_id, gebruiker.c.naam)
    geldig = (token.c.sha256 == gezocht) & token.c.ingetrokken_op.is_(None) & (token.c.verloopt_op > nu())
    with in_gewone_taal("Aanmelden"), schrijvend(engine) as verbinding:
        ruim_op(verbinding)
        rij = verbinding.execute(select(*kolommen).join(gebruiker).where(geldig)).one_or_none()
        if rij is None or not secrets.compare_digest(rij.sha256, gezocht):
            return None
        return voeg_toe(verbinding, Wie(rij.gebruiker_id, rij.naam, rij.rol), rij.id)


def sessie_met(engine: Engine, geheim: str) -> Aangemeld | None:
    """The session of a cookie; None when it ended, or the token it was opened with. Raises Opslagfout."""
    gezocht, moment = afdruk(geheim), nu()
    kolommen = (sessie.c.sha256, sessie.c.csrf, sessie.c.rol, sessie.c.token_id)
    van_wie = (gebruiker.c.id, gebruiker.c.naam, gebruiker.c.rol.label("hoogste"))
    token_geldt = token.c.ingetrokken_op.is_(None) & (token.c.verloopt_op > moment)
    vraag = (
        select(*kolommen, *van_wie)
        .join(gebruiker, sessie.c.gebruiker_id == gebruiker.c.id)
        .outerjoin(token, sessie.c.token_id == token.c.id)
        .where(sessie.c.sha256 == gezocht, sessie.c.verloopt_op > moment)
        .where(sessie.c.token_id.is_(None) | token_geldt)
    )
    with in_gewone_taal("De sessie opzoeken"), engine.connect() as verbinding:
        rij = verbinding.execute(vraag).one_or_none()
    if rij is None or not secrets.compare_digest(rij.sha256, gezocht):
        return None
    return Aangemeld(Wie(rij.id, rij.naam, laagste(rij.rol, rij.hoogste)), rij.csrf, rij.token_id is None)


def sluit(engine: Engine, geheim: str) -> None:
    """Sign out: the cookie is worth nothing from now on. Raises Opslagfout."""
    weg = delete(sessie).where(sessie.c.sha256 == afdruk(geheim)).returning(sessie.c.gebruiker_id)
    with in_gewone_taal("Afmelden"), schrijvend(engine) as verbinding:
        van = verbinding.execute(weg).scalar_one_or_none()
        if van is not None:
            naam = verbinding.execute(select(gebruiker.c.naam).where(gebruiker.c.id == van)).scalar_one()
            noteer(verbinding, naam, "afgemeld", naam)


def ruim_op(verbinding: Connection) -> None:
    """Remove the sessions that ended."""
    verbinding.execute(delete(sessie).where(sessie.c.verloopt_op <= nu()))


def voeg_toe(verbinding: Connection, wie: Wie, token_id: int | None) -> str:
    """A new session of a user, by a token or (None) by a provider; gives what the cookie holds."""
    _laat_ruimte(verbinding, wie.id)
    geheim = secrets.token_urlsafe(32)
    verloopt = (datetime.now(UTC) + DUUR).isoformat(timespec="microseconds")
    rij = {"gebruiker_id": wie.id, "sha256": afdruk(geheim), "csrf": secrets.token_urlsafe(32), "rol": wie.rol}
    verbinding.execute(insert(sessie).values(**rij, token_id=token_id, aangemaakt_op=nu(), verloopt_op=verloopt))
    noteer(verbinding, wie.naam, "aangemeld", wie.naam, rol=wie.rol, token=token_id or EXTERN)
    return geheim


def _laat_ruimte(verbinding: Connection, gebruiker_id: int) -> None:
    """End the oldest sessions of a user, so that one more fits."""
    alle = select(sessie.c.id).where(sessie.c.gebruiker_id == gebruiker_id).order_by(sessie.c.id.desc())
    te_veel = verbinding.execute(alle.offset(MEESTE - 1)).scalars().all()
    if te_veel:
        verbinding.execute(delete(sessie).where(sessie.c.id.in_(te_veel)))
