"""No answer on the real facts is surer than what it rests on."""

from __future__ import annotations

import pytest

from regio.stand.stand import Stand
from regio.stand.zicht import GRONDSLAGEN
from regio.zoeken.gemeente import antwoord_gemeente

DAGEN = ("2013-02-01", "2013-12-01", "2014-09-01", "2015-04-23", "2018-06-01", "2026-11-22")


@pytest.mark.parametrize("dag", DAGEN)
def test_no_part_is_surer_than_its_least_sure_ground(stand: Stand, dag: str) -> None:
    nummer = stand.toestand_nr_iso(dag)
    zicht = stand.zicht(nummer)
    for plek in range(stand.aantal_pc4):
        for deel in stand.postcode(plek, dag)["samenwerkingsverbanden"]:
            laag = zicht.lagen[deel["sector"]]
            grond = [nr for nr in stand.bouwstenen_van(plek) if deel["code"] in laag.mogelijk(nr)]
            zeker = [nr for nr in grond if len(laag.mogelijk(nr)) == 1]
            minst = max((laag.grondslagen[nr] for nr in zeker), default=2)
            assert GRONDSLAGEN.index(deel["grondslag"]) == minst
            if len(zeker) < len(grond):
                assert deel["aandeel"] is None


@pytest.mark.parametrize("dag", DAGEN)
def test_a_gemeente_is_no_surer_than_its_postcodes(stand: Stand, dag: str) -> None:
    for rij in stand.tabellen["gemeenten"]:
        antwoord = antwoord_gemeente(stand, rij["code"], dag)
        for deel in antwoord["samenwerkingsverbanden"]:
            plekken = [stand.plek(pc4) for pc4 in deel["postcodes"]]
            eigen = [
                ander["grondslag"]
                for plek in plekken
                if plek is not None
                for ander in stand.postcode(plek, dag)["samenwerkingsverbanden"]
                if ander["code"] == deel["code"]
            ]
            # A part of a postcode may be less sure than the ground under which the law lists it.
            minst = min(max((GRONDSLAGEN.index(g) for g in eigen), default=2), 2)
            assert GRONDSLAGEN.index(deel["grondslag"]) <= minst
            if not deel["postcodes"]:
                assert (deel["grondslag"], deel["aandeel"]) in {("onbekend", None), ("onbekend", 1.0)}


@pytest.mark.parametrize(
    ("code", "dag", "swv", "verwacht"),
    [("GM0275", "2013-02-01", "VO2506", ("afgeleid", ["C03"])), ("GM0797", "2015-04-23", "PO3010", ("afgeleid", []))],
)
def test_misprints_and_new_postcodes_show_in_a_gemeente(
    stand: Stand, code: str, dag: str, swv: str, verwacht: tuple[str, list[str]]
) -> None:
    antwoord = antwoord_gemeente(stand, code, dag)
    deel = next(deel for deel in antwoord["samenwerkingsverbanden"] if deel["code"] == swv)
    assert (deel["grondslag"], deel["correcties"]) == verwacht
    assert {"drukfout", "nieuwer-dan-de-regeling"} & {een["code"] for een in antwoord["opmerkingen"]}


def test_a_gemeente_passes_on_the_remarks_of_its_postcodes(stand: Stand) -> None:
    vaals = antwoord_gemeente(stand, "GM0981", "2014-09-01")
    assert "wisseldag-onbekend" in {een["code"] for een in vaals["opmerkingen"]}


def test_open_ground_leaves_the_split_open(stand: Stand) -> None:
    groningen = antwoord_gemeente(stand, "GM0014", "2018-06-01")
    assert groningen["gesplitst"] == {"PO": False, "VO": None}
    assert groningen["postcodesMisschien"] == ["9613", "9614", "9622"]
    vo = {d["code"]: (d["aandeel"], d["grondslag"]) for d in groningen["samenwerkingsverbanden"] if d["sector"] == "VO"}
    assert vo == {"VO2001": (None, "afgeleid"), "VO2002": (None, "onbekend")}


def test_before_the_regeling_nothing_is_said_of_swvs(stand: Stand) -> None:
    bergen = antwoord_gemeente(stand, "GM0373", "2011-06-01")
    assert (bergen["samenwerkingsverbanden"], bergen["zonderSamenwerkingsverband"], bergen["gesplitst"]) == (
        [],
        [],
        None,
    )
    assert [een["code"] for een in bergen["opmerkingen"]] == ["nog-geen-regeling"]


def test_beyond_the_lists_everything_is_carried_forward(stand: Stand) -> None:
    plek = stand.plek("9471")
    assert plek is not None
    later, eerder = stand.postcode(plek, "2060-01-01"), stand.postcode(plek, "2025-06-01")
    assert [g["grondslag"] for g in (*later["gemeenten"], *later["jeugdregios"])] == ["afgeleid", "afgeleid"]
    assert [g["grondslag"] for g in (*eerder["gemeenten"], *eerder["jeugdregios"])] == ["bron", "bron"]
