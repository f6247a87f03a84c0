"""The tables of the facts as text: their header and rows, and the bytes of a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from regio.bronnen.wisselen import pad_van

Rij = dict[str, str]


def lees_rijen(map_: Path, naam: str) -> tuple[list[str], list[Rij]]:
    """The header and the rows of a table, as text."""
    with pad_van(map_, naam).open(encoding="utf-8", newline="") as invoer:
        tabel = csv.DictReader(invoer, strict=True)
        rijen = [dict(rij) for rij in tabel]
        return list(tabel.fieldnames or ()), rijen


def als_bytes(kop: Sequence[str], rijen: Iterable[Mapping[str, str]]) -> bytes:
    """A table as its file has it."""
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, kop, lineterminator="\n")
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return uit.getvalue().encode()


def als_cellen(waarden: Iterable[object]) -> list[str]:
    """Values as the tables write them."""
    return [{True: "ja", False: "nee"}[een] if isinstance(een, bool) else str(een) for een in waarden]
