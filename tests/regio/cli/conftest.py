"""Running the command as a user does, in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from regio.cli import hoofd


class Uitkomst(NamedTuple):
    """Exit status and what was written."""

    code: int
    uit: str
    fout: str

    @property
    def melding(self) -> str:
        """The one line on stderr of a command that failed and printed nothing."""
        assert (self.code, self.uit) == (1, ""), self
        (regel,) = self.fout.splitlines()
        assert self.fout == f"{regel}\n"
        return regel


Regio = Callable[..., Uitkomst]


@pytest.fixture
def regio(staatmap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Regio:
    """Runs ``regio`` with some arguments, over the real facts and without a geocoder."""
    for naam, waarde in (("REGIO_VAR", str(staatmap)), ("REGIO_GEOCODER", "geen"), ("COLUMNS", "120")):
        monkeypatch.setenv(naam, waarde)

    def draai(*woorden: object) -> Uitkomst:
        monkeypatch.setattr(sys, "argv", ["regio", *map(str, woorden)])
        code: object = 0
        try:
            hoofd()
        except SystemExit as einde:
            code = einde.code or 0
        uit, fout = capsys.readouterr()
        assert isinstance(code, int)
        return Uitkomst(code, uit, fout)

    return draai
