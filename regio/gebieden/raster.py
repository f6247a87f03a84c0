"""Points to bouwstenen by a grid of squares of 100 m over their ground, in RD (EPSG:28992), metres.

A square that lies wholly in one bouwsteen names it at once. A square with border in it lists the
bouwstenen that have border there, and their own shapes decide, exactly; on a shared border the
lowest number answers. A coarser grid lists which bouwstenen have border near a place. One point in
a square without border needs neither numpy nor shapely. ``regio.gebieden.rasterbouw`` makes it all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import shapely
    from numpy.typing import NDArray

X_MIN, Y_MIN, X_MAX, Y_MAX = 0, 300_000, 290_000, 630_000
VAK = 100
KOLOMMEN, RIJEN = (X_MAX - X_MIN) // VAK, (Y_MAX - Y_MIN) // VAK
NABIJ_VAK = 500
NABIJ_KOLOMMEN, NABIJ_RIJEN = (X_MAX - X_MIN) // NABIJ_VAK, (Y_MAX - Y_MIN) // NABIJ_VAK
GEEN = -1
# An approximated point this near (metres) to the side of its square may lie in the next one.
MARGE = 0.1
# As floats, and what lies far enough from the sides of a square: this is done for every point.
_VAK, _LAAGST, _HOOGST = float(VAK), MARGE, VAK - MARGE


class Vlakvormen(Protocol):
    """The shape of every bouwsteen, read one by one: ``regio.gebieden.vormen.Vormen`` is one."""

    def __getitem__(self, nummer: int) -> shapely.Geometry: ...

    def alle(self) -> NDArray[np.object_]:
        """Every shape, shape (n,)."""
        ...


class Raster:
    """The grid over mapped sections; ``vormen`` is called when a shape is first needed."""

    def __init__(self, sectie: Callable[[str], memoryview], vormen: Callable[[], Vlakvormen]) -> None:
        self._aantal: int = sectie("raster_aantal")[0]
        self._vak, self._begin, self._lijst = (sectie(f"raster_{naam}") for naam in ("vak", "begin", "lijst"))
        self._nabij_begin, self._nabij_lijst = sectie("nabij_begin"), sectie("nabij_lijst")
        self._vormen = vormen
        # Every shape that was needed stays ready: all of the official ones take some 35 MB.
        self.vorm = cache(self._vorm)
        self.vormen_van = cache(self._vormen_van)

    # -- one point ----------------------------------------------------------------------------

    def bouwsteen(self, x: float, y: float) -> int | None:
        """Number of the bouwsteen at a point in RD, None outside all of them."""
        if not (X_MIN <= x < X_MAX and Y_MIN <= y < Y_MAX):
            return None
        waarde: int = self._vak[int((y - Y_MIN) / VAK) * KOLOMMEN + int((x - X_MIN) / VAK)]
        if waarde <= self._aantal:
            return waarde - 1 if waarde else None
        return self._op_rand(waarde - self._aantal - 1, x, y)

    def zeker(self, x: float, y: float) -> int | None:
        """As ``bouwsteen`` for a point that may be off by at most MARGE metres, GEEN outside all of them.

        None when that does not tell: near the side of a square or with border in it.
        """
        y -= Y_MIN
        kolom, rij = int(x / _VAK), int(y / _VAK)
        if (
            _LAAGST < x - kolom * _VAK < _HOOGST
            and _LAAGST < y - rij * _VAK < _HOOGST
            and kolom < KOLOMMEN
            and rij < RIJEN
        ):
            waarde: int = self._vak[rij * KOLOMMEN + kolom]
            if waarde <= self._aantal:
                return waarde - 1
        return None

    def _op_rand(self, lijst: int, x: float, y: float) -> int | None:
        import shapely

        # All in one call, also where the first would do: calls cost more than shapes.
        raak = shapely.intersects_xy(self.vormen_van(lijst), x, y).tolist()
        return int(self._lijst[self._begin[lijst] + raak.index(True)]) if True in raak else None

    def _vormen_van(self, lijst: int) -> NDArray[np.object_]:
        """The shapes that a list names, in its order."""
        import numpy as np

        return np.array([self.vorm(nummer) for nummer in self._nummers(lijst)], dtype=np.object_)

    def _nummers(self, lijst: int) -> Sequence[int]:
        """The bouwstenen with border in a square with this list."""
        return self._lijst[self._begin[lijst] : self._begin[lijst + 1]]

    def _vorm(self, nummer: int) -> shapely.Geometry:
        """The shape of a bouwsteen, prepared for many questions."""
        import shapely

        vorm = self._gelezen[nummer]
        shapely.prepare(vorm)
        return vorm

    @cached_property
    def _gelezen(self) -> Vlakvormen:
        return self._vormen()

    # -- what lies near -----------------------------------------------------------------------

    def nabij(self, x: float, y: float) -> Sequence[int]:
        """Bouwstenen of which ground may lie within the accuracy of the borders from a point in the grid.

        None is missing when the point is off by at most MARGE; empty when there is only one.
        """
        vak = int((y - Y_MIN) / NABIJ_VAK) * NABIJ_KOLOMMEN + int((x - X_MIN) / NABIJ_VAK)
        return self._nabij_lijst[self._nabij_begin[vak] : self._nabij_begin[vak + 1]]

    def rondom(self, x: float, y: float, afstand: float) -> set[int]:
        """Bouwstenen with ground in the squares within a distance of a point that lies as far within the grid.

        Tells more than ``nabij`` where the distance is no more than a square, and costs more. The point may be off
        by at most MARGE.
        """
        afstand += MARGE
        y -= Y_MIN
        van, tot = int((x - afstand) / VAK), int((x + afstand) / VAK) + 1
        waarden: set[int] = set()
        for rij in range(int((y - afstand) / VAK), int((y + afstand) / VAK) + 1):
            waarden.update(self._vak[rij * KOLOMMEN + van : rij * KOLOMMEN + tot])
        return {nummer for waarde in waarden if waarde for nummer in self._in_vak(waarde)}

    def afstanden(self, nummers: Iterable[int], x: float, y: float) -> list[float]:
        """Metres from a point to the ground of some bouwstenen: 0 in it."""
        import shapely

        vormen = [self.vorm(nummer) for nummer in nummers]
        # Asked of the shapes themselves: for a few of them an array costs several times as much.
        punt = shapely.points((x, y)) if vormen else None
        return [vorm.distance(punt) for vorm in vormen]

    def dichtstbij(self, x: float, y: float, bereik: float) -> tuple[int, float] | None:
        """The bouwsteen with the nearest ground and its distance, None beyond ``bereik`` (metres)."""
        import numpy as np

        straal = int(bereik / VAK) + 1
        rij, kolom = int((y - Y_MIN) / VAK), int((x - X_MIN) / VAK)
        rijen = np.arange(max(rij - straal, 0), min(rij + straal + 1, RIJEN))
        kolommen = np.arange(max(kolom - straal, 0), min(kolom + straal + 1, KOLOMMEN))
        venster = np.asarray(self._vak).reshape(RIJEN, KOLOMMEN)[np.ix_(rijen, kolommen)]
        r, k = np.nonzero(venster)
        # Between the middles of two squares; two places in them lie at most a diagonal nearer or farther.
        tussen = VAK * np.hypot(rijen[r] - rij, kolommen[k] - kolom)
        dichtbij = venster[r, k][tussen <= tussen.min(initial=np.inf) + 3 * VAK]
        kandidaten = sorted({nummer for waarde in set(dichtbij.tolist()) for nummer in self._in_vak(waarde)})
        afstanden = zip(self.afstanden(kandidaten, x, y), kandidaten, strict=True)
        kortst, nummer = min(afstanden, default=(np.inf, GEEN))
        return (nummer, kortst) if kortst <= bereik else None

    def _in_vak(self, waarde: int) -> Sequence[int]:
        """The bouwstenen with ground in a square that has some."""
        lijst = waarde - self._aantal - 1
        return (waarde - 1,) if lijst < 0 else self._nummers(lijst)

    # -- many points --------------------------------------------------------------------------

    def bouwstenen(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int32]:
        """Numbers of the bouwstenen at arrays of points (n,) in RD, GEEN outside all of them; same shape.

        Keeps the shapes of all bouwstenen ready from the first call on.
        """
        import numpy as np

        binnen = np.flatnonzero((x >= X_MIN) & (x < X_MAX) & (y >= Y_MIN) & (y < Y_MAX))
        rij, kolom = ((y[binnen] - Y_MIN) / VAK).astype(np.int64), ((x[binnen] - X_MIN) / VAK).astype(np.int64)
        waarde = np.asarray(self._vak)[rij * KOLOMMEN + kolom].astype(np.int32)
        rand = np.flatnonzero(waarde > self._aantal)
        lijst = waarde[rand] - self._aantal - 1
        waarde[rand] = 0
        uit = np.full(x.shape, GEEN, dtype=np.int32)
        uit[binnen] = waarde - 1
        self._vul_randen(uit, binnen[rand], lijst, x, y)
        return uit

    def _vul_randen(
        self,
        uit: NDArray[np.int32],
        over: NDArray[np.intp],
        lijst: NDArray[np.int32],
        x: NDArray[np.float64],
        y: NDArray[np.float64],
    ) -> None:
        """Fill in the points of squares with border: per turn the next bouwsteen of each list is tried."""
        import numpy as np
        import shapely

        begin, kandidaten = np.asarray(self._begin), np.asarray(self._lijst)
        van, tot = begin[lijst].astype(np.int64), begin[lijst + 1].astype(np.int64)
        while over.size:
            nummer = kandidaten[van]
            raak = shapely.intersects_xy(self._alle[nummer], x[over], y[over])
            uit[over[raak]] = nummer[raak]
            nog = ~raak & (van + 1 < tot)
            over, van, tot = over[nog], van[nog] + 1, tot[nog]

    @cached_property
    def _alle(self) -> NDArray[np.object_]:
        import shapely

        vormen = self._gelezen.alle()
        shapely.prepare(vormen)
        return vormen
