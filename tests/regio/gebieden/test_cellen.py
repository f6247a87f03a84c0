"""The sketch cells, drawn by hand on a small scale and for the whole country."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from regio.bronnen.lezen import lees_tabel
from regio.bronnen.rijen import PostcodeRij
from regio.fouten import Bronfout
from regio.gebieden.cellen import schetscellen

DOOS = shapely.box(0, 300_000, 300_000, 630_000)


def rij(pc4: str, x: int, y: int) -> PostcodeRij:
    """A postcode with a point and nothing else."""
    return PostcodeRij(pc4, x, y, "test", None, None, None, "GM0001", "", None)


@pytest.fixture(scope="module")
def postcodes(repo: Path) -> list[PostcodeRij]:
    """Every PC4 of the facts."""
    return list(lees_tabel(PostcodeRij, repo / "data" / "postcodes" / "postcodes.csv"))


def test_two_points_share_the_box_by_the_middle_line() -> None:
    cellen = schetscellen([rij("1000", 100_000, 400_000), rij("2000", 200_000, 400_000)])
    assert cellen["1000"].equals(shapely.box(0, 300_000, 150_000, 630_000))
    assert cellen["2000"].equals(shapely.box(150_000, 300_000, 300_000, 630_000))


def test_one_point_has_the_whole_box() -> None:
    assert schetscellen([rij("1000", 100_000, 400_000)])["1000"].equals(DOOS)


def test_points_on_a_regular_grid_give_a_valid_coverage() -> None:
    punten = [
        rij(f"{kolom}{regel:03d}", 1000 * kolom, 400_000 + 1000 * regel)
        for kolom in range(1, 10)
        for regel in range(20)
    ]
    cellen = list(schetscellen(punten).values())
    assert len(cellen) == 180
    assert shapely.coverage_is_valid(cellen)


def test_the_country_is_a_valid_coverage_without_gap_or_overlap(postcodes: list[PostcodeRij]) -> None:
    cellen = schetscellen(postcodes)
    vormen = np.array(list(cellen.values()))
    assert list(cellen) == [een.pc4 for een in postcodes]
    assert set(shapely.get_type_id(vormen)) == {shapely.GeometryType.POLYGON}
    assert shapely.is_valid(vormen).all()
    assert shapely.coverage_is_valid(vormen, gap_width=1.0)
    assert shapely.area(vormen).sum() == pytest.approx(DOOS.area, abs=1.0)
    assert shapely.coverage_union_all(vormen).equals(DOOS)


def test_every_point_lies_in_its_own_cell(postcodes: list[PostcodeRij]) -> None:
    cellen = schetscellen(postcodes)
    assert [een.pc4 for een in postcodes if not shapely.contains_xy(cellen[een.pc4], een.x_rd, een.y_rd)] == []


def test_a_cell_is_the_ground_nearest_to_its_point(postcodes: list[PostcodeRij]) -> None:
    cellen = schetscellen(postcodes)
    willekeur = np.random.default_rng(20150423)
    plaatsen = np.column_stack([willekeur.uniform(0, 300_000, 500), willekeur.uniform(300_000, 630_000, 500)])
    xy = np.array([(een.x_rd, een.y_rd) for een in postcodes])
    for plaats in plaatsen:
        naaste = postcodes[int(((xy - plaats) ** 2).sum(axis=1).argmin())].pc4
        assert shapely.intersects_xy(cellen[naaste], *plaats)


@pytest.mark.parametrize(
    ("rijen", "noemt"),
    [
        ([], "Zonder postcodes"),
        ([rij("1000", 5, 400_000), rij("2000", 5, 400_000)], r"1000 en 2000 op \(5, 400000\)"),
        ([rij("1000", 5, 400_000), rij("1000", 6, 400_000)], "twee keer"),
        ([rij("1000", 400_000, 5)], r"1000 \(400000, 5\) ligt buiten Nederland"),
        ([rij("1000", 0, 400_000)], "ligt buiten Nederland"),
    ],
)
def test_unusable_points_are_named(rijen: list[PostcodeRij], noemt: str) -> None:
    with pytest.raises(Bronfout, match=noemt):
        schetscellen(rijen)


def test_every_shared_point_is_named(postcodes: list[PostcodeRij]) -> None:
    zelfde = [replace(postcodes[1], x_rd=postcodes[0].x_rd, y_rd=postcodes[0].y_rd), *postcodes[2:]]
    with pytest.raises(Bronfout, match="1011 en 1012"):
        schetscellen([postcodes[0], *zelfde])
