"""Checks of the data folder against its manifest."""

from __future__ import annotations

from pathlib import Path

from regio.bevinding import Bevinding
from regio.bronnen.lezen import MANIFEST
from regio.bronnen.rijen import Feiten
from regio.bronnen.wisselen import tabellen_in
from regio.schijf import sha256_van


def controleer(feiten: Feiten, gegevensmap: Path) -> list[Bevinding]:
    """Files that differ from the manifest, are missing, or are not in it."""
    genoemd = {bron.bestand: bron for bron in feiten.bronnen}
    tabellen = tabellen_in(gegevensmap)
    aanwezig = tabellen.keys() - {MANIFEST}
    uit = [
        _fout("bestand-ontbreekt", naam, "Staat in het manifest maar niet in de map.")
        for naam in sorted(set(genoemd) - aanwezig)
    ]
    uit += [
        _fout("bestand-zonder-bron", naam, "Staat niet in het manifest, dus zonder bron en licentie.")
        for naam in sorted(aanwezig - set(genoemd))
    ]
    for naam in sorted(aanwezig & set(genoemd)):
        gevonden = sha256_van(tabellen[naam])
        if gevonden != genoemd[naam].sha256:
            uit.append(_fout("sha256-verschilt", naam, f"Inhoud heeft sha256 {gevonden[:12]}…, niet die van manifest."))
    return uit


def _fout(code: str, waar: str, wat: str) -> Bevinding:
    return Bevinding("fout", code, waar, wat, "De editie is geweigerd; zet bestand en manifest gelijk.")
