"""Faults of disk and database become one plain Dutch sentence with what to do."""

from __future__ import annotations

import errno
import sqlite3

import pytest
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from regio.fouten import Opslagfout
from regio.opslag.storingen import in_gewone_taal


class MetStaat(Exception):
    """A driver's error with an SQLSTATE."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("password=geheim")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("fout", "noemt"),
    [
        (OSError(errno.ENOSPC, "x"), "schijf is vol"),
        (OSError(errno.EROFS, "x"), "Geef schrijfrechten"),
        (OSError(errno.EIO, "Input/output error"), "misschien defect"),
        (OperationalError("s", {}, sqlite3.OperationalError("database is locked")), "bezet"),
        (
            OperationalError("s", {}, sqlite3.OperationalError("attempt to write a readonly database")),
            "Geef schrijfrechten",
        ),
        (DatabaseError("s", {}, sqlite3.DatabaseError("database disk image is malformed")), "reservekopie"),
        (DatabaseError("s", {}, MetStaat("53100")), "schijf is vol"),
        (DatabaseError("s", {}, MetStaat("53300")), "verbindingen"),
        (DatabaseError("s", {}, MetStaat("28P01")), "weigert de aanmelding"),
        (DatabaseError("s", {}, MetStaat("3D000")), "bestaat niet"),
        (DatabaseError("s", {}, MetStaat("42501")), "te weinig rechten"),
        (DatabaseError("s", {}, MetStaat("57P01")), "niet bereikbaar"),
        (DatabaseError("s", {}, MetStaat("22000")), "onverwachte fout"),
        (ArgumentError("x"), "onverwachte fout"),
    ],
)
def test_each_fault_says_what_to_do(fout: Exception, noemt: str) -> None:
    with pytest.raises(Opslagfout, match=noemt) as gevangen, in_gewone_taal("De proef"):
        raise fout
    assert str(gevangen.value).startswith("De proef is niet gelukt. ")
    assert "geheim" not in str(gevangen.value)


def test_other_errors_pass() -> None:
    with pytest.raises(KeyError), in_gewone_taal("De proef"):
        raise KeyError("x")
