"""A scenario on another edition or peildatum: which moves still hold there, and what differs.

Moves are data about codes and postcodes, so they can be made on any base. A move that no longer can
is left out and told why; one that can may touch other ground than it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from regio.scenario.beeld import LAGEN, Beeld
from regio.scenario.lagen import anders
from regio.scenario.toepassen import Stap
from regio.scenario.verloop import Verloop
from regio.scenario.verschil import Verschil, verschil


@dataclass(frozen=True, slots=True)
class Herzien:
    """What differs of one move that can be made on the other base.

    ``niet_meer`` and ``ook`` are the bouwstenen that it touched only before, or touches only now.
    """

    niet_meer: tuple[str, ...]
    ook: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Herbasering:
    """A scenario beside itself on another base: what differs between the bases, every move, and between the results."""

    basis: Verschil
    zetten: tuple[Herzien, ...]
    uitkomst: Verschil


def herbaseer(oud: Verloop, nieuw: Verloop) -> Herbasering:
    """The moves of a scenario, played on a base and on another one."""
    geraakt = zip(nieuw.stappen, _geraakt(oud), _geraakt(nieuw), strict=True)
    return Herbasering(
        basis=verschil(oud.begin, nieuw.begin),
        zetten=tuple(_herzien(stap, voor, na) for stap, voor, na in geraakt),
        uitkomst=verschil(oud.eind, nieuw.eind),
    )


def _herzien(stap: Stap, voor: frozenset[str], na: frozenset[str]) -> Herzien:
    if stap.gebreken:
        return Herzien((), ())
    return Herzien(tuple(sorted(voor - na)), tuple(sorted(na - voor)))


def _geraakt(verloop: Verloop) -> list[frozenset[str]]:
    """The ids of the bouwstenen that every move put elsewhere."""
    beelden: Sequence[Beeld] = [verloop.begin, *(stap.beeld for stap in verloop.stappen)]
    return [
        frozenset(voor.basis.ids[nr] for laag in LAGEN for nr in anders(voor.lagen[laag], na.lagen[laag]).tolist())
        for voor, na in pairwise(beelden)
    ]
