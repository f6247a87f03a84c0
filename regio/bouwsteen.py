"""The bouwsteen: the atom of every indeling, the same on every date.

A bouwsteen is the ground of one PC4. A PC4 has more than one part only where a gemeente border
really divides it: the table ``data/postcodes/bouwstenen.csv`` says which and why, and
``deel_regel`` is the rule by which that table was drawn up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from regio.bronnen.rijen import BouwsteenRij, DeelRij

# A second part must be this large on the borders of both years. Below a tenth of the area and
# 25 hectares the maps of 2016 and 2022 mostly disagree: what is left there is drawing noise.
MINSTE_AANDEEL = 0.10
MINSTE_HECTARE = 25.0
GRENZEN_PER = date(2016, 1, 1)

HEEL = "hele postcode"


def bouwsteen_id(pc4: str, deel: int) -> str:
    """The id of a part of a PC4: ``9471-1``."""
    return f"{pc4}-{deel}"


def grote_delen(delen: Iterable[DeelRij], opvolger: Callable[[str], set[str]]) -> dict[str, list[DeelRij]]:
    """Per PC4 the parts of 2016 that are large on the borders of 2016 and of 2022.

    ``opvolger`` gives the gemeenten of 2022 in which a gemeente of 2016 went on.
    """
    per_jaar: dict[int, dict[str, dict[str, DeelRij]]] = {2016: defaultdict(dict), 2022: defaultdict(dict)}
    for rij in delen:
        if rij.aandeel_oppervlak >= MINSTE_AANDEEL and rij.hectare >= MINSTE_HECTARE:
            per_jaar[rij.grenzen_jaar][rij.pc4][rij.gemeente] = rij
    uit: dict[str, list[DeelRij]] = {}
    for pc4, rijen in per_jaar[2016].items():
        later = set(per_jaar[2022].get(pc4, {}))
        blijvend = [rij for rij in rijen.values() if opvolger(rij.gemeente) & later]
        uit[pc4] = sorted(blijvend, key=lambda rij: (-rij.aandeel_oppervlak, rij.gemeente))
    return uit


def deel_regel(
    pc4: str, hoofd: str, hoofd_2016: str, hoofd_per: date, groot: list[DeelRij], opvolger: Callable[[str], set[str]]
) -> Iterator[BouwsteenRij]:
    """The bouwstenen of one PC4.

    ``hoofd`` is the gemeente under which the law lists the postcode on ``hoofd_per`` and
    ``hoofd_2016`` its code on the borders of 2016. Part 1 is the ground in that gemeente; every
    other large part follows, largest first. Two parts that are one gemeente by 2022 are one part.
    """
    anders = [rij for rij in groot if not opvolger(rij.gemeente) & opvolger(hoofd_2016)]
    rest = round(1.0 - sum(rij.aandeel_oppervlak for rij in anders), 3)
    if not anders:
        yield BouwsteenRij(bouwsteen_id(pc4, 1), pc4, 1, hoofd, hoofd_per, 1.0, HEEL)
        return
    yield BouwsteenRij(bouwsteen_id(pc4, 1), pc4, 1, hoofd, hoofd_per, rest, "hoofddeel: de gemeente in de regeling")
    for deel, rij in enumerate(anders, start=2):
        reden = f"gemeentegrens deelt de postcode: {rij.hectare:.0f} ha op de grenzen van 2016 en ook in 2022"
        yield BouwsteenRij(bouwsteen_id(pc4, deel), pc4, deel, rij.gemeente, GRENZEN_PER, rij.aandeel_oppervlak, reden)
