"""Colours of areas: neighbours differ. They carry no meaning of their own; every area has its code too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Light enough for black letters, and told apart by brightness as well as by hue.
PALET = ("#a9cbe8", "#f6c99a", "#bfe0b4", "#d3c3e6", "#f2b8b5", "#efe3a0", "#9fd3cb", "#d8c2ab", "#c9cfd6", "#e3b1d2")
# The same hues for hatching, which shows only half of its colour.
DONKER = ("#1f639c", "#b05c00", "#3c7d2a", "#6b479c", "#b0302b", "#8a7400", "#12756a", "#7a5126", "#4b5661", "#99347a")
OMGEVING = "#f1f0ec"
ONZEKER = "#8a8f94"
LIJN = "#3c464b"
DIK = "#11181c"
ANDER = "#0b4f9e"
GRIJS = "#5a6167"
WIT = "#ffffff"
# Style of a line -> colour, width in points and dashes: told apart by form, not by colour alone.
STIJLEN: dict[str, tuple[str, float, tuple[float, ...]]] = {
    "dik": (DIK, 2.5, ()),
    "dun": (DIK, 1.2, ()),
    "streep": (DIK, 2.0, (7, 5)),
    "stippel": (ANDER, 2.5, (2, 3)),
    "onzeker": (GRIJS, 1.8, (4, 3, 1, 3)),
    "rand": (WIT, 5.0, ()),  # under the others, so that these stand out
}
DICHTBIJ_M = 2_000.0


def kleur_buren(vormen: NDArray[np.object_]) -> list[int]:
    """A colour for every shape (RD), other than those of the shapes near it where the palette allows.

    The shape with the most neighbours chooses first; each takes the colour used least so far.
    """
    buren = _buren(vormen)
    uit = [-1] * len(vormen)
    gebruikt = [0] * len(PALET)
    for nummer in sorted(range(len(vormen)), key=lambda plek: (-len(buren[plek]), plek)):
        bezet = {uit[buur] for buur in buren[nummer]}
        vrij = [kleur for kleur in range(len(PALET)) if kleur not in bezet] or list(range(len(PALET)))
        uit[nummer] = min(vrij, key=lambda kleur: (gebruikt[kleur], kleur))
        gebruikt[uit[nummer]] += 1
    return uit


def _buren(vormen: NDArray[np.object_]) -> list[set[int]]:
    import shapely

    links, rechts = shapely.STRtree(vormen).query(vormen, predicate="dwithin", distance=DICHTBIJ_M)
    uit: list[set[int]] = [set() for _ in vormen]
    for een, ander in zip(links.tolist(), rechts.tolist(), strict=True):
        if een != ander:
            uit[een].add(ander)
    return uit
