"""Moves played once on a picture, for whoever shows several things of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regio.scenario.beeld import Beeld
from regio.scenario.toepassen import Stap, doorloop
from regio.scenario.zetten import Zet


@dataclass(frozen=True, slots=True)
class Verloop:
    """Moves made one after another on the picture ``begin``, each as a step."""

    begin: Beeld
    stappen: tuple[Stap, ...]

    @property
    def eind(self) -> Beeld:
        """The picture after all moves that can be made."""
        return self.stappen[-1].beeld if self.stappen else self.begin

    @property
    def houdt(self) -> tuple[Zet, ...]:
        """The moves that can be made."""
        return tuple(stap.zet for stap in self.stappen if not stap.gebreken)


def verloop_van(begin: Beeld, zetten: Iterable[Zet]) -> Verloop:
    """Play moves on a picture; those that cannot be made are passed over and say why."""
    return Verloop(begin, tuple(doorloop(begin, zetten)))
