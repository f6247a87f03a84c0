"""Effects beside the base, as JSON: what was, what is, and for which SWVs and gemeenten it differs."""

from __future__ import annotations

from typing import Any

from regio.congruentie.getallen import aandeel, gewicht, meters
from regio.congruentie.gewichten import Gewicht
from regio.scenario.beeld import LAGEN, Beeld
from regio.scenario.effecten import Effecten, Paarcijfers, Swvcijfers
from regio.scenario.grenzen import Verbandgrens
from regio.scenario.maatstaf import GEMEENTE, Maatstaf
from regio.scenario.verschil import Verschil, Wissel, verschil
from regio.scenario.zetten import SECTOREN

Json = dict[str, Any]
Tafels = tuple[tuple[str, ...], tuple[str, ...]]
_GEEN_TAFELS: Tafels = ((), ())
_GELIJK = "gelijk"


def effecten_json(maat: Maatstaf, voor: Effecten, na: Effecten, *, alles: bool = False) -> Json:
    """The effects of one picture beside those of another; without ``alles`` only what differs.

    Children and inhabitants have three decimals, metres one, V and shares six.
    """
    anders = verschil(voor.beeld, na.beeld)
    return {
        "weging": {sector: _weging(maat.gewicht(sector)) for sector in SECTOREN},
        "samenwerkingsverbanden": [rij for sector in SECTOREN for rij in swvs_naast(voor, na, sector, alles=alles)],
        "gemeenten": [rij for sector in SECTOREN for rij in tafels_naast(voor, na, sector, alles=alles)],
        "congruentie": [rij for sector in SECTOREN for rij in congruentie_naast(maat, voor, na, sector)],
        "totalen": {sector: {"voor": _totalen(voor, sector), "na": _totalen(na, sector)} for sector in SECTOREN},
        "verschil": verschil_json(anders, na.beeld),
    }


def _weging(weging: Gewicht) -> Json:
    return {
        "naam": weging.naam,
        "titel": weging.titel,
        "eenheid": weging.eenheid,
        "jaar": weging.jaar,
        "toelichting": weging.toelichting,
        "verdeelregel": weging.verdeelregel,
    }


def swvs_naast(voor: Effecten, na: Effecten, sector: str, *, alles: bool = True) -> list[Json]:
    """Every SWV of a sector in either picture, by code: its figures in both, None where it does not exist.

    Without ``alles`` only those that changed: of which a figure of its own or the name differs as it is told. How its
    border lies beside the jeugdregio's is no figure of its own: that also differs where only theirs moved.
    """
    hier, daar = voor.sectoren[sector].swvs, na.sectoren[sector].swvs
    uit = []
    for code in sorted(hier.keys() | daar.keys()):
        if not alles and _niets_anders(voor, na, code):
            continue  # most of the country: not even written out
        was = swv_json(voor, code) if code in hier else None
        wordt = swv_json(na, code) if code in daar else None
        naam = (na if code in daar else voor).beeld.namen[code]
        status = _status(was, wordt)
        kop: Json = {"code": code, "sector": sector, "naam": naam, "gewijzigd": status != _GELIJK}
        if alles or status != _GELIJK:
            uit.append(kop | {"status": status, "voor": was, "na": wordt})
    return uit


def _niets_anders(voor: Effecten, na: Effecten, code: str) -> bool:
    hier, daar = voor.sectoren[code[:2]], na.sectoren[code[:2]]
    zelfde = hier is daar or (hier.swvs.get(code) is daar.swvs.get(code) and hier.grens(code) == daar.grens(code))
    return zelfde and voor.beeld.namen.get(code) == na.beeld.namen.get(code)


def _status(was: Json | None, wordt: Json | None) -> str:
    if was is None:
        return "nieuw"
    if wordt is None:
        return "opgeheven"
    return _GELIJK if _eigen(was) == _eigen(wordt) else "gewijzigd"


def _eigen(cijfers: Json) -> Json:
    """The figures of an SWV that rest on its own ground and table alone."""
    return cijfers | {"grens": {veld: cijfers["grens"][veld] for veld in ("lengte", "rand")}}


def swv_json(effecten: Effecten, code: str) -> Json:
    """The figures of an SWV."""
    cijfers: Swvcijfers = effecten.swv(code)
    return {
        "naam": effecten.beeld.namen[code],
        "kinderen": gewicht(cijfers.kinderen),
        "inwoners": gewicht(cijfers.inwoners),
        "postcodes": cijfers.postcodes,
        "bouwstenen": cijfers.bouwstenen,
        "bouwstenenMisschien": cijfers.open,
        "gemeenten": list(cijfers.gemeenten),
        "gemeentenMisschien": list(cijfers.misschien),
        "stukken": len(cijfers.stukken),
        "grens": _grens(effecten.sectoren[code[:2]].grens(code)),
    }


