"""The figures of the worked examples, counted again from the tables of the facts alone, without the product.

What a border moves is the difference of two figures in docs/scenario-voorbeelden.md; where a herindeling puts a
gemeente is the row of the annex of its postcodes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

Rij = dict[str, str]


def tabel(repo: Path, bestand: str) -> list[Rij]:
    """A table of the facts."""
    with (repo / "data" / bestand).open(encoding="utf-8", newline="") as invoer:
        return list(csv.DictReader(invoer))


@pytest.fixture(scope="module")
def bijlage(repo: Path) -> list[Rij]:
    """The annex of 2015: a row per postcode."""
    return tabel(repo, "swv/regeling_2015-04-23.csv")


@pytest.fixture(scope="module")
def kinderen(repo: Path) -> dict[str, int]:
    """Children of 12 to 17 years per postcode."""
    return {rij["pc4"]: int(rij["kinderen_12_17"] or 0) for rij in tabel(repo, "postcodes/postcodes.csv")}


@pytest.fixture(scope="module")
def verschillen(repo: Path) -> dict[tuple[str, str], int]:
    """Per example and SWV what the docs say that a move does to its children."""
    uit, naam = {}, ""
    for regel in (repo / "docs/scenario-voorbeelden.md").read_text(encoding="utf-8").splitlines():
        cellen = [cel.strip(" `") for cel in regel.strip("|").split("|")]
        if len(cellen) == 6 and re.fullmatch(r"VO\d{4}", cellen[3]):
            naam = cellen[0] or naam
            voor, na = (int(cel.replace(".", "")) for cel in cellen[4:])
            uit[naam, cellen[3]] = na - voor
    return uit


def som(kinderen: dict[str, int], postcodes: Iterable[str]) -> int:
    """The children of some postcodes."""
    return sum(kinderen[pc4] for pc4 in postcodes)


def in_bijlage(bijlage: list[Rij], gemeente: str, sector: str, swv: str) -> set[str]:
    """The postcodes of a gemeente that the annex puts in an SWV."""
    return {rij["pc4"] for rij in bijlage if rij["gemeente"] == gemeente and rij[sector.lower()] == swv}


def test_tynaarlo(bijlage: list[Rij], kinderen: dict[str, int], verschillen: dict[tuple[str, str], int]) -> None:
    grond = in_bijlage(bijlage, "Tynaarlo", "VO", "VO2001")
    assert grond == {"9471", "9472", "9473", "9474", "9475"}
    assert verschillen["tynaarlo-heel", "VO2201"] == som(kinderen, grond) == -verschillen["tynaarlo-heel", "VO2001"]


def test_bergen(bijlage: list[Rij], kinderen: dict[str, int], verschillen: dict[tuple[str, str], int]) -> None:
    grond = in_bijlage(bijlage, "Bergen (L.)", "VO", "VO2507")
    assert grond == {"5851", "5853", "5854", "5855", "5856"}
    assert in_bijlage(bijlage, "Bergen (L.)", "PO", "PO3101") == grond
    assert verschillen["bergen-l-terug", "VO3101"] == som(kinderen, grond) == -verschillen["bergen-l-terug", "VO2507"]


def test_midden_delfland(repo: Path, kinderen: dict[str, int], verschillen: dict[tuple[str, str], int]) -> None:
    """Not split for VO in the first version; split by postcode in the second."""
    eerst, later = (
        [rij for rij in tabel(repo, f"swv/regeling_{versie}.csv") if (rij["sector"], rij["gemeente"]) == zoek]
        for versie, zoek in (("2013-01-01", ("VO", "Midden-Delfland")), ("2013-10-01", ("VO", "Midden-Delfland")))
    )
    assert [(rij["swv"], rij["postcodes_wel"], rij["postcodes_niet"]) for rij in eerst] == [("VO2811", "", "")]
    assert {rij["swv"] for rij in later} == {"VO2809", "VO2811"}
    grond = ("2635", "2636")
    paar = verschillen["midden-delfland-2013", "VO2809"], verschillen["midden-delfland-2013", "VO2811"]
    assert paar == (som(kinderen, grond), -som(kinderen, grond))


def test_vo2512_stands_in_no_version(repo: Path) -> None:
    for versie in ("2013-01-01", "2013-10-01"):
        codes = {rij["swv"] for rij in tabel(repo, f"swv/regeling_{versie}.csv")}
        assert "VO2502" in codes and not {"VO2512", "VO2304", "VO2306"} & codes
    codes = {rij["vo"] for rij in tabel(repo, "swv/regeling_2015-04-23.csv")}
    assert "VO2502" in codes and not {"VO2512", "VO2304", "VO2306"} & codes


GEVALLEN = [
    ("Weesp", {"1381", "1382", "1383"}, "PO2709", "VO2710"),
    ("Amsterdam", {"1011"}, "PO2707", "VO2708"),
    ("Wijdemeren", {"1231", "1241", "1243", "1244", "1394", "3625"}, "PO2709", "VO2710"),
    ("Hilversum", {"1211"}, "PO2709", "VO2710"),
    ("Haaren", {"5074", "5076", "5268", "5296"}, "PO3005", "VO3005"),
    ("Oisterwijk", {"5061"}, "PO3004", "VO3004"),
    ("Tilburg", {"5011"}, "PO3004", "VO3004"),
    ("Boxtel", {"5281"}, "PO3005", "VO3005"),
    ("Vught", {"5261"}, "PO3005", "VO3005"),
    ("Brielle", {"3231"}, "PO2808", "VO2812"),
    ("Hellevoetsluis", {"3221"}, "PO2808", "VO2812"),
    ("Westvoorne", {"3235"}, "PO2808", "VO2812"),
]


@pytest.mark.parametrize(("gemeente", "postcodes", "po", "vo"), GEVALLEN)
def test_where_the_annex_puts_the_gemeenten_of_the_cases(
    bijlage: list[Rij], gemeente: str, postcodes: set[str], po: str, vo: str
) -> None:
    assert postcodes <= in_bijlage(bijlage, gemeente, "PO", po) & in_bijlage(bijlage, gemeente, "VO", vo)


def test_krimpenerwaard_lies_in_two_swvs_for_vo(repo: Path, bijlage: list[Rij], kinderen: dict[str, int]) -> None:
    """The annex of 2015 knows the gemeente; the shares are those of docs/herindelingen.md."""
    delen = {swv: in_bijlage(bijlage, "Krimpenerwaard", "VO", swv) for swv in ("VO2802", "VO2810")}
    assert delen["VO2810"] == {"2931", "2941"} and "2872" in delen["VO2802"]
    alle = {rij["pc4"] for rij in bijlage if rij["gemeente"] == "Krimpenerwaard"}
    assert alle == delen["VO2802"] | delen["VO2810"] == in_bijlage(bijlage, "Krimpenerwaard", "PO", "PO2814")
    blad = (repo / "docs/herindelingen.md").read_text(encoding="utf-8")
    aandelen = [100 * som(kinderen, deel) / som(kinderen, alle) for deel in delen.values()]
    cel = f"VO2802 {aandelen[0]:.1f} %, VO2810 {aandelen[1]:.1f} %".replace(".", ",")
    assert f"| {cel} |" in blad
