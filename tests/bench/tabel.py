"""The table of figures: its rows, how it is printed, and how it gets into the README."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN, EIND = "<!-- bench:begin -->", "<!-- bench:end -->"
KOP = ("what", "ours", "baseline", "ratio", "target", "reached")


@dataclass(frozen=True, slots=True)
class Regel:
    """One figure beside its baseline; ``gehaald`` is None where nothing is asked."""

    wat: str
    onze: str
    basis: str
    verhouding: str
    doel: str
    gehaald: bool | None

    @property
    def cellen(self) -> tuple[str, ...]:
        """The row as text, in the order of KOP."""
        oordeel = {True: "yes", False: "NO", None: "-"}[self.gehaald]
        return (self.wat, self.onze, self.basis, self.verhouding, self.doel, oordeel)


def minstens(wat: str, onze: str, basis: str, verhouding: float, doel: float) -> Regel:
    """A row whose ratio must be at least ``doel``."""
    return Regel(wat, onze, basis, f"{verhouding:.2f}x", f">= {doel:g}x", verhouding >= doel)


def hoogstens(wat: str, onze: str, basis: str, verhouding: float, doel: float) -> Regel:
    """A row whose ratio must be at most ``doel``."""
    return Regel(wat, onze, basis, f"{verhouding:.2f}x", f"<= {doel:g}x", verhouding <= doel)


def als_tekst(regels: Sequence[Regel]) -> str:
    """The table with padded columns, for a terminal."""
    rijen = [KOP, *(regel.cellen for regel in regels)]
    breedtes = [max(len(rij[kolom]) for rij in rijen) for kolom in range(len(KOP))]
    lijnen = ["  ".join(cel.ljust(breedte) for cel, breedte in zip(rij, breedtes, strict=True)) for rij in rijen]
    return "\n".join([lijnen[0], "  ".join("-" * breedte for breedte in breedtes), *lijnen[1:]])


def als_markdown(regels: Sequence[Regel]) -> str:
    """The table as Markdown."""
    rijen = [KOP, ("---",) * len(KOP), *(regel.cellen for regel in regels)]
    return "\n".join("| " + " | ".join(cel.replace("|", "/") for cel in rij) + " |" for rij in rijen)


def schrijf_in(readme: Path, bijschrift: str, regels: Sequence[Regel]) -> None:
    """Replace what stands between the markers of a README. Raises ValueError without markers."""
    tekst = readme.read_text(encoding="utf-8")
    voor, begin, rest = tekst.partition(BEGIN)
    _, eind, na = rest.partition(EIND)
    if not (begin and eind):
        raise ValueError(f"{readme.name} has no markers {BEGIN} and {EIND}")
    readme.write_text(f"{voor}{BEGIN}\n{bijschrift}\n\n{als_markdown(regels)}\n{EIND}{na}", encoding="utf-8")
