"""A map sheet: everything that is drawn and told, before it becomes HTML or a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    import shapely
    from numpy.typing import NDArray

    from regio.gebieden.kaartlaag import Regio

    Vormen = NDArray[np.object_]

Vulling = Literal["kleur", "arcering", "niet-zeker", "omgeving"]
Stijl = Literal["dik", "dun", "streep", "stippel", "onzeker", "rand"]


class Kaartbron(Protocol):
    """Where shapes come from: the map set of an edition. All shapes are in RD, in metres."""

    @property
    def bron(self) -> str:
        """``schets`` or ``officieel``."""

    @property
    def vermelding(self) -> str:
        """The attribution that goes with the borders."""

    @property
    def nauwkeurigheid(self) -> float:
        """How far, in metres, a border may lie beside its place."""

    def geometrie(self, indeling: str, datum: str, niveau: str) -> tuple[tuple[Regio, ...], Vormen]:
        """The regions of an indeling on a day (ISO) with their shapes, shape (aantal regio's,)."""

    def stukken(self, niveau: str) -> tuple[Vormen, NDArray[np.integer]]:
        """A coverage of pieces that no map divides, and the piece of every bouwsteen.

        Shapes (aantal stukken,) and (aantal bouwstenen,). Pieces share their borders with ``geometrie``.
        """

    def bouwstenen(self, nummers: Sequence[int]) -> Vormen:
        """The whole shape of some bouwstenen, shape (aantal nummers,); empty where one has no ground."""


@dataclass(frozen=True, slots=True)
class Vlak:
    """One area. ``kleur`` numbers the palette; ``waarden`` answer the ``velden`` of its panel.

    ``etiket`` is written in the area where there is room for it. ``code`` is unique in a panel.
    """

    code: str
    vorm: shapely.Geometry
    kleur: int
    waarden: tuple[str, ...]
    etiket: str = ""
    vulling: Vulling = "kleur"


@dataclass(frozen=True, slots=True)
class Lijn:
    """The outline of an area, or a line itself, over the areas."""

    vorm: shapely.Geometry
    stijl: Stijl = "dik"


@dataclass(frozen=True, slots=True)
class Paneel:
    """One drawing of a sheet; ``velden`` head the values of its areas.

    Areas without ``omlijnd`` have a white edge: the lines tell which borders there are.
    """

    titel: str
    velden: tuple[str, ...]
    vlakken: tuple[Vlak, ...]
    lijnen: tuple[Lijn, ...] = ()
    omlijnd: bool = True


@dataclass(frozen=True, slots=True)
class Legendapost:
    """What a filling or a line means; ``kleur`` is None for a line."""

    tekst: str
    kleur: int | None = None
    vulling: Vulling = "kleur"
    stijl: Stijl = "dik"


@dataclass(frozen=True, slots=True)
class Tabel:
    """The same as on the map, for who cannot use it."""

    titel: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Blad:
    """A whole sheet. ``venster`` is what it shows: x and y from, x and y to, in RD metres.

    ``conclusie`` is what the map shows, in sentences; ``opmerkingen`` what a reader must know.
    """

    titel: str
    peildatum: str
    naam: str
    panelen: tuple[Paneel, ...]
    legenda: tuple[Legendapost, ...]
    tabel: Tabel
    venster: tuple[float, float, float, float]
    schets: bool
    vermelding: str
    bronnen: tuple[str, ...] = ()
    opmerkingen: tuple[str, ...] = field(default=())
    conclusie: tuple[str, ...] = field(default=())


def venster_om(vormen: Sequence[shapely.Geometry], rand: float = 0.04) -> tuple[float, float, float, float]:
    """The window around shapes, with a margin as a share of its longest side."""
    import numpy as np
    import shapely

    west, zuid, oost, noord = (float(grens) for grens in shapely.total_bounds(np.array(vormen, dtype=object)))
    marge = rand * max(oost - west, noord - zuid)
    return west - marge, zuid - marge, oost + marge, noord + marge
