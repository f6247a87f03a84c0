"""What the map of a table draws: the ground of its gemeenten, inside the samenwerkingsverband and outside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kaarten.analyse.bron import bron_van
from kaarten.congruentie.vormen import Gebied, gebieden
from regio.overleg.tafels import tafels
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kaarten.analyse.blad import Vormen
    from regio.stand.zicht import Zicht

NIVEAU = "plaats"
BINNEN, MISSCHIEN, BUITEN = "binnen", "misschien", "buiten"


@dataclass(frozen=True, slots=True)
class Deel:
    """The ground of one gemeente that lies ``binnen`` the SWV, ``buiten`` it, or ``misschien`` in it.

    ``gemeente`` is empty for ground of which the sources leave the gemeente open.
    """

    gemeente: str
    ligging: str
    gebied: Gebied


@dataclass(frozen=True, eq=False)
class Tafelvormen:
    """The parts of a table, the outlines of the SWV and of its gemeenten (by code), and whose borders they are.

    Everything in RD; ``nauwkeurigheid`` is how far, in metres, a border may lie beside its place.
    """

    delen: tuple[Deel, ...]
    verband: tuple[Gebied, ...]
    gemeenten: dict[str, Gebied]
    bron: str
    vermelding: str
    nauwkeurigheid: float


@bewaard(64)
def tafelvormen(stand: Stand, toestand: int, swv: str) -> Tafelvormen:
    """The shapes of a table in a toestand. Raises Opslagfout for an edition without maps."""
    bron = bron_van(stand)
    vormen, stuk = bron.stukken(NIVEAU)
    plaatsing = _plaatsing(stand, toestand, swv)
    delen = _los(vormen, stuk, [" ".join(een) if een else "" for een in plaatsing])
    verband = _los(vormen, stuk, [swv if een and een[1] == BINNEN else "" for een in plaatsing])
    gemeenten = _los(vormen, stuk, _gemeenten(stand, toestand, swv))
    return Tafelvormen(
        delen=tuple(_deel(gebied) for gebied in delen),
        verband=verband,
        gemeenten={gebied.code: gebied for gebied in gemeenten},
        bron=bron.bron,
        vermelding=bron.vermelding,
        nauwkeurigheid=bron.nauwkeurigheid,
    )


def _deel(gebied: Gebied) -> Deel:
    gemeente, _, ligging = gebied.code.partition(" ")
    return Deel(gemeente, ligging, gebied)


def _plaatsing(stand: Stand, toestand: int, swv: str) -> list[tuple[str, str] | None]:
    """Per bouwsteen its gemeente and how it lies to the SWV; None for ground that has nothing to do with it."""
    zicht, alle = stand.zicht(toestand), tafels(stand, toestand)
    # Of a gemeente that counts as whole no ground is shown outside: there the law lists the postcode elsewhere.
    verdeeld = {plaats.gemeente for plaats in alle.aan(swv) if plaats.zeker != alle.hoofddelen.get(plaats.gemeente, ())}
    return [_plaats(zicht, nummer, swv, verdeeld) for nummer in range(stand.aantal_bouwstenen)]


def _gemeenten(stand: Stand, toestand: int, swv: str) -> list[str]:
    """Per bouwsteen its gemeente, empty where that is not certain or does not sit at the table."""
    laag = stand.zicht(toestand).lagen["gemeente"]
    leden = {plaats.gemeente for plaats in tafels(stand, toestand).aan(swv)}
    mogelijk = (laag.mogelijk(nummer) for nummer in range(stand.aantal_bouwstenen))
    return [codes[0] if len(codes) == 1 and codes[0] in leden else "" for codes in mogelijk]


def _plaats(zicht: Zicht, nummer: int, swv: str, verdeeld: set[str]) -> tuple[str, str] | None:
    gemeenten = zicht.lagen["gemeente"].mogelijk(nummer)
    swvs = zicht.lagen[swv[:2]].mogelijk(nummer)
    gemeente = gemeenten[0] if len(gemeenten) == 1 else ""
    if swv in swvs:
        return gemeente, BINNEN if len(swvs) == 1 else MISSCHIEN
    return (gemeente, BUITEN) if gemeente in verdeeld else None


def _los(vormen: Vormen, stuk: NDArray[np.integer], codes: Sequence[str]) -> tuple[Gebied, ...]:
    """Pieces dissolved by the code of their bouwstenen; those without a code are left out."""
    import numpy as np
    import shapely

    from regio.indeling import Indeling

    mee = np.zeros(len(vormen), dtype=bool)
    mee[stuk[np.array([bool(code) for code in codes]) & (stuk >= 0)]] = True
    hier = np.where(mee, vormen, shapely.Polygon())
    return gebieden(Indeling.van("tafel", [[code] if code else [] for code in codes]), hier, stuk)
