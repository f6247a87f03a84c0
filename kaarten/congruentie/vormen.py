"""What the maps about congruence draw: the regions of A, and borders by whether both divisions have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kaarten.analyse.bron import bron_van
from regio.congruentie.indelingen import Keuze, kies
from regio.congruentie.lijnen import lijnen
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kaarten.analyse.blad import Kaartbron, Vormen
    from regio.indeling import Indeling

    Punten = NDArray[np.number]

NIVEAU = "regio"
TOLERANTIE_M = 150.0  # as of that level
# A piece of border shorter than this that stands alone is not drawn.
SPIKKEL_M = 400.0
# In the order in which they are drawn: what matters most lies on top.
SOORTEN = ("onzeker", "alleen-met", "alleen-indeling", "samenvallend")


@dataclass(frozen=True, eq=False)
class Gebied:
    """A region of A in RD: per part its rings, the outer one first, each of shape (n, 2).

    ``plek`` is a point inside the largest part and ``straal`` how far the edge is from it, in
    metres. ``code`` is empty for ground of which A names no region, or several.
    """

    code: str
    delen: tuple[tuple[Punten, ...], ...]
    plek: tuple[float, float]
    straal: float


@dataclass(frozen=True, eq=False)
class Kaartvormen:
    """The regions of A, lines per kind of ``SOORTEN`` (RD, shape (n, 2) each), and where the borders come from.

    ``nauwkeurigheid``: how far, in metres, a border may lie beside its place.
    """

    gebieden: tuple[Gebied, ...]
    lijnen: dict[str, list[Punten]]
    bron: str
    vermelding: str
    nauwkeurigheid: float


def kaartvormen(stand: Stand, indeling: str, met: str, datum: str) -> Kaartvormen:
    """The shapes of a pair of divisions, by name, on a day (ISO). Raises Opslagfout for an edition without maps."""
    return vormen_van(stand, kies(stand, indeling, datum), kies(stand, met, datum))


@bewaard(8)
def vormen_van(stand: Stand, a: Keuze, b: Keuze) -> Kaartvormen:
    """The shapes of divisions that were chosen or made elsewhere. Raises Opslagfout for an edition without maps.

    Kept for both maps and the report; a chosen division is the same one as long as nothing changed.
    """
    bron = bron_van(stand)
    per_soort = zonder_spikkels(lijnen(stand, a.indeling, b.indeling))
    return Kaartvormen(
        gebieden=gebieden(a.indeling, *_stukken(bron, a.indeling)),
        lijnen={soort: per_soort[soort] for soort in SOORTEN},
        bron=bron.bron,
        vermelding=bron.vermelding,
        nauwkeurigheid=bron.nauwkeurigheid,
    )


def zonder_spikkels(per_soort: Mapping[str, Sequence[Punten]]) -> dict[str, list[Punten]]:
    """Lines (RD) per kind, but for the short ones that touch no other line: specks, drawn as a blot.

    Lines touch where they share a point.
    """
    telling = Counter(punt for lijnen_ in per_soort.values() for lijn in lijnen_ for punt in _punten(lijn))
    return {
        soort: [lijn for lijn in lijnen_ if _lengte(lijn) >= SPIKKEL_M or any(telling[p] > 1 for p in _punten(lijn))]
        for soort, lijnen_ in per_soort.items()
    }


def _punten(lijn: Punten) -> set[tuple[float, ...]]:
    return set(map(tuple, lijn.tolist()))


def _lengte(lijn: Punten) -> float:
    import numpy as np

    return float(np.hypot(*np.diff(lijn.astype(float), axis=0).T).sum())


def _stukken(bron: Kaartbron, indeling: Indeling) -> tuple[Vormen, NDArray[np.integer]]:
    """A coverage that a division does not cut, and the piece of every bouwsteen.

    The pieces of the maps suit every division of the edition; one of the user's own may cut them,
    and goes by the bouwstenen themselves.
    """
    import numpy as np
    import shapely

    vormen, stuk = bron.stukken(NIVEAU)
    paren = np.unique(np.column_stack((stuk, indeling.waarden)), axis=0)
    if len(paren) == len(np.unique(stuk)):
        return vormen, stuk
    nummers = np.arange(len(indeling))
    return shapely.coverage_simplify(bron.bouwstenen(nummers.tolist()), TOLERANTIE_M), nummers


def gebieden(indeling: Indeling, vormen: Vormen, stuk: NDArray[np.integer]) -> tuple[Gebied, ...]:
    """The regions of a division from the pieces of a map, shape (aantal stukken,), in order of code.

    ``stuk`` is the piece of every bouwsteen. Ground without one certain region comes last.
    """
    import numpy as np
    import shapely

    from regio.gebieden.kaartset.niveaus import los_op

    eerste = np.full(len(vormen), -1)
    eerste[stuk[::-1]] = np.arange(len(stuk))[::-1]
    waarde = np.where(eerste >= 0, indeling.waarden[eerste], -1).astype(int)
    aantal = len(indeling.codes)
    waarde[waarde < 0] = aantal
    opgelost = los_op(vormen, waarde, aantal + 1)
    met_grond = [
        (code, vorm) for code, vorm in zip((*indeling.codes, ""), opgelost, strict=True) if not shapely.is_empty(vorm)
    ]
    return tuple(_gebied(code, vorm) for code, vorm in met_grond)


def _gebied(code: str, vorm: Vormen) -> Gebied:
    import shapely

    delen = shapely.get_parts(vorm)
    grootste = delen[shapely.area(delen).argmax()]
    # A point well inside, to within two kilometres: enough for a label.
    lijn = shapely.maximum_inscribed_circle(grootste, tolerance=2_000)
    plek = shapely.get_coordinates(lijn)[0]
    ringen = tuple(tuple(shapely.get_coordinates(ring) for ring in (deel.exterior, *deel.interiors)) for deel in delen)
    return Gebied(code, ringen, (float(plek[0]), float(plek[1])), float(shapely.length(lijn)))
