"""What can go wrong while fetching. Every text is plain Dutch that says what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from regio.fouten import Bronfout, Opslagfout

NIETS_VERLOREN = "Wat er al stond is niet veranderd."

_VOL = "De schijf is vol. Maak ruimte vrij of kies met --naar een andere map, en geef de opdracht opnieuw."
_ALLEEN_LEZEN = "Er mag hier niet worden geschreven. Geef schrijfrechten of kies met --naar een andere map."
_GEEN_MAP = "Op die plek staat een bestand en geen map. Kies met --naar een andere map."
_SCHIJF = {
    errno.ENOSPC: _VOL,
    errno.EDQUOT: _VOL,
    errno.EFBIG: _VOL,
    errno.EACCES: _ALLEEN_LEZEN,
    errno.EPERM: _ALLEEN_LEZEN,
    errno.EROFS: _ALLEEN_LEZEN,
    errno.EEXIST: _GEEN_MAP,
    errno.ENOTDIR: _GEEN_MAP,
}


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
        wat = _SCHIJF.get(fout.errno or 0) or f"Het systeem meldt: {fout.strerror or 'onbekende fout'}."
        raise Opslagfout(f"{bij} is niet gelukt. {wat} {NIETS_VERLOREN}") from fout
