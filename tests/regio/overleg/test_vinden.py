"""Which gemeente or SWV somebody means, and who came in the place of a gemeente."""

from __future__ import annotations

import pytest

from regio.overleg.vinden import bestaat, gevonden, in_de_plaats, laatste_dag
from regio.stand.stand import Stand
from regio.zoeken.register import register_van
from regio.zoeken.swv import bekende_swvs

DAG = "2026-11-22"


@pytest.mark.parametrize(
    ("wie", "codes"),
    [
        ("tynaarlo", ["GM1730"]),
        (" gm1730 ", ["GM1730"]),
        ("vo2001", ["VO2001"]),
        ("VO9999", []),
        ("Bergen", ["GM0373", "GM0893"]),
        ("Haaren", ["GM0788"]),
        ("", []),
        ("bestaat niet", []),
    ],
)
def test_a_code_or_a_name_is_enough(stand: Stand, wie: str, codes: list[str]) -> None:
    assert gevonden(stand, wie, DAG) == codes


def test_an_swv_is_found_by_the_name_that_a_source_gives(stand: Stand) -> None:
    namen = {code: rij["naam"] for code, rij in bekende_swvs(stand).items() if rij["naam"]}
    assert namen
    for code, naam in namen.items():
        assert code in gevonden(stand, naam.upper(), DAG), naam


def test_everyone_who_is_no_more_has_somebody_in_its_place(stand: Stand) -> None:
    """Every former gemeente leads to gemeenten that exist, on the first day without it and today."""
    weg = [code for code, rij in register_van(stand).gemeenten.items() if rij["geldig_tot"] and rij["geldig_vanaf"]]
    assert len(weg) > 50
    for code in weg:
        for datum in (register_van(stand).gemeenten[code]["geldig_tot"], DAG):
            if datum <= DAG and not bestaat(stand, code, datum):
                er_nu = in_de_plaats(stand, code, datum)
                assert er_nu and all(bestaat(stand, een, datum) for een in er_nu), (code, datum)


def test_successors_are_those_of_the_day(stand: Stand) -> None:
    # Haaren went to four gemeenten, of which none ended since.
    assert in_de_plaats(stand, "GM0788", DAG) == ["GM0757", "GM0824", "GM0855", "GM0865"]
    assert laatste_dag(stand, "GM0788") == "2020-12-31"
    assert laatste_dag(stand, "GM1730") is None
    # Before Meierijstad there were Schijndel, Sint-Oedenrode and Veghel.
    assert in_de_plaats(stand, "GM1948", "2014-01-01") == ["GM0844", "GM0846", "GM0860"]
