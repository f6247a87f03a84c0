"""What loading would change: the editions, the rows of every table, and the ground under them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sqlalchemy import select

from regio.bronnen.lezen import vingerafdruk
from regio.bronnen.rijen import Feiten, LeerlingRij
from regio.bronnen.verschil import verschillen
from regio.fouten import Bronfout, Opslagfout
from regio.gebieden.vlakken import OFFICIEEL, SCHETS, Vlakken
from regio.opslag.edities import actieve_editie, leerlingen_van_actieve, lees_feiten, maak_engine
from regio.opslag.model import grens
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import sqlite_bestand
from regio.stand.afdruk import editie_afdruk

GEEF_MAP = (
    "Geef de map met de officiële bestanden erbij: regio data laad MAP; of ga terug naar de schets: regio data laad "
    "--schets."
)


@dataclass(frozen=True, slots=True)
class Actief:
    """The active edition: fingerprint, facts, and the fingerprint of its official borders (None: the sketch)."""

    afdruk: str
    feiten: Feiten
    grenzen: str | None


def lees_actief(database_url: str) -> Actief | None:
    """The active edition of a database without its shapes, None when there is none. Writes nothing.

    Raises Opslagfout.
    """
    engine = maak_engine(database_url)
    try:
        bestand = sqlite_bestand(engine)
        if bestand is not None and not bestand.exists():
            return None  # to connect would make the file
        actief = actieve_editie(engine)
        if actief is None:
            return None
        with in_gewone_taal("De editie uit de database lezen"), engine.connect() as verbinding:
            kop = verbinding.execute(select(grens).where(grens.c.editie_id == actief.id)).one_or_none()
        officieel = kop.afdruk if kop is not None and kop.bron == OFFICIEEL else None
        return Actief(actief.vingerafdruk, lees_feiten(engine, actief.id), officieel)
    finally:
        engine.dispose()


def lees_leerlingen_van_actieve(database_url: str) -> tuple[LeerlingRij, ...]:
    """The pupils in the active edition of a database, none without one. Writes nothing. Raises Opslagfout."""
    engine = maak_engine(database_url)
    try:
        bestand = sqlite_bestand(engine)
        return () if bestand is not None and not bestand.exists() else leerlingen_van_actieve(engine)
    finally:
        engine.dispose()


def controleer_past(oud: Feiten, nieuw: Feiten) -> None:
    """Refuse to keep official ground that was cut by other facts. Raises Bronfout."""
    from regio.gebieden.officieel.officieel import zelfde_knip

    if not zelfde_knip(oud, nieuw):
        raise Bronfout(
            "De feiten waarmee de officiële grenzen zijn geknipt en gedateerd (bouwstenen, postcodes, gemeenten, "
            f"herindelingen of jeugdregio's) zijn veranderd; de geladen grenzen passen niet meer. {GEEF_MAP}"
        )


def maak_plan(
    database_url: str, feiten: Feiten, grenzen: Path | str | None, afdruk_van: Callable[[Path, Feiten], str]
) -> Iterator[str]:
    """The plan in Dutch lines. Raises Bronfout when the official borders in use do not fit these facts."""
    try:
        actief = lees_actief(database_url)
    except Opslagfout as fout:
        yield f"Actieve editie: niet te lezen. {fout}"
        yield _nieuw(feiten, _grond(None, grenzen, feiten, afdruk_van))
        return
    grond = _grond(actief, grenzen, feiten, afdruk_van)
    if actief is None:
        yield from ("Actieve editie: geen", f"{_nieuw(feiten, grond)} (eerste editie)")
        return
    if grenzen is None and actief.grenzen is not None:
        controleer_past(actief.feiten, feiten)
    yield from (f"Actieve editie: {actief.afdruk}", _nieuw(feiten, grond))
    gevonden = verschillen(actief.feiten, feiten)
    for een in gevonden:
        yield f"  {een.tabel}: {een.nieuw} erbij, {een.weg} weg, {een.gewijzigd} gewijzigd"
    if not gevonden:
        yield "  Er verandert geen enkele rij."
    if grond != actief.grenzen:
        yield f"  grenzen: {_andere_grond(actief.grenzen, grond)}"


def _grond(
    actief: Actief | None, grenzen: Path | str | None, feiten: Feiten, afdruk_van: Callable[[Path, Feiten], str]
) -> str | None:
    """The fingerprint of the official borders that would be loaded, None for the sketch; "" when unreadable."""
    if isinstance(grenzen, Path):
        try:
            return afdruk_van(grenzen, feiten)
        except OSError:
            return ""  # reading the folder in earnest says what is wrong with it
    return actief.grenzen if actief is not None and grenzen is None else None


def _nieuw(feiten: Feiten, grond: str | None) -> str:
    if grond is None:
        return f"Nieuwe editie: {vingerafdruk(feiten)}"
    if not grond:
        return "Nieuwe editie: niet te bepalen"
    # The fingerprint asks of the ground only where it came from.
    kop = Vlakken(OFFICIEEL, (), np.empty(0, dtype=object), 0.0, "", grond)
    return f"Nieuwe editie: {editie_afdruk(feiten, kop)}"


def _andere_grond(oud: str | None, nieuw: str | None) -> str:
    if oud is None:
        return f"van de {SCHETS} naar officiële grenzen"
    return f"van officiële grenzen naar de {SCHETS}" if nieuw is None else "andere officiële grenzen"
