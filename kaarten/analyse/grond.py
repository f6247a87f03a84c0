"""What bouwstenen say on a day, and the shapes of groups of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kaarten.teksten import datum_lang, reeks
from regio.stand.stand import Stand

if TYPE_CHECKING:
    import shapely

    from kaarten.analyse.blad import Kaartbron

Groep = TypeVar("Groep", bound=Hashable)
SECTOREN = ("PO", "VO")
SECTORNAAM = {"PO": "basisonderwijs (PO)", "VO": "voortgezet onderwijs (VO)"}


@dataclass(frozen=True, slots=True)
class Dag:
    """The values of all bouwstenen on one day (ISO)."""

    stand: Stand
    datum: str

    @property
    def toestand(self) -> int:
        """The number of the toestand of that day."""
        return self.stand.toestand_nr_iso(self.datum)

    def mogelijk(self, soort: str, bouwsteen: int) -> tuple[str, ...]:
        """The code of a bouwsteen in an indeling, none, or every candidate."""
        return tuple(self.stand.zicht(self.toestand).lagen[soort].mogelijk(bouwsteen))

    def naam(self, soort: str, code: str) -> str | None:
        """The name of a region; None where no source gives one."""
        return self.stand.zicht(self.toestand).naam("swv" if soort in SECTOREN else soort, code)

    def voluit(self, soort: str, codes: Iterable[str]) -> str:
        """Regions as a reader knows them: ``Tynaarlo (GM1730)``, ``VO2001``, several with ``of``."""
        namen = [(self.naam(soort, code), code) for code in codes]
        return " of ".join(f"{naam} ({code})" if naam else code for naam, code in namen) or "geen"

    def per_groep(self, soort: str) -> dict[tuple[str, ...], list[int]]:
        """Bouwstenen per set of possible codes."""
        uit: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for nummer in range(self.stand.aantal_bouwstenen):
            uit[self.mogelijk(soort, nummer)].append(nummer)
        return dict(uit)


def postcodes(stand: Stand, bouwstenen: Iterable[int]) -> str:
    """The PC4s whose addresses stand under these bouwstenen, as ``9471 t/m 9475``."""
    return reeks(sorted({stuk.pc4 for stuk in stand.grond(nr for nr in bouwstenen if stand.is_hoofddeel(nr))}))


def inwoners(stand: Stand, bouwstenen: Iterable[int]) -> int:
    """Inhabitants of 2021 on these bouwstenen."""
    return int(sum(stuk.gewicht for stuk in stand.grond(nr for nr in bouwstenen if stand.is_hoofddeel(nr))))


def getal(aantal: int) -> str:
    """A number with points between the thousands."""
    return f"{aantal:,}".replace(",", ".")


def smelt(bron: Kaartbron, niveau: str, groepen: Mapping[Groep, Sequence[int]]) -> dict[Groep, shapely.Geometry]:
    """The shape of every group of bouwstenen that has ground, on a level of the map set.

    A group must be one that the layers of the map set tell apart, at any date.
    """
    import numpy as np
    import shapely

    vormen, stuk = bron.stukken(niveau)
    uit: dict[Groep, shapely.Geometry] = {}
    for groep, bouwstenen in groepen.items():
        delen = vormen[np.unique(stuk[list(bouwstenen)])]
        delen = delen[~shapely.is_empty(delen)]
        if len(delen):
            uit[groep] = shapely.coverage_union_all(delen)
    return uit


def regeling_regels(stand: Stand, datum: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Source lines and remarks about the version of the regeling on a day; both empty before there was one."""
    regeling = stand.staart(stand.toestand_nr_iso(datum))["regeling"]
    if regeling is None:
        return (), ()
    versie = datum_lang(regeling["versie"])
    bron = f"Samenwerkingsverbanden: Ministerie van OCW, regeling BWBR0032324, versie van {versie}."
    return (bron,), (datum_lang(regeling["toelichting"]),) if regeling["toelichting"] else ()
