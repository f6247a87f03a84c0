"""The parts of an answer about a pair: division, weight, measures, regions, borders, moves."""

from __future__ import annotations

from collections import Counter
from typing import Any

from regio.congruentie import getallen
from regio.congruentie.gewichten import Gewicht
from regio.congruentie.indelingen import Keuze
from regio.congruentie.meting import Meting
from regio.congruentie.model import Grenslengte, Oordeel, Partner, Regiomaat

Json = dict[str, Any]

OORDELEN = {
    Oordeel.IDENTIEK: "identiek",
    Oordeel.UNIE: "unie",
    Oordeel.BINNEN: "binnen",
    Oordeel.DOORSNEDEN: "doorsneden",
    Oordeel.ZONDER_GEBIED: "zonderGebied",
    Oordeel.ONBEKEND: "onbekend",
}
GEEN_GRENS = Grenslengte(0.0, 0.0, 0.0, 0.0)


def indeling(keuze: Keuze, datum: str) -> Json:
    """A division as answers name it."""
    return {
        "naam": keuze.naam,
        "titel": keuze.titel,
        "regio": keuze.regio,
        "stand": None if keuze.stand == datum else keuze.stand,
        "regios": len(keuze.indeling.codes),
        "toelichting": keuze.toelichting,
    }


def weging(wicht: Gewicht) -> Json:
    """What was weighed with, and how a postcode in parts counts."""
    return {
        "naam": wicht.naam,
        "titel": wicht.titel,
        "eenheid": wicht.eenheid,
        "toelichting": wicht.toelichting,
        "verdeelregel": wicht.verdeelregel,
        "jaar": wicht.jaar,
        "totaal": getallen.gewicht(wicht.totaal),
        "zonderGegevens": wicht.zonder_gegevens,
    }


def maten(meting: Meting) -> Json:
    """The measures of the whole pair."""
    m = meting.maten
    laagste, hoogste = meting.band
    paren = {
        "homogeniteit": m.homogeniteit,
        "volledigheid": m.volledigheid,
        "v": m.v,
        "vMin": laagste,
        "vMax": hoogste,
        "jaccardA": m.jaccard_a,
        "jaccardAGewogen": m.jaccard_a_gewogen,
        "jaccardB": m.jaccard_b,
        "jaccardBGewogen": m.jaccard_b_gewogen,
    }
    return {naam: getallen.deel(waarde) for naam, waarde in paren.items()}


def oordelen(meting: Meting) -> Json:
    """How many regions of A have each verdict."""
    aantal = Counter(OORDELEN[regio.oordeel] for regio in meting.regiomaten)
    aantal["zonderGebied"] += len(meting.zonder_gebied)
    return {naam: aantal[naam] for naam in OORDELEN.values()}


def grensdeel(lengte: Grenslengte) -> Json:
    """A length of border, and how much of it both divisions have."""
    return {
        "lengte": getallen.meters(lengte.lengte),
        "samenvallend": getallen.meters(lengte.samenvallend),
        "aandeel": getallen.aandeel(lengte.aandeel),
        "rand": getallen.meters(lengte.rand),
        "onzeker": getallen.meters(lengte.onzeker),
    }


def partner(meting: Meting, een: Partner) -> Json:
    """A region of B under a region of A."""
    return {
        "code": een.code,
        "naam": meting.b.namen.get(een.code),
        "gewicht": getallen.gewicht(een.gewicht),
        "aandeel": getallen.aandeel(een.aandeel),
        "aandeelVanPartner": getallen.aandeel(een.aandeel_van_partner),
        "heel": een.heel,
    }


def regio(meting: Meting, maat: Regiomaat, te_verplaatsen: float) -> Json:
    """A region of A beside B; None for a measure where there is no weight, or no ground, to say it of."""
    weegt = maat.gewicht > 0
    partners = [partner(meting, een) for een in maat.partners]
    return {
        "code": maat.code,
        "naam": meting.a.namen.get(maat.code),
        "oordeel": maat.oordeel.value,
        "zeker": bool(maat.zeker),
        "gewicht": getallen.gewicht(maat.gewicht),
        "bouwstenen": int(maat.bouwstenen),
        "hoofdpartner": partners[0] if partners else None,
        "aantalPartners": len(partners),
        "partners": partners,
        "inhomogeniteit": float(maat.inhomogeniteit) if weegt else None,
        "jaccard": getallen.deel(maat.jaccard) if weegt else None,
        "grens": grensdeel(meting.grens.per_a.get(maat.code, GEEN_GRENS)),
        "teVerplaatsen": getallen.gewicht(te_verplaatsen) if maat.bouwstenen else None,
        "aandeelTeVerplaatsen": getallen.verhouding(te_verplaatsen, maat.gewicht),
    }


def regio_zonder_gebied(meting: Meting, code: str) -> Json:
    """A region of A that has no ground of its own."""
    maat = Regiomaat(
        code,
        Oordeel.ZONDER_GEBIED,
        zeker=True,
        gewicht=0.0,
        bouwstenen=0,
        partners=(),
        inhomogeniteit=0.0,
        jaccard=0.0,
    )
    naam = meting.stand.zicht(meting.toestand).naam("swv", code)
    return {**regio(meting, maat, 0.0), "naam": naam}
