"""The sources of an answer: every file that it rests on, those that a user loaded and those of single cases too."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from regio.bronnen.rijen import Feiten, LeerlingRij
from regio.congruentie import dienst
from regio.congruentie.tabel import van_paar
from regio.stand.bestand import Sectiebestand, inhoud
from regio.stand.compileren import secties_van
from regio.stand.stand import Stand
from regio.stand.toestanden import Opbouw
from tests.regio.minigrond import minigrond

DAG = "2015-04-23"
RIJEN = (
    LeerlingRij("3003", "PO", 10, 2024, "gemeente Aadorp"),
    LeerlingRij("1001", "PO", 40, 2024, "DUO"),
    LeerlingRij("1001", "VO", 5, 2024, "DUO"),
)
CSV = "pc4,sector,leerlingen,jaar,bron\n1001,PO,40,2024,DUO\n1001,VO,5,2024,DUO\n3003,PO,10,2024,gemeente Aadorp\n"
WISSELS, NIEUW = "jeugdregios/wissels.csv", "swv/postcodes_na_regeling.csv"


@pytest.fixture(scope="module")
def met_leerlingen(mini: Feiten) -> Stand:
    """Mini-Nederland with pupils."""
    opbouw = Opbouw(replace(mini, leerlingen=RIJEN))
    return Stand(Sectiebestand(memoryview(inhoud(secties_van(opbouw, minigrond(opbouw.feiten))))))


def herkomst(uit: dict[str, Any], bestand: str) -> list[dict[str, Any]]:
    return [rij for rij in uit["herkomst"] if rij["bestand"] == bestand]


def test_loaded_pupils_are_a_source(met_leerlingen: Stand) -> None:
    uit = dienst.paar(met_leerlingen, "PO", "jeugdregio", DAG, "leerlingen")
    (rij,) = herkomst(uit, "leerlingen.csv")
    assert rij["wat"] == "weging: leerlingen" and "geladen door de beheerder" in rij["vindplaats"]
    assert (rij["autoriteit"], rij["jaar"], rij["licentie"]) == ("DUO; gemeente Aadorp", 2024, "niet bekend")
    assert rij["sha256"] == sha256(CSV.encode()).hexdigest()
    kop, cellen = van_paar(uit).kop, van_paar(uit).rijen[0]
    assert "Leerlingen: DUO; gemeente Aadorp, 2024 (niet bekend)" in str(cellen[kop.index("naamsvermelding")])
    assert not herkomst(dienst.paar(met_leerlingen, "PO", "jeugdregio", DAG, "kinderen"), "leerlingen.csv")
    for ander in (
        dienst.matrix(met_leerlingen, DAG, "leerlingen", ["PO"], ["VO"]),
        dienst.tijdreeks(met_leerlingen, "PO", "leerlingen"),
    ):
        assert herkomst(ander, "leerlingen.csv") == [rij]


def test_loaded_pupils_are_among_all_sources(met_leerlingen: Stand, mini_stand: Stand) -> None:
    (rij,) = [rij for rij in met_leerlingen.tabellen["bronnen"] if rij["bestand"] == "leerlingen.csv"]
    assert rij.keys() == mini_stand.tabellen["bronnen"][0].keys()
    assert "beheerder" in rij["bron"] and rij["verzameld_op"] is None
    assert all(rij["bestand"] != "leerlingen.csv" for rij in mini_stand.tabellen["bronnen"])


def test_many_sources_of_pupils_stay_short(mini: Feiten) -> None:
    rijen = tuple(LeerlingRij(str(1000 + nr), "PO", 1, 2024, f"{'school' * 30} {nr:03}") for nr in range(500))
    opbouw = Opbouw(replace(mini, leerlingen=rijen))
    stand = Stand(Sectiebestand(memoryview(inhoud(secties_van(opbouw, minigrond(opbouw.feiten))))))
    (rij,) = [rij for rij in stand.tabellen["bronnen"] if rij["bestand"] == "leerlingen.csv"]
    assert len(rij["autoriteit"]) < 1_100 and rij["autoriteit"].endswith("; en nog 495 bronnen")


def test_postcodes_newer_than_the_table_are_a_source_of_it(mini_stand: Stand) -> None:
    assert herkomst(dienst.paar(mini_stand, "PO", "gemeente", DAG, "bouwstenen"), NIEUW)
    assert not herkomst(dienst.paar(mini_stand, "PO", "gemeente", "2013-10-01", "bouwstenen"), NIEUW)
    assert not herkomst(dienst.paar(mini_stand, "jeugdregio", "gemeente", DAG, "bouwstenen"), NIEUW)


def test_gemeenten_that_changed_in_an_unknown_year_are_a_source_while_that_is_open(mini_stand: Stand) -> None:
    for datum, genoemd in ((DAG, False), ("2018-06-01", True), ("2025-06-01", False)):
        for uit in (
            dienst.paar(mini_stand, "jeugdregio", "PO", datum, "bouwstenen"),
            dienst.gemeenten(mini_stand, datum, ["jeugdregio", "PO"]),
        ):
            assert bool(herkomst(uit, WISSELS)) == genoemd, datum
    assert not herkomst(dienst.paar(mini_stand, "jeugdregio-2025", "PO", "2018-06-01", "bouwstenen"), WISSELS)
