"""How much of the country a file with pupils covers: what a user hears when it is loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from datetime import date

from regio.bronnen.rijen import Feiten
from regio.congruentie.getallen import heel
from regio.stand.toestanden import Opbouw

HELFT = 0.5


def dekking(feiten: Feiten) -> list[str]:
    """What is missing from the pupils of the facts, a sentence per sector; empty when nothing is.

    The samenwerkingsverbanden are those of the latest version of the regeling.
    """
    geteld: dict[str, set[str]] = defaultdict(set)
    for rij in feiten.leerlingen:
        geteld[rij.sector].add(rij.pc4)
    alle = {rij.pc4 for rij in feiten.bouwstenen}
    if all(alle <= pc4s for pc4s in geteld.values()):
        return []
    grond = _grond(feiten)
    return [_zin(sector, alle, pc4s, grond[sector]) for sector, pc4s in sorted(geteld.items()) if not alle <= pc4s]


def _grond(feiten: Feiten) -> dict[str, dict[str, set[str]]]:
    """Sector -> samenwerkingsverband -> the postcodes that are certainly its own, in the latest version."""
    opbouw = Opbouw(feiten)
    versie = opbouw.versie_op(date.max)
    uit: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sector, uitspraken in (opbouw.lezing(versie) if versie else {}).items():
        for rij, uitspraak in zip(feiten.bouwstenen, uitspraken, strict=True):
            if len(uitspraak.codes) == 1:
                uit[sector][min(uitspraak.codes)].add(rij.pc4)
    return uit


def _zin(sector: str, alle: Set[str], geteld: Set[str], grond: Mapping[str, Set[str]]) -> str:
    deel = {swv: len(pc4s & geteld) / len(pc4s) for swv, pc4s in sorted(grond.items())}
    zonder = [swv for swv, bekend in deel.items() if not bekend]
    weinig = [swv for swv, bekend in deel.items() if 0 < bekend < HELFT]
    zinnen = [
        f"Let op: van {heel(len(alle - geteld))} van de {heel(len(alle))} postcodes staat er geen aantal leerlingen "
        f"{sector} in het bestand; die tellen als nul.",
        f"Geen enkel aantal voor {', '.join(zonder)}." if zonder else "",
        f"Voor minder dan de helft van de postcodes een aantal: {', '.join(weinig)}." if weinig else "",
    ]
    return " ".join(zin for zin in zinnen if zin)
