"""Conclusions in plain Dutch: what a comparison shows, what it would take, and what is not sure."""

from __future__ import annotations

from regio.congruentie import getallen, stukken, woorden
from regio.congruentie.buiten import gewogen, open_gemeenten
from regio.congruentie.delen import OORDELEN, oordelen
from regio.congruentie.gewichten import Gewicht
from regio.congruentie.meting import Meting
from regio.congruentie.model import Oordeel, Verplaatslijst
from regio.congruentie.verplaatsen import te_verplaatsen
from regio.congruentie.woorden import Woord
from regio.stand.ligging import is_officieel

RAND = "Kust, rijksgrens en water tussen postcodes tellen niet mee."
SCHETS = "De grenzen zijn hier een schets uit één punt per postcode: lees de lengte als een schatting."
# A region is only just cut through below this share of its weight.
NET = 0.05
# Of less than this share of all weight is told that no more was measured.
RUIM = 0.9
_EENHEDEN = {"bouwstenen": "postcodes of delen daarvan"}
_ENKEL = {
    "kinderen": "1 kind",
    "inwoners": "1 inwoner",
    "leerlingen": "1 leerling",
    "bouwstenen": "1 postcode of deel daarvan",
}


def paar(meting: Meting, genest: Verplaatslijst) -> list[str]:
    """The conclusion about a pair: the outcome first, then what it would take and what is unsure."""
    a, b = woorden.van_twee(meting.a, meting.b)
    zinnen = [
        tel_oordelen(meting, a, b),
        meetgrond(meting, a),
        bijna(meting, a),
        grenszin(meting, a, b),
        verhuiszin(meting, genest, a),
        maatzin(meting),
        onzeker(meting, a),
        _weging(meting.gewicht),
    ]
    return [zin for zin in zinnen if zin]


def tel_oordelen(meting: Meting, a: Woord, b: Woord) -> str:
    """How many regions of A fit, and how."""
    aantal = oordelen(meting)
    totaal = len(meting.regiomaten)
    passend = aantal["identiek"] + aantal["unie"] + aantal["binnen"]
    if totaal and aantal["identiek"] == totaal == len(meting.kruis.b):
        return f"De {totaal} {a.meer} en de {totaal} {b.meer} hebben dezelfde gebieden."
    delen = [zin for naam in OORDELEN.values() if (zin := _telling(naam, aantal[naam], b))]
    slot = f" Er passen dus {passend or 'geen'} van de {totaal}." if aantal["doorsneden"] else ""
    return f"Van de {totaal} {a.meer} {getallen.opsomming(delen)}.{slot}"


def meetgrond(meting: Meting, a: Woord) -> str:
    """On how much ground all of this rests, where much of it does not count."""
    telt, alles = (meting.gewichten * gewogen(meting)).sum(), meting.gewichten.sum()
    if not alles or telt > RUIM * alles:
        return ""
    totaal = len(meting.regiomaten)
    beoordeeld = totaal - oordelen(meting)["onbekend"]
    van = "de grond" if meting.gewicht.naam == "oppervlakte" else f"de {eenheid(meting.gewicht)}"
    return (
        f"Dit is gemeten op {beoordeeld} van de {totaal} {a.meer} en op {getallen.procent(telt / alles)} van {van}. "
        "De rest heeft geen vast gebied en telt niet mee; wat hierna komt, zegt daar niets over."
    )


def _weging(wicht: Gewicht) -> str:
    """With what was weighed."""
    if wicht.naam == "bouwstenen":
        return "Elke postcode telt even zwaar, en een deel van een postcode als een hele."
    return f"Gewogen is naar {wicht.titel}."


def bijna(meting: Meting, a: Woord) -> str:
    """How many regions are only just cut through, by the weight that would have to move."""
    weg = te_verplaatsen(meting.kruis)
    paren = zip(meting.regiomaten, weg.tolist(), strict=True)
    n = sum(
        regio.oordeel is Oordeel.DOORSNEDEN and regio.gewicht > 0 and gewicht < NET * regio.gewicht
        for regio, gewicht in paren
    )
    if not n:
        return ""
    wie = f"1 {a.enkel} dat" if n == 1 and a.het else f"1 {a.enkel} die" if n == 1 else f"{n} {a.meer} die"
    wordt = "wordt" if n == 1 else "worden"
    van = "de grond" if meting.gewicht.naam == "oppervlakte" else f"de {_geteld(meting.gewicht)}"
    return f"Bij {wie} doorsneden {wordt}, gaat het om weinig: minder dan {getallen.procent(NET)} van {van}."


