"""Checks of gemeenten and herindelingen against each other and against the registers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from regio.bevinding import Bevinding
from regio.regeling import SECTOREN
from regio.stand.toestanden import KAART_NA, WAARNEMING_2014, Opbouw

# The number of gemeenten on 1 January, as CBS published it.
AANTAL_PER_JAAR = dict(
    zip(
        range(2011, 2027),
        (418, 415, 408, 403, 393, 390, 388, 380, 355, 355, 352, 345, 342, 342, 342, 342),
        strict=True,
    )
)
WAAR = "gemeenten/herindelingen.csv"


def controleer(opbouw: Opbouw) -> list[Bevinding]:
    """Every finding on gemeenten and herindelingen."""
    return [
        *_aantallen(opbouw),
        *_rijen(opbouw),
        *_registers(opbouw),
        *_grensgevallen(opbouw),
        *_provincies(opbouw),
    ]


def _aantallen(opbouw: Opbouw) -> Iterator[Bevinding]:
    for jaar, verwacht in AANTAL_PER_JAAR.items():
        dag = date(jaar, 1, 1)
        in_lijst = len(opbouw.tijdlijn.op(dag))
        if in_lijst != verwacht:
            wat = f"{in_lijst} gemeenten op {dag}, het CBS telt er {verwacht}."
            yield Bevinding("fout", "aantal-gemeenten", "gemeenten/gemeenten.csv", wat, "De editie is geweigerd.")
        zonder = {rij.code for rij in opbouw.tijdlijn.op(dag)} - _op_de_grond(opbouw, dag)
        if zonder and dag >= WAARNEMING_2014:
            wat = f"Geen bouwsteen op {dag} voor {', '.join(sorted(zonder))}."
            yield Bevinding("fout", "gemeente-zonder-grond", "gemeenten/gemeenten.csv", wat, "De editie is geweigerd.")


def _op_de_grond(opbouw: Opbouw, dag: date) -> set[str]:
    return {code for wie in opbouw.gemeenten_op(dag) for code in wie.mogelijk}


def _rijen(opbouw: Opbouw) -> Iterator[Bevinding]:
    for rij in opbouw.tijdlijn.alle:
        wat = f"{rij.datum}: {rij.oude_naam} → {rij.nieuwe_naam}, {rij.omschrijving or rij.omvang}. {rij.opmerking}"
        if rij.bevestigd == "onbevestigd":
            yield Bevinding("info", "herindeling-onbevestigd", WAAR, wat, "Nooit toegepast.")
        elif rij.bevestigd == "waargenomen":
            gedaan = "Tussen 2016-01-01 en 2022-01-01 zijn beide gemeenten mogelijk; daarna geldt de nieuwe."
            yield Bevinding("waarschuwing", "dag-niet-gevonden", WAAR, wat, gedaan)
        elif rij.omvang == "onbekend":
            gedaan = "Zonder gevolg: welke grond overging staat niet in de bron."
            yield Bevinding("waarschuwing", "omvang-onbekend", WAAR, wat, gedaan)
        if "TEGENSPRAAK" in rij.opmerking:
            yield Bevinding("waarschuwing", "bronnen-spreken-tegen", WAAR, wat, f"{rij.datum} is gebruikt.")
        if rij.bevestigd == "bevestigd" and not opbouw.tijdlijn.bestaat(rij.nieuwe_code, rij.datum):
            yield Bevinding("fout", "nieuwe-gemeente-onbekend", WAAR, wat, "De editie is geweigerd.")


def _registers(opbouw: Opbouw) -> Iterator[Bevinding]:
    """The registers of 2014 and 2022 beside what the herindelingen make of the law's gemeente."""
    in_2014 = {rij.pc4: rij.gemeente_2014 for rij in opbouw.feiten.postcodes_2014}
    in_2022 = {rij.pc4: rij.gemeente_2022 for rij in opbouw.feiten.postcodes}
    nu = opbouw.gemeenten_op(KAART_NA)
    for nummer, bouwsteen in enumerate(opbouw.feiten.bouwstenen):
        if bouwsteen.deel > 1:
            continue
        pc4, grond = bouwsteen.pc4, opbouw.grond(bouwsteen)
        terug = opbouw.tijdlijn.volg(opbouw.begin(bouwsteen), grond, bouwsteen.gemeente_per, WAARNEMING_2014)
        if pc4 in in_2014 and in_2014[pc4] not in terug.mogelijk:
            wat = f"{pc4}: in 2014 {in_2014[pc4]}, teruggerekend {', '.join(sorted(terug.mogelijk))}."
            gedaan = "Het register van 2014 gaat voor; de herindeling noemt deze postcode niet."
            yield Bevinding("info", "register-2014-verschilt", "postcodes/postcodes_2014.csv", wat, gedaan)
        if pc4 in in_2022 and nu[nummer].mogelijk != {in_2022[pc4]}:
            wat = f"{pc4}: CBS 2022 {in_2022[pc4]}, doorgetrokken {', '.join(sorted(nu[nummer].mogelijk))}."
            gedaan = "De gemeente van de regeling is doorgetrokken; het antwoord noemt het verschil."
            yield Bevinding("waarschuwing", "register-2022-verschilt", "postcodes/postcodes.csv", wat, gedaan)


