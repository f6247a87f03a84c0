"""A drawn coverage of squares, and a plain reader of TopoJSON that knows nothing of its writer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from hypothesis import strategies as st
from numpy.typing import NDArray

from regio.gebieden.kaartlaag import Kaartlaag, Regio
from regio.gebieden.vlakken import SCHETS, Grenslaag, Vlakken

ZIJDE = 5_000
# A letter per bouwsteen of 5 by 5 km: C is an enclave in A, B has an exclave, F falls apart in two
# islands, the dot is water, and "e" has no ground at all (its cell is emptied).
PO = ("AABBBF", "ACABB.", "AAABB.", "BDDDBF")
# The same ground in other regions: "u" is either U or V.
VO = ("UUUVVV", "UUuVV.", "UUuVV.", "UUUVVV")
LETTERS = "".join(PO)


def cellen(rijen: Sequence[str] = PO) -> NDArray[np.object_]:
    """The squares of a drawing in RD, row by row; water is an empty Polygon."""
    return np.array(
        [
            shapely.Polygon() if letter == "." else _vierkant(kolom, rij)
            for rij, tekst in enumerate(rijen)
            for kolom, letter in enumerate(tekst)
        ],
        dtype=object,
    )


def _vierkant(kolom: int, rij: int) -> shapely.Polygon:
    x, y = 100_000 + kolom * ZIJDE, 460_000 - rij * ZIJDE
    return shapely.box(x, y, x + ZIJDE, y + ZIJDE)


def laag(indeling: str, rijen: Sequence[str], vanaf: str, tot: str | None = None, zonder_grond: str = "") -> Kaartlaag:
    """A layer that gives every letter of a drawing a region; a small letter is undecided between two."""
    tekst = "".join(rijen)
    letters = sorted({letter for letter in tekst if letter != "."} | set(zonder_grond))
    regios = tuple(_regio(indeling, letter) for letter in letters)
    waarde = np.array([letters.index(letter) if letter != "." else -1 for letter in tekst], dtype=np.int16)
    return Kaartlaag(indeling, vanaf, tot, regios, waarde)


def _regio(indeling: str, letter: str) -> Regio:
    if letter.islower():
        twee = (f"{indeling}-{letter.upper()}", f"{indeling}-{chr(ord(letter.upper()) + 1)}")
        return Regio("|".join(twee), None, twee)
    return Regio(f"{indeling}-{letter}", f"Regio {letter}", (f"{indeling}-{letter}",))


def vlakken(vlak: NDArray[np.object_] | None = None, lagen: Sequence[Grenslaag] = ()) -> Vlakken:
    """The drawn ground as a sketch."""
    grond = cellen() if vlak is None else vlak
    ids = tuple(f"{1000 + nr}-1" for nr in range(len(grond)))
    return Vlakken(SCHETS, ids, grond, 500.0, "Getekend", "afdruk", tuple(lagen))


def grenslaag(rijen: Sequence[str], jaar: int, vanaf: date, tot: date | None) -> Grenslaag:
    """An official layer of gemeenten with the outlines of a drawing, in reverse order of code."""
    letters = sorted({letter for tekst in rijen for letter in tekst if letter != "."}, reverse=True)
    vlak, tekst = cellen(rijen), "".join(rijen)
    vormen = [shapely.union_all(vlak[[eigen == letter for eigen in tekst]]) for letter in letters]
    codes = tuple(f"gemeente-{letter}" for letter in letters)
    namen = tuple(f"Officieel {letter}" for letter in letters)
    return Grenslaag("gemeente", jaar, vanaf, tot, codes, namen, np.array(vormen, dtype=object))


@st.composite
def lappendekens(draw: st.DrawFn) -> tuple[NDArray[np.object_], NDArray[np.int16]]:
    """A random coverage (cells around points in a box of 60 by 60 km, RD) and a random division of it."""
    aantal = draw(st.integers(2, 40))
    punten = draw(
        st.lists(st.tuples(st.integers(1, 599), st.integers(1, 599)), min_size=aantal, max_size=aantal, unique=True)
    )
    doos = shapely.box(100_000, 400_000, 160_000, 460_000)
    plekken = shapely.MultiPoint([(100_000 + 100 * x, 400_000 + 100 * y) for x, y in punten])
    lappen = shapely.get_parts(shapely.voronoi_polygons(plekken, extend_to=doos, ordered=True))
    waarde = draw(st.lists(st.integers(-1, 5), min_size=aantal, max_size=aantal))
    return shapely.intersection(lappen, doos), np.array(waarde, dtype=np.int16)


def ontleed(topologie: dict[str, Any], naam: str) -> dict[str, Any]:
    """The shapes of an object by id, in degrees; None for a region without any part."""
    schaal, begin = topologie["transform"]["scale"], topologie["transform"]["translate"]
    bogen = [np.cumsum(boog, axis=0) * schaal + begin for boog in topologie["arcs"]]

    def ring(nummers: list[int]) -> NDArray[np.float64]:
        delen = [bogen[nr] if nr >= 0 else bogen[~nr][::-1] for nr in nummers]
        for vorige, volgende in pairwise(delen):
            assert (vorige[-1] == volgende[0]).all(), "arcs of a ring join"
        return np.concatenate([delen[0], *(deel[1:] for deel in delen[1:])])

    def vlak(ringen: list[list[int]]) -> shapely.Polygon:
        return shapely.Polygon(ring(ringen[0]), [ring(gat) for gat in ringen[1:]])

    uit: dict[str, Any] = {}
    for lid in topologie["objects"][naam]["geometries"]:
        delen = [lid["arcs"]] if lid["type"] == "Polygon" else lid.get("arcs", [])
        vormen = [vlak(deel) for deel in delen]
        uit[lid["id"]] = (shapely.MultiPolygon(vormen) if len(vormen) > 1 else vormen[0]) if vormen else None
    return uit
