"""A herindeling as somebody proposes it: from names, codes and postcodes, with everything that is wrong at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from regio.fouten import Fout, Vraagfout
from regio.scenario.beeld import basis_van
from regio.scenario.grond import zoek_grond
from regio.scenario.lezen import LANGSTE_NAAM, opgesomd
from regio.scenario.zetten import Grond
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import LAATSTE_DAG, controleer_swv, geldt_op, lees_datum
from regio.zoeken.codes import gemeentecodes
from regio.zoeken.register import register_van

MEESTE_GEMEENTEN = 50
MEESTE_POSTCODES = 2_000
NIETS_GENOEMD = "Noem minstens een andere gemeente, of een deel ervan, die bij de gemeente komt."
LANGST_GETOOND = 40
_DEEL = re.compile(r"([^:]+):\s*([0-9]{4}(?:[\s,]+[0-9]{4})*)", re.ASCII)
_PC4 = re.compile(r"[0-9]{4}", re.ASCII)
Deel = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Voorstel:
    """Gemeenten (codes), whole or some postcodes of them, that become one gemeente with a name on a day.

    When the name, in any spelling, or the code is that of a gemeente of the day before, that one gets the ground.
    """

    naam: str
    datum: date
    geheel: tuple[str, ...] = ()
    delen: tuple[Deel, ...] = ()


@dataclass(frozen=True, slots=True)
class Aanvraag:
    """The same as it was typed: gemeenten by code or name, a day as text, parts also as ``GM1696:1231,1241``."""

    naam: str
    datum: str
    samenvoegen: Sequence[str] = ()
    delen: Sequence[Deel | str] = ()


def _deel_uit(tekst: str) -> Deel:
    """A part as it is typed, ``GM1696:1231,1241``; raises Vraagfout."""
    gelezen = _DEEL.fullmatch(tekst.strip())
    if gelezen is None:
        melding = f"Schrijf een deel als GM1696:1231,1241 (gemeente en postcodes), niet als {_toonbaar(tekst)}."
        raise Vraagfout(Fout("delen", "deel-vorm", melding))
    return gelezen[1].strip(), tuple(_PC4.findall(gelezen[2]))


def lees_voorstel(stand: Stand, aanvraag: Aanvraag) -> Voorstel:
    """The proposal that was typed; raises Vraagfout with every fault, at samenvoegen, delen, naam or datum."""
    lezer = _Lezer(stand)
    naam, dag = lezer.naam(aanvraag.naam), lezer.datum(aanvraag.datum)
    geheel = lezer.gemeenten("samenvoegen", aanvraag.samenvoegen, dag)
    getypt = lezer.delen(aanvraag.delen)
    codes = lezer.gemeenten("delen", [gemeente for gemeente, _ in getypt], dag)
    delen = tuple(zip(codes, (pc4s for _, pc4s in getypt), strict=False))
    lezer.dubbel(geheel, delen)
    if lezer.fouten:
        lezer.iets(aanvraag)
        lezer.grond(delen, dag)
    if lezer.fouten or dag is None:
        raise Vraagfout(*lezer.fouten)
    return Voorstel(naam, dag, geheel, delen)


class _Lezer:
    """Reads what was typed and gathers what is wrong with it."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand
        self.fouten: list[Fout] = []

    def _meld(self, veld: str, code: str, melding: str) -> None:
        self.fouten.append(Fout(veld, code, melding))

    def naam(self, tekst: str) -> str:
        naam = " ".join(tekst.split())
        if not naam:
            self._meld("naam", "ontbreekt", "Geef de gemeente die ontstaat een naam, of de naam die zij al heeft.")
        elif len(naam) > LANGSTE_NAAM:
            self._meld("naam", "te-lang", f"Een naam heeft ten hoogste {LANGSTE_NAAM} tekens.")
        elif not naam.isprintable() or "<" in naam or ">" in naam:
            self._meld("naam", "naam-vorm", "Een naam is gewone tekst, zonder < en >.")
        return naam

    def datum(self, tekst: str) -> date | None:
        try:
            dag = lees_datum(tekst.strip(), "datum")
            controleer_swv(dag, "datum")  # first: there is no day before the first of all
            controleer_swv(dag - timedelta(days=1), "datum")
        except Vraagfout as fout:
            self.fouten += fout.fouten
            return None
        return dag

    def delen(self, delen: Sequence[Deel | str]) -> list[Deel]:
        """The parts that are written as one."""
        uit = []
        for deel in delen:
            try:
                uit.append(_deel_uit(deel) if isinstance(deel, str) else deel)
            except Vraagfout as fout:
                self.fouten += fout.fouten
        return uit

    def gemeenten(self, veld: str, teksten: Sequence[str], dag: date | None) -> tuple[str, ...]:
        """The codes on the day before; of a day that is wrong whatever gemeente they may be."""
        if len(teksten) > MEESTE_GEMEENTEN:
            self._meld(veld, "te-veel", f"Noem ten hoogste {MEESTE_GEMEENTEN} gemeenten; dit zijn er {len(teksten)}.")
            return ()
        voor = (dag - timedelta(days=1)).isoformat() if dag else ""
        uit = []
        for tekst in teksten:
            try:
                if voor:
                    uit.append(gemeente_op(self._stand, tekst, voor, veld))
                else:
                    codes = sorted(gemeentecodes(register_van(self._stand), tekst, veld))
                    uit.append(codes[0] if len(codes) == 1 else "")
            except Vraagfout as fout:
                self.fouten += [_met_tekst(een, tekst) for een in fout.fouten]
                uit.append("")
        return tuple(uit)

    def dubbel(self, geheel: Sequence[str], delen: Sequence[Deel]) -> None:
        """Ground that is named twice."""
        keren = Counter(code for code in geheel if code)
        for code in (code for code, aantal in keren.items() if aantal > 1):
            self._meld("samenvoegen", "dubbel", f"{self._noem(code)} staat er meer dan een keer.")
        for code in dict.fromkeys(code for code, _ in delen if code in keren):
            self._meld("delen", "overlap", f"{self._noem(code)} gaat al helemaal mee; laat het deel weg.")
        per: dict[str, Counter[str]] = {}
        for code, pc4s in delen:
            per.setdefault(code, Counter()).update(pc4s)
        for code, pc4s_ in per.items():
            twee = sorted(pc4 for pc4, aantal in pc4s_.items() if aantal > 1)
            if code and twee:
                self._meld("delen", "overlap", f"Van {self._noem(code)} staat meer dan een keer: {opgesomd(twee)}.")
        if sum(len(pc4s) for _, pc4s in delen) > MEESTE_POSTCODES:
            self._meld("delen", "te-veel", f"Noem ten hoogste {MEESTE_POSTCODES} postcodes.")

    def iets(self, aanvraag: Aanvraag) -> None:
        """That nothing was named."""
        if not aanvraag.samenvoegen and not aanvraag.delen:
            self._meld("samenvoegen", "ontbreekt", NIETS_GENOEMD)

    def grond(self, delen: Iterable[Deel], dag: date | None) -> None:
        """Ground of parts that does not exist or lies elsewhere, in the words of the move itself.

        Of a day that is wrong it is as far as is known.
        """
        beeld = basis_van(self._stand, dag - timedelta(days=1) if dag else LAATSTE_DAG).beeld
        for getypt, pc4s in delen:
            gemeente = getypt if dag or beeld.bestaat(getypt) else None
            for gebrek in zoek_grond(beeld, Grond(gemeente=gemeente or None, postcodes=pc4s))[1]:
                zin = f"{gebrek.melding[:1].upper()}{gebrek.melding[1:]}"
                laatst = not dag and gebrek.code == "niet-in-gemeente"
                self._meld("delen", gebrek.code, zin[:-1] + ", naar de laatst bekende indeling." if laatst else zin)

    def _noem(self, code: str) -> str:
        return f"{register_van(self._stand).gemeenten[code]['naam']} ({code})"


