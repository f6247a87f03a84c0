"""Editions in the database: written whole first, activated later, read back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Engine, Row, Table, delete, insert, inspect, select, text, update

from regio.bronnen.rijen import RIJKLASSEN, Feiten, LeerlingRij
from regio.fouten import Opslagfout
from regio.gebieden.vlakken import Vlakken
from regio.opslag import gebieden
from regio.opslag.gebieden import lees_vlakken
from regio.opslag.model import (
    ACTIEF,
    GELADEN,
    LADEND,
    RIJTABELLEN,
    VERVALLEN,
    bouwsteenvlak,
    editie,
    grens,
    grenslaag,
)
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import maak_engine, schrijvend
from regio.stand.afdruk import editie_afdruk

__all__ = [
    "Editie",
    "actieve_editie",
    "activeer",
    "alle_edities",
    "leerlingen_van_actieve",
    "lees_feiten",
    "lees_vlakken",
    "maak_engine",
    "ruim_halve_op",
    "schrijf_editie",
    "vlakken_van_actieve",
    "zoek_editie",
]

PER_KEER = 5_000
# Tables that came after the first form with the ground: an edition in an older database has no rows in them.
LATER = ("oppervlakten", "provincies", "leerlingen")


@dataclass(frozen=True, slots=True)
class Editie:
    """An edition as the database lists it; moments are in UTC."""

    id: int
    vingerafdruk: str
    status: str
    aangemaakt_op: datetime
    geactiveerd_op: datetime | None


def schrijf_editie(engine: Engine, feiten: Feiten, vlakken: Vlakken) -> int:
    """Write an edition with its ground (RD) and give its id; it is complete but not active.

    Every batch is its own transaction and the status stays ``ladend`` until the last one is in. An
    edition with the same fingerprint is replaced. Raises Opslagfout.
    """
    afdruk = editie_afdruk(feiten, vlakken)
    with in_gewone_taal("De editie in de database schrijven"):
        with schrijvend(engine) as verbinding:
            verbinding.execute(delete(editie).where(editie.c.vingerafdruk == afdruk))
            nieuw = insert(editie).values(vingerafdruk=afdruk, status=LADEND, aangemaakt_op=datetime.now(UTC))
            editie_id = int(verbinding.execute(nieuw.returning(editie.c.id)).scalar_one())
        for veld, tabel in RIJTABELLEN.items():
            _schrijf_rijen(engine, tabel, _rijen(tabel, editie_id, getattr(feiten, veld)))
        _schrijf_rijen(engine, grens, gebieden.grensrijen(editie_id, vlakken))
        _schrijf_rijen(engine, bouwsteenvlak, gebieden.vlakrijen(editie_id, vlakken))
        _schrijf_rijen(engine, grenslaag, gebieden.laagrijen(editie_id, vlakken))
        with schrijvend(engine) as verbinding:
            verbinding.execute(update(editie).where(editie.c.id == editie_id).values(status=GELADEN))
            # Without fresh statistics PostgreSQL may pass by the spatial index.
            verbinding.execute(text(f"ANALYZE {bouwsteenvlak.name}"))
    return editie_id


def lees_feiten(engine: Engine, editie_id: int) -> Feiten:
    """The facts of an edition, equal to what was written and in the same order. Raises Opslagfout."""
    with in_gewone_taal("De editie uit de database lezen"), engine.connect() as verbinding:
        aanwezig = [veld for veld, tabel in RIJTABELLEN.items() if veld not in LATER or _bestaat(verbinding, tabel)]
        return Feiten(**{veld: tuple(_lees_rijen(verbinding, veld, editie_id)) for veld in aanwezig})


def leerlingen_van_actieve(engine: Engine) -> tuple[LeerlingRij, ...]:
    """The pupils that a user loaded into the active edition, none when there is no edition. Raises Opslagfout."""
    actief = actieve_editie(engine)
    if actief is None:
        return ()
    with in_gewone_taal("De leerlingen uit de database lezen"), engine.connect() as verbinding:
        aanwezig = _bestaat(verbinding, RIJTABELLEN["leerlingen"])
        return tuple(_lees_rijen(verbinding, "leerlingen", actief.id)) if aanwezig else ()


def vlakken_van_actieve(engine: Engine) -> Vlakken | None:
    """The ground of the active edition, None when there is no edition. Raises Opslagfout."""
    actief = actieve_editie(engine)
    return None if actief is None else lees_vlakken(engine, actief.id)


def activeer(engine: Engine, editie_id: int) -> None:
    """Make a complete edition the active one and the former one ``vervallen``, in one transaction.

    Raises Opslagfout when the edition does not exist or is not complete; then nothing changes.
    """
    klaar = (editie.c.id == editie_id) & editie.c.status.in_((GELADEN, VERVALLEN, ACTIEF))
    with in_gewone_taal("De editie activeren"), schrijvend(engine) as verbinding:
        oude = (editie.c.status == ACTIEF) & (editie.c.id != editie_id)
        verbinding.execute(update(editie).where(oude).values(status=VERVALLEN))
        nu = datetime.now(UTC)
        if verbinding.execute(update(editie).where(klaar).values(status=ACTIEF, geactiveerd_op=nu)).rowcount != 1:
            raise Opslagfout(f"Editie {editie_id} is niet compleet geladen en kan niet actief worden. Laad opnieuw.")


def alle_edities(engine: Engine) -> list[Editie]:
    """Every edition, oldest first; empty when the database has no tables yet. Raises Opslagfout."""
    with in_gewone_taal("De lijst van edities lezen"), engine.connect() as verbinding:
        if not inspect(verbinding).has_table(editie.name):
            return []
        return [_editie(rij) for rij in verbinding.execute(select(editie).order_by(editie.c.id))]


def actieve_editie(engine: Engine) -> Editie | None:
    """The active edition, or None. Raises Opslagfout."""
    return next((een for een in alle_edities(engine) if een.status == ACTIEF), None)


def zoek_editie(engine: Engine, afdruk: str) -> Editie | None:
    """The edition with this fingerprint, whatever its status, or None. Raises Opslagfout."""
    return next((een for een in alle_edities(engine) if een.vingerafdruk == afdruk), None)


def ruim_halve_op(engine: Engine, behoud: str | None = None) -> int:
    """Remove what dead loads left behind and give the number of editions removed.

    Only for the holder of the load lock: a ``ladend`` edition of another process would be lost.
    Stay: the active edition, the last one before it, and a complete one with fingerprint ``behoud``.
    """
    edities = alle_edities(engine)
    vervallen = [een for een in edities if een.status == VERVALLEN]
    vorige = max(vervallen, key=lambda een: een.geactiveerd_op or een.aangemaakt_op, default=None)
    weg = [een.id for een in edities if een != vorige and not _blijft(een, behoud)]
    with in_gewone_taal("Oude edities opruimen"), schrijvend(engine) as verbinding:
        verbinding.execute(delete(editie).where(editie.c.id.in_(weg)))
    return len(weg)


def _blijft(een: Editie, behoud: str | None) -> bool:
    return een.status == ACTIEF or (een.status != LADEND and een.vingerafdruk == behoud)


def _editie(rij: Row[Any]) -> Editie:
    return Editie(**rij._mapping)


def _velden(tabel: Table) -> list[Column[Any]]:
    """The columns of a table that are fields of its row class."""
    return [kolom for kolom in tabel.columns if kolom.name not in ("editie_id", "volgnummer")]


def _rijen(tabel: Table, editie_id: int, rijen: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
    velden = [kolom.name for kolom in _velden(tabel)]
    for nummer, rij in enumerate(rijen):
        yield {"editie_id": editie_id, "volgnummer": nummer, **{veld: getattr(rij, veld) for veld in velden}}


def _schrijf_rijen(engine: Engine, tabel: Table, rijen: Iterator[dict[str, Any]]) -> None:
    while stapel := list(islice(rijen, PER_KEER)):
        with schrijvend(engine) as verbinding:
            verbinding.execute(insert(tabel), stapel)


def _bestaat(verbinding: Connection, tabel: Table) -> bool:
    return inspect(verbinding).has_table(tabel.name)


def _lees_rijen(verbinding: Connection, veld: str, editie_id: int) -> Iterator[Any]:
    tabel, klasse = RIJTABELLEN[veld], RIJKLASSEN[veld]
    vraag = select(*_velden(tabel)).where(tabel.c.editie_id == editie_id).order_by(tabel.c.volgnummer)
    for rij in verbinding.execute(vraag):
        yield klasse(*rij)
