"""Samenwerkingsverbanden on a day: their gemeenten, postcodes and inhabitants."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any

from regio.fouten import NietGevonden
from regio.stand.stand import Stand
from regio.stand.zicht import benoemd

Json = dict[str, Any]
SOORTEN = ("regeling", "landelijk")


def bekende_swvs(stand: Stand) -> dict[str, Json]:
    """The 152 samenwerkingsverbanden by code: those of the regeling and the two national ones."""
    return {rij["code"]: rij for rij in stand.tabellen["swvs"] if rij["soort"] in SOORTEN}


@lru_cache(maxsize=64)
def gebieden(stand: Stand, toestand: int) -> dict[str, dict[str, list[int]]]:
    """Per SWV and per gemeente the hoofddelen that certainly lie in both."""
    zicht = stand.zicht(toestand)
    hoofd = [nr for nr in range(stand.aantal_bouwstenen) if stand.is_hoofddeel(nr)]
    uit: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for nr in hoofd:
        gemeenten = zicht.lagen["gemeente"].mogelijk(nr)
        for sector in ("PO", "VO"):
            codes = zicht.lagen[sector].mogelijk(nr)
            if len(codes) == 1 and len(gemeenten) == 1:
                uit[codes[0]][gemeenten[0]].append(nr)
    return {code: dict(delen) for code, delen in uit.items()}


@lru_cache(maxsize=64)
def swvs_per_gemeente(stand: Stand, toestand: int) -> dict[str, list[str]]:
    """Per gemeente the codes of its SWVs, ascending."""
    uit: dict[str, set[str]] = defaultdict(set)
    for code, delen in gebieden(stand, toestand).items():
        for gemeente in delen:
            uit[gemeente].add(code)
    return {gemeente: sorted(codes) for gemeente, codes in uit.items()}


def lijst(stand: Stand, datum: str, sector: str | None = None, gemeente: str | None = None) -> list[Json]:
    """The samenwerkingsverbanden on a day, by code; filtered by sector and by gemeente."""
    nummer = stand.toestand_nr_iso(datum)
    alle = gebieden(stand, nummer)
    return [
        _kort(stand, rij, alle.get(code, {}), nummer)
        for code, rij in sorted(bekende_swvs(stand).items())
        if sector in (None, rij["sector"]) and (gemeente is None or gemeente in alle.get(code, {}))
    ]


def _kort(stand: Stand, rij: Json, delen: dict[str, list[int]], toestand: int) -> Json:
    stukken = stand.grond(nr for deel in delen.values() for nr in deel)
    zicht = stand.zicht(toestand)
    return {
        "code": rij["code"],
        "sector": rij["sector"],
        "naam": rij["naam"] or None,
        "soort": rij["soort"],
        "gemeenten": sorted(str(zicht.naam("gemeente", code)) for code in delen),
        "aantalPostcodes": len(stukken),
        "inwoners": int(sum(stuk.gewicht for stuk in stukken)),
    }


def een(stand: Stand, code: str, datum: str) -> Json:
    """One samenwerkingsverband with its area. Raises NietGevonden for an unknown code."""
    rij = bekende_swvs(stand).get(code)
    if rij is None:
        raise NietGevonden(
            f"Geen samenwerkingsverband met code {code}. Een code is PO of VO met vier cijfers, zoals VO2001."
        )
    nummer = stand.toestand_nr_iso(datum)
    delen = gebieden(stand, nummer).get(code, {})
    kort = _kort(stand, rij, delen, nummer)
    stukken = stand.grond(nr for deel in delen.values() for nr in deel)
    bron = rij["naam_status"] == "bron"
    return {
        "geldigOp": datum,
        **{veld: kort[veld] for veld in ("code", "sector", "naam", "soort")},
        "website": rij["website"] or None,
        "bron": rij["bron"] or None if bron else None,
        "opmerking": rij["opmerking"] or None,
        "gemeenten": [_gemeente(stand, nummer, gemeente, nrs) for gemeente, nrs in sorted(delen.items())],
        "postcodes": sorted(stuk.pc4 for stuk in stukken),
        "inwoners": kort["inwoners"],
        **stand.staart(nummer),
    }


def _gemeente(stand: Stand, toestand: int, gemeente: str, bouwstenen: list[int]) -> Json:
    zicht = stand.zicht(toestand)
    alle = [nr for nr in zicht.lagen["gemeente"].met_code(gemeente) if stand.is_hoofddeel(nr)]
    return {
        **benoemd(zicht, "gemeente", gemeente),
        "geheel": len(alle) == len(bouwstenen),
        "postcodes": sorted(stuk.pc4 for stuk in stand.grond(bouwstenen)),
    }
