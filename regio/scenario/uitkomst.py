"""The outcome of a scenario, worked out once for whoever shows several things of it, and of moves tried out on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from regio.bevinding import Bevinding
from regio.scenario.bevindingen import Drempels, bevindingen
from regio.scenario.dienst import Vraag, beeld_van, te_veel
from regio.scenario.effecten import Effecten, bijgewerkt, effecten_van_basis
from regio.scenario.lezen import lees_wat_kan
from regio.scenario.maatstaf import Maatstaf, maatstaf
from regio.scenario.naast import effecten_json, verschil_json
from regio.scenario.toepassen import speel_gelezen
from regio.scenario.verschil import verschil
from regio.scenario.zetten import zetten_json
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand

Json = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Uitkomst:
    """A scenario beside its base: the effects of both; ``drempels`` say of which SWVs the size has to be told."""

    maat: Maatstaf
    voor: Effecten
    na: Effecten
    drempels: Drempels | None = None

    @cached_property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """What has to be said of it, gravest first."""
        return tuple(bevindingen(self.maat, self.voor, self.na, self.drempels))

    @cached_property
    def effecten(self) -> Json:
        """The effects beside the base, only what differs."""
        return effecten_json(self.maat, self.voor, self.na)


@dataclass(frozen=True, eq=False)
class Proef:
    """Moves (JSON, as they would be kept) tried out on a scenario: its outcome as it is, and with them."""

    zetten: tuple[Json, ...]
    nu: Uitkomst
    straks: Uitkomst

    @cached_property
    def naast_nu(self) -> Json:
        """The effects of the moves beside the scenario without them, only what differs."""
        return effecten_json(self.nu.maat, self.nu.na, self.straks.na)

    @property
    def nieuw(self) -> tuple[Bevinding, ...]:
        """The findings that the moves bring."""
        return tuple(een for een in self.straks.bevindingen if een not in self.nu.bevindingen)

    @property
    def weg(self) -> tuple[Bevinding, ...]:
        """The findings that the moves take away."""
        return tuple(een for een in self.nu.bevindingen if een not in self.straks.bevindingen)


def uitkomst_van(stand: Stand, vraag: Vraag, weging: str = "kinderen", drempels: Drempels | None = None) -> Uitkomst:
    """The outcome of a scenario; raises Vraagfout naming every move that cannot be made."""
    maat, na = _gerekend(stand, vraag.peildatum, vraag.sleutel, weging)
    return _uitkomst(maat, na, drempels)


def effecten_van(stand: Stand, vraag: Vraag, weging: str = "kinderen", *, alles: bool = False) -> Json:
    """The effects beside the base; without ``alles`` only what differs. Raises Vraagfout."""
    uitkomst = uitkomst_van(stand, vraag, weging)
    return effecten_json(uitkomst.maat, uitkomst.voor, uitkomst.na, alles=alles)


def vergelijking(stand: Stand, een: Vraag, ander: Vraag, weging: str = "kinderen") -> Json:
    """The effects of one scenario beside those of another; where their bases differ only what lies elsewhere."""
    if not zelfde_basis(stand, een.peildatum, ander.peildatum):
        van, naar = beeld_van(stand, een), beeld_van(stand, ander)
        return {"effecten": None, "verschil": verschil_json(verschil(van, naar), naar)}
    hier, daar = (uitkomst_van(stand, vraag, weging) for vraag in (een, ander))
    naast = effecten_json(hier.maat, hier.na, daar.na)
    return {"effecten": naast, "verschil": naast["verschil"]}


def zelfde_basis(stand: Stand, dag: str, andere_dag: str) -> bool:
    """Whether nothing changed between two days (``JJJJ-MM-DD``), so that figures of both can stand side by side."""
    return stand.toestand_nr_iso(dag) == stand.toestand_nr_iso(andere_dag)


def proef_van(
    stand: Stand,
    vraag: Vraag,
    zetten: object,
    weging: str = "kinderen",
    drempels: Drempels | None = None,
    *,
    vervang: bool = False,
) -> Proef:
    """What moves (JSON) would do to a scenario, added or in the place of all of its own; nothing is kept.

    Raises Vraagfout with every fault and the index of the new move.
    """
    gelezen = lees_wat_kan(zetten)
    nieuw = gelezen.zetten
    te_veel(len(nieuw) if vervang else len(vraag.zetten) + len(nieuw))
    maat, nu = _gerekend(stand, vraag.peildatum, vraag.sleutel, weging)
    straks = bijgewerkt(maat, nu, speel_gelezen(maat.basis.beeld if vervang else nu.beeld, gelezen))
    return Proef(tuple(zetten_json(nieuw)), _uitkomst(maat, nu, drempels), _uitkomst(maat, straks, drempels))


def warm(stand: Stand, peildatum: str, weging: str = "kinderen") -> None:
    """Work out what every scenario on a day (``JJJJ-MM-DD``) needs, so that no visitor waits for it."""
    effecten_van_basis(maatstaf(stand, peildatum, weging))


def _uitkomst(maat: Maatstaf, na: Effecten, drempels: Drempels | None) -> Uitkomst:
    return Uitkomst(maat, effecten_van_basis(maat), na, drempels)


@bewaard(32)
def _gerekend(stand: Stand, peildatum: str, sleutel: str, weging: str) -> tuple[Maatstaf, Effecten]:
    """What is measured with, and the effects of a scenario: while somebody composes a move these are asked often."""
    beeld = beeld_van(stand, Vraag(peildatum, json.loads(sleutel)))
    maat = maatstaf(stand, peildatum, weging)
    return maat, bijgewerkt(maat, effecten_van_basis(maat), beeld)
