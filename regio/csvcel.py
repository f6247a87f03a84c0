"""Tables as CSV of which no part is a formula, also where a spreadsheet cuts a cell in pieces.

RFC 4180 with commas. A Dutch Excel cuts at semicolons and does not heed quotes in the middle of a line, so
within a cell it begins another after a semicolon, a tab and the end of a line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# Signs without which a text needs no guard; looking for these first is fast.
_TEKENS = re.compile(r"[=+\-@\t\r\n]")


def _voor(teken: str) -> str:
    """Where a spreadsheet may begin a cell that is a formula, or drops what stands before one; ``teken`` is there."""
    return rf"""(?:\A|(?<=[;\t\r\n])){teken}(?=[ '"]*[=+\-@])|\A{teken}(?='*[\t\r\n])"""


_ONVEILIG, _BEWAAKT = re.compile(_voor("")), re.compile(_voor("'"))


def csv_tekst(kop: Sequence[str], rijen: Iterable[Sequence[str | float]]) -> str:
    """A header and rows as CSV, every text of the rows made safe; a number, also below zero, stays a number."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, lineterminator="\r\n")
    schrijver.writerow(kop)
    schrijver.writerows([veilig(cel) if isinstance(cel, str) else cel for cel in rij] for rij in rijen)
    return uit.getvalue()


def veilig(cel: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before whatever would begin one."""
    return _ONVEILIG.sub("'", cel) if _TEKENS.search(cel) else cel


def onveilig(cel: str) -> str:
    """The text as it was before ``veilig``, or in a file of when only the beginning of a cell was guarded."""
    return _BEWAAKT.sub("", cel) if _TEKENS.search(cel) else cel
