"""Shapes in a compiled edition: WKB behind each other, and where each begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

import numpy as np
import shapely
from numpy.typing import NDArray

Secties = dict[str, tuple[str, bytes]]


def vormsecties(naam: str, vormen: NDArray[np.object_]) -> Secties:
    """The sections ``{naam}`` and ``{naam}_begin`` for an array of shapes, shape (n,)."""
    wkb: Sequence[bytes] = shapely.to_wkb(vormen).tolist()
    begin = np.array([0, *accumulate(map(len, wkb))], dtype=np.uint32)
    return {f"{naam}_begin": ("I", begin.tobytes()), naam: ("B", b"".join(wkb))}


class Vormen:
    """Shapes read one by one from mapped sections; ``sectie`` gives a section by name."""

    def __init__(self, sectie: Callable[[str], memoryview], naam: str) -> None:
        self._wkb = sectie(naam)
        self._begin = sectie(f"{naam}_begin")

    def __len__(self) -> int:
        return len(self._begin) - 1

    def __getitem__(self, nummer: int) -> shapely.Geometry:
        return shapely.from_wkb(bytes(self._wkb[self._begin[nummer] : self._begin[nummer + 1]]))

    def alle(self) -> NDArray[np.object_]:
        """Every shape, shape (n,)."""
        delen = [bytes(self._wkb[van:tot]) for van, tot in zip(self._begin, self._begin[1:], strict=False)]
        uit: NDArray[np.object_] = shapely.from_wkb(np.array(delen, dtype=object))
        return uit
