"""A kept scenario on an edition that came in the place of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from regio.bronnen.rijen import Feiten
from regio.fouten import Vraagfout
from regio.scenario.dienst import Vraag
from regio.scenario.overzetten import Van, over_te_zetten, overzetting
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from tests.regio.mini import A, C
from tests.regio.minigrond import minigrond

DAG = "2020-01-01"
# The second already is so on the new edition; the last rests on the one before it.
ZETTEN: list[dict[str, Any]] = [
    {"soort": "verplaats", "sector": "VO", "grond": {"gemeente": A}, "naar": "VO9002"},
    {"soort": "verplaats", "sector": "PO", "grond": {"postcodes": ["1003"]}, "naar": "PO9002"},
    {"soort": "nieuw", "sector": "PO", "nieuw": "PO9009", "naam": "", "grond": {"gemeente": C}},
    {"soort": "hernoem", "sector": "PO", "code": "PO9009", "naam": "Negen"},
]
VRAAG = Vraag(DAG, [{"notitie": "", "aanname": False, **zet} for zet in ZETTEN])


@pytest.fixture(scope="module")
def nieuw(mini: Feiten) -> Stand:
    """Mini-Nederland in which the table of 2015 has 1003 in PO9002."""
    rijen = tuple(replace(rij, po="PO9002") if rij.pc4 == "1003" else rij for rij in mini.regeling_postcodes)
    feiten = replace(mini, regeling_postcodes=rijen)
    return Stand(Sectiebestand(memoryview(inhoud(secties_van(Opbouw(feiten), minigrond(feiten))))))


def test_with_the_old_edition_everything_that_differs_is_told(mini_stand: Stand, nieuw: Stand) -> None:
    uit = overzetting(Van(mini_stand.editie, mini_stand), nieuw, VRAAG)
    assert (uit["rustOp"]["aanwezig"], uit["actueel"], uit["kanGeheel"]) == (True, False, False)
    assert (uit["rustOp"]["editie"], uit["nu"]["editie"]) == (mini_stand.editie, nieuw.editie)
    assert [(zet["nummer"], zet["kan"], zet["alZo"]) for zet in uit["zetten"]] == [
        (1, True, False), (2, False, True), (3, True, False), (4, True, False),
    ]  # fmt: skip
    (fout,) = uit["zetten"][1]["fouten"]
    assert (fout["veld"], fout["code"]) == ("zetten[1]", "niets-verandert")
    assert fout["melding"] == f"Zet 2: {fout['zin']}" and fout["zin"].startswith("deze grond")
    assert uit["zetten"][0]["nietMeer"] == uit["zetten"][0]["ook"] == []
    assert uit["zetten"][0]["zin"].startswith("VO: gemeente Aadorp")
    assert [(een["van"], een["naar"], een["postcodes"]) for een in uit["basis"]["wissels"]] == [
        (["PO9001"], ["PO9002"], ["1003"])
    ]
    # What the second move did, the edition does now: nothing comes out differently.
    assert uit["uitkomst"]["wissels"] == [] and uit["samenwerkingsverbanden"] == []


def test_what_comes_out_differently_is_told_in_figures(mini_stand: Stand, nieuw: Stand) -> None:
    uit = overzetting(Van(mini_stand.editie, mini_stand), nieuw, Vraag(DAG, VRAAG.zetten[:1]))
    assert uit["kanGeheel"] and uit["uitkomst"]["postcodes"]["PO"] == ["1003"]
    rijen = {rij["code"]: rij for rij in uit["samenwerkingsverbanden"]}
    assert set(rijen) == {"PO9001", "PO9002"}
    verlies = rijen["PO9001"]["voor"]["kinderen"] - rijen["PO9001"]["na"]["kinderen"]
    assert verlies == pytest.approx(rijen["PO9002"]["na"]["kinderen"] - rijen["PO9002"]["voor"]["kinderen"])
    assert verlies > 0


def test_without_the_old_edition_the_moves_are_still_tried(nieuw: Stand) -> None:
    uit = overzetting(Van("weg", None), nieuw, VRAAG)
    assert uit["rustOp"] == {"editie": "weg", "regeling": None, "aanwezig": False}
    assert [zet["kan"] for zet in uit["zetten"]] == [True, False, True, True]
    assert (uit["basis"], uit["uitkomst"], uit["samenwerkingsverbanden"]) == (None, None, None)
    assert uit["zetten"][0]["nietMeer"] is None and uit["zetten"][0]["ook"] is None


def test_a_move_that_only_fails_by_an_earlier_one_says_so(nieuw: Stand) -> None:
    zetten = [{**VRAAG.zetten[2], "grond": {"gemeente": "GM9006"}}, VRAAG.zetten[3]]
    uit = overzetting(Van("weg", None), nieuw, Vraag(DAG, zetten))
    assert [(zet["kan"], zet["gevolg"]) for zet in uit["zetten"]] == [(False, False), (False, True)]
    assert not uit["zetten"][0]["alZo"]


def test_its_own_edition_changes_nothing(mini_stand: Stand) -> None:
    uit = overzetting(Van(mini_stand.editie, mini_stand), mini_stand, VRAAG)
    assert uit["actueel"] and uit["kanGeheel"]
    assert uit["basis"]["wissels"] == uit["uitkomst"]["wissels"] == uit["samenwerkingsverbanden"] == []


def test_moves_go_over_whole_or_without_those_that_cannot(nieuw: Stand) -> None:
    with pytest.raises(Vraagfout) as fout:
        over_te_zetten(nieuw, VRAAG)
    assert [een.veld for een in fout.value.fouten] == ["zetten[1]"]
    over = over_te_zetten(nieuw, VRAAG, laat_weg=True)
    assert over == [VRAAG.zetten[nr] for nr in (0, 2, 3)]
    assert over_te_zetten(nieuw, Vraag(DAG, over)) == over
