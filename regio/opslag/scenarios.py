"""Scenarios as they are kept: their moves in versions that never change, who may see and change them.

Every change is one transaction that begins by raising the counter of the scenario, from the value that
its maker knew: of two who began from the same one, the second gets Ingehaald and nothing is lost.
What belongs to somebody else is not found.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, insert, select, true, update

from regio.fouten import Fout, Ingehaald, NietGevonden, Vraagfout
from regio.gebruikersnaam import gewoon
from regio.opslag.gebruikers import BEHEERDER, LINKTOKEN, Wie, afdruk, nieuw_geheim, noteer, nu
from regio.opslag.scenarios_tabellen import gebruiker, scenario, scenario_link, scenario_versie
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import schrijvend

Json = dict[str, Any]
Zetten = Sequence[Json]
MEESTE_VERSIES = 10_000
MEESTE_SCENARIOS = 500
# What the moves of all versions of a scenario may take together.
MEESTE_BYTES = 100_000_000
_LEZEN, _WIJZIGEN = "Het scenario lezen", "Het scenario wijzigen"


@dataclass(frozen=True, slots=True)
class Gast:
    """Whoever holds a link to one scenario."""

    scenario: str


@dataclass(frozen=True, slots=True)
class Scenariokop:
    """A scenario in one of its versions; ``wijziging`` counts the changes of the scenario as a whole."""

    id: str
    naam: str
    eigenaar: str
    peildatum: str
    editie: str
    versie: int
    ouder: int | None
    kop: int
    vooruit: tuple[int, ...]
    wijziging: int
    gedeeld: bool
    aangemaakt_op: str
    gewijzigd_op: str

    @property
    def kenmerk(self) -> str:
        """The ETag: another one after every change of the scenario; making or ending its link is none."""
        return f'"{self.id}-{self.wijziging}"'

    @property
    def kan_ongedaan(self) -> bool:
        """Whether the scenario can go back, whatever version this is: only its first came from no other."""
        return self.kop > 1


@dataclass(frozen=True, slots=True)
class Scenariorij(Scenariokop):
    """A scenario in a list: how many moves it has, without the moves."""

    aantal: int


@dataclass(frozen=True, slots=True)
class Scenario(Scenariokop):
    """A scenario with its moves."""

    zetten: tuple[Json, ...]

    @property
    def aantal(self) -> int:
        """How many moves it has."""
        return len(self.zetten)


@dataclass(frozen=True, slots=True)
class Versie:
    """One version of a scenario: the one it came from, who made it, when, and how many moves it has."""

    nummer: int
    ouder: int | None
    editie: str
    door: str
    wanneer: str
    aantal: int


def maak(engine: Engine, wie: Wie, naam: str, basis: tuple[str, str], zetten: Zetten, uit: str = "") -> Scenario:
    """Keep a new scenario; ``basis`` is the edition and the peildatum, ``uit`` what it was branched from.

    Raises Vraagfout for somebody who has MEESTE_SCENARIOS already, and Opslagfout.
    """
    nummer = secrets.token_hex(16)
    editie, peildatum = basis
    rij = {"id": nummer, "eigenaar_id": wie.id, "naam": naam, "peildatum": peildatum, "kop": 1, "vooruit": "[]"}
    with in_gewone_taal("Het scenario bewaren"), schrijvend(engine) as verbinding:
        verbinding.execute(insert(scenario).values(**rij, wijziging=1, aangemaakt_op=nu(), gewijzigd_op=nu()))
        _keur_aantal(verbinding, wie)
        _schrijf_versie(verbinding, nummer, (1, None), editie, zetten, wie)
        noteer(verbinding, wie.naam, "scenario-gemaakt", nummer, zetten=len(zetten), uit=uit)
        return _scenario(_rij(verbinding, wie, nummer))


def lees(engine: Engine, wie: Wie | Gast, nummer: str, versie: int | None = None) -> Scenario:
    """A scenario in a version, the current one by default. Raises NietGevonden and Opslagfout."""
    with in_gewone_taal(_LEZEN), engine.connect() as verbinding:
        return _scenario(_rij(verbinding, wie, nummer, versie))


def van(engine: Engine, wie: Wie) -> list[Scenariorij]:
    """The scenarios of somebody, the one changed last first, without their moves. Raises Opslagfout."""
    vraag = _vraag(scenario_versie.c.aantal).where(scenario.c.eigenaar_id == wie.id)
    volgorde = vraag.order_by(scenario.c.gewijzigd_op.desc(), scenario.c.id)
    with in_gewone_taal("De scenario's lezen"), engine.connect() as verbinding:
        return [Scenariorij(**_kop(rij), aantal=rij.aantal) for rij in verbinding.execute(volgorde)]


def alle(engine: Engine, wie: Wie, eigenaar: str = "") -> tuple[list[Scenariorij], bool]:
    """Every scenario that somebody may see, of one owner by name if asked, and whether there are more than these.

    Those changed last come first, ``MEESTE_SCENARIOS`` of them: all that one owner can have. Raises Opslagfout.
    """
    vraag = _vraag(scenario_versie.c.aantal).where(_bereik(wie))
    if eigenaar:
        vraag = vraag.where(gebruiker.c.naam == gewoon(eigenaar))
    volgorde = vraag.order_by(scenario.c.gewijzigd_op.desc(), scenario.c.id).limit(MEESTE_SCENARIOS + 1)
    with in_gewone_taal("De scenario's lezen"), engine.connect() as verbinding:
        rijen = [Scenariorij(**_kop(rij), aantal=rij.aantal) for rij in verbinding.execute(volgorde)]
    return rijen[:MEESTE_SCENARIOS], len(rijen) > MEESTE_SCENARIOS


def versies(
    engine: Engine, wie: Wie | Gast, nummer: str, *, meeste: int | None = None, welke: int | None = None
) -> list[Versie]:
    """Every version, also those undone, by number: from 1 without gaps. Raises NietGevonden and Opslagfout.

    With ``meeste`` at most so many, the newest; with ``welke`` only the one with that number.
    """
    tabel = scenario_versie.c
    kolommen = (tabel.nummer, tabel.ouder, tabel.editie, tabel.door, tabel.wanneer, tabel.aantal)
    vraag = select(*kolommen).where(tabel.scenario_id == nummer).order_by(tabel.nummer.desc()).limit(meeste)
    if welke is not None:
        vraag = vraag.where(tabel.nummer == welke)
    with in_gewone_taal(_LEZEN), engine.connect() as verbinding:
        _rij(verbinding, wie, nummer, wat=tabel.aantal)
        return [Versie(*rij) for rij in verbinding.execute(vraag)][::-1]


def zet(engine: Engine, wie: Wie, was: Scenario, zetten: Zetten, editie: str) -> Scenario:
    """A new version with these moves, on an edition; what was undone stays in the list of versions.

    Raises Vraagfout when the scenario has MEESTE_VERSIES, or would take more than MEESTE_BYTES.
    """
    with _wijziging(engine, wie, was) as (verbinding, rij):
        volgend = _laatste(verbinding, was.id) + 1
        if volgend > MEESTE_VERSIES:
            raise Vraagfout(
                Fout("zetten", "te-veel-versies", "Dit scenario heeft te veel versies; vertak het.", "body")
            )
        _schrijf_versie(verbinding, was.id, (volgend, rij.kop), editie, zetten, wie)
        _keur_omvang(verbinding, was.id)
        _zet_kop(verbinding, was.id, volgend, ())
        noteer(verbinding, wie.naam, "scenario-gewijzigd", was.id, versie=volgend, zetten=len(zetten))
        return _scenario(_rij(verbinding, wie, was.id))


def ongedaan(engine: Engine, wie: Wie, was: Scenario) -> Scenario:
    """Back to the version that the current one came from. Raises Vraagfout at the first."""
    with _wijziging(engine, wie, was) as (verbinding, rij):
        ouder = _ouder(verbinding, was.id, rij.kop)
        if ouder is None:
            raise Vraagfout(Fout("scenario", "niets-ongedaan", "Er is niets om ongedaan te maken.", "body"))
        _zet_kop(verbinding, was.id, ouder, (*json.loads(rij.vooruit), rij.kop))
        noteer(verbinding, wie.naam, "scenario-ongedaan", was.id, versie=ouder)
        return _scenario(_rij(verbinding, wie, was.id))


def opnieuw(engine: Engine, wie: Wie, was: Scenario) -> Scenario:
    """Forward to the version undone last. Raises Vraagfout when there is none."""
    with _wijziging(engine, wie, was) as (verbinding, rij):
        ongedane = json.loads(rij.vooruit)
        if not ongedane:
            raise Vraagfout(Fout("scenario", "niets-opnieuw", "Er is niets om opnieuw te doen.", "body"))
        volgend = ongedane.pop()
        _zet_kop(verbinding, was.id, volgend, ongedane)
        noteer(verbinding, wie.naam, "scenario-opnieuw", was.id, versie=volgend)
        return _scenario(_rij(verbinding, wie, was.id))


def hernoem(engine: Engine, wie: Wie, was: Scenario, naam: str) -> Scenario:
    """Another name for the whole scenario."""
    with _wijziging(engine, wie, was) as (verbinding, _):
        verbinding.execute(update(scenario).where(scenario.c.id == was.id).values(naam=naam))
        noteer(verbinding, wie.naam, "scenario-hernoemd", was.id)
        return _scenario(_rij(verbinding, wie, was.id))


def verwijder(engine: Engine, wie: Wie, was: Scenariokop) -> None:
    """Remove a scenario with all its versions and its link."""
    with _wijziging(engine, wie, was) as (verbinding, _):
        verbinding.execute(delete(scenario).where(scenario.c.id == was.id))
        noteer(verbinding, wie.naam, "scenario-verwijderd", was.id)


def deel(engine: Engine, wie: Wie, nummer: str) -> str:
    """A new link token to read a scenario; one from before no longer works."""
    geheim = nieuw_geheim(LINKTOKEN)
    with in_gewone_taal(_WIJZIGEN), schrijvend(engine) as verbinding:
        _verwijder_link(verbinding, wie, nummer)
        rij = {"scenario_id": nummer, "sha256": afdruk(geheim), "aangemaakt_op": nu()}
        verbinding.execute(insert(scenario_link).values(rij))
        noteer(verbinding, wie.naam, "scenario-gedeeld", nummer)
    return geheim


def ontdeel(engine: Engine, wie: Wie, nummer: str) -> None:
    """End the link to a scenario; does nothing when there is none."""
    with in_gewone_taal(_WIJZIGEN), schrijvend(engine) as verbinding:
        if _verwijder_link(verbinding, wie, nummer):
            noteer(verbinding, wie.naam, "delen-gestopt", nummer)


def gast_met(engine: Engine, geheim: str) -> Gast | None:
    """Whoever holds a link that works; None for any other text. Raises Opslagfout."""
    gezocht = afdruk(geheim)
    with in_gewone_taal("De link opzoeken"), engine.connect() as verbinding:
        rij = verbinding.execute(select(scenario_link).where(scenario_link.c.sha256 == gezocht)).one_or_none()
    return Gast(rij.scenario_id) if rij is not None and secrets.compare_digest(rij.sha256, gezocht) else None


@contextmanager
def _wijziging(engine: Engine, wie: Wie, was: Scenariokop) -> Iterator[tuple[Connection, Row[Any]]]:
    """A transaction in which a scenario is still as its changer knew it; gives its row, which stays locked."""
    zelfde = (scenario.c.id == was.id) & (scenario.c.wijziging == was.wijziging) & _bereik(wie)
    op = update(scenario).where(zelfde).values(wijziging=was.wijziging + 1, gewijzigd_op=nu()).returning(scenario)
    with in_gewone_taal(_WIJZIGEN), schrijvend(engine) as verbinding:
        rij = verbinding.execute(op).one_or_none()
        if rij is None:
            actueel = _scenario(_rij(verbinding, wie, was.id))
            raise Ingehaald(actueel.versie, actueel.kenmerk)
        yield verbinding, rij


def _bereik(wie: Wie | Gast) -> ColumnElement[bool]:
    """What somebody may see: their own, the one of their link, or for a beheerder everything."""
    if isinstance(wie, Gast):
        return scenario.c.id == wie.scenario
    return true() if wie.rol == BEHEERDER else scenario.c.eigenaar_id == wie.id


def _vraag(wat: ColumnElement[Any], versie: int | None = None) -> Any:
    """Scenarios with their owner, their link, and ``wat`` of a version of each: the current one by default."""
    v, w = scenario_versie.c, scenario.c
    welke = w.kop if versie is None else versie
    kolommen = (scenario, gebruiker.c.naam.label("eigenaar"), v.nummer, v.ouder, v.editie, wat)
    return (
        select(*kolommen, scenario_link.c.sha256.is_not(None).label("gedeeld"))
        .join(gebruiker, gebruiker.c.id == w.eigenaar_id)
        .join(scenario_versie, (v.scenario_id == w.id) & (v.nummer == welke))
        .outerjoin(scenario_link, scenario_link.c.scenario_id == w.id)
    )


def _rij(
    verbinding: Connection,
    wie: Wie | Gast,
    nummer: str,
    versie: int | None = None,
    wat: ColumnElement[Any] = scenario_versie.c.zetten,
) -> Row[Any]:
    vraag = _vraag(wat, versie).where(scenario.c.id == nummer, _bereik(wie))
    rij = verbinding.execute(vraag).one_or_none()
    if rij is None:
        raise NietGevonden("Dit scenario of deze versie is er niet, of niet voor u.")
    gevonden: Row[Any] = rij
    return gevonden


def _scenario(rij: Row[Any]) -> Scenario:
    return Scenario(**_kop(rij), zetten=tuple(json.loads(rij.zetten)))


def _kop(rij: Row[Any]) -> Json:
    """The fields of a ``Scenariokop``."""
    return {
        "id": rij.id,
        "naam": rij.naam,
        "eigenaar": rij.eigenaar,
        "peildatum": rij.peildatum,
        "editie": rij.editie,
        "versie": rij.nummer,
        "ouder": rij.ouder,
        "kop": rij.kop,
        "vooruit": tuple(json.loads(rij.vooruit)),
        "wijziging": rij.wijziging,
        "gedeeld": bool(rij.gedeeld),
        "aangemaakt_op": rij.aangemaakt_op,
        "gewijzigd_op": rij.gewijzigd_op,
    }


def _schrijf_versie(
    verbinding: Connection, nummer: str, volg: tuple[int, int | None], editie: str, zetten: Zetten, wie: Wie
) -> None:
    rij = {"scenario_id": nummer, "nummer": volg[0], "ouder": volg[1], "editie": editie, "door": wie.naam}
    tekst = json.dumps(list(zetten), ensure_ascii=False, separators=(",", ":"))
    verbinding.execute(insert(scenario_versie).values(**rij, zetten=tekst, wanneer=nu(), aantal=len(zetten)))
    erbij = scenario.c.bytes + len(tekst.encode())
    verbinding.execute(update(scenario).where(scenario.c.id == nummer).values(bytes=erbij))


def _keur_omvang(verbinding: Connection, nummer: str) -> None:
    if verbinding.execute(select(scenario.c.bytes).where(scenario.c.id == nummer)).scalar_one() > MEESTE_BYTES:
        melding = (
            f"Dit scenario neemt met al zijn versies te veel ruimte in: meer dan {MEESTE_BYTES // 1_000_000} MB. "
            "Vertak het en ga met de tak verder, of verwijder het."
        )
        raise Vraagfout(Fout("zetten", "te-veel-ruimte", melding, "body"))


def _keur_aantal(verbinding: Connection, wie: Wie) -> None:
    """Raises Vraagfout when somebody came to have too many scenarios; of two at once the second counts the first."""
    verbinding.execute(select(gebruiker.c.id).where(gebruiker.c.id == wie.id).with_for_update(key_share=True))
    eigen = select(func.count()).select_from(scenario).where(scenario.c.eigenaar_id == wie.id)
    if verbinding.execute(eigen).scalar_one() > MEESTE_SCENARIOS:
        melding = f"U heeft al {MEESTE_SCENARIOS} scenario's; meer kan niet. Verwijder er eerst een."
        raise Vraagfout(Fout("scenario", "te-veel-scenarios", melding, "body"))


def _zet_kop(verbinding: Connection, nummer: str, kop: int, vooruit: Sequence[int]) -> None:
    waarden = {"kop": kop, "vooruit": json.dumps(list(vooruit))}
    verbinding.execute(update(scenario).where(scenario.c.id == nummer).values(waarden))


def _laatste(verbinding: Connection, nummer: str) -> int:
    tabel = scenario_versie.c
    return int(verbinding.execute(select(func.max(tabel.nummer)).where(tabel.scenario_id == nummer)).scalar_one())


def _ouder(verbinding: Connection, nummer: str, versie: int) -> int | None:
    tabel = scenario_versie.c
    vraag = select(tabel.ouder).where(tabel.scenario_id == nummer, tabel.nummer == versie)
    ouder: int | None = verbinding.execute(vraag).scalar_one()
    return ouder


def _verwijder_link(verbinding: Connection, wie: Wie, nummer: str) -> bool:
    # Of two who share at once the second sees the link of the first.
    slot = select(scenario.c.id).where(scenario.c.id == nummer, _bereik(wie)).with_for_update(key_share=True)
    if verbinding.execute(slot).one_or_none() is None:
        raise NietGevonden("Dit scenario is er niet, of niet voor u.")
    return verbinding.execute(delete(scenario_link).where(scenario_link.c.scenario_id == nummer)).rowcount == 1
