"""``regio data``: checking, loading and compiling the facts."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from regio.bevinding import Bevinding
from regio.fouten import Opslagfout, RegioFout
from regio.instellingen import Instellingen, lees_instellingen

if TYPE_CHECKING:
    from regio.bronnen.rijen import Feiten


def controleer_gegevens(*, als_json: bool) -> None:
    """Print every finding on the facts and on the stored edition; raises RegioFout on an error."""
    from regio.bronnen.lezen import lees_feiten
    from regio.controle import VOLGORDE, controleer
    from regio.opslag.toestand import controleer_opslag

    instellingen = lees_instellingen()
    feiten = lees_feiten(instellingen.gegevens)
    gevonden = controleer(feiten, instellingen.gegevens)
    gevonden += controleer_opslag(instellingen.var, instellingen.database)
    gevonden.sort(key=lambda bevinding: VOLGORDE[bevinding.niveau])
    if als_json:
        sys.stdout.write(json.dumps([asdict(b) for b in gevonden], ensure_ascii=False, indent=2) + "\n")
    else:
        _toon(gevonden)
    fouten = sum(bevinding.niveau == "fout" for bevinding in gevonden)
    if fouten:
        raise RegioFout(f"De gegevens bevatten {fouten} fout(en); zie de bevindingen hierboven.")


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


def laad_gegevens(bron: Path | None, *, opnieuw: bool = False, proef: bool = False) -> None:
    """Say what loading a data folder (the configured one by default) changes; do it unless ``proef``."""
    instellingen = lees_instellingen()
    if bron is not None and not bron.is_dir():
        raise RegioFout(f"{bron} is geen map. Geef de map met de gegevens, met daarin manifest.csv.")
    _laad(instellingen, bron or instellingen.gegevens, opnieuw=opnieuw, proef=proef)


def laad_stil(instellingen: Instellingen) -> None:
    """Load the configured facts because there is no edition yet; progress goes to stderr."""
    sys.stderr.write("Eerste keer: de gegevens worden geladen.\n")
    _laad(instellingen, instellingen.gegevens)


def _laad(instellingen: Instellingen, bron: Path, *, opnieuw: bool = False, proef: bool = False) -> None:
    from regio.bronnen.lezen import lees_feiten
    from regio.opslag.laden import Stappen, laad

    feiten = lees_feiten(bron)
    _meld(f"Map: {bron}")
    for regel in _plan(instellingen, feiten):
        _meld(regel)
    if proef:
        _meld("Dit was een proef: er is niets geschreven.")
        return
    # What was announced is what is loaded, whatever happens to the folder meanwhile.
    stappen = Stappen(lees=lambda _: feiten)
    laad(bron, instellingen.var, instellingen.database, _meld, opnieuw=opnieuw, stappen=stappen)


def _plan(instellingen: Instellingen, feiten: Feiten) -> Iterator[str]:
    """What would change: the editions, and the rows of every table that differ."""
    from regio.bronnen.lezen import vingerafdruk
    from regio.bronnen.verschil import verschillen
    from regio.opslag.edities import feiten_van_actieve

    nieuw = f"Nieuwe editie: {vingerafdruk(feiten)}"
    try:
        actief = feiten_van_actieve(instellingen.database)
    except Opslagfout as fout:
        yield from (f"Actieve editie: niet te lezen. {fout}", nieuw)
        return
    if actief is None:
        yield from ("Actieve editie: geen", f"{nieuw} (eerste editie)")
        return
    yield from (f"Actieve editie: {vingerafdruk(actief)}", nieuw)
    gevonden = verschillen(actief, feiten)
    for een in gevonden:
        yield f"  {een.tabel}: {een.nieuw} erbij, {een.weg} weg, {een.gewijzigd} gewijzigd"
    if not gevonden:
        yield "  Er verandert geen enkele rij."


def compileer_gegevens(*, opnieuw: bool = False) -> None:
    """Compile the edition that is active in the database to this machine's state folder."""
    from regio.opslag.laden import compileer_actief

    instellingen = lees_instellingen()
    compileer_actief(instellingen.var, instellingen.database, _meld, opnieuw=opnieuw)


def _meld(tekst: str) -> None:
    sys.stderr.write(f"{tekst}\n")
    sys.stderr.flush()
