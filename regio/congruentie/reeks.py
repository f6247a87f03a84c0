"""The same measure through time: A on every known day against each list of the jeugdregio's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from regio.congruentie import bronnen, delen, getallen, reekstekst
from regio.congruentie.buiten import open_gemeenten
from regio.congruentie.gebeurtenissen import gebeurtenissen, gelijk, meegegaan
from regio.congruentie.gewichten import onvolledig
from regio.congruentie.indelingen import EDITIES, Keuze, bekende_naam, kies, vanaf
from regio.congruentie.kruistabel import kruis
from regio.congruentie.maten import maten
from regio.congruentie.matrix import kort
from regio.congruentie.meting import meet_bekend, weeg
from regio.stand.bewaren import bewaard
from regio.stand.opmerkingen import EERSTE_JEUGDREGIO, opmerking
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import EERSTE_DAG_REGELING

Json = dict[str, Any]
MET = ("jeugdregio", "jeugdregio-2015", "jeugdregio-2016", "jeugdregio-2025")
_VELDEN = ("v", "vMin", "vMax", "homogeniteit", "volledigheid", "oordelen", "grensaandeel")
_TITEL = {"jeugdregio": "jeugdregio's van de dag zelf"}
VANAF_2026 = (
    "De lijst van jeugdregio's na 2025 (Stb. 2025, 357) is niet gelezen. Vanaf 2026 is die van 2025 doorgetrokken."
)
VAST = (
    "Het verschil met het tijdvak ervoor is gemeten op de grond die in beide tijdvakken vaststaat. De V-maat zelf telt "
    "grond die niet vaststaat niet mee. Daardoor kan zij veranderen zonder dat er een grens is veranderd."
)
OVERGEZET = (
    "Een lijst van jeugdregio's is op elke dag gelegd op de gemeenten van die dag: een gemeente houdt haar regio. Een "
    "nieuwe gemeente heeft de regio van haar grond; ligt die in meer regio's, dan is de maat een band."
)


def versies_bekend(stand: Stand) -> str:
    """Which versions of the regeling are known, and what that means for days on which something changes."""
    eerder, laatste = [rij["versie"] for rij in stand.tabellen["versies"]][:-1], stand.laatst_bekend
    return (
        f"Van de regeling zijn {len(eerder) + 1} versies bekend: die van {', '.join(eerder)} en {laatste}. Een "
        f"wijziging op een dag daartussen staat hier bij de eerste versie die haar kent. Wat na {laatste} is "
        "gewijzigd, is niet bekend."
    )


def tijdreeks(stand: Stand, a: str, weging: str) -> Json:
    """A on every day from 2013 on against the lists of the jeugdregio's: ``CongruentieTijdreeks``.

    Raises Vraagfout for an unknown name or weight.
    """
    return dict(_tijdreeks(stand, bekende_naam(a), weging))


@bewaard(16)
def _tijdreeks(stand: Stand, a: str, weging: str) -> Json:
    reeksen = [_reeks(stand, a, met, weging) for met in MET if met != a]
    laatste = len(stand.meta["toestanden"]) - 1
    dag = stand.zicht(laatste).vanaf
    keuze, lijst = kies(stand, a, dag), kies(stand, MET[0], dag)
    wicht = weeg(stand, weging, keuze, lijst)
    return {
        "indeling": a,
        "weging": delen.weging(wicht),
        "conclusie": reekstekst.conclusie(keuze, wicht, reeksen, _open(stand, a, MET[0]), _open(stand, a, a)),
        "reeksen": reeksen,
        "grensbron": stand.grenzen["bron"],
        "opmerkingen": [
            *([opmerking("versies-bekend", versies_bekend(stand))] if keuze.sectoren else []),
            opmerking("lijst-overgezet", OVERGEZET),
            opmerking("verschil-op-vaste-grond", VAST),
            opmerking("jeugdregios-na-2025", VANAF_2026),
            *onvolledig(stand, wicht),
        ],
        "herkomst": _herkomst(stand, keuze, lijst, wicht),
    }


def _open(stand: Stand, a: str, naam: str) -> dict[str, list[reekstekst.Tijdvak]]:
    """The gemeenten of which the region is open in a division, by name, each with when: on the days of A's series."""
    uit: dict[str, list[reekstekst.Tijdvak]] = {}
    for nummer in _toestanden(stand, a):
        zicht = stand.zicht(nummer)
        for gemeente in open_gemeenten(stand, nummer, [kies(stand, naam, zicht.vanaf)]):
            tijdvakken = uit.setdefault(gemeente, [])
            aansluitend = tijdvakken and tijdvakken[-1][1] == zicht.vanaf
            vanaf = tijdvakken.pop()[0] if aansluitend else zicht.vanaf
            tijdvakken.append((vanaf, zicht.tot))
    return uit


