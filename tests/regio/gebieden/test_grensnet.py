"""The net of neighbours: known lengths on a drawing, and what shapely itself measures."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from regio.congruentie.model import Grensnet
from regio.gebieden.grensnet import grensnet, segmenten
from regio.gebieden.kaartset.grenzen import gedeelde_grenzen
from regio.gebieden.kaartset.niveaus import LEEG, los_op
from regio.gebieden.vlakken import Vlakken
from regio.stand.stand import Stand

ZIJDE = 1_000.0


def vierkant(x: float, y: float, breed: float = 1, hoog: float = 1) -> shapely.Polygon:
    """A rectangle on a raster of 1 km."""
    return shapely.box(x * ZIJDE, y * ZIJDE, (x + breed) * ZIJDE, (y + hoog) * ZIJDE)


def per_paar(net: Grensnet) -> dict[tuple[int, int], float]:
    """The lengths by pair, in kilometres."""
    paren = zip(net.links.tolist(), net.rechts.tolist(), strict=True)
    return dict(zip(paren, (net.lengte / ZIJDE).tolist(), strict=True))


def rooster(breed: int, hoog: int) -> NDArray[np.object_]:
    """Squares of 1 km in rows from the southwest, corners shared."""
    return np.array([vierkant(x, y) for y in range(hoog) for x in range(breed)], dtype=object)


def test_a_raster_of_squares() -> None:
    net = grensnet(rooster(3, 2))
    assert per_paar(net) == {(0, 1): 1, (1, 2): 1, (3, 4): 1, (4, 5): 1, (0, 3): 1, (1, 4): 1, (2, 5): 1}
    assert (net.rand / ZIJDE).tolist() == [2, 1, 2, 2, 1, 2]


def test_an_enclave_borders_on_one_and_has_no_coast() -> None:
    ring = shapely.difference(vierkant(0, 0, 3, 3), vierkant(1, 1))
    net = grensnet(np.array([ring, vierkant(1, 1)], dtype=object))
    assert per_paar(net) == {(0, 1): 4}
    assert (net.rand / ZIJDE).tolist() == [12, 0]


def test_water_between_bouwstenen_is_rand_on_every_shore() -> None:
    links, rechts = shapely.difference(vierkant(0, 0, 1, 3), vierkant(0.5, 1)), vierkant(1, 0, 1, 3)
    links, rechts = shapely.segmentize(links, ZIJDE), shapely.segmentize(rechts, ZIJDE)
    links = shapely.Polygon([(x, y) for x, y in links.exterior.coords])
    net = grensnet(np.array([links, rechts], dtype=object))
    assert per_paar(net) == {(0, 1): 2}
    # An inlet of 1 km high and 0.5 km deep: three shores on the left, one on the right.
    assert (net.rand / ZIJDE).tolist() == [1 + 3 + 1 + 0.5 + 1 + 0.5, 1 + 3 + 1 + 1]


def test_no_ground_and_loose_ground_have_no_neighbours() -> None:
    net = grensnet(np.array([vierkant(0, 0), LEEG, vierkant(5, 5)], dtype=object))
    assert per_paar(net) == {}
    assert (net.rand / ZIJDE).tolist() == [4, 0, 4]
    leeg = grensnet(np.array([LEEG, LEEG], dtype=object))
    assert per_paar(leeg) == {} and leeg.rand.tolist() == [0, 0]


def test_two_parts_of_one_bouwsteen_have_no_border_between_them() -> None:
    dubbel = shapely.MultiPolygon([vierkant(0, 0), vierkant(1, 0)])
    net = grensnet(np.array([dubbel, vierkant(2, 0)], dtype=object))
    assert per_paar(net) == {(0, 1): 1}
    assert (net.rand / ZIJDE).tolist() == [5, 3]


def test_touching_at_a_corner_is_no_border() -> None:
    assert per_paar(grensnet(np.array([vierkant(0, 0), vierkant(1, 1)], dtype=object))) == {}


def test_every_segment_stands_there_once_with_both_sides() -> None:
    alle = segmenten(rooster(2, 1))
    assert len(alle.punten) == 7 and alle.gedeeld.sum() == 1
    (gedeeld,) = np.flatnonzero(alle.gedeeld)
    assert alle.punten[gedeeld].tolist() == [ZIJDE, 0, ZIJDE, ZIJDE]
    assert (alle.links[gedeeld], alle.rechts[gedeeld]) == (0, 1)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=30, max_size=30))
def test_the_net_is_what_shapely_measures_between_neighbours(kleuren: list[int]) -> None:
    vlak = los_op(rooster(6, 5), np.array(kleuren, dtype=np.int16), 5)
    # Borders that run askew: every corner a little moved, the same for all who share it.
    vlak = shapely.transform(vlak, lambda punten: punten + 200 * np.sin(punten * 0.0071 + punten[:, ::-1] * 0.013))
    net = grensnet(vlak)
    for (a, b), lengte in per_paar(net).items():
        echt = shapely.intersection(shapely.boundary(vlak[a]), shapely.boundary(vlak[b])).length
        assert lengte * ZIJDE == pytest.approx(echt, abs=1e-6)
    omtrek = net.rand + _per_bouwsteen(net, len(vlak))
    assert omtrek == pytest.approx(shapely.length(vlak), abs=1e-6)


def _per_bouwsteen(net: Grensnet, aantal: int) -> NDArray[np.float64]:
    uit = np.zeros(aantal)
    np.add.at(uit, net.links, net.lengte)
    np.add.at(uit, net.rechts, net.lengte)
    return uit


def test_the_edition_gives_the_net_of_its_own_ground(mini_stand: Stand) -> None:
    net = mini_stand.net
    assert len(net.rand) == mini_stand.aantal_bouwstenen
    # 4 x 5 squares of 5 km, one cut from top to bottom, less 1 km of water between 4004 and nothing.
    assert net.lengte.sum() / ZIJDE == (3 * 5 + 4 * 4) * 5 + 5
    assert (net.links < net.rechts).all()
    assert mini_stand.net is net


@pytest.mark.bronnen
def test_the_net_of_the_official_ground_is_what_shapely_measures(officieel: Vlakken, stand: Stand) -> None:
    """Outlines to 1 mm per bouwsteen, a sample of pairs to 1 mm, regions of PO to 1 cm."""
    vlak, net = officieel.vlak, grensnet(officieel.vlak)
    assert net.rand + _per_bouwsteen(net, len(vlak)) == pytest.approx(shapely.length(vlak), abs=1e-3)
    for nummer in range(0, len(net.links), 97):
        a, b = vlak[net.links[nummer]], vlak[net.rechts[nummer]]
        echt = shapely.intersection(shapely.boundary(a), shapely.boundary(b)).length
        assert net.lengte[nummer] == pytest.approx(echt, abs=1e-3)
    indeling = stand.indeling("PO", np.datetime64("2015-04-23").astype(object))
    grenzen = gedeelde_grenzen(los_op(vlak, np.maximum(indeling.waarden, -1), len(indeling.codes)))
    links, rechts = indeling.waarden[net.links], indeling.waarden[net.rechts]
    for (a, b), lijn in grenzen.items():
        tussen = ((links == a) & (rechts == b)) | ((links == b) & (rechts == a))
        assert net.lengte[tussen].sum() == pytest.approx(lijn.length, abs=1e-2)
