"""The encoding of a file of a user, found from its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from regio.fouten import RegioFout
from regio.tekstbestand import vind_codering


@pytest.mark.parametrize(
    ("inhoud", "codering"),
    [
        (b"", "utf-8"),
        (b"Almere", "utf-8"),
        ("Súd".encode(), "utf-8"),
        ("Súd".encode("utf-8-sig"), "utf-8-sig"),
        ("Súd".encode("cp1252"), "cp1252"),
        (b"a" * ((1 << 20) - 1) + "ú".encode(), "utf-8"),
        (b"a" * (1 << 21) + b"\xc3", "cp1252"),
        (b"a" * (1 << 21) + b"\0", None),
        ("Almere".encode("utf-16"), None),
    ],
)
def test_the_encoding_is_that_of_the_whole_file(tmp_path: Path, inhoud: bytes, codering: str | None) -> None:
    pad = tmp_path / "in.csv"
    pad.write_bytes(inhoud)
    assert vind_codering(pad) == codering


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RegioFout, match="kan niet worden gelezen"):
        vind_codering(tmp_path)