def _grens(grens: Verbandgrens) -> Json:
    return {
        "lengte": meters(grens.lengte),
        "samenvallend": meters(grens.samenvallend),
        "aandeel": aandeel(grens.aandeel),
        "rand": meters(grens.rand),
        "onzeker": meters(grens.onzeker),
    }


def tafels_naast(voor: Effecten, na: Effecten, sector: str, *, alles: bool = True) -> list[Json]:
    """Every gemeente of either picture, by code: its tables in both, and whether it is split.

    Without ``alles`` only those with other tables.
    """
    hier, daar = voor.tafels(sector), na.tafels(sector)
    uit = []
    for code in sorted(hier.keys() | daar.keys()):
        was, wordt = hier.get(code), daar.get(code)
        if was == wordt and not alles:
            continue
        namen = na.beeld.namen if code in na.beeld.namen else voor.beeld.namen
        kop: Json = {"code": code, "naam": namen.get(code), "sector": sector, "gewijzigd": was != wordt}
        uit.append(kop | {"voor": _tafels(was), "na": _tafels(wordt), "splitsing": splitsing(was, wordt)})
    return uit


def splitsing(was: Tafels | None, wordt: Tafels | None) -> str:
    """What became of a gemeente: ``heel``, ``nieuw-gesplitst``, ``al-gesplitst``, ``geheeld``, ``opgegaan``."""
    if wordt is None:
        return "opgegaan"
    voor, na = len((was or _GEEN_TAFELS)[0]), len(wordt[0])
    if na > 1:
        return "al-gesplitst" if voor > 1 else "nieuw-gesplitst"
    return "geheeld" if voor > 1 else "heel"


def _tafels(tafels: Tafels | None) -> Json | None:
    if tafels is None:
        return None
    return {"samenwerkingsverbanden": list(tafels[0]), "misschien": list(tafels[1]), "gesplitst": len(tafels[0]) > 1}


def congruentie_naast(maat: Maatstaf, voor: Effecten, na: Effecten, sector: str) -> list[Json]:
    """A sector beside every division that both pictures are laid beside."""
    hier, daar = voor.congruentie(sector), na.congruentie(sector)
    return [
        {"indeling": sector, "met": naam, "titel": _titel(maat, naam)}
        | {"voor": _paar(hier[naam]), "na": _paar(daar[naam]), "verschilV": round(daar[naam].v - hier[naam].v, 6)}
        for naam in hier
        if naam in daar  # editions of a list are only known from their day on
    ]


def _titel(maat: Maatstaf, naam: str) -> str:
    if naam in maat.keuzes:
        return maat.keuzes[naam].titel
    return "gemeenten" if naam == GEMEENTE else f"samenwerkingsverbanden {naam}"


def _paar(paar: Paarcijfers) -> Json:
    maten = {"v": paar.v, "homogeniteit": paar.homogeniteit, "volledigheid": paar.volledigheid}
    return {naam: aandeel(waarde) for naam, waarde in maten.items()} | {"grens": _grens(paar.grens)}


def _totalen(effecten: Effecten, sector: str) -> Json:
    tafels = effecten.tafels(sector)
    return {
        "samenwerkingsverbanden": sum(een.bouwstenen > 0 for een in effecten.sectoren[sector].swvs.values()),
        "gemeenten": len(tafels),
        "gesplitsteGemeenten": sum(len(zeker) > 1 for zeker, _ in tafels.values()),
        "plaatsenAanTafel": sum(len(zeker) for zeker, _ in tafels.values()),
    }


def verschil_json(anders: Verschil, beeld: Beeld) -> Json:
    """What differs between two pictures, for a table and a map; ``beeld`` is the later of the two."""
    return {
        "wissels": [_wissel(wissel) for wissel in anders.wissels],
        "postcodes": {laag: list(anders.postcodes(laag)) for laag in LAGEN},
        "verdwenen": list(anders.verdwenen),
        "nieuw": [{"code": code, "naam": beeld.namen[code]} for code in anders.nieuw],
        "hernoemd": [{"code": een.code, "van": een.van, "naar": een.naar} for een in anders.hernoemd],
        "alleenHier": list(anders.alleen_hier),
        "alleenDaar": list(anders.alleen_daar),
    }


def _wissel(wissel: Wissel) -> Json:
    return {
        "laag": wissel.laag,
        "van": list(wissel.van),
        "naar": list(wissel.naar),
        "postcodes": list(wissel.postcodes),
        "bouwstenen": list(wissel.bouwstenen),
    }