def gesplitst(opbouw: Opbouw, dag: date) -> dict[str, set[str]]:
    """Per sector the gemeenten that certainly lie in more than one SWV, counted by hoofddelen."""
    toestand = opbouw.toestand(dag)
    uit: dict[str, set[str]] = {}
    for sector in SECTOREN:
        swvs: dict[str, set[str]] = {}
        for bouwsteen, wie, uitspraak in zip(
            opbouw.feiten.bouwstenen, toestand.gemeenten, toestand.uitspraken[sector], strict=True
        ):
            if bouwsteen.deel == 1 and len(wie.waarschijnlijk) == len(uitspraak.codes) == 1:
                swvs.setdefault(min(wie.waarschijnlijk), set()).add(uitspraak.codes[0])
        uit[sector] = {gemeente for gemeente, codes in swvs.items() if len(codes) > 1}
    return uit


def _grensgevallen(opbouw: Opbouw) -> Iterator[Bevinding]:
    """Gemeenten that would be split too if the register of 2022 were followed."""
    dag = date(2026, 1, 1)
    toestand, wel = opbouw.toestand(dag), gesplitst(opbouw, dag)
    in_2022 = {rij.pc4: rij.gemeente_2022 for rij in opbouw.feiten.postcodes}
    for nummer, bouwsteen in enumerate(opbouw.feiten.bouwstenen):
        register = in_2022.get(bouwsteen.pc4, "")
        if bouwsteen.deel > 1 or not opbouw.tijdlijn.bestaat(register, dag):
            continue
        if register in toestand.gemeenten[nummer].mogelijk:
            continue
        for sector in SECTOREN:
            eigen = {
                toestand.uitspraken[sector][nr].codes
                for nr, wie in enumerate(toestand.gemeenten)
                if wie.mogelijk == {register}
            }
            if register not in wel[sector] and toestand.uitspraken[sector][nummer].codes not in eigen:
                naam = rij.naam if (rij := opbouw.tijdlijn.gemeente(register)) else register
                wat = f"{sector}: {naam} zou door {bouwsteen.pc4} over meer verbanden vallen volgens CBS 2022."
                gedaan = "Niet als gesplitst geteld: de regeling noemt de postcode onder een andere gemeente."
                yield Bevinding("waarschuwing", "grensgeval", "postcodes/postcodes.csv", wat, gedaan)


def _provincies(opbouw: Opbouw) -> Iterator[Bevinding]:
    """A gemeente of 2014 lies in one provincie, which has a name."""
    namen = {rij.code for rij in opbouw.feiten.provincies}
    per_gemeente: dict[str, set[str]] = {}
    for rij in opbouw.feiten.postcodes_2014:
        per_gemeente.setdefault(rij.gemeente_2014, set()).add(rij.provincie)
    fout = sorted(code for code, codes in per_gemeente.items() if len(codes) > 1 or not codes <= namen)
    if fout:
        wat = f"Meer dan een provincie, of een zonder naam, bij {', '.join(fout[:10])}."
        yield Bevinding("fout", "provincie-onbekend", "gemeenten/provincies.csv", wat, "De editie is geweigerd.")
