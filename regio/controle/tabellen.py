"""Checks of a version in the form of a table of postcodes: names, misprints, and ground that it does not list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from regio.bevinding import Bevinding
from regio.bronnen.rijen import RegelingPostcode, Versie
from regio.regeling import celcorrecties, eerste_tabel, is_code_van
from regio.stand.toestanden import Opbouw

_MEESTE = 10


def controleer(opbouw: Opbouw, versie: Versie) -> Iterator[Bevinding]:
    """Every finding on the rows of a table."""
    rijen = [rij for rij in opbouw.feiten.regeling_postcodes if rij.versie == versie.versie]
    waar = f"versie {versie.versie}"
    for pc4, aantal in Counter(rij.pc4 for rij in rijen).items():
        if aantal > 1:
            yield Bevinding("fout", "postcode-dubbel", waar, f"{pc4} staat er {aantal} keer in.", "Geweigerd.")
    bekend = {rij.pc4 for rij in opbouw.feiten.bouwstenen}
    for rij in rijen:
        if rij.pc4 not in bekend:
            wat = f"Rij {rij.rij}: {rij.pc4} staat niet in de lijst van bouwstenen."
            yield Bevinding("fout", "postcode-zonder-bouwsteen", waar, wat, "De editie is geweigerd.")
    yield from _namen(opbouw, versie, rijen, waar)
    if versie.versie > eerste_tabel(opbouw.feiten):
        yield from _drukfouten(opbouw, versie, rijen, waar)
        yield from _gemeenten(opbouw, versie, rijen, waar)
        weg = sorted(bekend - {rij.pc4 for rij in rijen})
        if weg:
            gedaan = "Het verband is afgeleid van de gemeente waarin de grond in 2016 lag."
            yield Bevinding("waarschuwing", "postcode-niet-genoemd", waar, f"Niet genoemd: {_opsomming(weg)}.", gedaan)


def _namen(opbouw: Opbouw, versie: Versie, rijen: Sequence[RegelingPostcode], waar: str) -> Iterator[Bevinding]:
    opgeheven: Counter[str] = Counter()
    for rij in rijen:
        if not opbouw.namen.codes(rij.gemeente):
            wat = f"Rij {rij.rij}: gemeente {rij.gemeente!r} is niet te herkennen."
            yield Bevinding("fout", "gemeente-onbekend", waar, wat, "De editie is geweigerd; voeg een alias toe.")
        elif not opbouw.namen.codes(rij.gemeente, versie.gemeenten_per):
            opgeheven[rij.gemeente] += 1
    if opgeheven:
        wat = f"Bestonden niet op {versie.gemeenten_per}: {', '.join(sorted(opgeheven))}."
        gedaan = "Overgenomen zoals gedrukt; het verband volgt uit de postcode."
        yield Bevinding("waarschuwing", "gemeente-bestond-niet", waar, wat, gedaan)


def _drukfouten(opbouw: Opbouw, versie: Versie, rijen: Sequence[RegelingPostcode], waar: str) -> Iterator[Bevinding]:
    """Cells in which no code stands and that no correction reads."""
    for sector in ("PO", "VO"):
        gelezen = celcorrecties(opbouw.feiten.correcties, versie.versie, sector)
        cellen = [(rij.pc4, rij.po if sector == "PO" else rij.vo) for rij in rijen]
        los = [een for een in cellen if not is_code_van(een[1], sector) and not {een, ("", een[1])} & gelezen.keys()]
        for gedrukt in sorted({cel for _, cel in los}):
            pc4s = [pc4 for pc4, cel in los if cel == gedrukt]
            wat = f"{sector}, {_opsomming(pc4s)}: „{gedrukt}” waar een code hoort."
            gedaan = "Overgenomen zoals gedrukt: hier is geen samenwerkingsverband ingevuld."
            yield Bevinding("waarschuwing", "geen-code", waar, wat, gedaan)


def _gemeenten(opbouw: Opbouw, versie: Versie, rijen: Sequence[RegelingPostcode], waar: str) -> Iterator[Bevinding]:
    """Postcodes that a table lists under another gemeente than the herindelingen lead to."""
    nu = opbouw.gemeenten_op(versie.gemeenten_per)
    zeker = {b.pc4: wie.mogelijk for b, wie in zip(opbouw.feiten.bouwstenen, nu, strict=True) if b.deel == 1}
    anders = [
        f"{rij.pc4} ({rij.gemeente})"
        for rij in rijen
        if (codes := opbouw.namen.codes(rij.gemeente, versie.gemeenten_per))
        and not codes & zeker.get(rij.pc4, frozenset(codes))
    ]
    if anders:
        wat = f"Onder een andere gemeente dan uit de herindelingen volgt: {_opsomming(anders)}."
        gedaan = "Overgenomen zoals gedrukt; de gemeente in antwoorden volgt de herindelingen."
        yield Bevinding("waarschuwing", "gemeente-wijkt-af", waar, wat, gedaan)


def _opsomming(wat: Sequence[str]) -> str:
    meer = f" en nog {len(wat) - _MEESTE}" if len(wat) > _MEESTE else ""
    return ", ".join(wat[:_MEESTE]) + meer
