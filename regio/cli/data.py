"""``regio data``: checking, loading and compiling the facts."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regio.bevinding import Bevinding
from regio.cli.gedeeld import open_stand
from regio.cli.kaart import keur, schrijf
from regio.fouten import Opslagfout, RegioFout
from regio.instellingen import Instellingen, lees_instellingen
from regio.stand.houder import open_actief

if TYPE_CHECKING:
    from regio.bronnen.rijen import Feiten, LeerlingRij
    from regio.gebieden.vlakken import Vlakken
    from regio.opslag.laden import Grenskeuze


# A file with pupils, those of the active edition (None), or none at all.
Leerlingkeuze = Path | tuple[()] | None
# What a phase says behind its name: who waits for the first time should know that it goes on.
_DUUR = {"compileren": " (dit duurt één tot enkele minuten)"}


def controleer_gegevens(*, als_json: bool) -> None:
    """Print every finding on the facts and on the stored edition; raises RegioFout on an error."""
    from regio.bronnen.lezen import lees_feiten
    from regio.controle import VOLGORDE, controleer
    from regio.opslag.toestand import controleer_opslag

    instellingen = lees_instellingen()
    feiten = lees_feiten(instellingen.gegevens)
    gevonden = controleer(feiten, instellingen.gegevens)
    gevonden += controleer_opslag(instellingen.var, instellingen.database)
    gevonden += _over_de_grond(instellingen)
    gevonden.sort(key=lambda bevinding: VOLGORDE[bevinding.niveau])
    if als_json:
        sys.stdout.write(json.dumps([asdict(b) for b in gevonden], ensure_ascii=False, indent=2) + "\n")
    else:
        _toon(gevonden)
    fouten = sum(bevinding.niveau == "fout" for bevinding in gevonden)
    if fouten:
        raise RegioFout(f"De gegevens bevatten {fouten} fout(en); zie de bevindingen hierboven.")


def _over_de_grond(instellingen: Instellingen) -> list[Bevinding]:
    """The findings on the ground that is served; none when no edition can be read."""
    return [Bevinding(**een) for een in _geserveerde_grenzen(instellingen).get("bevindingen", ())]


def _geserveerde_grenzen(instellingen: Instellingen) -> dict[str, Any]:
    """Where the ground that is served comes from; empty when no edition can be read."""
    try:
        return open_actief(instellingen.var, controleer=False).grenzen
    except (RegioFout, KeyError, ValueError):
        return {}


def _toon(bevindingen: Sequence[Bevinding]) -> None:
    from rich.console import Console
    from rich.table import Table

    tabel = Table("niveau", "wat", "waar", "gedaan", show_lines=True)
    stijlen = {"fout": "bold red", "waarschuwing": "yellow", "info": ""}
    for bevinding in bevindingen:
        cellen = (bevinding.niveau, f"{bevinding.code}: {bevinding.wat}", bevinding.waar, bevinding.gedaan)
        tabel.add_row(*(cel.replace("[", r"\[") for cel in cellen), style=stijlen[bevinding.niveau])
    console = Console()
    console.print(tabel)
    aantallen = Counter(bevinding.niveau for bevinding in bevindingen)
    console.print(", ".join(f"{aantallen[niveau]} {niveau}" for niveau in ("fout", "waarschuwing", "info")))


def laad_gegevens(
    bron: Path | None,
    *,
    schets: bool = False,
    opnieuw: bool = False,
    proef: bool = False,
    verslag: Path | None = None,
    leerlingen: Path | None = None,
    zonder_leerlingen: bool = False,
) -> None:
    """Say what loading changes and do it, unless ``proef``.

    ``bron`` is a folder with facts (manifest.csv), with official borders (GeoPackages) or with both;
    the configured folders by default. ``schets`` goes back to the sketch. The report of the
    geometry gate is printed. ``leerlingen`` is a CSV with pupils per postcode, which later loads keep until
    ``zonder_leerlingen`` removes them. ``verslag`` gets the report of the ground as JSON, also when nothing
    had to be loaded; a target that takes no file is refused first. Raises RegioFout.
    """
    instellingen = lees_instellingen()
    gegevens, grenzen = _wat_laden(instellingen, bron, schets=schets)
    if leerlingen is not None and zonder_leerlingen:
        raise RegioFout("Kies: of --leerlingen met een bestand, of --zonder-leerlingen.")
    geteld: Leerlingkeuze = () if zonder_leerlingen else leerlingen
    _laad(instellingen, gegevens, grenzen, leerlingen=geteld, opnieuw=opnieuw, proef=proef, verslag=verslag)


def laad_stil(instellingen: Instellingen, waarom: str) -> None:
    """Load the configured facts because a question needs them; progress goes to stderr.

    What is active in a shared database is only compiled: loading into it is done elsewhere.
    """
    _meld(waarom)
    if instellingen.database_url.startswith("postgresql"):
        compileer_gegevens()
    else:
        _laad(instellingen, *_wat_laden(instellingen, None))


def _wat_laden(instellingen: Instellingen, bron: Path | None, *, schets: bool = False) -> tuple[Path, Grenskeuze]:
    """The folder with facts, and which ground. Raises RegioFout for a folder with neither."""
    standaard: Grenskeuze = "schets" if schets else instellingen.bronnen
    if bron is None:
        return instellingen.gegevens, standaard
    if not bron.is_dir():
        raise RegioFout(f"{bron} is geen map. Geef de map met de gegevens, met daarin manifest.csv of GeoPackages.")
    grenzen = any(pad.suffix.lower() == ".gpkg" for pad in bron.iterdir())
    feiten = (bron / "manifest.csv").is_file()
    if grenzen and schets:
        raise RegioFout("Kies: of een map met officiële grenzen, of --schets.")
    if not grenzen and not feiten:
        raise RegioFout(
            f"In {bron} staan geen gegevens (manifest.csv) en geen officiële grenzen (bestanden *.gpkg). Haal de "
            "grenzen met: regio data ophalen."
        )
    return (bron if feiten else instellingen.gegevens), (bron if grenzen else standaard)


def _laad(
    instellingen: Instellingen,
    gegevens: Path,
    grenzen: Grenskeuze,
    *,
    leerlingen: Leerlingkeuze = None,
    opnieuw: bool = False,
    proef: bool = False,
    verslag: Path | None = None,
) -> None:
    from regio.bronnen.lezen import lees_feiten
    from regio.opslag.laden import Stappen, laad

    if verslag is not None:
        keur([verslag], vervang=True)
    feiten = lees_feiten(gegevens)
    geteld = _leerlingen(instellingen, feiten, leerlingen)
    feiten = replace(feiten, leerlingen=geteld or ())
    _meld(f"Map: {gegevens}")
    for regel in _plan(instellingen, feiten, grenzen):
        _meld(regel)
    if isinstance(grenzen, Path):
        _meld(f"Officiële grenzen: {grenzen}")
    elif grenzen:
        _meld("Grenzen: de schets")
    nieuw = isinstance(leerlingen, Path)
    if proef:
        inhoud = _verslag_van_proef(instellingen, feiten, grenzen, gevraagd=verslag is not None)
        _over_leerlingen(feiten if nieuw else None)
        _meld("Dit was een proef: er is niets geladen.")
    else:
        # What was announced is what is loaded, whatever happens to the folder meanwhile.
        stappen = Stappen(lees=lambda _: feiten, officieel=_lees_grenzen)
        laad(
            gegevens,
            instellingen.var,
            instellingen.database,
            _meld,
            grenzen=grenzen,
            leerlingen=geteld,
            opnieuw=opnieuw,
            stappen=stappen,
        )
        _over_leerlingen(feiten if nieuw else None)
        inhoud = open_actief(instellingen.var, controleer=False).grenzen["verslag"] if verslag else {}
    if verslag is not None:
        schrijf([(verslag, (json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n").encode())], vervang=True)


def _leerlingen(instellingen: Instellingen, feiten: Feiten, keuze: Leerlingkeuze) -> tuple[LeerlingRij, ...] | None:
    """The pupils of a file, of the active edition (None), or none. Raises Bronfout for a file with faults.

    None when the active edition cannot be read: loading says what is wrong with it.
    """
    if isinstance(keuze, Path):
        from regio.congruentie.leerlingen import lees_leerlingen

        return lees_leerlingen(keuze, {rij.pc4 for rij in feiten.bouwstenen})
    if keuze is not None:
        return keuze
    from regio.opslag.plan import lees_leerlingen_van_actieve

    try:
        return lees_leerlingen_van_actieve(instellingen.database)
    except Opslagfout:
        return None


def _over_leerlingen(feiten: Feiten | None) -> None:
    """Warn for what a file with pupils leaves out, None when none was given; last of all, so that it is seen."""
    if feiten is not None:
        from regio.congruentie.dekking import dekking

        for zin in dekking(feiten):
            _meld(zin)


def _lees_grenzen(map_: Path, feiten: Feiten, meld: Callable[[str], None]) -> Vlakken:
    """Official borders through the gate, with its report."""
    from regio.gebieden.officieel import lees_officieel, toon_verslag

    vlakken = lees_officieel(map_, feiten, meld)
    for regel in toon_verslag(vlakken.verslag):
        meld(regel)
    return vlakken


def _verslag_van_proef(
    instellingen: Instellingen, feiten: Feiten, grenzen: Grenskeuze, *, gevraagd: bool
) -> dict[str, Any]:
    """The report of the ground that would be loaded; of the sketch only when it is asked for."""
    if isinstance(grenzen, Path):
        return _lees_grenzen(grenzen, feiten, _meld).verslag
    if not gevraagd:
        return {}
    geserveerd = _geserveerde_grenzen(instellingen)
    if grenzen is None and geserveerd.get("bron") == "officieel":
        verslag: dict[str, Any] = geserveerd["verslag"]
        return verslag
    from regio.gebieden.schets import maak_schets

    return maak_schets(feiten).verslag


def toon_grensverslag(*, als_json: bool) -> None:
    """Print the report of the ground that is served: of the gate, or of the sketch."""
    stand = open_stand(lees_instellingen())
    if als_json:
        sys.stdout.write(json.dumps(stand.grenzen, ensure_ascii=False, indent=1) + "\n")
        return
    if stand.grenzen["bron"] == "schets":
        sys.stdout.write(
            "De gebieden zijn een schets. Officiële grenzen: regio data ophalen, of regio data laad MAP.\n"
        )
        return
    from regio.gebieden.officieel import toon_verslag

    sys.stdout.write("\n".join(toon_verslag(stand.grenzen["verslag"])) + "\n")


def _plan(instellingen: Instellingen, feiten: Feiten, grenzen: Grenskeuze) -> Iterator[str]:
    """What would change: the editions, the rows of every table that differ, and the ground."""
    from regio.gebieden.officieel import afdruk_van
    from regio.opslag.plan import maak_plan

    return maak_plan(instellingen.database, feiten, grenzen, afdruk_van)


def compileer_gegevens(*, opnieuw: bool = False) -> None:
    """Compile the edition that is active in the database to this machine's state folder."""
    from regio.opslag.laden import compileer_actief

    instellingen = lees_instellingen()
    compileer_actief(instellingen.var, instellingen.database, _meld, opnieuw=opnieuw)


def _meld(tekst: str) -> None:
    sys.stderr.write(f"{tekst}{_DUUR.get(tekst, '')}\n")
    sys.stderr.flush()
