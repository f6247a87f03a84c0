"""The samenwerkingsverbanden with an area on a day, as rows of the list and the table beside the map."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from kaarten import gebied
from kaarten.teksten import datum_lang
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand
from regio.zoeken.swv import lijst

KOLOMMEN = ("code", "naam", "gemeenten", "postcodes", "inwoners")


@dataclass(frozen=True, slots=True)
class Rij:
    """One SWV; ``naam`` is None where no source gives one.

    ``leden`` are its gemeenten: code, and whether part of it lies elsewhere. ``postcodes`` counts
    those that certainly lie in it, ``misschien`` those that may; ``inwoners`` (2021) go with the
    first.
    """

    code: str
    sector: str
    naam: str | None
    leden: tuple[tuple[str, bool], ...]
    gemeentenamen: tuple[str, ...]
    postcodes: int
    misschien: int
    inwoners: int

    @property
    def gemeenten(self) -> int:
        """The number of gemeenten."""
        return len(self.leden)


@bewaard(64)
def rijen(stand: Stand, toestand: int, sector: str) -> tuple[Rij, ...]:
    """The SWVs of a sector that have an area in a toestand, by code."""
    leden = gebied.leden_per_verband(stand, toestand, sector)
    namen = gebied.gemeenten_per_verband(stand, toestand, sector)
    return tuple(
        Rij(
            code=rij["code"],
            sector=sector,
            naam=rij["naam"],
            leden=tuple(leden[rij["code"]]),
            gemeentenamen=tuple(namen[rij["code"]]),
            postcodes=rij["aantalPostcodes"],
            misschien=rij["aantalPostcodesMisschien"],
            inwoners=rij["inwoners"],
        )
        for rij in lijst(stand, stand.zicht(toestand).vanaf, sector)
        if rij["code"] in leden
    )


def regeling_op(stand: Stand, toestand: int) -> str | None:
    """What a reader must know of the version of the regeling behind a toestand; None where nothing."""
    regeling = stand.staart(toestand)["regeling"]
    return datum_lang(regeling["toelichting"]) if regeling and regeling["toelichting"] else None


def gesorteerd(alle: tuple[Rij, ...], kolom: str, *, aflopend: bool = False) -> list[Rij]:
    """The rows in order of one of ``KOLOMMEN``; those without a name stand behind in either direction."""
    bekend = [rij for rij in alle if getattr(rij, kolom) is not None]
    zonder = [rij for rij in alle if getattr(rij, kolom) is None]
    return sorted(bekend, key=attrgetter(kolom), reverse=aflopend) + zonder
