"""Sentences and tables on the screen, as wide as it is or as 120 characters."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

BREEDTE = 120
_TUSSEN = 3  # between columns


def regel(tekst: str) -> None:
    """Print a sentence, folded between words only: the name of a file stays one that can be copied."""
    gevouwen = textwrap.fill(tekst, BREEDTE, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    sys.stdout.write(gevouwen + "\n")


def tabel(
    titel: str,
    kop: Sequence[str],
    rijen: Iterable[Sequence[str]],
    rechts: Iterable[int] = (),
    *,
    vouwbaar: Collection[str] = (),
) -> None:
    """Print a table; columns named in ``vouwbaar`` may take several lines, those in ``rechts`` are numbers."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    uit = Table(title=titel or None, title_justify="left", title_style="", box=box.SIMPLE_HEAD, pad_edge=False)
    # Names may be anybody's: no markup, no emoji.
    console = Console(width=None if sys.stdout.isatty() else BREEDTE, markup=False, emoji=False, highlight=False)
    cellen, getallen = list(rijen), set(rechts)
    breedtes = [_breedte(nummer, naam, cellen, vouwbaar) for nummer, naam in enumerate(kop)]
    past = sum(breedtes) + _TUSSEN * len(kop) <= console.width
    ruim = [max(len(naam), *(len(rij[nummer]) for rij in cellen), 0) for nummer, naam in enumerate(kop)]
    krap = sum(ruim) + _TUSSEN * len(kop) > console.width
    for nummer, naam in enumerate(kop):
        kant: Literal["left", "right"] = "right" if nummer in getallen else "left"
        breedte = breedtes[nummer] if past else None
        # A width that is fixed is left alone where the table has to shrink.
        vast, minst = (breedte, None) if krap and naam not in vouwbaar else (None, breedte)
        uit.add_column(naam, justify=kant, overflow="fold", width=vast, min_width=minst)
    for rij in cellen:
        uit.add_row(*rij)
    with console.capture() as beeld:
        console.print(uit)
    sys.stdout.write("".join(f"{lijn.rstrip()}\n" for lijn in beeld.get().splitlines()))


def _breedte(nummer: int, naam: str, cellen: Sequence[Sequence[str]], vouwbaar: Collection[str]) -> int:
    """What a column needs: its longest cell, or where cells may take several lines the longest word above it."""
    hoogste = max((len(woord) for woord in naam.split()), default=0)
    return hoogste if naam in vouwbaar else max([hoogste, *(len(rij[nummer]) for rij in cellen)])
