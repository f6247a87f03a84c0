"""The bouwstenen beside the layers: which postcodes lie across a border, and what is said of the accuracy."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from regio.bronnen.rijen import BouwsteenRij
from regio.gebieden.officieel.melden import Meldingen
from regio.gebieden.officieel.vergelijken import _bijzonder, _meld_nauwkeurigheid
from regio.gebieden.officieel.verschillen import Vergelijking, overlap
from regio.tijdlijn.herindelingen import Gemeenten
from tests.regio.mini import V3


@pytest.mark.parametrize(("grens", "over"), [(1000.0, []), (1090.0, []), (1110.0, ["1002"]), (890.0, ["1001"])])
def test_a_postcode_with_ten_hectares_across_the_border_is_named(grens: float, over: list[str]) -> None:
    vlak = np.array([shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)], dtype=object)
    lagen = np.array([shapely.box(0, 0, grens, 1000), shapely.box(grens, 0, 2000, 1000)], dtype=object)
    blokken = [BouwsteenRij(f"{pc4}-1", pc4, 1, "GM1", V3, 1.0, "") for pc4 in ("1001", "1002")]
    wie, m2 = [Gemeenten.zeker("GM1"), Gemeenten.zeker("GM2")], (shapely.area(lagen), shapely.area(vlak))
    enclaves = {"GM1": 90_000.0, "GM2": 10.0}
    vergelijking = Vergelijking(("GM1", "GM2"), ("West", "Oost"), blokken, wie, *m2, overlap(vlak, lagen), enclaves)
    assert _bijzonder(vergelijking) == {"over_de_grens": over, "enclaves": ["GM1"]}


def test_the_accuracy_says_what_it_leaves_out() -> None:
    meldingen = Meldingen()
    rijen = {"2016": {"p95": 81.0, "andere_lijn": 0.0087}, "2021": {"p95": 143.0, "andere_lijn": 0.01}}
    _meld_nauwkeurigheid({"per_jaar": rijen, "gemeten_aan": 2016, "afgerond": 100.0}, meldingen)
    (een,) = meldingen.alle
    assert "binnen 81 meter" in een.wat and "0,9 procent" in een.wat and "2021: 143 meter" in een.wat
