"""Whether database, pointer and edition file agree, and what to do when they do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from regio.bevinding import Bevinding
from regio.fouten import Opslagfout
from regio.opslag.edities import Editie, alle_edities
from regio.opslag.kaartbestanden import ontbrekend
from regio.opslag.migraties import is_bijgewerkt
from regio.opslag.model import ACTIEF, LADEND
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.verbinding import maak_engine, sqlite_bestand
from regio.stand.stand import BESTANDEN
from regio.stand.wijzer import EDITIES, WIJZER, Wijzer, lees_wijzer, sha256_klopt

LAAD = "Voer uit: regio data laad."


def controleer_opslag(var: Path, database_url: str) -> list[Bevinding]:
    """What does not agree between ``actief.json``, the file it names and the database; empty when all is well.

    Only reads. A load that was interrupted is ``info``: the old edition serves and the next load
    finishes the work. Raises Opslagfout only when the database URL itself is unusable.
    """
    engine = maak_engine(database_url)
    try:
        wijzer = lees_wijzer(var)
    except Opslagfout as fout:
        return [Bevinding("fout", "wijzer-onleesbaar", WIJZER, str(fout), LAAD)]
    try:
        return [*_bestand(var, wijzer), *_database(engine, wijzer)]
    finally:
        engine.dispose()


def _bestand(var: Path, wijzer: Wijzer | None) -> Iterator[Bevinding]:
    if wijzer is None:
        return
    try:
        with in_gewone_taal("De editie op schijf lezen"):
            heel = sha256_klopt(var, wijzer)
    except Opslagfout as fout:
        yield Bevinding("fout", "editie-onleesbaar", wijzer.bestand, str(fout), LAAD)
        return
    if not heel:
        wat = "Het bestand van de actieve editie ontbreekt of is veranderd."
        yield Bevinding("fout", "editie-beschadigd", wijzer.bestand, wat, LAAD)
    elif weg := ontbrekend(var / wijzer.bestand):
        wat = f"Van deze editie ontbreken {len(weg)} kaartbestanden of zijn ze veranderd, waaronder {weg[0]}."
        yield Bevinding("fout", "kaartbestanden-beschadigd", f"{EDITIES}/{BESTANDEN}", wat, LAAD)


def _database(engine: Engine, wijzer: Wijzer | None) -> Iterator[Bevinding]:
    bestand = sqlite_bestand(engine)
    if bestand is not None and not bestand.is_file():
        # Opening it would make it.
        yield from _zonder_edities(wijzer)
        return
    try:
        edities = alle_edities(engine)
        bijgewerkt = is_bijgewerkt(engine)
    except Opslagfout as fout:
        yield Bevinding("fout", "database-onbruikbaar", "database", str(fout), "De actieve editie blijft in gebruik.")
        return
    if not edities:
        yield from _zonder_edities(wijzer)
        return
    if not bijgewerkt:
        wat = "De database heeft een andere vorm dan dit programma verwacht."
        yield Bevinding("waarschuwing", "database-andere-vorm", "database", wat, LAAD)
    yield from _onderbroken(edities, wijzer)


def _zonder_edities(wijzer: Wijzer | None) -> Iterator[Bevinding]:
    if wijzer is None:
        yield Bevinding("info", "niets-geladen", "database", "Er is nog geen editie geladen.", LAAD)
    else:
        wat = "De database bevat geen editie; de geserveerde editie staat alleen nog in haar bestand."
        yield Bevinding("waarschuwing", "database-leeg", "database", wat, LAAD)


def _onderbroken(edities: list[Editie], wijzer: Wijzer | None) -> Iterator[Bevinding]:
    if any(een.status == LADEND for een in edities):
        wat = "Een eerdere lading is onderbroken, of er wordt nu geladen."
        yield Bevinding("info", "lading-onderbroken", "database", wat, f"De volgende lading ruimt dit op. {LAAD}")
    actief = next((een.vingerafdruk for een in edities if een.status == ACTIEF), None)
    hier = None if wijzer is None else wijzer.editie
    if actief == hier:
        return
    wat = (
        f"In de database is {_kort(actief)} actief, hier wordt {_kort(hier)} geserveerd: het activeren is "
        "onderbroken, of een andere machine heeft geladen."
    )
    yield Bevinding("info", "activering-onderbroken", WIJZER, wat, f"Wat hier stond blijft in gebruik. {LAAD}")


def _kort(afdruk: str | None) -> str:
    return "geen editie" if afdruk is None else f"editie {afdruk[:12]}"
