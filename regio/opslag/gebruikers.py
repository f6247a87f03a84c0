"""Users and the tokens they sign in with: made at random, shown once, kept as their SHA-256."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy import Engine as Engine  # noqa: PLC0414 - for those who may not import the library itself

from regio import rollen
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.gebruikersnaam import gewoon, sleutel
from regio.opslag.scenarios_tabellen import auditregel, gebruiker, sessie, token
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import schrijvend

LEZER, BEWERKER, BEHEERDER = ROLLEN = rollen.ROLLEN
GEBRUIKERSTOKEN, LINKTOKEN = "regio", "deel"
TOKENVORM = re.compile(r"(regio|deel)_[A-Za-z0-9_-]{43}", re.ASCII)
DAGEN, MEESTE_DAGEN = 90, 366
LANGSTE_NAAM = 100
# Who changes users: whoever may run commands on the machine.
OPDRACHT = "opdracht regio gebruiker"
# Any fixed number will do: whoever holds it is choosing a name.
_NAMENSLOT = 7_203_156
_EXTERN = (
    "Deze gebruiker logt in bij een organisatie. Een token blijft gelden als de organisatie die persoon niet meer "
    "toelaat. Wilt u dat toch, geef dan --extern-ook."
)
_ROL_ELDERS = (
    "Deze gebruiker logt in bij een organisatie, en heeft de rol die zij geeft. Wijzig de rol daar; wilt u de toegang "
    "nu beëindigen, gebruik dan regio gebruiker intrekken."
)
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wie:
    """Somebody who signed in: ``rol`` is that of the token, or their own where that is lower by now."""

    id: int
    naam: str
    rol: str

    def mag(self, rol: str) -> bool:
        """Whether this role is included in theirs."""
        return ROLLEN.index(self.rol) >= ROLLEN.index(rol)


class Ingetrokken(NamedTuple):
    """How many tokens ended, and how many sessions that had none: of a provider."""

    tokens: int
    sessies: int


def nu() -> str:
    """This moment, UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def nieuw_geheim(soort: str) -> str:
    """A token of 256 random bits; what it begins with says whose it is: of a user or of a link."""
    return f"{soort}_{secrets.token_urlsafe(32)}"


def afdruk(geheim: str) -> str:
    """What is kept of a token. It is random and long, so no salt and no slow hash is needed."""
    return hashlib.sha256(geheim.encode()).hexdigest()


def noteer(verbinding: Connection, wie: str, wat: str, waarvan: str, **bijzonderheden: object) -> None:
    """Add a line to the audit log, in the transaction of the change itself."""
    meer = json.dumps(bijzonderheden, ensure_ascii=False)
    regel = {"wanneer": nu(), "wie": wie, "wat": wat, "waarvan": waarvan, "bijzonderheden": meer}
    verbinding.execute(insert(auditregel).values(regel))


def maak_gebruiker(engine: Engine, naam: str, rol: str) -> None:
    """Add a user, as ``gewoon(naam)``, with the highest role for their tokens. Raises Vraagfout and Opslagfout."""
    naam = gewoon(naam)
    fouten = [*_naamfouten(naam), *_rolfouten(rol)]
    if fouten:
        raise Vraagfout(*fouten)
    with in_gewone_taal("De gebruiker maken"), schrijvend(engine) as verbinding:
        if sleutel(naam) in naamsleutels(verbinding):
            raise Vraagfout(Fout("naam", "bestaat-al", "Er is al een gebruiker met deze naam."))
        verbinding.execute(insert(gebruiker).values(naam=naam, rol=rol, aangemaakt_op=nu()))
        noteer(verbinding, OPDRACHT, "gebruiker-gemaakt", naam, rol=rol)


def naamsleutels(verbinding: Connection) -> set[str]:
    """What the names of users come down to; nobody else makes one until the end of this transaction, which writes."""
    if verbinding.dialect.name == "postgresql":
        verbinding.execute(text("SELECT pg_advisory_xact_lock(:nummer)"), {"nummer": _NAMENSLOT})
    return {sleutel(naam) for naam in verbinding.execute(select(gebruiker.c.naam)).scalars()}