def _met_tekst(fout: Fout, tekst: str) -> Fout:
    """A fault about an unknown name, with the name in it: there may be several."""
    if fout.code != "onbekend":
        return fout
    wat = _toonbaar(tekst)
    return Fout(fout.veld, fout.code, f"Geen gemeente met de naam of code ‘{wat}’; geef bijvoorbeeld GM1730.")


def _toonbaar(tekst: str) -> str:
    kort = " ".join(tekst.split())[:LANGST_GETOOND]
    return "".join(teken if teken.isprintable() else "?" for teken in kort)


def gemeente_op(stand: Stand, tekst: str, dag: str, veld: str) -> str:
    """The code of a gemeente that exists on a day, by code or name. Raises Vraagfout."""
    register = register_van(stand)
    codes = sorted(gemeentecodes(register, tekst, veld))
    bestaand = [code for code in codes if _bestaat(register.gemeenten[code], dag)]
    if len(bestaand) == 1:
        return bestaand[0]
    if bestaand:
        keuze = " of ".join(f"{code} ({register.gemeenten[code]['naam']})" for code in bestaand)
        raise Vraagfout(Fout(veld, "meerdere", f"Er zijn meer gemeenten die {_toonbaar(tekst)} heten; kies {keuze}."))
    namen = ", ".join(f"{register.gemeenten[code]['naam']} ({code})" for code in codes)
    raise Vraagfout(Fout(veld, "bestaat-niet", f"{namen} bestaat niet op {dag}."))


def _bestaat(rij: Mapping[str, Any], dag: str) -> bool:
    return geldt_op(rij["geldig_vanaf"], rij["geldig_tot"], dag)


def op_velden(fouten: Iterable[Fout], hele: Sequence[bool]) -> list[Fout]:
    """Faults of the move at the fields of the proposal; ``hele`` says which of its parts are a whole gemeente."""
    return [_op_veld(fout, hele) for fout in fouten]


_VELD = re.compile(r"zetten\[0\]\.?(?:delen\[(\d+)\])?.*", re.ASCII)


def _op_veld(fout: Fout, hele: Sequence[bool]) -> Fout:
    raak = _VELD.fullmatch(fout.veld)
    if raak is None:
        return fout
    veld = "samenvoegen" if raak[1] and hele[int(raak[1])] else "delen" if raak[1] or not all(hele) else "samenvoegen"
    veld = veld if ".naam" not in fout.veld else "naam"
    return Fout(veld, fout.code, f"{fout.zin[:1].upper()}{fout.zin[1:]}")
