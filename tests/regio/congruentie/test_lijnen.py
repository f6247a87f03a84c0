"""The lines to draw: on the borders that are measured, joined, and never on the coast."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from regio.congruentie.grensmaat import grensmaat, soorten
from regio.congruentie.indelingen import kies
from regio.congruentie.lijnen import SOORTEN, lijnen, verbonden
from regio.gebieden.grensnet import grensnet
from regio.gebieden.lijnennet import TOLERANTIE, lijnsecties
from regio.gebieden.vormen import Secties
from regio.indeling import Indeling
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.stand import Stand
from regio.waarde import KANDIDATEN

DAG = date(2015, 4, 23)


def lengte(stukken: list[NDArray[np.int32]]) -> float:
    return float(sum(np.hypot(*np.diff(lijn, axis=0).T).sum() for lijn in stukken))


def test_straight_borders_are_as_long_as_they_are_measured(mini_stand: Stand) -> None:
    a, b = mini_stand.indeling("PO", DAG), mini_stand.indeling("jeugdregio", DAG)
    maat, getekend = grensmaat(a, b, mini_stand.net), lijnen(mini_stand, a, b)
    assert tuple(getekend) == SOORTEN
    assert lengte(getekend["samenvallend"]) == maat.totaal_a.samenvallend > 0
    assert lengte(getekend["alleen-indeling"]) == maat.totaal_a.lengte - maat.totaal_a.samenvallend > 0
    assert lengte(getekend["alleen-met"]) == maat.totaal_b.lengte - maat.totaal_b.samenvallend > 0
    # 5004 has no SWV: what surrounds it may be a border.
    assert lengte(getekend["onzeker"]) == maat.totaal_a.onzeker > 0


def test_lines_are_whole_metres_and_no_coast(mini_stand: Stand) -> None:
    getekend = lijnen(mini_stand, mini_stand.indeling("PO", DAG), mini_stand.indeling("VO", DAG))
    binnen = shapely.box(97_500, 437_500, 117_500, 462_500).buffer(-1)
    for stukken in getekend.values():
        for lijn in stukken:
            assert lijn.dtype == np.int32 and lijn.shape[0] >= 2 and lijn.shape[1] == 2
            assert shapely.intersects(binnen, shapely.linestrings(lijn))


def test_equal_divisions_have_only_lines_of_both(mini_stand: Stand) -> None:
    a = mini_stand.indeling("jeugdregio", DAG)
    getekend = lijnen(mini_stand, a, a)
    assert [soort for soort, stukken in getekend.items() if stukken] == ["samenvallend"]
    heel = Indeling.van("heel", ["A"] * len(a))
    assert not any(lijnen(mini_stand, heel, heel).values())


def test_lines_are_joined_where_two_of_them_end() -> None:
    losse = [np.array(punten, dtype=np.int32) for punten in ([[0, 0], [5, 0]], [[5, 0], [5, 5]], [[9, 9], [5, 5]])]
    (een,) = verbonden(losse)
    assert {tuple(een[0]), tuple(een[-1])} == {(0, 0), (9, 9)} and len(een) == 4
    kruising = [*losse, np.array([[5, 0], [9, 0]], dtype=np.int32)]
    assert len(verbonden(kruising)) == 3
    assert verbonden([]) == []


def kronkelig() -> NDArray[np.object_]:
    """Four squares of 10 km whose borders wind by some 20 to 40 metres."""
    vakken = [shapely.box(x, y, x + 10_000, y + 10_000) for x in (100_000, 110_000) for y in (400_000, 410_000)]
    dicht = shapely.segmentize(np.array(vakken, dtype=object), 50.0)
    return np.asarray(
        shapely.transform(dicht, lambda punten: punten + 30 * np.sin(punten * 0.011 + punten[:, ::-1] * 0.017))
    )


def als_stand(secties: Secties) -> Stand:
    """Something that has sections, as an edition has."""
    return Sectiebestand(memoryview(inhoud(secties)))  # type: ignore[return-value]


def test_lines_have_the_neighbours_of_the_net_and_far_fewer_points() -> None:
    vlak = kronkelig()
    secties, net = lijnsecties(vlak), grensnet(vlak)
    bestand = Sectiebestand(memoryview(inhoud(secties)))
    paren = set(zip(bestand.sectie("lijn_links"), bestand.sectie("lijn_rechts"), strict=True))
    assert paren == set(zip(net.links.tolist(), net.rechts.tolist(), strict=True))
    assert len(bestand.sectie("lijn_punt")) / 2 < shapely.get_num_coordinates(vlak).sum() / 10
    a = Indeling.van("a", ["A", "B", "C", "D"])
    getekend = lijnen(als_stand(secties), a, a)["samenvallend"]
    assert lengte(getekend) == pytest.approx(net.lengte.sum(), rel=0.1)
    grens = shapely.union_all(shapely.boundary(vlak))
    assert shapely.hausdorff_distance(shapely.multilinestrings([shapely.linestrings(x) for x in getekend]), grens) > 0
    for lijn in getekend:
        assert shapely.distance(shapely.points(lijn), grens).max() <= TOLERANTIE


def test_ground_without_neighbours_has_no_lines() -> None:
    secties = lijnsecties(np.array([shapely.box(0, 0, 5_000, 5_000), shapely.Polygon()], dtype=object))
    a = Indeling.van("a", ["A", "B"])
    assert not any(lijnen(als_stand(secties), a, a).values())


def test_the_country_is_drawn_in_few_points(stand: Stand) -> None:
    a, b = stand.indeling("PO", DAG), stand.indeling("jeugdregio", DAG)
    maat, getekend = grensmaat(a, b, stand.net), lijnen(stand, a, b)
    assert sum(len(lijn) for stukken in getekend.values() for lijn in stukken) < 20_000
    assert lengte(getekend["samenvallend"]) == pytest.approx(maat.totaal_a.samenvallend, rel=0.1)
    punten = np.concatenate([lijn for stukken in getekend.values() for lijn in stukken])
    assert (punten.min(axis=0) > (0, 300_000)).all() and (punten.max(axis=0) < (290_000, 630_000)).all()


def test_between_postcodes_that_are_each_open_an_unsure_border_is_measured_and_drawn(stand: Stand) -> None:
    """In the list of 2013 the VO of every postcode in the southwest of Friesland is open by itself."""
    vo, jeugdregio = (kies(stand, naam, "2013-10-01").indeling for naam in ("VO", "jeugdregio-2015"))
    net = stand.net
    een, ander = vo.waarden[net.links], vo.waarden[net.rechts]
    tussen = float(net.lengte[(een == ander) & (een <= KANDIDATEN)].sum())
    assert tussen > 30_000
    assert grensmaat(vo, jeugdregio, net).totaal_a.onzeker > tussen
    assert lengte(lijnen(stand, vo, jeugdregio)["onzeker"]) > tussen


def test_within_an_open_gemeente_no_border_is_drawn(stand: Stand) -> None:
    """In 2018 it is open which jeugdregio Zeewolde has, but it has one."""
    keuze = kies(stand, "jeugdregio", "2018-03-01").indeling
    zeewolde = stand.indeling("gemeente", date(2018, 3, 1)).bouwstenen_van("GM0050")
    assert len(zeewolde) > 1 and (keuze.waarden[zeewolde] <= KANDIDATEN).all()
    net = stand.net
    binnen = np.isin(net.links, zeewolde) & np.isin(net.rechts, zeewolde)
    assert binnen.any() and not soorten(keuze, keuze, net)["onzeker"][binnen].any()
