"""What can be asked: from words and dates to a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from kaarten.analyse.blad import Blad, Kaartbron
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import controleer_gemeente, controleer_swv, lees_datum
from regio.zoeken.register import register_van

INDELINGEN = ("PO", "VO", "gemeente", "jeugdregio", "rmc")
SECTOREN = ("PO", "VO")


@dataclass(frozen=True, slots=True)
class Kaartvraag:
    """One question for a map; ``datum`` is ISO and checked. Equal questions have equal sheets."""

    soort: str
    datum: str
    indeling: str = ""
    gemeente: str = ""
    met: str = ""
    weging: str = ""


def vraag_indeling(indeling: str, datum: str, veld: str) -> Kaartvraag:
    """A whole indeling; its name in any case. Raises Vraagfout."""
    gekozen = {naam.lower(): naam for naam in INDELINGEN}.get(indeling.strip().lower())
    if gekozen is None:
        keuze = f"{', '.join(INDELINGEN[:-1])} of {INDELINGEN[-1]}"
        raise Vraagfout(Fout("indeling", "onbekend", f"Kies als indeling {keuze}."))
    return Kaartvraag("indeling", _datum(datum, veld, swv=gekozen in SECTOREN), indeling=gekozen)


def vraag_gemeente(stand: Stand, gemeente: str, datum: str, veld: str) -> Kaartvraag:
    """One gemeente, by code or name, current or former. Raises Vraagfout or NietGevonden."""
    datum = _datum(datum, veld, swv=False)
    return Kaartvraag("gemeente", datum, gemeente=gemeentecode(stand, gemeente, datum))


def vraag_gesplitst(sector: str, datum: str, veld: str) -> Kaartvraag:
    """The split gemeenten of PO, of VO, or (empty) of both. Raises Vraagfout."""
    gekozen = sector.strip().upper()
    if gekozen not in ("", *SECTOREN):
        raise Vraagfout(Fout("sector", "onbekend", "Kies als sector PO of VO, of laat hem weg voor allebei."))
    return Kaartvraag("gesplitst", _datum(datum, veld, swv=True), indeling=gekozen)


def vraag_herindeling(stand: Stand, gemeente: str, jaar: str) -> Kaartvraag:
    """A herindeling, by an old or new gemeente and, where it had several, the year."""
    from kaarten.analyse.herindeling import herindelingsdag

    getal = jaar.strip()
    if getal and not (getal.isascii() and getal.isdigit() and len(getal) == 4):
        raise Vraagfout(Fout("jaar", "jaar-vorm", "Geef het jaar als vier cijfers, bijvoorbeeld 2018."))
    code = gemeentecode(stand, gemeente)
    return Kaartvraag("herindeling", herindelingsdag(stand, code, int(getal) if getal else None), gemeente=code)


def vraag_congruentie(indeling: str, met: str, weging: str, datum: str, veld: str) -> Kaartvraag:
    """Two divisions beside each other, by a weight (children when empty). Raises Vraagfout."""
    from regio.congruentie.gewichten import WEGINGEN
    from regio.congruentie.indelingen import bekende_naam, controleer_dag

    a, b = bekende_naam(indeling), bekende_naam(met, "met")
    if a == b:
        raise Vraagfout(
            Fout("met", "zelfde-indeling", f"Een indeling naast zichzelf zegt niets; kies naast {a} een andere.")
        )
    gekozen = weging.strip().lower() or WEGINGEN[0]
    if gekozen not in WEGINGEN:
        raise Vraagfout(Fout("weging", "onbekend", f"Deze weging is niet bekend. Kies uit: {', '.join(WEGINGEN)}."))
    dag = _datum(datum, veld, swv=bool({a, b} & set(SECTOREN)))
    for naam in (a, b):
        controleer_dag(naam, dag)
    return Kaartvraag("congruentie", dag, indeling=a, met=b, weging=gekozen)


def _datum(datum: str, veld: str, *, swv: bool) -> str:
    controleer = controleer_swv if swv else controleer_gemeente
    return controleer(lees_datum(datum, veld), veld).isoformat()


def gemeentecode(stand: Stand, gemeente: str, datum: str | None = None) -> str:
    """The code of a gemeente by its code or name; of namesakes the one that existed on a day.

    Raises Vraagfout when several bear the name, NietGevonden with suggestions when none does.
    """
    register = register_van(stand)
    code = gemeente.strip().upper()
    if code in register.gemeenten:
        return code
    codes = sorted({naam.sleutel for naam in register.met_naam(gemeente) if naam.soort == "gemeente"})
    if len(codes) > 1 and datum is not None:
        codes = [een for een in codes if _bestaat(register.gemeenten[een], datum)] or codes
    if len(codes) == 1:
        return codes[0]
    if codes:
        keuze = " of ".join(f"{een} ({register.gemeenten[een]['naam']})" for een in codes)
        raise Vraagfout(Fout("gemeente", "meerdere", f"Er zijn meer gemeenten met deze naam; kies {keuze}."))
    raise _onbekend(stand, gemeente)


def _bestaat(rij: dict[str, str | None], datum: str) -> bool:
    vanaf, tot = rij["geldig_vanaf"], rij["geldig_tot"]
    return vanaf is not None and vanaf <= datum and (tot is None or datum < tot)


def _onbekend(stand: Stand, gemeente: str) -> NietGevonden:
    """That there is no such gemeente, with what may be meant."""
    from regio.zoeken.zoek import lijkt_op

    lijkt = lijkt_op(stand, gemeente)
    bedoeld = f" Bedoelt u {' of '.join(lijkt)}?" if lijkt else ""
    return NietGevonden(f"Geen gemeente met deze naam of code gevonden.{bedoeld}", {"suggesties": lijkt})


def maak_blad(stand: Stand, bron: Kaartbron, vraag: Kaartvraag) -> Blad:
    """The sheet that answers a question. Raises NietGevonden."""
    if vraag.soort == "indeling":
        from kaarten.analyse.indeling import blad_indeling

        return blad_indeling(stand, bron, vraag.indeling, vraag.datum)
    if vraag.soort == "gemeente":
        from kaarten.analyse.gemeente import blad_gemeente

        return blad_gemeente(stand, bron, vraag.gemeente, vraag.datum)
    if vraag.soort == "gesplitst":
        from kaarten.analyse.gesplitst import blad_gesplitst

        sectoren = (vraag.indeling,) if vraag.indeling else SECTOREN
        return blad_gesplitst(stand, bron, sectoren, vraag.datum)
    if vraag.soort == "congruentie":
        from kaarten.analyse.congruentie import blad_congruentie

        return blad_congruentie(stand, bron, vraag.indeling, vraag.met, vraag.weging, vraag.datum)
    from kaarten.analyse.herindeling import blad_herindeling

    return blad_herindeling(stand, bron, vraag.gemeente, vraag.datum)
