"""Every asked pair of divisions in short: the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regio.congruentie import bronnen, delen, getallen
from regio.congruentie.gewichten import onvolledig
from regio.congruentie.indelingen import NAMEN, bekende_naam, controleer_dag, kies, vanaf
from regio.congruentie.meting import meet_bekend, weeg
from regio.congruentie.paar import opmerkingen
from regio.stand.bewaren import bewaard
from regio.stand.opmerkingen import opmerking
from regio.stand.stand import Stand

Json = dict[str, Any]
# Gemeenten are what the others are made of: in the matrix only when asked for.
GEWOON = tuple(naam for naam in NAMEN if naam != "gemeente")


def matrix(
    stand: Stand, datum: str, weging: str, indelingen: Sequence[str] | None = None, met: Sequence[str] | None = None
) -> Json:
    """Every pair of some divisions (A) with others (B) on a day: the answer ``Congruenties``.

    Without a choice every division that existed on the day takes part, gemeenten aside; a division is
    never held against itself. Raises Vraagfout for an unknown name or weight, or a day too early for one.
    """
    links, rechts = _keuze(indelingen, datum, "indeling"), _keuze(met, datum, "met")
    toestand = stand.toestand_nr_iso(datum)
    namen = list(dict.fromkeys([*links, *rechts]))
    keuzes = [kies(stand, naam, datum) for naam in namen]
    paren = [(a, b) for a in links for b in rechts if a != b]
    wicht = weeg(stand, weging, *keuzes)
    rijen = [kort(stand, toestand, a, b, weging) for a, b in paren]
    return {
        "geldigOp": datum,
        "weging": delen.weging(wicht),
        "indelingen": [delen.indeling(keuze, datum) for keuze in keuzes],
        "aantal": len(rijen),
        "congruenties": [{**rij, "url": url(rij, datum)} for rij in rijen],
        "grensbron": stand.grenzen["bron"],
        "opmerkingen": [
            *opmerkingen(stand, toestand, keuzes),
            *_over_de_weging(weging, paren),
            *onvolledig(stand, wicht),
        ],
        "regeling": bronnen.regeling(stand.staart(toestand), keuzes),
        "herkomst": bronnen.herkomst(stand, toestand, keuzes, wicht, grens=True),
    }


def _keuze(namen: Sequence[str] | None, datum: str, veld: str) -> list[str]:
    """The known names of asked divisions, each once; without a question all that existed on the day."""
    if namen is None:
        return [naam for naam in GEWOON if vanaf(naam) <= datum]
    gekozen = list(dict.fromkeys(bekende_naam(naam, veld) for naam in namen))
    for naam in gekozen:
        controleer_dag(naam, datum)
    return gekozen


def _over_de_weging(weging: str, paren: Sequence[tuple[str, str]]) -> list[Json]:
    """That pairs of one sector count the children of that sector only."""
    sectoren = {frozenset({a, b} & {"PO", "VO"}) for a, b in paren}
    if weging not in ("kinderen", "leerlingen") or len(sectoren) < 2:
        return []
    tekst = (
        f"Elk paar telt zijn eigen {weging}: een paar met alleen PO die voor het primair onderwijs, een paar met "
        "alleen VO die voor het voortgezet onderwijs, elk ander paar beide. De weging hierboven is die van alles samen."
    )
    return [opmerking("weging-per-paar", tekst)]


@bewaard(1024)
def kort(stand: Stand, toestand: int, a: str, b: str, weging: str) -> Json:
    """One pair in short, without its address."""
    meting = meet_bekend(stand, toestand, a, b, weging)
    maten = delen.maten(meting)
    return {
        "indeling": a,
        "met": b,
        "weging": weging,
        **{naam: maten[naam] for naam in ("homogeniteit", "volledigheid", "v", "vMin", "vMax")},
        "oordelen": delen.oordelen(meting),
        "grensaandeel": getallen.aandeel(meting.grens.totaal_a.aandeel),
        "grensaandeelMet": getallen.aandeel(meting.grens.totaal_b.aandeel),
    }


def url(rij: Json, datum: str) -> str:
    """Where the whole answer about a pair is."""
    pad = f"/v1/congruenties/{rij['indeling'].lower()}/{rij['met'].lower()}"
    return f"{pad}?weging={rij['weging']}&geldigOp={datum}"
