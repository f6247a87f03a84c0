"""Boxes and days of a question to OGC API Features, read from text."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from api.routes import ogc_vraag
from api.routes.ogc_vraag import Vak, lees_bbox, lees_datetime, moment
from regio.fouten import Vraagfout
from regio.gebieden.crs import CRS84, ETRF2000, ETRS89, RD, WEBMERCATOR
from regio.gebieden.rd import naar_rd

VANDAAG = "2026-06-01"


@pytest.fixture(autouse=True)
def _vandaag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ogc_vraag, "vandaag", lambda: VANDAAG)


@pytest.mark.parametrize(
    ("tekst", "crs", "verwacht"),
    [
        ("6.5,53,6.7,53.2", CRS84, Vak(6.5, 53, 6.7, 53.2, CRS84)),
        ("53,6.5,53.2,6.7", ETRS89, Vak(6.5, 53, 6.7, 53.2, CRS84)),
        ("53,6.5,-5,53.2,6.7,100", ETRF2000, Vak(6.5, 53, 6.7, 53.2, CRS84)),
        ("6.5,53,-5,6.7,53.2,100", CRS84, Vak(6.5, 53, 6.7, 53.2, CRS84)),
        ("230000,560000,240000,570000", RD, Vak(230_000, 560_000, 240_000, 570_000, RD)),
        ("7e5,6.9E6,+8e5,7.1e6", WEBMERCATOR, Vak(7e5, 6.9e6, 8e5, 7.1e6, WEBMERCATOR)),
        ("170,-10,-170,10", CRS84, Vak(170, -10, -170, 10, CRS84)),
    ],
)
def test_a_box_in_the_axes_of_its_system(tekst: str, crs: str, verwacht: Vak) -> None:
    assert lees_bbox(tekst, crs) == verwacht


@pytest.mark.parametrize(
    ("tekst", "crs", "code"),
    [
        ("", CRS84, "bbox-vorm"),
        ("1,2,3", CRS84, "bbox-vorm"),
        ("1,2,3,4,5", CRS84, "bbox-vorm"),
        ("1;2;3;4", CRS84, "bbox-vorm"),
        ("1,2,nan,4", CRS84, "bbox-vorm"),
        ("1,2,inf,4", CRS84, "bbox-vorm"),
        ("1,2,1e999,4", CRS84, "bbox-vorm"),
        ("1,2,٣,4", CRS84, "bbox-vorm"),
        ("5,53,6,52", CRS84, "bbox-volgorde"),
        ("6e5,3e5,1e5,4e5", RD, "bbox-volgorde"),
        ("-181,50,5,53", CRS84, "bbox-buiten-crs"),
        ("5,50,6,91", CRS84, "bbox-buiten-crs"),
        ("91,5,92,6", ETRS89, "bbox-buiten-crs"),
        ("0,0,3e7,1e6", WEBMERCATOR, "bbox-buiten-crs"),
        ("0,0,1e9,1e9", RD, "bbox-buiten-crs"),
    ],
)
def test_an_unusable_box_says_why(tekst: str, crs: str, code: str) -> None:
    with pytest.raises(Vraagfout) as fout:
        lees_bbox(tekst, crs)
    assert [(een.veld, een.code) for een in fout.value.fouten] == [("bbox", code)]


@settings(deadline=None)
@given(
    st.floats(3.4, 7.0), st.floats(50.8, 53.4), st.floats(0.001, 0.5), st.floats(0.001, 0.5),
    st.floats(0.01, 0.99), st.floats(0.01, 0.99),
)  # fmt: skip
def test_a_box_in_degrees_holds_the_points_between_its_corners(
    west: float, zuid: float, breed: float, hoog: float, langs: float, op: float
) -> None:
    vak = Vak(west, zuid, west + breed, zuid + hoog, CRS84).in_rd()
    binnen = naar_rd(west + breed * langs, zuid + hoog * op)
    assert shapely.dwithin(vak, shapely.Point(binnen), 3)
    for buiten in ((west - 0.001, zuid + hoog * op), (west + breed * langs, zuid + hoog + 0.001)):
        assert shapely.distance(vak, shapely.Point(naar_rd(*buiten))) > 50


def test_the_same_box_in_every_system_is_the_same_ground() -> None:
    in_rd = [
        Vak(6.5, 53, 6.7, 53.2, CRS84).in_rd(),
        lees_bbox("53,6.5,53.2,6.7", ETRS89).in_rd(),
        lees_bbox("723576.69,6982997.92,745840.59,7020078.53", WEBMERCATOR).in_rd(),
    ]
    for vak in in_rd[1:]:
        assert shapely.hausdorff_distance(in_rd[0], vak) < 2
    assert lees_bbox("1,2,3,4", RD).in_rd().bounds == (1, 2, 3, 4)


def test_a_box_around_the_world_is_the_country_and_one_elsewhere_is_empty() -> None:
    wereld = Vak(-180, -90, 180, 90, CRS84).in_rd()
    assert shapely.contains(wereld, shapely.box(0, 300_000, 290_000, 630_000))
    assert Vak(170, -90, -170, 90, CRS84).in_rd().is_empty
    over_de_datumgrens = Vak(5, 50, -170, 54, CRS84).in_rd()
    assert shapely.contains_xy(over_de_datumgrens, *naar_rd(6.6, 53.1))
    assert not shapely.contains_xy(over_de_datumgrens, *naar_rd(4.5, 52.1))
    assert Vak(100, -60, 110, -50, CRS84).in_rd().is_empty


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("2015-04-23", "2015-04-23"),
        ("2015-04-22T23:30:00Z", "2015-04-23"),
        ("2015-04-23t00:00:00.000z", "2015-04-23"),
        ("2015-04-23T01:00:00+03:00", "2015-04-23"),
        ("2013-01-01/2015-04-22", "2015-04-22"),
        ("2013-01-01T00:00:00Z/2015-04-22T12:00:00Z", "2015-04-22"),
        ("../2014-08-01", "2014-08-01"),
        ("/2014-08-01", "2014-08-01"),
        ("2013-01-01/..", VANDAAG),
        ("2013-01-01/", VANDAAG),
        ("2031-01-01/..", "2031-01-01"),
        ("../..", VANDAAG),
        ("1900-01-01", "1900-01-01"),
    ],
)
def test_a_moment_or_an_interval_is_a_day(tekst: str, dag: str) -> None:
    assert lees_datetime(tekst) == dag


@pytest.mark.parametrize(
    "tekst",
    ["", "..", "gisteren", "2015-02-30", "2015-4-1", "2015-04-23T25:00:00Z", "2015-04-23T00:00:00", "٢٠١٥-٠٤-٢٣",
     "2015-01-01/2016-01-01/2017-01-01", "2016-01-01/2015-01-01", "x/..", "../x", "9999-12-31T23:59:59-12:00"],
)  # fmt: skip
def test_what_is_no_day_says_how_to_write_one(tekst: str) -> None:
    with pytest.raises(Vraagfout) as fout:
        lees_datetime(tekst)
    (een,) = fout.value.fouten
    assert (een.veld, een.code) in (("datetime", "datum-vorm"), ("datetime", "datum-volgorde"))


def test_days_are_written_as_moments() -> None:
    assert moment("2013-01-01") == "2013-01-01T00:00:00Z"
    assert moment(None) is None
