"""A state folder and a database to load into, with steps that need no files."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from regio.bevinding import Bevinding
from regio.bronnen.rijen import Feiten
from regio.fouten import RegioFout
from regio.gebieden.vlakken import Vlakken
from regio.opslag.edities import maak_engine
from regio.opslag.laden import FASEN, Stappen, laad
from regio.stand.wijzer import lees_wijzer, sha256_klopt
from tests.regio.blokken import blokken, officiele_blokken


@dataclass
class Proef:
    """Loads into one state folder and database; ``feiten`` is what the next load reads."""

    var: Path
    url: str
    feiten: Feiten
    bevindingen: list[Bevinding] = field(default_factory=list)
    gemeld: list[str] = field(default_factory=list)
    gecompileerd: list[Path] = field(default_factory=list)

    @property
    def stappen(self) -> Stappen:
        """Steps that need no files."""
        return Stappen(
            lees=lambda _: self.feiten,
            controleer=lambda *_: self.bevindingen,
            schets=blokken,
            officieel=lambda map_, feiten, _: officiele_blokken(feiten, map_.name),
            officieel_afdruk=lambda map_, _: map_.name,
            compileer=self.compileer,
            gebieden=lambda *_: None,
        )

    def compileer(self, feiten: Feiten, vlakken: Vlakken, doel: Path) -> None:
        """A stand-in for the compiler: writes to a temporary file and puts it in place."""
        self.gecompileerd.append(doel)
        half = doel.with_name(f"{doel.name}.half")
        half.write_bytes(pickle.dumps(feiten))
        half.replace(doel)

    def laad(self, **opties: Any) -> str:
        """Load; what was told is in ``gemeld``."""
        self.gemeld.clear()
        opties = {"stappen": self.stappen, **opties}
        return laad(Path("gegevens"), self.var, self.url, self.gemeld.append, **opties)

    def geserveerd(self) -> Feiten:
        """What the pointer's file holds."""
        wijzer = lees_wijzer(self.var)
        assert wijzer is not None and sha256_klopt(self.var, wijzer)
        feiten: Feiten = pickle.loads((self.var / wijzer.bestand).read_bytes())
        return feiten

    def fasen(self) -> list[str]:
        """The phases that were told."""
        return [een for een in self.gemeld if een in FASEN]

    def weigert(self, soort: type[RegioFout], noemt: str, **opties: Any) -> None:
        """A load that raises and changes nothing that is served."""
        voor = lees_wijzer(self.var)
        with pytest.raises(soort, match=noemt):
            self.laad(**opties)
        assert lees_wijzer(self.var) == voor
        assert voor is None or sha256_klopt(self.var, voor)


@contextmanager
def database(url: str) -> Iterator[Engine]:
    """An engine that is closed afterwards."""
    motor = maak_engine(url)
    yield motor
    motor.dispose()
