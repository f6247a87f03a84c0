"""What somebody who decides on a scenario has to know about its picture: findings, with what to do.

A finding says what the moves changed. What was that way in the base already (islands, gemeenten that
were split) is not told again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from regio.bevinding import Bevinding, Niveau
from regio.congruentie.getallen import geteld, heel, kort, maat
from regio.congruentie.kruistabel import kruis
from regio.congruentie.model import Oordeel
from regio.congruentie.oordeel import oordelen
from regio.fouten import Fout, Vraagfout
from regio.scenario.beeld import Beeld
from regio.scenario.effecten import Effecten, geraakt
from regio.scenario.lagen import Nummers, anders, zeker_in
from regio.scenario.maatstaf import JEUGDREGIO, Maatstaf
from regio.scenario.naast import splitsing
from regio.scenario.zetten import SECTOREN
from regio.stand.bewaren import bewaard
from regio.waarde import KANDIDATEN

_KLEINSTE_VERSCHIL = 1e-6
_GENOEMD = 6


@dataclass(frozen=True, slots=True)
class Drempel:
    """How many children (or pupils) an SWV of a sector should have at least and at most; None for no bound."""

    minste: float | None = None
    meeste: float | None = None


Drempels = Mapping[str, Drempel]


def lees_drempels(waarde: object, plek: str = "body") -> dict[str, Drempel]:
    """Thresholds from JSON, ``{"PO": {"minste": 5000, "meeste": 40000}}``; raises Vraagfout for another form."""
    melding = "Geef drempels als PO en VO, elk met minste en meeste: getallen van 0 of meer, minste niet boven meeste."
    if not isinstance(waarde, Mapping) or not set(waarde) <= set(SECTOREN):
        raise Vraagfout(Fout("drempels", "drempels-vorm", melding, plek))
    fout = [sector for sector, een in waarde.items() if not _is_drempel(een)]
    if fout:
        raise Vraagfout(*(Fout(f"drempels.{sector}", "drempels-vorm", melding, plek) for sector in fout))
    return {sector: Drempel(**een) for sector, een in waarde.items()}


def _is_drempel(waarde: object) -> bool:
    if not isinstance(waarde, Mapping) or not set(waarde) <= {"minste", "meeste"}:
        return False
    grenzen = [een for een in waarde.values() if een is not None]
    if any(isinstance(een, bool) or not isinstance(een, int | float) or not 0 <= een < float("inf") for een in grenzen):
        return False
    return len(grenzen) < len(("minste", "meeste")) or waarde["minste"] <= waarde["meeste"]


def bevindingen(maatstaf: Maatstaf, voor: Effecten, na: Effecten, drempels: Drempels | None = None) -> list[Bevinding]:
    """Everything to be said of a picture beside that of its base, gravest first."""
    alle: list[Bevinding] = []
    for sector in SECTOREN:
        alle += _leeg(voor, na, sector)
        alle += _nieuw_zonder_naam(voor, na, sector)
        alle += _samenhang(maatstaf, voor, na, sector)
        alle += _omvang(maatstaf, voor, na, sector, (drempels or {}).get(sector, Drempel()))
        alle += _gemeenten(voor, na, sector)
        alle += _gedeelde_postcodes(voor.beeld, na.beeld, sector)
        alle += _congruentie(voor, na, sector)
    alle += [*_doorgaand(maatstaf, voor, na), *_open_jeugdregio(voor, na)]
    return sorted(alle, key=lambda een: (_ORDE.index(een.niveau), een.code, een.waar))


_ORDE: tuple[Niveau, ...] = ("fout", "waarschuwing", "info")


def _leeg(voor: Effecten, na: Effecten, sector: str) -> Iterator[Bevinding]:
    for code, cijfers in na.sectoren[sector].swvs.items():
        was = voor.sectoren[sector].swvs.get(code)
        if not cijfers.bouwstenen and (was is None or was.bouwstenen):
            wat = f"{na.beeld.noem(code)} heeft geen grond meer."
            yield Bevinding("fout", "swv-leeg", code, wat, "Geef het grond, of voeg het samen met een ander verband.")


def _nieuw_zonder_naam(voor: Effecten, na: Effecten, sector: str) -> Iterator[Bevinding]:
    """New SWVs that got no name: meant, or a code with a typing error in a table."""
    for code in sorted(na.sectoren[sector].swvs.keys() - voor.sectoren[sector].swvs.keys()):
        nummers = zeker_in(na.beeld.lagen[sector], code).tolist()
        if na.beeld.namen[code] is None and nummers:
            aantal = geteld(len({na.beeld.basis.pc4s[nummer] for nummer in nummers}), "postcode", "postcodes")
            wat = f"{code} is een nieuw verband zonder naam, met {aantal}."
            yield Bevinding("info", "nieuw-zonder-naam", code, wat, "Geef het een naam, of verbeter de code.")


def _samenhang(maatstaf: Maatstaf, voor: Effecten, na: Effecten, sector: str) -> Iterator[Bevinding]:
    """Pieces that lie apart; those that lay apart from the largest within the same SWV of the base are known."""
    waarden, eilanden = voor.beeld.lagen[sector].waarden, _eilanden(voor, sector)
    for code in sorted(geraakt(voor.beeld, na.beeld, sector) & na.sectoren[sector].swvs.keys()):
        hoofd, *los = na.swv(code).stukken or ((),)
        eerder = _herkomst(waarden, eilanden, hoofd) if los else set()
        verbanden = {swv for swv, _ in eerder}
        for stuk in los:
            herkomst = _herkomst(waarden, eilanden, stuk)
            if herkomst & eerder or any(swv not in verbanden for swv, _ in herkomst):
                yield _los(maatstaf, na.beeld, code, hoofd, stuk)
            eerder |= herkomst


def _eilanden(effecten: Effecten, sector: str) -> dict[int, int]:
    """Per bouwsteen outside the largest piece of its SWV the number of its piece, from 1."""
    verbanden = effecten.sectoren[sector].swvs.values()
    return {nr: plek for een in verbanden for plek, stuk in enumerate(een.stukken[1:], 1) for nr in stuk}


def _herkomst(waarden: NDArray[np.int16], eilanden: Mapping[int, int], stuk: tuple[int, ...]) -> set[tuple[int, int]]:
    """The pieces that some ground lay in, each as the value of its SWV and its number, 0 for the largest."""
    return {(waarde, eilanden.get(nr, 0)) for nr, waarde in zip(stuk, waarden[list(stuk)].tolist(), strict=True)}


def _los(maatstaf: Maatstaf, beeld: Beeld, code: str, hoofd: tuple[int, ...], stuk: tuple[int, ...]) -> Bevinding:
    pc4s = list(dict.fromkeys(beeld.basis.pc4s[nummer] for nummer in stuk))
    wat = f"Een deel van {beeld.noem(code)} ligt los van de rest: {kort(pc4s, _GENOEMD, 'postcodes')}."
    if maatstaf.landstuk[hoofd[0]] != maatstaf.landstuk[stuk[0]]:
        return Bevinding("info", "los-over-water", code, wat, "Er ligt water tussen. Ga na of dat bezwaarlijk is.")
    return Bevinding(
        "waarschuwing", "niet-aaneengesloten", code, wat, "Voeg de grond ertussen toe, of laat dit deel weg."
    )


def _omvang(maatstaf: Maatstaf, voor: Effecten, na: Effecten, sector: str, drempel: Drempel) -> Iterator[Bevinding]:
    """SWVs outside the thresholds: a warning when the scenario touched them."""
    raak, wie = geraakt(voor.beeld, na.beeld, sector), maatstaf.gewicht(sector).titel
    for code, cijfers in na.sectoren[sector].swvs.items():
        niveau: Niveau = "waarschuwing" if code in raak else "info"
        telt = f"{na.beeld.noem(code)} telt {heel(cijfers.kinderen)} {wie}"
        if drempel.minste is not None and cijfers.kinderen < drempel.minste and cijfers.bouwstenen:
            wat = f"{telt}; uw ondergrens is {heel(drempel.minste)}."
            yield Bevinding(niveau, "te-weinig-kinderen", code, wat, "Voeg grond toe, of voeg het verband samen.")
        if drempel.meeste is not None and cijfers.kinderen > drempel.meeste:
            wat = f"{telt}; uw bovengrens is {heel(drempel.meeste)}."
            yield Bevinding(niveau, "te-veel-kinderen", code, wat, "Splits het verband, of geef grond af.")


def _gemeenten(voor: Effecten, na: Effecten, sector: str) -> Iterator[Bevinding]:
    """Gemeenten that came to lie in more SWVs, or that are no longer split."""
    hier = voor.tafels(sector)
    for code, wordt in na.tafels(sector).items():
        was = hier.get(code)
        if was == wordt:
            continue
        soort, naam = splitsing(was, wordt), na.beeld.noem(code)
        verbanden = kort([na.beeld.noem(swv) for swv in wordt[0]], _GENOEMD, "verbanden")
        if soort == "nieuw-gesplitst":
            wat = f"{naam} komt te liggen in {len(wordt[0])} verbanden {sector}: {verbanden}."
            yield Bevinding("waarschuwing", "gemeente-nieuw-gesplitst", code, wat, _MEER_TAFELS)
        elif soort == "al-gesplitst" and was and len(wordt[0]) > len(was[0]):
            wat = f"{naam} lag in {len(was[0])} verbanden {sector} en ligt nu in {len(wordt[0])}: {verbanden}."
            yield Bevinding("waarschuwing", "gemeente-verder-gesplitst", code, wat, _MEER_TAFELS)
        elif soort == "geheeld":
            wat = f"{naam} ligt niet langer in meer dan één verband {sector}; nu alleen in {verbanden}."
            yield Bevinding("info", "gemeente-geheeld", code, wat, "De gemeente heeft een tafel minder.")


_MEER_TAFELS = "De gemeente overlegt dan aan meer tafels. Vraag wat zij ervan vindt."


def _gedeelde_postcodes(voor: Beeld, na: Beeld, sector: str) -> Iterator[Bevinding]:
    """Postcodes of which the parts came to lie in several SWVs: the law names whole postcodes."""
    oud, nieuw = voor.lagen[sector], na.lagen[sector]
    delen = {voor.basis.pc4s[nummer] for nummer in anders(oud, nieuw).tolist()}
    for pc4 in sorted(delen):
        nummers = list(na.basis.op_pc4[pc4])
        if len({nieuw[nr] for nr in nummers}) > 1 and len({oud[nr] for nr in nummers}) == 1:
            codes = sorted({code for nummer in nummers for code in nieuw[nummer]})
            wat = f"De delen van postcode {pc4} liggen in verschillende verbanden {sector}: {' en '.join(codes)}."
            yield Bevinding(
                "waarschuwing",
                "postcode-gedeeld",
                pc4,
                wat,
                "De regeling wijst hele postcodes toe. Verplaats ook de rest.",
            )


def _congruentie(voor: Effecten, na: Effecten, sector: str) -> Iterator[Bevinding]:
    was, wordt = (een.sectoren[sector].congruentie[JEUGDREGIO].v for een in (voor, na))
    if opengevallen(voor, na).size:
        return  # that ground counts before and not after: the two figures are about another country
    if wordt < was - _KLEINSTE_VERSCHIL:
        wat = f"De congruentie van {sector} met de jeugdregio's {_lager(was, wordt)}."
        yield Bevinding("waarschuwing", "congruentie-lager", sector, wat, "Bekijk welke jeugdregio's doorsneden raken.")


def _lager(was: float, wordt: float) -> str:
    if maat(was) == maat(wordt):
        return f"(V-maat, {maat(was)}) wordt iets lager"
    return f"(V-maat) daalt van {maat(was)} naar {maat(wordt)}"


def _doorgaand(maatstaf: Maatstaf, voor: Effecten, na: Effecten) -> Iterator[Bevinding]:
    """PO and VO further apart: told once where it shows in their V-measure, otherwise per SWV that comes to be cut."""
    door = sorted(_doorsneden(maatstaf, na) - _doorsneden(maatstaf, voor))
    was, wordt = (een.beide["PO"].v for een in (voor, na))
    if wordt < was - _KLEINSTE_VERSCHIL:
        wat = f"PO en VO komen verder uiteen: de congruentie van PO met VO {_lager(was, wordt)}."
        if door:
            namen = kort([na.beeld.noem(code) for code in door], _GENOEMD, "verbanden")
            wat = f"{wat} Een grens van de andere sector komt te lopen door {namen}."
        yield _uiteen(" en ".join(SECTOREN), wat)
        return
    for code in door:
        ander = SECTOREN[1 - SECTOREN.index(code[:2])]
        yield _uiteen(code, f"Door {na.beeld.noem(code)} komt een grens te lopen van de verbanden {ander}.")


def _uiteen(waar: str, wat: str) -> Bevinding:
    return Bevinding("waarschuwing", "po-vo-uiteen", waar, wat, "Overweeg dezelfde verandering in de andere sector.")


@bewaard(2)  # that of the base is asked for with every scenario
def _doorsneden(maatstaf: Maatstaf, effecten: Effecten) -> frozenset[str]:
    uit, beeld = set[str](), effecten.beeld
    for sector in SECTOREN:
        eigen, ander = beeld.lagen[sector], beeld.lagen[SECTOREN[1 - SECTOREN.index(sector)]]
        tabel = kruis(eigen, ander, maatstaf.gewicht(*SECTOREN).waarden)
        paren = zip(tabel.a, oordelen(tabel).oordeel, strict=True)
        uit |= {code for code, oordeel in paren if oordeel is Oordeel.DOORSNEDEN}
    return frozenset(uit)


def _open_jeugdregio(voor: Effecten, na: Effecten) -> Iterator[Bevinding]:
    """Ground of which a herindeling leaves the jeugdregio open."""
    nummers = opengevallen(voor, na).tolist()
    gemeenten = sorted({code for nummer in nummers for code in na.beeld.lagen["gemeente"][nummer]})
    for code in gemeenten:
        wat = (
            f"{na.beeld.noem(code)} ligt op grond van meer dan een jeugdregio; welke het wordt staat nog open. De "
            "V-maat met de jeugdregio's is daarom niet te vergelijken met die ervoor."
        )
        yield Bevinding(
            "info", "jeugdregio-open", code, wat, "Deze grond telt niet mee in de congruentie met jeugdregio's."
        )


def opengevallen(voor: Effecten, na: Effecten) -> Nummers:
    """The bouwstenen of which the jeugdregio is open after, and was not open in the same way before."""
    oud, nieuw = (een.ondergrond.indelingen[JEUGDREGIO] for een in (voor, na))
    nummers = anders(oud, nieuw)
    return nummers[nieuw.waarden[nummers] <= KANDIDATEN]
