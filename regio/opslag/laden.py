"""Loading an edition: files to database to one compiled file, and only then active.

What is served is the file that ``actief.json`` names. It changes in one atomic step at the end, so
a load that stops anywhere, also by ``kill -9``, leaves the old edition serving; the next load
removes what was left behind and finishes the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine

from regio.bevinding import Bevinding
from regio.bronnen.lezen import lees_feiten as lees_bestanden
from regio.bronnen.lezen import vingerafdruk
from regio.bronnen.rijen import Feiten, LeerlingRij
from regio.controle import controleer
from regio.fouten import Bronfout, Opslagfout
from regio.gebieden.schets import maak_schets
from regio.gebieden.vlakken import OFFICIEEL, Vlakken
from regio.opslag import edities
from regio.opslag.gebieden import schrijf_gebieden, zelfde_vlakken
from regio.opslag.kaartbestanden import ontbrekend, ruim_kaartbestanden_op
from regio.opslag.migraties import is_bijgewerkt, migreer
from regio.opslag.plan import GEEF_MAP, controleer_past
from regio.opslag.slot import laadslot
from regio.opslag.storingen import in_gewone_taal
from regio.opslag.toestand import controleer_opslag
from regio.opslag.verbinding import maak_engine
from regio.schijf import sha256_van
from regio.stand.afdruk import editie_afdruk
from regio.stand.compileren import compileer
from regio.stand.maker import maker
from regio.stand.wijzer import EDITIES, Wijzer, lees_wijzer, sha256_klopt, zet_op_schijf, zet_wijzer

__all__ = ["FASEN", "Stappen", "compileer_actief", "controleer_opslag", "laad"]

FASEN = ("lezen", "controleren", "schrijven", "teruglezen", "compileren", "activeren", "klaar")
WACHT_OP_ANDERE_S = 10.0

Meld = Callable[[str], None]
# Which ground an edition gets: that of a folder with official files, the sketch, or (None) official
# borders that were loaded before and otherwise the sketch.
Grenskeuze = Path | Literal["schets"] | None


def _lees_officieel(map_: Path, feiten: Feiten, meld: Meld) -> Vlakken:
    from regio.gebieden.officieel import lees_officieel

    return lees_officieel(map_, feiten, meld)


def _afdruk_van(map_: Path, feiten: Feiten) -> str:
    from regio.gebieden.officieel import afdruk_van

    return afdruk_van(map_, feiten)


@dataclass(frozen=True)
class Stappen:
    """The work of a load that other modules do; tests put in their own."""

    lees: Callable[[Path], Feiten] = lees_bestanden
    controleer: Callable[[Feiten, Path], Sequence[Bevinding]] = controleer
    schets: Callable[[Feiten], Vlakken] = maak_schets
    officieel: Callable[[Path, Feiten, Meld], Vlakken] = _lees_officieel
    officieel_afdruk: Callable[[Path, Feiten], str] = _afdruk_van
    compileer: Callable[[Feiten, Vlakken, Path], None] = compileer
    gebieden: Callable[[Engine, int, Path], None] = schrijf_gebieden


GEWONE_STAPPEN = Stappen()


def laad(
    gegevensmap: Path,
    var: Path,
    database_url: str,
    meld: Meld,
    *,
    grenzen: Grenskeuze = None,
    leerlingen: Sequence[LeerlingRij] | None = None,
    opnieuw: bool = False,
    wacht_s: float = WACHT_OP_ANDERE_S,
    stappen: Stappen = GEWONE_STAPPEN,
) -> str:
    """Load facts and ground into the database, compile them and serve them; gives the fingerprint.

    ``leerlingen`` are the pupils that a user counted: None keeps those of the active edition.
    ``meld`` gets the phases of FASEN in that order, and sentences in between. An edition that is
    served already is left alone, unless ``opnieuw`` asks to compile it again. Raises Bronfout for
    facts or borders with errors and Opslagfout for disk and database; the old edition then goes on
    serving.
    """
    with _opslag(var, database_url, wacht_s) as engine:
        meld("lezen")
        eigen = edities.leerlingen_van_actieve(engine) if leerlingen is None else tuple(leerlingen)
        feiten = replace(stappen.lees(gegevensmap), leerlingen=eigen)
        if grenzen is None and not opnieuw and _feiten_worden_geserveerd(engine, var, feiten):
            return _niets_te_doen(engine, meld)
        meld("controleren")
        _keur(stappen.controleer(feiten, gegevensmap), meld)
        if edities.actieve_editie(engine) is not None:
            migreer(engine)  # what an older form holds, such as official borders, is kept
        vlakken = _kies_vlakken(engine, feiten, grenzen, meld, stappen, opnieuw=opnieuw)
        afdruk = editie_afdruk(feiten, vlakken)
        if not opnieuw and _wordt_geserveerd(engine, var, afdruk):
            return _niets_te_doen(engine, meld)
        meld("schrijven")
        editie_id = _schrijf(engine, afdruk, feiten, vlakken, meld)
        meld("teruglezen")
        if not _staat_er_zo(engine, editie_id, feiten, vlakken):
            raise Opslagfout("De database geeft iets anders terug dan er geschreven is; de editie is niet geactiveerd.")
        meld("compileren")
        wijzer = _compileer_naar(var, afdruk, feiten, vlakken, opnieuw, stappen)
        stappen.gebieden(engine, editie_id, var / wijzer.bestand)
        meld("activeren")
        edities.activeer(engine, editie_id)
        _wijs_aan(var, wijzer)
        edities.ruim_halve_op(engine)
        meld("klaar")
        return afdruk


def _niets_te_doen(engine: Engine, meld: Meld) -> str:
    # A load that was killed right after the switch may have left editions behind.
    edities.ruim_halve_op(engine)
    actief = edities.actieve_editie(engine)
    afdruk = actief.vingerafdruk if actief else ""
    meld(f"Editie {afdruk[:12]} is al actief; er is niets te doen.")
    meld("klaar")
    return afdruk


def _kies_vlakken(
    engine: Engine, feiten: Feiten, grenzen: Grenskeuze, meld: Meld, stappen: Stappen, *, opnieuw: bool
) -> Vlakken:
    """The ground that was asked for; official borders of the active edition stay unless asked otherwise."""
    huidig = _huidige_vlakken(engine, meld, vervangen=grenzen is not None or opnieuw)
    officieel = huidig if huidig is not None and huidig.bron == OFFICIEEL else None
    if isinstance(grenzen, Path):
        if officieel is not None and not opnieuw and _zijn_dezelfde(officieel, grenzen, feiten, stappen):
            meld("Deze officiële grenzen zijn al geladen en schoongemaakt.")
            return officieel
        return stappen.officieel(grenzen, feiten, meld)
    if grenzen is None and officieel is not None:
        _controleer_past(engine, feiten, officieel)
        return officieel
    if grenzen is None and huidig is None and _was_officieel(engine):
        raise Bronfout(f"De officiële grenzen van de actieve editie zijn beschadigd. {GEEF_MAP}")
    return stappen.schets(feiten)


def _controleer_past(engine: Engine, feiten: Feiten, officieel: Vlakken) -> None:
    """Refuse official ground that other facts cut, or that lacks rows. Raises Bronfout."""
    actief = edities.actieve_editie(engine)
    if actief is not None:
        controleer_past(edities.lees_feiten(engine, actief.id), feiten)
    if officieel.ids != tuple(rij.id for rij in feiten.bouwstenen):
        raise Bronfout(f"De officiële grenzen van de actieve editie zijn beschadigd. {GEEF_MAP}")


def _huidige_vlakken(engine: Engine, meld: Meld, *, vervangen: bool) -> Vlakken | None:
    """The ground of the active edition; a damaged one is as none where it will be replaced. Raises Opslagfout."""
    if not is_bijgewerkt(engine):
        return None
    try:
        return edities.vlakken_van_actieve(engine)
    except Opslagfout:
        if not vervangen:
            raise
        meld("De gebieden in de database zijn niet te lezen; ze worden opnieuw gemaakt.")
        return None


def _was_officieel(engine: Engine) -> bool:
    """Whether the active edition stood on official borders, known from its fingerprint: its ground is unreadable."""
    actief = edities.actieve_editie(engine) if is_bijgewerkt(engine) else None
    return actief is not None and actief.vingerafdruk != vingerafdruk(edities.lees_feiten(engine, actief.id))


def _zijn_dezelfde(officieel: Vlakken, map_: Path, feiten: Feiten, stappen: Stappen) -> bool:
    if officieel.ids != tuple(rij.id for rij in feiten.bouwstenen):
        return False
    try:
        return officieel.afdruk == stappen.officieel_afdruk(map_, feiten)
    except OSError:
        return False  # reading the folder in earnest says what is wrong with it


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
        feiten, vlakken = edities.lees_feiten(engine, actief.id), edities.lees_vlakken(engine, actief.id)
        if editie_afdruk(feiten, vlakken) != actief.vingerafdruk:
            raise Opslagfout("De actieve editie in de database is beschadigd. Voer uit: regio data laad.")
        meld("compileren")
        wijzer = _compileer_naar(var, actief.vingerafdruk, feiten, vlakken, opnieuw, stappen)
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


def _feiten_worden_geserveerd(engine: Engine, var: Path, feiten: Feiten) -> bool:
    """Whether the active edition has these facts, on whichever ground, and is served whole."""
    actief = edities.actieve_editie(engine)
    if actief is None or not is_bijgewerkt(engine) or _hele_wijzer(var, actief.vingerafdruk) is None:
        return False
    return actief.vingerafdruk == vingerafdruk(feiten) or edities.lees_feiten(engine, actief.id) == feiten


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
        if wijzer is None or not goed or not sha256_klopt(var, wijzer) or ontbrekend(var / wijzer.bestand):
            return None
        return wijzer


def _keur(bevindingen: Sequence[Bevinding], meld: Meld) -> None:
    fouten = [een for een in bevindingen if een.niveau == "fout"]
    if fouten:
        genoemd = " ".join(f"{een.waar}: {een.wat}" for een in fouten[:3])
        hoeveel = "1 fout" if len(fouten) == 1 else f"{len(fouten)} fouten"
        raise Bronfout(f"De gegevens hebben {hoeveel} en zijn niet geladen. {genoemd} Zie: regio data controleer.")
    overig = sum(een.niveau == "waarschuwing" for een in bevindingen)
    if overig:
        meld(f"De gegevens geven {overig} waarschuwingen; lees ze met: regio data controleer.")


def _schrijf(engine: Engine, afdruk: str, feiten: Feiten, vlakken: Vlakken, meld: Meld) -> int:
    migreer(engine)
    edities.ruim_halve_op(engine, behoud=afdruk)
    bestaand = edities.zoek_editie(engine, afdruk)
    if bestaand is not None and _staat_er_nog(engine, bestaand.id, feiten, vlakken):
        meld(f"Editie {afdruk[:12]} staat al in de database.")
        return bestaand.id
    return edities.schrijf_editie(engine, feiten, vlakken)


def _staat_er_nog(engine: Engine, editie_id: int, feiten: Feiten, vlakken: Vlakken) -> bool:
    try:
        return _staat_er_zo(engine, editie_id, feiten, vlakken)
    except Opslagfout:
        return False  # damaged: to write it again repairs it


def _staat_er_zo(engine: Engine, editie_id: int, feiten: Feiten, vlakken: Vlakken) -> bool:
    terug = edities.lees_feiten(engine, editie_id)
    # Equality takes 1, 1.0 and True for the same; the fingerprint does not.
    gelijk = terug == feiten and vingerafdruk(terug) == vingerafdruk(feiten)
    return gelijk and zelfde_vlakken(edities.lees_vlakken(engine, editie_id), vlakken)


def _compileer_naar(
    var: Path, afdruk: str, feiten: Feiten, vlakken: Vlakken, opnieuw: bool, stappen: Stappen
) -> Wijzer:
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
        stappen.compileer(feiten, vlakken, doel)
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
    """Remove edition files, also half ones, except the served one and ``vorige``, and their map files."""
    houd = {_bestand_van_wijzer(var), vorige} - {None}
    for bestand in (var / EDITIES).glob("*.regio*"):
        if bestand.is_file() and f"{EDITIES}/{bestand.name}" not in houd:
            bestand.unlink(missing_ok=True)
    ruim_kaartbestanden_op(var / EDITIES, [var / naam for naam in houd if naam])
