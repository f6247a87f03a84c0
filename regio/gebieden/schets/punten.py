"""What the sketch is drawn from: the points of the postcodes, checked, with what stands beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from regio.bronnen.rijen import Feiten, Postcode2014Rij, PostcodeRij
from regio.fouten import Bronfout

Rij = TypeVar("Rij", PostcodeRij, Postcode2014Rij)
Getallen = NDArray[np.float64]
Nummers = NDArray[np.int64]
# The land lies well inside this box (metres RD).
X_MIN, Y_MIN, X_MAX, Y_MAX = 0.0, 300_000.0, 300_000.0, 630_000.0


@dataclass(frozen=True, eq=False)
class Punten:
    """The points (metres RD) of all postcodes that have one; there are n postcodes and m points.

    ``xy`` (m, 2) holds first the point of ``postcodes.csv`` of every postcode, or lacking that its
    point of 2014, and then the other points of 2014; ``van`` (m,) says whose point it is.
    ``midden`` (n, 2) is the point of 2014, which lies in the middle of the ground, or lacking that
    the other one. ``inwoners`` (n,) is 0 where unknown. ``gemeente`` is that of the regeling,
    ``later`` that of 2022; ``gemeenten`` has every code the tables give a postcode.
    """

    pc4: tuple[str, ...]
    xy: Getallen
    van: Nummers
    midden: Getallen
    inwoners: Getallen
    gemeente: tuple[str, ...]
    later: tuple[str, ...]
    provincie: tuple[str, ...]
    gemeenten: tuple[frozenset[str], ...]
    zonder: tuple[str, ...]


def lees_punten(feiten: Feiten) -> Punten:
    """Gather and check the points.

    Points of postcodes without a bouwsteen are checked and left out. Raises Bronfout when there is
    no point left, when a postcode stands twice in a table, when two postcodes share a point, or
    when a point lies outside the box around the Netherlands.
    """
    nu, toen = _op_pc4(feiten.postcodes), _op_pc4(feiten.postcodes_2014)
    bouwstenen = {een.pc4 for een in feiten.bouwstenen}
    pc4s = tuple(sorted((nu.keys() | toen.keys()) & bouwstenen))
    if not pc4s:
        raise Bronfout("Zonder postcodes met een punt is er geen schets te tekenen.")
    eerste = [_xy(nu[pc4] if pc4 in nu else toen[pc4]) for pc4 in pc4s]
    _zonder_dubbel(pc4s, eerste)
    bezet = set(eerste)
    tweede = [(nr, _xy(toen[pc4])) for nr, pc4 in enumerate(pc4s) if pc4 in toen and _xy(toen[pc4]) not in bezet]
    gemeenten = tuple(frozenset(_codes(nu.get(pc4), toen.get(pc4))) for pc4 in pc4s)
    regeling = {een.pc4: een.gemeente for een in feiten.bouwstenen if een.deel == 1}
    gemeente = tuple(regeling.get(pc4) or min(gemeenten[nr]) for nr, pc4 in enumerate(pc4s))
    return Punten(
        pc4s,
        np.array(eerste + [xy for _, xy in tweede], dtype=np.float64),
        np.array([*range(len(pc4s)), *(nr for nr, _ in tweede)], dtype=np.int64),
        np.array([_xy(toen[pc4] if pc4 in toen else nu[pc4]) for pc4 in pc4s], dtype=np.float64),
        np.array([_inwoners(nu.get(pc4), toen.get(pc4)) for pc4 in pc4s], dtype=np.float64),
        gemeente,
        tuple(nu[pc4].gemeente_2022 if pc4 in nu else toen[pc4].gemeente_2014 for pc4 in pc4s),
        _provincies(pc4s, gemeente, toen),
        tuple(codes | {hoofd} for codes, hoofd in zip(gemeenten, gemeente, strict=True)),
        tuple(sorted(bouwstenen - set(pc4s))),
    )


def _op_pc4(rijen: Iterable[Rij]) -> dict[str, Rij]:
    uit: dict[str, Rij] = {}
    for rij in rijen:
        if not (X_MIN < rij.x_rd < X_MAX and Y_MIN < rij.y_rd < Y_MAX):
            raise Bronfout(f"Het punt van postcode {rij.pc4} ({rij.x_rd}, {rij.y_rd}) ligt buiten Nederland.")
        if rij.pc4 in uit:
            raise Bronfout(f"Postcode {rij.pc4} staat twee keer in een lijst met punten.")
        uit[rij.pc4] = rij
    return uit


def _zonder_dubbel(pc4s: tuple[str, ...], plaatsen: list[tuple[int, int]]) -> None:
    op_plaats: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for pc4, plaats in zip(pc4s, plaatsen, strict=True):
        op_plaats[plaats].append(pc4)
    dubbel = [f"{' en '.join(zelfde)} op ({x}, {y})" for (x, y), zelfde in op_plaats.items() if len(zelfde) > 1]
    if dubbel:
        raise Bronfout(f"Meer dan één postcode heeft hetzelfde punt: {'; '.join(dubbel)}.")


def _xy(rij: PostcodeRij | Postcode2014Rij) -> tuple[int, int]:
    return rij.x_rd, rij.y_rd


def _codes(nu: PostcodeRij | None, toen: Postcode2014Rij | None) -> Iterable[str]:
    if nu:
        yield nu.gemeente_2022
    if toen:
        yield toen.gemeente_2014


def _inwoners(nu: PostcodeRij | None, toen: Postcode2014Rij | None) -> int:
    return (nu and nu.inwoners_2021) or (toen and toen.inwoners_2014) or 0


def _provincies(pc4s: tuple[str, ...], gemeente: tuple[str, ...], toen: dict[str, Postcode2014Rij]) -> tuple[str, ...]:
    """The provincie of 2014; for a newer postcode that of most postcodes in its gemeente."""
    telling: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pc4, code in zip(pc4s, gemeente, strict=True):
        if pc4 in toen:
            telling[code][toen[pc4].provincie] += 1
    meeste = {code: max(sorted(aantal), key=aantal.__getitem__) for code, aantal in telling.items()}
    return tuple(
        toen[pc4].provincie if pc4 in toen else meeste.get(code, "") for pc4, code in zip(pc4s, gemeente, strict=True)
    )
