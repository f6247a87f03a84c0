"""A division of the user's own: a CSV with ``gemeente`` or ``pc4``, and ``regio``.

The whole file is checked against the gemeenten or postcodes of the peildatum. Whatever is wrong is
told at once, with the line it stands on; nothing is made of half a table.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from regio.congruentie.eigen_bestand import Fouten, Rij, Tabelbron, getal, lees_rijen, toonbaar
from regio.congruentie.indelingen import Keuze
from regio.congruentie.woorden import EIGEN
from regio.indeling import Indeling
from regio.stand.opmerkingen import opmerking
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import geldt_op
from regio.zoeken.gemeente import verwanten
from regio.zoeken.register import register_van

MEESTE_GENOEMD = 10
GEKEURD = (
    "dit is een indeling van uzelf. Nagegaan is dat elke gemeente of postcode bestaat en er één keer in staat; of de "
    "indeling zelf klopt is niet nagegaan."
)
_ONTHOUDEN = 8192
_KORTSTE_NAAM, _LANGSTE_NAAM = 2, 80
_PC4 = re.compile(r"\d{4}", re.ASCII)
_GEMEENTE = re.compile(r"(?:GM)?(\d{1,4})", re.ASCII | re.IGNORECASE)


class Sleutels(Protocol):
    """What the rows of a table can be about, on one day."""

    @property
    def nodig(self) -> frozenset[str]:
        """Every one that a whole table has a row for."""

    def herken(self, tekst: str) -> str | None:
        """The key that a cell means, None when it means none or several."""

    def uitleg(self, tekst: str) -> str:
        """Why a cell means none, and what to write instead."""

    def noem(self, sleutel: str) -> str:
        """A key as a reader knows it."""

    def wat(self, aantal: int) -> str:
        """So many of them, in words."""

    def mogelijk(self) -> Iterable[tuple[str, ...]]:
        """The keys of every bouwsteen: one, or every candidate."""


def lees_eigen(stand: Stand, pad: Path, datum: str, naam: str = "eigen", *, onvolledig: bool = False) -> Keuze:
    """The division in a CSV file, on the gemeenten or postcodes of a day (``JJJJ-MM-DD``).

    With ``onvolledig`` what the table lacks has no region. Raises Tabelfout naming every fault,
    RegioFout when there is no such file.
    """
    return lees_indeling(stand, Tabelbron.van_bestand(pad), datum, naam, onvolledig=onvolledig)


def lees_indeling(
    stand: Stand, bron: Tabelbron, datum: str, naam: str, *, onvolledig: bool = False, hoe: str = "geef --onvolledig"
) -> Keuze:
    """The same of a table from anywhere; ``hoe`` says how its owner lets it be incomplete."""
    fouten = Fouten()
    kop, rijen = lees_rijen(bron, fouten)
    sleutels: Sleutels = Gemeenten(stand, datum) if kop.soort == "gemeente" else Postcodes(stand)
    tabel = _Tabel(sleutels, fouten)
    for rij in rijen:
        tabel.neem(rij)
    mist = [] if fouten.slot else sorted(sleutels.nodig - tabel.regio.keys())
    slot = () if onvolledig or not mist else (_ontbreekt(sleutels, mist, datum, hoe),)
    if fouten or slot or not tabel.regio:
        raise fouten.als_fout(bron.naam, *(slot if tabel.regio else ("Er is geen bruikbare rij.",)))
    return _keuze(bron, naam, tabel, [] if not onvolledig else mist)


def _ontbreekt(sleutels: Sleutels, mist: list[str], datum: str, hoe: str) -> str:
    een = len(mist) == 1
    return (
        f"Van de {sleutels.wat(len(sleutels.nodig))} op {datum} {'ontbreekt' if een else 'ontbreken'} er "
        f"{getal(len(mist))}: {_noem(sleutels, mist)}. Vul de tabel aan, of {hoe}: dan "
        f"{'heeft die' if een else 'hebben die'} geen regio."
    )


def _noem(sleutels: Sleutels, lijst: list[str]) -> str:
    rest = len(lijst) - MEESTE_GENOEMD
    namen = ", ".join(sleutels.noem(een) for een in lijst[:MEESTE_GENOEMD])
    return f"{namen} en nog {getal(rest)}" if rest > 0 else namen


class _Tabel:
    """The rows taken so far: ``regio`` per key, ``namen`` per region. At most one entry per key."""

    def __init__(self, sleutels: Sleutels, fouten: Fouten) -> None:
        self.sleutels, self._fouten = sleutels, fouten
        self.regio: dict[str, str] = {}
        self.namen: dict[str, str] = {}
        self._regel: dict[str, int] = {}
        self._schrijfwijze: dict[str, tuple[str, int]] = {}

    def neem(self, rij: Rij) -> None:
        """Take one row, or tell what is wrong with it."""
        sleutel = self.sleutels.herken(rij.sleutel)
        if sleutel is None:
            self._fouten.meld(rij.regel, lambda: self.sleutels.uitleg(rij.sleutel))
        elif not rij.bruikbaar:
            return
        elif sleutel in self.regio:
            self._fouten.meld(rij.regel, lambda: self._dubbel(sleutel, rij))
        else:
            self.regio[sleutel], self._regel[sleutel] = rij.regio, rij.regel
            self._let_op_de_regio(rij)

    def _dubbel(self, sleutel: str, rij: Rij) -> str:
        eerst, regel = self.regio[sleutel], self._regel[sleutel]
        if eerst == rij.regio:
            return f"{self.sleutels.noem(sleutel)} staat ook op regel {regel}; laat één van beide weg"
        waar = f"in regio {toonbaar(rij.regio)}, en op regel {regel} in regio {toonbaar(eerst)}"
        return f"{self.sleutels.noem(sleutel)} staat hier {waar}; kies er een"

    def _let_op_de_regio(self, rij: Rij) -> None:
        """A region is written in one way, and has one name."""
        eerst, regel = self._schrijfwijze.setdefault(rij.regio.casefold(), (rij.regio, rij.regel))
        if eerst != rij.regio:
            anders = f"regio {rij.regio} staat op regel {regel} als {eerst}; schrijf haar overal gelijk"
            self._fouten.meld(rij.regel, anders)
        elif rij.naam and self.namen.setdefault(rij.regio, rij.naam) != rij.naam:
            naam = f"regio {rij.regio} heet hier {rij.naam} en eerder {self.namen[rij.regio]}; geef haar één naam"
            self._fouten.meld(rij.regel, naam)


def _keuze(bron: Tabelbron, naam: str, tabel: _Tabel, mist: list[str]) -> Keuze:
    sleutels, bestand = tabel.sleutels, bron.naam
    indeling = Indeling.van(naam, [_regios(tabel.regio, mogelijk) for mogelijk in sleutels.mogelijk()])
    telling = f"{sleutels.wat(len(tabel.regio))} in {len(set(tabel.regio.values()))} regio's"
    zin = f"Een eigen indeling uit {bestand}: {telling}. De sha256 van het bestand is {_sha256(bron)}."
    if mist:
        zin += f" Zonder regio, en dus niet meegeteld: {_noem(sleutels, mist)}."
    return Keuze(
        naam=naam,
        titel=f"{EIGEN} {bestand}",
        regio="gebied",
        stand=None,
        toelichting=zin,
        indeling=indeling,
        namen={code: tabel.namen.get(code) for code in indeling.codes},
        opmerkingen=(opmerking("eigen-indeling", f"{bestand}: {GEKEURD}"),),
    )


def _sha256(bron: Tabelbron) -> str:
    with bron.open() as invoer:
        return hashlib.sha256(invoer.read()).hexdigest()  # its size is bounded


def _regios(regio: dict[str, str], mogelijk: tuple[str, ...]) -> list[str]:
    """The regions that a bouwsteen may lie in; none where a candidate has none, for then none is sure."""
    gevonden = [regio.get(sleutel) for sleutel in mogelijk]
    return [] if None in gevonden else [een for een in gevonden if een is not None]


class Gemeenten:
    """The gemeenten of one day, by code or by name."""

    def __init__(self, stand: Stand, datum: str) -> None:
        self._stand, self._datum = stand, datum
        self._rijen = register_van(stand).gemeenten
        self._bestaat = frozenset(code for code, rij in self._rijen.items() if _bestaat(rij, datum))
        self._indeling: Indeling = stand.indeling("gemeente", date.fromisoformat(datum))
        self.herken: Callable[[str], str | None] = lru_cache(_ONTHOUDEN)(self._herken)

    @property
    def nodig(self) -> frozenset[str]:
        """Every gemeente of that day with ground, or that may have some."""
        return frozenset(code for codes in set(self.mogelijk()) for code in codes)

    def _herken(self, tekst: str) -> str | None:
        bestaand = self._codes(tekst) & self._bestaat
        return next(iter(bestaand)) if len(bestaand) == 1 else None

    def _codes(self, tekst: str) -> frozenset[str]:
        """Every gemeente that a cell can mean, whenever it existed."""
        nummer = _GEMEENTE.fullmatch(tekst)
        if nummer:
            return frozenset({f"GM{nummer[1]:0>4}"} & self._rijen.keys())
        if len(tekst) > _LANGSTE_NAAM:
            return frozenset()
        namen = register_van(self._stand).met_naam(tekst)
        return frozenset(naam.sleutel for naam in namen if naam.soort == "gemeente")

    def uitleg(self, tekst: str) -> str:
        """Why a cell is no gemeente of that day."""
        codes = sorted(self._codes(tekst))
        if len(bestaand := [code for code in codes if code in self._bestaat]) > 1:
            return f"er zijn meer gemeenten {toonbaar(tekst)}; geef de code: {' of '.join(map(self.noem, bestaand))}"
        if codes:
            return f"{' of '.join(map(self._bestond, codes))}. Geef die van de peildatum of kies een andere dag"
        return f"gemeente {toonbaar(tekst)} is niet bekend{self._bedoeld(tekst)}"

    def _bestond(self, code: str) -> str:
        rij, datum = self._rijen[code], self._datum
        if rij["geldig_tot"] is None or datum < rij["geldig_tot"]:
            return f"{self.noem(code)} bestond nog niet op {datum}; de gemeente is er sinds {rij['geldig_vanaf']}"
        tot = rij["geldig_tot"]
        later = {een["code"]: een["naam"] for een in verwanten(self._stand, code)["opvolgers"] if een["datum"] == tot}
        naar = " en ".join(f"{naam} ({nieuw})" for nieuw, naam in later.items())
        slot = f"; de grond ging naar {naar}" if naar else ""
        return f"{self.noem(code)} bestaat sinds {tot} niet meer{slot}"

    def _bedoeld(self, tekst: str) -> str:
        from regio.zoeken.zoek import lijkt_op

        if not _KORTSTE_NAAM <= len(tekst) <= _LANGSTE_NAAM or not any(map(str.isalpha, tekst)):
            return "; geef een naam, of een code zoals GM1730"
        lijkt = [naam for naam in lijkt_op(self._stand, tekst) if self._herken(naam)]
        return f"; bedoelt u {' of '.join(lijkt)}?" if lijkt else ""

    def noem(self, sleutel: str) -> str:
        """``Tynaarlo (GM1730)``."""
        return f"{self._rijen[sleutel]['naam']} ({sleutel})"

    def wat(self, aantal: int) -> str:
        """``342 gemeenten``."""
        return f"{getal(aantal)} gemeente{'' if aantal == 1 else 'n'}"

    def mogelijk(self) -> Iterator[tuple[str, ...]]:
        """The gemeente of every bouwsteen, or every candidate."""
        return (self._indeling[nummer] for nummer in range(len(self._indeling)))


def _bestaat(rij: dict[str, str | None], datum: str) -> bool:
    return geldt_op(rij["geldig_vanaf"], rij["geldig_tot"], datum)


class Postcodes:
    """The postcodes of four digits that have ground; the same on every day."""

    def __init__(self, stand: Stand) -> None:
        self._pc4s, self._plekken = stand.pc4s, stand.plekken
        self.nodig = frozenset(stand.pc4s)

    def herken(self, tekst: str) -> str | None:
        """The postcode itself, when it has ground."""
        return tekst if tekst in self.nodig else None

    def uitleg(self, tekst: str) -> str:
        """Why a cell is no postcode with ground."""
        if not _PC4.fullmatch(tekst):
            return f"{toonbaar(tekst)} is geen postcode van vier cijfers, zoals 9471"
        return f"postcode {tekst} is niet bekend; misschien is hij nieuw, of alleen voor postbussen"

    def noem(self, sleutel: str) -> str:
        """The postcode."""
        return sleutel

    def wat(self, aantal: int) -> str:
        """``4.070 postcodes``."""
        return f"{getal(aantal)} postcode{'' if aantal == 1 else 's'}"

    def mogelijk(self) -> Iterator[tuple[str, ...]]:
        """The postcode of every bouwsteen."""
        return ((self._pc4s[plek],) for plek in self._plekken)
