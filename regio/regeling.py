"""The regeling: its printed versions, each read onto the same bouwstenen.

The versions of 2013 list gemeenten, sometimes limited to or excluding postcodes; that of 2015 and later ones
list postcodes. ``Lezing`` is what a version says of every bouwsteen, with the row it says it in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from regio.bronnen.rijen import BouwsteenRij, Correctie, Feiten, RegelingPostcode, RegelingRij, Versie
from regio.tijdlijn.herindelingen import Gemeenten
from regio.tijdlijn.namen import Namenlijst

SECTOREN = ("PO", "VO")
GEMEENTELIJST, POSTCODETABEL = "gemeentelijst", "postcodetabel"
_SWV_LENGTE = 6
_PC4 = re.compile(r"\b[1-9]\d{3}\b", re.ASCII)


class Grondslag(IntEnum):
    """On what an answer rests; the names are those of the API, in lower case."""

    REGELING = 0
    AFGELEID = 1
    ONBEKEND = 2


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """What a version says of one bouwsteen in one sector.

    ``codes`` holds one SWV, none, or every candidate; ``rijen`` the numbers of the rows in the
    annex; ``gedrukt`` what stands where a code should stand; ``correctie`` the number of a
    correction without which the answer would differ.
    """

    codes: tuple[str, ...]
    grondslag: Grondslag
    rijen: tuple[int, ...]
    gedrukt: str = ""
    correctie: str = ""


Lezing = dict[str, list[Uitspraak]]


def is_swv_code(tekst: str) -> bool:
    """Whether a cell of the law holds a code such as PO2201."""
    return len(tekst) == _SWV_LENGTE and tekst[:2] in SECTOREN and tekst[2:].isdigit() and tekst.isascii()


def is_code_van(tekst: str, sector: str) -> bool:
    """Whether a cell holds a code of a sector."""
    return is_swv_code(tekst) and tekst.startswith(sector)


def eerste_tabel(feiten: Feiten) -> date:
    """The first version that lists postcodes; raises ValueError when there is none."""
    return min(versie.versie for versie in feiten.versies if versie.vorm == POSTCODETABEL)


def lees_versie(
    feiten: Feiten,
    versie: Versie,
    gemeenten: Sequence[Gemeenten],
    namen: Namenlijst,
    buurt: Sequence[Gemeenten] = (),
    *,
    gecorrigeerd: bool = True,
) -> Lezing:
    """Read a version onto the bouwstenen; ``gemeenten`` are theirs on ``versie.gemeenten_per``.

    ``buurt`` are the gemeenten by which a table reads ground that it does not list. Without ``gecorrigeerd``
    everything stays as printed.
    """
    correcties = feiten.correcties if gecorrigeerd else ()
    if versie.vorm == POSTCODETABEL:
        return _lees_tabel(feiten, versie, buurt, correcties)
    bekend = {rij.pc4 for rij in feiten.regeling_postcodes if rij.versie == eerste_tabel(feiten)}
    lijst = Gemeentelijst(feiten, versie, namen, gecorrigeerd=gecorrigeerd)
    return {
        sector: [
            lijst.uitspraak(sector, bouwsteen, wie, afgeleid=bouwsteen.deel > 1 or bouwsteen.pc4 not in bekend)
            for bouwsteen, wie in zip(feiten.bouwstenen, gemeenten, strict=True)
        ]
        for sector in SECTOREN
    }


def _lees_tabel(feiten: Feiten, versie: Versie, buurt: Sequence[Gemeenten], correcties: Sequence[Correctie]) -> Lezing:
    rijen = {rij.pc4: rij for rij in feiten.regeling_postcodes if rij.versie == versie.versie}
    # The list of newer postcodes says what they are by the first table; a later one is asked itself.
    eerste = versie.versie == eerste_tabel(feiten)
    nieuw = {rij.pc4: {"PO": rij.po, "VO": rij.vo} for rij in feiten.nieuwe_postcodes} if eerste else {}
    uit: Lezing = {}
    for sector in SECTOREN:
        anders = celcorrecties(correcties, versie.versie, sector)
        gedrukt = {pc4: _cel(sector, rij, anders) for pc4, rij in rijen.items()}
        per_gemeente = _per_gemeente(feiten.bouwstenen, buurt, gedrukt)
        uit[sector] = [
            gedrukt[bouwsteen.pc4]
            if bouwsteen.pc4 in gedrukt
            else _naar_gemeente(per_gemeente, wie)
            if bouwsteen.pc4 not in nieuw
            else Uitspraak((nieuw[bouwsteen.pc4][sector],), Grondslag.AFGELEID, ())
            for bouwsteen, wie in zip(feiten.bouwstenen, buurt or [_NERGENS] * len(feiten.bouwstenen), strict=True)
        ]
    return uit


_NERGENS = Gemeenten(frozenset(), frozenset())


def _cel(sector: str, rij: RegelingPostcode, anders: Mapping[tuple[str, str], tuple[str, str]]) -> Uitspraak:
    cel = rij.po if sector == "PO" else rij.vo
    if is_code_van(cel, sector) and (rij.pc4, cel) not in anders and ("", cel) not in anders:
        return Uitspraak((cel,), Grondslag.REGELING, (rij.rij,))
    gelezen, nummer = anders.get((rij.pc4, cel)) or anders.get(("", cel), ("", ""))
    if gelezen:
        return Uitspraak((gelezen,), Grondslag.AFGELEID, (rij.rij,), correctie=nummer)
    return Uitspraak((), Grondslag.REGELING, (rij.rij,), gedrukt=cel)


def celcorrecties(correcties: Sequence[Correctie], versie: date, sector: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Applied corrections of a code in a table: (postcode, printed) to (read, number).

    The postcode is empty for a misprint that is read so wherever it stands in the sector.
    """
    return {
        (pc4, rij.gedrukt): (rij.gelezen, rij.nummer)
        for rij in correcties
        if rij.versie == versie and rij.toegepast and rij.sector == sector and is_code_van(rij.gelezen, sector)
        for pc4 in (_PC4.findall(rij.plaats) or [""])
    }


