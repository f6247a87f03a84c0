"""Who sits at which table: drawn cases, and the law's own table recounted from its rows."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from regio.overleg.landelijk import alle_tafels
from regio.overleg.tafels import tafels
from regio.overleg.tellen import aandeel, inwoners, kinderen, postcodes
from regio.stand.stand import Stand
from tests.regio.mini import A, B, C, D, F, H

IN_2015 = "2015-04-23"


def _op(stand: Stand, datum: str) -> int:
    return stand.toestand_nr(date.fromisoformat(datum))


def test_a_split_gemeente_sits_at_both_tables_of_a_sector(mini_stand: Stand) -> None:
    alle = tafels(mini_stand, _op(mini_stand, IN_2015))
    plaatsen = {plaats.swv: postcodes(mini_stand, plaats.zeker) for plaats in alle.van_gemeente(A, "PO")}
    assert plaatsen == {"PO9001": ["1001", "1002"], "PO9002": ["2001", "2003", "3002"]}
    assert [plaats.swv for plaats in alle.van_gemeente(C, "VO")] == ["VO9001"]


def test_a_part_of_a_postcode_without_addresses_gives_no_place(mini_stand: Stand) -> None:
    # 3003 lies for a part in A, but its addresses stand under D.
    alle = tafels(mini_stand, _op(mini_stand, IN_2015))
    assert "3003" not in {pc4 for plaats in alle.van_gemeente(A, "PO") for pc4 in postcodes(mini_stand, plaats.zeker)}
    assert "3003" in postcodes(mini_stand, alle.hoofddelen[D])


def test_ground_without_an_swv_gives_no_table(mini_stand: Stand) -> None:
    # 5004 reads Europoort: H sits at no table for it, and keeps the table of its other ground.
    plaatsen = tafels(mini_stand, _op(mini_stand, IN_2015)).van_gemeente(H, "PO")
    assert [(plaats.swv, postcodes(mini_stand, plaats.zeker)) for plaats in plaatsen] == [("PO9002", ["4004", "5003"])]


def test_ground_between_two_maps_gives_a_possible_place(mini_stand: Stand) -> None:
    # 2004 went from D to B on a day nobody knows: PO9002, where B has nothing else, is possible for B only.
    alle = tafels(mini_stand, _op(mini_stand, "2018-06-01"))
    plaats = alle.per_gemeente[B]["PO9002"]
    assert plaats.zeker == () and postcodes(mini_stand, plaats.misschien) == ["2004"]
    assert alle.per_gemeente[D]["PO9002"].zeker


def test_both_sides_tell_the_same(stand: Stand) -> None:
    for nummer in (_op(stand, IN_2015), _op(stand, "2026-11-22")):
        alle = tafels(stand, nummer)
        van = {(gm, swv): plaats for gm, rij in alle.per_gemeente.items() for swv, plaats in rij.items()}
        naar = {(gm, swv): plaats for swv, rij in alle.per_swv.items() for gm, plaats in rij.items()}
        assert van == naar
        for sector in ("PO", "VO"):
            for gemeente, hoofd in alle.hoofddelen.items():
                zeker = [nr for plaats in alle.van_gemeente(gemeente, sector) for nr in plaats.zeker]
                assert len(zeker) == len(set(zeker)) and set(zeker) <= set(hoofd)


def test_the_tables_of_2015_are_those_of_the_law(stand: Stand, repo: Path) -> None:
    """Recounted from the rows of the annex: gemeente by name, and its codes."""
    wet: dict[tuple[str, str], set[str]] = defaultdict(set)
    with (repo / "data/swv/regeling_2015-04-23.csv").open(encoding="utf-8", newline="") as invoer:
        for rij in csv.DictReader(invoer):
            for sector, code in (("PO", rij["po"]), ("VO", rij["vo"])):
                if code.startswith(sector):
                    wet[rij["gemeente"], sector].add(code)
    assert len({gemeente for gemeente, _ in wet}) == 393
    zicht = stand.zicht(_op(stand, IN_2015))
    alle = tafels(stand, zicht.nummer)
    # The law writes one name without its accent; two codes stand under postcodes newer than the law.
    anders = {"Súdwest-Fryslân": "Sudwest Fryslan"}
    for code in alle.hoofddelen:
        naam = str(zicht.naam("gemeente", code))
        for sector in ("PO", "VO"):
            eigen = {plaats.swv for plaats in alle.van_gemeente(code, sector) if plaats.zeker}
            assert eigen == wet[anders.get(naam, naam), sector], (naam, sector)


@pytest.mark.parametrize(
    ("datum", "verdeling"), [(IN_2015, {2: 375, 3: 10, 4: 6, 5: 2}), ("2026-11-22", {2: 311, 3: 14, 4: 15, 5: 2})]
)
def test_the_number_of_tables_per_gemeente(stand: Stand, datum: str, verdeling: dict[int, int]) -> None:
    antwoord = alle_tafels(stand, datum)
    assert {rij["tafels"]: rij["gemeenten"] for rij in antwoord["verdeling"]} == verdeling
    assert sum(verdeling.values()) == antwoord["aantal"] == len(antwoord["gemeenten"])


def test_a_possible_table_is_named_and_not_counted(mini_stand: Stand) -> None:
    antwoord = alle_tafels(mini_stand, "2018-06-01")
    rij = next(rij for rij in antwoord["gemeenten"] if rij["code"] == B)
    assert "PO9002" in rij["tafelsMisschien"] and "PO9002" not in rij["tafels"]
    assert rij["aantalTafels"] == len(rij["tafels"])
    assert [een["code"] for een in antwoord["opmerkingen"]] == ["open"]


def test_children_and_inhabitants_are_those_of_the_postcodes(stand: Stand, repo: Path) -> None:
    with (repo / "data/postcodes/postcodes.csv").open(encoding="utf-8", newline="") as invoer:
        rijen = {rij["pc4"]: rij for rij in csv.DictReader(invoer)}
    alle = tafels(stand, _op(stand, IN_2015))
    grond = alle.hoofddelen["GM1730"]
    pc4s = postcodes(stand, grond)
    assert inwoners(stand)(grond) == sum(int(rijen[pc4]["inwoners_2021"] or 0) for pc4 in pc4s) > 30_000
    assert kinderen(stand, "PO")(grond) == sum(int(rijen[pc4]["kinderen_4_11"] or 0) for pc4 in pc4s)
    assert kinderen(stand, "VO")(grond) == sum(int(rijen[pc4]["kinderen_12_17"] or 0) for pc4 in pc4s)


def test_a_share_of_nothing_is_none() -> None:
    assert aandeel(1, 3) == 0.3333 and aandeel(0, 0) is None


def test_a_gemeente_that_gives_all_its_ground_away_sits_nowhere(mini_stand: Stand) -> None:
    assert F in tafels(mini_stand, _op(mini_stand, IN_2015)).per_gemeente
    assert F not in tafels(mini_stand, _op(mini_stand, "2026-11-22")).per_gemeente
