"""The fast way to RD: never off by the margin of the grid, and not used where it would be."""

from __future__ import annotations

import math

import numpy as np
import pytest

from regio.gebieden import rd, snelrd
from regio.gebieden.raster import MARGE
from regio.gebieden.snelrd import PER_GRAAD, naar_rd_ongeveer


@pytest.fixture
def zonder_vlakjes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing worked out yet."""
    monkeypatch.setattr(snelrd, "_vlakjes", {})


def test_it_is_never_off_by_the_margin_of_the_grid() -> None:
    willekeur = np.random.default_rng(1)
    lon, lat = willekeur.uniform(rd.LON_MIN, rd.LON_MAX, 30_000), willekeur.uniform(rd.LAT_MIN, rd.LAT_MAX, 30_000)
    # Corners and sides of patches as well, where the error is largest.
    lon[:10_000], lat[:5_000] = (np.round(op * PER_GRAAD) / PER_GRAAD for op in (lon[:10_000], lat[:5_000]))
    x, y = rd.rijen_naar_rd(lon, lat)
    ongeveer = np.array([naar_rd_ongeveer(a, b) for a, b in zip(lon.tolist(), lat.tolist(), strict=True)])
    fout = np.abs(ongeveer - np.column_stack([x, y])).max()
    assert 0.01 < fout < 0.02 < MARGE / 2


def test_a_patch_is_worked_out_once(zonder_vlakjes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    keren: list[tuple[float, float]] = []

    def tel(lon: float, lat: float) -> tuple[float, float]:
        keren.append((lon, lat))
        return rd.naar_rd(lon, lat)

    monkeypatch.setattr(snelrd, "naar_rd", tel)
    eerste = naar_rd_ongeveer(5.301, 52.101)
    aantal = len(keren)
    assert naar_rd_ongeveer(5.301, 52.101) == eerste and naar_rd_ongeveer(5.499, 52.249) != eerste
    assert len(keren) == aantal > 25
    naar_rd_ongeveer(5.501, 52.101)
    assert len(keren) == 2 * aantal


@pytest.mark.parametrize("hobbel", [0.3, -5.0])
def test_where_no_plane_fits_it_gives_no_place(
    zonder_vlakjes: None, monkeypatch: pytest.MonkeyPatch, hobbel: float
) -> None:
    def hobbelig(lon: float, lat: float) -> tuple[float, float]:
        x, y = rd.naar_rd(lon, lat)
        return x, y + hobbel * math.cos(lon * 100 * math.pi)

    monkeypatch.setattr(snelrd, "naar_rd", hobbelig)
    x, y = naar_rd_ongeveer(5.301, 52.101)
    assert x < 0 and y < 0
