"""The territoriale congruentie of gemeenten, as an answer."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from regio.congruentie.dienst import gemeenten
from regio.fouten import Vraagfout
from regio.stand.stand import Stand

DAG = "2015-04-23"


def fellows(stand: Stand, soort: str) -> dict[str, set[str]]:
    """Per gemeente the others with which it shares a region of a kind, straight from the edition."""
    regio, gemeente = (stand.indeling(wat, date.fromisoformat(DAG)) for wat in (soort, "gemeente"))
    leden: dict[str, set[str]] = defaultdict(set)
    for nr in range(stand.aantal_bouwstenen):
        if len(regio[nr]) == len(gemeente[nr]) == 1:
            leden[regio[nr][0]].add(gemeente[nr][0])
    uit: dict[str, set[str]] = defaultdict(set)
    for groep in leden.values():
        for code in groep:
            uit[code] |= groep - {code}
    return uit


def test_each_gemeente_has_the_share_of_fellows_that_stay(stand: Stand) -> None:
    uit = gemeenten(stand, DAG, ["po", "jeugdregio"])
    een, ander = fellows(stand, "PO"), fellows(stand, "jeugdregio")
    assert uit["aantal"] == len(uit["gemeenten"]) == 393
    for rij in uit["gemeenten"]:
        overal, ergens = (een[rij["code"]] & ander[rij["code"]], een[rij["code"]] | ander[rij["code"]])
        assert (set(rij["overal"]), set(rij["ergens"])) == (overal, ergens)
        verwacht = len(overal) / len(ergens) if ergens else None
        assert rij["congruentie"] == (None if verwacht is None else pytest.approx(verwacht, abs=1e-6))


def test_the_mean_is_over_gemeenten_with_a_figure(stand: Stand) -> None:
    uit = gemeenten(stand, DAG, ["PO", "VO", "jeugdregio"])
    getallen = [rij["congruentie"] for rij in uit["gemeenten"] if rij["congruentie"] is not None]
    assert uit["gemiddelde"] == pytest.approx(sum(getallen) / len(getallen), abs=1e-6)
    assert [een["naam"] for een in uit["indelingen"]] == ["PO", "VO", "jeugdregio"]
    json.dumps(uit, allow_nan=False)


@pytest.mark.parametrize("keuze", [[], ["PO"], ["PO", "po"]])
def test_one_division_has_nothing_to_agree_with(keuze: list[str], stand: Stand) -> None:
    with pytest.raises(Vraagfout, match="twee verschillende"):
        gemeenten(stand, DAG, keuze)


def test_open_gemeenten_are_nobodys_fellow(stand: Stand) -> None:
    """On this day it is not known whether Weesp and Wijdemeren had changed jeugdregio."""
    uit = gemeenten(stand, "2020-01-01", ["PO", "jeugdregio"])
    per_naam = {rij["naam"]: rij for rij in uit["gemeenten"]}
    assert (per_naam["Hilversum"]["congruentie"], len(per_naam["Hilversum"]["ergens"])) == (0.8, 5)
    dicht = {per_naam[naam]["code"] for naam in ("Weesp", "Wijdemeren")}
    assert not any(dicht & {*rij["overal"], *rij["ergens"]} for rij in uit["gemeenten"])
    assert all(per_naam[naam]["congruentie"] is None for naam in ("Weesp", "Wijdemeren"))
    tekst = next(een["tekst"] for een in uit["opmerkingen"] if een["code"] == "grond-buiten-de-telling")
    assert "Weesp en Wijdemeren" not in tekst and "Weesp" in tekst and "nergens mee" in tekst
    assert "geen grond heeft waarvan het gebied vaststaat" in uit["definitie"]


def codes(uit: dict[str, Any]) -> list[str]:
    return [een["code"] for een in uit["opmerkingen"]]


def test_ground_that_does_not_count_is_told(stand: Stand) -> None:
    assert "grond-buiten-de-telling" in codes(gemeenten(stand, "2018-03-01", ["PO", "jeugdregio"]))
    assert codes(gemeenten(stand, DAG, ["jeugdregio-2015", "rmc"])) == []
    assert gemeenten(stand, DAG, ["jeugdregio-2015", "rmc"])["regeling"] is None
