"""``regio kaart``: maps for analysts, as a standalone HTML file and as a picture for a report."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regio.cli.gedeeld import gemeente_datum, open_stand
from regio.fouten import RegioFout
from regio.instellingen import lees_instellingen
from regio.schijf import reden

# Loaded by its name: what is drawn stands above this package, which may not import it.
TEKENAAR = "kaarten.analyse.uitgave"


@dataclass(frozen=True, slots=True)
class Doelen:
    """Where the map goes; without either, to an HTML file of its own name in this folder."""

    uit: Path | None
    png: Path | None
    vervang: bool


def teken(soort: str, woorden: dict[str, str], peildatum: str | None, doelen: Doelen) -> None:
    """Make one map and write it. Raises RegioFout; what was written all the same stands in its text."""
    keur([pad for pad in (doelen.uit, doelen.png) if pad], vervang=doelen.vervang)
    stand = open_stand(lees_instellingen())
    tekenaar: Any = importlib.import_module(TEKENAAR)
    vraag = tekenaar.stel_vraag(stand, soort, {**woorden, "datum": peildatum or gemeente_datum(None)}, "peildatum")
    uitgave = tekenaar.geef_uit(stand, vraag)
    uit = doelen.uit or (Path(f"{uitgave.naam}.html") if doelen.png is None else None)
    bestanden: list[tuple[Path, bytes]] = []
    if uit:
        bestanden.append((uit, uitgave.html()))
    if doelen.png:
        bestanden.append((doelen.png, uitgave.png()))
    schrijf(bestanden, vervang=doelen.vervang)


def keur(paden: Sequence[Path], *, vervang: bool) -> None:
    """Refuse a target that cannot be right before any work is done. Raises RegioFout."""
    for pad in paden:
        if pad.is_dir():
            raise RegioFout(f"{pad} is een map; geef de naam van een bestand.")
        if not pad.parent.is_dir():
            raise RegioFout(f"De map {pad.parent} bestaat niet; maak die eerst of kies een andere.")
        if pad.exists() and not pad.is_file():
            raise RegioFout(f"{pad} is geen gewoon bestand; kies een andere naam.")
        if pad.exists() and not vervang:
            raise RegioFout(f"{pad} bestaat al; kies een andere naam, of geef --vervang om het te overschrijven.")
        if not os.access(pad.parent, os.W_OK):
            raise RegioFout(f"In de map {pad.parent} mag u niet schrijven; kies een andere. Er is niets gewijzigd.")
    if len({pad.absolute() for pad in paden}) < len(paden):
        raise RegioFout("Geef voor de kaart en voor het plaatje elk een eigen bestand.")


def schrijf(bestanden: Sequence[tuple[Path, bytes]], *, vervang: bool) -> None:
    """Write each file whole, and none before all of them fit on the disk.

    Raises RegioFout, which names the files that did take their place before the fault.
    """
    keur([pad for pad, _ in bestanden], vervang=vervang)
    tijdelijk = [pad.with_name(f".regio-{os.getpid()}-{nummer}") for nummer, (pad, _) in enumerate(bestanden)]
    geschreven: list[Path] = []
    try:
        for (_, inhoud), tussen in zip(bestanden, tijdelijk, strict=True):
            tussen.write_bytes(inhoud)
        for (pad, _), tussen in zip(bestanden, tijdelijk, strict=True):
            tussen.replace(pad)
            geschreven.append(pad)
    except OSError as fout:
        rest = _namen([pad for pad, _ in bestanden if pad not in geschreven])
        verder = f"Wel geschreven: {_namen(geschreven)}." if geschreven else "Er is niets gewijzigd."
        raise RegioFout(f"{rest} kan niet worden geschreven: {reden(fout)}. {verder}") from None
    finally:
        for tussen in tijdelijk:
            # Whatever stopped the writing may stop the clearing up too, and is already told.
            with suppress(OSError):
                tussen.unlink(missing_ok=True)
    for pad, inhoud in bestanden:
        sys.stdout.write(f"Geschreven: {pad} ({max(1, round(len(inhoud) / 1000))} kB)\n")


def _namen(paden: Sequence[Path]) -> str:
    return " en ".join(map(str, paden))
