"""The moves that lead from one picture to another: the undo of any moves, or a whole table as moves.

Moves put ground certainly somewhere; ground that ends up without a region, or with several possible
ones, no move can express. That is left over, and told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from regio.scenario.beeld import Beeld
from regio.scenario.lagen import anders, uitgeschreven, zeker_in
from regio.scenario.toepassen import speel
from regio.scenario.verschil import Verschil, verschil
from regio.scenario.zetten import SECTOREN, Grond, Herindeel, Hernoem, Nieuw, Verplaats, VoegSamen, Zet


@dataclass(frozen=True, slots=True)
class Weg:
    """Moves from one picture to another; ``rest`` is what they leave different, empty when they go all the way."""

    zetten: tuple[Zet, ...]
    rest: Verschil


def zetten_tussen(van: Beeld, naar: Beeld) -> Weg:
    """Moves that bring a picture to another of the same bouwstenen; raises ValueError for other ones."""
    if van.basis.ids != naar.basis.ids:
        raise ValueError("de beelden gaan niet over dezelfde bouwstenen")
    zetten: list[Zet] = _gemeenten(van, naar)
    beeld = speel(van, zetten)
    for sector in SECTOREN:
        for stap in (_nieuw, _eindes, _grond, _namen):
            nieuwe = stap(beeld, naar, sector)
            beeld = speel(beeld, nieuwe)
            zetten += nieuwe
    return Weg(tuple(zetten), verschil(beeld, naar))


def grond_van(beeld: Beeld, nummers: Iterable[int]) -> Grond:
    """Some bouwstenen as ground: postcodes when those are whole, else by id."""
    eigen = sorted(nummers)
    pc4s = list(dict.fromkeys(beeld.basis.pc4s[nummer] for nummer in eigen))
    if sum(len(beeld.basis.op_pc4[pc4]) for pc4 in pc4s) == len(eigen):
        return Grond(postcodes=tuple(pc4s))
    return Grond(bouwstenen=tuple(beeld.basis.ids[nummer] for nummer in eigen))


def _verhuist(beeld: Beeld, naar: Beeld, laag: str) -> dict[str, list[int]]:
    """The bouwstenen that must go, by the region in which they will certainly lie."""
    uit: dict[str, list[int]] = defaultdict(list)
    for nummer in anders(beeld.lagen[laag], naar.lagen[laag]).tolist():
        codes = naar.lagen[laag][nummer]
        if len(codes) == 1:
            uit[codes[0]].append(nummer)
    return dict(sorted(uit.items()))


def _gemeenten(beeld: Beeld, naar: Beeld) -> list[Zet]:
    """Herindelingen on the peildatum: of ground, and of names alone."""
    datum = date.fromisoformat(beeld.basis.peildatum)
    grond = {code: grond_van(beeld, nummers) for code, nummers in _verhuist(beeld, naar, "gemeente").items()}
    for code, naam in naar.namen.items():
        if code.startswith("GM") and naam and beeld.namen.get(code, naam) != naam:
            grond.setdefault(code, Grond(gemeente=code))
    namen = {code: naar.namen.get(code) or "" for code in grond}
    return [Herindeel(datum=datum, naar=code, naam=namen[code], delen=(deel,)) for code, deel in grond.items()]


def _nieuw(beeld: Beeld, naar: Beeld, sector: str) -> list[Zet]:
    komt = [code for code in naar.verbanden(sector) if not beeld.bestaat(code)]
    grond = {code: zeker_in(naar.lagen[sector], code).tolist() for code in komt}
    return [
        Nieuw(sector=sector, nieuw=code, naam=naar.namen[code] or "", grond=grond_van(beeld, nummers))
        for code, nummers in grond.items()
        if nummers
    ]


def _eindes(beeld: Beeld, naar: Beeld, sector: str) -> list[Zet]:
    """SWVs that are no more go over into the one that gets most of their ground."""
    over = [code for code in naar.verbanden(sector) if beeld.bestaat(code)]
    return [
        VoegSamen(sector=sector, van=(code,), naar=_erfgenaam(beeld, naar, code, over))
        for code in beeld.verbanden(sector)
        if not naar.bestaat(code) and over
    ]


def _erfgenaam(beeld: Beeld, naar: Beeld, code: str, over: list[str]) -> str:
    sector = code[:2]
    codes = uitgeschreven(naar.lagen[sector])
    keren = Counter(c for nummer in zeker_in(beeld.lagen[sector], code).tolist() for c in codes[nummer] if c in over)
    return min(over, key=lambda een: (-keren[een], een))


def _grond(beeld: Beeld, naar: Beeld, sector: str) -> list[Zet]:
    return [
        Verplaats(sector=sector, grond=grond_van(beeld, nummers), naar=code)
        for code, nummers in _verhuist(beeld, naar, sector).items()
        if beeld.bestaat(code)
    ]


def _namen(beeld: Beeld, naar: Beeld, sector: str) -> list[Zet]:
    return [
        Hernoem(sector=sector, code=code, naam=naar.namen[code] or "")
        for code in naar.verbanden(sector)
        if beeld.bestaat(code) and beeld.namen[code] != naar.namen[code]
    ]
