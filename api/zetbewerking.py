"""What the form of a move asks: a move more, or another in the place of one; and where a move of a form stands now.

A form at a move carries the number that it had when the page was made, and a print of it: it is found again when
moves before it were taken away meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from api.zetformulier import op_velden, zet_uit
from kaarten.scenarios.werkbeeld import afdruk_van
from regio.fouten import Fout, Vraagfout
from regio.stand.stand import Stand

Json = dict[str, Any]
Velden = Mapping[str, str]
_ZET_WEG = "Deze zet is er niet meer: hij is intussen gewijzigd of weggehaald."


@dataclass(frozen=True, slots=True)
class Bewerking:
    """The moves that a form comes down to: one to add, or with ``vervang`` all; its own is the one at ``plek``."""

    velden: Velden
    zetten: Sequence[Json]
    plek: int
    vervang: bool

    @contextmanager
    def aan_zijn_velden(self) -> Iterator[None]:
        """Faults of the move at the fields of its form, those of others at their lines on the page."""
        try:
            yield
        except Vraagfout as fout:
            alle = op_velden(fout.fouten, self.velden, self.plek)
            raise Vraagfout(*(bij_regel(een, range(len(self.zetten))) for een in alle)) from None


def bewerking(velden: Velden, zetten: Sequence[Json], stand: Stand) -> Bewerking:
    """What the form of a move asks of these moves; raises Vraagfout with every fault at its field."""
    nieuw = zet_uit(velden, stand)
    if not velden.get("nummer"):
        return Bewerking(velden, [nieuw], 0, vervang=False)
    plek = vind(zetten, velden)
    return Bewerking(velden, [*zetten[:plek], nieuw, *zetten[plek + 1 :]], plek, vervang=True)


def vind(zetten: Sequence[Json], velden: Velden) -> int:
    """Where the move of a form stands now; raises Vraagfout when it is no longer there."""
    afdruk, nummer = velden.get("afdruk", "").strip(), velden.get("nummer", "").strip()
    raak = [plek for plek, een in enumerate(zetten) if afdruk_van(een) == afdruk]
    eigen = [plek for plek in raak if str(plek + 1) == nummer]
    if not raak:
        raise Vraagfout(Fout("zet", "zet-weg", _ZET_WEG, "body"))
    return (eigen or raak)[0]


@contextmanager
def aan_regels(over: Sequence[int]) -> Iterator[None]:
    """Faults of moves at their lines on the page; ``over`` is which of the moves on the page each of them is."""
    try:
        yield
    except Vraagfout as fout:
        raise Vraagfout(*(bij_regel(een, over) for een in fout.fouten)) from None


def bij_regel(fout: Fout, over: Sequence[int]) -> Fout:
    """A fault of a move at its line on the page: a note that was typed at its own field.

    ``over`` is which of the moves on the page each of the moves was.
    """
    if fout.zet is None:
        return fout
    if fout.veld == f"zetten[{fout.zet}].notitie":
        return replace(fout, veld="notitie", zet=None)
    op_pagina = over[fout.zet]
    return replace(fout, veld=f"zet-{op_pagina + 1}", zet=op_pagina)
