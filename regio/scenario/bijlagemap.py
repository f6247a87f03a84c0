"""The annex as a workbook: changed rows marked, the moves with their notes, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from regio.congruentie.tabel import Rij
from regio.scenario.export import Export, verantwoording
from regio.scenario.uitvoer import BIJLAGEKOP, KOLOMMEN, bijlagerijen, zetrijen
from regio.werkmap import Blad, werkmap

BLADEN = ("Bijlage", "Zetten", "Verantwoording")
_GEWIJZIGD = BIJLAGEKOP.index("gewijzigd")


def bijlage_werkmap(export: Export) -> bytes:
    """The annex in the shape of the regeling as a workbook (.xlsx); a changed row says so and has a fill."""
    rijen = [(int(nummer) if nummer else None, *_leeg(rest)) for nummer, *rest in bijlagerijen(export.beeld)]
    zetten = [(int(nummer), *_leeg(rest)) for nummer, *rest in zetrijen(export.zetten)]
    return werkmap(
        Blad(BLADEN[0], BIJLAGEKOP, rijen, gemerkt=lambda rij: rij[_GEWIJZIGD] == "ja"),
        Blad(BLADEN[1], KOLOMMEN, zetten),
        Blad(BLADEN[2], ("onderwerp", "tekst"), verantwoording(export)),
    )


def _leeg(cellen: Sequence[str]) -> Rij:
    """Cells without a text as cells without a value."""
    return tuple(cel or None for cel in cellen)
