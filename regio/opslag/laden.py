"""Loading an edition: files to database to one compiled file, and only then active.

What is served is the file that ``actief.json`` names. It changes in one atomic step at the end, so
a load that stops anywhere, also by ``kill -9``, leaves the old edition serving; the next load
removes what was left behind and finishes the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import shapely
from sqlalchemy import Engine

from regio.bevinding import Bevinding
from regio.bronnen.lezen import lees_feiten as lees_bestanden
from regio.bronnen.lezen import sha256_van, vingerafdruk
from regio.bronnen.rijen import Feiten
from regio.controle import controleer
from regio.fouten import Bronfout, Opslagfout
from regio.gebieden.cellen import schetscellen
from regio.opslag import edities
from regio.opslag.migraties import migreer
from regio.opslag.slot import laadslot
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.toestand import controleer_opslag
from regio.opslag.verbinding import maak_engine
from regio.stand.compileren import compileer
from regio.stand.maker import maker
from regio.stand.wijzer import EDITIES, Wijzer, lees_wijzer, sha256_klopt, zet_op_schijf, zet_wijzer

__all__ = ["FASEN", "Stappen", "compileer_actief", "controleer_opslag", "laad"]

FASEN = ("lezen", "controleren", "schrijven", "teruglezen", "compileren", "activeren", "klaar")
WACHT_OP_ANDERE_S = 10.0

Meld = Callable[[str], None]


@dataclass(frozen=True)
class Stappen:
    """The work of a load that other modules do; tests put in their own."""

    lees: Callable[[Path], Feiten] = lees_bestanden
    controleer: Callable[[Feiten, Path], Sequence[Bevinding]] = controleer
    cellen: Callable[[Feiten], Mapping[str, shapely.Polygon]] = lambda feiten: schetscellen(feiten.postcodes)
    compileer: Callable[[Feiten, Path], None] = compileer


GEWONE_STAPPEN = Stappen()


def laad(
    gegevensmap: Path,
    var: Path,
    database_url: str,
    meld: Meld,
    *,
    opnieuw: bool = False,
    wacht_s: float = WACHT_OP_ANDERE_S,
    stappen: Stappen = GEWONE_STAPPEN,
) -> str:
    """Load the facts of a folder into the database, compile them and serve them; gives the fingerprint.

    ``meld`` gets the phases of FASEN in that order, and sentences in between. Facts that are served
    already are left alone, unless ``opnieuw`` asks to compile them again. Raises Bronfout for facts
    with errors and Opslagfout for disk and database; the old edition then goes on serving.
    """
    with _opslag(var, database_url, wacht_s) as engine:
        meld("lezen")
        feiten = stappen.lees(gegevensmap)
        afdruk = vingerafdruk(feiten)
        if not opnieuw and _wordt_geserveerd(engine, var, afdruk):
            # A load that was killed right after the switch may have left editions behind.
            edities.ruim_halve_op(engine)
            meld(f"Editie {afdruk[:12]} is al actief; er is niets te doen.")
            meld("klaar")
            return afdruk
        meld("controleren")
        _keur(stappen.controleer(feiten, gegevensmap), meld)
        meld("schrijven")
        cellen = stappen.cellen(feiten)
        editie_id = _schrijf(engine, afdruk, feiten, cellen, meld)
        meld("teruglezen")
        if not _staat_er_zo(engine, editie_id, afdruk, feiten, cellen):
            raise Opslagfout("De database geeft iets anders terug dan er geschreven is; de editie is niet geactiveerd.")
        meld("compileren")
        wijzer = _compileer_naar(var, afdruk, feiten, opnieuw, stappen)
        meld("activeren")
        edities.activeer(engine, editie_id)
        _wijs_aan(var, wijzer)
        edities.ruim_halve_op(engine)
        meld("klaar")
        return afdruk


def compileer_actief(
    var: Path,
    database_url: str,
    meld: Meld,
    *,
    opnieuw: bool = False,
    wacht_s: float = WACHT_OP_ANDERE_S,
    stappen: Stappen = GEWONE_STAPPEN,
) -> str:
    """Compile the active edition of a shared database on this machine and serve it; gives the fingerprint.

    Phases: lezen, compileren, activeren, klaar. Writes nothing into the database. Raises Opslagfout
    when there is no active edition or when it is damaged.
    """
    with _opslag(var, database_url, wacht_s, alleen_hier=True) as engine:
        meld("lezen")
        actief = edities.actieve_editie(engine)
        if actief is None:
            raise Opslagfout("De database heeft geen actieve editie. Voer eerst uit: regio data laad.")
        if not opnieuw and _wordt_geserveerd(engine, var, actief.vingerafdruk):
            meld(f"Editie {actief.vingerafdruk[:12]} is hier al actief; er is niets te doen.")
            meld("klaar")
            return actief.vingerafdruk
        feiten = edities.lees_feiten(engine, actief.id)
        if vingerafdruk(feiten) != actief.vingerafdruk:
            raise Opslagfout("De actieve editie in de database is beschadigd. Voer uit: regio data laad.")
        meld("compileren")
        wijzer = _compileer_naar(var, actief.vingerafdruk, feiten, opnieuw, stappen)
        meld("activeren")
        _wijs_aan(var, wijzer)
        meld("klaar")
        return actief.vingerafdruk


@contextmanager
def _opslag(var: Path, database_url: str, wacht_s: float, alleen_hier: bool = False) -> Iterator[Engine]:
    engine = maak_engine(database_url)
    try:
        with laadslot(var, None if alleen_hier else engine, wacht_s):
            yield engine
    finally:
        engine.dispose()


def _wordt_geserveerd(engine: Engine, var: Path, afdruk: str) -> bool:
    actief = edities.actieve_editie(engine)
    return actief is not None and actief.vingerafdruk == afdruk and _hele_wijzer(var, afdruk) is not None


def _hele_wijzer(var: Path, afdruk: str) -> Wijzer | None:
    """The pointer, when it names a whole file of this edition; a broken pointer is simply replaced."""
    try:
        wijzer = lees_wijzer(var)
    except Opslagfout:
        return None
    with in_gewone_taal("De editie op schijf lezen"):
        goed = wijzer is not None and (wijzer.editie, wijzer.maker) == (afdruk, maker())
        return wijzer if wijzer is not None and goed and sha256_klopt(var, wijzer) else None


def _keur(bevindingen: Sequence[Bevinding], meld: Meld) -> None:
    fouten = [een for een in bevindingen if een.niveau == "fout"]
    if fouten:
        genoemd = " ".join(f"{een.waar}: {een.wat}" for een in fouten[:3])
        hoeveel = "1 fout" if len(fouten) == 1 else f"{len(fouten)} fouten"
        raise Bronfout(f"De gegevens hebben {hoeveel} en zijn niet geladen. {genoemd} Zie: regio data controleer.")
    overig = sum(een.niveau == "waarschuwing" for een in bevindingen)
    if overig:
        meld(f"De gegevens geven {overig} waarschuwingen; lees ze met: regio data controleer.")


def _schrijf(engine: Engine, afdruk: str, feiten: Feiten, cellen: Mapping[str, shapely.Polygon], meld: Meld) -> int:
    migreer(engine)
    edities.ruim_halve_op(engine, behoud=afdruk)
    bestaand = edities.zoek_editie(engine, afdruk)
    if bestaand is not None and _staat_er_zo(engine, bestaand.id, afdruk, feiten, cellen):
        meld(f"Editie {afdruk[:12]} staat al in de database.")
        return bestaand.id
    return edities.schrijf_editie(engine, feiten, cellen)


def _staat_er_zo(
    engine: Engine, editie_id: int, afdruk: str, feiten: Feiten, cellen: Mapping[str, shapely.Polygon]
) -> bool:
    terug = edities.lees_feiten(engine, editie_id)
    # Equality takes 1, 1.0 and True for the same; the fingerprint does not.
    gelijk = terug == feiten and vingerafdruk(terug) == afdruk
    return gelijk and edities.lees_cellen(engine, editie_id) == dict(cellen)


def _compileer_naar(var: Path, afdruk: str, feiten: Feiten, opnieuw: bool, stappen: Stappen) -> Wijzer:
    """Compile next to what is served, never over it: the pointer must always name a whole file."""
    huidig = _hele_wijzer(var, afdruk)
    if huidig is not None and not opnieuw:
        return huidig
    naam = f"{EDITIES}/{afdruk}.regio"
    if _heel_bestand_van_wijzer(var) == naam:
        naam = f"{EDITIES}/{afdruk}-opnieuw.regio"
    doel = var / naam
    with in_gewone_taal("De editie compileren"):
        doel.parent.mkdir(parents=True, exist_ok=True)
        _ruim_bestanden_op(var)
        stappen.compileer(feiten, doel)
        zet_op_schijf(doel)
        return Wijzer(afdruk, naam, sha256_van(doel), maker())


def _wijs_aan(var: Path, wijzer: Wijzer) -> None:
    vorige = _bestand_van_wijzer(var)
    with in_gewone_taal("De editie in gebruik nemen"):
        zet_wijzer(var, wijzer)
        _ruim_bestanden_op(var, vorige)


def _bestand_van_wijzer(var: Path) -> str | None:
    try:
        wijzer = lees_wijzer(var)
    except Opslagfout:
        return None
    return None if wijzer is None else wijzer.bestand


def _heel_bestand_van_wijzer(var: Path) -> str | None:
    """The served file, when it is whole: whoever made it, it must not be written over."""
    try:
        wijzer = lees_wijzer(var)
    except Opslagfout:
        return None
    return wijzer.bestand if wijzer is not None and sha256_klopt(var, wijzer) else None


def _ruim_bestanden_op(var: Path, vorige: str | None = None) -> None:
    """Remove edition files, also half ones, except the served one and ``vorige``."""
    houd = {_bestand_van_wijzer(var), vorige}
    for bestand in (var / EDITIES).glob("*.regio*"):
        if bestand.is_file() and f"{EDITIES}/{bestand.name}" not in houd:
            bestand.unlink(missing_ok=True)
