"""A scenario on another edition or peildatum: which moves still hold there, and what differs.

Moves are data about codes and postcodes, so they can be made on any base. A move that no longer can
is left out and told why; one that can may touch other ground than it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from regio.scenario.beeld import LAGEN, Basis, Beeld
from regio.scenario.lagen import anders
from regio.scenario.lezen import Gebrek
from regio.scenario.toepassen import NIETS, Stap, doorloop
from regio.scenario.verschil import Verschil, verschil
from regio.scenario.zetten import Zet


@dataclass(frozen=True, slots=True)
class Herzien:
    """One move on the other base.

    ``gebreken`` say why it cannot be made; ``al_zo`` that the other base is that way already;
    ``niet_meer`` and ``ook`` are the bouwstenen that it touched only before, or touches only now.
    """

    zet: Zet
    gebreken: tuple[Gebrek, ...]
    al_zo: bool
    niet_meer: tuple[str, ...]
    ook: tuple[str, ...]

    @property
    def houdt(self) -> bool:
        """Whether the move can be made on the other base."""
        return not self.gebreken


@dataclass(frozen=True, slots=True)
class Herbasering:
    """A scenario beside itself on another base: the bases, every move, and the pictures they lead to."""

    basis: Verschil
    zetten: tuple[Herzien, ...]
    beeld: Beeld
    uitkomst: Verschil

    @property
    def over(self) -> tuple[Zet, ...]:
        """The moves that hold: those of the scenario on the other base."""
        return tuple(een.zet for een in self.zetten if een.houdt)


def herbaseer(zetten: Sequence[Zet], oud: Basis, nieuw: Basis) -> Herbasering:
    """Make the moves of a scenario on another base; ``uitkomst`` is the difference between the two results."""
    hier, daar = doorloop(oud.beeld, zetten), doorloop(nieuw.beeld, zetten)
    eind_hier = hier[-1].beeld if hier else oud.beeld
    eind_daar = daar[-1].beeld if daar else nieuw.beeld
    geraakt = zip(_geraakt(oud.beeld, hier), _geraakt(nieuw.beeld, daar), daar, strict=True)
    return Herbasering(
        basis=verschil(oud.beeld, nieuw.beeld),
        zetten=tuple(_herzien(stap, voor, na) for voor, na, stap in geraakt),
        beeld=eind_daar,
        uitkomst=verschil(eind_hier, eind_daar),
    )


def _herzien(stap: Stap, voor: frozenset[str], na: frozenset[str]) -> Herzien:
    al_zo = bool(stap.gebreken) and all(gebrek.code == NIETS for gebrek in stap.gebreken)
    if stap.gebreken:
        return Herzien(stap.zet, stap.gebreken, al_zo, (), ())
    return Herzien(stap.zet, (), al_zo, tuple(sorted(voor - na)), tuple(sorted(na - voor)))


def _geraakt(begin: Beeld, stappen: Sequence[Stap]) -> list[frozenset[str]]:
    """The ids of the bouwstenen that every move put elsewhere."""
    beelden = [begin, *(stap.beeld for stap in stappen)]
    return [
        frozenset(voor.basis.ids[nr] for laag in LAGEN for nr in anders(voor.lagen[laag], na.lagen[laag]).tolist())
        for voor, na in pairwise(beelden)
    ]