def _telling(naam: str, n: int, b: Woord) -> str:
    """One verdict counted, as a part of a sentence; empty for none."""
    een = n == 1
    return (
        ""
        if not n
        else {
            "identiek": f"{'is' if een else 'zijn'} er {n} gelijk aan een {b.enkel}",
            "unie": f"{'bestaat' if een else 'bestaan'} er {n} uit hele {b.meer}",
            "binnen": f"{'ligt' if een else 'liggen'} er {n} binnen één {b.enkel}",
            "doorsneden": f"{'wordt' if een else 'worden'} er {n} doorsneden door een grens van de {b.meer}",
            "zonderGebied": "",
            "onbekend": f"{'is' if een else 'zijn'} er {n} niet te beoordelen",
        }[naam]
    )


def grenszin(meting: Meting, a: Woord, b: Woord) -> str:
    """How much of the outer border is shared, both ways."""
    heen, terug = meting.grens.totaal_a.aandeel, meting.grens.totaal_b.aandeel
    if heen is None or terug is None:
        return ""
    zin = (
        f"Van de buitengrenzen van de {a.meer} is {getallen.procent(heen)} ook een grens van een {b.enkel}; andersom "
        f"is het {getallen.procent(terug)}. {RAND}"
    )
    return zin if is_officieel(meting.stand.grenzen) else f"{zin} {SCHETS}"


def verhuiszin(meting: Meting, genest: Verplaatslijst, a: Woord) -> str:
    """How much would have to move before no region is cut through."""
    if not genest.bouwstenen:
        return (
            f"Er hoeft niets te verhuizen: geen enkel {a.enkel} wordt doorsneden."
            if a.het
            else (f"Er hoeft niets te verhuizen: geen enkele {a.enkel} wordt doorsneden.")
        )
    van = "alle grond" if meting.gewicht.naam == "oppervlakte" else f"alle {eenheid(meting.gewicht)}"
    deel = f": {getallen.procent(genest.aandeel)} van {van}" if genest.aandeel else ""
    minst = "ten minste " if genest.bewezen else ""
    wat, ander = grond(meting.gewicht, genest.gewicht), "een ander" if a.het else "een andere"
    return f"Om te zorgen dat er geen meer doorsneden wordt, moet {minst}{wat} naar {ander} {a.enkel}{deel}."


def hoeveel(wicht: Gewicht, waarde: float) -> str:
    """A weight with its unit: ``ongeveer 1.234 kinderen``."""
    rond = round(waarde)
    if 0 < waarde < 1 and not rond:
        return f"minder dan {_ENKEL.get(wicht.naam, '1 hectare')}"
    if rond == 1:
        return _ENKEL.get(wicht.naam, "1 hectare")
    ongeveer = "ongeveer " if rond and wicht.naam != "bouwstenen" else ""
    return f"{ongeveer}{getallen.heel(waarde)} {eenheid(wicht)}"


def grond(wicht: Gewicht, waarde: float) -> str:
    """An amount of ground by its weight: ``grond met ongeveer 1.234 kinderen``, ``ongeveer 20 hectare grond``."""
    if waarde <= 0:
        return f"grond zonder {_geteld(wicht)}"
    if wicht.naam == "oppervlakte":
        return f"{hoeveel(wicht, waarde)} grond"
    return f"grond {'van' if wicht.naam == 'bouwstenen' else 'met'} {hoeveel(wicht, waarde)}"


def _geteld(wicht: Gewicht) -> str:
    """What was counted, where more may be: of people only those of whom it is known where they count."""
    if wicht.naam in stukken.MENSEN:
        return f"getelde {wicht.eenheid}"
    return "gemeten oppervlakte" if wicht.naam == "oppervlakte" else eenheid(wicht)


def eenheid(wicht: Gewicht) -> str:
    """The unit of a weight as a sentence uses it."""
    return _EENHEDEN.get(wicht.naam, wicht.eenheid)


def maatzin(meting: Meting) -> str:
    """The V-measure, as a band where gemeenten are open."""
    laagste, hoogste = meting.band
    uitleg = "Die maat loopt van 0 (de indelingen hebben niets met elkaar te maken) tot 1 (zij zijn gelijk)."
    if laagste == hoogste:
        return f"De V-maat is {getallen.maat(meting.maten.v)}. {uitleg}"
    namen = open_gemeenten(meting.stand, meting.toestand, (meting.a, meting.b))
    wie = getallen.kort(namen, 8, "gemeenten") if namen else "een deel van de grond"
    liggen = "ligt" if len(namen) < 2 else "liggen"
    smal = getallen.maat(laagste) == getallen.maat(hoogste)
    return (
        f"De V-maat {'is' if smal else 'ligt'} {getallen.tussen(laagste, hoogste)}: van {wie} staat niet vast in welk "
        f"gebied die {liggen}. {uitleg}"
    )


def onzeker(meting: Meting, a: Woord) -> str:
    """How many verdicts may turn out otherwise."""
    n = sum(not regio.zeker for regio in meting.regiomaten)
    if not n:
        return ""
    wat = f"1 {a.enkel}" if n == 1 else f"{n} {a.meer}"
    return f"Van {wat} is het oordeel niet zeker, omdat van een deel van de grond het gebied niet vaststaat."
