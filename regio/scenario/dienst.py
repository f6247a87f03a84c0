"""What is asked of a kept scenario: its picture, effects, findings and comparisons, from its moves as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from regio.bevinding import Bevinding
from regio.fouten import Fout, Vraagfout
from regio.scenario.beeld import Beeld, basis_van
from regio.scenario.bevindingen import Drempels, bevindingen
from regio.scenario.effecten import Effecten, bijgewerkt, effecten_van_basis
from regio.scenario.lezen import MEESTE_ZETTEN, lees_zetten
from regio.scenario.maatstaf import Maatstaf, maatstaf
from regio.scenario.naast import effecten_json, verschil_json
from regio.scenario.toepassen import speel
from regio.scenario.verschil import verschil
from regio.scenario.zetten import zetten_json
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import lees_datum

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Vraag:
    """A scenario as a question: its day (``JJJJ-MM-DD``) and its moves as JSON."""

    peildatum: str
    zetten: Sequence[Json]


def beeld_van(stand: Stand, vraag: Vraag) -> Beeld:
    """The picture after all moves; raises Vraagfout naming every move that cannot be made."""
    begin = basis_van(stand, lees_datum(vraag.peildatum)).beeld
    return speel(begin, lees_zetten(list(vraag.zetten)))


def met_zetten(stand: Stand, vraag: Vraag, nieuw: object, *, vervang: bool = False) -> list[Json]:
    """All moves once new ones (JSON) are added, or put in their place, in the form in which they are kept.

    Raises Vraagfout with every fault and the index of the new move.
    """
    oud = [] if vervang else list(vraag.zetten)
    zetten = lees_zetten(nieuw)
    te_veel(len(oud) + len(zetten))
    speel(beeld_van(stand, Vraag(vraag.peildatum, oud)), zetten)
    return [*oud, *zetten_json(zetten)]


def te_veel(aantal: int) -> None:
    """Raises Vraagfout where a scenario would come to have more moves than it may."""
    if aantal > MEESTE_ZETTEN:
        melding = f"Een scenario heeft ten hoogste {MEESTE_ZETTEN} zetten; dit zouden er meer worden."
        raise Vraagfout(Fout("zetten", "te-veel", melding, "body"))


def effecten_van(stand: Stand, vraag: Vraag, weging: str = "kinderen", *, alles: bool = False) -> Json:
    """The effects beside the base; without ``alles`` only what differs. Raises Vraagfout."""
    maat, voor, na = _gemeten(stand, vraag, weging)
    return effecten_json(maat, voor, na, alles=alles)


def bevindingen_van(stand: Stand, vraag: Vraag, weging: str, drempels: Drempels | None = None) -> list[Bevinding]:
    """What has to be said of a scenario, gravest first. Raises Vraagfout."""
    return bevindingen(*_gemeten(stand, vraag, weging), drempels)


def vergelijking(stand: Stand, een: Vraag, ander: Vraag, weging: str = "kinderen") -> Json:
    """The effects of one scenario beside those of another; where their bases differ only what lies elsewhere."""
    if not zelfde_basis(stand, een.peildatum, ander.peildatum):
        van, naar = beeld_van(stand, een), beeld_van(stand, ander)
        return {"effecten": None, "verschil": verschil_json(verschil(van, naar), naar)}
    maat, _, hier = _gemeten(stand, een, weging)
    _, _, daar = _gemeten(stand, ander, weging)
    naast = effecten_json(maat, hier, daar)
    return {"effecten": naast, "verschil": naast["verschil"]}


def zelfde_basis(stand: Stand, dag: str, andere_dag: str) -> bool:
    """Whether nothing changed between two days (``JJJJ-MM-DD``), so that figures of both can stand side by side."""
    return stand.toestand_nr_iso(dag) == stand.toestand_nr_iso(andere_dag)


def _gemeten(stand: Stand, vraag: Vraag, weging: str) -> tuple[Maatstaf, Effecten, Effecten]:
    """What is measured with, and the effects of the base and of the scenario."""
    beeld = beeld_van(stand, vraag)
    maat = maatstaf(stand, vraag.peildatum, weging)
    voor = effecten_van_basis(maat)
    return maat, voor, bijgewerkt(maat, voor, beeld)
