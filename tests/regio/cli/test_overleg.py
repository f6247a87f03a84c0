"""``regio overleg``: tables for a gemeente and an SWV, JSON, files, and one plain line when it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regio.overleg.gemeente import overleg_van_gemeente
from regio.overleg.landelijk import alle_tafels
from regio.stand.stand import Stand

Regio = Any
DAG = ("--peildatum", "2026-11-22")


def test_a_gemeente_by_name_or_code(regio: Regio) -> None:
    klaar = regio("overleg", "Tynaarlo", *DAG)
    assert (klaar.code, klaar.fout) == (0, "")
    assert klaar.uit.startswith("OOGO van Tynaarlo (GM1730) op 2026-11-22\n")
    (regel,) = (regel for regel in klaar.uit.splitlines() if regel.startswith("VO2001") and "kinderen" in regel)
    assert regel.endswith(", 30,7 % van de kinderen van de gemeente")
    assert "PO2201 en jeugdregio Drenthe (JZ04): 3 van 11 andere gemeenten zitten in beide." in klaar.uit
    assert "PO2201 en RMC-regio Noord- en Midden Drenthe (RMC07): 3 van 4 andere gemeenten" in klaar.uit
    assert "onderwijsgeschillen.nl" in klaar.uit and "2030-05-01: OOGO afgerond" in klaar.uit
    assert regio("overleg", "gm1730", *DAG).uit == klaar.uit
    assert klaar.uit.splitlines()[-1].startswith("Regeling van 2015-04-23. Doorgetrokken uit de laatst bekende versie")


def test_numbers_have_points_between_the_thousands(regio: Regio, stand: Stand) -> None:
    tafel = overleg_van_gemeente(stand, "GM1730", "2026-11-22")["tafels"][0]
    groot = max(rij["kinderen"] for rij in tafel["gemeenten"])
    uit = regio("overleg", "GM1730", *DAG).uit
    assert groot >= 1000 and f" {groot // 1000}.{groot % 1000:03} " in uit
    assert str(groot) not in uit


def test_one_gemeente_is_not_told_in_the_plural(regio: Regio) -> None:
    assert "\n1 gemeente\n" in regio("overleg", "PO2303", *DAG).uit


def test_an_swv_by_code(regio: Regio) -> None:
    uit = regio("overleg", "vo2001", *DAG).uit
    assert uit.startswith("OOGO van VO2001") and "2 gemeenten" in uit and "Jeugdregio JZ01 Groningen: 95,0 %" in uit


def test_json_is_that_of_the_api(regio: Regio, stand: Stand) -> None:
    assert json.loads(regio("overleg", "GM1730", *DAG, "--json").uit) == overleg_van_gemeente(
        stand, "GM1730", "2026-11-22"
    )


@pytest.mark.parametrize(
    ("einde", "begin"), [("csv", b"\xef\xbb\xbfpeildatum"), ("xlsx", b"PK"), ("ics", b"BEGIN:VCALENDAR")]
)
def test_files_by_the_name_they_get(regio: Regio, tmp_path: Path, einde: str, begin: bytes) -> None:
    doel = tmp_path / f"overleg.{einde}"
    assert regio("overleg", "GM1730", *DAG, "--uit", doel).uit.startswith(f"Geschreven: {doel}")
    assert doel.read_bytes().startswith(begin)
    assert "bestaat al" in regio("overleg", "GM1730", *DAG, "--uit", doel).melding
    assert regio("overleg", "GM1730", *DAG, "--uit", doel, "--vervang").code == 0


def test_every_gemeente_at_once(regio: Regio, stand: Stand, tmp_path: Path) -> None:
    tafels = alle_tafels(stand, "2026-11-22")
    uit = regio("overleg", "--landelijk", *DAG).uit
    assert uit.startswith(f"De tafels van {tafels['aantal']} gemeenten op 2026-11-22\n")
    (regel,) = (regel for regel in uit.splitlines() if "Tynaarlo" in regel)
    assert regel.split() == ["GM1730", "Tynaarlo", "3", "PO2201,", "VO2001,", "VO2201"]
    assert json.loads(regio("overleg", "--landelijk", *DAG, "--json").uit) == tafels
    for einde, begin in ((".csv", b"\xef\xbb\xbfpeildatum"), (".xlsx", b"PK")):
        doel = tmp_path / f"tafels{einde}"
        assert regio("overleg", "--landelijk", *DAG, "--uit", doel).uit.startswith(f"Geschreven: {doel}")
        assert doel.read_bytes().startswith(begin)
        assert "bestaat al" in regio("overleg", "--landelijk", *DAG, "--uit", doel).melding


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (("Haaren", *DAG), "Haaren bestaat sinds 2021-01-01 niet meer. Vraag het overleg van"),
        (("Nergenshuizen",), "geef bijvoorbeeld GM1730 of VO2001"),
        (("VO9999",), "Geen samenwerkingsverband met code VO9999"),
        (("Bergen",), "Er zijn meer gemeenten met deze naam; kies GM0373"),
        (("GM1730", "--peildatum", "2012-12-31"), "2013-01-01"),
        ((), "of geef --landelijk voor alle gemeenten"),
        (("GM1730", "--landelijk"), "niet allebei"),
        (("--landelijk", "--uit", "overleg.ics"), "een naam die eindigt op .csv of .xlsx"),
        (("--landelijk", "--peildatum", "2012-12-31"), "2013-01-01"),
        (("GM1730", "--uit", "overleg.pdf"), "een naam die eindigt op .csv, .xlsx, .ics"),
    ],
)
def test_what_cannot_be_answered_is_one_line(regio: Regio, woorden: tuple[str, ...], melding: str) -> None:
    assert melding in regio("overleg", *woorden).melding
