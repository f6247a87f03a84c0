"""Pieces and drawings: what is never apart is one piece, and official layers are drawn on their own dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely

from regio.fouten import Bronfout
from regio.gebieden.kaartset.stukken import Tekening, maak_stukken, tekeningen
from regio.gebieden.vlakken import Grenslaag
from tests.regio.gebieden.kaartset.tekenen import PO, VO, cellen, grenslaag, laag, vlakken

GEMEENTE = ("KKLLLL", "KMKLL.", "KKKLL.", "LNNNLL")
LAAG = laag("gemeente", GEMEENTE, "2011-01-01")


def getekend(*lagen: Grenslaag) -> list[Tekening]:
    """The drawings of one layer of gemeenten that never changes."""
    return tekeningen([LAAG], lagen, *maak_stukken(vlakken(), [LAAG]))


def tijden(tekening: list[Tekening]) -> list[tuple[str, str | None, str]]:
    """From when to when what ground is used."""
    return [(een.vanaf, een.tot, een.grond.naam) for een in tekening]


def test_bouwstenen_that_are_never_apart_are_one_piece() -> None:
    lagen = [laag("PO", PO, "2013-01-01"), laag("VO", VO, "2013-01-01")]
    grond, stuk = maak_stukken(vlakken(), lagen)
    paren = {(a, b) for a, b in zip("".join(PO), "".join(VO), strict=True)}
    assert len(grond.vlak) == len(paren)
    assert shapely.area(grond.vlak).sum() == shapely.area(cellen()).sum()
    for een in lagen:
        for nummer in range(len(grond.vlak)):
            assert len(set(een.waarde[stuk == nummer])) == 1


def test_ground_that_overlaps_is_refused() -> None:
    vlak = cellen()
    vlak[0] = shapely.buffer(vlak[0], 100, join_style="mitre")
    with pytest.raises(Bronfout, match="sluiten in deze editie niet op elkaar aan"):
        maak_stukken(vlakken(vlak), [LAAG])


def test_an_official_layer_cuts_the_time_in_three() -> None:
    assert tijden(getekend(grenslaag(GEMEENTE, 2016, date(2016, 1, 1), date(2017, 1, 1)))) == [
        ("2011-01-01", "2016-01-01", "bouwstenen"),
        ("2016-01-01", "2017-01-01", "cbs-2016"),
        ("2017-01-01", None, "bouwstenen"),
    ]
    assert tijden(getekend(grenslaag(GEMEENTE, 2010, date(2010, 1, 1), None))) == [("2011-01-01", None, "cbs-2010")]


def test_a_layer_with_other_gemeenten_than_the_facts_is_not_drawn() -> None:
    anders = grenslaag(tuple(rij.replace("M", "K") for rij in GEMEENTE), 2016, date(2016, 1, 1), None)
    assert tijden(getekend(anders)) == [("2011-01-01", None, "bouwstenen")]


def test_official_regions_are_certain_and_keep_the_names_of_the_facts() -> None:
    een = getekend(grenslaag(GEMEENTE, 2016, date(2016, 1, 1), None))[-1]
    assert [regio.code for regio in een.regios] == [f"gemeente-{letter}" for letter in "KLMN"]
    assert {regio.naam for regio in een.regios} == {f"Regio {letter}" for letter in "KLMN"}
    assert all(regio.zeker for regio in een.regios)
    # The drawn layer lists its gemeenten the other way about.
    assert een.waarde.tolist() == [3, 2, 1, 0]


def test_undecided_regions_give_way_to_an_official_layer() -> None:
    twijfel = laag("gemeente", tuple(rij.replace("M", "k") for rij in GEMEENTE), "2011-01-01")
    zonder_m = grenslaag(tuple(rij.replace("M", "L") for rij in GEMEENTE), 2016, date(2016, 1, 1), None)
    uit = tekeningen([twijfel], [zonder_m], *maak_stukken(vlakken(), [twijfel]))
    assert [all(regio.zeker for regio in een.regios) for een in uit] == [False, True]


def test_layers_of_one_year_are_told_apart() -> None:
    jeugd = laag("jeugdregio", ("JJJJJJ", "JJJJJ.", "JJJJJ.", "LLLLLL"), "2015-01-01")
    gemeenten = grenslaag(GEMEENTE, 2016, date(2016, 1, 1), None)
    regios = replace(
        grenslaag(("JJJJJJ", "JJJJJ.", "JJJJJ.", "LLLLLL"), 2016, date(2016, 1, 1), None),
        soort="jeugdregio",
        codes=("jeugdregio-L", "jeugdregio-J"),
    )
    lagen = [LAAG, jeugd]
    uit = tekeningen(lagen, [gemeenten, regios], *maak_stukken(vlakken(), lagen))
    gronden = {een.grond.naam: len(een.grond.vlak) for een in uit}
    assert {naam: gronden[naam] for naam in ("cbs-2016", "cbs-jeugdregio-2016")} == {
        "cbs-2016": 4,
        "cbs-jeugdregio-2016": 2,
    }


@pytest.mark.parametrize(("kaart", "gronden"), [("JK", {"bouwstenen", "cbs-jeugdregio-2023"}), ("jK", {"bouwstenen"})])
def test_an_open_jeugdregio_is_never_drawn_as_certain(kaart: str, gronden: set[str]) -> None:
    def teken(links: str, rechts: str) -> tuple[str, ...]:
        return tuple(links * 3 + rechts * 3 for _ in range(4))

    jeugd = laag("jeugdregio", teken(*kaart), "2015-01-01")
    official = replace(
        grenslaag(teken("J", "K"), 2023, date(2023, 1, 1), date(2025, 1, 1)),
        soort="jeugdregio",
        codes=("jeugdregio-K", "jeugdregio-J"),
    )
    uit = tekeningen([jeugd], [official], *maak_stukken(vlakken(), [jeugd]))
    assert {een.grond.naam for een in uit} == gronden
    op_de_dag = next(een for een in uit if een.geldt_op("2024-06-01"))
    assert {regio.mogelijk for regio in op_de_dag.regios} == {regio.mogelijk for regio in jeugd.regios}


def test_equal_neighbours_in_time_are_one() -> None:
    vroeg, laat = replace(LAAG, tot="2015-01-01"), replace(LAAG, vanaf="2015-01-01")
    stukken = maak_stukken(vlakken(), [vroeg, laat])
    assert tijden(tekeningen([vroeg, laat], [], *stukken)) == [("2011-01-01", None, "bouwstenen")]
    anders = replace(laat, waarde=np.where(laat.waarde == 2, 0, laat.waarde).astype(np.int16))
    stukken = maak_stukken(vlakken(), [vroeg, anders])
    assert len(tekeningen([vroeg, anders], [], *stukken)) == 2
