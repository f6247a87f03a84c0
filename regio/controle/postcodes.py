"""Checks of the postcodes and of the fixed list of bouwstenen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from regio.bevinding import Bevinding
from regio.bouwsteen import bouwsteen_id, deel_regel, grote_delen
from regio.bronnen.rijen import BouwsteenRij
from regio.regeling import SECTOREN, eerste_tabel
from regio.stand.toestanden import KAART_NA, KAART_VOOR, Opbouw
from regio.tijdlijn.herindelingen import Gemeenten

WAAR = "postcodes/bouwstenen.csv"
# Exists according to CBS but has an empty area there and stands in no table at hand.
ONTBREEKT = ("5028",)


def controleer(opbouw: Opbouw) -> list[Bevinding]:
    """Every finding on postcodes and bouwstenen."""
    return [*_bouwstenen(opbouw), *_punten(opbouw), *_nieuwe(opbouw), *_oppervlakten(opbouw), *_leerlingen(opbouw)]


def volgens_regel(opbouw: Opbouw) -> list[BouwsteenRij]:
    """The list of bouwstenen as the rule gives it from the law and the areas."""

    def opvolgers(code: str) -> set[str]:
        return opbouw.tijdlijn.opvolgers_op(code, KAART_VOOR, KAART_NA)

    groot = grote_delen(opbouw.feiten.delen, opvolgers)
    uit: list[BouwsteenRij] = []
    for pc4, (hoofd, per) in sorted(_hoofden(opbouw).items()):
        if pc4 not in groot:  # the maps show no part of it in another gemeente
            uit += deel_regel(pc4, hoofd, hoofd, per, [], opvolgers)
            continue
        (in_2016,) = opbouw.tijdlijn.volg(Gemeenten.zeker(hoofd), opbouw.grond_van(pc4), per, KAART_VOOR).waarschijnlijk
        uit += deel_regel(pc4, hoofd, in_2016, per, groot[pc4], opvolgers)
    return uit


def _hoofden(opbouw: Opbouw) -> dict[str, tuple[str, date]]:
    """Per PC4 the gemeente under which the law lists it, or its ground lay, and the day of that."""
    eerste = eerste_tabel(opbouw.feiten)
    versies = {versie.versie: versie for versie in opbouw.feiten.versies}
    uit: dict[str, tuple[str, date]] = {}
    for nieuw in opbouw.feiten.nieuwe_postcodes:
        uit[nieuw.pc4] = (nieuw.gemeente_code_2016, KAART_VOOR)
    # Bouwstenen stay as they are: the first version that lists a postcode says where its ground lay.
    for rij in sorted(opbouw.feiten.regeling_postcodes, key=lambda rij: rij.versie):
        if rij.versie == eerste or rij.pc4 not in uit:
            per = versies[rij.versie].gemeenten_per
            (code,) = opbouw.namen.codes(rij.gemeente, per)
            uit[rij.pc4] = (code, per)
    return uit


def _bouwstenen(opbouw: Opbouw) -> Iterator[Bevinding]:
    lijst, regel = list(opbouw.feiten.bouwstenen), volgens_regel(opbouw)
    if lijst != regel:
        anders = sorted({rij.id for rij in set(lijst) ^ set(regel)})[:10]
        wat = f"De lijst wijkt af van de regel bij {', '.join(anders) or 'de volgorde'}."
        yield Bevinding("fout", "bouwstenen-wijken-af", WAAR, wat, "De editie is geweigerd.")
    for rij in lijst:
        if rij.id != bouwsteen_id(rij.pc4, rij.deel):
            yield Bevinding("fout", "bouwsteen-id", WAAR, f"{rij.id} past niet bij {rij.pc4}.", "Geweigerd.")
    delen = [rij.id for rij in lijst if rij.deel > 1]
    wat = f"{len(lijst)} bouwstenen; {len(delen)} zijn een nevendeel: {', '.join(delen)}."
    yield Bevinding("info", "bouwstenen-in-delen", WAAR, wat, "Inwoners en kinderen tellen bij het hoofddeel.")


def _punten(opbouw: Opbouw) -> Iterator[Bevinding]:
    waar = "postcodes/postcodes.csv"
    met_punt = {rij.pc4 for rij in opbouw.feiten.postcodes}
    zonder = sorted({rij.pc4 for rij in opbouw.feiten.bouwstenen} - met_punt)
    if zonder:
        wat = f"Staan in de regeling maar hebben geen vlak in de kaart van 2020: {', '.join(zonder)}."
        yield Bevinding("waarschuwing", "postcode-zonder-vlak", waar, wat, "Wel op postcode te vinden, niet op punt.")
    kapot = [rij.pc4 for rij in opbouw.feiten.postcodes if rij.punt_bron != "pc4_2020"]
    if kapot:
        wat = f"Het vlak van {', '.join(kapot)} is kapot (6 tot 405 m²)."
        yield Bevinding("waarschuwing", "vlak-kapot", waar, wat, "Het punt komt uit een andere bron.")
    wat = f"{', '.join(ONTBREEKT)} heeft een leeg vlak in de kaart van 2020 en staat niet in de regeling."
    yield Bevinding("info", "postcode-leeg", waar, wat, "Bestaat hier niet als bouwsteen.")
    leeg = [rij.pc4 for rij in opbouw.feiten.postcodes if rij.inwoners_2021 is None]
    if leeg:
        wat = f"Zonder inwonertal: {', '.join(leeg)}."
        yield Bevinding("info", "inwoners-onbekend", waar, wat, "Telt als nul in aandelen.")


def _nieuwe(opbouw: Opbouw) -> Iterator[Bevinding]:
    waar = "swv/postcodes_na_regeling.csv"
    nieuw = {rij.pc4: {"PO": rij.po, "VO": rij.vo} for rij in opbouw.feiten.nieuwe_postcodes}
    inwoners = sum(rij.inwoners_2021 for rij in opbouw.feiten.nieuwe_postcodes)
    wat = f"{len(nieuw)} postcodes met {inwoners} inwoners zijn nieuwer dan de tabel van 2015: {', '.join(nieuw)}."
    yield Bevinding("info", "nieuwer-dan-de-regeling", waar, wat, "Afgeleid van de gemeente waarin de grond lag.")
    voor = next(versie for versie in opbouw.feiten.versies if versie.versie == date(2013, 10, 1))
    for sector in SECTOREN:
        for bouwsteen, uitspraak in zip(opbouw.feiten.bouwstenen, opbouw.lezing(voor)[sector], strict=True):
            if bouwsteen.deel == 1 and bouwsteen.pc4 in nieuw and uitspraak.codes != (nieuw[bouwsteen.pc4][sector],):
                wat = (
                    f"{bouwsteen.pc4}, {sector}: 2013 geeft {uitspraak.codes}, de tabel {nieuw[bouwsteen.pc4][sector]}."
                )
                yield Bevinding("fout", "nieuwe-postcode-wijkt-af", waar, wat, "De editie is geweigerd.")


def _oppervlakten(opbouw: Opbouw) -> Iterator[Bevinding]:
    waar = "postcodes/oppervlakten.csv"
    pc4s, gemeten = {rij.pc4 for rij in opbouw.feiten.bouwstenen}, [rij.pc4 for rij in opbouw.feiten.oppervlakten]
    fout = sorted(
        {rij.pc4 for rij in opbouw.feiten.oppervlakten if rij.hectare <= 0}
        | (set(gemeten) - pc4s)
        | {pc4 for pc4, aantal in Counter(gemeten).items() if aantal > 1}
    )
    if fout:
        wat = f"Onbekend, dubbel of zonder oppervlakte: {', '.join(fout)}."
        yield Bevinding("fout", "oppervlakte-onbruikbaar", waar, wat, "De editie is geweigerd.")
    zonder = sorted(pc4s - set(gemeten))
    if zonder:
        wat = f"Van {len(zonder)} postcodes is geen oppervlakte bekend: {', '.join(zonder[:10])}."
        yield Bevinding("info", "oppervlakte-onbekend", waar, wat, "Telt als nul bij de weging oppervlakte.")


def _leerlingen(opbouw: Opbouw) -> Iterator[Bevinding]:
    rijen = opbouw.feiten.leerlingen
    if not rijen:
        return
    waar = "leerlingen"
    totaal = sum(rij.leerlingen for rij in rijen)
    wat = f"{totaal} leerlingen in {len(rijen)} rijen, van {min(rij.jaar for rij in rijen)}, door de beheerder geladen."
    yield Bevinding("info", "leerlingen-geladen", waar, wat, "Te gebruiken als weging leerlingen.")
    onbekend = sorted({rij.pc4 for rij in rijen} - {rij.pc4 for rij in opbouw.feiten.bouwstenen})
    if onbekend:
        wat = f"Staan niet in de lijst van bouwstenen: {', '.join(onbekend[:10])}."
        yield Bevinding("waarschuwing", "leerlingen-zonder-bouwsteen", waar, wat, "Deze leerlingen tellen niet mee.")
