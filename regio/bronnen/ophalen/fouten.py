"""What can go wrong while fetching. Every text is plain Dutch that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from regio.fouten import Bronfout, Opslagfout
from regio.schijf import zin

NIETS_VERLOREN = "Wat er al stond is niet veranderd."


class Storing(Bronfout):
    """The service could not be reached or broke off; what came in is kept for the next time.

    ``opnieuw``: another try now may help; ``wacht``: seconds that the service asked to wait first.
    """

    def __init__(self, melding: str, *, opnieuw: bool = True, wacht: float | None = None) -> None:
        super().__init__(melding)
        self.opnieuw = opnieuw
        self.wacht = wacht


class Onbruikbaar(Bronfout):
    """The service answered with something that may not be used; trying again does not help."""


class NietAanwezig(Onbruikbaar):
    """The service has no such thing (status 400, 404 or 410)."""


def eerste_zin(fout: Bronfout) -> str:
    """What went wrong, without what to do about it."""
    return f"{str(fout).partition('. ')[0].rstrip('.')}."


@contextmanager
def op_schijf(bij: str) -> Iterator[None]:
    """Turn a fault of the disk into an Opslagfout; ``bij`` says in Dutch what was going on."""
    try:
        yield
    except OSError as fout:
        wat = zin(fout, "kies met --naar een andere map")
        raise Opslagfout(f"{bij} is niet gelukt. {wat} {NIETS_VERLOREN}") from fout