def maak_token(
    engine: Engine, naam: str, rol: str | None = None, dagen: int = DAGEN, *, extern_ook: bool = False
) -> str:
    """A new token of a user, with their role or a lower one; only its SHA-256 stays.

    Of a user of a provider only with ``extern_ook``: the token outlives what the provider says. Raises RegioFout.
    """
    if rol is not None and (fouten := _rolfouten(rol)):
        raise Vraagfout(*fouten)
    if not 1 <= dagen <= MEESTE_DAGEN:
        raise Vraagfout(Fout("dagen", "dagen", f"Een token geldt 1 tot en met {MEESTE_DAGEN} dagen."))
    geheim = nieuw_geheim(GEBRUIKERSTOKEN)
    verloopt = (datetime.now(UTC) + timedelta(days=dagen)).isoformat(timespec="microseconds")
    with in_gewone_taal("Het token maken"), schrijvend(engine) as verbinding:
        wie, extern = _zoek(verbinding, naam)
        if extern and not extern_ook:
            raise Vraagfout(Fout("naam", "extern", _EXTERN))
        rol = rol or wie.rol
        if not wie.mag(rol):
            raise Vraagfout(Fout("rol", "rol-te-hoog", f"Deze gebruiker is {wie.rol}; kies die rol of een lagere."))
        rij = {"gebruiker_id": wie.id, "sha256": afdruk(geheim), "rol": rol}
        nieuw = insert(token).values(**rij, aangemaakt_op=nu(), verloopt_op=verloopt)
        nummer = verbinding.execute(nieuw.returning(token.c.id)).scalar_one()
        noteer(verbinding, OPDRACHT, "token-gemaakt", wie.naam, token=nummer, rol=rol, verloopt=verloopt)
    return geheim


def geef_rol(engine: Engine, naam: str, rol: str) -> str:
    """Give a user another highest role; gives the one before. Raises RegioFout.

    Tokens and sessions keep the role they were made with, and mean no more than that of their user: a lower
    role holds at once, a higher one with a new token. The role of a user of a provider is what that says.
    """
    if fouten := _rolfouten(rol):
        raise Vraagfout(*fouten)
    with in_gewone_taal("De rol wijzigen"), schrijvend(engine) as verbinding:
        wie, extern = _zoek(verbinding, naam)
        if extern:
            raise Vraagfout(Fout("naam", "extern", _ROL_ELDERS))
        if wie.rol != rol:
            verbinding.execute(update(gebruiker).where(gebruiker.c.id == wie.id).values(rol=rol))
            noteer(verbinding, OPDRACHT, "rol-gewijzigd", wie.naam, van=wie.rol, naar=rol)
    return wie.rol


def trek_in(engine: Engine, naam: str, nummer: int | None = None) -> Ingetrokken:
    """Revoke a token of a user, or all that still hold and every session. Raises NietGevonden and Opslagfout."""
    with in_gewone_taal("Tokens intrekken"), schrijvend(engine) as verbinding:
        van_wie, _ = _zoek(verbinding, naam)
        geldig = (token.c.gebruiker_id == van_wie.id) & token.c.ingetrokken_op.is_(None)
        if nummer is not None:
            geldig &= token.c.id == nummer
        weg = verbinding.execute(update(token).where(geldig).values(ingetrokken_op=nu()).returning(token.c.id))
        nummers = sorted(weg.scalars())
        sessies = 0 if nummer is not None else _beeindig_sessies(verbinding, van_wie.id)
        if nummers or sessies:
            meer = {"sessies": sessies} if sessies else {}
            noteer(verbinding, OPDRACHT, "tokens-ingetrokken", van_wie.naam, tokens=nummers, **meer)
    return Ingetrokken(len(nummers), sessies)


