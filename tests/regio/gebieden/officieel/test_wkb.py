"""Only whole polygons reach GEOS; what would end the process does not."""

from __future__ import annotations

import struct

import pytest
import shapely

from regio.gebieden.officieel.gpkg import Kapot
from regio.gebieden.officieel.wkb import controleer_wkb

MET_GAT = shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 6, 6))
TWEE = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), MET_GAT.buffer(0).envelope])


@pytest.mark.parametrize("vorm", [MET_GAT, TWEE, shapely.force_3d(MET_GAT, 2.0), shapely.force_3d(TWEE, 2.0)])
@pytest.mark.parametrize("volgorde", [0, 1])
@pytest.mark.parametrize("smaak", ["iso", "extended"])
def test_polygons_of_every_flavour_pass(vorm: shapely.Geometry, volgorde: int, smaak: str) -> None:
    controleer_wkb(shapely.to_wkb(vorm, byte_order=volgorde, flavor=smaak))
    controleer_wkb(shapely.to_wkb(shapely.set_srid(vorm, 28992), byte_order=volgorde, include_srid=True))


@pytest.mark.parametrize(
    "vorm", [shapely.Point(1, 2), shapely.LineString([(0, 0), (1, 1)]), shapely.GeometryCollection()]
)
def test_what_is_no_polygon(vorm: shapely.Geometry) -> None:
    with pytest.raises(Kapot, match="geen vlak"):
        controleer_wkb(shapely.to_wkb(vorm))


def test_every_cut_is_found() -> None:
    wkb = shapely.to_wkb(TWEE)
    for lengte in range(len(wkb)):
        with pytest.raises(Kapot):
            controleer_wkb(wkb[:lengte])
    with pytest.raises(Kapot):
        controleer_wkb(wkb + b"\x00")


def test_nesting_that_would_crash_the_reader() -> None:
    """GEOS follows this until the stack is full; it must never see it."""
    diep = b"".join(struct.pack("<BII", 1, 7, 1) for _ in range(200_000)) + struct.pack("<BII", 1, 3, 0)
    with pytest.raises(Kapot):
        controleer_wkb(diep)
    with pytest.raises(Kapot):
        controleer_wkb(struct.pack("<BII", 1, 6, 1) + diep)


def test_counts_that_are_not_there() -> None:
    for aantal in (2**31, 2**32 - 1):
        with pytest.raises(Kapot):
            controleer_wkb(struct.pack("<BII", 1, 3, aantal))
        with pytest.raises(Kapot):
            controleer_wkb(struct.pack("<BIII", 1, 3, 1, aantal))
        with pytest.raises(Kapot):
            controleer_wkb(struct.pack("<BII", 1, 6, aantal))
