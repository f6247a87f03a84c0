"""Small divisions written as text, and Hypothesis' choice of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from regio.congruentie.kruistabel import kruis
from regio.congruentie.model import Kruistabel
from regio.indeling import Gewichten, Indeling

REGIOS_A, REGIOS_B = "pqrs", "wxyz"
# The first call of some imports takes longer than the time that one example gets.
rustig = settings(deadline=None)


def indeling(tekst: str) -> Indeling:
    """Of ``"a a b|c -"``: per bouwsteen a code, candidates with a bar between them, or none."""
    return Indeling.van("proef", [() if woord == "-" else woord.split("|") for woord in tekst.split()])


@dataclass(frozen=True)
class Geval:
    """Two divisions and the weight of their bouwstenen."""

    a: Indeling
    b: Indeling
    gewicht: Gewichten

    @property
    def tabel(self) -> Kruistabel:
        """A against B."""
        return kruis(self.a, self.b, self.gewicht)


def geval(a: str, b: str, gewicht: Sequence[float] | None = None) -> Geval:
    """Two divisions as text; every bouwsteen weighs 1 unless told."""
    links, rechts = indeling(a), indeling(b)
    return Geval(links, rechts, np.ones(len(links)) if gewicht is None else np.array(gewicht, dtype=np.float64))


def van_tabel(tabel: Sequence[Sequence[int]]) -> Geval:
    """As many bouwstenen of weight 1 per cell as the table says."""
    paren = [(i, j) for i, rij in enumerate(tabel) for j, aantal in enumerate(rij) for _ in range(aantal)]
    return geval(" ".join(f"a{i}" for i, _ in paren), " ".join(f"b{j}" for _, j in paren))


def gevallen(
    *, hoogstens: int = 12, minstens: int = 0, onzeker: bool = True, regios: int = 4, breuken: bool = False
) -> st.SearchStrategy[Geval]:
    """Divisions of a few bouwstenen over a few regions; weights are whole unless ``breuken``, zero among them."""

    def kant(codes: str) -> st.SearchStrategy[tuple[str, ...]]:
        zeker = st.sampled_from(codes[:regios]).map(lambda code: (code,))
        open_ = st.frozensets(st.sampled_from(codes[:regios]), max_size=3).map(lambda keuze: tuple(sorted(keuze)))
        return st.one_of(zeker, zeker, zeker, open_) if onzeker else zeker

    # Of weights further apart the last digits, and so an entropy near 0, are noise.
    breuk = st.one_of(st.just(0.0), st.floats(0.01, 1e3))
    gewicht = breuk if breuken else st.integers(0, 9).map(float)
    steen = st.tuples(kant(REGIOS_A), kant(REGIOS_B), gewicht)
    return st.lists(steen, min_size=minstens, max_size=hoogstens).map(
        lambda stenen: Geval(
            Indeling.van("A", [a for a, _, _ in stenen]),
            Indeling.van("B", [b for _, b, _ in stenen]),
            np.array([gewicht for _, _, gewicht in stenen], dtype=np.float64),
        )
    )


def oplossingen(indeling: Indeling) -> list[Indeling]:
    """The division with every choice for its unsure ground."""
    mogelijk = [indeling[nummer] or ("",) for nummer in range(len(indeling))]
    return [Indeling.van(indeling.naam, [(code,) if code else () for code in keuze]) for keuze in product(*mogelijk)]
