"""The files that a user brings: read whole, every fault told with its line, nothing made of half a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from regio.congruentie.getallen import heel
from regio.fouten import Fout, Vraagfout
from regio.scenario.beeld import Basis
from regio.scenario.bestand import MEESTE_BYTES, Kolommen, Rij, fout_op, heel_bestand, lees_rijen, lees_tekst
from regio.scenario.zetten import SECTOREN
from regio.tekstbestand import als_utf8

MEESTE_FOUTEN = 50
MEESTE_REGELS = 400_000  # more rows do not go into the bytes that a file may have
T = TypeVar("T")
_PC4 = re.compile(r"[1-9]\d{3}", re.ASCII)
_GETAL = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file as it was brought: what it is called, and its bytes."""

    naam: str
    inhoud: bytes


class Foutenlijst(list[Fout]):
    """Faults: the first ``MEESTE_FOUTEN`` are kept, the others only counted in ``rest``."""

    rest = 0

    def append(self, fout: Fout) -> None:
        """Take one fault."""
        if len(self) < MEESTE_FOUTEN:
            super().append(fout)
        else:
            self.rest += 1

    def meld(self, rij: Rij, code: str, melding: str) -> None:
        """Take a fault of a row."""
        self.append(fout_op(rij.regel, code, melding))

    def als_vraagfout(self) -> Vraagfout:
        """All of them as one error."""
        slot = heel_bestand("meer-fouten", f"En nog {heel(self.rest)} fouten.").fouten if self.rest else ()
        return Vraagfout(*self, *slot)


def lees(bestand: Bestand, kolommen: Kolommen, maak: Callable[[Rij, Foutenlijst], T | None]) -> list[T]:
    """What ``maak`` makes of every row, in order. Raises Vraagfout with every fault and its line."""
    if len(bestand.inhoud) > MEESTE_BYTES:
        raise heel_bestand("te-groot", f"Het bestand is groter dan {MEESTE_BYTES // 1_000_000} MB.")
    fouten = Foutenlijst()
    rijen = lees_rijen(lees_tekst(als_utf8(bestand.inhoud)), kolommen, fouten, MEESTE_REGELS)
    uit = [een for rij in rijen if (een := maak(rij, fouten)) is not None]
    if fouten:
        raise fouten.als_vraagfout()
    if not uit:
        raise heel_bestand("geen-rijen", "Onder de kop staat geen enkele rij.")
    return uit


def lees_postcode(basis: Basis, rij: Rij, kolom: str, fouten: Foutenlijst) -> int | None:
    """The hoofddeel of the postcode in a cell: the ground under which the law lists it; None and a fault without."""
    cel = rij.cellen[kolom].strip()
    delen = basis.op_pc4.get(cel)
    if delen:
        return delen[0]
    if _PC4.fullmatch(cel):
        fouten.meld(rij, "postcode-onbekend", f"postcode {cel} in kolom {kolom} is niet bekend.")
    else:
        fouten.meld(rij, "postcode-vorm", f"in kolom {kolom} hoort een postcode van vier cijfers, zoals 9471.")
    return None


def lees_getal(rij: Rij, kolom: str, fouten: Foutenlijst) -> int | None:
    """The whole number in a cell; None and a fault when it is none."""
    cel = rij.cellen[kolom].strip()
    if _GETAL.fullmatch(cel):
        return int(cel)
    fouten.meld(rij, "geen-getal", f"in kolom {kolom} hoort een heel getal, zonder punten of komma's.")
    return None


def lees_sectoren(rij: Rij, fouten: Foutenlijst, *, leeg_mag: bool) -> tuple[str, ...] | None:
    """The sectors that a row is about: both where the file has no column for it, or an empty cell that may be."""
    cel = rij.cellen.get("sector", "").strip().upper()
    if cel in SECTOREN:
        return (cel,)
    if not cel and (leeg_mag or "sector" not in rij.cellen):
        return SECTOREN
    fouten.meld(rij, "sector", "in kolom sector hoort PO of VO.")
    return None
