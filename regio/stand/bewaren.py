"""What is worked out from an edition is kept on that edition, and goes with it when another takes its place.

A cache of a module would hold on to every Stand it was ever asked about. Both of these keep on the first argument:
a Stand, or something that was itself made from one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, TypeVar, TypeVarTuple

Eigenaar = TypeVar("Eigenaar")
Vraag = TypeVarTuple("Vraag")
Waarde = TypeVar("Waarde")


def eenmaal(functie: Callable[[Eigenaar], Waarde]) -> Callable[[Eigenaar], Waarde]:
    """Work something out once."""
    naam = _naam(functie)

    @wraps(functie)
    def bewaarde(eigenaar: Eigenaar, /) -> Waarde:
        try:
            gevonden: Waarde = eigenaar.__dict__[naam]
        except KeyError:
            # Threads that ask at once may both work it out; all get the one that came first.
            gevonden = eigenaar.__dict__.setdefault(naam, functie(eigenaar))
        return gevonden

    return bewaarde


def bewaard(
    aantal: int,
) -> Callable[[Callable[[Eigenaar, *Vraag], Waarde]], Callable[[Eigenaar, *Vraag], Waarde]]:
    """Keep the ``aantal`` answers that were asked for last; what comes after the first argument is hashable."""

    def versier(functie: Callable[[Eigenaar, *Vraag], Waarde]) -> Callable[[Eigenaar, *Vraag], Waarde]:
        naam = _naam(functie)

        @wraps(functie)
        def bewaarde(eigenaar: Eigenaar, /, *vraag: *Vraag) -> Waarde:
            try:
                antwoord: Callable[..., Waarde] = eigenaar.__dict__[naam]
            except KeyError:
                nieuw = lru_cache(aantal)(partial(functie, eigenaar))  # type: ignore[call-arg]
                antwoord = eigenaar.__dict__.setdefault(naam, nieuw)
            return antwoord(*vraag)

        return bewaarde

    return versier


def _naam(functie: Callable[..., Any]) -> str:
    """The attribute that holds it: not a name that anyone would write."""
    return f"{functie.__module__}:{functie.__qualname__}"
