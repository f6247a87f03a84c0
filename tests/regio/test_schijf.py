"""Faults of the disk are told in Dutch, whatever the system calls them."""

from __future__ import annotations

import errno
import os

import pytest

from regio.schijf import reden, zin


@pytest.mark.parametrize("nummer", sorted(errno.errorcode))
def test_no_fault_is_told_in_english(nummer: int) -> None:
    tekst = reden(OSError(nummer, os.strerror(nummer)))
    assert os.strerror(nummer) not in tekst
    assert tekst[0].islower() and not tekst.endswith(".")


def test_an_unknown_fault_keeps_its_name_for_who_must_look_it_up() -> None:
    assert reden(OSError(errno.ELOOP, "x")) == "het systeem geeft fout ELOOP"
    assert reden(OSError("x")) == "het systeem geeft fout zonder nummer"


def test_each_fault_says_what_to_do() -> None:
    assert zin(OSError(errno.ENOSPC, "x")) == "De schijf is vol. Maak ruimte vrij of kies een andere plek."
    assert "Geef schrijfrechten of kies met --naar" in zin(OSError(errno.EROFS, "x"), "kies met --naar een andere map")
