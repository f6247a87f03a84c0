"""Half a file with pupils: told when it is loaded, and with every answer that counts by it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from regio.bronnen.rijen import Feiten, LeerlingRij
from regio.congruentie import dienst
from regio.congruentie.dekking import dekking
from regio.congruentie.gewichten import gewicht, onvolledig
from regio.congruentie.tabel import als_csv, van_paar
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from tests.regio.minigrond import minigrond

DAG = "2015-04-23"
Json = dict[str, Any]
Maak = Callable[[Iterable[str]], Stand]


def _rijen(pc4s: Iterable[str], sector: str = "PO") -> tuple[LeerlingRij, ...]:
    return tuple(LeerlingRij(pc4, sector, 10, 2024, "DUO") for pc4 in pc4s)


def test_a_file_with_every_postcode_needs_no_word(feiten: Feiten) -> None:
    alle = sorted({rij.pc4 for rij in feiten.bouwstenen})
    assert dekking(replace(feiten, leerlingen=_rijen(alle))) == []
    assert dekking(feiten) == []


def test_half_a_file_names_who_has_no_count(feiten: Feiten, stand: Stand) -> None:
    """Against the edition, in which each bouwsteen has its region of the latest version."""
    po = stand.indeling("PO", date(2015, 4, 23))
    van: dict[str, set[str]] = {}
    for nummer, plek in enumerate(stand.plekken):
        if len(po[nummer]) == 1:
            van.setdefault(po[nummer][0], set()).add(stand.pc4s[plek])
    half = set(stand.pc4s[:2000])
    zonder = [swv for swv, pc4s in sorted(van.items()) if not pc4s & half]
    weinig = [swv for swv, pc4s in sorted(van.items()) if 0 < 2 * len(pc4s & half) < len(pc4s)]
    assert zonder and weinig
    assert dekking(replace(feiten, leerlingen=_rijen(half))) == [
        "Let op: van 2.069 van de 4.069 postcodes staat er geen aantal leerlingen PO in het bestand; die tellen als "
        f"nul. Geen enkel aantal voor {', '.join(zonder)}. Voor minder dan de helft van de postcodes een aantal: "
        f"{', '.join(weinig)}."
    ]


def test_every_sector_has_its_own_sentence(feiten: Feiten) -> None:
    alle = sorted({rij.pc4 for rij in feiten.bouwstenen})
    (zin,) = dekking(replace(feiten, leerlingen=_rijen(alle) + _rijen(alle[1:], "VO")))
    assert zin.startswith("Let op: van 1 van de 4.069 postcodes staat er geen aantal leerlingen VO")


@pytest.fixture(scope="module")
def met(mini: Feiten) -> Maak:
    """Mini-Nederland in which some postcodes have ten pupils of PO, and every one has some of VO."""

    def maak(pc4s: Iterable[str]) -> Stand:
        alle = {rij.pc4 for rij in mini.bouwstenen}
        opbouw = Opbouw(replace(mini, leerlingen=_rijen(pc4s) + _rijen(alle, "VO")))
        return Stand(Sectiebestand(memoryview(inhoud(secties_van(opbouw, minigrond(opbouw.feiten))))))

    return maak


def _codes(antwoord: Json) -> list[str]:
    return [een["code"] for een in antwoord["opmerkingen"]]


def test_every_answer_says_that_counts_are_missing(met: Maak) -> None:
    stand = met(["1001", "1002"])
    alle = len(stand.pc4s)
    antwoorden = [
        dienst.paar(stand, "PO", "jeugdregio", DAG, "leerlingen"),
        dienst.paar(stand, "PO", "VO", DAG, "leerlingen"),
        dienst.regio(stand, "PO", "jeugdregio", "PO9001", DAG, "leerlingen"),
        dienst.matrix(stand, DAG, "leerlingen"),
        dienst.tijdreeks(stand, "PO", "leerlingen"),
    ]
    for antwoord in antwoorden:
        (tekst,) = (een["tekst"] for een in antwoord["opmerkingen"] if een["code"] == "aantallen-onvolledig")
        assert tekst.startswith(f"Van {alle - 2} van de {alle} postcodes ontbreekt het aantal leerlingen")
        assert "zeggen daardoor weinig" in tekst
    assert "aantallen-onvolledig" not in _codes(dienst.paar(stand, "VO", "jeugdregio", DAG, "leerlingen"))


def test_one_postcode_in_a_hundred_may_be_missing(stand: Stand, met: Maak) -> None:
    alle = met([]).pc4s
    heel = met(alle)
    assert onvolledig(heel, gewicht(heel, "leerlingen")) == []
    bijna = met(alle[1:])
    assert [een["code"] for een in onvolledig(bijna, gewicht(bijna, "leerlingen", ("PO",)))] == ["aantallen-onvolledig"]
    for weging in ("kinderen", "inwoners", "oppervlakte", "bouwstenen"):
        assert onvolledig(stand, gewicht(stand, weging)) == []


def test_of_a_region_that_weighs_nothing_nothing_is_said(met: Maak) -> None:
    antwoord = dienst.paar(met(["1001"]), "PO", "jeugdregio", DAG, "leerlingen")
    json.dumps(antwoord, allow_nan=False)
    leeg = [rij for rij in antwoord["regios"] if not rij["gewicht"]]
    gevuld = [rij for rij in antwoord["regios"] if rij["gewicht"]]
    assert {rij["oordeel"] == "zonder gebied" for rij in leeg} == {True, False} and gevuld
    for rij in leeg:
        assert [rij[veld] for veld in ("inhomogeniteit", "jaccard", "aandeelTeVerplaatsen")] == [None] * 3
        assert {partner["aandeel"] for partner in rij["partners"]} <= {None}
        assert (rij["teVerplaatsen"] is None) == (rij["bouwstenen"] == 0)
    assert all(rij["jaccard"] > 0 and rij["inhomogeniteit"] is not None for rij in gevuld)
    regels = als_csv(van_paar(antwoord)).splitlines()
    kop = regels[0].split(",")
    (landelijk,) = (regel.split(",") for regel in regels if ",PO0001," in regel)
    assert landelijk[kop.index("jaccard")] == landelijk[kop.index("te_verplaatsen")] == ""
