"""The outer-border measure: known lengths, both ways, and never a matter of how a layer was drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from regio.congruentie.grensmaat import grensmaat, soorten
from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import maten
from regio.congruentie.model import Grenslengte, Grensnet
from regio.gebieden.grensnet import grensnet
from regio.indeling import Indeling

KM = 1_000.0


def rooster(breed: int, hoog: int) -> NDArray[np.object_]:
    """Squares of 1 km in rows from the southwest."""
    vakken = [shapely.box(x * KM, y * KM, (x + 1) * KM, (y + 1) * KM) for y in range(hoog) for x in range(breed)]
    return np.array(vakken, dtype=object)


def van(tekst: str) -> Indeling:
    """A division written as a drawing, south at the top: a letter is a region, a point none, ``?`` A or B."""
    return Indeling.van("proef", [{".": "", "?": "AB"}.get(teken, teken) for teken in "".join(tekst.split())])


NET = grensnet(rooster(4, 3))


def km(maat: Grenslengte) -> tuple[float, float, float, float]:
    return maat.lengte / KM, maat.samenvallend / KM, maat.rand / KM, maat.onzeker / KM


def test_lengths_of_the_drawing() -> None:
    a, b = van("AABB AABB AABB"), van("AAAB AABB AABB")
    maat = grensmaat(a, b, NET)
    # A's border runs straight up, 3 km; B's bends around one square.
    assert km(maat.totaal_a) == (3, 2, 14, 0)
    assert km(maat.totaal_b) == (4, 2, 14, 0)
    assert maat.totaal_a.aandeel == pytest.approx(2 / 3)
    assert {code: km(een) for code, een in maat.per_a.items()} == {"A": (3, 2, 7, 0), "B": (3, 2, 7, 0)}
    assert {code: km(een) for code, een in maat.per_b.items()} == {"A": (4, 2, 8, 0), "B": (4, 2, 6, 0)}


def test_an_enclave_counts_its_whole_outline_and_has_no_coast() -> None:
    net = grensnet(rooster(3, 3))
    a, b = van("AAA ABA AAA"), van("AAA AAA AAA")
    maat = grensmaat(a, b, net)
    assert km(maat.totaal_a) == (4, 0, 12, 0)
    assert km(maat.per_a["B"]) == (4, 0, 0, 0)
    assert km(maat.totaal_b) == (0, 0, 12, 0) and maat.totaal_b.aandeel is None


def test_coast_is_no_part_of_the_length_even_where_both_have_it() -> None:
    net = grensnet(np.array([shapely.box(0, 0, KM, KM), shapely.box(5 * KM, 0, 6 * KM, KM)], dtype=object))
    maat = grensmaat(van("AB"), van("AB"), net)
    assert km(maat.totaal_a) == (0, 0, 8, 0) and maat.totaal_a.aandeel is None
    assert km(maat.per_a["A"]) == (0, 0, 4, 0)


def test_unsure_ground_is_counted_apart() -> None:
    a, b = van("AABB AA?B AABB"), van("AABB AABB AABB")
    maat = grensmaat(a, b, NET)
    # The square that may be A or B has four sides; the rest of A's border is certain.
    assert km(maat.totaal_a) == (2, 2, 14, 4)
    assert km(maat.per_a["A"]) == (2, 2, 7, 4) and km(maat.per_a["B"]) == (2, 2, 7, 4)
    # B's border beside it may or may not be one of A: it is not said to be either.
    assert km(maat.totaal_b) == (2, 2, 14, 1)
    assert km(maat.per_b["A"]) == (2, 2, 7, 1)


def test_ground_without_a_region_is_counted_apart_and_has_no_border_within() -> None:
    maat = grensmaat(van("AA.. AA.. AA.."), van("AABB AABB AABB"), NET)
    assert km(maat.totaal_a) == (0, 0, 7, 3)
    assert km(maat.per_a["A"]) == (0, 0, 7, 3)
    assert km(maat.totaal_b) == (0, 0, 14, 3)


def test_ground_of_one_gemeente_with_the_same_candidates_keeps_together() -> None:
    a, b = van("AA?? AA?? AABB"), van("AABB AABB AABB")
    maat = grensmaat(a.van_gehele(van("AACC AACC AABB")), b, NET)
    assert km(maat.totaal_a) == (1, 1, 14, 2 + 2)
    # A may begin right of the middle, or B left of what is below it: each side once per region.
    assert km(maat.per_a["A"]) == (1, 1, 7, 4) and km(maat.per_a["B"]) == (1, 1, 3, 4)


def test_ground_with_the_same_candidates_by_itself_may_have_a_border_within() -> None:
    a, b = van("AA?? AA?? AABB"), van("AABB AABB AABB")
    # The four squares in the southeast touch each other along 4 km.
    assert km(grensmaat(a, b, NET).totaal_a) == (1, 1, 14, 2 + 2 + 4)
    assert km(grensmaat(a, b, NET).per_a["B"]) == (1, 1, 3, 2 + 2 + 4)
    assert soorten(a, b, NET)["onzeker"].sum() == 8
    # Two open gemeenten are two choices, and of ground of an unknown gemeente nothing goes together.
    for gehelen, los in (("AACD AACD AABB", 2), ("AA?? AA?? AABB", 4), ("AA.. AA.. AABB", 4)):
        heel = a.van_gehele(van(gehelen))
        assert km(grensmaat(heel, b, NET).totaal_a) == (1, 1, 14, 2 + 2 + los)
        assert soorten(heel, b, NET)["onzeker"].sum() == 4 + los


def test_ground_that_is_sure_never_is_unsure_border() -> None:
    a, b = van("AAAA AABB AABB"), van("AABB AABB AABB")
    assert km(grensmaat(a.van_gehele(van("AAAA AAAA AAAA")), b, NET).totaal_a) == km(grensmaat(a, b, NET).totaal_a)


def test_the_kinds_of_pairs_are_those_that_are_measured() -> None:
    a, b = van("AABB AA?B AABB"), van("AAAB AABB AABB")
    maat, per_soort = grensmaat(a, b, NET), soorten(a, b, NET)
    lengte = {soort: float(NET.lengte[masker].sum()) for soort, masker in per_soort.items()}
    assert lengte["samenvallend"] == maat.totaal_a.samenvallend == maat.totaal_b.samenvallend
    assert lengte["alleen-indeling"] == maat.totaal_a.lengte - maat.totaal_a.samenvallend
    assert lengte["alleen-met"] == maat.totaal_b.lengte - maat.totaal_b.samenvallend
    assert lengte["onzeker"] == pytest.approx(NET.lengte[per_soort["onzeker"]].sum()) and lengte["onzeker"] == 4 * KM
    assert not np.logical_and.reduce([per_soort["samenvallend"], per_soort["onzeker"]]).any()


CODES = ("A", "B", "C", "AB", "BC", "")
los = st.lists(st.sampled_from(CODES), min_size=12, max_size=12).map(lambda x: Indeling.van("proef", x))
# Divisions that leave every square open by itself, and those in which squares go together.
indelingen = st.one_of(los, st.tuples(los, los).map(lambda paar: paar[0].van_gehele(paar[1])))
lengtes = st.lists(st.integers(1, 50), min_size=len(NET.lengte), max_size=len(NET.lengte))


def met(lengte: Sequence[int]) -> Grensnet:
    """The net of the drawing with other lengths."""
    return Grensnet(NET.links, NET.rechts, np.array(lengte, dtype=np.float64), NET.rand)


@given(indelingen, indelingen, lengtes)
def test_it_is_what_counting_one_by_one_gives(a: Indeling, b: Indeling, lengte: list[int]) -> None:
    net = met(lengte)
    maat = grensmaat(a, b, net)
    for een, ander, totaal, per in (
        (a, b, maat.totaal_a, maat.per_a),
        (b, a, maat.totaal_b, maat.per_b),
    ):
        verwacht = _geteld(een, ander, net)
        assert totaal == verwacht.pop("")
        assert per == {code: verwacht.get(code, Grenslengte(0.0, 0.0, 0.0, 0.0)) for code in een.codes}


def _geteld(a: Indeling, b: Indeling, net: Grensnet) -> dict[str, Grenslengte]:
    """The measure of A by its definition; the total under an empty code."""
    uit: dict[str, list[float]] = {"": [0.0, 0.0, 0.0, 0.0]}
    for nummer, rand in enumerate(net.rand.tolist()):
        for code in ("",) if a[nummer] else ():
            uit[code][2] += rand
        if len(a[nummer]) == 1:
            uit.setdefault(a[nummer][0], [0.0] * 4)[2] += rand
    for links, rechts, lengte in zip(net.links.tolist(), net.rechts.tolist(), net.lengte.tolist(), strict=True):
        if a[links] == a[rechts] and (len(a[links]) < 2 or _gaan_samen(a, links, rechts)):
            continue
        zeker = all(len(indeling[kant]) == 1 for indeling in (a, b) for kant in (links, rechts))
        for code in {"", *a[links], *a[rechts]}:
            rij = uit.setdefault(code, [0.0] * 4)
            rij[0] += lengte * zeker
            rij[1] += lengte * (zeker and b[links] != b[rechts])
            rij[3] += lengte * (not zeker)
    return {code: Grenslengte(*rij) for code, rij in uit.items()}


def _gaan_samen(a: Indeling, links: int, rechts: int) -> bool:
    """Whether two bouwstenen of a division have one choice."""
    return a.samen is not None and 0 <= a.samen[links] == a.samen[rechts]


@given(indelingen, indelingen, lengtes)
def test_laws_of_the_measure(a: Indeling, b: Indeling, lengte: list[int]) -> None:
    net = met(lengte)
    maat, om = grensmaat(a, b, net), grensmaat(b, a, net)
    assert (maat.totaal_a, maat.per_a) == (om.totaal_b, om.per_b)
    assert maat.totaal_a.samenvallend == maat.totaal_b.samenvallend <= maat.totaal_a.lengte
    for totaal, per in ((maat.totaal_a, maat.per_a), (maat.totaal_b, maat.per_b)):
        assert sum(een.lengte for een in per.values()) == pytest.approx(2 * totaal.lengte)
        assert sum(een.samenvallend for een in per.values()) == pytest.approx(2 * totaal.samenvallend)
    zelf = grensmaat(a, a, net)
    assert zelf.totaal_a.samenvallend == zelf.totaal_a.lengte


def _verschoven(vlak: NDArray[np.object_], meters: float) -> NDArray[np.object_]:
    """The same layer as another office draws it: every vertex some metres elsewhere, still a coverage."""
    return np.asarray(
        shapely.transform(vlak, lambda punten: punten + meters * np.sin(punten * 0.37 + punten[:, ::-1] * 0.11))
    )


def _ingedeeld(blokken: NDArray[np.object_], laag: NDArray[np.object_]) -> Indeling:
    """Every block in the region that covers most of it."""
    delen = shapely.area(shapely.intersection(blokken[:, None], laag[None, :]))
    return Indeling.van("laag", ["ABC"[plek] for plek in delen.argmax(axis=1)])


def test_a_border_that_two_layers_draw_differently_never_matters() -> None:
    blokken = rooster(6, 4)
    laag = np.array(
        [
            shapely.box(0, 0, 2 * KM, 4 * KM),
            shapely.box(2 * KM, 0, 6 * KM, 2 * KM),
            shapely.box(2 * KM, 2 * KM, 6 * KM, 4 * KM),
        ],
        dtype=object,
    )
    laag = shapely.segmentize(laag, 100.0)
    een, twee = _verschoven(laag, 20.0), _verschoven(laag, -15.0)
    # As drawn the layers have nothing in common: hardly a line, and not one region.
    gedeeld = shapely.intersection(shapely.boundary(een[0]), shapely.boundary(twee[0])).length
    assert gedeeld < 0.01 * KM and not shapely.equals(een, twee).any()
    assert len(shapely.get_parts(shapely.intersection(een[:, None], twee[None, :]).ravel())) > 3

    a, b = _ingedeeld(blokken, een), _ingedeeld(blokken, twee)
    maat = grensmaat(a, b, grensnet(blokken))
    assert km(maat.totaal_a) == (8, 8, 20, 0)
    assert maat.totaal_a.aandeel == maat.totaal_b.aandeel == 1.0
    assert all(een.aandeel == 1.0 for een in maat.per_a.values())
    assert maten(kruis(a, b, np.ones(len(blokken)))).v == 1.0