def _beeindig_sessies(verbinding: Connection, gebruiker_id: int) -> int:
    """End every session of a user; gives how many there were without a token."""
    weg = delete(sessie).where(sessie.c.gebruiker_id == gebruiker_id).returning(sessie.c.token_id)
    return sum(token_id is None for token_id in verbinding.execute(weg).scalars())


def lijst(engine: Engine) -> list[Json]:
    """Every user with every token: number, role, until when, and whether it was revoked. Raises Opslagfout.

    ``extern`` says whether a user came by a provider, not as whom.
    """
    with in_gewone_taal("De gebruikers lezen"), engine.connect() as verbinding:
        per_gebruiker = {
            rij.id: {
                "naam": rij.naam,
                "rol": rij.rol,
                "extern": rij.extern is not None,
                "sinds": rij.aangemaakt_op,
                "tokens": [],
            }
            for rij in verbinding.execute(select(gebruiker).order_by(gebruiker.c.naam))
        }
        for rij in verbinding.execute(select(token).order_by(token.c.id)):
            een = {"nummer": rij.id, "rol": rij.rol, "verlooptOp": rij.verloopt_op, "ingetrokkenOp": rij.ingetrokken_op}
            per_gebruiker[rij.gebruiker_id]["tokens"].append(een)
    return list(per_gebruiker.values())


def logboek(engine: Engine) -> list[Json]:
    """Every line of the audit log, oldest first. Raises Opslagfout."""
    with in_gewone_taal("Het logboek lezen"), engine.connect() as verbinding:
        rijen = verbinding.execute(select(auditregel).order_by(auditregel.c.id)).mappings()
        return [{**rij, "bijzonderheden": json.loads(rij["bijzonderheden"])} for rij in rijen]


def wie_heeft(engine: Engine, geheim: str) -> Wie | None:
    """Who holds a token that is valid now; None for any other text. Raises Opslagfout."""
    gezocht = afdruk(geheim)
    wie, wat = (gebruiker.c.id, gebruiker.c.naam, gebruiker.c.rol), (token.c.sha256, token.c.verloopt_op)
    kolommen = (*wie, token.c.rol.label("met_rol"), *wat)
    vraag = select(*kolommen).join(gebruiker).where(token.c.sha256 == gezocht, token.c.ingetrokken_op.is_(None))
    with in_gewone_taal("Het token opzoeken"), engine.connect() as verbinding:
        rij = verbinding.execute(vraag).one_or_none()
    if rij is None or not secrets.compare_digest(rij.sha256, gezocht) or rij.verloopt_op <= nu():
        return None
    return Wie(rij.id, rij.naam, rollen.laagste(rij.met_rol, rij.rol))


def _zoek(verbinding: Connection, naam: str) -> tuple[Wie, bool]:
    """Somebody by name, as it is kept or as it was typed, and whether they came by a provider."""
    # A name from before names were kept in one form is found as it stands there.
    for vorm in dict.fromkeys((naam, gewoon(naam))):
        rij = verbinding.execute(select(gebruiker).where(gebruiker.c.naam == vorm)).one_or_none()
        if rij is not None:
            return Wie(rij.id, rij.naam, rij.rol), rij.extern is not None
    raise NietGevonden("Er is geen gebruiker met deze naam; regio gebruiker lijst noemt ze.")


def _naamfouten(naam: str) -> list[Fout]:
    if naam == naam.strip() and 0 < len(naam) <= LANGSTE_NAAM and naam.isprintable() and not set("<>") & set(naam):
        return []
    melding = f"Een naam is 1 tot en met {LANGSTE_NAAM} gewone tekens, zonder < en > en zonder spaties eromheen."
    return [Fout("naam", "naam-vorm", melding)]


def _rolfouten(rol: str) -> list[Fout]:
    return [] if rol in ROLLEN else [Fout("rol", "rol-onbekend", f"Kies als rol {', '.join(ROLLEN)}.")]
