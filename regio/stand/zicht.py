"""A view on one toestand of a Stand: the values of every bouwsteen between two changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from regio.waarde import GEEN, KANDIDATEN

SOORTEN = ("PO", "VO", "gemeente", "jeugdregio", "rmc")
GRONDSLAGEN = ("regeling", "afgeleid", "onbekend")
BRONGRONDEN = ("bron", "afgeleid", "onbekend")


@dataclass(frozen=True, slots=True)
class Laag:
    """One indeling in one toestand: raw values, bases, and what the values stand for."""

    waarden: memoryview
    grondslagen: Sequence[int]
    codes: Sequence[str]
    kandidaten: Sequence[Sequence[str]]

    def mogelijk(self, bouwsteen: int) -> Sequence[str]:
        """The code of a bouwsteen, none, or every candidate."""
        waarde = self.waarden[bouwsteen]
        if waarde >= 0:
            return (self.codes[waarde],)
        return () if waarde == GEEN else self.kandidaten[KANDIDATEN - waarde]

    def met_code(self, code: str) -> Iterator[int]:
        """Bouwstenen that certainly have a code, ascending."""
        if code in self.codes:
            waarde = self.codes.index(code)
            yield from (nummer for nummer, eigen in enumerate(self.waarden) if eigen == waarde)

    def misschien_met_code(self, code: str) -> Iterator[int]:
        """Bouwstenen of which a code is one of several candidates."""
        groepen = {KANDIDATEN - nummer for nummer, lijst in enumerate(self.kandidaten) if code in lijst}
        if groepen:
            yield from (nummer for nummer, eigen in enumerate(self.waarden) if eigen in groepen)


@dataclass(frozen=True, slots=True)
class Zicht:
    """One toestand: its layers, dates and the version of the regeling that it rests on."""

    nummer: int
    vanaf: str
    tot: str | None
    versie: str | None
    lagen: Mapping[str, Laag]
    rijen: Mapping[str, Sequence[int]]
    bijzonder: dict[str, dict[str, list[str]]]
    namen: dict[str, dict[str, str]]

    def gedrukt(self, sector: str, bouwsteen: int) -> str:
        """What the version prints where a code should stand, or an empty text."""
        return self.bijzonder[sector].get(str(bouwsteen), ["", ""])[0]

    def correctie(self, sector: str, bouwsteen: int) -> str:
        """The number of the correction an answer rests on, or an empty text."""
        return self.bijzonder[sector].get(str(bouwsteen), ["", ""])[1]

    def naam(self, soort: str, code: str) -> str | None:
        """The name of a region, None where no source gives one."""
        return self.namen[soort].get(code)


def benoemd(zicht: Zicht, soort: str, code: str) -> dict[str, Any]:
    """Code and name of a gemeente or jeugdregio, as answers give them."""
    return {"code": code, "naam": zicht.naam(soort, code)}
