"""In which form an answer goes where: the options ``--csv``, ``--json``, ``--uit`` and ``--vervang`` together."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from regio.cli.kaart import keur, schrijf
from regio.fouten import Fout, Vraagfout


@dataclass(frozen=True, slots=True)
class Uitvoer:
    """The options, as typed."""

    csv: bool = False
    json: bool = False
    uit: Path | None = None
    vervang: bool = False

    @property
    def vorm(self) -> str:
        """``tekst``, ``csv`` or ``json``; by the end of the file name when neither is asked. Raises Vraagfout."""
        if self.csv and self.json:
            raise Vraagfout(Fout("csv", "twee-vormen", "Kies --csv of --json, niet allebei."))
        if self.csv or self.json or self.uit is None:
            return "json" if self.json else "csv" if self.csv else "tekst"
        einde = self.uit.suffix.lower()
        if einde not in (".csv", ".json"):
            raise Vraagfout(Fout("uit", "vorm", "Laat de naam bij --uit eindigen op .csv of .json, of kies een vorm."))
        return einde[1:]

    def keur(self) -> None:
        """Refuse a target that cannot be right before any work is done. Raises RegioFout."""
        keur([self.uit] if self.uit else [], vervang=self.vervang)

    def geef(self, tekst: str) -> None:
        """Write to the file, or print. Raises RegioFout."""
        if self.uit:
            schrijf([(self.uit, tekst.encode())], vervang=self.vervang)
        else:
            sys.stdout.write(tekst)


def als_json(antwoord: object) -> str:
    """JSON as commands print it."""
    return json.dumps(antwoord, ensure_ascii=False, indent=2) + "\n"
