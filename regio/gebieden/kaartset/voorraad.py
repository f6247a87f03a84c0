"""A bounded store of what was made on demand: the least used goes first, by size in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Protocol, TypeVar, cast


class Zwaar(Protocol):
    """Something that knows its size in bytes."""

    grootte: int


T = TypeVar("T", bound=Zwaar)


class Voorraad:
    """Thread-safe. Making runs outside the lock: two threads may make the same thing, one is kept."""

    def __init__(self, ruimte: int) -> None:
        self._ruimte, self._bezet = ruimte, 0
        self._dingen: OrderedDict[Hashable, Zwaar] = OrderedDict()
        self._slot = Lock()

    @property
    def bezet(self) -> int:
        """Bytes held now, never more than the room."""
        return self._bezet

    def geef(self, sleutel: Hashable, maak: Callable[[], T]) -> T:
        """What is stored under a key, or what ``maak`` makes; too large to store is still given."""
        with self._slot:
            if sleutel in self._dingen:
                self._dingen.move_to_end(sleutel)
                return cast("T", self._dingen[sleutel])
        nieuw = maak()
        with self._slot:
            self._bewaar(sleutel, nieuw)
        return nieuw

    def _bewaar(self, sleutel: Hashable, nieuw: Zwaar) -> None:
        if sleutel in self._dingen or nieuw.grootte > self._ruimte:
            return
        self._dingen[sleutel] = nieuw
        self._bezet += nieuw.grootte
        while self._bezet > self._ruimte:
            self._bezet -= self._dingen.popitem(last=False)[1].grootte
