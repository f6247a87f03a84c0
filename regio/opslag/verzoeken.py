"""Requests to move a border as they are kept: a copy of the scenario, and steps that are only added.

Every change is one transaction, in which the row that it hangs on is locked first: of two steps at the same
time the second sees the first. A request of somebody else is not found.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, exists, func, insert, select

from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.opslag.gebruikers import BEHEERDER, Wie, noteer, nu
from regio.opslag.scenarios import Scenario
from regio.opslag.scenarios_tabellen import gebruiker, verzoek, verzoekstap
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import schrijvend
from regio.scenario.verzoek import (
    BESLUIT,
    ERBIJ,
    INGETROKKEN,
    MEESTE_STAPPEN,
    STEUN,
    UITKOMSTEN,
    Indiening,
    Stap,
    keur_besluitdag,
    keur_stap,
    status_na,
)

Json = dict[str, Any]
MEESTE_OPEN = 50
# A request can never be removed, so what comes in a day has a bound too.
MEESTE_PER_DAG = 20
MEESTE_IN_LIJST = 1_000
# The same step again within this time is one whose answer was lost.
HERHALING = timedelta(minutes=10)
# After one of these a request is no longer under way.
_KLAAR = (INGETROKKEN, *UITKOMSTEN)
# What a list does not need, and what can be long.
_LANG = ("zetten", "reden", "steun", "gevolgen")


@dataclass(frozen=True, slots=True)
class Gezet:
    """A step that was taken: ``datum`` is the day it is about, ``wanneer`` the moment it was written down.

    Only of the standpoint of a party there are ``naam`` and ``standpunt``.
    """

    soort: str
    uitkomst: str
    datum: str
    tekst: str
    door: str
    wanneer: str
    naam: str = ""
    standpunt: str = ""


@dataclass(frozen=True, slots=True)
class Kop:
    """A request without its copy of the scenario; in a list without the steps that leave its state as it is."""

    id: str
    naam: str
    scenario: str
    versie: int
    peildatum: str
    editie: str
    aanvrager: str
    indiener_id: int
    indiener: str
    ingediend_op: str
    aantal_zetten: int
    stappen: tuple[Gezet, ...]

    @property
    def status(self) -> str:
        """Where it stands: ingediend, in-behandeling, ingetrokken, or the outcome of the decision."""
        return status_na(stap.uitkomst or stap.soort for stap in self.stappen)

    @property
    def besluit(self) -> Gezet | None:
        """The decision, when there is one."""
        return next((stap for stap in self.stappen if stap.soort == BESLUIT), None)


@dataclass(frozen=True, slots=True)
class Verzoek:
    """A request in full; ``gevolgen`` is what the moves led to when it was handed in."""

    kop: Kop
    reden: str
    steun: tuple[Json, ...]
    zetten: tuple[Json, ...]
    gevolgen: Json


def dien_in(engine: Engine, wie: Wie, was: Scenario, indiening: Indiening, gevolgen: Json) -> Verzoek:
    """Keep a copy of a scenario as a request. Raises Vraagfout where a bound is reached, and Opslagfout."""
    nummer = secrets.token_hex(16)
    rij = {
        "id": nummer,
        "scenario_id": was.id,
        "versie": was.versie,
        "indiener_id": wie.id,
        "naam": was.naam,
        "peildatum": was.peildatum,
        "editie": was.editie,
        "zetten": _als_tekst(list(was.zetten)),
        "aantal": was.aantal,
        "aanvrager": indiening.aanvrager,
        "reden": indiening.reden,
        "steun": _als_tekst([asdict(een) for een in indiening.steun]),
        "gevolgen": _als_tekst(gevolgen),
        "ingediend_op": nu(),
    }
    with in_gewone_taal("Het verzoek indienen"), schrijvend(engine) as verbinding:
        # Not the key of the row: others may go on making what belongs to this user.
        slot = select(gebruiker.c.id).where(gebruiker.c.id == wie.id).with_for_update(key_share=True)
        verbinding.execute(slot).one()
        _keur_aantal(verbinding, wie, was)
        verbinding.execute(insert(verzoek).values(rij))
        noteer(verbinding, wie.naam, "verzoek-ingediend", nummer, scenario=was.id, versie=was.versie)
        return _verzoek(verbinding, wie, nummer)


def lees(engine: Engine, wie: Wie, nummer: str) -> Verzoek:
    """A request that somebody handed in, or any for a beheerder. Raises NietGevonden and Opslagfout."""
    with in_gewone_taal("Het verzoek lezen"), engine.connect() as verbinding:
        return _verzoek(verbinding, wie, nummer)


def lijst(engine: Engine, wie: Wie, meeste: int = MEESTE_IN_LIJST) -> list[Kop]:
    """The requests of somebody, of everybody for a beheerder; the newest first, at most ``meeste``."""
    volgorde = _vraag(wie, _LANG).order_by(verzoek.c.ingediend_op.desc(), verzoek.c.id).limit(meeste)
    with in_gewone_taal("De verzoeken lezen"), engine.connect() as verbinding:
        rijen = verbinding.execute(volgorde).all()
        # What was added has no part in the state, and there can be much of it.
        stappen = _stappen(verbinding, [rij.id for rij in rijen], zonder=ERBIJ)
    return [_kop(rij, stappen[rij.id]) for rij in rijen]


def zet_stap(engine: Engine, wie: Wie, nummer: str, stap: Stap) -> Verzoek:
    """Add a step, unless the last one is the same and was taken just before.

    Raises NietGevonden, NietToegestaan, Vraagfout for what the state does not allow, and Opslagfout.
    """
    soort = stap.uitkomst or stap.soort
    with in_gewone_taal("De stap vastleggen"), schrijvend(engine) as verbinding:
        slot = select(verzoek.c.id).where(verzoek.c.id == nummer).with_for_update(key_share=True)
        verbinding.execute(slot).one_or_none()
        was = _verzoek(verbinding, wie, nummer)
        kop = was.kop
        if kop.stappen and _is_herhaling(kop.stappen[-1], stap, wie):
            return was
        keur_stap(kop.status, stap.soort, indiener=kop.indiener_id == wie.id, beheerder=wie.rol == BEHEERDER)
        keur_besluitdag(stap, kop.ingediend_op)
        _keur_ruimte(kop, stap)
        rij = {"verzoek_id": nummer, "soort": soort, "datum": stap.datum, "tekst": _tekst_van(stap)}
        verbinding.execute(insert(verzoekstap).values(**rij, door=wie.naam, wanneer=nu()))
        noteer(verbinding, wie.naam, f"verzoek-{soort}", nummer)
        return _verzoek(verbinding, wie, nummer)


def _is_herhaling(laatste: Gezet, stap: Stap, wie: Wie) -> bool:
    """Whether a step was taken just before, by the same user and in the same words."""
    zelfde = laatste == Gezet(**asdict(stap), door=wie.naam, wanneer=laatste.wanneer)
    return zelfde and laatste.wanneer > (datetime.now(UTC) - HERHALING).isoformat(timespec="microseconds")


def _keur_ruimte(kop: Kop, stap: Stap) -> None:
    """Raises Vraagfout for more than may be added; what changes the state always can."""
    if stap.soort in ERBIJ and sum(een.soort in ERBIJ for een in kop.stappen) >= MEESTE_STAPPEN:
        melding = f"Een verzoek heeft ten hoogste {MEESTE_STAPPEN} aanvullingen en standpunten."
        raise Vraagfout(Fout("soort", "te-veel", melding, "body"))


def _keur_aantal(verbinding: Connection, wie: Wie, was: Scenario) -> None:
    """Raises Vraagfout when somebody has this version, or too many others, under way, or handed in too many today."""
    een = verzoek.c
    gisteren = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="microseconds")
    loopt = ~exists().where(verzoekstap.c.verzoek_id == een.id, verzoekstap.c.soort.in_(_KLAAR))
    deze = (een.scenario_id == was.id) & (een.versie == was.versie)
    tellingen = {"lopend": loopt, "zelfde": loopt & deze, "vandaag": een.ingediend_op > gisteren}
    kolommen = [func.count().filter(telling).label(naam) for naam, telling in tellingen.items()]
    tel = verbinding.execute(select(*kolommen).where(een.indiener_id == wie.id)).one()
    if tel.zelfde:
        melding = "U heeft deze versie al ingediend, en dat verzoek loopt nog. Vul het aan, of trek het eerst in."
        raise Vraagfout(Fout("scenario", "al-ingediend", melding, "body"))
    if tel.lopend >= MEESTE_OPEN:
        melding = f"U heeft {tel.lopend} verzoeken lopen; meer dan {MEESTE_OPEN} kan niet. Trek er eerst een in."
        raise Vraagfout(Fout("scenario", "te-veel-verzoeken", melding, "body"))
    if tel.vandaag >= MEESTE_PER_DAG:
        melding = (
            f"U heeft in de afgelopen 24 uur {tel.vandaag} verzoeken ingediend; meer dan {MEESTE_PER_DAG} kan niet. "
            "Probeer het later opnieuw."
        )
        raise Vraagfout(Fout("scenario", "te-veel-op-een-dag", melding, "body"))


def _vraag(wie: Wie, zonder: tuple[str, ...] = ()) -> Select[Any]:
    """The requests that somebody may see, without some columns."""
    kolommen = [kolom for kolom in verzoek.c if kolom.name not in zonder]
    vraag = select(*kolommen, gebruiker.c.naam.label("indiener")).join(
        gebruiker, gebruiker.c.id == verzoek.c.indiener_id
    )
    return vraag if wie.rol == BEHEERDER else vraag.where(verzoek.c.indiener_id == wie.id)


def _verzoek(verbinding: Connection, wie: Wie, nummer: str) -> Verzoek:
    rij = verbinding.execute(_vraag(wie).where(verzoek.c.id == nummer)).one_or_none()
    if rij is None:
        raise NietGevonden("Dit verzoek is er niet, of niet voor u.")
    return Verzoek(
        kop=_kop(rij, _stappen(verbinding, [nummer])[nummer]),
        reden=rij.reden,
        steun=tuple(json.loads(rij.steun)),
        zetten=tuple(json.loads(rij.zetten)),
        gevolgen=json.loads(rij.gevolgen),
    )


def _stappen(
    verbinding: Connection, nummers: Iterable[str], zonder: tuple[str, ...] = ()
) -> dict[str, tuple[Gezet, ...]]:
    """The steps of some requests, in order; numbers go up in the order in which steps took their lock."""
    van, stap = verzoekstap.c.verzoek_id.in_(list(nummers)), verzoekstap.c
    vraag = select(verzoekstap).where(van, stap.soort.not_in(zonder)).order_by(stap.id)
    uit: dict[str, tuple[Gezet, ...]] = defaultdict(tuple)
    for rij in verbinding.execute(vraag):
        uit[rij.verzoek_id] += (_gezet(rij),)
    return uit


def _tekst_van(stap: Stap) -> str:
    """What is kept of a step as its text: of a standpoint whose it is and which, as JSON."""
    if stap.soort != STEUN:
        return stap.tekst
    return _als_tekst({"naam": stap.naam, "standpunt": stap.standpunt, "tekst": stap.tekst})


def _gezet(rij: Row[Any]) -> Gezet:
    besluit = rij.soort in UITKOMSTEN
    soort, uitkomst = (BESLUIT, rij.soort) if besluit else (rij.soort, "")
    inhoud = json.loads(rij.tekst) if soort == STEUN else {"tekst": rij.tekst}
    return Gezet(soort=soort, uitkomst=uitkomst, datum=rij.datum, door=rij.door, wanneer=rij.wanneer, **inhoud)


def _kop(rij: Row[Any], stappen: tuple[Gezet, ...]) -> Kop:
    return Kop(
        id=rij.id,
        naam=rij.naam,
        scenario=rij.scenario_id,
        versie=rij.versie,
        peildatum=rij.peildatum,
        editie=rij.editie,
        aanvrager=rij.aanvrager,
        indiener_id=rij.indiener_id,
        indiener=rij.indiener,
        ingediend_op=rij.ingediend_op,
        aantal_zetten=rij.aantal,
        stappen=stappen,
    )


def _als_tekst(waarde: object) -> str:
    return json.dumps(waarde, ensure_ascii=False, separators=(",", ":"))