def _herkomst(stand: Stand, keuze: Keuze, lijst: Keuze, wicht: Any) -> list[Json]:
    """The sources of every toestand: each version of the regeling has its own file."""
    alle = {
        (rij["wat"], rij["bestand"]): rij
        for nummer in _toestanden(stand, keuze.naam)
        for rij in bronnen.herkomst(stand, nummer, (keuze, lijst), wicht, grens=True)
    }
    return list(alle.values())


def _toestanden(stand: Stand, a: str) -> list[int]:
    """The toestanden from the first day of the regeling on, or later when A began later."""
    eerste = max(EERSTE_DAG_REGELING.isoformat(), vanaf(a))
    return [nr for nr, t in enumerate(stand.meta["toestanden"]) if t["vanaf"] >= eerste]


def _reeks(stand: Stand, a: str, met: str, weging: str) -> Json:
    """One line: a point for every stretch of days on which neither division changes."""
    punten: list[Json] = []
    for toestand in _toestanden(stand, a):
        if punten and _blijft(stand, toestand, a, met):
            punten[-1]["tot"] = stand.zicht(toestand).tot
        else:
            punten.append(_punt(stand, toestand, a, met, weging, punten[-1] if punten else None))
    titel = _TITEL.get(met) or kies(stand, met, punten[0]["vanaf"]).titel
    return {"indeling": a, "met": met, "titel": titel, "punten": punten}


def _blijft(stand: Stand, toestand: int, a: str, met: str) -> bool:
    """Whether both divisions, and what is said of them, are those of the toestand before."""
    oud, nieuw = (stand.zicht(nr).vanaf for nr in (toestand - 1, toestand))
    zelfde = all(gelijk(kies(stand, naam, oud).indeling, kies(stand, naam, nieuw).indeling) for naam in (a, met))
    return zelfde and kenmerk(met, oud) == kenmerk(met, nieuw)


def _punt(stand: Stand, toestand: int, a: str, met: str, weging: str, vorige: Json | None) -> Json:
    zicht = stand.zicht(toestand)
    uit = kort(stand, toestand, a, met, weging)
    return {
        "vanaf": zicht.vanaf,
        "tot": zicht.tot,
        **{veld: uit[veld] for veld in _VELDEN},
        "verschil": None if vorige is None else _verschil(stand, toestand, a, met, weging),
        "band": uit["vMin"] < uit["vMax"],
        "kenmerk": kenmerk(met, zicht.vanaf),
        "gebeurtenissen": [] if vorige is None else _gebeurd(stand, toestand, a, met, weging),
    }


def _verschil(stand: Stand, toestand: int, a: str, met: str, weging: str, zonder: Sequence[int] = ()) -> float:
    """How much V changed since the toestand before, on the ground that is sure in both and not in ``zonder``.

    Ground that becomes unsure no longer counts: that alone would change V, while nothing changed.
    """
    oud, nieuw = (meet_bekend(stand, nr, a, met, weging) for nr in (toestand - 1, toestand))
    indelingen = [(m.a.indeling, m.b.indeling) for m in (oud, nieuw)]
    telt = np.logical_and.reduce([zijde.waarden >= 0 for paar in indelingen for zijde in paar])
    telt[list(zonder)] = False
    voor, na = (maten(kruis(*paar, np.where(telt, nieuw.gewichten, 0.0))).v for paar in indelingen)
    return na - voor


def _door_de_vorm(stand: Stand, toestand: int, a: str, met: str, weging: str) -> list[str]:
    """How much V changed without the parts of postcodes that only the form of the law moved."""
    oud, nieuw = (kies(stand, a, stand.zicht(nr).vanaf) for nr in (toestand - 1, toestand))
    mee = meegegaan(stand, toestand, oud, nieuw)
    if not mee:
        return []
    rest = _verschil(stand, toestand, a, met, weging, mee)
    return [f"Zonder die delen van postcodes is het verschil in V {getallen.verschil(rest)}."]


def _gebeurd(stand: Stand, toestand: int, a: str, met: str, weging: str) -> list[str]:
    oud, nieuw = (stand.zicht(nr).vanaf for nr in (toestand - 1, toestand))
    uit = gebeurtenissen(stand, toestand, [(kies(stand, n, oud), kies(stand, n, nieuw)) for n in (a, met)])
    uit += _door_de_vorm(stand, toestand, a, met, weging)
    if met == MET[0] and nieuw == EERSTE_JEUGDREGIO:
        uit.append("De Jeugdwet gaat in: vanaf nu zijn er jeugdregio's.")
    return uit


def kenmerk(met: str, dag: str) -> str | None:
    """What marks the measure of a day: a list that is younger than the day itself."""
    lijst = EDITIES.get("jeugdregio-2015" if met == MET[0] else met)
    return f"met de regio's van {lijst[1][:4]}" if lijst and dag < lijst[1] else None
