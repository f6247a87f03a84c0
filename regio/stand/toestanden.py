"""From facts to indelingen: the value of every bouwsteen on every date.

A *toestand* is a stretch of days on which no indeling changes. The list of toestanden covers
every day from 2011-01-01; within one, only the date in an answer differs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from regio.bronnen.rijen import BouwsteenRij, Feiten, Versie
from regio.indeling import Indeling
from regio.jeugdregio import Jeugdregios, einde_van
from regio.regeling import SECTOREN, Grondslag, Lezing, Uitspraak, lees_versie
from regio.rmc import RmcRegios
from regio.tijdlijn.herindelingen import Gemeenten, Grond, Tijdlijn, raakt
from regio.tijdlijn.namen import Namenlijst
from regio.tijdlijn.peildatum import EERSTE_DAG_GEMEENTEN, EERSTE_DAG_JEUGDREGIOS

WAARNEMING_2014 = date(2014, 1, 1)
WAARNEMING_2013 = date(2013, 12, 31)
KAART_VOOR = date(2016, 1, 1)
KAART_NA = date(2022, 1, 1)


@dataclass(frozen=True, slots=True)
class Toestand:
    """The country between two changes; ``tot`` is the first day after it, None if open.

    ``voorbij_de_bronnen`` says that the lists of gemeenten do not reach this far.
    """

    vanaf: date
    tot: date | None
    versie: Versie | None
    gemeenten: tuple[Gemeenten, ...]
    uitspraken: Lezing
    jeugdregios: tuple[tuple[frozenset[str], bool], ...]
    rmcs: tuple[tuple[frozenset[str], bool], ...]
    voorbij_de_bronnen: bool = False

    def indeling(self, soort: str) -> Indeling:
        """The Indeling ``gemeente``, ``jeugdregio``, ``rmc``, ``PO`` or ``VO`` of this stretch."""
        if soort == "gemeente":
            return Indeling.van(soort, [wie.waarschijnlijk for wie in self.gemeenten])
        if soort in ("jeugdregio", "rmc"):
            leden = self.jeugdregios if soort == "jeugdregio" else self.rmcs
            return Indeling.van(soort, [codes for codes, _ in leden])
        return Indeling.van(soort, [uitspraak.codes for uitspraak in self.uitspraken[soort]])


class Opbouw:
    """Everything derived from the facts of one edition; build once, then read."""

    def __init__(self, feiten: Feiten) -> None:
        self.feiten = feiten
        self.tijdlijn = Tijdlijn(feiten.gemeenten, feiten.herindelingen)
        self.namen = Namenlijst(self.tijdlijn, feiten.aliassen)
        self.jeugdregios = Jeugdregios(feiten, self.tijdlijn)
        self.rmcs = RmcRegios(feiten, self.tijdlijn)
        self.gemeenten_tot = einde_van(feiten, "gemeenten/gemeenten.csv")
        self._in_2014 = {rij.pc4: rij for rij in feiten.postcodes_2014}
        self._duo_per_plaats = _duo_per_plaats(feiten)
        self._lezingen: dict[date, Lezing] = {}
        self._gemeenten: dict[date, tuple[Gemeenten, ...]] = {}
        self._bronnen = {bron.bestand: bron for bron in feiten.bronnen}
        self._gezien = [rij for rij in feiten.herindelingen if rij.bevestigd == "waargenomen"]

    def grond(self, bouwsteen: BouwsteenRij) -> Grond:
        """PC4 and main place of a bouwsteen."""
        return self.grond_van(bouwsteen.pc4)

    def grond_van(self, pc4: str) -> Grond:
        """PC4 and main place of a postcode."""
        rij = self._in_2014.get(pc4)
        return Grond(pc4, rij.woonplaats if rij else "")

    def begin(self, bouwsteen: BouwsteenRij) -> Gemeenten:
        """The gemeente that the list of bouwstenen names, certain on its ``gemeente_per``."""
        return Gemeenten.zeker(bouwsteen.gemeente)

    def gemeenten_op(self, datum: date) -> tuple[Gemeenten, ...]:
        """The gemeenten of every bouwsteen on a day."""
        if datum not in self._gemeenten:
            self._gemeenten[datum] = tuple(self._gemeente_op(b, datum) for b in self.feiten.bouwstenen)
        return self._gemeenten[datum]

    def _gemeente_op(self, bouwsteen: BouwsteenRij, datum: date) -> Gemeenten:
        grond = self.grond(bouwsteen)
        begin, per = self.begin(bouwsteen), bouwsteen.gemeente_per
        rij = self._in_2014.get(bouwsteen.pc4)
        if bouwsteen.deel == 1 and rij is not None and datum < per:
            begin, per = self._waargenomen(bouwsteen, datum)
        return self._na_waarneming(grond, datum, self.tijdlijn.volg(begin, grond, per, datum))

    def _na_waarneming(self, grond: Grond, datum: date, wie: Gemeenten) -> Gemeenten:
        """Ground that two official maps show on either side of a border, the day being unknown.

        Between the maps both gemeenten are possible; from the second map on the new one is known.
        """
        for rij in self._gezien if datum > KAART_VOOR else ():
            if raakt(rij, grond):
                nieuw = self.tijdlijn.volg(Gemeenten.zeker(rij.nieuwe_code), grond, KAART_VOOR, datum)
                oud = wie if datum < KAART_NA else nieuw
                wie = Gemeenten(oud.mogelijk | nieuw.mogelijk, oud.waarschijnlijk | nieuw.waarschijnlijk)
        return wie

    def _waargenomen(self, bouwsteen: BouwsteenRij, datum: date) -> tuple[Gemeenten, date]:
        """The register nearest to a day before the version of 2015: that of 2013 or of 2014."""
        rij = self._in_2014[bouwsteen.pc4]
        if datum < WAARNEMING_2014 and rij.gemeente_2013_duo:
            return Gemeenten.zeker(rij.gemeente_2013_duo), WAARNEMING_2013
        begin = Gemeenten.zeker(rij.gemeente_2014)
        if datum >= WAARNEMING_2014:
            return begin, WAARNEMING_2014
        eind_2013 = self.tijdlijn.volg(begin, self.grond(bouwsteen), WAARNEMING_2014, WAARNEMING_2013)
        plaats = self._duo_per_plaats.get(rij.woonplaats_code, frozenset())
        if len(eind_2013.waarschijnlijk) > 1 and len(plaats) == 1 and plaats <= eind_2013.mogelijk:
            return Gemeenten(eind_2013.mogelijk, plaats), WAARNEMING_2013
        return eind_2013, WAARNEMING_2013

    def versie_op(self, datum: date) -> Versie | None:
        """The latest known version that took effect on or before a day."""
        geldig = [versie for versie in self.feiten.versies if versie.geldig_vanaf <= datum]
        return max(geldig, key=lambda versie: versie.geldig_vanaf, default=None)

    def laatste_versie(self) -> Versie:
        """The version that took effect last of all."""
        return max(self.feiten.versies, key=lambda versie: versie.geldig_vanaf)

    def volgende_versie(self, versie: Versie) -> Versie | None:
        """The version that took effect after another; None after the last."""
        later = [ander for ander in self.feiten.versies if ander.geldig_vanaf > versie.geldig_vanaf]
        return min(later, key=lambda ander: ander.geldig_vanaf, default=None)

    def zeker_tot(self, versie: Versie) -> date:
        """The first day on which it is no longer certain that nothing replaced a version.

        The manifest says it of the file with its rows (``date.max``: until a later version is read in); where it
        says nothing, only the day itself is certain.
        """
        bron = self._bronnen.get(f"swv/{versie.bestand}")
        return bron.geldig_tot if bron and bron.geldig_tot else versie.geldig_vanaf + timedelta(days=1)

    def lezing(self, versie: Versie) -> Lezing:
        """What a version says, read once."""
        if versie.versie not in self._lezingen:
            self._lezingen[versie.versie] = self.lees(versie)
        return self._lezingen[versie.versie]

    def lees(self, versie: Versie, *, gecorrigeerd: bool = True) -> Lezing:
        """What a version says, with its corrections or as printed."""
        gemeenten, buurt = self.gemeenten_op(versie.gemeenten_per), self.gemeenten_op(KAART_VOOR)
        return lees_versie(self.feiten, versie, gemeenten, self.namen, buurt, gecorrigeerd=gecorrigeerd)

    def wisseldagen(self) -> list[date]:
        """Every day on which an indeling or the certainty of one changes, ascending."""
        dagen = {EERSTE_DAG_GEMEENTEN, EERSTE_DAG_JEUGDREGIOS}
        for versie in self.feiten.versies:
            dagen |= {versie.geldig_vanaf, self.zeker_tot(versie)} - {date.max}
        dagen.update(self.jeugdregios.data, self.rmcs.data)
        if self._gezien:
            dagen |= {KAART_VOOR + timedelta(days=1), KAART_NA}
        dagen |= {punt.vanaf for punt in self.feiten.aandachtspunten}
        dagen |= {dag for dag in (self.gemeenten_tot, self.jeugdregios.tot) if dag < date.max}
        return sorted(dagen | {dag for dag in self.tijdlijn.data if dag > EERSTE_DAG_GEMEENTEN})

    def toestanden(self) -> list[Toestand]:
        """All toestanden in order of time."""
        dagen = self.wisseldagen()
        return [self.toestand(dag, tot) for dag, tot in zip(dagen, [*dagen[1:], None], strict=True)]

    def toestand(self, vanaf: date, tot: date | None = None) -> Toestand:
        """The country as it was on ``vanaf``."""
        gemeenten = self.gemeenten_op(vanaf)
        versie = self.versie_op(vanaf)
        uitspraken = self._voortgezet(versie, gemeenten, vanaf) if versie else {sector: [] for sector in SECTOREN}
        jeugd = tuple(_regio_van(self.jeugdregios, wie, vanaf) for wie in gemeenten)
        rmcs = tuple(_regio_van(self.rmcs, wie, vanaf) for wie in gemeenten)
        return Toestand(vanaf, tot, versie, gemeenten, uitspraken, jeugd, rmcs, vanaf >= self.gemeenten_tot)

    def _voortgezet(self, versie: Versie, nu: tuple[Gemeenten, ...], datum: date) -> Lezing:
        """A version on a later day: article 3 keeps the areas, the basis becomes derived."""
        toen = self.gemeenten_op(versie.gemeenten_per)
        verstreken = datum >= self.zeker_tot(versie)
        anders = [verstreken or oud.mogelijk != nieuw.mogelijk for oud, nieuw in zip(toen, nu, strict=True)]
        return {
            sector: [_afgeleid(u) if af else u for u, af in zip(lezing, anders, strict=True)]
            for sector, lezing in self.lezing(versie).items()
        }


def _regio_van(ledenlijst: Jeugdregios | RmcRegios, wie: Gemeenten, datum: date) -> tuple[frozenset[str], bool]:
    """The regions of whole gemeenten in which ground may lie, and whether sources give them."""
    delen = [ledenlijst.op(code, datum) for code in sorted(wie.waarschijnlijk)]
    return frozenset(code for codes, _ in delen for code in codes), all(bron for _, bron in delen)


def _afgeleid(uitspraak: Uitspraak) -> Uitspraak:
    if uitspraak.grondslag != Grondslag.REGELING:
        return uitspraak
    return Uitspraak(uitspraak.codes, Grondslag.AFGELEID, uitspraak.rijen, uitspraak.gedrukt, uitspraak.correctie)


def _duo_per_plaats(feiten: Feiten) -> dict[str, frozenset[str]]:
    """Per woonplaats the gemeenten of 2013 of its postcodes, where the school register has them."""
    uit: dict[str, set[str]] = defaultdict(set)
    for rij in feiten.postcodes_2014:
        if rij.gemeente_2013_duo:
            uit[rij.woonplaats_code].add(rij.gemeente_2013_duo)
    return {plaats: frozenset(codes) for plaats, codes in uit.items()}
