"""What is asked of a kept scenario: its picture, and with more moves, from its moves as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from regio.fouten import Fout, Vraagfout
from regio.scenario.beeld import Beeld, basis_van
from regio.scenario.lezen import MEESTE_ZETTEN, lees_wat_kan, lees_zetten
from regio.scenario.toepassen import speel, speel_gelezen
from regio.scenario.zetten import zetten_json
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import lees_datum

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Vraag:
    """A scenario as a question: its day (``JJJJ-MM-DD``) and its moves as JSON."""

    peildatum: str
    zetten: Sequence[Json]

    @property
    def sleutel(self) -> str:
        """The moves as one text, by which what was worked out is found again."""
        return json.dumps(list(self.zetten), sort_keys=True)


def beeld_van(stand: Stand, vraag: Vraag) -> Beeld:
    """The picture after all moves, kept a while; raises Vraagfout naming every move that cannot be made."""
    return _beeld(stand, vraag.peildatum, vraag.sleutel)


def met_zetten(stand: Stand, vraag: Vraag, nieuw: object, *, vervang: bool = False) -> list[Json]:
    """All moves once new ones (JSON) are added, or put in their place, in the form in which they are kept.

    Raises Vraagfout with every fault and the index of the new move.
    """
    oud = [] if vervang else list(vraag.zetten)
    gelezen = lees_wat_kan(nieuw)
    te_veel(len(oud) + len(gelezen.zetten))
    speel_gelezen(beeld_van(stand, Vraag(vraag.peildatum, oud)), gelezen)
    return [*oud, *zetten_json(gelezen.zetten)]


def te_veel(aantal: int) -> None:
    """Raises Vraagfout where a scenario would come to have more moves than it may."""
    if aantal > MEESTE_ZETTEN:
        melding = f"Een scenario heeft ten hoogste {MEESTE_ZETTEN} zetten; dit zouden er meer worden."
        raise Vraagfout(Fout("zetten", "te-veel", melding, "body"))


@bewaard(32)
def _beeld(stand: Stand, peildatum: str, sleutel: str) -> Beeld:
    begin = basis_van(stand, lees_datum(peildatum)).beeld
    return speel(begin, lees_zetten(json.loads(sleutel)))
