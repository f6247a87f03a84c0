"""The circuit breaker, with a clock of our own."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from regio.adressen.onderbreker import Onderbreker


class Klok:
    nu = 1000.0

    def __call__(self) -> float:
        return self.nu


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def onderbreker(klok: Klok) -> Onderbreker:
    return Onderbreker(grens=3, pauze=30.0, klok=klok)


def mislukken(onderbreker: Onderbreker, keren: int) -> None:
    for _ in range(keren):
        assert onderbreker.mag()
        onderbreker.mislukt()


def test_gaat_open_na_de_grens(onderbreker: Onderbreker) -> None:
    mislukken(onderbreker, 2)
    assert onderbreker.mag()
    onderbreker.mislukt()
    assert onderbreker.open
    assert not onderbreker.mag()


def test_een_succes_ertussen_begint_opnieuw(onderbreker: Onderbreker) -> None:
    mislukken(onderbreker, 2)
    onderbreker.gelukt()
    mislukken(onderbreker, 2)
    assert not onderbreker.open


def test_na_de_pauze_mag_er_een(onderbreker: Onderbreker, klok: Klok) -> None:
    mislukken(onderbreker, 3)
    klok.nu += 29.9
    assert not onderbreker.mag()
    klok.nu += 0.1
    assert onderbreker.mag()
    assert not onderbreker.mag()
    onderbreker.gelukt()
    assert onderbreker.mag()
    assert not onderbreker.open


def test_mislukte_proef_sluit_opnieuw_af(onderbreker: Onderbreker, klok: Klok) -> None:
    mislukken(onderbreker, 3)
    klok.nu += 30
    assert onderbreker.mag()
    onderbreker.mislukt()
    klok.nu += 29
    assert not onderbreker.mag()
    klok.nu += 1
    assert onderbreker.mag()


def test_proef_zonder_bericht_houdt_niemand_eeuwig_tegen(onderbreker: Onderbreker, klok: Klok) -> None:
    mislukken(onderbreker, 3)
    klok.nu += 30
    assert onderbreker.mag()
    klok.nu += 30
    assert onderbreker.mag()


def test_gevraagde_pauze_geldt_meteen(onderbreker: Onderbreker, klok: Klok) -> None:
    onderbreker.mislukt(pauze=60.0)
    klok.nu += 59
    assert not onderbreker.mag()
    klok.nu += 1
    assert onderbreker.mag()


def test_korte_gevraagde_pauze_verkort_de_rust_niet(onderbreker: Onderbreker, klok: Klok) -> None:
    mislukken(onderbreker, 2)
    onderbreker.mislukt(pauze=1.0)
    klok.nu += 29
    assert not onderbreker.mag()


def test_van_vele_draden_mag_er_een(onderbreker: Onderbreker, klok: Klok) -> None:
    mislukken(onderbreker, 3)
    klok.nu += 30
    start, toegelaten = Barrier(8), []

    def probeer() -> None:
        start.wait()
        toegelaten.append(onderbreker.mag())

    draden = [Thread(target=probeer) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert toegelaten.count(True) == 1
