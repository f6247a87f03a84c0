"""Where postcodes lie, as far as the facts have a point."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from regio.bronnen.lezen import lees_tabel
from regio.bronnen.rijen import Postcode2014Rij, PostcodeRij
from regio.scenario.factoren.scholen import Punten

_NU, _TOEN = "postcodes/postcodes.csv", "postcodes/postcodes_2014.csv"


@lru_cache(maxsize=2)
def punten(gegevens: Path, kenmerk: str) -> Punten:
    """The point (RD, metres) of every postcode in a folder of facts that has one, that of 2014 where there is no newer.

    ``kenmerk`` is of the edition they go with: for another they are read again. Raises Bronfout.
    """
    del kenmerk  # only tells apart what is kept
    toen = {rij.pc4: (float(rij.x_rd), float(rij.y_rd)) for rij in lees_tabel(Postcode2014Rij, gegevens / _TOEN)}
    nu = {rij.pc4: (float(rij.x_rd), float(rij.y_rd)) for rij in lees_tabel(PostcodeRij, gegevens / _NU)}
    return {**toen, **nu}
