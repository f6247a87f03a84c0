"""Checks of the versions of the regeling: rows, misprints, and the step from 2013 to 2015."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from regio.bevinding import Bevinding
from regio.bronnen.rijen import RegelingRij, Versie
from regio.controle import tabellen
from regio.regeling import POSTCODETABEL, SECTOREN, Gemeentelijst, Grondslag, Uitspraak, is_swv_code
from regio.stand.toestanden import Opbouw

AANTAL_GEBIEDEN = {"PO": 76, "VO": 74}
AANTAL_SWV = 152
VOOR, NA = date(2013, 10, 1), date(2015, 4, 23)


@dataclass(frozen=True, slots=True)
class Verschil:
    """Postcodes that two versions give to different SWVs, with the gemeente of the later one."""

    sector: str
    gemeente: str
    postcodes: tuple[str, ...]
    oud: str
    nieuw: str


def controleer(opbouw: Opbouw) -> list[Bevinding]:
    """Every finding on the law."""
    return [
        *_aantallen(opbouw),
        *_rijen(opbouw),
        *_correcties(opbouw),
        *_stap_naar_2015(opbouw),
        *_latere_stappen(opbouw),
        *_namen(opbouw),
    ]


def _aantallen(opbouw: Opbouw) -> Iterator[Bevinding]:
    """The counts of the versions up to 2015 are published; those of a later one are only told."""
    codes = {versie.versie: _codes(opbouw, versie) for versie in opbouw.feiten.versies}
    for versie, per_sector in codes.items():
        for sector, aantal in AANTAL_GEBIEDEN.items():
            if len(per_sector[sector]) != aantal:
                wat = f"{len(per_sector[sector])} gebieden {sector}, verwacht {aantal}."
                if versie <= NA:
                    yield Bevinding("fout", "aantal-gebieden", f"versie {versie}", wat, "De editie is geweigerd.")
                else:
                    gedaan = "Overgenomen: een latere versie mag er meer of minder hebben."
                    yield Bevinding("info", "aantal-gebieden-anders", f"versie {versie}", wat, gedaan)
    eerder = {code for versie, per in codes.items() if versie <= NA for alle in per.values() for code in alle}
    later = {code for versie, per in codes.items() if versie > NA for alle in per.values() for code in alle} - eerder
    telt = [rij for rij in opbouw.feiten.swvs if rij.soort in ("regeling", "landelijk") and rij.code not in later]
    if len(telt) != AANTAL_SWV:
        wat = f"{len(telt)} samenwerkingsverbanden, verwacht {AANTAL_SWV}."
        yield Bevinding("fout", "aantal-swv", "swv/samenwerkingsverbanden.csv", wat, "De editie is geweigerd.")


def _codes(opbouw: Opbouw, versie: Versie) -> dict[str, set[str]]:
    """Per sector the SWVs that a version gives ground."""
    lezing = opbouw.lezing(versie)
    return {sector: {code for uitspraak in lezing[sector] for code in uitspraak.codes} for sector in SECTOREN}


def rijen_zonder_bouwsteen(opbouw: Opbouw, versie: Versie) -> list[RegelingRij]:
    """Rows of a version of 2013 that name no bouwsteen for certain."""
    lezing = opbouw.lezing(versie)
    gebruikt = {
        (sector, nummer)
        for sector in SECTOREN
        for uitspraak in lezing[sector]
        if uitspraak.grondslag != Grondslag.ONBEKEND
        for nummer in uitspraak.rijen
        if len(uitspraak.rijen) == 1
    }
    rijen = (rij for rij in opbouw.feiten.regeling_rijen if rij.versie == versie.versie)
    return [rij for rij in rijen if (rij.sector, rij.rij) not in gebruikt]


def _rijen(opbouw: Opbouw) -> Iterator[Bevinding]:
    feiten = opbouw.feiten
    for versie in feiten.versies:
        waar = f"versie {versie.versie}"
        for rij in Gemeentelijst(feiten, versie, opbouw.namen).onbekende_namen:
            wat = f"{rij.sector}, rij {rij.rij}: gemeente {rij.gemeente!r} is niet te herkennen."
            yield Bevinding("fout", "gemeente-onbekend", waar, wat, "De editie is geweigerd; voeg een alias toe.")
        for rij in rijen_zonder_bouwsteen(opbouw, versie):
            codes = opbouw.namen.codes(rij.gemeente, versie.gemeenten_per)
            opgeheven = all(not opbouw.tijdlijn.bestaat(code, versie.geldig_vanaf) for code in codes)
            herschikt = any(r.nieuwe_code in codes and r.datum == versie.geldig_vanaf for r in opbouw.tijdlijn.alle)
            wat = f"{rij.sector}, rij {rij.rij}: {rij.gemeente} ({rij.swv}) noemt geen enkele bouwsteen met zekerheid."
            if opgeheven or herschikt:
                gedaan = "De gemeente was op de dag van ingang net opgeheven of uitgebreid; artikel 3 is gevolgd."
                yield Bevinding("info", "rij-zonder-bouwsteen", waar, wat, gedaan)
            else:
                yield Bevinding("fout", "rij-zonder-bouwsteen", waar, wat, "De editie is geweigerd.")
        yield from _zonder_uitspraak(opbouw, versie)
        if versie.vorm == POSTCODETABEL:
            yield from tabellen.controleer(opbouw, versie)


def _zonder_uitspraak(opbouw: Opbouw, versie: Versie) -> Iterator[Bevinding]:
    bouwstenen = opbouw.feiten.bouwstenen
    gedrukt = opbouw.lees(versie, gecorrigeerd=False)
    for sector in SECTOREN:
        leeg = [b.id for b, u in zip(bouwstenen, gedrukt[sector], strict=True) if not u.codes and not u.gedrukt]
        if leeg:
            wat = f"{sector}: zoals gedrukt nergens genoemd: {', '.join(leeg)}."
            gedaan = "Niets ingevuld, behalve waar een correctie het herstelt (zie correcties)."
            yield Bevinding("waarschuwing", "bouwsteen-niet-genoemd", f"versie {versie.versie}", wat, gedaan)


def _correcties(opbouw: Opbouw) -> Iterator[Bevinding]:
    for rij in opbouw.feiten.correcties:
        wat = f"{rij.nummer}, {rij.sector}, {rij.plaats}: gedrukt „{rij.gedrukt}”, gelezen „{rij.gelezen}”."
        gedaan = ("Toegepast. " if rij.toegepast else "Niet toegepast. ") + rij.reden
        yield Bevinding("info", "drukfout", f"versie {rij.versie}", wat, gedaan)


def verschillen(opbouw: Opbouw, voor: date, na: date) -> tuple[list[Verschil], dict[str, list[str]]]:
    """Where two versions differ, and per sector the postcodes that cannot be compared.

    Compared are the hoofddelen: the ground under which the law lists a postcode. A postcode whose
    gemeente in the earlier version is open between SWVs cannot be compared.
    """
    versies = {versie.versie: versie for versie in opbouw.feiten.versies}
    oud, nieuw = opbouw.lezing(versies[voor]), opbouw.lezing(versies[na])
    gemeenten = opbouw.gemeenten_op(na)
    groepen: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    open_: dict[str, list[str]] = {sector: [] for sector in SECTOREN}
    for nummer, bouwsteen in enumerate(opbouw.feiten.bouwstenen):
        for sector in SECTOREN if bouwsteen.deel == 1 else ():
            eerst, later = oud[sector][nummer], nieuw[sector][nummer]
            if len(eerst.codes) > 1:
                open_[sector].append(bouwsteen.pc4)
            elif eerst.codes != later.codes:
                namen = [rij.naam for c in gemeenten[nummer].mogelijk if (rij := opbouw.tijdlijn.gemeente(c))]
                groepen[sector, namen[0], woorden(eerst), woorden(later)].append(bouwsteen.pc4)
    return [Verschil(s, g, tuple(pc4s), a, b) for (s, g, a, b), pc4s in sorted(groepen.items())], open_


def woorden(uitspraak: Uitspraak) -> str:
    """What a version says of some ground: the code, or what stands in its place."""
    return uitspraak.gedrukt or " ".join(uitspraak.codes)


def stappen(opbouw: Opbouw) -> list[tuple[Versie, Versie]]:
    """The versions after that of 2015, each with the one before it."""
    op_volgorde = sorted(opbouw.feiten.versies, key=lambda versie: versie.geldig_vanaf)
    return [(oud, nieuw) for oud, nieuw in pairwise(op_volgorde) if nieuw.versie > NA]


def _latere_stappen(opbouw: Opbouw) -> Iterator[Bevinding]:
    bekend = {
        (rij.naar_versie, rij.sector, tuple(rij.postcodes.split()), rij.oud, rij.nieuw)
        for rij in opbouw.feiten.wijzigingen
    }
    for oud, nieuw in stappen(opbouw):
        gevonden, _ = verschillen(opbouw, oud.versie, nieuw.versie)
        for verschil in gevonden:
            wat = f"{verschil.sector}, {verschil.gemeente}, {len(verschil.postcodes)} postcodes "
            wat += f"({' '.join(verschil.postcodes[:5])}): {verschil.oud or 'geen'} werd {verschil.nieuw or 'geen'}."
            waar = f"van {oud.versie} naar {nieuw.versie}"
            sleutel = (nieuw.versie, verschil.sector, verschil.postcodes, verschil.oud, verschil.nieuw)
            if sleutel in bekend:
                yield Bevinding("info", "gebied-gewijzigd", waar, wat, "Staat in swv/wijzigingen.csv.")
            else:
                gedaan = "Overgenomen zoals gedrukt; het staat niet in swv/wijzigingen.csv."
                yield Bevinding("waarschuwing", "wijziging-niet-beschreven", waar, wat, gedaan)


def _stap_naar_2015(opbouw: Opbouw) -> Iterator[Bevinding]:
    gevonden, open_ = verschillen(opbouw, VOOR, NA)
    bekend = {
        (rij.sector, tuple(rij.postcodes.split()), rij.oud, rij.nieuw)
        for rij in opbouw.feiten.wijzigingen
        if rij.naar_versie == NA
    }
    waar = f"van {VOOR} naar {NA}"
    for verschil in gevonden:
        bekende = (verschil.sector, verschil.postcodes, verschil.oud, verschil.nieuw) in bekend
        wat = f"{verschil.sector}, {verschil.gemeente}, {' '.join(verschil.postcodes)}: "
        wat += f"{verschil.oud} werd {verschil.nieuw}."
        if bekende:
            yield Bevinding("info", "gebied-gewijzigd", waar, wat, "Staat in swv/wijzigingen.csv.")
        else:
            yield Bevinding("fout", "onverklaard-verschil", waar, wat, "De editie is geweigerd.")
    for sector, postcodes in open_.items():
        if postcodes:
            wat = f"{sector}, niet te controleren: {' '.join(postcodes)} ({len(postcodes)})."
            gedaan = "De gemeente van 2013 staat niet in de bronnen; alle kandidaten staan in het antwoord."
            yield Bevinding("waarschuwing", "niet-te-controleren", waar, wat, gedaan)
    yield from _nevendelen(opbouw, waar)


def _nevendelen(opbouw: Opbouw, waar: str) -> Iterator[Bevinding]:
    """Parts of a postcode that followed their gemeente in 2013 and their postcode since 2015."""
    versies = {versie.versie: versie for versie in opbouw.feiten.versies}
    oud, nieuw = opbouw.lezing(versies[VOOR]), opbouw.lezing(versies[NA])
    for sector in SECTOREN:
        anders = [
            f"{b.id} ({' '.join(o.codes) or 'geen'} → {' '.join(n.codes) or 'geen'})"
            for b, o, n in zip(opbouw.feiten.bouwstenen, oud[sector], nieuw[sector], strict=True)
            if b.deel > 1 and o.codes != n.codes
        ]
        if anders:
            wat = f"{sector}: {len(anders)} delen van een postcode wisselen: {', '.join(anders)}."
            gedaan = "De lijst van 2013 deelt per gemeente in, de tabel van 2015 per postcode; beide zijn gevolgd."
            yield Bevinding("info", "deel-volgt-postcode", waar, wat, gedaan)


def _namen(opbouw: Opbouw) -> Iterator[Bevinding]:
    waar = "swv/samenwerkingsverbanden.csv"
    zonder = [rij.code for rij in opbouw.feiten.swvs if rij.naam_status != "bron"]
    if zonder:
        wat = f"Van {len(zonder)} verbanden is de naam in geen bron gevonden: {' '.join(zonder)}."
        yield Bevinding("info", "naam-onbevestigd", waar, wat, "Getoond als code met de gemeenten.")
    for rij in opbouw.feiten.swvs:
        if rij.soort != "regeling":
            wat = f"{rij.code or '(geen code)'} {rij.naam}: {rij.opmerking}"
            gedaan = "Bestaat zonder gebied." if rij.soort == "landelijk" else "Niet toegepast; telt niet mee."
            yield Bevinding("info", "swv-zonder-gebied", waar, wat, gedaan)
    gedrukt = {c for r in opbouw.feiten.regeling_postcodes for c in (r.po, r.vo) if is_swv_code(c)}
    for code in sorted(gedrukt - {rij.code for rij in opbouw.feiten.swvs}):
        yield Bevinding("fout", "swv-onbekend", waar, f"{code} staat in de wet maar niet hier.", "Geweigerd.")