def _per_gemeente(
    bouwstenen: Sequence[BouwsteenRij], buurt: Sequence[Gemeenten], gedrukt: Mapping[str, Uitspraak]
) -> dict[str, set[str]]:
    """The SWVs of the listed ground that certainly lies in a gemeente."""
    uit: dict[str, set[str]] = defaultdict(set)
    for bouwsteen, wie in zip(bouwstenen, buurt, strict=False):
        if bouwsteen.deel == 1 and len(wie.mogelijk) == 1 and bouwsteen.pc4 in gedrukt:
            uit[min(wie.mogelijk)].update(gedrukt[bouwsteen.pc4].codes)
    return uit


def _naar_gemeente(per_gemeente: Mapping[str, set[str]], wie: Gemeenten) -> Uitspraak:
    """Ground that a table does not list: the SWV of its gemeente, every one of them when there are several."""
    codes = {code for gemeente in wie.mogelijk for code in per_gemeente.get(gemeente, ())}
    grondslag = Grondslag.AFGELEID if len(codes) == 1 else Grondslag.ONBEKEND
    return Uitspraak(tuple(sorted(codes)), grondslag, ())


class Gemeentelijst:
    """The rows of a version of 2013, by sector and gemeente."""

    def __init__(self, feiten: Feiten, versie: Versie, namen: Namenlijst, *, gecorrigeerd: bool = True) -> None:
        self.versie = versie
        self._correcties = postcodecorrecties(feiten.correcties, versie.versie) if gecorrigeerd else {}
        self._rijen: dict[tuple[str, str], list[RegelingRij]] = defaultdict(list)
        self.onbekende_namen: list[RegelingRij] = []
        for rij in (rij for rij in feiten.regeling_rijen if rij.versie == versie.versie):
            codes = namen.codes(rij.gemeente, versie.gemeenten_per)
            if len(codes) == 1:
                self._rijen[rij.sector, codes.pop()].append(rij)
            else:
                self.onbekende_namen.append(rij)

    def uitspraak(self, sector: str, bouwsteen: BouwsteenRij, wie: Gemeenten, *, afgeleid: bool) -> Uitspraak:
        """What the list says of one bouwsteen, given the gemeenten it may have lain in."""
        strikt = self._treffers(sector, bouwsteen.pc4, wie.mogelijk)
        ruim = self._treffers(sector, bouwsteen.pc4, wie.waarschijnlijk)
        codes = sorted({rij.swv for rij, _ in strikt})
        if len(codes) > 1:
            enger = sorted({rij.swv for rij, _ in ruim})
            codes, strikt, afgeleid = (enger, ruim, True) if len(enger) == 1 else (codes, strikt, afgeleid)
        correctie = next((nummer for _, nummer in strikt if nummer), "")
        if len(codes) != 1:
            grondslag = Grondslag.ONBEKEND
        else:
            grondslag = Grondslag.AFGELEID if afgeleid or correctie else Grondslag.REGELING
        return Uitspraak(tuple(codes), grondslag, tuple(sorted({rij.rij for rij, _ in strikt})), correctie=correctie)

    def _treffers(self, sector: str, pc4: str, gemeenten: frozenset[str]) -> list[tuple[RegelingRij, str]]:
        uit = []
        for code in sorted(gemeenten):
            for rij in self._rijen.get((sector, code), ()):
                noemt, nummer = self._noemt(rij, pc4)
                if noemt:
                    uit.append((rij, nummer))
        return uit

    def _noemt(self, rij: RegelingRij, pc4: str) -> tuple[bool, str]:
        """Whether a row names a postcode, and by which correction if only thanks to one."""
        if rij.postcodes_niet:
            return pc4 not in rij.postcodes_niet, ""
        if not rij.postcodes_wel or pc4 in rij.postcodes_wel:
            return True, ""
        gelezen = self._correcties.get((rij.sector, rij.swv, pc4))
        return (True, gelezen[1]) if gelezen and gelezen[0] in rij.postcodes_wel else (False, "")


def postcodecorrecties(correcties: Sequence[Correctie], versie: date) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Applied corrections of a single postcode: (sector, swv, read) to (printed, number)."""
    return {
        (rij.sector, rij.plaats[:_SWV_LENGTE], rij.gelezen): (rij.gedrukt, rij.nummer)
        for rij in correcties
        if rij.versie == versie and rij.toegepast and rij.gedrukt.isdigit() and rij.gelezen.isdigit()
    }
